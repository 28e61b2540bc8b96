/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-find-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

/* A rule that looks for something else is a new one; one that is renamed, or quiet at other hours, is not. */
static gboolean
forget_if_other (SotongDb               *db,
                 const SotongAlertRule  *rule,
                 GError                **error)
{
  gint64 n = 0, topic_id = rule->topic_id == SOTONG_NONE ? -1 : rule->topic_id;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_rule WHERE id = $1 AND kind = $2 AND coalesce(topic_id, -1) = $3 AND sigma = $4"
                          " AND least = $5 AND share = $6 AND words = $7 AND coalesce(reach, 0) = $8", "itididti", rule->id,
                          sotong_alert_kind_get_name (rule->kind), topic_id, rule->sigma, rule->least, rule->share,
                          rule->words != NULL ? rule->words : "", rule->reach))
    return FALSE;
  return n > 0 || sotong_alert_forget_since (db, rule->id, error);
}

/**
 * sotong_alert_rule_edit:
 * @db: the connection of a write job
 * @rule: what it is from now on, with its id; when it is snoozed stays
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo. What it found stays in the log.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_rule_edit (SotongDb               *db,
                        const SotongAlertRule  *rule,
                        GError                **error)
{
  return sotong_alert_rule_check (db, rule, error)
         && sotong_alert_rule_begin_change (db, "alert.edit", rule->id, error)
         && forget_if_other (db, rule, error)
         && sotong_db_exec (db, error, "UPDATE alert_rule SET name = $1, kind = $2, topic_id = $3, sigma = $4, least = $5, share = $6, words = $7,"
                            " quiet_from = $8, quiet_to = $9, cadence_hours = $10, reach = $11 WHERE id = $12", "ttididtiiiii", rule->name,
                            sotong_alert_kind_get_name (rule->kind), rule->topic_id, rule->sigma, rule->least, rule->share,
                            rule->words != NULL ? rule->words : "", (gint64) rule->quiet_from, (gint64) rule->quiet_to, (gint64) rule->cadence_hours,
                            rule->reach, rule->id);
}

/**
 * sotong_alert_set_stage:
 * @db: the connection of a write job
 * @topic_id: a topic; 0: all mentions
 * @stage: at which it is from now on, as a person sees it; none ends it
 * @reason: why
 * @told: who was told
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a reason
 *
 * Logs it. While a stage holds, what the rules find about the topic is told every hour, whatever their cadence. One step of undo.
 *
 * Returns: its place in the log, or 0 with @error set
 */
gint64
sotong_alert_set_stage (SotongDb          *db,
                        gint64             topic_id,
                        SotongAlertStage   stage,
                        const char        *reason,
                        const char        *told,
                        GError           **error)
{
  g_autoptr(SotongTopic) topic = topic_id != 0 ? sotong_topic_get (db, topic_id, error) : NULL;
  gint64 now = sotong_db_now (db), id;

  if (topic_id != 0 && topic == NULL)
    return 0;
  if (sotong_text_is_blank (reason))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Say why: the log keeps the reason of a stage."));
      return 0;
    }
  if (!sotong_change_begin (db, "alert.stage", "alert", 0, topic != NULL ? topic->name : _("All mentions"), error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO alert_event (rule_id, topic_id, hour, found_at, stage, value, threshold, reason, told)"
                         " VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7)", "iiiiitt", (gint64) SOTONG_ALERT_BY_HAND, topic_id, now / 3600, now, (gint64) stage,
                         reason, told != NULL ? told : "");
  return id != 0 && sotong_change_added (db, "alert_event", id, error) ? id : 0;
}

/**
 * sotong_alert_is_watched:
 * @db: a connection
 * @topic_id: a topic; 0: all mentions
 * @out_watched: (out): whether a person has set a stage for it, or for all mentions
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_is_watched (SotongDb  *db,
                         gint64     topic_id,
                         gboolean  *out_watched,
                         GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT coalesce((SELECT stage FROM alert_event WHERE rule_id = $1 AND topic_id = $2 ORDER BY id DESC LIMIT 1), 0)"
                          " + coalesce((SELECT stage FROM alert_event WHERE rule_id = $1 AND topic_id = 0 ORDER BY id DESC LIMIT 1), 0)", "ii",
                          (gint64) SOTONG_ALERT_BY_HAND, topic_id))
    return FALSE;
  *out_watched = n > 0;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-stage.h"
#include "store/sotong-alert.h"
#include "store/sotong-change-private.h"
#include "util/sotong-text.h"

#define USUAL_SIGMA 5
#define USUAL_LEAST 10
#define USUAL_REACH 10000
#define DAY_HOURS 24
#define WHILE_SECONDS 60

static const char * const kind_names[SOTONG_N_ALERT_KINDS] = { "volume", "negative", "word", "reach" };

SotongAlertRule *
sotong_alert_rule_new (void)
{
  SotongAlertRule *rule = g_new0 (SotongAlertRule, 1);

  rule->topic_id = SOTONG_NONE;
  rule->sigma = USUAL_SIGMA;
  rule->least = USUAL_LEAST;
  rule->share = 0.5;
  rule->reach = USUAL_REACH;
  rule->cadence_hours = DAY_HOURS;
  rule->snoozed_until = SOTONG_NONE;
  return rule;
}

void
sotong_alert_rule_free (SotongAlertRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->name);
  g_free (rule->words);
  g_free (rule);
}

void
sotong_alert_event_free (SotongAlertEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->rule);
  g_free (event->topic);
  g_free (event->reason);
  g_free (event->told);
  g_free (event->word);
  g_free (event->url);
  g_free (event);
}

const char *
sotong_alert_kind_get_name (SotongAlertKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_ALERT_KINDS, kind_names[0]);
  return kind_names[kind];
}

gboolean
sotong_alert_kind_from_name (const char      *name,
                             SotongAlertKind *out_kind)
{
  for (int i = 0; i < SOTONG_N_ALERT_KINDS; i++)
    {
      if (g_str_equal (kind_names[i], name))
        {
          *out_kind = (SotongAlertKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The four stages of the government's crisis manuals, or what the office calls them, as a person reads them. */
const char *
sotong_alert_stage_get_label (SotongAlertStage stage)
{
  const char *own = sotong_alert_stage_own (stage);

  if (own != NULL)
    return own;
  switch (stage)
    {
    case SOTONG_STAGE_ATTENTION:
      return _("Attention");
    case SOTONG_STAGE_CAUTION:
      return _("Caution");
    case SOTONG_STAGE_ALERT:
      return _("Alert");
    case SOTONG_STAGE_SERIOUS:
      return _("Serious");
    case SOTONG_STAGE_NONE:
    default:
      return "";
    }
}

/* As programs read them. */
const char *
sotong_alert_stage_get_name (SotongAlertStage stage)
{
  switch (stage)
    {
    case SOTONG_STAGE_ATTENTION:
      return "attention";
    case SOTONG_STAGE_CAUTION:
      return "caution";
    case SOTONG_STAGE_ALERT:
      return "alert";
    case SOTONG_STAGE_SERIOUS:
      return "serious";
    case SOTONG_STAGE_NONE:
    default:
      return "none";
    }
}

gboolean
sotong_alert_stage_from_name (const char       *name,
                              SotongAlertStage *out_stage)
{
  for (int i = SOTONG_STAGE_ATTENTION; i <= SOTONG_STAGE_SERIOUS; i++)
    {
      if (g_str_equal (sotong_alert_stage_get_name ((SotongAlertStage) i), name))
        {
          *out_stage = (SotongAlertStage) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- rules ---- */

static gboolean
has_rules (SotongDb  *db,
           gboolean  *out,
           GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_rule", ""))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

/**
 * sotong_alert_rule_list:
 * @db: a connection
 * @error: return location
 *
 * A workspace that never had a rule has one with id 0: more mentions of a topic in an hour than usual.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertRule): the rules
 */
GPtrArray *
sotong_alert_rule_list (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_rule_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gboolean some;

  if (!sotong_alert_stage_load (db, error) || !has_rules (db, &some, error))
    return NULL;
  if (!some)
    {
      SotongAlertRule *usual = sotong_alert_rule_new ();

      usual->name = g_strdup (_("More than usual"));
      usual->words = g_strdup ("");
      g_ptr_array_add (list, usual);
      return g_steal_pointer (&list);
    }
  stmt = sotong_db_query (db, error, "SELECT id, name, kind, topic_id, sigma, least, share, words, quiet_from, quiet_to, cadence_hours, snoozed_until, reach"
                          " FROM alert_rule WHERE removed_at IS NULL ORDER BY id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongAlertRule *rule = sotong_alert_rule_new ();

      rule->id = sotong_stmt_int (stmt, 0);
      rule->name = sotong_stmt_dup (stmt, 1);
      sotong_alert_kind_from_name (sotong_stmt_text (stmt, 2), &rule->kind);
      rule->topic_id = sotong_stmt_int (stmt, 3);
      rule->sigma = sotong_stmt_double (stmt, 4);
      rule->least = sotong_stmt_int (stmt, 5);
      rule->share = sotong_stmt_double (stmt, 6);
      rule->words = sotong_stmt_dup (stmt, 7);
      rule->quiet_from = (int) sotong_stmt_int (stmt, 8);
      rule->quiet_to = (int) sotong_stmt_int (stmt, 9);
      rule->cadence_hours = (int) sotong_stmt_int (stmt, 10);
      rule->snoozed_until = sotong_stmt_int (stmt, 11);
      rule->reach = sotong_stmt_int (stmt, 12);
      g_ptr_array_add (list, rule);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_alert_rule_find:
 * @db: a connection
 * @name: a rule's name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id; 0 with @error set
 */
gint64
sotong_alert_rule_find (SotongDb    *db,
                        const char  *name,
                        GError     **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM alert_rule WHERE name = $1 AND removed_at IS NULL", "t", name))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no alert rule “%s”. See the rules there are."), name);
  return 0;
}

/* Whether a rule can be kept as it is; one that is edited may keep its name. */
gboolean
sotong_alert_rule_check (SotongDb               *db,
                         const SotongAlertRule  *rule,
                         GError                **error)
{
  const char *problem = NULL;
  gint64 n = 0;

  if (rule->name == NULL || sotong_text_is_blank (rule->name))
    problem = _("An alert rule needs a name.");
  else if (rule->kind == SOTONG_ALERT_WORD && (rule->words == NULL || sotong_text_is_blank (rule->words)))
    problem = _("A rule that watches for words needs the words.");
  else if (rule->kind == SOTONG_ALERT_REACH && rule->reach < 1)
    problem = _("A rule that watches for reach needs a number of readers above 0.");
  else if (!(rule->sigma > 0) || rule->least < 1 || !(rule->share > 0 && rule->share <= 1) || rule->cadence_hours < 0)
    problem = _("A rule's numbers are wrong: deviations and mentions are above 0, the share is from 1 to 100 percent, the cadence 0 hours or more.");
  else if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_rule WHERE name = $1 AND id <> $2 AND removed_at IS NULL", "ti",
                              rule->name, rule->id))
    return FALSE;
  if (problem != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, problem);
  else if (n > 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is an alert rule “%s” already. Choose another name."), rule->name);
  return problem == NULL && n == 0;
}

/**
 * sotong_alert_rule_add:
 * @db: the connection of a write job
 * @rule: what to watch for
 * @error: return location
 *
 * One step of undo. The first rule of a workspace takes the place of the one it has without any.
 *
 * Returns: the rule's id, or 0 with @error set
 */
gint64
sotong_alert_rule_add (SotongDb               *db,
                       const SotongAlertRule  *rule,
                       GError                **error)
{
  gint64 id;

  if (!sotong_alert_rule_check (db, rule, error) || (db->change == NULL && !sotong_change_begin (db, "alert.add", "alert", 0, rule->name, error)))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO alert_rule (name, kind, topic_id, sigma, least, share, words, quiet_from, quiet_to, cadence_hours, reach)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", "ttididtiiii", rule->name, sotong_alert_kind_get_name (rule->kind),
                         rule->topic_id, rule->sigma, rule->least, rule->share, rule->words != NULL ? rule->words : "", (gint64) rule->quiet_from,
                         (gint64) rule->quiet_to, (gint64) rule->cadence_hours, rule->reach);
  if (id == 0 || !sotong_change_added (db, "alert_rule", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/* Begins a change of a rule and touches it. */
gboolean
sotong_alert_rule_begin_change (SotongDb    *db,
                                const char  *action,
                                gint64       id,
                                GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name FROM alert_rule WHERE id = $1 AND removed_at IS NULL", "i", id);
  g_autofree char *name = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    name = sotong_stmt_dup (stmt, 0);
  else if (local == NULL)
    local = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("This alert rule is not there any more."));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return (db->change != NULL || sotong_change_begin (db, action, "alert", id, name, error)) && sotong_change_touch (db, "alert_rule", id, error);
}

/**
 * sotong_alert_rule_remove:
 * @db: the connection of a write job
 * @id: a rule
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo. What it found stays in the log.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_rule_remove (SotongDb  *db,
                          gint64     id,
                          GError   **error)
{
  return sotong_alert_rule_begin_change (db, "alert.remove", id, error)
         && sotong_db_exec (db, error, "UPDATE alert_rule SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/* Whether a rule is silent until @until already, to the minute in which a key is pressed twice. */
static gboolean
is_snoozed_until (SotongDb  *db,
                  gint64     id,
                  gint64     until,
                  gboolean  *out_is,
                  GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT snoozed_until FROM alert_rule WHERE id = $1 AND removed_at IS NULL", "i", id);
  GError *local = NULL;

  *out_is = FALSE;
  if (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      gint64 now = sotong_stmt_int (stmt, 0);

      *out_is = now == until || (now != SOTONG_NONE && until != SOTONG_NONE && ABS (now - until) < 60);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

/**
 * sotong_alert_rule_snooze:
 * @db: the connection of a write job
 * @id: a rule
 * @until: tell nobody before then; `SOTONG_NONE` ends it
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo, or none if it is so already, to the minute. What is found meanwhile is in the log.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_rule_snooze (SotongDb  *db,
                          gint64     id,
                          gint64     until,
                          GError   **error)
{
  gboolean already;

  if (!is_snoozed_until (db, id, until, &already, error))
    return FALSE;
  return already
         || (sotong_alert_rule_begin_change (db, "alert.snooze", id, error)
             && sotong_db_exec (db, error, "UPDATE alert_rule SET snoozed_until = $1 WHERE id = $2", "ii", until, id));
}

/* ---- the log ---- */

#define EVENTS "SELECT e.id, e.rule_id, e.topic_id, coalesce(r.name, CASE WHEN e.rule_id < 0 THEN '' ELSE $1 END), coalesce(t.name, ''), e.hour, e.found_at, e.stage, e.value, e.threshold," \
               " e.reason, e.told, e.mention_id, coalesce(m.url, '') FROM alert_event AS e LEFT JOIN alert_rule AS r ON r.id = e.rule_id LEFT JOIN topic AS t ON t.id = e.topic_id" \
               " LEFT JOIN mention AS m ON m.id = e.mention_id AND m.purged_at IS NULL"

static GPtrArray *
read_events (SotongStmt  *stmt,
             GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  GError *local = NULL;

  while (sotong_stmt_next (stmt, &local))
    {
      SotongAlertEvent *event = g_new0 (SotongAlertEvent, 1);

      event->id = sotong_stmt_int (stmt, 0);
      event->rule_id = sotong_stmt_int (stmt, 1);
      event->topic_id = sotong_stmt_int (stmt, 2);
      event->rule = sotong_stmt_dup (stmt, 3);
      event->topic = sotong_stmt_dup (stmt, 4);
      event->hour_start = sotong_stmt_int (stmt, 5) * 3600;
      event->found_at = sotong_stmt_int (stmt, 6);
      event->stage = (SotongAlertStage) sotong_stmt_int (stmt, 7);
      event->value = sotong_stmt_double (stmt, 8);
      event->threshold = sotong_stmt_double (stmt, 9);
      event->reason = sotong_stmt_dup (stmt, 10);
      event->told = sotong_stmt_dup (stmt, 11);
      event->mention_id = sotong_stmt_int (stmt, 12);
      event->url = sotong_stmt_dup (stmt, 13);
      g_ptr_array_add (list, event);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_alert_list:
 * @db: a connection
 * @range: of the hours in which something was found; both 0: any
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): the log, the newest first
 */
GPtrArray *
sotong_alert_list (SotongDb     *db,
                   SotongRange   range,
                   GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, EVENTS " WHERE ($3 = 0 OR (e.hour * 3600 >= $2 AND e.hour * 3600 < $3))"
                                                " ORDER BY e.hour DESC, e.id DESC", "tii", _("More than usual"), range.start, range.end);

  return stmt != NULL && sotong_alert_stage_load (db, error) ? read_events (stmt, error) : NULL;
}

/**
 * sotong_alert_list_told:
 * @db: a connection
 * @since: found at this time or later
 * @error: return location
 *
 * What rules raised and somebody was told of, on a desktop or where the workspace goes on without a window. What a person set is not among it, nor
 * what was purged. The log is read as it lies: an index of the rules would only look up every row of it.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): in order
 */
GPtrArray *
sotong_alert_list_told (SotongDb  *db,
                        gint64     since,
                        GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, EVENTS " WHERE +e.rule_id >= 0 AND e.found_at >= $2 AND e.told NOT IN ('', 'quiet', 'snoozed')"
                                                " AND e.reason <> '' ORDER BY e.hour, e.id", "ti", _("More than usual"), since);

  return stmt != NULL && sotong_alert_stage_load (db, error) ? read_events (stmt, error) : NULL;
}

/**
 * sotong_alert_list_untold:
 * @db: a connection
 * @rule_id: a rule
 * @since: found at this time or later
 * @error: return location
 *
 * What it found in quiet hours or while it was snoozed, of which nobody knows yet. What was purged is not among it.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): in order
 */
GPtrArray *
sotong_alert_list_untold (SotongDb  *db,
                          gint64     rule_id,
                          gint64     since,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, EVENTS " WHERE e.rule_id = $2 AND e.found_at >= $3 AND e.told IN ('quiet', 'snoozed')"
                                                " AND e.reason <> '' ORDER BY e.hour, e.id", "tii", _("More than usual"), rule_id, since);

  return stmt != NULL && sotong_alert_stage_load (db, error) ? read_events (stmt, error) : NULL;
}

/**
 * sotong_alert_list_of_letter:
 * @db: a connection
 * @letter_id: a letter
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): what it tells of, in order
 */
GPtrArray *
sotong_alert_list_of_letter (SotongDb  *db,
                             gint64     letter_id,
                             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, EVENTS " JOIN alert_letter_event AS l ON l.event_id = e.id WHERE l.letter_id = $2"
                                                " ORDER BY e.hour, e.id", "ti", _("More than usual"), letter_id);

  return stmt != NULL && sotong_alert_stage_load (db, error) ? read_events (stmt, error) : NULL;
}

/**
 * sotong_alert_event_explain:
 * @event: one of the log
 * @told_at: when somebody is told of it
 * @zone: of the office
 *
 * Returns: (transfer full): its reason, and when it was found if that is a while ago
 */
char *
sotong_alert_event_explain (const SotongAlertEvent *event,
                            gint64                  told_at,
                            GTimeZone              *zone)
{
  g_autofree char *found_at = NULL;

  if (told_at - event->found_at < WHILE_SECONDS)
    return g_strdup (event->reason);
  found_at = sotong_time_format_minute (event->found_at, zone);
  /* Translators: why an alarm was raised, a sentence; a time */
  return g_strdup_printf (_("%s Found at %s, when nobody was to be told."), event->reason, found_at);
}

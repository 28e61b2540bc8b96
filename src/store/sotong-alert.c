/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-alert-stage.h"
#include "store/sotong-alert.h"
#include "store/sotong-change-private.h"
#include "util/sotong-text.h"

#define LOOK_BACK_HOURS 6     /* what came late is still told */
#define USUAL_SIGMA 5
#define USUAL_LEAST 10
#define USUAL_REACH 10000
#define DAY_HOURS 24
#define DAY_MINUTES 1440

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

static gboolean
is_quiet (const SotongAlertRule *rule,
          gint64                 now,
          GTimeZone             *zone)
{
  int minute = (int) ((now - sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, zone)) / 60 % DAY_MINUTES);

  if (rule->quiet_from == rule->quiet_to)
    return FALSE;
  if (rule->quiet_from < rule->quiet_to)
    return minute >= rule->quiet_from && minute < rule->quiet_to;
  return minute >= rule->quiet_from || minute < rule->quiet_to;
}

/* Whether a mention with that word was told of within @hours before. A text that holds two of the words is told of once, another word
 * in another text is news. */
static gboolean
is_word_known (SotongDb                *db,
               const SotongAlertRule   *rule,
               const SotongAlertEvent  *event,
               int                      hours,
               gint64                  *out_n,
               GError                 **error)
{
  g_autofree char *folded = sotong_text_fold (event->word);

  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM alert_event AS e JOIN mention AS m ON m.id = e.mention_id WHERE e.rule_id = $1"
                            " AND e.topic_id = $2 AND e.hour > $3 AND e.hour <= $4 AND e.stage >= $5 AND sotong_contains (m.text, $6)", "iiiiit",
                            rule->id, event->topic_id, event->hour_start / 3600 - hours, event->hour_start / 3600, (gint64) event->stage, folded);
}

/* Whether the same was found so recently that it is not news, unless it is worse now. Of a topic whose stage a person has set, an
 * hour is long enough. */
static gboolean
is_known (SotongDb                *db,
          const SotongAlertRule   *rule,
          const SotongAlertEvent  *event,
          gboolean                *out_known,
          GError                 **error)
{
  gint64 n = 0;
  gboolean watched;
  int hours;

  if (rule->kind == SOTONG_ALERT_REACH) /* each mention once, whatever the hour says */
    {
      if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND mention_id = $2", "ii", rule->id, event->mention_id))
        return FALSE;
      *out_known = n > 0;
      return TRUE;
    }
  if (!sotong_alert_is_watched (db, event->topic_id, &watched, error))
    return FALSE;
  hours = watched ? 1 : MAX (rule->cadence_hours, 1);
  if (event->word != NULL)
    {
      if (!is_word_known (db, rule, event, hours, &n, error))
        return FALSE;
    }
  else if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND topic_id = $2 AND hour > $3 AND hour <= $4 AND stage >= $5",
                             "iiiii", rule->id, event->topic_id, event->hour_start / 3600 - hours, event->hour_start / 3600, (gint64) event->stage))
    return FALSE;
  *out_known = n > 0;
  return TRUE;
}

static gboolean
log_event (SotongDb               *db,
           const SotongAlertRule  *rule,
           SotongAlertEvent       *event,
           const char             *whom,
           GError                **error)
{
  gint64 now = sotong_db_now (db);

  event->found_at = now;
  if (rule->snoozed_until != SOTONG_NONE && now < rule->snoozed_until)
    event->told = g_strdup ("snoozed");
  else if (is_quiet (rule, now, sotong_db_get_zone (db)))
    event->told = g_strdup ("quiet");
  else
    event->told = g_strdup (whom);
  event->id = sotong_db_insert (db, error, "INSERT INTO alert_event (rule_id, topic_id, hour, found_at, stage, value, threshold, reason, told, mention_id)"
                                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", "iiiiiddtti", rule->id, event->topic_id, event->hour_start / 3600, now,
                                (gint64) event->stage, event->value, event->threshold, event->reason, event->told,
                                event->mention_id);
  return event->id != 0;
}

/**
 * sotong_alert_raise:
 * @db: the connection of a write job
 * @whom: who is told now of what is found, as the log says it
 * @error: return location
 *
 * Looks at the last hours with every rule and logs what is new; where alerts are mailed, the letters wait from then on.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): what is new; of those whose `told` is @whom, tell now
 */
GPtrArray *
sotong_alert_raise (SotongDb    *db,
                    const char  *whom,
                    GError     **error)
{
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  g_autoptr(GPtrArray) raised = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  gint64 now = sotong_db_now (db);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);
      SotongAlertRule each = *rule;
      g_autoptr(GPtrArray) found = NULL;

      each.cadence_hours = 1; /* what is no news is found below */
      found = sotong_alert_look (db, &each, (SotongRange) { now - LOOK_BACK_HOURS * 3600, now + 1 }, error);

      if (found == NULL)
        return NULL;
      while (found->len > 0)
        {
          g_autoptr(SotongAlertEvent) event = g_ptr_array_steal_index (found, 0);
          gboolean known;

          if (!is_known (db, rule, event, &known, error) || (!known && !log_event (db, rule, event, whom, error)))
            return NULL;
          if (!known)
            g_ptr_array_add (raised, g_steal_pointer (&event));
        }
    }
  return rules != NULL && sotong_alert_letter_queue (db, raised, whom, error) ? g_steal_pointer (&raised) : NULL;
}

#define EVENTS "SELECT e.id, e.rule_id, e.topic_id, coalesce(r.name, CASE WHEN e.rule_id < 0 THEN '' ELSE $1 END), coalesce(t.name, ''), e.hour, e.found_at, e.stage, e.value, e.threshold," \
               " e.reason, e.told, e.mention_id FROM alert_event AS e LEFT JOIN alert_rule AS r ON r.id = e.rule_id LEFT JOIN topic AS t ON t.id = e.topic_id"

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-find-private.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-alert.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

/* What is found is logged and told: once, and to nobody in quiet hours; what was found then is told at their end. */

#define LATE_HOURS  6     /* of what is older the rise and fall is no news any more */
#define DAY_MINUTES 1440

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

/* Who is told now of what a rule found: @whom, or why nobody is. */
static const char *
choose_told (SotongDb              *db,
             const SotongAlertRule *rule,
             const char            *whom)
{
  gint64 now = sotong_db_now (db);

  if (rule->snoozed_until != SOTONG_NONE && now < rule->snoozed_until)
    return "snoozed";
  return is_quiet (rule, now, sotong_db_get_zone (db)) ? "quiet" : whom;
}

/* Whether a mention with that word came in less than @hours before or after, and was told of. A text that holds two of the words is told of once,
 * another word in another text is news. An event stands at most as long before its mention came in as is looked back. */
static gboolean
is_word_known (SotongDb                *db,
               const SotongAlertRule   *rule,
               const SotongAlertEvent  *event,
               gint64                   seen_at,
               gint64                   hours,
               gint64                  *out_n,
               GError                 **error)
{
  g_autofree char *folded = sotong_text_fold (event->word);
  gint64 distance = hours * HOUR_SECONDS;

  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM alert_event AS e JOIN mention AS m ON m.id = e.mention_id WHERE e.rule_id = $1"
                            " AND e.topic_id = $2 AND e.hour > $3 AND e.hour < $4 AND m.first_seen > $5 AND m.first_seen < $6 AND e.stage >= $7"
                            " AND sotong_contains (m.text, $8)", "iiiiiiit", rule->id, event->topic_id,
                            sotong_alert_hour_of (seen_at) - hours - LOOK_BACK_HOURS - 1, sotong_alert_hour_of (seen_at) + hours + 1,
                            seen_at - distance, seen_at + distance, (gint64) event->stage, folded);
}

/* How far apart the same must be to be told again, of what came at @at. Of a topic whose stage a person has set an hour is enough, but not of what
 * comes late. */
static gboolean
find_distance (SotongDb                *db,
               const SotongAlertRule   *rule,
               const SotongAlertEvent  *event,
               gint64                   at,
               gint64                  *out_hours,
               GError                 **error)
{
  gboolean late = at < sotong_db_now (db) - LATE_HOURS * HOUR_SECONDS, watched;

  if (!sotong_alert_is_watched (db, event->topic_id, &watched, error))
    return FALSE;
  *out_hours = late ? MAX (rule->cadence_hours, DAY_HOURS) : watched ? 1 : MAX (rule->cadence_hours, 1);
  return TRUE;
}

/* Whether the same was found so near to it that it is not news, unless it is worse now. */
static gboolean
is_known (SotongDb                *db,
          const SotongAlertRule   *rule,
          const SotongAlertEvent  *event,
          gboolean                *out_known,
          GError                 **error)
{
  gint64 n = 0, hours, at = event->hour_start, hour = sotong_alert_hour_of (event->hour_start);
  gboolean asked;

  if (rule->kind == SOTONG_ALERT_REACH) /* each mention once, whatever the hour says */
    asked = sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND mention_id = $2", "ii", rule->id, event->mention_id);
  else if ((event->word != NULL && !sotong_db_get_int (db, &at, error, "SELECT first_seen FROM mention WHERE id = $1", "i", event->mention_id))
           || !find_distance (db, rule, event, at, &hours, error))
    asked = FALSE;
  else if (event->word != NULL)
    asked = is_word_known (db, rule, event, at, hours, &n, error);
  else
    asked = sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND topic_id = $2 AND hour > $3 AND hour < $4"
                               " AND stage >= $5", "iiiii", rule->id, event->topic_id, hour - hours, hour + hours, (gint64) event->stage);
  *out_known = n > 0;
  return asked;
}

static gboolean
log_event (SotongDb               *db,
           const SotongAlertRule  *rule,
           SotongAlertEvent       *event,
           const char             *told,
           GError                **error)
{
  event->found_at = sotong_db_now (db);
  event->told = g_strdup (told);
  event->id = sotong_db_insert (db, error, "INSERT INTO alert_event (rule_id, topic_id, hour, found_at, stage, value, threshold, reason, told, mention_id)"
                                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", "iiiiiddtti", rule->id, event->topic_id, event->hour_start / 3600,
                                event->found_at, (gint64) event->stage, event->value, event->threshold, event->reason, event->told,
                                event->mention_id);
  return event->id != 0;
}

/* What was found while nobody was to be told is told now, once. What is older than the rule's cadence, or than a day, stays in the log. */
static gboolean
tell_untold (SotongDb               *db,
             const SotongAlertRule  *rule,
             const char             *whom,
             GPtrArray              *raised,
             GError                **error)
{
  gint64 now = sotong_db_now (db);
  g_autoptr(GPtrArray) untold = sotong_alert_list_untold (db, rule->id, now - MAX (rule->cadence_hours, DAY_HOURS) * HOUR_SECONDS, error);

  while (untold != NULL && untold->len > 0)
    {
      g_autoptr(SotongAlertEvent) event = g_ptr_array_steal_index (untold, 0);
      char *reason = sotong_alert_event_explain (event, now, sotong_db_get_zone (db));

      g_free (event->reason);
      event->reason = reason;
      g_free (event->told);
      event->told = g_strdup (whom);
      if (!sotong_db_exec (db, error, "UPDATE alert_event SET told = $1 WHERE id = $2", "ti", whom, event->id))
        return FALSE;
      g_ptr_array_add (raised, g_steal_pointer (&event));
    }
  return untold != NULL;
}

/* Whether the mention is not there any more, or its text is not: it was taken back or purged since it was found. */
static gboolean
is_gone (SotongDb                *db,
         const SotongAlertEvent  *event,
         gboolean                *out_gone,
         GError                 **error)
{
  gint64 n = 1;

  if (event->mention_id != SOTONG_NONE
      && !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM mention WHERE id = $1 AND purged_at IS NULL", "i", event->mention_id))
    return FALSE;
  *out_gone = n == 0;
  return TRUE;
}

/* Logs what is new of what a rule found. */
static gboolean
log_new (SotongDb               *db,
         const SotongAlertRule  *rule,
         GPtrArray              *found,
         const char             *told,
         GPtrArray              *raised,
         GError                **error)
{
  while (found != NULL && found->len > 0)
    {
      g_autoptr(SotongAlertEvent) event = g_ptr_array_steal_index (found, 0);
      gboolean known = FALSE, gone;

      if (!is_gone (db, event, &gone, error) || (!gone && !is_known (db, rule, event, &known, error))
          || (!gone && !known && !log_event (db, rule, event, told, error)))
        return FALSE;
      if (!gone && !known)
        g_ptr_array_add (raised, g_steal_pointer (&event));
    }
  return found != NULL;
}

/* What the rule was when it was looked with: while that was read it may have been removed. (transfer none) (nullable) */
static const SotongAlertRule *
find_rule (const GPtrArray *rules,
           gint64           id)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);

      if (rule->id == id)
        return rule;
    }
  return NULL;
}

/* Whether what was found for @before is what @rule looks for. */
static gboolean
looks_alike (const SotongAlertRule *before,
             const SotongAlertRule *rule)
{
  return before->kind == rule->kind && before->topic_id == rule->topic_id && before->sigma == rule->sigma && before->least == rule->least
         && before->share == rule->share && before->reach == rule->reach && g_strcmp0 (before->words, rule->words) == 0;
}

/* Logs what one rule found. */
static gboolean
log_rule (SotongDb               *db,
          const SotongAlertRule  *rule,
          GPtrArray              *found,
          GPtrArray              *late,
          const char             *whom,
          GPtrArray              *raised,
          GError                **error)
{
  const char *told = choose_told (db, rule, whom);

  return (told != whom || tell_untold (db, rule, whom, raised, error)) && log_new (db, rule, found, told, raised, error)
         && log_new (db, rule, late, told, raised, error);
}

/*
 * sotong_alert_log:
 * @db: the connection of a write job
 * @finding: what was found; taken out of it
 * @whom: who is told now, as the log says it
 * @error: return location
 *
 * Logs what is new of it: short, whatever was counted for it. What was written since it was found is looked at the next time.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): what is new, as sotong_alert_raise() says
 */
GPtrArray *
sotong_alert_log (SotongDb            *db,
                  SotongAlertFinding  *finding,
                  const char          *whom,
                  GError             **error)
{
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  g_autoptr(GPtrArray) raised = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  gboolean done = rules != NULL;

  for (guint i = 0; done && i < finding->rules->len; i++)
    {
      const SotongAlertRule *before = g_ptr_array_index (finding->rules, i), *rule = find_rule (rules, before->id);

      if (rule == NULL || !looks_alike (before, rule))
        g_array_index (finding->since, gint64, i) = SOTONG_NONE; /* the next look is its first */
      else
        done = log_rule (db, rule, g_ptr_array_index (finding->found, i), g_ptr_array_index (finding->late, i), whom, raised, error);
    }
  return done && sotong_alert_note_found (db, finding, error) && sotong_alert_letter_queue (db, raised, whom, error) ? g_steal_pointer (&raised) : NULL;
}

/**
 * sotong_alert_raise:
 * @db: the connection of a write job
 * @whom: who is told now of what is found, as the log says it
 * @error: return location
 *
 * Looks at the last two days with every rule, with one that is new at today and the last six hours, and at single mentions that came in since
 * the last look, whenever they were published; logs what is new. Where alerts are mailed, the letters wait from then on. What was logged in quiet
 * hours or while a rule was snoozed comes with it once they are over. Looks within the transaction: sotong_alert_run() does not.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): what is new; of those whose `told` is @whom, tell now
 */
GPtrArray *
sotong_alert_raise (SotongDb    *db,
                    const char  *whom,
                    GError     **error)
{
  g_autoptr(SotongAlertFinding) finding = sotong_alert_find (db, error);

  return finding != NULL ? sotong_alert_log (db, finding, whom, error) : NULL;
}

/* ---- looking first, writing then ---- */

typedef struct {
  SotongAlertFinding *finding; /* (owned) */
  const char         *whom;    /* (unowned) */
} Run;

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_find (db, error);
}

static gpointer
log_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Run *run = data;

  return sotong_alert_log (db, run->finding, run->whom, error);
}

/**
 * sotong_alert_run:
 * @store: a workspace
 * @whom: who is told now of what is found, as the log says it
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * As sotong_alert_raise(), but looks with a reader: a flood takes a while to count, and the one writer is held only for the log. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): what is new; of those whose `told` is @whom, tell now
 */
GPtrArray *
sotong_alert_run (SotongStore   *store,
                  const char    *whom,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(SotongAlertFinding) finding = sotong_store_read (store, find_job, NULL, cancellable, error);
  Run run = { finding, whom };

  return finding != NULL ? sotong_store_write (store, SOTONG_WRITE_DEFAULT, log_job, &run, cancellable, error) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-alert.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

/* What is found is logged and told: once, and to nobody in quiet hours; what was found then is told at their end. */

#define LOOK_BACK_HOURS 48    /* what came late is still told: posts that only say their day, a late fetch, a night in which nothing ran */
#define LATE_HOURS      6     /* of what is older the rise and fall is no news any more */
#define DAY_HOURS       24
#define DAY_MINUTES     1440

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

/* Whether a mention with that word was told of less than @hours before or after. A text that holds two of the words is told of once, another
 * word in another text is news. */
static gboolean
is_word_known (SotongDb                *db,
               const SotongAlertRule   *rule,
               const SotongAlertEvent  *event,
               gint64                   hours,
               gint64                  *out_n,
               GError                 **error)
{
  g_autofree char *folded = sotong_text_fold (event->word);

  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM alert_event AS e JOIN mention AS m ON m.id = e.mention_id WHERE e.rule_id = $1"
                            " AND e.topic_id = $2 AND e.hour > $3 AND e.hour < $4 AND e.stage >= $5 AND sotong_contains (m.text, $6)", "iiiiit",
                            rule->id, event->topic_id, event->hour_start / 3600 - hours, event->hour_start / 3600 + hours, (gint64) event->stage, folded);
}

/* How far apart the same must be to be told again. Of a topic whose stage a person has set an hour is enough, but not of what comes late. */
static gboolean
find_distance (SotongDb                *db,
               const SotongAlertRule   *rule,
               const SotongAlertEvent  *event,
               gint64                  *out_hours,
               GError                 **error)
{
  gboolean late = event->hour_start < sotong_db_now (db) - LATE_HOURS * 3600, watched;

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
  gint64 n = 0, hours;

  if (rule->kind == SOTONG_ALERT_REACH) /* each mention once, whatever the hour says */
    {
      if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND mention_id = $2", "ii", rule->id, event->mention_id))
        return FALSE;
      *out_known = n > 0;
      return TRUE;
    }
  if (!find_distance (db, rule, event, &hours, error))
    return FALSE;
  if (event->word != NULL)
    {
      if (!is_word_known (db, rule, event, hours, &n, error))
        return FALSE;
    }
  else if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM alert_event WHERE rule_id = $1 AND topic_id = $2 AND hour > $3 AND hour < $4 AND stage >= $5",
                             "iiiii", rule->id, event->topic_id, event->hour_start / 3600 - hours, event->hour_start / 3600 + hours, (gint64) event->stage))
    return FALSE;
  *out_known = n > 0;
  return TRUE;
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
  g_autoptr(GPtrArray) untold = sotong_alert_list_untold (db, rule->id, now - MAX (rule->cadence_hours, DAY_HOURS) * 3600, error);

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

/* Looks with one rule and logs what is new. */
static gboolean
raise_rule (SotongDb               *db,
            const SotongAlertRule  *rule,
            const char             *whom,
            GPtrArray              *raised,
            GError                **error)
{
  gint64 now = sotong_db_now (db);
  const char *told = choose_told (db, rule, whom);
  SotongAlertRule each = *rule;
  g_autoptr(GPtrArray) found = NULL;

  if (told == whom && !tell_untold (db, rule, whom, raised, error))
    return FALSE;
  each.cadence_hours = 1; /* what is no news is found below */
  found = sotong_alert_look (db, &each, (SotongRange) { now - LOOK_BACK_HOURS * 3600, now + 1 }, error);
  while (found != NULL && found->len > 0)
    {
      g_autoptr(SotongAlertEvent) event = g_ptr_array_steal_index (found, 0);
      gboolean known;

      if (!is_known (db, rule, event, &known, error) || (!known && !log_event (db, rule, event, told, error)))
        return FALSE;
      if (!known)
        g_ptr_array_add (raised, g_steal_pointer (&event));
    }
  return found != NULL;
}

/**
 * sotong_alert_raise:
 * @db: the connection of a write job
 * @whom: who is told now of what is found, as the log says it
 * @error: return location
 *
 * Looks at the last two days with every rule and logs what is new; where alerts are mailed, the letters wait from then on. What was logged in quiet
 * hours or while a rule was snoozed comes with it once they are over.
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

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (!raise_rule (db, g_ptr_array_index (rules, i), whom, raised, error))
      return NULL;
  return rules != NULL && sotong_alert_letter_queue (db, raised, whom, error) ? g_steal_pointer (&raised) : NULL;
}

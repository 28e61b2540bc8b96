/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-alert-edit.h"
#include "store/sotong-alert-look-private.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-alert.h"
#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-text.h"

/* What is found is logged and told: once, and to nobody in quiet hours; what was found then is told at their end. */

#define LOOK_BACK_HOURS 48    /* what came late is still told: posts that only say their day, a late fetch, a night in which nothing ran */
#define LATE_HOURS      6     /* of what is older the rise and fall is no news any more */
#define DAY_MINUTES     1440
#define SEEN            "alerts" /* in the workspace: the last sighting that was looked at, and when */
#define GROWN           "alerts-grown" /* and the mentions that more people read since */
#define MOST_GROWN      1000

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
      gboolean known;

      if (!is_known (db, rule, event, &known, error) || (!known && !log_event (db, rule, event, told, error)))
        return FALSE;
      if (!known)
        g_ptr_array_add (raised, g_steal_pointer (&event));
    }
  return found != NULL;
}

/* Looks with one rule and logs what is new. */
static gboolean
raise_rule (SotongDb               *db,
            const SotongAlertRule  *rule,
            const SotongAlertSeen  *seen,
            const char             *whom,
            GPtrArray              *raised,
            GError                **error)
{
  gint64 now = sotong_db_now (db);
  const char *told = choose_told (db, rule, whom);
  SotongAlertRule each = *rule;
  g_autoptr(GPtrArray) found = NULL, late = NULL;

  if (told == whom && !tell_untold (db, rule, whom, raised, error))
    return FALSE;
  each.cadence_hours = 1; /* what is no news is found below */
  found = sotong_alert_look (db, &each, (SotongRange) { now - LOOK_BACK_HOURS * HOUR_SECONDS, now + 1 }, error);
  if (!log_new (db, rule, found, told, raised, error))
    return FALSE;
  if (seen == NULL || !sotong_alert_is_of_one_mention (rule))
    return TRUE;
  late = sotong_alert_look_seen (db, &each, seen, error);
  return log_new (db, rule, late, told, raised, error);
}

/* ---- what came in ---- */

/* Which sighting was looked at last. An import that was taken back gives its ids to the next one: what came in after that look is new. */
static gboolean
read_looked (SotongDb         *db,
             SotongAlertSeen  *seen,
             GError          **error)
{
  GError *local = NULL;
  g_autofree char *text = sotong_workspace_get (db, SEEN, &local);
  char *end = NULL;
  gint64 id, at;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *seen = (SotongAlertSeen) { .since = sotong_db_now (db) - LOOK_BACK_HOURS * HOUR_SECONDS };
  if (text == NULL)
    return TRUE;
  id = g_ascii_strtoll (text, &end, 10);
  at = g_ascii_strtoll (end, NULL, 10);
  seen->since = 0;
  return sotong_db_get_int (db, &seen->after, error, "SELECT coalesce((SELECT id FROM sighting WHERE id <= $1 AND first_seen <= $2 ORDER BY id DESC LIMIT 1), 0)",
                            "ii", id, at);
}

/* Which mentions were known before and are read by more people now. */
static gboolean
read_grown (SotongDb         *db,
            SotongAlertSeen  *seen,
            GError          **error)
{
  GError *local = NULL;
  g_autofree char *text = sotong_workspace_get (db, GROWN, &local);

  seen->grown = text != NULL && text[0] != '\0' ? g_strsplit (text, " ", -1) : NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @out_last: the last sighting there is; nothing came in if it is the one of the last look. */
static gboolean
read_seen (SotongDb         *db,
           SotongAlertSeen  *seen,
           gint64           *out_last,
           GError          **error)
{
  return read_looked (db, seen, error)
         && sotong_db_get_int (db, out_last, error, "SELECT coalesce(max(id), 0) FROM sighting", "")
         && sotong_db_get_int (db, &seen->first_id, error, "SELECT coalesce(min(mention_id), 0) FROM sighting WHERE id > $1", "i", seen->after)
         && sotong_db_get_int (db, &seen->last_id, error, "SELECT coalesce(max(mention_id), 0) FROM sighting WHERE id > $1", "i", seen->after)
         && read_grown (db, seen, error);
}

static gboolean
note_looked (SotongDb  *db,
             gint64     last,
             GError   **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, last, sotong_db_now (db));

  return sotong_workspace_set (db, SEEN, text, error);
}

/*
 * sotong_alert_get_watched_reach:
 * @db: a connection
 * @out_reach: (out): the fewest readers of one mention that a rule looks for; G_MAXINT64 if none does
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_get_watched_reach (SotongDb  *db,
                                gint64    *out_reach,
                                GError   **error)
{
  return sotong_db_get_int (db, out_reach, error, "SELECT coalesce(min(reach), $1) FROM alert_rule WHERE kind = 'reach' AND reach > 0 AND removed_at IS NULL",
                            "i", G_MAXINT64);
}

/*
 * sotong_alert_note_grown:
 * @db: the connection of a write job
 * @ids: (element-type gint64): mentions that were known before, and that more people read now; taken out of it
 * @error: return location
 *
 * Keeps them for the next look: they are no news by their time, nor by when they came in.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_note_grown (SotongDb  *db,
                         GArray    *ids,
                         GError   **error)
{
  SotongAlertSeen seen = { .grown = NULL };
  g_autoptr(GString) all = NULL;
  gboolean done;

  if (ids->len == 0)
    return TRUE;
  if (!read_grown (db, &seen, error))
    return FALSE;
  all = g_string_new (NULL);
  for (guint i = 0; i < MIN (ids->len, MOST_GROWN); i++)
    g_string_append_printf (all, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  for (guint i = 0; seen.grown != NULL && seen.grown[i] != NULL && i < MOST_GROWN; i++)
    g_string_append_printf (all, " %s", seen.grown[i]);
  done = sotong_workspace_set (db, GROWN, all->str, error);
  g_strfreev (seen.grown);
  g_array_set_size (ids, 0);
  return done;
}

/**
 * sotong_alert_raise:
 * @db: the connection of a write job
 * @whom: who is told now of what is found, as the log says it
 * @error: return location
 *
 * Looks at the last two days with every rule, and at single mentions that came in since the last look, whenever they were published; logs what is
 * new. Where alerts are mailed, the letters wait from then on. What was logged in quiet hours or while a rule was snoozed comes with it once they
 * are over.
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
  SotongAlertSeen seen = { .grown = NULL };
  gboolean done;
  gint64 last = 0;

  done = rules != NULL && read_seen (db, &seen, &last, error);
  for (guint i = 0; done && i < rules->len; i++)
    done = raise_rule (db, g_ptr_array_index (rules, i), last > seen.after || seen.grown != NULL ? &seen : NULL, whom, raised, error);
  done = done && (last == seen.after || note_looked (db, last, error)) && (seen.grown == NULL || sotong_workspace_set (db, GROWN, "", error));
  g_strfreev (seen.grown);
  return done && sotong_alert_letter_queue (db, raised, whom, error) ? g_steal_pointer (&raised) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-alert-look-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-topic.h"

/* What a rule finds. What it looks at is each in a file of its own: hours, days, shares, mentions. */

SotongAlertStage
sotong_alert_stage_of (double times)
{
  if (times < 1)
    return SOTONG_STAGE_NONE;
  if (times < 2)
    return SOTONG_STAGE_ATTENTION;
  if (times < 4)
    return SOTONG_STAGE_CAUTION;
  return times < 8 ? SOTONG_STAGE_ALERT : SOTONG_STAGE_SERIOUS;
}

const char *
sotong_alert_name_topic (const SotongAlertWatch *watch)
{
  return watch->topic[0] != '\0' ? watch->topic : _("All mentions");
}

/* Adds what was found, unless the same was found shortly before and it is not worse now. */
void
sotong_alert_report (SotongAlertWatch *watch,
                     gint64            hour,
                     SotongAlertStage  stage,
                     double            value,
                     double            threshold,
                     gint64            mention_id,
                     const char       *word,
                     char             *reason)
{
  SotongAlertEvent *event;

  if (hour - watch->last < MAX (watch->rule->cadence_hours, 1) && stage <= watch->last_stage)
    {
      g_free (reason);
      return;
    }
  watch->last = hour;
  watch->last_stage = stage;
  event = g_new0 (SotongAlertEvent, 1);
  event->rule_id = watch->rule->id;
  event->topic_id = watch->topic_id;
  event->rule = g_strdup (watch->rule->name);
  event->topic = g_strdup (watch->topic);
  event->hour_start = hour * HOUR_SECONDS;
  event->stage = stage;
  event->value = value;
  event->threshold = threshold;
  event->reason = reason;
  event->mention_id = mention_id;
  event->word = g_strdup (word);
  g_ptr_array_add (watch->found, event);
}

/* Whether each mention is looked at for itself. */
gboolean
sotong_alert_is_of_one_mention (const SotongAlertRule *rule)
{
  return rule->kind == SOTONG_ALERT_WORD || rule->kind == SOTONG_ALERT_REACH;
}

static gboolean
look_topic (SotongDb          *db,
            SotongAlertWatch  *watch,
            SotongRange        range,
            gint64             begin,
            GError           **error)
{
  gint64 from = sotong_alert_hour_of (range.start), end = sotong_alert_hour_of (range.end + HOUR_SECONDS - 1);
  g_autoptr(GArray) hours = NULL, judged = NULL;
  SotongAlertSeries series = { NULL, 0, begin, G_MAXINT64 };

  watch->last = G_MININT64 / 2;
  watch->last_stage = SOTONG_STAGE_NONE;
  if (watch->rule->kind == SOTONG_ALERT_WORD)
    return sotong_alert_look_words (db, watch, range, error);
  if (watch->rule->kind == SOTONG_ALERT_REACH)
    return sotong_alert_look_reach (db, watch, range, error);
  hours = g_array_new (FALSE, TRUE, sizeof (SotongAlertHour));
  series.hours = hours;
  judged = g_array_new (FALSE, FALSE, sizeof (SotongAlertJudged));
  series.judged = judged;
  if (!sotong_alert_read_series (db, watch->topic_id, from - (MANY_DAYS + 1) * DAY_HOURS, end, &series, error)
      || (watch->rule->kind == SOTONG_ALERT_VOLUME
          && (!sotong_alert_find_days (db, watch->topic_id, &series, error) || !sotong_alert_find_floods (db, watch->topic_id, &series, error))))
    return FALSE;
  for (gint64 hour = from; hour < end; hour++)
    {
      if (watch->rule->kind == SOTONG_ALERT_VOLUME)
        {
          if (!sotong_alert_look_volume (db, watch, &series, hour, error) || !sotong_alert_look_day (db, watch, &series, hour, error))
            return FALSE;
        }
      else if (!sotong_alert_look_negative (db, watch, &series, hour, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const SotongAlertEvent *x = *(SotongAlertEvent * const *) a, *y = *(SotongAlertEvent * const *) b;

  if (x->hour_start != y->hour_start)
    return x->hour_start < y->hour_start ? -1 : 1;
  return (x->topic_id > y->topic_id) - (x->topic_id < y->topic_id);
}

/* Where there were no mentions nothing is counted: a range of all times is as long as what was collected. What ends the last day is behind it. */
static gboolean
narrow (SotongDb     *db,
        gint64        begin,
        SotongRange  *range,
        GError      **error)
{
  gint64 last = 0;

  if (!sotong_db_get_int (db, &last, error, "SELECT coalesce(max(hour), 0) FROM rollup_hour WHERE topic_id = 0 AND n > 0", ""))
    return FALSE;
  range->start = MAX (range->start, begin * HOUR_SECONDS);
  range->end = MAX (range->start, MIN (range->end, (last + 2 * DAY_HOURS) * HOUR_SECONDS));
  return TRUE;
}

static GPtrArray *
look (SotongDb               *db,
      const SotongAlertRule  *rule,
      const SotongAlertSeen  *seen,
      SotongRange             range,
      GError                **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  SotongAlertWatch watch = { rule, seen, 0, "", found };
  gint64 begin = 0;

  if (topics == NULL || !sotong_alert_read_begin (db, &begin, error)
      || (!sotong_alert_is_of_one_mention (rule) && !narrow (db, begin, &range, error)))
    return NULL;
  if ((rule->topic_id == 0 || rule->topic_id == SOTONG_NONE) && !look_topic (db, &watch, range, begin, error))
    return NULL;
  /* What is seen at all is seen among all mentions. */
  for (guint i = 0; i < topics->len && !(sotong_alert_is_of_one_mention (rule) && rule->topic_id == SOTONG_NONE); i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (rule->topic_id != SOTONG_NONE && rule->topic_id != topic->id)
        continue;
      watch.topic_id = topic->id;
      watch.topic = topic->name;
      if (!look_topic (db, &watch, range, begin, error))
        return NULL;
    }
  g_ptr_array_sort (found, compare_events);
  return g_steal_pointer (&found);
}

/**
 * sotong_alert_look:
 * @db: a connection
 * @rule: a rule; it need not be one that is kept
 * @range: the hours to look at
 * @error: return location
 *
 * What a rule finds, or would have found. The same is told once within the rule's cadence, unless its stage rises. Volume: more than
 * `sigma` deviations above the mean of the same hour both of the last 7 days and of the last 28, where copies of an article and what one
 * author wrote in the hour count once, also in the floods of before; before a week of mentions is there, nothing is unusual. A deviation is
 * what those hours show, but no less than their mean and the spread of all hours of these days let expect: see sotong-alert-spread.c. Those of which
 * only the day is known are measured by days in the same way, and stand in the first hour of theirs. Share of negative:
 * of the judged mentions of 24 hours, where what repeats counts once too.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): by time
 */
GPtrArray *
sotong_alert_look (SotongDb               *db,
                   const SotongAlertRule  *rule,
                   SotongRange             range,
                   GError                **error)
{
  return look (db, rule, NULL, range, error);
}

/*
 * sotong_alert_look_seen:
 * @db: a connection
 * @rule: a rule that looks at single mentions
 * @seen: what came in
 * @error: return location
 *
 * What the rule finds in what came in, whenever it was published: of a word the newest text that holds it, and how many there are; of those
 * that many read each. It stands in the hour in which it came in.
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertEvent): by time
 */
GPtrArray *
sotong_alert_look_seen (SotongDb               *db,
                        const SotongAlertRule  *rule,
                        const SotongAlertSeen  *seen,
                        GError                **error)
{
  return look (db, rule, seen, (SotongRange) { 0, 0 }, error);
}

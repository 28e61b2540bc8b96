/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/sotong-alert.h"
#include "store/sotong-hour-counts-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define HOUR_SECONDS 3600
#define DAY_HOURS 24
#define FEW_DAYS 7     /* so many days of mentions there must be before anything is unusual */
#define MANY_DAYS 28
#define FLOOD_LEAST 20 /* so many mentions in an hour, and so many times the median of the day before: what repeats is not usual */
#define FLOOD_TIMES 5
#define DAY_ONLY 1     /* a mention's precision: see SotongMention */
#define SLACK 60       /* seconds: ids of a crowded second reach into those behind it */

/* What the hours of a topic hold. */
typedef struct {
  gint64 all;
  gint64 labelled;
  gint64 negative;
  gint64 repeats;     /* of @all those that say again what was said, as far as it matters for what is usual */
  gboolean first;     /* a day of the office begins with it */
  gint64 day;         /* of @all those of which only the day is known: they stand in its first hour and are judged by days */
  gint64 day_repeats; /* of @day those that say again what was said */
} Hour;

typedef struct {
  GArray *hours;   /* (owned) (element-type Hour): from @first on */
  gint64  first;
  gint64  begin;   /* the first hour of the workspace with mentions */
  gint64  begin_days; /* the first with such of which only the day is known; G_MAXINT64: not looked for yet */
} Series;

/* Which mentions of an hour. */
typedef enum {
  PART_TIMED,   /* those of which the time is known */
  PART_DAYS,    /* those of which only the day is known */
  PART_ALL,
} Part;

/* What the same hours, or days, of before held. */
typedef struct {
  double mean7;
  double mean28;
  double deviation7;
  double deviation28;
  double threshold;
  int    many;         /* days of @mean28 */
} Usual;

/* A rule at work on one topic. */
typedef struct {
  const SotongAlertRule *rule;      /* (unowned) */
  gint64                 topic_id;
  const char            *topic;     /* (unowned): empty for all mentions */
  GPtrArray             *found;     /* (unowned) */
  gint64                 last;      /* the hour in which it raised something last */
  SotongAlertStage       last_stage;
} Watch;

static gint64
hour_of (gint64 time)
{
  return time / HOUR_SECONDS - (time % HOUR_SECONDS < 0);
}

static gboolean
read_series (SotongDb  *db,
             gint64     topic_id,
             gint64     first,
             gint64     end,
             Series    *series,
             GError   **error)
{
  g_autoptr(GArray) counts = sotong_hour_counts (db, topic_id, first, end, error);

  if (counts == NULL)
    return FALSE;
  series->first = first;
  g_array_set_size (series->hours, 0);
  g_array_set_size (series->hours, (guint) (end - first));
  for (guint i = sotong_hour_counts_find (counts, first); i < counts->len && g_array_index (counts, SotongHourCount, i).hour < end; i++)
    {
      const SotongHourCount *count = &g_array_index (counts, SotongHourCount, i);
      gint64 negative = count->n[SOTONG_SENTIMENT_NEGATIVE];
      gint64 labelled = negative + count->n[SOTONG_SENTIMENT_NEUTRAL] + count->n[SOTONG_SENTIMENT_POSITIVE];
      gint64 all = labelled + count->n[SOTONG_SENTIMENT_NONE] + count->n[SOTONG_SENTIMENT_UNCERTAIN];

      g_array_index (series->hours, Hour, count->hour - first) = (Hour) { .all = all, .labelled = labelled, .negative = negative };
    }
  return TRUE;
}

static SotongAlertStage
stage_of (double times)
{
  if (times < 1)
    return SOTONG_STAGE_NONE;
  if (times < 2)
    return SOTONG_STAGE_ATTENTION;
  if (times < 4)
    return SOTONG_STAGE_CAUTION;
  return times < 8 ? SOTONG_STAGE_ALERT : SOTONG_STAGE_SERIOUS;
}

static const char *
name_of_topic (const Watch *watch)
{
  return watch->topic[0] != '\0' ? watch->topic : _("All mentions");
}

/* Adds what was found, unless the same was found shortly before and it is not worse now. */
static void
report (Watch            *watch,
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

/* ---- what repeats ---- */

/* Whether neither the article nor the author was seen; both are from now on. */
static gboolean
take_voice (GHashTable *seen,
            const char *article,
            const char *author)
{
  if (g_hash_table_contains (seen, article) || (author != NULL && g_hash_table_contains (seen, author)))
    return FALSE;
  g_hash_table_add (seen, g_strdup (article));
  if (author != NULL)
    g_hash_table_add (seen, g_strdup (author));
  return TRUE;
}

/*
 * Counts the mentions of a time, and how many of them say again what was said in it: copies of an article, or more from one author. A café's
 * name is no author. @out: all, those that repeat, and of the judged ones those that do; among these the first judged one is the voice.
 */
static gboolean
count_repeats (SotongDb     *db,
               gint64        topic_id,
               SotongRange   range,
               Part          part,
               Hour         *out,
               GError      **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out = (Hour) { 0 };
  stmt = sotong_db_query (db, error, "SELECT coalesce(m.duplicate_of, m.id), CASE WHEN o.kind LIKE '%cafe' THEN '' ELSE m.author END, m.source_id, m.sentiment"
                          " FROM mention AS m JOIN source AS o ON o.id = m.source_id WHERE m.id >= $1 AND m.id < $2 AND m.published_at >= $3"
                          " AND m.published_at < $4 AND ($5 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $5 AND h.mention_id = m.id"
                          " AND h.removed = 0)) AND ($6 = $7 OR (m.published_precision = $8) = $6) ORDER BY m.id", "iiiiiiii",
                          sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id,
                          (gint64) part, (gint64) PART_ALL, (gint64) DAY_ONLY);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      const char *name = sotong_stmt_text (stmt, 1);
      gint64 sentiment = sotong_stmt_int (stmt, 3);
      gboolean negative = sentiment == SOTONG_SENTIMENT_NEGATIVE;
      g_autofree char *article = g_strdup_printf ("%" G_GINT64_FORMAT, sotong_stmt_int (stmt, 0));
      g_autofree char *author = *name != '\0' ? g_strdup_printf ("%" G_GINT64_FORMAT "\t%s", sotong_stmt_int (stmt, 2), name) : NULL;

      out->all++;
      if (!take_voice (seen, article, author))
        out->repeats++;
      if ((!negative && sentiment != SOTONG_SENTIMENT_NEUTRAL && sentiment != SOTONG_SENTIMENT_POSITIVE) || take_voice (judged, article, author))
        continue;
      out->labelled++;
      out->negative += negative ? 1 : 0;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static SotongRange
range_of (gint64 hour,
          int    n_hours)
{
  return (SotongRange) { hour * HOUR_SECONDS, (hour + n_hours) * HOUR_SECONDS };
}

/* Sets aside what only says its day: else the first hour of a day would be judged by what the whole day brings. */
static gboolean
find_days (SotongDb      *db,
           gint64         topic_id,
           const Series  *series,
           GError       **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 end = series->first + series->hours->len;
  gint64 at = sotong_time_bucket_start (series->first * HOUR_SECONDS, SOTONG_BUCKET_DAY, zone);

  for (; hour_of (at) < end; at = sotong_time_bucket_next (at, SOTONG_BUCKET_DAY, zone))
    {
      Hour *hour, days;

      if (hour_of (at) < series->first)
        continue;
      hour = &g_array_index (series->hours, Hour, hour_of (at) - series->first);
      hour->first = TRUE;
      if (hour->all == 0)
        continue;
      if (!count_repeats (db, topic_id, (SotongRange) { at, at + 1 }, PART_DAYS, &days, error))
        return FALSE;
      hour->day = MIN (days.all, hour->all);
      hour->day_repeats = MIN (days.repeats, hour->day);
    }
  return TRUE;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* How many of an hour say their time. */
static gint64
timed_of (const Hour *hour)
{
  return hour->all - hour->day;
}

/* The median of the day before an hour of a series. */
static gint64
find_median (const Series *series,
             guint         hour)
{
  gint64 counts[DAY_HOURS];

  for (guint i = 0; i < DAY_HOURS; i++)
    counts[i] = timed_of (&g_array_index (series->hours, Hour, hour - DAY_HOURS + i));
  qsort (counts, DAY_HOURS, sizeof *counts, compare_counts);
  return counts[DAY_HOURS / 2];
}

/* A flood of before is not what is usual: else nothing of the same hour would be unusual for weeks. Only hours that stand out are read. */
static gboolean
find_floods (SotongDb      *db,
             gint64         topic_id,
             const Series  *series,
             GError       **error)
{
  for (guint i = DAY_HOURS; i < series->hours->len; i++)
    {
      Hour *hour = &g_array_index (series->hours, Hour, i), repeats;

      if (timed_of (hour) < FLOOD_LEAST || timed_of (hour) < FLOOD_TIMES * find_median (series, i))
        continue;
      if (!count_repeats (db, topic_id, range_of (series->first + i, 1), hour->day > 0 ? PART_TIMED : PART_ALL, &repeats, error))
        return FALSE;
      hour->repeats = MIN (repeats.repeats, timed_of (hour));
    }
  return TRUE;
}

/* ---- more than usual ---- */

static double
sum_of (const Series *series,
        gint64        hour,
        int           n_hours)
{
  gint64 sum = 0;

  for (gint64 i = MAX (hour, series->first); i < hour + n_hours && i - series->first < (gint64) series->hours->len; i++)
    sum += timed_of (&g_array_index (series->hours, Hour, i - series->first)) - g_array_index (series->hours, Hour, i - series->first).repeats;
  return (double) sum;
}

/*
 * Mean and deviation of what came on some days. Mentions that come independently of each other vary by the root of their mean (Poisson): few
 * days may by chance differ less than that, and one mention is never a wonder.
 */
static void
mean_of (const double *counts,
         int           n_days,
         double       *out_mean,
         double       *out_deviation)
{
  double sum = 0, squares = 0;

  for (int day = 0; day < n_days; day++)
    {
      sum += counts[day];
      squares += counts[day] * counts[day];
    }
  *out_mean = sum / n_days;
  *out_deviation = sqrt (MAX (MAX (squares / n_days - *out_mean * *out_mean, *out_mean), 1));
}

/* @counts: of the days before, the last first. */
static void
usual_of (const SotongAlertRule *rule,
          const double          *counts,
          int                    many,
          Usual                 *usual)
{
  usual->many = many;
  mean_of (counts, FEW_DAYS, &usual->mean7, &usual->deviation7);
  mean_of (counts, many, &usual->mean28, &usual->deviation28);
  usual->threshold = MAX (usual->mean7 + rule->sigma * usual->deviation7, usual->mean28 + rule->sigma * usual->deviation28);
}

/* What the same @n_hours hours held on the days before; %FALSE where less than a week of mentions lies there. */
static gboolean
usual_of_hours (const SotongAlertRule *rule,
                const Series          *series,
                gint64                 hour,
                int                    n_hours,
                Usual                 *usual)
{
  int many = (int) MIN (MANY_DAYS, (hour - series->begin) / DAY_HOURS);
  double counts[MANY_DAYS];

  if (many < FEW_DAYS)
    return FALSE;
  for (int day = 0; day < many; day++)
    counts[day] = sum_of (series, hour - (day + 1) * DAY_HOURS, n_hours);
  usual_of (rule, counts, many, usual);
  return TRUE;
}

/* What only said its day, on the days before the one that begins with @hour. */
static gboolean
usual_of_days (const SotongAlertRule *rule,
               const Series          *series,
               gint64                 hour,
               Usual                 *usual)
{
  int most = (int) MIN (MANY_DAYS, (hour - series->begin_days) / DAY_HOURS), many = 0;
  double counts[MANY_DAYS];

  for (gint64 i = hour - series->first - 1; i >= 0 && many < most; i--)
    {
      const Hour *one = &g_array_index (series->hours, Hour, i);

      if (one->first)
        counts[many++] = (double) (one->day - one->day_repeats);
    }
  if (many < FEW_DAYS)
    return FALSE;
  usual_of (rule, counts, many, usual);
  return TRUE;
}

/* Of what is counted tenths say nothing, but for what is seldom. (transfer full) */
static char *
name_mean (double mean)
{
  return mean < 10 ? g_strdup_printf ("%.1f", mean) : sotong_number_group ((gint64) round (mean));
}

static char *
describe_hour (const Watch *watch,
               gint64       n,
               gint64       voices,
               const Usual *usual)
{
  g_autofree char *usual7 = name_mean (usual->mean7), *usual28 = name_mean (usual->mean28), *above = name_mean (usual->threshold);
  g_autofree char *all = sotong_number_group (n), *once = sotong_number_group (voices);

  if (voices < n)
    /* Translators: a topic; mentions of an hour, counted both ways; means of that hour over 7 and 28 days; the threshold */
    return g_strdup_printf (_("“%s”: %s mentions in an hour, %s if copies of an article and what one author wrote count once. Usual at this hour are %s"
                              " over 7 days and %s over %d days; the threshold is %s."), name_of_topic (watch), all, once, usual7, usual28, usual->many, above);
  /* Translators: a topic; mentions of an hour; means of that hour over 7 and 28 days; the threshold */
  return g_strdup_printf (_("“%s”: %s mentions in an hour. Usual at this hour are %s over 7 days and %s over %d days; the threshold is %s."),
                          name_of_topic (watch), all, usual7, usual28, usual->many, above);
}

static char *
describe_day (const Watch *watch,
              gint64       n,
              gint64       voices,
              const Usual *usual)
{
  g_autofree char *usual7 = name_mean (usual->mean7), *usual28 = name_mean (usual->mean28), *above = name_mean (usual->threshold);
  g_autofree char *all = sotong_number_group (n), *once = sotong_number_group (voices);

  if (voices < n)
    /* Translators: a topic; mentions of a day, counted both ways; means of a day over 7 and 28 days; the threshold */
    return g_strdup_printf (_("“%s”: %s mentions of which only the day is known, %s if copies of an article and what one author wrote count once. Usual on a day"
                              " are %s over 7 days and %s over %d days; the threshold is %s."), name_of_topic (watch), all, once, usual7, usual28, usual->many, above);
  /* Translators: a topic; mentions of a day; means of a day over 7 and 28 days; the threshold */
  return g_strdup_printf (_("“%s”: %s mentions of which only the day is known. Usual on a day are %s over 7 days and %s over %d days; the threshold is %s."),
                          name_of_topic (watch), all, usual7, usual28, usual->many, above);
}

static gboolean
is_unusual (const Watch *watch,
            const Usual *usual,
            gint64       n)
{
  return n >= watch->rule->least && (double) n > usual->threshold;
}

static SotongAlertStage
stage_above (const Watch *watch,
             const Usual *usual,
             gint64       n)
{
  return stage_of (MIN (((double) n - usual->mean7) / (watch->rule->sigma * usual->deviation7),
                        ((double) n - usual->mean28) / (watch->rule->sigma * usual->deviation28)));
}

/* One who writes a hundred times is no hundred people: what repeats raises no alarm. */
static gboolean
look_volume (SotongDb      *db,
             Watch         *watch,
             const Series  *series,
             gint64         hour,
             GError       **error)
{
  const Hour *one = &g_array_index (series->hours, Hour, hour - series->first);
  gint64 n = timed_of (one), voices;
  Hour repeats;
  Usual usual;

  if (n < watch->rule->least || !usual_of_hours (watch->rule, series, hour, 1, &usual) || !is_unusual (watch, &usual, n))
    return TRUE;
  if (!count_repeats (db, watch->topic_id, range_of (hour, 1), one->day > 0 ? PART_TIMED : PART_ALL, &repeats, error))
    return FALSE;
  voices = n - MIN (repeats.repeats, n);
  if (is_unusual (watch, &usual, voices))
    report (watch, hour, stage_above (watch, &usual, voices), (double) voices, usual.threshold, SOTONG_NONE, NULL, describe_hour (watch, n, voices, &usual));
  return TRUE;
}

/* The first day of the workspace that has mentions of which only the day is known: where their source is new, all is unusual. Only asked for
 * when there are many. */
static gboolean
read_begin_days (SotongDb  *db,
                 Series    *series,
                 gint64     hour,
                 GError   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 at = sotong_time_bucket_start (series->begin * HOUR_SECONDS, SOTONG_BUCKET_DAY, zone), found = 0;

  if (series->begin_days != G_MAXINT64)
    return TRUE;
  for (; hour_of (at) < hour; at = sotong_time_bucket_next (at, SOTONG_BUCKET_DAY, zone))
    {
      if (!sotong_db_get_int (db, &found, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE id >= $1 AND id < $2 AND published_at = $3"
                              " AND published_precision = $4)", "iiii", sotong_mention_id_first (at), sotong_mention_id_first (at + SLACK), at,
                              (gint64) DAY_ONLY))
        return FALSE;
      if (found != 0)
        break;
    }
  series->begin_days = hour_of (at);
  return TRUE;
}

/* Blog posts say their day and no hour: they are told as soon as those of a day are more than usual on a whole one. */
static gboolean
look_day (SotongDb  *db,
          Watch     *watch,
          Series    *series,
          gint64     hour,
          GError   **error)
{
  const Hour *one = &g_array_index (series->hours, Hour, hour - series->first);
  gint64 voices = one->day - one->day_repeats;
  Usual usual;

  if (voices < watch->rule->least)
    return TRUE;
  if (!read_begin_days (db, series, hour, error))
    return FALSE;
  if (usual_of_days (watch->rule, series, hour, &usual) && is_unusual (watch, &usual, voices))
    report (watch, hour, stage_above (watch, &usual, voices), (double) voices, usual.threshold, SOTONG_NONE, NULL,
            describe_day (watch, one->day, voices, &usual));
  return TRUE;
}

/* The first hour of the workspace with mentions; 0 if there are none. */
static gboolean
read_begin (SotongDb  *db,
            gint64    *out_begin,
            GError   **error)
{
  return sotong_db_get_int (db, out_begin, error, "SELECT coalesce(min(hour), 0) FROM rollup_hour WHERE topic_id = 0 AND n > 0", "");
}

/**
 * sotong_alert_thresholds:
 * @db: a connection
 * @rule: a rule that looks for more than usual
 * @topic_id: a topic; 0: all mentions
 * @starts: (array length=n_starts): first seconds of hours or days, in order
 * @n_starts: how many, at least one
 * @n_hours: how long each is: 1 or 24
 * @error: return location
 *
 * Above how many mentions of an hour the rule raises an alarm; of days, what the same deviations above the same means of days are. In the first
 * hour of a day, where a chart shows those as well of which only the day is known, they are in its means too.
 *
 * Returns: (transfer full) (nullable) (element-type double): one each; NAN where less than a week of mentions lies before
 */
GArray *
sotong_alert_thresholds (SotongDb               *db,
                         const SotongAlertRule  *rule,
                         gint64                  topic_id,
                         const gint64           *starts,
                         gsize                   n_starts,
                         int                     n_hours,
                         GError                **error)
{
  g_autoptr(GArray) hours = g_array_new (FALSE, TRUE, sizeof (Hour));
  GArray *thresholds;
  Series series = { hours, 0, 0, 0 };

  g_return_val_if_fail (n_starts > 0, NULL);

  if (!read_begin (db, &series.begin, error)
      || !read_series (db, topic_id, hour_of (starts[0]) - (MANY_DAYS + 1) * DAY_HOURS, hour_of (starts[n_starts - 1]) + n_hours, &series, error)
      || !find_floods (db, topic_id, &series, error))
    return NULL;
  thresholds = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n_starts);
  for (gsize i = 0; i < n_starts; i++)
    {
      double threshold = NAN;
      Usual usual;

      if (usual_of_hours (rule, &series, hour_of (starts[i]), n_hours, &usual))
        threshold = usual.threshold;
      g_array_append_val (thresholds, threshold);
    }
  return thresholds;
}

/* ---- negative ---- */

static char *
describe_negative (const Watch *watch,
                   const Hour  *all,
                   const Hour  *voices)
{
  double share = 100 * (double) voices->negative / (double) voices->labelled;
  g_autofree char *judged = sotong_number_group (voices->labelled), *with_repeats = sotong_number_group (all->labelled);

  if (voices->labelled < all->labelled)
    /* Translators: a topic; percent; judged mentions without repeats; all judged mentions; percent of them; the threshold in percent */
    return g_strdup_printf (_("“%s”: %.0f percent of %s mentions within 24 hours are negative, if copies of an article and what one author wrote count once; of all %s "
                              "it is %.0f percent. The threshold is %.0f percent."), name_of_topic (watch), share, judged, with_repeats,
                            100 * (double) all->negative / (double) all->labelled, 100 * watch->rule->share);
  /* Translators: a topic; percent; mentions; the threshold in percent */
  return g_strdup_printf (_("“%s”: %.0f percent of %s mentions within 24 hours are negative; the threshold is %.0f percent."),
                          name_of_topic (watch), share, judged, 100 * watch->rule->share);
}

/* One who complains a hundred times is no hundred people, nor does one who praises a hundred times drown them. */
static gboolean
look_negative (SotongDb      *db,
               Watch         *watch,
               const Series  *series,
               gint64         hour,
               GError       **error)
{
  Hour all = { 0 }, voices, repeats;
  double share;

  for (gint64 i = hour - DAY_HOURS + 1; i <= hour; i++)
    {
      const Hour *one = &g_array_index (series->hours, Hour, i - series->first);

      all.labelled += one->labelled;
      all.negative += one->negative;
    }
  /* Fewer voices can only be as negative as they have to be if so many mentions are. */
  if (all.labelled < MAX (watch->rule->least, 1) || (double) all.negative < watch->rule->share * (double) watch->rule->least
      || g_array_index (series->hours, Hour, hour - series->first).all == 0)
    return TRUE;
  if (!count_repeats (db, watch->topic_id, range_of (hour - DAY_HOURS + 1, DAY_HOURS), PART_ALL, &repeats, error))
    return FALSE;
  voices = (Hour) { .labelled = all.labelled - MIN (repeats.labelled, all.labelled), .negative = all.negative - MIN (repeats.negative, all.negative) };
  share = voices.labelled > 0 ? MIN ((double) voices.negative / (double) voices.labelled, 1) : 0;
  if (voices.labelled < MAX (watch->rule->least, 1) || share < watch->rule->share)
    return TRUE;
  report (watch, hour, share >= (1 + watch->rule->share) / 2 ? SOTONG_STAGE_CAUTION : SOTONG_STAGE_ATTENTION, 100 * share, 100 * watch->rule->share,
          SOTONG_NONE, NULL, describe_negative (watch, &all, &voices));
  return TRUE;
}

/* ---- a word ---- */

/* Of many that hold it only those are read that are told. */
static gboolean
look_word (SotongDb     *db,
           Watch        *watch,
           const char   *word,
           SotongRange   range,
           GError      **error)
{
  const char * const any[] = { word, NULL }, * const none[] = { NULL };
  g_autofree char *match = sotong_search_match_words ((char * const *) any, (char * const *) none);
  g_autofree char *folded = sotong_text_fold (word);
  GError *local = NULL;

  while (match != NULL && range.start < range.end) /* none: nothing that the index knows, no letters */
    {
      g_autofree char *line = NULL;
      g_autoptr(SotongStmt) stmt = NULL;
      gint64 hour;

      stmt = sotong_db_query (db, error, "SELECT m.published_at, m.text, m.id FROM mention_search AS s CROSS JOIN mention AS m ON m.id = s.rowid"
                              " WHERE mention_search MATCH $1 AND s.rowid >= $2 AND s.rowid < $3 AND m.published_at >= $4 AND m.published_at < $5"
                              " AND sotong_contains (m.text, $6) AND ($7 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $7"
                              " AND h.mention_id = m.id AND h.removed = 0)) ORDER BY s.rowid LIMIT 1", "tiiiiti", match, sotong_mention_id_first (range.start),
                              sotong_mention_id_first (range.end + SLACK), range.start, range.end, folded, watch->topic_id);
      if (stmt == NULL)
        return FALSE;
      if (!sotong_stmt_next (stmt, &local))
        break;
      hour = hour_of (sotong_stmt_int (stmt, 0));
      line = sotong_text_single_line (sotong_stmt_text (stmt, 1), 60);
      /* Translators: a word; the beginning of a text that holds it */
      report (watch, hour, SOTONG_STAGE_ATTENTION, 1, 1, sotong_stmt_int (stmt, 2), word, g_strdup_printf (_("“%s” was seen: “%s”"), word, line));
      range.start = (hour + MAX (watch->rule->cadence_hours, 1)) * HOUR_SECONDS;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
look_words (SotongDb     *db,
            Watch        *watch,
            SotongRange   range,
            GError      **error)
{
  g_auto(GStrv) words = g_strsplit (watch->rule->words, "\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      watch->last = G_MININT64 / 2; /* each word for itself */
      watch->last_stage = SOTONG_STAGE_NONE;
      if (!sotong_text_is_blank (words[i]) && !look_word (db, watch, g_strstrip (words[i]), range, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- a mention that many read ---- */

static gboolean
look_reach (SotongDb     *db,
            Watch        *watch,
            SotongRange   range,
            GError      **error)
{
  double least = (double) watch->rule->reach;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at, m.text, m.reach FROM mention AS m WHERE m.reach >= $1 AND m.published_at >= $2"
                          " AND m.published_at < $3 AND m.purged_at IS NULL AND ($4 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $4"
                          " AND h.mention_id = m.id AND h.removed = 0)) AND m.id >= $5 AND m.id < $6 ORDER BY m.published_at, m.id", "iiiiii",
                          watch->rule->reach, range.start, range.end, watch->topic_id, sotong_mention_id_first (range.start),
                          sotong_mention_id_first (range.end + SLACK));
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      g_autofree char *line = sotong_text_single_line (sotong_stmt_text (stmt, 2), 60);
      gint64 reach = sotong_stmt_int (stmt, 3);
      g_autofree char *people = sotong_number_group (reach);

      watch->last = G_MININT64 / 2; /* each mention for itself */
      report (watch, hour_of (sotong_stmt_int (stmt, 1)), stage_of ((double) reach / least), (double) reach, least, sotong_stmt_int (stmt, 0), NULL,
              /* Translators: how many people; the beginning of a text */
              g_strdup_printf (_("A mention reaches %s people: “%s”"), people, line));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- all of a rule ---- */

static gboolean
look_topic (SotongDb     *db,
            Watch        *watch,
            SotongRange   range,
            gint64        begin,
            GError      **error)
{
  gint64 from = hour_of (range.start), end = hour_of (range.end + HOUR_SECONDS - 1);
  g_autoptr(GArray) hours = NULL;
  Series series = { NULL, 0, begin, G_MAXINT64 };

  watch->last = G_MININT64 / 2;
  watch->last_stage = SOTONG_STAGE_NONE;
  if (watch->rule->kind == SOTONG_ALERT_WORD)
    return look_words (db, watch, range, error);
  if (watch->rule->kind == SOTONG_ALERT_REACH)
    return look_reach (db, watch, range, error);
  hours = g_array_new (FALSE, TRUE, sizeof (Hour));
  series.hours = hours;
  if (!read_series (db, watch->topic_id, from - (MANY_DAYS + 1) * DAY_HOURS, end, &series, error)
      || (watch->rule->kind == SOTONG_ALERT_VOLUME
          && (!find_days (db, watch->topic_id, &series, error) || !find_floods (db, watch->topic_id, &series, error))))
    return FALSE;
  for (gint64 hour = from; hour < end; hour++)
    {
      if (watch->rule->kind == SOTONG_ALERT_VOLUME)
        {
          if (!look_volume (db, watch, &series, hour, error) || !look_day (db, watch, &series, hour, error))
            return FALSE;
        }
      else if (!look_negative (db, watch, &series, hour, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_of_one_mention (const SotongAlertRule *rule)
{
  return rule->kind == SOTONG_ALERT_WORD || rule->kind == SOTONG_ALERT_REACH;
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

/**
 * sotong_alert_look:
 * @db: a connection
 * @rule: a rule; it need not be one that is kept
 * @range: the hours to look at
 * @error: return location
 *
 * What a rule finds, or would have found. The same is told once within the rule's cadence, unless its stage rises. Volume: more than
 * `sigma` deviations above the mean of the same hour both of the last 7 days and of the last 28, where copies of an article and what one
 * author wrote in the hour count once, also in the floods of before; before a week of mentions is there, nothing is unusual. Those of which
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
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  Watch watch = { rule, 0, "", found };
  gint64 begin = 0;

  if (topics == NULL || !read_begin (db, &begin, error))
    return NULL;
  if ((rule->topic_id == 0 || rule->topic_id == SOTONG_NONE) && !look_topic (db, &watch, range, begin, error))
    return NULL;
  /* What is seen at all is seen among all mentions. */
  for (guint i = 0; i < topics->len && !(is_of_one_mention (rule) && rule->topic_id == SOTONG_NONE); i++)
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

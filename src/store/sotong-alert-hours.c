/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "store/sotong-alert-look-private.h"
#include "store/sotong-hour-counts-private.h"
#include "store/sotong-mention.h"
#include "util/sotong-won.h"

/* More than usual: what an hour holds, and what the same hour of before held. */

#define FLOOD_LEAST 20 /* so many mentions in an hour, and so many times the median of the day before: what repeats is not usual */
#define FLOOD_TIMES 5

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

#define OF_PART " AND ($6 = $7 OR (m.published_precision = $8) = $6)"

/* How many mentions there are, and how many articles if copies count once. */
static gboolean
count_articles (SotongDb         *db,
                gint64            topic_id,
                SotongRange       range,
                SotongAlertPart   part,
                gint64           *out_all,
                gint64           *out_articles,
                GError          **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT count(*), count(DISTINCT coalesce(m.duplicate_of, m.id)) FROM mention AS m WHERE" SAID OF_PART, "iiiiiiii",
                          sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id,
                          (gint64) part, (gint64) SOTONG_ALERT_BOTH, (gint64) DAY_ONLY);
  if (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      *out_all = sotong_stmt_int (stmt, 0);
      *out_articles = sotong_stmt_int (stmt, 1);
      return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return FALSE;
}

/*
 * Counts the mentions of a time, and how many of them say again what was said in it: copies of an article, or more from one author. A café's
 * name is no author. @out: all, and those that repeat. Once all articles were seen the rest repeats them: a flood of copies is not read.
 */
gboolean
sotong_alert_count_repeats (SotongDb         *db,
                            gint64            topic_id,
                            SotongRange       range,
                            SotongAlertPart   part,
                            SotongAlertHour  *out,
                            GError          **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 n_articles = 0, voices = 0;
  GError *local = NULL;

  *out = (SotongAlertHour) { 0 };
  if (!count_articles (db, topic_id, range, part, &out->all, &n_articles, error))
    return FALSE;
  stmt = sotong_db_query (db, error, "SELECT" VOICES OF_PART " ORDER BY m.id", "iiiiiiii",
                          sotong_mention_id_first (range.start), sotong_mention_id_first (range.end + SLACK), range.start, range.end, topic_id,
                          (gint64) part, (gint64) SOTONG_ALERT_BOTH, (gint64) DAY_ONLY);
  if (stmt == NULL)
    return FALSE;
  while (voices < n_articles && sotong_stmt_next (stmt, &local))
    {
      const char *name = sotong_stmt_text (stmt, 1);
      g_autofree char *article = g_strdup_printf ("%" G_GINT64_FORMAT, sotong_stmt_int (stmt, 0));
      g_autofree char *author = *name != '\0' ? g_strdup_printf ("%" G_GINT64_FORMAT "\t%s", sotong_stmt_int (stmt, 2), name) : NULL;

      voices += take_voice (seen, article, author) ? 1 : 0;
    }
  out->repeats = out->all - voices;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- the hours ---- */

/* The first hour of the workspace with mentions; 0 if there are none. */
gboolean
sotong_alert_read_begin (SotongDb  *db,
                         gint64    *out_begin,
                         GError   **error)
{
  return sotong_db_get_int (db, out_begin, error, "SELECT coalesce(min(hour), 0) FROM rollup_hour WHERE topic_id = 0 AND n > 0", "");
}

gboolean
sotong_alert_read_series (SotongDb           *db,
                          gint64              topic_id,
                          gint64              first,
                          gint64              end,
                          SotongAlertSeries  *series,
                          GError            **error)
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
      SotongAlertHour *hour = &g_array_index (series->hours, SotongAlertHour, count->hour - first);
      gint64 negative = count->n[SOTONG_SENTIMENT_NEGATIVE];
      gint64 labelled = negative + count->n[SOTONG_SENTIMENT_NEUTRAL] + count->n[SOTONG_SENTIMENT_POSITIVE];
      gint64 all = labelled + count->n[SOTONG_SENTIMENT_NONE] + count->n[SOTONG_SENTIMENT_UNCERTAIN];

      *hour = (SotongAlertHour) { .all = all, .labelled = labelled, .negative = negative };
    }
  return TRUE;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* The median of the day before an hour of a series. */
static gint64
find_median (const SotongAlertSeries *series,
             guint                    hour)
{
  gint64 counts[DAY_HOURS];

  for (guint i = 0; i < DAY_HOURS; i++)
    counts[i] = sotong_alert_timed_of (&g_array_index (series->hours, SotongAlertHour, hour - DAY_HOURS + i));
  qsort (counts, DAY_HOURS, sizeof *counts, compare_counts);
  return counts[DAY_HOURS / 2];
}

/* A flood of before is not what is usual: else nothing of the same hour would be unusual for weeks. Only hours that stand out are read. */
gboolean
sotong_alert_find_floods (SotongDb                 *db,
                          gint64                    topic_id,
                          const SotongAlertSeries  *series,
                          GError                  **error)
{
  for (guint i = DAY_HOURS; i < series->hours->len; i++)
    {
      SotongAlertHour *hour = &g_array_index (series->hours, SotongAlertHour, i), repeats;

      if (sotong_alert_timed_of (hour) < FLOOD_LEAST || sotong_alert_timed_of (hour) < FLOOD_TIMES * find_median (series, i))
        continue;
      if (!sotong_alert_count_repeats (db, topic_id, sotong_alert_range_of (series->first + i, 1),
                                       hour->day > 0 ? SOTONG_ALERT_TIMED : SOTONG_ALERT_BOTH, &repeats, error))
        return FALSE;
      hour->repeats = MIN (repeats.repeats, sotong_alert_timed_of (hour));
      hour->counted = TRUE;
    }
  return TRUE;
}

/* ---- more than usual ---- */

static double
sum_of (const SotongAlertSeries *series,
        gint64                   hour,
        int                      n_hours)
{
  gint64 sum = 0;

  for (gint64 i = MAX (hour, series->first); i < hour + n_hours && i - series->first < (gint64) series->hours->len; i++)
    sum += sotong_alert_timed_of (&g_array_index (series->hours, SotongAlertHour, i - series->first)) - g_array_index (series->hours, SotongAlertHour, i - series->first).repeats;
  return (double) sum;
}

/*
 * Mean and deviation of what came on some days. Few days may by chance differ less than hours of such a mean and @spread do (without a spread
 * they vary by the root of their mean: Poisson), and one mention is never a wonder. @lean: a share of the mean that is added
 */
static void
mean_of (const double *counts,
         int           n_days,
         double        spread,
         double        lean,
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
  *out_deviation = MAX (sqrt (MAX (squares / n_days - *out_mean * *out_mean, 1)),
                        sqrt (*out_mean + spread * *out_mean * *out_mean) + lean * *out_mean);
}

/* @counts: of the days before, the last first. @spread: see sotong_alert_spread_of() */
void
sotong_alert_usual_of (const SotongAlertRule *rule,
                       const double          *counts,
                       int                    many,
                       double                 spread,
                       SotongAlertUsual      *usual)
{
  usual->many = many;
  mean_of (counts, FEW_DAYS, spread, 0, &usual->mean7, &usual->deviation7);
  mean_of (counts, many, spread, sotong_alert_lean_of (spread, rule->sigma), &usual->mean28, &usual->deviation28);
  usual->threshold = MAX (usual->mean7 + rule->sigma * usual->deviation7, usual->mean28 + rule->sigma * usual->deviation28);
}

/* What the same @n_hours hours held on the days before; %FALSE where less than a week of mentions lies there. */
static gboolean
usual_of_hours (const SotongAlertRule   *rule,
                const SotongAlertSeries *series,
                gint64                   hour,
                int                      n_hours,
                SotongAlertUsual        *usual)
{
  int many = (int) MIN (MANY_DAYS, (hour - series->begin) / DAY_HOURS);
  double counts[MANY_DAYS];

  if (many < FEW_DAYS)
    return FALSE;
  for (int day = 0; day < many; day++)
    counts[day] = sum_of (series, hour - (day + 1) * DAY_HOURS, n_hours);
  sotong_alert_usual_of (rule, counts, many, n_hours == 1 ? sotong_alert_spread_of (series, hour, many) : 0, usual);
  return TRUE;
}

/* Of what is counted tenths say nothing, but for what is seldom. (transfer full) */
static char *
name_mean (double mean)
{
  return mean < 10 ? g_strdup_printf ("%.1f", mean) : sotong_number_group ((gint64) round (mean));
}

/* @days: of a day, of which only the day is known; else of an hour. */
static char *
describe (const SotongAlertWatch *watch,
          gboolean                days,
          gint64                  n,
          gint64                  voices,
          const SotongAlertUsual *usual)
{
  g_autofree char *usual7 = name_mean (usual->mean7), *usual28 = name_mean (usual->mean28), *above = name_mean (usual->threshold);
  g_autofree char *all = sotong_number_group (n), *once = sotong_number_group (voices);

  if (voices < n)
    return g_strdup_printf (days
                            /* Translators: a topic; mentions of a day, counted both ways; means of a day over 7 and 28 days; the threshold */
                            ? _("“%s”: %s mentions of which only the day is known, %s if copies of an article and what one author wrote count once."
                                " Usual on a day are %s over 7 days and %s over %d days; the threshold is %s.")
                            /* Translators: a topic; mentions of an hour, counted both ways; means of that hour over 7 and 28 days; the threshold */
                            : _("“%s”: %s mentions in an hour, %s if copies of an article and what one author wrote count once. Usual at this"
                                " hour are %s over 7 days and %s over %d days; the threshold is %s."),
                            sotong_alert_name_topic (watch), all, once, usual7, usual28, usual->many, above);
  return g_strdup_printf (days
                          /* Translators: a topic; mentions of a day; means of a day over 7 and 28 days; the threshold */
                          ? _("“%s”: %s mentions of which only the day is known. Usual on a day are %s over 7 days and %s over %d days;"
                              " the threshold is %s.")
                          /* Translators: a topic; mentions of an hour; means of that hour over 7 and 28 days; the threshold */
                          : _("“%s”: %s mentions in an hour. Usual at this hour are %s over 7 days and %s over %d days; the threshold is %s."),
                          sotong_alert_name_topic (watch), all, usual7, usual28, usual->many, above);
}

static gboolean
is_unusual (const SotongAlertWatch *watch,
            const SotongAlertUsual *usual,
            gint64                  n)
{
  return n >= watch->rule->least && (double) n > usual->threshold;
}

static SotongAlertStage
stage_above (const SotongAlertWatch *watch,
             const SotongAlertUsual *usual,
             gint64                  n)
{
  return sotong_alert_stage_of (MIN (((double) n - usual->mean7) / (watch->rule->sigma * usual->deviation7),
                        ((double) n - usual->mean28) / (watch->rule->sigma * usual->deviation28)));
}

/* Reports @n mentions of an hour, or of a day of which only the day is known, where @voices of them are more than usual. */
void
sotong_alert_report_volume (SotongAlertWatch       *watch,
                            gint64                  hour,
                            gboolean                days,
                            gint64                  n,
                            gint64                  voices,
                            const SotongAlertUsual *usual)
{
  if (is_unusual (watch, usual, voices))
    sotong_alert_report (watch, hour, stage_above (watch, usual, voices), (double) voices, usual->threshold, SOTONG_NONE, NULL,
            describe (watch, days, n, voices, usual));
}

/* One who writes a hundred times is no hundred people: what repeats raises no alarm. */
gboolean
sotong_alert_look_volume (SotongDb                 *db,
                          SotongAlertWatch         *watch,
                          const SotongAlertSeries  *series,
                          gint64                    hour,
                          GError                  **error)
{
  const SotongAlertHour *one = &g_array_index (series->hours, SotongAlertHour, hour - series->first);
  gint64 n = sotong_alert_timed_of (one), voices;
  SotongAlertHour repeats;
  SotongAlertUsual usual;

  if (n < watch->rule->least || !usual_of_hours (watch->rule, series, hour, 1, &usual) || !is_unusual (watch, &usual, n))
    return TRUE;
  if (one->counted)
    repeats.repeats = one->repeats;
  else if (!sotong_alert_count_repeats (db, watch->topic_id, sotong_alert_range_of (hour, 1), one->day > 0 ? SOTONG_ALERT_TIMED : SOTONG_ALERT_BOTH,
                                        &repeats, error))
    return FALSE;
  voices = n - MIN (repeats.repeats, n);
  sotong_alert_report_volume (watch, hour, FALSE, n, voices, &usual);
  return TRUE;
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
 * Above how many mentions of an hour the rule raises an alarm, as sotong_alert_look() has it; of days, what the same deviations above the same
 * means of days are. In the first hour of a day, where a chart shows those as well of which only the day is known, they are in its means too.
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
  g_autoptr(GArray) hours = g_array_new (FALSE, TRUE, sizeof (SotongAlertHour));
  GArray *thresholds;
  SotongAlertSeries series = { hours, 0, 0, 0 };

  g_return_val_if_fail (n_starts > 0, NULL);

  if (!sotong_alert_read_begin (db, &series.begin, error)
      || !sotong_alert_read_series (db, topic_id, sotong_alert_hour_of (starts[0]) - (MANY_DAYS + 1) * DAY_HOURS, sotong_alert_hour_of (starts[n_starts - 1]) + n_hours, &series, error)
      || !sotong_alert_find_floods (db, topic_id, &series, error))
    return NULL;
  sotong_alert_mark_days (db, &series);
  thresholds = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n_starts);
  for (gsize i = 0; i < n_starts; i++)
    {
      double threshold = NAN;
      SotongAlertUsual usual;

      if (usual_of_hours (rule, &series, sotong_alert_hour_of (starts[i]), n_hours, &usual))
        threshold = usual.threshold;
      g_array_append_val (thresholds, threshold);
    }
  return thresholds;
}

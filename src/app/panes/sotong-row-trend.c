/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/panes/sotong-row-trend.h"
#include "chart/sotong-axis-text.h"
#include "chart/sotong-line-layer.h"
#include "store/sotong-rollup-many.h"
#include "util/sotong-won.h"

#define WEEK 7
#define DAY_SECONDS (24 * 60 * 60)

struct _SotongRowTrends
{
  GHashTable *topics;  /* (owned): id -> SotongRowTrend */
  GHashTable *sources; /* (owned): id -> SotongRowTrend */
};

SotongRowTrend *
sotong_row_trend_ref (SotongRowTrend *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SotongRowTrend *self = data;

  g_clear_object (&self->chart);
  g_free (self->sentence);
}

void
sotong_row_trend_unref (SotongRowTrend *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* Whether they look and read alike; either may be %NULL. */
gboolean
sotong_row_trend_same (const SotongRowTrend *a,
                       const SotongRowTrend *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_str_equal (a->sentence, b->sentence) && memcmp (a->days, b->days, sizeof a->days) == 0
         && memcmp (a->partial, b->partial, sizeof a->partial) == 0;
}

static SotongChart *
make_chart (const SotongRowTrend *self,
            const GArray         *points,
            GTimeZone            *zone)
{
  g_autofree gint64 *starts = g_new (gint64, points->len);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, points->len);
  g_autoptr(SotongLayer) layer = sotong_line_layer_new (SOTONG_LINE_AREA | SOTONG_LINE_BARE);
  g_autoptr(SotongSeries) series = sotong_series_new (_("Mentions"), SOTONG_ROLE_TOTAL, self->days, points->len);
  g_autoptr(SotongSlots) slots = NULL;
  SotongChart *chart;

  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      starts[i] = point->start;
      flags[i] = point->gap ? SOTONG_SLOT_GAP : self->partial[i] ? SOTONG_SLOT_PARTIAL : 0;
    }
  slots = sotong_slots_new_time (starts, flags, points->len, SOTONG_BUCKET_DAY, zone);
  chart = sotong_chart_new (slots);
  sotong_chart_set_axes (chart, SOTONG_AXES_BARE);
  sotong_layer_add_series (layer, series);
  sotong_chart_add_layer (chart, layer);
  return chart;
}

/* What the days from @first came to; NAN if one of them is not known, or not wholly: fewer that were collected would look like a fall. */
static double
sum_week (const SotongRowTrend *self,
          int                   first)
{
  double sum = 0;

  for (int i = 0; i < WEEK; i++)
    sum += self->partial[first + i] ? NAN : self->days[first + i];
  return sum;
}

static void
say_weeks (const SotongRowTrend *self,
           GString              *text)
{
  double last = sum_week (self, SOTONG_ROW_TREND_DAYS - WEEK), before = sum_week (self, SOTONG_ROW_TREND_DAYS - 2 * WEEK);
  g_autofree char *number = NULL, *other = NULL;

  if (!isfinite (last) || !isfinite (before))
    return;
  number = sotong_number_group ((gint64) last);
  other = sotong_number_group ((gint64) before);
  /* Translators: mentions of seven days, and of the seven days before them */
  g_string_append_printf (text, _(" The last 7 days: %s, the 7 days before: %s."), number, other);
}

static void
say_peak (const SotongRowTrend *self,
          const GArray         *points,
          guint                 peak,
          GTimeZone            *zone,
          GString              *text)
{
  g_autofree char *day = sotong_axis_text_slot_short (g_array_index (points, SotongTrendPoint, peak).start, SOTONG_BUCKET_DAY, zone,
                                                      SOTONG_LANGUAGE_AUTO);
  g_autofree char *number = sotong_number_group ((gint64) self->days[peak]);

  /* Translators: a day, and how many mentions it had */
  g_string_append_printf (text, _(" Most on %s: %s."), day, number);
}

/* What the figures lack. */
static void
say_lack (const SotongRowTrend *self,
          GString              *text)
{
  int n_gaps = 0, n_partial = 0;

  for (int i = 0; i < SOTONG_ROW_TREND_DAYS; i++)
    {
      n_gaps += isnan (self->days[i]);
      n_partial += self->partial[i];
    }
  if (n_gaps > 0)
    g_string_append_printf (text, ngettext (" No data for %d day.", " No data for %d days.", (gulong) n_gaps), n_gaps);
  if (n_partial > 0)
    g_string_append_printf (text, ngettext (" %d day is not complete.", " %d days are not complete.", (gulong) n_partial), n_partial);
}

static void
say_lists (double   sum,
           GString *text)
{
  g_autofree char *number = sotong_number_group ((gint64) sum);

  g_string_append_printf (text, ngettext ("Last 4 weeks up to yesterday: %s mention.", "Last 4 weeks up to yesterday: %s mentions.", (gulong) sum),
                          number);
}

/* Of a word that somebody looks at in any time: until when. */
static void
say_word (const GArray *points,
          const char   *word,
          double        sum,
          GTimeZone    *zone,
          GString      *text)
{
  g_autofree char *day = sotong_axis_text_slot_short (g_array_index (points, SotongTrendPoint, points->len - 1).start, SOTONG_BUCKET_DAY, zone,
                                                      SOTONG_LANGUAGE_AUTO);
  g_autofree char *number = sotong_number_group ((gint64) sum);

  /* Translators: a word, a day, and how many mentions held the word in the four weeks that ended with the day */
  g_string_append_printf (text, ngettext ("“%s” in the 4 weeks up to %s: %s mention.", "“%s” in the 4 weeks up to %s: %s mentions.", (gulong) sum),
                          word, day, number);
}

/* @word: (nullable): what the mentions hold, else they are those of the four weeks up to yesterday. (transfer full) */
static char *
say (const SotongRowTrend *self,
     const GArray         *points,
     const char           *word,
     GTimeZone            *zone)
{
  GString *text = g_string_new (NULL);
  int peak = -1;
  double sum = 0;

  for (int i = 0; i < SOTONG_ROW_TREND_DAYS; i++)
    {
      if (isnan (self->days[i]))
        continue;
      sum += self->days[i];
      if (peak < 0 || self->days[i] > self->days[peak])
        peak = i;
    }
  if (peak < 0)
    {
      g_string_append (text, word != NULL ? _("Nothing was collected in these 4 weeks.") : _("Last 4 weeks up to yesterday: nothing was collected."));
      return g_string_free (text, FALSE);
    }
  if (word != NULL)
    say_word (points, word, sum, zone, text);
  else
    say_lists (sum, text);
  if (sum > 0)
    say_peak (self, points, (guint) peak, zone, text);
  say_weeks (self, text);
  say_lack (self, text);
  return g_string_free (text, FALSE);
}

/* The 28 days before today, as the office counts days, whatever the clocks did meanwhile. */
static SotongRange
four_weeks (SotongDb *db)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 today = sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_DAY, zone);
  gint64 noon = today - SOTONG_ROW_TREND_DAYS * (gint64) DAY_SECONDS + DAY_SECONDS / 2;

  return (SotongRange) { sotong_time_bucket_start (noon, SOTONG_BUCKET_DAY, zone), today };
}

static SotongRowTrend *
make (const GArray *points,
      const char   *word,
      GTimeZone    *zone)
{
  SotongRowTrend *self;

  self = g_atomic_rc_box_new0 (SotongRowTrend);
  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      self->days[i] = point->gap ? NAN : (double) point->total;
      self->partial[i] = !point->gap && point->partial;
    }
  self->chart = make_chart (self, points, zone);
  self->sentence = say (self, points, word, zone);
  return self;
}

/**
 * sotong_row_trend_new:
 * @points: (element-type SotongTrendPoint): the 28 days before today
 * @zone: the office's
 *
 * Any thread.
 *
 * Returns: (transfer full): the days, as a picture and as a sentence in the user's language
 */
SotongRowTrend *
sotong_row_trend_new (const GArray *points,
                      GTimeZone    *zone)
{
  g_return_val_if_fail (points->len == SOTONG_ROW_TREND_DAYS, NULL);

  return make (points, NULL, zone);
}

/**
 * sotong_row_trend_new_word:
 * @points: (element-type SotongTrendPoint): any 28 days, with the mentions that hold @word
 * @word: the word
 * @zone: the office's
 *
 * Any thread.
 *
 * Returns: (transfer full): likewise; the sentence names the word and the last day
 */
SotongRowTrend *
sotong_row_trend_new_word (const GArray *points,
                           const char   *word,
                           GTimeZone    *zone)
{
  g_return_val_if_fail (points->len == SOTONG_ROW_TREND_DAYS, NULL);
  g_return_val_if_fail (word != NULL, NULL);

  return make (points, word, zone);
}

/**
 * sotong_row_trends_read:
 * @db: a connection
 * @error: return location
 *
 * Counts the mentions of each of the 28 days before today from the hourly figures. For a job of the store.
 *
 * Returns: (transfer full) (nullable): the trends of what topics and sources there are
 */
SotongRowTrends *
sotong_row_trends_read (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(GPtrArray) list = sotong_rollup_read_many (db, four_weeks (db), SOTONG_BUCKET_DAY, error);
  SotongRowTrends *self;

  if (list == NULL)
    return NULL;
  self = g_new0 (SotongRowTrends, 1);
  self->topics = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) sotong_row_trend_unref);
  self->sources = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) sotong_row_trend_unref);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongRollupOne *one = g_ptr_array_index (list, i);
      const gint64 *id = one->topic_id != 0 ? &one->topic_id : &one->source_id;

      g_hash_table_insert (one->topic_id != 0 ? self->topics : self->sources, g_memdup2 (id, sizeof *id),
                           sotong_row_trend_new (one->points, sotong_db_get_zone (db)));
    }
  return self;
}

void
sotong_row_trends_free (SotongRowTrends *self)
{
  g_hash_table_unref (self->topics);
  g_hash_table_unref (self->sources);
  g_free (self);
}

/* (transfer none) (nullable) */
SotongRowTrend *
sotong_row_trends_topic (SotongRowTrends *self,
                         gint64           topic_id)
{
  return g_hash_table_lookup (self->topics, &topic_id);
}

/* (transfer none) (nullable): none of a source that counts no mentions. */
SotongRowTrend *
sotong_row_trends_source (SotongRowTrends *self,
                          gint64           source_id)
{
  return g_hash_table_lookup (self->sources, &source_id);
}

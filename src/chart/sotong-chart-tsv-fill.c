/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the first column of a table, and the model that comes of it. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-chart-number.h"
#include "chart/sotong-chart-tsv-private.h"
#include "util/sotong-text.h"

#define MOST_GAPS 200000 /* buckets that are made up to show that they are missing */
#define DAY ((gint64) 86400)

static gboolean
read_digits (const char **p,
             const char  *end,
             int          n,
             int         *out)
{
  *out = 0;
  for (int i = 0; i < n; i++, (*p)++)
    {
      if (*p >= end || !g_ascii_isdigit (**p))
        return FALSE;
      *out = *out * 10 + (**p - '0');
    }
  return TRUE;
}

/* One or two digits, and what stands behind them: a sign of @signs or the word. */
static gboolean
read_part (const char **p,
           const char  *stop,
           const char  *signs,
           const char  *word,
           int         *out)
{
  gsize length = strlen (word);

  while (*p < stop && **p == ' ')
    (*p)++;
  if (!read_digits (p, stop, 1, out))
    return FALSE;
  if (*p < stop && g_ascii_isdigit (**p))
    *out = *out * 10 + (*(*p)++ - '0');
  if ((gsize) (stop - *p) >= length && memcmp (*p, word, length) == 0)
    *p += length;
  else if (*p < stop && strchr (signs, **p) != NULL)
    (*p)++;
  return TRUE;
}

/* A day as people write it: “2016.10.14”, “2016. 10. 14.”, “2016/10/4”, “2016년 10월 14일”. Returns: whether @cell is meant as one;
 * then @out_day says which, or is 0 where the calendar has none such. */
static gboolean
read_written_day (GTimeZone  *zone,
                  const char *cell,
                  const char *stop,
                  gint64     *out_day,
                  gboolean   *out_is_day)
{
  const char *p = cell;
  int year, month, day;

  *out_is_day = FALSE;
  if (!read_digits (&p, stop, 4, &year) || p >= stop)
    return FALSE;
  if (strchr ("-./", *p) != NULL)
    p++;
  else if (stop - p >= 3 && memcmp (p, "년", 3) == 0)
    p += 3;
  else
    return FALSE;
  if (!read_part (&p, stop, "-./", "월", &month) || !read_part (&p, stop, ".", "일", &day) || p != stop)
    return FALSE;
  *out_is_day = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= sotong_time_days_in_month (year, month);
  if (*out_is_day)
    *out_day = sotong_time_from_civil (year, month, day, 0, 0, 0, zone);
  return TRUE;
}

/* “2016-10-14”, “2016-10” and “2016-10-14 10:00”, in the office's zone; anything else is for slower readers. */
static gboolean
read_time (GTimeZone  *zone,
           const char *cell,
           const char *stop,
           gint64     *out_time)
{
  const char *p = cell;
  int year, month, day = 1, hour = 0, minute = 0;
  g_autofree char *text = NULL;
  gboolean is_day;

  if (!read_digits (&p, stop, 4, &year) || p >= stop || *p++ != '-' || !read_digits (&p, stop, 2, &month) || year < 1 || month < 1 || month > 12)
    return read_written_day (zone, cell, stop, out_time, &is_day) && is_day;
  if (p < stop && (*p++ != '-' || !read_digits (&p, stop, 2, &day) || day < 1 || day > sotong_time_days_in_month (year, month)))
    return read_written_day (zone, cell, stop, out_time, &is_day) && is_day;
  if (p < stop && (stop - p == 6) && (*p == ' ' || *p == 'T'))
    {
      p++;
      if (!read_digits (&p, stop, 2, &hour) || *p++ != ':' || !read_digits (&p, stop, 2, &minute) || hour > 23 || minute > 59)
        return FALSE;
    }
  if (p == stop)
    {
      *out_time = sotong_time_from_civil (year, month, day, hour, minute, 0, zone);
      return TRUE;
    }
  text = g_strndup (cell, (gsize) (stop - cell));
  return sotong_time_parse (text, zone, out_time, NULL);
}

TableX
sotong_chart_tsv_find_x (const Table *table,
                         const char  *cell,
                         const char  *stop)
{
  gint64 time;
  double number;

  if (read_time (table->zone, cell, stop, &time))
    return X_TIMES;
  return stop > cell && sotong_chart_number_read (cell, stop, &number) && isfinite (number) ? X_NUMBERS : X_NAMES;
}

/* Returns: (transfer full): a name without signs that would turn the digits around which stand beside it in a picture */
char *
sotong_chart_tsv_read_name (const char *cell,
                            const char *stop)
{
  gsize length = (gsize) (stop - cell);
  char *name = sotong_text_is_clean (cell, length) ? g_strndup (cell, length) : sotong_text_clean (cell, (gssize) length, length * 4 + 4);

  return g_strstrip (name);
}

gboolean
sotong_chart_tsv_read_x (Table       *table,
                         const char  *cell,
                         const char  *stop,
                         GError     **error)
{
  g_autofree char *text = NULL;
  gboolean is_day;
  gint64 time;

  if (table->x == X_TIMES || (table->n_rows == 0 && read_written_day (table->zone, cell, stop, &time, &is_day) && !is_day))
    {
      if (read_time (table->zone, cell, stop, &time))
        {
          g_array_append_val (table->times, time);
          table->months = table->months || stop - cell == strlen ("2016-10");
          return TRUE;
        }
      text = g_utf8_make_valid (cell, MIN (stop - cell, 60));
      if (table->n_rows == 0)
        g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                     _("Line %" PRIu64 ": “%s” is no day of the calendar. Write dates as 2016-10-14."), table->line, text);
      else
        g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                     _("Line %" PRIu64 ": “%s” is not a date, but the lines before begin with one. Write dates as 2016-10-14."),
                     table->line, text);
      return FALSE;
    }
  g_ptr_array_add (table->texts, sotong_chart_tsv_read_name (cell, stop));
  return TRUE;
}

gboolean
sotong_chart_tsv_is_sum (const char *cell,
                         const char *stop)
{
  return stop - cell == 1 && *cell == '=';
}

void
sotong_chart_tsv_add_sum (Table *table)
{
  g_array_append_val (table->sums, table->n_rows);
}

/* ---- order ---- */

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const double *keys = user_data;
  const gsize *x = a, *y = b;

  if (keys[*x] != keys[*y])
    return keys[*x] < keys[*y] ? -1 : 1;
  return (*x > *y) - (*x < *y);
}

static void
permute (double      *values,
         const gsize *order,
         gsize        n)
{
  g_autofree double *copy = g_memdup2 (values, n * sizeof *values);

  for (gsize i = 0; i < n; i++)
    values[i] = copy[order[i]];
}

/* Lines stand in any order; an axis has one. Equal places keep theirs. */
static void
sort_rows (Table  *table,
           double *keys)
{
  g_autofree gsize *order = g_new (gsize, table->n_rows + 1);

  for (gsize i = 0; i < table->n_rows; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) table->n_rows, sizeof *order, compare_rows, keys);
  for (guint s = 0; s < table->n_series; s++)
    permute (table->values[s], order, table->n_rows);
  permute (keys, order, table->n_rows);
}

/* ---- time ---- */

/* The longest bucket at whose beginning every line stands. */
static SotongBucket
find_bucket (const gint64 *times,
             gsize         n,
             GTimeZone    *zone)
{
  static const SotongBucket buckets[] = { SOTONG_BUCKET_MONTH, SOTONG_BUCKET_WEEK, SOTONG_BUCKET_DAY };

  for (guint b = 0; b < G_N_ELEMENTS (buckets); b++)
    {
      gsize i = 0;

      while (i < n && sotong_time_bucket_start (times[i], buckets[b], zone) == times[i])
        i++;
      if (i == n && (n > 1 || buckets[b] == SOTONG_BUCKET_DAY))
        return buckets[b];
    }
  return SOTONG_BUCKET_HOUR;
}

static gsize
count_buckets (const gint64 *times,
               gsize         n,
               SotongBucket  bucket,
               GTimeZone    *zone)
{
  static const double seconds[] = { 3600, 86400, 604800, 2629746, 7889238, 31556952 };

  return (gsize) ((double) (times[n - 1] - times[0]) / seconds[bucket]) + 2;
}

/* Whether each line stands at the beginning of a bucket of its own, so that those in between can be told to be missing. */
static gboolean
is_regular (const gint64 *times,
            gsize         n,
            SotongBucket  bucket,
            GTimeZone    *zone)
{
  for (gsize i = 0; i < n; i++)
    if (sotong_time_bucket_start (times[i], bucket, zone) != times[i] || (i > 0 && times[i] == times[i - 1]))
      return FALSE;
  return count_buckets (times, n, bucket, zone) < n + MOST_GAPS;
}

static gint64
next_slot (gint64             from,
           gint64             to,
           SotongBucket       bucket,
           const TableRhythm *rhythm,
           GTimeZone         *zone)
{
  return rhythm != NULL ? sotong_chart_tsv_next_reading (rhythm, from, to, zone) : sotong_time_bucket_next (from, bucket, zone);
}

/* Where in its bucket a reading stands: in the middle, as a figure of all of it would. */
static gint64
middle_of (SotongBucket bucket)
{
  switch ((int) bucket)
    {
    case SOTONG_BUCKET_DAY:
      return DAY / 2;
    case SOTONG_BUCKET_WEEK:
      return DAY * 7 / 2;
    case SOTONG_BUCKET_MONTH:
      return DAY * 15;
    default:
      return 0;
    }
}

/* @rhythm: (nullable): of readings that are further apart than @bucket */
static void
fill_gaps (Table             *table,
           SotongChartModel  *model,
           const gint64      *times,
           SotongBucket       bucket,
           const TableRhythm *rhythm)
{
  gsize n = count_buckets (times, table->n_rows, bucket, table->zone) + table->n_rows, slot = 0;
  g_autofree gint64 *starts = g_new (gint64, n + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n + 1);
  g_autofree double **values = g_new0 (double *, table->n_series + 1);

  for (guint s = 0; s < table->n_series; s++)
    values[s] = g_new (double, n + 1);
  for (gsize row = 0; row < table->n_rows; row++)
    {
      gint64 next = slot > 0 ? next_slot (starts[slot - 1], times[row], bucket, rhythm, table->zone) : times[row];
      gboolean known = FALSE;

      for (; next < times[row]; next = next_slot (next, times[row], bucket, rhythm, table->zone))
        {
          starts[slot] = next;
          flags[slot] = SOTONG_SLOT_GAP;
          for (guint s = 0; s < table->n_series; s++)
            values[s][slot] = NAN;
          slot++;
        }
      starts[slot] = times[row];
      for (guint s = 0; s < table->n_series; s++)
        {
          values[s][slot] = table->values[s][row];
          known = known || isfinite (values[s][slot]);
        }
      flags[slot++] = known ? 0 : SOTONG_SLOT_GAP;
    }
  model->slots = sotong_slots_new_time (starts, flags, slot, bucket, table->zone);
  if (rhythm != NULL)
    sotong_slots_set_apart (model->slots, middle_of (bucket));
  for (guint s = 0; s < table->n_series; s++)
    g_free (table->values[s]);
  memcpy (table->values, values, table->n_series * sizeof *values);
  table->n_rows = slot;
}

/* A day, a week or a month has one line: of two neither is the figure. Moments may be the same. */
static gboolean
check_days (const Table   *table,
            const gint64  *times,
            GError       **error)
{
  for (gsize i = 1; i < table->n_rows; i++)
    if (times[i] == times[i - 1])
      {
        g_autofree char *day = sotong_time_format_date (times[i], table->zone);

        g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                     _("%s stands in two lines. Leave one line for each day, and give each thing that is counted a column of its own."), day);
        return FALSE;
      }
  return TRUE;
}

static gboolean
fill_times (Table             *table,
            SotongChartModel  *model,
            GError           **error)
{
  gint64 *times = (gint64 *) (gpointer) table->times->data;
  g_autofree double *keys = g_new (double, table->n_rows + 1);
  gboolean ascending = TRUE;
  SotongBucket bucket;
  gboolean apart = FALSE;
  TableRhythm rhythm;

  for (gsize i = 0; i < table->n_rows; i++)
    {
      keys[i] = (double) times[i];
      ascending = ascending && (i == 0 || times[i] >= times[i - 1]);
    }
  if (!ascending)
    {
      sort_rows (table, keys);
      for (gsize i = 0; i < table->n_rows; i++)
        times[i] = (gint64) keys[i];
    }
  bucket = find_bucket (times, table->n_rows, table->zone);
  if (model->kind == SOTONG_CHART_CALENDAR && !table->months && (bucket == SOTONG_BUCKET_WEEK || bucket == SOTONG_BUCKET_MONTH))
    bucket = SOTONG_BUCKET_DAY; /* days that all begin a week or a month are days */
  if (model->kind != SOTONG_CHART_CALENDAR && model->kind != SOTONG_CHART_HEAT_MAP)
    apart = sotong_chart_tsv_find_rhythm (times, table->n_rows, bucket, table->zone, &rhythm);
  if (bucket != SOTONG_BUCKET_HOUR && !check_days (table, times, error))
    return FALSE;
  if (table->n_rows > 0 && is_regular (times, table->n_rows, bucket, table->zone))
    fill_gaps (table, model, times, bucket, apart ? &rhythm : NULL);
  else
    {
      model->slots = sotong_slots_new_time (times, NULL, table->n_rows, bucket, table->zone);
      if (table->n_rows > 1 && times[0] < times[table->n_rows - 1] && model->kind != SOTONG_CHART_HEAT_MAP)
        sotong_slots_set_apart (model->slots, middle_of (bucket));
    }
  return TRUE;
}

/* ---- names ---- */

/* “월	9	12”: weekday, hour, count. The rows become the hours of a week that has them. */
static gboolean
read_weekday (const char *text,
              int        *out_weekday)
{
  for (int i = 0; i < 7; i++)
    if (g_str_has_prefix (text, sotong_axis_text_weekday (i, SOTONG_LANGUAGE_KOREAN))
        || g_ascii_strncasecmp (text, sotong_axis_text_weekday (i, SOTONG_LANGUAGE_ENGLISH), 3) == 0)
      {
        *out_weekday = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_week_list (const Table *table)
{
  int weekday;

  if (table->n_series != 2 || table->texts->len == 0)
    return FALSE;
  for (gsize i = 0; i < table->n_rows; i++)
    {
      double hour = table->values[0][i];

      if (!read_weekday (g_ptr_array_index (table->texts, i), &weekday) || !(hour >= 0 && hour <= 23) || hour != floor (hour))
        return FALSE;
    }
  return TRUE;
}

/* A made week, of which the model takes the mean of each hour: what is said once stays as it is. */
static void
fill_week (Table            *table,
           SotongChartModel *model)
{
  gint64 monday = sotong_time_from_civil (2016, 1, 4, 0, 0, 0, table->zone);
  gint64 starts[7 * 24];
  double *values = g_new (double, 7 * 24);

  for (guint i = 0; i < 7 * 24; i++)
    {
      starts[i] = monday + (gint64) i * 3600;
      values[i] = NAN;
    }
  for (gsize i = 0; i < table->n_rows; i++)
    {
      double value = table->values[1][i];
      int weekday = 0, cell;

      read_weekday (g_ptr_array_index (table->texts, i), &weekday);
      cell = weekday * 24 + (int) table->values[0][i];
      if (isfinite (value))
        values[cell] = isfinite (values[cell]) ? values[cell] + value : value;
    }
  model->slots = sotong_slots_new_time (starts, NULL, 7 * 24, SOTONG_BUCKET_HOUR, table->zone);
  sotong_chart_model_add (model, table->names->len > 1 ? g_ptr_array_index (table->names, 1) : _("Value"), SOTONG_ROLE_TOTAL, values, 7 * 24);
}

static void
fill_names (Table            *table,
            SotongChartModel *model)
{
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, table->n_rows + 1);

  for (guint i = 0; i < table->sums->len; i++)
    flags[g_array_index (table->sums, gsize, i)] = SOTONG_SLOT_SUM;
  model->slots = sotong_slots_new_names ((const char * const *) table->texts->pdata, flags, table->n_rows);
}

/* ---- series ---- */

/* Columns that are called as the program calls a sentiment are painted so. */
static gboolean
role_of_name (const char *name,
              SotongRole *out_role)
{
  static const struct { const char *name; SotongRole role; } known[] = {
    { "positive", SOTONG_ROLE_POSITIVE }, { "긍정", SOTONG_ROLE_POSITIVE }, { "neutral", SOTONG_ROLE_NEUTRAL },
    { "중립", SOTONG_ROLE_NEUTRAL }, { "negative", SOTONG_ROLE_NEGATIVE }, { "부정", SOTONG_ROLE_NEGATIVE },
    { "uncertain", SOTONG_ROLE_UNCERTAIN }, { "unlabelled", SOTONG_ROLE_UNLABELLED },
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (lower, known[i].name))
      {
        *out_role = known[i].role;
        return TRUE;
      }
  return FALSE;
}

static SotongRole
role_of (const SotongChartModel *model,
         const Table            *table,
         guint                   nth)
{
  static const SotongRole sides[] = { SOTONG_ROLE_POSITIVE, SOTONG_ROLE_NEGATIVE, SOTONG_ROLE_NEUTRAL };
  SotongRole role;

  if (nth < table->names->len && role_of_name (g_ptr_array_index (table->names, nth), &role))
    return role;
  if (model->kind == SOTONG_CHART_DIVERGING && table->names->len == 0 && nth < G_N_ELEMENTS (sides))
    return sides[nth];
  if (model->kind == SOTONG_CHART_DIVERGING && nth < 2)
    return sides[nth];
  return table->n_series == 1 ? SOTONG_ROLE_TOTAL : sotong_role_nth (nth);
}

static char *
name_of (const Table            *table,
         const SotongChartModel *model,
         guint                   nth)
{
  static const char *const sides[] = { N_("Positive"), N_("Negative"), N_("Neutral") };
  static const char *const ends[] = { N_("Now"), NC_("chart", "Before") };
  static const char *const slope[] = { NC_("chart", "Before"), N_("Now") };
  static const char *const bullet[] = { N_("Done"), N_("Target"), N_("Should be"), N_("Scheduled"), N_("Draft") };

  if (nth < table->names->len)
    return g_strdup (g_ptr_array_index (table->names, nth));
  if (model->kind == SOTONG_CHART_DIVERGING && nth < G_N_ELEMENTS (sides))
    return g_strdup (_(sides[nth]));
  if ((model->kind == SOTONG_CHART_RANKING || model->kind == SOTONG_CHART_CLOUD) && nth < G_N_ELEMENTS (ends))
    return g_strdup (nth == 0 ? _(ends[nth]) : g_dpgettext2 (NULL, "chart", ends[nth]));
  if (model->kind == SOTONG_CHART_SLOPE && nth < G_N_ELEMENTS (slope))
    return g_strdup (nth == 1 ? _(slope[nth]) : g_dpgettext2 (NULL, "chart", slope[nth]));
  if (model->kind == SOTONG_CHART_BULLET && nth < G_N_ELEMENTS (bullet))
    return g_strdup (_(bullet[nth]));
  return table->n_series == 1 ? g_strdup (_("Value")) : g_strdup_printf ("%u", nth + 1);
}

gboolean
sotong_chart_tsv_fill_model (Table             *table,
                             SotongChartModel  *model,
                             GError           **error)
{
  if (model->kind == SOTONG_CHART_HEAT_MAP && table->x == X_NAMES && is_week_list (table))
    {
      fill_week (table, model);
      return TRUE;
    }
  if (table->x == X_NUMBERS)
    {
      if (!table->ascending)
        sort_rows (table, table->places);
      model->slots = sotong_slots_new_places (g_steal_pointer (&table->places), table->n_rows);
    }
  else if (table->x == X_TIMES)
    {
      if (!fill_times (table, model, error))
        return FALSE;
    }
  else if (table->x == X_NAMES && table->n_rows > 0)
    fill_names (table, model);
  else
    model->slots = sotong_slots_new_numbers (table->n_rows);
  for (guint i = 0; i < table->n_series && table->n_rows > 0; i++)
    {
      g_autofree char *name = name_of (table, model, i);

      sotong_chart_model_add (model, name, role_of (model, table, i), g_steal_pointer (&table->values[i]), table->n_rows);
    }
  return TRUE;
}

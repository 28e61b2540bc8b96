/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat maps: hours of the week, any table, and the days of a year. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-chart-model-private.h"
#include "chart/sotong-heat-layer.h"

#define HOURS 24
#define DAYS 7
#define WEEKS 54       /* that a year can touch */
#define MOST_YEARS 100
#define DAY_SECONDS 86400
#define HOUR_SECONDS 3600
#define MOST_LONGER 2 /* of what lasts longer than a day, so many are named below a week */

/* Takes @heat. */
static SotongChart *
make_grid (SotongLayer  *heat,
           SotongSlots  *slots,
           const char   *name,
           const double *values,
           gsize         n)
{
  g_autoptr(SotongLayer) layer = heat;
  g_autoptr(SotongSeries) series = sotong_series_new (name, SOTONG_ROLE_TOTAL, values, n);
  SotongChart *chart = sotong_chart_new (slots);

  sotong_layer_add_series (layer, series);
  sotong_chart_add_layer (chart, layer);
  return chart;
}

static const char *
first_name (const SotongChartModel *self)
{
  return self->series->len > 0 ? sotong_series_get_name (g_ptr_array_index (self->series, 0)) : _("Mentions");
}

/* A cell has room for one figure: says of which series it is where there are others. */
static void
note_first (const SotongChartModel  *self,
            char                   **note)
{
  g_autofree char *only = NULL, *rest = NULL;

  if (self->series->len < 2)
    return;
  rest = g_steal_pointer (note);
  /* Translators: below a heat map: the name of a column of the table; the others are left out */
  only = g_strdup_printf (_("only “%s” is drawn"), first_name (self));
  *note = rest != NULL ? g_strdup_printf ("%s · %s", only, rest) : g_steal_pointer (&only);
}

/* Which slot is the hour that is not over; the number of slots when none is. */
static gsize
find_running (const SotongChartModel *self,
              SotongSlots            *slots)
{
  gsize n = sotong_slots_get_length (slots), index = n;

  if (!isfinite (self->now) || !sotong_slots_find (slots, self->now, &index) || sotong_slots_get_start (slots, index) >= self->now)
    return n;
  return index;
}

/* The hours of a week, as they are summed up. */
typedef struct {
  double          sums[DAYS * HOURS];
  guint           known[DAYS * HOURS];
  SotongSlotFlags flags[DAYS * HOURS];
} Week;

static int
cell_of (SotongSlots *slots,
         gsize        index)
{
  return sotong_time_week_hour ((gint64) sotong_slots_get_start (slots, index), sotong_slots_get_zone (slots));
}

/* An hour of the week that is only still to come is no gap, nor is one that the time does not have. */
static void
add_hour (Week            *week,
          int              cell,
          double           value,
          SotongSlotFlags  flags)
{
  if (!(flags & SOTONG_SLOT_COMING))
    week->flags[cell] = 0;
  else if (week->flags[cell] == SOTONG_SLOT_OUTSIDE)
    week->flags[cell] = SOTONG_SLOT_COMING;
  if (!isfinite (value))
    return;
  week->sums[cell] += value;
  week->known[cell]++;
}

/* The hour that is running would make its mean paler than it is: it is left out, and where there is no other it is not complete. */
static void
add_hours (const SotongChartModel *self,
           SotongSlots            *slots,
           Week                   *week)
{
  SotongSeries *series = g_ptr_array_index (self->series, 0);
  const double *values = sotong_series_get_values (series);
  gsize n = MIN (sotong_slots_get_length (slots), sotong_series_get_length (series)), running = find_running (self, slots);
  int cell;

  for (gsize i = 0; i < n; i++)
    if (i != running)
      add_hour (week, cell_of (slots, i), values[i], sotong_slots_get_flags (slots, i));
  if (running >= n || week->known[cell = cell_of (slots, running)] > 0)
    return;
  add_hour (week, cell, values[running], 0);
  if (week->known[cell] > 0)
    week->flags[cell] = SOTONG_SLOT_PARTIAL;
}

/* Of the day in which the time ends, hours behind that end that have not begun are still to come. */
static void
add_rest_of_day (const SotongChartModel *self,
                 SotongSlots            *slots,
                 SotongSlotFlags        *flags)
{
  gsize n = sotong_slots_get_length (slots);
  double start = n > 0 ? sotong_slots_get_end (slots, n - 1) : 0;
  gboolean coming = n > 0 && sotong_slots_get_flags (slots, n - 1) & SOTONG_SLOT_COMING;

  if (n == 0)
    return;
  for (int i = cell_of (slots, n - 1) + 1; i % HOURS != 0; i++, start += HOUR_SECONDS)
    if (flags[i] == SOTONG_SLOT_OUTSIDE && (coming || start >= self->now)) /* nothing is, where nobody said what time it is */
      flags[i] = SOTONG_SLOT_COMING;
}

/* “10.8 Fireworks”. */
static char *
dated_label (const SotongChartModel *self,
             const SotongChartMark  *mark,
             GTimeZone              *zone)
{
  g_autofree char *day = sotong_axis_text_slot_short ((gint64) mark->start, SOTONG_BUCKET_DAY, zone, sotong_language_resolve (self->language));

  return g_strdup_printf ("%s %s", day, mark->label);
}

static gboolean
is_in (SotongSlots *slots,
       double       start,
       double       end)
{
  gsize n = sotong_slots_get_length (slots);

  double first = n > 0 ? sotong_slots_get_start (slots, 0) : 0;

  return n > 0 && start < sotong_slots_get_end (slots, n - 1) && (start >= first || end > first);
}

/* What has an hour goes to its cell; what is of a whole day to the weekday. Returns the names of what lasted longer, which
 * has no place among the hours. */
static char *
mark_week (const SotongChartModel *self,
           SotongLayer            *layer,
           SotongSlots            *slots)
{
  GTimeZone *zone = sotong_slots_get_zone (slots);
  g_autoptr(GString) longer = g_string_new (NULL);
  guint n_longer = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongChartMark *mark = g_ptr_array_index (self->marks, i);
      g_autofree char *label = mark->label != NULL ? dated_label (self, mark, zone) : NULL;
      gsize hour = (gsize) sotong_time_week_hour ((gint64) mark->start, zone);
      gboolean whole = label != NULL && (gint64) mark->start == sotong_time_bucket_start ((gint64) mark->start, SOTONG_BUCKET_DAY, zone);

      if (!is_in (slots, mark->start, mark->end))
        continue;
      if (mark->end - mark->start > DAY_SECONDS)
        {
          if (n_longer++ < MOST_LONGER)
            g_string_append_printf (longer, "%s%s", longer->len > 0 ? ", " : "", mark->label);
        }
      else if (!whole)
        sotong_heat_layer_mark (SOTONG_HEAT_LAYER (layer), hour, label != NULL ? SOTONG_HEAT_EVENT : SOTONG_HEAT_POST, label);
      else
        for (gsize h = 0; h < HOURS; h++)
          sotong_heat_layer_mark (SOTONG_HEAT_LAYER (layer), hour - hour % HOURS + h, h == 0 ? SOTONG_HEAT_ROW : SOTONG_HEAT_TOLD, label);
    }
  if (n_longer > MOST_LONGER)
    g_string_append_printf (longer, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", n_longer - MOST_LONGER), n_longer - MOST_LONGER);
  return longer->len > 0 ? g_string_free (g_steal_pointer (&longer), FALSE) : NULL;
}

/* The hours of many weeks laid over each other: the mean of those that are known, so that a week that was cut short
 * makes none of its days paler. */
static SotongChart *
make_week (const SotongChartModel  *self,
           SotongSlots             *slots,
           char                   **out_note)
{
  Week week = { 0 };
  double means[DAYS * HOURS];
  gint64 cells[DAYS * HOURS];
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *rows[DAYS], *columns[HOURS];
  g_autoptr(SotongSlots) own = NULL;
  SotongHeatGrid grid = { DAYS, HOURS, cells, rows, columns, FALSE, 0 };
  g_autofree char *longer = NULL;
  SotongLayer *layer;

  for (guint i = 0; i < DAYS * HOURS; i++)
    week.flags[i] = SOTONG_SLOT_OUTSIDE;
  if (self->series->len > 0)
    add_hours (self, slots, &week);
  add_rest_of_day (self, slots, week.flags);
  for (guint day = 0; day < DAYS; day++)
    rows[day] = sotong_axis_text_weekday ((int) day, self->language);
  for (guint hour = 0; hour < HOURS; hour++)
    {
      g_ptr_array_add (texts, sotong_axis_text_hour ((int) hour, self->language));
      columns[hour] = hour % 3 == 0 ? g_ptr_array_index (texts, hour) : NULL;
    }
  for (guint i = 0; i < DAYS * HOURS; i++)
    {
      cells[i] = i;
      means[i] = week.known[i] > 0 ? round (week.sums[i] / week.known[i] * 10) / 10 : NAN;
      g_ptr_array_add (names, g_strdup_printf ("%s %s", rows[i / HOURS], (char *) g_ptr_array_index (texts, i % HOURS)));
    }
  own = sotong_slots_new_names ((const char * const *) names->pdata, week.flags, names->len);
  layer = sotong_heat_layer_new (&grid);
  longer = mark_week (self, layer, slots);
  /* Translators: below a heat map of weekdays and hours: campaigns that were under way in that time */
  *out_note = longer != NULL ? g_strdup_printf (_("mean of an hour · under way: %s"), longer) : g_strdup (_("mean of an hour"));
  note_first (self, out_note);
  return make_grid (layer, own, first_name (self), means, DAYS * HOURS);
}

/* A row for each slot, a column for each series. */
static SotongChart *
make_table (const SotongChartModel *self,
            SotongSlots            *slots)
{
  gsize n_rows = sotong_slots_get_length (slots), n_columns = self->series->len, n = n_rows * n_columns;
  g_autoptr(SotongChart) namer = sotong_chart_new (slots);
  g_autofree gint64 *cells = g_new (gint64, n + 1);
  g_autofree double *values = g_new (double, n + 1);
  g_autofree const char **columns = g_new0 (const char *, n_columns + 1);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongSlots) own = NULL;
  SotongHeatGrid grid = { (guint) n_rows, (guint) n_columns, cells, NULL, columns, FALSE, 0 };

  sotong_chart_set_language (namer, self->language);
  for (gsize column = 0; column < n_columns; column++)
    columns[column] = sotong_series_get_name (g_ptr_array_index (self->series, column));
  for (gsize row = 0; row < n_rows; row++)
    {
      char *name = sotong_chart_name_slot (namer, row);

      g_ptr_array_add (rows, name);
      for (gsize column = 0; column < n_columns; column++)
        {
          SotongSeries *series = g_ptr_array_index (self->series, column);

          cells[row * n_columns + column] = (gint64) (row * n_columns + column);
          values[row * n_columns + column] = row < sotong_series_get_length (series) ? sotong_series_get_values (series)[row] : NAN;
          g_ptr_array_add (names, g_strdup_printf ("%s %s", name, columns[column]));
        }
    }
  grid.rows = (const char * const *) rows->pdata;
  own = sotong_slots_new_names ((const char * const *) names->pdata, NULL, names->len);
  return make_grid (sotong_heat_layer_new (&grid), own, _("Value"), values, n);
}

SotongChart *
sotong_chart_model_make_heat (const SotongChartModel  *self,
                              SotongSlots             *slots,
                              char                   **out_note,
                              GError                 **error)
{
  if (sotong_slots_get_length (slots) * (gsize) MAX (1, self->series->len) > 1000000 && !sotong_slots_is_time (slots))
    {
      g_set_error_literal (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                           _("A heat map has at most a million cells. Give fewer rows or columns."));
      return NULL;
    }
  if (!sotong_slots_is_time (slots) || sotong_slots_get_bucket (slots) > SOTONG_BUCKET_DAY)
    return make_table (self, slots);
  if (sotong_slots_get_bucket (slots) == SOTONG_BUCKET_DAY) /* a day is no hour of it */
    return sotong_chart_model_make_calendar (self, slots, out_note, error);
  return make_week (self, slots, out_note);
}

static gint64
day_of (SotongSlots *slots,
        gsize        index)
{
  int year, month, day;

  sotong_time_to_civil ((gint64) sotong_slots_get_start (slots, index), sotong_slots_get_zone (slots), &year, &month, &day, NULL, NULL, NULL);
  return sotong_time_days_from_civil (year, month, day);
}

/* Where the days of a calendar stand: in one row of weeks, or, where there are more than a year has, in a row for each year. */
typedef struct {
  gsize      first;      /* slot */
  gint64     monday;     /* of the first week of all in one row, in days since 1970 */
  int        year;       /* of the first row, or 0: there is one row */
  guint      n_columns;
  gint64    *cells;      /* (owned): a slot for each, row after row; -1: none */
  GPtrArray *names;      /* (owned) (element-type utf8) (nullable elements): above each column */
} Weeks;

static void
weeks_clear (Weeks *self)
{
  g_free (self->cells);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weeks, weeks_clear)

static gint64
monday_of_year (int year)
{
  gint64 day = sotong_time_days_from_civil (year, 1, 1);

  return day - sotong_time_weekday (day);
}

static int
year_of_day (gint64 day)
{
  int year, month, of_month;

  sotong_time_civil_from_days (day, &year, &month, &of_month);
  return year;
}

static guint
column_of (const Weeks *self,
           gint64       day)
{
  int year = year_of_day (day);

  if (self->year == 0)
    return (guint) ((day - self->monday) / DAYS);
  return (guint) (year - self->year) * WEEKS + (guint) ((day - monday_of_year (year)) / DAYS);
}

/* A year begins with its name, in a row of its own also where its first days are not there. */
static void
name_column (const Weeks    *self,
             SotongLanguage  language,
             gint64          day)
{
  char **names = (char **) self->names->pdata;
  int year, month, of_month;
  guint column = column_of (self, day);

  sotong_time_civil_from_days (day, &year, &month, &of_month);
  if (self->year != 0)
    {
      guint head = column - column % WEEKS;

      if (names[head] == NULL)
        names[head] = sotong_axis_text_year (year, language);
      if (names[column] != NULL)
        return;
    }
  if (of_month > 24) /* a month of which only a week is left has no room for its name */
    return;
  g_free (names[column]);
  names[column] = month == 1 ? sotong_axis_text_year (year, language) : sotong_axis_text_month (month, language);
}

static void
place_weeks (Weeks          *self,
             SotongSlots    *slots,
             SotongLanguage  language)
{
  gsize n = sotong_slots_get_length (slots);
  gint64 last = day_of (slots, n - 1), begin = day_of (slots, 0);
  int last_year = year_of_day (last);

  self->first = 0;
  self->monday = begin - sotong_time_weekday (begin);
  self->year = last - self->monday >= WEEKS * DAYS ? MAX (year_of_day (begin), last_year - MOST_YEARS + 1) : 0;
  while (year_of_day (day_of (slots, self->first)) < self->year)
    self->first++;
  self->n_columns = self->year != 0 ? (guint) (last_year - self->year + 1) * WEEKS : column_of (self, last) + 1;
  self->cells = g_new (gint64, (gsize) DAYS * self->n_columns);
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->names, (int) self->n_columns);
  for (gsize i = 0; i < (gsize) DAYS * self->n_columns; i++)
    self->cells[i] = -1;
  for (gsize i = self->first; i < n; i++)
    {
      gint64 day = day_of (slots, i);
      int year, month, of_month;

      self->cells[(gsize) sotong_time_weekday (day) * self->n_columns + column_of (self, day)] = (gint64) i;
      sotong_time_civil_from_days (day, &year, &month, &of_month);
      if (of_month == 1 || i == self->first)
        name_column (self, language, day);
    }
}

/* A stretch of time is a line below its days. */
static void
mark_days (const SotongChartModel *self,
           SotongLayer            *layer,
           SotongSlots            *slots)
{
  gsize n = sotong_slots_get_length (slots);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongChartMark *mark = g_ptr_array_index (self->marks, i);
      SotongHeatMarks kind = mark->label == NULL ? SOTONG_HEAT_POST : mark->end > mark->start ? SOTONG_HEAT_BAND : SOTONG_HEAT_EVENT;
      gsize slot = 0;

      if (!is_in (slots, mark->start, mark->end) || (mark->start >= sotong_slots_get_start (slots, 0) && !sotong_slots_find (slots, mark->start, &slot)))
        continue;
      do
        sotong_heat_layer_mark (SOTONG_HEAT_LAYER (layer), slot, kind, mark->label);
      while (++slot < n && sotong_slots_get_start (slots, slot) < mark->end);
    }
}

/* Which days stand in the rows. (transfer full) (nullable) */
static char *
name_weeks (const SotongChartModel *self,
            SotongSlots            *slots,
            const Weeks            *weeks)
{
  GTimeZone *zone = sotong_slots_get_zone (slots);
  gsize last = sotong_slots_get_length (slots) - 1;
  g_autofree char *from = NULL, *to = NULL;

  if (weeks->year == 0)
    return NULL;
  from = sotong_axis_text_slot ((gint64) sotong_slots_get_start (slots, weeks->first), SOTONG_BUCKET_DAY, zone, TRUE, self->language);
  to = sotong_axis_text_slot ((gint64) sotong_slots_get_start (slots, last), SOTONG_BUCKET_DAY, zone, TRUE, self->language);
  if (weeks->first > 0)
    /* Translators: below a calendar that has no room for all days: years, the first and the last day */
    return g_strdup_printf (_("the last %d years only: %s to %s"), MOST_YEARS, from, to);
  /* Translators: below a calendar: the first and the last day */
  return g_strdup_printf (_("each year for itself: %s to %s"), from, to);
}

SotongChart *
sotong_chart_model_make_calendar (const SotongChartModel  *self,
                                  SotongSlots             *slots,
                                  char                   **out_note,
                                  GError                 **error)
{
  gsize n = sotong_slots_get_length (slots);
  const char *rows[DAYS];
  SotongHeatGrid grid = { DAYS, 0, NULL, rows, NULL, TRUE, 0 };
  g_auto(Weeks) weeks = { 0 };
  SotongLayer *layer;

  if (n > 0 && self->series->len > 0 && (!sotong_slots_is_time (slots) || sotong_slots_get_bucket (slots) != SOTONG_BUCKET_DAY))
    {
      g_set_error_literal (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                           _("A calendar needs a day in each line: give dates as 2016-10-14 in the first column."));
      return NULL;
    }
  if (n == 0 || self->series->len == 0)
    return sotong_chart_new (slots);
  place_weeks (&weeks, slots, self->language);
  for (guint row = 0; row < DAYS; row++)
    rows[row] = sotong_axis_text_weekday ((int) row, self->language);
  grid.n_columns = weeks.n_columns;
  grid.cells = weeks.cells;
  grid.columns = (const char * const *) weeks.names->pdata;
  grid.block = weeks.year != 0 ? WEEKS : 0;
  *out_note = name_weeks (self, slots, &weeks);
  note_first (self, out_note);
  layer = sotong_heat_layer_new (&grid);
  mark_days (self, layer, slots);
  return make_grid (layer, slots, first_name (self), sotong_series_get_values (g_ptr_array_index (self->series, 0)), n);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as people have them: long names, many rows and columns, years, readings that were taken now and then. Nothing is left out in silence. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-chart-private.h"
#include "chart/sotong-chart-tsv.h"
#include "chart/sotong-chart-model.h"
#include "util/sotong-time.h"

#define WIDTH 640
#define HEIGHT 360

static GTimeZone *zone;

static SotongChart *
make_chart (SotongChartKind  kind,
            const char      *text)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (kind);
  g_autoptr(GError) error = NULL;
  SotongChart *chart;

  g_assert_true (sotong_chart_tsv_read (model, text, strlen (text), zone, &error));
  g_assert_no_error (error);
  chart = sotong_chart_model_make (model, &error);
  g_assert_no_error (error);
  return chart;
}

static char *
make_table (guint       n_rows,
            guint       n_columns,
            const char *name)
{
  GString *text = g_string_new ("name");

  for (guint column = 0; column < n_columns; column++)
    g_string_append_printf (text, "\t%s%u", name, column);
  g_string_append_c (text, '\n');
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append_printf (text, "%s%u", name, row);
      for (guint column = 0; column < n_columns; column++)
        g_string_append_printf (text, "\t%u", 1 + row * 7 % 50 + column);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

#define LONG "서울특별시교육청과함께하는찾아가는청소년미디어리터러시및디지털시민성함양프로그램운영및성과공유확산을위한관계기관협의회"

/* Names take a part of the width, whatever their length: what they are of is drawn. */
static void
test_long_names (void)
{
  g_autofree char *text = make_table (12, 2, LONG);
  g_autoptr(SotongChart) chart = make_chart (SOTONG_CHART_HEAT_MAP, text);
  SotongRect first, last;

  g_assert_true (sotong_chart_locate (chart, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), 0, &first));
  g_assert_true (sotong_chart_locate (chart, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), 23, &last));
  g_assert_cmpfloat (first.x, <, WIDTH * 0.5);
  g_assert_cmpfloat (last.x, >, first.x + 100);
  g_assert_cmpfloat (last.x + last.width, <=, WIDTH);
}

/* Rows that have no room are not drawn out of the picture. */
static void
test_many_rows (void)
{
  g_autofree char *text = make_table (3000, 2, "단체");
  g_autoptr(SotongChart) chart = make_chart (SOTONG_CHART_HEAT_MAP, text);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  static const gsize rows[] = { 0, 50, 200, 2999 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SotongRect rect;
      gboolean shown = sotong_chart_locate (chart, WIDTH, HEIGHT, theme, rows[i] * 2, &rect);

      g_assert_cmpint (shown, ==, rows[i] <= 50);
      if (!shown)
        continue;
      g_assert_cmpfloat (rect.y + rect.height, <, HEIGHT);
      g_assert_cmpfloat (rect.height, >=, 1);
    }
}

/* What the legend has no room for is counted behind it, and can be clicked as little as it can be seen. */
static void
test_many_series (void)
{
  static const char *const names[] = { "동", LONG };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = make_table (5, 40, names[i]);
      g_autoptr(SotongChart) chart = make_chart (SOTONG_CHART_LINE, text);
      SotongChartLayout *layout = sotong_chart_ref_layout (chart, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT));
      const SotongLegendEntry *more = &g_array_index (layout->legend, SotongLegendEntry, layout->legend->len - 1);
      g_autofree char *said = g_strdup_printf ("and %u more", 40 - (layout->legend->len - 1));

      g_assert_null (more->layer);
      g_assert_cmpstr (more->text, ==, said);
      g_assert_cmpuint (layout->legend->len, >, 5);
      g_assert_cmpfloat (more->x + more->width, <=, WIDTH);
      sotong_chart_layout_unref (layout);
    }
}

/* Hatching is named before series are. */
static void
test_many_series_gap (void)
{
  g_autofree char *figures = make_table (2, 40, "동"), *text = NULL;
  g_auto(GStrv) rows = g_strsplit (figures, "\n", -1);
  g_autoptr(SotongChart) chart = NULL;
  SotongChartLayout *layout;

  text = g_strdup_printf ("%s\n2016-10-01%s\n2016-10-03%s\n", rows[0], strchr (rows[1], '\t'), strchr (rows[2], '\t'));
  chart = make_chart (SOTONG_CHART_LINE, text);
  layout = sotong_chart_ref_layout (chart, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT));
  g_assert_cmpint (g_array_index (layout->legend, SotongLegendEntry, 0).flag, ==, SOTONG_SLOT_GAP);
  g_assert_true (g_str_has_prefix (g_array_index (layout->legend, SotongLegendEntry, layout->legend->len - 1).text, "and "));
  sotong_chart_layout_unref (layout);
}

/* A kind that has a place for one figure, or two, says so of a table with more. */
static void
test_left_out (void)
{
  static const struct { SotongChartKind kind; const char *note; } cases[] = {
    { SOTONG_CHART_AVERAGE, "only “a0” is drawn" }, { SOTONG_CHART_WATERFALL, "only “a0” is drawn" },
    { SOTONG_CHART_RANKING, "only “a0”, “a1” is drawn" }, { SOTONG_CHART_SLOPE, "only “a0”, “a1” is drawn" },
    { SOTONG_CHART_CLOUD, "only “a0”, “a1” is drawn" }, { SOTONG_CHART_LINE, NULL },
  };
  g_autofree char *many = make_table (9, 4, "a"), *one = make_table (9, 1, "a");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongChart) chart = make_chart (cases[i].kind, many), alone = NULL;
      g_autofree char *text = sotong_chart_describe (chart), *plain = NULL;

      g_assert_cmpint (strstr (text, cases[i].note != NULL ? cases[i].note : "only") != NULL, ==, cases[i].note != NULL);
      if (cases[i].kind == SOTONG_CHART_SLOPE)
        continue;
      alone = make_chart (cases[i].kind, one);
      plain = sotong_chart_describe (alone);
      g_assert_null (strstr (plain, "only"));
    }
}

/* 2016 may be a year, and is written as one but not called one; 2016.5, and 2016 among thousands, is a number. */
static void
test_years (void)
{
  g_autoptr(SotongChart) years = make_chart (SOTONG_CHART_LINE, "year\tvisitors\n2014\t5\n2015\t9\n2016\t7\n");
  g_autoptr(SotongChart) numbers = make_chart (SOTONG_CHART_LINE, "n\tvisitors\n2014.5\t5\n2015\t9\n2016\t7\n");
  g_autoptr(SotongChart) thousands = make_chart (SOTONG_CHART_LINE, "n\tvisitors\n500\t5\n2015\t9\n3000\t7\n");
  g_autofree char *year = sotong_chart_name_slot (years, 1), *number = sotong_chart_name_slot (numbers, 1);
  g_autofree char *thousand = sotong_chart_name_slot (thousands, 1), *table = sotong_chart_to_table (years), *korean = NULL;

  sotong_chart_set_language (years, SOTONG_LANGUAGE_KOREAN);
  korean = sotong_chart_name_slot (years, 1);
  g_assert_cmpstr (korean, ==, "2015");
  g_assert_cmpstr (year, ==, "2015");
  g_assert_cmpstr (number, ==, "2,015");
  g_assert_cmpstr (thousand, ==, "2,015");
  g_assert_nonnull (strstr (table, "\n2015\t9"));
}

/* A mark says its year where there are several, and is one among years. */
static void
test_marks_of_years (void)
{
  static const struct { const char *text; double start, end; const char *said; } cases[] = {
    { "year\tn\n2014\t5\n2015\t9\n2016\t7\n", 2015, 2015, "MERS (2015)" },
    { "day\tn\n2014-12-31\t5\n2015-12-31\t9\n2016-12-31\t7\n", 1433170800, 1433170800, "MERS (Tue 2 Jun 2015)" },
    { "day\tn\n2015-06-01\t5\n2015-06-02\t9\n2015-06-03\t7\n", 1433170800, 1433170800, "MERS (Tue 2 Jun)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
      g_autoptr(SotongChart) chart = NULL;
      g_autofree char *text = NULL;

      g_assert_true (sotong_chart_tsv_read (model, cases[i].text, strlen (cases[i].text), zone, NULL));
      sotong_chart_model_mark (model, cases[i].start, cases[i].end, "MERS");
      chart = sotong_chart_model_make (model, NULL);
      text = sotong_chart_describe (chart);
      g_assert_nonnull (strstr (text, cases[i].said));
    }
}

/* The ends of quarters are no days with gaps between them, and stand where they are; a quarter that is left out is one. */
static void
test_readings (void)
{
  g_autoptr(SotongChart) ends = make_chart (SOTONG_CHART_LINE, "day\tn\n2015-12-31\t5\n2016-03-31\t9\n2016-06-30\t7\n2016-09-30\t8\n");
  g_autoptr(SotongChart) hole = make_chart (SOTONG_CHART_LINE, "day\tn\n2016-06-01\t5\n2016-06-08\t9\n2016-06-15\t7\n2016-07-06\t8\n");
  g_autoptr(SotongChart) days = make_chart (SOTONG_CHART_LINE, "day\tn\n2016-06-01\t5\n2016-06-03\t9\n2016-06-05\t7\n");
  SotongSlots *slots = sotong_chart_get_slots (ends);
  g_autofree char *gaps = sotong_chart_describe_gaps (hole);

  g_assert_cmpuint (sotong_slots_get_length (slots), ==, 4);
  g_assert_cmpuint (sotong_slots_count (slots, SOTONG_SLOT_GAP), ==, 0);
  g_assert_cmpfloat (sotong_slots_get_middle (slots, 1), ==, (double) sotong_time_from_civil (2016, 3, 31, 12, 0, 0, zone));
  g_assert_cmpfloat (sotong_slots_get_start (slots, 1), ==, (double) sotong_time_from_civil (2016, 3, 31, 0, 0, 0, zone));
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (hole), SOTONG_SLOT_GAP), ==, 2);
  g_assert_nonnull (strstr (gaps, "22 Jun"));
  g_assert_nonnull (strstr (gaps, "29 Jun"));
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (days), SOTONG_SLOT_GAP), ==, 2);
}

/* What is missing is named as the day on which it should have been read, in quarters, months and weeks of any length; of readings that come as
 * they come nothing is missing. */
static void
test_rhythms (void)
{
  static const struct { const char *days; guint n_slots; const char *missing; } cases[] = {
    { "2015-06-30 2015-09-30 2015-12-31 2016-03-31 2016-09-30", 6, "1 point: Thu 30 Jun 2016" },
    { "2016-12-31 2017-01-31 2017-03-31 2017-04-30 2017-05-31", 6, "Tue 28 Feb 2017" },
    { "2016-12-15 2017-01-15 2017-02-15 2017-04-15 2017-05-15", 6, "Wed 15 Mar 2017" },
    { "2016-06-01 2016-06-08 2016-06-15 2016-07-06", 6, "2 points: Wed 22 Jun – Wed 29 Jun" },
    { "2016-01-06 2016-01-20 2016-02-11 2016-05-30 2016-06-09 2016-10-02", 6, NULL },
    { "2016-01-31 2016-03-31 2016-12-31", 3, NULL },
    { "2015-01 2015-04 2015-07 2015-10 2016-01", 5, NULL },
    { "2015-01 2015-04 2015-07 2016-01", 5, "Oct 2015" },
    { "2015-01 2015-02 2015-04", 4, "Mar" },
    { "2012-01 2013-01 2014-01", 3, NULL },
    { "2016-01-04 2016-01-18 2016-02-01 2016-02-15", 4, NULL },
    { "2016-01-04 2016-01-11 2016-01-25", 4, "18" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) days = g_strsplit (cases[i].days, " ", -1);
      g_autofree char *rows = g_strjoinv ("\t7\n", days), *text = g_strdup_printf ("day\tn\n%s\t7\n", rows), *gaps = NULL;
      g_autoptr(SotongChart) chart = make_chart (SOTONG_CHART_LINE, text);

      gaps = sotong_chart_describe_gaps (chart);
      g_assert_cmpuint (sotong_slots_get_length (sotong_chart_get_slots (chart)), ==, cases[i].n_slots);
      g_assert_cmpint (*gaps != '\0', ==, cases[i].missing != NULL);
      g_assert_true (cases[i].missing == NULL || strstr (gaps, cases[i].missing) != NULL);
    }
}

/* Moments stand where they are, and not halfway to the next one. */
static void
test_moments (void)
{
  g_autoptr(SotongChart) chart = make_chart (SOTONG_CHART_LINE, "time\tn\n2016-10-14 10:05\t5\n2016-10-14 10:10\t9\n2016-10-14 14:00\t7\n");
  SotongSlots *slots = sotong_chart_get_slots (chart);
  gsize found;

  g_assert_cmpfloat (sotong_slots_get_middle (slots, 1), ==, (double) sotong_time_from_civil (2016, 10, 14, 10, 10, 0, zone));
  g_assert_true (sotong_slots_find (slots, (double) sotong_time_from_civil (2016, 10, 14, 13, 0, 0, zone), &found));
  g_assert_cmpuint (found, ==, 2);
}

/* Days that are all Mondays, or all the first of a month, are days of a calendar; months are none. */
static void
test_calendar_of_mondays (void)
{
  g_autoptr(SotongChart) mondays = make_chart (SOTONG_CHART_CALENDAR, "day\tn\n2016-10-03\t5\n2016-10-10\t9\n2016-10-17\t7\n");
  g_autoptr(SotongChart) firsts = make_chart (SOTONG_CHART_CALENDAR, "day\tn\n2016-09-01\t5\n2016-10-01\t9\n");
  g_autoptr(SotongChartModel) months = sotong_chart_model_new (SOTONG_CHART_CALENDAR);
  g_autoptr(GError) error = NULL;
  const char *text = "month\tn\n2016-09\t5\n2016-10\t9\n";

  g_assert_cmpuint (sotong_slots_get_length (sotong_chart_get_slots (mondays)), ==, 15);
  g_assert_cmpuint (sotong_slots_get_length (sotong_chart_get_slots (firsts)), ==, 31);
  g_assert_true (sotong_chart_tsv_read (months, text, strlen (text), zone, NULL));
  g_assert_null (sotong_chart_model_make (months, &error));
  g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA);
}

/* Hangul in single letters is the same word. */
static void
test_loose_letters (void)
{
  g_autofree char *loose = g_utf8_normalize ("날짜\t부정\n2016-10-03\t5\n2016-10-04\t9\n", -1, G_NORMALIZE_DEFAULT);
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
  SotongSeries *series;

  g_assert_true (sotong_chart_tsv_read (model, loose, strlen (loose), zone, NULL));
  series = g_ptr_array_index (model->series, 0);
  g_assert_cmpstr (sotong_series_get_name (series), ==, "부정");
  g_assert_cmpint (sotong_series_get_role (series), ==, SOTONG_ROLE_NEGATIVE);
}

/* Signs that turn letters around would make 21 of the 12 behind a name. */
static void
test_turned_names (void)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_SLOPE);
  const char *text = "name\tbefore\t\xe2\x80\xaenow\n\xe2\x81\xa6\xe2\x80\xaeSeoul\t12\t345\n";

  g_assert_true (sotong_chart_tsv_read (model, text, strlen (text), zone, NULL));
  g_assert_cmpstr (sotong_slots_get_name (model->slots, 0), ==, "Seoul");
  g_assert_cmpstr (sotong_series_get_name (g_ptr_array_index (model->series, 1)), ==, "now");
}

int
main (int   argc,
      char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_test_add_func ("/chart/odd/long-names", test_long_names);
  g_test_add_func ("/chart/odd/many-rows", test_many_rows);
  g_test_add_func ("/chart/odd/many-series", test_many_series);
  g_test_add_func ("/chart/odd/many-series-gap", test_many_series_gap);
  g_test_add_func ("/chart/odd/left-out", test_left_out);
  g_test_add_func ("/chart/odd/years", test_years);
  g_test_add_func ("/chart/odd/marks-of-years", test_marks_of_years);
  g_test_add_func ("/chart/odd/readings", test_readings);
  g_test_add_func ("/chart/odd/rhythms", test_rhythms);
  g_test_add_func ("/chart/odd/moments", test_moments);
  g_test_add_func ("/chart/odd/calendar-of-mondays", test_calendar_of_mondays);
  g_test_add_func ("/chart/odd/loose-letters", test_loose_letters);
  g_test_add_func ("/chart/odd/turned-names", test_turned_names);
  code = g_test_run ();
  g_time_zone_unref (zone);
  return code;
}

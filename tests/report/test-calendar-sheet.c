/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "plan/sotong-day-shift.h"
#include "report/sotong-calendar-sheet.h"
#include "store/sotong-campaign.h"
#include "store/sotong-workspace.h"

#define N_CROWDED 45

static gint64
day (int month,
     int day_of_month)
{
  return sotong_time_days_from_civil (2016, month, day_of_month);
}

static gint64
time_on (StoreFixture *f,
         gint64        on,
         int           minute)
{
  return sotong_day_shift_minute (on, minute, sotong_store_get_zone (f->store));
}

static gpointer
add_campaigns (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  for (int i = 0; i < 7; i++)
    {
      g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();
      g_autofree char *name = g_strdup_printf ("캠페인 %d호", i + 1);

      g_free (campaign->name);
      g_free (campaign->starts_on);
      g_free (campaign->ends_on);
      campaign->name = g_steal_pointer (&name);
      campaign->starts_on = g_strdup (i == 0 ? "2016-01-01" : "2016-10-05");
      campaign->ends_on = g_strdup (i == 0 ? "2016-12-31" : "2016-10-21");
      campaign->colour = i;
      if (sotong_campaign_add (db, campaign, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

/* A month with a crowded day, a title that needs several lines, seven campaigns at once, and an
 * empty day in the week of a holiday. */
static void
fill (StoreFixture *f)
{
  gint64 channel = store_fixture_add_channel (f, "서울마니아");

  for (int i = 0; i < N_CROWDED; i++)
    {
      g_autofree char *title = g_strdup_printf ("붐비는날의%02d번째소식", i);

      store_fixture_add_content (f, channel, title, SOTONG_STATE_SCHEDULED, time_on (f, day (10, 12), 8 * 60 + 10 * i));
    }
  store_fixture_add_content (f, channel, "시작 첫 시월 하루 동안 시민과 함께 걷는 한강 둘레길 이야기를 길고 길게 풀어 쓴 제목의 마지막낱말", SOTONG_STATE_DRAFT,
                             time_on (f, day (10, 1), 9 * 60));
  store_fixture_add_content (f, channel, "시월의끝소식", SOTONG_STATE_PUBLISHED, time_on (f, day (10, 31), 23 * 60 + 55));
  store_fixture_add_content (f, channel, "다음달소식", SOTONG_STATE_SCHEDULED, time_on (f, day (11, 1), 0));
  g_assert_nonnull (store_fixture_write (f, add_campaigns, NULL));
}

typedef struct {
  SotongSheetKind kind;
  gint64          day;
} What;

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongEntryQuery query = { .state = -1 };
  const What *what = data;

  return sotong_sheet_data_load (db, what->kind, what->day, &query, "서울마니아", error);
}

static SotongCalendarSheet *
make_sheet (StoreFixture    *f,
            SotongSheetKind  kind,
            gint64           on)
{
  What what = { kind, on };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSheetData) data = sotong_store_read (f->store, load_job, &what, NULL, &error);

  g_assert_no_error (error);
  return sotong_calendar_sheet_new (data);
}

/* All that is on a page lies within its margins. */
static void
check_ink (SotongCalendarSheet *sheet)
{
  double width, height;

  sotong_calendar_sheet_get_size (sheet, &width, &height);
  for (guint i = 0; i < sotong_calendar_sheet_get_n_pages (sheet); i++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      double x, y, ink_width, ink_height;

      sotong_calendar_sheet_draw (sheet, cr, i);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x, &y, &ink_width, &ink_height);
      cairo_surface_destroy (surface);
      g_assert_cmpfloat (x, >=, 30);
      g_assert_cmpfloat (y, >=, 30);
      g_assert_cmpfloat (x + ink_width, <=, width - 30);
      g_assert_cmpfloat (y + ink_height, <=, height - 24);
    }
}

/* (nullable): the text of the pages line by line, by another program. */
static char *
read_lines (StoreFixture        *f,
           SotongCalendarSheet *sheet)
{
  g_autofree char *path = g_build_filename (f->dir, "sheet.pdf", NULL), *out = NULL;
  const char *argv[] = { "pdftotext", path, "-", NULL };
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  int status;

  g_assert_true (sotong_calendar_sheet_write (sheet, file, &error));
  g_assert_no_error (error);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, NULL))
    return NULL;
  g_assert_cmpint (status, ==, 0);
  return g_steal_pointer (&out);
}

/* (nullable): without blanks. */
static char *
read_text (StoreFixture        *f,
           SotongCalendarSheet *sheet)
{
  g_autofree char *lines = read_lines (f, sheet);
  g_auto(GStrv) words = lines != NULL ? g_regex_split_simple ("\\s+", lines, 0, 0) : NULL;

  return words != NULL ? g_strjoinv ("", words) : NULL;
}

static void
assert_has (const char *text,
            const char *word)
{
  if (strstr (text, word) == NULL)
    g_error ("“%s” is not on the pages", word);
}

static void
check_titles (const char *text)
{
  for (int i = 0; i < N_CROWDED; i++)
    {
      g_autofree char *title = g_strdup_printf ("붐비는날의%02d번째소식", i);

      assert_has (text, title);
    }
}

static void
test_month (StoreFixture  *f,
            gconstpointer  data)
{
  g_autoptr(SotongCalendarSheet) sheet = NULL;
  g_autofree char *text = NULL;
  double width, height;

  fill (f);
  sheet = make_sheet (f, SOTONG_SHEET_MONTH, day (10, 14));
  sotong_calendar_sheet_get_size (sheet, &width, &height);
  g_assert_cmpfloat (width, >, height);
  g_assert_cmpuint (sotong_calendar_sheet_get_n_pages (sheet), >, 1);
  check_ink (sheet);
  text = read_text (f, sheet);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  check_titles (text);
  assert_has (text, "09:00서울시작첫시월"); /* with the channel it is for */
  assert_has (text, "시월의끝소식");
  assert_has (text, "캠페인1호");
  assert_has (text, "캠페인7호");
  assert_has (text, "-1/");
  g_assert_null (strstr (text, "다음달소식"));
}

static void
test_week (StoreFixture  *f,
           gconstpointer  data)
{
  g_autoptr(SotongCalendarSheet) sheet = NULL;
  g_autofree char *text = NULL;

  fill (f);
  sheet = make_sheet (f, SOTONG_SHEET_WEEK, day (10, 14));
  g_assert_cmpuint (sotong_calendar_sheet_get_n_pages (sheet), >, 2);
  check_ink (sheet);
  text = read_text (f, sheet);
  if (text != NULL)
    check_titles (text);
}

/* A title of several lines breaks between its words. */
static void
test_words (StoreFixture  *f,
            gconstpointer  data)
{
  static const char *const words[] = { "일자리박람회", "마흔두개", "기업이모입니다", "시민청지하", "광장에서", "만나는이야기", NULL };
  gint64 channel = store_fixture_add_channel (f, "서울마니아");
  g_autofree char *title = g_strjoinv (" ", (char **) words);

  store_fixture_add_content (f, channel, title, SOTONG_STATE_SCHEDULED, time_on (f, day (10, 14), 600));
  for (int kind = SOTONG_SHEET_WEEK; kind <= SOTONG_SHEET_LIST; kind++)
    {
      g_autoptr(SotongCalendarSheet) sheet = make_sheet (f, (SotongSheetKind) kind, day (10, 14));
      g_autofree char *lines = read_lines (f, sheet);

      for (guint i = 0; lines != NULL && words[i] != NULL; i++)
        assert_has (lines, words[i]);
    }
}

static void
test_list (StoreFixture  *f,
           gconstpointer  data)
{
  g_autoptr(SotongCalendarSheet) sheet = NULL;
  g_autofree char *text = NULL;
  double width, height;

  fill (f);
  sheet = make_sheet (f, SOTONG_SHEET_LIST, day (10, 14));
  sotong_calendar_sheet_get_size (sheet, &width, &height);
  g_assert_cmpfloat (width, <, height);
  check_ink (sheet);
  text = read_text (f, sheet);
  if (text == NULL)
    return;
  check_titles (text);
  assert_has (text, "캠페인7호(10/5–10/21)");
  assert_has (text, "마지막낱말");
  assert_has (text, "서울마니아");
}

/* By its title a sheet is kept in a file: two kinds of sheet of one month do not write over each other. */
static void
test_titles (StoreFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int kind = SOTONG_SHEET_MONTH; kind <= SOTONG_SHEET_LIST; kind++)
    {
      g_autoptr(SotongCalendarSheet) sheet = make_sheet (f, (SotongSheetKind) kind, day (10, 14));

      g_assert_true (g_hash_table_add (titles, g_strdup (sotong_calendar_sheet_get_title (sheet))));
    }
}

/* A month without anything is a page, too. */
static void
test_empty (StoreFixture  *f,
            gconstpointer  data)
{
  for (int kind = SOTONG_SHEET_MONTH; kind <= SOTONG_SHEET_LIST; kind++)
    {
      g_autoptr(SotongCalendarSheet) sheet = make_sheet (f, (SotongSheetKind) kind, day (2, 29));

      g_autofree char *text = read_text (f, sheet);

      g_assert_cmpuint (sotong_calendar_sheet_get_n_pages (sheet), ==, 1);
      check_ink (sheet);
      if (text != NULL && kind == SOTONG_SHEET_LIST)
        assert_has (text, "Nothingisplanned");
    }
}

static gpointer
demo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_workspace_set (db, "demo", "1476406800", error) ? db : NULL;
}

/* Pages of made data say so, and those of an office do not. */
static void
test_made (StoreFixture  *f,
           gconstpointer  data)
{
  for (int made = 0; made < 2; made++)
    {
      g_autoptr(SotongCalendarSheet) sheet = NULL;
      g_autofree char *text = NULL;

      if (made)
        g_assert_nonnull (store_fixture_write (f, demo_job, NULL));
      sheet = make_sheet (f, SOTONG_SHEET_WEEK, day (10, 14));
      check_ink (sheet);
      text = read_text (f, sheet);
      if (text == NULL)
        {
          g_test_skip ("pdftotext is not installed");
          return;
        }
      g_assert_cmpint (strstr (text, "Datamadeforthedemonstration") != NULL, ==, made);
    }
}

#define ADD(path, function) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/report/calendar-sheet/month", test_month);
  ADD ("/report/calendar-sheet/week", test_week);
  ADD ("/report/calendar-sheet/list", test_list);
  ADD ("/report/calendar-sheet/words", test_words);
  ADD ("/report/calendar-sheet/titles", test_titles);
  ADD ("/report/calendar-sheet/empty", test_empty);
  ADD ("/report/calendar-sheet/made", test_made);
  return g_test_run ();
}

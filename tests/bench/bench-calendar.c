/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <time.h>
#include <glib/gstdio.h>

#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "plan-fixture.h"
#include "plan/sotong-day-shift.h"
#include "store/sotong-campaign.h"
#include "util/sotong-i18n.h"

/* Pages and drags in a calendar of 20,000 contents in the year, and prints the longest turn of the
 * main loop in each phase: the program's own work (dispatch) and the layout and drawing in it
 * (frame), as processor time in ms. Run it with with-display.sh. */

#define N_CONTENTS 20000

static PlanFixture f;
static char *log_path;
static long log_offset;

static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2016);
  static const char *const words[] = { "한강", "축제", "따릉이", "미세먼지", "도서관", "청년", "시장", "단풍", "공연", "안내" };

  for (int i = 0; i < N_CONTENTS; i++)
    {
      g_autoptr(SotongContent) content = sotong_content_new ();
      gint64 day = sotong_time_days_from_civil (2016, 1, 1) + i % 366;
      gint64 at = sotong_day_shift_minute (day, g_rand_int_range (rand, 8 * 60, 20 * 60) / 5 * 5, sotong_db_get_zone (db));
      int n_copies = g_rand_int_range (rand, 1, 3);

      content->title = g_strdup_printf ("%s %s 소식 %d", words[g_rand_int_range (rand, 0, 10)], words[g_rand_int_range (rand, 0, 10)], i);
      content->type = g_strdup (i % 3 == 0 ? "blog-post" : "sns");
      content->body = g_strdup_printf ("%s에 대한 소식을 시민 여러분께 알려 드립니다.", content->title);
      content->notes = g_strdup ("");
      content->campaign_id = i % 4 == 0 ? f.campaigns[i % PLAN_N_CAMPAIGNS] : SOTONG_NONE;
      content->planned_at = at;
      for (int j = 0; j < n_copies; j++)
        {
          SotongCopy *copy = sotong_copy_new (f.channels[(i + j) % PLAN_N_CHANNELS]);

          copy->state = at < sotong_db_now (db) ? SOTONG_STATE_PUBLISHED : SOTONG_STATE_SCHEDULED;
          copy->publish_at = at;
          copy->published_at = at < sotong_db_now (db) ? at : SOTONG_NONE;
          g_ptr_array_add (content->copies, copy);
        }
      if (sotong_content_insert (db, content, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static SotongCalendarPane *
calendar (void)
{
  return SOTONG_CALENDAR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f.window.window), "calendar"));
}

static gboolean
is_idle (PlanFixture *fixture)
{
  return !sotong_calendar_pane_is_busy (calendar ()) && sotong_calendar_pane_get_model (calendar ())->data != NULL;
}

static void
settle (void)
{
  plan_fixture_wait (&f, is_idle);
  wait_for_frames (GTK_WIDGET (f.window.window), 2);
}

/* The longest turns since the last report. */
static void
report (const char *phase)
{
  FILE *file = fopen (log_path, "r");
  double dispatch = 0, frame = 0;
  char kind[16];
  long length, cpu;
  int n = 0;

  fseek (file, log_offset, SEEK_SET);
  while (fscanf (file, "%ld %15s %ld", &length, kind, &cpu) == 3)
    {
      if (g_str_equal (kind, "frame"))
        frame = MAX (frame, (double) cpu / 1000);
      else
        dispatch = MAX (dispatch, (double) cpu / 1000);
      n++;
    }
  log_offset = ftell (file);
  fclose (file);
  g_print ("%-28s dispatch %6.1f ms   frame %6.1f ms   (%d turns)\n", phase, dispatch, frame, n);
}

static void
page (const char         *phase,
      SotongCalendarKind  kind,
      int                 n)
{
  SotongCalendarModel *model = sotong_calendar_pane_get_model (calendar ());
  g_autofree char *opened = g_strdup_printf ("%s opened", phase), *paged = g_strdup_printf ("%s paged %d times", phase, n);

  sotong_calendar_model_go (model, model->today, TRUE);
  settle ();
  report ("(settling)");
  sotong_calendar_model_set_kind (model, kind);
  settle ();
  report (opened);
  for (int i = 0; i < n; i++)
    {
      sotong_calendar_model_page (model, i < n / 2 ? -1 : 1, TRUE);
      settle ();
    }
  report (paged);
}

static void
drag (const char          *phase,
      SotongCalendarInput *input,
      GtkWidget           *view)
{
  SotongCalendarModel *model = sotong_calendar_pane_get_model (calendar ());
  GPtrArray *items;
  g_autoptr(SotongCalendarItem) item = NULL;

  sotong_calendar_model_go (model, model->today + 2, TRUE);
  settle ();
  items = sotong_calendar_model_get_items (model, model->today + 2);
  item = g_object_ref (g_ptr_array_index (items, 0));
  report ("(settling)");
  sotong_calendar_model_take_hold (model, item);
  for (int i = 0; i < 200; i++)
    {
      sotong_calendar_input_hold (input, item, 60 + (gtk_widget_get_width (view) - 120) * (i % 50) / 50.0,
                                  80 + (gtk_widget_get_height (view) - 160) * i / 200.0, FALSE);
      g_main_context_iteration (NULL, FALSE);
      wait_for_frames (GTK_WIDGET (f.window.window), 1);
    }
  sotong_calendar_model_take_hold (model, NULL);
  sotong_calendar_view_set_target (SOTONG_CALENDAR_VIEW (view), FALSE, 0, 0);
  report (phase);
  sotong_calendar_model_place (model, item, model->today + 3, 14 * 60, FALSE);
  settle ();
  report ("  dropped");
}

typedef struct {
  SotongRange        range;
  const char        *words;
  SotongEntryTexts  *texts;  /* (owned) (nullable): read when the cursor comes into the search */
  gint64             cpu;    /* (out): µs */
  guint              found;  /* (out) */
} Search;

static gint64
cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gpointer
search_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Search *search = data;
  gint64 from = cpu_us ();
  g_autoptr(GPtrArray) entries = sotong_entry_texts_find (search->texts, search->words, 0);

  search->cpu = cpu_us () - from;
  search->found = entries->len;
  return GINT_TO_POINTER (1);
}

static gpointer
texts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Search *search = data;
  const SotongEntryQuery query = { .range = search->range, .state = -1 };
  gint64 from = cpu_us ();

  search->texts = sotong_entry_texts_read (db, &query, error);
  search->cpu = cpu_us () - from;
  return search->texts;
}

/* What a thread of the store does for each letter typed. */
static void
type_in (const char  *name,
         SotongRange  range)
{
  static const char *const typed[] = { "", "한", "한강", "한강 ", "한강 축", "한강 축제" };
  Search search = { .range = range };

  sotong_store_read (f.store, texts_job, &search, NULL, NULL);
  g_print ("%s: the cursor comes into the search: %.1f ms of a reader's time, once\n", name, (double) search.cpu / 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      search.words = typed[i];
      sotong_store_read (f.store, search_job, &search, NULL, NULL);
      g_print ("%s: search “%s”: %.2f ms of a reader's time, %u found\n", name, typed[i], (double) search.cpu / 1000, search.found);
    }
  sotong_entry_texts_drop (search.texts);
}

/* And what the main thread does. */
static void
search (void)
{
  static const char *const typed[] = { "", "한", "한강", "한강 ", "한강 축", "한강 축제" };
  SotongCalendarModel *model = sotong_calendar_pane_get_model (calendar ());
  SotongRange month = { sotong_month_day_start (model->today - 18, model->zone), sotong_month_day_start (model->today + 24, model->zone) };
  SotongRange year = { sotong_month_day_start (sotong_time_days_from_civil (2016, 1, 1), model->zone),
                       sotong_month_day_start (sotong_time_days_from_civil (2017, 1, 1), model->zone) };

  type_in ("month", month);
  type_in ("year", year);
  sotong_calendar_model_set_kind (model, SOTONG_CALENDAR_KIND_MONTH);
  settle ();
  report ("(settling)");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (calendar ()->search_entry), typed[i]);
      sotong_calendar_pane_read (calendar ());
      settle ();
    }
  report ("search as you type");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  log_path = g_build_filename (g_get_tmp_dir (), "sotong-bench-frames.log", NULL);
  g_remove (log_path);
  g_setenv ("SOTONG_FRAME_LOG", log_path, TRUE);
  sotong_i18n_init ("ko");
  gtk_disable_setlocale ();
  plan_fixture_set_up (&f, NULL);
  wait_for_frames (GTK_WIDGET (f.window.window), 2);
  report ("(fixture's window made)"); /* at once, in no turn of the main loop */
  sotong_store_write (f.store, SOTONG_WRITE_DEFAULT, fill_job, NULL, NULL, &error);
  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (f.window.window), argc > 1 ? 1920 : 1280, argc > 1 ? 1080 : 720);
  plan_fixture_pane (&f, "calendar");
  settle ();
  report ("calendar opened, filled");
  page ("month", SOTONG_CALENDAR_KIND_MONTH, 24);
  drag ("month dragged over", calendar ()->grid->input, GTK_WIDGET (calendar ()->grid));
  page ("week", SOTONG_CALENDAR_KIND_WEEK, 24);
  drag ("week dragged over", sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (calendar ()->hours)), calendar ()->hours);
  page ("day", SOTONG_CALENDAR_KIND_DAY, 24);
  page ("list", SOTONG_CALENDAR_KIND_AGENDA, 12);
  page ("year", SOTONG_CALENDAR_KIND_YEAR, 4);
  search ();
  plan_fixture_tear_down (&f, NULL);
  return 0;
}

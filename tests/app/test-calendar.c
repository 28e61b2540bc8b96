/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/panes/sotong-calendar-day.h"
#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-input-private.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-window-private.h"
#include "exchange/sotong-layer-refresh.h"
#include "fake-im.h"
#include "plan-fixture.h"
#include "plan/sotong-holiday.h"
#include "store/sotong-contributor.h"
#include "store/sotong-restricted.h"
#include "util/sotong-i18n.h"

static SotongCalendarPane *
calendar (PlanFixture *f)
{
  return SOTONG_CALENDAR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "calendar"));
}

static gboolean
is_idle (PlanFixture *f)
{
  return !sotong_calendar_pane_is_busy (calendar (f))
    && sotong_calendar_grid_get_data (sotong_calendar_pane_get_grid (calendar (f))) != NULL;
}

static SotongCalendarGrid *
open_calendar (PlanFixture *f)
{
  plan_fixture_pane (f, "calendar");
  plan_fixture_wait (f, is_idle);
  return sotong_calendar_pane_get_grid (calendar (f));
}

static gint64
day (int month,
     int day_of_month)
{
  return sotong_time_days_from_civil (2016, month, day_of_month);
}

/* The item of a content on a day, or NULL. */
static SotongCalendarItem *
find_item (SotongCalendarGrid *grid,
           gint64              on,
           gint64              content)
{
  GPtrArray *items = sotong_calendar_model_get_items (grid->model, on);

  for (guint i = 0; i < items->len; i++)
    if (((SotongCalendarItem *) g_ptr_array_index (items, i))->content_id == content)
      return g_ptr_array_index (items, i);
  return NULL;
}

static void
test_days (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  const SotongMonth *month = sotong_calendar_grid_get_month (grid);

  g_assert_cmpint (month->year, ==, 2016);
  g_assert_cmpint (month->month, ==, 10);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 14));
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      g_assert_cmpint (sotong_calendar_day_get_day (grid->days[i]), ==, day (9, 26) + i);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (grid->days[i]), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (grid->days[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
  g_assert_nonnull (find_item (grid, day (10, 18), f->scheduled));
  g_assert_cmpuint (find_item (grid, day (10, 18), f->scheduled)->copies->len, ==, 3);
  g_assert_nonnull (find_item (grid, day (10, 20), f->draft));
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->undated->len, ==, 2);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (calendar (f))), ==, 0);
}

/* The text of a grid cell for screen readers. */
static void
assert_label (SotongCalendarGrid *grid,
              gint64              on,
              const char         *label)
{
  SotongCalendarDay *cell = sotong_calendar_grid_find_day (grid, on);
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  g_assert_cmpstr (wrong, ==, NULL);
}

static gpointer
add_holiday_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_holiday_add (db, *(gint64 *) data, "시민의 날", SOTONG_HOLIDAY_OWN, error) != 0 ? data : NULL;
}

static gboolean
is_citizens_day (PlanFixture *f)
{
  SotongCalendarGrid *grid = sotong_calendar_pane_get_grid (calendar (f));

  return is_idle (f) && !sotong_calendar_day_has_room_beside (sotong_calendar_grid_find_day (grid, day (10, 28)), G_MAXINT);
}

static void
test_holidays (PlanFixture   *f,
               gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  gint64 own = day (10, 28);
  GError *error = NULL;

  g_assert_false (sotong_calendar_day_has_room_beside (sotong_calendar_grid_find_day (grid, day (10, 3)), G_MAXINT));
  g_assert_false (sotong_calendar_day_has_room_beside (sotong_calendar_grid_find_day (grid, day (10, 9)), G_MAXINT));
  g_assert_true (sotong_calendar_day_has_room_beside (sotong_calendar_grid_find_day (grid, day (10, 10)), G_MAXINT));
  assert_label (grid, day (10, 3), "2016년 10월 3일 월요일, 개천절");
  /* What is added elsewhere comes into view. */
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_holiday_job, &own, NULL, &error));
  plan_fixture_wait (f, is_citizens_day);
  assert_label (grid, own, "2016년 10월 28일 금요일, 시민의 날");
}

static gpointer
mourn_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const SotongRestrictedPeriod period = { .kind = SOTONG_RESTRICTED_MOURNING, .name = (char *) "추모 기간", .starts_on = (char *) "2016-10-18",
                                          .ends_on = (char *) "2016-10-19", .legal_ground = (char *) "국무회의 의결", .all = TRUE };

  return sotong_restricted_save (db, &period, error) != 0 ? data : NULL;
}

static gboolean
is_flagged (PlanFixture *f)
{
  SotongCalendarItem *item = is_idle (f) ? find_item (sotong_calendar_pane_get_grid (calendar (f)), day (10, 18), f->scheduled) : NULL;

  return item != NULL && item->restricted != NULL;
}

/* The days of a period and the contents on them say so. */
static void
test_restricted (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_assert_null (find_item (grid, day (10, 18), f->scheduled)->restricted);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, mourn_job, f, NULL, &error));
  plan_fixture_wait (f, is_flagged);
  assert_label (grid, day (10, 18), "2016년 10월 18일 화요일, 제한 기간: 추모 기간");
  assert_label (grid, day (10, 20), "2016년 10월 20일 목요일");
  text = sotong_calendar_item_describe (find_item (grid, day (10, 18), f->scheduled), sotong_context_get_zone (f->context));
  g_assert_nonnull (strstr (text, "근거 필요"));
  g_assert_null (find_item (grid, day (10, 20), f->draft)->restricted);
}

static gpointer
elect_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const SotongRestrictedPeriod period = { .kind = SOTONG_RESTRICTED_ELECTION, .name = (char *) "보궐선거", .starts_on = (char *) "2016-10-19",
                                          .ends_on = (char *) "2016-10-21", .legal_ground = (char *) "공직선거법 제86조", .all = TRUE };

  return sotong_restricted_save (db, &period, error) != 0 ? data : NULL;
}

static gboolean
is_twice_restricted (PlanFixture *f)
{
  guint n = 0;
  g_autofree char *names = is_idle (f) ? sotong_calendar_model_name_restricted (calendar (f)->model, day (10, 19), &n) : NULL;

  return n == 2;
}

/* What is drawn along a day's lower edge: a bar, and whether there is another one above it. */
static void
assert_bars (PlanFixture        *f,
             SotongCalendarGrid *grid,
             gint64              on,
             gboolean            upper)
{
  GtkWidget *cell = GTK_WIDGET (sotong_calendar_grid_find_day (grid, on));
  g_autofree char *path = g_build_filename (f->directory, "day.png", NULL);
  g_autoptr(GdkTexture) picture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width, height;

  wait_for_frames (cell, 2);
  save_screenshot (cell, path);
  picture = gdk_texture_new_from_filename (path, NULL);
  width = gdk_texture_get_width (picture);
  height = gdk_texture_get_height (picture);
  pixels = g_new (guint32, (gsize) width * (gsize) height);
  gdk_texture_download (picture, (guchar *) pixels, (gsize) width * 4);
  g_assert_cmphex (pixels[(height - 2) * width + width / 2], !=, pixels[(height - 5) * width + width / 2]); /* a bar, and no bar above it */
  g_assert_true ((pixels[(height - 7) * width + width / 2] == pixels[(height - 2) * width + width / 2]) == upper);
}

/* Mourning inside an election period: both are named, that they are two is said, and seen without colour. */
static void
test_restricted_twice (PlanFixture   *f,
                       gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  SotongCalendarItem *item = find_item (grid, day (10, 18), f->scheduled);
  g_autofree char *nothing = NULL, *one = NULL, *two = NULL, *near = NULL;
  GError *error = NULL;

  nothing = sotong_calendar_model_warn (grid->model, item, day (10, 19), 7 * 60, FALSE);
  g_assert_cmpstr (nothing, ==, NULL);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, mourn_job, f, NULL, &error));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, elect_job, f, NULL, &error));
  plan_fixture_wait (f, is_twice_restricted);
  assert_label (grid, day (10, 18), "2016년 10월 18일 화요일, 제한 기간: 추모 기간");
  assert_label (grid, day (10, 19), "2016년 10월 19일 수요일, 제한 기간 2개 겹침: 추모 기간, 보궐선거");
  assert_bars (f, grid, day (10, 18), FALSE);
  assert_bars (f, grid, day (10, 19), TRUE);

  /* What is dragged there says so before it is let go. */
  item = find_item (grid, day (10, 18), f->scheduled);
  one = sotong_calendar_model_warn (grid->model, item, day (10, 20), 7 * 60, FALSE);
  g_assert_cmpstr (one, ==, "보궐선거 (근거 필요)");
  two = sotong_calendar_model_warn (grid->model, item, day (10, 19), 7 * 60, FALSE);
  g_assert_cmpstr (two, ==, "추모 기간, 보궐선거 (근거 필요)");
  near = sotong_calendar_model_warn (grid->model, item, day (10, 18), SOTONG_CALENDAR_SAME_TIME, TRUE);
  g_assert_nonnull (strstr (near, "겹침: 10:00"));
}

static gboolean
press (GtkWidget       *widget,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

static gboolean
has_events (PlanFixture *f)
{
  SotongCalendarGrid *grid = sotong_calendar_pane_get_grid (calendar (f));
  g_autofree char *names = sotong_calendar_model_name_events (grid->model, day (10, 27));

  return is_idle (f) && names != NULL;
}

/* What others have stands on its days, and is told to those who do not see it. */
static void
test_events (PlanFixture   *f,
             gconstpointer  data)
{
  static const char text[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20161026\r\nDTEND;VALUE=DATE:20161028\r\n"
                             "SUMMARY:정원 박람회\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20161006T010000Z\r\nRRULE:FREQ=WEEKLY\r\n"
                             "SUMMARY:간부 회의\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  SotongCalendarGrid *grid = open_calendar (f);
  g_autofree char *path = g_build_filename (f->directory, "events.ics", NULL);
  g_autoptr(SotongLayerRefresh) refresh = NULL;
  g_autofree char *both = NULL;
  g_autofree char *none = NULL, *many = NULL;
  g_autoptr(GString) all = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 10; i++)
    g_string_append_printf (all, "BEGIN:VEVENT\r\nUID:m%d\r\nDTSTART;VALUE=DATE:20161029\r\nSUMMARY:행사 %d\r\nEND:VEVENT\r\n", i, i);
  g_string_append (all, text + strlen ("BEGIN:VCALENDAR\r\n"));
  g_file_set_contents (path, all->str, -1, &error);
  g_assert_no_error (error);
  refresh = sotong_layer_add (f->store, NULL, NULL, path, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (refresh->counts.n_added, ==, 12);
  plan_fixture_wait (f, has_events);
  both = sotong_calendar_model_name_events (grid->model, day (10, 27));
  none = sotong_calendar_model_name_events (grid->model, day (10, 28));
  g_assert_cmpstr (both, ==, "정원 박람회 · 간부 회의");
  g_assert_null (none);
  /* A city has hundreds on a day: the first are named, and the rest are counted. */
  many = sotong_calendar_model_name_events (grid->model, day (10, 29));
  g_assert_true (g_str_has_prefix (many, "행사 0 · 행사 1 · "));
  g_assert_true (g_str_has_suffix (many, "행사 7 · +2건 더"));
  assert_label (grid, day (10, 26), "2016년 10월 26일 수요일, 정원 박람회");
}

static void
test_keys (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);

  sotong_calendar_grid_show_day (grid, day (10, 14), TRUE);
  press (GTK_WIDGET (grid), GDK_KEY_Right, 0);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 15));
  press (GTK_WIDGET (grid), GDK_KEY_Down, 0);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 22));
  press (GTK_WIDGET (grid), GDK_KEY_Down, 0);
  press (GTK_WIDGET (grid), GDK_KEY_Down, 0);       /* over the month's edge */
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (11, 5));
  g_assert_cmpint (sotong_calendar_grid_get_month (grid)->month, ==, 11);
  press (GTK_WIDGET (grid), GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 5));
  press (GTK_WIDGET (grid), GDK_KEY_Home, 0);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 14));
  sotong_calendar_grid_show_day (grid, day (1, 31), TRUE);
  press (GTK_WIDGET (grid), GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (2, 29));
  press (GTK_WIDGET (grid), GDK_KEY_t, GDK_CONTROL_MASK);
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 14));
  /* Taken, and nothing done: GTK would lead the focus out of the calendar. */
  g_assert_true (press (GTK_WIDGET (grid), GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_cmpint (sotong_calendar_grid_get_cursor (grid), ==, day (10, 14));
  plan_fixture_wait (f, is_idle);
}

static void
undo (PlanFixture *f)
{
  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"))
    g_main_context_iteration (NULL, TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static gboolean
scheduled_is_back (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);

  return ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at == plan_time (10, 18, 10);
}

/* Three copies move in one step, and one undo brings all back. */
static void
test_move (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  guint before = plan_fixture_n_changes (f);
  g_autoptr(SotongContent) content = NULL, again = NULL;

  g_assert_true (sotong_calendar_grid_can_drop (grid, find_item (grid, day (10, 18), f->scheduled), day (11, 2)));
  sotong_calendar_pane_move (calendar (f), find_item (grid, day (10, 18), f->scheduled), day (11, 2));
  plan_fixture_wait (f, is_idle);
  content = plan_fixture_content (f, f->scheduled);
  for (guint i = 0; i < content->copies->len; i++)
    g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, i))->publish_at, ==, plan_time (11, 2, 10));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_nonnull (find_item (grid, day (11, 2), f->scheduled));

  undo (f);
  plan_fixture_wait (f, scheduled_is_back);
  again = plan_fixture_content (f, f->scheduled);
  for (guint i = 0; i < again->copies->len; i++)
    g_assert_cmpint (((SotongCopy *) g_ptr_array_index (again->copies, i))->publish_at, ==, plan_time (10, 18, 10));
  while (find_item (grid, day (10, 18), f->scheduled) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_moved_to_the_19th (PlanFixture *f)
{
  return is_idle (f) && find_item (sotong_calendar_pane_get_grid (calendar (f)), day (10, 19), f->scheduled) != NULL;
}

static const char *
toast_text (PlanFixture *f)
{
  AdwToast *toast = f->window.window->toast;

  return toast != NULL ? gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast))) : "";
}

/* One post of the scheduled content at 15:00, and another of the same channel at that time on the day after. */
static gpointer
part_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PlanFixture *f = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, f->scheduled, error);
  g_autoptr(SotongContent) other = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (f->channels[0]);

  other->title = g_strdup ("먼저 잡은 글");
  other->type = g_strdup ("sns");
  other->body = g_strdup ("온 도시 공원 소식");
  other->planned_at = copy->publish_at = plan_time (10, 19, 15);
  copy->state = SOTONG_STATE_SCHEDULED;
  g_ptr_array_add (other->copies, copy);
  return GINT_TO_POINTER (sotong_content_move (db, f->scheduled, plan_fixture_copy_on (content, f->channels[0])->id, plan_time (10, 18, 15), error)
                          && sotong_content_add (db, other, error) != 0);
}

/* The post of the scheduled content that goes out alone, or NULL. */
static SotongCalendarItem *
find_alone (PlanFixture *f)
{
  SotongCalendarGrid *grid = sotong_calendar_pane_get_grid (calendar (f));
  GPtrArray *items = is_idle (f) ? sotong_calendar_day_get_items (sotong_calendar_grid_find_day (grid, day (10, 18))) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      SotongCalendarItem *item = g_ptr_array_index (items, i);

      if (item->content_id == f->scheduled && item->copies->len == 1)
        return item;
    }
  return NULL;
}

static gboolean
is_parted (PlanFixture *f)
{
  return find_alone (f) != NULL;
}

/* What was dropped onto another post of its channel is told, and that it went alone. */
static void
test_move_one (PlanFixture   *f,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_calendar (f);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, part_job, f, NULL, &error));
  plan_fixture_wait (f, is_parted);
  sotong_calendar_pane_move (calendar (f), find_alone (f), day (10, 19));
  plan_fixture_wait (f, is_moved_to_the_19th);
  g_assert_nonnull (strstr (toast_text (f), "글만 옮겼습니다"));
  g_assert_nonnull (strstr (toast_text (f), "먼저 잡은 글"));
}

/* The only thing on @day that waits at 15:00 under @title, or NULL. */
static SotongCalendarItem *
find_at_three (PlanFixture *f,
               int          day_of_october,
               const char  *title)
{
  SotongCalendarGrid *grid = sotong_calendar_pane_get_grid (calendar (f));
  GPtrArray *items = is_idle (f) ? sotong_calendar_day_get_items (sotong_calendar_grid_find_day (grid, day (10, day_of_october))) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      SotongCalendarItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->title, title) && item->at == plan_time (10, day_of_october, 15))
        return item;
    }
  return NULL;
}

static gboolean
is_shifted_to_the_20th (PlanFixture *f)
{
  return find_at_three (f, 20, "먼저 잡은 글") != NULL;
}

static gboolean
is_shifted_to_the_21st (PlanFixture *f)
{
  return find_at_three (f, 21, "먼저 잡은 글") != NULL;
}

static gboolean
has_others (PlanFixture *f)
{
  return find_at_three (f, 21, "21일 글") != NULL;
}

/* Puts both a day later. */
static void
shift_both (PlanFixture *f,
            int          from)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_ptr_array_add (items, g_object_ref (find_at_three (f, from, "주말 행사 안내")));
  g_ptr_array_add (items, g_object_ref (find_at_three (f, from + 1, "먼저 잡은 글")));
  for (int i = 1; i <= 2; i++)
    {
      gint64 time = plan_time (10, from + i, 15);

      g_array_append_val (times, time);
    }
  sotong_calendar_pane_place (calendar (f), items, times, FALSE);
}

/* Two more of the same channel, where both are to go next. */
static gpointer
others_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const PlanFixture *f = data;

  for (int i = 20; i <= 21; i++)
    {
      g_autoptr(SotongContent) other = sotong_content_new ();
      SotongCopy *copy = sotong_copy_new (f->channels[0]);

      other->title = g_strdup_printf ("%d일 글", i);
      other->type = g_strdup ("sns");
      other->body = g_strdup_printf ("%d일에 있는 일", i);
      other->planned_at = copy->publish_at = plan_time (10, i, 15);
      copy->state = SOTONG_STATE_SCHEDULED;
      g_ptr_array_add (other->copies, copy);
      if (sotong_content_add (db, other, error) == 0)
        return NULL;
    }
  return data;
}

/* Of several that move together none is in the way of another by where it was; what is really in the way is told, and how often. */
static void
test_shift_several (PlanFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_calendar (f);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, part_job, f, NULL, &error));
  plan_fixture_wait (f, is_parted);
  shift_both (f, 18);
  plan_fixture_wait (f, is_shifted_to_the_20th);
  g_assert_nonnull (strstr (toast_text (f), "2건"));
  g_assert_null (strstr (toast_text (f), "⚠"));
  g_assert_null (strstr (toast_text (f), "먼저 잡은 글"));

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, others_job, f, NULL, &error));
  plan_fixture_wait (f, has_others);
  shift_both (f, 19);
  plan_fixture_wait (f, is_shifted_to_the_21st);
  g_assert_nonnull (strstr (toast_text (f), "⚠"));
  g_assert_nonnull (strstr (toast_text (f), "20일 글"));
  g_assert_nonnull (strstr (toast_text (f), "1건 더"));
}

static gboolean
is_without_error (PlanFixture *f)
{
  return !gtk_info_bar_get_revealed (f->window.window->error_bar);
}

/* An error of the pane goes when something is done there, and not before; any goes with the next undo. */
static void
test_error_goes (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongWindow *window = f->window.window;
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "까닭");
  SotongCalendarGrid *grid = open_calendar (f);

  sotong_pane_show_error (SOTONG_PANE (calendar (f)), "옮기지 못했습니다", error);
  sotong_pane_toast (SOTONG_PANE (calendar (f)), "지난 날입니다.", FALSE);
  sotong_pane_toast (sotong_workbench_get_pane (sotong_window_get_workbench (window), "content"), "다른 창", TRUE);
  g_assert_true (gtk_info_bar_get_revealed (window->error_bar));
  sotong_calendar_pane_move (calendar (f), find_item (grid, day (10, 18), f->scheduled), day (10, 19));
  plan_fixture_wait (f, is_moved_to_the_19th);
  g_assert_false (gtk_info_bar_get_revealed (window->error_bar));
  sotong_pane_show_error (SOTONG_PANE (calendar (f)), "옮기지 못했습니다", error);
  sotong_window_show_error (window, "열지 못했습니다", error);
  sotong_pane_toast (SOTONG_PANE (calendar (f)), "옮겼습니다.", TRUE);
  g_assert_true (gtk_info_bar_get_revealed (window->error_bar));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL); /* whoever takes back has read it */
  plan_fixture_wait (f, is_without_error);
}

#define N_MORE 4

static gpointer
add_more_campaigns_job (SotongDb      *db,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  for (int i = 0; i < N_MORE; i++)
    {
      g_autofree char *name = g_strdup_printf ("이웃 %d", i);
      SotongCampaign campaign = { .name = name, .starts_on = (char *) "2016-10-12", .ends_on = (char *) "2016-10-14", .colour = SOTONG_CAMPAIGN_ANY_COLOUR };

      if (sotong_campaign_add (db, &campaign, error) == 0)
        return NULL;
    }
  return data;
}

static int
week_of_bands (SotongCalendarGrid *grid)
{
  return sotong_month_cell_of_day (&grid->month, day (10, 12)) / 7;
}

static gboolean
has_all_bands (PlanFixture *f)
{
  SotongCalendarGrid *grid = sotong_calendar_pane_get_grid (calendar (f));

  return grid->bands[week_of_bands (grid)]->len == N_MORE + 2; /* those of the fixture that lie there too */
}

static void
check_bands (SotongCalendarGrid *grid)
{
  int week = week_of_bands (grid);
  GArray *bands = grid->bands[week];
  graphene_rect_t boxes[N_MORE + 2];

  for (guint i = 0; i < bands->len; i++)
    {
      g_assert_true (sotong_calendar_grid_get_band_box (grid, week, &g_array_index (bands, SotongCalendarBand, i), &boxes[i]));
      g_assert_cmpfloat (boxes[i].size.height, >, 0.5);
      for (guint k = 0; k < i; k++)
        g_assert_false (graphene_rect_intersection (&boxes[i], &boxes[k], NULL));
    }
}

/* Every campaign of a week has its band, also where weeks are low, and none lies over another. */
static void
test_many_bands (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  int week;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_more_campaigns_job, f, NULL, NULL));
  plan_fixture_wait (f, has_all_bands);
  wait_for_frames (GTK_WIDGET (grid), 2);
  check_bands (grid);
  gtk_window_set_default_size (GTK_WINDOW (f->window.window), 1000, 520);
  wait_for_frames (GTK_WIDGET (grid), 4);
  check_bands (grid);
  /* As many contents have room as beside two campaigns, or three. */
  week = week_of_bands (grid);
  g_assert_cmpint (sotong_calendar_day_count_lines (grid->days[7 * week], grid->band_room[week]), >=,
                   MIN (sotong_calendar_day_count_lines (grid->days[7 * week], SOTONG_CALENDAR_BAND_LINE), 3));
}

/* What “+N” stands for is told to those who do not see it, and told anew when there is more room. */
static void
test_more (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  guint n_days = 0;

  wait_for_frames (GTK_WIDGET (grid), 2);
  gtk_window_set_default_size (GTK_WINDOW (f->window.window), 1000, 520);
  wait_for_frames (GTK_WIDGET (grid), 4);
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      GPtrArray *items = sotong_calendar_day_get_items (grid->days[i]);
      guint n_hidden = items->len - sotong_calendar_day_get_n_shown (grid->days[i]);
      g_autofree char *bands = sotong_calendar_band_names (grid->model->data->campaigns, sotong_calendar_day_get_day (grid->days[i]));
      g_autofree char *all = sotong_calendar_item_describe_all (items, grid->model->zone, bands);
      g_autofree char *more = n_hidden > 0 ? g_strdup_printf ("%s — +%u건 더: 자리가 없어 보이지 않음", all, n_hidden) : g_strdup (all);
      g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (grid->days[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more);

      g_assert_cmpstr (wrong, ==, NULL);
      n_days += n_hidden > 0;
    }
  g_assert_cmpuint (n_days, >, 0);
}

static gboolean
list_is_open (PlanFixture *f)
{
  GtkWidget *popover = sotong_calendar_pane_get_grid (calendar (f))->input->popover;

  return popover != NULL && gtk_widget_get_mapped (popover);
}

/* “+N” is the next stop of the Tab key behind its day; there Enter opens the list of the day. */
static void
test_more_keys (PlanFixture   *f,
                gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  SotongCalendarDay *full = NULL;
  GtkWidget *focus;
  g_autofree char *name = NULL;

  wait_for_frames (GTK_WIDGET (grid), 2);
  gtk_window_set_default_size (GTK_WINDOW (f->window.window), 1000, 520);
  wait_for_frames (GTK_WIDGET (grid), 4);
  for (int i = 0; i < SOTONG_MONTH_CELLS && full == NULL; i++)
    if (sotong_calendar_day_get_n_shown (grid->days[i]) < sotong_calendar_day_get_items (grid->days[i])->len)
      full = grid->days[i];
  g_assert_nonnull (full);
  sotong_calendar_grid_show_day (grid, sotong_calendar_day_get_day (full), TRUE);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (full)));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));
  g_assert_true (gtk_widget_get_parent (focus) == GTK_WIDGET (full));
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_ROLE_BUTTON));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_FORWARD)); /* and the next one leads out */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (full)));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (f->window.window))));
  plan_fixture_wait (f, list_is_open);
  name = sotong_calendar_text_day (sotong_calendar_day_get_day (full));
  g_assert_nonnull (find_label_with (grid->input->popover, name));
}

static gpointer
join_job (SotongDb      *db,
          gpointer       content,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongContent) joint = sotong_content_get (db, *(gint64 *) content, error);

  g_assert_nonnull (joint);
  g_free (joint->type);
  joint->type = g_strdup ("joint");
  return GINT_TO_POINTER (sotong_content_save (db, joint, error));
}

static gpointer
agree_job (SotongDb      *db,
           gpointer       content,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "은행나무", .consent = (char *) "동의서", .rights = (char *) "출처 표시", .fee = 150000 };
  g_autoptr(SotongContent) joint = sotong_content_get (db, *(gint64 *) content, error);

  g_assert_nonnull (joint);
  joint->contributor_id = sotong_contributor_add (db, &contributor, error);
  return GINT_TO_POINTER (sotong_content_save (db, joint, error));
}

static gboolean
lacks_consent (PlanFixture *f)
{
  SotongCalendarItem *item = find_item (sotong_calendar_pane_get_grid (calendar (f)), day (10, 18), f->scheduled);

  return item != NULL && item->warning != NULL && strstr (item->warning, "기고자") != NULL;
}

static gboolean
lacks_nothing (PlanFixture *f)
{
  SotongCalendarItem *item = find_item (sotong_calendar_pane_get_grid (calendar (f)), day (10, 18), f->scheduled);

  return item != NULL && !lacks_consent (f);
}

/* A joint content without a consent has a mark, and says so in words, until it is noted. */
static void
test_consent (PlanFixture   *f,
              gconstpointer  data)
{
  SotongCalendarItem *item;
  g_autofree char *text = NULL;
  GError *error = NULL;

  open_calendar (f);
  g_assert_true (lacks_nothing (f));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, join_job, &f->scheduled, NULL, &error));
  plan_fixture_wait (f, lacks_consent);
  item = find_item (sotong_calendar_pane_get_grid (calendar (f)), day (10, 18), f->scheduled);
  g_assert_true (sotong_calendar_item_has_mark (item));
  text = sotong_calendar_item_describe (item, calendar (f)->model->zone);
  g_assert_nonnull (strstr (text, "동의"));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, agree_job, &f->scheduled, NULL, &error));
  plan_fixture_wait (f, lacks_nothing);
}

/* Two channels of one name on two platforms do not stand in each other's way. */
static void
test_one_name (PlanFixture   *f,
               gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  SotongCalendarItem *waiting = find_item (grid, day (10, 18), f->scheduled);
  SotongEntry entry = { .content_id = f->scheduled + 1000, .copy_id = 100000, .channel_id = 5000, .campaign_id = SOTONG_NONE, .at = waiting->at,
                        .state = SOTONG_STATE_SCHEDULED, .title = (char *) "다른 곳", .type = (char *) "sns", .channel = waiting->channels->str,
                        .campaign = (char *) "" };
  g_autoptr(SotongCalendarItem) other = sotong_calendar_item_new (&entry), same = NULL;
  g_autofree char *none = sotong_calendar_model_warn (grid->model, other, day (10, 18), SOTONG_CALENDAR_SAME_TIME, FALSE), *near = NULL;

  g_assert_cmpstr (none, ==, NULL);
  entry.channel_id = g_array_index (waiting->channel_ids, gint64, 1);
  entry.channel = (char *) "이름이 바뀐 채널";
  same = sotong_calendar_item_new (&entry);
  near = sotong_calendar_model_warn (grid->model, same, day (10, 18), SOTONG_CALENDAR_SAME_TIME, FALSE);
  g_assert_nonnull (near);
}

/* What has no room for a chip, and would have a mark there. */
static void
test_marked (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  GPtrArray *items = sotong_calendar_day_get_items (sotong_calendar_grid_find_day (grid, day (10, 18)));
  SotongCalendarItem *item = g_ptr_array_index (items, 0);
  g_autofree char *none = NULL, *restricted = NULL, *behind = NULL;

  g_clear_pointer (&item->warning, g_free);
  g_assert_false (sotong_calendar_item_has_mark (item));
  item->restricted = g_strdup ("애도 기간");
  g_assert_true (sotong_calendar_item_has_mark (item));
  restricted = sotong_calendar_item_describe_marked (items, 0, calendar (f)->model->zone);
  g_assert_nonnull (strstr (restricted, "애도 기간"));
  behind = sotong_calendar_item_describe_marked (items, items->len, calendar (f)->model->zone);
  g_assert_null (behind);
  none = sotong_calendar_item_describe_marked (NULL, 0, calendar (f)->model->zone);
  g_assert_null (none);
}

/* Neither into the past, nor what is out; and not to the day it stands on. */
static void
test_refused (PlanFixture   *f,
              gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  guint before = plan_fixture_n_changes (f);
  SotongCalendarItem *waiting = find_item (grid, day (10, 18), f->scheduled);
  SotongCalendarItem *out = find_item (grid, day (10, 13), f->published);

  g_assert_false (sotong_calendar_grid_can_drop (grid, waiting, day (10, 13)));
  g_assert_true (sotong_calendar_grid_can_drop (grid, waiting, day (10, 14)));
  g_assert_false (sotong_calendar_grid_can_drop (grid, out, day (10, 20)));
  sotong_calendar_pane_move (calendar (f), waiting, day (10, 13));
  sotong_calendar_pane_move (calendar (f), waiting, day (10, 18));
  sotong_calendar_pane_move (calendar (f), out, day (10, 20));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before);
  g_assert_true (scheduled_is_back (f));
}

static gboolean
entry_shown (PlanFixture *f)
{
  return !gtk_widget_get_visible (sotong_calendar_pane_get_grid (calendar (f))->entry);
}

static gboolean
draft_there (PlanFixture *f)
{
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "한글 안");

  return entries->len > 0;
}

/* The last syllable is still with the input method when Enter comes. */
static void
test_quick_add (PlanFixture   *f,
                gconstpointer  how)
{
  SotongCalendarGrid *grid = open_calendar (f);
  g_autoptr(GPtrArray) entries = NULL;
  guint before = plan_fixture_n_changes (f);

  fake_im_set_answer ((FakeImAnswer) GPOINTER_TO_INT (how));
  sotong_calendar_grid_show_day (grid, day (10, 25), TRUE);
  sotong_calendar_grid_quick_add (grid, day (10, 25), NULL);
  fake_im_commit ("한글 ");
  fake_im_compose ("안");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->entry)), ==, "한글 ");
  g_signal_emit_by_name (grid->entry, "activate");
  plan_fixture_wait (f, entry_shown);
  plan_fixture_wait (f, draft_there);
  plan_fixture_wait (f, is_idle);
  entries = plan_fixture_entries (f, "한글");
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((SotongEntry *) g_ptr_array_index (entries, 0))->title, ==, "한글 안");
  g_assert_cmpint (((SotongEntry *) g_ptr_array_index (entries, 0))->at, ==, plan_time (10, 25, 10));
  g_assert_cmpint (sotong_context_get_content (f->context), ==, ((SotongEntry *) g_ptr_array_index (entries, 0))->content_id);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (sotong_calendar_grid_find_day (grid, day (10, 25)))));
}

static gboolean
closed_cb (GtkWindow *window,
           gboolean  *closed)
{
  *closed = TRUE;
  return GDK_EVENT_STOP;
}

/* The window closes while the last syllable is still with the input method: the draft is there, and whole. */
static void
test_quick_add_closing (PlanFixture   *f,
                        gconstpointer  how)
{
  SotongCalendarGrid *grid = open_calendar (f);
  g_autoptr(GPtrArray) entries = NULL;
  gboolean closed = FALSE;

  fake_im_set_answer ((FakeImAnswer) GPOINTER_TO_INT (how));
  sotong_calendar_grid_show_day (grid, day (10, 25), TRUE);
  sotong_calendar_grid_quick_add (grid, day (10, 25), NULL);
  fake_im_commit ("한글 ");
  fake_im_compose ("안");
  g_signal_connect_after (f->window.window, "close-request", G_CALLBACK (closed_cb), &closed);
  gtk_window_close (GTK_WINDOW (f->window.window));
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  sotong_calendar_model_finish (sotong_calendar_pane_get_model (calendar (f)));
  plan_fixture_wait (f, draft_there);
  plan_fixture_wait (f, is_idle);
  entries = plan_fixture_entries (f, "한글");
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((SotongEntry *) g_ptr_array_index (entries, 0))->title, ==, "한글 안");
}

static void
test_quick_add_nothing (PlanFixture   *f,
                        gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  guint before = plan_fixture_n_changes (f);

  sotong_calendar_grid_quick_add (grid, day (10, 25), "  ");
  g_signal_emit_by_name (grid->entry, "activate");
  g_assert_false (gtk_widget_get_visible (grid->entry));
  sotong_calendar_grid_quick_add (grid, day (10, 25), "제목");
  press (grid->entry, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_visible (grid->entry));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before);
}

static gboolean
draft_is_gone (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->draft);

  return content == NULL;
}

static gboolean
draft_is_back (PlanFixture *f)
{
  return !draft_is_gone (f);
}

static void
test_remove (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);

  sotong_calendar_grid_show_day (grid, day (10, 20), TRUE);
  sotong_calendar_grid_select (grid, find_item (grid, day (10, 20), f->draft));
  g_assert_cmpint (sotong_context_get_content (f->context), ==, f->draft);
  press (GTK_WIDGET (grid), GDK_KEY_Delete, 0);
  plan_fixture_wait (f, draft_is_gone);
  plan_fixture_wait (f, is_idle);
  g_assert_null (find_item (grid, day (10, 20), f->draft));
  undo (f);
  plan_fixture_wait (f, draft_is_back);
  while (find_item (grid, day (10, 20), f->draft) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_action (SotongCalendarGrid *grid,
            const char         *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (grid->input->acts), name);
}

/* The commands of what is chosen: by the Menu key, as by the second button. */
static void
test_commands (PlanFixture   *f,
               gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);

  sotong_calendar_grid_show_day (grid, day (10, 18), TRUE);
  sotong_calendar_grid_select (grid, find_item (grid, day (10, 18), f->scheduled));
  press (GTK_WIDGET (grid), GDK_KEY_Menu, 0);
  g_assert_true (GTK_IS_POPOVER_MENU (grid->input->popover));
  g_assert_true (gtk_widget_get_visible (grid->input->popover));
  g_assert_true (has_action (grid, "open") && has_action (grid, "shift") && has_action (grid, "remove"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "chosen.shift", "i", 1));
  while (find_item (grid, day (10, 19), f->scheduled) == NULL)
    g_main_context_iteration (NULL, TRUE);
  plan_fixture_wait (f, is_idle);
  undo (f);
  plan_fixture_wait (f, scheduled_is_back);

  /* What is out stays where it is. */
  sotong_calendar_grid_show_day (grid, day (10, 13), TRUE);
  sotong_calendar_grid_select (grid, find_item (grid, day (10, 13), f->published));
  press (GTK_WIDGET (grid), GDK_KEY_F10, GDK_SHIFT_MASK);
  g_assert_true (has_action (grid, "open"));
  g_assert_false (has_action (grid, "shift"));
  plan_fixture_wait (f, is_idle);
}

static void
look_for (PlanFixture *f,
          const char  *words)
{
  gtk_editable_set_text (GTK_EDITABLE (calendar (f)->search_entry), words);
  while (calendar (f)->search_id == 0)
    g_main_context_iteration (NULL, TRUE);
  plan_fixture_wait (f, is_idle);
}

static gpointer
retitle_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  g_free (content->title);
  content->title = g_strdup ("주말 행사 없는말");
  return sotong_content_save (db, content, error) ? data : NULL;
}

static gboolean
has_found_one (PlanFixture *f)
{
  return is_idle (f) && sotong_calendar_pane_get_model (calendar (f))->data->n_items == 1;
}

static gboolean
has_found_none (PlanFixture *f)
{
  return is_idle (f) && sotong_calendar_pane_get_model (calendar (f))->data->n_items == 0;
}

/* What the person sees is looked for, with the syllable that the input method still holds. */
static void
test_search_composed (PlanFixture   *f,
                      gconstpointer  data)
{
  open_calendar (f);
  gtk_widget_grab_focus (GTK_WIDGET (calendar (f)->search_entry));
  fake_im_commit ("주말 행");
  plan_fixture_wait (f, has_found_one);
  fake_im_compose ("없");
  plan_fixture_wait (f, has_found_none);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (calendar (f)->search_entry)), ==, "주말 행");
  fake_im_compose (""); /* taken back */
  plan_fixture_wait (f, has_found_one);
  fake_im_compose ("어");
  plan_fixture_wait (f, has_found_none);
  fake_im_compose ("ㅅ"); /* a letter alone is no word */
  plan_fixture_wait (f, has_found_one);
  fake_im_commit ("없");
  plan_fixture_wait (f, has_found_none);
  g_signal_emit_by_name (calendar (f)->search_entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (calendar (f)->search_entry)), ==, "");
}

static void
test_filter (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);
  guint all = sotong_calendar_grid_get_data (grid)->n_items;

  sotong_context_set_campaign (f->context, f->campaigns[0]);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, <, all);
  g_assert_nonnull (find_item (grid, day (10, 18), f->scheduled));
  sotong_context_set_channel (f->context, f->channels[5]);
  plan_fixture_wait (f, is_idle);
  g_assert_null (find_item (grid, day (10, 18), f->scheduled));
  sotong_calendar_pane_clear_filters (calendar (f));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, ==, all);

  look_for (f, "주말 행사");
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, ==, 1);
  /* What was read for one letter answers for the next, until something changes. */
  g_assert_nonnull (calendar (f)->texts);
  look_for (f, "주말 행사 없는말");
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, ==, 0);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, retitle_job, &f->scheduled, NULL, NULL);
  plan_fixture_wait (f, has_found_one);
  look_for (f, "");
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, ==, all);
}

/* Closed in the middle of a question, the pane is not called back. */
static void
test_close (PlanFixture   *f,
            gconstpointer  data)
{
  SotongCalendarGrid *grid = open_calendar (f);

  sotong_calendar_pane_read (calendar (f));
  sotong_calendar_pane_move (calendar (f), find_item (grid, day (10, 18), f->scheduled), day (10, 19));
  sotong_window_set_context (f->window.window, NULL, NULL);
  while (calendar (f)->n_writing > 0)
    g_main_context_iteration (NULL, TRUE);
}

static SotongCalendarPane *
copy_of_calendar (PlanFixture *f)
{
  SotongPane *pane = sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "calendar#2");

  return pane != NULL ? SOTONG_CALENDAR_PANE (pane) : NULL;
}

static gboolean
copy_is_idle (PlanFixture *f)
{
  return copy_of_calendar (f) != NULL && copy_of_calendar (f)->model->data != NULL && !sotong_calendar_pane_is_busy (copy_of_calendar (f));
}

static gboolean
is_named_copy (PlanFixture *f)
{
  return copy_is_idle (f) && strchr (panel_widget_get_title (PANEL_WIDGET (copy_of_calendar (f))), ':') != NULL;
}

/* Two calendars side by side: one of a campaign of its own, the other follows the window. A layout brings both back. */
static void
test_copy (PlanFixture   *f,
           gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  SotongCalendarGrid *grid = open_calendar (f);
  guint all = sotong_calendar_grid_get_data (grid)->n_items, some;
  g_autoptr(GVariant) layout = NULL;

  g_assert_nonnull (sotong_workbench_copy_pane (bench, "calendar"));
  plan_fixture_wait (f, copy_is_idle);
  g_assert_cmpuint (copy_of_calendar (f)->model->data->n_items, ==, all);
  sotong_context_set_campaign (f->context, f->campaigns[0]);
  plan_fixture_wait (f, copy_is_idle);
  some = copy_of_calendar (f)->model->data->n_items;
  g_assert_cmpuint (some, <, all);
  gtk_widget_activate_action (GTK_WIDGET (copy_of_calendar (f)), "calendar.own", NULL);
  gtk_drop_down_set_selected (copy_of_calendar (f)->state_filter, 1 + SOTONG_STATE_SCHEDULED);
  plan_fixture_wait (f, is_named_copy);
  sotong_context_set_campaign (f->context, 0);
  plan_fixture_wait (f, is_idle);
  plan_fixture_wait (f, copy_is_idle);
  g_assert_cmpuint (sotong_calendar_grid_get_data (grid)->n_items, ==, all);
  g_assert_cmpuint (copy_of_calendar (f)->model->data->n_items, <=, some);
  some = copy_of_calendar (f)->model->data->n_items;

  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_null (copy_of_calendar (f));
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "calendar#2");
  plan_fixture_wait (f, is_named_copy);
  g_assert_cmpuint (copy_of_calendar (f)->model->data->n_items, ==, some);
  g_assert_cmpuint (gtk_drop_down_get_selected (copy_of_calendar (f)->state_filter), ==, 1 + SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (sotong_context_get_campaign (f->context), ==, 0);
}

/* What a layout from another workspace narrows a calendar to is not there: all is shown. */
static void
test_copy_elsewhere (PlanFixture   *f,
                     gconstpointer  data)
{
  guint all = sotong_calendar_grid_get_data (open_calendar (f))->n_items;
  g_autoptr(GVariant) made = NULL;
  GVariantDict state;

  g_assert_nonnull (sotong_workbench_copy_pane (sotong_window_get_workbench (f->window.window), "calendar"));
  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "own", "(xx)", G_GINT64_CONSTANT (4711), G_GINT64_CONSTANT (4712));
  g_variant_dict_insert (&state, "person", "x", G_GINT64_CONSTANT (4713));
  g_variant_dict_insert (&state, "type", "s", "소식지");
  g_variant_dict_insert (&state, "state", "u", 99);
  made = g_variant_ref_sink (g_variant_dict_end (&state));
  sotong_pane_load_state (SOTONG_PANE (copy_of_calendar (f)), made);
  plan_fixture_wait (f, copy_is_idle);
  g_assert_cmpuint (copy_of_calendar (f)->model->data->n_items, ==, all);
  g_assert_false (sotong_calendar_pane_is_filtered (copy_of_calendar (f)));
}

#define ADD(path, function) \
  g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  fake_im_install ();
  gtk_init ();
  fake_im_choose ();
  ADD ("/app/calendar/days", test_days);
  ADD ("/app/calendar/holidays", test_holidays);
  ADD ("/app/calendar/restricted", test_restricted);
  ADD ("/app/calendar/restricted-twice", test_restricted_twice);
  ADD ("/app/calendar/more", test_more);
  ADD ("/app/calendar/more-keys", test_more_keys);
  ADD ("/app/calendar/consent", test_consent);
  ADD ("/app/calendar/one-name", test_one_name);
  ADD ("/app/calendar/events", test_events);
  ADD ("/app/calendar/keys", test_keys);
  ADD ("/app/calendar/move", test_move);
  ADD ("/app/calendar/refused", test_refused);
  ADD ("/app/calendar/move-one", test_move_one);
  ADD ("/app/calendar/shift-several", test_shift_several);
  ADD ("/app/calendar/error-goes", test_error_goes);
  ADD ("/app/calendar/marked", test_marked);
  g_test_add ("/app/calendar/quick-add/at-once", PlanFixture, GINT_TO_POINTER (FAKE_IM_AT_ONCE),
              plan_fixture_set_up, test_quick_add, plan_fixture_tear_down);
  g_test_add ("/app/calendar/quick-add/later", PlanFixture, GINT_TO_POINTER (FAKE_IM_LATER),
              plan_fixture_set_up, test_quick_add, plan_fixture_tear_down);
  g_test_add ("/app/calendar/quick-add/never", PlanFixture, GINT_TO_POINTER (FAKE_IM_NEVER),
              plan_fixture_set_up, test_quick_add, plan_fixture_tear_down);
  ADD ("/app/calendar/quick-add/nothing", test_quick_add_nothing);
  g_test_add ("/app/calendar/quick-add/closing", PlanFixture, GINT_TO_POINTER (FAKE_IM_LATER),
              plan_fixture_set_up, test_quick_add_closing, plan_fixture_tear_down);
  ADD ("/app/calendar/remove", test_remove);
  ADD ("/app/calendar/commands", test_commands);
  ADD ("/app/calendar/filter", test_filter);
  ADD ("/app/calendar/search-composed", test_search_composed);
  ADD ("/app/calendar/many-bands", test_many_bands);
  ADD ("/app/calendar/copy", test_copy);
  ADD ("/app/calendar/copy-elsewhere", test_copy_elsewhere);
  ADD ("/app/calendar/close", test_close);
  return g_test_run ();
}

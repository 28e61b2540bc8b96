/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "plan-fixture.h"
#include "platforms/sotong-platform.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"

/* What waits for its time on its platform is moved there from the calendar: after a question, before it is moved here. */

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

static SotongCalendarItem *
find_item (PlanFixture *f,
           int          day)
{
  GPtrArray *items = sotong_calendar_model_get_items (sotong_calendar_pane_get_grid (calendar (f))->model,
                                                      sotong_time_days_from_civil (2016, 10, day));

  for (guint i = 0; i < items->len; i++)
    if (((SotongCalendarItem *) g_ptr_array_index (items, i))->content_id == f->scheduled)
      return g_ptr_array_index (items, i);
  return NULL;
}

static gpointer
hand_over_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

/* The copy of the practice channel waits there for 2016-10-18 10:00. */
static SotongPracticeServer *
hand_over (PlanFixture *f)
{
  g_autofree char *token = sotong_practice_server_make_token ();
  SotongPracticeServer *server = sotong_practice_server_new (token, sotong_store_get_clock (f->store));
  const char *url = sotong_practice_server_start (server, 0, NULL);
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);
  const SotongCopy *copy = plan_fixture_copy_on (content, f->channels[0]);
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (f->store));
  g_autoptr(SotongPlatform) platform = sotong_platform_new ("practice", http);
  g_autoptr(SotongAccount) account = sotong_account_new ("연습 블로그", "practice", url, "", "", token);
  g_autoptr(SotongPost) post = sotong_post_new (copy->client_key, content->title, "본문");
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *sql = NULL;

  plan_fixture_connect (f, url, token);
  post->schedule_on_platform = TRUE;
  post->publish_at = copy->publish_at;
  reply = sotong_platform_publish (platform, account, post, NULL, NULL, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  sql = g_strdup_printf ("UPDATE copy SET on_platform = 1, remote_id = '%s' WHERE id = %" G_GINT64_FORMAT, reply->remote_id, copy->id);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, hand_over_job, sql, NULL, NULL));
  return server;
}

static gboolean
is_asked (PlanFixture *f)
{
  return find_shown_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
is_not_asked (PlanFixture *f)
{
  return !is_asked (f);
}

static gboolean
is_there (PlanFixture *f)
{
  return is_idle (f) && find_item (f, 20) != NULL;
}

static gboolean
is_here (PlanFixture *f)
{
  return is_idle (f) && find_item (f, 18) != NULL;
}

static void
drag (PlanFixture *f)
{
  plan_fixture_pane (f, "calendar");
  plan_fixture_wait (f, is_here);
  sotong_calendar_pane_move (calendar (f), find_item (f, 18), sotong_time_days_from_civil (2016, 10, 20));
  plan_fixture_wait (f, is_asked);
}

static void
answer (PlanFixture *f,
        const char  *response)
{
  GtkWidget *dialog = find_shown_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "연습 블로그"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  plan_fixture_wait (f, is_not_asked);
}

static void
assert_day (PlanFixture *f,
            int          day)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      g_assert_cmpint (copy->publish_at, ==, plan_time (10, day, 10));
      g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
    }
}

/* All its copies have the new day, and the platform too. */
static void
test_moved (PlanFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = hand_over (f);

  drag (f);
  answer (f, "move");
  plan_fixture_wait (f, is_there);
  assert_day (f, 20);
  sotong_practice_server_stop (server);
}

/* The person thinks better of it: nothing is moved, nowhere. */
static void
test_cancelled (PlanFixture   *f,
                gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = hand_over (f);

  drag (f);
  answer (f, "cancel");
  plan_fixture_wait (f, is_here);
  assert_day (f, 18);
  sotong_practice_server_stop (server);
}

static gboolean
is_told (PlanFixture *f)
{
  return find_label_with (GTK_WIDGET (f->window.window), "It was not moved on its platform") != NULL;
}

/* The platform does not take it: why is said, and the copies here stay where they were, all of them. */
static void
test_refused (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = hand_over (f);
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, 5, 403, -1, 0, "change" };

  sotong_practice_server_add_fault (server, &fault);
  drag (f);
  answer (f, "move");
  plan_fixture_wait (f, is_told);
  plan_fixture_wait (f, is_here);
  assert_day (f, 18);
  sotong_practice_server_stop (server);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  g_test_add ("/app/waiting/moved", PlanFixture, NULL, plan_fixture_set_up, test_moved, plan_fixture_tear_down);
  g_test_add ("/app/waiting/cancelled", PlanFixture, NULL, plan_fixture_set_up, test_cancelled, plan_fixture_tear_down);
  g_test_add ("/app/waiting/refused", PlanFixture, NULL, plan_fixture_set_up, test_refused, plan_fixture_tear_down);
  return g_test_run ();
}

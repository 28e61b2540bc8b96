/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "plan-fixture.h"
#include "store/sotong-store.h"
#include "util/sotong-i18n.h"

/* A window that is killed while somebody writes: another process opens the same workspace, types
 * into its editor, says so, and is killed by SIGKILL. What it typed must be here afterwards. */

#define TYPED "쓰다 만 글 😀\n둘째 줄"

static char *program;

static SotongEditorPane *
editor_of (SotongWindow *window)
{
  return SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (window), "content"));
}

static SotongEditorPage *
page (PlanFixture *f)
{
  return sotong_editor_pane_get_page (editor_of (f->window.window));
}

/* ---- the one that is killed ---- */

static void
turn_until_read (SotongWindow *window)
{
  SotongEditorPage *p;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      p = sotong_editor_pane_get_page (editor_of (window));
    }
  while (p == NULL || p->data == NULL || sotong_editor_page_is_busy (p));
}

static gboolean
holds (const char *path,
       const char *text)
{
  g_autofree char *found = NULL;

  return g_file_get_contents (path, &found, NULL, NULL) && strstr (found, text) != NULL;
}

static void G_GNUC_NORETURN
be_killed (const char *path,
           gint64      content,
           gint64      channel)
{
  WindowFixture f = { 0 };
  g_autoptr(SotongClock) clock = sotong_clock_new_set (plan_time (10, 14, 10));
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open (path, clock, NULL, &error);
  g_autoptr(SotongContext) context = NULL;
  SotongEditorPage *p;
  SotongEditorText *text;

  g_assert_no_error (error);
  window_fixture_set_up (&f, NULL);
  context = sotong_context_new (store, clock, sotong_store_get_zone (store));
  sotong_window_set_context (f.window, context, "2016");
  wait_for_frames (GTK_WIDGET (f.window), 3);
  if (content != 0)
    sotong_context_open_content (context, content);
  else
    sotong_context_new_content (context, plan_time (10, 27, 10));
  turn_until_read (f.window);
  p = sotong_editor_pane_get_page (editor_of (f.window));
  text = p->text;
  if (channel != 0)
    {
      sotong_editor_copy_set_own (sotong_editor_page_get_copy (p, channel), TRUE);
      text = sotong_editor_copy_get_text (sotong_editor_page_get_copy (p, channel));
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "", -1);
  for (const char *at = TYPED; *at != '\0'; at = g_utf8_next_char (at))
    {
      gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), at, (int) (g_utf8_next_char (at) - at));
      g_main_context_iteration (NULL, FALSE);
    }
  while (!holds (sotong_journal_get_path (p->journal), "둘째 줄"))
    g_main_context_iteration (NULL, TRUE);
  puts ("typed");
  fflush (stdout);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- the one that finds it ---- */

static void
start_again (PlanFixture *f)
{
  g_autofree char *path = g_strdup (sotong_store_get_path (f->store));
  g_autoptr(SotongClock) clock = g_object_ref (sotong_store_get_clock (f->store));
  g_autoptr(GError) error = NULL;

  sotong_window_set_context (f->window.window, NULL, NULL);
  sotong_store_close (f->store);
  g_clear_object (&f->context);
  g_clear_object (&f->store);
  f->store = sotong_store_open (path, clock, NULL, &error);
  g_assert_no_error (error);
  f->context = sotong_context_new (f->store, clock, sotong_store_get_zone (f->store));
  sotong_window_set_context (f->window.window, f->context, "2016 온라인 시민소통");
}

static void
kill_while_typing (PlanFixture *f,
                   gint64       content,
                   gint64       channel)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, content), *where = g_strdup_printf ("%" G_GINT64_FORMAT, channel);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", sotong_store_get_path (f->store),
                                                   id, where, NULL);
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
    }
  while (!g_str_equal (line, "typed"));
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));

  start_again (f);
}

static gboolean
is_back (PlanFixture *f)
{
  return page (f) != NULL && page (f)->bar_kind == SOTONG_EDITOR_BAR_LEFT && !sotong_editor_page_is_busy (page (f))
         && !sotong_journal_is_busy (page (f)->journal);
}

static gboolean
is_saved (PlanFixture *f)
{
  return !sotong_editor_page_is_busy (page (f)) && !sotong_editor_page_is_dirty (page (f)) && !sotong_journal_is_busy (page (f)->journal);
}

/* Nothing may be left for the next time. */
static guint
n_left (PlanFixture *f)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (f->store));
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* What waits for its time is not saved by itself: it must not go out half written. */
static void
test_scheduled (PlanFixture   *f,
                gconstpointer  data)
{
  g_autoptr(SotongContent) before = NULL, after = NULL;
  g_autofree char *text = NULL;

  kill_while_typing (f, f->scheduled, 0);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, f->scheduled);
  before = plan_fixture_content (f, f->scheduled);
  g_assert_cmpstr (before->body, !=, TYPED);
  g_assert_cmpuint (n_left (f), ==, 1);

  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, is_saved);
  after = plan_fixture_content (f, f->scheduled);
  g_assert_cmpstr (after->body, ==, TYPED);
  g_assert_cmpuint (after->copies->len, ==, before->copies->len);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
test_own_text_discarded (PlanFixture   *f,
                         gconstpointer  data)
{
  SotongEditorCopy *row;
  g_autofree char *text = NULL;

  kill_while_typing (f, f->scheduled, f->channels[1]);
  plan_fixture_wait (f, is_back);
  row = sotong_editor_page_get_copy (page (f), f->channels[1]);
  text = sotong_editor_text_dup (sotong_editor_copy_get_text (row));
  g_assert_cmpstr (text, ==, TYPED);
  sotong_editor_page_take_theirs (page (f));
  plan_fixture_wait (f, is_saved);
  g_assert_cmpint (page (f)->bar_kind, ==, SOTONG_EDITOR_BAR_NONE);
  g_assert_cmpuint (n_left (f), ==, 0);
}

static void
test_without_a_title (PlanFixture   *f,
                      gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(SotongContent) stored = NULL;

  kill_while_typing (f, 0, 0);
  plan_fixture_wait (f, is_back);
  text = sotong_editor_text_dup (page (f)->text);
  g_assert_cmpstr (text, ==, TYPED);
  g_assert_cmpint (sotong_editor_page_get_id (page (f)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (page (f)->title_entry), "이제 제목");
  sotong_editor_page_keep_mine (page (f));
  plan_fixture_wait (f, is_saved);
  stored = plan_fixture_content (f, sotong_editor_page_get_id (page (f)));
  g_assert_cmpstr (stored->body, ==, TYPED);
  g_assert_cmpint (stored->planned_at, ==, plan_time (10, 27, 10));
  g_assert_cmpuint (n_left (f), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    {
      gtk_disable_setlocale ();
      gtk_init ();
      be_killed (argv[2], g_ascii_strtoll (argv[3], NULL, 10), g_ascii_strtoll (argv[4], NULL, 10));
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
#define ADD(path, func) g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, func, plan_fixture_tear_down)
  ADD ("/app/editor-kill/scheduled", test_scheduled);
  ADD ("/app/editor-kill/own-text-discarded", test_own_text_discarded);
  ADD ("/app/editor-kill/without-a-title", test_without_a_title);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/dialogs/sotong-table-window.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-preferences.h"
#include "app/sotong-window-private.h"
#include "store/sotong-change.h"
#include "store/sotong-store.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"
#include "window-fixture.h"

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_until (gboolean (*done) (WindowFixture *f),
            WindowFixture *f)
{
  while (!done (f))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static gboolean
bar_revealed (WindowFixture *f)
{
  return gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (GTK_WIDGET (f->window), "GtkInfoBar")));
}

static gboolean
is_open (WindowFixture *f)
{
  SotongContext *context = sotong_window_get_context (f->window);

  return context != NULL && sotong_context_get_store (context) != NULL;
}

/* The act, its undo and its redo: then the window is closed again. */
static gboolean
shows_history (WindowFixture *f)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_TABLE_WINDOW (l->data) && gtk_widget_get_visible (l->data))
      {
        SotongTable *table = sotong_table_window_get_table (l->data);
        const SotongRow *first = sotong_table_get_row (table, 1);

        g_assert_cmpuint (sotong_table_get_n_rows (table), ==, 4);
        g_assert_cmpuint (count_unnamed (l->data), ==, 0);
        g_assert_nonnull (strstr (((SotongCell *) g_ptr_array_index (first->cells, 2))->text, "미세먼지"));
        gtk_window_destroy (l->data);
        return TRUE;
      }
  return FALSE;
}

static gboolean
can_undo (WindowFixture *f)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo");
}

static gboolean
can_redo (WindowFixture *f)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "redo");
}

static gboolean
shows_shortcuts (WindowFixture *f)
{
  GtkShortcutsWindow *overlay = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (f->window));

  return overlay != NULL && gtk_widget_get_mapped (GTK_WIDGET (overlay));
}

/* Made when it is first asked for, and shown again and again. */
static void
test_shortcuts (WindowFixture *f,
                gconstpointer  data)
{
  /* GTK 4.8 measures some labels of its shortcuts window a few pixels below nothing, and warns. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_assert_null (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (f->window)));
  for (int i = 0; i < 2; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (f->window), "show-help-overlay", NULL);
      wait_until (shows_shortcuts, f);
      gtk_window_close (GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (f->window))));
      settle ();
      g_assert_false (shows_shortcuts (f));
    }
  g_log_set_always_fatal (fatal);
}

static gboolean
has_hangul (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;
  return FALSE;
}

static void
test_start (WindowFixture *f,
            gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (f->application);

  g_assert_null (sotong_window_get_context (f->window));
  g_assert_true (g_action_group_has_action (actions, "open"));
  g_assert_true (g_action_group_has_action (actions, "new-workspace"));
  g_assert_false (can_undo (f));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "pane-calendar"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (f->window)), ==, 0);
}

static void
test_dock (WindowFixture *f,
           gconstpointer  data)
{
  window_fixture_open (f);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "pane-calendar"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (f->window)), ==, 0);
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (f->window)), "2016 온라인 시민소통"));
}

static void
test_error (WindowFixture *f,
            gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "왜");
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no");

  sotong_window_show_error (f->window, "무엇", cancelled);
  g_assert_false (bar_revealed (f));
  sotong_window_show_error (f->window, "무엇", error);
  g_assert_true (bar_revealed (f));
  wait_for_frames (GTK_WIDGET (f->window), 2);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (f->window)), ==, 0);
}

static gpointer
add_topic_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();

  topic->name = g_strdup ("미세먼지");
  topic->any_words = g_strdup ("미세먼지");
  return sotong_topic_add (db, topic, error) > 0 ? GINT_TO_POINTER (1) : NULL;
}

static void
test_open (WindowFixture *f,
           gconstpointer  data)
{
  g_autofree char *directory = g_dir_make_tmp ("sotong-open-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "우리.sotong", NULL);
  g_autoptr(GError) error = NULL;
  SotongStore *store;

  sotong_application_open_path (f->application, path, FALSE);
  wait_until (bar_revealed, f);
  g_assert_null (sotong_window_get_context (f->window));

  sotong_application_open_path (f->application, path, TRUE);
  wait_until (is_open, f);
  g_assert_false (bar_revealed (f));
  store = sotong_context_get_store (sotong_window_get_context (f->window));
  g_assert_cmpstr (sotong_store_get_path (store), ==, path);
  g_assert_false (can_undo (f));

  /* What anybody writes can be undone here, and redone. */
  sotong_store_write (store, SOTONG_WRITE_DEFAULT, add_topic_job, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_until (can_undo, f);
  g_assert_false (can_redo (f));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (can_redo, f);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "redo", NULL);
  wait_until (can_undo, f);

  /* Who did it stands in the history, with what was taken back and done again. */
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "history", NULL);
  wait_until (shows_history, f);

  /* Opened again it is the same window. */
  sotong_application_open_path (f->application, path, FALSE);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (f->application))), ==, 1);
  sotong_window_set_context (f->window, NULL, NULL);
  settle ();
  remove_folder (directory);
}

static gboolean
is_busy (WindowFixture *f)
{
  GtkWidget *stack = gtk_widget_get_ancestor (find_labelled_button (GTK_WIDGET (f->window), "시연해 보기(_T)"), GTK_TYPE_STACK);

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "busy");
}

static gboolean
is_at_start (WindowFixture *f)
{
  return !is_busy (f);
}

/* Making the demo can be called off, and nothing is left of it; the first key starts it again. */
static void
test_call_off (WindowFixture *f,
               gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "sotong", NULL);
  GtkWidget *start = find_labelled_button (GTK_WIDGET (f->window), "시연해 보기(_T)");

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == start);
  g_action_group_activate_action (G_ACTION_GROUP (f->application), "open-demo", NULL);
  g_assert_true (is_busy (f));
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (f->window), "취소(_C)"), "clicked");
  wait_until (is_at_start, f);
  g_assert_null (sotong_window_get_context (f->window));
  g_assert_false (bar_revealed (f));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == start);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing is in it */
}

static void
test_settings (WindowFixture *f,
               gconstpointer  data)
{
  g_autoptr(SotongSettings) again = NULL, broken = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  sotong_settings_set_language (f->settings, "ko");
  sotong_settings_set_color_scheme (f->settings, "dark");
  sotong_settings_set_workspace (f->settings, "/a/b.sotong");
  g_assert_true (sotong_settings_save (f->settings, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  again = sotong_settings_new (f->path);
  g_assert_cmpstr (sotong_settings_get_language (again), ==, "ko");
  g_assert_cmpstr (sotong_settings_get_color_scheme (again), ==, "dark");
  g_assert_cmpstr (sotong_settings_get_workspace (again), ==, "/a/b.sotong");

  /* A file that somebody broke is a first start. */
  g_assert_true (g_file_set_contents (f->path, "\1\2 [General\nlanguage", -1, NULL));
  broken = sotong_settings_new (f->path);
  g_assert_cmpstr (sotong_settings_get_language (broken), ==, "");
  g_assert_null (sotong_settings_get_layout (broken));
}

static void
test_preferences (WindowFixture *f,
                  gconstpointer  data)
{
  GtkWidget *preferences = GTK_WIDGET (sotong_preferences_new (GTK_WINDOW (f->window), f->settings));

  gtk_window_present (GTK_WINDOW (preferences));
  wait_for_frames (preferences, 2);
  g_assert_cmpuint (count_unnamed (preferences), ==, 0);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
test_korean (WindowFixture *f,
             gconstpointer  data)
{
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  if (!sotong_i18n_is_korean ())
    {
      g_test_skip ("the Korean catalogue is not built");
      return;
    }
  window_fixture_open (f);
  for (guint i = 0; i < n_panes; i++)
    g_assert_true (has_hangul (panel_widget_get_title (PANEL_WIDGET (
        sotong_workbench_show_pane (sotong_window_get_workbench (f->window), panes[i].id)))));
}

/* --- Icons --- */

static guint
check_icons_of (const char *text,
                const char *file)
{
  g_autoptr(GRegex) regex = g_regex_new ("[\">]([A-Za-z0-9.-]+-symbolic)[\"<]", 0, 0, NULL);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr(GMatchInfo) match = NULL;
  guint n_icons = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *path = g_strdup_printf ("/org/sotong/Sotong/icons/scalable/actions/%s.svg", name);

      if (!g_resources_get_info (path, 0, NULL, NULL, NULL)
          && (g_str_has_prefix (name, "sotong-") || !gtk_icon_theme_has_icon (theme, name)))
        g_error ("%s uses the icon %s, which is neither ours nor Adwaita's", file, name);
      n_icons++;
    }
  return n_icons;
}

static guint
check_icons (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n_icons = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *text = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n_icons += check_icons (path);
      else if ((g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
               && g_file_get_contents (path, &text, NULL, NULL))
        n_icons += check_icons_of (text, path);
    }
  return n_icons;
}

/* Whether @widget answers with a tooltip, as the toolkit asks: once when the pointer comes, and once more before it is shown. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  g_autoptr(GObject) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  return shown;
}

/* While a menu or another popover is open nothing behind it has a tooltip, whatever kind it is of; what is in it may have one. */
static void
test_tooltips (WindowFixture *f,
               gconstpointer  data)
{
  GtkWidget *button = GTK_WIDGET (f->window->menu_button), *label = gtk_label_new ("집행률"), *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), label); /* nothing in it takes the focus */
  gtk_widget_set_tooltip_text (label, "근거");
  gtk_widget_set_tooltip_text (button, "주 메뉴");
  gtk_widget_set_parent (popover, GTK_WIDGET (f->window->toast_overlay));
  g_assert_true (has_tooltip (button));
  gtk_popover_popup (GTK_POPOVER (popover));
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_false (has_tooltip (button));
  g_assert_false (has_tooltip (GTK_WIDGET (f->window->bottom_button))); /* which nobody asked before */
  g_assert_true (has_tooltip (label));
  gtk_popover_popdown (GTK_POPOVER (popover));
  while (gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_tooltip (button));
  gtk_widget_unparent (popover);
  g_assert_true (has_tooltip (button));
}

static void
test_icons (WindowFixture *f,
            gconstpointer  data)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autofree char *ui = g_build_filename (g_getenv ("SOTONG_SOURCE_DIR"), "ui", NULL);
  g_autofree char *app = g_build_filename (g_getenv ("SOTONG_SOURCE_DIR"), "src", "app", NULL);

  g_assert_cmpuint (check_icons (ui), >, 4);
  g_assert_cmpuint (check_icons (app), >, 6);
  g_assert_true (gtk_icon_theme_has_icon (theme, "sotong-calendar-symbolic"));
  g_assert_true (gtk_icon_theme_has_icon (theme, SOTONG_APP_ID));
}

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("sotong-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/window/start", test_start);
  ADD ("/app/window/dock", test_dock);
  ADD ("/app/window/error", test_error);
  ADD ("/app/window/open", test_open);
  ADD ("/app/window/call-off", test_call_off);
  ADD ("/app/window/settings", test_settings);
  ADD ("/app/window/preferences", test_preferences);
  ADD ("/app/window/korean", test_korean);
  ADD ("/app/window/shortcuts", test_shortcuts);
  ADD ("/app/window/icons", test_icons);
  ADD ("/app/window/tooltips", test_tooltips);
  status = g_test_run ();
  remove_folder (home);
  return status;
}

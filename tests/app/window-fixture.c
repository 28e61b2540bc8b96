/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include <execinfo.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/sotong-workbench-private.h"

/* Takes @folder away with all that is in it; links are not followed. */
void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

/* How many files are in @folder, none where it is not there. */
guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The demo's clock, with no store behind it. */
SotongContext *
context_new_set (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr(SotongClock) clock = sotong_clock_new_set (1476406800); /* 2016-10-14 10:00 +09:00 */

  return sotong_context_new (NULL, clock, zone);
}

static void
count_frame_cb (GdkFrameClock *frame_clock,
                guint         *n_frames)
{
  if (*n_frames > 0)
    (*n_frames)--;
}

/* Until @widget's window has been drawn @n_frames times more. */
void
wait_for_frames (GtkWidget *widget,
                 guint      n_frames)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (widget);
  gulong id;

  g_assert_nonnull (frame_clock);
  id = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (count_frame_cb), &n_frames);
  while (n_frames > 0)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (frame_clock, id);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Where a critical came from: those that come once in hundreds of runs are not met again under a debugger. */
static void
tell_where (int number)
{
  void *frames[64];

  backtrace_symbols_fd (frames, backtrace (frames, G_N_ELEMENTS (frames)), STDERR_FILENO);
  signal (number, SIG_DFL);
  raise (number);
}

/* One for the process: a second cannot take the same place on the bus. */
static SotongApplication *
shared_application (void)
{
  static SotongApplication *application = NULL;
  g_autoptr(SotongSettings) settings = NULL;
  g_autoptr(GError) error = NULL;

  if (application != NULL)
    return application;
  signal (SIGTRAP, tell_where);
  settings = sotong_settings_new (NULL);
  application = sotong_application_new (settings);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* A size is the same whenever it is looked at. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  /* Without a window manager a window may lose the focus unheard, which a cursor that blinks complains of. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  return application;
}

static void
open_window (WindowFixture *f)
{
  f->window = sotong_window_new (GTK_APPLICATION (f->application), f->settings);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (f->window)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 2);
}

/* GTK 4.8 wants to show the tooltip of a popover that was closed within half a second: it asks a surface that is no more where
 * the pointer is, and leaves it at that. And no desktop is here that shows notifications, as on some of those that people have. */
static gboolean
is_fatal_cb (const char     *domain,
             GLogLevelFlags  level,
             const char     *message,
             gpointer        user_data)
{
  return !g_str_has_prefix (message, "gdk_surface_get_device_position: ")
         && !g_str_has_prefix (message, "_gtk_widget_find_at_coords: ")
         && !g_str_has_prefix (message, "unable to send notifications through org.freedesktop.Notifications: ");
}

static GLogFunc log_before;

/* What is not fatal is not told as if it were: a harness takes that line for the test's end. */
static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  if (is_fatal_cb (domain, level, message, NULL))
    log_before (domain, level, message, user_data);
  else
    g_test_message ("%s: %s", domain, message);
}

static char *all_settings;  /* the folder of the process's settings' files */

static void
remove_all_settings (void)
{
  remove_folder (all_settings);
}

/* A file of its own for each window. Who still has settings may write them a moment after its test: so all go at the end. */
static char *
new_settings_path (void)
{
  static guint n = 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *directory = NULL;

  if (all_settings == NULL)
    {
      all_settings = g_dir_make_tmp ("sotong-app-XXXXXX", &error);
      g_assert_no_error (error);
      atexit (remove_all_settings);
    }
  directory = g_strdup_printf ("%s/%u", all_settings, ++n);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  return g_build_filename (directory, "window.ini", NULL);
}

void
window_fixture_set_up (WindowFixture *f,
                       gconstpointer  data)
{
  g_test_log_set_fatal_handler (is_fatal_cb, NULL);
  if (log_before == NULL)
    log_before = g_log_set_default_handler (log_cb, NULL);
  f->path = new_settings_path ();
  f->settings = sotong_settings_new (f->path);
  f->application = shared_application ();
  open_window (f);
}

/* Shows the dock, as if a workspace had been opened. */
void
window_fixture_open (WindowFixture *f)
{
  g_autoptr(SotongContext) context = context_new_set ();

  sotong_window_set_context (f->window, context, "2016 온라인 시민소통");
  wait_for_frames (GTK_WIDGET (f->window), 3);
  while (sotong_workbench_has_late_front (sotong_window_get_workbench (f->window)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 2);
}

/* Who is gone waits for nothing: a timer that is set again at a window's end would be called for memory that is another's. */
static void
destroy_window (GtkWindow *window)
{
  g_object_ref (window); /* its place is not another's before it has been looked at */
  gtk_window_destroy (window);
  g_object_run_dispose (G_OBJECT (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (g_main_context_find_source_by_user_data (NULL, window));
  g_object_unref (window);
}

void
window_fixture_tear_down (WindowFixture *f,
                          gconstpointer  data)
{
  g_autofree char *directory = g_path_get_dirname (f->path);

  if (f->window != NULL)
    destroy_window (GTK_WINDOW (f->window));
  g_clear_object (&f->settings);
  remove_folder (directory);
  g_free (f->path);
}

/* The first widget of a type below @widget, itself included. */
GtkWidget *
find_widget (GtkWidget  *widget,
             const char *type_name)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A window of a type that is shown, or NULL. */
GtkWidget *
find_shown_window (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

typedef gboolean (*IsIt) (GtkWidget  *widget,
                          const char *text);

static GtkWidget *
find (GtkWidget  *widget,
      IsIt        is_it,
      const char *text)
{
  if (is_it (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, is_it, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_row (GtkWidget  *widget,
        const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_label (GtkWidget  *widget,
          const char *part)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;
}

/* The first button with a label (mnemonics and all), or NULL. */
GtkWidget *
find_labelled_button (GtkWidget  *widget,
                      const char *label)
{
  return find (widget, is_button, label);
}

/* The first row of a form with a title, or NULL. */
GtkWidget *
find_titled_row (GtkWidget  *widget,
                 const char *title)
{
  return find (widget, is_row, title);
}

/* The first label whose text has @part, or NULL. */
GtkWidget *
find_label_with (GtkWidget  *widget,
                 const char *part)
{
  return find (widget, is_label, part);
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_control (GtkWidget *widget)
{
  return (GTK_IS_BUTTON (widget) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget)
    || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget)
    || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_DRAWING_AREA (widget);
}

/* A row of a list or table: its texts are no name by themselves, as those of a button are. */
static gboolean
is_list_row (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL && g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") && GTK_IS_WIDGET (gtk_widget_get_first_child (widget))
    && (GTK_IS_LIST_VIEW (parent) || GTK_IS_GRID_VIEW (parent) || g_str_equal (G_OBJECT_TYPE_NAME (parent), "GtkColumnListView"))
    && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) == NULL;
}

static gboolean
is_named (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
    || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
    || (!is_list_row (widget) && has_text (widget));
}

/* How many controls below @widget a screen reader could only call by their type. */
guint
count_unnamed (GtkWidget *widget)
{
  guint n_unnamed = 0;

  if (gtk_widget_get_mapped (widget) && (is_control (widget) || is_list_row (widget)) && !is_named (widget))
    {
      g_test_message ("%s %s of %s has no name", G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_name (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n_unnamed++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_unnamed += count_unnamed (child);
  return n_unnamed;
}

/* Draws @widget as it is on the display into a PNG. */
void
save_screenshot (GtkWidget  *widget,
                 const char *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GdkTexture) texture = NULL;
  GskRenderNode *node;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  double width = gdk_paintable_get_intrinsic_width (paintable);
  double height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  gsk_render_node_unref (node);
}

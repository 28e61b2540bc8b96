/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-private.h"

#include "app/dialogs/sotong-emergency-dialog.h"

/* Layout changes that follow each other are written once. */
#define SAVE_DELAY_MS 700

/* The header bar's height, which the panes do not have. */
#define HEADER_HEIGHT 47

/* The largest width and height of a screen there is; the window may be for any of them. */
static void
screen_size (GtkWidget *widget,
             int       *width,
             int       *height)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (widget));

  *width = *height = 0;
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle screen;

      gdk_monitor_get_geometry (monitor, &screen);
      *width = MAX (*width, screen.width);
      *height = MAX (*height, screen.height);
    }
}

/* The window's size of last time, on a smaller screen now perhaps. */
void
sotong_window_restore_size (SotongWindow *self)
{
  int width, height, screen_width, screen_height;
  gboolean maximized;

  sotong_settings_get_window (self->settings, &width, &height, &maximized);
  screen_size (GTK_WIDGET (self), &screen_width, &screen_height);
  gtk_window_set_default_size (GTK_WINDOW (self), screen_width > 0 ? MIN (width, screen_width) : width,
                               screen_height > 0 ? MIN (height, screen_height) : height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Puts the panes where they stood last time, when a workspace is opened for the first time. */
void
sotong_window_layout (SotongWindow *self)
{
  g_autoptr(GVariant) layout = NULL;
  int width, height;

  if (self->laid_out)
    return;
  layout = sotong_settings_get_layout (self->settings);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width <= 0 || height <= 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_window_is_maximized (GTK_WINDOW (self)) && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    screen_size (GTK_WIDGET (self), &width, &height);
  if (layout == NULL
      || !sotong_workbench_restore_layout (self->workbench, layout, width,
                                           MAX (height - HEADER_HEIGHT, 0)))
    sotong_workbench_reset_layout (self->workbench);
  self->laid_out = TRUE;
}

/* Remembers the window's size and, once there was a workspace, where the panes stand. */
void
sotong_window_save (SotongWindow *self)
{
  int width, height;

  g_clear_handle_id (&self->save_id, g_source_remove);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  sotong_settings_set_window (self->settings, width, height,
                              gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->laid_out && gtk_widget_get_mapped (GTK_WIDGET (self->workbench)))
    {
      g_autoptr(GVariant) layout = sotong_workbench_save_layout (self->workbench);

      sotong_settings_set_layout (self->settings, layout);
    }
}

static gboolean
save_cb (gpointer user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  if (sotong_workbench_is_building (self->workbench)) /* what is not made yet need not be saved yet */
    return G_SOURCE_CONTINUE;
  self->save_id = 0;
  sotong_window_save (self);
  return G_SOURCE_REMOVE;
}

void
sotong_window_queue_save (SotongWindow *self)
{
  if (!self->laid_out)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
close_store_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  sotong_store_close (SOTONG_STORE (source_object));
  g_task_return_boolean (task, TRUE);
}

static void
store_closed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GApplication) application = user_data;

  if (application != NULL)
    g_application_release (application);
}

/* Lets go of the open workspace. Its last writes are waited for in a thread, and the program
 * does not end before. */
void
sotong_window_release_store (SotongWindow *self)
{
  SotongStore *store = sotong_context_get_store (self->context);
  GApplication *application = g_application_get_default ();

  g_signal_handlers_disconnect_by_data (self->context, self);
  sotong_emergency_dialog_destroy (self);
  sotong_context_cancel_tasks (self->context);
  if (self->background != NULL)
    sotong_background_stop (self->background);
  g_clear_object (&self->background);
  if (self->publishing != NULL)
    sotong_publishing_stop (self->publishing);
  g_clear_object (&self->publishing);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (store != NULL)
    {
      g_autoptr(GTask) task = NULL;

      g_signal_handlers_disconnect_by_data (store, self);
      if (application != NULL)
        g_application_hold (application);
      task = g_task_new (store, NULL, store_closed_cb,
                         application != NULL ? g_object_ref (application) : NULL);
      g_task_run_in_thread (task, close_store_thread);
    }
  g_clear_object (&self->context);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-private.h"

/* Layout changes that follow each other are written once. */
#define SAVE_DELAY_MS 700

/* The header bar's height, which the panes do not have. */
#define HEADER_HEIGHT 47

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
  if (gtk_window_is_maximized (GTK_WINDOW (self)))
    width = height = 0;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-channel-dialog.h"
#include "app/sotong-task-commands.h"
#include "store/sotong-channel.h"

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChannel) channel = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);
  SotongPane *pane;

  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object))
    return;
  if (channel == NULL)
    {
      sotong_window_show_error (window, _("The channel could not be shown"), error);
      return;
    }
  pane = sotong_workbench_show_pane (sotong_window_get_workbench (window), "navigator");
  if (pane != NULL)
    sotong_channel_dialog_present (pane, channel->id);
}

/**
 * sotong_task_show_channel:
 * @window: a window with a workspace
 * @name: a channel's name
 *
 * Opens the channel's settings, where one signs in again.
 */
void
sotong_task_show_channel (SotongWindow *window,
                          const char   *name)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  sotong_store_read_async (sotong_context_get_store (context), find_job, g_strdup (name), g_free, (GDestroyNotify) sotong_channel_free, NULL, found_cb,
                           g_object_ref (window));
}

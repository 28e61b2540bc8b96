/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-caldav-dialog.h"
#include "app/sotong-task-commands.h"
#include "exchange/sotong-calendar-sync.h"
#include "exchange/sotong-calendar-target.h"
#include "util/sotong-won.h"

static void
progress_cb (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  SotongTaskCall *call = user_data;
  g_autofree char *done = sotong_number_group (n_done), *all = sotong_number_group (n_all);
  /* Translators: entries of a calendar: so many of so many */
  g_autofree char *detail = g_strdup_printf (_("%s of %s entries"), done, all);

  sotong_task_set_detail (call->task, detail);
  if (n_all > 0)
    sotong_task_set_fraction (call->task, (double) n_done / n_all);
}

/**
 * sotong_calendar_sync_describe:
 * @report: how publishing a calendar went
 *
 * Returns: (transfer full): that in a sentence or two
 */
char *
sotong_calendar_sync_describe (const SotongCalendarSync *report)
{
  g_autofree char *sent = sotong_number_group (report->n_sent), *same = sotong_number_group (report->n_same);
  g_autofree char *removed = sotong_number_group (report->n_removed), *failed = sotong_number_group (report->n_failed);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("The calendar is published: %s sent, %s the same, %s removed."), sent, same, removed);
  if (report->n_failed > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: a number; then what is wrong with the first of them */
      g_string_append_printf (text, _("%s failed: %s"), failed, report->problems->len > 0 ? (const char *) g_ptr_array_index (report->problems, 0) : "");
    }
  else if (report->notes->len > 0)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (report->notes, 0));
  return g_strdup (text->str);
}

static void
synced_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SotongTaskCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongCalendarSync) report = sotong_calendar_sync_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = report != NULL ? sotong_calendar_sync_describe (report) : NULL;

  if (report == NULL || report->n_failed == 0)
    {
      sotong_task_call_end (call, text, error);
      return;
    }
  sotong_task_fail (call->task, text);
  if (call->window != NULL && sotong_window_get_context (call->window) == call->context)
    sotong_window_toast (call->window, text, FALSE);
  sotong_task_call_free (call);
}

/**
 * sotong_task_publish_calendar_to:
 * @window: a window with a workspace
 * @url: a collection's address
 * @user: an account that may write into it
 * @password: its password
 *
 * Makes a CalDAV calendar show what the workspace plans, as a task.
 */
void
sotong_task_publish_calendar_to (SotongWindow *window,
                                 const char   *url,
                                 const char   *user,
                                 const char   *password)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Publishing the calendar"));

  sotong_calendar_sync_async (sotong_context_get_store (call->context), url, user, password, progress_cb, call,
                              sotong_task_get_cancellable (call->task), synced_cb, call);
}

/* ---- the command ---- */

static gpointer
target_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_calendar_target_load (db, error);
}

static void
target_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongCalendarTarget) target = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);

  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object))
    return;
  if (target != NULL)
    sotong_caldav_dialog_present (window, target);
  else
    sotong_window_show_error (window, _("The calendar cannot be published"), error);
}

/**
 * sotong_task_publish_calendar:
 * @window: a window with a workspace
 *
 * Asks for a CalDAV collection, the remembered one first, and publishes the calendar there.
 */
void
sotong_task_publish_calendar (SotongWindow *window)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  sotong_store_read_async (sotong_context_get_store (context), target_job, NULL, NULL, (GDestroyNotify) sotong_calendar_target_free, NULL, target_cb,
                           g_object_ref (window));
}

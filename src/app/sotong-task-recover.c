/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-task-commands.h"

#include <glib/gi18n.h>

#include "monitor/sotong-import.h"
#include "publish/sotong-publisher.h"

/* Not before the panes are there: what has waited since a program died can wait a little longer. */
#define DELAY_MS 400

/* What takes longer than this is shown while it goes on. */
#define SHOW_MS 1500

typedef struct {
  SotongTaskCall *call;     /* (owned) */
  guint           show_id;
  gboolean        shown;
} Recovery;

static void
recovery_free (Recovery *recovery)
{
  g_clear_handle_id (&recovery->show_id, g_source_remove);
  sotong_task_call_free (recovery->call);
  g_free (recovery);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recovery, recovery_free)

static gboolean
is_open (const Recovery *recovery)
{
  return recovery->call->window != NULL && sotong_window_get_context (recovery->call->window) == recovery->call->context;
}

static void
show (Recovery *recovery)
{
  if (recovery->shown || !is_open (recovery))
    return;
  recovery->shown = TRUE;
  sotong_context_add_task (recovery->call->context, recovery->call->task);
  sotong_workbench_show_pane (sotong_window_get_workbench (recovery->call->window), "activity");
}

static gboolean
show_cb (gpointer user_data)
{
  Recovery *recovery = user_data;

  recovery->show_id = 0;
  sotong_task_set_detail (recovery->call->task, _("Taking back what was left of an import"));
  show (recovery);
  return G_SOURCE_REMOVE;
}

/* A later start tries again. */
static void
give_up (Recovery     *recovery,
         const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_task_stop (recovery->call->task, _("Stopped. The rest is taken back when the workspace is next opened."));
  else
    sotong_task_fail (recovery->call->task, error->message);
  if (is_open (recovery))
    sotong_window_show_error (recovery->call->window, sotong_task_get_title (recovery->call->task), error);
}

static void
imports_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Recovery) recovery = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sentences = sotong_import_recover_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (sentences == NULL)
    give_up (recovery, error);
  if (sentences == NULL || sentences->len == 0)
    return;
  g_ptr_array_add (sentences, NULL);
  text = g_strjoinv (" ", (char **) sentences->pdata);
  sotong_task_done (recovery->call->task, text);
  show (recovery);
  if (is_open (recovery))
    sotong_window_toast (recovery->call->window, text, FALSE);
}

static void
publish_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Recovery *recovery = user_data;

  /* Posts of unknown outcome show it in their panes; what does not work here, publishing will say. */
  sotong_publish_recover_finish (SOTONG_STORE (object), result, NULL);
  recovery->show_id = g_timeout_add (SHOW_MS, show_cb, recovery);
  sotong_import_recover_async (SOTONG_STORE (object), sotong_task_get_cancellable (recovery->call->task), imports_cb, recovery);
}

static gboolean
begin_cb (gpointer user_data)
{
  Recovery *recovery = user_data;

  if (is_open (recovery))
    sotong_publish_recover_async (sotong_context_get_store (recovery->call->context), sotong_task_get_cancellable (recovery->call->task),
                                  publish_cb, recovery);
  else
    recovery_free (recovery);
  return G_SOURCE_REMOVE;
}

/**
 * sotong_task_recover:
 * @window: a window that has begun to show a workspace
 *
 * Brings in order what programs that died left in it: posts whose outcome nobody knows, and
 * parts of imports, which are taken back. Says so when there was something.
 */
void
sotong_task_recover (SotongWindow *window)
{
  Recovery *recovery = g_new0 (Recovery, 1);

  recovery->call = g_new0 (SotongTaskCall, 1);
  recovery->call->task = sotong_task_new (_("After an interruption"));
  recovery->call->context = g_object_ref (sotong_window_get_context (window));
  g_set_weak_pointer (&recovery->call->window, window);
  g_timeout_add (DELAY_MS, begin_cb, recovery);
}

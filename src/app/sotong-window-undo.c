/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-private.h"

#include <glib/gi18n.h>

#include "app/sotong-task.h"
#include "store/sotong-undo.h"
#include "util/sotong-won.h"

/* Undo and redo are the store's: they survive a restart and take back what sotongctl did as
 * well. The window only says what would be undone, and what was. */

typedef struct {
  char *undo;  /* (owned) (nullable): what would be undone, in words */
  char *redo;  /* (owned) (nullable) */
} UndoState;

static void
undo_state_free (UndoState *state)
{
  g_free (state->undo);
  g_free (state->redo);
  g_free (state);
}

static gpointer
peek_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  UndoState *state = g_new0 (UndoState, 1);
  g_autoptr(SotongChangeInfo) undo = sotong_change_peek_undo (db, NULL);
  g_autoptr(SotongChangeInfo) redo = sotong_change_peek_redo (db, NULL);

  if (undo != NULL)
    state->undo = sotong_change_describe (undo);
  if (redo != NULL)
    state->redo = sotong_change_describe (redo);
  return state;
}

static void
set_enabled (SotongWindow *self,
             const char   *name,
             gboolean      enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
peek_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongWindow) self = SOTONG_WINDOW (user_data);
  g_autoptr(GError) error = NULL;
  UndoState *state = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (state == NULL)
    return;   /* closed in between */
  if (self->context != NULL && sotong_context_get_store (self->context) == SOTONG_STORE (object))
    {
      set_enabled (self, "undo", state->undo != NULL);
      set_enabled (self, "redo", state->redo != NULL);
    }
  undo_state_free (state);
}

/* Asks the store whether there is something to undo or redo. */
void
sotong_window_update_undo (SotongWindow *self)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;

  if (store == NULL)
    {
      set_enabled (self, "undo", FALSE);
      set_enabled (self, "redo", FALSE);
      return;
    }
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  sotong_store_read_async (store, peek_job, NULL, NULL, (GDestroyNotify) undo_state_free,
                           self->cancellable, peek_cb, g_object_ref (self));
}

typedef struct {
  SotongWindow  *window;   /* (owned) */
  SotongContext *context;  /* (owned): of the workspace whose change it is */
  SotongTask    *task;     /* (owned): is shown when it takes long, as for a large import */
  gboolean       shown;
  gboolean       redo;
} UndoCall;

static void
undo_call_free (UndoCall *call)
{
  g_object_unref (call->task);
  g_object_unref (call->context);
  g_object_unref (call->window);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UndoCall, undo_call_free)

static void
progress_cb (gint64   done,
             gint64   total,
             gpointer user_data)
{
  UndoCall *call = user_data;
  g_autofree char *first = sotong_number_group (done), *all = sotong_number_group (total), *text = NULL;

  if (!call->shown && call->window->context == call->context)
    {
      call->shown = TRUE;
      sotong_context_add_task (call->context, call->task);
      sotong_workbench_show_pane (call->window->workbench, "activity");
    }
  /* Translators: how many of how many mentions have been taken back. */
  text = g_strdup_printf (_("%1$s of %2$s mentions"), first, all);
  sotong_task_set_detail (call->task, text);
  sotong_task_set_fraction (call->task, total > 0 ? (double) done / (double) total : SOTONG_TASK_UNKNOWN);
}

static void
undo_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(UndoCall) call = user_data;
  SotongWindow *self = call->window;
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL, *text = NULL;

  info = sotong_store_undo_finish (SOTONG_STORE (object), result, &error);
  if (info == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_task_stop (call->task, error->message);
      else
        sotong_task_fail (call->task, error->message);
      if (self->context == call->context)
        sotong_window_show_error (self, call->redo ? _("Nothing was redone") : _("Nothing was undone"), error);
      return;
    }
  what = sotong_change_describe (info);
  text = g_strdup_printf (call->redo ? _("Redone: %s") : _("Undone: %s"), what);
  sotong_task_done (call->task, text);
  if (self->context != call->context)
    return;
  sotong_window_forget_error (self);
  sotong_window_toast (self, info->remark != NULL ? info->remark : text, FALSE);
}

static void
start (SotongWindow *self,
       gboolean      redo)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;
  UndoCall *call;

  if (store == NULL)
    return;
  call = g_new0 (UndoCall, 1);
  call->window = g_object_ref (self);
  call->context = g_object_ref (self->context);
  call->task = sotong_task_new (_("Taking back an import"));
  call->redo = redo;
  sotong_store_undo_async (store, redo, progress_cb, call, sotong_task_get_cancellable (call->task), undo_cb, call);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  start (SOTONG_WINDOW (user_data), FALSE);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  start (SOTONG_WINDOW (user_data), TRUE);
}

/* Adds the actions, which stay off until the store has something for them. */
void
sotong_window_add_undo (SotongWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_action },
    { .name = "redo", .activate = redo_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sotong_window_update_undo (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include "app/dialogs/sotong-slot-dialog.h"
#include "plan/sotong-slot.h"

/* The next free slot of a channel, for the copy whose schedule asks. */

typedef struct {
  gint64 channel_id;
  gint64 copy_id;
  gint64 after;
} Question;

typedef struct {
  SotongEditorPage *page;        /* (owned) */
  gint64            channel_id;
} Call;

static gpointer
next_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;
  gint64 time = sotong_slot_next (db, question->channel_id, question->after, question->copy_id, error);

  return time != SOTONG_NONE ? g_memdup2 (&time, sizeof time) : NULL;
}

static void
next_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr(SotongEditorPage) self = call->page;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *time = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongEditorCopy *row = self->shut ? NULL : sotong_editor_page_get_copy (self, call->channel_id);

  if (row == NULL)
    return;
  if (time != NULL)
    sotong_editor_schedule_choose (sotong_editor_copy_get_schedule (row), *time);
  else
    sotong_editor_schedule_say (sotong_editor_copy_get_schedule (row), error->message);
}

/* The one after the time that is chosen already: asked again, it is the next but one. */
void
sotong_editor_page_ask_slot (SotongEditorPage *self,
                             SotongEditorCopy *row)
{
  gint64 chosen = sotong_editor_schedule_get_time (sotong_editor_copy_get_schedule (row));
  Question question = { sotong_editor_copy_get_channel (row), sotong_editor_copy_get_copy_id (row),
                        chosen != SOTONG_NONE ? chosen : sotong_context_now (self->context) };
  Call *call = g_new0 (Call, 1);

  call->page = g_object_ref (self);
  call->channel_id = question.channel_id;
  sotong_store_read_async (sotong_editor_page_get_store (self), next_job, g_memdup2 (&question, sizeof question), g_free, g_free, NULL, next_cb, call);
}

/* The channel's slots, in a dialog. */
void
sotong_editor_page_edit_slots (SotongEditorPage *self,
                               SotongEditorCopy *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sotong_slot_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->context, sotong_editor_copy_get_channel (row),
                              sotong_editor_copy_get_name (row));
}

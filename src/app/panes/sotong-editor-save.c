/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/panes/sotong-editor-conflict.h"
#include "app/panes/sotong-editor-field.h"
#include "app/sotong-priority.h"

#include "store/sotong-store-error.h"
#include "util/sotong-text.h"

/* Reading and saving. What was typed leaves the widgets only when it is stored: a write that
 * fails, or one that somebody else was faster with, leaves the text where it is. */

/* Milliseconds after the last key. */
#define AUTOSAVE_MS 2000

/* ---- reading ---- */

static void
gone (SotongEditorPage *self)
{
  if (!sotong_editor_page_is_dirty (self) && self->data != NULL)
    {
      g_signal_emit_by_name (self, "closed");
      return;
    }
  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_GONE,
                               _("This content was deleted elsewhere. What you wrote is still here: undo the deletion, or save it as a new content."));
}

/* Who changed what elsewhere, above what the person wrote. */
static void
show_conflict (SotongEditorPage *self,
               SotongEditorData *data)
{
  g_autofree char *text = sotong_editor_conflict_text (self->base, data->content, data->changes, sotong_context_get_zone (self->context));

  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_CONFLICT, text);
}

static void
after_first_read (SotongEditorPage *self)
{
  sotong_editor_page_show_left (self);
  if (self->kept != NULL)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_TAKEN,
                                 _("This is what the other place saved. What you wrote is kept until you dismiss this."));
  sotong_editor_page_end_early (self);
}

/* Somebody else saved. What nobody touched here is simply shown; else the person decides. */
static void
take_read (SotongEditorPage *self,
           SotongEditorData *data)
{
  gboolean first = self->data == NULL, dirty = !first && sotong_editor_page_is_dirty (self);

  if (first && self->kept != NULL) /* with what was typed until theirs had been read */
    {
      g_autoptr(SotongContent) before = self->kept;

      self->kept = sotong_editor_page_build (self);
    }
  if (first || !dirty)
    {
      if (self->bar_kind == SOTONG_EDITOR_BAR_CONFLICT || self->bar_kind == SOTONG_EDITOR_BAR_GONE)
        sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
      /* A new content that is still empty keeps its cursor. */
      sotong_editor_page_show (self, data, !first && self->id == 0);
      if (first)
        after_first_read (self);
      sotong_editor_page_journal_now (self);
      return;
    }
  if (data->content != NULL && self->base != NULL && sotong_editor_rewritten (self->base, data->content))
    show_conflict (self, data);
  sotong_editor_page_show (self, data, TRUE);
  sotong_editor_page_journal_now (self);
}

static SotongEditorChecklist *
checklist_of (SotongEditorPage *self)
{
  return SOTONG_EDITOR_CHECKLIST (sotong_editor_sections_get_part (self->sections, SOTONG_EDITOR_SECTION_CHECKLIST));
}

/* What was read is younger than every act that was answered. */
static void
settle_checklist (SotongEditorPage *self)
{
  sotong_editor_checklist_settle (checklist_of (self));
  sotong_editor_page_journal_now (self);
}

/* What was read, until the rows that are to show it have been made. */
typedef struct {
  SotongEditorPage *page;     /* (owned) */
  SotongEditorData *data;     /* (owned) (nullable): until it is shown */
  GCancellable     *reading;  /* (owned): of this reading; the page has another when it was asked for anew */
} Arrival;

static void
arrival_free (gpointer user_data)
{
  Arrival *arrival = user_data;

  sotong_editor_data_free (arrival->data);
  g_object_unref (arrival->reading);
  g_object_unref (arrival->page);
  g_free (arrival);
}

static gboolean
arrival_cb (gpointer user_data)
{
  Arrival *arrival = user_data;
  SotongEditorPage *self = arrival->page;

  if (self->shut || self->reading != arrival->reading)
    return G_SOURCE_REMOVE;
  if (!sotong_editor_page_make_copies (self, arrival->data->channels))
    return G_SOURCE_CONTINUE;
  g_clear_object (&self->reading);
  take_read (self, g_steal_pointer (&arrival->data));
  if (self->n_writing == 0)
    settle_checklist (self);
  return G_SOURCE_REMOVE;
}

/* At once when there is little to be made, else in slices between which the window answers. */
static void
arrive (SotongEditorPage *self,
        SotongEditorData *data)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->page = g_object_ref (self);
  arrival->data = data;
  arrival->reading = g_object_ref (self->reading);
  if (arrival_cb (arrival) == G_SOURCE_CONTINUE)
    g_idle_add_full (SOTONG_PRIORITY_BEFORE_FRAME, arrival_cb, arrival, arrival_free);
  else
    arrival_free (arrival);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = SOTONG_EDITOR_PAGE (user_data);
  g_autoptr(GError) error = NULL;
  SotongEditorData *data = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->shut || self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    {
      sotong_editor_data_free (data);
      return;
    }
  if (data != NULL)
    {
      arrive (self, data);
      return;
    }
  g_clear_object (&self->reading);
  self->closing = self->closing && self->data != NULL;
  if (g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    gone (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
}

/**
 * sotong_editor_page_read:
 * @self: a page
 *
 * Reads what is stored, in a job of the store; what the person wrote stays.
 */
void
sotong_editor_page_read (SotongEditorPage *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  if (self->shut)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_editor_page_get_store (self), sotong_editor_data_job,
                           g_memdup2 (&self->id, sizeof self->id), g_free, (GDestroyNotify) sotong_editor_data_free,
                           self->reading, read_cb, g_object_ref (self));
}

/* ---- saving ---- */

static SotongEditorSave *
save_new (SotongEditorPage *self)
{
  SotongEditorSave *save = g_new0 (SotongEditorSave, 1);

  save->mine = sotong_editor_page_build (self);
  save->base = self->base != NULL ? sotong_content_dup (self->base) : NULL;
  save->session = g_strdup (self->session);
  save->following = self->following;
  self->following = FALSE;
  return save;
}

static void
save_failed (SotongEditorPage *self,
             const GError     *error)
{
  self->closing = self->publish_after = self->submit_after = self->correct_after = FALSE;
  if (g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT))
    {
      sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_CONFLICT,
                                   _("This content was changed elsewhere while you were writing. What you wrote is still here."));
      sotong_editor_page_read (self); /* and who changed what */
    }
  else if (g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    gone (self);
  else
    {
      g_autofree char *text = g_strdup_printf (_("It was not saved: %s What you wrote is still here."), error->message);

      sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, text);
    }
  sotong_editor_page_update (self);
}

/* The rows learn the ids of copies that are stored now; what was typed since stays. */
static void
show_stored_copies (SotongEditorPage    *self,
                    const SotongContent *before)
{
  for (guint i = 0; i < self->base->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->base->copies, i);
      SotongEditorCopy *row = sotong_editor_page_get_copy (self, copy->channel_id);
      g_autoptr(SotongCopy) now = row != NULL ? sotong_editor_copy_build (row) : NULL;
      const SotongCopy *sent = NULL;

      for (guint j = 0; j < before->copies->len; j++)
        if (((const SotongCopy *) g_ptr_array_index (before->copies, j))->channel_id == copy->channel_id)
          sent = g_ptr_array_index (before->copies, j);
      if (now != NULL && sent != NULL && now->publish_at == sent->publish_at && g_strcmp0 (now->body, sent->body) == 0)
        sotong_editor_copy_show (row, copy);
    }
}

static void
saved (SotongEditorPage *self,
       SotongContent    *stored,
       SotongContent    *sent)
{
  gboolean was_new = self->id == 0;

  self->id = stored->id;
  if (was_new && self->draft != NULL)
    sotong_contributor_dialog_stored (self->draft, self->id);
  sotong_content_free (self->base);
  self->base = stored;
  self->updating = TRUE;
  show_stored_copies (self, sent);
  self->updating = FALSE;
  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
  sotong_editor_page_forget_kept (self);
  sotong_editor_page_journal_now (self);
  if (self->session_ends)
    sotong_editor_page_new_session (self);
  if (was_new)
    sotong_context_set_content (self->context, self->id);
  sotong_editor_page_update (self);
}

typedef struct {
  SotongEditorPage *page;  /* (owned) */
  SotongContent    *sent;  /* (owned) */
} SaveCall;

static void
save_call_free (SaveCall *call)
{
  g_object_unref (call->page);
  sotong_content_free (call->sent);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveCall, save_call_free)

static void start_save (SotongEditorPage *self);

static void
after_save (SotongEditorPage *self)
{
  if (self->save_again && sotong_editor_page_is_dirty (self))
    {
      self->save_again = FALSE;
      start_save (self);
      return;
    }
  self->save_again = FALSE;
  sotong_editor_page_read (self);
  if (self->publish_after)
    {
      self->publish_after = FALSE;
      sotong_editor_page_publish (self);
    }
  if (self->correct_after)
    {
      self->correct_after = FALSE;
      sotong_editor_page_ask_correct (self);
    }
  if (self->submit_after)
    {
      self->submit_after = FALSE;
      sotong_editor_approval_submit (self->approval);
    }
  if (self->closing)
    g_signal_emit_by_name (self, "closed");
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SaveCall) call = user_data;
  SotongEditorPage *self = call->page;
  g_autoptr(GError) error = NULL;
  SotongContent *stored = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  self->saving = FALSE;
  if (self->shut)
    {
      sotong_content_free (stored);
      return;
    }
  if (stored == NULL)
    {
      save_failed (self, error);
      return;
    }
  saved (self, stored, call->sent);
  after_save (self);
}

static void
start_save (SotongEditorPage *self)
{
  SotongEditorSave *save;
  SaveCall *call;

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->saving)
    {
      self->save_again = TRUE;
      return;
    }
  save = save_new (self);
  if (sotong_text_is_blank (save->mine->title))
    {
      sotong_editor_save_free (save);
      self->closing = self->publish_after = self->submit_after = self->correct_after = FALSE;
      sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, _("It was not saved: a content needs a title."));
      gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
      return;
    }
  if (sotong_editor_page_cost_is_wrong (self))
    {
      sotong_editor_save_free (save);
      self->closing = self->publish_after = self->submit_after = self->correct_after = FALSE;
      sotong_editor_page_refuse_cost (self);
      return;
    }
  call = g_new0 (SaveCall, 1);
  call->page = g_object_ref (self);
  call->sent = sotong_content_dup (save->mine);
  self->saving = TRUE;
  sotong_store_write_async (sotong_editor_page_get_store (self), SOTONG_WRITE_DEFAULT, sotong_editor_save_job,
                            save, (GDestroyNotify) sotong_editor_save_free, (GDestroyNotify) sotong_content_free,
                            NULL, save_cb, call);
  sotong_editor_page_update (self);
}

/* ---- the input method first ---- */

static void
settled_cb (gpointer user_data)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (user_data);

  if (--self->n_settling > 0 || self->shut)
    return;
  if (sotong_editor_page_is_dirty (self))
    start_save (self);
  else
    {
      sotong_editor_page_new_session (self);
      if (self->publish_after || self->submit_after || self->correct_after || self->closing)
        after_save (self);
    }
}

static void
settle_all (SotongEditorPage *self)
{
  guint n = 4;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  self->n_settling = n;
  sotong_editor_preedit_settle (self->title_preedit, settled_cb, self);
  sotong_editor_preedit_settle (sotong_editor_text_get_preedit (self->text), settled_cb, self);
  sotong_editor_preedit_settle (sotong_editor_restriction_get_preedit (self->restriction), settled_cb, self);
  sotong_editor_preedit_settle (sotong_editor_sections_get_preedit (self->sections), settled_cb, self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    sotong_editor_preedit_settle (sotong_editor_text_get_preedit (sotong_editor_copy_get_text (SOTONG_EDITOR_COPY (row))),
                                  settled_cb, self);
}

/* What is saved from here on is another step of undo. */
void
sotong_editor_page_new_session (SotongEditorPage *self)
{
  g_free (self->session);
  self->session = g_uuid_string_random ();
  self->session_ends = FALSE;
}

/* Saves, once it is clear for whom. */
void
sotong_editor_page_save_scoped (SotongEditorPage *self,
                                gboolean          following)
{
  if (self->shut || self->data == NULL || self->n_settling > 0)
    return;
  sotong_editor_field_commit_in (GTK_WIDGET (self->sections));
  self->following = following;
  self->session_ends = TRUE;
  settle_all (self);
}

/**
 * sotong_editor_page_save:
 * @self: a page
 *
 * Saves what is not stored yet, with the syllable that the input method still composes.
 */
void
sotong_editor_page_save (SotongEditorPage *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  if (self->shut || self->data == NULL || self->n_settling > 0 || sotong_editor_page_ask_waiting (self) || sotong_editor_page_ask_scope (self))
    return;
  sotong_editor_page_save_scoped (self, FALSE);
}

/**
 * sotong_editor_page_close:
 * @self: a page
 *
 * Saves, and then says “closed”. When it cannot be saved it stays, and says why.
 */
void
sotong_editor_page_close (SotongEditorPage *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  if (self->data == NULL && !sotong_editor_page_has_early (self))
    {
      g_signal_emit_by_name (self, "closed");
      return;
    }
  self->closing = TRUE;
  if (self->data == NULL) /* it is saved as soon as it was read */
    return;
  if (!self->saving)
    sotong_editor_page_save (self);
  else
    self->save_again = TRUE;
}

/* What must be stored now, and was not given a title yet. */
void
sotong_editor_page_name_untitled (SotongContent *content)
{
  if (!sotong_text_is_blank (content->title))
    return;
  g_free (content->title);
  content->title = g_strdup (_("Untitled"));
}

/* Writes what is typed in the fields that are written when they are left. */
void
sotong_editor_page_finish_fields (SotongEditorPage *self)
{
  if (self->data == NULL)
    return;
  sotong_editor_files_finish (self->files);
  sotong_editor_field_commit_in (GTK_WIDGET (self->sections));
  sotong_editor_checklist_finish (checklist_of (self), GTK_WIDGET (self));
}

/**
 * sotong_editor_page_shut:
 * @self: a page
 *
 * The workspace is being closed: hands what is not stored to the store, whose queue is worked
 * off before the file is closed. Nobody is called back. A content without a title gets one.
 */
void
sotong_editor_page_shut (SotongEditorPage *self)
{
  SotongEditorSave *save;

  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  if (self->shut)
    return;
  sotong_editor_page_finish_fields (self);
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  sotong_editor_page_leave_journal (self);
  if (self->data != NULL && sotong_editor_page_is_dirty (self) && self->bar_kind != SOTONG_EDITOR_BAR_CONFLICT)
    {
      save = save_new (self);
      sotong_editor_page_name_untitled (save->mine);
      sotong_store_write_async (sotong_editor_page_get_store (self), SOTONG_WRITE_DEFAULT, sotong_editor_save_job,
                                save, (GDestroyNotify) sotong_editor_save_free, (GDestroyNotify) sotong_content_free,
                                NULL, NULL, NULL);
    }
  self->shut = TRUE;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* ---- by itself ---- */

/* What waits for its time, or has been out, is saved when the person says so. */
static gboolean
is_draft (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = sotong_editor_page_build (self);
  const SotongSeries *series = sotong_editor_hints_get_series (self->hints);

  if (series != NULL && series->n_following > 0) /* for whom it is meant, only the person knows */
    return FALSE;
  for (guint i = 0; i < mine->copies->len; i++)
    if (((const SotongCopy *) g_ptr_array_index (mine->copies, i))->state != SOTONG_STATE_DRAFT)
      return FALSE;
  return *mine->title != '\0';
}

static gboolean
is_composing (SotongEditorPage *self)
{
  if (sotong_editor_preedit_is_open (self->title_preedit)
      || sotong_editor_preedit_is_open (sotong_editor_text_get_preedit (self->text))
      || sotong_editor_preedit_is_open (sotong_editor_sections_get_preedit (self->sections)))
    return TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (sotong_editor_preedit_is_open (sotong_editor_text_get_preedit (sotong_editor_copy_get_text (SOTONG_EDITOR_COPY (row)))))
      return TRUE;
  return FALSE;
}

static gboolean
autosave_cb (gpointer user_data)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (user_data);

  /* A syllable in the making is not disturbed. */
  if (is_composing (self))
    return G_SOURCE_CONTINUE;
  self->autosave_id = 0;
  if (!self->shut && self->bar_kind == SOTONG_EDITOR_BAR_NONE && !sotong_editor_page_cost_is_wrong (self)
      && sotong_editor_page_is_dirty (self) && is_draft (self))
    start_save (self);
  return G_SOURCE_REMOVE;
}

/* Saves a draft a little after the last key. */
void
sotong_editor_page_queue_save (SotongEditorPage *self)
{
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  self->autosave_id = g_timeout_add (AUTOSAVE_MS, autosave_cb, self);
}

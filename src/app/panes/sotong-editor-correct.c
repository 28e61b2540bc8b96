/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "store/sotong-correction.h"

/* What is out already: its words are corrected where they stand, or it is taken off. Either is said before. */

typedef struct {
  SotongCorrectKind   kind;
  gint64              content_id;
  SotongPublishFlags  flags;
} Correct;

/* ---- sending ---- */

static void
correct_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Correct *correct = task_data;
  GError *error = NULL;
  GPtrArray *results;

  if (correct->kind == SOTONG_CORRECT_UPDATE)
    results = sotong_publisher_correct (source, correct->content_id, 0, correct->flags, cancellable, &error);
  else
    results = sotong_publisher_withdraw (source, correct->content_id, correct->flags, cancellable, &error);
  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_results (SotongEditorPage *self,
              GPtrArray        *results)
{
  g_autoptr(GString) problems = g_string_new (NULL);
  guint n_well = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (sotong_publish_result_is_well (result))
        n_well++;
      else
        g_string_append_printf (problems, "%s%s", problems->len > 0 ? "\n" : "", result->message);
    }
  if (problems->len > 0)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, problems->str);
  if (n_well > 0 && self->pane != NULL)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Done on %u channel.", "Done on %u channels.", n_well), n_well);

      sotong_pane_toast (self->pane, text, FALSE);
    }
}

static void
corrected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->publishing);
  if (self->shut)
    return;
  if (results != NULL)
    show_results (self, results);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
  sotong_editor_page_update (self);
  sotong_editor_page_read (self);
}

static void
start (SotongEditorPage  *self,
       SotongCorrectKind  kind)
{
  g_autoptr(GTask) task = NULL;
  Correct *correct;

  if (self->publishing != NULL)
    return;
  correct = g_new0 (Correct, 1);
  correct->kind = kind;
  correct->content_id = self->id;
  /* The question named it. */
  correct->flags = sotong_clock_is_set (sotong_context_get_clock (self->context)) ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT;
  self->correcting = FALSE;
  self->publishing = g_cancellable_new ();
  task = g_task_new (sotong_context_get_publisher (self->context), self->publishing, corrected_cb, g_object_ref (self));
  g_task_set_task_data (task, correct, g_free);
  g_task_run_in_thread (task, correct_thread);
  sotong_editor_page_update (self);
}

/* ---- asking before ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             SotongEditorPage *self)
{
  if (g_str_equal (response, "correct"))
    start (self, SOTONG_CORRECT_UPDATE);
  else if (g_str_equal (response, "withdraw"))
    start (self, SOTONG_CORRECT_REMOVE);
}

static void
ask (SotongEditorPage  *self,
     SotongCorrectKind  kind,
     GPtrArray         *outs)
{
  gboolean update = kind == SOTONG_CORRECT_UPDATE;
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *kept = update ? sotong_publisher_describe_kept (outs) : NULL;
  GtkWidget *dialog;

  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (!update || sotong_publisher_would_correct (out))
        g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", out->channel);
    }
  if (names->len == 0)
    {
      self->correcting = FALSE;
      if (self->pane != NULL)
        sotong_pane_toast (self->pane, kept != NULL ? kept : _("It says the same everywhere already."), FALSE);
      sotong_editor_page_update (self);
      return;
    }
  /* Translators: %s is a list of channels. */
  g_string_printf (body, update ? _("It goes to %s at once, where people have read the earlier words. That cannot be undone.")
                   : _("It is taken off %s. That cannot be undone; what was out, and when, stays on record."), names->str);
  if (kept != NULL)
    g_string_append_printf (body, "\n\n%s", kept);
  if (sotong_clock_is_set (sotong_context_get_clock (self->context)))
    g_string_append (body, _("\n\nThis workspace has its own clock, but what is done on a real channel is done now."));
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, body->str);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), update ? _("Correct “%s”?") : _("Withdraw “%s”?"), self->tab_title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), update ? "correct" : "withdraw",
                                    update ? _("_Send the Correction") : _("_Withdraw"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), update ? "correct" : "withdraw", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct {
  SotongEditorPage  *page;  /* (owned) */
  SotongCorrectKind  kind;
} AskCall;

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree AskCall *call = user_data;
  g_autoptr(SotongEditorPage) self = call->page;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) outs = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->shut)
    return;
  if (outs == NULL)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
  else
    ask (self, call->kind, outs);
}

static void
look (SotongEditorPage  *self,
      SotongCorrectKind  kind)
{
  AskCall *call = g_new0 (AskCall, 1);

  call->page = g_object_ref (self);
  call->kind = kind;
  sotong_store_read_async (sotong_editor_page_get_store (self), list_job, g_memdup2 (&self->id, sizeof self->id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb, call);
}

/* It is saved: what of it stands differently elsewhere is asked about. */
void
sotong_editor_page_ask_correct (SotongEditorPage *self)
{
  look (self, SOTONG_CORRECT_UPDATE);
}

/* The button: opens the text for a correction, then sends it. */
void
sotong_editor_page_correct (SotongEditorPage *self)
{
  if (self->publishing != NULL)
    return;
  if (self->correcting)
    {
      self->correct_after = TRUE;
      sotong_editor_page_save (self);
      return;
    }
  self->correcting = TRUE;
  sotong_editor_page_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* The button: asks, then takes it off where it stands. */
void
sotong_editor_page_ask_withdraw (SotongEditorPage *self)
{
  if (self->publishing == NULL)
    look (self, SOTONG_CORRECT_REMOVE);
}

/* Whether a copy stands on its platform, so that something can be done to it. */
static gboolean
is_out (SotongEditorPage *self)
{
  for (guint i = 0; self->base != NULL && i < self->base->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->base->copies, i);

      /* What waits on its platform stands there as well: it can be corrected and taken off before its time. */
      if ((sotong_state_is_out (copy->state) || (copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL)
           || copy->begun) && copy->withdrawn_at == SOTONG_NONE)
        return TRUE;
    }
  return FALSE;
}

/* Shows what can be done to what is out. */
void
sotong_editor_page_update_out (SotongEditorPage *self)
{
  gboolean out = is_out (self);

  if (!out)
    self->correcting = FALSE;
  gtk_widget_set_visible (self->out_box, out);
  gtk_widget_set_sensitive (self->out_box, self->publishing == NULL);
  gtk_button_set_label (self->correct_button, self->correcting ? _("Send the Correction…") : _("Correct What Is Out…"));
}

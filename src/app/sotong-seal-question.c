/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-seal-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "store/sotong-approval.h"

/* A change that somebody's approval would be lost with is asked about before it is made. */
typedef struct {
  SotongPane     *pane;       /* (owned) */
  SotongSealGo    go;
  gpointer        user_data;
  GDestroyNotify  destroy;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->pane);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
question_closure_free (gpointer  data,
                       GClosure *closure)
{
  question_free (data);
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 n = sotong_approval_count_at_stake (db, data, error);

  return n >= 0 ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (g_str_equal (response, "change"))
    question->go (question->user_data);
}

/* Takes @question. */
static void
present (Question *question,
         guint     n)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (question->pane));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), ngettext ("Lose the Approval of %u Content?", "Lose the Approval of %u Contents?", n), n);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("The change breaks the seal, or ends the review. It has to be submitted again, and does not go out before it is approved. Undo brings the approval back."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "change", _("Change _Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "change", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *n = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  /* What cannot be counted is no reason to refuse: the store itself sees to the seals. */
  if (n == NULL || *n == 0)
    question->go (question->user_data);
  else
    present (g_steal_pointer (&question), (guint) *n);
}

/**
 * sotong_seal_question_ask:
 * @pane: whose workspace it is
 * @contents: (element-type gint64): the contents that are about to change
 * @go: makes the change
 * @user_data: for @go
 * @destroy: frees @user_data, whether or not @go was called
 *
 * Calls @go at once when nobody's approval is lost, else after the person has agreed.
 */
void
sotong_seal_question_ask (SotongPane     *pane,
                          GArray         *contents,
                          SotongSealGo    go,
                          gpointer        user_data,
                          GDestroyNotify  destroy)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Question *question = g_new0 (Question, 1);

  question->pane = g_object_ref (pane);
  question->go = go;
  question->user_data = user_data;
  question->destroy = destroy;
  if (context == NULL)
    {
      question_free (question);
      return;
    }
  sotong_store_read_async (sotong_context_get_store (context), count_job, g_array_ref (contents), (GDestroyNotify) g_array_unref, g_free, NULL,
                           counted_cb, question);
}

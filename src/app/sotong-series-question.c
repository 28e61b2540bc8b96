/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-series-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "store/sotong-content-series.h"
#include "store/sotong-store.h"

/* Whether an act is meant for one content of a series, or for all that follow. */

typedef struct {
  SotongPane     *pane;       /* (owned) */
  char           *heading;
  SotongSeriesGo  go;
  gpointer        user_data;
  GDestroyNotify  destroy;
} Question;

static void
question_free (Question *question)
{
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_object_unref (question->pane);
  g_free (question->heading);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
question_closed (gpointer  data,
                 GClosure *closure)
{
  question_free (data);
}

static gpointer
series_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_content_series_get (db, *(gint64 *) data, error);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  const Question *question = user_data;

  if (!g_str_equal (response, "cancel"))
    question->go (g_str_equal (response, "following"), question->user_data);
}

static void
ask (Question *question,
     int       n_following)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (question->pane));
  g_autofree char *body = g_strdup_printf (ngettext ("%d later one of the series is still there. What is out already is not changed.",
                                                     "%d later ones of the series are still there. What is out already is not changed.",
                                                     (gulong) n_following), n_following);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, question->heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "this", _("_This One"), "following", _("_All Following"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "this");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_closed, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
series_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(SotongSeries) series = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (!sotong_pane_get_attached (question->pane))
    return;
  /* What cannot be read is told by the act itself. */
  if (series == NULL || series->id == 0 || series->n_following == 0)
    question->go (FALSE, question->user_data);
  else
    ask (g_steal_pointer (&question), series->n_following);
}

/**
 * sotong_series_question_ask:
 * @pane: the pane in which something is about to be done
 * @content: the content to which it is done
 * @heading: the question, as “Delete this one, or all following?”
 * @go: does it, for one or for all that follow
 * @user_data: for @go
 * @destroy: (nullable): frees @user_data, whether or not @go was called
 *
 * Asks when the content belongs to a series of which later ones are there; else goes on at once.
 */
void
sotong_series_question_ask (SotongPane     *pane,
                            gint64          content,
                            const char     *heading,
                            SotongSeriesGo  go,
                            gpointer        user_data,
                            GDestroyNotify  destroy)
{
  SotongContext *context;
  Question *question;

  g_return_if_fail (SOTONG_IS_PANE (pane));

  context = sotong_pane_get_context (pane);
  if (context == NULL || sotong_context_get_store (context) == NULL) /* the workspace was closed meanwhile */
    {
      if (destroy != NULL)
        destroy (user_data);
      return;
    }
  question = g_new0 (Question, 1);
  question->pane = g_object_ref (pane);
  question->heading = g_strdup (heading);
  question->go = go;
  question->user_data = user_data;
  question->destroy = destroy;
  sotong_store_read_async (sotong_context_get_store (context), series_job, g_memdup2 (&content, sizeof content), g_free,
                           (GDestroyNotify) sotong_series_free, NULL, series_cb, question);
}

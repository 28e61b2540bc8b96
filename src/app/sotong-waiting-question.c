/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-waiting-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "publish/sotong-publisher.h"
#include "store/sotong-content.h"

/* What waits for its time on a platform itself is moved there first: after a question, because that leaves the house. */
typedef struct {
  SotongPane      *pane;       /* (owned) */
  GArray          *moves;      /* (owned) (element-type SotongWaitingMove) */
  GPtrArray       *waiting;    /* (owned) (nullable) (element-type Waiting): those of them that wait there */
  SotongWaitingGo  go;
  gpointer         user_data;
  GDestroyNotify   destroy;
} Question;

typedef struct {
  gint64  content_id;
  gint64  channel_id;
  gint64  time;
  char   *channel;   /* (owned): its name */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_free (waiting->channel);
  g_free (waiting);
}

static void
question_free (Question *question)
{
  g_object_unref (question->pane);
  g_array_unref (question->moves);
  g_clear_pointer (&question->waiting, g_ptr_array_unref);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
question_closure_free (gpointer  data,
                       GClosure *closure)
{
  Question *question = data;

  if (question->pane != NULL) /* not handed on */
    question_free (question);
  else
    g_free (question);
}

/* ---- moving them ---- */

typedef struct {
  GPtrArray          *waiting;  /* (owned) */
  SotongPublishFlags  flags;
} Moving;

static void
moving_free (gpointer data)
{
  Moving *moving = data;

  g_ptr_array_unref (moving->waiting);
  g_free (moving);
}

/* (nullable): what went wrong; the first thing ends it. */
static char *
move_one (SotongPublisher *publisher,
          const Moving    *moving,
          const Waiting   *waiting,
          GCancellable    *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_move_waiting (publisher, waiting->content_id, waiting->channel_id, waiting->time,
                                                                moving->flags, cancellable, &error);

  if (results == NULL)
    return g_strdup (error->message);
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (!sotong_publish_result_is_well (result))
        return g_strdup (result->message);
    }
  return NULL;
}

static void
move_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Moving *moving = task_data;

  for (guint i = 0; i < moving->waiting->len; i++)
    {
      char *problem = move_one (source, moving, g_ptr_array_index (moving->waiting, i), cancellable);

      if (problem != NULL)
        {
          g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", problem);
          g_free (problem);
          return;
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    question->go (question->user_data);
  else if (sotong_pane_get_attached (question->pane))
    sotong_pane_show_error (question->pane, _("It was not moved on its platform"), error);
}

static char *
name_channels (const Question *question)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < question->waiting->len; i++)
    {
      const Waiting *waiting = g_ptr_array_index (question->waiting, i);
      g_autofree char *name = g_strdup_printf ("“%s”", waiting->channel);

      if (strstr (names->str, name) == NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Takes @question. */
static void
start (Question *question)
{
  SotongContext *context = sotong_pane_get_context (question->pane);
  g_autofree char *names = name_channels (question);
  g_autofree char *text = NULL;
  g_autoptr(GTask) task = NULL;
  Moving *moving;

  if (context == NULL)
    {
      question_free (question);
      return;
    }
  /* Translators: %s is a list of channels. */
  text = g_strdup_printf (_("Giving it the new time on %s…"), names);
  sotong_pane_toast (question->pane, text, FALSE);
  moving = g_new0 (Moving, 1);
  moving->waiting = g_ptr_array_ref (question->waiting);
  /* The question named the channel. */
  moving->flags = sotong_clock_is_set (sotong_context_get_clock (context)) ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT;
  task = g_task_new (sotong_context_get_publisher (context), NULL, moved_cb, question);
  g_task_set_task_data (task, moving, moving_free);
  g_task_run_in_thread (task, move_thread);
}

/* ---- asking ---- */

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (g_str_equal (response, "move"))
    {
      start (g_memdup2 (question, sizeof *question));
      question->pane = NULL; /* handed on */
    }
}

/* Takes @question. */
static void
present (Question *question)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (question->pane));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Move It on Its Platform Too?"), NULL);
  g_autofree char *names = name_channels (question);

  /* Translators: %s is a list of channels. */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("It waits for its time on %s. It gets the new time there at once, and that cannot be undone."), names);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "move", _("_Move It There"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "move");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GArray *moves = data;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) waiting_free);

  for (guint i = 0; i < moves->len; i++)
    {
      const SotongWaitingMove *move = &g_array_index (moves, SotongWaitingMove, i);
      g_autoptr(SotongCopy) copy = sotong_copy_get (db, move->copy_id, error);
      Waiting *waiting;

      if (copy == NULL)
        return NULL;
      if (!sotong_copy_waits_there (copy) || copy->publish_at == move->time)
        continue;
      waiting = g_new0 (Waiting, 1);
      waiting->content_id = move->content_id;
      waiting->channel_id = copy->channel_id;
      waiting->time = move->time;
      waiting->channel = g_strdup (copy->channel);
      g_ptr_array_add (list, waiting);
    }
  return g_steal_pointer (&list);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) question = user_data;

  question->waiting = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  /* What cannot be read is no reason to refuse: the store itself lets nothing be moved that waits elsewhere. */
  if (question->waiting == NULL || question->waiting->len == 0)
    question->go (question->user_data);
  else if (sotong_pane_get_attached (question->pane))
    present (g_steal_pointer (&question));
}

/**
 * sotong_waiting_question_ask:
 * @pane: whose workspace it is
 * @moves: (element-type SotongWaitingMove): the copies that are about to get another time
 * @go: moves them here
 * @user_data: for @go
 * @destroy: frees @user_data, whether or not @go was called
 *
 * Calls @go at once when none of them waits on its platform. Else the person is asked, those that wait are moved there in a
 * thread, and @go is called when their platforms have taken the time; if one does not, why is said and @go is not called.
 */
void
sotong_waiting_question_ask (SotongPane      *pane,
                             GArray          *moves,
                             SotongWaitingGo  go,
                             gpointer         user_data,
                             GDestroyNotify   destroy)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Question *question = g_new0 (Question, 1);

  question->pane = g_object_ref (pane);
  question->moves = g_array_ref (moves);
  question->go = go;
  question->user_data = user_data;
  question->destroy = destroy;
  if (context == NULL)
    {
      question_free (question);
      return;
    }
  sotong_store_read_async (sotong_context_get_store (context), find_job, g_array_ref (moves), (GDestroyNotify) g_array_unref,
                           (GDestroyNotify) g_ptr_array_unref, NULL, found_cb, question);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-take-over-question.h"

#include <glib/gi18n.h>

#include "plan/sotong-media.h"
#include "publish/sotong-publish-hand.h"
#include "publish/sotong-publish-learn-id.h"
#include "store/sotong-attempt.h"
#include "store/sotong-change.h"

/* What leaves the editor other than by saving: posts, and files that come in. */

/* ---- publishing ---- */

static const SotongChannel *
find_channel (SotongEditorPage *self,
              gint64            id)
{
  for (guint i = 0; i < self->data->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (self->data->channels, i);

      if (channel->id == id)
        return channel;
    }
  return NULL;
}

/* The names of the channels it would go to, or of the one of @copy_id; of real ones only, if asked so. */
static char *
name_channels (SotongEditorPage *self,
               gint64            copy_id,
               gboolean          real_only)
{
  GString *names = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr(SotongCopy) copy = sotong_editor_copy_build (SOTONG_EDITOR_COPY (row));
      const SotongChannel *channel = copy != NULL ? find_channel (self, copy->channel_id) : NULL;

      if (copy_id != 0 && sotong_editor_copy_get_copy_id (SOTONG_EDITOR_COPY (row)) != copy_id)
        continue;
      if (channel == NULL || !sotong_state_can_move (copy->state) || (real_only && !sotong_publish_is_real (channel)))
        continue;
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", channel->name);
    }
  return g_string_free (names, FALSE);
}

typedef struct {
  SotongEditorPage   *page;    /* (owned): while it is under way */
  gint64              copy_id; /* or 0 for all */
  SotongPublishFlags  flags;
} PublishCall;

static void
start_publish (SotongEditorPage   *self,
               gint64              copy_id,
               SotongPublishFlags  flags);

static void
take_over_cb (AdwMessageDialog *dialog,
              const char       *response,
              SotongEditorPage *self)
{
  const PublishCall *call = g_object_get_data (G_OBJECT (dialog), "call");

  if (g_str_equal (response, "take-over"))
    start_publish (self, call->copy_id, SOTONG_PUBLISH_TAKE_OVER | call->flags);
}

static void
ask_take_over (SotongEditorPage  *self,
               const PublishCall *call,
               const GError      *error)
{
  GtkWidget *dialog = sotong_take_over_question_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), error);

  g_object_set_data_full (G_OBJECT (dialog), "call", g_memdup2 (call, sizeof *call), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* One sentence for all copies that did not go well or are perhaps out twice, or a toast when all did. */
static void
show_results (SotongEditorPage *self,
              gboolean          looked,
              GPtrArray        *results)
{
  g_autoptr(GString) problems = g_string_new (NULL);
  guint n_well = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (sotong_publish_result_is_well (result))
        n_well++;
      if (!sotong_publish_result_is_well (result) || result->twice)
        g_string_append_printf (problems, "%s“%s”: %s", problems->len > 0 ? "\n" : "", result->channel, result->message);
    }
  if (problems->len > 0)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, problems->str);
  if (n_well > 0 && looked && self->pane != NULL)
    sotong_pane_toast (self->pane, _("The post is on the platform."), FALSE);
  else if (n_well > 0 && self->pane != NULL)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Published on %u channel.", "Published on %u channels.", n_well), n_well);

      sotong_pane_toast (self->pane, text, FALSE);
    }
}

static void
publish_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree PublishCall *call = user_data;
  g_autoptr(SotongEditorPage) self = call->page;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_finish (SOTONG_PUBLISHER (object), result, &error);

  g_clear_object (&self->publishing);
  if (self->shut)
    return;
  if (results != NULL)
    show_results (self, (call->flags & SOTONG_PUBLISH_LOOK) != 0, results);
  else if (sotong_publish_is_elsewhere (error))
    ask_take_over (self, call, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
  sotong_editor_page_update (self);
  sotong_editor_page_read (self);
}

static void
start_publish (SotongEditorPage   *self,
               gint64              copy_id,
               SotongPublishFlags  flags)
{
  PublishCall *call;

  if (self->publishing != NULL)
    return;
  call = g_new0 (PublishCall, 1);
  call->page = g_object_ref (self);
  call->copy_id = copy_id;
  call->flags = flags;
  self->publishing = g_cancellable_new ();
  sotong_publisher_publish_async (sotong_context_get_publisher (self->context), self->id, copy_id, flags, NULL, NULL,
                                  self->publishing, publish_cb, call);
  sotong_editor_page_update (self);
}

/* The content is saved and the person has agreed: sends it. */
void
sotong_editor_page_publish (SotongEditorPage *self)
{
  g_autofree char *real = name_channels (self, self->publish_copy, TRUE);
  gboolean allow = *real != '\0' && sotong_clock_is_set (sotong_context_get_clock (self->context));

  start_publish (self, self->publish_copy, allow ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT);
}

/* Asks the platform whether a copy of unknown outcome is there; sends nothing. */
void
sotong_editor_page_look (SotongEditorPage *self,
                         gint64            copy_id)
{
  start_publish (self, copy_id, SOTONG_PUBLISH_LOOK);
}

static void
publish_response_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     SotongEditorPage *self)
{
  if (!g_str_equal (response, "publish"))
    return;
  self->publish_copy = *(gint64 *) g_object_get_data (G_OBJECT (dialog), "copy");
  self->publish_after = TRUE;
  sotong_editor_page_save (self);
}

/* “Publish now” for one channel: says first that it cannot be taken back, and under a set clock that citizens would see it. */
void
sotong_editor_page_ask_publish_copy (SotongEditorPage *self,
                                     gint64            copy_id)
{
  g_autofree char *all = name_channels (self, copy_id, FALSE), *real = name_channels (self, copy_id, TRUE);
  GString *body = g_string_new (NULL);
  guint n_problems = sotong_editor_sections_n_problems (self->sections);
  GtkWidget *dialog;

  /* Translators: %s is a list of channels. */
  g_string_append_printf (body, _("It goes to %s. A published post cannot be undone."), all);
  if (*real != '\0' && sotong_clock_is_set (sotong_context_get_clock (self->context)))
    g_string_append_printf (body, _("\n\nThis workspace has its own clock, but these channels are real, and citizens would see the post now: %s."), real);
  if (n_problems > 0)
    g_string_append_printf (body, ngettext ("\n\n%u problem is listed below the pictures: the channel it names will refuse the post.",
                                            "\n\n%u problems are listed below the pictures: the channels they name will refuse the post.",
                                            n_problems), n_problems);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, body->str);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Publish “%s” Now?"), self->tab_title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "publish", _("_Publish"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "publish",
                                              *real != '\0' ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "copy", g_memdup2 (&copy_id, sizeof copy_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (publish_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  g_string_free (body, TRUE);
}

/* The same for all of its channels. */
void
sotong_editor_page_ask_publish (SotongEditorPage *self)
{
  sotong_editor_page_ask_publish_copy (self, 0);
}

/* ---- small writes ---- */

typedef enum {
  ACT_BY_HAND,
  ACT_ADD_FILE,
  ACT_REMOVE_FILE,
  ACT_DESCRIBE_FILE,
} ActKind;

typedef struct {
  ActKind           kind;
  gint64            id;          /* of the copy, the content or the attachment */
  gboolean          published;
  char             *text;        /* (owned) (nullable): an address or a description */
  char             *session;     /* (owned) (nullable): of writing, see sotong_change_set_session() */
  SotongAttachment *attachment;  /* (owned) (nullable) */
  GBytes           *bytes;       /* (owned) (nullable) */
} Act;

static void
act_free (Act *act)
{
  g_free (act->text);
  g_free (act->session);
  sotong_attachment_free (act->attachment);
  g_clear_pointer (&act->bytes, g_bytes_unref);
  g_free (act);
}

/* What is written in one go is one step of undo. */
static gboolean
describe_file (SotongDb   *db,
               const Act  *act,
               GError    **error)
{
  if (!sotong_attachment_describe (db, act->id, act->text, error))
    return FALSE;
  sotong_change_set_session (db, act->session);
  return TRUE;
}

static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Act *act = data;

  switch (act->kind)
    {
    case ACT_BY_HAND:
      return GINT_TO_POINTER (sotong_publish_hand_note (db, act->id, act->text, error));
    case ACT_ADD_FILE:
      return GINT_TO_POINTER (sotong_attachment_add (db, act->id, act->attachment, act->bytes, error) != 0);
    case ACT_REMOVE_FILE:
      return GINT_TO_POINTER (sotong_attachment_remove (db, act->id, error));
    case ACT_DESCRIBE_FILE:
      return GINT_TO_POINTER (describe_file (db, act, error));
    default:
      g_assert_not_reached ();
    }
}

static void
act_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = SOTONG_EDITOR_PAGE (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  self->n_writing--;
  if (self->shut)
    return;
  if (error != NULL)
    {
      sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
      sotong_editor_field_keep_in (GTK_WIDGET (self));
    }
  sotong_editor_page_read (self);
}

static void
act (SotongEditorPage *self,
     Act              *what)
{
  self->n_writing++;
  sotong_store_write_async (sotong_editor_page_get_store (self), SOTONG_WRITE_DEFAULT, act_job, what,
                            (GDestroyNotify) act_free, NULL, NULL, act_cb, g_object_ref (self));
}

/**
 * sotong_editor_page_write:
 * @self: a page
 * @job: a write job that gives something but %NULL when it is done
 * @data: (transfer full): for @job
 * @data_free: frees it
 *
 * For what is written at once, beside the text: says why it could not be, and reads anew.
 */
void
sotong_editor_page_write (SotongEditorPage *self,
                          SotongStoreJob    job,
                          gpointer          data,
                          GDestroyNotify    data_free)
{
  if (self->shut)
    {
      data_free (data);
      return;
    }
  self->n_writing++;
  sotong_store_write_async (sotong_editor_page_get_store (self), SOTONG_WRITE_DEFAULT, job, data, data_free, NULL, NULL, act_cb,
                            g_object_ref (self));
}

static Act *
act_new (ActKind     kind,
         gint64      id,
         const char *text)
{
  Act *what = g_new0 (Act, 1);

  what->kind = kind;
  what->id = id;
  what->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  return what;
}

/* A person posted it themselves and gives the address. */
void
sotong_editor_page_by_hand (SotongEditorPage *self,
                            gint64            copy_id,
                            const char       *url)
{
  act (self, act_new (ACT_BY_HAND, copy_id, url));
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = SOTONG_EDITOR_PAGE (user_data);
  g_autoptr(GError) error = NULL;

  sotong_publish_learn_id_finish (SOTONG_STORE (object), result, &error);
  if (self->shut)
    return;
  if (error != NULL)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
  sotong_editor_page_read (self);
}

static gpointer
settle_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Act *what = data;

  return sotong_publish_hand_settle (db, what->id, what->published, what->text, error) ? g_memdup2 (&what->id, sizeof what->id) : NULL;
}

/* It is settled; its site may tell which of its posts it is. */
static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = SOTONG_EDITOR_PAGE (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *copy_id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (self->shut)
    return;
  if (error != NULL)
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
  sotong_editor_page_read (self);
  if (copy_id != NULL)
    sotong_publish_learn_id_async (SOTONG_STORE (object), sotong_context_get_secrets (self->context), *copy_id, NULL, learnt_cb, g_object_ref (self));
}

/* A person looked whether a post of unknown outcome is there. */
void
sotong_editor_page_settle (SotongEditorPage *self,
                           gint64            copy_id,
                           gboolean          published,
                           const char       *url)
{
  Act *what = act_new (ACT_BY_HAND, copy_id, url);

  what->published = published;
  sotong_store_write_async (sotong_editor_page_get_store (self), SOTONG_WRITE_DEFAULT, settle_job, what, (GDestroyNotify) act_free, g_free, NULL,
                            settled_cb, g_object_ref (self));
}

/* ---- files ---- */

void
sotong_editor_page_remove_file (SotongEditorPage *self,
                                gint64            attachment)
{
  act (self, act_new (ACT_REMOVE_FILE, attachment, NULL));
}

void
sotong_editor_page_describe_file (SotongEditorPage *self,
                                  gint64            attachment,
                                  const char       *text)
{
  Act *what = act_new (ACT_DESCRIBE_FILE, attachment, NULL);

  what->text = g_strdup (text);
  what->session = g_strdup (self->session);
  act (self, what);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      path,
             GCancellable *cancellable)
{
  GError *error = NULL;
  Act *what = act_new (ACT_ADD_FILE, 0, NULL);

  what->attachment = sotong_media_load (path, &what->bytes, cancellable, &error);
  if (what->attachment != NULL)
    {
      g_task_return_pointer (task, what, (GDestroyNotify) act_free);
      return;
    }
  act_free (what);
  g_task_return_error (task, error);
}

static void load_next (SotongEditorPage *self);

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongEditorPage) self = user_data;
  g_autoptr(GError) error = NULL;
  Act *what = g_task_propagate_pointer (G_TASK (result), &error);

  self->loading = FALSE;
  if (what == NULL || self->shut)
    {
      if (what != NULL)
        act_free (what);
      else if (!self->shut)
        sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, error->message);
    }
  else
    {
      what->id = self->id;
      act (self, what);
    }
  load_next (self);
}

static void
load_next (SotongEditorPage *self)
{
  g_autoptr(GTask) task = NULL;
  char *path = self->loading || self->shut ? NULL : g_queue_pop_head (&self->to_load);

  if (path == NULL)
    return;
  self->loading = TRUE;
  task = g_task_new (NULL, NULL, loaded_cb, g_object_ref (self)); /* no widget is let go of in a thread */
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, load_thread);
}

/* A file belongs to a stored content: a new one is to be saved before. */
void
sotong_editor_page_add_file (SotongEditorPage *self,
                             const char       *path)
{
  if (self->id == 0)
    {
      sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR,
                                   _("Give the content a title and save it first; then add the file."));
      return;
    }
  g_queue_push_tail (&self->to_load, g_strdup (path));
  load_next (self);
}

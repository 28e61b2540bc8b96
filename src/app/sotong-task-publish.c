/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sotong-publishing.h"
#include "app/sotong-take-over-question.h"
#include "app/sotong-task-commands.h"
#include "publish/sotong-publish-result.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-channel.h"
#include "store/sotong-outbox.h"

#define LISTED 12 /* posts that the question names; the others are counted */

/* ---- what is due ---- */

typedef struct {
  GPtrArray *due;       /* (owned) (element-type SotongDue) */
  GPtrArray *channels;  /* (owned) (element-type SotongChannel) */
} Outbox;

static void
outbox_free (Outbox *outbox)
{
  g_clear_pointer (&outbox->due, g_ptr_array_unref);
  g_clear_pointer (&outbox->channels, g_ptr_array_unref);
  g_free (outbox);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outbox, outbox_free)

static gpointer
outbox_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(Outbox) outbox = g_new0 (Outbox, 1);

  outbox->due = sotong_outbox_list_due (db, error);
  if (outbox->due == NULL)
    return NULL;
  outbox->channels = sotong_channel_list (db, error);
  return outbox->channels != NULL ? g_steal_pointer (&outbox) : NULL;
}

static const SotongChannel *
channel_of (const Outbox    *outbox,
            const SotongDue *due)
{
  for (guint i = 0; i < outbox->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (outbox->channels, i);

      if (channel->id == due->channel_id)
        return channel;
    }
  return NULL;
}

static guint
count_real (const Outbox *outbox)
{
  guint n = 0;

  for (guint i = 0; i < outbox->due->len; i++)
    {
      const SotongChannel *channel = channel_of (outbox, g_ptr_array_index (outbox->due, i));

      if (channel != NULL && sotong_publish_is_real (channel))
        n++;
    }
  return n;
}

/* ---- publishing ---- */

static void
progress_cb (const SotongPublishProgress *progress,
             gpointer                     user_data)
{
  SotongTaskCall *call = user_data;
  g_autofree char *detail = NULL;

  /* Translators: a post's title, then the channel's name */
  detail = g_strdup_printf (_("“%s” on %s"), progress->title, progress->channel);
  sotong_task_set_detail (call->task, detail);
  if (progress->n_all > 0)
    sotong_task_set_fraction (call->task, (double) progress->n_done / progress->n_all);
}

/* What waits on its platform is not out yet; what is perhaps out twice must be looked at. */
static char *
describe_well (guint       n_out,
               guint       n_there,
               const char *twice)
{
  g_autofree char *out = g_strdup_printf (ngettext ("%u post is out.", "%u posts are out.", n_out), n_out);
  g_autofree char *there = g_strdup_printf (ngettext ("%u waits on its platform for its time.", "%u wait on their platforms for their times.", n_there), n_there);

  if (twice != NULL)
    return g_strdup_printf ("%s %s", out, twice);
  return n_there == 0 ? g_steal_pointer (&out) : n_out == 0 ? g_steal_pointer (&there) : g_strdup_printf ("%s %s", out, there);
}

static void
end_publishing (SotongTaskCall *call,
                GPtrArray      *results)
{
  guint n_out = 0, n_there = 0, n_ill = 0, n_unknown = 0;
  const SotongPublishResult *first_ill = NULL;
  const char *twice = NULL;
  g_autofree char *well = NULL, *text = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      n_out += result->state == SOTONG_PUBLISH_PUBLISHED ? 1 : 0;
      twice = result->twice && twice == NULL ? result->message : twice;
      n_there += result->state == SOTONG_PUBLISH_HANDED_OVER ? 1 : 0;
      if (!sotong_publish_result_is_well (result) && n_ill++ == 0)
        first_ill = result;
      n_unknown += result->state == SOTONG_PUBLISH_UNKNOWN ? 1 : 0;
    }
  well = describe_well (n_out, n_there, twice);
  if (first_ill == NULL)
    {
      sotong_task_call_end (call, well, NULL);
      return;
    }
  if (sotong_publish_result_is_of_run (first_ill))
    text = g_strdup_printf ("%s %s", well, first_ill->message);
  else if (n_unknown == n_ill)
    /* Translators: how many are out, then the title and channel of one of which that is not known, and why */
    text = g_strdup_printf (ngettext ("%s Whether %u is out is not known: “%s” on %s. %s", "%s Whether %u are out is not known, first of them “%s” on %s. %s", n_ill),
                            well, n_ill, first_ill->title, first_ill->channel, first_ill->message);
  else
    /* Translators: how many are out, then the title and channel of one that is not, and why */
    text = g_strdup_printf (ngettext ("%s %u is not: “%s” on %s. %s", "%s %u are not, first of them “%s” on %s. %s", n_ill), well, n_ill, first_ill->title,
                            first_ill->channel, first_ill->message);
  if (n_ill == 1 || n_unknown == n_ill)
    sotong_publishing_end_task (call->task, first_ill, text);
  else
    sotong_task_fail (call->task, text);
  if (call->window != NULL)
    sotong_window_toast (call->window, text, FALSE);
  sotong_task_call_free (call);
}

static void publish (SotongWindow       *window,
                     SotongPublishFlags  flags);

static void
take_over_cb (SotongWindow     *window,
              const char       *response,
              AdwMessageDialog *dialog)
{
  SotongPublishFlags flags = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "flags"));

  if (g_str_equal (response, "take-over") && sotong_window_get_context (window) != NULL)
    publish (window, flags | SOTONG_PUBLISH_TAKE_OVER);
}

/* Another machine, or another copy of the file, publishes: two would publish everything twice. */
static void
ask_take_over (SotongWindow       *window,
               SotongPublishFlags  flags,
               const GError       *error)
{
  GtkWidget *dialog = sotong_take_over_question_new (GTK_WINDOW (window), error);

  g_object_set_data (G_OBJECT (dialog), "flags", GUINT_TO_POINTER (flags));
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  SotongTaskCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_finish (SOTONG_PUBLISHER (object), result, &error);

  if (results != NULL)
    {
      end_publishing (user_data, results);
      return;
    }
  if (sotong_publish_is_elsewhere (error) && call->window != NULL)
    ask_take_over (call->window, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (call->task), "flags")), error);
  sotong_task_call_end (call, NULL, error);
}

static void
publish (SotongWindow       *window,
         SotongPublishFlags  flags)
{
  SotongTaskCall *call = sotong_task_call_new (window, _("Publishing what is due"));

  g_object_set_data (G_OBJECT (call->task), "flags", GUINT_TO_POINTER (flags));
  sotong_publisher_publish_async (sotong_context_get_publisher (call->context), 0, 0, flags, progress_cb, call,
                                  sotong_task_get_cancellable (call->task), published_cb, call);
}

/* ---- asking before ---- */

static void
response_cb (SotongWindow     *window,
             const char       *response,
             AdwMessageDialog *dialog)
{
  if (sotong_window_get_context (window) == NULL)
    return;
  if (g_str_equal (response, "publish"))
    publish (window, SOTONG_PUBLISH_DEFAULT);
  else if (g_str_equal (response, "real"))
    publish (window, SOTONG_PUBLISH_ALLOW_REAL);
}

static char *
list_due (const Outbox *outbox,
          gboolean      set_clock,
          guint         n_real)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (outbox->due->len, LISTED); i++)
    {
      const SotongDue *due = g_ptr_array_index (outbox->due, i);
      const SotongChannel *channel = channel_of (outbox, due);

      g_string_append_printf (text, "• %s — %s\n", due->title, channel != NULL ? channel->name : "");
    }
  if (outbox->due->len > LISTED)
    g_string_append_printf (text, ngettext ("… and %u more\n", "… and %u more\n", outbox->due->len - LISTED), outbox->due->len - LISTED);
  g_string_append_printf (text, "\n%s", _("What has been published cannot be undone."));
  if (set_clock && n_real > 0)
    g_string_append_printf (text, "\n\n%s", _("This workspace has a clock of its own, and some of these go to real channels, where everybody can read them."));
  return g_string_free (text, FALSE);
}

static void
ask (SotongWindow *window,
     const Outbox *outbox)
{
  gboolean set_clock = sotong_clock_is_set (sotong_context_get_clock (sotong_window_get_context (window)));
  guint n_real = count_real (outbox);
  g_autofree char *heading = g_strdup_printf (ngettext ("Publish %u post now?", "Publish %u posts now?", outbox->due->len), outbox->due->len);
  g_autofree char *body = list_due (outbox, set_clock, n_real);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  if (set_clock && n_real > 0)
    {
      if (n_real < outbox->due->len)
        adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "publish", _("_Practice Channels Only"));
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "real", _("_Real Channels Too"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "real", ADW_RESPONSE_DESTRUCTIVE);
    }
  else
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "publish", _("_Publish"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "publish", ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
outbox_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outbox) outbox = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (sotong_window_get_context (window) == NULL)
    return;
  if (outbox == NULL)
    sotong_window_show_error (window, _("What is due could not be read"), error);
  else if (outbox->due->len == 0)
    sotong_window_toast (window, _("Nothing is due"), FALSE);
  else
    ask (window, outbox);
}

/**
 * sotong_task_publish_due:
 * @window: a window with a workspace
 *
 * Lists what is due, asks, and publishes it.
 */
void
sotong_task_publish_due (SotongWindow *window)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  sotong_store_read_async (sotong_context_get_store (context), outbox_job, NULL, NULL, (GDestroyNotify) outbox_free, NULL, outbox_cb,
                           g_object_ref (window));
}

/**
 * sotong_task_take_over:
 * @window: a window with a workspace from which another computer or another copy of the file publishes
 * @copied: whether it is another copy of the file, on this computer
 *
 * Asks whether it is to publish from here from now on, and then publishes what is due: looked up first where that can be done.
 */
void
sotong_task_take_over (SotongWindow *window,
                       gboolean      copied)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (sotong_window_get_context (window) != NULL);
  error = g_error_new_literal (SOTONG_PUBLISH_ERROR, copied ? SOTONG_PUBLISH_ERROR_OTHER_FILE : SOTONG_PUBLISH_ERROR_OTHER_MACHINE,
                               copied ? _("Until now another copy of this file publishes. If it goes on, the same posts may go out twice: let only one of "
                                          "the files publish. What is due now is looked up first where that is possible, and then sent.")
                                      : _("Until now another computer publishes. If it goes on, the same posts may go out twice: let only one of the "
                                          "computers publish. What is due now is looked up first where that is possible, and then sent."));
  ask_take_over (window, SOTONG_PUBLISH_DEFAULT, error);
}

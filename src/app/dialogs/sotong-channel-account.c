/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-channel-account.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "publish/sotong-publisher.h"

typedef struct {
  SotongTaskCall *call;    /* (owned) */
  gboolean        is_new;
} Check;

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Check *check = user_data;
  SotongTaskCall *call = check->call;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_test_channel_finish (SOTONG_PUBLISHER (object), result, &error);
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  if (reply == NULL)
    {
      sotong_task_call_end (call, NULL, error);
      return;
    }
  if (reply->outcome == SOTONG_OUTCOME_OK)
    {
      text = g_strdup_printf (_("The channel is ready: the platform knows the account as “%s”."),
                              reply->account_name != NULL ? reply->account_name : reply->remote_id != NULL ? reply->remote_id : "");
      whole = reply->message[0] != '\0' ? g_strconcat (text, " ", reply->message, NULL) : NULL;
      sotong_task_call_end (call, whole != NULL ? whole : text, NULL);
      return;
    }
  text = g_strdup_printf (check->is_new ? _("The channel was added, but it cannot publish yet: %s") : _("The channel was saved, but it cannot publish yet: %s"),
                          reply->message != NULL ? reply->message : "");
  sotong_task_fail (call->task, text);
  if (call->window != NULL && sotong_window_get_context (call->window) == call->context)
    sotong_window_toast (call->window, text, FALSE);
  sotong_task_call_free (call);
}

/**
 * sotong_channel_account_check:
 * @window: (nullable): the window; nothing is asked when it shows another workspace by now
 * @context: the workspace of the channel
 * @channel_id: a channel that a program may publish on
 * @name: its name
 * @is_new: whether it was added rather than changed
 *
 * Asks the platform in the background: a wrong password is told of now, not when the first post is due. The
 * sentence stands in the window and with the task.
 */
void
sotong_channel_account_check (GtkWindow     *window,
                              SotongContext *context,
                              gint64         channel_id,
                              const char    *name,
                              gboolean       is_new)
{
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autofree char *title = NULL;
  Check *check;

  if (!SOTONG_IS_WINDOW (window) || sotong_window_get_context (SOTONG_WINDOW (window)) != context)
    return;
  /* Translators: a task; %s is the name of a channel. */
  title = g_strdup_printf (_("Account of “%s”"), name);
  check = g_new0 (Check, 1);
  check->call = sotong_task_call_new (SOTONG_WINDOW (window), title);
  check->is_new = is_new;
  publisher = sotong_publisher_new (sotong_context_get_store (context), sotong_context_get_secrets (context));
  sotong_publisher_test_channel_async (publisher, channel_id, sotong_task_get_cancellable (check->call->task), checked_cb, check);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "platforms/sotong-practice-server.h"
#include "publish/sotong-practice-setup.h"

/* The practice platform of a window: a task that stands until a person stops it. */
typedef struct {
  SotongTaskCall       *call;      /* (owned) */
  SotongPracticeServer *server;    /* (owned) */
  gboolean              connected;
} Practice;

static void
set_running (SotongWindow *window,
             gboolean      running)
{
  GAction *action = window != NULL ? g_action_map_lookup_action (G_ACTION_MAP (window), "practice") : NULL;

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (running));
}

/* Ends the task: what the platform received is gone with it. */
static void
end_practice (Practice     *practice,
              const GError *error)
{
  SotongPracticeCounts counts;
  g_autofree char *text = NULL;

  sotong_practice_server_get_counts (practice->server, &counts);
  sotong_practice_server_stop (practice->server);
  text = g_strdup_printf (ngettext ("The practice platform was stopped. It has received %u post.", "The practice platform was stopped. It has received %u posts.",
                                    counts.posts), counts.posts);
  g_object_unref (practice->server);
  set_running (practice->call->window, FALSE);
  sotong_task_call_end (practice->call, text, error);
  g_free (practice);
}

/* In an idle: a person cancels, and so does the window when it closes. */
static gboolean
stopped_cb (gpointer user_data)
{
  end_practice (user_data, NULL);
  return G_SOURCE_REMOVE;
}

static void
state_cb (Practice *practice)
{
  if (practice->connected && sotong_task_get_state (practice->call->task) == SOTONG_TASK_CANCELLING)
    {
      g_signal_handlers_disconnect_by_data (practice->call->task, practice);
      g_idle_add (stopped_cb, practice);
    }
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Practice *practice = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongPracticeSetup) setup = sotong_practice_connect_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *detail = NULL;

  if (setup == NULL)
    {
      g_signal_handlers_disconnect_by_data (practice->call->task, practice);
      end_practice (practice, error);
      return;
    }
  practice->connected = TRUE;
  /* Translators: an address, the name of a channel, the name of a source */
  detail = g_strdup_printf (_("It runs at %s. Publish to “%s”, fetch from “%s”."), sotong_practice_server_get_url (practice->server), setup->channel, setup->source);
  sotong_task_set_detail (practice->call->task, detail);
  sotong_task_set_fraction (practice->call->task, SOTONG_TASK_STANDING);
  state_cb (practice);
}

static void
start (SotongWindow *window)
{
  Practice *practice = g_new0 (Practice, 1);
  char *token = sotong_practice_server_make_token ();
  const char *url;
  g_autoptr(GError) error = NULL;

  practice->call = sotong_task_call_new (window, _("Practice platform"));
  practice->server = sotong_practice_server_new (token, sotong_context_get_clock (practice->call->context));
  url = sotong_practice_server_start (practice->server, 0, &error);
  if (url == NULL)
    end_practice (practice, error);
  else
    {
      set_running (window, TRUE);
      g_signal_connect_swapped (practice->call->task, "notify::state", G_CALLBACK (state_cb), practice);
      sotong_practice_connect_async (sotong_context_get_store (practice->call->context), sotong_context_get_secrets (practice->call->context), url, token,
                                     sotong_task_get_cancellable (practice->call->task), connected_cb, practice);
    }
  sotong_secrets_free (token);
}

static gboolean
is_practice (SotongTask *task)
{
  return sotong_task_get_fraction (task) == SOTONG_TASK_STANDING && !sotong_task_is_over (task);
}

/**
 * sotong_task_practice:
 * @window: a window with a workspace
 * @running: whether the practice platform is to run
 *
 * Starts a practice platform in this program and connects the workspace's practice channel and
 * source to it, or stops it.
 */
void
sotong_task_practice (SotongWindow *window,
                      gboolean      running)
{
  SotongContext *context = sotong_window_get_context (window);
  GListModel *tasks;

  g_return_if_fail (context != NULL);
  if (running)
    {
      start (window);
      return;
    }
  tasks = sotong_context_get_tasks (context);
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (tasks, i);

      if (is_practice (task))
        sotong_task_cancel (task);
    }
}

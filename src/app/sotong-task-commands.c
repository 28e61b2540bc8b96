/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-task-commands.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-alert-settings.h"
#include "app/dialogs/sotong-emergency-dialog.h"
#include "app/dialogs/sotong-figures-dialog.h"
#include "app/dialogs/sotong-hand-dialog.h"
#include "app/dialogs/sotong-layers-dialog.h"
#include "app/dialogs/sotong-missed-dialog.h"
#include "app/dialogs/sotong-office-lists.h"
#include "app/dialogs/sotong-lesson-dialog.h"
#include "app/dialogs/sotong-privacy-dialog.h"
#include "app/dialogs/sotong-report-dialog.h"
#include "app/dialogs/sotong-sample-dialog.h"

/**
 * sotong_task_call_new:
 * @window: where the command was given; a workspace is open
 * @title: what is being done, translated
 *
 * Begins a task and brings the pane with its progress to the front.
 *
 * Returns: (transfer full): the call, for the callbacks of the work
 */
SotongTaskCall *
sotong_task_call_new (SotongWindow *window,
                      const char   *title)
{
  SotongTaskCall *call = g_new0 (SotongTaskCall, 1);

  call->task = sotong_task_new (title);
  call->context = g_object_ref (sotong_window_get_context (window));
  g_set_weak_pointer (&call->window, window);
  sotong_context_add_task (call->context, call->task);
  sotong_workbench_show_pane (sotong_window_get_workbench (window), "activity");
  return call;
}

void
sotong_task_call_free (SotongTaskCall *call)
{
  g_clear_weak_pointer (&call->window);
  g_object_unref (call->task);
  g_object_unref (call->context);
  g_free (call);
}

/**
 * sotong_task_call_end:
 * @call: (transfer full): a call
 * @sentence: (nullable): what came of it
 * @error: (nullable): why nothing did
 *
 * Ends the task and says so in the window, if it is still there.
 */
void
sotong_task_call_end (SotongTaskCall *call,
                      const char     *sentence,
                      const GError   *error)
{
  sotong_task_end (call->task, sentence, error);
  if (call->window != NULL && sotong_window_get_context (call->window) == call->context)
    {
      if (error != NULL)
        sotong_window_show_error (call->window, sotong_task_get_title (call->task), error);
      else if (sotong_task_get_state (call->task) == SOTONG_TASK_DONE)
        sotong_window_toast (call->window, sentence, call->undoable);
    }
  sotong_task_call_free (call);
}

/* ---- actions ---- */

static void
publish_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sotong_task_publish_due (user_data);
}

static void
take_over_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sotong_task_take_over (user_data, g_object_get_data (G_OBJECT (action), "copied") != NULL);
}

static void
hold_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  sotong_task_hold (user_data, sotong_window_is_held (user_data));
}

static void
missed_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_missed_dialog_new (user_data)));
}

static void
emergency_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sotong_emergency_dialog_present (user_data);
}

static void
figures_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SotongContext *context = sotong_window_get_context (user_data);

  sotong_figures_dialog_present (user_data, context, sotong_context_get_channel (context), 0);
}

static void
fetch_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sotong_task_fetch (user_data);
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  sotong_task_import (user_data);
}

static void
import_contents_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  sotong_task_import_contents (user_data);
}

static void
export_contents_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  sotong_task_export_contents (user_data);
}

static void
by_hand_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_hand_dialog_new (user_data)));
}

static void
event_layers_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_layers_dialog_new (user_data)));
}

static void
contributors_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_contributors_dialog_new (user_data)));
}

static void
types_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_types_dialog_new (user_data)));
}

static void
channel_groups_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_groups_dialog_new (user_data)));
}

static void
indicators_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_kpis_dialog_new (user_data)));
}

static void
report_schedules_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_schedules_dialog_new (user_data)));
}

static void
report_templates_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_templates_dialog_new (user_data)));
}

static void
own_events_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_events_dialog_new (user_data)));
}

static void
sample_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_sample_dialog_new (user_data)));
}

static void
privacy_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sotong_privacy_dialog_present (user_data, NULL);
}

static void
office_words_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_words_dialog_new (user_data)));
}

static void
dictionary_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sotong_nouns_dialog_new (user_data)));
}

static void
lessons_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sotong_lesson_dialog_present (user_data);
}

static void
alert_mail_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  sotong_alert_mail_form_present (user_data);
}

static void
alert_names_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  sotong_alert_names_form_present (user_data);
}

static void
publish_calendar_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  sotong_task_publish_calendar (user_data);
}

static void
practice_change_state (GSimpleAction *action,
                       GVariant      *state,
                       gpointer       user_data)
{
  sotong_task_practice (user_data, g_variant_get_boolean (state));
}

static void
report_budget_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  sotong_report_dialog_present (user_data, SOTONG_TASK_REPORT_BUDGET);
}

static void
report_performance_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  sotong_report_dialog_present (user_data, SOTONG_TASK_REPORT_PERFORMANCE);
}

static void
report_promise_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  sotong_report_dialog_present (user_data, SOTONG_TASK_REPORT_PROMISE);
}

static void
report_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  for (int kind = 0; kind < SOTONG_TASK_N_REPORTS; kind++)
    if (g_str_equal (sotong_task_report_id ((SotongTaskReport) kind), g_variant_get_string (parameter, NULL)))
      sotong_report_dialog_present (user_data, (SotongTaskReport) kind);
}

static void
import_ads_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  sotong_task_import_ads (user_data);
}

static void
take_back_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sotong_task_take_back (user_data);
}

static void
history_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sotong_task_show_history (user_data);
}

#define TAKE_OVER "publish-from-here" /* only where another computer publishes: the bar that says so knows */

static const GActionEntry entries[] = {
  { .name = "history", .activate = history_action },
  { .name = "publish-due", .activate = publish_action },
  { .name = TAKE_OVER, .activate = take_over_action },
  { .name = "hold", .activate = hold_action },
  { .name = "take-back", .activate = take_back_action },
  { .name = "missed", .activate = missed_action },
  { .name = "emergency", .activate = emergency_action },
  { .name = "figures", .activate = figures_action },
  { .name = "fetch", .activate = fetch_action },
  { .name = "import-mentions", .activate = import_action },
  { .name = "import-contents", .activate = import_contents_action },
  { .name = "export-contents", .activate = export_contents_action },
  { .name = "by-hand", .activate = by_hand_action },
  { .name = "event-layers", .activate = event_layers_action },
  { .name = "contributors", .activate = contributors_action },
  { .name = "types", .activate = types_action },
  { .name = "indicators", .activate = indicators_action },
  { .name = "report-schedules", .activate = report_schedules_action },
  { .name = "report-templates", .activate = report_templates_action },
  { .name = "channel-groups", .activate = channel_groups_action },
  { .name = "own-events", .activate = own_events_action },
  { .name = "sample", .activate = sample_action },
  { .name = "privacy", .activate = privacy_action },
  { .name = "office-words", .activate = office_words_action },
  { .name = "dictionary", .activate = dictionary_action },
  { .name = "lessons", .activate = lessons_action },
  { .name = "alert-mail", .activate = alert_mail_action },
  { .name = "alert-names", .activate = alert_names_action },
  { .name = "publish-calendar", .activate = publish_calendar_action },
  { .name = "practice", .state = "false", .change_state = practice_change_state },
  { .name = "report-budget", .activate = report_budget_action },
  { .name = "report-performance", .activate = report_performance_action },
  { .name = "report-promise", .activate = report_promise_action },
  { .name = "report", .activate = report_action, .parameter_type = "s" },
  { .name = "import-ads", .activate = import_ads_action },
};

/**
 * sotong_task_commands_add:
 * @window: a window
 *
 * Adds the commands as actions of @window.
 */
void
sotong_task_commands_add (SotongWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  sotong_task_commands_update (window, FALSE);
}

/**
 * sotong_task_commands_update:
 * @window: a window
 * @open: whether a workspace is open in it
 */
void
sotong_task_commands_update (SotongWindow *window,
                             gboolean      open)
{
  SotongContext *context = sotong_window_get_context (window);

  open = open && context != NULL && sotong_context_get_store (context) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), entries[i].name);

      if (action != NULL && !(open && g_str_equal (entries[i].name, TAKE_OVER)))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), open);
    }
}

/**
 * sotong_task_commands_set_elsewhere:
 * @window: a window
 * @elsewhere: whether another computer or another copy of the file publishes from the workspace that is open
 * @copied: whether that is another copy of the file, on this computer
 */
void
sotong_task_commands_set_elsewhere (SotongWindow *window,
                                    gboolean      elsewhere,
                                    gboolean      copied)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), TAKE_OVER);

  if (action == NULL)
    return;
  g_object_set_data (G_OBJECT (action), "copied", GINT_TO_POINTER (copied));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), elsewhere);
}

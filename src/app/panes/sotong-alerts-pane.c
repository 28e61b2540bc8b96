/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-alerts-pane.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-alert-form.h"
#include "app/panes/sotong-alerts-data.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-source-run.h"

#define HOUR_S 3600
#define SNOOZE_S (24 * HOUR_S)

/**
 * SotongAlertsPane:
 *
 * What the alert rules found, when, why, and who was told; the rules themselves; and what they would have found of late.
 * An alert leads to the mentions behind it.
 */
struct _SotongAlertsPane
{
  SotongTablePane parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongAlertsPane, sotong_alerts_pane, SOTONG_TYPE_TABLE_PANE)

/* (nullable): what is chosen, where @view is seen. */
static gpointer
get_data (gpointer pane,
          gboolean rules)
{
  SotongTextRow *row = sotong_table_pane_get_selected (pane);

  if (row == NULL || sotong_pane_get_context (pane) == NULL || (sotong_table_pane_get_view (pane) == SOTONG_ALERTS_VIEW_RULES) != rules)
    return NULL;
  return sotong_text_row_get_data (row);
}

/* ---- the mentions behind an alert ---- */

static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const SotongAlertEvent *event = get_data (user_data, FALSE);

  if (event != NULL)
    sotong_alerts_show (sotong_pane_get_context (user_data), event,
                        g_object_get_data (G_OBJECT (sotong_table_pane_get_selected (user_data)), "range"));
}

/* ---- rules ---- */

static void
add_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  if (sotong_pane_get_context (user_data) != NULL)
    sotong_alert_form_present (GTK_WINDOW (gtk_widget_get_root (user_data)), sotong_pane_get_context (user_data), NULL);
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const SotongAlertRule *rule = get_data (user_data, TRUE);

  if (rule != NULL)
    sotong_alert_form_present (GTK_WINDOW (gtk_widget_get_root (user_data)), sotong_pane_get_context (user_data), rule);
}

typedef struct {
  gint64 id;
  gint64 until;
} Act;

static gpointer
snooze_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Act *act = data;

  return sotong_alert_rule_snooze (db, act->id, act->until, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_alert_rule_remove (db, ((const Act *) data)->id, error) ? data : NULL;
}

static void
snooze_until (gpointer    pane,
              gint64      until,
              const char *done)
{
  const SotongAlertRule *rule = get_data (pane, TRUE);
  Act act = { rule != NULL ? rule->id : 0, until };

  if (act.id != 0)
    sotong_table_pane_write (pane, snooze_job, g_memdup2 (&act, sizeof act), g_free, done, _("The rule could not be changed"));
}

static void
snooze_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongContext *context = sotong_pane_get_context (user_data);

  if (context != NULL)
    snooze_until (user_data, sotong_context_now (context) + SNOOZE_S, _("Nobody is told of this for 24 hours"));
}

static gboolean
is_silent (gpointer               pane,
           const SotongAlertRule *rule)
{
  SotongContext *context = sotong_pane_get_context (pane);

  return context != NULL && rule->snoozed_until != SOTONG_NONE && rule->snoozed_until > sotong_context_now (context);
}

/* Off is a snooze that does not end: what the rule finds is still in the log. */
static void
switch_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const SotongAlertRule *rule = get_data (user_data, TRUE);

  if (rule == NULL)
    return;
  if (is_silent (user_data, rule))
    snooze_until (user_data, SOTONG_NONE, _("The rule is on"));
  else
    snooze_until (user_data, SOTONG_SOURCE_NEVER, _("The rule is off: what it finds is only logged"));
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const SotongAlertRule *rule = get_data (user_data, TRUE);
  Act act = { rule != NULL ? rule->id : 0, 0 };

  if (act.id != 0)
    sotong_table_pane_write (user_data, remove_job, g_memdup2 (&act, sizeof act), g_free, _("Removed"), _("The rule could not be removed"));
}

static void
stage_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  if (sotong_pane_get_context (user_data) != NULL)
    sotong_alert_stage_form_present (GTK_WINDOW (gtk_widget_get_root (user_data)), sotong_pane_get_context (user_data),
                                     get_data (user_data, FALSE));
}

/* ---- the class ---- */

static void
sotong_alerts_pane_activate (SotongTablePane *pane,
                             SotongTextRow   *row)
{
  if (sotong_table_pane_get_view (pane) == SOTONG_ALERTS_VIEW_RULES)
    edit_action (NULL, NULL, pane);
  else
    show_action (NULL, NULL, pane);
}

static void
sotong_alerts_pane_update (SotongTablePane *pane,
                           SotongTextRow   *row)
{
  const SotongAlertRule *rule = row != NULL ? get_data (pane, TRUE) : NULL;
  gboolean kept = rule != NULL && rule->id != 0;

  sotong_table_pane_enable (pane, "show", row != NULL && get_data (pane, FALSE) != NULL);
  sotong_table_pane_enable (pane, "edit", rule != NULL);
  sotong_table_pane_enable (pane, "snooze", kept);
  sotong_table_pane_enable (pane, "switch", kept);
  sotong_table_pane_enable (pane, "remove", kept);
}

static gboolean
sotong_alerts_pane_by_hand (SotongTablePane *pane,
                            SotongTextRow   *row)
{
  return sotong_table_pane_get_view (pane) == SOTONG_ALERTS_VIEW_LOG
         && ((const SotongAlertEvent *) sotong_text_row_get_data (row))->rule_id == SOTONG_ALERT_BY_HAND;
}

static const SotongTextColumn event_columns[] = {
  { N_("When"), 130 }, { N_("Stage"), 64 }, { N_("Topic"), 100 }, { N_("Reason"), SOTONG_TEXT_COLUMN_REST }, { N_("Told"), 110 }, { N_("Rule"), 110 },
};

static const SotongTextColumn rule_columns[] = {
  { N_("Name"), 100 }, { N_("State"), 110 }, { N_("Kind"), 92 }, { N_("Topic"), 100 }, { N_("Raised by"), SOTONG_TEXT_COLUMN_REST },
  { N_("Quiet hours"), 84 }, { N_("Cadence (h)"), 62, TRUE },
};

static const SotongTableView views[SOTONG_ALERTS_N_VIEWS] = {
  { N_("Alerts"), event_columns, G_N_ELEMENTS (event_columns), N_("No alerts"),
    N_("Nothing unusual was found. The rules look at the newest mentions every minute; “Test of 28 Days” says what they would have found.") },
  { N_("Rules"), rule_columns, G_N_ELEMENTS (rule_columns), N_("No rules"), N_("Insert adds a rule.") },
  { N_("Test of 28 Days"), event_columns, G_N_ELEMENTS (event_columns), N_("Nothing unusual"),
    N_("The rules would have raised nothing in the last 28 days.") },
};

static const char * const filters[] = { N_("All stages"), N_("Attention and above"), N_("Caution and above"), N_("Alert and above"), N_("Serious"), NULL };

static const GActionEntry entries[] = {
  { .name = "show", .activate = show_action }, { .name = "add", .activate = add_action }, { .name = "edit", .activate = edit_action },
  { .name = "snooze", .activate = snooze_action }, { .name = "switch", .activate = switch_action }, { .name = "remove", .activate = remove_action },
  { .name = "stage", .activate = stage_action },
};

static const SotongTableKey keys[] = {
  { GDK_KEY_Insert, "add" }, { GDK_KEY_Delete, "remove" }, { GDK_KEY_z, "snooze" }, { GDK_KEY_s, "switch" }, { GDK_KEY_w, "stage" },
};

static void
sotong_alerts_pane_class_init (SotongAlertsPaneClass *klass)
{
  SotongTablePaneClass *table_class = SOTONG_TABLE_PANE_CLASS (klass);

  table_class->prefix = "alerts";
  table_class->menu = "/org/sotong/Sotong/sotong-alerts-menu.ui";
  table_class->views = views;
  table_class->n_views = G_N_ELEMENTS (views);
  table_class->filters = filters;
  table_class->filter_label = N_("Stage");
  table_class->description = N_("Keys: Enter shows the mentions behind an alert or edits a rule, Insert adds a rule, S turns it on or off, Z snoozes it, "
                                "Delete removes it, W sets the stage by hand");
  table_class->entries = entries;
  table_class->n_entries = G_N_ELEMENTS (entries);
  table_class->keys = keys;
  table_class->n_keys = G_N_ELEMENTS (keys);
  table_class->areas = SOTONG_AREA_WATCH;
  table_class->read = sotong_alerts_read_job;
  table_class->activate = sotong_alerts_pane_activate;
  table_class->update = sotong_alerts_pane_update;
  table_class->by_hand = sotong_alerts_pane_by_hand;
}

static void
sotong_alerts_pane_init (SotongAlertsPane *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-activity-task-row.h"
#include "app/sotong-tooltip.h"

#include <glib/gi18n.h>

#define PULSE_MS 120

/**
 * SotongActivityTaskRow:
 *
 * A task in the activity pane: what it is, how far, and a button to stop it.
 */
struct _SotongActivityTaskRow
{
  GtkListBoxRow   parent_instance;
  SotongTask     *task;          /* (owned) (nullable) */
  GtkLabel       *state_label;
  GtkLabel       *title_label;
  GtkLabel       *detail_label;
  GtkProgressBar *progress_bar;
  GtkButton      *stop_button;
  guint           pulse_id;
};

G_DEFINE_FINAL_TYPE (SotongActivityTaskRow, sotong_activity_task_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
pulse_cb (gpointer user_data)
{
  SotongActivityTaskRow *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
update_progress (SotongActivityTaskRow *self)
{
  double fraction = sotong_task_get_fraction (self->task);
  gboolean running = !sotong_task_is_over (self->task);

  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running && fraction != SOTONG_TASK_STANDING);
  if (running && fraction == SOTONG_TASK_UNKNOWN)
    {
      if (self->pulse_id == 0)
        self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
      return;
    }
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (fraction, 0));
}

/* A sign and a word for each state: colour is never the only cue. */
static void
update_state (SotongActivityTaskRow *self)
{
  static const struct {
    const char *sign;
    const char *label;
    const char *style;
  } states[] = {
    [SOTONG_TASK_RUNNING] = { "▶", N_("Running"), "state-publishing" },
    [SOTONG_TASK_CANCELLING] = { "■", N_("Stopping"), "state-held" },
    [SOTONG_TASK_DONE] = { "✓", N_("Done"), "state-published" },
    [SOTONG_TASK_FAILED] = { "!", N_("Failed"), "state-failed" },
    [SOTONG_TASK_CANCELLED] = { "■", N_("Stopped"), "state-held" },
    [SOTONG_TASK_WAITING] = { "…", N_("Waiting"), "state-scheduled" },
    [SOTONG_TASK_UNSURE] = { "?", N_("Outcome unknown"), "state-unknown" },
  };
  SotongTaskState state = sotong_task_get_state (self->task);
  g_autofree char *text = g_strdup_printf ("%s %s", states[state].sign, _(states[state].label));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_label), states[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_label), states[state].style);
  gtk_label_set_text (self->state_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), !sotong_task_is_over (self->task));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_button), state == SOTONG_TASK_RUNNING);
  update_progress (self);
}

static void
update_detail (SotongActivityTaskRow *self)
{
  const char *detail = sotong_task_get_detail (self->task);

  gtk_label_set_text (self->detail_label, detail);
  sotong_tooltip_set (GTK_WIDGET (self->detail_label), detail);
}

static void
stop_cb (SotongActivityTaskRow *self)
{
  sotong_task_cancel (self->task);
}

static GtkWidget *
add_label (GtkBox *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (box, label);
  return label;
}

static void
sotong_activity_task_row_dispose (GObject *object)
{
  SotongActivityTaskRow *self = SOTONG_ACTIVITY_TASK_ROW (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->task);
  G_OBJECT_CLASS (sotong_activity_task_row_parent_class)->dispose (object);
}

static void
sotong_activity_task_row_class_init (SotongActivityTaskRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_activity_task_row_dispose;
}

static void
sotong_activity_task_row_init (SotongActivityTaskRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->state_label = GTK_LABEL (add_label (GTK_BOX (box)));
  gtk_label_set_width_chars (self->state_label, 8);
  self->title_label = GTK_LABEL (add_label (GTK_BOX (box)));
  gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "strong");
  self->detail_label = GTK_LABEL (add_label (GTK_BOX (box)));
  gtk_label_set_ellipsize (self->detail_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->detail_label), TRUE);
  self->progress_bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->progress_bar), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->progress_bar), 120, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress_bar));
  self->stop_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Stop")));
  gtk_widget_add_css_class (GTK_WIDGET (self->stop_button), "small");
  g_signal_connect_swapped (self->stop_button, "clicked", G_CALLBACK (stop_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stop_button));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/**
 * sotong_activity_task_row_new:
 * @task: a task
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
sotong_activity_task_row_new (SotongTask *task)
{
  SotongActivityTaskRow *self = g_object_new (SOTONG_TYPE_ACTIVITY_TASK_ROW, NULL);
  g_autofree char *stop = g_strdup_printf (_("Stop: %s"), sotong_task_get_title (task));

  self->task = g_object_ref (task);
  gtk_label_set_text (self->title_label, sotong_task_get_title (task));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, sotong_task_get_title (task), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop_button), GTK_ACCESSIBLE_PROPERTY_LABEL, stop, -1);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::fraction", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::detail", G_CALLBACK (update_detail), self, G_CONNECT_SWAPPED);
  update_state (self);
  update_detail (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-activity-log.h"
#include "app/panes/sotong-activity-pane.h"
#include "app/panes/sotong-activity-task-row.h"
#include "app/sotong-list-fill.h"
#include "app/sotong-tooltip.h"

#define REFRESH_MS 250

/**
 * SotongActivityPane:
 *
 * What the program is doing for the office right now, and beneath it what it did: the latest
 * attempts to publish and readings of sources.
 */
struct _SotongActivityPane
{
  SotongPane     parent_instance;
  GtkStack      *stack;
  GtkListBox    *tasks_box;
  GtkButton     *clear_button;
  GtkLabel      *log_label;
  GtkListBox    *log_box;
  GListStore    *log;          /* (owned) (element-type SotongActivityItem) */
  GListModel    *tasks;        /* (owned) (nullable): the context's */
  GSignalGroup  *tasks_group;  /* (owned): of @tasks */
  GSignalGroup  *store;        /* (owned) */
  GCancellable  *cancellable;  /* (owned) (nullable) */
  guint          refresh_id;
};

G_DEFINE_FINAL_TYPE (SotongActivityPane, sotong_activity_pane, SOTONG_TYPE_PANE)

static gboolean
has_items (gpointer model)
{
  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static void
update_stack (SotongActivityPane *self)
{
  gboolean tasks = has_items (self->tasks), log = has_items (self->log);

  gtk_widget_set_visible (GTK_WIDGET (self->tasks_box), tasks);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), tasks);
  gtk_widget_set_visible (GTK_WIDGET (self->log_label), tasks && log);
  gtk_stack_set_visible_child_name (self->stack, tasks || log ? "activity" : "empty");
}

/* ---- rows ---- */

static GtkWidget *
make_task_row (gpointer item,
               gpointer user_data)
{
  return sotong_activity_task_row_new (item);
}

static GtkWidget *
add_label (GtkBox     *box,
           const char *text,
           const char *style,
           int         width_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

static GtkWidget *
make_log_row (gpointer item,
              gpointer user_data)
{
  SotongActivityPane *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *label;
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  static const char *const styles[] = { "state-published", "state-held", "state-failed" };
  g_autofree char *time = NULL;
  int month, day, hour, minute;

  sotong_time_to_civil (sotong_activity_item_get_time (item), sotong_context_get_zone (context), NULL, &month, &day, &hour, &minute, NULL);
  time = g_strdup_printf ("%02d-%02d %02d:%02d", month, day, hour, minute);
  label = add_label (GTK_BOX (box), time, "dim-label", -1);
  gtk_widget_add_css_class (label, "numeric");
  add_label (GTK_BOX (box), sotong_activity_item_get_kind (item), NULL, 8);
  add_label (GTK_BOX (box), sotong_activity_item_get_outcome (item), styles[sotong_activity_item_get_mood (item)], 8);
  label = add_label (GTK_BOX (box), sotong_activity_item_get_subject (item), NULL, -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  label = add_label (GTK_BOX (box), sotong_activity_item_get_message (item), "dim-label", -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  sotong_tooltip_set (label, sotong_activity_item_get_message (item));
  return box;
}

/* ---- the log ---- */

static void
log_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SotongActivityPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (items == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The log could not be read"), error);
      return;
    }
  if (!sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  sotong_list_fill (self->log, items, sotong_activity_item_same);
  update_stack (self);
}

static void
ask (SotongActivityPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_activity_log_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, log_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongActivityPane *self = user_data;

  self->refresh_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SotongActivityPane *self,
                  guint               areas)
{
  if ((areas & (SOTONG_AREA_OUTBOX | SOTONG_AREA_SOURCES)) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- acts ---- */

static void
clear_cb (SotongActivityPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL)
    sotong_context_clear_tasks (context);
}

static void
row_activated_cb (SotongActivityPane *self,
                  GtkListBoxRow      *row)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(SotongActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->log), (guint) gtk_list_box_row_get_index (row));

  if (context != NULL && item != NULL && sotong_activity_item_get_content (item) > 0)
    sotong_context_open_content (context, sotong_activity_item_get_content (item));
}

/* ---- the pane ---- */

static void
watch_tasks (SotongActivityPane *self,
             GListModel         *tasks)
{
  g_set_object (&self->tasks, tasks);
  g_signal_group_set_target (self->tasks_group, tasks);
  gtk_list_box_bind_model (self->tasks_box, tasks, tasks != NULL ? make_task_row : NULL, self, NULL);
}

static void
sotong_activity_pane_attach (SotongPane    *pane,
                             SotongContext *context)
{
  SotongActivityPane *self = SOTONG_ACTIVITY_PANE (pane);

  watch_tasks (self, sotong_context_get_tasks (context));
  gtk_list_box_bind_model (self->log_box, G_LIST_MODEL (self->log), make_log_row, self, NULL);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  update_stack (self);
  ask (self);
}

static void
forget (SotongActivityPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sotong_activity_pane_detach (SotongPane *pane)
{
  SotongActivityPane *self = SOTONG_ACTIVITY_PANE (pane);

  forget (self);
  if (self->store == NULL)
    return;
  g_signal_group_set_target (self->store, NULL);
  watch_tasks (self, NULL);
  sotong_list_fill_stop (self->log);
  g_list_store_remove_all (self->log);
  update_stack (self);
}

static void
sotong_activity_pane_refresh (SotongPane *pane)
{
  ask (SOTONG_ACTIVITY_PANE (pane));
}

static void
sotong_activity_pane_dispose (GObject *object)
{
  SotongActivityPane *self = SOTONG_ACTIVITY_PANE (object);

  forget (self);
  g_clear_object (&self->store);
  g_clear_object (&self->tasks_group);
  g_clear_object (&self->tasks);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_ACTIVITY_PANE);
  g_clear_object (&self->log);
  G_OBJECT_CLASS (sotong_activity_pane_parent_class)->dispose (object);
}

static void
sotong_activity_pane_class_init (SotongActivityPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_activity_pane_dispose;
  pane_class->attach = sotong_activity_pane_attach;
  pane_class->detach = sotong_activity_pane_detach;
  pane_class->refresh = sotong_activity_pane_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-activity-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongActivityPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongActivityPane, tasks_box);
  gtk_widget_class_bind_template_child (widget_class, SotongActivityPane, clear_button);
  gtk_widget_class_bind_template_child (widget_class, SotongActivityPane, log_label);
  gtk_widget_class_bind_template_child (widget_class, SotongActivityPane, log_box);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sotong_activity_pane_init (SotongActivityPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->log = g_list_store_new (SOTONG_TYPE_ACTIVITY_ITEM);
  self->tasks_group = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->tasks_group, "items-changed", G_CALLBACK (update_stack), self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}

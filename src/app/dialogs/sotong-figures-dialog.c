/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-figures-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-figures-chart.h"
#include "app/dialogs/sotong-figures-data.h"
#include "app/dialogs/sotong-figures-entry.h"
#include "app/sotong-chart-view.h"
#include "util/sotong-won.h"

/**
 * SotongFiguresDialog:
 *
 * How often a channel or a published post was seen, liked and so on: in all, day by day, with the time at which
 * it was read. A day on which it could not be read is a gap, not a nought.
 */
struct _SotongFiguresDialog
{
  AdwWindow           parent_instance;
  SotongContext      *context;      /* (owned) */
  GCancellable       *reading;      /* (owned) (nullable): of the last question */
  GCancellable       *fetching;     /* (owned) (nullable): while the platform is asked */
  gulong              changed_id;
  SotongFiguresQuery  query;
  SotongFiguresData  *data;         /* (owned) (nullable) */
  gboolean            filling;

  /* (unowned) */
  AdwWindowTitle     *title;
  GtkDropDown        *subject;
  GtkWidget          *fetch;
  GtkWidget          *enter;
  GtkInfoBar         *bar;
  GtkLabel           *message;
  GtkLabel           *none;
  GtkWidget          *chart_box;
  GtkDropDown        *metric;       /* which figure the line is of */
  SotongChartView    *chart;
  GtkGrid            *grid;
};

G_DEFINE_FINAL_TYPE (SotongFiguresDialog, sotong_figures_dialog, ADW_TYPE_WINDOW)

/* ---- the table ---- */

static void
attach (SotongFiguresDialog *self,
        const char          *text,
        int                  column,
        int                  row,
        const char          *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
clear (SotongFiguresDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static char *
format_captured (SotongFiguresDialog    *self,
                 const SotongFiguresDay *day)
{
  g_autoptr(GDateTime) utc = day->captured_at != SOTONG_NONE ? g_date_time_new_from_unix_utc (day->captured_at) : NULL;
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, sotong_context_get_zone (self->context)) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%m-%d %H:%M") : NULL;

  if (time == NULL)
    return g_strdup (_("not read: a gap"));
  return day->typed ? g_strdup_printf (_("%s · typed in"), time) : g_steal_pointer (&time);
}

static void
show_day (SotongFiguresDialog    *self,
          const SotongFiguresDay *day,
          int                     row)
{
  g_autofree char *captured = format_captured (self, day);
  int column = 1;

  attach (self, day->day, 0, row, "numeric");
  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    {
      g_autofree char *number = day->values[i] != SOTONG_NONE ? sotong_number_group (day->values[i]) : g_strdup ("—");

      if (self->data->has[i])
        attach (self, number, column++, row, day->values[i] != SOTONG_NONE ? "numeric" : "dim-label");
    }
  attach (self, captured, column, row, "dim-label");
}

/* Why the table is empty, and what fills it. */
static const char *
describe_none (SotongFiguresDialog *self)
{
  if (self->data->subjects->len == 0 && self->data->content_id != 0)
    return _("This content is not out on any channel yet.");
  if (self->data->channel_id != 0 && !self->data->tells)
    return _("There are no figures of the last four weeks. This platform tells a program none: what its own page shows can be typed in.");
  return _("There are no figures of the last four weeks. They are read once a day while Sotong publishes by the clock, or now.");
}

static void
show_table (SotongFiguresDialog *self)
{
  int column = 1;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self->none), self->data->days->len == 0);
  if (self->data->days->len == 0)
    {
      gtk_label_set_text (self->none, describe_none (self));
      return;
    }
  attach (self, _("Date"), 0, 0, "caption-heading");
  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    if (self->data->has[i])
      attach (self, sotong_figures_metric_label (i), column++, 0, "caption-heading");
  attach (self, _("Read at"), column, 0, "caption-heading");
  for (guint i = 0; i < self->data->days->len; i++)
    show_day (self, &g_array_index (self->data->days, SotongFiguresDay, i), (int) i + 1);
}

/* ---- the line ---- */

/* Which of the figures that there are the person chose. */
static guint
chosen_metric (SotongFiguresDialog *self)
{
  guint left = gtk_drop_down_get_selected (self->metric);

  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    if (self->data->has[i] && left-- == 0)
      return i;
  return 0;
}

static void
draw_line (SotongFiguresDialog *self)
{
  g_autoptr(SotongChart) chart = NULL;

  if (self->filling || self->data == NULL)
    return;
  chart = sotong_figures_chart_new (self->data, chosen_metric (self), sotong_context_get_zone (self->context));
  sotong_chart_view_set_chart (self->chart, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), chart != NULL);
}

static void
show_line (SotongFiguresDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint before = gtk_drop_down_get_selected (self->metric), n = 0;

  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    if (self->data->has[i])
      {
        gtk_string_list_append (names, sotong_figures_metric_label (i));
        n++;
      }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->metric, G_LIST_MODEL (names));
  if (before < n)
    gtk_drop_down_set_selected (self->metric, before);
  self->filling = FALSE;
  gtk_widget_set_visible (self->chart_box, n > 0 && self->data->days->len > 1);
  draw_line (self);
}

static void
show_subjects (SotongFiguresDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < self->data->subjects->len; i++)
    {
      const SotongFiguresSubject *subject = g_ptr_array_index (self->data->subjects, i);

      gtk_string_list_append (names, subject->name);
      if (subject->channel_id == self->data->channel_id)
        chosen = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->subject, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->subject, chosen);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->subject), self->data->subjects->len > 0);
  gtk_widget_set_sensitive (self->fetch, self->data->channel_id != 0 && self->data->tells && self->fetching == NULL);
  gtk_widget_set_tooltip_text (self->fetch, self->data->channel_id != 0 && !self->data->tells ? _("This platform tells a program no figures") : NULL);
  gtk_widget_set_sensitive (self->enter, self->data->channel_id != 0);
}

static void
say (SotongFiguresDialog *self,
     const char          *text,
     GtkMessageType       type)
{
  gtk_info_bar_set_message_type (self->bar, type);
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_info_bar_set_revealed (self->bar, text != NULL);
}

/* ---- reading ---- */

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongFiguresDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  SotongFiguresData *data = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->context == NULL)
    {
      sotong_figures_data_free (data);
      return;
    }
  if (data == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message, GTK_MESSAGE_ERROR);
      return;
    }
  sotong_figures_data_free (self->data);
  self->data = data;
  if (data->title != NULL)
    adw_window_title_set_subtitle (self->title, data->title);
  show_subjects (self);
  show_line (self);
  show_table (self);
}

static void
read_again (SotongFiguresDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), sotong_figures_data_job, g_memdup2 (&self->query, sizeof self->query), g_free,
                           (GDestroyNotify) sotong_figures_data_free, self->reading, read_cb, sotong_dialog_to_weak (self));
}

static void
chosen_cb (SotongFiguresDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);

  if (self->filling || self->data == NULL || selected >= self->data->subjects->len)
    return;
  self->query.channel_id = ((const SotongFiguresSubject *) g_ptr_array_index (self->data->subjects, selected))->channel_id;
  say (self, NULL, GTK_MESSAGE_INFO);
  read_again (self);
}

/* ---- asking the platform ---- */

static void
fetch_thread (GTask        *task,
              gpointer      source,
              gpointer      channel_id,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *results = sotong_publisher_fetch_metrics (source, *(const gint64 *) channel_id, SOTONG_PUBLISH_DEFAULT, cancellable, &error);

  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongFiguresDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = g_task_propagate_pointer (G_TASK (result), &error);
  const SotongMetricsResult *first = results != NULL && results->len > 0 ? g_ptr_array_index (results, 0) : NULL;
  g_autofree char *text = NULL;

  if (self == NULL || self->context == NULL)
    return;
  g_clear_object (&self->fetching);
  if (results == NULL)
    say (self, error->message, GTK_MESSAGE_ERROR);
  else if (first == NULL || !first->well)
    say (self, first != NULL ? first->message : _("The platform tells no figures."), GTK_MESSAGE_WARNING);
  else
    {
      text = g_strdup_printf (ngettext ("%u figure was kept for today.", "%u figures were kept for today.", first->n_figures), first->n_figures);
      say (self, first->message[0] != '\0' ? first->message : text, first->message[0] != '\0' ? GTK_MESSAGE_WARNING : GTK_MESSAGE_INFO);
    }
  read_again (self);
}

static void
fetch_cb (SotongFiguresDialog *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->data == NULL || self->data->channel_id == 0 || self->fetching != NULL)
    return;
  self->fetching = g_cancellable_new ();
  gtk_widget_set_sensitive (self->fetch, FALSE);
  say (self, _("The platform is being asked…"), GTK_MESSAGE_INFO);
  task = g_task_new (sotong_context_get_publisher (self->context), self->fetching, fetched_cb, sotong_dialog_to_weak (self));
  g_task_set_task_data (task, g_memdup2 (&self->data->channel_id, sizeof self->data->channel_id), g_free);
  g_task_run_in_thread (task, fetch_thread);
}

static void
enter_cb (SotongFiguresDialog *self)
{
  if (self->data != NULL && self->data->channel_id != 0)
    sotong_figures_entry_present (GTK_WINDOW (self), self->context, self->data);
}

/* ---- the class ---- */

static void
sotong_figures_dialog_dispose (GObject *object)
{
  SotongFiguresDialog *self = SOTONG_FIGURES_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  g_clear_pointer (&self->data, sotong_figures_data_free);
  G_OBJECT_CLASS (sotong_figures_dialog_parent_class)->dispose (object);
}

static void
sotong_figures_dialog_class_init (SotongFiguresDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_figures_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (SotongFiguresDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *subject = gtk_drop_down_new_from_strings ((const char * const[]) { NULL });

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Figures"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->subject = GTK_DROP_DOWN (subject);
  gtk_accessible_update_property (GTK_ACCESSIBLE (subject), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Channel"), -1);
  g_signal_connect_object (subject, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), subject);
  self->fetch = gtk_button_new_with_mnemonic (_("_Fetch Now"));
  g_signal_connect_object (self->fetch, "clicked", G_CALLBACK (fetch_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->fetch);
  self->enter = gtk_button_new_with_mnemonic (_("_Type In…"));
  g_signal_connect_object (self->enter, "clicked", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->enter);
  return header;
}

/* A line of one figure over the table of all. */
static GtkWidget *
build_chart (SotongFiguresDialog *self)
{
  GtkWidget *metric = gtk_drop_down_new_from_strings ((const char * const[]) { NULL });

  self->chart_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->metric = GTK_DROP_DOWN (metric);
  gtk_widget_set_halign (metric, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (metric), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figure of the line"), -1);
  g_signal_connect_object (metric, "notify::selected", G_CALLBACK (draw_line), self, G_CONNECT_SWAPPED);
  self->chart = SOTONG_CHART_VIEW (sotong_chart_view_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, 170);
  gtk_box_append (GTK_BOX (self->chart_box), metric);
  gtk_box_append (GTK_BOX (self->chart_box), GTK_WIDGET (self->chart));
  gtk_widget_set_visible (self->chart_box, FALSE);
  return self->chart_box;
}

static void
sotong_figures_dialog_init (SotongFiguresDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), build_header (self));
  self->bar = GTK_INFO_BAR (gtk_info_bar_new ());
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->message));
  gtk_info_bar_set_revealed (self->bar, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  self->none = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->none, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_widget_set_halign (GTK_WIDGET (self->grid), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (inner), build_chart (self));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->grid));
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 18);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inner);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures day by day"), -1);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Figures"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 600);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * sotong_figures_dialog_present:
 * @parent: the window it belongs to
 * @context: an open workspace
 * @channel_id: whose figures to begin with, 0 for the first channel's
 * @content_id: of which published post, 0 for the account's
 */
void
sotong_figures_dialog_present (GtkWindow     *parent,
                               SotongContext *context,
                               gint64         channel_id,
                               gint64         content_id)
{
  SotongFiguresDialog *self;

  g_return_if_fail (SOTONG_IS_CONTEXT (context));
  if (sotong_context_get_store (context) == NULL)
    return;
  self = g_object_new (SOTONG_TYPE_FIGURES_DIALOG, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->query = (SotongFiguresQuery) { channel_id, content_id };
  self->changed_id = g_signal_connect_swapped (sotong_context_get_store (context), "changed", G_CALLBACK (read_again), self);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
}

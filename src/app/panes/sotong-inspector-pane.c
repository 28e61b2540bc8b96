/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-inspector-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-channel-dialog.h"
#include "app/dialogs/sotong-figures-dialog.h"
#include "app/dialogs/sotong-topic-dialog.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-editor-history.h"
#include "app/panes/sotong-inspector-data.h"
#include "app/sotong-browser.h"
#include "app/sotong-window.h"
#include "util/sotong-text.h"

/**
 * SotongInspectorPane:
 *
 * Details of what was selected last, in whichever pane.
 */
struct _SotongInspectorPane
{
  SotongPane            parent_instance;
  SotongInspectorQuery  shown;      /* what is selected */
  GCancellable         *reading;    /* (owned) (nullable) */

  /* (unowned): template children */
  GtkStack             *stack;
  GtkLabel             *title;
  GtkLabel             *subtitle;
  GtkWidget            *open_button;
  GtkWidget            *edit_button;
  GtkWidget            *figures_button;
  GtkGrid              *rows;
  GtkWidget            *copies_heading;
  GtkBox               *copies;
  GtkLabel             *body;
  GtkWidget            *history_heading;
  GtkBox               *history;
};

G_DEFINE_FINAL_TYPE (SotongInspectorPane, sotong_inspector_pane, SOTONG_TYPE_PANE)

/* ---- what is shown ---- */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_GRID (box))
        gtk_grid_remove (GTK_GRID (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_link (const char *uri,
          const char *text)
{
  GtkWidget *link = gtk_link_button_new_with_label (uri, text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (link));

  sotong_browser_follow (GTK_LINK_BUTTON (link));
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_widget_add_css_class (link, "inspector-link");
  gtk_widget_set_tooltip_text (link, text); /* else it is the address, which may be hidden */
  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  return link;
}

static void
show_rows (SotongInspectorPane *self,
           GPtrArray           *rows)
{
  clear (GTK_WIDGET (self->rows));
  for (guint i = 0; i < rows->len; i++)
    {
      const SotongInspectorRow *row = g_ptr_array_index (rows, i);
      GtkWidget *label = new_label (row->label, "dim-label");
      GtkWidget *value = row->uri != NULL ? new_link (row->uri, row->value) : new_label (row->value, NULL);

      gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (self->rows, label, 0, (int) i, 1, 1);
      gtk_grid_attach (self->rows, value, 1, (int) i, 1, 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), rows->len > 0);
}

static GtkWidget *
new_copy (const SotongInspectorRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *symbol = sotong_calendar_symbol_new ((SotongState) row->state);

  gtk_widget_set_valign (symbol, GTK_ALIGN_START);
  gtk_widget_set_margin_top (symbol, 4);
  gtk_box_append (GTK_BOX (lines), new_label (row->label, NULL));
  gtk_box_append (GTK_BOX (lines), new_label (row->value, "caption"));
  if (row->uri != NULL)
    gtk_box_append (GTK_BOX (lines), new_link (row->uri, row->uri));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), lines);
  return box;
}

/* Bold and underlined, so that no colour has to be seen. */
static void
mark_body (SotongInspectorPane       *self,
           const SotongInspectorData *data)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < data->n_marks; i++)
    {
      PangoAttribute *parts[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD), pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          parts[k]->start_index = data->marks[i].start;
          parts[k]->end_index = data->marks[i].start + data->marks[i].length;
          pango_attr_list_insert (attributes, parts[k]);
        }
    }
  gtk_label_set_attributes (self->body, attributes);
}

static void
show (SotongInspectorPane *self,
      SotongInspectorData *data)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  gtk_label_set_text (self->title, data->title);
  gtk_label_set_text (self->subtitle, data->subtitle);
  gtk_widget_set_visible (self->open_button, data->kind == SOTONG_INSPECTOR_CONTENT);
  gtk_widget_set_visible (self->figures_button, data->kind == SOTONG_INSPECTOR_CONTENT || data->kind == SOTONG_INSPECTOR_CHANNEL);
  gtk_widget_set_visible (self->edit_button, data->kind == SOTONG_INSPECTOR_CAMPAIGN || data->kind == SOTONG_INSPECTOR_CHANNEL
                                                || data->kind == SOTONG_INSPECTOR_TOPIC);
  show_rows (self, data->rows);
  clear (GTK_WIDGET (self->copies));
  for (guint i = 0; i < data->copies->len; i++)
    gtk_box_append (self->copies, new_copy (g_ptr_array_index (data->copies, i)));
  gtk_widget_set_visible (self->copies_heading, data->copies->len > 0);
  gtk_label_set_text (self->body, data->body != NULL ? data->body : "");
  mark_body (self, data);
  gtk_widget_set_visible (GTK_WIDGET (self->body), data->body != NULL && !sotong_text_is_blank (data->body));
  gtk_widget_set_visible (self->history_heading, data->attempts != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->history), data->attempts != NULL);
  if (data->attempts != NULL)
    sotong_editor_history_fill (self->history, data->attempts, data->changes, sotong_context_get_zone (context));
  gtk_stack_set_visible_child_name (self->stack, "details");
}

static void
show_nothing (SotongInspectorPane *self)
{
  gtk_label_set_text (self->title, "");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* ---- reading ---- */

static void
stop_reading (SotongInspectorPane *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongInspectorPane) self = SOTONG_INSPECTOR_PANE (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongInspectorData) data = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (data != NULL)
    show (self, data);
  else
    show_nothing (self);
}

static void
read_again (SotongInspectorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  stop_reading (self);
  if (context == NULL || sotong_context_get_store (context) == NULL || self->shown.kind == SOTONG_INSPECTOR_NOTHING)
    {
      show_nothing (self);
      return;
    }
  self->shown.hides_author = SOTONG_IS_WINDOW (root) && sotong_settings_get_hide_authors (sotong_window_get_settings (SOTONG_WINDOW (root)));
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), sotong_inspector_data_job,
                           g_memdup2 (&self->shown, sizeof self->shown), g_free,
                           (GDestroyNotify) sotong_inspector_data_free, self->reading, read_cb, g_object_ref (self));
}

static gint64
selected_id (SotongContext       *context,
             SotongInspectorKind  kind)
{
  switch (kind)
    {
    case SOTONG_INSPECTOR_CONTENT:
      return sotong_context_get_content (context);
    case SOTONG_INSPECTOR_CAMPAIGN:
      return sotong_context_get_campaign (context);
    case SOTONG_INSPECTOR_CHANNEL:
      return sotong_context_get_channel (context);
    case SOTONG_INSPECTOR_TOPIC:
      return sotong_context_get_topic (context);
    case SOTONG_INSPECTOR_MENTION:
      return sotong_context_get_mention (context);
    case SOTONG_INSPECTOR_NOTHING:
    default:
      return 0;
    }
}

/* The last selection counts; one that is taken back leaves what is shown, unless it was that. */
static void
selected (SotongInspectorPane *self,
          SotongInspectorKind  kind)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  gint64 id = selected_id (context, kind);

  if (id == 0 && self->shown.kind != kind)
    return;
  self->shown.kind = id != 0 ? kind : SOTONG_INSPECTOR_NOTHING;
  self->shown.id = id;
  read_again (self);
}

static void
content_cb (SotongInspectorPane *self)
{
  selected (self, SOTONG_INSPECTOR_CONTENT);
}

static void
campaign_cb (SotongInspectorPane *self)
{
  selected (self, SOTONG_INSPECTOR_CAMPAIGN);
}

static void
channel_cb (SotongInspectorPane *self)
{
  selected (self, SOTONG_INSPECTOR_CHANNEL);
}

static void
topic_cb (SotongInspectorPane *self)
{
  selected (self, SOTONG_INSPECTOR_TOPIC);
}

static void
mention_cb (SotongInspectorPane *self)
{
  selected (self, SOTONG_INSPECTOR_MENTION);
}

static void
store_changed_cb (SotongInspectorPane *self)
{
  if (self->shown.kind != SOTONG_INSPECTOR_NOTHING)
    read_again (self);
}

static void
open_cb (SotongInspectorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && self->shown.kind == SOTONG_INSPECTOR_CONTENT)
    sotong_context_open_content (context, self->shown.id);
}

static void
edit_cb (SotongInspectorPane *self)
{
  if (self->shown.kind == SOTONG_INSPECTOR_CAMPAIGN)
    sotong_campaign_form_present (SOTONG_PANE (self), self->shown.id);
  else if (self->shown.kind == SOTONG_INSPECTOR_CHANNEL)
    sotong_channel_dialog_present (SOTONG_PANE (self), self->shown.id);
  else if (self->shown.kind == SOTONG_INSPECTOR_TOPIC)
    sotong_topic_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), sotong_pane_get_context (SOTONG_PANE (self)), self->shown.id);
}

static void
figures_cb (SotongInspectorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  gboolean is_channel = self->shown.kind == SOTONG_INSPECTOR_CHANNEL;

  if (context != NULL)
    sotong_figures_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), context, is_channel ? self->shown.id : 0,
                                   is_channel ? 0 : self->shown.id);
}

/* ---- the class ---- */

/* What is selected already when the pane comes to the front. */
static void
take_selection (SotongInspectorPane *self,
                SotongContext       *context)
{
  for (int kind = SOTONG_INSPECTOR_CONTENT; kind <= SOTONG_INSPECTOR_MENTION; kind++)
    if (selected_id (context, (SotongInspectorKind) kind) != 0)
      {
        selected (self, (SotongInspectorKind) kind);
        return;
      }
  read_again (self);
}

static void
sotong_inspector_pane_attach (SotongPane    *pane,
                              SotongContext *context)
{
  SotongInspectorPane *self = SOTONG_INSPECTOR_PANE (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  if (SOTONG_IS_WINDOW (root))
    g_signal_connect_object (sotong_window_get_settings (SOTONG_WINDOW (root)), "notify::hide-authors", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::content", G_CALLBACK (content_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::campaign", G_CALLBACK (campaign_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::channel", G_CALLBACK (channel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::topic", G_CALLBACK (topic_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::mention", G_CALLBACK (mention_cb), self, G_CONNECT_SWAPPED);
  if (sotong_context_get_store (context) != NULL)
    g_signal_connect_object (sotong_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
  take_selection (self, context);
}

static void
sotong_inspector_pane_detach (SotongPane *pane)
{
  SotongInspectorPane *self = SOTONG_INSPECTOR_PANE (pane);
  SotongContext *context = sotong_pane_get_context (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  stop_reading (self);
  if (SOTONG_IS_WINDOW (root))
    g_signal_handlers_disconnect_by_data (sotong_window_get_settings (SOTONG_WINDOW (root)), self);
  g_signal_handlers_disconnect_by_data (context, self);
  if (sotong_context_get_store (context) != NULL)
    g_signal_handlers_disconnect_by_data (sotong_context_get_store (context), self);
  self->shown.kind = SOTONG_INSPECTOR_NOTHING;
  show_nothing (self);
}

static void
sotong_inspector_pane_refresh (SotongPane *pane)
{
  read_again (SOTONG_INSPECTOR_PANE (pane));
}

static void
sotong_inspector_pane_dispose (GObject *object)
{
  stop_reading (SOTONG_INSPECTOR_PANE (object));
  G_OBJECT_CLASS (sotong_inspector_pane_parent_class)->dispose (object);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOTONG_TYPE_INSPECTOR_PANE);
}

static void
sotong_inspector_pane_class_init (SotongInspectorPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_inspector_pane_dispose;
  pane_class->attach = sotong_inspector_pane_attach;
  pane_class->detach = sotong_inspector_pane_detach;
  pane_class->refresh = sotong_inspector_pane_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-inspector-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, title);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, open_button);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, edit_button);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, figures_button);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, rows);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, copies_heading);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, copies);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, body);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, history_heading);
  gtk_widget_class_bind_template_child (widget_class, SotongInspectorPane, history);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, figures_cb);
}

static void
sotong_inspector_pane_init (SotongInspectorPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sotong_inspector_pane_get_title:
 * @self: the pane
 *
 * Returns: (transfer none): what the shown thing is called; "" when nothing is shown
 */
const char *
sotong_inspector_pane_get_title (SotongInspectorPane *self)
{
  g_return_val_if_fail (SOTONG_IS_INSPECTOR_PANE (self), NULL);
  return gtk_label_get_text (self->title);
}

/**
 * sotong_inspector_pane_is_busy:
 * @self: the pane
 *
 * Returns: whether it waits for an answer of the store
 */
gboolean
sotong_inspector_pane_is_busy (SotongInspectorPane *self)
{
  g_return_val_if_fail (SOTONG_IS_INSPECTOR_PANE (self), FALSE);
  return self->reading != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/sotong-add-dialogs.h"
#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "app/panes/sotong-navigator-private.h"
#include "app/panes/sotong-trend-reader.h"
#include "app/sotong-sparkline.h"
#include "app/sotong-tooltip.h"

/* Rows that are made when the lists were read, and in each turn after that. */
#define ROWS_AT_ONCE 30
#define ROWS_NEXT 10
#define COUNT_CHARS 6

/**
 * SotongNavigatorPane:
 *
 * Campaigns, channels, topics and sources. What is chosen here narrows the other panes; chosen
 * again, it no longer does.
 */
struct _SotongNavigatorPane
{
  SotongPane    parent_instance;
  GtkListBox   *lists[SOTONG_N_NAVIGATOR_SECTIONS];
  GSignalGroup *context;     /* (owned) */
  GSignalGroup *store;       /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint         refresh_id;
  GPtrArray    *items;       /* (owned) (nullable): a list of SotongNavigatorItem for each section, as was read */
  guint         n_made[SOTONG_N_NAVIGATOR_SECTIONS]; /* how many rows of it there are */
  guint         fill_id;
  SotongTrendReader *trends; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongNavigatorPane, sotong_navigator_pane, SOTONG_TYPE_PANE)

static const struct {
  const char *title;
  const char *add;
  const char *empty;
  void      (*present) (GtkWindow *parent, SotongContext *context);
} sections[SOTONG_N_NAVIGATOR_SECTIONS] = {
  { N_("Campaigns"), N_("Add campaign"), N_("A campaign gathers contents over its days."), NULL },
  { N_("Channels"), N_("Add channel"), N_("A channel is an account that the office publishes on."), sotong_add_channel_present },
  { N_("Topics"), N_("Add topic"), N_("A topic finds mentions by their words."), sotong_add_topic_present },
  { N_("Sources"), N_("Add source"), N_("A source is a feed whose mentions are collected."), sotong_source_dialog_present },
};

gint64
sotong_navigator_row_id (GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  return id != NULL ? *id : 0;
}

/* ---- choosing ---- */

gint64
sotong_navigator_chosen (SotongContext         *context,
                         SotongNavigatorSection section)
{
  switch (section)
    {
    case SOTONG_NAVIGATOR_CAMPAIGNS:
      return sotong_context_get_campaign (context);
    case SOTONG_NAVIGATOR_CHANNELS:
      return sotong_context_get_channel (context);
    case SOTONG_NAVIGATOR_TOPICS:
      return sotong_context_get_topic (context);
    case SOTONG_NAVIGATOR_SOURCES:
    case SOTONG_N_NAVIGATOR_SECTIONS:
    default:
      return 0;
    }
}

void
sotong_navigator_choose (SotongContext         *context,
                         SotongNavigatorSection section,
                         gint64                 id)
{
  switch (section)
    {
    case SOTONG_NAVIGATOR_CAMPAIGNS:
      sotong_context_set_campaign (context, id);
      break;
    case SOTONG_NAVIGATOR_CHANNELS:
      sotong_context_set_channel (context, id);
      break;
    case SOTONG_NAVIGATOR_TOPICS:
      sotong_context_set_topic (context, id);
      break;
    case SOTONG_NAVIGATOR_SOURCES:
    case SOTONG_N_NAVIGATOR_SECTIONS:
    default:
      break;
    }
}

static void
show_chosen (SotongNavigatorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context == NULL)
    return;
  for (int s = 0; s < SOTONG_N_NAVIGATOR_SECTIONS; s++)
    {
      gint64 id = sotong_navigator_chosen (context, (SotongNavigatorSection) s);
      GtkListBoxRow *row;

      gtk_list_box_unselect_all (self->lists[s]);
      for (int i = 0; id != 0 && (row = gtk_list_box_get_row_at_index (self->lists[s], i)) != NULL; i++)
        {
          if (sotong_navigator_row_id (row) == id)
            gtk_list_box_select_row (self->lists[s], row);
        }
    }
}

static void
row_activated_cb (SotongNavigatorPane *self,
                  GtkListBoxRow       *row,
                  GtkListBox          *list)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongNavigatorSection section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (list), "section"));
  gint64 id = sotong_navigator_row_id (row);

  if (context == NULL || id == 0)
    return;
  sotong_navigator_choose (context, section, sotong_navigator_chosen (context, section) == id ? 0 : id);
  show_chosen (self);
}

/* ---- filling ---- */

static void
warning_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *pane = gtk_widget_get_ancestor (button, SOTONG_TYPE_NAVIGATOR_PANE);

  sotong_navigator_edit_row (SOTONG_NAVIGATOR_PANE (pane), SOTONG_NAVIGATOR_CHANNELS, sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
}

/* What a channel's settings mend leads to them. */
static GtkWidget *
make_warning (const SotongNavigatorItem *item)
{
  GtkWidget *widget;

  if (item->account)
    {
      widget = gtk_button_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (widget, "flat");
      sotong_tooltip_set (widget, item->note);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Needs attention: edit the channel"), -1);
      g_signal_connect (widget, "clicked", G_CALLBACK (warning_clicked_cb), NULL);
    }
  else
    {
      widget = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Needs attention"), -1);
    }
  gtk_widget_add_css_class (widget, "warning");
  return widget;
}

static gboolean
has_trends (int section)
{
  return section == SOTONG_NAVIGATOR_TOPICS || section == SOTONG_NAVIGATOR_SOURCES;
}

static SotongRowTrend *
find_trend (SotongNavigatorPane *self,
            int                  section,
            gint64               id)
{
  SotongRowTrends *trends = sotong_trend_reader_get_trends (self->trends);

  if (trends == NULL || !has_trends (section))
    return NULL;
  return section == SOTONG_NAVIGATOR_TOPICS ? sotong_row_trends_topic (trends, id) : sotong_row_trends_source (trends, id);
}

static void
set_note (GtkWidget            *row,
          const char           *note,
          const SotongRowTrend *trend)
{
  g_autofree char *text = g_strconcat (note, trend != NULL && note[0] != '\0' ? "\n" : "", trend != NULL ? trend->sentence : "", NULL);

  sotong_tooltip_set (row, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Puts the picture of the last four weeks before the count, and its sentence below the note. A row that shows it stays as it is.
 * @trend: (nullable) */
static void
show_trend (GtkWidget                 *row,
            const SotongNavigatorItem *item,
            SotongRowTrend            *trend)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *before = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (box));

  if (sotong_row_trend_same (g_object_get_data (G_OBJECT (row), "trend"), trend))
    return;
  if (SOTONG_IS_SPARKLINE (before))
    {
      GtkWidget *old = before;

      before = gtk_widget_get_prev_sibling (old);
      gtk_box_remove (GTK_BOX (box), old);
    }
  if (trend != NULL)
    gtk_box_insert_child_after (GTK_BOX (box), sotong_sparkline_new (trend->chart, trend->sentence), before);
  set_note (row, item->note, trend);
  g_object_set_data_full (G_OBJECT (row), "trend", trend != NULL ? sotong_row_trend_ref (trend) : NULL, (GDestroyNotify) sotong_row_trend_unref);
}

static GtkWidget *
make_row (SotongNavigatorPane       *self,
          int                        section,
          const SotongNavigatorItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (item->name);
  GtkWidget *count = gtk_label_new (item->count);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  if (item->warning)
    gtk_box_append (GTK_BOX (box), make_warning (item));
  if (has_trends (section))
    {
      gtk_label_set_width_chars (GTK_LABEL (count), COUNT_CHARS); /* the pictures stand below each other */
      gtk_label_set_xalign (GTK_LABEL (count), 1);
    }
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, item->name, -1);
  set_note (row, item->note, NULL);
  show_trend (row, item, find_trend (self, section, item->id));
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&item->id, sizeof item->id), g_free);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (sotong_navigator_second_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  return row;
}

static GtkWidget *
make_empty_row (int section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_(sections[section].empty));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static gboolean
same_items (GPtrArray *a,
            GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const SotongNavigatorItem *one = g_ptr_array_index (a, i), *two = g_ptr_array_index (b, i);

      if (one->id != two->id || one->warning != two->warning || one->account != two->account || g_strcmp0 (one->name, two->name) != 0
          || g_strcmp0 (one->count, two->count) != 0 || g_strcmp0 (one->note, two->note) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
clear_section (SotongNavigatorPane *self,
               int                  section)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lists[section]))) != NULL)
    gtk_list_box_remove (self->lists[section], child);
  self->n_made[section] = 0;
}

/* Makes up to @n rows. Returns: whether some are still to be made */
static gboolean
fill_rows (SotongNavigatorPane *self,
           guint                n)
{
  for (int s = 0; s < SOTONG_N_NAVIGATOR_SECTIONS; s++)
    {
      GPtrArray *items = g_ptr_array_index (self->items, s);

      for (; self->n_made[s] < items->len; self->n_made[s]++, n--)
        {
          if (n == 0)
            return TRUE;
          gtk_list_box_append (self->lists[s], make_row (self, s, g_ptr_array_index (items, self->n_made[s])));
        }
      if (items->len == 0 && gtk_widget_get_first_child (GTK_WIDGET (self->lists[s])) == NULL)
        gtk_list_box_append (self->lists[s], make_empty_row (s));
    }
  show_chosen (self);
  return FALSE;
}

static gboolean
fill_cb (gpointer user_data)
{
  SotongNavigatorPane *self = user_data;

  if (fill_rows (self, ROWS_NEXT))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/* What can be seen at once, the rest when nothing else is to be done. A section that shows what it shall stays as it is. */
static void
fill (SotongNavigatorPane *self,
      GPtrArray           *items)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->items);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  self->items = g_ptr_array_ref (items);
  for (int s = 0; s < SOTONG_N_NAVIGATOR_SECTIONS; s++)
    if (before == NULL || !same_items (g_ptr_array_index (before, s), g_ptr_array_index (items, s)))
      clear_section (self, s);
  if (fill_rows (self, ROWS_AT_ONCE))
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
  show_chosen (self);
}

/* The rows stay, with the focus and what is chosen. */
static void
trends_changed_cb (SotongNavigatorPane *self)
{
  for (int s = 0; self->items != NULL && s < SOTONG_N_NAVIGATOR_SECTIONS; s++)
    {
      GPtrArray *items = g_ptr_array_index (self->items, s);

      for (guint i = 0; has_trends (s) && i < self->n_made[s]; i++)
        {
          const SotongNavigatorItem *item = g_ptr_array_index (items, i);

          show_trend (GTK_WIDGET (gtk_list_box_get_row_at_index (self->lists[s], (int) i)), item, find_trend (self, s, item->id));
        }
    }
}

static void
trends_failed_cb (SotongNavigatorPane *self,
                  const GError        *error)
{
  sotong_pane_show_error (SOTONG_PANE (self), _("The last four weeks could not be read"), error);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_navigator_read (db, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongNavigatorPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lists = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (lists == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The navigator could not be read"), error);
      return;
    }
  fill (self, lists);
}

static void
read_again (SotongNavigatorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                           read_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongNavigatorPane *self = user_data;

  self->refresh_id = 0;
  read_again (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SotongNavigatorPane *self,
            guint                areas)
{
  guint mine = SOTONG_AREA_PLAN | SOTONG_AREA_CHANNELS | SOTONG_AREA_OUTBOX | SOTONG_AREA_SOURCES | SOTONG_AREA_TOPICS | SOTONG_AREA_MENTIONS;

  if ((areas & mine) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (300, refresh_cb, self);
}

/* ---- the pane ---- */

static void
add_clicked_cb (SotongNavigatorPane *self,
                GtkButton           *button)
{
  int section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "section"));
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && section == SOTONG_NAVIGATOR_CAMPAIGNS)
    sotong_campaign_form_present (SOTONG_PANE (self), 0);
  else if (context != NULL)
    sections[section].present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), context);
}

/* A section is folded by its title: seventeen campaigns must not push the topics out of sight. */
static void
fold_cb (SotongNavigatorPane *self,
         GtkToggleButton     *button)
{
  int section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "section"));
  gboolean open = gtk_toggle_button_get_active (button);
  GtkWidget *arrow = g_object_get_data (G_OBJECT (button), "arrow");

  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->lists[section]), open);
}

static GtkWidget *
make_title (SotongNavigatorPane *self,
            int                  section)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  GtkWidget *title = gtk_label_new (_(sections[section].title));

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), title);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "fold");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(sections[section].title), -1);
  g_object_set_data (G_OBJECT (button), "section", GINT_TO_POINTER (section));
  g_object_set_data (G_OBJECT (button), "arrow", arrow);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (fold_cb), self);
  return button;
}

static GtkWidget *
make_head (SotongNavigatorPane *self,
           int                  section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (button, "flat");
  sotong_tooltip_set (button, _(sections[section].add));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(sections[section].add), -1);
  g_object_set_data (G_OBJECT (button), "section", GINT_TO_POINTER (section));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), make_title (self, section));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_start (box, 4);
  gtk_widget_set_margin_top (box, section > 0 ? 6 : 2);
  gtk_widget_set_margin_end (box, 6);
  return box;
}

static void
add_section (SotongNavigatorPane *self,
             GtkBox              *box,
             int                  section)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lists[section] = list;
  g_object_set_data (G_OBJECT (list), "section", GINT_TO_POINTER (section));
  gtk_widget_add_css_class (GTK_WIDGET (list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (list), "compact");
  gtk_list_box_set_selection_mode (list, section == SOTONG_NAVIGATOR_SOURCES ? GTK_SELECTION_NONE : GTK_SELECTION_SINGLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(sections[section].title), -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sotong_navigator_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
  gtk_box_append (box, make_head (self, section));
  gtk_box_append (box, GTK_WIDGET (list));
}

static void
sotong_navigator_pane_attach (SotongPane    *pane,
                              SotongContext *context)
{
  SotongNavigatorPane *self = SOTONG_NAVIGATOR_PANE (pane);

  g_signal_group_set_target (self->context, context);
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  read_again (self);
  sotong_trend_reader_set_context (self->trends, context);
}

static void
forget (SotongNavigatorPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sotong_navigator_pane_detach (SotongPane *pane)
{
  SotongNavigatorPane *self = SOTONG_NAVIGATOR_PANE (pane);

  forget (self);
  g_signal_group_set_target (self->context, NULL);
  g_signal_group_set_target (self->store, NULL);
  sotong_trend_reader_set_context (self->trends, NULL);
}

static void
sotong_navigator_pane_refresh (SotongPane *pane)
{
  read_again (SOTONG_NAVIGATOR_PANE (pane));
  sotong_trend_reader_read (SOTONG_NAVIGATOR_PANE (pane)->trends);
}

static void
sotong_navigator_pane_dispose (GObject *object)
{
  SotongNavigatorPane *self = SOTONG_NAVIGATOR_PANE (object);

  forget (self);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  if (self->trends != NULL)
    sotong_trend_reader_set_context (self->trends, NULL);
  g_clear_object (&self->trends);
  G_OBJECT_CLASS (sotong_navigator_pane_parent_class)->dispose (object);
}

static void
sotong_navigator_pane_class_init (SotongNavigatorPaneClass *klass)
{
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_navigator_pane_dispose;
  pane_class->attach = sotong_navigator_pane_attach;
  pane_class->detach = sotong_navigator_pane_detach;
  pane_class->refresh = sotong_navigator_pane_refresh;
}

static void
sotong_navigator_pane_init (SotongNavigatorPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_bottom (box, 12);
  for (int s = 0; s < SOTONG_N_NAVIGATOR_SECTIONS; s++)
    add_section (self, GTK_BOX (box), s);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  panel_widget_set_child (PANEL_WIDGET (self), scrolled);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::campaign", G_CALLBACK (show_chosen), self);
  g_signal_group_connect_swapped (self->context, "notify::channel", G_CALLBACK (show_chosen), self);
  g_signal_group_connect_swapped (self->context, "notify::topic", G_CALLBACK (show_chosen), self);
  self->trends = sotong_trend_reader_new ();
  g_signal_connect_object (self->trends, "changed", G_CALLBACK (trends_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trends, "failed", G_CALLBACK (trends_failed_cb), self, G_CONNECT_SWAPPED);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (changed_cb), self);
}

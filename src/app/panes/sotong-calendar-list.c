/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-list.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-ghost.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-row-name.h"

#define MAX_HEIGHT 340

/**
 * SotongCalendarList:
 *
 * All contents of a day in a popover, where the day itself has no room for them.
 */
struct _SotongCalendarList
{
  GtkPopover          parent_instance;
  gint64              day;
  GListStore         *items;   /* (owned) (element-type SotongCalendarItem) */
  GtkSingleSelection *chosen;  /* (unowned): of the view, over @items */
  GtkWidget          *view;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongCalendarList, sotong_calendar_list, GTK_TYPE_POPOVER)

enum {
  SIGNAL_OPEN,
  SIGNAL_REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- rows ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            GtkListItem   *list_item)
{
  SotongCalendarItem *item = gtk_list_item_get_item (list_item);

  if (item == NULL)
    return NULL;
  return gdk_content_provider_new_typed (SOTONG_TYPE_CALENDAR_ITEM, item);
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          GtkListItem   *list_item)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (gtk_list_item_get_child (list_item));
  g_autoptr(GdkPaintable) still = gdk_paintable_get_current_image (picture);

  sotong_calendar_ghost_begin (drag, still);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  narrow)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *time = gtk_label_new (NULL), *title = gtk_label_new (NULL), *channels = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("sotong-warning-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_box_append (GTK_BOX (box), sotong_calendar_symbol_new (SOTONG_STATE_DRAFT));
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), channels);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_add_css_class (mark, "warning");
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (channels, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (channels), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (title), narrow ? 14 : 26);
  gtk_label_set_max_width_chars (GTK_LABEL (channels), 16);
  gtk_widget_set_hexpand (title, !narrow);
  gtk_widget_set_visible (channels, !narrow);
  gtk_list_item_set_child (list_item, box);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), list_item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), list_item);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (source));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  narrow)
{
  SotongCalendarItem *item = gtk_list_item_get_item (list_item);
  GTimeZone *zone = g_object_get_data (G_OBJECT (factory), "zone");
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *symbol = gtk_widget_get_first_child (box), *time = gtk_widget_get_next_sibling (symbol);
  GtkWidget *title = gtk_widget_get_next_sibling (time), *channels = gtk_widget_get_next_sibling (title);
  GtkWidget *mark = gtk_widget_get_next_sibling (channels);
  g_autofree char *when = item->at != SOTONG_NONE ? sotong_calendar_text_time (item->at, zone) : NULL;
  g_autofree char *tip = sotong_calendar_item_describe (item, zone);

  sotong_calendar_symbol_set_state (SOTONG_CALENDAR_SYMBOL (symbol), item->state);
  gtk_label_set_text (GTK_LABEL (time), when != NULL ? when : "");
  gtk_widget_set_visible (time, when != NULL);
  gtk_label_set_text (GTK_LABEL (title), item->title);
  if (GPOINTER_TO_INT (narrow))
    gtk_label_set_width_chars (GTK_LABEL (title), (int) MIN (g_utf8_strlen (item->title, -1) * 2, 14));
  gtk_label_set_text (GTK_LABEL (channels), item->channels->str);
  gtk_widget_set_visible (mark, sotong_calendar_item_has_mark (item)); /* the name and the tooltip say why */
  gtk_widget_set_tooltip_text (box, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  sotong_row_name_set (list_item, tip);
  g_object_set_data_full (G_OBJECT (box), "item", g_object_ref (item), g_object_unref);
}

/**
 * sotong_calendar_list_new_factory:
 * @zone: the office's time zone
 * @narrow: for rows beside one another
 *
 * Returns: (transfer full): makes rows for items of the calendar, which can be dragged
 */
GtkListItemFactory *
sotong_calendar_list_new_factory (GTimeZone *zone,
                                  gboolean   narrow)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data_full (G_OBJECT (factory), "zone", g_time_zone_ref (zone), (GDestroyNotify) g_time_zone_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (narrow));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (narrow));
  return factory;
}

/* ---- the popover ---- */

static void
emit_and_close (SotongCalendarList *self,
                guint               signal,
                guint               position)
{
  g_autoptr(SotongCalendarList) held = g_object_ref (self);
  g_autoptr(SotongCalendarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[signal], 0, item);
}

static void
activate_cb (GtkListView        *view,
             guint               position,
             SotongCalendarList *self)
{
  emit_and_close (self, SIGNAL_OPEN, position);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarList    *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (view));

  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;
  emit_and_close (self, SIGNAL_REMOVE, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)));
  return GDK_EVENT_STOP;
}

static void
sotong_calendar_list_dispose (GObject *object)
{
  g_clear_object (&SOTONG_CALENDAR_LIST (object)->items);
  G_OBJECT_CLASS (sotong_calendar_list_parent_class)->dispose (object);
}

static void
sotong_calendar_list_class_init (SotongCalendarListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_list_dispose;
  signals[SIGNAL_OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
}

static void
sotong_calendar_list_init (SotongCalendarList *self)
{
  self->items = g_list_store_new (SOTONG_TYPE_CALENDAR_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "calendar-list");
}

static GtkWidget *
new_view (SotongCalendarList *self,
          GTimeZone          *zone)
{
  g_autoptr(GtkListItemFactory) factory = sotong_calendar_list_new_factory (zone, FALSE);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *view;

  self->chosen = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  self->view = view = gtk_list_view_new (GTK_SELECTION_MODEL (self->chosen), g_object_ref (factory));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contents of the day"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (view, keys);
  return view;
}

/**
 * sotong_calendar_list_new:
 * @day: a day, counted from 1970-01-01
 * @items: (element-type SotongCalendarItem): its contents
 * @zone: the office's time zone
 *
 * Returns: (transfer floating): a popover with all of them; its signals “open” and “remove”
 *   say which one was chosen
 */
GtkWidget *
sotong_calendar_list_new (gint64     day,
                          GPtrArray *items,
                          GTimeZone *zone)
{
  SotongCalendarList *self = g_object_new (SOTONG_TYPE_CALENDAR_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroll = gtk_scrolled_window_new ();
  g_autofree char *text = sotong_calendar_text_day (day);
  GtkWidget *heading = gtk_label_new (text);

  self->day = day;
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), MAX_HEIGHT);
  gtk_widget_set_size_request (box, 340, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), new_view (self, zone));
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  return GTK_WIDGET (self);
}

gint64
sotong_calendar_list_get_day (SotongCalendarList *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_LIST (self), 0);
  return self->day;
}

/* Where a content stands by now, or at least what stands in its place. */
static guint
position_of (SotongCalendarList *self,
             SotongCalendarItem *wanted,
             guint               before)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; wanted != NULL && i < n; i++)
    {
      g_autoptr(SotongCalendarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (sotong_calendar_item_is_same (item, wanted))
        return i;
    }
  return MIN (before, n - 1);
}

/* The row goes on having the focus, though it is made anew. GTK 4.8 has no call for that:
 * the view itself gives the focus to the row that stands where the last one stood. */
static void
focus_row (SotongCalendarList *self,
           guint               position)
{
  g_autoptr(SotongCalendarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  for (GtkWidget *row = gtk_widget_get_first_child (self->view); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_widget_get_first_child (row);

      if (box != NULL && g_object_get_data (G_OBJECT (box), "item") == item && gtk_widget_grab_focus (row))
        return;
    }
  gtk_widget_grab_focus (self->view);
}

/**
 * sotong_calendar_list_show:
 * @self: the list of a day
 * @items: (nullable) (element-type SotongCalendarItem): its contents as they are now
 *
 * Shows them; what was chosen stays so, while it is there, and so does the focus. Without any the list closes.
 */
void
sotong_calendar_list_show (SotongCalendarList *self,
                           GPtrArray          *items)
{
  g_autoptr(SotongCalendarItem) chosen = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean focused;
  guint position;

  g_return_if_fail (SOTONG_IS_CALENDAR_LIST (self));

  if (items == NULL || items->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  g_set_object (&chosen, gtk_single_selection_get_selected_item (self->chosen));
  position = gtk_single_selection_get_selected (self->chosen);
  focused = gtk_widget_get_focus_child (self->view) != NULL;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  position = position_of (self, chosen, position);
  gtk_single_selection_set_selected (self->chosen, position);
  if (!focused)
    return;
  focus_row (self, position);
  if (GTK_IS_WINDOW (root)) /* which row it is now is seen, as after a key */
    gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
}

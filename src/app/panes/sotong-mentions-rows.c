/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list of mentions. */
#include "config.h"

#include "app/panes/sotong-mention-cell.h"
#include "app/panes/sotong-mentions-pane-private.h"
#include "app/sotong-context-menu.h"

#define NAME_SLICE_US 4000

/* A row draws itself. What a screen reader speaks of it is set in slices that are short enough
 * for the window to answer between them: a jump binds two hundred rows at once. */
static void
name_row (GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (cell);
  g_autofree char *text = sotong_mention_cell_dup_text (SOTONG_MENTION_CELL (cell));

  if (text == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
name_cb (gpointer user_data)
{
  SotongMentionsPane *self = user_data;
  gint64 until = g_get_monotonic_time () + NAME_SLICE_US;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->unnamed);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
      g_hash_table_iter_remove (&iter);
      name_row (item);
    }
  self->name_id = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_name (SotongMentionsPane *self,
            GtkListItem        *item)
{
  g_hash_table_add (self->unnamed, item);
  if (self->name_id == 0)
    self->name_id = g_idle_add (name_cb, self);
}

static void
loaded_cb (SotongMentionRow *row,
           GParamSpec       *pspec,
           GtkListItem      *item)
{
  queue_name (g_object_get_data (G_OBJECT (item), "pane"), item);
}

void
sotong_mentions_pane_setup_row (SotongMentionsPane *self,
                                GtkListItem        *item)
{
  g_object_set_data (G_OBJECT (item), "pane", self);
  gtk_list_item_set_child (item, sotong_mention_cell_new ());
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), "item", item); /* lives as long as its child is shown */
}

void
sotong_mentions_pane_bind_row (SotongMentionsPane *self,
                               GtkListItem        *item)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongMentionRow *row = gtk_list_item_get_item (item);
  gulong id = g_signal_connect (row, "notify::loaded", G_CALLBACK (loaded_cb), item);

  g_object_set_data (G_OBJECT (item), "loaded-id", GSIZE_TO_POINTER (id));
  if (context == NULL) /* a list that goes away may still bind its rows */
    return;
  sotong_mention_cell_set_hides_author (SOTONG_MENTION_CELL (gtk_list_item_get_child (item)), sotong_mentions_pane_hides_authors (self));
  sotong_mention_cell_set_row (SOTONG_MENTION_CELL (gtk_list_item_get_child (item)), row, sotong_context_get_zone (context));
  if (sotong_mention_row_get_mention (row) != NULL)
    queue_name (self, item);
}

void
sotong_mentions_pane_unbind_row (SotongMentionsPane *self,
                                 GtkListItem        *item)
{
  g_signal_handler_disconnect (gtk_list_item_get_item (item), GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (item), "loaded-id")));
  sotong_mention_cell_set_row (SOTONG_MENTION_CELL (gtk_list_item_get_child (item)), NULL, NULL);
  if (self->unnamed != NULL)
    g_hash_table_remove (self->unnamed, item);
}

/* A row of the list view: who wrote is hidden now, or no longer. */
void
sotong_mentions_pane_mask_row (SotongMentionsPane *self,
                               GtkWidget          *row)
{
  GtkWidget *cell = gtk_widget_get_first_child (row);
  g_autofree char *text = NULL;

  if (!SOTONG_IS_MENTION_CELL (cell))
    return;
  sotong_mention_cell_set_hides_author (SOTONG_MENTION_CELL (cell), sotong_mentions_pane_hides_authors (self));
  text = sotong_mention_cell_dup_text (SOTONG_MENTION_CELL (cell));
  if (text == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* ---- the commands where the mentions are ---- */

/* Who closes the commands goes on with the keyboard in the list: GTK leaves the focus nowhere. */
static void
menu_closed_cb (SotongMentionsPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* @row: the one that they are shown at; %NULL: the list's beginning. @x, @y: where in @row, or negative for below it. */
static void
show_menu (SotongMentionsPane *self,
           GtkWidget          *row,
           double              x,
           double              y)
{
  GtkWidget *at = row != NULL ? row : GTK_WIDGET (self->list_view);
  GdkRectangle place = { 0, 0, 1, 1 };
  double box_x, box_y;

  if (x < 0)
    {
      x = 24;
      y = row != NULL ? gtk_widget_get_height (row) : 24;
    }
  if (!gtk_widget_translate_coordinates (at, GTK_WIDGET (self->box), x, y, &box_x, &box_y))
    return;
  place.x = (int) box_x;
  place.y = (int) box_y;
  if (self->popover == NULL)
    {
      self->popover = sotong_context_menu_new (gtk_menu_button_get_menu_model (self->menu_button), GTK_WIDGET (self->box));
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* By the keyboard: at the row that has the focus. */
void
sotong_mentions_pane_open_menu (SotongMentionsPane *self)
{
  show_menu (self, gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)), -1, -1);
}

/* With the pointer: of the row there, which is chosen unless it is among those that are. */
void
sotong_mentions_pane_second_click (SotongMentionsPane *self,
                                   int                 n_press,
                                   double              x,
                                   double              y)
{
  GtkWidget *list = GTK_WIDGET (self->list_view);
  GtkWidget *there = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = there != NULL ? gtk_widget_get_ancestor (there, SOTONG_TYPE_MENTION_CELL) : NULL;
  GtkListItem *item;

  /* The row around the cell has a margin of its own. */
  if (cell == NULL && there != NULL && SOTONG_IS_MENTION_CELL (gtk_widget_get_first_child (there)))
    cell = gtk_widget_get_first_child (there);
  item = cell != NULL ? g_object_get_data (G_OBJECT (cell), "item") : NULL;
  if (item == NULL || gtk_list_item_get_position (item) == GTK_INVALID_LIST_POSITION)
    return;
  if (!gtk_list_item_get_selected (item))
    gtk_widget_activate_action (list, "list.select-item", "(ubb)", gtk_list_item_get_position (item), FALSE, FALSE);
  gtk_widget_grab_focus (gtk_widget_get_parent (cell));
  show_menu (self, list, x, y);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-row-menu.h"

#include "app/sotong-context-menu.h"
#include "app/sotong-row-name.h"

#define MENU_X 24 /* where the menu opens by the keyboard, in pixels */

/* The commands of a table, at the row that they are for. */
typedef struct {
  GtkColumnView *table;    /* (unowned): owns this */
  GtkWidget     *box;      /* (unowned): around the table */
  GMenuModel    *model;    /* (owned) */
  GtkWidget     *popover;  /* (unowned) (nullable): the box has it, and takes it along */
} RowMenu;

static void
row_menu_free (RowMenu *self)
{
  g_object_unref (self->model);
  g_free (self);
}

/* (transfer none): what has the rows. */
static GtkWidget *
list_of (RowMenu *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->table));
}

/* Who closes the commands goes on with the keyboard in the table: GTK leaves the focus nowhere. */
static void
closed_cb (GtkWidget *table)
{
  GtkWidget *list = gtk_widget_get_last_child (table);

  if (list != NULL)
    sotong_row_focus (list);
}

/* @x, @y: in @at. */
static void
show_menu (RowMenu   *self,
           GtkWidget *at,
           double     x,
           double     y)
{
  GdkRectangle place = { 0, 0, 1, 1 };
  double box_x, box_y;

  if (!gtk_widget_translate_coordinates (at, self->box, x, y, &box_x, &box_y))
    return;
  place.x = (int) box_x;
  place.y = (int) box_y;
  if (self->popover == NULL)
    {
      self->popover = sotong_context_menu_new (self->model, self->box);
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self->table, G_CONNECT_SWAPPED);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* With the pointer: of the row there, which is chosen. */
static void
second_click_cb (RowMenu *self,
                 int      n_press,
                 double   x,
                 double   y)
{
  GtkWidget *row = gtk_widget_pick (GTK_WIDGET (self->table), x, y, GTK_PICK_DEFAULT);

  while (row != NULL && gtk_widget_get_parent (row) != list_of (self))
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return;
  gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  gtk_widget_grab_focus (row);
  show_menu (self, GTK_WIDGET (self->table), x, y);
}

/* By the keyboard: below the row that has the focus. */
static gboolean
key_pressed_cb (RowMenu         *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  GtkWidget *row = gtk_widget_get_focus_child (list_of (self));

  if (keyval != GDK_KEY_Menu && (keyval != GDK_KEY_F10 || (modifiers & GDK_SHIFT_MASK) == 0))
    return GDK_EVENT_PROPAGATE;
  show_menu (self, row != NULL ? row : list_of (self), MENU_X, row != NULL ? gtk_widget_get_height (row) : MENU_X);
  return GDK_EVENT_STOP;
}

/**
 * sotong_row_menu_add:
 * @table: a table of rows of which one is chosen
 * @box: a box that the table is in, which goes with it
 * @model: the commands for a row
 *
 * The commands open at a row with the second button, which chooses the row, or with the keys for it. Main thread.
 */
void
sotong_row_menu_add (GtkColumnView *table,
                     GtkWidget     *box,
                     GMenuModel    *model)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  RowMenu *self = g_new0 (RowMenu, 1);

  self->table = table;
  self->box = box;
  self->model = g_object_ref (model);
  g_object_set_data_full (G_OBJECT (table), "sotong-row-menu", self, (GDestroyNotify) row_menu_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (second_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (table), keys);
  gtk_widget_add_controller (GTK_WIDGET (table), GTK_EVENT_CONTROLLER (click));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-input-private.h"
#include "app/sotong-context-menu.h"

#include <glib/gi18n.h>

/* The commands of what is chosen, or of an empty place: by the second button, the Menu key or Shift+F10. */

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongCalendarInput *self = user_data;
  SotongCalendarItem *item = sotong_calendar_model_get_selected (self->model);

  if (item != NULL)
    sotong_calendar_model_open (self->model, item);
}

static void
shift_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sotong_calendar_input_shift (user_data, g_variant_get_int32 (parameter), 0);
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongCalendarInput *self = user_data;
  SotongCalendarItem *item = sotong_calendar_model_get_selected (self->model);

  if (item != NULL)
    sotong_calendar_model_remove (self->model, item);
}

static int
minute_here (SotongCalendarInput *self)
{
  SotongCalendarKind kind = self->model->span.kind;

  return kind == SOTONG_CALENDAR_KIND_WEEK || kind == SOTONG_CALENDAR_KIND_DAY ? self->model->minute : SOTONG_CALENDAR_SAME_TIME;
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SotongCalendarInput *self = user_data;

  sotong_calendar_model_write_new (self->model, self->model->cursor, minute_here (self));
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  sotong_calendar_model_copy (((SotongCalendarInput *) user_data)->model);
}

static void
paste_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SotongCalendarInput *self = user_data;

  sotong_calendar_model_paste (self->model, self->model->cursor, minute_here (self));
}

/* A command with the key that does the same in the calendar. */
static void
append_with_key (GMenu      *menu,
                 const char *label,
                 const char *action,
                 const char *key)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

/* Whether all that is chosen can be given another time. */
static gboolean
can_shift (SotongCalendarModel *model)
{
  for (guint i = 0; i < model->selection->len; i++)
    {
      SotongCalendarItem *item = g_ptr_array_index (model->selection, i);

      if (item->at == SOTONG_NONE || !sotong_calendar_item_can_move (item))
        return FALSE;
    }
  return model->selection->len > 0;
}

static GMenuModel *
make_menu (SotongCalendarInput *self)
{
  GMenu *menu = g_menu_new (), *add = g_menu_new ();
  gboolean one = self->model->selection->len == 1;

  if (self->model->selection->len > 0)
    {
      g_autoptr(GMenu) acts = g_menu_new (), remove = g_menu_new ();

      /* One that cannot be chosen at the top would keep the keys out of the menu. */
      if (one)
        g_menu_append (acts, _("_Open"), "chosen.open");
      g_menu_append (acts, _("_Submit for Approval…"), "win.submit");
      g_menu_append (acts, _("One Day _Earlier"), "chosen.shift(-1)");
      g_menu_append (acts, _("One Day _Later"), "chosen.shift(1)");
      append_with_key (acts, _("_Copy"), "chosen.copy", "<Control>c");
      if (one)
        g_menu_append (remove, _("_Delete"), "chosen.remove");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
    }
  g_menu_append (add, _("_New Content"), "chosen.new");
  if (self->model->copied != NULL)
    append_with_key (add, _("_Paste Here"), "chosen.paste", "<Control>v");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (add));
  g_object_unref (add);
  return G_MENU_MODEL (menu);
}

static void
closed_cb (SotongCalendarInput *self)
{
  sotong_calendar_view_focus_cursor (self->view);
}

static void
show_menu (SotongCalendarInput *self,
           GdkRectangle        *place)
{
  g_autoptr(GMenuModel) menu = make_menu (self);
  gboolean one = self->model->selection->len == 1;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->acts), "open")), one);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->acts), "remove")), one);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->acts), "shift")), can_shift (self->model));
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = sotong_context_menu_new (menu, GTK_WIDGET (self->view));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), place);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * sotong_calendar_input_open_menu:
 * @self: an input
 *
 * Opens the commands at the day of the cursor.
 */
void
sotong_calendar_input_open_menu (SotongCalendarInput *self)
{
  graphene_rect_t box;
  GdkRectangle place;

  if (!sotong_calendar_view_get_box (self->view, self->model->cursor, SOTONG_CALENDAR_SAME_TIME, &box))
    return;
  place = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width, (int) box.size.height };
  show_menu (self, &place);
}

static void
second_pressed_cb (GtkGestureClick     *gesture,
                   int                  n_press,
                   double               x,
                   double               y,
                   SotongCalendarInput *self)
{
  SotongCalendarItem *item;
  gint64 day;
  int minute;

  if (gtk_widget_get_visible (self->entry) || self->model->span.kind == SOTONG_CALENDAR_KIND_YEAR
      || !sotong_calendar_view_get_place (self->view, x, y, &day, &minute))
    return;
  item = sotong_calendar_view_pick (self->view, x, y, NULL);
  self->model->cursor = day;
  if (minute != SOTONG_CALENDAR_SAME_TIME)
    self->model->minute = minute;
  self->model->pressed = TRUE;
  if (item == NULL || !sotong_calendar_model_is_selected (self->model, item))
    sotong_calendar_model_select (self->model, item);
  sotong_calendar_view_focus_cursor (self->view);
  self->model->pressed = FALSE;
  show_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

/* Gives the view its commands. */
void
sotong_calendar_input_add_menu (SotongCalendarInput *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_action },
    { .name = "shift", .activate = shift_action, .parameter_type = "i" },
    { .name = "remove", .activate = remove_action },
    { .name = "new", .activate = new_action },
    { .name = "copy", .activate = copy_action },
    { .name = "paste", .activate = paste_action },
  };
  GtkGesture *click = gtk_gesture_click_new ();

  self->acts = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->acts), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "chosen", G_ACTION_GROUP (self->acts));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (second_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

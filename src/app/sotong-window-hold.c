/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One command holds everything and ends that: its line in the menu says which of the two it does. */
#include "config.h"

#include "app/sotong-window-hold.h"

#include <glib/gi18n.h>

#define COMMAND "win.hold"

/* (nullable): the part of @menu with the command, which stands there at @out_at. */
static GMenu *
find_command (GMenuModel *menu,
              int        *out_at)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *action = NULL;

      *out_at = i;
      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action) && g_str_equal (action, COMMAND))
        return G_MENU (menu);
      for (gsize k = 0; k < G_N_ELEMENTS (links); k++)
        {
          g_autoptr(GMenuModel) part = g_menu_model_get_item_link (menu, i, links[k]);
          GMenu *found = part != NULL ? find_command (part, out_at) : NULL;

          if (found != NULL)
            return found; /* its menu keeps it */
        }
    }
  return NULL;
}

/* A menu that is open keeps its lines unless this one is another now. */
static void
update (SotongWindow *self,
        GMenuModel   *menu)
{
  const char *label = sotong_window_is_held (self) ? _("End the Hold on Everythin_g…") : _("Hold Everythin_g");
  g_autofree char *before = NULL;
  g_autoptr(GMenuItem) item = NULL;
  int at;
  GMenu *part = find_command (menu, &at);

  g_return_if_fail (part != NULL);
  g_menu_model_get_item_attribute (G_MENU_MODEL (part), at, G_MENU_ATTRIBUTE_LABEL, "s", &before);
  if (g_strcmp0 (before, label) == 0)
    return;
  item = g_menu_item_new_from_model (G_MENU_MODEL (part), at);
  g_menu_item_set_label (item, label);
  g_menu_remove (part, at);
  g_menu_insert_item (part, at, item);
}

static void
changed_cb (SotongWindow *self)
{
  update (self, g_object_get_data (G_OBJECT (self), "hold-menu"));
}

/**
 * sotong_window_watch_hold:
 * @self: the window
 * @outbox_bar: its #SotongOutboxBar, which knows of a hold and is told of one by another program
 * @menu: a menu with the command that holds everything
 *
 * Has the command in @menu say that it ends the hold while everything is on hold.
 */
void
sotong_window_watch_hold (SotongWindow *self,
                          GtkWidget    *outbox_bar,
                          GMenuModel   *menu)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  g_object_set_data_full (G_OBJECT (self), "hold-menu", g_object_ref (menu), g_object_unref);
  g_signal_connect_object (outbox_bar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-context-menu.h"

/* GTK 4.8 takes what has the focus in a menu for a part of the page at its parent's upper left corner, and scrolls there: what the menu is
 * about would be gone, and the menu with it. */
static void
hold_page_cb (GtkWidget *menu)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (gtk_widget_get_parent (menu), GTK_TYPE_VIEWPORT);

  if (viewport == NULL || !gtk_viewport_get_scroll_to_focus (GTK_VIEWPORT (viewport)))
    return;
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  g_object_set_data_full (G_OBJECT (menu), "page", g_object_ref (viewport), g_object_unref);
}

static void
let_page_go_cb (GtkWidget *menu)
{
  GtkViewport *viewport = g_object_get_data (G_OBJECT (menu), "page");

  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (viewport, TRUE);
  g_object_set_data (G_OBJECT (menu), "page", NULL);
}

/**
 * sotong_context_menu_new:
 * @model: the commands
 * @parent: the widget in whose coordinates gtk_popover_set_pointing_to() says where it opens
 *
 * Returns: (transfer none): a menu of @parent that opens beside the pointer, and is moved up where the screen ends: below the pointer
 *   GTK would cut it instead
 */
GtkWidget *
sotong_context_menu_new (GMenuModel *model,
                         GtkWidget  *parent)
{
  GtkWidget *menu;

  g_return_val_if_fail (G_IS_MENU_MODEL (model), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (menu, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (menu), GTK_POS_RIGHT);
  gtk_widget_set_valign (menu, GTK_ALIGN_START);
  g_signal_connect (menu, "map", G_CALLBACK (hold_page_cb), NULL);
  g_signal_connect (menu, "unmap", G_CALLBACK (let_page_go_cb), NULL);
  return menu;
}

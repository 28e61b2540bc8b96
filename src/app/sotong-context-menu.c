/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-context-menu.h"

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
  return menu;
}

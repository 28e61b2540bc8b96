/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_row_menu_add (GtkColumnView *table,
                          GtkWidget     *box,
                          GMenuModel    *model);
G_END_DECLS

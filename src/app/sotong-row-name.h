/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_row_name_set    (GtkListItem *item,
                             const char  *name);
void sotong_row_name_update (GtkListItem *item);
void sotong_row_name_describe (GtkListItem *item,
                             const char  *description);
void sotong_row_name_close  (GtkInfoBar  *bar);
void sotong_row_focus       (GtkWidget   *list);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "report/sotong-table.h"

G_BEGIN_DECLS
void sotong_table_copy       (SotongTable *table,
                              GtkWidget   *widget);
void sotong_table_copy_lines (const char  *lines,
                              GtkWidget   *widget);
G_END_DECLS

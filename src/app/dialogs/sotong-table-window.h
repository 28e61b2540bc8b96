/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "report/sotong-table.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TABLE_WINDOW (sotong_table_window_get_type ())
G_DECLARE_FINAL_TYPE (SotongTableWindow, sotong_table_window, SOTONG, TABLE_WINDOW, AdwWindow)

GtkWidget   *sotong_table_window_new       (GtkWindow         *parent,
                                            SotongTable       *table,
                                            const char        *note) G_GNUC_WARN_UNUSED_RESULT;
SotongTable *sotong_table_window_get_table (SotongTableWindow *self);
G_END_DECLS

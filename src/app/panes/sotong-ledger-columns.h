/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_ledger_columns_add              (GtkColumnView *view);
void sotong_ledger_columns_show_carried_out (GtkColumnView *view,
                                             gboolean       visible);
void sotong_ledger_columns_add_payments     (GtkColumnView *view);
G_END_DECLS

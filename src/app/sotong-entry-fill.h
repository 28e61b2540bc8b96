/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_entry_fill        (GtkEditable *editable,
                               const char  *text);
void sotong_entry_fill_before (GtkEditable *editable,
                               int          n,
                               const char  *text);
G_END_DECLS

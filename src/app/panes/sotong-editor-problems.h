/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_editor_problems_fill (GtkBox    *box,
                                  GPtrArray *problems);
G_END_DECLS

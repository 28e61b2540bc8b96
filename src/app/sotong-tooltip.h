/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_tooltip_set   (GtkWidget  *widget,
                           const char *text);
void sotong_tooltip_watch (void);
G_END_DECLS

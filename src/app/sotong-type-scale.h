/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
double sotong_type_scale  (GtkWidget *widget);
int    sotong_type_scaled (GtkWidget *widget,
                           int        pixels);
G_END_DECLS

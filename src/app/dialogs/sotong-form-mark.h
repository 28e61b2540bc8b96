/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_form_mark   (GtkWidget **marked,
                         GtkWidget  *row);
void sotong_form_unmark (GtkWidget **marked);
G_END_DECLS

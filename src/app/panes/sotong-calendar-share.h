/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
gboolean sotong_calendar_share_begin (GtkWidget *widget);
void     sotong_calendar_share_end   (void);
G_END_DECLS

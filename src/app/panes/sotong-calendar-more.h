/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
GtkWidget *sotong_calendar_more_new   (GtkWidget           *day,
                                       GCallback            clicked) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_calendar_more_show  (GtkWidget           *more,
                                       gint64               day,
                                       guint                n_hidden,
                                       guint                n);
void       sotong_calendar_more_place (GtkWidget           *more,
                                       const GtkAllocation *place);
gboolean   sotong_calendar_more_walk  (GtkWidget           *more,
                                       GtkDirectionType     direction);
G_END_DECLS

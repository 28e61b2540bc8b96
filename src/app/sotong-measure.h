/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
/* Whether something is so of a widget. */
typedef gboolean (*SotongMeasureTest) (GtkWidget *widget);

void sotong_measure_init  (void);
void sotong_measure_event (const char        *name);
void sotong_measure_fill  (GtkWidget         *widget,
                           SotongMeasureTest  test);
G_END_DECLS

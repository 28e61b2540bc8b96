/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-row-trend.h"

G_BEGIN_DECLS
/* The four weeks of a row: (transfer none) (nullable). */
typedef SotongRowTrend *(*SotongTrendColumnFind) (gpointer item,
                                                  gpointer user_data);

GtkColumnViewColumn *sotong_trend_column_add    (GtkColumnView         *view,
                                                 guint                  position,
                                                 SotongTrendColumnFind  find,
                                                 gpointer               user_data);
void                 sotong_trend_column_update (GtkColumnViewColumn   *column);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
void        sotong_chart_picture_get_theme   (GtkWidget              *widget,
                                              SotongChartTheme       *out_theme);
void        sotong_chart_picture_draw_async  (GtkWidget              *widget,
                                              SotongChart            *chart,
                                              const SotongChartTheme *theme,
                                              int                     width,
                                              int                     height,
                                              int                     scale,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback);
GdkTexture *sotong_chart_picture_draw_finish (GAsyncResult           *result) G_GNUC_WARN_UNUSED_RESULT;
cairo_surface_t *sotong_chart_picture_get_surface (GdkTexture        *picture);
void        sotong_chart_picture_append      (GdkTexture             *picture,
                                              GtkWidget              *widget,
                                              GtkSnapshot            *snapshot,
                                              int                     width,
                                              int                     height);
G_END_DECLS

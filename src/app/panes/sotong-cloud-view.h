/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CLOUD_VIEW (sotong_cloud_view_get_type ())
G_DECLARE_FINAL_TYPE (SotongCloudView, sotong_cloud_view, SOTONG, CLOUD_VIEW, GtkWidget)

void         sotong_cloud_view_set_chart  (SotongCloudView *self,
                                           SotongChart     *chart);
SotongChart *sotong_cloud_view_get_chart  (SotongCloudView *self);
void         sotong_cloud_view_set_marked (SotongCloudView *self,
                                           int              index);
gboolean     sotong_cloud_view_locate     (SotongCloudView *self,
                                           guint            index,
                                           graphene_rect_t *out_rect);
gboolean     sotong_cloud_view_click      (SotongCloudView *self,
                                           double           x,
                                           double           y);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-axis-text.h"
#include "chart/sotong-chart-theme.h"
#include "chart/sotong-label.h"
#include "chart/sotong-scale.h"
#include "chart/sotong-slots.h"
#include <cairo.h>

G_BEGIN_DECLS
typedef struct {
  double x;
  double y;
  double width;
  double height;
} SotongRect;

/* Where values land on the surface: what layers draw with. Lent to them for the time of a call. */
typedef struct {
  SotongRect              rect;      /* of the values, in units of the surface */
  double                  headroom;  /* height that the layer was given above @rect, perhaps less than it asked for */
  double                  headroom_y;
  double                  first_headroom; /* of the first layer, next to @rect: its numbers stand there */
  const GPtrArray        *layers;    /* (element-type SotongLayer) (nullable): all of the chart, while texts are written on them */
  SotongScale             x;         /* seconds, or numbers */
  SotongScale             y;
  SotongSlots            *slots;
  gsize                   first;     /* slots in view: first to last, last excluded */
  gsize                   last;
  guint32                 hidden;    /* a bit for each role whose series are not shown */
  const SotongChartTheme *theme;
  SotongLabel            *label;     /* writes texts */
  SotongLanguage          language;
} SotongPlot;

gboolean sotong_plot_hides      (const SotongPlot *plot,
                                 SotongRole        role);
double   sotong_plot_x          (const SotongPlot *plot,
                                 double            x);
double   sotong_plot_y          (const SotongPlot *plot,
                                 double            value);
double   sotong_plot_slot_left  (const SotongPlot *plot,
                                 gsize             index);
double   sotong_plot_slot_right (const SotongPlot *plot,
                                 gsize             index);
double   sotong_plot_slot_mid   (const SotongPlot *plot,
                                 gsize             index);
gboolean sotong_plot_find_slot  (const SotongPlot *plot,
                                 double            x,
                                 gsize            *out_index);
G_END_DECLS

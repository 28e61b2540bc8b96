/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "chart/sotong-time-ticks.h"

G_BEGIN_DECLS
/* One sample and name in the legend. */
typedef struct {
  SotongLayer     *layer;   /* (unowned) (nullable): the chart's; none for @flag */
  guint            nth;     /* series of @layer */
  SotongSlotFlags  flag;
  char            *text;    /* (owned) */
  double           x;
  double           y;
  double           width;   /* of sample and text */
  double           height;
} SotongLegendEntry;

/* Where everything of a chart goes at one size. Never changes: any thread may read it. */
typedef struct {
  double            width;
  double            height;
  SotongChartTheme  theme;
  SotongPlot        plot;        /* without @label */
  double            title_y;     /* of each text line, NAN when it is left out */
  SotongLabelStyle  title_style; /* in a low chart it is no larger than the other texts */
  double            subtitle_y;
  double            unit_y;
  double            foot_y;      /* of the first of @foot_lines */
  int               foot_lines;
  gboolean          foot_whole;  /* all of it has room, or there is none */
  double            axis_y;
  double            context_y;
  double            left;        /* of texts */
  double            corner;      /* at the right of the top, free for what lies over the picture */
  double            largest;     /* absolute value on the y axis */
  SotongScale       right;       /* of the axis at the right; without ticks when there is none */
  double            right_largest;
  gboolean          has_values;
  GArray           *headrooms;   /* (owned) (element-type double): of each layer */
  GArray           *legend;      /* (owned) (element-type SotongLegendEntry) */
  SotongTimeTicks  *ticks;       /* (owned) (nullable) */
} SotongChartLayout;

SotongChartLayout *sotong_chart_layout_new   (SotongChart            *chart,
                                              double                  width,
                                              double                  height,
                                              const SotongChartTheme *theme) G_GNUC_WARN_UNUSED_RESULT;
SotongChartLayout *sotong_chart_layout_ref   (SotongChartLayout      *self);
char              *sotong_chart_layout_tick_text (SotongChart       *chart,
                                                  const SotongScale *scale,
                                                  guint              nth,
                                                  double             largest) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_chart_layout_unref (SotongChartLayout      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChartLayout, sotong_chart_layout_unref)
G_END_DECLS

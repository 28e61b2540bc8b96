/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "chart/sotong-chart-layout.h"

G_BEGIN_DECLS
struct _SotongChart
{
  GObject            parent_instance;
  char              *title;     /* (owned) (nullable) */
  char              *subtitle;  /* (owned) (nullable) */
  char              *foot;      /* (owned) (nullable) */
  SotongSlots       *slots;     /* (owned) */
  GPtrArray         *layers;    /* (owned) (element-type SotongLayer) */
  GPtrArray         *figures;   /* (owned) (element-type SotongSeries): told besides those of the layers */
  SotongLanguage     language;
  SotongAxes         axes;
  SotongValueFlags   flags;
  char              *unit;      /* (owned) (nullable): of the values */
  guint32            hidden;    /* a bit for each role */
  double             start;     /* of what is in view; NAN: all */
  double             end;
  double             corner;    /* at the right of the top, left free for what lies over the picture */
  GMutex             mutex;     /* guards @layout */
  SotongChartLayout *layout;    /* (owned) (nullable): the last one asked for */
};

SotongChartLayout *sotong_chart_ref_layout   (SotongChart            *self,
                                              double                  width,
                                              double                  height,
                                              const SotongChartTheme *theme) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

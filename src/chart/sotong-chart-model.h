/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-kind.h"
#include "chart/sotong-chart.h"
#include "chart/sotong-mark-layer.h"

G_BEGIN_DECLS
/* What happened beside the figures. */
typedef struct {
  double    start;  /* seconds since 1970 UTC, or a number */
  double    end;    /* the same for a moment */
  char     *label;  /* (owned) (nullable): %NULL for a post that went out */
  guint     stage;  /* of an alarm, from 1; 0: it is none */
  gboolean  note;   /* by the officer */
} SotongChartMark;

/**
 * SotongChartModel:
 * @kind: what it looks like
 * @title: (nullable): what it shows
 * @subtitle: (nullable): of what, when
 * @foot: (nullable): sample, agreement, source
 * @unit: (nullable): of the values
 * @slots: (nullable): what lies along x
 * @series: (element-type SotongSeries): the figures
 * @beside: (element-type SotongSeries): the same figures of another time: of small multiples one for each of @series, or none; of one line one
 * @known: (element-type SotongSlots): of small multiples what is to be known of the slots of each of @series, or none
 * @marks: (element-type SotongChartMark): for charts of times
 * @relative: a bit for each of the first 64 series whose figures are parts of its own largest one, not counts
 * @logarithmic: whether the value axis is; for lines only
 * @loose: whether the value axis need not hold zero; for lines only
 * @n_right: how many series, from the last, have an axis of their own at the right; 0 unless somebody asked
 * @threshold: where a line is drawn, or NAN
 * @threshold_label: (nullable): what it means
 * @window: of how many slots the moving average is
 * @k: how many standard deviations a band is wide, up and down
 * @now: when the figures were read, seconds since 1970 UTC: what holds it is not over, what begins then is still to come; NAN: all is over
 * @language: of numbers and dates
 *
 * The one description of a chart, from which every kind is drawn.
 */
typedef struct {
  SotongChartKind  kind;
  char            *title;            /* (owned) */
  char            *subtitle;         /* (owned) */
  char            *foot;             /* (owned) */
  char            *unit;             /* (owned) */
  SotongSlots     *slots;            /* (owned) */
  GPtrArray       *series;           /* (owned) */
  GPtrArray       *beside;           /* (owned) */
  GPtrArray       *known;            /* (owned) */
  GPtrArray       *marks;            /* (owned) */
  guint64          relative;
  gboolean         logarithmic;
  gboolean         loose;
  guint            n_right;
  double           threshold;
  char            *threshold_label;  /* (owned) */
  guint            window;
  double           k;
  double           now;
  SotongLanguage   language;
} SotongChartModel;

SotongChartModel *sotong_chart_model_new       (SotongChartKind          kind) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_chart_model_free      (SotongChartModel        *self);
void              sotong_chart_model_add       (SotongChartModel        *self,
                                                const char              *name,
                                                SotongRole               role,
                                                double                  *values,
                                                gsize                    n_values);
void              sotong_chart_model_add_beside (SotongChartModel      *self,
                                                 const char            *name,
                                                 double                *values,
                                                 gsize                  n_values);
void              sotong_chart_model_mark      (SotongChartModel        *self,
                                                double                   start,
                                                double                   end,
                                                const char              *label);
void              sotong_chart_model_note      (SotongChartModel        *self,
                                                double                   start,
                                                double                   end,
                                                const char              *label);
void              sotong_chart_model_alarm     (SotongChartModel        *self,
                                                double                   at,
                                                guint                    stage,
                                                const char              *label);
void              sotong_chart_model_post      (SotongChartModel        *self,
                                                double                   at);
void              sotong_chart_model_fill_marks (const SotongChartModel *self,
                                                 SotongMarkLayer        *layer);
void              sotong_chart_model_mark_chart (const SotongChartModel *self,
                                                 SotongChart            *chart);
SotongChart      *sotong_chart_model_make      (const SotongChartModel  *self,
                                                GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChartModel, sotong_chart_model_free)
G_END_DECLS

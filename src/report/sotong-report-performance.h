/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "report/sotong-document.h"
#include "report/sotong-report-head.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
/* What the year promised of one kind of content. Counts are of the year up to the end of the period. */
typedef struct {
  char  *label;      /* (owned) 블로그 운영 및 관리 */
  char  *unit;       /* (owned) 건, 회, 식 */
  gint64 target;
  gint64 done;
  gint64 scheduled;  /* planned with a date and not yet done */
  gint64 budget;     /* won or SOTONG_REPORT_BLANK */
  gint64 executed;   /* won or SOTONG_REPORT_BLANK */
} SotongReportDeliverable;

/* What happened on a channel in the period, in copies (one content on one channel). */
typedef struct {
  char  *name;       /* (owned) */
  char  *group;      /* (owned) (nullable) the agency */
  gint64 published;  /* by hand too */
  gint64 scheduled;
  gint64 failed;
  gint64 unknown;    /* outcome unknown */
  gint64 missed;
  gint64 held;
  gint64 seen;       /* how often its posts were seen in the period: views, or reach where there are none; or SOTONG_REPORT_BLANK */
  gint64 reactions;  /* likes, comments and shares in the period, or SOTONG_REPORT_BLANK */
  gint64 followers;  /* at the end, or SOTONG_REPORT_BLANK */
  gint64 gained;     /* followers in the period, or SOTONG_REPORT_BLANK */
  gint64 day_views;  /* of the whole channel, added up over @n_days */
  gint64 n_days;     /* days of the period of which its platform told the views of the whole channel; 0: of none */
} SotongReportChannel;

/* A post that did well in the period. */
typedef struct {
  char  *title;      /* (owned) */
  char  *channel;    /* (owned) */
  char  *day;        /* (owned) when it went out; "-" if that is not known */
  char  *url;        /* (owned) "-" if it is not known */
  gint64 seen;       /* or SOTONG_REPORT_BLANK */
  gint64 reactions;  /* or SOTONG_REPORT_BLANK */
} SotongReportPost;

/* A stretch that no fetch run covered. */
typedef struct {
  char       *source;  /* (owned) */
  SotongRange range;   /* end exclusive */
  char       *reason;  /* (owned) (nullable) */
} SotongReportGap;

/**
 * SotongReportPerformance:
 *
 * What the performance summary of a period is made from. @days has a point for
 * each day of the period in the office's zone, in order.
 */
typedef struct {
  SotongReportHead head;

  char      *topic;         /* (owned) (nullable) the mentions' topic; %NULL: all of them */
  SotongRange before;       /* what it is held against: the period before, of one that is not over as much of it */
  gint64     total_before;  /* mentions of that time, or SOTONG_REPORT_BLANK */
  gint64     total_year_before; /* of the same days a year earlier, or SOTONG_REPORT_BLANK; of a whole year it is @total_before */
  GPtrArray *deliverables;  /* (element-type SotongReportDeliverable) */
  GPtrArray *channels;      /* (element-type SotongReportChannel) */
  GPtrArray *posts;         /* (element-type SotongReportPost) the best of the period, the best first */
  GArray    *days;          /* (element-type SotongTrendPoint) a day each */
  GPtrArray *gaps;          /* (element-type SotongReportGap) */
  GPtrArray *missing;       /* (owned) (nullable) (element-type SotongMissing) what was not read, for the charts */
  char      *samples[2];    /* (owned) (nullable): of how many mentions the charts are: of the total, of the sentiment */
  SotongChartModel *notes;  /* (owned) (nullable) the officer's notes, for the charts */
} SotongReportPerformance;

SotongReportPerformance *sotong_report_performance_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void                     sotong_report_performance_free            (SotongReportPerformance *self);
void                     sotong_report_performance_add_deliverable (SotongReportPerformance *self,
                                                                    const char              *label,
                                                                    const char              *unit,
                                                                    gint64                   target,
                                                                    gint64                   done,
                                                                    gint64                   scheduled,
                                                                    gint64                   budget,
                                                                    gint64                   executed);
void                     sotong_report_performance_add_channel     (SotongReportPerformance   *self,
                                                                    const SotongReportChannel *channel);
void                     sotong_report_performance_add_days        (SotongReportPerformance *self,
                                                                    const SotongTrendPoint  *days,
                                                                    gsize                    n_days);
void                     sotong_report_performance_add_gap         (SotongReportPerformance *self,
                                                                    const char              *source,
                                                                    SotongRange              range,
                                                                    const char              *reason);
gboolean                 sotong_report_performance_is_nothing      (const SotongReportPerformance *self);
SotongDocument          *sotong_report_performance_build           (const SotongReportPerformance *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportPerformance, sotong_report_performance_free)
G_END_DECLS

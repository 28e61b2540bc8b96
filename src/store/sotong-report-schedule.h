/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A report that is made by itself. */
typedef struct {
  gint64  id;
  char   *kind;
  gint64  topic_id;  /* 0: none */
  char   *topic;     /* its name, "" if none; filled when read */
  char   *rule;      /* daily, weekly:mon, monthly:1 (a month that is shorter: its last day) */
  int     minute;    /* of the office's day, 0 to 1439 */
  char   *span;      /* last-week, last-month, this-month, last-year, this-year: as the day it is due sees it */
  char   *format;    /* hwpx, pdf, xlsx or csv */
  char   *folder;    /* where to */
  gint64  since;     /* only what is due later is made; seconds since 1970 UTC */
  gint64  last_due;  /* of the newest that was made or tried, SOTONG_NONE if none; filled when read */
  char   *path;      /* the file that it became, "" if none */
  char   *message;   /* why it was not made, "" if it was */
} SotongReportSchedule;

void       sotong_report_schedule_free       (SotongReportSchedule        *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportSchedule, sotong_report_schedule_free)

gint64     sotong_report_schedule_due_before (const SotongReportSchedule  *schedule,
                                              gint64                       now,
                                              GTimeZone                   *zone);
gint64     sotong_report_schedule_next       (const SotongReportSchedule  *schedule,
                                              gint64                       now,
                                              GTimeZone                   *zone);
int        sotong_report_schedule_parse_time (const char                  *text);
gboolean   sotong_report_schedule_is_rule    (const char                  *rule);
gboolean   sotong_report_schedule_is_span    (const char                  *span);
SotongRange sotong_report_schedule_period    (const SotongReportSchedule  *schedule,
                                              gint64                       due,
                                              GTimeZone                   *zone);
gint64     sotong_report_schedule_add        (SotongDb                    *db,
                                              const SotongReportSchedule  *schedule,
                                              const char                  *title,
                                              GError                     **error);
gboolean   sotong_report_schedule_remove     (SotongDb                    *db,
                                              gint64                       id,
                                              GError                     **error);
GPtrArray *sotong_report_schedule_list       (SotongDb                    *db,
                                              GError                     **error);
gboolean   sotong_report_schedule_claim      (SotongDb                    *db,
                                              gint64                       id,
                                              gint64                       due,
                                              gboolean                    *out_mine,
                                              GError                     **error);
gboolean   sotong_report_schedule_note       (SotongDb                    *db,
                                              gint64                       id,
                                              gint64                       due,
                                              const char                  *path,
                                              const char                  *message,
                                              GError                     **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "report/sotong-report-head.h"
#include "report/sotong-report-performance.h"

G_BEGIN_DECLS
char           *sotong_report_format_period (const SotongReportHead *head) G_GNUC_WARN_UNUSED_RESULT;
char           *sotong_report_format_range  (SotongRange             range,
                                             GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
char           *sotong_report_format_date   (gint64                  time,
                                             GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
GTimeZone      *sotong_report_get_zone      (const SotongReportHead *head) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_begin         (const SotongReportHead *head,
                                             const char             *kind) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_report_add_thousand  (SotongTable            *table,
                                             gint64                  won);
void            sotong_report_follow_basis (SotongTable           *table,
                                             const char            *expression);
char           *sotong_report_basis_text    (int                     depth,
                                             const char             *text,
                                             const char             *expression) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_report_add_count     (SotongTable            *table,
                                             gint64                  count);
void            sotong_report_add_percent   (SotongTable            *table,
                                             gint64                  part,
                                             gint64                  whole);
void            sotong_report_add_known     (SotongTable            *table,
                                             gint64                  count);
char           *sotong_report_format_tenths (gint64                  part,
                                             gint64                  whole) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_report_add_tenths    (SotongTable            *table,
                                             gint64                  part,
                                             gint64                  whole);
char           *sotong_report_format_share  (const SotongTrendPoint *point,
                                             SotongShare             which) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_report_add_share     (SotongTable            *table,
                                             const SotongTrendPoint *point,
                                             SotongShare             which);
void            sotong_report_add_reached   (SotongTable            *table,
                                             const SotongReportChannel *reached);
void            sotong_report_add_lines     (SotongDocument         *document,
                                             SotongMark              mark,
                                             const char             *text);
gint64          sotong_report_sum           (gint64                  a,
                                             gint64                  b);
gint64          sotong_report_difference    (gint64                  a,
                                             gint64                  b);
const char     *sotong_report_thousand_won  (void);
G_END_DECLS

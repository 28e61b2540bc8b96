/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "report/sotong-report-template.h"
#include "store/sotong-db.h"
#include "store/sotong-report-freeze.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
SotongDocument *sotong_report_kind_make       (const char   *kind,
                                               SotongDb     *db,
                                               SotongRange   period,
                                               gint64        topic_id,
                                               const char   *campaign,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
const char     *sotong_report_kind_main_table (const char   *kind);
gboolean        sotong_report_kind_is_yearly  (const char   *kind);

SotongDocument *sotong_report_opinion_make    (SotongDb     *db,
                                               SotongRange   period,
                                               gint64        topic_id,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_campaign_make   (SotongDb     *db,
                                               SotongRange   period,
                                               const char   *campaign,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_disclosure_make (SotongDb     *db,
                                               SotongRange   period,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_report_whitepaper_make (SotongDb     *db,
                                               SotongRange   period,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
const char     *sotong_report_kind_name        (const char   *kind);
gboolean        sotong_report_kind_freeze      (SotongDb     *db,
                                                const SotongReportWhich *which,
                                                GError      **error);
gboolean        sotong_report_period_check_over (SotongRange  period,
                                                 gint64       now,
                                                 GTimeZone   *zone,
                                                 GError     **error);
gboolean        sotong_report_kind_freeze_all  (SotongDb     *db,
                                                SotongRange   period,
                                                const char   *title,
                                                guint        *out_n,
                                                GError      **error);
gboolean        sotong_report_kind_check_template (const char            *kind,
                                                   SotongDb              *db,
                                                   SotongReportTemplate  *template,
                                                   GPtrArray             *problems,
                                                   GError               **error);
G_END_DECLS

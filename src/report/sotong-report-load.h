/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-budget.h"
#include "report/sotong-report-performance.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
SotongReportBudget      *sotong_report_load_budget      (SotongDb    *db,
                                                         SotongRange  period,
                                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
SotongReportPerformance *sotong_report_load_performance (SotongDb    *db,
                                                         SotongRange  period,
                                                         gint64       topic_id,
                                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-head.h"
#include "report/sotong-report-performance.h"
#include "store/sotong-budget.h"

G_BEGIN_DECLS
int      sotong_report_load_year (SotongDb               *db,
                                  SotongRange             period);
gboolean sotong_report_load_head (SotongDb               *db,
                                  SotongRange             period,
                                  const SotongProgramme  *programme,
                                  SotongReportHead       *head,
                                  GError                **error);
gboolean sotong_report_load_posts (SotongReportPerformance  *self,
                                   SotongDb                 *db,
                                   GError                  **error);
G_END_DECLS

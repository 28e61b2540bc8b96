/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-head.h"
#include "store/sotong-budget.h"

G_BEGIN_DECLS
int      sotong_report_load_year (SotongDb               *db,
                                  SotongRange             period);
gboolean sotong_report_load_head (SotongDb               *db,
                                  SotongRange             period,
                                  const SotongProgramme  *programme,
                                  SotongReportHead       *head,
                                  GError                **error);
G_END_DECLS

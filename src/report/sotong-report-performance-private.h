/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-performance.h"

G_BEGIN_DECLS
void sotong_report_performance_put_agencies (const SotongReportPerformance *self,
                                             SotongDocument                *document);
void sotong_report_performance_put_posts    (const SotongReportPerformance *self,
                                             SotongDocument                *document);
G_END_DECLS

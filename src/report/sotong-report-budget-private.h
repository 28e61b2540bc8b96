/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-budget.h"

G_BEGIN_DECLS
/* The sections of the budget summary that tell how the year goes and how past ones went. */
void sotong_report_budget_put_execution  (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_pace       (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_changes    (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_costs      (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_schedule   (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_results    (const SotongReportBudget *self,
                                          SotongDocument           *document);
void sotong_report_budget_put_settlement (const SotongReportBudget *self,
                                          SotongDocument           *document);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
gboolean sotong_budget_total_differs   (const SotongProgramme   *programme,
                                        const SotongBudgetTotal *total);
char    *sotong_budget_total_describe  (const SotongProgramme   *programme,
                                        const SotongBudgetTotal *total) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_budget_format_money    (gint64                   won) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_budget_format_beside   (gint64                   won,
                                        gint64                   other) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

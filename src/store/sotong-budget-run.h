/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
typedef struct _SotongBudgetRun SotongBudgetRun;

SotongBudgetRun *sotong_budget_run_new    (SotongDb                *db) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_budget_run_free   (SotongBudgetRun         *self);
gint64           sotong_budget_run_commit (SotongBudgetRun         *self,
                                           const SotongCommitment  *commitment,
                                           GError                 **error);
gint64           sotong_budget_run_pay    (SotongBudgetRun         *self,
                                           const SotongPayment     *payment,
                                           GError                 **error);

/* What is tried, as a write job would do it. */
typedef gboolean (*SotongBudgetTry) (SotongDb  *db,
                                     gpointer   data,
                                     GError   **error);

gboolean         sotong_budget_try        (SotongDb                *db,
                                           SotongBudgetTry          job,
                                           gpointer                 data,
                                           GError                 **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongBudgetRun, sotong_budget_run_free)
G_END_DECLS

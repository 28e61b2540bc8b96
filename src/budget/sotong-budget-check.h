/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-check.h"

G_BEGIN_DECLS
gboolean sotong_budget_check (SotongDb   *db,
                              int         year,
                              GPtrArray  *findings,
                              GError    **error);
char    *sotong_budget_check_basis (const char *name,
                              const char *basis,
                              gint64      amount,
                              gboolean   *out_is_note) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

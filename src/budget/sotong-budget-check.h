/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-check.h"

G_BEGIN_DECLS
gboolean sotong_budget_check (SotongDb   *db,
                              int         year,
                              GPtrArray  *findings,
                              GError    **error);
G_END_DECLS

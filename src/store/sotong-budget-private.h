/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
void sotong_budget_days (SotongDb     *db,
                         SotongRange   range,
                         char        **out_from,
                         char        **out_to);
gboolean sotong_budget_check_content (SotongDb  *db,
                                      gint64     content_id,
                                      gint64     line_id,
                                      GError   **error);
gboolean sotong_budget_register (sqlite3 *handle);
G_END_DECLS

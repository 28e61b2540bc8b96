/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_change_latest        (SotongDb  *db,
                                      gint64    *out_at,
                                      GError   **error);
gboolean sotong_change_is_clock_back (gint64     latest,
                                      gint64     now);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_purge_reports (SotongDb  *db,
                               GError   **error);
G_END_DECLS

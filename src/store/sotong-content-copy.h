/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gint64 sotong_content_copy      (SotongDb  *db,
                                 gint64     id,
                                 gint64     at,
                                 GError   **error);
gint64 sotong_content_duplicate (SotongDb  *db,
                                 gint64     id,
                                 gint64     at,
                                 GError   **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gint64 sotong_named_find (SotongDb    *db,
                          const char  *select,
                          const char  *name,
                          GError     **error,
                          const char  *none,
                          ...) G_GNUC_PRINTF (5, 6);
G_END_DECLS

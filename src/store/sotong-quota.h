/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_quota_get    (SotongDb    *db,
                              const char  *scope,
                              const char  *period,
                              gint64      *out_used,
                              GError     **error);
gboolean sotong_quota_add    (SotongDb    *db,
                              const char  *scope,
                              const char  *period,
                              gint64       used,
                              GError     **error);
gboolean sotong_quota_raise  (SotongDb    *db,
                              const char  *scope,
                              const char  *period,
                              gint64       used,
                              GError     **error);
G_END_DECLS

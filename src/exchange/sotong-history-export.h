/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
gboolean sotong_history_export (SotongStore   *store,
                                SotongRange    range,
                                gboolean       only_money,
                                const char    *path,
                                gint64        *out_n,
                                GCancellable  *cancellable,
                                GError       **error);
G_END_DECLS

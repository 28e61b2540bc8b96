/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
gint64 sotong_retention_run (SotongStore   *store,
                             gboolean       set_clock_too,
                             GCancellable  *cancellable,
                             GError       **error);
G_END_DECLS

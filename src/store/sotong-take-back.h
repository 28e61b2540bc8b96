/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
gboolean sotong_store_take_back_run (SotongStore  *self,
                                     gint64        run_id,
                                     const char   *outcome,
                                     const char   *message,
                                     GError      **error);
G_END_DECLS

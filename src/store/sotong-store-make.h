/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
/**
 * SotongStoreFill:
 * @store: a new workspace, without anything in it
 * @user_data: what was handed over with it
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: %TRUE on success
 */
typedef gboolean (*SotongStoreFill) (SotongStore   *store,
                                     gpointer       user_data,
                                     GCancellable  *cancellable,
                                     GError       **error);

gboolean sotong_store_make (const char       *path,
                            SotongClock      *clock,
                            SotongStoreFill   fill,
                            gpointer          user_data,
                            GCancellable     *cancellable,
                            GError          **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-store.h"

G_BEGIN_DECLS
gboolean sotong_demo_fill          (SotongStore          *store,
                                    GCancellable         *cancellable,
                                    GError              **error);
gboolean sotong_demo_create        (const char           *path,
                                    GCancellable         *cancellable,
                                    GError              **error);
void     sotong_demo_create_async  (const char           *path,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean sotong_demo_create_finish (GAsyncResult         *result,
                                    GError              **error);
G_END_DECLS

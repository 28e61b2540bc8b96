/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-secrets.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
gboolean sotong_publish_learn_id        (SotongStore          *store,
                                         SotongSecrets        *secrets,
                                         gint64                copy_id,
                                         GCancellable         *cancellable,
                                         GError              **error);
void     sotong_publish_learn_id_async  (SotongStore          *store,
                                         SotongSecrets        *secrets,
                                         gint64                copy_id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean sotong_publish_learn_id_finish (SotongStore          *store,
                                         GAsyncResult         *result,
                                         GError              **error);
G_END_DECLS

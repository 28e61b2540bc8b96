/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
gboolean  sotong_mention_export      (SotongStore               *store,
                                      const SotongMentionQuery  *query,
                                      const char                *path,
                                      gboolean                   with_authors,
                                      gint64                    *out_n,
                                      GCancellable              *cancellable,
                                      GError                   **error);
G_END_DECLS

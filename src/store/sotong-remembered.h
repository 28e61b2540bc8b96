/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"
#include "store/sotong-memory.h"

G_BEGIN_DECLS
void     sotong_remembered_describe (const SotongClaim        *claim,
                                     SotongMemoryEntry        *entry);
gboolean sotong_remembered_check    (SotongDb                 *db,
                                     char                    **out_title,
                                     GError                  **error);
gboolean sotong_remembered_pass     (SotongDb                 *db,
                                     gint64                   *out_end,
                                     char                    **out_title,
                                     GError                  **error);
gboolean sotong_remembered_knows    (SotongDb                 *db,
                                     const SotongMemoryEntry  *entry,
                                     gboolean                 *out_knows,
                                     GError                  **error);
gboolean sotong_remembered_doubt    (SotongDb                 *db,
                                     GError                  **error);
G_END_DECLS

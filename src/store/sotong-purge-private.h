/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_purge_reports (SotongDb  *db,
                               char     **out_problem,
                               GError   **error);
gboolean sotong_purge_author  (SotongDb    *db,
                               const char  *author,
                               GError     **error);
gboolean sotong_purge_is_unfinished (SotongDb  *db,
                                     gboolean  *out_is,
                                     GError   **error);
G_END_DECLS

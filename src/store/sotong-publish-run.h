/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gint64   sotong_publish_run_begin   (SotongDb    *db,
                                     const char  *channels,
                                     GError     **error);
gboolean sotong_publish_run_end     (SotongDb    *db,
                                     gint64       id,
                                     GError     **error);
gboolean sotong_publish_run_count   (SotongDb    *db,
                                     gint64      *out_n,
                                     GError     **error);
int      sotong_publish_run_recover (SotongDb    *db,
                                     GError     **error);
G_END_DECLS

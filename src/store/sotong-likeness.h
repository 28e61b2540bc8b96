/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_likeness_place (SotongDb    *db,
                                gint64       mention_id,
                                gint64       published_at,
                                const char  *text,
                                GError     **error);
gboolean sotong_likeness_some  (SotongDb    *db,
                                int          n,
                                gboolean    *out_more,
                                GError     **error);
gboolean sotong_likeness_forget (SotongDb  *db,
                                gint64       mention_id,
                                GError     **error);
gboolean sotong_likeness_heal  (SotongDb    *db,
                                GError     **error);
gboolean sotong_likeness_count (SotongDb    *db,
                                gint64       mention_id,
                                gint64      *out_n,
                                GError     **error);
G_END_DECLS

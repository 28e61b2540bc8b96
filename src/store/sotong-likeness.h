/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
gboolean sotong_likeness_find  (SotongDb            *db,
                                gint64               published_at,
                                const SotongSketch  *sketch,
                                gint64              *out_first,
                                GError             **error);
gboolean sotong_likeness_add_first (SotongDb            *db,
                                    gint64               mention_id,
                                    gint64               published_at,
                                    const SotongSketch  *sketch,
                                    GError             **error);
gboolean sotong_likeness_add_copy (SotongDb            *db,
                                   gint64               mention_id,
                                   gint64               first,
                                   gint64               published_at,
                                   const SotongSketch  *sketch,
                                   GError             **error);
gboolean sotong_likeness_finish (SotongDb   *db,
                                 GError    **error);
gboolean sotong_likeness_some  (SotongDb    *db,
                                int          n,
                                gboolean    *out_more,
                                GError     **error);
gboolean sotong_likeness_forget (SotongDb  *db,
                                gint64       mention_id,
                                GError     **error);
gboolean sotong_likeness_heal  (SotongDb    *db,
                                GError     **error);
gboolean sotong_likeness_heal_purged (SotongDb  *db,
                                      GError   **error);
G_END_DECLS

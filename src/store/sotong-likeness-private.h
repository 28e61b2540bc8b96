/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
#define SOTONG_LIKENESS_TRIED 32 /* candidates that are compared, a digest */

/* The first of copies, as it is remembered. */
typedef struct _SotongLikenessKnown SotongLikenessKnown;
struct _SotongLikenessKnown
{
  gint64               id;
  SotongSketch         sketch;
  guint64              mark;                      /* see sotong_sketch_mark() */
  SotongLikenessKnown *next[SOTONG_SKETCH_BANDS]; /* (unowned) (nullable): by each of its smallest digests, the next higher id with the same */
  guint                seen;                      /* the last question it was compared for */
};

gboolean             sotong_likeness_begin     (SotongDb            *db,
                                                GError             **error);
gboolean             sotong_likeness_flush     (SotongDb            *db,
                                                GError             **error);
guint                sotong_likeness_question  (SotongDb            *db);
gboolean             sotong_likeness_ask       (SotongDb             *db,
                                                gint64                bucket,
                                                guint32               digest,
                                                SotongLikenessKnown **out_first,
                                                GError              **error);
SotongLikenessKnown *sotong_likeness_next      (SotongLikenessKnown *known,
                                                guint32              digest);
gboolean             sotong_likeness_remember  (SotongDb            *db,
                                                gint64               id,
                                                gint64               bucket,
                                                const SotongSketch  *sketch,
                                                GError             **error);
void                 sotong_likeness_cache_free (SotongLikenessCache *cache);
G_END_DECLS

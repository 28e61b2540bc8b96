/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
#define SOTONG_LIKENESS_TRIED 32 /* candidates that are compared, a digest */
#define SOTONG_LIKENESS_COUNTED 500 /* that are counted, in the file */
#define SOTONG_LIKENESS_MANY 200 /* times the same short text within an hour: a flood, and no chance */
#define SOTONG_LIKENESS_BODIES 300 /* texts of an hour that are the same but for their last word, and are a flood */

/* The first of copies, as it is remembered. */
typedef struct {
  gint64       id;
  SotongSketch sketch;
  guint        seen;   /* the last question it was compared for */
} SotongLikenessKnown;

/* Those with the same digest in two weeks, by rising id. What nearly always tells that a text is no copy stands side by side. */
typedef struct {
  guint64              mark;   /* see sotong_sketch_mark() */
  SotongLikenessKnown *known;  /* (unowned) */
} SotongLikenessEntry;

typedef struct {
  guint               n;
  guint               n_room;
  guint               n_all;    /* with those that are never compared, and with copies of a short text */
  gboolean            counted;  /* whether @n_all is that, of those in the file */
  SotongLikenessEntry entries[];
} SotongLikenessList;

/* Two weeks. */
typedef struct {
  gint64   bucket;
  gboolean was_empty; /* the table had nothing of it when it was first asked for */
  gboolean has_lists; /* something of it is remembered */
} SotongLikenessBucket;

gboolean              sotong_likeness_begin      (SotongDb             *db,
                                                  GError              **error);
gboolean              sotong_likeness_flush      (SotongDb             *db,
                                                  GError              **error);
guint                 sotong_likeness_question   (SotongDb             *db);
SotongLikenessBucket *sotong_likeness_bucket     (SotongDb             *db,
                                                  gint64                bucket,
                                                  GError              **error);
gboolean              sotong_likeness_ask        (SotongDb             *db,
                                                  SotongLikenessBucket *bucket,
                                                  guint32               digest,
                                                  SotongLikenessList  **out_list,
                                                  GError              **error);
gboolean              sotong_likeness_count      (SotongDb             *db,
                                                  gint64                bucket,
                                                  guint32               digest,
                                                  SotongLikenessList   *list,
                                                  GError              **error);
void                  sotong_likeness_remember_copy (SotongDb             *db,
                                                     SotongLikenessBucket *bucket,
                                                     guint32               digest,
                                                     SotongLikenessList   *list,
                                                     gint64                first,
                                                     gint64                id);
gboolean              sotong_likeness_remember   (SotongDb             *db,
                                                  gint64                id,
                                                  gint64                bucket,
                                                  const SotongSketch   *sketch,
                                                  GError              **error);
gint64                sotong_likeness_ask_body   (SotongDb             *db,
                                                  SotongLikenessBucket *bucket,
                                                  guint32               body);
void                  sotong_likeness_count_body (SotongDb             *db,
                                                  guint32               body,
                                                  gint64                id);
void                  sotong_likeness_cache_free (SotongLikenessCache  *cache);
G_END_DECLS

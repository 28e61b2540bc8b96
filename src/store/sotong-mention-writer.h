/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-guess.h"
#include "store/sotong-rollup.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
/* What a source brought: clean text, ready to be written. All strings are lent. */
typedef struct {
  const char      *external_id;
  const char      *canonical_key;
  const char      *author;
  gint64           published_at;
  int              precision;        /* as in SotongMention */
  gint64           first_seen;
  const char      *url;
  const char      *text;
  SotongSentiment  sentiment;        /* none, unless made or imported with one */
  const char      *sentiment_source; /* (nullable): demo, machine, person */
  gint64           reach;            /* followers or views; 0 if the source does not say */
  const char      *words;            /* (nullable): its nouns, each on a line of its own; null if nobody looked for them yet */
  const SotongSketch *sketch;        /* (nullable): of the text, where somebody has made it already */
  const SotongGuess *guess;          /* (nullable): of a text without a sentiment, which it is given then */
  gint64           copy_id;          /* SOTONG_NONE unless it answers a post of ours */
  gboolean         shares_address;   /* whether its address may be that of other things of the source too, which have ids of their own */
  const char      *hidden_author;    /* (nullable): what an export that hides authors left of the name, nothing of nobody's; null if nothing of it is hidden */
  gint64           number;           /* what a table has in its column of numbers, which may be a mention's; 0 if it has none */
  gboolean         made;
} SotongMentionInput;

typedef struct _SotongMentionWriter SotongMentionWriter;

gboolean             sotong_mention_expect_many   (SotongDb                  *db,
                                                   gboolean                   many,
                                                   GError                   **error);
SotongMentionWriter *sotong_mention_writer_new    (SotongDb                  *db,
                                                   gint64                     source_id,
                                                   gint64                     run_id,
                                                   GError                   **error);
gboolean             sotong_mention_writer_add    (SotongMentionWriter       *writer,
                                                   const SotongMentionInput  *input,
                                                   gboolean                  *out_new,
                                                   gint64                    *out_id,
                                                   GError                   **error);
gboolean             sotong_mention_writer_finish (SotongMentionWriter       *writer,
                                                   GError                   **error);
gint64               sotong_mention_writer_get_n_purged (SotongMentionWriter   *writer);
void                 sotong_mention_writer_free   (SotongMentionWriter       *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMentionWriter, sotong_mention_writer_free)

gint64               sotong_mention_writer_id_hint (gint64                    published_at,
                                                    const char               *canonical_key);

gboolean             sotong_mention_count_run     (SotongDb                  *db,
                                                   gint64                     run_id,
                                                   gint64                    *out_n,
                                                   GError                   **error);
gboolean             sotong_mention_remove_run    (SotongDb                  *db,
                                                   gint64                     run_id,
                                                   gint64                     max_rows,
                                                   gboolean                  *out_more,
                                                   GError                   **error);
G_END_DECLS

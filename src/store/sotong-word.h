/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* How often a word stands in mentions: of a topic, of all others at the same time, and of the topic in the time before. */
typedef struct {
  char   *text;        /* (owned) */
  gint64  id;
  gint64  n;
  gint64  n_rest;
  gint64  n_before;
  gint64  negative;    /* of @n */
  gint64  neutral;
  gint64  positive;
  gint64  weight;      /* of @n, without those copies of a text that do not stand for it */
  gint64  weight_rest;
  gint64  weight_before;
  double  score;       /* the asker's */
} SotongWordUse;

/* What was counted. */
typedef struct {
  gint64 n_topic;
  gint64 n_rest;
  gint64 n_before;
  gint64 weight_topic; /* of @n_topic, without those copies of a text that do not stand for it */
  gint64 weight_rest;
  gint64 weight_before;
  gint64 n_lacking;    /* of the range, so many mentions at most had not had their words found yet */
} SotongWordSums;

/* What is asked for. */
typedef struct {
  gint64       topic_id; /* 0: all mentions */
  SotongRange  range;
  SotongRange  before;   /* what it is compared with; both 0: the time before it, which is as long and ends where it begins */
  int          limit;    /* so many words at most */
  gboolean     once;     /* copies of one text count once; else all, and their weight is less than their number */
} SotongWordAsk;

/* Asked for each word that stands in the topic; the higher, the earlier. 0 or less leaves it out. */
typedef double (*SotongWordScore)  (const SotongWordUse  *use,
                                    const SotongWordSums *sums,
                                    gpointer              user_data);
/* Asked in the order of the scores, when the text is known; %FALSE leaves it out. */
typedef gboolean (*SotongWordKeep) (const SotongWordUse  *use,
                                    gpointer              user_data);

/* Told the nouns of a text: lines, one a noun; valid until it is asked again. */
typedef const char *(*SotongWordFunc) (const char *text,
                                       gpointer    user_data);

/* Told the words of a mention, rising. */
typedef void (*SotongWordWalk) (const guint32 *ids,
                                guint          n,
                                int            sentiment,
                                gpointer       user_data);

void       sotong_word_use_free    (SotongWordUse        *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongWordUse, sotong_word_use_free)

GPtrArray *sotong_word_rank        (SotongDb             *db,
                                    const SotongWordAsk  *ask,
                                    SotongWordScore       score,
                                    SotongWordKeep        keep,
                                    gpointer              user_data,
                                    SotongWordSums       *out_sums,
                                    GError              **error);
gboolean   sotong_word_walk        (SotongDb             *db,
                                    gint64                topic_id,
                                    SotongRange           range,
                                    gboolean              once,
                                    SotongWordWalk        walk,
                                    gpointer              user_data,
                                    GError              **error);
gboolean   sotong_word_fill_some   (SotongDb             *db,
                                    int                   limit,
                                    SotongWordFunc        func,
                                    gpointer              user_data,
                                    gboolean             *out_more,
                                    GError              **error);
gboolean   sotong_word_count_some  (SotongDb             *db,
                                    gint64                limit,
                                    gboolean             *out_more,
                                    GError              **error);
gboolean   sotong_word_is_behind   (SotongDb             *db,
                                    gint64               *out_below,
                                    gint64               *out_stale,
                                    GError              **error);
gboolean   sotong_word_check       (SotongDb             *db,
                                    GPtrArray            *findings,
                                    GError              **error);
G_END_DECLS

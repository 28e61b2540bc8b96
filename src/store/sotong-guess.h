/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* What the machine thinks of a text. */
typedef struct {
  SotongSentiment  value;    /* negative, neutral, positive or uncertain */
  float            p[3];     /* negative, neutral, positive */
  const char      *model;    /* (unowned): the version that thinks so */
} SotongGuess;

typedef void (*SotongGuessFunc) (const char  *text,
                                 SotongGuess *guess,
                                 gpointer     user_data);

/* How far judging anew has come. */
typedef struct {
  gint64 last_id;    /* the last that was looked at; 0 at first */
  gint64 n_seen;
  gint64 n_judged;   /* judged anew */
  gint64 n_changed;  /* of them, those whose sentiment in force is another now */
} SotongGuessRun;

gboolean sotong_guess_write    (SotongDb           *db,
                                gint64              mention_id,
                                const SotongGuess  *guess,
                                GError            **error);
gboolean sotong_guess_some     (SotongDb           *db,
                                SotongGuessRun     *run,
                                int                 limit,
                                const char         *model,
                                SotongGuessFunc     func,
                                gpointer            user_data,
                                gboolean           *out_more,
                                GError            **error);
gboolean sotong_guess_count    (SotongDb           *db,
                                gint64             *out_n,
                                GError            **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* How often mentions hold words, and what they say. */
typedef struct {
  char    *words;      /* (owned): one, or several with ", " between */
  gint64   n;          /* mentions of the period */
  gint64   n_before;   /* of the time it is compared with */
  gint64   weight;     /* of @n, by which it is ranked: copies of one text weigh less than their number */
  double   score;      /* how surprising it is; more is more */
  gint64   negative;
  gint64   neutral;
  gint64   positive;
} SotongKeyword;

void       sotong_keyword_free (SotongKeyword *keyword);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongKeyword, sotong_keyword_free)

/* What is asked for; also how much of it was looked at. */
typedef struct {
  gint64       topic_id;  /* 0: all mentions, against those of the period before */
  SotongRange  range;
  int          limit;
  gboolean     frequent;  /* without a topic, the most frequent words instead of the most surprising */
  SotongRange  before;    /* what it is compared with; both 0: the period of the same length before it */
  gboolean     once;      /* copies of one text count once; else all count, but a flood of them weighs little */
} SotongKeywordQuery;

/* Jobs for sotong_store_read(): (element-type SotongKeyword), the most surprising first. */
gpointer   sotong_keywords_job (SotongDb       *db,
                                gpointer        query,
                                GCancellable   *cancellable,
                                GError        **error);
gpointer   sotong_issues_job   (SotongDb       *db,
                                gpointer        query,
                                GCancellable   *cancellable,
                                GError        **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* By what rule a platform measures the length of a text. */
typedef enum {
  SOTONG_COUNT_CODE_POINTS,  /* Unicode code points */
  SOTONG_COUNT_BYTES,        /* UTF-8 bytes */
  SOTONG_COUNT_GRAPHEMES,    /* what a reader sees as one letter */
  SOTONG_COUNT_UTF16,        /* UTF-16 units (Telegram) */
  SOTONG_COUNT_X,            /* weights of 1 and 2, links 23 */
  SOTONG_COUNT_MASTODON,     /* graphemes, links 23, "@user@server" as "@user" */
  SOTONG_COUNT_BLUESKY,      /* graphemes, and bytes at most ten times the limit */
  SOTONG_COUNT_THREADS,      /* code points, but emoji by their UTF-8 bytes */
  SOTONG_COUNT_INSTAGRAM,    /* code points; hashtags are limited as well */
} SotongCountKind;

/* What a count found. */
typedef struct {
  gsize  used;         /* in the units of the kind */
  gsize  limit;        /* the same units; 0: no limit */
  gssize overflow_at;  /* byte offset of the first letter that no longer fits, or -1 */
  gsize  used_bytes;   /* UTF-8 bytes of the text as it is sent */
  gsize  n_hashtags;   /* "#word" */
  gsize  n_links;      /* what the platform makes a link of: on X also "seoul.go.kr" */
  gsize  n_mentions;   /* "@name" */
} SotongCount;

void  sotong_count                   (SotongCountKind  kind,
                                      const char      *text,
                                      gsize            limit,
                                      SotongCount     *out_count);
gsize sotong_count_get_default_limit (SotongCountKind  kind);
G_END_DECLS

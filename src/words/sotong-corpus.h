/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* What a text to learn from says. */
typedef enum {
  SOTONG_LABEL_NEGATIVE,
  SOTONG_LABEL_POSITIVE,
  SOTONG_LABEL_NEUTRAL,  /* a notice, a question, a fact */
  SOTONG_LABEL_MIXED,    /* good and bad */
} SotongLabel;

/* Where it comes from: what has to be weighed differently. */
typedef enum {
  SOTONG_ORIGIN_REVIEWS,   /* of films: many, as many good as bad */
  SOTONG_ORIGIN_PRAISE,    /* good reviews of films: twice as many again */
  SOTONG_ORIGIN_COMMENTS,  /* on news, videos, shops: a few thousand */
  SOTONG_ORIGIN_TALK,      /* everyday sentences */
  SOTONG_ORIGIN_CIVIC,     /* posts about a city: our own writing */
} SotongOrigin;

typedef struct {
  const char   *text;    /* (unowned): in the corpus */
  guint32       length;
  guint32       hash;    /* of the text: by it a part is held back */
  SotongLabel   label;
  SotongOrigin  origin;
} SotongSample;

/* Texts to learn from. */
typedef struct {
  GArray       *samples; /* (owned) (element-type SotongSample) */
  GStringChunk *texts;   /* (owned) */
  GString      *about;   /* (owned): a line a file: name, rows, SHA-256, licence */
} SotongCorpus;

SotongCorpus *sotong_corpus_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_corpus_free       (SotongCorpus  *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCorpus, sotong_corpus_free)

gboolean      sotong_corpus_add_file   (SotongCorpus  *corpus,
                                        const char    *path,
                                        SotongOrigin   origin,
                                        const char    *licence,
                                        GError       **error);
gboolean      sotong_corpus_add_folder (SotongCorpus  *corpus,
                                        const char    *folder,
                                        GError       **error);
gboolean      sotong_corpus_add_own    (SotongCorpus  *corpus,
                                        const char    *folder,
                                        GError       **error);
gboolean      sotong_label_from_name   (const char    *name,
                                        SotongLabel   *out_label);
G_END_DECLS

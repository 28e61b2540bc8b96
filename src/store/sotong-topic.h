/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What citizens talk about, found by words. */
typedef struct {
  gint64 id;
  char  *name;
  char  *any_words;  /* one a line: at least one must stand in the text */
  char  *all_words;  /* every one must */
  char  *not_words;  /* none may */
  char  *excluded_authors; /* one a line: what they write does not belong here */
  char  *excluded_sites;   /* one a line, "blog.example" or "blog.example/abc": what stands there does not */
  GArray *off;       /* (owned) (nullable) (element-type gint64): the sources that it shall be switched off for, and no others; %NULL: as it was */
  int    colour;
  gint64 n_mentions; /* filled by sotong_topic_list() */
} SotongTopic;

SotongTopic *sotong_topic_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_topic_free       (SotongTopic        *topic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTopic, sotong_topic_free)

gint64       sotong_topic_add        (SotongDb           *db,
                                      const SotongTopic  *topic,
                                      GError            **error);
gboolean     sotong_topic_edit       (SotongDb           *db,
                                      const SotongTopic  *topic,
                                      GError            **error);
gboolean     sotong_topic_remove     (SotongDb           *db,
                                      gint64              id,
                                      GError            **error);
gboolean     sotong_topic_add_source (SotongDb           *db,
                                      gint64              topic_id,
                                      gint64              source_id,
                                      GError            **error);
gboolean     sotong_topic_set_source (SotongDb           *db,
                                      gint64              topic_id,
                                      gint64              source_id,
                                      gboolean            on,
                                      GError            **error);
SotongTopic *sotong_topic_get        (SotongDb           *db,
                                      gint64              id,
                                      GError            **error);
GArray      *sotong_topic_list_off   (SotongDb           *db,
                                      gint64              id,
                                      GError            **error);
GPtrArray   *sotong_topic_list       (SotongDb           *db,
                                      GError            **error);
gint64       sotong_topic_find       (SotongDb           *db,
                                      const char         *name,
                                      GError            **error);
char        *sotong_topic_words_from_text (const char    *text) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A topic for whose words a source may search. */
typedef struct {
  char *name;
  char *any_words;  /* one a line */
  char *all_words;
} SotongSourceTopic;

void       sotong_source_topic_free  (SotongSourceTopic  *topic);
GPtrArray *sotong_source_list_topics (SotongDb           *db,
                                      gint64              source_id,
                                      GError            **error);
gboolean   sotong_source_find_copy   (SotongDb           *db,
                                      const char         *platform,
                                      const char         *remote_id,
                                      gint64             *out_copy_id,
                                      GError            **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention.h"

G_BEGIN_DECLS
/* A search that a person keeps by a name: what was typed, empty where nothing was. */
typedef struct {
  gint64 id;
  char  *name;
  char  *words;
  char  *topic;
  char  *source;
  char  *sentiment;
  char  *author;
  char  *from;
  char  *to;
} SotongSavedSearch;

void               sotong_saved_search_free   (SotongSavedSearch        *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSavedSearch, sotong_saved_search_free)
gint64             sotong_saved_search_add    (SotongDb                 *db,
                                               const SotongSavedSearch  *search,
                                               GError                  **error);
gboolean           sotong_saved_search_remove (SotongDb                 *db,
                                               gint64                    id,
                                               GError                  **error);
GPtrArray         *sotong_saved_search_list   (SotongDb                 *db,
                                               GError                  **error);
SotongSavedSearch *sotong_saved_search_find   (SotongDb                 *db,
                                               const char               *name,
                                               GError                  **error);
SotongSavedSearch *sotong_saved_search_get    (SotongDb                 *db,
                                               gint64                    id,
                                               GError                  **error);
SotongMentionQuery *sotong_saved_search_make_query (SotongDb                 *db,
                                                    const SotongSavedSearch  *search,
                                                    GError                  **error);
G_END_DECLS

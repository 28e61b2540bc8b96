/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"

G_BEGIN_DECLS
/* The one place that knows how the search index is asked and kept. */
char    *sotong_search_match_words (char       * const *any,
                                    char       * const *all);
gboolean sotong_search_is_exact    (const char         *word);
gboolean sotong_search_add         (SotongDb           *db,
                                    gint64              mention_id,
                                    const char         *text,
                                    GError            **error);
gboolean sotong_search_remove      (SotongDb           *db,
                                    gint64              mention_id,
                                    const char         *text,
                                    GError            **error);
gboolean sotong_search_expect_many (SotongDb           *db,
                                    gboolean            many,
                                    GError            **error);
gboolean sotong_search_check       (SotongDb           *db,
                                    GPtrArray          *findings,
                                    GError            **error);
gboolean sotong_search_register    (sqlite3            *handle,
                                    GError            **error);
G_END_DECLS

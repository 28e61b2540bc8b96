/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MAX_CHARS 60

/* A kind of content: built in, or the office's own, whose name is its id. */
typedef struct {
  char    *id;          /* blog-post, sns, ..., 카드뉴스 */
  gboolean built_in;    /* the program names it in the user's language */
  gint64   n_contents;  /* 0 unless they were counted */
} SotongType;

void       sotong_type_free   (SotongType  *type);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongType, sotong_type_free)

GPtrArray *sotong_type_list   (SotongDb    *db,
                               gboolean     count,
                               GError     **error);
gboolean   sotong_type_exists (SotongDb    *db,
                               const char  *id,
                               GError     **error);
gboolean   sotong_type_add    (SotongDb    *db,
                               const char  *name,
                               GError     **error);
gboolean   sotong_type_remove (SotongDb    *db,
                               const char  *id,
                               GError     **error);
G_END_DECLS

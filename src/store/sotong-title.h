/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What a content is called, to be found by. */
typedef struct {
  gint64  id;
  char   *title;
  gint64  at;     /* the day it stands on, or SOTONG_NONE */
} SotongTitle;

void       sotong_title_free (SotongTitle  *title);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTitle, sotong_title_free)
GPtrArray *sotong_title_list (SotongDb     *db,
                              GError      **error);
G_END_DECLS

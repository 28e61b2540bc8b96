/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Another content, near in time. */
typedef struct {
  gint64  content_id;
  char   *title;
  char   *body;       /* (nullable): where texts were asked for */
  gint64  at;         /* when it goes out, or went: seconds since 1970 UTC */
} SotongNear;

void        sotong_near_free          (SotongNear  *near);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongNear, sotong_near_free)

SotongNear *sotong_content_near_post  (SotongDb    *db,
                                       gint64       channel_id,
                                       gint64       time,
                                       gint64       seconds,
                                       gint64       but_content,
                                       GError     **error);
GPtrArray  *sotong_content_near_texts (SotongDb    *db,
                                       gint64       from,
                                       gint64       to,
                                       gint64       but_content,
                                       int          limit,
                                       GError     **error);
G_END_DECLS

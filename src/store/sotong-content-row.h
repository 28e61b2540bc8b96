/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* All that leaves the house of one channel copy, or of a content that has none: a row of a
 * sheet, an event of a calendar. Notes are not among it. */
typedef struct {
  gint64       content_id;
  gint64       copy_id;       /* 0 if the content has no copy */
  char        *uuid;          /* the content's */
  char        *key;           /* by which a sheet knows the content: its own, else @uuid */
  char        *title;         /* the copy's */
  char        *body;          /* the copy's */
  char        *type;          /* blog-post, sns, ... */
  char        *type_name;     /* of an own type; "" of a built-in one */
  char        *channel;       /* "" if none */
  char        *platform;      /* "" if none */
  char        *campaign;      /* "" if none */
  char        *tags;
  char        *officer;       /* "" if nobody's */
  char        *remote_url;    /* "" if none */
  SotongState  state;         /* as shown: what was taken off again is withdrawn */
  gint64       at;            /* published_at if out, else publish_at, else planned_at; or SOTONG_NONE */
  gint64       cost_planned;  /* won, or SOTONG_NONE */
  gint64       cost_final;    /* won, or SOTONG_NONE */
  gint64       created_at;
  gboolean     made;
} SotongContentRow;

void       sotong_content_row_free (SotongContentRow        *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongContentRow, sotong_content_row_free)

GPtrArray *sotong_content_rows     (SotongDb                *db,
                                    const SotongEntryQuery  *query,
                                    GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* A channel's own text in a version. */
typedef struct {
  gint64  copy_id;
  gint64  channel_id;
  char   *channel;     /* its name today */
  char   *title;       /* (nullable): the content's */
  char   *body;        /* (nullable): the content's */
} SotongVersionCopy;

/* A content's texts as somebody left them. */
typedef struct {
  int        number;   /* 1 is the first; later ones never change a number */
  gint64     at;
  char      *actor;    /* "" when the history does not know */
  char      *action;   /* of the change that made it; "" when the history does not know */
  char      *title;
  char      *body;
  GPtrArray *copies;   /* (element-type SotongVersionCopy): those with a text of their own */
} SotongVersion;

void       sotong_version_free     (SotongVersion        *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongVersion, sotong_version_free)

GPtrArray *sotong_version_list     (SotongDb             *db,
                                    gint64                content_id,
                                    GError              **error);
char      *sotong_version_to_text  (const SotongVersion  *version) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_version_describe (const SotongVersion  *version) G_GNUC_WARN_UNUSED_RESULT;
gboolean   sotong_version_restore  (SotongDb             *db,
                                    gint64                content_id,
                                    int                   number,
                                    GError              **error);
G_END_DECLS

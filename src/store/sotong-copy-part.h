/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* One post of a thread: the first is the copy's own, each further one answers the one before. */
typedef struct {
  guint  part;        /* from 1 */
  char  *body;        /* word for word as it was sent, or is to be */
  char  *client_key;  /* by which the platform knows it again */
  char  *remote_id;   /* (nullable): %NULL while it is not known to be out */
  char  *remote_url;  /* (nullable) */
} SotongCopyPart;

void       sotong_copy_part_free       (SotongCopyPart  *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCopyPart, sotong_copy_part_free)

GPtrArray *sotong_copy_part_list       (SotongDb        *db,
                                        gint64           copy_id,
                                        GError         **error);
gboolean   sotong_copy_part_arm        (SotongDb        *db,
                                        gint64           copy_id,
                                        guint            part,
                                        const char      *body,
                                        const char      *client_key,
                                        GError         **error);
gboolean   sotong_copy_part_set_out    (SotongDb        *db,
                                        gint64           copy_id,
                                        guint            part,
                                        const char      *body,
                                        const char      *remote_id,
                                        const char      *remote_url,
                                        GError         **error);
gboolean   sotong_copy_part_forget     (SotongDb        *db,
                                        gint64           copy_id,
                                        guint            from,
                                        GError         **error);
char      *sotong_copy_part_make_key   (const char      *client_key,
                                        guint            part) G_GNUC_WARN_UNUSED_RESULT;
guint      sotong_copy_part_count_out  (GPtrArray       *parts);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A content that a change brought back from review or approval. */
typedef struct {
  gint64  content_id;
  char   *title;
  char   *channels;  /* of the copies concerned, with commas between */
} SotongApprovalLost;

void       sotong_approval_lost_free (SotongApprovalLost  *lost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalLost, sotong_approval_lost_free)

gint64     sotong_approval_lost_mark (SotongDb            *db,
                                      GError             **error);
GPtrArray *sotong_approval_lost_list (SotongDb            *db,
                                      gint64               mark,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

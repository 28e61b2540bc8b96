/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* A list of mentions, as it is found. */
typedef struct {
  SotongMentionPages *pages;      /* (owned) (nullable) */
  gint64              anchor_at;  /* where the mention stands that was asked for; -1: it is not among them */
} SotongMentionAnswer;

void     sotong_mention_answer_free            (SotongMentionAnswer       *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMentionAnswer, sotong_mention_answer_free)

gboolean sotong_mention_place_find             (SotongDb                  *db,
                                                const SotongMentionQuery  *query,
                                                GArray                    *first_ids,
                                                int                        page_rows,
                                                gint64                     id,
                                                gint64                    *out_at,
                                                GError                   **error);
void     sotong_mention_place_ask_async        (SotongStore               *store,
                                                const SotongMentionQuery  *query,
                                                int                        page_rows,
                                                gint64                     anchor_id,
                                                GCancellable              *cancellable,
                                                GAsyncReadyCallback        callback,
                                                gpointer                   user_data);
SotongMentionAnswer *sotong_mention_place_ask_finish (SotongStore         *store,
                                                      GAsyncResult        *result,
                                                      GError             **error);
void     sotong_mention_place_find_async       (SotongStore               *store,
                                                const SotongMentionQuery  *query,
                                                GArray                    *first_ids,
                                                int                        page_rows,
                                                gint64                     id,
                                                GCancellable              *cancellable,
                                                GAsyncReadyCallback        callback,
                                                gpointer                   user_data);
void     sotong_mention_place_find_open_async  (SotongStore               *store,
                                                const SotongMentionQuery  *query,
                                                GArray                    *first_ids,
                                                int                        page_rows,
                                                gint64                     after_id,
                                                GCancellable              *cancellable,
                                                GAsyncReadyCallback        callback,
                                                gpointer                   user_data);
gint64   sotong_mention_place_find_finish      (SotongStore               *store,
                                                GAsyncResult              *result,
                                                GError                   **error);
G_END_DECLS

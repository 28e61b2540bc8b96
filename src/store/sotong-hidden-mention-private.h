/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention-writer.h"

G_BEGIN_DECLS
/* The mentions of one second, by what an export that hides authors leaves of them. */
typedef struct _SotongHiddenSecond SotongHiddenSecond;

SotongHiddenSecond *sotong_hidden_second_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_hidden_second_free (SotongHiddenSecond        *self);
void                sotong_hidden_second_add  (SotongHiddenSecond        *self,
                                               const SotongMentionInput  *input,
                                               gint64                     id);
gboolean            sotong_hidden_second_find (SotongHiddenSecond        *self,
                                               SotongDb                  *db,
                                               const SotongMentionInput  *input,
                                               gint64                    *out_id,
                                               gboolean                  *out_purged,
                                               GError                   **error);
gboolean            sotong_hidden_keep_purged (SotongDb                  *db,
                                               gint64                     mention_id,
                                               GError                   **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHiddenSecond, sotong_hidden_second_free)
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
typedef struct _SotongPublishTurn SotongPublishTurn;

SotongPublishTurn *sotong_publish_turn_take (SotongStore        *store,
                                             GCancellable       *cancellable,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_publish_turn_free (SotongPublishTurn  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPublishTurn, sotong_publish_turn_free)
G_END_DECLS

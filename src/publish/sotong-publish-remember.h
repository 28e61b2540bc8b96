/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher-private.h"

G_BEGIN_DECLS
SotongPublishMemory *sotong_publish_memory_new  (SotongStore          *store,
                                                 gint64                seen) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_publish_memory_free (SotongPublishMemory  *self);
SotongReply         *sotong_publish_remember    (SotongPublishLane    *lane,
                                                 const SotongClaim    *claim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPublishMemory, sotong_publish_memory_free)
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publish-session.h"
#include "store/sotong-attempt.h"

G_BEGIN_DECLS
SotongReply *sotong_publish_thread_correct  (SotongStore          *store,
                                             SotongPublishSession *session,
                                             const SotongClaim    *claim,
                                             GPtrArray            *parts,
                                             gboolean              files_too,
                                             GCancellable         *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_publish_thread_withdraw (SotongStore          *store,
                                             SotongPublishSession *session,
                                             const SotongClaim    *claim,
                                             GPtrArray            *parts,
                                             GCancellable         *cancellable) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

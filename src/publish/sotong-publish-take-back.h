/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher.h"

G_BEGIN_DECLS
GPtrArray *sotong_publish_take_back (SotongPublisher     *publisher,
                                     SotongPublishFlags   flags,
                                     GCancellable        *cancellable,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

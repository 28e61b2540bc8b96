/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher-private.h"

G_BEGIN_DECLS
SotongReply *sotong_publish_look_before (SotongPublishLane *lane,
                                         const SotongClaim *claim,
                                         SotongPost        *post);
SotongReply *sotong_publish_look_after  (SotongPublishLane *lane,
                                         const SotongPost  *post,
                                         SotongReply       *first);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
char *sotong_wordpress_find_root (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  GCancellable         *cancellable,
                                  SotongReply         **out_reply) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_wordpress_make_url  (const char           *root,
                                  const char           *route,
                                  const char           *query) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

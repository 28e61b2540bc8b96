/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define SOTONG_FACEBOOK_BASE "https://graph.facebook.com/v25.0"

SotongReply *sotong_facebook_refresh (SotongPlatform       *platform,
                                      const SotongAccount  *account,
                                      GCancellable         *cancellable,
                                      char                **out_secret);
SotongReply *sotong_facebook_metrics (SotongPlatform       *platform,
                                      const SotongAccount  *account,
                                      const char * const   *remote_ids,
                                      GPtrArray            *metrics,
                                      GCancellable         *cancellable);
SotongReply *sotong_facebook_days    (SotongPlatform       *platform,
                                      const SotongAccount  *account,
                                      GPtrArray            *metrics,
                                      GCancellable         *cancellable);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-token.h"

G_BEGIN_DECLS
SotongReply *sotong_call_refresh     (SotongPlatform       *platform,
                                      const SotongAccount  *account,
                                      const char           *url,
                                      gboolean              basic,
                                      GCancellable         *cancellable,
                                      char                **out_secret) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_call_dup_base    (const SotongAccount  *account,
                                      const char           *own) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

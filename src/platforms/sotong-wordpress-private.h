/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"

G_BEGIN_DECLS
#define SOTONG_WORDPRESS_PACE_MS 1000 /* a host may be small, and names no limit: one call a second is polite */

/* What the parts of the connector to WordPress share. Each returns %NULL when all is well. */
void         sotong_wordpress_begin           (SotongCall             *call,
                                               SotongPlatform         *platform,
                                               const SotongAccount    *account,
                                               const char             *root,
                                               const char             *method,
                                               const char             *route,
                                               const char             *query);
SotongReply *sotong_wordpress_fail            (SotongCall             *call,
                                               gboolean                changes);
SotongReply *sotong_wordpress_upload          (SotongPlatform         *platform,
                                               const SotongAccount    *account,
                                               const char             *root,
                                               const SotongMedia      *media,
                                               const char             *slug,
                                               GCancellable           *cancellable,
                                               char                  **out_id,
                                               char                  **out_url);
SotongReply *sotong_wordpress_describe_medium (SotongPlatform         *platform,
                                               const SotongAccount    *account,
                                               const char             *root,
                                               const SotongMedia      *media,
                                               const char             *id,
                                               GCancellable           *cancellable);
SotongReply *sotong_wordpress_put_media       (SotongPlatform         *platform,
                                               const SotongAccount    *account,
                                               const char             *root,
                                               const SotongPost       *post,
                                               SotongPlatformStepFunc  step,
                                               gpointer                step_data,
                                               GCancellable           *cancellable,
                                               GString                *content);
G_END_DECLS

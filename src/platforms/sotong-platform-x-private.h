/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-platform-x.h"

G_BEGIN_DECLS
void         sotong_x_begin     (SotongCall              *call,
                                 SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 const char              *method,
                                 const char              *path);
SotongReply *sotong_x_fail      (SotongCall              *call,
                                 gboolean                 changes) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_x_dup_id    (JsonObject              *object);
char        *sotong_x_make_url  (SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 const char              *id) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_x_ask_user  (SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 GCancellable            *cancellable,
                                 char                   **out_id) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_x_put_media (SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 const SotongPost        *post,
                                 SotongPlatformStepFunc   step,
                                 gpointer                 step_data,
                                 GCancellable            *cancellable,
                                 GPtrArray               *ids) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp sotong_x_look_up   (SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 const SotongPost        *post,
                                 GCancellable            *cancellable,
                                 SotongReply            **out_reply);
char        *sotong_x_fold_text (const char              *text,
                                 JsonObject              *entities) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_x_metrics   (SotongPlatform          *platform,
                                 const SotongAccount     *account,
                                 const char * const      *remote_ids,
                                 GPtrArray               *metrics,
                                 GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

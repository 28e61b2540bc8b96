/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-platform-youtube.h"

G_BEGIN_DECLS
void         sotong_youtube_begin       (SotongCall              *call,
                                         SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const char              *method,
                                         const char              *path);
void         sotong_youtube_begin_at    (SotongCall              *call,
                                         SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const char              *method,
                                         const char              *url);
SotongReply *sotong_youtube_fail        (SotongCall              *call,
                                         gboolean                 changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_read_video  (SotongCall              *call,
                                         JsonObject              *video,
                                         const SotongPost        *post) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_youtube_add_status  (JsonBuilder             *builder,
                                         SotongPlatform          *platform,
                                         const SotongPost        *post);
gint64       sotong_youtube_get_time    (SotongPlatform          *platform,
                                         const SotongPost        *post);
SotongReply *sotong_youtube_keep_time   (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const SotongPost        *post,
                                         SotongReply             *reply,
                                         GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_check_secret (const SotongAccount    *account) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_metrics     (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const char * const      *remote_ids,
                                         GPtrArray               *metrics,
                                         GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_days        (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         GPtrArray               *metrics,
                                         GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_youtube_is_session  (const SotongAccount     *account,
                                         const char              *url);
char        *sotong_youtube_dup_session (const SotongAccount     *account,
                                         const SotongPost        *post,
                                         gint64                  *out_time) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_ask_session (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const SotongPost        *post,
                                         const char              *session,
                                         gint64                  *out_offset,
                                         gboolean                *out_gone) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_youtube_upload      (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const SotongPost        *post,
                                         SotongPlatformStepFunc   step,
                                         gpointer                 step_data,
                                         GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp sotong_youtube_look_up     (SotongPlatform          *platform,
                                         const SotongAccount     *account,
                                         const SotongPost        *post,
                                         GCancellable            *cancellable,
                                         SotongReply            **out_reply);
G_END_DECLS

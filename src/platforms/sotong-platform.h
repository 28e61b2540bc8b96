/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "platforms/sotong-account.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-http.h"
#include "platforms/sotong-metric.h"
#include "platforms/sotong-post.h"
#include "platforms/sotong-reply.h"

G_BEGIN_DECLS
/* The index of a step that concerns the post itself: a container, an upload session. */
#define SOTONG_PLATFORM_STEP_POST G_MAXUINT

/* Called when a step of a post is done on the platform, before the next begins: item @index
 * of the post's media now has the given id and address there, or, with
 * %SOTONG_PLATFORM_STEP_POST, the unfinished post has the given id. To be stored at once, so that a
 * restart goes on instead of repeating. %FALSE: could not be stored, the publishing stops. */
typedef gboolean (*SotongPlatformStepFunc) (guint       index,
                                            const char *remote_id,
                                            const char *remote_url,
                                            gpointer    user_data);

#define SOTONG_TYPE_PLATFORM (sotong_platform_get_type ())
G_DECLARE_DERIVABLE_TYPE (SotongPlatform, sotong_platform, SOTONG, PLATFORM, GObject)

struct _SotongPlatformClass
{
  GObjectClass parent_class;

  SotongReply  *(*check)   (SotongPlatform          *self,
                            const SotongAccount     *account,
                            GCancellable            *cancellable);
  SotongReply  *(*publish) (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const SotongPost        *post,
                            SotongPlatformStepFunc   step,
                            gpointer                 step_data,
                            GCancellable            *cancellable);
  SotongLookUp  (*look_up) (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const SotongPost        *post,
                            GCancellable            *cancellable,
                            SotongReply            **out_reply);
  SotongReply  *(*update)  (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const char              *remote_id,
                            const SotongPost        *post,
                            GCancellable            *cancellable);
  SotongReply  *(*remove)  (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const char              *remote_id,
                            GCancellable            *cancellable);
  SotongReply  *(*refresh) (SotongPlatform          *self,
                            const SotongAccount     *account,
                            GCancellable            *cancellable,
                            char                   **out_secret);
  SotongReply  *(*metrics) (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const char * const      *remote_ids,
                            GPtrArray               *metrics,
                            GCancellable            *cancellable);
  SotongReply  *(*days)    (SotongPlatform          *self,
                            const SotongAccount     *account,
                            GPtrArray               *metrics,
                            GCancellable            *cancellable);
  SotongReply  *(*store_media) (SotongPlatform      *self,
                            const SotongAccount     *account,
                            const SotongMedia       *media,
                            GCancellable            *cancellable);
  SotongReply  *(*refuse)  (SotongPlatform          *self,
                            const SotongAccount     *account,
                            const SotongPost        *post);

  gpointer padding[3];
};

SotongPlatform *sotong_platform_new      (const char              *name,
                                          SotongHttp              *http) G_GNUC_WARN_UNUSED_RESULT;
const char     *sotong_platform_get_name (SotongPlatform          *self);
SotongHttp     *sotong_platform_get_http (SotongPlatform          *self);
void            sotong_platform_slow_down (SotongPlatform         *self,
                                          gint64                   until);
gint64          sotong_platform_get_slow_until (SotongPlatform    *self);
SotongReply    *sotong_platform_check    (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_refuse   (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const SotongPost        *post) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_publish  (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const SotongPost        *post,
                                          SotongPlatformStepFunc   step,
                                          gpointer                 step_data,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp    sotong_platform_look_up  (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const SotongPost        *post,
                                          GCancellable            *cancellable,
                                          SotongReply            **out_reply);
SotongReply    *sotong_platform_update   (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const char              *remote_id,
                                          const SotongPost        *post,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_remove   (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const char              *remote_id,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean        sotong_platform_can_refresh (SotongPlatform       *self);
SotongReply    *sotong_platform_refresh  (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          GCancellable            *cancellable,
                                          char                   **out_secret) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_metrics  (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          const char * const      *remote_ids,
                                          GPtrArray               *metrics,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_days     (SotongPlatform          *self,
                                          const SotongAccount     *account,
                                          GPtrArray               *metrics,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply    *sotong_platform_store_media (SotongPlatform       *self,
                                          const SotongAccount     *account,
                                          const SotongMedia       *media,
                                          GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "platforms/sotong-reply.h"
#include "platforms/sotong-secrets.h"
#include "publish/sotong-publish-result.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-channel.h"
#include "store/sotong-correction.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_PUBLISH_DEFAULT    = 0,
  SOTONG_PUBLISH_ALLOW_REAL = 1 << 0, /* under a set clock: a person agreed that real channels are used */
  SOTONG_PUBLISH_TAKE_OVER  = 1 << 1, /* a person agreed that this machine publishes from now on */
  SOTONG_PUBLISH_DRY        = 1 << 2, /* only say what would be done: nothing is written and nobody is called */
  SOTONG_PUBLISH_LOOK       = 1 << 3, /* only look on the platform for what may be there: nothing is sent */
  SOTONG_PUBLISH_ROUND      = 1 << 4, /* a round by the clock: what was looked for in vain is left alone for a while */
} SotongPublishFlags;

/* The marked points of the handshake. */
typedef enum {
  SOTONG_STAGE_CLAIMED,   /* the claim is on the disk, nothing is sent */
  SOTONG_STAGE_ANSWERED,  /* the platform has answered, or not; nothing is noted */
  SOTONG_STAGE_NOTED,     /* outcome, state and id are on the disk */
  SOTONG_STAGE_LOOKED_UP, /* a post of unknown outcome was looked up */
} SotongPublishStage;

typedef struct {
  SotongPublishStage stage;
  gint64             content_id;
  gint64             copy_id;
  const char        *title;
  const char        *channel;  /* its name */
  guint              n_done;   /* posts of this run that are done */
  guint              n_all;
} SotongPublishProgress;

typedef void (*SotongPublishProgressFunc) (const SotongPublishProgress *progress,
                                           gpointer                     user_data);

/* How it went to read a channel's figures. */
typedef struct {
  gint64    channel_id;
  char     *channel;    /* its name */
  gboolean  well;       /* all that was asked for was read */
  guint     n_posts;    /* posts asked for */
  guint     n_figures;  /* figures kept */
  char     *message;    /* a sentence; empty when all is well */
  gboolean  news;       /* @message tells what neither a pause nor another try will mend, and was not known before */
} SotongMetricsResult;

#define SOTONG_TYPE_PUBLISHER (sotong_publisher_get_type ())
G_DECLARE_FINAL_TYPE (SotongPublisher, sotong_publisher, SOTONG, PUBLISHER, GObject)

SotongPublisher *sotong_publisher_new                 (SotongStore                *store,
                                                       SotongSecrets              *secrets) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_publisher_set_patience        (SotongPublisher            *self,
                                                       guint                       idle_s,
                                                       guint                       settle_s);
void             sotong_publisher_set_marks           (SotongPublisher            *self,
                                                       SotongPublishProgressFunc   marks,
                                                       gpointer                    marks_data);

GPtrArray       *sotong_publish_miss                  (SotongStore                *store,
                                                       gboolean                    dry,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
int              sotong_publish_recover               (SotongStore                *store,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
GPtrArray       *sotong_publisher_publish_due         (SotongPublisher            *self,
                                                       SotongPublishFlags          flags,
                                                       SotongPublishProgressFunc   progress,
                                                       gpointer                    progress_data,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
GPtrArray       *sotong_publisher_publish_content     (SotongPublisher            *self,
                                                       gint64                      content_id,
                                                       gint64                      copy_id,
                                                       SotongPublishFlags          flags,
                                                       SotongPublishProgressFunc   progress,
                                                       gpointer                    progress_data,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
SotongReply     *sotong_publisher_check_channel       (SotongPublisher            *self,
                                                       gint64                      channel_id,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
SotongReply     *sotong_publisher_test_channel        (SotongPublisher            *self,
                                                       gint64                      channel_id,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);

GPtrArray       *sotong_publisher_correct             (SotongPublisher            *self,
                                                       gint64                      content_id,
                                                       gint64                      person_id,
                                                       SotongPublishFlags          flags,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
GPtrArray       *sotong_publisher_move_waiting        (SotongPublisher            *self,
                                                       gint64                      content_id,
                                                       gint64                      channel_id,
                                                       gint64                      time,
                                                       SotongPublishFlags          flags,
                                                       GCancellable               *cancellable,
                                                       GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sotong_publisher_would_correct       (const SotongOut            *out);
char            *sotong_publisher_describe_kept       (GPtrArray                  *outs) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *sotong_publisher_withdraw            (SotongPublisher            *self,
                                                       gint64                      content_id,
                                                       SotongPublishFlags          flags,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
GPtrArray       *sotong_publisher_fetch_metrics       (SotongPublisher            *self,
                                                       gint64                      channel_id,
                                                       SotongPublishFlags          flags,
                                                       GCancellable               *cancellable,
                                                       GError                    **error);
void             sotong_metrics_result_free           (SotongMetricsResult        *self);
GPtrArray       *sotong_publisher_do_daily            (SotongPublisher            *self,
                                                       GCancellable               *cancellable) G_GNUC_WARN_UNUSED_RESULT;
char            *sotong_publish_describe_health       (const SotongChannel        *channel,
                                                       gint64                      now,
                                                       GTimeZone                  *zone) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sotong_publish_health_is_old         (const SotongChannel        *channel,
                                                       gint64                      now);

/* For the window: the same in threads; progress and callback come in the caller's main context. */
void             sotong_publisher_publish_async       (SotongPublisher            *self,
                                                       gint64                      content_id,
                                                       gint64                      copy_id,
                                                       SotongPublishFlags          flags,
                                                       SotongPublishProgressFunc   progress,
                                                       gpointer                    progress_data,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GPtrArray       *sotong_publisher_publish_finish      (SotongPublisher            *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void             sotong_publish_recover_async         (SotongStore                *store,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
int              sotong_publish_recover_finish        (SotongStore                *store,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void             sotong_publisher_test_channel_async  (SotongPublisher            *self,
                                                       gint64                      channel_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
SotongReply     *sotong_publisher_test_channel_finish (SotongPublisher            *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
G_END_DECLS

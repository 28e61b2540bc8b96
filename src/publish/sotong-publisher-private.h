/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"
#include "publish/sotong-publish-session.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-attempt.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-outbox.h"

G_BEGIN_DECLS
struct _SotongPublisher
{
  GObject        parent_instance;
  SotongStore   *store;    /* (owned) (not nullable) */
  SotongSecrets *secrets;  /* (owned) (not nullable) */
  guint          idle_s;   /* how long a server may keep silent */
  guint          settle_s; /* how long what was sent may still be at work there */
  SotongPublishProgressFunc  marks;  /* (nullable): told of the stages of corrections */
  gpointer       marks_data;
  gint64         daily_at; /* monotonic: when what is done daily was last looked at; 0: not yet */
};

/* What this computer remembers of what was sent. */
typedef struct _SotongPublishMemory SotongPublishMemory;

/* One run of the publisher: what the threads of its channels share. */
typedef struct {
  SotongStore               *store;         /* (unowned) */
  SotongSecrets             *secrets;       /* (unowned) */
  guint                      idle_s;
  guint                      settle_s;
  SotongPublishFlags         flags;
  gboolean                   asked;         /* a person asked for these copies */
  gint64                     taken_over_at; /* or SOTONG_NONE: until when another machine published from here, by the workspace's clock */
  gint64                     taken_over_real; /* the same by the machine's clock */
  SotongPublishProgressFunc  progress;      /* (nullable) */
  gpointer                   progress_data;
  GCancellable              *cancellable;   /* (unowned) (nullable) */
  GMutex                     mutex;
  guint                      n_done;        /* under @mutex */
  guint                      n_all;
  SotongPublishMemory       *memory;        /* (unowned) (nullable): %NULL where nothing is sent */
  gint64                     soft_id;       /* 0: every claim waits for the disk; see store/sotong-publish-run.c */
} SotongPublishRun;

/* The work of one channel: its copies one after another, in a thread of its own. */
typedef struct {
  SotongPublishRun *run;          /* (unowned) */
  SotongChannel    *channel;      /* (owned) */
  GPtrArray        *due;          /* (owned) (element-type SotongDue), borrowed elements */
  GPtrArray        *results;      /* (owned) (element-type SotongPublishResult) */
  SotongPublishSession *session;  /* (owned) (nullable) */
  char             *stopped;      /* (owned) (nullable): why no more is sent there in this run */
  SotongPublishState stop_state;
  gboolean          soft;         /* its claims do not wait for the disk */
  gint64            sent_at;      /* monotonic, of the call under way */
  const SotongDue  *next;         /* (nullable): what follows, if it is only to be sent as it stands */
  SotongClaim      *claimed;      /* (owned) (nullable): its claim, made with the note of the post before */
} SotongPublishLane;

SotongChannel  *sotong_publisher_get_channel  (SotongPublisher          *self,
                                               gint64                    channel_id,
                                               GCancellable             *cancellable,
                                               GError                  **error);
SotongReply    *sotong_publisher_ask_health   (SotongPublisher          *self,
                                               const SotongChannel      *channel,
                                               SotongPublishSession     *session,
                                               SotongLearntBy            by,
                                               GCancellable             *cancellable,
                                               GError                  **error);
gboolean        sotong_publish_check_clock    (SotongStore              *store,
                                               const SotongChannel      *channel,
                                               SotongPublishFlags        flags,
                                               GError                  **error);
void            sotong_publish_lane_run       (SotongPublishLane        *lane);
void            sotong_publish_stop_behind    (SotongPublishLane        *lane);
SotongAccount  *sotong_publish_open_account   (SotongStore              *store,
                                               SotongSecrets            *secrets,
                                               const SotongChannel      *channel,
                                               GCancellable             *cancellable,
                                               GError                  **error);
char           *sotong_publish_describe_other (const SotongChannel      *channel,
                                               const SotongReply        *reply);
SotongPlatform *sotong_publish_open_platform  (SotongStore              *store,
                                               const SotongChannel      *channel,
                                               guint                     idle_s);
void            sotong_publish_report         (SotongPublishLane        *lane,
                                               SotongPublishStage        stage,
                                               const SotongDue          *due);

/* Where a post comes from: on the stack of whoever sends it or looks for it. */
typedef struct {
  SotongStore       *store;
  const SotongClaim *claim;
  char              *found_text;  /* (owned) (nullable): the words it was found with, where it had been edited since they were sent */
  char              *cannot_tell; /* (owned) (nullable): why a look-up may overlook it: what was sent before could not be read */
  gboolean           unsent;      /* nothing was sent: a look before it says why */
} SotongPublishOrigin;

void            sotong_publish_origin_clear   (SotongPublishOrigin      *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongPublishOrigin, sotong_publish_origin_clear)

/* The handshake of one copy, in steps. */
SotongPublishResult *sotong_publish_send      (SotongPublishLane        *lane,
                                               const SotongDue          *due,
                                               SotongClaimKind           kind,
                                               gint64                    after_attempt);
SotongWriteFlags     sotong_publish_flags     (const SotongPublishLane  *lane);
gboolean             sotong_publish_may_be_of_other (SotongPublishLane   *lane,
                                               gint64                    publish_at);
gint64               sotong_publish_left_to_settle_ms (SotongPublishLane *lane,
                                               const SotongDue          *due);
SotongClaim         *sotong_publish_claim     (SotongPublishLane        *lane,
                                               const SotongDue          *due,
                                               SotongClaimKind           kind,
                                               gint64                    after_attempt,
                                               GError                  **error);
SotongPublishResult *sotong_publish_result_for_error (SotongPublishLane *lane,
                                               const GError             *error);
char               **sotong_publish_split     (const char               *text,
                                               gpointer                  channel);
void                 sotong_publish_describe_part (const SotongClaim    *claim,
                                               SotongReply              *reply);
gboolean             sotong_publish_may_wait_there (SotongPublishLane    *lane,
                                               const SotongDue          *due);
SotongPublishResult *sotong_publish_look_up   (SotongPublishLane        *lane,
                                               const SotongDue          *due);
SotongPost          *sotong_publish_make_post (SotongPublishOrigin      *origin,
                                               const char               *platform);
SotongReply         *sotong_publish_host_media (SotongPublishLane       *lane,
                                               const SotongClaim        *claim,
                                               SotongPost               *post,
                                               GCancellable             *cancellable);
void                 sotong_publish_describe_found (SotongPublishOrigin  *origin,
                                               SotongReply              *reply);
const char          *sotong_publish_state_of  (const SotongReply        *reply,
                                               const SotongClaim        *claim);
char                *sotong_publish_describe_hidden (SotongPublishLane  *lane,
                                               const SotongReply        *reply);

/* What is out and was to be changed or taken down, once more. */
void            sotong_publish_correct_again  (SotongPublisher          *publisher,
                                               SotongPublishFlags        flags,
                                               GCancellable             *cancellable,
                                               GPtrArray                *results);

/* Attempts that this process works on now, whatever the publisher: nobody else's orphans. */
void            sotong_publish_active_add     (const char               *uuid,
                                               gint64                    attempt_id);
void            sotong_publish_active_remove  (const char               *uuid,
                                               gint64                    attempt_id);
gboolean        sotong_publish_active_has     (gint64                    attempt_id,
                                               gpointer                  uuid);
G_END_DECLS

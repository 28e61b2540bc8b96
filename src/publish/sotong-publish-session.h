/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"
#include "platforms/sotong-secrets.h"
#include "store/sotong-channel.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* A channel's account, signed in on its platform. Belongs to one thread. */
typedef struct {
  SotongStore    *store;       /* (owned) (not nullable) */
  SotongSecrets  *secrets;     /* (owned) (not nullable) */
  gint64          channel_id;
  SotongAccount  *account;     /* (owned) (not nullable): another one after a renewal */
  SotongPlatform *platform;    /* (owned) (not nullable) */
} SotongPublishSession;

/* One call to the platform. May be made twice: the second time with a renewed sign-in, and only when the
 * first ended with "renew". */
typedef SotongReply *(*SotongPublishCall) (SotongPlatform      *platform,
                                           const SotongAccount *account,
                                           gpointer             data,
                                           GCancellable        *cancellable);

SotongPublishSession *sotong_publish_session_open (SotongStore           *store,
                                                   SotongSecrets         *secrets,
                                                   const SotongChannel   *channel,
                                                   guint                  idle_s,
                                                   GCancellable          *cancellable,
                                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_publish_session_free (SotongPublishSession  *self);
SotongReply          *sotong_publish_session_call (SotongPublishSession  *self,
                                                   SotongPublishCall      call,
                                                   gpointer               data,
                                                   GCancellable          *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp          sotong_publish_session_look_up (SotongPublishSession *self,
                                                   const SotongPost      *post,
                                                   GCancellable          *cancellable,
                                                   SotongReply          **out_reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPublishSession, sotong_publish_session_free)
G_END_DECLS

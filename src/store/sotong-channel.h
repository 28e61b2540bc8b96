/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* An account of the office on a platform, and what was last learned of its health. No secret
 * is ever kept here: that is the Secret Service's. */
typedef struct {
  gint64    id;
  char     *name;
  char     *platform;
  char     *url;
  char     *user;        /* the account on the platform */
  char     *handle;
  gint64    agency_id;   /* or SOTONG_NONE */
  int       colour;      /* index into the program's palette */
  gboolean  made;
  gboolean  removed;
  gint64    checked_at;  /* or SOTONG_NONE: when @health was learned */
  char     *health;      /* "", "ok", "wait", "sign-in", "refused", "unknown" */
  char     *message;     /* a sentence about @health, or empty */
  char     *figures_message; /* why figures of it could not be read when they were asked for last, a sentence; or empty */
  gint64    wait_until;  /* or SOTONG_NONE: the platform asked for peace until then */
  gint64    good_at;     /* or SOTONG_NONE: when a call last went well */
  gint64    expires_at;  /* or SOTONG_NONE: when a person must have signed in again */
  gint64    media_channel_id; /* or SOTONG_NONE: in whose library the platform finds the pictures */
  char     *media_url;   /* (nullable): or below which public address they lie */
  gint64    quota_left;  /* or SOTONG_NONE: posts that the platform takes yet in its own period */
  gint64    text_limit;  /* or SOTONG_NONE: how long a post may be by its server's own word, in the platform's units */
} SotongChannel;

/* Channels under one name, as those of one agency. */
typedef struct {
  gint64  id;
  char   *name;
  char   *type;          /* the type that its contents begin with, or "" */
  char   *tags;          /* what its contents begin with, separated by commas */
  GArray *channel_ids;   /* (element-type gint64) */
  GArray *person_ids;    /* (element-type gint64): who may publish there; none: anybody */
} SotongChannelGroup;

SotongChannel      *sotong_channel_new          (void) G_GNUC_WARN_UNUSED_RESULT;
SotongChannel      *sotong_channel_copy         (const SotongChannel       *channel) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_channel_free         (SotongChannel             *channel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChannel, sotong_channel_free)

gint64              sotong_channel_add          (SotongDb                  *db,
                                                 const SotongChannel       *channel,
                                                 GError                   **error);
gboolean            sotong_channel_edit         (SotongDb                  *db,
                                                 const SotongChannel       *channel,
                                                 GError                   **error);
gboolean            sotong_channel_remove       (SotongDb                  *db,
                                                 gint64                     id,
                                                 GError                   **error);
GPtrArray          *sotong_channel_list         (SotongDb                  *db,
                                                 GError                   **error);
SotongChannel      *sotong_channel_get          (SotongDb                  *db,
                                                 gint64                     id,
                                                 GError                   **error);
SotongChannel      *sotong_channel_find         (SotongDb                  *db,
                                                 const char                *name,
                                                 GError                   **error);

gboolean            sotong_channel_shares_account (const SotongChannel     *a,
                                                 const SotongChannel       *b);
gboolean            sotong_channel_set_expiry   (SotongDb                  *db,
                                                 gint64                     id,
                                                 gint64                     expires_at,
                                                 GError                   **error);
gboolean            sotong_channel_set_quota    (SotongDb                  *db,
                                                 gint64                     id,
                                                 gint64                     quota_left,
                                                 GError                   **error);
gboolean            sotong_channel_set_text_limit (SotongDb                *db,
                                                 gint64                     id,
                                                 gint64                     text_limit,
                                                 GError                   **error);

SotongChannelGroup *sotong_channel_group_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_channel_group_free   (SotongChannelGroup        *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChannelGroup, sotong_channel_group_free)

gint64              sotong_channel_group_add    (SotongDb                  *db,
                                                 const SotongChannelGroup  *group,
                                                 GError                   **error);
gboolean            sotong_channel_group_edit   (SotongDb                  *db,
                                                 const SotongChannelGroup  *group,
                                                 GError                   **error);
gboolean            sotong_channel_group_remove (SotongDb                  *db,
                                                 gint64                     id,
                                                 GError                   **error);
GPtrArray          *sotong_channel_group_list   (SotongDb                  *db,
                                                 GError                   **error);
SotongChannelGroup *sotong_channel_group_find   (SotongDb                  *db,
                                                 const char                *name,
                                                 GError                   **error);
gboolean            sotong_channel_may_publish  (SotongDb                  *db,
                                                 gint64                     channel_id,
                                                 gint64                     person_id,
                                                 GError                   **error);
G_END_DECLS

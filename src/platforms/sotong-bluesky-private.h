/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-token.h"

G_BEGIN_DECLS
#define SOTONG_BLUESKY_POST "app.bsky.feed.post"

/* What a post's record is made of besides its text. */
typedef struct {
  gint64      created_at;  /* seconds since 1970 UTC */
  GPtrArray  *blobs;       /* (element-type utf8): "CID TYPE SIZE", one for each of the post's media */
  char       *root_uri;    /* (owned) (nullable): of an answer, the post that all began with */
  char       *root_cid;    /* (owned) (nullable) */
  char       *parent_uri;  /* (owned) (nullable): and the one that it answers */
  char       *parent_cid;  /* (owned) (nullable) */
  GHashTable *mentions;    /* (owned) (nullable) (element-type utf8 utf8): the accounts named, by their handles in small letters */
} SotongBlueskyParts;

void          sotong_bluesky_begin        (SotongCall                *call,
                                           SotongPlatform            *platform,
                                           const SotongAccount       *account,
                                           const char                *method,
                                           const char                *route,
                                           const char                *token);
SotongReply  *sotong_bluesky_fail         (SotongCall                *call,
                                           gboolean                   changes) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sotong_bluesky_has_error    (const SotongCall          *call,
                                           const char                *name);
SotongToken  *sotong_bluesky_read_secret  (const SotongAccount       *account) G_GNUC_WARN_UNUSED_RESULT;
gint64        sotong_bluesky_find_end     (const char                *jwt);
char         *sotong_bluesky_dup_repo     (const SotongAccount       *account,
                                           const SotongToken         *token) G_GNUC_WARN_UNUSED_RESULT;
SotongReply  *sotong_bluesky_refresh      (SotongPlatform            *platform,
                                           const SotongAccount       *account,
                                           GCancellable              *cancellable,
                                           char                     **out_secret) G_GNUC_WARN_UNUSED_RESULT;

const char   *sotong_bluesky_scan_mention (const char                *text,
                                           const char                *at);
SotongReply  *sotong_bluesky_resolve_mentions (SotongPlatform        *platform,
                                           const SotongAccount       *account,
                                           const char                *access_token,
                                           const char                *text,
                                           SotongBlueskyParts        *parts,
                                           GCancellable              *cancellable) G_GNUC_WARN_UNUSED_RESULT;
char         *sotong_bluesky_make_key     (const char                *client_key) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *sotong_bluesky_build_post   (const SotongPost          *post,
                                           const SotongBlueskyParts  *parts,
                                           const char                *repo,
                                           const char                *key) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_bluesky_parts_clear  (SotongBlueskyParts        *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongBlueskyParts, sotong_bluesky_parts_clear)
G_END_DECLS

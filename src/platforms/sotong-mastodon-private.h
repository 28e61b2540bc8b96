/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"

G_BEGIN_DECLS
/* How the id of a post begins that waits on the server: its number is of another row than that of posts. */
#define SOTONG_MASTODON_SCHEDULED "scheduled:"

/* Of an account's own posts, those that a lost one may be among. */
typedef struct {
  const char       *account_id;  /* the account's id on its server */
  const SotongPost *post;        /* what is looked for */
  gint64            sent_at;     /* when it was sent first, by this machine's clock */
  gint64            tolerance;   /* seconds by which clocks may differ */
  GHashTable       *others;      /* (element-type utf8): ids that are other posts */
} SotongMastodonSearch;

void          sotong_mastodon_begin      (SotongCall                  *call,
                                          SotongPlatform              *platform,
                                          const SotongAccount         *account,
                                          const char                  *method,
                                          const char                  *route);
SotongReply  *sotong_mastodon_fail       (SotongCall                  *call,
                                          gboolean                     changes) G_GNUC_WARN_UNUSED_RESULT;
char         *sotong_mastodon_format     (gint64                       time) G_GNUC_WARN_UNUSED_RESULT;
gint64        sotong_mastodon_parse_time (const char                  *text);
SotongReply  *sotong_mastodon_read_post  (SotongCall                  *call,
                                          JsonObject                  *object) G_GNUC_WARN_UNUSED_RESULT;
SotongReply  *sotong_mastodon_put_media  (SotongPlatform              *platform,
                                          const SotongAccount         *account,
                                          const SotongPost            *post,
                                          GHashTable                  *attached,
                                          SotongPlatformStepFunc       step,
                                          gpointer                     step_data,
                                          GCancellable                *cancellable,
                                          GPtrArray                   *ids) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp  sotong_mastodon_find       (SotongPlatform              *platform,
                                          const SotongAccount         *account,
                                          const SotongMastodonSearch  *search,
                                          GCancellable                *cancellable,
                                          SotongReply                **out_reply);
G_END_DECLS

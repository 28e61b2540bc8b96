/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-capabilities.h"

#define MB (1000 * 1000)
#define PICTURES "image/jpeg image/png"

/*
 * What each platform takes, as its documentation stood in November 2026; the address behind each
 * says where. Where a limit is known from a client's code or from practice only, it says so: a
 * picture that is refused here for nothing costs a minute, one that is refused there costs the post.
 */

static const SotongCapabilities practice = {
  .name = "practice", .title = N_("Practice platform"), .can_publish = TRUE, .practice = TRUE,
  .needs_url = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS, .text_limit = 5000, .title_limit = 200,
  .max_media = 4, .media_types = PICTURES " image/gif image/webp", .max_image_bytes = 4 * MB,
  .can_schedule = TRUE, .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
  .can_edit_media = TRUE, .can_thread = TRUE,
};
/* developer.wordpress.org/rest-api/reference/media: the size limit is PHP's, and cannot be asked for. */
static const SotongCapabilities wordpress = {
  .name = "wordpress", .title = N_("WordPress"), .can_publish = TRUE,
  .needs_url = TRUE, .needs_user = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS,
  .max_media = 30, .media_types = PICTURES " image/gif image/webp video/mp4",
  .can_schedule = TRUE, .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
  .can_edit_media = TRUE,
};
static const SotongCapabilities ghost = {
  .name = "ghost", .title = N_("Ghost"), .can_publish = TRUE, .needs_url = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS, .title_limit = 255,
  .max_media = 30, .media_types = PICTURES " image/gif image/webp video/mp4",
  .can_schedule = TRUE, .schedule_min_s = 60, .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
  .can_edit_media = TRUE,
};
/* docs.joinmastodon.org/entities/Instance: a server may allow other numbers. Pictures or one video, never
 * both: docs.joinmastodon.org/user/posting. */
static const SotongCapabilities mastodon = {
  .name = "mastodon", .title = N_("Mastodon"), .can_publish = TRUE, .needs_url = TRUE,
  .counter = SOTONG_COUNT_MASTODON, .text_limit = 500,
  .max_media = 4, .media_types = PICTURES " image/gif image/webp video/mp4",
  .max_image_bytes = 16777216, .max_video_bytes = 103809024, .max_videos = 1, .one_kind = TRUE, .alt_limit = 1500,
  .can_schedule = TRUE, .schedule_min_s = 330, .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE,
  .idempotency = SOTONG_IDEMPOTENCY_KEY,
  .can_edit_media = TRUE, .can_thread = TRUE,
};
/* atproto lexicons app.bsky.embed.images and .video: pictures of 1,000,000 bytes in the documents, of
 * 2,000,000 in the newest lexicon; the lower one fits everywhere. */
static const SotongCapabilities bluesky = {
  .name = "bluesky", .title = N_("Bluesky"), .can_publish = TRUE, .needs_user = TRUE,
  .counter = SOTONG_COUNT_BLUESKY, .text_limit = 300, .byte_limit = 3000,
  .max_media = 4, .media_types = PICTURES " image/webp video/mp4",
  .max_image_bytes = 1 * MB, .max_video_bytes = 100 * MB, .max_videos = 1, .one_kind = TRUE,
  .no_editing = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_KEY,
  .can_thread = TRUE,
};
/* developers.facebook.com/docs/graph-api/reference/page/photos; 4 MB is what large clients found to work. */
static const SotongCapabilities facebook = {
  .name = "facebook", .title = N_("Facebook"), .can_publish = TRUE, .needs_user = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS, .text_limit = 63206,
  .max_media = 10, .media_types = PICTURES " video/mp4", .max_image_bytes = 4 * MB, .max_videos = 1, .one_kind = TRUE,
  .can_schedule = TRUE, .schedule_min_s = 11 * 60, .schedule_max_s = 30 * 24 * 60 * 60,
  .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
};
/* developers.facebook.com/documentation/instagram-platform/content-publishing: JPEG alone, 8 MB, 4:5 to 1.91:1,
 * a carousel of 2 to 10. */
static const SotongCapabilities instagram = {
  .name = "instagram", .title = N_("Instagram"), .can_publish = TRUE, .needs_user = TRUE,
  .counter = SOTONG_COUNT_INSTAGRAM, .text_limit = 2200, .hashtag_limit = 30, .hashtag_advice = 5, .mention_advice = 20,
  .max_media = 10, .media_types = "image/jpeg video/mp4", .max_image_bytes = 8 * MB,
  .max_videos = 10, .needs_media = TRUE, .min_ratio = 0.8, .max_ratio = 1.91,
  .media_public_url = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
};
/* developers.facebook.com/documentation/threads/posts: JPEG and PNG of 8 MB, a carousel of 2 to 20. */
static const SotongCapabilities threads = {
  .name = "threads", .title = N_("Threads"), .can_publish = TRUE, .needs_user = TRUE,
  .counter = SOTONG_COUNT_THREADS, .text_limit = 500, .link_advice = 5,
  .max_media = 20, .media_types = PICTURES " video/mp4", .max_image_bytes = 8 * MB, .max_video_bytes = 1000 * MB,
  .max_videos = 20,
  .media_public_url = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
  .can_thread = TRUE,
};
/* docs.x.com/x-api/media/introduction: 5 MB, GIF 15 MB, video 512 MB; four pictures, or one GIF, or one video. */
static const SotongCapabilities x = {
  .name = "x", .title = N_("X"), .can_publish = TRUE,
  .counter = SOTONG_COUNT_X, .text_limit = 280,
  .max_media = 4, .media_types = PICTURES " image/gif image/webp video/mp4",
  .max_image_bytes = 5 * MB, .max_gif_bytes = 15 * MB, .max_video_bytes = 512 * MB,
  .max_videos = 1, .one_kind = TRUE, .alt_limit = 1000,
  .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
  .can_thread = TRUE,
};
/* developers.google.com/youtube/v3/docs/videos: the post is the video. */
static const SotongCapabilities youtube = {
  .name = "youtube", .title = N_("YouTube"), .can_publish = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_BYTES, .text_limit = 5000, .title_limit = 100, .no_angles = TRUE,
  .max_media = 1, .media_types = "video/mp4", .max_videos = 1, .needs_media = TRUE,
  .can_schedule = TRUE, .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE,
  .idempotency = SOTONG_IDEMPOTENCY_LOOK_UP,
};
/* core.telegram.org/bots/api#sendphoto: 10 MB, width and height together 10000, ratio at most 20. */
static const SotongCapabilities telegram = {
  .name = "telegram", .title = N_("Telegram"), .can_publish = TRUE, .needs_user = TRUE,
  .counter = SOTONG_COUNT_UTF16, .text_limit = 4096, .caption_limit = 1024,
  .max_media = 10, .media_types = PICTURES " image/webp video/mp4", .max_image_bytes = 10 * MB, .max_video_bytes = 50 * MB,
  .max_videos = 10, .min_ratio = 0.05, .max_ratio = 20, .max_side_sum = 10000,
  .can_edit = TRUE, .can_delete = TRUE, .has_metrics = TRUE, .idempotency = SOTONG_IDEMPOTENCY_NONE,
};
static const SotongCapabilities naver_blog = {
  .name = "naver-blog", .title = N_("Naver Blog"), .by_hand = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS, .title_advice = 100,
  .max_media = 50, .media_types = PICTURES " image/gif video/mp4", .idempotency = SOTONG_IDEMPOTENCY_NONE,
};
static const SotongCapabilities kakaostory = {
  .name = "kakaostory", .title = N_("KakaoStory"), .by_hand = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS,
  .max_media = 20, .media_types = PICTURES " image/gif video/mp4", .idempotency = SOTONG_IDEMPOTENCY_NONE,
};
static const SotongCapabilities kakao_channel = {
  .name = "kakao-channel", .title = N_("KakaoTalk Channel"), .by_hand = TRUE, .has_title = TRUE,
  .counter = SOTONG_COUNT_CODE_POINTS,
  .max_media = 10, .media_types = PICTURES " image/gif video/mp4", .idempotency = SOTONG_IDEMPOTENCY_NONE,
};

static const SotongCapabilities * const table[] = {
  &practice, &wordpress, &ghost, &mastodon, &bluesky, &facebook, &instagram, &threads, &x,
  &youtube, &telegram, &naver_blog, &kakaostory, &kakao_channel,
};

/**
 * sotong_capabilities_get:
 * @platform: (nullable): a platform's name
 *
 * Returns: (transfer none) (nullable): what it can do, or %NULL if there is no such platform
 */
const SotongCapabilities *
sotong_capabilities_get (const char *platform)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (platform, table[i]->name) == 0)
      return table[i];
  return NULL;
}

/**
 * sotong_capabilities_list:
 * @out_n: (out): how many
 *
 * Returns: (transfer none) (array length=out_n): every platform, in the order to show them
 */
const SotongCapabilities * const *
sotong_capabilities_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (table);
  return table;
}

/**
 * sotong_capabilities_get_title:
 * @self: a platform's capabilities
 *
 * Returns: (transfer none): the platform's name in the person's language
 */
const char *
sotong_capabilities_get_title (const SotongCapabilities *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->title);
}

/**
 * sotong_capabilities_takes_type:
 * @self: a platform's capabilities
 * @media_type: for instance "image/png"
 *
 * Returns: whether a post there may carry such a file
 */
gboolean
sotong_capabilities_takes_type (const SotongCapabilities *self,
                                const char               *media_type)
{
  gsize n = strlen (media_type);

  if (self->max_media == 0 || self->media_types == NULL || n == 0)
    return FALSE;
  for (const char *p = strstr (self->media_types, media_type); p != NULL; p = strstr (p + n, media_type))
    if ((p == self->media_types || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
      return TRUE;
  return FALSE;
}

/**
 * sotong_capabilities_limit:
 * @self: a platform's capabilities
 * @own_limit: what the channel's own server has told, in the counter's units; 0 or less: nothing
 *
 * Returns: how long a text may be on that channel, in the counter's units; 0: as long as it likes
 */
gsize
sotong_capabilities_limit (const SotongCapabilities *self,
                           gint64                    own_limit)
{
  return own_limit > 0 ? (gsize) own_limit : self->text_limit;
}

/**
 * sotong_capabilities_count:
 * @self: a platform's capabilities
 * @text: a text for it
 * @out_count: (out caller-allocates): its length by the platform's rule, against the platform's limit
 */
void
sotong_capabilities_count (const SotongCapabilities *self,
                           const char               *text,
                           SotongCount              *out_count)
{
  sotong_count (self->counter, text, self->text_limit, out_count);
}

/**
 * sotong_capabilities_split:
 * @self: a platform's capabilities
 * @own_limit: as for sotong_capabilities_limit()
 * @text: a text for it
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the posts that @text goes out as when it is allowed to be a
 *   thread; %NULL when one is enough, or when the platform has no threads
 */
char **
sotong_capabilities_split (const SotongCapabilities *self,
                           gint64                    own_limit,
                           const char               *text)
{
  gsize limit = sotong_capabilities_limit (self, own_limit);
  char **parts;

  if (!self->can_thread || limit == 0)
    return NULL;
  parts = sotong_split (self->counter, text, limit);
  if (parts[0] == NULL || parts[1] == NULL)
    g_clear_pointer (&parts, g_strfreev);
  return parts;
}

/**
 * sotong_capabilities_count_beside:
 * @self: a platform's capabilities
 * @own_limit: as for sotong_capabilities_limit()
 * @text: a text for it
 * @has_files: whether files go with it
 * @out_count: (out caller-allocates): its length by the platform's rule, against the limit that it has beside files
 */
void
sotong_capabilities_count_beside (const SotongCapabilities *self,
                                  gint64                    own_limit,
                                  const char               *text,
                                  gboolean                  has_files,
                                  SotongCount              *out_count)
{
  gsize limit = has_files && self->caption_limit > 0 ? self->caption_limit : sotong_capabilities_limit (self, own_limit);

  sotong_count (self->counter, text, limit, out_count);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-reader-graph-private.h"
#include "platforms/sotong-reader-facebook.h"

/**
 * SotongReaderFacebook:
 *
 * Reads what is said under the newest posts of the office's own Page, answers to comments included.
 */
struct _SotongReaderFacebook
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderFacebook, sotong_reader_facebook, SOTONG_TYPE_READER)

static SotongFetchReply *
sotong_reader_facebook_fetch (SotongReader             *reader,
                              const SotongFetchRequest *request,
                              GCancellable             *cancellable)
{
  static const SotongGraphComments comments = {
    .kind = "facebook", .posts_edge = "published_posts", .posts_else = "feed",
    .posts_fields = "id,created_time,permalink_url,comments.summary(total_count)",
    .post_url = "permalink_url", .count = "comments", .edge = "comments", .filter = "stream",
    .fields = "id,message,from,created_time,like_count,comment_count", .text = "message",
    .time = "created_time", .author = "from",
    .url_format = "?comment_id=*",
  };

  return sotong_reader_graph_fetch (reader, &comments, request, cancellable);
}

static void
sotong_reader_facebook_class_init (SotongReaderFacebookClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_facebook_fetch;
}

static void
sotong_reader_facebook_init (SotongReaderFacebook *self)
{
}

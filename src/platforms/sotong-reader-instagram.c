/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-reader-graph-private.h"
#include "platforms/sotong-reader-instagram.h"

/**
 * SotongReaderInstagram:
 *
 * Reads what is said under the newest posts of the office's own Instagram account.
 */
struct _SotongReaderInstagram
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderInstagram, sotong_reader_instagram, SOTONG_TYPE_READER)

static SotongFetchReply *
sotong_reader_instagram_fetch (SotongReader             *reader,
                               const SotongFetchRequest *request,
                               GCancellable             *cancellable)
{
  static const SotongGraphComments comments = {
    .kind = "instagram", .posts_edge = "media", .posts_fields = "id,timestamp,permalink,comments_count",
    .post_url = "permalink", .count = "comments_count", .edge = "comments",
    .fields = "id,text,username,timestamp", .text = "text", .time = "timestamp", .author = "username", .url_format = "/c/*/",
  };

  return sotong_reader_graph_fetch (reader, &comments, request, cancellable);
}

static void
sotong_reader_instagram_class_init (SotongReaderInstagramClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_instagram_fetch;
}

static void
sotong_reader_instagram_init (SotongReaderInstagram *self)
{
}

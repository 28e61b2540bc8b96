/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-reader-graph-private.h"
#include "platforms/sotong-reader-threads.h"

/**
 * SotongReaderThreads:
 *
 * Reads the answers to the newest posts of the office's own profile, at every depth; its own are left out.
 */
struct _SotongReaderThreads
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderThreads, sotong_reader_threads, SOTONG_TYPE_READER)

static SotongFetchReply *
sotong_reader_threads_fetch (SotongReader             *reader,
                             const SotongFetchRequest *request,
                             GCancellable             *cancellable)
{
  static const SotongGraphComments comments = {
    .kind = "threads", .posts_edge = "threads", .posts_fields = "id,timestamp,permalink",
    .post_url = "permalink", .edge = "conversation", .edge_else = "replies",
    .fields = "id,text,username,timestamp,permalink,is_reply_owned_by_me", .text = "text", .time = "timestamp",
    .author = "username",
    .url = "permalink", .own = "is_reply_owned_by_me",
  };

  return sotong_reader_graph_fetch (reader, &comments, request, cancellable);
}

static void
sotong_reader_threads_class_init (SotongReaderThreadsClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_threads_fetch;
}

static void
sotong_reader_threads_init (SotongReaderThreads *self)
{
}

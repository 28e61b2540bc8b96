/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
/* How comments on an account's own posts are read at a site of the Graph API. */
typedef struct {
  const char *kind;           /* "facebook" */
  const char *posts_edge;     /* "published_posts" */
  const char *posts_else;     /* (nullable): where the posts are if that is refused */
  const char *posts_fields;
  const char *post_url;       /* the member with a post's address */
  const char *count;          /* (nullable): the member with the number of its comments; 0: it need not be asked */
  const char *edge;           /* "comments" */
  const char *edge_else;      /* (nullable): where the comments are if there is no such thing */
  const char *filter;         /* (nullable): its parameter "filter" */
  const char *fields;
  const char *text;
  const char *time;
  const char *author;         /* a member, or "from" for an object with a name */
  const char *url;            /* (nullable): the member with a comment's address */
  const char *url_format;     /* (nullable): how its address follows from the post's, of the post's and the comment's id */
  const char *own;            /* (nullable): a member that is true for the account's own words */
} SotongGraphComments;

SotongFetchReply *sotong_reader_graph_fetch (SotongReader              *reader,
                                             const SotongGraphComments *comments,
                                             const SotongFetchRequest  *request,
                                             GCancellable              *cancellable) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

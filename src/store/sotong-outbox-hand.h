/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A post that a person is to put on a platform themselves. */
typedef struct {
  gint64   copy_id;
  gint64   content_id;
  char    *channel;     /* its name */
  char    *platform;
  char    *url;         /* the channel's address, or "" */
  char    *user;        /* the account there, or "" */
  char    *state;       /* scheduled, missed, failed */
  gint64   publish_at;  /* or SOTONG_NONE */
  char    *title;
  char    *body;        /* as it is to be posted: links with their marks */
  char   **files;       /* (array zero-terminated=1): the names of its files, in their order */
  char    *why_not;     /* (nullable): why it may not be posted as it stands */
} SotongHandPost;

void            sotong_hand_post_free    (SotongHandPost      *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHandPost, sotong_hand_post_free)

GPtrArray      *sotong_outbox_list_hand  (SotongDb            *db,
                                          const char * const  *platforms,
                                          gint64               until,
                                          GError             **error);
SotongHandPost *sotong_outbox_get_hand   (SotongDb            *db,
                                          gint64               copy_id,
                                          GError             **error);
gboolean        sotong_outbox_find_url   (SotongDb            *db,
                                          gint64               copy_id,
                                          const char          *url,
                                          char               **out_title,
                                          GError             **error);
gboolean        sotong_outbox_knows_site (SotongDb            *db,
                                          gint64               copy_id,
                                          const char          *url,
                                          gboolean            *out_known,
                                          GError             **error);
gboolean        sotong_outbox_learn_id   (SotongDb            *db,
                                          gint64               copy_id,
                                          const char          *remote_id,
                                          GError             **error);
G_END_DECLS

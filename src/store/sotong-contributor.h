/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A citizen who makes joint contents. */
typedef struct {
  gint64  id;
  char   *pen_name;
  char   *channel_url;  /* the citizen's own channel */
  char   *consent;      /* what was agreed to, when and how */
  char   *rights;       /* what the office may do with text and pictures */
  gint64  fee;          /* won a content, or SOTONG_NONE */
  gint64  n_contents;   /* filled when read: contents of this citizen */
  gint64  n_proven;     /* filled when read: those whose address is noted, see sotong_contribution_is_proof() */
} SotongContributor;

/* A joint content of one. */
typedef struct {
  gint64  id;
  gint64  contributor_id;
  char   *title;
  gint64  at;         /* when it goes or went out, or the day it stands on, or SOTONG_NONE */
  char   *proof_url;  /* where it stands on the citizen's channel, or "" */
} SotongContribution;

void               sotong_contribution_free  (SotongContribution       *contribution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongContribution, sotong_contribution_free)
gboolean           sotong_contribution_is_proof (const char            *proof_url);
void               sotong_contributor_free   (SotongContributor        *contributor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongContributor, sotong_contributor_free)

GPtrArray         *sotong_contributor_list   (SotongDb                 *db,
                                              GError                  **error);
GPtrArray         *sotong_contributor_list_with (SotongDb             *db,
                                                 gint64                id,
                                                 GError              **error);
gint64             sotong_contributor_find   (SotongDb                 *db,
                                              const char               *pen_name,
                                              GError                  **error);
SotongContributor *sotong_contributor_get    (SotongDb                 *db,
                                              gint64                    id,
                                              GError                  **error);
gint64             sotong_contributor_add    (SotongDb                 *db,
                                              const SotongContributor  *contributor,
                                              GError                  **error);
gboolean           sotong_contributor_edit   (SotongDb                 *db,
                                              const SotongContributor  *contributor,
                                              GError                  **error);
gboolean           sotong_contributor_remove (SotongDb                 *db,
                                              gint64                    id,
                                              GError                  **error);
GPtrArray         *sotong_contributor_list_contributions (SotongDb     *db,
                                                          gint64        id,
                                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-deliverable.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A stretch of days with one goal; contents belong to it. */
typedef struct {
  gint64  id;
  char   *name;
  char   *goal;
  char   *starts_on;      /* YYYY-MM-DD, in the office's days */
  char   *ends_on;        /* inclusive */
  int     colour;         /* index into the palette */
  char   *key_messages;
  char   *hashtags;
  gboolean made;
  gint64  n_contents;     /* filled by sotong_campaign_list() */
} SotongCampaign;

SotongCampaign *sotong_campaign_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_campaign_free      (SotongCampaign        *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCampaign, sotong_campaign_free)

gint64          sotong_campaign_add       (SotongDb              *db,
                                           const SotongCampaign  *campaign,
                                           GError               **error);
gint64          sotong_campaign_insert    (SotongDb              *db,
                                           const SotongCampaign  *campaign,
                                           GError               **error);
gboolean        sotong_campaign_edit      (SotongDb              *db,
                                           const SotongCampaign  *campaign,
                                           GError               **error);
gboolean        sotong_campaign_remove    (SotongDb              *db,
                                           gint64                 id,
                                           GError               **error);
GPtrArray      *sotong_campaign_list      (SotongDb              *db,
                                           GError               **error);
gint64          sotong_campaign_find      (SotongDb              *db,
                                           const char            *name,
                                           GError               **error);
G_END_DECLS

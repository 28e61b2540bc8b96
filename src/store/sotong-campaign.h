/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
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

/* What the year promised of one kind of content, and what came of it. */
typedef struct {
  gint64  id;
  gint64  campaign_id;    /* or SOTONG_NONE: of the programme */
  char   *type;           /* blog-post, sns, ... */
  gint64  line_id;        /* the budget line that pays, or SOTONG_NONE */
  char   *line;           /* its name, "" if none */
  gint64  quantity;
  char   *unit;           /* 건, 회, ... */
  gint64  done;           /* published until the end of the time asked for */
  gint64  scheduled;      /* has a time, and is not out */
  gint64  draft;
  gint64  budget;         /* won: the line's amount, or SOTONG_NONE */
  gint64  executed;       /* won: paid from the line until the end of the time, or SOTONG_NONE */
} SotongDeliverable;

SotongCampaign *sotong_campaign_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_campaign_free      (SotongCampaign        *campaign);
void            sotong_deliverable_free   (SotongDeliverable     *deliverable);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCampaign, sotong_campaign_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDeliverable, sotong_deliverable_free)

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

gint64          sotong_deliverable_insert (SotongDb                 *db,
                                           gint64                    programme_id,
                                           const SotongDeliverable  *deliverable,
                                           GError                  **error);
GPtrArray      *sotong_deliverable_list   (SotongDb              *db,
                                           int                    year,
                                           gint64                 until,
                                           GError               **error);
G_END_DECLS

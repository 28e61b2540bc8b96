/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-deliverable.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A step of the office's procedure: 기본계획 수립, 예산배정, ... */
typedef struct {
  gint64  id;             /* 0: not written yet */
  char   *name;
  char   *planned_on;     /* (nullable) YYYY-MM-DD */
  char   *done_on;        /* (nullable) */
} SotongCampaignStage;

/* A budget line that pays for a campaign. */
typedef struct {
  gint64  id;
  char   *name;           /* filled when read */
  gint64  amount;         /* won: 당초예산; filled when read */
} SotongCampaignLine;

#define SOTONG_CAMPAIGN_N_COLOURS  8    /* that look different */
#define SOTONG_CAMPAIGN_ANY_COLOUR (-1)

/**
 * SotongCampaign:
 *
 * A stretch of days with one goal; contents belong to it. Its parts are filled by sotong_campaign_get() only.
 * Where a part is %NULL in what is written, it stays as it is.
 */
typedef struct {
  gint64  id;
  char   *name;
  char   *goal;
  char   *starts_on;      /* YYYY-MM-DD, in the office's days */
  char   *ends_on;        /* inclusive */
  gint64  owner_id;       /* a person, or 0 or SOTONG_NONE: nobody */
  char   *owner;          /* their name, "" if none; filled when read */
  char   *agency;         /* whom it is for, "" or NULL: nobody; one that is not known yet is added */
  int     colour;         /* index into the palette; of one that is added SOTONG_CAMPAIGN_ANY_COLOUR: one that its neighbours do not have */
  char   *key_messages;   /* one a line */
  char   *hashtags;
  gboolean made;
  gint64  n_contents;     /* filled when read */
  GPtrArray *lines;       /* (nullable) (element-type SotongCampaignLine) */
  GPtrArray *stages;      /* (nullable) (element-type SotongCampaignStage): in their order */
  GPtrArray *targets;     /* (nullable) (element-type SotongDeliverable): what is promised, with nothing counted */
} SotongCampaign;

/* Money of a campaign, in won. */
typedef struct {
  gint64 planned;         /* what its contents are planned to cost */
  gint64 final;           /* what those that are settled did cost */
  gint64 paid;            /* paid for it, or for a content of it */
  gint64 paid_contents;   /* of this what was paid for its contents, to be held against @planned; the rest was for the campaign as a whole */
} SotongCampaignMoney;

SotongCampaign *sotong_campaign_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_campaign_free      (SotongCampaign        *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCampaign, sotong_campaign_free)
SotongCampaignStage *sotong_campaign_stage_new (const char           *name,
                                                const char           *planned_on,
                                                const char           *done_on) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_campaign_stage_free (SotongCampaignStage      *stage);
SotongCampaignLine *sotong_campaign_line_new (gint64                  id) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_campaign_line_free (SotongCampaignLine        *line);
GPtrArray      *sotong_campaign_new_stages (void) G_GNUC_WARN_UNUSED_RESULT;
SotongCampaignStage *sotong_campaign_find_stage (GPtrArray  *stages,
                                                 const char *name);

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
                                           gboolean               keep_contents,
                                           GError               **error);
int             sotong_campaign_free_colour (SotongDb            *db,
                                             const char          *from,
                                             const char          *to,
                                             GError             **error);
GPtrArray      *sotong_campaign_list      (SotongDb              *db,
                                           GError               **error);
SotongCampaign *sotong_campaign_get       (SotongDb              *db,
                                           gint64                 id,
                                           GError               **error);
gboolean        sotong_campaign_get_money (SotongDb              *db,
                                           gint64                 id,
                                           SotongCampaignMoney   *out_money,
                                           GError               **error);
gint64          sotong_campaign_find      (SotongDb              *db,
                                           const char            *name,
                                           GError               **error);
G_END_DECLS

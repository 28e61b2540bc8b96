/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_DELIVERABLE_MAX G_GINT64_CONSTANT (1000000) /* nobody promises more contents of a kind */

/* How far a content has come, that counts for what was promised. */
typedef enum {
  SOTONG_DELIVERY_DONE,      /* a copy of it is out */
  SOTONG_DELIVERY_SCHEDULED, /* none is, and one has its time */
  SOTONG_DELIVERY_DRAFT,     /* it is being worked at, failed or was missed */
  SOTONG_N_DELIVERIES,
} SotongDeliveryState;

/* A content that stands behind a figure. */
typedef struct {
  gint64              content_id;
  char               *title;
  SotongDeliveryState state;
  gint64              at;      /* when it went out, shall go out, or is planned for */
  gint64              cost;    /* won: what was paid for it, else what it costs, else what is planned; or SOTONG_NONE */
  char               *starts_on; /* (nullable): of an advertisement, YYYY-MM-DD; so the rest */
  char               *ends_on; /* (nullable): the last day */
  gint64              reach;   /* people, or SOTONG_NONE */
  gint64              clicks;  /* or SOTONG_NONE */
} SotongDelivery;

/* What the year promised of one kind of content, and what came of it. */
typedef struct {
  gint64  id;
  gint64  campaign_id;    /* or SOTONG_NONE: of the programme */
  char   *campaign;       /* its name, "" if none */
  char   *type;           /* blog-post, sns, ... */
  gint64  line_id;        /* the budget line that pays, or SOTONG_NONE */
  char   *line;           /* its name, "" if none */
  gint64  quantity;
  char   *unit;           /* 건, 회, ... */
  int     year;
  char   *starts_on;      /* YYYY-MM-DD: the days it was promised for, of the campaign or else the programme */
  char   *ends_on;        /* inclusive */
  gint64  done;           /* published until the end of the time asked for */
  gint64  scheduled;      /* has a time, and is not out */
  gint64  draft;
  GArray *done_at;        /* (element-type gint64): when each went out, in order; filled by sotong_deliverable_list() */
  GArray *due_at;         /* (element-type gint64): when each of the scheduled shall, in order */
  gint64  budget;         /* won: the line's amount, or SOTONG_NONE */
  gint64  executed;       /* won: paid from the line until the end of the time, or SOTONG_NONE */
} SotongDeliverable;

void      sotong_deliverable_free     (SotongDeliverable        *deliverable);
void      sotong_delivery_free        (SotongDelivery           *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDeliverable, sotong_deliverable_free)

gint64    sotong_deliverable_insert   (SotongDb                 *db,
                                       gint64                    programme_id,
                                       const SotongDeliverable  *deliverable,
                                       GError                  **error);
gint64    sotong_deliverable_put      (SotongDb                 *db,
                                       int                       year,
                                       const SotongDeliverable  *deliverable,
                                       GError                  **error);
gint64    sotong_deliverable_set      (SotongDb                 *db,
                                       int                       year,
                                       const SotongDeliverable  *deliverable,
                                       const char               *subject,
                                       GError                  **error);
gboolean  sotong_deliverable_drop     (SotongDb                 *db,
                                       gint64                    id,
                                       GError                  **error);
gboolean  sotong_deliverable_remove   (SotongDb                 *db,
                                       gint64                    id,
                                       const char               *subject,
                                       GError                  **error);
int       sotong_deliverable_year     (SotongDb                 *db,
                                       GError                  **error);
SotongDeliverable *sotong_deliverable_get (SotongDb             *db,
                                           gint64                id,
                                           GError              **error);
GPtrArray *sotong_deliverable_list    (SotongDb                 *db,
                                       int                       year,
                                       gint64                    until,
                                       GError                  **error);
GPtrArray *sotong_deliverable_of_campaign (SotongDb             *db,
                                           gint64                campaign_id,
                                           gint64                until,
                                           GError              **error);
GPtrArray *sotong_deliverable_contents (SotongDb                *db,
                                        gint64                   id,
                                        gint64                   until,
                                        GError                 **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"
#include "store/sotong-case.h"
#include "store/sotong-channel-slot.h"
#include "store/sotong-channel.h"
#include "store/sotong-kpi.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

G_BEGIN_DECLS
/* Rows for a new workspace that is filled in one go: unlike what a person adds, they are no
 * steps of undo. All of them need a write job; they return the row's id, or 0 with @error set. */

/* An attempt that is over. */
typedef struct {
  gint64      copy_id;
  const char *kind;         /* publish, by-hand */
  gint64      started_at;
  gint64      duration_ms;
  const char *client_key;
  const char *title;
  const char *body;
  const char *outcome;      /* ok, refused, unknown, not-sent */
  int         http_status;
  const char *message;
} SotongMadeAttempt;

/* A run of a source that is over. */
typedef struct {
  gint64      source_id;
  gint64      started_at;
  gint64      finished_at;
  gint64      covered_from; /* SOTONG_NONE: it covered nothing */
  gint64      covered_to;
  const char *outcome;      /* ok, failed */
  int         http_status;
  gint64      n_items;
  gint64      n_new;
  const char *message;
} SotongMadeRun;

/* What a content has besides the fields of SotongContent. */
typedef struct {
  gint64      content_id;
  gint64      owner_id;       /* SOTONG_NONE: nobody's */
  gint64      contributor_id; /* SOTONG_NONE: no citizen's */
  const char *tags;
  const char *proof_url;      /* (nullable): where a joint content stands on the citizen's channel */
} SotongMadeDetails;

typedef struct {
  gint64      content_id;
  gint64      boosted_id;     /* SOTONG_NONE: no content */
  const char *starts_on;      /* YYYY-MM-DD */
  const char *ends_on;
  gint64      spend;          /* won; SOTONG_NONE: not run yet, as the next two */
  gint64      reach;
  gint64      clicks;
  const char *platform;       /* where it runs */
} SotongMadeAdvertisement;

/* A submission: drafted, reviewed, decided. */
typedef struct {
  gint64      content_id;
  gint64      drafter_id;
  gint64      reviewer_id;
  gint64      decider_id;
  gint64      submitted_at;
  gint64      reviewed_at;    /* SOTONG_NONE: the review is still to come */
  gint64      decided_at;     /* SOTONG_NONE: the decision is still to come; else it was approved, and the round is over */
  const char *returned;       /* (nullable): why the reviewer returned it; the round is over then */
} SotongMadeRound;

gint64   sotong_made_person        (SotongDb                       *db,
                                    const char                     *name,
                                    const char                     *role,
                                    GError                        **error);
gint64   sotong_made_agency        (SotongDb                       *db,
                                    const char                     *name,
                                    GError                        **error);
gint64   sotong_made_contributor   (SotongDb                       *db,
                                    const char                     *pen_name,
                                    const char                     *url,
                                    gboolean                        agreed,
                                    gint64                          fee,
                                    GError                        **error);
gint64   sotong_made_channel       (SotongDb                       *db,
                                    const SotongChannel            *channel,
                                    GError                        **error);
gboolean sotong_made_slot          (SotongDb                       *db,
                                    const SotongSlot               *slot,
                                    GError                        **error);
gint64   sotong_made_group         (SotongDb                       *db,
                                    const char                     *name,
                                    const gint64                   *channel_ids,
                                    gsize                           n_channels,
                                    GError                        **error);
gboolean sotong_made_metric        (SotongDb                       *db,
                                    gint64                          channel_id,
                                    const char                     *day,
                                    const char                     *metric,
                                    gint64                          value,
                                    gint64                          captured_at,
                                    GError                        **error);
gboolean sotong_made_post_metric   (SotongDb                       *db,
                                    gint64                          copy_id,
                                    const char                     *day,
                                    const char                     *metric,
                                    gint64                          value,
                                    gint64                          captured_at,
                                    GError                        **error);
gboolean sotong_made_indicator     (SotongDb                       *db,
                                    const SotongKpi                *kpi,
                                    const SotongKpiValue           *said,
                                    int                             year,
                                    gint64                          target,
                                    GError                        **error);
gboolean sotong_made_campaign      (SotongDb                       *db,
                                    gint64                          campaign_id,
                                    gint64                          programme_id,
                                    gint64                          owner_id,
                                    gint64                          agency_id,
                                    gint64                          line_id,
                                    GError                        **error);
gboolean sotong_made_details       (SotongDb                       *db,
                                    const SotongMadeDetails        *details,
                                    GError                        **error);
gboolean sotong_made_advertisement (SotongDb                       *db,
                                    const SotongMadeAdvertisement  *advertisement,
                                    GError                        **error);
gint64   sotong_made_attempt       (SotongDb                       *db,
                                    const SotongMadeAttempt        *attempt,
                                    GError                        **error);
gboolean sotong_made_pay_from      (SotongDb                       *db,
                                    gint64                          payment_id,
                                    gint64                          commitment_id,
                                    GError                        **error);
gboolean sotong_made_round         (SotongDb                       *db,
                                    const SotongMadeRound          *round,
                                    GError                        **error);
gint64   sotong_made_source        (SotongDb                       *db,
                                    const SotongSource             *source,
                                    GError                        **error);
gint64   sotong_made_run           (SotongDb                       *db,
                                    const SotongMadeRun            *run,
                                    GError                        **error);
gint64   sotong_made_topic         (SotongDb                       *db,
                                    const SotongTopic              *topic,
                                    GError                        **error);
gint64   sotong_made_alert_rule    (SotongDb                       *db,
                                    const SotongAlertRule          *rule,
                                    GError                        **error);
gint64   sotong_made_alert_event   (SotongDb                       *db,
                                    const SotongAlertEvent         *event,
                                    GError                        **error);
gint64   sotong_made_find_mention  (SotongDb                       *db,
                                    const char                     *topic,
                                    gint64                          from,
                                    SotongSentiment                 sentiment,
                                    gint64                         *out_published_at,
                                    GError                        **error);
gint64   sotong_made_case          (SotongDb                       *db,
                                    const SotongCase               *made,
                                    GError                        **error);
gboolean sotong_made_samples        (SotongDb                *db,
                                     gint64                   first,
                                     gint64                   until,
                                     guint                    size,
                                     gint64                   person_id,
                                     GError                 **error);
G_END_DECLS

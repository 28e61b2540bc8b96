/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert-look-private.h"

G_BEGIN_DECLS
#define LOOK_BACK_HOURS 48 /* what came late is still told: posts that only say their day, a late fetch, a night in which nothing ran */

/* What a look found, not logged yet. */
typedef struct {
  GPtrArray       *rules;   /* (owned) (element-type SotongAlertRule) */
  GPtrArray       *found;   /* (owned) (element-type GPtrArray): of each rule by time of publication, */
  GPtrArray       *late;    /* (owned) (element-type GPtrArray): and in what came in */
  GArray          *since;   /* (owned) (element-type gint64): of each rule since when it looks */
  SotongAlertSeen  seen;
  gint64           last;    /* the last sighting there was */
  gint64           at;      /* when it was looked */
  char            *grown;   /* (owned) (nullable): as it was noted */
} SotongAlertFinding;

SotongAlertFinding *sotong_alert_find         (SotongDb                  *db,
                                               GError                   **error);
void                sotong_alert_finding_free (SotongAlertFinding        *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAlertFinding, sotong_alert_finding_free)
gboolean            sotong_alert_note_found   (SotongDb                  *db,
                                               const SotongAlertFinding  *finding,
                                               GError                   **error);
GPtrArray          *sotong_alert_log          (SotongDb                  *db,
                                               SotongAlertFinding        *finding,
                                               const char                *whom,
                                               GError                   **error);
gboolean            sotong_alert_forget_since (SotongDb                  *db,
                                               gint64                     rule_id,
                                               GError                   **error);
G_END_DECLS

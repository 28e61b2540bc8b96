/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-store.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What raises an alarm. */
typedef enum {
  SOTONG_ALERT_VOLUME,    /* more in an hour than in the same hour of the last 7 and 28 days */
  SOTONG_ALERT_NEGATIVE,  /* a share of what was said in 24 hours */
  SOTONG_ALERT_WORD,      /* a word is seen at all */
  SOTONG_ALERT_REACH,     /* a single mention that many read */
  SOTONG_N_ALERT_KINDS,
} SotongAlertKind;

typedef enum {
  SOTONG_STAGE_NONE,
  SOTONG_STAGE_ATTENTION,
  SOTONG_STAGE_CAUTION,
  SOTONG_STAGE_ALERT,
  SOTONG_STAGE_SERIOUS,
} SotongAlertStage;

typedef struct {
  gint64           id;             /* 0: the one that holds while there are no others */
  char            *name;
  SotongAlertKind  kind;
  gint64           topic_id;       /* 0: all mentions; SOTONG_NONE: every topic, and all mentions */
  double           sigma;
  gint64           least;          /* mentions */
  double           share;          /* 0 to 1 */
  char            *words;          /* one a line */
  gint64           reach;          /* readers of one mention */
  int              quiet_from;     /* minutes of the office's day; as @quiet_to: never quiet */
  int              quiet_to;
  int              cadence_hours;
  gint64           snoozed_until;  /* SOTONG_NONE if not */
} SotongAlertRule;

typedef struct {
  gint64            id;            /* 0: only looked for */
  gint64            rule_id;
  gint64            topic_id;
  char             *rule;          /* names */
  char             *topic;         /* empty: all mentions */
  gint64            hour_start;    /* the hour in which it was found begins then */
  gint64            found_at;
  SotongAlertStage  stage;
  double            value;
  double            threshold;
  char             *reason;        /* a sentence */
  char             *told;          /* whom, or why nobody was */
  gint64            mention_id;    /* the mention that raised it; SOTONG_NONE: several */
  char             *word;          /* (nullable): the word that was seen, of what is only looked for */
  char             *url;           /* (nullable): where the mention that raised it is, of what is in the log; may be empty */
} SotongAlertEvent;

SotongAlertRule *sotong_alert_rule_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_alert_rule_free    (SotongAlertRule        *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAlertRule, sotong_alert_rule_free)
void             sotong_alert_event_free   (SotongAlertEvent       *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAlertEvent, sotong_alert_event_free)

const char      *sotong_alert_kind_get_name  (SotongAlertKind       kind);
gboolean         sotong_alert_kind_from_name (const char           *name,
                                              SotongAlertKind      *out_kind);
const char      *sotong_alert_stage_get_name (SotongAlertStage      stage);
const char      *sotong_alert_stage_get_label (SotongAlertStage     stage);
gboolean         sotong_alert_stage_from_name (const char           *name,
                                               SotongAlertStage     *out_stage);

GPtrArray       *sotong_alert_rule_list    (SotongDb               *db,
                                            GError                **error);
gint64           sotong_alert_rule_find    (SotongDb               *db,
                                            const char             *name,
                                            GError                **error);
gint64           sotong_alert_rule_add     (SotongDb               *db,
                                            const SotongAlertRule  *rule,
                                            GError                **error);
gboolean         sotong_alert_rule_remove  (SotongDb               *db,
                                            gint64                  id,
                                            GError                **error);
gboolean         sotong_alert_rule_snooze  (SotongDb               *db,
                                            gint64                  id,
                                            gint64                  until,
                                            GError                **error);
GPtrArray       *sotong_alert_look         (SotongDb               *db,
                                            const SotongAlertRule  *rule,
                                            SotongRange             range,
                                            GError                **error);
GArray          *sotong_alert_thresholds   (SotongDb               *db,
                                            const SotongAlertRule  *rule,
                                            gint64                  topic_id,
                                            const gint64           *starts,
                                            gsize                   n_starts,
                                            int                     n_hours,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *sotong_alert_raise        (SotongDb               *db,
                                            const char             *whom,
                                            GError                **error);
GPtrArray       *sotong_alert_run          (SotongStore            *store,
                                            const char             *whom,
                                            GCancellable           *cancellable,
                                            GError                **error);
GPtrArray       *sotong_alert_list         (SotongDb               *db,
                                            SotongRange             range,
                                            GError                **error);
GPtrArray       *sotong_alert_list_told    (SotongDb               *db,
                                            gint64                  since,
                                            GError                **error);
GPtrArray       *sotong_alert_list_untold  (SotongDb               *db,
                                            gint64                  rule_id,
                                            gint64                  since,
                                            GError                **error);
char            *sotong_alert_event_explain (const SotongAlertEvent *event,
                                             gint64                  told_at,
                                             GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *sotong_alert_list_of_letter (SotongDb             *db,
                                              gint64                letter_id,
                                              GError              **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"

G_BEGIN_DECLS
/* What a rule is looked for with, shared by the files of it. */

#define HOUR_SECONDS 3600
#define DAY_HOURS 24
#define FEW_DAYS 7     /* so many days of mentions there must be before anything is unusual */
#define MANY_DAYS 28
#define DAY_ONLY 1     /* a mention's precision: see SotongMention */
#define SLACK 60       /* seconds: ids of a crowded second reach into those behind it */

/* What the hours of a topic hold. */
typedef struct {
  gint64 all;
  gint64 labelled;
  gint64 negative;
  gint64 repeats;     /* of @all those that say again what was said, as far as it matters for what is usual */
  gboolean counted;   /* @repeats are those of this hour; else they were not looked for */
  gboolean first;     /* a day of the office begins with it */
  gint64 day;         /* of @all those of which only the day is known: they stand in its first hour and are judged by days */
  gint64 day_repeats; /* of @day those that say again what was said */
} SotongAlertHour;

/* A judged mention, for the share of negative. */
typedef struct {
  gint64   hour;
  gint64   article;
  guint    author;   /* a number for each; 0: not known */
  gboolean negative;
} SotongAlertJudged;

typedef struct {
  GArray *hours;   /* (owned) (element-type SotongAlertHour): from @first on */
  gint64  first;
  gint64  begin;   /* the first hour of the workspace with mentions */
  gint64  begin_days; /* the first with such of which only the day is known; G_MAXINT64: not looked for yet */
  GArray *judged;     /* (owned) (nullable) (element-type SotongAlertJudged): of the hours from @judged_first to before @judged_end */
  gint64  judged_first;
  gint64  judged_end;
} SotongAlertSeries;

/* Which mentions of an hour. */
typedef enum {
  SOTONG_ALERT_TIMED,   /* those of which the time is known */
  SOTONG_ALERT_DAYS,    /* those of which only the day is known */
  SOTONG_ALERT_BOTH,
} SotongAlertPart;

/* What the same hours, or days, of before held. */
typedef struct {
  double mean7;
  double mean28;
  double deviation7;
  double deviation28;
  double threshold;
  int    many;         /* days of @mean28 */
} SotongAlertUsual;

/* What came in since the last look, whenever it was published. */
typedef struct {
  gint64 after;        /* its sightings have greater ids, */
  gint64 since;        /* and were made then or later */
  gint64 first_id;     /* of its mentions */
  gint64 last_id;
  char **grown;        /* (owned) (nullable): ids of mentions that were known before and that more people read now */
} SotongAlertSeen;

/* A rule at work on one topic. */
typedef struct {
  const SotongAlertRule *rule;      /* (unowned) */
  const SotongAlertSeen *seen;      /* (unowned) (nullable): look at what came in; else at what was published in a range */
  gint64                 topic_id;
  const char            *topic;     /* (unowned): empty for all mentions */
  GPtrArray             *found;     /* (unowned) */
  gint64                 last;      /* the hour in which it raised something last */
  SotongAlertStage       last_stage;
} SotongAlertWatch;

/* Of the mention m what a topic, $5, holds of a time, $3 to $4; 0: all mentions. */
#define SAID " m.id >= $1 AND m.id < $2 AND m.published_at >= $3 AND m.published_at < $4 AND ($5 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h" \
             " WHERE h.topic_id = $5 AND h.mention_id = m.id AND h.removed = 0))"
#define VOICES " coalesce(m.duplicate_of, m.id), CASE WHEN o.kind LIKE '%cafe' THEN '' ELSE m.author END, m.source_id" \
               " FROM mention AS m JOIN source AS o ON o.id = m.source_id WHERE" SAID

static inline gint64
sotong_alert_hour_of (gint64 time)
{
  return time / HOUR_SECONDS - (time % HOUR_SECONDS < 0);
}

static inline SotongRange
sotong_alert_range_of (gint64 hour,
                       int    n_hours)
{
  return (SotongRange) { hour * HOUR_SECONDS, (hour + n_hours) * HOUR_SECONDS };
}

/* How many of an hour say their time. */
static inline gint64
sotong_alert_timed_of (const SotongAlertHour *hour)
{
  return hour->all - hour->day;
}

/* sotong-alert-look.c */
SotongAlertStage sotong_alert_stage_of (double times);
const char      *sotong_alert_name_topic (const SotongAlertWatch *watch);
gboolean         sotong_alert_is_of_one_mention (const SotongAlertRule *rule);
GPtrArray       *sotong_alert_look_seen (SotongDb               *db,
                                         const SotongAlertRule  *rule,
                                         const SotongAlertSeen  *seen,
                                         GError                **error);
void             sotong_alert_report (SotongAlertWatch *watch,
                                      gint64            hour,
                                      SotongAlertStage  stage,
                                      double            value,
                                      double            threshold,
                                      gint64            mention_id,
                                      const char       *word,
                                      char             *reason);

/* sotong-alert-hours.c */
gboolean sotong_alert_read_begin (SotongDb  *db,
                                  gint64    *out_begin,
                                  GError   **error);
gboolean sotong_alert_read_series (SotongDb           *db,
                                   gint64              topic_id,
                                   gint64              first,
                                   gint64              end,
                                   SotongAlertSeries  *series,
                                   GError            **error);
gboolean sotong_alert_find_floods (SotongDb                 *db,
                                   gint64                    topic_id,
                                   const SotongAlertSeries  *series,
                                   GError                  **error);
gboolean sotong_alert_count_repeats (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongAlertPart   part,
                                     SotongAlertHour  *out,
                                     GError          **error);
void     sotong_alert_usual_of (const SotongAlertRule *rule,
                                const double          *counts,
                                int                    many,
                                double                 spread,
                                SotongAlertUsual      *usual);
void     sotong_alert_report_volume (SotongAlertWatch       *watch,
                                     gint64                  hour,
                                     gboolean                days,
                                     gint64                  n,
                                     gint64                  voices,
                                     const SotongAlertUsual *usual);
gboolean sotong_alert_look_volume (SotongDb                 *db,
                                   SotongAlertWatch         *watch,
                                   const SotongAlertSeries  *series,
                                   gint64                    hour,
                                   GError                  **error);

/* sotong-alert-spread.c */
double   sotong_alert_spread_of (const SotongAlertSeries *series,
                                 gint64                   hour,
                                 int                      n_days);
double   sotong_alert_lean_of   (double spread,
                                 double sigma);

/* sotong-alert-days.c */
void     sotong_alert_mark_days (SotongDb                *db,
                                 const SotongAlertSeries *series);
gboolean sotong_alert_find_days (SotongDb                 *db,
                                 gint64                    topic_id,
                                 const SotongAlertSeries  *series,
                                 GError                  **error);
gboolean sotong_alert_look_day (SotongDb           *db,
                                SotongAlertWatch   *watch,
                                SotongAlertSeries  *series,
                                gint64              hour,
                                GError            **error);

/* sotong-alert-shares.c */
gboolean sotong_alert_look_negative (SotongDb           *db,
                                     SotongAlertWatch   *watch,
                                     SotongAlertSeries  *series,
                                     gint64              hour,
                                     GError            **error);

/* sotong-alert-raise.c */
gboolean sotong_alert_get_watched_reach (SotongDb  *db,
                                         gint64    *out_reach,
                                         GError   **error);
gboolean sotong_alert_note_grown (SotongDb  *db,
                                  GArray    *ids,
                                  GError   **error);

/* sotong-alert-mentions.c */
gboolean sotong_alert_look_words (SotongDb          *db,
                                  SotongAlertWatch  *watch,
                                  SotongRange        range,
                                  GError           **error);
gboolean sotong_alert_look_reach (SotongDb          *db,
                                  SotongAlertWatch  *watch,
                                  SotongRange        range,
                                  GError           **error);
G_END_DECLS

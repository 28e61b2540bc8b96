/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What is counted, by the same words on every platform: of files and the command line, never translated. */
#define SOTONG_METRIC_FOLLOWERS "followers"  /* of the account */
#define SOTONG_METRIC_POSTS     "posts"      /* of the account */
#define SOTONG_METRIC_VISITORS  "visitors"   /* of an account's own pages, on that one day; no platform tells it */
#define SOTONG_METRIC_VIEWS     "views"      /* how often it was shown, or a film played */
#define SOTONG_METRIC_REACH     "reach"      /* how many accounts saw it */
#define SOTONG_METRIC_REACTIONS "reactions"  /* likes and the like */
#define SOTONG_METRIC_COMMENTS  "comments"   /* comments, answers */
#define SOTONG_METRIC_SHARES    "shares"     /* shares, reposts, quotes */
#define SOTONG_METRIC_CLICKS    "clicks"     /* on links */
#define SOTONG_METRIC_SAVES     "saves"      /* bookmarks */
#define SOTONG_METRIC_MAILED    "mailed"     /* to how many it went as mail */
#define SOTONG_METRIC_DELIVERED "delivered"  /* at how many of them it arrived */
#define SOTONG_METRIC_OPENED    "opened"     /* how many of them opened it */

/* What happened on an account in one day, with all that stands there, as only some platforms tell it: never a total. */
#define SOTONG_METRIC_DAY_PREFIX      "day-"
#define SOTONG_METRIC_DAY_VIEWS       "day-views"
#define SOTONG_METRIC_DAY_REACH       "day-reach"
#define SOTONG_METRIC_DAY_REACTIONS   "day-reactions"
#define SOTONG_METRIC_DAY_COMMENTS    "day-comments"
#define SOTONG_METRIC_DAY_SHARES      "day-shares"
#define SOTONG_METRIC_DAY_CLICKS      "day-clicks"
#define SOTONG_METRIC_DAY_SAVES       "day-saves"
#define SOTONG_METRIC_DAY_ENGAGEMENTS "day-engagements"  /* reactions, comments, shares and clicks, as the platform adds them up */
#define SOTONG_METRIC_DAY_PAGE_VIEWS  "day-page-views"   /* how often the account's own page was opened */
#define SOTONG_METRIC_DAY_MINUTES     "day-minutes"      /* how long films were watched */
#define SOTONG_METRIC_DAY_FOLLOWS     "day-follows"      /* who came to follow it */
#define SOTONG_METRIC_DAY_UNFOLLOWS   "day-unfollows"    /* who left it */

/* A figure as a platform tells it at one moment: how much in all, not since the last time; or of one day alone. */
typedef struct {
  char       *remote_id;  /* (nullable): of which post; %NULL: of the account */
  const char *name;       /* one of the above */
  char       *day;        /* (nullable): YYYY-MM-DD, of which day alone; %NULL: in all */
  gint64      value;      /* at least 0 */
} SotongMetric;

#define SOTONG_METRIC_N_KINDS 25

/* What a person may type in, or a connector reads. */
typedef struct {
  const char *name;
  const char *label;       /* what it is called, to be translated */
  gboolean    of_account;
  gboolean    of_post;
} SotongMetricKind;

const SotongMetricKind *
              sotong_metric_kinds (guint       *out_n);
const SotongMetricKind *
              sotong_metric_find_kind (const char *name);
SotongMetric *sotong_metric_new  (const char   *remote_id,
                                  const char   *name,
                                  gint64        value) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_metric_free (SotongMetric *self);
void          sotong_metric_add  (GPtrArray    *metrics,
                                  const char   *remote_id,
                                  const char   *name,
                                  gint64        value);
void          sotong_metric_add_day (GPtrArray *metrics,
                                  const char   *name,
                                  const char   *day,
                                  gint64        value);
gint64        sotong_metric_day_start (gint64   now,
                                  int           back);
char         *sotong_metric_day_name (gint64    start) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMetric, sotong_metric_free)
G_END_DECLS

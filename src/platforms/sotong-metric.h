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

/* A figure as a platform tells it at one moment: how much in all, not since the last time. */
typedef struct {
  char       *remote_id;  /* (nullable): of which post; %NULL: of the account */
  const char *name;       /* one of the above */
  gint64      value;      /* at least 0 */
} SotongMetric;

SotongMetric *sotong_metric_new  (const char   *remote_id,
                                  const char   *name,
                                  gint64        value) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_metric_free (SotongMetric *self);
void          sotong_metric_add  (GPtrArray    *metrics,
                                  const char   *remote_id,
                                  const char   *name,
                                  gint64        value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMetric, sotong_metric_free)
G_END_DECLS

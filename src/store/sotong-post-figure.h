/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What is known of how posts did, in the order of a table. */
typedef enum {
  SOTONG_POST_VIEWS,
  SOTONG_POST_REACH,
  SOTONG_POST_REACTIONS,
  SOTONG_POST_COMMENTS,
  SOTONG_POST_SHARES,
  SOTONG_POST_CLICKS,
  SOTONG_POST_N_METRICS,
} SotongPostMetric;

/* A copy that went out, with the newest of each of its figures. */
typedef struct {
  gint64  copy_id;
  gint64  content_id;
  char   *title;         /* (owned) */
  char   *channel;       /* (owned) */
  gint64  published_at;
  gint64  values[SOTONG_POST_N_METRICS];  /* SOTONG_NONE: not known */
} SotongPostFigure;

const char *sotong_post_metric_get_name (SotongPostMetric   metric);
GPtrArray  *sotong_post_figure_list     (SotongDb          *db,
                                         SotongRange        range,
                                         gint64             channel_id,
                                         gint64             campaign_id,
                                         GError           **error);
void        sotong_post_figure_free     (SotongPostFigure  *self);
G_END_DECLS

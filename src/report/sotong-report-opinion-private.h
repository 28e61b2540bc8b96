/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-performance.h"

G_BEGIN_DECLS
/* What an opinion report is made from. */
typedef struct {
  SotongDb                *db;
  SotongDocument          *document;
  SotongReportPerformance *perf;      /* (owned) */
  SotongRange              period;
  SotongRange              so_far;    /* of it, to now */
  gint64                   topic_id;
  SotongTrendPoint         sum;
  GPtrArray               *cases;     /* (owned) (element-type SotongCase) all there are */
  gboolean                 weekly;    /* the short edition */
} SotongOpinion;

char    *sotong_opinion_short_name   (const char *words, guint n) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_opinion_add_part     (SotongOpinion *self, const char *heading);
gboolean sotong_opinion_add_implications (SotongOpinion *self, GError **error);
char    *sotong_opinion_format_response (SotongOpinion *self, const char *words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_opinion_add_panels   (SotongOpinion *self, GPtrArray *words, GError **error);
gboolean sotong_opinion_restore_panels (SotongDocument *document, JsonNode *figures, GTimeZone *zone);
gboolean sotong_opinion_add_channels (SotongOpinion *self, GError **error);
void     sotong_opinion_add_sentiment (SotongOpinion *self, GPtrArray *words);
gboolean sotong_opinion_add_issues   (SotongOpinion *self, GError **error);
gboolean sotong_opinion_add_words    (SotongOpinion *self, GError **error);
void     sotong_opinion_add_posts    (SotongOpinion *self);
void     sotong_opinion_add_cases    (SotongOpinion *self);
void     sotong_opinion_add_plan     (SotongOpinion *self);
gboolean sotong_opinion_add_method   (SotongOpinion *self, GError **error);
G_END_DECLS

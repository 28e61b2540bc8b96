/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-chart-load.h"

G_BEGIN_DECLS
/* What a chart pane is about. */
typedef enum {
  SOTONG_SUBJECT_SENTIMENT,
  SOTONG_SUBJECT_SOURCES,
  SOTONG_SUBJECT_HEAT,
  SOTONG_SUBJECT_POSTS,
  SOTONG_SUBJECT_PACE,
  SOTONG_SUBJECT_EFFECT,
  SOTONG_SUBJECT_SEARCHES,
  SOTONG_N_SUBJECTS,
} SotongSubject;

typedef enum {
  SOTONG_SUBJECT_HAS_TOPIC    = 1 << 0,
  SOTONG_SUBJECT_HAS_CAMPAIGN = 1 << 1,
  SOTONG_SUBJECT_HAS_MARKS    = 1 << 2,
  SOTONG_SUBJECT_HAS_TABLE    = 1 << 3,  /* its table is shown at first */
} SotongSubjectFlags;

/* Where a click on a point leads. */
typedef enum {
  SOTONG_TARGET_TIME,     /* the mentions of that time */
  SOTONG_TARGET_HOURS,    /* the mentions of that hour of every week */
  SOTONG_TARGET_SOURCE,
  SOTONG_TARGET_TOPIC,
  SOTONG_TARGET_CONTENT,
  SOTONG_TARGET_BUDGET,
  SOTONG_TARGET_PROMISE,
} SotongTarget;

/* What is asked for. */
typedef struct {
  SotongSubject    subject;
  guint            view;         /* how it is shown, from 0 */
  gint64           topic_id;     /* 0: all */
  gint64           campaign_id;  /* 0: none chosen */
  gboolean         has_range;
  SotongRange      range;        /* valid when @has_range */
  SotongCompare    compare;
  int              bucket;       /* a SotongBucket, or -1 for one that suits */
  SotongChartMarks marks;
  gboolean         demo;
} SotongSubjectQuestion;

/* What was read and made of it. */
typedef struct {
  SotongChart  *chart;      /* (owned) (nullable): %NULL when there is nothing to draw */
  char         *text;       /* (owned) (nullable): what stands above it */
  GPtrArray    *topics;     /* (owned) (element-type SotongTopic) */
  GPtrArray    *campaigns;  /* (owned) (element-type SotongCampaign) */
  gint64        campaign_id;
  SotongRange   range;
  SotongRange   other;      /* what it is compared with */
  gboolean      misses_other;  /* a comparison was asked for, and nothing was collected in that time */
  SotongTarget  target;
  GHashTable   *ids;        /* (owned) (nullable): name of a slot -> id (gint64) */
} SotongSubjectAnswer;

gboolean            sotong_subject_from_id    (const char              *id,
                                               SotongSubject           *out_subject);
guint               sotong_subject_n_views    (SotongSubject            subject);
const char         *sotong_subject_view_title (SotongSubject            subject,
                                               guint                    view);
gboolean            sotong_subject_view_has_marks (SotongSubject        subject,
                                                   guint                view);
SotongSubjectFlags  sotong_subject_get_flags  (SotongSubject            subject);
gpointer            sotong_subject_answer_job (SotongDb                *db,
                                               gpointer                 question,
                                               GCancellable            *cancellable,
                                               GError                 **error);
void                sotong_subject_answer_free (SotongSubjectAnswer    *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSubjectAnswer, sotong_subject_answer_free)
G_END_DECLS

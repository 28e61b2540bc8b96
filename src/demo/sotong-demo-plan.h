/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-mentions.h"
#include "demo/sotong-demo-programme.h"

G_BEGIN_DECLS
typedef struct {
  const char *name;
  const char *platform;   /* as on the command line: wordpress, naver-blog, ... */
  const char *url;        /* on a host that does not exist; "" for the practice channel */
  const char *handle;
  const char *agency;     /* "" for the city's own */
  const char *group;      /* 대표 블로그, 대표 SNS, 기관 SNS, 연습 */
  gboolean    by_hand;
} SotongDemoChannel;

/* Days are counted since 1970-01-01. */
typedef struct {
  const char *id;
  const char *name;
  const char *goal;
  const char *messages;   /* one a line */
  const char *hashtags;
  const char *line;       /* id of the budget line that pays for it, or "" */
  const char *owner;      /* id of a person */
  const char *agency;     /* "" for the department itself */
  gint64      starts;
  gint64      ends;       /* inclusive */
  int         colour;     /* 0 to 11 */
} SotongDemoCampaign;

typedef struct {
  int         content;       /* index */
  int         channel;       /* index; a content's first copy is the one it is made for */
  const char *state;         /* as in the store: published, published_by_hand, ... */
  const char *title;         /* (nullable): the content's */
  const char *body;          /* (nullable): the content's */
  const char *key;           /* the slug or key by which the platform knows it again */
  const char *remote_id;     /* "" unless it is out */
  const char *remote_url;
  const char *message;       /* of the attempt that failed or had no reply, "" else */
  gint64      publish_at;    /* seconds since 1970 UTC */
  gint64      published_at;  /* 0 unless it is out */
} SotongDemoCopy;

typedef struct {
  SotongDemoType type;
  const char    *title;
  const char    *body;
  const char    *tags;
  const char    *line;        /* id of the budget line, "" for none */
  const char    *owner;       /* id of a person */
  const char    *contributor; /* pen name of a citizen, "" else */
  int            campaign;    /* index, or -1 */
  int            boosts;      /* index of the content that an advertisement shows, or -1 */
  gint64         planned_at;
  gint64         created_at;
  gint64         cost;        /* won; planned, and paid when it is out */
  gint64         reach;       /* of an advertisement that ran */
  gint64         clicks;
  gboolean       practice;    /* on the practice channel only: promises and money do not count it */
  gboolean       done;        /* its first copy is out */
} SotongDemoContent;

typedef struct {
  const char *line;
  const char *counterparty;  /* a kind of firm, never a name */
  const char *description;
  const char *document;
  gint64      amount;        /* won */
  gint64      day;
} SotongDemoCommitment;

typedef struct {
  const char *line;
  const char *payee;
  const char *description;
  gint64      amount;        /* won */
  gint64      day;
  int         content;       /* index, or -1 */
  int         campaign;      /* index, or -1 */
  int         commitment;    /* index, or -1 */
} SotongDemoPayment;

typedef struct {
  int         channel;       /* index */
  gint64      day;
  const char *metric;        /* followers, visitors */
  gint64      value;         /* -1: asked for and not obtained */
} SotongDemoMetric;

typedef struct {
  const SotongDemoChannel    *channels;
  gsize                       n_channels;
  const SotongDemoCampaign   *campaigns;
  gsize                       n_campaigns;
  const SotongDemoCommitment *commitments;
  gsize                       n_commitments;
  GArray                     *contents;   /* (owned) (element-type SotongDemoContent): by time */
  GArray                     *copies;     /* (owned) (element-type SotongDemoCopy): by content */
  GArray                     *payments;   /* (owned) (element-type SotongDemoPayment): by day */
  GArray                     *metrics;    /* (owned) (element-type SotongDemoMetric): by channel and day */
  SotongDemoGrammar          *grammar;    /* (owned) */
  GStringChunk               *strings;    /* (owned) */
} SotongDemoPlan;

SotongDemoPlan *sotong_demo_plan_new      (guint64               seed) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_demo_plan_free     (SotongDemoPlan       *self);
guint           sotong_demo_plan_count    (const SotongDemoPlan *self,
                                           SotongDemoType        type,
                                           gboolean              done);
gint64          sotong_demo_plan_sum_paid (const SotongDemoPlan *self,
                                           const char           *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoPlan, sotong_demo_plan_free)
G_END_DECLS

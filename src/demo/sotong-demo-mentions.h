/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-writer.h"

G_BEGIN_DECLS
/* The demo's own today: 2016-10-14T10:00:00+09:00. */
#define SOTONG_DEMO_NOW G_GINT64_CONSTANT (1476406800)
/* The first second of the mentions: 2015-10-15T00:00:00+09:00. */
#define SOTONG_DEMO_START G_GINT64_CONSTANT (1444834800)
#define SOTONG_DEMO_SEED G_GUINT64_CONSTANT (20160101)
#define SOTONG_DEMO_N_MENTIONS 50000
#define SOTONG_DEMO_N_EVENTS 4

/* Times are seconds since 1970 UTC. */
typedef struct {
  const char *id;        /* "snow", "water", "sinkhole", "fireworks" */
  const char *name;
  const char *topic;     /* name of the topic whose mentions jump */
  gboolean    crisis;    /* else the festival */
  gint64      onset;     /* when it happened; nobody wrote about it before */
  gint64      end;       /* when the last of its own mentions is written, exclusive */
  guint       n_mentions;
} SotongDemoEvent;

typedef struct {
  const char    *name;
  const char    *url;     /* of the feed, on a host that does not exist */
  const char    *host;
  SotongDemoForm form;
} SotongDemoSource;

typedef struct {
  const char *id;
  const char *name;
  const char *any;        /* words of which one must occur, parted by commas */
} SotongDemoTopic;

/* A stretch in which a source answered nothing: no run covered it. */
typedef struct {
  guint  source;
  gint64 from;
  gint64 until;           /* exclusive */
} SotongDemoGap;

typedef struct {
  gint64              published_at;
  gint64              seen_at;         /* when @source first showed it */
  gint64              second_seen_at;  /* when @second_source did */
  const char         *external_id;
  const char         *author;          /* a pen name */
  const char         *url;
  const char         *title;           /* "" where there is none */
  const char         *text;
  guint               source;
  int                 second_source;   /* -1: seen by one source only */
  int                 event;           /* index, or -1 for everyday talk */
  int                 copy_of;         /* index of the mention whose text it repeats, or -1 */
  SotongSentiment     sentiment;
} SotongDemoMention;

typedef struct {
  SotongDemoMention      *mentions;   /* (owned): oldest first */
  gsize                   n_mentions;
  SotongDemoTopic        *topics;     /* (owned) */
  gsize                   n_topics;
  const SotongDemoSource *sources;
  gsize                   n_sources;
  const SotongDemoGap    *gaps;
  gsize                   n_gaps;
  const SotongDemoEvent  *events;     /* the three crises, then the festival */
  gsize                   n_events;
  SotongDemoGrammar      *grammar;    /* (owned) */
  GStringChunk           *strings;    /* (owned) */
} SotongDemoMentions;

SotongDemoMentions *sotong_demo_mentions_new  (guint64             seed) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_demo_mentions_free (SotongDemoMentions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoMentions, sotong_demo_mentions_free)
G_END_DECLS

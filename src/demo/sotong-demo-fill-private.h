/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-mentions.h"
#include "demo/sotong-demo-plan-private.h"
#include "store/sotong-made.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
/* The mentions with all that is computed from their texts alone, which a thread of its own does meanwhile. */
typedef struct {
  SotongDemoMentions  *mentions;  /* (owned) */
  GPtrArray           *words;     /* (owned) (element-type utf8): of each mention its nouns, each on a line of its own; empty if nobody can tell */
  GStringChunk        *strings;   /* (owned): the words */
  SotongSketch        *sketches;  /* (owned) (array): of each mention */
} SotongDemoReady;

/* A new workspace being filled: the generators' rows, and the ids that the store gave them. */
typedef struct {
  SotongDb                  *db;            /* (unowned) */
  GCancellable              *cancellable;   /* (unowned) (nullable) */
  const SotongDemoProgramme *programme;
  const SotongDemoPlan      *plan;
  const SotongDemoReady     *ready;         /* (nullable): until the mentions' turn comes */
  const SotongDemoMentions  *mentions;      /* those of @ready */
  gint64                     programme_id;
  gint64                     line_ids[32];
  gint64                     person_ids[16];
  gint64                     channel_ids[SOTONG_DEMO_N_CHANNELS];
  gint64                     agency_ids[SOTONG_DEMO_N_CHANNELS]; /* of each channel, or SOTONG_NONE */
  gint64                     campaign_ids[32];
  gint64                     commitment_ids[16];
  gint64                    *content_ids;   /* (owned) */
  GHashTable                *contributors;  /* (owned): pen name to id */
} SotongDemoFill;

void     sotong_demo_format_day     (gint64           day,
                                     char             out_text[16]);
gint64   sotong_demo_fill_find_line (SotongDemoFill  *fill,
                                     const char      *id);
gint64   sotong_demo_fill_find_person (SotongDemoFill *fill,
                                       const char     *id);
gboolean sotong_demo_fill_programme (SotongDemoFill  *fill,
                                     GError         **error);
gboolean sotong_demo_fill_plan      (SotongDemoFill  *fill,
                                     GError         **error);
gboolean sotong_demo_fill_figures   (SotongDemoFill  *fill,
                                     const SotongDemoCopy *copy,
                                     gint64           copy_id,
                                     GError         **error);
gboolean sotong_demo_fill_indicators (SotongDemoFill *fill,
                                      GError         **error);
gboolean sotong_demo_fill_samples   (SotongDemoFill  *fill,
                                     GError         **error);
gboolean sotong_demo_fill_approval  (SotongDemoFill  *fill,
                                     GError         **error);
SotongDemoReady *sotong_demo_ready_new (guint64       seed);
void     sotong_demo_ready_free     (SotongDemoReady *self);
gboolean sotong_demo_fill_mentions  (SotongDemoFill  *fill,
                                     GError         **error);
gboolean sotong_demo_fill_watch     (SotongDemoFill  *fill,
                                     GError         **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoReady, sotong_demo_ready_free)
G_END_DECLS

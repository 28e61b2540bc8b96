/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-plan-private.h"
#include "demo/sotong-demo-ready.h"
#include "store/sotong-made.h"

G_BEGIN_DECLS
/* A new workspace being filled: the generators' rows, and the ids that the store gave them. */
typedef struct {
  SotongDb                  *db;            /* (unowned) */
  GCancellable              *cancellable;   /* (unowned) (nullable) */
  const SotongDemoProgramme *programme;
  const SotongDemoPlan      *plan;
  SotongDemoReady           *ready;         /* (owned): the mentions, being made */
  const SotongDemoMentions  *mentions;      /* (nullable): those of @ready, when their turn comes */
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
gboolean sotong_demo_fill_mentions  (SotongDemoFill  *fill,
                                     GError         **error);
gboolean sotong_demo_fill_watch     (SotongDemoFill  *fill,
                                     GError         **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
#define SOTONG_EFFECT_LEAST 30 /* mentions in a stretch; of fewer a change says nothing */

typedef enum {
  SOTONG_EFFECT_BEFORE,
  SOTONG_EFFECT_DURING,
  SOTONG_EFFECT_AFTER,
  SOTONG_EFFECT_N_PARTS,
} SotongEffectPart;

/* What was said before, during and after a campaign, in stretches of as many days. */
typedef struct {
  char             *name;                          /* (owned) the campaign's */
  SotongRange       ranges[SOTONG_EFFECT_N_PARTS];
  SotongTrendPoint  sums[SOTONG_EFFECT_N_PARTS];   /* of the days that are known */
  int               n_known[SOTONG_EFFECT_N_PARTS];
  int               n_gaps[SOTONG_EFFECT_N_PARTS]; /* days on which nothing was collected */
  gboolean          unfinished;                    /* some of the days are still to come */
  gboolean          few;                           /* one of the stretches holds too few mentions */
} SotongEffect;

SotongEffect *sotong_effect_read (SotongDb      *db,
                                  gint64         campaign_id,
                                  gint64         topic_id,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_effect_free (SotongEffect  *self);
double        sotong_effect_rate (const SotongEffect *self,
                                  SotongEffectPart    part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEffect, sotong_effect_free)
G_END_DECLS

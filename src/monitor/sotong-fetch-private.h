/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "monitor/sotong-fetch.h"
#include "store/sotong-source.h"

G_BEGIN_DECLS
/* What a source is asked for, and how much of its site's quotas may be used for it. */
typedef struct {
  JsonObject *settings;                            /* (owned) */
  GStrv       queries;                             /* (owned) */
  char       *scopes[SOTONG_READER_N_QUOTAS];      /* (owned) (nullable) */
  char       *periods[SOTONG_READER_N_QUOTAS];     /* (owned) (nullable) */
  gint64      limits[SOTONG_READER_N_QUOTAS];
  gint64      before[SOTONG_READER_N_QUOTAS];      /* what was used before */
  gint64      left[SOTONG_READER_N_QUOTAS];        /* set aside for this fetch */
  gboolean    is_share[SOTONG_READER_N_QUOTAS];    /* that is not all that is left of the quota */
} SotongFetchPlan;

gboolean sotong_fetch_plan_make   (SotongFetchPlan         *plan,
                                   SotongDb                *db,
                                   const SotongSource      *source,
                                   GError                 **error);
gboolean sotong_fetch_plan_settle (const SotongFetchPlan   *plan,
                                   SotongDb                *db,
                                   const SotongFetchReply  *reply,
                                   GError                 **error);
char    *sotong_fetch_plan_warn   (const SotongFetchPlan   *plan,
                                   const SotongSource      *source,
                                   gboolean                 probe) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_fetch_plan_clear  (SotongFetchPlan         *plan);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention.h"
#include "store/sotong-sample.h"

G_BEGIN_DECLS
#define SOTONG_SAMPLE_WEEKS 12 /* that can be looked back at */

/* What was drawn of a week, and how often person and program agree. */
typedef struct {
  GPtrArray *mentions;    /* (owned) (element-type SotongMention) */
  GPtrArray *agreement;   /* (owned) (element-type SotongAgreement): of the week: of all sources, then of each */
  GPtrArray *weeks;       /* (owned) (element-type SotongAgreement): of all sources, of the last weeks, the newest first */
} SotongSampleData;

void     sotong_sample_data_free (SotongSampleData  *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSampleData, sotong_sample_data_free)
gint64   sotong_sample_week      (gint64             now,
                                  guint              nth,
                                  GTimeZone         *zone);
char    *sotong_sample_describe_week (gint64         week,
                                  GTimeZone         *zone) G_GNUC_WARN_UNUSED_RESULT;
gpointer sotong_sample_data_job  (SotongDb          *db,
                                  gpointer           week,
                                  GCancellable      *cancellable,
                                  GError           **error);
G_END_DECLS

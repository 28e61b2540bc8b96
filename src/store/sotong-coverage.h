/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* Why nothing came from a source. */
typedef enum {
  SOTONG_MISSING_RUN,     /* it is read, and was not then */
  SOTONG_MISSING_BEFORE,  /* it was not there yet */
  SOTONG_MISSING_NEVER,   /* it was never read */
  SOTONG_MISSING_OFF,     /* it was switched off */
} SotongMissingKind;

/* What no run of one source covered. */
typedef struct {
  gint64             source_id;
  char              *source;  /* (owned): its name */
  SotongRange        range;
  SotongMissingKind  kind;
} SotongMissing;

/* What was read of a stretch of time. */
typedef struct {
  GArray    *spans;    /* (owned) (element-type SotongRange): what runs of any source covered, in order and joined */
  GPtrArray *missing;  /* (owned) (element-type SotongMissing): by source, in order of time */
} SotongCoverage;

/* The runs of a stretch of time, for many questions. */
typedef struct _SotongRuns SotongRuns;

SotongRuns     *sotong_runs_read        (SotongDb              *db,
                                         SotongRange            range,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_runs_free        (SotongRuns            *self);
SotongCoverage *sotong_coverage_of      (const SotongRuns      *runs,
                                         gint64                 topic_id,
                                         gint64                 source_id) G_GNUC_WARN_UNUSED_RESULT;
SotongCoverage *sotong_coverage_read    (SotongDb              *db,
                                         gint64                 topic_id,
                                         gint64                 source_id,
                                         SotongRange            range,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_coverage_free    (SotongCoverage        *self);
gint64          sotong_coverage_seconds (const SotongCoverage  *self,
                                         guint                 *at,
                                         gint64                 from,
                                         gint64                 to);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRuns, sotong_runs_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCoverage, sotong_coverage_free)
G_END_DECLS

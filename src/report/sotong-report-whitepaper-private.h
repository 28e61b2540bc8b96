/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-performance.h"

G_BEGIN_DECLS
/* What a white paper is put together from, and what is found missing on the way. */
typedef struct {
  SotongDb                *db;
  SotongDocument          *document;
  SotongReportPerformance *perf;      /* (owned) of the year */
  SotongLedger            *ledger;    /* (owned) (nullable): without a budget */
  SotongRange              period;
  int                      year;
  GPtrArray               *marked;    /* (owned) (element-type utf8) contents with the tag of the white paper */
  GPtrArray               *missing;   /* (owned) (element-type utf8) pairs: part, what */
  guint                    n_photos;  /* printed */
  guint                    n_photos_left_out;
} SotongWhitePaper;

void     sotong_whitepaper_miss         (SotongWhitePaper  *self,
                                         const char        *part,
                                         const char        *what);
gboolean sotong_whitepaper_add_opinion  (SotongWhitePaper  *self,
                                         GError           **error);
gboolean sotong_whitepaper_add_channels (SotongWhitePaper  *self,
                                         GError           **error);
gboolean sotong_whitepaper_add_contents (SotongWhitePaper  *self,
                                         GError           **error);
gboolean sotong_whitepaper_is_marked    (const char        *tags);
gboolean sotong_whitepaper_add_marked   (SotongWhitePaper  *self,
                                         GError           **error);
G_END_DECLS

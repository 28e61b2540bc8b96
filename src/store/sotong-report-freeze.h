/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* Which report of which period. */
typedef struct {
  const char *kind;
  SotongRange period;
  gint64      topic_id;  /* 0: none */
  const char *campaign;  /* "" or NULL: none */
} SotongReportWhich;

gboolean sotong_report_freeze_get    (SotongDb                 *db,
                                      const SotongReportWhich  *which,
                                      char                    **out_body,
                                      gint64                   *out_at,
                                      GError                  **error);
gboolean sotong_report_freeze_set    (SotongDb                 *db,
                                      const SotongReportWhich  *which,
                                      const char               *title,
                                      const char               *body,
                                      GError                  **error);
gboolean sotong_report_freeze_remove (SotongDb                 *db,
                                      const SotongReportWhich  *which,
                                      const char               *title,
                                      GError                  **error);
G_END_DECLS

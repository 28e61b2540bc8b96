/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-report-schedule.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* What became of a report that was due. */
typedef struct {
  gint64  id;       /* of the schedule */
  char   *kind;
  char   *path;     /* the file, "" if there is none */
  char   *message;  /* why there is none, "" if there is one */
} SotongScheduledReport;

gboolean   sotong_report_scheduled_fits (const char             *kind,
                                         const char             *span);
void       sotong_scheduled_report_free (SotongScheduledReport  *report);
GPtrArray *sotong_report_scheduled_run  (SotongStore            *store,
                                         gint64                  only,
                                         GCancellable           *cancellable,
                                         GError                **error);
G_END_DECLS

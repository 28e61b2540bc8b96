/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"
#include "store/sotong-alert.h"

G_BEGIN_DECLS
enum {
  SOTONG_ALERTS_VIEW_LOG,    /* rows of SotongAlertEvent */
  SOTONG_ALERTS_VIEW_RULES,  /* rows of SotongAlertRule */
  SOTONG_ALERTS_VIEW_TEST,   /* rows of SotongAlertEvent */
  SOTONG_ALERTS_N_VIEWS,
};

#define SOTONG_ALERTS_TEST_DAYS 28 /* that are looked at again */

char    *sotong_alerts_describe_rule (const SotongAlertRule  *rule) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_alerts_describe_kind (SotongAlertKind      kind);
char    *sotong_alerts_describe_quiet (const SotongAlertRule *rule) G_GNUC_WARN_UNUSED_RESULT;
SotongRange sotong_alerts_find_range (SotongDb               *db,
                                      const GPtrArray        *rules,
                                      const SotongAlertEvent *event);
void     sotong_alerts_show          (SotongContext          *context,
                                      const SotongAlertEvent *event,
                                      const SotongRange      *range);
gpointer sotong_alerts_read_job      (SotongDb               *db,
                                      gpointer                question,
                                      GCancellable           *cancellable,
                                      GError                **error);
G_END_DECLS

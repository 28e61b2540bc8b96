/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* The office's own form of a kind of report, as it was written; what it means is known where reports are made. */
typedef struct {
  char *kind;  /* (owned) "" of all kinds that have none of their own */
  char *body;  /* (owned) */
  char *logo;  /* (owned) a PNG in base64, "" if none */
} SotongReportForm;

void              sotong_report_form_free   (SotongReportForm  *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportForm, sotong_report_form_free)

SotongReportForm *sotong_report_form_get    (SotongDb          *db,
                                             const char        *kind,
                                             gboolean           own,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sotong_report_form_set    (SotongDb          *db,
                                             const char        *kind,
                                             const char        *body,
                                             const char        *logo,
                                             GError           **error);
gboolean          sotong_report_form_remove (SotongDb          *db,
                                             const char        *kind,
                                             GError           **error);
G_END_DECLS

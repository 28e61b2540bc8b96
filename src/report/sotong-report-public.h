/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
typedef struct _SotongReportPublic SotongReportPublic;

SotongReportPublic *sotong_report_public_new      (SotongDb                  *db,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_report_public_free     (SotongReportPublic        *self);
void                sotong_report_public_add_name (SotongReportPublic        *self,
                                                   const char                *name);
void                sotong_report_public_add_said (SotongReportPublic        *self,
                                                   const char                *name,
                                                   const char                *kind);
gboolean            sotong_report_public_is_look  (const SotongReportPublic  *self,
                                                   const char                *name);
char               *sotong_report_public_payee    (const SotongReportPublic  *self,
                                                   const char                *name) G_GNUC_WARN_UNUSED_RESULT;
char               *sotong_report_public_text     (const SotongReportPublic  *self,
                                                   const char                *text) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportPublic, sotong_report_public_free)
G_END_DECLS

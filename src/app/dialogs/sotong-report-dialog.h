/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-task-commands.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_REPORT_DIALOG (sotong_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongReportDialog, sotong_report_dialog, SOTONG, REPORT_DIALOG, AdwWindow)

SotongReportDialog *sotong_report_dialog_present     (SotongWindow       *window,
                                                      SotongTaskReport    kind);
guint               sotong_report_dialog_get_n_pages (SotongReportDialog *self);
gboolean            sotong_report_dialog_is_busy     (SotongReportDialog *self);
void                sotong_report_dialog_save_to     (SotongReportDialog *self,
                                                      const char         *path);
void                sotong_report_dialog_print_to    (SotongReportDialog *self,
                                                      const char         *path);
G_END_DECLS

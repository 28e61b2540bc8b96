/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "report/sotong-report-preview.h"

G_BEGIN_DECLS
gboolean sotong_report_print (SotongReportPreview  *preview,
                              guint                 n_pages,
                              gboolean              landscape,
                              const char           *name,
                              GtkWindow            *parent,
                              const char           *path,
                              GError              **error);
G_END_DECLS

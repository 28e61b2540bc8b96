/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-pages.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_REPORT_PREVIEW (sotong_report_preview_get_type ())
G_DECLARE_FINAL_TYPE (SotongReportPreview, sotong_report_preview, SOTONG, REPORT_PREVIEW, GObject)

SotongReportPreview *sotong_report_preview_new         (SotongDocument       *document) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_report_preview_close       (SotongReportPreview  *self);
void                 sotong_report_preview_draw_async  (SotongReportPreview  *self,
                                                        guint                 page,
                                                        double                scale,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
cairo_surface_t     *sotong_report_preview_draw_finish (SotongReportPreview  *self,
                                                        GAsyncResult         *result,
                                                        guint                *out_n_pages,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

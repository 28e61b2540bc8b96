/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"

G_BEGIN_DECLS
SotongChart *sotong_chart_model_make_plotted (const SotongChartModel  *self,
                                              SotongSlots             *slots,
                                              char                   **out_note) G_GNUC_WARN_UNUSED_RESULT;
SotongChart *sotong_chart_model_make_free    (const SotongChartModel  *self,
                                              SotongSlots             *slots,
                                              char                   **out_note,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChart *sotong_chart_model_make_heat    (const SotongChartModel  *self,
                                              SotongSlots             *slots,
                                              char                   **out_note,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChart *sotong_chart_model_make_calendar (const SotongChartModel  *self,
                                               SotongSlots             *slots,
                                               char                   **out_note,
                                               GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongSlots *sotong_chart_model_name_slots   (SotongSlots             *slots) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

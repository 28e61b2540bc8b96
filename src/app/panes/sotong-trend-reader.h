/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-row-trend.h"
#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TREND_READER (sotong_trend_reader_get_type ())
G_DECLARE_FINAL_TYPE (SotongTrendReader, sotong_trend_reader, SOTONG, TREND_READER, GObject)

SotongTrendReader *sotong_trend_reader_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_trend_reader_set_context (SotongTrendReader *self,
                                                    SotongContext     *context);
void               sotong_trend_reader_read        (SotongTrendReader *self);
void               sotong_trend_reader_look        (SotongTrendReader *self,
                                                    gint64             now);
SotongRowTrends   *sotong_trend_reader_get_trends  (SotongTrendReader *self);
G_END_DECLS

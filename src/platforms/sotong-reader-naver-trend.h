/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_NAVER_TREND (sotong_reader_naver_trend_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderNaverTrend, sotong_reader_naver_trend, SOTONG, READER_NAVER_TREND, SotongReader)
G_END_DECLS

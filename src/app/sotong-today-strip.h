/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TODAY_STRIP (sotong_today_strip_get_type ())
G_DECLARE_FINAL_TYPE (SotongTodayStrip, sotong_today_strip, SOTONG, TODAY_STRIP, AdwBin)

void     sotong_today_strip_set_context (SotongTodayStrip *self,
                                         SotongContext    *context);
gboolean sotong_today_strip_is_reading  (SotongTodayStrip *self);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_BACKGROUND (sotong_background_get_type ())
G_DECLARE_FINAL_TYPE (SotongBackground, sotong_background, SOTONG, BACKGROUND, GObject)

SotongBackground *sotong_background_new       (SotongContext    *context) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_background_stop      (SotongBackground *self);
void              sotong_background_set_delay (SotongBackground *self,
                                               guint             delay_ms);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_ALERT_BAR (sotong_alert_bar_get_type ())
G_DECLARE_FINAL_TYPE (SotongAlertBar, sotong_alert_bar, SOTONG, ALERT_BAR, AdwBin)

void     sotong_alert_bar_set_context (SotongAlertBar *self,
                                       SotongContext  *context);
gboolean sotong_alert_bar_get_ready   (SotongAlertBar *self);
G_END_DECLS

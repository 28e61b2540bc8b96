/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"

G_BEGIN_DECLS
#define SOTONG_ALERT_STAGES 4

gboolean    sotong_alert_stage_load  (SotongDb            *db,
                                      GError             **error);
gboolean    sotong_alert_stage_name  (SotongDb            *db,
                                      const char * const  *names,
                                      GError             **error);
const char *sotong_alert_stage_own   (SotongAlertStage     stage);
G_END_DECLS

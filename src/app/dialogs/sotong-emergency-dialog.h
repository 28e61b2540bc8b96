/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EMERGENCY_DIALOG (sotong_emergency_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongEmergencyDialog, sotong_emergency_dialog, SOTONG, EMERGENCY_DIALOG, AdwWindow)

void sotong_emergency_dialog_present (SotongWindow *window);
void sotong_emergency_dialog_destroy (SotongWindow *window);
G_END_DECLS

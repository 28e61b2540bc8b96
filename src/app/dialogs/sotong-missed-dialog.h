/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MISSED_DIALOG (sotong_missed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongMissedDialog, sotong_missed_dialog, SOTONG, MISSED_DIALOG, AdwWindow)

SotongMissedDialog *sotong_missed_dialog_new (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

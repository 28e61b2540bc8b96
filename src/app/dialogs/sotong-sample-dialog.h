/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SAMPLE_DIALOG (sotong_sample_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongSampleDialog, sotong_sample_dialog, SOTONG, SAMPLE_DIALOG, AdwWindow)

GtkWidget *sotong_sample_dialog_new (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_DAYS_DIALOG (sotong_days_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongDaysDialog, sotong_days_dialog, SOTONG, DAYS_DIALOG, AdwPreferencesWindow)

GtkWidget *sotong_days_dialog_new (GtkWindow     *parent,
                                   SotongContext *context);
G_END_DECLS

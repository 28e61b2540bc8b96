/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "app/sotong-layouts.h"
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LAYOUTS_DIALOG (sotong_layouts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongLayoutsDialog, sotong_layouts_dialog, SOTONG, LAYOUTS_DIALOG, AdwPreferencesWindow)

SotongLayoutsDialog *sotong_layouts_dialog_new     (SotongWindow        *window,
                                                    SotongLayouts       *layouts) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget           *sotong_layouts_dialog_get_row (SotongLayoutsDialog *self,
                                                    guint                n);
SotongForm          *sotong_layouts_dialog_save    (SotongWindow        *window,
                                                    SotongLayouts       *layouts,
                                                    const char          *name);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LAYERS_DIALOG (sotong_layers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongLayersDialog, sotong_layers_dialog, SOTONG, LAYERS_DIALOG, AdwPreferencesWindow)

SotongLayersDialog *sotong_layers_dialog_new     (SotongWindow       *window) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_layers_dialog_add     (SotongLayersDialog *self,
                                                  const char         *name,
                                                  const char         *address,
                                                  gint64              every);
guint               sotong_layers_dialog_get_n   (SotongLayersDialog *self);
G_END_DECLS

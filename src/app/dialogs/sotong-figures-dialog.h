/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

#include <adwaita.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_FIGURES_DIALOG (sotong_figures_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongFiguresDialog, sotong_figures_dialog, SOTONG, FIGURES_DIALOG, AdwWindow)

void sotong_figures_dialog_present (GtkWindow     *parent,
                                    SotongContext *context,
                                    gint64         channel_id,
                                    gint64         content_id);
G_END_DECLS

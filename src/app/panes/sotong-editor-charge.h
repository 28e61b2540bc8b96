/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-editor-data.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_CHARGE (sotong_editor_charge_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorCharge, sotong_editor_charge, SOTONG, EDITOR_CHARGE, GtkWidget)

GtkWidget *sotong_editor_charge_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_charge_show      (SotongEditorCharge     *self,
                                           const SotongEditorData *data);
char      *sotong_editor_charge_summarize (const SotongEditorData *data) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

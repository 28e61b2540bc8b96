/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_APPROVAL (sotong_editor_approval_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorApproval, sotong_editor_approval, SOTONG, EDITOR_APPROVAL, GtkWidget)

void sotong_editor_approval_show   (SotongEditorApproval *self,
                                    SotongContext        *context,
                                    gint64                content);
void sotong_editor_approval_submit (SotongEditorApproval *self);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_FILES (sotong_editor_files_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorFiles, sotong_editor_files, SOTONG, EDITOR_FILES, GtkWidget)

void sotong_editor_files_show   (SotongEditorFiles *self,
                                 GPtrArray         *attachments);
void sotong_editor_files_finish (SotongEditorFiles *self);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "store/sotong-content.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_PREVIEW (sotong_editor_preview_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorPreview, sotong_editor_preview, SOTONG, EDITOR_PREVIEW, GtkWidget)

GtkWidget  *sotong_editor_preview_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_editor_preview_show     (SotongEditorPreview *self,
                                            SotongStore         *store,
                                            const SotongContent *content,
                                            GPtrArray           *files,
                                            GPtrArray           *link_rules,
                                            GTimeZone           *zone);
guint       sotong_editor_preview_get_n    (SotongEditorPreview *self);
const char *sotong_editor_preview_get_text (SotongEditorPreview *self,
                                            guint                index);
G_END_DECLS

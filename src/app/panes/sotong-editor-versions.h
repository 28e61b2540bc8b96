/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_VERSIONS (sotong_editor_versions_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorVersions, sotong_editor_versions, SOTONG, EDITOR_VERSIONS, GtkWidget)

GtkWidget  *sotong_editor_versions_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_editor_versions_read     (SotongEditorVersions *self,
                                             SotongStore          *store,
                                             gint64                content_id,
                                             GTimeZone            *zone);
gboolean    sotong_editor_versions_is_busy  (SotongEditorVersions *self);
guint       sotong_editor_versions_get_n    (SotongEditorVersions *self);
void        sotong_editor_versions_choose   (SotongEditorVersions *self,
                                             int                   number);
char       *sotong_editor_versions_dup_diff (SotongEditorVersions *self) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_editor_versions_restore  (SotongEditorVersions *self);
G_END_DECLS

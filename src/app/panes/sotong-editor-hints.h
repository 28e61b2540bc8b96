/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-content-series.h"
#include "store/sotong-content.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_HINTS (sotong_editor_hints_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorHints, sotong_editor_hints, SOTONG, EDITOR_HINTS, GtkWidget)

void                sotong_editor_hints_update     (SotongEditorHints   *self,
                                                    SotongStore         *store,
                                                    const SotongContent *mine,
                                                    gboolean             stored);
guint               sotong_editor_hints_n_warnings (SotongEditorHints   *self);
const SotongSeries *sotong_editor_hints_get_series (SotongEditorHints   *self);
gboolean            sotong_editor_hints_is_known   (SotongEditorHints   *self);
gboolean            sotong_editor_hints_can_repeat (SotongEditorHints   *self);
gboolean            sotong_editor_hints_is_busy    (SotongEditorHints   *self);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_INSPECTOR_PANE (sotong_inspector_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongInspectorPane, sotong_inspector_pane, SOTONG, INSPECTOR_PANE, SotongPane)

const char *sotong_inspector_pane_get_title (SotongInspectorPane *self);
gboolean    sotong_inspector_pane_is_busy   (SotongInspectorPane *self);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "app/panes/sotong-editor-page.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_PANE (sotong_editor_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorPane, sotong_editor_pane, SOTONG, EDITOR_PANE, SotongPane)

SotongEditorPage *sotong_editor_pane_get_page    (SotongEditorPane *self);
guint             sotong_editor_pane_get_n_pages (SotongEditorPane *self);
void              sotong_editor_pane_repeat      (SotongEditorPane *self);
G_END_DECLS

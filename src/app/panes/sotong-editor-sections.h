/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-editor-ad.h"
#include "app/panes/sotong-editor-charge.h"
#include "app/panes/sotong-editor-checklist.h"
#include "app/panes/sotong-editor-details.h"
#include "app/panes/sotong-editor-event.h"
#include "app/panes/sotong-editor-preview.h"
#include "app/panes/sotong-editor-section.h"
#include "app/panes/sotong-editor-versions.h"
#include "app/sotong-context.h"

G_BEGIN_DECLS
/* The folded parts of the editor, in their order. */
typedef enum {
  SOTONG_EDITOR_SECTION_PREVIEW,
  SOTONG_EDITOR_SECTION_CHECKLIST,
  SOTONG_EDITOR_SECTION_NOTES,
  SOTONG_EDITOR_SECTION_CHARGE,
  SOTONG_EDITOR_SECTION_CONTRIBUTOR,
  SOTONG_EDITOR_SECTION_EVENT,
  SOTONG_EDITOR_SECTION_AD,
  SOTONG_EDITOR_SECTION_LINKS,
  SOTONG_EDITOR_SECTION_VERSIONS,
  SOTONG_EDITOR_N_SECTIONS,
} SotongEditorSectionKind;

#define SOTONG_TYPE_EDITOR_SECTIONS (sotong_editor_sections_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorSections, sotong_editor_sections, SOTONG, EDITOR_SECTIONS, GtkWidget)

void                 sotong_editor_sections_show      (SotongEditorSections    *self,
                                                       SotongContext           *context,
                                                       const SotongEditorData  *data);
void                 sotong_editor_sections_put       (SotongEditorSections    *self,
                                                       const SotongContent     *content);
void                 sotong_editor_sections_update    (SotongEditorSections    *self,
                                                       SotongContext           *context,
                                                       const SotongEditorData  *data,
                                                       const SotongContent     *mine);
void                 sotong_editor_sections_flush     (SotongEditorSections    *self);
void                 sotong_editor_sections_collect   (SotongEditorSections    *self,
                                                       SotongContent           *content);
SotongEditorPreedit *sotong_editor_sections_get_preedit (SotongEditorSections  *self);
SotongEditorSection *sotong_editor_sections_get       (SotongEditorSections    *self,
                                                       SotongEditorSectionKind  kind);
GtkWidget           *sotong_editor_sections_get_part  (SotongEditorSections    *self,
                                                       SotongEditorSectionKind  kind);
guint                sotong_editor_sections_n_problems (SotongEditorSections   *self);
G_END_DECLS

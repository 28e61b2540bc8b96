/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-editor-data.h"
#include "app/panes/sotong-editor-text.h"

G_BEGIN_DECLS
/* Internal notes and tags, which are saved with the content. */
#define SOTONG_TYPE_EDITOR_NOTES (sotong_editor_notes_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorNotes, sotong_editor_notes, SOTONG, EDITOR_NOTES, GtkWidget)

GtkWidget        *sotong_editor_notes_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_editor_notes_show     (SotongEditorNotes   *self,
                                                const SotongContent *content);
void              sotong_editor_notes_collect  (SotongEditorNotes   *self,
                                                SotongContent       *content);
void              sotong_editor_notes_begin_tags (SotongEditorNotes *self,
                                                 const char          *tags);
SotongEditorText *sotong_editor_notes_get_text (SotongEditorNotes   *self);

/* The citizen who made a joint content, and where it stands; saved with the content. */
#define SOTONG_TYPE_EDITOR_CONTRIBUTOR (sotong_editor_contributor_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorContributor, sotong_editor_contributor, SOTONG, EDITOR_CONTRIBUTOR, GtkWidget)

GtkWidget *sotong_editor_contributor_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_contributor_show    (SotongEditorContributor *self,
                                              GPtrArray               *contributors);
void       sotong_editor_contributor_put     (SotongEditorContributor *self,
                                              const SotongContent     *content);
void       sotong_editor_contributor_collect (SotongEditorContributor *self,
                                              SotongContent           *content);
const SotongContributor *sotong_editor_contributor_get_chosen (SotongEditorContributor *self);
SotongEditorContributor *sotong_editor_contributor_unfold (GtkWidget               *widget,
                                                           gint64                   content,
                                                           const char              *draft);
void       sotong_editor_contributor_take    (gint64                   id,
                                              gint64                   fee,
                                              gpointer                 user_data);
void       sotong_editor_contributor_choose  (SotongEditorContributor *self,
                                              gint64                   id);
G_END_DECLS

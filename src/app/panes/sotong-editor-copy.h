/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-editor-schedule.h"
#include "app/panes/sotong-editor-text.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "util/sotong-link-marks.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_COPY (sotong_editor_copy_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorCopy, sotong_editor_copy, SOTONG, EDITOR_COPY, GtkWidget)

GtkWidget            *sotong_editor_copy_new           (const SotongChannel *channel,
                                                        gint64               now,
                                                        GTimeZone           *zone) G_GNUC_WARN_UNUSED_RESULT;
const char           *sotong_editor_copy_get_name      (SotongEditorCopy    *self);
gint64                sotong_editor_copy_get_channel   (SotongEditorCopy    *self);
void                  sotong_editor_copy_show          (SotongEditorCopy    *self,
                                                        const SotongCopy    *copy);
void                  sotong_editor_copy_show_failure  (SotongEditorCopy    *self,
                                                        const char          *failure);
void                  sotong_editor_copy_focus         (SotongEditorCopy    *self);
void                  sotong_editor_copy_restore       (SotongEditorCopy    *self,
                                                        const SotongCopy    *copy);
SotongCopy           *sotong_editor_copy_build         (SotongEditorCopy    *self) G_GNUC_WARN_UNUSED_RESULT;
gssize                sotong_editor_copy_set_main_text (SotongEditorCopy    *self,
                                                        const char          *text);
gboolean              sotong_editor_copy_get_chosen    (SotongEditorCopy    *self);
void                  sotong_editor_copy_set_chosen    (SotongEditorCopy    *self,
                                                        gboolean             chosen);
void                  sotong_editor_copy_hold_back     (SotongEditorCopy    *self,
                                                        gboolean             held_back);
void                  sotong_editor_copy_set_own       (SotongEditorCopy    *self,
                                                        gboolean             own);
const char           *sotong_editor_copy_get_count     (SotongEditorCopy    *self);
SotongEditorText     *sotong_editor_copy_get_text      (SotongEditorCopy    *self);
SotongEditorSchedule *sotong_editor_copy_get_schedule  (SotongEditorCopy    *self);
gint64                sotong_editor_copy_get_copy_id   (SotongEditorCopy    *self);
void                  sotong_editor_copy_forget        (SotongEditorCopy    *self);
void                  sotong_editor_copy_set_has_files (SotongEditorCopy *self,
                                                        gboolean             has_files);
void                  sotong_editor_copy_take_marks    (SotongEditorCopy    *self,
                                                        SotongLinkMarks     *marks);
G_END_DECLS

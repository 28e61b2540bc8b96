/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-editor-preedit.h"
#include "store/sotong-restriction.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_RESTRICTION (sotong_editor_restriction_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorRestriction, sotong_editor_restriction, SOTONG, EDITOR_RESTRICTION, GtkWidget)

void                 sotong_editor_restriction_put         (SotongEditorRestriction      *self,
                                                            gboolean                      publicity,
                                                            const char                   *ground);
void                 sotong_editor_restriction_build       (SotongEditorRestriction      *self,
                                                            SotongContent                *content);
void                 sotong_editor_restriction_update      (SotongEditorRestriction      *self,
                                                            const SotongRestrictionRules *rules,
                                                            const SotongContent          *content,
                                                            gint64                        now);
gboolean             sotong_editor_restriction_holds       (SotongEditorRestriction      *self,
                                                            const SotongRestrictionRules *rules,
                                                            const SotongContent          *content,
                                                            gint64                        time);
gboolean             sotong_editor_restriction_is_flagged  (SotongEditorRestriction      *self);
GtkEntry            *sotong_editor_restriction_get_entry   (SotongEditorRestriction      *self);
SotongEditorPreedit *sotong_editor_restriction_get_preedit (SotongEditorRestriction      *self);
G_END_DECLS

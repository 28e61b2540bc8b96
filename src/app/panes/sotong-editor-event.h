/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-content-event.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_EVENT (sotong_editor_event_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorEvent, sotong_editor_event, SOTONG, EDITOR_EVENT, GtkWidget)

GtkWidget *sotong_editor_event_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_event_show (SotongEditorEvent        *self,
                                     const SotongContentEvent *event);
void       sotong_editor_event_type (SotongEditorEvent        *self,
                                     const char               *place,
                                     const char               *from,
                                     const char               *to,
                                     const char               *participants);
G_END_DECLS

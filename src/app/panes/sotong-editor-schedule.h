/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_SCHEDULE (sotong_editor_schedule_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorSchedule, sotong_editor_schedule, SOTONG, EDITOR_SCHEDULE, GtkWidget)

GtkWidget *sotong_editor_schedule_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_schedule_set_clock (SotongEditorSchedule *self,
                                             gint64                now,
                                             GTimeZone            *zone);
gint64     sotong_editor_schedule_get_time  (SotongEditorSchedule *self);
void       sotong_editor_schedule_set_time  (SotongEditorSchedule *self,
                                             gint64                time);
gboolean   sotong_editor_schedule_choose    (SotongEditorSchedule *self,
                                             gint64                time);
void       sotong_editor_schedule_say      (SotongEditorSchedule *self,
                                            const char           *problem);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_HEAD (sotong_calendar_head_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarHead, sotong_calendar_head, SOTONG, CALENDAR_HEAD, GtkWidget)

GtkWidget *sotong_calendar_head_new (SotongCalendarModel *model) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_calendar_head_listen (SotongCalendarHead  *self,
                                        GtkWidget           *around);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-item.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_LIST (sotong_calendar_list_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarList, sotong_calendar_list, SOTONG, CALENDAR_LIST, GtkPopover)

GtkWidget          *sotong_calendar_list_new         (gint64       day,
                                                      GPtrArray   *items,
                                                      GTimeZone   *zone) G_GNUC_WARN_UNUSED_RESULT;
gint64              sotong_calendar_list_get_day     (SotongCalendarList *self);
void                sotong_calendar_list_show        (SotongCalendarList *self,
                                                      GPtrArray          *items);
GtkListItemFactory *sotong_calendar_list_new_factory (GTimeZone   *zone,
                                                      gboolean     narrow) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-item.h"

G_BEGIN_DECLS
/* Pixels. */
#define SOTONG_CALENDAR_NUMBER_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 20)
#define SOTONG_CALENDAR_BAND_HEIGHT   15
#define SOTONG_CALENDAR_BAND_LINE     5   /* where the week is too low for names */

#define SOTONG_TYPE_CALENDAR_DAY (sotong_calendar_day_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarDay, sotong_calendar_day, SOTONG, CALENDAR_DAY, GtkWidget)

typedef enum {
  SOTONG_CALENDAR_DAY_OTHER_MONTH = 1 << 0,
  SOTONG_CALENDAR_DAY_TODAY       = 1 << 1,
  SOTONG_CALENDAR_DAY_PAST        = 1 << 2,
} SotongCalendarDayFlags;

GtkWidget          *sotong_calendar_day_new          (void) G_GNUC_WARN_UNUSED_RESULT;
gint64              sotong_calendar_day_get_day      (SotongCalendarDay       *self);
void                sotong_calendar_day_set_day      (SotongCalendarDay       *self,
                                                      gint64                   day,
                                                      SotongCalendarDayFlags   flags);
GPtrArray          *sotong_calendar_day_get_items    (SotongCalendarDay       *self);
void                sotong_calendar_day_set_items    (SotongCalendarDay       *self,
                                                      GPtrArray               *items,
                                                      GTimeZone               *zone,
                                                      const char              *bands);
void                sotong_calendar_day_set_holiday  (SotongCalendarDay       *self,
                                                      const char              *names);
void                sotong_calendar_day_set_restricted (SotongCalendarDay     *self,
                                                        const char            *names,
                                                        guint                  n);
void                sotong_calendar_day_set_events   (SotongCalendarDay       *self,
                                                      const char              *names);
gboolean            sotong_calendar_day_has_room_beside (SotongCalendarDay    *self,
                                                         int                   width);
int                 sotong_calendar_day_count_lines   (SotongCalendarDay      *self,
                                                       int                     band_room);
void                sotong_calendar_day_set_band_room (SotongCalendarDay      *self,
                                                       int                     pixels);
void                sotong_calendar_day_set_selection (SotongCalendarDay      *self,
                                                       GPtrArray              *selection);
void                sotong_calendar_day_set_target   (SotongCalendarDay       *self,
                                                      gboolean                 target);
SotongCalendarItem *sotong_calendar_day_pick         (SotongCalendarDay       *self,
                                                      double                   y,
                                                      gboolean                *out_more);
guint               sotong_calendar_day_get_n_shown  (SotongCalendarDay       *self);
gboolean            sotong_calendar_day_walk         (SotongCalendarDay       *self,
                                                      GtkDirectionType         direction);
G_END_DECLS

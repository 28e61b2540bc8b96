/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-data.h"
#include "app/panes/sotong-calendar-item.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_MODEL (sotong_calendar_model_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarModel, sotong_calendar_model, SOTONG, CALENDAR_MODEL, GObject)

/* Where the time of day stays as it is. */
#define SOTONG_CALENDAR_SAME_TIME (-1)

/**
 * SotongCalendarModel:
 *
 * What all views of a calendar share: the clock, the days shown, what was read of them, the day
 * of the cursor, and what is selected. A view draws it and says what a person wants done; the
 * pane, which listens, does it. Belongs to the main thread.
 */
struct _SotongCalendarModel
{
  GObject              parent_instance;
  GTimeZone           *zone;       /* (owned) */
  gint64               now;        /* seconds since 1970 UTC */
  gint64               today;      /* counted from 1970-01-01 */
  SotongCalendarSpan   span;
  gint64               cursor;     /* the day that has or had the focus: always of @span */
  int                  minute;     /* of the day: where the cursor stands in a view of hours */
  gboolean             pressed;    /* the pointer is going down: nothing may run away from under it */
  SotongCalendarData  *data;       /* (owned) (nullable): of @span, or not yet there */
  GPtrArray           *selection;  /* (owned) (element-type SotongCalendarItem): the newest is the last */
  SotongCalendarItem  *dragged;    /* (owned) (nullable) */
  GPtrArray           *held;       /* (owned) (nullable): goes with @dragged, though the days shown may change */
  GPtrArray           *copied;     /* (owned) (nullable) (element-type SotongCalendarItem): what Ctrl+C took; the newest is the last */
};

SotongCalendarModel *sotong_calendar_model_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_calendar_model_set_clock     (SotongCalendarModel  *self,
                                                          gint64                now,
                                                          GTimeZone            *zone);
void                 sotong_calendar_model_set_kind      (SotongCalendarModel  *self,
                                                          SotongCalendarKind    kind);
void                 sotong_calendar_model_go            (SotongCalendarModel  *self,
                                                          gint64                day,
                                                          gboolean              focus);
void                 sotong_calendar_model_page          (SotongCalendarModel  *self,
                                                          int                   steps,
                                                          gboolean              focus);
void                 sotong_calendar_model_take_data     (SotongCalendarModel  *self,
                                                          SotongCalendarData   *data);
GPtrArray           *sotong_calendar_model_get_items     (SotongCalendarModel  *self,
                                                          gint64                day);
char                *sotong_calendar_model_name_holiday  (SotongCalendarModel  *self,
                                                          gint64                day) G_GNUC_WARN_UNUSED_RESULT;
char                *sotong_calendar_model_name_restricted (SotongCalendarModel *self,
                                                           gint64               day,
                                                           guint               *out_n);
char                *sotong_calendar_model_name_events   (SotongCalendarModel  *self,
                                                          gint64                day) G_GNUC_WARN_UNUSED_RESULT;
char                *sotong_calendar_model_describe_rest (SotongCalendarModel *self,
                                                         gint64               day);

SotongCalendarItem  *sotong_calendar_model_get_selected  (SotongCalendarModel  *self);
gboolean             sotong_calendar_model_is_selected   (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_redraw         (SotongCalendarModel *self);
void                 sotong_calendar_model_select        (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_toggle        (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_extend        (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_select_days   (SotongCalendarModel  *self,
                                                          gint64                from,
                                                          gint64                to);
void                 sotong_calendar_model_take_hold     (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
GPtrArray           *sotong_calendar_model_get_with      (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item) G_GNUC_WARN_UNUSED_RESULT;

gint64               sotong_calendar_model_time_at       (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item,
                                                          gint64                day,
                                                          int                   minute);
const char          *sotong_calendar_model_why_not       (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item,
                                                          gint64                day,
                                                          int                   minute,
                                                          gboolean              copy);

char                *sotong_calendar_model_warn (SotongCalendarModel *self,
                                                 SotongCalendarItem  *item,
                                                 gint64               day,
                                                 int                  minute,
                                                 gboolean             copy) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_calendar_model_open          (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_remove        (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item);
void                 sotong_calendar_model_add           (SotongCalendarModel  *self,
                                                          gint64                day,
                                                          int                   minute,
                                                          const char           *title);
void                 sotong_calendar_model_type          (SotongCalendarModel  *self,
                                                          gint64                day,
                                                          int                   minute,
                                                          const char           *title);
void                 sotong_calendar_model_finish        (SotongCalendarModel  *self);
void                 sotong_calendar_model_write_new     (SotongCalendarModel  *self,
                                                          gint64                day,
                                                          int                   minute);
void                 sotong_calendar_model_place         (SotongCalendarModel  *self,
                                                          SotongCalendarItem   *item,
                                                          gint64                day,
                                                          int                   minute,
                                                          gboolean              copy);
void                 sotong_calendar_model_copy          (SotongCalendarModel  *self);
void                 sotong_calendar_model_paste         (SotongCalendarModel  *self,
                                                          gint64                day,
                                                          int                   minute);
void                 sotong_calendar_model_resize        (SotongCalendarModel  *self,
                                                          gint64                campaign,
                                                          gint64                first,
                                                          gint64                last);
void                 sotong_calendar_model_refuse        (SotongCalendarModel  *self,
                                                          const char           *why);
G_END_DECLS

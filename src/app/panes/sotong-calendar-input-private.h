/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-input.h"
#include "app/panes/sotong-editor-preedit.h"

G_BEGIN_DECLS
struct _SotongCalendarInput
{
  GObject               parent_instance;
  SotongCalendarView   *view;         /* (unowned): owns this */
  SotongCalendarModel  *model;        /* (unowned): of the view */
  GtkWidget            *entry;        /* (owned): child of the view, shown while something is added */
  SotongEditorPreedit  *preedit;      /* (owned): of @entry */
  gint64                quick_day;    /* valid while @entry is shown */
  int                   quick_minute;
  gboolean              is_touched;   /* something was typed since @entry was opened */
  GtkWidget            *popover;      /* (owned) (nullable): the list of a day, or the commands */
  GSimpleActionGroup   *acts;         /* (owned): what the commands do */
  int                   edge;         /* at which edge something is held */
  guint                 edge_id;      /* turns the page when it stays there */
  gint64                range_from;   /* the first day of those that Shift+arrow selects */
  gboolean              ranging;
};

void sotong_calendar_input_add_quick  (SotongCalendarInput *self);
void sotong_calendar_input_add_drag   (SotongCalendarInput *self);
void sotong_calendar_input_add_keys   (SotongCalendarInput *self);
void sotong_calendar_input_type       (SotongCalendarInput   *self,
                                       GtkEventControllerKey *controller);
void sotong_calendar_input_stop_drag  (SotongCalendarInput *self);
void sotong_calendar_input_add_menu   (SotongCalendarInput *self);
void sotong_calendar_input_open_menu  (SotongCalendarInput *self);
void sotong_calendar_input_shift      (SotongCalendarInput *self,
                                       int                  dx,
                                       int                  dy);
/* Takes the end of a campaign that is on the day of the cursor along by so many days. */
void sotong_calendar_move_end (SotongCalendarModel *self,
                               int                  days);
G_END_DECLS

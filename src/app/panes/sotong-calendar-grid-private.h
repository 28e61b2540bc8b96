/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-day.h"
#include "app/panes/sotong-calendar-grid.h"
#include "app/panes/sotong-editor-preedit.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_MAX_LANES 2

/* A campaign's stretch in one week. */
typedef struct {
  guint8                lane;
  guint8                first;      /* column */
  guint8                last;       /* column, inclusive */
  gboolean              begins;     /* the campaign's first day is @first, not the week's */
  gboolean              ends;
  const SotongCampaign *campaign;   /* (unowned): of the data */
  PangoLayout          *layout;     /* (owned) (nullable) */
} SotongCalendarBand;

struct _SotongCalendarGrid
{
  GtkWidget            parent_instance;
  GtkWidget           *heads[7];                     /* (owned): children */
  SotongCalendarDay   *days[SOTONG_MONTH_CELLS];     /* (owned): children */
  GtkWidget           *entry;                        /* (owned): child, shown while something is added */
  SotongEditorPreedit *preedit;                      /* (owned): of @entry */
  GtkWidget           *popover;                      /* (owned) (nullable): the list of a day */
  SotongMonth          month;
  GTimeZone           *zone;                         /* (owned) (nullable) */
  gint64               now;
  gint64               today;
  gint64               cursor;                       /* the day that has or had the focus */
  SotongCalendarData  *data;                         /* (owned) (nullable): of @month, or not yet there */
  SotongCalendarItem  *selected;                     /* (owned) (nullable) */
  GArray              *bands[SOTONG_MONTH_WEEKS];    /* (owned) (element-type SotongCalendarBand) */
  gint64               quick_day;                    /* valid while @entry is shown */
  SotongCalendarDay   *target;                       /* (unowned) (nullable): something is held over it */
  SotongCalendarItem  *dragged;                      /* (owned) (nullable) */
  GtkWidget           *ghost_label;                  /* (unowned) (nullable): says where it would go */
};

typedef enum {
  SOTONG_CALENDAR_GRID_MONTH_CHANGED,
  SOTONG_CALENDAR_GRID_SELECTED,
  SOTONG_CALENDAR_GRID_OPEN,
  SOTONG_CALENDAR_GRID_ADD,
  SOTONG_CALENDAR_GRID_NEW,
  SOTONG_CALENDAR_GRID_MOVE,
  SOTONG_CALENDAR_GRID_REMOVE,
  SOTONG_CALENDAR_GRID_REFUSED,
  SOTONG_CALENDAR_GRID_N_SIGNALS,
} SotongCalendarGridSignal;

extern guint sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_N_SIGNALS];

SotongCalendarDay *sotong_calendar_grid_day_at       (SotongCalendarGrid *self,
                                                      double              x,
                                                      double              y);
SotongCalendarDay *sotong_calendar_grid_find_day     (SotongCalendarGrid *self,
                                                      gint64              day);
void               sotong_calendar_grid_add_input    (SotongCalendarGrid *self);
void               sotong_calendar_grid_add_drag     (SotongCalendarGrid *self);
void               sotong_calendar_grid_make_bands   (SotongCalendarGrid *self);
void               sotong_calendar_grid_clear_bands  (SotongCalendarGrid *self);
guint              sotong_calendar_grid_n_lanes      (SotongCalendarGrid *self,
                                                      int                 week);
int                sotong_calendar_grid_band_height  (SotongCalendarGrid *self);
char              *sotong_calendar_grid_name_bands   (SotongCalendarGrid *self,
                                                      gint64              day);
void               sotong_calendar_grid_draw_bands   (SotongCalendarGrid *self,
                                                      GtkSnapshot        *snapshot);
G_END_DECLS

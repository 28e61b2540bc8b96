/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-band.h"
#include "app/panes/sotong-calendar-day.h"
#include "app/panes/sotong-calendar-grid.h"
#include "app/panes/sotong-calendar-input.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_MAX_LANES 6 /* a city seldom has more campaigns at a time */

struct _SotongCalendarGrid
{
  GtkWidget            parent_instance;
  SotongCalendarModel *model;                        /* (owned) (nullable): until it is set */
  SotongCalendarInput *input;                        /* (owned) (nullable) */
  GtkWidget           *heads[7];                     /* (owned): children */
  SotongCalendarDay   *days[SOTONG_MONTH_CELLS];     /* (owned): children */
  GtkWidget           *entry;                        /* (unowned) (nullable): of @input */
  SotongMonth          month;
  GArray              *bands[SOTONG_MONTH_WEEKS];    /* (owned) (element-type SotongCalendarBand) */
  int                  band_room[SOTONG_MONTH_WEEKS]; /* pixels below the numbers, of all lanes but the first */
  SotongBandHold       hold;                         /* a campaign whose end is being dragged */
  gboolean             hold_start;                   /* its first day, not its last */
  SotongCalendarDay   *target;                       /* (unowned) (nullable): something is held over it */
};

SotongCalendarDay *sotong_calendar_grid_day_at       (SotongCalendarGrid *self,
                                                      double              x,
                                                      double              y);
SotongCalendarDay *sotong_calendar_grid_find_day     (SotongCalendarGrid *self,
                                                      gint64              day);
void               sotong_calendar_grid_make_bands   (SotongCalendarGrid *self);
void               sotong_calendar_grid_clear_bands  (SotongCalendarGrid *self);
guint              sotong_calendar_grid_n_lanes      (SotongCalendarGrid *self,
                                                      int                 week);
void               sotong_calendar_grid_measure_bands (SotongCalendarGrid *self);
gboolean           sotong_calendar_grid_get_band_box (SotongCalendarGrid *self,
                                                      int                 week,
                                                      SotongCalendarBand *band,
                                                      graphene_rect_t    *out_box);
void               sotong_calendar_grid_add_resize   (SotongCalendarGrid *self);
gboolean           sotong_calendar_grid_is_on_end    (SotongCalendarGrid *self,
                                                      double              x,
                                                      double              y,
                                                      gboolean           *out_start,
                                                      const SotongCampaign **out_campaign);
void               sotong_calendar_grid_hold_end     (SotongCalendarGrid *self,
                                                      const SotongCampaign *campaign,
                                                      gboolean            start,
                                                      gint64              day);
void               sotong_calendar_grid_end_hold     (SotongCalendarGrid *self,
                                                      gboolean            keep);
void               sotong_calendar_grid_draw_bands   (SotongCalendarGrid *self,
                                                      GtkSnapshot        *snapshot);
G_END_DECLS

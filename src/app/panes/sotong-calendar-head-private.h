/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-band.h"
#include "app/panes/sotong-calendar-head.h"
#include "app/sotong-type-scale.h"

G_BEGIN_DECLS
#define SOTONG_HEAD_NAME_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 24)
#define SOTONG_HEAD_BAND_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 16)
#define SOTONG_HEAD_MAX_DAYS 7

struct _SotongCalendarHead
{
  GtkWidget            parent_instance;
  SotongCalendarModel *model;            /* (owned) */
  GArray              *bands;            /* (owned) (element-type SotongCalendarBand) */
  PangoLayout         *names[SOTONG_HEAD_MAX_DAYS];  /* (owned) (nullable) */
  PangoLayout         *events[SOTONG_HEAD_MAX_DAYS]; /* (owned) (nullable): what others have on a day */
  gboolean             has_events;       /* a line is kept for them */
  SotongBandHold       hold;             /* its campaign is 0 while no end of a band is held */
  gboolean             hold_start;       /* the first day is held, not the last */
};

double          sotong_calendar_head_x_of_day   (SotongCalendarHead       *self,
                                                 int                       i);
graphene_rect_t sotong_calendar_head_band_box   (SotongCalendarHead       *self,
                                                 const SotongCalendarBand *band);
void            sotong_calendar_head_lay_out    (SotongCalendarHead       *self);
void            sotong_calendar_head_add_resize (SotongCalendarHead       *self);
G_END_DECLS

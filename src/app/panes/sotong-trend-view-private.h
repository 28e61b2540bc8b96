/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-trend-view.h"

G_BEGIN_DECLS
struct _SotongTrendView
{
  GtkWidget         parent_instance;
  SotongChart      *base;         /* (owned) (nullable): as it was given */
  SotongChart      *chart;        /* (owned) (nullable): the same, zoomed and without what is hidden */
  GArray           *points;       /* (owned) (nullable) (element-type SotongTrendPoint) */
  GdkTexture       *picture;      /* (owned) (nullable): as it was drawn last, perhaps of an older @chart */
  GCancellable     *drawing;      /* (owned) (nullable): of the picture that is being drawn */
  gboolean          stale;        /* @picture is to be drawn anew */
  SotongChartTheme  theme;
  int               cursor;       /* -1: none */
  gboolean          leads;        /* the cursor was moved here: this view reads it out */
  int               drawn_width;
  int               drawn_height;
  int               drawn_scale;
  double            start;        /* of what is in view; NAN: all */
  double            end;
  guint32           hidden;       /* a bit for each role */
  int               pins[2];      /* points that are compared; -1: none */
  double            drag_from;    /* x where the pointer went down; NAN when nothing is dragged */
  double            drag_to;
  double            pointer;      /* x, for the wheel */
  double            pinch_start;  /* the view when two fingers came down */
  double            pinch_end;
};

int      sotong_trend_view_n_slots        (SotongTrendView *self);
void     sotong_trend_view_lead           (SotongTrendView *self,
                                           int              cursor);
void     sotong_trend_view_note           (SotongTrendView *self);
void     sotong_trend_view_activate       (SotongTrendView *self);
void     sotong_trend_view_set_hidden     (SotongTrendView *self,
                                           guint32          hidden);
void     sotong_trend_view_pin            (SotongTrendView *self);
gboolean sotong_trend_view_unpin          (SotongTrendView *self);
char    *sotong_trend_view_compare        (SotongTrendView *self);
void     sotong_trend_view_append_cursor  (SotongTrendView *self,
                                           GtkSnapshot     *snapshot,
                                           int              width,
                                           int              height);
void     sotong_trend_view_add_controllers (SotongTrendView *self);
G_END_DECLS

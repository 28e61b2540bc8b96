/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-chart-view.h"

G_BEGIN_DECLS
struct _SotongChartView
{
  GtkWidget         parent_instance;
  SotongChart      *base;         /* (owned) (nullable): as it was given */
  SotongChart      *chart;        /* (owned) (nullable): the same, zoomed and without what is hidden */
  SotongChart      *export;       /* (owned) (nullable): what is saved instead of @base */
  SotongPeriod     *period;       /* (owned) (nullable): what has the cursor and the view in common */
  GtkWidget        *menu;         /* (owned) (nullable): made when it is first asked for */
  GMenu            *series;       /* (owned) (nullable): of @menu: what can be hidden */
  GtkWidget        *foot_mark;    /* (owned) (nullable): behind it is the foot that has no room */
  GtkWidget        *foot_text;    /* (unowned): of @foot_mark */
  GdkTexture       *picture;      /* (owned) (nullable): as it was drawn last, perhaps of an older @chart */
  SotongChart      *drawn;        /* (owned) (nullable): what is being drawn, or was last */
  SotongChart      *shown;        /* (owned) (nullable): what @picture shows: its places are known already */
  GCancellable     *drawing;      /* (owned) (nullable): of the picture that is being drawn */
  gboolean          stale;        /* @picture is to be drawn anew */
  guint             start_id;     /* before the turn ends that is begun */
  SotongChartTheme  theme;
  int               cursor;       /* -1: none */
  int               marked;       /* -1: none: stays framed */
  int               menu_at;      /* the point that @menu was opened on, until its command is done; -1: none */
  gboolean          leads;        /* the cursor was moved here: this view reads it out */
  gboolean          following;    /* what others chose is being taken over */
  int               drawn_width;
  int               drawn_height;
  int               drawn_scale;
  double            start;        /* of what is in view; NAN: all */
  double            end;
  GHashTable       *hidden;       /* (owned) (element-type utf8 utf8): names of the series that a person has hidden */
  int               pins[2];      /* points that are compared; -1: none */
  double            drag_from;    /* x where the pointer went down; NAN when nothing is dragged */
  double            drag_to;
  guint             click_id;     /* a click that may become a double one */
  double            pointer;      /* x, for the wheel */
  double            pointer_y;    /* NAN: it is elsewhere */
  double            pinch_x;      /* between two fingers, when they came down */
  double            pinch_at;     /* what was there */
  double            pinch_share;  /* of the view that was left of it */
  double            pinch_span;   /* of the view then; 0 while there is nothing to zoom */
};

void     sotong_chart_view_leave_corner   (SotongChartView *self);
void     sotong_chart_view_update_foot    (SotongChartView *self);
void     sotong_chart_view_place_foot     (SotongChartView *self,
                                           int              width);
int      sotong_chart_view_n_slots        (SotongChartView *self);
void     sotong_chart_view_lead           (SotongChartView *self,
                                           int              cursor);
void     sotong_chart_view_note           (SotongChartView *self);
void     sotong_chart_view_say            (SotongChartView *self,
                                           const char      *text);
void     sotong_chart_view_activate       (SotongChartView *self);
void     sotong_chart_view_show_hidden    (SotongChartView *self);
guint32  sotong_chart_view_get_hidden     (SotongChartView *self);
gboolean sotong_chart_view_toggle_series  (SotongChartView *self,
                                           guint            nth);
void     sotong_chart_view_toggle_role    (SotongChartView *self,
                                           SotongRole       role);
char    *sotong_chart_view_name_hidden    (SotongChartView *self) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_chart_view_fill_series    (SotongChartView *self,
                                           GMenu           *menu);
void     sotong_chart_view_pin            (SotongChartView *self);
void     sotong_chart_view_update_description (SotongChartView *self);
void     sotong_chart_view_update_name (SotongChartView *self);
void     sotong_chart_view_lead_others    (SotongChartView *self);
void     sotong_chart_view_follow_zoom    (SotongChartView *self);
gboolean sotong_chart_view_can_zoom       (SotongChartView *self);
gboolean sotong_chart_view_is_free        (SotongChartView *self);
gboolean sotong_chart_view_pick           (SotongChartView *self,
                                           double           x,
                                           double           y,
                                           gsize           *out_index);
void     sotong_chart_view_show_menu      (SotongChartView *self,
                                           double           x,
                                           double           y);
void     sotong_chart_view_add_actions    (GtkWidgetClass  *widget_class);
gboolean sotong_chart_view_is_told        (SotongSeries    *series,
                                           gsize            index);
gboolean sotong_chart_view_unpin          (SotongChartView *self);
void     sotong_chart_view_keep_points    (SotongChartView *self,
                                           SotongSlots     *before);
char    *sotong_chart_view_compare        (SotongChartView *self) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_chart_view_compare_briefly (SotongChartView *self) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_chart_view_append_cursor  (SotongChartView *self,
                                           GtkSnapshot     *snapshot,
                                           int              width,
                                           int              height);
void     sotong_chart_view_begin_pinch    (SotongChartView *self,
                                           double           x);
void     sotong_chart_view_pinch          (SotongChartView *self,
                                           double           x,
                                           double           scale);
void     sotong_chart_view_add_controllers (SotongChartView *self);
G_END_DECLS

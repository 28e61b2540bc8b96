/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-hours.h"

#include "app/panes/sotong-calendar-chip.h"

#include <glib/gi18n.h>

#define MAX_COLUMNS 7
#define HOURS 24
#define STEP_MINUTES 30   /* of the cursor */
#define SNAP_MINUTES 15   /* of the pointer */
#define DAY_MINUTES (HOURS * 60)
#define EDGE 32           /* pixels from the side where something held turns the page; the bar for scrolling lies over the outer half of them */
#define SCROLL_EDGE 30    /* pixels from the end of what is seen where it scrolls */

/**
 * SotongCalendarHours:
 *
 * A week or a day with its hours, as high as the whole day: it stands in a scrolled window.
 */
struct _SotongCalendarHours
{
  GtkWidget             parent_instance;
  SotongCalendarModel  *model;                  /* (owned) */
  SotongCalendarInput  *input;                  /* (owned) */
  SotongCalendarColumn *columns[MAX_COLUMNS];   /* (owned): children; those beyond the span are hidden */
  PangoLayout          *hours[HOURS];           /* (owned) (nullable) */
  SotongCalendarColumn *target;                 /* (unowned) (nullable) */
};

static void view_init (SotongCalendarViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongCalendarHours, sotong_calendar_hours, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_CALENDAR_VIEW, view_init))

static gboolean
is_shown (SotongCalendarHours *self)
{
  return self->model->span.kind == SOTONG_CALENDAR_KIND_WEEK || self->model->span.kind == SOTONG_CALENDAR_KIND_DAY;
}

static int
n_columns (SotongCalendarHours *self)
{
  return is_shown (self) ? MIN (self->model->span.n_days, MAX_COLUMNS) : 1;
}

/* ---- the widget ---- */

static void
sotong_calendar_hours_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (widget);

  gtk_widget_measure (GTK_WIDGET (self->columns[0]), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = *minimum * MAX_COLUMNS + SOTONG_CALENDAR_GUTTER (self);
  *natural = *natural * MAX_COLUMNS;
}

static void
sotong_calendar_hours_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (widget);
  int n = n_columns (self), room = width - SOTONG_CALENDAR_GUTTER (self);

  for (int i = 0; i < n; i++)
    {
      int left = SOTONG_CALENDAR_GUTTER (self) + room * i / n, right = SOTONG_CALENDAR_GUTTER (self) + room * (i + 1) / n;
      GtkAllocation box = { left, 0, MAX (right - left, 1), height };

      gtk_widget_size_allocate (GTK_WIDGET (self->columns[i]), &box, -1);
    }
  sotong_calendar_input_allocate (self->input, width, height);
}

static void
sotong_calendar_hours_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.6f;
  for (int hour = 1; hour < HOURS; hour++)
    {
      int width, height;

      if (self->hours[hour] == NULL)
        {
          g_autofree char *text = g_strdup_printf ("%02d:00", hour);

          self->hours[hour] = sotong_calendar_chip_text_layout (widget, text, 0.75);
        }
      pango_layout_get_pixel_size (self->hours[hour], &width, &height);
      sotong_calendar_chip_draw_text (snapshot, self->hours[hour], SOTONG_CALENDAR_GUTTER (self) - width - 5,
                                      hour * SOTONG_CALENDAR_HOUR_HEIGHT (self) - height / 2.0, &color);
    }
  GTK_WIDGET_CLASS (sotong_calendar_hours_parent_class)->snapshot (widget, snapshot);
}

static void
sotong_calendar_hours_css_changed (GtkWidget         *widget,
                                   GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_calendar_hours_parent_class)->css_changed (widget, change);
  for (int hour = 0; hour < HOURS; hour++)
    g_clear_object (&SOTONG_CALENDAR_HOURS (widget)->hours[hour]);
}

static GtkAdjustment *
get_adjustment (SotongCalendarHours *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
}

/* Brings the hours before or after into sight while something is held near the end. */
static void
scroll_to (SotongCalendarHours *self,
           int                  minute)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double y = minute * SOTONG_CALENDAR_HOUR_HEIGHT (self) / 60.0;

  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, y - SCROLL_EDGE, y + SOTONG_CALENDAR_HOUR_HEIGHT (self) / 2.0 + SCROLL_EDGE);
}

/* Between a day and its “+N”, which may stand hours away from the cursor. */
static gboolean
walk (SotongCalendarHours  *self,
      SotongCalendarColumn *column,
      GtkDirectionType      direction)
{
  if (!sotong_calendar_column_walk (column, direction))
    return FALSE;
  scroll_to (self, gtk_widget_has_focus (GTK_WIDGET (column)) ? self->model->minute : sotong_calendar_column_get_more (column));
  return TRUE;
}

static gboolean
sotong_calendar_hours_focus (GtkWidget        *widget,
                             GtkDirectionType  direction)
{
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  /* One stop of the Tab key, and one more for a “+N” of the day: inside, the arrows walk, and in the menu its lines. */
  if (inside != NULL && SOTONG_IS_CALENDAR_COLUMN (inside))
    return walk (SOTONG_CALENDAR_HOURS (widget), SOTONG_CALENDAR_COLUMN (inside), direction);
  if (inside != NULL)
    return GTK_IS_POPOVER (inside) && gtk_widget_child_focus (inside, direction);
  sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (widget));
  return gtk_widget_get_focus_child (widget) != NULL;
}

static void
sotong_calendar_hours_dispose (GObject *object)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (object);

  if (self->input != NULL)
    sotong_calendar_input_close (self->input);
  g_clear_object (&self->input);
  for (int i = 0; i < MAX_COLUMNS; i++)
    if (self->columns[i] != NULL)
      {
        gtk_widget_unparent (GTK_WIDGET (self->columns[i]));
        self->columns[i] = NULL;
      }
  for (int hour = 0; hour < HOURS; hour++)
    g_clear_object (&self->hours[hour]);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_hours_parent_class)->dispose (object);
}

static void
sotong_calendar_hours_class_init (SotongCalendarHoursClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_hours_dispose;
  widget_class->measure = sotong_calendar_hours_measure;
  widget_class->size_allocate = sotong_calendar_hours_size_allocate;
  widget_class->snapshot = sotong_calendar_hours_snapshot;
  widget_class->css_changed = sotong_calendar_hours_css_changed;
  widget_class->focus = sotong_calendar_hours_focus;
  gtk_widget_class_set_css_name (widget_class, "sotonghours");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
sotong_calendar_hours_init (SotongCalendarHours *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hours"), -1);
}

/* ---- what the model says ---- */

static void
more_cb (SotongCalendarHours  *self,
         SotongCalendarColumn *column)
{
  int minute = sotong_calendar_column_get_more (column);

  self->model->minute = minute - minute % SNAP_MINUTES; /* the list points there, and one is there again when it closes */
  sotong_calendar_input_list_day (self->input, sotong_calendar_column_get_day (column));
}

static void
changed_cb (SotongCalendarHours *self)
{
  if (!is_shown (self))
    return;
  for (int i = 0; i < MAX_COLUMNS; i++)
    {
      gtk_widget_set_child_visible (GTK_WIDGET (self->columns[i]), i < n_columns (self));
      if (i < n_columns (self))
        sotong_calendar_column_set_day (self->columns[i], self->model->span.first + i);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
selected_cb (SotongCalendarHours *self)
{
  for (int i = 0; i < n_columns (self) && is_shown (self); i++)
    gtk_widget_queue_draw (GTK_WIDGET (self->columns[i]));
}

static void
moved_cb (SotongCalendarHours *self,
          gboolean             focus)
{
  if (!is_shown (self))
    return;
  for (int i = 0; i < n_columns (self); i++)
    sotong_calendar_column_name (self->columns[i]);
  if (focus)
    sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (self));
  selected_cb (self);
}

/* ---- as a view ---- */

static SotongCalendarColumn *
column_at (SotongCalendarHours *self,
           double               x)
{
  int n = n_columns (self), room = gtk_widget_get_width (GTK_WIDGET (self)) - SOTONG_CALENDAR_GUTTER (self);
  int i = (int) ((x - SOTONG_CALENDAR_GUTTER (self)) * n / MAX (room, 1));

  return x >= SOTONG_CALENDAR_GUTTER (self) && i < n ? self->columns[i] : NULL;
}

static SotongCalendarModel *
view_get_model (SotongCalendarView *view)
{
  return SOTONG_CALENDAR_HOURS (view)->model;
}

static SotongCalendarItem *
view_pick (SotongCalendarView *view,
           double              x,
           double              y,
           gboolean           *out_more)
{
  SotongCalendarColumn *column = column_at (SOTONG_CALENDAR_HOURS (view), x);
  double column_x, column_y;

  if (column == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (column), x, y, &column_x, &column_y))
    return NULL;
  return sotong_calendar_column_pick (column, column_x, column_y, out_more);
}

static gboolean
view_get_place (SotongCalendarView *view,
                double              x,
                double              y,
                gint64             *out_day,
                int                *out_minute)
{
  SotongCalendarColumn *column = column_at (SOTONG_CALENDAR_HOURS (view), x);
  int minute = (int) (y * 60 / SOTONG_CALENDAR_HOUR_HEIGHT (view));

  if (column == NULL || y < 0)
    return FALSE;
  *out_day = sotong_calendar_column_get_day (column);
  *out_minute = CLAMP (minute - minute % SNAP_MINUTES, 0, DAY_MINUTES - SNAP_MINUTES);
  return TRUE;
}

static gboolean
view_get_box (SotongCalendarView *view,
              gint64              day,
              int                 minute,
              graphene_rect_t    *out_box)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (view);
  SotongCalendarColumn *column = sotong_calendar_hours_get_column (self, day);

  if (column == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (column), GTK_WIDGET (view), out_box))
    return FALSE;
  if (minute == SOTONG_CALENDAR_SAME_TIME)
    minute = self->model->minute;
  out_box->origin.y = (float) (minute * SOTONG_CALENDAR_HOUR_HEIGHT (self) / 60.0);
  out_box->size.height = SOTONG_CALENDAR_HOUR_HEIGHT (self) / 2.0f;
  return TRUE;
}

static void
view_set_target (SotongCalendarView *view,
                 gboolean            on,
                 gint64              day,
                 int                 minute)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (view);
  SotongCalendarColumn *target = on ? sotong_calendar_hours_get_column (self, day) : NULL;

  if (self->target != NULL && self->target != target)
    sotong_calendar_column_set_target (self->target, -1);
  self->target = target;
  if (target == NULL)
    return;
  sotong_calendar_column_set_target (target, minute);
  scroll_to (self, minute);
}

static int
view_get_edge (SotongCalendarView *view,
               double              x,
               double              y)
{
  if (x < SOTONG_CALENDAR_GUTTER (view) / 2.0)
    return -1;
  return x >= gtk_widget_get_width (GTK_WIDGET (view)) - EDGE ? 1 : 0;
}

static void
view_step (SotongCalendarView *view,
           int                 dx,
           int                 dy,
           gint64             *day,
           int                *minute)
{
  *day += dx;
  *minute = CLAMP ((*minute - *minute % STEP_MINUTES) + STEP_MINUTES * dy, 0, DAY_MINUTES - STEP_MINUTES);
}

static GdkPaintable *
view_paint (SotongCalendarView *view,
            SotongCalendarItem *item)
{
  return sotong_calendar_chip_paint (GTK_WIDGET (view), item, SOTONG_CALENDAR_HOURS (view)->model->zone);
}

static void
view_focus_cursor (SotongCalendarView *view)
{
  SotongCalendarHours *self = SOTONG_CALENDAR_HOURS (view);
  SotongCalendarColumn *column = sotong_calendar_hours_get_column (self, self->model->cursor);

  if (column == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (column));
  if (!self->model->pressed)
    scroll_to (self, self->model->minute);
}

static void
view_init (SotongCalendarViewInterface *iface)
{
  iface->get_model = view_get_model;
  iface->pick = view_pick;
  iface->get_place = view_get_place;
  iface->get_box = view_get_box;
  iface->set_target = view_set_target;
  iface->get_edge = view_get_edge;
  iface->step = view_step;
  iface->paint = view_paint;
  iface->focus_cursor = view_focus_cursor;
}

/**
 * sotong_calendar_hours_new:
 * @model: what it shows, while that is a week or a day
 *
 * Returns: (transfer floating): the hours
 */
GtkWidget *
sotong_calendar_hours_new (SotongCalendarModel *model)
{
  SotongCalendarHours *self = g_object_new (SOTONG_TYPE_CALENDAR_HOURS, NULL);

  self->model = g_object_ref (model);
  for (int i = 0; i < MAX_COLUMNS; i++)
    {
      self->columns[i] = SOTONG_CALENDAR_COLUMN (sotong_calendar_column_new (model));
      sotong_calendar_column_set_day (self->columns[i], model->span.first + i);
      gtk_widget_set_parent (GTK_WIDGET (self->columns[i]), GTK_WIDGET (self));
      g_signal_connect_swapped (self->columns[i], "more", G_CALLBACK (more_cb), self);
    }
  self->input = sotong_calendar_input_new (SOTONG_CALENDAR_VIEW (self));
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

SotongCalendarInput *
sotong_calendar_hours_get_input (SotongCalendarHours *self)
{
  return self->input;
}

/**
 * sotong_calendar_hours_get_column:
 * @self: the hours
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer none) (nullable): its column; %NULL when it is not shown
 */
SotongCalendarColumn *
sotong_calendar_hours_get_column (SotongCalendarHours *self,
                                  gint64               day)
{
  gint64 i = day - self->model->span.first;

  return is_shown (self) && i >= 0 && i < n_columns (self) ? self->columns[i] : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-holiday.h"

/**
 * SotongCalendarGrid:
 *
 * Six weeks of days. Keys, clicks and drags are those of all views, in
 * `sotong-calendar-input.c`; the campaigns are in `sotong-calendar-bands.c`.
 */
static void view_init (SotongCalendarViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongCalendarGrid, sotong_calendar_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_CALENDAR_VIEW, view_init))

/* Pixels from the sides where something held turns the page. */
#define EDGE 14

static int
head_height (SotongCalendarGrid *self)
{
  int minimum;

  gtk_widget_measure (self->heads[0], GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
sotong_calendar_grid_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (widget);
  int day_minimum, day_natural;

  gtk_widget_measure (GTK_WIDGET (self->days[0]), orientation, -1, &day_minimum, &day_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 7 * day_minimum;
      *natural = 7 * day_natural;
      return;
    }
  *minimum = SOTONG_MONTH_WEEKS * day_minimum + head_height (self);
  *natural = SOTONG_MONTH_WEEKS * day_natural + head_height (self);
}

static void
sotong_calendar_grid_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (widget);
  int head = head_height (self);

  for (int column = 0; column < 7; column++)
    {
      int x = width * column / 7, right = width * (column + 1) / 7;

      gtk_widget_size_allocate (self->heads[column], &(GtkAllocation) { x, 0, right - x, head }, -1);
      for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
        {
          int y = head + (height - head) * week / SOTONG_MONTH_WEEKS;
          int bottom = head + (height - head) * (week + 1) / SOTONG_MONTH_WEEKS;
          const GtkAllocation inner = { x + 1, y + 1, MAX (right - x - 1, 1), MAX (bottom - y - 1, 1) };

          gtk_widget_size_allocate (GTK_WIDGET (self->days[7 * week + column]), &inner, -1);
        }
    }
  sotong_calendar_grid_measure_bands (self);
  if (self->input != NULL)
    sotong_calendar_input_allocate (self->input, width, height);
}

static void
draw_lines (SotongCalendarGrid *self,
            GtkSnapshot        *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int head = head_height (self);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha = 0.15f;
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (0, (float) (head + (height - head) * week / SOTONG_MONTH_WEEKS),
                                                    (float) width, 1));
  for (int column = 1; column < 7; column++)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT ((float) (width * column / 7), (float) head, 1, (float) (height - head)));
}

static void
sotong_calendar_grid_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (widget);

  draw_lines (self, snapshot);
  sotong_calendar_grid_draw_bands (self, snapshot);
  GTK_WIDGET_CLASS (sotong_calendar_grid_parent_class)->snapshot (widget, snapshot);
}

static void
sotong_calendar_grid_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_calendar_grid_parent_class)->css_changed (widget, change);
  sotong_calendar_grid_make_bands (SOTONG_CALENDAR_GRID (widget));
}

static gboolean
sotong_calendar_grid_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  GtkWidget *inside = gtk_widget_get_focus_child (widget);
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (widget);
  SotongCalendarDay *day = self->model != NULL ? sotong_calendar_grid_find_day (self, self->model->cursor) : NULL;

  /* One stop of the Tab key, and one more for the “+N” of a day that has it: inside, the arrows walk, and in the menu its lines. */
  if (inside != NULL && SOTONG_IS_CALENDAR_DAY (inside))
    return sotong_calendar_day_walk (SOTONG_CALENDAR_DAY (inside), direction);
  if (inside != NULL)
    return GTK_IS_POPOVER (inside) && gtk_widget_child_focus (inside, direction);
  return gtk_widget_grab_focus (GTK_WIDGET (day != NULL ? day : self->days[0]));
}

static void
sotong_calendar_grid_dispose (GObject *object)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (object);

  if (self->input != NULL)
    sotong_calendar_input_close (self->input);
  self->entry = NULL;
  g_clear_object (&self->input);
  for (int i = 0; i < 7; i++)
    g_clear_pointer (&self->heads[i], gtk_widget_unparent);
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    if (self->days[i] != NULL)
      {
        gtk_widget_unparent (GTK_WIDGET (self->days[i]));
        self->days[i] = NULL;
      }
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    g_clear_pointer (&self->bands[week], g_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_grid_parent_class)->dispose (object);
}

static void
sotong_calendar_grid_class_init (SotongCalendarGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_grid_dispose;
  widget_class->measure = sotong_calendar_grid_measure;
  widget_class->size_allocate = sotong_calendar_grid_size_allocate;
  widget_class->snapshot = sotong_calendar_grid_snapshot;
  widget_class->css_changed = sotong_calendar_grid_css_changed;
  widget_class->focus = sotong_calendar_grid_focus;
  gtk_widget_class_set_css_name (widget_class, "sotongmonth");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           SotongCalendarGrid       *self)
{
  if (dy == 0 || self->model == NULL)
    return GDK_EVENT_PROPAGATE;
  sotong_calendar_model_page (self->model, dy > 0 ? 1 : -1, FALSE);
  return GDK_EVENT_STOP;
}

static void
more_cb (SotongCalendarGrid *self,
         SotongCalendarDay  *day)
{
  if (self->input != NULL)
    sotong_calendar_input_list_day (self->input, sotong_calendar_day_get_day (day));
}

static void
sotong_calendar_grid_init (SotongCalendarGrid *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                                                | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  sotong_calendar_grid_clear_bands (self);
  for (int i = 0; i < 7; i++)
    {
      self->heads[i] = gtk_label_new (sotong_calendar_text_weekday_short (i));
      gtk_widget_add_css_class (self->heads[i], "calendar-head");
      gtk_widget_add_css_class (self->heads[i], i == 6 ? "sunday" : i == 5 ? "saturday" : "weekday");
      gtk_widget_set_parent (self->heads[i], GTK_WIDGET (self));
    }
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      self->days[i] = SOTONG_CALENDAR_DAY (sotong_calendar_day_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->days[i]), GTK_WIDGET (self));
      g_signal_connect_swapped (self->days[i], "more", G_CALLBACK (more_cb), self);
    }
  sotong_month_init (&self->month, 2016, 1);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar of the month"), -1);
}

/* The day of a cell, or NULL outside of all. */
SotongCalendarDay *
sotong_calendar_grid_day_at (SotongCalendarGrid *self,
                             double              x,
                             double              y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int head = head_height (self), column, week;

  if (x < 0 || y < head || x >= width || y >= height)
    return NULL;
  column = CLAMP ((int) (x * 7 / width), 0, 6);
  week = CLAMP ((int) ((y - head) * SOTONG_MONTH_WEEKS / MAX (height - head, 1)), 0, SOTONG_MONTH_WEEKS - 1);
  return self->days[7 * week + column];
}

SotongCalendarDay *
sotong_calendar_grid_find_day (SotongCalendarGrid *self,
                               gint64              day)
{
  int cell = sotong_month_cell_of_day (&self->month, day);

  return cell >= 0 ? self->days[cell] : NULL;
}

static SotongCalendarDayFlags
day_flags (SotongCalendarGrid *self,
           gint64              day)
{
  return (sotong_month_has_day (&self->month, day) ? 0 : SOTONG_CALENDAR_DAY_OTHER_MONTH)
    | (day == self->model->today ? SOTONG_CALENDAR_DAY_TODAY : 0)
    | (day < self->model->today ? SOTONG_CALENDAR_DAY_PAST : 0);
}

static void
update_days (SotongCalendarGrid *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  SotongCalendarData *data = self->model->data;

  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      gint64 day = self->month.first + i;
      g_autofree char *bands = data != NULL ? sotong_calendar_band_names (data->campaigns, day) : NULL;
      guint n_restricted;
      g_autofree char *restricted = sotong_calendar_model_name_restricted (self->model, day, &n_restricted);
      g_autofree char *events = sotong_calendar_model_name_events (self->model, day);
      g_autofree char *holidays = data != NULL ? sotong_holiday_name_day (data->holidays, day) : NULL;

      sotong_calendar_day_set_day (self->days[i], day, day_flags (self, day));
      sotong_calendar_day_set_holiday (self->days[i], holidays);
      sotong_calendar_day_set_restricted (self->days[i], restricted, n_restricted);
      sotong_calendar_day_set_events (self->days[i], events);
      sotong_calendar_day_set_items (self->days[i], data != NULL ? data->days[i] : none, self->model->zone, bands);
      sotong_calendar_day_set_selection (self->days[i], self->model->selection);
    }
  sotong_calendar_grid_measure_bands (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
changed_cb (SotongCalendarGrid *self)
{
  /* What was held is of the data before. */
  self->hold.campaign_id = 0;
  sotong_calendar_grid_clear_bands (self);
  if (self->model->span.kind != SOTONG_CALENDAR_KIND_MONTH)
    return;
  sotong_month_init_for_day (&self->month, self->model->cursor);
  sotong_calendar_grid_make_bands (self);
  update_days (self);
}

static void
selected_cb (SotongCalendarGrid *self)
{
  for (int i = 0; i < SOTONG_MONTH_CELLS && self->model->span.kind == SOTONG_CALENDAR_KIND_MONTH; i++)
    sotong_calendar_day_set_selection (self->days[i], self->model->selection);
}

/* Whether the keys of a person go to a day. */
static gboolean
has_day_focus (SotongCalendarGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, SOTONG_TYPE_CALENDAR_DAY) != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* The focus stays with the cursor: a window that opens gives it to a day before it is known which day is today. */
static void
moved_cb (SotongCalendarGrid *self,
          gboolean            focus)
{
  if ((focus || has_day_focus (self)) && self->model->span.kind == SOTONG_CALENDAR_KIND_MONTH)
    sotong_calendar_view_focus_cursor (SOTONG_CALENDAR_VIEW (self));
}

/**
 * sotong_calendar_grid_set_model:
 * @self: the grid
 * @model: what it shows, while that is a month; set once
 */
void
sotong_calendar_grid_set_model (SotongCalendarGrid  *self,
                                SotongCalendarModel *model)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->input = sotong_calendar_input_new (SOTONG_CALENDAR_VIEW (self));
  self->entry = sotong_calendar_input_get_entry (self->input);
  sotong_calendar_grid_add_resize (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/* ---- as a view ---- */

static SotongCalendarModel *
view_get_model (SotongCalendarView *view)
{
  return SOTONG_CALENDAR_GRID (view)->model;
}

static SotongCalendarItem *
view_pick (SotongCalendarView *view,
           double              x,
           double              y,
           gboolean           *out_more)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (SOTONG_CALENDAR_GRID (view), x, y);
  double day_y;

  if (day == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (day), x, y, NULL, &day_y))
    return NULL;
  return sotong_calendar_day_pick (day, day_y, out_more);
}

static gboolean
view_get_place (SotongCalendarView *view,
                double              x,
                double              y,
                gint64             *out_day,
                int                *out_minute)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (SOTONG_CALENDAR_GRID (view), x, y);

  if (day == NULL)
    return FALSE;
  *out_day = sotong_calendar_day_get_day (day);
  return TRUE;
}

static gboolean
view_get_box (SotongCalendarView *view,
              gint64              day,
              int                 minute,
              graphene_rect_t    *out_box)
{
  SotongCalendarDay *widget = sotong_calendar_grid_find_day (SOTONG_CALENDAR_GRID (view), day);

  if (widget == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (widget), GTK_WIDGET (view), out_box))
    return FALSE;
  out_box->origin.y += SOTONG_CALENDAR_NUMBER_HEIGHT (widget);
  out_box->size.height -= SOTONG_CALENDAR_NUMBER_HEIGHT (widget);
  return TRUE;
}

static void
view_set_target (SotongCalendarView *view,
                 gboolean            on,
                 gint64              day,
                 int                 minute)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (view);
  SotongCalendarDay *target = on ? sotong_calendar_grid_find_day (self, day) : NULL;

  if (self->target == target)
    return;
  if (self->target != NULL)
    sotong_calendar_day_set_target (self->target, FALSE);
  self->target = target;
  if (target != NULL)
    sotong_calendar_day_set_target (target, TRUE);
}

/* Above the first week and below the last lie the months before and after; beside them, too. */
static int
view_get_edge (SotongCalendarView *view,
               double              x,
               double              y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (view)), height = gtk_widget_get_height (GTK_WIDGET (view));
  int head = head_height (SOTONG_CALENDAR_GRID (view));

  if (x < EDGE || y < head)
    return -1;
  return x >= width - EDGE || y >= height - EDGE ? 1 : 0;
}

static void
view_step (SotongCalendarView *view,
           int                 dx,
           int                 dy,
           gint64             *day,
           int                *minute)
{
  *day += dx + 7 * dy;
}

static GdkPaintable *
view_paint (SotongCalendarView *view,
            SotongCalendarItem *item)
{
  return sotong_calendar_chip_paint (GTK_WIDGET (view), item, SOTONG_CALENDAR_GRID (view)->model->zone);
}

static void
view_focus_cursor (SotongCalendarView *view)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (view);
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->model->cursor);

  if (day != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (day));
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

/* ---- shortcuts to the model ---- */

const SotongMonth *
sotong_calendar_grid_get_month (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), NULL);
  return &self->month;
}

gint64
sotong_calendar_grid_get_cursor (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), 0);
  return self->model->cursor;
}

void
sotong_calendar_grid_show_day (SotongCalendarGrid *self,
                               gint64              day,
                               gboolean            focus)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));
  sotong_calendar_model_go (self->model, day, focus);
}

SotongCalendarData *
sotong_calendar_grid_get_data (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), NULL);
  return self->model->data;
}

void
sotong_calendar_grid_select (SotongCalendarGrid *self,
                             SotongCalendarItem *item)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));
  sotong_calendar_model_select (self->model, item);
}

void
sotong_calendar_grid_quick_add (SotongCalendarGrid *self,
                                gint64              day,
                                const char         *text)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));
  sotong_calendar_input_quick_add (self->input, day, SOTONG_CALENDAR_SAME_TIME, text);
}

/**
 * sotong_calendar_grid_can_drop:
 * @self: the grid
 * @item: something of the calendar
 * @day: a day, counted from 1970-01-01
 *
 * Returns: whether @item may go to @day: it has not gone out, and its time is still to come there
 */
gboolean
sotong_calendar_grid_can_drop (SotongCalendarGrid *self,
                               SotongCalendarItem *item,
                               gint64              day)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), FALSE);
  return sotong_calendar_model_why_not (self->model, item, day, SOTONG_CALENDAR_SAME_TIME, FALSE) == NULL;
}

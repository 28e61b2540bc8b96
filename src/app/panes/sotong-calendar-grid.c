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
 * Six weeks of days. It walks, selects and says what a person wants done; the pane does it.
 * Keys, clicks and drags are in `sotong-calendar-input.c` and `sotong-calendar-drag.c`, the
 * campaigns in `sotong-calendar-bands.c`.
 */
G_DEFINE_FINAL_TYPE (SotongCalendarGrid, sotong_calendar_grid, GTK_TYPE_WIDGET)

guint sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_N_SIGNALS];

static void update_band_room (SotongCalendarGrid *self);

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
allocate_entry (SotongCalendarGrid *self,
                int                 width,
                int                 height)
{
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->quick_day);
  graphene_rect_t box;
  GtkAllocation place;
  int minimum, wide;

  if (day == NULL || !gtk_widget_get_visible (self->entry)
      || !gtk_widget_compute_bounds (GTK_WIDGET (day), GTK_WIDGET (self), &box))
    return;
  gtk_widget_measure (self->entry, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  wide = MIN (MAX (MAX ((int) box.size.width, 190), wide), width);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, wide, &minimum, NULL, NULL, NULL);
  place.width = wide;
  place.height = minimum;
  place.x = CLAMP ((int) box.origin.x, 0, width - wide);
  place.y = CLAMP ((int) box.origin.y + SOTONG_CALENDAR_NUMBER_HEIGHT, 0, MAX (height - minimum, 0));
  gtk_widget_size_allocate (self->entry, &place, -1);
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
  update_band_room (self);
  allocate_entry (self, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
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
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (widget);
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->cursor);

  /* One stop of the Tab key: inside, the arrows walk. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (day != NULL ? day : self->days[0]));
}

static void
sotong_calendar_grid_dispose (GObject *object)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->preedit);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
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
  g_clear_pointer (&self->data, sotong_calendar_data_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->selected);
  g_clear_object (&self->dragged);
  G_OBJECT_CLASS (sotong_calendar_grid_parent_class)->dispose (object);
}

static void
add_signals (GType type)
{
  guint *signals = sotong_calendar_grid_signals;

  /* Another month is to be read. */
  signals[SOTONG_CALENDAR_GRID_MONTH_CHANGED] =
    g_signal_new ("month-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* An item, or nothing, was selected. */
  signals[SOTONG_CALENDAR_GRID_SELECTED] =
    g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SOTONG_CALENDAR_GRID_OPEN] =
    g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
  /* A title was typed on a day. */
  signals[SOTONG_CALENDAR_GRID_ADD] =
    g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  /* A content is to be written, on a day. */
  signals[SOTONG_CALENDAR_GRID_NEW] =
    g_signal_new ("new", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SOTONG_CALENDAR_GRID_MOVE] =
    g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, SOTONG_TYPE_CALENDAR_ITEM, G_TYPE_INT64);
  signals[SOTONG_CALENDAR_GRID_REMOVE] =
    g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
  /* Something cannot be done; the sentence says why. */
  signals[SOTONG_CALENDAR_GRID_REFUSED] =
    g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
sotong_calendar_grid_init (SotongCalendarGrid *self)
{
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
    }
  sotong_month_init (&self->month, 2016, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Month"), -1);
  sotong_calendar_grid_add_input (self);
  sotong_calendar_grid_add_drag (self);
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
    | (self->zone != NULL && day == self->today ? SOTONG_CALENDAR_DAY_TODAY : 0)
    | (self->zone != NULL && day < self->today ? SOTONG_CALENDAR_DAY_PAST : 0);
}

static void
update_band_room (SotongCalendarGrid *self)
{
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    sotong_calendar_day_set_band_room (self->days[i], sotong_calendar_grid_n_lanes (self, i / 7) > 1
                                       ? sotong_calendar_grid_band_height (self) : 0);
}

static void
update_days (SotongCalendarGrid *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    {
      gint64 day = self->month.first + i;
      g_autofree char *bands = self->data != NULL ? sotong_calendar_grid_name_bands (self, day) : NULL;
      g_autofree char *holidays = self->data != NULL ? sotong_holiday_name_day (self->data->holidays, day) : NULL;

      sotong_calendar_day_set_day (self->days[i], day, day_flags (self, day));
      sotong_calendar_day_set_holiday (self->days[i], holidays);
      sotong_calendar_day_set_items (self->days[i], self->data != NULL ? self->data->days[i] : none,
                                     self->zone != NULL ? self->zone : utc, bands);
      sotong_calendar_day_set_selected (self->days[i], self->selected);
    }
  update_band_room (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_grid_set_clock:
 * @self: the grid
 * @now: the workspace's time, seconds since 1970 UTC
 * @zone: the office's time zone
 */
void
sotong_calendar_grid_set_clock (SotongCalendarGrid *self,
                                gint64              now,
                                GTimeZone          *zone)
{
  gint64 today;

  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));

  today = sotong_month_day_of_time (now, zone);
  self->now = now;
  if (self->zone == zone && self->today == today)
    return;
  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  self->today = today;
  update_days (self);
}

const SotongMonth *
sotong_calendar_grid_get_month (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), NULL);
  return &self->month;
}

/**
 * sotong_calendar_grid_get_cursor:
 * @self: the grid
 *
 * Returns: the day that has or had the focus, counted from 1970-01-01
 */
gint64
sotong_calendar_grid_get_cursor (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), 0);
  return self->cursor;
}

/**
 * sotong_calendar_grid_show_day:
 * @self: the grid
 * @day: a day, counted from 1970-01-01
 * @focus: whether the day gets the focus
 *
 * Goes to a day, and to its month when that is not shown.
 */
void
sotong_calendar_grid_show_day (SotongCalendarGrid *self,
                               gint64              day,
                               gboolean            focus)
{
  SotongMonth month;

  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));

  sotong_month_init_for_day (&month, day);
  self->cursor = day;
  if (month.year != self->month.year || month.month != self->month.month)
    {
      self->month = month;
      sotong_calendar_grid_clear_bands (self);
      g_clear_pointer (&self->data, sotong_calendar_data_free);
      update_days (self);
      g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_MONTH_CHANGED], 0);
    }
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (sotong_calendar_grid_find_day (self, day)));
}

/* The same item as it was read now, so that what was moved or published stays selected. */
static SotongCalendarItem *
find_again (SotongCalendarData *data,
            SotongCalendarItem *item)
{
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    for (guint j = 0; j < data->days[i]->len; j++)
      if (sotong_calendar_item_is_same (g_ptr_array_index (data->days[i], j), item))
        return g_ptr_array_index (data->days[i], j);
  return NULL;
}

/**
 * sotong_calendar_grid_take_data:
 * @self: the grid
 * @data: (transfer full): what was read; of another month than the one shown it is dropped
 */
void
sotong_calendar_grid_take_data (SotongCalendarGrid *self,
                                SotongCalendarData *data)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));
  g_return_if_fail (data != NULL);

  if (data->month.first != self->month.first || data->month.month != self->month.month)
    {
      sotong_calendar_data_free (data);
      return;
    }
  sotong_calendar_grid_clear_bands (self);
  g_clear_pointer (&self->data, sotong_calendar_data_free);
  self->data = data;
  if (self->selected != NULL)
    g_set_object (&self->selected, find_again (data, self->selected));
  sotong_calendar_grid_make_bands (self);
  update_days (self);
}

SotongCalendarData *
sotong_calendar_grid_get_data (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), NULL);
  return self->data;
}

SotongCalendarItem *
sotong_calendar_grid_get_selected (SotongCalendarGrid *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_GRID (self), NULL);
  return self->selected;
}

/**
 * sotong_calendar_grid_select:
 * @self: the grid
 * @item: (nullable): what is selected from now on
 */
void
sotong_calendar_grid_select (SotongCalendarGrid *self,
                             SotongCalendarItem *item)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));

  if (!g_set_object (&self->selected, item))
    return;
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    sotong_calendar_day_set_selected (self->days[i], item);
  g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_SELECTED], 0);
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
  return sotong_calendar_item_can_move (item) && day >= self->today;
}

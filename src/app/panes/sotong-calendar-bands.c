/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

/* Campaigns as bands over the weeks of the month. The first lane lies behind the days' numbers, so
 * that it takes no room from the contents; a second one has a line of its own. */

#define NUMBER_WIDTH 32
#define LOW_WEEK 92

/* Forgets the bands, whose campaigns are those of the data. */
void
sotong_calendar_grid_clear_bands (SotongCalendarGrid *self)
{
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    {
      if (self->bands[week] == NULL)
        self->bands[week] = sotong_calendar_band_array_new ();
      g_array_set_size (self->bands[week], 0);
    }
}

/* Lays the data's campaigns out over the weeks. */
void
sotong_calendar_grid_make_bands (SotongCalendarGrid *self)
{
  sotong_calendar_grid_clear_bands (self);
  for (int week = 0; week < SOTONG_MONTH_WEEKS && self->model != NULL && self->model->data != NULL; week++)
    sotong_calendar_band_lay_out (self->bands[week], self->model->data->campaigns, &self->hold, self->month.first + 7 * week, 7,
                                  SOTONG_CALENDAR_MAX_LANES);
}

/* How many lanes a week needs. */
guint
sotong_calendar_grid_n_lanes (SotongCalendarGrid *self,
                              int                 week)
{
  return sotong_calendar_band_n_lanes (self->bands[week]);
}

/* How high a second lane is: a line of text, or where weeks are low a mere line. */
int
sotong_calendar_grid_band_height (SotongCalendarGrid *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) < SOTONG_MONTH_WEEKS * LOW_WEEK
         ? SOTONG_CALENDAR_BAND_LINE : SOTONG_CALENDAR_BAND_HEIGHT;
}

/* Where a band is; %FALSE before the first layout. */
gboolean
sotong_calendar_grid_get_band_box (SotongCalendarGrid *self,
                                   int                 week,
                                   SotongCalendarBand *band,
                                   graphene_rect_t    *out_box)
{
  graphene_rect_t first, last;
  float left = band->begins ? 4 : 0, right = band->ends ? 4 : 0;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + band->first]), GTK_WIDGET (self), &first)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + band->last]), GTK_WIDGET (self), &last))
    return FALSE;
  *out_box = GRAPHENE_RECT_INIT (first.origin.x + left, first.origin.y + 2,
                                 last.origin.x + last.size.width - first.origin.x - left - right,
                                 SOTONG_CALENDAR_NUMBER_HEIGHT - 3);
  if (band->lane > 0)
    {
      out_box->origin.y = first.origin.y + SOTONG_CALENDAR_NUMBER_HEIGHT;
      out_box->size.height = (float) sotong_calendar_grid_band_height (self) - 2;
    }
  return TRUE;
}

/* Where the name of a band in lane 0 begins, in pixels from the band's own start, or -1: a holiday's name stands
 * in the same line, so it begins on the first day that is none. */
static float
name_offset (SotongCalendarGrid       *self,
             int                       week,
             const SotongCalendarBand *band)
{
  graphene_rect_t first, day;

  if (band->lane > 0)
    return 0;
  for (int column = band->first; column <= band->last; column++)
    if (!sotong_calendar_day_is_holiday (self->days[7 * week + column]))
      return gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + band->first]), GTK_WIDGET (self), &first)
             && gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + column]), GTK_WIDGET (self), &day)
             ? day.origin.x - first.origin.x : 0;
  return -1;
}

static void
draw_band (SotongCalendarGrid *self,
           GtkSnapshot        *snapshot,
           int                 week,
           SotongCalendarBand *band)
{
  float offset = name_offset (self, week, band);
  int indent = (band->lane == 0 ? NUMBER_WIDTH : 6) + (int) MAX (offset, 0), room;
  graphene_rect_t box;

  if (!sotong_calendar_grid_get_band_box (self, week, band, &box))
    return;
  /* Lane 0 shares its line with the numbers: the name ends where the next number stands. */
  room = band->lane == 0 ? gtk_widget_get_width (GTK_WIDGET (self->days[0])) - NUMBER_WIDTH - 20 : (int) box.size.width - indent - 4;
  sotong_calendar_band_draw (GTK_WIDGET (self), snapshot, band, &box, band->lane == 0 ? 0.26f : 0.45f, indent,
                             offset >= 0 ? room : 0);
}

/* Draws all bands, below the days. */
void
sotong_calendar_grid_draw_bands (SotongCalendarGrid *self,
                                 GtkSnapshot        *snapshot)
{
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    for (guint i = 0; i < self->bands[week]->len; i++)
      draw_band (self, snapshot, week, &g_array_index (self->bands[week], SotongCalendarBand, i));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

/* Campaigns as bands over the weeks of the month. The first lane lies behind the days' numbers, so
 * that it takes no room from the contents; each further one has a line of its own. */

#define NUMBER_WIDTH(widget) sotong_type_scaled (GTK_WIDGET (widget), 32)
#define LOW_WEEK 92
#define FEW_CONTENTS 3

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

/* Before an audience the type is larger. */
static int
text_height (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

/* How much room all lanes but the first take: a line of @full each, where weeks are low a mere line, and all of them together
 * no more than one before they take the place of one of few contents. */
static int
band_room (SotongCalendarGrid *self,
           int                 week,
           int                 full)
{
  SotongCalendarDay *day = self->days[7 * week];
  int n = MAX ((int) sotong_calendar_grid_n_lanes (self, week) - 1, 0);

  if (n == 0 || gtk_widget_get_height (GTK_WIDGET (self)) >= SOTONG_MONTH_WEEKS * (LOW_WEEK + (n - 1) * full))
    return n * full;
  return sotong_calendar_day_count_lines (day, n * SOTONG_CALENDAR_BAND_LINE)
         < MIN (sotong_calendar_day_count_lines (day, SOTONG_CALENDAR_BAND_LINE), FEW_CONTENTS)
         ? SOTONG_CALENDAR_BAND_LINE : n * SOTONG_CALENDAR_BAND_LINE;
}

/* Gives the weeks' bands their room, once the days have their size. What a line of text takes is asked for but once: Pango shapes
 * a sample for it each time. */
void
sotong_calendar_grid_measure_bands (SotongCalendarGrid *self)
{
  int full = MAX (SOTONG_CALENDAR_BAND_HEIGHT, text_height (GTK_WIDGET (self)) - 2);

  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    {
      self->band_room[week] = band_room (self, week, full);
      for (int column = 0; column < 7; column++)
        sotong_calendar_day_set_band_room (self->days[7 * week + column], self->band_room[week]);
    }
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
                                 SOTONG_CALENDAR_NUMBER_HEIGHT (self) - 3);
  if (band->lane > 0)
    {
      float height = (float) self->band_room[week] / (float) MAX (sotong_calendar_grid_n_lanes (self, week) - 1, 1);

      out_box->origin.y = first.origin.y + SOTONG_CALENDAR_NUMBER_HEIGHT (self) + (float) (band->lane - 1) * height;
      out_box->size.height = height >= SOTONG_CALENDAR_BAND_LINE ? height - 2 : height * 0.7f;
    }
  return TRUE;
}

/* Where the name of a band in lane 0 may stand: beside the numbers of its days, and not on a holiday, whose name stands
 * in the same line. Returns how many places there are. */
static int
name_places (SotongCalendarGrid       *self,
             int                       week,
             const SotongCalendarBand *band,
             float                     places[7])
{
  int n = 0;

  for (int column = band->first; column <= band->last; column++)
    {
      SotongCalendarDay *day = self->days[7 * week + column];
      graphene_rect_t box;

      if (sotong_calendar_day_has_room_beside (day, NUMBER_WIDTH (self)) && gtk_widget_compute_bounds (GTK_WIDGET (day), GTK_WIDGET (self), &box))
        places[n++] = box.origin.x + (float) NUMBER_WIDTH (self);
    }
  return n;
}

static void
draw_band (SotongCalendarGrid *self,
           GtkSnapshot        *snapshot,
           int                 week,
           SotongCalendarBand *band)
{
  graphene_rect_t box;
  float places[7];

  if (!sotong_calendar_grid_get_band_box (self, week, band, &box))
    return;
  sotong_calendar_band_draw (GTK_WIDGET (self), snapshot, band, &box, band->lane == 0 ? 0.26f : 0.45f, 6,
                             band->lane == 0 ? 0 : (int) box.size.width - 10);
  /* Lane 0 shares its line with the numbers: the name stands between them. */
  if (band->lane == 0)
    sotong_calendar_band_draw_words (GTK_WIDGET (self), snapshot, band, &box, places, name_places (self, week, band, places),
                                     gtk_widget_get_width (GTK_WIDGET (self->days[0])) - NUMBER_WIDTH (self) - 20);
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

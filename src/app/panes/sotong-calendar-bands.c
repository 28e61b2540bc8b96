/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-symbol.h"

/* Campaigns as bands over their days. The first lane lies behind the days' numbers, so that it
 * takes no room from the contents; a second one has a line of its own. */

#define NUMBER_WIDTH 32
#define LOW_WEEK 92

static void
band_clear (SotongCalendarBand *band)
{
  g_clear_object (&band->layout);
}

/* The lowest lane that is free from @first to @last, or -1. */
static int
free_lane (GArray *bands,
           int     first,
           int     last)
{
  for (int lane = 0; lane < SOTONG_CALENDAR_MAX_LANES; lane++)
    {
      gboolean taken = FALSE;

      for (guint i = 0; i < bands->len && !taken; i++)
        {
          const SotongCalendarBand *band = &g_array_index (bands, SotongCalendarBand, i);

          taken = band->lane == lane && band->first <= last && band->last >= first;
        }
      if (!taken)
        return lane;
    }
  return -1;
}

static void
add_band (SotongCalendarGrid   *self,
          int                   week,
          const SotongCampaign *campaign,
          gint64                starts,
          gint64                ends)
{
  gint64 monday = self->month.first + 7 * week;
  SotongCalendarBand band = { .campaign = campaign };
  int lane;

  if (starts > monday + 6 || ends < monday)
    return;
  band.first = (guint8) MAX (starts - monday, 0);
  band.last = (guint8) MIN (ends - monday, 6);
  band.begins = starts >= monday;
  band.ends = ends <= monday + 6;
  lane = free_lane (self->bands[week], band.first, band.last);
  if (lane < 0)
    return;
  band.lane = (guint8) lane;
  g_array_append_val (self->bands[week], band);
}

/* Forgets the bands, whose campaigns are those of the data. */
void
sotong_calendar_grid_clear_bands (SotongCalendarGrid *self)
{
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    {
      if (self->bands[week] == NULL)
        {
          self->bands[week] = g_array_new (FALSE, TRUE, sizeof (SotongCalendarBand));
          g_array_set_clear_func (self->bands[week], (GDestroyNotify) band_clear);
        }
      g_array_set_size (self->bands[week], 0);
    }
}

/* Lays the data's campaigns out over the weeks. */
void
sotong_calendar_grid_make_bands (SotongCalendarGrid *self)
{
  sotong_calendar_grid_clear_bands (self);
  for (guint i = 0; self->data != NULL && i < self->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->data->campaigns, i);
      gint64 starts, ends;

      if (!sotong_month_parse_day (campaign->starts_on, &starts)
          || !sotong_month_parse_day (campaign->ends_on, &ends))
        continue;
      for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
        add_band (self, week, campaign, starts, ends);
    }
}

/* How many lanes a week needs. */
guint
sotong_calendar_grid_n_lanes (SotongCalendarGrid *self,
                              int                 week)
{
  guint n = 0;

  for (guint i = 0; i < self->bands[week]->len; i++)
    n = MAX (n, (guint) g_array_index (self->bands[week], SotongCalendarBand, i).lane + 1);
  return n;
}

/* How high a second lane is: a line of text, or where weeks are low a mere line. */
int
sotong_calendar_grid_band_height (SotongCalendarGrid *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) < SOTONG_MONTH_WEEKS * LOW_WEEK
         ? SOTONG_CALENDAR_BAND_LINE : SOTONG_CALENDAR_BAND_HEIGHT;
}

/* The names of all campaigns of a day, those without a lane included. */
char *
sotong_calendar_grid_name_bands (SotongCalendarGrid *self,
                                 gint64              day)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->data->campaigns, i);
      gint64 starts, ends;

      if (sotong_month_parse_day (campaign->starts_on, &starts)
          && sotong_month_parse_day (campaign->ends_on, &ends) && starts <= day && day <= ends)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", campaign->name);
    }
  return g_string_free (names, FALSE);
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
band_text (SotongCalendarGrid *self,
           GtkSnapshot        *snapshot,
           SotongCalendarBand *band,
           graphene_rect_t    *box)
{
  graphene_point_t origin;
  GdkRGBA color;
  int height, indent = band->lane == 0 ? NUMBER_WIDTH : 6;

  if (band->layout == NULL)
    {
      PangoAttrList *attrs = pango_attr_list_new ();

      pango_attr_list_insert (attrs, pango_attr_scale_new (0.75));
      band->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), band->campaign->name);
      pango_layout_set_attributes (band->layout, attrs);
      pango_layout_set_ellipsize (band->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (band->layout, TRUE);
      pango_attr_list_unref (attrs);
    }
  /* Lane 0 shares its line with the numbers: the name ends where the next number stands. */
  if (band->lane == 0)
    pango_layout_set_width (band->layout, (int) MAX (gtk_widget_get_width (GTK_WIDGET (self->days[0])) - indent - 20, 8) * PANGO_SCALE);
  else
    pango_layout_set_width (band->layout, (int) MAX (box->size.width - (float) indent - 4, 8) * PANGO_SCALE);
  pango_layout_get_pixel_size (band->layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  origin = GRAPHENE_POINT_INIT (box->origin.x + (float) indent,
                                box->origin.y + (box->size.height - (float) height) / 2);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &origin);
  gtk_snapshot_append_layout (snapshot, band->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_band (SotongCalendarGrid *self,
           GtkSnapshot        *snapshot,
           int                 week,
           SotongCalendarBand *band)
{
  graphene_rect_t first, last, box;
  float left = band->begins ? 4 : 0, right = band->ends ? 4 : 0, offset;
  graphene_size_t round_left = GRAPHENE_SIZE_INIT (band->begins ? 5 : 0, band->begins ? 5 : 0);
  graphene_size_t round_right = GRAPHENE_SIZE_INIT (band->ends ? 5 : 0, band->ends ? 5 : 0);
  GskRoundedRect shape;
  GdkRGBA color;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + band->first]), GTK_WIDGET (self), &first)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->days[7 * week + band->last]), GTK_WIDGET (self), &last))
    return;
  box = GRAPHENE_RECT_INIT (first.origin.x + left, first.origin.y + 2,
                            last.origin.x + last.size.width - first.origin.x - left - right,
                            SOTONG_CALENDAR_NUMBER_HEIGHT - 3);
  if (band->lane > 0)
    {
      box.origin.y = first.origin.y + SOTONG_CALENDAR_NUMBER_HEIGHT;
      box.size.height = (float) sotong_calendar_grid_band_height (self) - 2;
    }
  sotong_calendar_palette (band->campaign->colour, &color);
  color.alpha = band->lane == 0 ? 0.26f : 0.45f;
  gsk_rounded_rect_init (&shape, &box, &round_left, &round_right, &round_right, &round_left);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &box);
  gtk_snapshot_pop (snapshot);
  offset = name_offset (self, week, band);
  box.origin.x += offset;
  box.size.width -= offset;
  if (offset >= 0 && box.size.height > SOTONG_CALENDAR_BAND_LINE)
    band_text (self, snapshot, band, &box);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-band.h"

#include "app/panes/sotong-calendar-symbol.h"
#include "plan/sotong-month.h"

/* Campaigns as bands over a row of days, in whichever view. */

#define MIN_TEXT_HEIGHT 10

static void
band_clear (SotongCalendarBand *band)
{
  g_clear_object (&band->layout);
}

GArray *
sotong_calendar_band_array_new (void)
{
  GArray *bands = g_array_new (FALSE, TRUE, sizeof (SotongCalendarBand));

  g_array_set_clear_func (bands, (GDestroyNotify) band_clear);
  return bands;
}

/* The lowest lane that is free from @first to @last, or -1. */
static int
free_lane (GArray *bands,
           int     first,
           int     last,
           int     max_lanes)
{
  for (int lane = 0; lane < max_lanes; lane++)
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

static gboolean
get_days (const SotongCampaign *campaign,
          const SotongBandHold *hold,
          gint64               *starts,
          gint64               *ends)
{
  if (hold != NULL && hold->campaign_id == campaign->id)
    {
      *starts = hold->first;
      *ends = hold->last;
      return TRUE;
    }
  return sotong_month_parse_day (campaign->starts_on, starts) && sotong_month_parse_day (campaign->ends_on, ends);
}

/**
 * sotong_calendar_band_lay_out:
 * @bands: (element-type SotongCalendarBand): filled anew
 * @campaigns: (element-type SotongCampaign): all there are; must outlive @bands
 * @hold: (nullable): a campaign that is shown on other days than its own
 * @first: the row's first day, counted from 1970-01-01
 * @n_days: how many days the row has, at most 255
 * @max_lanes: how many bands may lie over one another; what has no room is left out
 */
void
sotong_calendar_band_lay_out (GArray               *bands,
                              GPtrArray            *campaigns,
                              const SotongBandHold *hold,
                              gint64                first,
                              int                   n_days,
                              int                   max_lanes)
{
  g_array_set_size (bands, 0);
  for (guint i = 0; i < campaigns->len; i++)
    {
      SotongCalendarBand band = { .campaign = g_ptr_array_index (campaigns, i) };
      gint64 starts, ends;
      int lane;

      if (!get_days (band.campaign, hold, &starts, &ends) || starts > first + n_days - 1 || ends < first)
        continue;
      band.first = (guint8) MAX (starts - first, 0);
      band.last = (guint8) MIN (ends - first, n_days - 1);
      band.begins = starts >= first;
      band.ends = ends <= first + n_days - 1;
      lane = free_lane (bands, band.first, band.last, max_lanes);
      if (lane < 0)
        continue;
      band.lane = (guint8) lane;
      g_array_append_val (bands, band);
    }
}

/**
 * sotong_calendar_band_n_lanes:
 * @bands: (element-type SotongCalendarBand): a row
 *
 * Returns: how many lanes it needs
 */
guint
sotong_calendar_band_n_lanes (GArray *bands)
{
  guint n = 0;

  for (guint i = 0; i < bands->len; i++)
    n = MAX (n, (guint) g_array_index (bands, SotongCalendarBand, i).lane + 1);
  return n;
}

/**
 * sotong_calendar_band_names:
 * @campaigns: (element-type SotongCampaign): all there are
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full): the names of all campaigns of the day, those without a lane included
 */
char *
sotong_calendar_band_names (GPtrArray *campaigns,
                            gint64     day)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (campaigns, i);
      gint64 starts, ends;

      if (sotong_month_parse_day (campaign->starts_on, &starts)
          && sotong_month_parse_day (campaign->ends_on, &ends) && starts <= day && day <= ends)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", campaign->name);
    }
  return g_string_free (names, FALSE);
}

static PangoLayout *
new_layout (GtkWidget  *widget,
            const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (0.75));
  pango_layout_set_attributes (layout, attrs);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_attr_list_unref (attrs);
  return layout;
}

/* Breaks a name into at most @n_lines paragraphs of whole words that fit @room; the last has what is left. */
static void
break_name (PangoLayout *layout,
            const char  *name,
            int          n_lines,
            int          room)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  g_autoptr(GString) all = g_string_new (NULL), line = g_string_new (NULL);

  pango_layout_set_width (layout, -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize before = line->len;
      int width;

      g_string_append_printf (line, "%s%s", before > 0 ? " " : "", words[i]);
      pango_layout_set_text (layout, line->str, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      if (before == 0 || width <= room || n_lines <= 1)
        continue;
      g_string_append_printf (all, "%.*s\n", (int) before, line->str);
      g_string_assign (line, words[i]);
      n_lines--;
    }
  g_string_append (all, line->str);
  pango_layout_set_text (layout, all->str, -1);
  pango_layout_set_width (layout, room * PANGO_SCALE);
}

/**
 * sotong_calendar_band_draw_words:
 * @widget: in whose font and colours
 * @snapshot: where to
 * @band: a band whose line has other things in it, too
 * @box: where it is
 * @starts: where from the left the name may stand, pixels of @widget
 * @n_starts: how many these are
 * @room: how long it may be at each of them, pixels
 *
 * Draws the name word by word: what has no room at the first place goes on at the next.
 */
void
sotong_calendar_band_draw_words (GtkWidget             *widget,
                                 GtkSnapshot           *snapshot,
                                 SotongCalendarBand    *band,
                                 const graphene_rect_t *box,
                                 const float           *starts,
                                 int                    n_starts,
                                 int                    room)
{
  PangoLayoutIter *lines;
  GdkRGBA color;
  int i = 0;

  if (box->size.height < MIN_TEXT_HEIGHT || n_starts < 1 || room < 8)
    return;
  if (band->layout == NULL)
    {
      band->layout = new_layout (widget, "");
      band->room = 0;
    }
  if (band->room != room)
    break_name (band->layout, band->campaign->name, n_starts, room);
  band->room = room;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  lines = pango_layout_get_iter (band->layout);
  do
    {
      float x = starts[MIN (i, n_starts - 1)], y, height;
      int top, bottom;

      pango_layout_iter_get_line_yrange (lines, &top, &bottom);
      height = (float) PANGO_PIXELS (bottom - top);
      y = box->origin.y + (box->size.height - height) / 2;
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (x, y, (float) room, height));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y - (float) PANGO_PIXELS (top)));
      gtk_snapshot_append_layout (snapshot, band->layout, &color);
      gtk_snapshot_restore (snapshot);
      gtk_snapshot_pop (snapshot);
      i++;
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
}

static void
draw_name (GtkWidget             *widget,
           GtkSnapshot           *snapshot,
           SotongCalendarBand    *band,
           const graphene_rect_t *box,
           int                    indent,
           int                    text_width)
{
  graphene_point_t origin;
  GdkRGBA color;
  int height;

  if (band->layout == NULL)
    {
      band->layout = new_layout (widget, band->campaign->name);
      pango_layout_set_single_paragraph_mode (band->layout, TRUE);
    }
  pango_layout_set_width (band->layout, MAX (text_width, 8) * PANGO_SCALE);
  pango_layout_get_pixel_size (band->layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  origin = GRAPHENE_POINT_INIT (box->origin.x + (float) indent, box->origin.y + (box->size.height - (float) height) / 2);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &origin);
  gtk_snapshot_append_layout (snapshot, band->layout, &color);
  gtk_snapshot_restore (snapshot);
}

/**
 * sotong_calendar_band_draw:
 * @widget: in whose font and colours
 * @snapshot: where to
 * @band: a band
 * @box: where it is
 * @alpha: of its colour, 0 to 1
 * @indent: where in it the name begins, pixels
 * @text_width: how long the name may be, pixels; 0 for none, and a low band has none either
 */
void
sotong_calendar_band_draw (GtkWidget             *widget,
                           GtkSnapshot           *snapshot,
                           SotongCalendarBand    *band,
                           const graphene_rect_t *box,
                           float                  alpha,
                           int                    indent,
                           int                    text_width)
{
  float corner = MIN (5, box->size.height / 2);
  graphene_size_t left = GRAPHENE_SIZE_INIT (band->begins ? corner : 0, band->begins ? corner : 0);
  graphene_size_t right = GRAPHENE_SIZE_INIT (band->ends ? corner : 0, band->ends ? corner : 0);
  GskRoundedRect shape;
  GdkRGBA color;

  sotong_calendar_palette (band->campaign->colour, &color);
  color.alpha = alpha;
  gsk_rounded_rect_init (&shape, box, &left, &right, &right, &left);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, box);
  gtk_snapshot_pop (snapshot);
  if (box->size.height >= MIN_TEXT_HEIGHT && text_width > 0)
    draw_name (widget, snapshot, band, box, indent, text_width);
}

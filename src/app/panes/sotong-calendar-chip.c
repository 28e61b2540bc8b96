/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-chip.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "util/sotong-time.h"

/* A content as a small box with its state, time, channel and title. Drawn, not a widget: a
 * calendar of a busy office shows some hundred of them. */

/* Narrower than this, a chip says time and channel as shortly as can be. */
#define WIDE_CHIP 150
#define MIN_CHIP 64   /* both in the usual type */

#define WARNING 12    /* pixels that the triangle takes at the end */

/**
 * sotong_calendar_chip_text_layout:
 * @widget: in whose font
 * @text: one line
 * @scale: of the font's size
 *
 * Returns: (transfer full): the text, laid out
 */
PangoLayout *
sotong_calendar_chip_text_layout (GtkWidget  *widget,
                                  const char *text,
                                  double      scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attrs);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_attr_list_unref (attrs);
  return layout;
}

static char *
chip_time (SotongCalendarItem *item,
           GTimeZone          *zone,
           gboolean            wide)
{
  int year, month, day, hour, minute, second;

  if (wide)
    return sotong_calendar_text_time (item->at, zone);
  sotong_time_to_civil (item->at, zone, &year, &month, &day, &hour, &minute, &second);
  if (minute != 0)
    return g_strdup_printf ("%d:%02d", hour, minute);
  /* Translators: a full hour, as shortly as can be: 9 o’clock. */
  return g_strdup_printf (C_("full hour", "%dh"), hour);
}

/* Time, channel and title; where the channel stands is told for its weight. */
static char *
chip_text (SotongCalendarItem *item,
           GTimeZone          *zone,
           int                 width,
           guint              *out_start,
           guint              *out_end)
{
  gboolean wide = width >= WIDE_CHIP;
  GString *text = g_string_new (NULL);

  if (item->at != SOTONG_NONE && width >= MIN_CHIP)
    {
      g_autofree char *time = chip_time (item, zone, wide);

      g_string_append_printf (text, "%s ", time);
    }
  *out_start = (guint) text->len;
  if (item->channel != NULL && width >= MIN_CHIP)
    {
      const char *end = g_utf8_next_char (item->channel);

      g_string_append_len (text, item->channel, wide ? -1 : end - item->channel);
      g_string_append_c (text, ' ');
    }
  /* The sign of a paragraph of the law: its day falls under a restriction. One more asks for the ground. */
  if (item->restricted != NULL)
    g_string_append (text, item->has_ground ? "§ " : "§! ");
  *out_end = (guint) text->len;
  g_string_append (text, item->title);
  return g_string_free (text, FALSE);
}

/* What a chip leaves for its text, in units of Pango. */
static int
text_width (GtkWidget          *widget,
            SotongCalendarItem *item,
            int                 width)
{
  return MAX (width - sotong_type_scaled (widget, 18) - 4 - (item->warning != NULL ? WARNING : 0), 10) * PANGO_SCALE;
}

/**
 * sotong_calendar_chip_layout:
 * @widget: in whose font
 * @item: a content
 * @zone: the office's time zone
 * @width: of the chip, pixels
 *
 * Returns: (transfer full): its text, as long as there is room
 */
PangoLayout *
sotong_calendar_chip_layout (GtkWidget          *widget,
                             SotongCalendarItem *item,
                             GTimeZone          *zone,
                             int                 width)
{
  guint start, end;
  g_autofree char *text = chip_text (item, zone, (int) (width / sotong_type_scale (widget)), &start, &end);
  PangoLayout *layout = sotong_calendar_chip_text_layout (widget, text, 0.78);
  PangoAttrList *attrs = pango_attr_list_copy (pango_layout_get_attributes (layout));
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *pale = pango_attr_foreground_alpha_new (45000);

  bold->start_index = start;
  bold->end_index = end;
  pale->end_index = start;
  pango_attr_list_insert (attrs, bold);
  pango_attr_list_insert (attrs, pale);
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, text_width (widget, item, width));
  return layout;
}

/**
 * sotong_calendar_chip_is_laid_out:
 * @widget: in whose font
 * @layout: by sotong_calendar_chip_layout(), with @width and the same time zone
 * @was: the content that it was made of
 * @item: a content, perhaps @was itself, to which a warning came
 * @width: of the chip, pixels
 *
 * Returns: whether @layout is what would be made of @item
 */
gboolean
sotong_calendar_chip_is_laid_out (GtkWidget          *widget,
                                  PangoLayout        *layout,
                                  SotongCalendarItem *was,
                                  SotongCalendarItem *item,
                                  int                 width)
{
  return was->at == item->at && g_strcmp0 (was->title, item->title) == 0 && g_strcmp0 (was->channel, item->channel) == 0
         && (was->restricted != NULL) == (item->restricted != NULL) && was->has_ground == item->has_ground
         && pango_layout_get_width (layout) == text_width (widget, item, width);
}

/**
 * sotong_calendar_chip_draw_text:
 * @snapshot: where to
 * @layout: what
 * @x: of its upper left corner
 * @y: of its upper left corner
 * @color: in which colour
 */
void
sotong_calendar_chip_draw_text (GtkSnapshot   *snapshot,
                                PangoLayout   *layout,
                                double         x,
                                double         y,
                                const GdkRGBA *color)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A triangle at the end of the chip: there is something to look at, which the tooltip tells. */
static void
draw_warning (GtkWidget             *widget,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *box)
{
  graphene_rect_t place = GRAPHENE_RECT_INIT (box->origin.x + box->size.width - WARNING, box->origin.y + 2, 10, 9);
  GdkRGBA color, paper;
  cairo_t *cr;

  sotong_calendar_color (widget, "warning_color", &color);
  sotong_calendar_color (widget, "view_bg_color", &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_translate (cr, place.origin.x, place.origin.y);
  cairo_move_to (cr, 5, 0);
  cairo_line_to (cr, 10, 9);
  cairo_line_to (cr, 0, 9);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_rectangle (cr, 4.4, 3, 1.2, 3);
  cairo_rectangle (cr, 4.4, 7, 1.2, 1.2);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/**
 * sotong_calendar_chip_draw:
 * @widget: whose colours it has
 * @snapshot: where to
 * @item: a content
 * @layout: its text, by sotong_calendar_chip_layout()
 * @box: where it is
 * @selected: whether it is selected
 */
void
sotong_calendar_chip_draw (GtkWidget             *widget,
                           GtkSnapshot           *snapshot,
                           SotongCalendarItem    *item,
                           PangoLayout           *layout,
                           const graphene_rect_t *box,
                           gboolean               selected)
{
  double scale = sotong_type_scale (widget);
  graphene_rect_t symbol = GRAPHENE_RECT_INIT (box->origin.x + 3, box->origin.y + 2 * (float) scale,
                                               SOTONG_CALENDAR_SYMBOL_SIZE * (float) scale, SOTONG_CALENDAR_SYMBOL_SIZE * (float) scale);
  GdkRGBA color, text, tint, paper;
  GskRoundedRect shape;
  int height;
  cairo_t *cr;

  sotong_calendar_symbol_get_color (widget, item->state, &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  sotong_calendar_color (widget, "view_bg_color", &paper);
  tint = color;
  tint.alpha *= selected ? 0.34f : 0.14f;

  gsk_rounded_rect_init_from_rect (&shape, box, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &tint, box);
  gtk_snapshot_pop (snapshot);
  if (selected)
    {
      float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
      GdkRGBA colors[4] = { color, color, color, color };

      gtk_snapshot_append_border (snapshot, &shape, widths, colors);
    }
  cr = gtk_snapshot_append_cairo (snapshot, &symbol);
  cairo_translate (cr, symbol.origin.x, symbol.origin.y);
  cairo_scale (cr, scale, scale);
  sotong_calendar_symbol_draw (cr, item->state, &color, &paper);
  cairo_destroy (cr);
  pango_layout_get_pixel_size (layout, NULL, &height);
  sotong_calendar_chip_draw_text (snapshot, layout, box->origin.x + sotong_type_scaled (widget, 18),
                                  box->origin.y + (MIN (SOTONG_CALENDAR_CHIP_HEIGHT (widget) - 2, box->size.height) - height) / 2.0, &text);
  if (item->warning != NULL)
    draw_warning (widget, snapshot, box);
}

/**
 * sotong_calendar_chip_more_color:
 * @widget: what shows contents
 * @marked: whether one of those that have no room would have a mark
 * @color: (out): how their number is written
 */
void
sotong_calendar_chip_more_color (GtkWidget *widget,
                                 gboolean   marked,
                                 GdkRGBA   *color)
{
  if (marked)
    {
      sotong_calendar_color (widget, "warning_color", color);
      return;
    }
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
  color->alpha *= 0.75f;
}

/**
 * sotong_calendar_chip_draw_restricted:
 * @widget: a day
 * @snapshot: where to
 * @n: how many restricted periods have it, at least one
 *
 * Shades a day of a restricted period, with a bar that is told from other shades in grey too: one for each period, up to three,
 * and the shade is deeper where there are several.
 */
void
sotong_calendar_chip_draw_restricted (GtkWidget   *widget,
                                      GtkSnapshot *snapshot,
                                      guint        n)
{
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  GdkRGBA color;

  sotong_calendar_color (widget, "warning_color", &color);
  color.alpha = n > 1 ? 0.18f : 0.10f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
  color.alpha = 0.8f;
  for (guint i = 0; i < MIN (n, 3); i++)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, height - 3 - 5 * (float) i, width, 3));
}

/**
 * sotong_calendar_chip_paint:
 * @widget: whose font and colours it has
 * @item: a content
 * @zone: the office's time zone
 *
 * Returns: (transfer full): a picture of its chip, to be dragged along
 */
GdkPaintable *
sotong_calendar_chip_paint (GtkWidget          *widget,
                            SotongCalendarItem *item,
                            GTimeZone          *zone)
{
  int width = 150;
  g_autoptr(PangoLayout) layout = sotong_calendar_chip_layout (widget, item, zone, width);
  graphene_size_t size = GRAPHENE_SIZE_INIT ((float) width, SOTONG_CALENDAR_CHIP_HEIGHT (widget));
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) width, SOTONG_CALENDAR_CHIP_HEIGHT (widget));
  graphene_rect_t box = GRAPHENE_RECT_INIT (2, 1, (float) width - 4, SOTONG_CALENDAR_CHIP_HEIGHT (widget) - 2);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA paper;

  sotong_calendar_color (widget, "view_bg_color", &paper);
  gtk_snapshot_append_color (snapshot, &paper, &all);
  sotong_calendar_chip_draw (widget, snapshot, item, layout, &box, FALSE);
  return gtk_snapshot_free_to_paintable (snapshot, &size);
}

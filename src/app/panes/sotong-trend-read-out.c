/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is laid over the picture of a chart: the cursor with its read-out, and the points that are compared. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/panes/sotong-trend-view-private.h"
#include "chart/sotong-axis-text.h"
#include "util/sotong-won.h"

#define READ_OUT_PADDING 8
#define SWATCH 9

static GdkRGBA
rgba (const SotongColor *color)
{
  GdkRGBA out = { (float) color->red, (float) color->green, (float) color->blue, (float) color->alpha };

  return out;
}

static const struct {
  SotongRole  role;
  const char *name;
  gsize       offset;
} figures[] = {
  { SOTONG_ROLE_POSITIVE, N_("Positive"), G_STRUCT_OFFSET (SotongTrendPoint, positive) },
  { SOTONG_ROLE_NEUTRAL, N_("Neutral"), G_STRUCT_OFFSET (SotongTrendPoint, neutral) },
  { SOTONG_ROLE_NEGATIVE, N_("Negative"), G_STRUCT_OFFSET (SotongTrendPoint, negative) },
  { SOTONG_ROLE_UNCERTAIN, N_("Uncertain"), G_STRUCT_OFFSET (SotongTrendPoint, uncertain) },
  { SOTONG_ROLE_UNLABELLED, N_("Unlabelled"), G_STRUCT_OFFSET (SotongTrendPoint, unlabelled) },
};

/* Lines of the read-out: names left, numbers right. */
typedef struct {
  PangoLayout *head;
  PangoLayout *names[G_N_ELEMENTS (figures) + 1];
  PangoLayout *values[G_N_ELEMENTS (figures) + 1];
  int          roles[G_N_ELEMENTS (figures) + 1]; /* -1: without a sample of its colour */
  guint        n;
  int          name_width;
  int          value_width;
  int          line_height;
  int          head_width;
} ReadOut;

static PangoLayout *
make_layout (SotongTrendView *self,
             const char      *text,
             gboolean         strong)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  if (strong)
    {
      g_autoptr(PangoAttrList) list = pango_attr_list_new ();

      pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, list);
    }
  return layout;
}

static void
add_line (SotongTrendView *self,
          ReadOut         *out,
          const char      *name,
          gint64           value,
          int              role)
{
  g_autofree char *number = sotong_number_group (value);
  int width, height;

  out->names[out->n] = make_layout (self, name, FALSE);
  out->values[out->n] = make_layout (self, number, role < 0);
  out->roles[out->n] = role;
  pango_layout_get_pixel_size (out->names[out->n], &width, &height);
  out->name_width = MAX (out->name_width, width);
  out->line_height = MAX (out->line_height, height + 2);
  pango_layout_get_pixel_size (out->values[out->n], &width, NULL);
  out->value_width = MAX (out->value_width, width);
  out->n++;
}

static void
read_out_init (SotongTrendView        *self,
               ReadOut                *out,
               const SotongTrendPoint *point)
{
  SotongSlots *slots = sotong_chart_get_slots (self->chart);
  g_autofree char *date = sotong_axis_text_slot (point->start, sotong_slots_get_bucket (slots), sotong_slots_get_zone (slots),
                                                 TRUE, SOTONG_LANGUAGE_AUTO);
  g_autofree char *head = NULL;

  if (point->gap)
    head = g_strdup_printf (_("%s\nNothing was collected"), date);
  else if (point->partial)
    head = g_strdup_printf (_("%s\nNot complete"), date);
  out->head = make_layout (self, head != NULL ? head : date, TRUE);
  pango_layout_get_pixel_size (out->head, &out->head_width, NULL);
  if (point->gap)
    return;
  add_line (self, out, _("Total"), point->total, -1);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gint64 value = G_STRUCT_MEMBER (gint64, point, figures[i].offset);

      if (value > 0 || figures[i].role <= SOTONG_ROLE_NEGATIVE)
        add_line (self, out, _(figures[i].name), value, (int) figures[i].role);
    }
}

static void
read_out_clear (ReadOut *out)
{
  g_clear_object (&out->head);
  for (guint i = 0; i < out->n; i++)
    {
      g_object_unref (out->names[i]);
      g_object_unref (out->values[i]);
    }
}

static void
append_layout (GtkSnapshot   *snapshot,
               PangoLayout   *layout,
               double         x,
               double         y,
               const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_box (SotongTrendView *self,
            GtkSnapshot     *snapshot,
            double           x,
            double           y,
            double           width,
            double           height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GdkRGBA background = rgba (&self->theme.background), border = rgba (&self->theme.dim), shadow = { 0, 0, 0, 0.25f };
  GskRoundedRect box;

  background.alpha = 0.96f;
  border.alpha = 0.5f;
  gsk_rounded_rect_init_from_rect (&box, &rect, 6);
  gtk_snapshot_append_outset_shadow (snapshot, &box, &shadow, 0, 1, 0, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &background, &rect);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { border, border, border, border });
}

static void
append_lines (SotongTrendView *self,
              GtkSnapshot     *snapshot,
              const ReadOut   *out,
              double           x,
              double           y,
              double           right)
{
  GdkRGBA ink = rgba (&self->theme.ink);

  for (guint i = 0; i < out->n; i++)
    {
      int width;

      if (out->roles[i] >= 0)
        {
          GdkRGBA color = rgba (&self->theme.roles[out->roles[i]].color);

          gtk_snapshot_append_color (snapshot, &color,
                                     &GRAPHENE_RECT_INIT ((float) x, (float) (y + (out->line_height - SWATCH) / 2.0), SWATCH, SWATCH));
        }
      append_layout (snapshot, out->names[i], x + SWATCH + 6, y, &ink);
      pango_layout_get_pixel_size (out->values[i], &width, NULL);
      append_layout (snapshot, out->values[i], right - width, y, &ink);
      y += out->line_height;
    }
}

/* Beside the cursor, on the side where there is more room. */
static void
append_read_out (SotongTrendView  *self,
                 GtkSnapshot      *snapshot,
                 const SotongRect *plot,
                 double            left,
                 double            right)
{
  ReadOut out = { 0 };
  double width, height, x, y;
  int head_height;
  GdkRGBA ink = rgba (&self->theme.ink);

  read_out_init (self, &out, &g_array_index (self->points, SotongTrendPoint, self->cursor));
  pango_layout_get_pixel_size (out.head, NULL, &head_height);
  width = MAX (out.head_width, out.n > 0 ? SWATCH + 6 + out.name_width + 16 + out.value_width : 0) + 2 * READ_OUT_PADDING;
  height = head_height + (out.n > 0 ? 4 : 0) + out.n * out.line_height + 2 * READ_OUT_PADDING;
  x = (left + right) / 2 > plot->x + plot->width / 2 ? left - 10 - width : right + 10;
  x = CLAMP (x, 2, MAX (2, gtk_widget_get_width (GTK_WIDGET (self)) - width - 2));
  y = CLAMP (plot->y + 4, 2, MAX (2, gtk_widget_get_height (GTK_WIDGET (self)) - height - 2));
  append_box (self, snapshot, x, y, width, height);
  append_layout (snapshot, out.head, x + READ_OUT_PADDING, y + READ_OUT_PADDING, &ink);
  append_lines (self, snapshot, &out, x + READ_OUT_PADDING, y + READ_OUT_PADDING + head_height + 4, x + width - READ_OUT_PADDING);
  read_out_clear (&out);
}

static void
append_pin (SotongTrendView  *self,
            GtkSnapshot      *snapshot,
            const SotongRect *plot,
            int               pin,
            int               width,
            int               height)
{
  GdkRGBA color = rgba (&self->theme.mark);
  double left, right;

  if (pin < 0 || pin >= sotong_trend_view_n_slots (self)
      || !sotong_chart_x_of_index (self->chart, width, height, &self->theme, (gsize) pin, &left, &right))
    return;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) floor ((left + right) / 2) - 1, (float) plot->y, 2, (float) plot->height));
}

/* At the top of the plot: what lies between the two points. */
static void
append_comparison (SotongTrendView  *self,
                   GtkSnapshot      *snapshot,
                   const SotongRect *plot)
{
  g_autofree char *text = sotong_trend_view_compare (self);
  g_autoptr(PangoLayout) layout = NULL;
  GdkRGBA ink = rgba (&self->theme.ink);
  int width, height;
  double x;

  if (text == NULL)
    return;
  layout = make_layout (self, text, FALSE);
  pango_layout_set_width (layout, (int) MAX (80, plot->width - 2 * READ_OUT_PADDING) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = plot->x + (plot->width - width) / 2 - READ_OUT_PADDING;
  append_box (self, snapshot, x, plot->y + 2, width + 2 * READ_OUT_PADDING, height + READ_OUT_PADDING);
  append_layout (snapshot, layout, x + READ_OUT_PADDING, plot->y + 2 + READ_OUT_PADDING / 2.0, &ink);
}

/* What is being chosen by dragging. */
static void
append_selection (SotongTrendView  *self,
                  GtkSnapshot      *snapshot,
                  const SotongRect *plot)
{
  double from = CLAMP (MIN (self->drag_from, self->drag_to), plot->x, plot->x + plot->width);
  double to = CLAMP (MAX (self->drag_from, self->drag_to), plot->x, plot->x + plot->width);
  GdkRGBA color = rgba (&self->theme.mark);

  color.alpha = 0.22f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) from, (float) plot->y, (float) (to - from), (float) plot->height));
}

/* The column of the cursor, the points that are compared, and what they hold. */
void
sotong_trend_view_append_cursor (SotongTrendView *self,
                                 GtkSnapshot     *snapshot,
                                 int              width,
                                 int              height)
{
  SotongRect plot;
  double left, right, from, to;
  GdkRGBA column = rgba (&self->theme.ink), line = column;

  sotong_chart_get_plot_rect (self->chart, width, height, &self->theme, &plot);
  if (!isnan (self->drag_to))
    append_selection (self, snapshot, &plot);
  append_pin (self, snapshot, &plot, self->pins[0], width, height);
  append_pin (self, snapshot, &plot, self->pins[1], width, height);
  append_comparison (self, snapshot, &plot);
  if (self->cursor < 0 || self->cursor >= sotong_trend_view_n_slots (self) || !sotong_chart_x_of_index (self->chart, width, height, &self->theme, self->cursor, &left, &right))
    return;
  from = CLAMP (left, plot.x, plot.x + plot.width);
  to = CLAMP (right, plot.x, plot.x + plot.width);
  column.alpha = 0.10f;
  line.alpha = 0.7f;
  gtk_snapshot_append_color (snapshot, &column, &GRAPHENE_RECT_INIT ((float) from, (float) plot.y, (float) (to - from), (float) plot.height));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) floor ((from + to) / 2), (float) plot.y, 1, (float) plot.height));
  if (self->leads && isnan (self->drag_to))
    append_read_out (self, snapshot, &plot, from, to);
}

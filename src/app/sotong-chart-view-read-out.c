/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is laid over the picture of a chart: the cursor with its read-out, and the points that are compared. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/sotong-chart-view-place.h"
#include "app/sotong-chart-view-private.h"
#include "chart/sotong-axis-text.h"
#include "chart/sotong-slots-missing.h"

#define READ_OUT_PADDING 8
#define SWATCH 9

static GdkRGBA
rgba (const SotongColor *color)
{
  GdkRGBA out = { (float) color->red, (float) color->green, (float) color->blue, (float) color->alpha };

  return out;
}

#define MOST_LINES 12
#define N_COLUMNS 2
#define COLUMN_GAP 18
#define WIDEST_MARKS 260
#define MOST_MARK_LINES 4

/* Lines of the read-out: names left, numbers right. */
typedef struct {
  PangoLayout *head;
  PangoLayout *marks;             /* (nullable): what is marked there */
  PangoLayout *names[MOST_LINES];
  PangoLayout *values[MOST_LINES];
  int          roles[MOST_LINES]; /* -1: without a sample of its colour */
  guint        n;
  guint        rows;              /* of lines, in each column */
  int          widths[N_COLUMNS]; /* of the columns of lines; the second is 0 where one has room for all */
  int          line_height;
  int          head_width;
  int          head_height;
  int          marks_height;
  double       width;             /* of the whole, with its padding */
  double       height;
} ReadOut;

static PangoLayout *
make_layout (SotongChartView *self,
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
add_line (SotongChartView *self,
          ReadOut         *out,
          const char      *name,
          double           value,
          int              role)
{
  g_autofree char *number = sotong_axis_text_number (value);
  int height;

  out->names[out->n] = make_layout (self, name, FALSE);
  out->values[out->n] = make_layout (self, number, role < 0);
  out->roles[out->n] = role;
  pango_layout_get_pixel_size (out->names[out->n], NULL, &height);
  out->line_height = MAX (out->line_height, height + 2);
  out->n++;
}

/* What is nothing and need not be said: mentions that are uncertain or were not looked at, and figures that are not known. */
gboolean
sotong_chart_view_is_told (SotongSeries *series,
                           gsize         index)
{
  SotongRole role = sotong_series_get_role (series);
  double value = index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;

  return isfinite (value) && (value != 0 || (role != SOTONG_ROLE_UNCERTAIN && role != SOTONG_ROLE_UNLABELLED));
}

static char *
read_out_head (SotongChartView *self,
               gsize            index)
{
  SotongSlots *slots = sotong_chart_get_slots (self->chart);
  SotongSlotFlags flags = sotong_slots_get_flags (slots, index);
  g_autofree char *name = NULL, *missing = sotong_slots_name_missing (slots, index);

  if (sotong_slots_is_time (slots))
    name = sotong_axis_text_slot ((gint64) sotong_slots_get_start (slots, index), sotong_slots_get_bucket (slots),
                                  sotong_slots_get_zone (slots), TRUE, SOTONG_LANGUAGE_AUTO);
  else
    name = sotong_chart_name_slot (self->chart, index);
  if (flags & SOTONG_SLOT_GAP)
    return g_strdup_printf (_("%s\nNothing was collected"), name);
  if (flags & SOTONG_SLOT_COMING)
    return g_strdup_printf (_("%s\nStill to come"), name);
  if (flags & SOTONG_SLOT_OUTSIDE)
    return g_strdup_printf (_("%s\nNot in this period"), name);
  if (missing != NULL)
    /* Translators: a day, then names of sources that nothing was collected from */
    return g_strdup_printf (_("%s\nWithout %s"), name, missing);
  if (flags & SOTONG_SLOT_PARTIAL)
    return g_strdup_printf (_("%s\nNot complete"), name);
  return g_steal_pointer (&name);
}

/* What is marked there, in as many lines as it needs. */
static void
add_marks (SotongChartView *self,
           ReadOut         *out,
           gsize            index)
{
  g_autofree char *marks = sotong_chart_name_marks (self->chart, index);
  int width;

  if (marks == NULL)
    return;
  out->marks = make_layout (self, marks, FALSE);
  pango_layout_get_pixel_size (out->marks, &width, NULL);
  if (width > WIDEST_MARKS)
    {
      pango_layout_set_width (out->marks, WIDEST_MARKS * PANGO_SCALE);
      pango_layout_set_wrap (out->marks, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (out->marks, -MOST_MARK_LINES);
      pango_layout_set_ellipsize (out->marks, PANGO_ELLIPSIZE_END);
    }
  pango_layout_get_pixel_size (out->marks, &width, &out->marks_height);
  out->head_width = MAX (out->head_width, width);
}

static void
add_lines (SotongChartView *self,
           ReadOut         *out,
           gsize            index)
{
  gboolean gap = (sotong_slots_get_flags (sotong_chart_get_slots (self->chart), index) & SOTONG_SLOT_GAP) != 0;
  g_autoptr(GPtrArray) figures = NULL;
  gint64 time;

  figures = sotong_chart_list_figures (self->chart);
  for (guint i = 0; i < figures->len && out->n < MOST_LINES; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      SotongRole role = sotong_series_get_role (series);

      if (sotong_chart_view_is_told (series, index) && (!gap || sotong_series_get_time (series, index, &time)))
        {
          g_autofree char *name = sotong_chart_name_figure (self->chart, series, index);

          add_line (self, out, name, sotong_series_get_values (series)[index], role == SOTONG_ROLE_TOTAL ? -1 : (int) role);
        }
    }
}

/* How wide some of the lines are together. */
static int
measure_lines (const ReadOut *out,
               guint          from,
               guint          to)
{
  int names = 0, values = 0, width;

  for (guint i = from; i < to; i++)
    {
      pango_layout_get_pixel_size (out->names[i], &width, NULL);
      names = MAX (names, width);
      pango_layout_get_pixel_size (out->values[i], &width, NULL);
      values = MAX (values, width);
    }
  return from < to ? SWATCH + 6 + names + 16 + values : 0;
}

static void
arrange_lines (ReadOut *out,
               guint    n_columns)
{
  int lines = 0;

  out->rows = (out->n + n_columns - 1) / n_columns;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      out->widths[i] = measure_lines (out, MIN (i * out->rows, out->n), MIN ((i + 1) * out->rows, out->n));
      lines += out->widths[i] + (i > 0 && out->widths[i] > 0 ? COLUMN_GAP : 0);
    }
  out->width = MAX (out->head_width, lines) + 2 * READ_OUT_PADDING;
  out->height = out->head_height + (out->n > 0 ? 4 : 0) + out->rows * out->line_height + out->marks_height + 2 * READ_OUT_PADDING;
}

/* All in one column, or in a chart that is too low for that in two: no line is cut where the chart ends. */
static void
fit_lines (SotongChartView *self,
           ReadOut         *out)
{
  arrange_lines (out, 1);
  if (out->n < 3 || out->height + 4 <= gtk_widget_get_height (GTK_WIDGET (self)))
    return;
  arrange_lines (out, N_COLUMNS);
  if (out->width + 4 > gtk_widget_get_width (GTK_WIDGET (self)))
    arrange_lines (out, 1);
}

/* In a low chart the marks get the height that is left, in wider lines: the box ends where the chart does. */
static void
fit_marks (SotongChartView *self,
           ReadOut         *out)
{
  double over = out->height + 4 - gtk_widget_get_height (GTK_WIDGET (self));
  int room = MAX (WIDEST_MARKS, gtk_widget_get_width (GTK_WIDGET (self)) / 2 - 4 * READ_OUT_PADDING), width, height;

  if (out->marks == NULL || over <= 0)
    return;
  pango_layout_set_width (out->marks, room * PANGO_SCALE);
  pango_layout_set_wrap (out->marks, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (out->marks, MAX (1, (int) (out->marks_height - over)) * PANGO_SCALE); /* one line at least */
  pango_layout_set_ellipsize (out->marks, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (out->marks, &width, &height);
  out->width = MAX (out->width, width + 2 * READ_OUT_PADDING);
  out->height += height - out->marks_height;
  out->marks_height = height;
}

static void
read_out_init (SotongChartView *self,
               ReadOut         *out,
               gsize            index)
{
  g_autofree char *head = read_out_head (self, index);

  out->head = make_layout (self, head, TRUE);
  pango_layout_get_pixel_size (out->head, &out->head_width, &out->head_height);
  add_marks (self, out, index);
  add_lines (self, out, index);
  fit_lines (self, out);
  fit_marks (self, out);
}

static void
read_out_clear (ReadOut *out)
{
  g_clear_object (&out->head);
  g_clear_object (&out->marks);
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
append_box (SotongChartView *self,
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
append_lines (SotongChartView *self,
              GtkSnapshot     *snapshot,
              const ReadOut   *out,
              double           left,
              double           top,
              double           right)
{
  GdkRGBA ink = rgba (&self->theme.ink);

  for (guint i = 0; i < out->n; i++)
    {
      guint column = i / out->rows;
      double x = left + (column > 0 ? out->widths[0] + COLUMN_GAP : 0), y = top + (i % out->rows) * out->line_height;
      int width;

      if (out->roles[i] >= 0)
        {
          GdkRGBA color = rgba (&self->theme.roles[out->roles[i]].color);

          gtk_snapshot_append_color (snapshot, &color,
                                     &GRAPHENE_RECT_INIT ((float) x, (float) (y + (out->line_height - SWATCH) / 2.0), SWATCH, SWATCH));
        }
      append_layout (snapshot, out->names[i], x + SWATCH + 6, y, &ink);
      pango_layout_get_pixel_size (out->values[i], &width, NULL);
      append_layout (snapshot, out->values[i], (out->widths[1] > 0 ? x + out->widths[column] : right) - width, y, &ink);
    }
}

/* Whether the middle of what is under the cursor lies in the right half. */
static gboolean
is_right (const SotongRect *plot,
          double            left,
          double            right)
{
  return (left + right) / 2 > plot->x + plot->width / 2;
}

/* Beside the cursor, on the side where there is more room. */
static SotongRect
place_read_out (SotongChartView *self,
                const ReadOut   *out,
                gboolean         at_right,
                double           left,
                double           right,
                double           top)
{
  double last_x = MAX (2, gtk_widget_get_width (GTK_WIDGET (self)) - out->width - 2);
  double last_y = MAX (2, gtk_widget_get_height (GTK_WIDGET (self)) - out->height - 2);

  return (SotongRect) { CLAMP (at_right ? left - 10 - out->width : right + 10, 2, last_x), CLAMP (top, 2, last_y), out->width, out->height };
}

static void
append_read_out (SotongChartView  *self,
                 GtkSnapshot      *snapshot,
                 const ReadOut    *out,
                 const SotongRect *at)
{
  GdkRGBA ink = rgba (&self->theme.ink), mark = rgba (&self->theme.mark);
  double x = at->x + READ_OUT_PADDING, y = at->y + READ_OUT_PADDING;

  append_box (self, snapshot, at->x, at->y, at->width, at->height);
  append_layout (snapshot, out->head, x, y, &ink);
  append_lines (self, snapshot, out, x, y + out->head_height + 4, at->x + at->width - READ_OUT_PADDING);
  if (out->marks != NULL)
    append_layout (snapshot, out->marks, x, at->y + at->height - READ_OUT_PADDING - out->marks_height, &mark);
}

/* Where a point that is kept is in the picture, if it is in view. */
static gboolean
find_pin (SotongChartView *self,
          int              pin,
          int              width,
          int              height,
          double          *out_x)
{
  double left, right;

  if (pin < 0 || pin >= (int) sotong_slots_get_length (sotong_chart_get_slots (self->shown))
      || !sotong_chart_x_of_index (self->shown, width, height, &self->theme, (gsize) pin, &left, &right))
    return FALSE;
  *out_x = (left + right) / 2;
  return TRUE;
}

static void
append_pin (SotongChartView  *self,
            GtkSnapshot      *snapshot,
            const SotongRect *plot,
            int               pin,
            int               width,
            int               height)
{
  GdkRGBA color = rgba (&self->theme.mark);
  double x;

  if (find_pin (self, pin, width, height, &x))
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) floor (x) - 1, (float) plot->y, 2, (float) plot->height));
}

static PangoLayout *
make_wrapped (SotongChartView *self,
              const char      *text)
{
  PangoLayout *layout = make_layout (self, text, FALSE);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* The comparison, where it hides least of the chart and nothing of what is read out. @read_out: (inout): where that would be */
static void
append_comparison (SotongChartView  *self,
                   GtkSnapshot      *snapshot,
                   const SotongRect *plot,
                   SotongRect       *read_out)
{
  g_autofree char *text = sotong_chart_view_compare (self), *figures = sotong_chart_view_compare_briefly (self);
  g_autoptr(PangoLayout) whole = NULL, brief = NULL;
  SotongWords words = { .picture = self->picture, .background = &self->theme.background, .plot = *plot,
                        .width = gtk_widget_get_width (GTK_WIDGET (self)), .height = gtk_widget_get_height (GTK_WIDGET (self)),
                        .read_out = *read_out, .pins = { NAN, NAN }, .padding = READ_OUT_PADDING };
  GdkRGBA ink = rgba (&self->theme.ink);
  PangoLayout *shown;
  SotongRect rect;

  if (text == NULL)
    return;
  whole = make_wrapped (self, text);
  brief = make_wrapped (self, figures != NULL ? figures : text);
  words.scale = gdk_texture_get_width (self->picture) / words.width; /* it may be of another size for a moment */
  for (guint i = 0; i < G_N_ELEMENTS (words.pins) && !sotong_chart_view_is_free (self); i++)
    find_pin (self, self->pins[i], (int) words.width, (int) words.height, &words.pins[i]);
  shown = sotong_words_place (&words, whole, brief, &rect, read_out);
  append_box (self, snapshot, rect.x, rect.y, rect.width, rect.height);
  append_layout (snapshot, shown, rect.x + READ_OUT_PADDING, rect.y + READ_OUT_PADDING / 2.0, &ink);
}

/* The figures of the point under the cursor, where this view leads it, and the comparison, so that neither hides the other. */
static void
append_words (SotongChartView  *self,
              GtkSnapshot      *snapshot,
              const SotongRect *plot,
              gboolean          reads,
              double            left,
              double            right,
              double            top)
{
  SotongRect at = { 0 };
  ReadOut out = { 0 };

  if (reads)
    {
      read_out_init (self, &out, (gsize) self->cursor);
      at = place_read_out (self, &out, is_right (plot, left, right), left, right, top);
    }
  append_comparison (self, snapshot, plot, &at);
  if (reads)
    append_read_out (self, snapshot, &out, &at);
  read_out_clear (&out);
}

/* What is being chosen by dragging. */
static void
append_selection (SotongChartView  *self,
                  GtkSnapshot      *snapshot,
                  const SotongRect *plot)
{
  double from = CLAMP (MIN (self->drag_from, self->drag_to), plot->x, plot->x + plot->width);
  double to = CLAMP (MAX (self->drag_from, self->drag_to), plot->x, plot->x + plot->width);
  GdkRGBA color = rgba (&self->theme.mark);

  color.alpha = 0.22f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) from, (float) plot->y, (float) (to - from), (float) plot->height));
}

static void
append_frame (SotongChartView *self,
              GtkSnapshot     *snapshot,
              int              index)
{
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
  GdkRGBA ink = rgba (&self->theme.ink);
  GskRoundedRect frame;
  graphene_rect_t rect;

  if (index < 0 || !sotong_chart_view_locate (self, (guint) index, &rect))
    return;
  gsk_rounded_rect_init_from_rect (&frame, &rect, 4);
  gtk_snapshot_append_border (snapshot, &frame, widths, (GdkRGBA[4]) { ink, ink, ink, ink });
}

/* Where there is no axis: frames around what is marked, kept and under the cursor. */
static void
append_places (SotongChartView  *self,
               GtkSnapshot      *snapshot,
               const SotongRect *plot)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  gboolean there = self->cursor >= 0 && sotong_chart_view_locate (self, (guint) self->cursor, &rect);

  append_frame (self, snapshot, self->marked);
  append_frame (self, snapshot, self->pins[0]);
  append_frame (self, snapshot, self->pins[1]);
  if (there)
    append_frame (self, snapshot, self->cursor);
  append_words (self, snapshot, plot, there && self->leads, rect.origin.x, rect.origin.x + rect.size.width, rect.origin.y);
}

static void
append_column (SotongChartView  *self,
               GtkSnapshot      *snapshot,
               const SotongRect *plot,
               double            from,
               double            to)
{
  GdkRGBA column = rgba (&self->theme.ink), line = column;

  column.alpha = 0.10f;
  line.alpha = 0.7f;
  gtk_snapshot_append_color (snapshot, &column, &GRAPHENE_RECT_INIT ((float) from, (float) plot->y, (float) (to - from), (float) plot->height));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) floor ((from + to) / 2), (float) plot->y, 1, (float) plot->height));
}

/* Along an axis: the column of the cursor, lines at the points that are kept. */
static void
append_columns (SotongChartView  *self,
                GtkSnapshot      *snapshot,
                const SotongRect *plot,
                int               width,
                int               height)
{
  double left = 0, right = 0;
  gboolean there = self->cursor >= 0 && self->cursor < sotong_chart_view_n_slots (self)
                   && self->cursor < (int) sotong_slots_get_length (sotong_chart_get_slots (self->shown))
                   && sotong_chart_x_of_index (self->shown, width, height, &self->theme, (gsize) self->cursor, &left, &right);

  if (!isnan (self->drag_to))
    append_selection (self, snapshot, plot);
  append_pin (self, snapshot, plot, self->pins[0], width, height);
  append_pin (self, snapshot, plot, self->pins[1], width, height);
  left = CLAMP (left, plot->x, plot->x + plot->width);
  right = CLAMP (right, plot->x, plot->x + plot->width);
  if (there)
    append_column (self, snapshot, plot, left, right);
  append_words (self, snapshot, plot, there && self->leads && isnan (self->drag_to), left, right, plot->y + 4);
}

/* The column of the cursor, the points that are compared, and what they hold. */
void
sotong_chart_view_append_cursor (SotongChartView *self,
                                 GtkSnapshot     *snapshot,
                                 int              width,
                                 int              height)
{
  SotongRect plot;

  /* What is laid over the picture follows the picture; without anything to lay over it nothing is asked. */
  if (self->shown == NULL || (self->cursor < 0 && self->marked < 0 && self->pins[0] < 0 && isnan (self->drag_to)))
    return;
  sotong_chart_get_plot_rect (self->shown, width, height, &self->theme, &plot);
  if (sotong_chart_view_is_free (self))
    append_places (self, snapshot, &plot);
  else
    append_columns (self, snapshot, &plot, width, height);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-heat-layer.h"

#define KEY_STEPS 5
#define PALEST 0.07  /* of a cell in which next to nothing was counted */
#define TALLEST 30.0 /* a cell that is square */

struct _SotongHeatLayer
{
  SotongLayer  parent_instance;
  guint        n_rows;
  guint        n_columns;
  gint64      *cells;    /* (owned) */
  GPtrArray   *rows;     /* (owned) (element-type utf8) */
  GPtrArray   *columns;  /* (owned) (element-type utf8) (nullable elements) */
  gboolean     square;
};

G_DEFINE_FINAL_TYPE (SotongHeatLayer, sotong_heat_layer, SOTONG_TYPE_LAYER)

/* Where the grid is on the surface. */
typedef struct {
  double left;
  double top;
  double width;   /* of a cell */
  double height;
  double line;    /* height of a text */
  double most;    /* the largest value */
} Grid;

static Grid
place_grid (SotongHeatLayer  *self,
            const SotongPlot *plot)
{
  Grid grid = { 0 };
  double min, max, names = 0;

  grid.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  for (guint i = 0; i < self->n_rows; i++)
    names = MAX (names, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, g_ptr_array_index (self->rows, i)));
  grid.left = plot->rect.x + ceil (names) + 6;
  grid.top = plot->rect.y + grid.line;
  grid.width = (plot->rect.x + plot->rect.width - grid.left) / MAX (1, self->n_columns);
  grid.height = (plot->rect.height - grid.line * 2.4) / MAX (1, self->n_rows);
  if (self->square)
    {
      grid.height = MIN (MIN (grid.height, grid.width * 1.3), TALLEST);
      grid.width = MIN (grid.width, grid.height * 1.6);
    }
  grid.height = MAX (1, grid.height);
  if (sotong_series_get_bounds (sotong_layer_get_series (SOTONG_LAYER (self), 0), 0, G_MAXSIZE, &min, &max))
    grid.most = MAX (fabs (min), fabs (max));
  return grid;
}

static double
value_of (SotongHeatLayer *self,
          gint64           index)
{
  SotongSeries *series = sotong_layer_get_series (SOTONG_LAYER (self), 0);

  return index >= 0 && (gsize) index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;
}

/* From the background to the colour of a rise or a fall: in grey the darker is still the more. */
static SotongColor
color_of (const SotongPlot *plot,
          double            value,
          double            most)
{
  SotongRole role = value < 0 ? SOTONG_ROLE_NEGATIVE : SOTONG_ROLE_TOTAL;
  double part = most > 0 ? fabs (value) / most : 0;

  return sotong_color_mix (&plot->theme->background, &plot->theme->roles[role].color,
                           value == 0 ? PALEST / 2 : PALEST + (1 - PALEST) * part);
}

static void
draw_cell (SotongHeatLayer  *self,
           const SotongPlot *plot,
           cairo_t          *cr,
           const SotongRect *box,
           gint64            index,
           double            most)
{
  double value = value_of (self, index);
  SotongSlotFlags flags = sotong_slots_get_flags (plot->slots, (gsize) index);
  SotongColor color = color_of (plot, value, most), opposite = plot->theme->background;

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  if (!isfinite (value) || flags & SOTONG_SLOT_GAP)
    sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &plot->theme->gap, 4);
  else
    {
      sotong_color_set_source (&color, cr);
      cairo_paint (cr);
      opposite.alpha = 1;
      if (flags & SOTONG_SLOT_PARTIAL || value < 0)
        sotong_fill_hatch (cr, SOTONG_FILL_RISING, &opposite, value < 0 ? 5 : 3);
    }
  cairo_restore (cr);
}

static void
draw_number (SotongHeatLayer  *self,
             const SotongPlot *plot,
             cairo_t          *cr,
             const SotongRect *box,
             gint64            index,
             double            most)
{
  double value = value_of (self, index), line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  SotongColor color = color_of (plot, value, most), ink = sotong_color_text_on (&color);
  g_autofree char *text = NULL;

  if (!isfinite (value) || sotong_slots_get_flags (plot->slots, (gsize) index) & SOTONG_SLOT_GAP)
    return;
  text = sotong_axis_text_number (value);
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &ink, text, box->x + box->width / 2, box->y + (box->height - line) / 2,
                     0.5, 0);
}

/* Numbers in some cells only would seem to single them out. */
static gboolean
numbers_fit (SotongHeatLayer  *self,
             const SotongPlot *plot,
             const Grid       *grid)
{
  double widest = 0;

  if (grid->height < grid->line - 2 || grid->width < grid->line)
    return FALSE;
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    {
      double value = value_of (self, self->cells[i]);
      g_autofree char *text = isfinite (value) ? sotong_axis_text_number (value) : g_strdup ("");

      widest = MAX (widest, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text));
    }
  return widest + 3 <= grid->width;
}

static SotongRect
cell_box (const Grid *grid,
          guint       row,
          guint       column)
{
  double left = round (grid->left + column * grid->width), top = round (grid->top + row * grid->height);
  double right = round (grid->left + (column + 1) * grid->width), bottom = round (grid->top + (row + 1) * grid->height);
  double gap = grid->width >= 5 && grid->height >= 5 ? 1 : 0;

  return (SotongRect) { left, top, MAX (right - left - gap, 0.5), MAX (bottom - top - gap, 0.5) };
}

static void
draw_names (SotongHeatLayer  *self,
            const SotongPlot *plot,
            cairo_t          *cr,
            const Grid       *grid)
{
  guint every = (guint) MAX (1, ceil (grid->line / MAX (grid->height, 1)));
  double taken = -INFINITY;

  for (guint i = 0; i < self->n_rows; i += every)
    sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, g_ptr_array_index (self->rows, i), grid->left - 6,
                       grid->top + (i + 0.5) * grid->height - grid->line / 2, 1, 0);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *name = g_ptr_array_index (self->columns, i);
      double x = grid->left + i * grid->width, width;

      if (name == NULL || x < taken)
        continue;
      width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, name);
      if (x + width > plot->rect.x + plot->rect.width)
        continue;
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, name, x, plot->rect.y - 1, 0, 0);
      taken = x + width + 4;
    }
}

/* Below the grid: from few to many, with the numbers at the ends. */
static void
draw_key (const SotongPlot *plot,
          cairo_t          *cr,
          const Grid       *grid,
          guint             n_rows)
{
  double y = grid->top + n_rows * grid->height + grid->line * 0.35, x = grid->left, side = round (grid->line * 0.75);
  g_autofree char *most = sotong_axis_text_number (grid->most);

  if (y + grid->line > plot->rect.y + plot->rect.height + 2)
    return;
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, "0", x, y, 0, 0);
  x += sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, "0") + 5;
  for (guint i = 0; i <= KEY_STEPS; i++)
    {
      SotongColor color = color_of (plot, grid->most * i / KEY_STEPS, grid->most);

      cairo_rectangle (cr, round (x), round (y + (grid->line - side) / 2), side * 1.6, side);
      sotong_color_set_source (&color, cr);
      cairo_fill (cr);
      x += side * 1.6 + 1;
    }
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, most, x + 4, y, 0, 0);
}

static void
sotong_heat_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);

  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        gint64 index = self->cells[row * self->n_columns + column];
        SotongRect box = cell_box (&grid, row, column);

        if (index >= 0)
          draw_cell (self, plot, cr, &box, index, grid.most);
      }
}

static void
sotong_heat_layer_draw_labels (SotongLayer      *layer,
                               const SotongPlot *plot,
                               cairo_t          *cr)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);

  draw_names (self, plot, cr, &grid);
  draw_key (plot, cr, &grid, self->n_rows);
  if (!numbers_fit (self, plot, &grid))
    return;
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        gint64 index = self->cells[row * self->n_columns + column];
        SotongRect box = cell_box (&grid, row, column);

        if (index >= 0)
          draw_number (self, plot, cr, &box, index, grid.most);
      }
}

static gint64
sotong_heat_layer_pick (SotongLayer      *layer,
                        const SotongPlot *plot,
                        double            x,
                        double            y)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);
  double column = floor ((x - grid.left) / grid.width), row = floor ((y - grid.top) / grid.height);

  if (column < 0 || row < 0 || column >= self->n_columns || row >= self->n_rows)
    return -1;
  return self->cells[(guint) row * self->n_columns + (guint) column];
}

static gboolean
sotong_heat_layer_locate (SotongLayer      *layer,
                          const SotongPlot *plot,
                          gsize             index,
                          SotongRect       *out_rect)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);

  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    if (self->cells[i] == (gint64) index)
      {
        *out_rect = cell_box (&grid, i / self->n_columns, i % self->n_columns);
        return TRUE;
      }
  return FALSE;
}

static void
sotong_heat_layer_finalize (GObject *object)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (object);

  g_free (self->cells);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  G_OBJECT_CLASS (sotong_heat_layer_parent_class)->finalize (object);
}

static void
sotong_heat_layer_class_init (SotongHeatLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_heat_layer_finalize;
  layer_class->keyless = TRUE;
  layer_class->draw = sotong_heat_layer_draw;
  layer_class->draw_labels = sotong_heat_layer_draw_labels;
  layer_class->pick = sotong_heat_layer_pick;
  layer_class->locate = sotong_heat_layer_locate;
}

static void
sotong_heat_layer_init (SotongHeatLayer *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sotong_heat_layer_new:
 * @grid: what is where
 *
 * Cells of a grid, the darker the more the only series holds for their slot; where there is room its number is written
 * in. What is not known is hatched. For a chart without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_heat_layer_new (const SotongHeatGrid *grid)
{
  SotongHeatLayer *self = g_object_new (SOTONG_TYPE_HEAT_LAYER, NULL);

  self->n_rows = grid->n_rows;
  self->n_columns = grid->n_columns;
  self->cells = g_memdup2 (grid->cells, (gsize) grid->n_rows * grid->n_columns * sizeof *grid->cells);
  self->square = grid->square;
  for (guint i = 0; i < grid->n_rows; i++)
    g_ptr_array_add (self->rows, g_strdup (grid->rows[i]));
  for (guint i = 0; i < grid->n_columns; i++)
    g_ptr_array_add (self->columns, g_strdup (grid->columns[i]));
  return SOTONG_LAYER (self);
}

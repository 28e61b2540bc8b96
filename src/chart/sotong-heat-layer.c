/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-heat-layer.h"

#define BLANK (SOTONG_SLOT_COMING | SOTONG_SLOT_OUTSIDE)
#define KEY_STEPS 5
#define PALEST 0.07  /* of a cell in which next to nothing was counted */
#define DEEPER 0.3   /* lines on a cell, against the cell */
#define LIGHTER 0.45
#define PALE 0.4     /* of the largest: cells up to here are nearly as light as the background */
#define TALLEST 44.0 /* a cell that is square */
#define MOST_BANDS 6
#define LEAST_CELL 3.0 /* a lower one cannot be told from the next: rather fewer blocks, or rows */
#define MOST_NAMES 0.4 /* of the width: what the names of rows take at most */
#define LEAST_NAME 3.4 /* of a column, in letters: a shorter rest of a name says nothing */

struct _SotongHeatLayer
{
  SotongLayer  parent_instance;
  guint        n_rows;
  guint        n_columns;
  gint64      *cells;    /* (owned) */
  GPtrArray   *rows;     /* (owned) (element-type utf8) */
  GPtrArray   *columns;  /* (owned) (element-type utf8) (nullable elements) */
  gboolean     square;
  guint        block;    /* columns that belong together; 0: all */
  GHashTable  *marks;    /* (owned): slot -> Marks */
  SotongHeatMarks drawn; /* kinds of marks there are */
};

/* What is marked at one slot. */
typedef struct {
  SotongHeatMarks  drawn;
  GPtrArray       *labels;   /* (owned) (element-type utf8) */
  guint            n_posts;
} Marks;

G_DEFINE_FINAL_TYPE (SotongHeatLayer, sotong_heat_layer, SOTONG_TYPE_LAYER)

/* Where the grid is on the surface. */
typedef struct {
  double left;
  double top;
  double width;   /* of a cell */
  double height;
  double line;    /* height of a text */
  double most;    /* the largest value, whatever its sign */
  double low;     /* where the key begins, at 0 or, where there are values below it, as far below as @most */
  double high;    /* where it ends */
  guint  n_rows;  /* of a band; those behind them have no room */
  guint  n_bands; /* one below the other, like lines of a text, where the place is high */
  guint  n_columns; /* of a band */
  guint  first;     /* column of the first band; those before it have no room */
  guint  decimals; /* in every cell, so that their numbers can be compared at a glance */
} Grid;

/* The cells there are when a band has @n_columns. */
static void
fit_bands (SotongHeatLayer  *self,
           const SotongPlot *plot,
           guint             n_columns,
           Grid             *grid)
{
  guint n = self->n_columns - grid->first;

  grid->n_columns = MAX (1, n_columns);
  grid->n_bands = MAX (1, (n + grid->n_columns - 1) / grid->n_columns);
  grid->width = (plot->rect.x + plot->rect.width - grid->left) / grid->n_columns;
  grid->height = (plot->rect.height - grid->line * (1.4 + grid->n_bands)) / (MAX (1, grid->n_rows) * grid->n_bands);
  if (self->square)
    {
      grid->height = MIN (MIN (grid->height, grid->width * 1.3), TALLEST);
      grid->width = MIN (grid->width, grid->height * 1.6);
    }
  grid->height = MAX (1, grid->height);
}

static void
keep_larger (SotongHeatLayer  *self,
             const SotongPlot *plot,
             guint             n_columns,
             Grid             *grid)
{
  Grid other = *grid;

  fit_bands (self, plot, n_columns, &other);
  if (other.width * other.height > grid->width * grid->height)
    *grid = other;
}

/* A block has one band, or is cut into two or three; or two or more of them stand side by side. */
static void
fit_blocks (SotongHeatLayer  *self,
            const SotongPlot *plot,
            Grid             *grid)
{
  guint n_blocks = (self->n_columns - grid->first) / self->block;

  fit_bands (self, plot, self->block, grid);
  for (guint cut = 2; cut <= 3; cut++)
    keep_larger (self, plot, (self->block + cut - 1) / cut, grid);
  for (guint beside = 2; beside <= n_blocks; beside++)
    keep_larger (self, plot, self->block * beside, grid);
}

/* More rows than there are lines of pixels: the first ones, in cells that can be seen. */
static void
leave_out_rows (SotongHeatLayer  *self,
                const SotongPlot *plot,
                Grid             *grid)
{
  double height = plot->rect.height - grid->line * 2.4;

  if (height >= grid->n_rows)
    return;
  grid->n_rows = (guint) MAX (1, floor (height / LEAST_CELL));
  fit_bands (self, plot, self->n_columns, grid);
}

/* The largest cells that there can be. Where even those of many blocks would be too small the first blocks give way. */
static void
fit_grid (SotongHeatLayer  *self,
          const SotongPlot *plot,
          Grid             *grid)
{
  if (self->block == 0)
    {
      fit_bands (self, plot, self->n_columns, grid);
      for (guint n = 2; self->square && n <= MOST_BANDS; n++)
        keep_larger (self, plot, (self->n_columns + n - 1) / n, grid);
      if (!self->square)
        leave_out_rows (self, plot, grid);
      return;
    }
  fit_blocks (self, plot, grid);
  while (MIN (grid->height, grid->width) < LEAST_CELL && grid->first + self->block < self->n_columns)
    {
      grid->first += self->block;
      fit_blocks (self, plot, grid);
    }
}

static Grid
place_grid (SotongHeatLayer  *self,
            const SotongPlot *plot)
{
  Grid grid = { 0 };
  double min, max, names = 0;

  grid.n_rows = self->n_rows;
  grid.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  for (guint i = 0; i < self->n_rows && i <= MAX (plot->rect.height, 0); i++) /* those behind have no line of pixels, and no name */
    names = MAX (names, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, g_ptr_array_index (self->rows, i)));
  grid.left = plot->rect.x + ceil (MIN (names, plot->rect.width * MOST_NAMES)) + 6;
  grid.top = plot->rect.y + grid.line;
  fit_grid (self, plot, &grid);
  if (sotong_series_get_bounds (sotong_layer_get_series (SOTONG_LAYER (self), 0), 0, G_MAXSIZE, &min, &max))
    {
      grid.most = MAX (fabs (min), fabs (max));
      grid.low = min < 0 ? -grid.most : 0;
      grid.high = max > 0 || min >= 0 ? grid.most : 0;
    }
  return grid;
}

/* Where the cells of a band begin; those of the one behind the last: where they all end. */
static double
band_top (const Grid *grid,
          guint       band)
{
  return grid->top + band * (grid->n_rows * grid->height + grid->line);
}

static void
marks_free (gpointer data)
{
  g_ptr_array_unref (((Marks *) data)->labels);
  g_free (data);
}

static Marks *
marks_of (SotongHeatLayer *self,
          gint64           slot)
{
  return g_hash_table_lookup (self->marks, GSIZE_TO_POINTER ((gsize) slot));
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

/* Further from the background than the cell, so that a pale one does not look paler; nearer to it on what is as far as can be. */
static SotongColor
lines_below_zero (const SotongPlot *plot,
                  double            value,
                  double            most)
{
  const SotongColor *role = &plot->theme->roles[SOTONG_ROLE_NEGATIVE].color;
  double part = PALEST + (1 - PALEST) * (most > 0 ? fabs (value) / most : 0);

  return sotong_color_mix (&plot->theme->background, role, part + DEEPER <= 1 ? part + DEEPER : part - LIGHTER);
}

/* White lines could not be seen on a cell that is nearly white. */
static SotongColor
lines_on (const SotongPlot *plot,
          double            value,
          double            most)
{
  SotongColor lines = most > 0 && fabs (value) < PALE * most ? plot->theme->gap : plot->theme->background;

  if (value < 0)
    lines = lines_below_zero (plot, value, most);
  lines.alpha = 1;
  return lines;
}

/* The place of an hour or a day that nothing can be known of: empty for what is to come, a stroke for what is not in the time at all. */
static void
draw_blank (const SotongPlot *plot,
            cairo_t          *cr,
            const SotongRect *box,
            SotongSlotFlags   flag)
{
  double middle = floor (box->y + box->height / 2) + 0.5, half = MIN (box->width, box->height) / 5;

  if (flag & SOTONG_SLOT_OUTSIDE)
    {
      cairo_move_to (cr, box->x + box->width / 2 - half, middle);
      cairo_line_to (cr, box->x + box->width / 2 + half, middle);
    }
  else
    cairo_rectangle (cr, box->x + 0.5, box->y + 0.5, MAX (box->width - 1, 0), MAX (box->height - 1, 0));
  cairo_set_line_width (cr, 1);
  sotong_color_set_source (&plot->theme->grid, cr);
  cairo_stroke (cr);
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
  SotongColor color = color_of (plot, value, most), opposite = lines_on (plot, value, most);

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  if (flags & BLANK)
    draw_blank (plot, cr, box, flags);
  else if (!isfinite (value) || flags & SOTONG_SLOT_GAP)
    sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &plot->theme->gap, 4);
  else
    {
      sotong_color_set_source (&color, cr);
      cairo_paint (cr);
      if (flags & SOTONG_SLOT_PARTIAL || value < 0)
        sotong_fill_hatch (cr, SOTONG_FILL_RISING, &opposite, value < 0 ? 5 : 3);
    }
  cairo_restore (cr);
}

static guint
count_decimals (const char *number)
{
  const char *point = strchr (number, '.');

  return point != NULL ? (guint) strlen (point + 1) : 0;
}

static char *
cell_text (double value,
           guint  decimals)
{
  g_autofree char *number = sotong_axis_text_number (value);
  guint n = count_decimals (number);

  return g_strconcat (number, n == 0 && decimals > 0 ? "." : "", &"00"[2 - MIN (2, decimals - MIN (n, decimals))], NULL);
}

static void
draw_number (SotongHeatLayer  *self,
             const SotongPlot *plot,
             cairo_t          *cr,
             const SotongRect *box,
             gint64            index,
             const Grid       *grid)
{
  double value = value_of (self, index), line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  SotongColor color = color_of (plot, value, grid->most), ink = sotong_color_text_on (&color);
  g_autofree char *text = NULL;

  if (!isfinite (value) || sotong_slots_get_flags (plot->slots, (gsize) index) & SOTONG_SLOT_GAP)
    return;
  text = cell_text (value, grid->decimals);
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &ink, text, box->x + box->width / 2, box->y + (box->height - line) / 2,
                     0.5, 0);
}

static SotongRect
cell_box (SotongHeatLayer *self,
          const Grid      *grid,
          guint            row,
          guint            column)
{
  guint at = column - grid->first;
  double x = grid->left + at % grid->n_columns * grid->width, y = band_top (grid, at / grid->n_columns) + row * grid->height;
  double left = round (x), top = round (y), right = round (x + grid->width), bottom = round (y + grid->height);
  double gap = grid->width >= 5 && grid->height >= 5 ? 1 : 0;

  return (SotongRect) { left, top, MAX (right - left - gap, 0.5), MAX (bottom - top - gap, 0.5) };
}

static void
fill_triangle (cairo_t           *cr,
               const double       x[3],
               const double       y[3],
               const SotongColor *fill,
               const SotongColor *edge)
{
  cairo_move_to (cr, x[0], y[0]);
  cairo_line_to (cr, x[1], y[1]);
  cairo_line_to (cr, x[2], y[2]);
  cairo_close_path (cr);
  sotong_color_set_source (edge, cr);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke_preserve (cr);
  sotong_color_set_source (fill, cr);
  cairo_fill (cr);
}

/* The right corner above for what happened, a flag below for posts, a line for a campaign: each has its place. */
static void
draw_mark (const SotongPlot *plot,
           cairo_t          *cr,
           const SotongRect *box,
           SotongHeatMarks   mark)
{
  const SotongColor *fill = &plot->theme->mark, *edge = &plot->theme->background;
  double side = CLAMP (MIN (box->width, box->height) * 0.4, 3, 8), right = box->x + box->width, bottom = box->y + box->height;

  if (mark & SOTONG_HEAT_EVENT)
    fill_triangle (cr, (double[]) { right - side, right, right }, (double[]) { box->y, box->y, box->y + side }, fill, edge);
  if (mark & SOTONG_HEAT_POST)
    fill_triangle (cr, (double[]) { box->x + 1, box->x + 1 + side / 2, box->x + 1 + side }, (double[]) { bottom - 1, bottom - 1 - side, bottom - 1 },
                   fill, edge);
  if (mark & SOTONG_HEAT_ROW)
    fill_triangle (cr, (double[]) { box->x - 5, box->x - 1, box->x - 5 },
                   (double[]) { box->y + box->height / 2 - 4, box->y + box->height / 2, box->y + box->height / 2 + 4 }, fill, edge);
  if (!(mark & SOTONG_HEAT_BAND))
    return;
  cairo_rectangle (cr, box->x, bottom - 1.5, box->width + 1, 2);
  sotong_color_set_source (fill, cr);
  cairo_fill (cr);
}

static void
draw_marks (SotongHeatLayer  *self,
            const SotongPlot *plot,
            cairo_t          *cr,
            const Grid       *grid)
{
  for (guint row = 0; row < grid->n_rows && self->drawn != 0; row++)
    for (guint column = grid->first; column < self->n_columns; column++)
      {
        gint64 slot = self->cells[row * self->n_columns + column];
        Marks *marks = slot >= 0 ? marks_of (self, slot) : NULL;
        SotongRect box = cell_box (self, grid, row, column);

        if (marks != NULL)
          draw_mark (plot, cr, &box, marks->drawn);
      }
}

static void
find_decimals (SotongHeatLayer *self,
               Grid            *grid)
{
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    {
      double value = value_of (self, self->cells[i]);
      g_autofree char *text = sotong_axis_text_number (value);

      if (isfinite (value) && fabs (value) < 1e15)
        grid->decimals = MAX (grid->decimals, count_decimals (text));
    }
}

/* Numbers in some cells only would seem to single them out. */
static gboolean
numbers_fit (SotongHeatLayer  *self,
             const SotongPlot *plot,
             Grid             *grid)
{
  double widest = 0;

  if (grid->height < grid->line - 2 || grid->width < grid->line)
    return FALSE;
  find_decimals (self, grid);
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    {
      double value = value_of (self, self->cells[i]);
      g_autofree char *text = isfinite (value) ? cell_text (value, grid->decimals) : g_strdup ("");

      widest = MAX (widest, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text));
    }
  return widest + 3 <= grid->width;
}

/* Where the name of the next column that has one stands in the same band; INFINITY when there is none. */
static double
next_name (SotongHeatLayer *self,
           const Grid      *grid,
           guint            at)
{
  guint end = MIN (self->n_columns - grid->first, (at / grid->n_columns + 1) * grid->n_columns);

  for (guint i = at + 1; i < end; i++)
    if (g_ptr_array_index (self->columns, grid->first + i) != NULL)
      return grid->left + i % grid->n_columns * grid->width;
  return INFINITY;
}

/* What would stand in the way of the name of the next block, which says which one it is, is left out. */
static gboolean
has_room (SotongHeatLayer  *self,
          const SotongPlot *plot,
          const Grid       *grid,
          guint             at,
          double            end)
{
  guint next = self->block > 0 ? (at / self->block + 1) * self->block : 0;

  if (next > 0 && at % self->block > 0 && next / grid->n_columns == at / grid->n_columns && next + grid->first < self->n_columns)
    return end + 4 <= grid->left + next % grid->n_columns * grid->width;
  return end <= plot->rect.x + plot->rect.width;
}

/* In a table a long name is cut where the next one begins; what would be too short for that is left out. */
static double
name_room (SotongHeatLayer  *self,
           const SotongPlot *plot,
           const Grid       *grid,
           guint             at)
{
  double room = MIN (next_name (self, grid, at), plot->rect.x + plot->rect.width) - grid->left - at % grid->n_columns * grid->width - 4;

  return self->square || room < plot->theme->font_size * LEAST_NAME ? INFINITY : room;
}

/* The first of a calendar gives way to the second: what it names is only begun there; in a block it says which block it is. */
static void
draw_column_names (SotongHeatLayer  *self,
                   const SotongPlot *plot,
                   cairo_t          *cr,
                   const Grid       *grid)
{
  gboolean begun = self->square && self->block == 0;
  double taken = -INFINITY;

  for (guint i = 0; i < self->n_columns - grid->first; i++)
    {
      const char *name = g_ptr_array_index (self->columns, grid->first + i);
      double x = grid->left + i % grid->n_columns * grid->width, width;

      if (i % grid->n_columns == 0)
        taken = -INFINITY;
      if (name == NULL || x < taken)
        continue;
      width = MIN (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, name), name_room (self, plot, grid, i));
      if (!has_room (self, plot, grid, i, x + width) || (begun && i == 0 && x + width + 4 > next_name (self, grid, i)))
        continue;
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, name, x, band_top (grid, i / grid->n_columns) - grid->line - 1, 0, width + 1);
      taken = x + width + 4;
    }
}

/* Beside the key: how many blocks or rows there was no room for. Returns where it ends. */
static double
draw_left_out (SotongHeatLayer  *self,
               const SotongPlot *plot,
               cairo_t          *cr,
               const Grid       *grid,
               double            x,
               double            y)
{
  guint n = self->block > 0 ? grid->first / self->block : 0, n_rows = self->n_rows - grid->n_rows;
  /* Translators: beside a calendar of many years in a small place: the first ones are not drawn */
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier year has no room", "%u earlier years have no room", n), n);

  if (n_rows > 0)
    {
      g_free (text);
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", n_rows), (int) n_rows);
    }
  return n + n_rows > 0 ? x + sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->ink, text, x, y, 0, 0) + 14 : x;
}

static void
draw_names (SotongHeatLayer  *self,
            const SotongPlot *plot,
            cairo_t          *cr,
            const Grid       *grid)
{
  guint every = (guint) MAX (1, ceil (grid->line / MAX (grid->height, 1)));

  for (guint band = 0; band < grid->n_bands; band++)
    for (guint i = 0; i < grid->n_rows; i += every)
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, g_ptr_array_index (self->rows, i), grid->left - 6,
                         band_top (grid, band) + (i + 0.5) * grid->height - grid->line / 2, 1, MAX (1, grid->left - 6 - plot->rect.x));
  draw_column_names (self, plot, cr, grid);
}

/* Where slots are marked as gaps the legend names them. */
static gboolean
has_unknown (SotongHeatLayer  *self,
             const SotongPlot *plot)
{
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    if (self->cells[i] >= 0 && !isfinite (value_of (self, self->cells[i]))
        && !(sotong_slots_get_flags (plot->slots, (gsize) self->cells[i]) & BLANK))
      return sotong_slots_count (plot->slots, SOTONG_SLOT_GAP) == 0;
  return FALSE;
}

/* Where the next sample of the key stands, with its name behind it; %FALSE if there is no room for both. */
static gboolean
place_key (const SotongPlot *plot,
           const char       *name,
           double            x,
           double            y,
           SotongRect       *box)
{
  double side = round (sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) * 0.75);

  *box = (SotongRect) { round (x + 14), round (y + side * 0.15), side * 1.2, side };
  return box->x + box->width + 5 + sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, name) <= plot->rect.x + plot->rect.width;
}

/* Returns where it ends. */
static double
draw_key_name (const SotongPlot *plot,
               cairo_t          *cr,
               const char       *name,
               const SotongRect *box,
               double            y)
{
  double x = box->x + box->width + 5;

  return x + sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, name, x, y, 0, 0);
}

/* What cells without a colour mean, where there is room. Returns where it ends. */
static double
draw_blank_key (const SotongPlot *plot,
                cairo_t          *cr,
                SotongSlotFlags   flag,
                const char       *name,
                double            x,
                double            y)
{
  SotongRect box;

  if (sotong_slots_count (plot->slots, flag) == 0 || !place_key (plot, name, x, y, &box))
    return x;
  draw_blank (plot, cr, &box, flag);
  return draw_key_name (plot, cr, name, &box, y);
}

/* What hatched cells mean, where there is room. Returns where it ends. */
static double
draw_unknown_key (SotongHeatLayer  *self,
                  const SotongPlot *plot,
                  cairo_t          *cr,
                  double            x,
                  double            y)
{
  SotongRect box;

  if (!has_unknown (self, plot) || !place_key (plot, _("No data"), x, y, &box))
    return x;
  cairo_save (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_clip (cr);
  sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &plot->theme->gap, 4);
  cairo_restore (cr);
  return draw_key_name (plot, cr, _("No data"), &box, y);
}

/* Beside it: what the marks mean, as far as there is room. */
static void
draw_mark_key (SotongHeatLayer  *self,
               const SotongPlot *plot,
               cairo_t          *cr,
               double            x,
               double            y)
{
  static const struct {
    SotongHeatMarks kind;
    SotongHeatMarks sample;
    const char     *name;
  } keys[] = {
    { SOTONG_HEAT_EVENT | SOTONG_HEAT_ROW, SOTONG_HEAT_EVENT, N_("Marked") },
    { SOTONG_HEAT_BAND, SOTONG_HEAT_BAND, N_("Period") },
    { SOTONG_HEAT_POST, SOTONG_HEAT_POST, N_("Posted") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      SotongRect box;

      if (!(self->drawn & keys[i].kind) || !place_key (plot, _(keys[i].name), x, y, &box))
        continue;
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      sotong_color_set_source (&plot->theme->grid, cr);
      cairo_fill (cr);
      draw_mark (plot, cr, &box, keys[i].sample);
      x = draw_key_name (plot, cr, _(keys[i].name), &box, y);
    }
}

/* What a value looks like in its cell. */
static void
draw_sample (const SotongPlot *plot,
             cairo_t          *cr,
             const SotongRect *box,
             double            value,
             double            most)
{
  SotongColor color = color_of (plot, value, most), lines = lines_on (plot, value, most);

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  sotong_color_set_source (&color, cr);
  cairo_paint (cr);
  if (value < 0)
    sotong_fill_hatch (cr, SOTONG_FILL_RISING, &lines, 5);
  cairo_restore (cr);
}

/* Below the grid: from few to many, with the numbers at the ends; from both sides of 0 where there are values below it. */
static void
draw_key (SotongHeatLayer  *self,
          const SotongPlot *plot,
          cairo_t          *cr,
          const Grid       *grid)
{
  double y = band_top (grid, grid->n_bands) - grid->line * 0.65, x = grid->left, side = round (grid->line * 0.75);
  g_autofree char *low = sotong_axis_text_number (grid->low), *most = sotong_axis_text_number (grid->high);

  if (y + grid->line > plot->rect.y + plot->rect.height + 2)
    return;
  x = draw_left_out (self, plot, cr, grid, x, y);
  x += sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, low, x, y, 0, 0) + 5;
  for (guint i = 0; i <= KEY_STEPS; i++)
    {
      SotongRect box = { round (x), round (y + (grid->line - side) / 2), side * 1.6, side };

      draw_sample (plot, cr, &box, grid->low + (grid->high - grid->low) * i / KEY_STEPS, grid->most);
      x += side * 1.6 + 1;
    }
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, most, x + 4, y, 0, 0);
  x += 4 + sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, most);
  x = draw_unknown_key (self, plot, cr, x, y);
  x = draw_blank_key (plot, cr, SOTONG_SLOT_COMING, _("Still to come"), x, y);
  x = draw_blank_key (plot, cr, SOTONG_SLOT_OUTSIDE, _("Not in this period"), x, y);
  draw_mark_key (self, plot, cr, x, y);
}

static void
sotong_heat_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);

  for (guint row = 0; row < grid.n_rows; row++)
    for (guint column = grid.first; column < self->n_columns; column++)
      {
        gint64 index = self->cells[row * self->n_columns + column];
        SotongRect box = cell_box (self, &grid, row, column);

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
  gboolean numbered = numbers_fit (self, plot, &grid);

  draw_names (self, plot, cr, &grid);
  draw_key (self, plot, cr, &grid);
  for (guint row = 0; numbered && row < grid.n_rows; row++)
    for (guint column = grid.first; column < self->n_columns; column++)
      {
        gint64 index = self->cells[row * self->n_columns + column];
        SotongRect box = cell_box (self, &grid, row, column);

        if (index >= 0)
          draw_number (self, plot, cr, &box, index, &grid);
      }
  draw_marks (self, plot, cr, &grid);
}

static gint64
sotong_heat_layer_pick (SotongLayer      *layer,
                        const SotongPlot *plot,
                        double            x,
                        double            y)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  Grid grid = place_grid (self, plot);
  double band = CLAMP (floor ((y - grid.top) / (band_top (&grid, 1) - grid.top)), 0, grid.n_bands - 1);
  double column = floor ((x - grid.left) / grid.width), row = floor ((y - band_top (&grid, (guint) band)) / grid.height);

  if (column < 0 || row < 0 || column >= grid.n_columns || row >= grid.n_rows)
    return -1;
  column += band * grid.n_columns + grid.first;
  if (column >= self->n_columns)
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
    if (self->cells[i] == (gint64) index && i % self->n_columns >= grid.first && i / self->n_columns < grid.n_rows)
      {
        *out_rect = cell_box (self, &grid, i / self->n_columns, i % self->n_columns);
        return TRUE;
      }
  return FALSE;
}

/* “A, B, 3 posts that went out”. */
static char *
sotong_heat_layer_tell (SotongLayer      *layer,
                        const SotongPlot *plot,
                        gsize             index)
{
  Marks *marks = marks_of (SOTONG_HEAT_LAYER (layer), (gint64) index);
  g_autoptr(GString) text = g_string_new (NULL);

  if (marks == NULL)
    return NULL;
  for (guint i = 0; i < marks->labels->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (marks->labels, i));
  if (marks->n_posts > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s%d post that went out", "%s%d posts that went out", marks->n_posts),
                            text->len > 0 ? ", " : "", (int) marks->n_posts);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All that is marked, each once and in the order of the slots. */
static char *
sotong_heat_layer_describe (SotongLayer      *layer,
                            const SotongPlot *plot)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (layer);
  g_autoptr(GPtrArray) seen = g_ptr_array_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_posts = 0;

  for (gsize slot = 0; slot < sotong_slots_get_length (plot->slots) && self->drawn != 0; slot++)
    {
      Marks *marks = marks_of (self, (gint64) slot);

      n_posts += marks != NULL ? marks->n_posts : 0;
      for (guint i = 0; marks != NULL && i < marks->labels->len; i++)
        {
          char *label = g_ptr_array_index (marks->labels, i);

          if (g_ptr_array_find_with_equal_func (seen, label, g_str_equal, NULL))
            continue;
          g_ptr_array_add (seen, label);
          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
        }
    }
  if (n_posts > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s%d post that went out", "%s%d posts that went out", n_posts),
                            text->len > 0 ? ", " : "", (int) n_posts);
  return text->len > 0 ? g_strdup_printf (_("Marked: %s."), text->str) : NULL;
}

static void
sotong_heat_layer_finalize (GObject *object)
{
  SotongHeatLayer *self = SOTONG_HEAT_LAYER (object);

  g_free (self->cells);
  g_hash_table_unref (self->marks);
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
  layer_class->describe = sotong_heat_layer_describe;
  layer_class->tell = sotong_heat_layer_tell;
}

static void
sotong_heat_layer_init (SotongHeatLayer *self)
{
  self->marks = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, marks_free);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sotong_heat_layer_new:
 * @grid: what is where
 *
 * Cells of a grid, the darker the more the only series holds for their slot; where there is room its number is written
 * in. What is not known is hatched; what is still to come is blank. For a chart without axes.
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
  self->block = grid->block;
  for (guint i = 0; i < grid->n_rows; i++)
    g_ptr_array_add (self->rows, g_strdup (grid->rows[i]));
  for (guint i = 0; i < grid->n_columns; i++)
    g_ptr_array_add (self->columns, g_strdup (grid->columns[i]));
  return SOTONG_LAYER (self);
}

/**
 * sotong_heat_layer_mark:
 * @self: a layer that is not in a chart yet
 * @slot: where
 * @mark: how it is drawn
 * @label: (nullable): a few words; %NULL for a post that went out
 */
void
sotong_heat_layer_mark (SotongHeatLayer *self,
                        gsize            slot,
                        SotongHeatMarks  mark,
                        const char      *label)
{
  Marks *marks;

  g_return_if_fail (SOTONG_IS_HEAT_LAYER (self));

  marks = marks_of (self, (gint64) slot);
  if (marks == NULL)
    {
      marks = g_new0 (Marks, 1);
      marks->labels = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->marks, GSIZE_TO_POINTER (slot), marks);
    }
  marks->drawn |= mark;
  self->drawn |= mark;
  if (label == NULL)
    marks->n_posts++;
  else if (!g_ptr_array_find_with_equal_func (marks->labels, label, g_str_equal, NULL))
    g_ptr_array_add (marks->labels, g_strdup (label));
}

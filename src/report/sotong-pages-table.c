/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/sotong-pages-private.h"

#define PAD_X (1.5 * SOTONG_MM)
#define PAD_X_NARROW (0.9 * SOTONG_MM)
#define NARROW (20 * SOTONG_MM)
#define CAPTION_HEIGHT 14
#define PAD_Y (1.0 * SOTONG_MM)
#define HEAD_FILL 0xe3e8f0
#define TOTAL_FILL 0xf4f6fa

/* A cell that has been measured. */
typedef struct {
  const SotongCell *cell;
  PangoLayout      *layout;     /* (owned) */
  guint             row;        /* where it begins */
  double            height;     /* of its text */
  int               n_lines;
  int               next_line;  /* the first that has not been placed */
} Placed;

/* A row, or a part of one that is too tall for a page. */
typedef struct {
  guint    row;
  double   height;
  gboolean continued;  /* not the row's first part */
} Piece;

typedef struct {
  SotongFlow  *flow;
  SotongTable *table;
  guint        n_columns;
  guint        n_heads;
  double      *edges;    /* (owned) n_columns + 1, from the left */
  Placed     **grid;     /* (owned) rows × columns, each cell once at each of its places */
  GPtrArray   *placed;   /* (owned) (element-type Placed) */
  GArray      *pieces;   /* (owned) (element-type Piece) heads first */
  double       heads_height;
} Layout;

static void
placed_free (gpointer data)
{
  Placed *placed = data;

  g_clear_object (&placed->layout);
  g_free (placed);
}

static Placed **
grid_at (Layout *self,
         guint   row,
         guint   column)
{
  return &self->grid[row * self->n_columns + column];
}

static SotongStyle
find_style (SotongTable      *table,
            guint             row,
            const SotongCell *cell)
{
  SotongRowFlags flags = sotong_table_get_row (table, row)->flags;

  if ((flags & SOTONG_ROW_LARGE) != 0)
    return SOTONG_STYLE_CELL_LARGE;
  if ((flags & SOTONG_ROW_HEAD) != 0)
    return SOTONG_STYLE_CELL_HEAD;
  return cell->bold ? SOTONG_STYLE_CELL_BOLD : SOTONG_STYLE_CELL;
}

/* How wide a column must be for @word to stand in one line. */
static double
find_word_width (Layout           *self,
                 guint             row,
                 const SotongCell *cell,
                 const char       *word)
{
  g_autoptr(PangoLayout) layout = sotong_flow_layout (self->flow, find_style (self->table, row, cell), word, 0, SOTONG_ALIGN_LEFT);
  double width = sotong_layout_width (layout) + 1 + 2 * PAD_X_NARROW;

  return width < NARROW ? width : width + 2 * (PAD_X - PAD_X_NARROW);
}

/* The least width that breaks no word of the column. Hangul may be broken between any two syllables; a Latin word or
 * a number may not. Of the many cells of a long table only those are measured that may be the widest. */
static double *
find_least_widths (Layout *self)
{
  double *least = g_new0 (double, self->n_columns);
  g_autofree gsize *longest = g_new0 (gsize, self->n_columns);

  for (guint r = 0; r < sotong_table_get_n_rows (self->table); r++)
    {
      const SotongRow *row = sotong_table_get_row (self->table, r);

      for (guint i = 0; i < row->cells->len; i++)
        {
          const SotongCell *cell = g_ptr_array_index (row->cells, i);
          const char *end = NULL;

          for (const char *word = cell->colspan == 1 ? sotong_layout_find_word (cell->text, &end) : NULL; word != NULL; word = sotong_layout_find_word (end, &end))
            {
              gsize length = (gsize) (end - word);
              g_autofree char *copy = NULL;

              if (length <= longest[cell->column] && r >= sotong_table_get_n_heads (self->table))
                continue;
              copy = g_strndup (word, length);
              longest[cell->column] = MAX (longest[cell->column], length);
              least[cell->column] = MAX (least[cell->column], find_word_width (self, r, cell, copy));
            }
        }
    }
  return least;
}

/* Takes from the columns that have room what the others lack, so that no word is broken. */
static void
widen_columns (Layout *self,
               double *widths)
{
  g_autofree double *least = find_least_widths (self);
  double lack = 0, room = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      lack += MAX (least[i] - widths[i], 0);
      room += MAX (widths[i] - least[i], 0);
    }
  if (lack <= 0 || room < lack) /* there is not enough room: words break, as they may */
    return;
  for (guint i = 0; i < self->n_columns; i++)
    widths[i] = MAX (widths[i], least[i]) - MAX (widths[i] - least[i], 0) * lack / room;
}

static void
find_edges (Layout *self)
{
  g_autofree double *widths = g_new0 (double, self->n_columns);
  double sum = 0, factor;

  for (guint i = 0; i < self->n_columns; i++)
    sum += widths[i] = sotong_table_get_column (self->table, i)->width * SOTONG_MM;
  factor = sum > self->flow->width ? self->flow->width / sum : 1;
  for (guint i = 0; i < self->n_columns; i++)
    widths[i] *= factor;
  widen_columns (self, widths);
  self->edges = g_new0 (double, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    self->edges[i + 1] = self->edges[i] + widths[i];
}

static double
find_padding (Layout           *self,
              const SotongCell *cell)
{
  return self->edges[cell->column + cell->colspan] - self->edges[cell->column] < NARROW ? PAD_X_NARROW : PAD_X;
}

/* The bytes of the mark that a text begins with, "- " or "○ ", and of the blanks before it; 0 when there is none. */
static gsize
find_mark (const SotongCell *cell)
{
  gsize blanks = strspn (cell->text, " ");
  const char *mark = cell->text + blanks;
  gsize length = g_str_has_prefix (mark, "- ") ? 2 : g_str_has_prefix (mark, "○ ") ? strlen ("○ ") : 0;

  return length > 0 && cell->align == SOTONG_ALIGN_LEFT ? blanks + length : 0;
}

/* Lines that follow a mark begin under its text. */
static PangoLayout *
make_layout (Layout           *self,
             guint             row,
             const SotongCell *cell,
             double            width)
{
  SotongStyle style = find_style (self->table, row, cell);
  gsize mark = find_mark (cell);
  g_autofree char *prefix = mark > 0 ? g_strndup (cell->text, mark) : NULL;
  g_autoptr(PangoLayout) measured = NULL;
  PangoLayout *layout;

  if (prefix == NULL)
    return sotong_flow_layout_shared (self->flow, style, cell->text, width, cell->align);
  layout = sotong_flow_layout (self->flow, style, cell->text, width, cell->align);
  measured = sotong_flow_layout (self->flow, SOTONG_STYLE_CELL, prefix, 0, SOTONG_ALIGN_LEFT);
  pango_layout_set_indent (layout, (int) (-sotong_layout_width (measured) * PANGO_SCALE));
  return layout;
}

static void
measure_cell (Layout           *self,
              guint             row,
              const SotongCell *cell)
{
  guint n_rows = sotong_table_get_n_rows (self->table);
  double width = self->edges[cell->column + cell->colspan] - self->edges[cell->column] - 2 * find_padding (self, cell);
  Placed *placed = g_new0 (Placed, 1);

  placed->cell = cell;
  placed->row = row;
  placed->layout = make_layout (self, row, cell, MAX (width, 1));
  placed->height = sotong_layout_height (placed->layout);
  placed->n_lines = pango_layout_get_line_count (placed->layout);
  g_ptr_array_add (self->placed, placed);
  for (guint r = row; r < MIN (row + cell->rowspan, n_rows); r++)
    {
      for (guint c = cell->column; c < cell->column + cell->colspan; c++)
        *grid_at (self, r, c) = placed;
    }
}

/* Each row as tall as its tallest cell; a cell over several rows stretches the last of them. */
static double *
measure_rows (Layout *self)
{
  guint n_rows = sotong_table_get_n_rows (self->table);
  double *heights = g_new0 (double, n_rows);

  for (guint r = 0; r < n_rows; r++)
    {
      const SotongRow *row = sotong_table_get_row (self->table, r);

      heights[r] = 10 + 2 * PAD_Y;
      for (guint i = 0; i < row->cells->len; i++)
        {
          const SotongCell *cell = g_ptr_array_index (row->cells, i);

          measure_cell (self, r, cell);
          if (cell->rowspan == 1)
            heights[r] = MAX (heights[r], (*grid_at (self, r, cell->column))->height + 2 * PAD_Y);
        }
    }
  for (guint i = 0; i < self->placed->len; i++)
    {
      Placed *placed = g_ptr_array_index (self->placed, i);
      guint last = MIN (placed->row + placed->cell->rowspan, n_rows) - 1;
      double missing = placed->height + 2 * PAD_Y;

      for (guint r = placed->row; r <= last; r++)
        missing -= heights[r];
      heights[last] += MAX (missing, 0);
    }
  return heights;
}

/* The tallest line of the table's text: what a page may lose at its foot when a row is cut. */
static double
find_line_height (Layout *self)
{
  double height = 12;

  for (guint i = 0; i < self->placed->len; i++)
    {
      Placed *placed = g_ptr_array_index (self->placed, i);

      height = MAX (height, placed->height / placed->n_lines * 2);
    }
  return MIN (height, 60);
}

static void
add_row_pieces (Layout *self,
                guint   row,
                double  height,
                double  room,
                double  line)
{
  Piece piece = { row, height, FALSE };
  double text = height - 2 * PAD_Y;
  double usable = room - line - 2 * PAD_Y;

  if (height <= room || usable < line)
    {
      g_array_append_val (self->pieces, piece);
      return;
    }
  for (; text > 0; text -= usable)
    {
      piece.height = MIN (text, usable) + line + 2 * PAD_Y;
      g_array_append_val (self->pieces, piece);
      piece.continued = TRUE;
    }
}

static void
measure (Layout *self)
{
  guint n_rows = sotong_table_get_n_rows (self->table);
  g_autofree double *heights = NULL;
  double room = self->flow->bottom - self->flow->top - 20;
  double line;

  self->n_columns = sotong_table_get_n_columns (self->table);
  self->n_heads = sotong_table_get_n_heads (self->table);
  self->placed = g_ptr_array_new_with_free_func (placed_free);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->grid = g_new0 (Placed *, (gsize) n_rows * self->n_columns);
  find_edges (self);
  heights = measure_rows (self);
  line = find_line_height (self);
  for (guint r = 0; r < self->n_heads; r++)
    self->heads_height += heights[r];
  if (self->heads_height > room / 2)  /* too tall to stand on each page */
    self->n_heads = 0, self->heads_height = 0;
  for (guint r = 0; r < n_rows; r++)
    add_row_pieces (self, r, heights[r], room - self->heads_height, line);
}

static void
place_text (Layout *self,
            Placed *placed,
            double  x,
            double  y,
            double  height)
{
  double text_height;
  int n;

  if (placed->next_line >= placed->n_lines && placed->cell->rowspan > 1 && !placed->cell->has_value)
    placed->next_line = 0;  /* the name of a group, again on the page that it reaches */
  if (placed->next_line >= placed->n_lines || *placed->cell->text == '\0')
    return;
  n = 1, text_height = placed->height;
  if (placed->n_lines > 1)
    n = sotong_layout_count_lines (placed->layout, placed->next_line, height - 2 * PAD_Y, &text_height);
  sotong_flow_text (self->flow, placed->layout, placed->next_line, n,
                    x + find_padding (self, placed->cell), y + MAX ((height - text_height) / 2, PAD_Y));
  placed->next_line += n;
}

static guint32
fill_of (Layout           *self,
         guint             row,
         const SotongCell *cell)
{
  SotongRowFlags flags = sotong_table_get_row (self->table, row)->flags;

  if ((flags & SOTONG_ROW_HEAD) != 0 || (cell != NULL && cell->head))
    return HEAD_FILL;
  return (flags & SOTONG_ROW_TOTAL) != 0 ? TOTAL_FILL : 0xffffff;
}

static void
place_cell (Layout *self,
            guint   row,
            guint   column,
            guint   colspan,
            Placed *placed,
            double  y,
            double  height)
{
  SotongFlow *flow = self->flow;
  double x = flow->left + self->edges[column];
  double width = self->edges[column + colspan] - self->edges[column];
  guint32 fill = fill_of (self, row, placed != NULL ? placed->cell : NULL);
  const char *tag = fill == HEAD_FILL ? SOTONG_TAG_TH : SOTONG_TAG_TD;

  sotong_flow_open (flow, tag);
  if (fill != 0xffffff)
    sotong_flow_fill (flow, x, y, width, height, fill);
  sotong_flow_box (flow, x, y, width, height);
  if (placed != NULL)
    place_text (self, placed, x, y, height);
  sotong_flow_close (flow, tag);
}

/* The height of @placed within pieces [@from, @end). */
static double
height_within (Layout *self,
               Placed *placed,
               guint   from,
               guint   end)
{
  double height = 0;

  for (guint i = from; i < end; i++)
    {
      guint row = g_array_index (self->pieces, Piece, i).row;

      if (row >= placed->row + placed->cell->rowspan)
        break;
      height += g_array_index (self->pieces, Piece, i).height;
    }
  return height;
}

/* Places the pieces [@from, @end), which fit on the page. */
static void
place_pieces (Layout *self,
              guint   from,
              guint   end)
{
  for (guint i = from; i < end; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);

      sotong_flow_open (self->flow, SOTONG_TAG_TR);
      for (guint column = 0; column < self->n_columns;)
        {
          Placed *placed = *grid_at (self, piece->row, column);
          guint colspan = placed != NULL ? placed->cell->colspan : 1;

          if (placed == NULL)
            place_cell (self, piece->row, column, 1, NULL, self->flow->y, piece->height);
          else if (i == from || (placed->row == piece->row && !piece->continued))
            place_cell (self, piece->row, column, colspan, placed, self->flow->y,
                        height_within (self, placed, i, end));
          column += colspan;
        }
      sotong_flow_close (self->flow, SOTONG_TAG_TR);
      self->flow->y += piece->height;
    }
}

static void
place_heads (Layout *self)
{
  for (guint i = 0; i < self->placed->len; i++)
    {
      Placed *placed = g_ptr_array_index (self->placed, i);

      if (placed->row >= self->n_heads)
        break;
      placed->next_line = 0;
    }
  place_pieces (self, 0, self->n_heads);
}

/* Where a table stands that is seen: under what it is called, atop a page apart from its heading, or atop a page on which it goes on. */
typedef enum {
  CAPTION_OWN,
  CAPTION_HEADING,
  CAPTION_CONTINUED,
} Caption;

/* The line above the table: what it is called and the unit of its numbers. */
static void
place_caption (Layout  *self,
               Caption  kind)
{
  SotongFlow *flow = self->flow;
  const char *caption = sotong_table_get_caption (self->table);
  const char *unit = sotong_table_get_unit (self->table);
  g_autofree char *text = NULL;
  double height = 0;

  if (kind == CAPTION_CONTINUED)
    text = g_strdup_printf (_("%s (continued)"), caption != NULL ? caption : flow->heading != NULL ? flow->heading : "");
  else
    text = g_strdup (caption == NULL && kind == CAPTION_HEADING ? flow->heading : caption);
  if (text == NULL && unit == NULL)
    return;
  sotong_flow_open (flow, SOTONG_TAG_P);
  if (text != NULL)
    {
      g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, SOTONG_STYLE_CAPTION, g_strstrip (text),
                                                          flow->width * 0.75, SOTONG_ALIGN_LEFT);

      sotong_flow_text (flow, layout, 0, 2, flow->left, flow->y);
      height = sotong_layout_height (layout) / pango_layout_get_line_count (layout)
               * MIN (2, pango_layout_get_line_count (layout));
    }
  if (unit != NULL)
    {
      double right = self->edges[self->n_columns];
      g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, SOTONG_STYLE_CAPTION, unit, right,
                                                          SOTONG_ALIGN_RIGHT);

      sotong_flow_text (flow, layout, 0, 1, flow->left, flow->y + MAX (height - 12, 0));
      height = MAX (height, 12);
    }
  sotong_flow_close (flow, SOTONG_TAG_P);
  flow->y += height + 2;
}

/* The height of the pieces that must stand together from @from on. */
static double
height_together (Layout *self,
                 guint   from)
{
  guint n = from == self->n_heads ? 2 : 1; /* a head with one row at the foot looks lost */
  double height = 0;

  if ((sotong_table_get_row (self->table, g_array_index (self->pieces, Piece, from).row)->flags
       & SOTONG_ROW_GROUP) != 0)
    n = 3;
  for (guint i = from; i < MIN (from + n, self->pieces->len); i++)
    height += g_array_index (self->pieces, Piece, i).height;
  return height > (self->flow->bottom - self->flow->top) / 3
           ? g_array_index (self->pieces, Piece, from).height
           : height;
}

#define FEW_ROWS 5 /* of a table that goes to the next page with its note */

/* A small table is not broken, and one of a few rows goes with the note below it; of another one, what must stand together at its beginning. */
static double
height_at_first (Layout *self)
{
  double height = self->pieces->len - self->n_heads <= FEW_ROWS ? self->flow->note_below : 0;

  for (guint i = self->n_heads; i < self->pieces->len; i++)
    height += g_array_index (self->pieces, Piece, i).height;
  if (height <= (self->flow->bottom - self->flow->top) / 3)
    return height;
  return height_together (self, self->n_heads);
}

/* The end of what fits on the page from @from on; at least one piece. The last two of several rows go to the next page with the note
 * that has no room below them, and so does the head of a group of which nothing would stay. */
static guint
find_end (Layout *self,
          guint   from)
{
  double y = self->flow->y;
  guint end = from;

  while (end < self->pieces->len
         && (end == from || y + height_together (self, end) <= self->flow->bottom + 0.01))
    y += g_array_index (self->pieces, Piece, end++).height;
  if (end == self->pieces->len && end > from + 3 && y + self->flow->note_below > self->flow->bottom + 0.01)
    {
      const Piece *above = &g_array_index (self->pieces, Piece, end - 3);

      return (sotong_table_get_row (self->table, above->row)->flags & SOTONG_ROW_GROUP) != 0 ? end - 3 : end - 2;
    }
  return end + 1 == self->pieces->len && end > from + 2 ? end - 1 : end; /* and so does one row on the next page */
}

/* Whether the table, which has no name of its own, begins a page that does not begin with the heading it belongs to. */
static gboolean
begins_page (Layout *self)
{
  SotongFlow *flow = self->flow;

  return sotong_table_get_caption (self->table) == NULL && flow->heading != NULL && flow->keep_from < 0
         && sotong_flow_need (flow, CAPTION_HEIGHT + self->heads_height + height_at_first (self));
}

static void
place_table (Layout *self)
{
  guint next = self->n_heads;
  Caption kind = begins_page (self) ? CAPTION_HEADING : CAPTION_OWN;

  sotong_flow_keep (self->flow);
  place_caption (self, kind);
  sotong_flow_need (self->flow, self->heads_height + height_at_first (self));
  sotong_flow_open (self->flow, SOTONG_TAG_TABLE);
  place_heads (self);
  while (next < self->pieces->len)
    {
      guint end = find_end (self, next);

      place_pieces (self, next, end);
      self->flow->keep_from = -1;
      next = end;
      if (next == self->pieces->len)
        break;
      sotong_flow_close (self->flow, SOTONG_TAG_TABLE);
      sotong_flow_new_page (self->flow);
      place_caption (self, CAPTION_CONTINUED);
      sotong_flow_open (self->flow, SOTONG_TAG_TABLE);
      place_heads (self);
    }
  sotong_flow_close (self->flow, SOTONG_TAG_TABLE);
  self->flow->keep_from = -1;
  self->flow->y += 2 * SOTONG_MM;
}

/*
 * Measures @table, then places it: broken between rows only, its heads on each
 * page, and never the first row of it or of a group alone at the foot. A row that is
 * taller than a page is the one thing that is cut, between lines.
 */
void
sotong_flow_table (SotongFlow  *flow,
                   SotongTable *table)
{
  Layout self = { .flow = flow, .table = table };

  if (sotong_table_get_n_columns (table) == 0 || sotong_table_get_n_rows (table) == 0)
    return;
  measure (&self);
  place_table (&self);
  g_free (self.edges);
  g_free (self.grid);
  g_ptr_array_unref (self.placed);
  g_array_unref (self.pieces);
}

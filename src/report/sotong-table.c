/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-document-private.h"
#include "report/sotong-table.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define MAX_TEXT (1024 * 1024)

struct _SotongTable
{
  GObject    parent_instance;
  char      *id;        /* (owned) what commands call it: "totals" */
  char      *caption;   /* (owned) (nullable) */
  char      *unit;      /* (owned) (nullable) "(단위 : 천원)" */
  GPtrArray *columns;   /* (owned) (element-type SotongColumn) */
  GPtrArray *rows;      /* (owned) (element-type SotongRow), heads first */
  GArray    *deepest;   /* (owned) per column, the largest rowspan: how far up a cell can begin */
  guint      next;      /* the column the next cell begins in */
  gboolean   made_data;
};

G_DEFINE_FINAL_TYPE (SotongTable, sotong_table, G_TYPE_OBJECT)

static void
cell_free (gpointer data)
{
  SotongCell *cell = data;

  g_free (cell->text);
  g_free (cell->formula);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  SotongRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
column_free (gpointer data)
{
  SotongColumn *column = data;

  g_free (column->title);
  g_free (column->name);
  g_free (column);
}

static void
sotong_table_finalize (GObject *object)
{
  SotongTable *self = SOTONG_TABLE (object);

  g_free (self->id);
  g_free (self->caption);
  g_free (self->unit);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->deepest);
  G_OBJECT_CLASS (sotong_table_parent_class)->finalize (object);
}

static void
sotong_table_class_init (SotongTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_table_finalize;
}

static void
sotong_table_init (SotongTable *self)
{
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->deepest = g_array_new (FALSE, TRUE, sizeof (guint));
}

/**
 * sotong_table_new:
 * @id: what commands call the table, "totals"
 * @caption: (nullable): the line above it
 *
 * A table is filled from the top: the columns, then row by row, cell by cell.
 * A first row that is not a head gets the columns' titles above it.
 *
 * Returns: (transfer full): an empty table
 */
SotongTable *
sotong_table_new (const char *id,
                  const char *caption)
{
  SotongTable *self = g_object_new (SOTONG_TYPE_TABLE, NULL);

  self->id = g_strdup (id);
  self->caption = caption != NULL ? sotong_text_clean (caption, -1, MAX_TEXT) : NULL;
  return self;
}

/**
 * sotong_table_set_unit:
 * @self: a table
 * @unit: (nullable): as it is printed over the right edge, "(단위 : 천원)"
 */
void
sotong_table_set_unit (SotongTable *self,
                       const char  *unit)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  g_free (self->unit);
  self->unit = g_strdup (unit);
}

/**
 * sotong_table_set_made_data:
 * @self: a table
 * @made_data: whether its figures were made for the demonstration
 *
 * Data files of such a table say so in each row.
 */
void
sotong_table_set_made_data (SotongTable *self,
                            gboolean     made_data)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  self->made_data = !!made_data;
}

/**
 * sotong_table_add_column:
 * @self: a table without rows
 * @title: the head that is printed
 * @name: (nullable): the head in data files, with its unit; %NULL keeps the column out of them
 * @width: in millimetres
 * @align: how its cells stand
 */
void
sotong_table_add_column (SotongTable *self,
                         const char  *title,
                         const char  *name,
                         double       width,
                         SotongAlign  align)
{
  SotongColumn *column;
  guint one = 1;

  g_return_if_fail (SOTONG_IS_TABLE (self));
  g_return_if_fail (self->rows->len == 0);

  column = g_new0 (SotongColumn, 1);
  column->title = sotong_text_clean (title, -1, MAX_TEXT);
  column->name = name != NULL ? sotong_text_clean (name, -1, MAX_TEXT) : NULL;
  column->width = width;
  column->align = align;
  g_ptr_array_add (self->columns, column);
  g_array_append_val (self->deepest, one);
}

static void
skip_covered (SotongTable *self)
{
  while (self->next < self->columns->len
         && sotong_table_get_cell (self, self->rows->len - 1, self->next) != NULL)
    self->next++;
}

static void
start_row (SotongTable    *self,
           SotongRowFlags  flags)
{
  SotongRow *row = g_new0 (SotongRow, 1);

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->flags = flags;
  g_ptr_array_add (self->rows, row);
  self->next = 0;
  skip_covered (self);
}

static SotongCell *
add_cell (SotongTable *self,
          const char  *text)
{
  SotongRow *row;
  SotongCell *cell;

  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  g_return_val_if_fail (self->rows->len > 0, NULL);
  g_return_val_if_fail (self->next < self->columns->len, NULL);

  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  cell = g_new0 (SotongCell, 1);
  cell->text = sotong_text_clean (text, -1, MAX_TEXT);
  cell->column = self->next;
  cell->colspan = cell->rowspan = 1;
  cell->bold = (row->flags & (SOTONG_ROW_HEAD | SOTONG_ROW_TOTAL)) != 0;
  cell->align = row->flags & SOTONG_ROW_HEAD
                  ? SOTONG_ALIGN_CENTER
                  : sotong_table_get_column (self, self->next)->align;
  g_ptr_array_add (row->cells, cell);
  skip_covered (self);
  return cell;
}

static gboolean
has_titles (SotongTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (*sotong_table_get_column (self, i)->title != '\0')
        return TRUE;
    }
  return FALSE;
}

static void
ensure_head (SotongTable *self)
{
  if (self->rows->len > 0 || !has_titles (self))
    return;
  start_row (self, SOTONG_ROW_HEAD);
  for (guint i = 0; i < self->columns->len; i++)
    add_cell (self, sotong_table_get_column (self, i)->title);
}

/**
 * sotong_table_begin_row:
 * @self: a table with columns
 * @flags: what kind of row; heads come first
 *
 * Cells that reach down from above keep their places; the next cell added takes
 * the first free one.
 */
void
sotong_table_begin_row (SotongTable    *self,
                        SotongRowFlags  flags)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  g_return_if_fail (self->columns->len > 0);
  if ((flags & SOTONG_ROW_HEAD) == 0)
    ensure_head (self);
  start_row (self, flags);
}

/**
 * sotong_table_add_text:
 * @self: a table with a row begun
 * @text: (nullable): anything; it is cleaned here
 */
void
sotong_table_add_text (SotongTable *self,
                       const char  *text)
{
  add_cell (self, text);
}

/**
 * sotong_table_add_decimal:
 * @self: a table with a row begun
 * @value: the number times 10 to the power of @decimals
 * @decimals: 0 to 9
 * @text: how it is shown
 */
void
sotong_table_add_decimal (SotongTable *self,
                          gint64       value,
                          guint        decimals,
                          const char  *text)
{
  SotongCell *cell;

  g_return_if_fail (decimals <= 9);

  cell = add_cell (self, text);
  if (cell == NULL)
    return;
  cell->value = value;
  cell->decimals = (guint8) decimals;
  cell->has_value = TRUE;
}

/**
 * sotong_table_add_number:
 * @self: a table with a row begun
 * @value: what data files get
 * @text: (nullable): how it is shown; %NULL: in groups of three, "△" for less than 0
 */
void
sotong_table_add_number (SotongTable *self,
                         gint64       value,
                         const char  *text)
{
  g_autofree char *grouped = text == NULL ? sotong_won_format (value) : NULL;

  sotong_table_add_decimal (self, value, 0, text != NULL ? text : grouped);
}

/**
 * sotong_table_add_blank:
 * @self: a table with a row begun
 *
 * Adds an empty cell.
 */
void
sotong_table_add_blank (SotongTable *self)
{
  add_cell (self, NULL);
}

/**
 * sotong_table_add_shown:
 * @self: a table with a row begun
 * @text: what stands for a value that there is none of, such as "-"
 *
 * The text is printed, and data files get an empty field.
 */
void
sotong_table_add_shown (SotongTable *self,
                        const char  *text)
{
  SotongCell *cell = add_cell (self, text);

  if (cell != NULL)
    cell->only_shown = TRUE;
}

/**
 * sotong_table_add_won:
 * @self: a table with a row begun
 * @won: an amount in won, or %G_MININT64 if there is none
 *
 * Adds an amount to the won, grouped; what there is none of is shown as "-".
 */
void
sotong_table_add_won (SotongTable *self,
                      gint64       won)
{
  g_autofree char *text = won != G_MININT64 ? sotong_won_format (won) : NULL;

  if (text != NULL)
    sotong_table_add_number (self, won, text);
  else
    sotong_table_add_shown (self, "-");
}

static SotongCell *
last_cell (SotongTable *self)
{
  SotongRow *row = g_ptr_array_index (self->rows, self->rows->len - 1);

  return g_ptr_array_index (row->cells, row->cells->len - 1);
}

/**
 * sotong_table_span:
 * @self: a table with a cell added to the row
 * @colspan: columns that the last cell covers
 * @rowspan: rows that it covers, itself included
 */
void
sotong_table_span (SotongTable *self,
                   guint        colspan,
                   guint        rowspan)
{
  SotongCell *cell;

  g_return_if_fail (SOTONG_IS_TABLE (self));
  g_return_if_fail (colspan > 0 && rowspan > 0);

  cell = last_cell (self);
  g_return_if_fail (cell->column + colspan <= self->columns->len);
  cell->colspan = colspan;
  cell->rowspan = rowspan;
  for (guint i = cell->column; i < cell->column + colspan; i++)
    {
      guint *deepest = &g_array_index (self->deepest, guint, i);

      *deepest = MAX (*deepest, rowspan);
    }
  skip_covered (self);
}

/**
 * sotong_table_set_align:
 * @self: a table with a cell added to the row
 * @align: how the last cell stands, whatever its column says
 */
void
sotong_table_set_align (SotongTable *self,
                        SotongAlign  align)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  last_cell (self)->align = align;
}

/**
 * sotong_table_set_head:
 * @self: a table with a cell added to the row
 *
 * Makes the last cell the head of its row: centred and shaded.
 */
void
sotong_table_set_head (SotongTable *self)
{
  SotongCell *cell;

  g_return_if_fail (SOTONG_IS_TABLE (self));
  cell = last_cell (self);
  cell->head = TRUE;
  cell->align = SOTONG_ALIGN_CENTER;
}

/**
 * sotong_table_set_formula:
 * @self: a table with a number added to the row
 * @formula: how a workbook computes the last cell from others, which must come to the same
 */
void
sotong_table_set_formula (SotongTable *self,
                          const char  *formula)
{
  SotongCell *cell;

  g_return_if_fail (SOTONG_IS_TABLE (self));
  cell = last_cell (self);
  g_free (cell->formula);
  cell->formula = g_strdup (formula);
}

/**
 * sotong_table_set_bold:
 * @self: a table with a cell added to the row
 * @bold: whether the last cell is bold, whatever its row says
 */
void
sotong_table_set_bold (SotongTable *self,
                       gboolean     bold)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  last_cell (self)->bold = bold;
}

/**
 * sotong_table_set_mention:
 * @self: a table with a cell added to the row
 * @mention_id: the mention that the last cell quotes: when it is purged, a closed report quotes it no more
 */
void
sotong_table_set_mention (SotongTable *self,
                          gint64       mention_id)
{
  g_return_if_fail (SOTONG_IS_TABLE (self));
  last_cell (self)->mention = mention_id;
}

const char *
sotong_table_get_id (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  return self->id;
}

const char *
sotong_table_get_caption (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  return self->caption;
}

const char *
sotong_table_get_unit (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  return self->unit;
}

gboolean
sotong_table_get_made_data (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), FALSE);
  return self->made_data;
}

guint
sotong_table_get_n_columns (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), 0);
  return self->columns->len;
}

const SotongColumn *
sotong_table_get_column (SotongTable *self,
                         guint        column)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  return g_ptr_array_index (self->columns, column);
}

/**
 * sotong_table_get_n_rows:
 * @self: a table
 *
 * Returns: the number of rows, heads included
 */
guint
sotong_table_get_n_rows (SotongTable *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), 0);
  ensure_head (self);
  return self->rows->len;
}

/**
 * sotong_table_get_n_heads:
 * @self: a table
 *
 * Returns: how many of the first rows are heads
 */
guint
sotong_table_get_n_heads (SotongTable *self)
{
  guint n = 0;

  g_return_val_if_fail (SOTONG_IS_TABLE (self), 0);

  ensure_head (self);
  while (n < self->rows->len && (sotong_table_get_row (self, n)->flags & SOTONG_ROW_HEAD) != 0)
    n++;
  return n;
}

const SotongRow *
sotong_table_get_row (SotongTable *self,
                      guint        row)
{
  g_return_val_if_fail (SOTONG_IS_TABLE (self), NULL);
  return g_ptr_array_index (self->rows, row);
}

static const SotongCell *
find_in_row (const SotongRow *row,
             guint            column,
             guint            below)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const SotongCell *cell = g_ptr_array_index (row->cells, i);

      if (cell->column <= column && column < cell->column + cell->colspan && below < cell->rowspan)
        return cell;
    }
  return NULL;
}

/**
 * sotong_table_get_cell:
 * @self: a table
 * @row: a row, heads counted
 * @column: a column
 *
 * Returns: (transfer none) (nullable): the cell that covers the place, if there is one
 */
const SotongCell *
sotong_table_get_cell (SotongTable *self,
                       guint        row,
                       guint        column)
{
  guint deepest = g_array_index (self->deepest, guint, column);

  for (guint below = 0; below <= row && below < deepest; below++)
    {
      const SotongCell *cell = find_in_row (g_ptr_array_index (self->rows, row - below), column, below);

      if (cell != NULL)
        return cell;
    }
  return NULL;
}

/* Other names for the columns of its data files. */
void
sotong_table_replace_names (SotongTable *self,
                            char      *(*replace) (const SotongColumn *column, gpointer data),
                            gpointer     data)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      SotongColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *old = column->name;

      column->name = old != NULL ? replace (column, data) : NULL;
    }
}

/* Other wording for its captions and heads; what a person or a file said in its rows stays as it was said. */
void
sotong_table_replace_words (SotongTable *self,
                            char      *(*replace) (const char *text, gpointer data),
                            gpointer     data)
{
  if (self->caption != NULL)
    {
      g_autofree char *old = g_steal_pointer (&self->caption);

      self->caption = replace (old, data);
    }
  for (guint r = 0; r < self->rows->len; r++)
    {
      SotongRow *row = g_ptr_array_index (self->rows, r);

      for (guint i = 0; i < row->cells->len; i++)
        {
          SotongCell *cell = g_ptr_array_index (row->cells, i);
          g_autofree char *old = NULL;

          if ((row->flags & SOTONG_ROW_HEAD) == 0 && !cell->head && ((row->flags & SOTONG_ROW_TOTAL) == 0 || cell->has_value))
            continue;
          old = g_steal_pointer (&cell->text);
          cell->text = replace (old, data);
        }
    }
}

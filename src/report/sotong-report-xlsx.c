/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "report/sotong-report-xlsx-private.h"
#include "report/sotong-report-xlsx.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-workbook.h"

/* A document's tables as a workbook: a sheet each, figures as numbers, what follows from others as formulas with
 * their values, ready to be printed. */

#define HEAD_FILL   0xe3e8f0
#define TOTAL_FILL  0xf3f5f9
#define PAPER_A4    9
#define MANY_CELLS  100000  /* from here on rows are written as they come, which keeps memory small */
#define WIDE        6       /* more columns are printed across */
#define MAX_NAME    31
#define LINE_HEIGHT 14      /* points */
#define MAX_HEIGHT  409     /* points, of any row */
#define UNITS_PER_MM 0.55   /* a column's width, in characters */

typedef enum { KIND_TEXT, KIND_CENTER, KIND_RIGHT, KIND_NUMBER, KIND_DECIMAL, KIND_YEAR, KIND_HEAD, N_KINDS } Kind;

typedef struct {
  lxw_workbook *book;
  lxw_format   *formats[N_KINDS][2];   /* [1]: of a row of sums */
  lxw_format   *title;
  lxw_format   *unit;
  lxw_format   *note;
  GHashTable   *names;                 /* (owned) of the sheets, folded */
  gboolean      small;                 /* rows are written as they come */
} Writer;

static lxw_format *
add_format (Writer  *w,
            Kind     kind,
            gboolean total)
{
  lxw_format *format = workbook_add_format (w->book);

  format_set_font_name (format, SOTONG_XLSX_FONT);
  format_set_font_size (format, 10);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (kind == KIND_HEAD || total)
    {
      format_set_bold (format);
      format_set_bg_color (format, kind == KIND_HEAD ? HEAD_FILL : TOTAL_FILL);
    }
  if (kind == KIND_HEAD || kind == KIND_CENTER || kind == KIND_YEAR)
    format_set_align (format, LXW_ALIGN_CENTER);
  if (kind == KIND_RIGHT)
    format_set_align (format, LXW_ALIGN_RIGHT);
  if (kind != KIND_NUMBER && kind != KIND_DECIMAL && kind != KIND_YEAR)
    format_set_text_wrap (format);
  if (kind == KIND_NUMBER)
    format_set_num_format (format, "#,##0;△#,##0;0");
  if (kind == KIND_YEAR)
    format_set_num_format (format, "0");
  if (kind == KIND_DECIMAL)
    format_set_num_format (format, "#,##0.0;△#,##0.0;0.0");
  return format;
}

static void
add_formats (Writer *w)
{
  for (int k = 0; k < N_KINDS; k++)
    for (int t = 0; t < 2; t++)
      w->formats[k][t] = add_format (w, (Kind) k, t == 1);
  w->title = workbook_add_format (w->book);
  format_set_font_name (w->title, SOTONG_XLSX_FONT);
  format_set_font_size (w->title, 14);
  format_set_bold (w->title);
  format_set_align (w->title, LXW_ALIGN_CENTER);
  w->unit = workbook_add_format (w->book);
  format_set_font_name (w->unit, SOTONG_XLSX_FONT);
  format_set_font_size (w->unit, 9);
  format_set_align (w->unit, LXW_ALIGN_RIGHT);
  w->note = workbook_add_format (w->book);
  format_set_font_name (w->note, SOTONG_XLSX_FONT);
  format_set_font_size (w->note, 9);
}

/* A name that no other sheet has, without what a name may not hold. */
static char *
sheet_name (Writer     *w,
            const char *wanted)
{
  g_autofree char *valid = g_utf8_make_valid (wanted != NULL && *wanted != '\0' ? wanted : "표", -1);
  g_autoptr(GString) base = g_string_new (NULL);
  char *name = NULL;

  for (const char *p = valid; *p != '\0' && g_utf8_strlen (base->str, -1) < MAX_NAME - 4; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (base, c < 0x20 || c > 0xffff || strchr ("[]:*?/\\'", (int) (c < 0x80 ? c : 'x')) != NULL ? ' ' : c);
    }
  g_strstrip (base->str);
  for (int n = 1; n < 10000; n++)
    {
      g_autofree char *folded = NULL;

      g_free (name);
      name = n == 1 ? g_strdup (*base->str != '\0' ? base->str : "표") : g_strdup_printf ("%s %d", base->str, n);
      folded = g_utf8_casefold (name, -1);
      if (g_hash_table_add (w->names, g_steal_pointer (&folded)))
        break;
    }
  return name;
}

/* 2016 is a year where it is shown so: a sum would be 2,016. */
static gboolean
is_year (const SotongCell *cell)
{
  return cell->decimals == 0 && cell->value >= 1000 && cell->value <= 9999 && cell->text != NULL && strchr (cell->text, ',') == NULL;
}

static lxw_format *
format_of (Writer           *w,
           const SotongRow  *row,
           const SotongCell *cell)
{
  int total = (row->flags & SOTONG_ROW_TOTAL) != 0;

  if ((row->flags & SOTONG_ROW_HEAD) != 0 || cell->head)
    return w->formats[KIND_HEAD][0];
  if (cell->has_value && !cell->only_shown)
    return w->formats[cell->decimals > 0 ? KIND_DECIMAL : is_year (cell) ? KIND_YEAR : KIND_NUMBER][total];
  return w->formats[cell->align == SOTONG_ALIGN_CENTER ? KIND_CENTER : cell->align == SOTONG_ALIGN_RIGHT ? KIND_RIGHT : KIND_TEXT][total];
}

static void
write_cell (Writer           *w,
            lxw_worksheet    *sheet,
            SotongTable      *table,
            const SotongRow  *row,
            const SotongCell *cell,
            guint             y,
            guint             end)
{
  lxw_format *format = format_of (w, row, cell);
  lxw_row_t last = (lxw_row_t) (y + (w->small ? 1 : cell->rowspan) - 1);
  lxw_col_t right = (lxw_col_t) (cell->column + cell->colspan - 1);
  lxw_col_t column = (lxw_col_t) cell->column;
  double value = cell->decimals == 0 ? (double) cell->value : (double) cell->value / pow (10, cell->decimals);

  if (last > y || right > column)
    worksheet_merge_range (sheet, y, column, MIN (last, end), right, "", format);
  if (cell->only_shown && sotong_report_xlsx_charts_column (table, cell->column))
    {
      worksheet_write_blank (sheet, y, column, format);
      return;
    }
  if (!sotong_cell_is_number (cell))
    {
      sotong_workbook_write_text (sheet, y, column, cell->text, format);
      return;
    }
  if (cell->formula != NULL)
    {
      g_autofree char *formula = sotong_table_place_formula (cell->formula, y, end);

      worksheet_write_formula_num (sheet, y, column, formula, format, value);
      return;
    }
  worksheet_write_number (sheet, y, column, value, format);
}

static double
column_width (SotongTable *table,
              guint        column)
{
  return CLAMP (sotong_table_get_column (table, column)->width * UNITS_PER_MM, 13, 70);
}

#define NARROW 1.1 /* a letter of Latin, which is one byte; one of Hangul is less wide than its three */

/* How many lines @text takes in @width characters; Hangul is twice as wide as a digit. */
static guint
count_lines (const char *text,
             double      width)
{
  guint n = 1;
  double used = 0;

  if (text == NULL || (strlen (text) * NARROW <= width && strchr (text, '\n') == NULL))
    return 1; /* as most are */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      double wide = c < 0x1100 ? NARROW : 2.1;

      used += wide;
      if (c != '\n' && used <= width)
        continue;
      n++;
      used = c == '\n' ? 0 : wide;
    }
  return n;
}

/* Readers do not all find out by themselves how tall a row of several lines is. */
static void
set_height (lxw_worksheet   *sheet,
            SotongTable     *table,
            const SotongRow *row,
            guint            y)
{
  guint n = 1;

  for (guint i = 0; i < row->cells->len; i++)
    {
      const SotongCell *cell = g_ptr_array_index (row->cells, i);
      double width = 0;

      if (cell->rowspan != 1 || sotong_cell_is_number (cell))
        continue;
      for (guint k = 0; k < cell->colspan; k++)
        width += column_width (table, cell->column + k);
      n = MAX (n, count_lines (cell->text, width));
    }
  if (n > 1)
    worksheet_set_row (sheet, y, MIN (n * LINE_HEIGHT + 2, MAX_HEIGHT), NULL);
}

static void
set_up (Writer        *w,
        lxw_worksheet *sheet,
        SotongTable   *table,
        guint          first,
        const char    *author)
{
  guint n = sotong_table_get_n_columns (table);
  g_autofree char *footer = g_strdup_printf ("&L%s&C- &P / &N -&R&D", author != NULL ? author : "");

  for (guint i = 0; i < n; i++)
    worksheet_set_column (sheet, (lxw_col_t) i, (lxw_col_t) i, column_width (table, i), NULL);
  worksheet_freeze_panes (sheet, first + sotong_table_get_n_heads (table), 0);
  if (sotong_table_get_n_heads (table) > 0)
    worksheet_repeat_rows (sheet, first, first + sotong_table_get_n_heads (table) - 1);
  worksheet_set_paper (sheet, PAPER_A4);
  worksheet_fit_to_pages (sheet, 1, 0);
  if (n > WIDE)
    worksheet_set_landscape (sheet);
  if (strlen (footer) < 255)
    worksheet_set_footer (sheet, footer);
}

static void
write_head (Writer        *w,
            lxw_worksheet *sheet,
            SotongTable   *table,
            const char    *title)
{
  guint n = sotong_table_get_n_columns (table);
  const char *unit = sotong_table_get_unit (table);

  if (n > 1)
    worksheet_merge_range (sheet, 0, 0, 0, (lxw_col_t) (n - 1), "", w->title);
  sotong_workbook_write_text (sheet, 0, 0, title, w->title);
  if (unit != NULL || sotong_table_get_made_data (table))
    {
      g_autofree char *text = g_strdup_printf ("%s%s%s", unit != NULL ? unit : "", unit != NULL && sotong_table_get_made_data (table) ? " " : "",
                                               sotong_table_get_made_data (table) ? _("Data made for the demonstration") : "");

      sotong_workbook_write_text (sheet, 1, (lxw_col_t) (n - 1), text, w->unit);
    }
}

/* What is said of the table below it: from @block on, as long as they are notes. Returns how many rows they take. */
static guint
write_notes (Writer         *w,
             lxw_worksheet  *sheet,
             SotongDocument *document,
             guint           block,
             guint           row)
{
  guint n = 0;

  for (; block < sotong_document_get_n_blocks (document); block++, n++)
    {
      const SotongBlock *note = sotong_document_get_block (document, block);
      g_autofree char *text = NULL;

      if (note->kind != SOTONG_BLOCK_PARAGRAPH || note->mark != SOTONG_MARK_NOTE)
        break;
      text = g_strdup_printf ("%s %s", sotong_mark_get_text (SOTONG_MARK_NOTE), note->text);
      sotong_workbook_write_text (sheet, row + n, 0, text, w->note);
    }
  return n;
}

/* @next is the block behind the table. */
static gboolean
write_table (Writer         *w,
             SotongDocument *document,
             SotongTable    *table,
             guint           next,
             const char     *heading,
             GCancellable   *cancellable,
             GError        **error)
{
  const char *title = sotong_table_get_caption (table) != NULL ? sotong_table_get_caption (table) : heading;
  g_autofree char *name = sheet_name (w, title != NULL ? title : sotong_table_get_id (table));
  lxw_worksheet *sheet = workbook_add_worksheet (w->book, name);
  guint first = 2, n = sotong_table_get_n_rows (table);

  if (sheet == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A sheet of the workbook could not be made."));
      return FALSE;
    }
  set_up (w, sheet, table, first, sotong_document_get_author (document));
  write_head (w, sheet, table, title != NULL ? title : sotong_document_get_title (document));
  for (guint r = 0; r < n; r++)
    {
      const SotongRow *row = sotong_table_get_row (table, r);

      set_height (sheet, table, row, first + r);
      for (guint i = 0; i < row->cells->len; i++)
        write_cell (w, sheet, table, row, g_ptr_array_index (row->cells, i), first + r, first + n - 1);
      if ((r & 0x3ff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  n = write_notes (w, sheet, document, next, first + n);
  sotong_report_xlsx_add_charts (w->book, sheet, name, table, first, n);
  return TRUE;
}

static gsize
count_cells (SotongDocument *document)
{
  gsize n = 0;

  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->table != NULL)
        n += (gsize) sotong_table_get_n_rows (block->table) * sotong_table_get_n_columns (block->table);
    }
  return n;
}

/* The tables in the document's order, each under the name of what it stands below; then those that are data alone. */
static gboolean
write_tables (Writer               *w,
              SotongDocument       *document,
              SotongPagesProgress   progress,
              gpointer              data,
              GCancellable         *cancellable,
              GError              **error)
{
  guint n = sotong_document_get_n_blocks (document);
  const char *heading = NULL;
  g_auto(GStrv) ids = sotong_document_list_tables (document);
  g_autoptr(GHashTable) written = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < n; i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_HEADING)
        heading = block->text;
      if (block->kind == SOTONG_BLOCK_TABLE && !write_table (w, document, block->table, i + 1, heading, cancellable, error))
        return FALSE;
      if (block->table != NULL)
        g_hash_table_add (written, block->table);
      if (progress != NULL)
        progress (0.9 * (i + 1) / n, data);
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      SotongTable *table = sotong_document_find_table (document, ids[i]);

      if (table != NULL && !g_hash_table_contains (written, table) && !write_table (w, document, table, n, NULL, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_report_xlsx_write:
 * @document: a document that nobody changes meanwhile
 * @file: a local file
 * @progress: (nullable) (scope call): told as it goes on
 * @progress_data: for @progress
 * @cancellable: (nullable): asked between tables and now and then within
 * @error: return location; `G_IO_ERROR_CANCELLED`, `G_IO_ERROR_NO_SPACE`, or another `G_IO_ERROR` that says why the place
 *   cannot be written to
 *
 * Writes the document's tables as a workbook; the file takes @file's place when it is whole. Blocks.
 *
 * Returns: %TRUE if the file was written
 */
gboolean
sotong_report_xlsx_write (SotongDocument       *document,
                          GFile                *file,
                          SotongPagesProgress   progress,
                          gpointer              progress_data,
                          GCancellable         *cancellable,
                          GError              **error)
{
  g_autoptr(SotongReplace) replace = sotong_replace_begin (file, error);
  const char *title = sotong_document_get_title (document), *author = sotong_document_get_author (document);
  lxw_doc_properties properties = { .title = (char *) title, .author = (char *) author, .company = (char *) author };
  Writer w = { 0 };
  gboolean done;

  if (replace == NULL)
    return FALSE;
  w.small = count_cells (document) > MANY_CELLS;
  w.book = sotong_workbook_new (replace, w.small, error);
  if (w.book == NULL)
    return FALSE;
  w.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  workbook_set_properties (w.book, &properties);
  add_formats (&w);
  done = write_tables (&w, document, progress, progress_data, cancellable, error);
  sotong_workbook_close (w.book, replace);
  g_hash_table_unref (w.names);
  return done && sotong_replace_commit (replace, error);
}

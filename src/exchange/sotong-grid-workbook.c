/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zip.h>

#include "exchange/sotong-grid-book.h"
#include "exchange/sotong-grid.h"

/* The first sheet of a workbook that is shown (Office Open XML): shared texts, and cells by their address. */

#define MAX_CELLS 1000

typedef struct {
  SotongGrid *grid;
  GPtrArray  *texts;      /* (owned) (element-type utf8) the shared texts */
  GString    *text;       /* (owned) of the element that is open */
  GPtrArray  *cells;      /* (nullable): of the row that is open */
  guint64     line;
  guint       column;
  char        type;       /* of the cell: s shared, t text, n number */
  gboolean    hidden;     /* the row that is open */
  gboolean    formula;    /* the cell that is open has one */
  gboolean    in_text;
  gboolean    in_sound;   /* how a text is read aloud, which is not part of it */
} Parse;

static const char *
attribute (const char **names,
           const char **values,
           const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* "AB12": the column, from 0. */
static guint
column_of (const char *address,
           guint       otherwise)
{
  guint column = 0;

  if (address == NULL || !g_ascii_isupper (*address))
    return otherwise;
  for (; g_ascii_isupper (*address) && column < MAX_CELLS * 26; address++)
    column = column * 26 + (guint) (*address - 'A') + 1;
  return column - 1;
}

static void
begin_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              data,
          GError              **error)
{
  Parse *p = data;
  const char *element = sotong_grid_local_name (name);
  const char *type, *line, *hidden;

  if (g_str_equal (element, "si") || g_str_equal (element, "v") || g_str_equal (element, "is"))
    g_string_truncate (p->text, 0);
  if (g_str_equal (element, "rPh"))
    p->in_sound = TRUE;
  if (g_str_equal (element, "f"))
    p->formula = TRUE;
  if (g_str_equal (element, "t") || g_str_equal (element, "v"))
    p->in_text = !p->in_sound;
  if (g_str_equal (element, "row"))
    {
      line = attribute (names, values, "r");
      p->line = line != NULL ? g_ascii_strtoull (line, NULL, 10) : p->line + 1;
      hidden = attribute (names, values, "hidden");
      p->hidden = hidden != NULL && (g_str_equal (hidden, "1") || g_str_equal (hidden, "true"));
      p->cells = g_ptr_array_new_with_free_func (NULL);
      p->column = 0;
    }
  if (!g_str_equal (element, "c"))
    return;
  type = attribute (names, values, "t");
  p->type = type == NULL || g_str_equal (type, "n") ? 'n' : g_str_equal (type, "s") ? 's' : 't';
  p->column = column_of (attribute (names, values, "r"), p->column);
  p->formula = FALSE;
  g_string_truncate (p->text, 0);
}

/* "_x000D_" is a letter that XML cannot hold, most often the CR of a line end; "_x005F_" the sign that begins such. In place. */
static void
take_escapes (GString *text)
{
  gsize kept = 0;

  if (strstr (text->str, "_x") == NULL)
    return;
  for (gsize i = 0; i < text->len;)
    {
      gunichar c = 0;
      const char *at = text->str + i;

      if (text->len - i >= 7 && at[0] == '_' && at[1] == 'x' && at[6] == '_')
        for (int k = 2; k < 6 && c != G_MAXUINT32; k++)
          c = g_ascii_isxdigit (at[k]) ? c * 16 + (gunichar) g_ascii_xdigit_value (at[k]) : G_MAXUINT32;
      else
        c = G_MAXUINT32;
      if (c == G_MAXUINT32 || (c >= 0xd800 && c < 0xe000))
        {
          text->str[kept++] = text->str[i++];
          continue;
        }
      i += 7;
      if (c >= 0x20 || c == '\t' || c == '\n')
        kept += (gsize) g_unichar_to_utf8 (c, text->str + kept); /* three bytes at most, for seven */
    }
  g_string_truncate (text, kept);
}

/* "7.5E7", "3132.4560000000001": programs store numbers with a power of ten, or with more digits than are exact, which is not how a
 * sheet shows them. In place. */
static void
take_number (GString *number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double value;

  if (strpbrk (number->str, "eE") == NULL && (strchr (number->str, '.') == NULL || number->len <= 15))
    return;
  value = g_ascii_strtod (number->str, &end);
  if (end != number->str && *end == '\0' && fabs (value) < 1e15) /* as many digits as are exact */
    g_string_assign (number, g_ascii_formatd (digits, sizeof digits, "%.15g", value));
}

static void
end_cell (Parse *p)
{
  const char *text;

  if (p->formula && p->type == 'n' && p->text->len == 0) /* a text may be computed to nothing */
    p->grid->n_uncomputed++;
  if (p->type == 't')
    take_escapes (p->text);
  else if (p->type == 'n')
    take_number (p->text);
  text = p->text->str;
  if (p->type == 's')
    {
      guint64 index = g_ascii_strtoull (text, NULL, 10);

      text = *text != '\0' && index < p->texts->len ? g_ptr_array_index (p->texts, index) : "";
    }
  while (p->cells != NULL && p->column < MAX_CELLS && p->cells->len <= p->column)
    g_ptr_array_add (p->cells, g_strdup (""));
  if (p->cells != NULL && p->column < MAX_CELLS)
    {
      g_free (g_ptr_array_index (p->cells, p->column));
      g_ptr_array_index (p->cells, p->column) = g_strdup (text);
    }
  p->column++;
}

static void
end_row (Parse *p)
{
  guint n = p->grid->rows->len;

  sotong_grid_take_row (p->grid, p->line, g_steal_pointer (&p->cells));
  if (p->hidden && p->grid->rows->len > n)
    p->grid->n_hidden++;
}

static void
end_cb (GMarkupParseContext  *context,
        const char           *name,
        gpointer              data,
        GError              **error)
{
  Parse *p = data;
  const char *element = sotong_grid_local_name (name);

  if (g_str_equal (element, "t") || g_str_equal (element, "v"))
    p->in_text = FALSE;
  else if (g_str_equal (element, "rPh"))
    p->in_sound = FALSE;
  else if (g_str_equal (element, "si"))
    {
      take_escapes (p->text);
      g_ptr_array_add (p->texts, g_strdup (p->text->str));
    }
  else if (g_str_equal (element, "c"))
    end_cell (p);
  else if (g_str_equal (element, "row") && p->cells != NULL)
    end_row (p);
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              data,
         GError              **error)
{
  Parse *p = data;

  if (p->in_text)
    g_string_append_len (p->text, text, (gssize) length);
}

static gboolean
parse_part (Parse       *p,
            const char  *text,
            gsize        length)
{
  static const GMarkupParser parser = { begin_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, p, NULL);

  return g_markup_parse_context_parse (context, text, (gssize) length, NULL) && g_markup_parse_context_end_parse (context, NULL);
}

/*
 * sotong_grid_read_workbook:
 * @self: an empty grid
 * @path: a workbook
 * @error: return location; `SOTONG_SHEET_ERROR_FORMAT`
 *
 * Formulas give the value that was stored with them; a day is the number of days since 1899-12-30, or since 1904-01-01 where @self
 * says so.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_grid_read_workbook (SotongGrid  *self,
                           const char  *path,
                           GError     **error)
{
  zip_t *zip = zip_open (path, ZIP_RDONLY, NULL);
  g_auto(SotongGridBook) book = { NULL };
  gsize n_texts = 0, n_cells = 0;
  g_autofree char *texts = NULL, *cells = NULL;
  Parse p = { self, g_ptr_array_new_with_free_func (g_free), g_string_new (NULL) };
  gboolean done;

  if (zip != NULL)
    {
      sotong_grid_book_find (&book, zip);
      texts = sotong_grid_book_read (zip, book.texts, &n_texts);
      cells = book.sheet != NULL ? sotong_grid_book_read (zip, book.sheet, &n_cells) : NULL;
      zip_discard (zip);
    }
  self->from_1904 = book.from_1904;
  done = cells != NULL && (texts == NULL || parse_part (&p, texts, n_texts)) && parse_part (&p, cells, n_cells);
  g_ptr_array_unref (p.texts);
  g_string_free (p.text, TRUE);
  if (p.cells != NULL)
    sotong_grid_take_row (self, p.line, p.cells);
  if (!done)
    g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
                 _("“%s” is no workbook that can be read. Nothing was imported. Save the sheet as .xlsx or .csv in the spreadsheet."), self->name);
  return done;
}

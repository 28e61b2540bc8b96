/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-export-private.h"
#include "util/sotong-workbook.h"

#define FONT       "맑은 고딕"
#define FILL       0xe3e8f0
#define PAPER_A4   9
#define EXACT      (G_GINT64_CONSTANT (1) << 53)

typedef struct {
  lxw_format *head;
  lxw_format *text;
  lxw_format *time;
  lxw_format *won;
  lxw_format *number;
} Formats;

static lxw_format *
add_format (lxw_workbook *book)
{
  lxw_format *format = workbook_add_format (book);

  format_set_font_name (format, FONT);
  format_set_font_size (format, 10);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

static void
make_formats (lxw_workbook *book,
              Formats      *formats)
{
  formats->head = add_format (book);
  format_set_bold (formats->head);
  format_set_bg_color (formats->head, FILL);
  format_set_text_wrap (formats->head);
  formats->text = add_format (book);
  formats->time = add_format (book);
  format_set_num_format (formats->time, "yyyy-mm-dd hh:mm");
  formats->won = add_format (book);
  format_set_num_format (formats->won, "#,##0;△#,##0;\"-\"");
  formats->number = add_format (book);
  format_set_num_format (formats->number, "#,##0;△#,##0;0");
}

static double
width_of (SotongSheetRole role)
{
  switch (role)
    {
    case SOTONG_SHEET_TITLE:
      return 40;
    case SOTONG_SHEET_TEXT:
      return 50;
    case SOTONG_SHEET_DATE:
      return 18;
    case SOTONG_SHEET_CHANNEL:
    case SOTONG_SHEET_CAMPAIGN:
    case SOTONG_SHEET_ADDRESS:
      return 24;
    case SOTONG_SHEET_KEY:
    case SOTONG_SHEET_TYPE:
    case SOTONG_SHEET_TIME:
    case SOTONG_SHEET_STATE:
    case SOTONG_SHEET_TAGS:
    case SOTONG_SHEET_OFFICER:
    case SOTONG_SHEET_COST_PLANNED:
    case SOTONG_SHEET_COST_FINAL:
    case SOTONG_SHEET_N_ROLES:
    default:
      return 14;
    }
}

static void
write_time (lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            gint64         time,
            GTimeZone     *zone,
            lxw_format    *format)
{
  lxw_datetime value = { 0 };
  int second;

  if (time == SOTONG_NONE)
    {
      worksheet_write_blank (sheet, row, column, format);
      return;
    }
  sotong_time_to_civil (time, zone, &value.year, &value.month, &value.day, &value.hour, &value.min, &second);
  value.sec = second;
  worksheet_write_datetime (sheet, row, column, &value, format);
}

static void
write_won (lxw_worksheet *sheet,
           lxw_row_t      row,
           lxw_col_t      column,
           gint64         won,
           lxw_format    *format)
{
  if (won == SOTONG_NONE)
    worksheet_write_blank (sheet, row, column, format);
  else
    worksheet_write_number (sheet, row, column, (double) won, format);
}

static const char *
text_of (const SotongContentRow *row,
         SotongSheetRole         role)
{
  switch (role)
    {
    case SOTONG_SHEET_KEY:
      return row->key;
    case SOTONG_SHEET_TITLE:
      return row->title;
    case SOTONG_SHEET_TYPE:
      return sotong_export_type_name (row);
    case SOTONG_SHEET_CHANNEL:
      return row->channel;
    case SOTONG_SHEET_STATE:
      return sotong_state_get_label (row->state);
    case SOTONG_SHEET_CAMPAIGN:
      return row->campaign;
    case SOTONG_SHEET_TEXT:
      return row->body;
    case SOTONG_SHEET_TAGS:
      return row->tags;
    case SOTONG_SHEET_OFFICER:
      return row->officer;
    case SOTONG_SHEET_ADDRESS:
      return row->remote_url;
    case SOTONG_SHEET_DATE:
    case SOTONG_SHEET_TIME:
    case SOTONG_SHEET_COST_PLANNED:
    case SOTONG_SHEET_COST_FINAL:
    case SOTONG_SHEET_N_ROLES:
    default:
      g_assert_not_reached ();
    }
}

static void
write_row (const SotongExport     *self,
           lxw_worksheet          *sheet,
           lxw_row_t               at,
           const SotongContentRow *row,
           const Formats          *formats)
{
  for (guint c = 0; c < sotong_export_n_columns; c++)
    {
      SotongSheetRole role = sotong_export_columns[c];

      if (role == SOTONG_SHEET_DATE)
        write_time (sheet, at, (lxw_col_t) c, row->at, self->zone, formats->time);
      else if (role == SOTONG_SHEET_COST_PLANNED || role == SOTONG_SHEET_COST_FINAL)
        write_won (sheet, at, (lxw_col_t) c, role == SOTONG_SHEET_COST_PLANNED ? row->cost_planned : row->cost_final, formats->won);
      else
        sotong_workbook_write_text (sheet, at, (lxw_col_t) c, text_of (row, role), formats->text);
    }
  if (self->made)
    sotong_workbook_write_text (sheet, at, (lxw_col_t) sotong_export_n_columns, row->made ? C_("data column", "made for demonstration") : "", formats->text);
}

static void
set_up_sheet (const SotongExport *self,
              lxw_worksheet      *sheet,
              const Formats      *formats)
{
  lxw_col_t last = (lxw_col_t) (sotong_export_n_columns - 1 + self->made);

  for (guint c = 0; c < sotong_export_n_columns; c++)
    worksheet_set_column (sheet, (lxw_col_t) c, (lxw_col_t) c, width_of (sotong_export_columns[c]), NULL);
  if (self->made)
    worksheet_set_column (sheet, last, last, 24, NULL);
  worksheet_freeze_panes (sheet, 1, 0);
  worksheet_autofilter (sheet, 0, 0, (lxw_row_t) self->rows->len, last);
  worksheet_repeat_rows (sheet, 0, 0);
  worksheet_set_paper (sheet, PAPER_A4);
  worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_footer (sheet, self->made ? "&L데모 · Demo&C- &P / &N -&R&D" : "&C- &P / &N -&R&D");
  for (guint c = 0; c < sotong_export_n_columns; c++)
    sotong_workbook_write_text (sheet, 0, (lxw_col_t) c, sotong_sheet_role_get_heading (sotong_export_columns[c]), formats->head);
  if (self->made)
    sotong_workbook_write_text (sheet, 0, last, C_("data column", "data_kind"), formats->head);
}

static gboolean
write_book (const SotongExport  *self,
            lxw_workbook        *book,
            GCancellable        *cancellable,
            GError             **error)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, _("Contents"));
  lxw_doc_properties properties = { .title = (char *) (self->made ? _("Contents (demo)") : _("Contents")) };
  Formats formats;

  workbook_set_properties (book, &properties);
  make_formats (book, &formats);
  set_up_sheet (self, sheet, &formats);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      write_row (self, sheet, (lxw_row_t) i + 1, g_ptr_array_index (self->rows, i), &formats);
    }
  return TRUE;
}

gboolean
sotong_export_write_xlsx (const SotongExport  *self,
                          SotongReplace       *replace,
                          GCancellable        *cancellable,
                          GError             **error)
{
  lxw_workbook *book = sotong_workbook_new (replace, TRUE, error);
  gboolean done;

  if (book == NULL)
    return FALSE;
  done = write_book (self, book, cancellable, error);
  return !sotong_workbook_close (book, replace) || done;
}

/* ---- a sheet of texts ---- */

struct _SotongExportBook
{
  SotongReplace *replace;  /* (unowned) */
  lxw_workbook  *book;
  lxw_worksheet *sheet;
  Formats        formats;
  guint          numbers;
  guint          n_rows;
};

/* @numbers has a bit set for each column of whole numbers, the first being 1. %NULL with @error set where a workbook
 * cannot be written. */
SotongExportBook *
sotong_export_book_new (SotongReplace       *replace,
                        const char          *title,
                        const char * const  *headings,
                        guint                numbers,
                        GError             **error)
{
  lxw_workbook *book = sotong_workbook_new (replace, TRUE, error);
  SotongExportBook *self;

  if (book == NULL)
    return NULL;
  self = g_new0 (SotongExportBook, 1);
  self->replace = replace;
  self->book = book;
  self->numbers = numbers;
  self->sheet = workbook_add_worksheet (self->book, title);
  make_formats (self->book, &self->formats);
  worksheet_freeze_panes (self->sheet, 1, 0);
  for (guint c = 0; headings[c] != NULL; c++)
    {
      worksheet_set_column (self->sheet, (lxw_col_t) c, (lxw_col_t) c, headings[c + 1] == NULL ? 80 : 18, NULL);
      sotong_workbook_write_text (self->sheet, 0, (lxw_col_t) c, headings[c], self->formats.head);
    }
  self->n_rows = 1;
  return self;
}

void
sotong_export_book_add_row (SotongExportBook    *self,
                            const char * const  *cells)
{
  for (guint c = 0; cells[c] != NULL; c++)
    {
      gint64 value;

      /* A workbook counts in doubles: what they cannot hold to the last won is written as it is read. */
      if ((self->numbers >> c & 1) != 0 && g_ascii_string_to_signed (cells[c], 10, -EXACT, EXACT, &value, NULL))
        write_won (self->sheet, (lxw_row_t) self->n_rows, (lxw_col_t) c, value, self->formats.number);
      else
        sotong_workbook_write_text (self->sheet, (lxw_row_t) self->n_rows, (lxw_col_t) c, cells[c], self->formats.text);
    }
  self->n_rows++;
}

/* Also frees it. */
void
sotong_export_book_close (SotongExportBook *self)
{
  sotong_workbook_close (self->book, self->replace);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-export-private.h"
#include "util/sotong-csv.h"

static void
add_time (SotongCsvWriter *csv,
          gint64           time,
          GTimeZone       *zone)
{
  g_autofree char *text = time != SOTONG_NONE ? sotong_time_format_iso (time, zone) : NULL;

  sotong_csv_writer_add_value (csv, text);
}

static void
add_won (SotongCsvWriter *csv,
         gint64           won)
{
  if (won == SOTONG_NONE)
    sotong_csv_writer_add_value (csv, NULL);
  else
    sotong_csv_writer_add_int (csv, won);
}

static void
add_cell (SotongCsvWriter        *csv,
          const SotongContentRow *row,
          SotongSheetRole         role,
          GTimeZone              *zone)
{
  switch (role)
    {
    case SOTONG_SHEET_KEY:
      sotong_csv_writer_add_text (csv, row->key);
      break;
    case SOTONG_SHEET_TITLE:
      sotong_csv_writer_add_text (csv, row->title);
      break;
    case SOTONG_SHEET_TYPE:
      sotong_csv_writer_add_text (csv, sotong_export_type_name (row));
      break;
    case SOTONG_SHEET_CHANNEL:
      sotong_csv_writer_add_text (csv, row->channel);
      break;
    case SOTONG_SHEET_DATE:
      add_time (csv, row->at, zone);
      break;
    case SOTONG_SHEET_STATE:
      sotong_csv_writer_add_text (csv, sotong_state_get_label (row->state));
      break;
    case SOTONG_SHEET_CAMPAIGN:
      sotong_csv_writer_add_text (csv, row->campaign);
      break;
    case SOTONG_SHEET_TEXT:
      sotong_csv_writer_add_text (csv, row->body);
      break;
    case SOTONG_SHEET_TAGS:
      sotong_csv_writer_add_text (csv, row->tags);
      break;
    case SOTONG_SHEET_OFFICER:
      sotong_csv_writer_add_text (csv, row->officer);
      break;
    case SOTONG_SHEET_COST_PLANNED:
      add_won (csv, row->cost_planned);
      break;
    case SOTONG_SHEET_COST_FINAL:
      add_won (csv, row->cost_final);
      break;
    case SOTONG_SHEET_ADDRESS:
      sotong_csv_writer_add_text (csv, row->remote_url);
      break;
    case SOTONG_SHEET_TIME:
    case SOTONG_SHEET_N_ROLES:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
write_rows (const SotongExport  *self,
            SotongCsvWriter     *csv,
            GCancellable        *cancellable,
            GError             **error)
{
  for (guint c = 0; c < sotong_export_n_columns; c++)
    sotong_csv_writer_add_text (csv, sotong_sheet_role_get_heading (sotong_export_columns[c]));
  if (self->made)
    sotong_csv_writer_add_text (csv, C_("data column", "data_kind"));
  if (!sotong_csv_writer_end_row (csv, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SotongContentRow *row = g_ptr_array_index (self->rows, i);

      for (guint c = 0; c < sotong_export_n_columns; c++)
        add_cell (csv, row, sotong_export_columns[c], self->zone);
      if (self->made)
        sotong_csv_writer_add_text (csv, row->made ? C_("data column", "made for demonstration") : "");
      if (!sotong_csv_writer_end_row (csv, cancellable, error))
        return FALSE;
    }
  return sotong_csv_writer_finish (csv, cancellable, error);
}

gboolean
sotong_export_write_csv (const SotongExport  *self,
                         SotongReplace       *replace,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(SotongCsvWriter) csv = sotong_csv_writer_new (memory);

  if (!write_rows (self, csv, cancellable, error))
    return FALSE;
  sotong_replace_write (replace, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                        g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "report/sotong-pdf-private.h"
#include "util/sotong-replace.h"

static cairo_status_t
draw_pages (const SotongCalendarSheet *self,
            SotongReplace             *replace)
{
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  double width, height;

  sotong_calendar_sheet_get_size (self, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (sotong_pdf_write_cb, replace, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sotong_calendar_sheet_get_title (self));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Sotong " SOTONG_VERSION);
  cr = cairo_create (surface);
  for (guint i = 0; i < sotong_calendar_sheet_get_n_pages (self); i++)
    {
      sotong_calendar_sheet_draw (self, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/**
 * sotong_calendar_sheet_write:
 * @self: a calendar on paper
 * @file: a local file
 * @error: return location; a `G_IO_ERROR` that says why the place cannot be written to
 *
 * Writes the pages as a PDF. The file is written beside @file and takes its place when it is whole; a failure leaves the old one as
 * it was. Waits for the disk, so call it from a thread that may.
 *
 * Returns: %TRUE if the file was written
 */
gboolean
sotong_calendar_sheet_write (const SotongCalendarSheet  *self,
                             GFile                      *file,
                             GError                    **error)
{
  g_autoptr(SotongReplace) replace = NULL;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  status = draw_pages (self, replace);
  if (replace->failure != 0 || status == CAIRO_STATUS_SUCCESS)
    return sotong_replace_commit (replace, error); /* after a failure it says why */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages of “%s” could not be drawn: %s. What was there before is unchanged."),
               replace->shown, cairo_status_to_string (status));
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gi18n-lib.h>

#include "chart/sotong-chart.h"
#include "chart/sotong-png.h"
#include "util/sotong-replace.h"

#define LARGEST 16384.0

typedef enum {
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
} Format;

static gboolean
find_format (const char  *path,
             Format      *format,
             GError     **error)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (Format) i;
        return TRUE;
      }
  g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_FORMAT,
               _("“%s” does not say what to make. End the name in .png, .svg or .pdf for a picture, in .csv or .tsv for the figures."), path);
  return FALSE;
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  return sotong_replace_write (closure, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *
make_surface (Format         format,
              SotongReplace *replace,
              double         width,
              double         height)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case FORMAT_PNG:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width + 0.5), (int) (height + 0.5));
    case FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, replace, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case FORMAT_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, replace, width, height);
    default:
      g_assert_not_reached ();
    }
}

static cairo_status_t
draw_file (SotongChart            *self,
           Format                  format,
           SotongReplace          *replace,
           double                  width,
           double                  height,
           const SotongChartTheme *theme)
{
  cairo_surface_t *surface = make_surface (format, replace, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (format == FORMAT_PDF && sotong_chart_get_title (self) != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sotong_chart_get_title (self));
  sotong_chart_draw (self, cr, width, height, theme);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = sotong_png_write (surface, write_cb, replace);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/**
 * sotong_chart_save:
 * @self: a chart
 * @path: where to; its ending .png, .svg or .pdf says what is made; with .csv or .tsv the figures are saved
 * @width: pixels of a PNG or SVG, points (1/72 inch) of a PDF; 1 to 16384
 * @height: the same
 * @theme: how it looks
 * @error: return location: `SOTONG_CHART_ERROR`, or `G_IO_ERROR` when the file cannot be written
 *
 * Saves a picture. It is written beside @path and takes its place, with the rights of what was there, when it is whole; after an error
 * whatever was there is untouched. A link is followed. Waits for the disk, so call it from a thread that may.
 *
 * Returns: %TRUE when the picture is on the disk
 */
gboolean
sotong_chart_save (SotongChart             *self,
                   const char              *path,
                   double                   width,
                   double                   height,
                   const SotongChartTheme  *theme,
                   GError                 **error)
{
  g_autofree char *lower = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(SotongReplace) replace = NULL;
  Format format;
  cairo_status_t status;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (theme != NULL, FALSE);

  lower = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv"))
    return sotong_chart_save_table (self, path, g_str_has_suffix (lower, ".csv"), error);
  if (!find_format (path, &format, error))
    return FALSE;
  if (!(width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST))
    {
      g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_SIZE,
                   _("A picture of %.0f × %.0f cannot be made. Width and height go from 1 to %.0f."),
                   width, height, LARGEST);
      return FALSE;
    }
  file = g_file_new_for_path (path);
  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  status = draw_file (self, format, replace, width, height, theme);
  if (status != CAIRO_STATUS_SUCCESS && replace->failure == 0)
    replace->failure = status == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO;
  return sotong_replace_commit (replace, error);
}

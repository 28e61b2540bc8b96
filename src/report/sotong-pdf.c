/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "report/sotong-pages-private.h"
#include "report/sotong-pdf-private.h"
#include "report/sotong-pdf.h"
#include "util/sotong-replace.h"
#include "util/sotong-time.h"

#define LAYOUT_SHARE 0.6  /* of the whole work, for the progress */

typedef struct {
  SotongPagesProgress progress;  /* (nullable) */
  gpointer            data;
} Progress;

static void
layout_progress_cb (double   fraction,
                    gpointer data)
{
  Progress *progress = data;

  progress->progress (fraction * LAYOUT_SHARE, progress->data);
}

/* Writes what a surface of cairo gives into @replace, a SotongReplace. Cairo 1.16 crashes in cairo_surface_finish() once a write has failed:
 * it is told that all is well, and the failure is looked at between pages and in the end. */
cairo_status_t
sotong_pdf_write_cb (void                *replace,
                     const unsigned char *data,
                     unsigned int         length)
{
  sotong_replace_write (replace, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t    *surface,
              cairo_pdf_metadata_t key,
              const char         *value)
{
  if (value != NULL && *value != '\0')
    cairo_pdf_surface_set_metadata (surface, key, value);
}

static void
describe (cairo_surface_t *surface,
          SotongDocument  *document)
{
  g_autofree char *created = sotong_time_format_iso (sotong_document_get_created (document),
                                                     sotong_document_get_zone (document));

  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sotong_document_get_title (document));
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, sotong_document_get_author (document));
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, sotong_document_get_subject (document));
  set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, sotong_document_get_period (document));
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Sotong " SOTONG_VERSION);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

static void
add_outline (cairo_surface_t *surface,
             GPtrArray       *headings)
{
  int section = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < headings->len; i++)
    {
      const SotongBlock *block = g_ptr_array_index (headings, i);
      g_autofree char *place = g_strdup_printf ("dest='h%u'", i);
      g_autofree char *text = block->level == 1 || block->attached ? g_strdup_printf ("%s %s", block->number, block->text)
                                                : g_strdup (block->text);

      if (block->level == 1)
        section = cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, text, place,
                                                 CAIRO_PDF_OUTLINE_FLAG_OPEN);
      else
        cairo_pdf_surface_add_outline (surface, section, text, place, 0);
    }
}

/* One element, "Document", spans all pages: without it cairo writes a damaged file. */
static gboolean
draw_pages (SotongPages      *pages,
            cairo_surface_t  *surface,
            SotongReplace    *replace,
            const Progress   *progress,
            GCancellable     *cancellable,
            GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  guint n = sotong_pages_get_n_pages (pages);
  gboolean going = TRUE;

  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < n && going; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i + 1);

      cairo_pdf_surface_set_page_label (surface, label);
      sotong_pages_draw_tagged (pages, i, cr);
      if (progress->progress != NULL)
        progress->progress (LAYOUT_SHARE + (1 - LAYOUT_SHARE) * (i + 1) / n, progress->data);
      going = !g_cancellable_set_error_if_cancelled (cancellable, error)
              && cairo_status (cr) == CAIRO_STATUS_SUCCESS && replace->failure == 0;
      if (!going || i + 1 == n)
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  return going;
}

static gboolean
write_pages (SotongDocument  *document,
             SotongPages     *pages,
             SotongReplace   *replace,
             const Progress  *progress,
             GCancellable    *cancellable,
             GError         **error)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  sotong_pages_get_size (pages, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (sotong_pdf_write_cb, replace, width, height);
  describe (surface, document);
  drawn = draw_pages (pages, surface, replace, progress, cancellable, error);
  if (drawn)
    add_outline (surface, sotong_pages_get_headings (pages));
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn && error != NULL && *error != NULL)
    return FALSE;
  if (replace->failure != 0 || (drawn && status == CAIRO_STATUS_SUCCESS))
    return sotong_replace_commit (replace, error);  /* after a failure it says why */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("The pages of “%s” could not be drawn: %s. What was there before is unchanged. "
                 "Make the report again; if that does not help, its data hold something that cannot be printed."),
               replace->shown, cairo_status_to_string (status));
  return FALSE;
}

/**
 * sotong_pdf_write:
 * @document: a document that nobody changes meanwhile
 * @file: a local file
 * @progress: (nullable) (scope call): told as it goes on
 * @progress_data: for @progress
 * @cancellable: (nullable): asked between blocks and pages
 * @error: return location; `G_IO_ERROR_CANCELLED`, `G_IO_ERROR_NO_SPACE`, or another
 *   `G_IO_ERROR` that says why the place cannot be written to
 *
 * Writes @document as a tagged PDF with an outline. The file is written beside
 * @file and takes its place when it is whole; a failure leaves the old one as it
 * was. Blocks, so call it from a thread of your own, or hand it to
 * [func@Sotong.report_file_write_async].
 *
 * Returns: %TRUE if the file was written
 */
gboolean
sotong_pdf_write (SotongDocument       *document,
                  GFile                *file,
                  SotongPagesProgress   progress,
                  gpointer              progress_data,
                  GCancellable         *cancellable,
                  GError              **error)
{
  Progress both = { progress, progress_data };
  g_autoptr(SotongReplace) replace = NULL;
  g_autoptr(SotongPages) pages = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  pages = sotong_pages_new (document, progress != NULL ? layout_progress_cb : NULL, &both, cancellable, error);
  if (pages == NULL)
    return FALSE;
  if (write_pages (document, pages, replace, &both, cancellable, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

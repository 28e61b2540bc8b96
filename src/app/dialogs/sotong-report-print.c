/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-print.h"

#include "app/sotong-print.h"

/* Printing: each page is recorded as vectors in the preview's thread, and played to the printer when it is there. */

typedef struct {
  GtkPrintOperation *operation;  /* (owned) */
  GtkPrintContext   *context;    /* (owned) */
} Page;

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Page *page = user_data;
  guint n_pages;
  cairo_surface_t *surface = sotong_report_preview_draw_finish (SOTONG_REPORT_PREVIEW (object), result, &n_pages, NULL);

  if (surface != NULL)
    {
      cairo_t *cr = gtk_print_context_get_cairo_context (page->context);
      cairo_rectangle_t extents;

      cairo_recording_surface_get_extents (surface, &extents);
      cairo_save (cr);
      cairo_scale (cr, gtk_print_context_get_width (page->context) / extents.width, gtk_print_context_get_height (page->context) / extents.height);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_surface_destroy (surface);
    }
  else /* closed meanwhile: no half a paper */
    gtk_print_operation_cancel (page->operation);
  gtk_print_operation_draw_page_finish (page->operation);
  g_object_unref (page->context);
  g_object_unref (page->operation);
  g_free (page);
}

static void
draw_page_cb (GtkPrintOperation   *operation,
              GtkPrintContext     *context,
              int                  number,
              SotongReportPreview *preview)
{
  Page *page = g_new0 (Page, 1);

  page->operation = g_object_ref (operation);
  page->context = g_object_ref (context);
  gtk_print_operation_set_defer_drawing (operation);
  sotong_report_preview_draw_async (preview, (guint) number, 0, drawn_cb, page);
}

/**
 * sotong_report_print:
 * @preview: whose pages
 * @n_pages: how many there are
 * @landscape: whether they lie
 * @name: what the printer's list calls it
 * @parent: the window that asks
 * @path: (nullable): a PDF to print to; %NULL to ask for a printer
 * @error: return location
 *
 * Returns: %FALSE if it failed at once; a failure later is told by the print system
 */
gboolean
sotong_report_print (SotongReportPreview  *preview,
                     guint                 n_pages,
                     gboolean              landscape,
                     const char           *name,
                     GtkWindow            *parent,
                     const char           *path,
                     GError              **error)
{
  g_autoptr(GtkPrintOperation) operation = sotong_print_new (name, n_pages, landscape);

  gtk_print_operation_set_allow_async (operation, path == NULL);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), preview, 0);
  return gtk_print_operation_run (operation, path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}

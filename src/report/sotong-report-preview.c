/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "report/sotong-report-preview.h"

/**
 * SotongReportPreview:
 *
 * The pages of a document, drawn one at a time as they are asked for. They are laid out and drawn in one thread
 * of its own: fonts and layouts belong to the thread that made them.
 */
struct _SotongReportPreview
{
  GObject         parent_instance;
  SotongDocument *document;  /* (owned) */
  SotongPages    *pages;     /* (owned) (nullable): once they are laid out; the thread's */
  GThreadPool    *pool;      /* (owned): of the one thread */
  GCancellable   *closed;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongReportPreview, sotong_report_preview, G_TYPE_OBJECT)

typedef struct {
  guint  page;
  double scale;    /* pixels a point, or 0: as vectors */
  guint  n_pages;  /* out */
} Request;

static cairo_surface_t *
new_surface (SotongPages *pages,
             double       scale)
{
  cairo_rectangle_t extents = { 0, 0, 0, 0 };

  sotong_pages_get_size (pages, &extents.width, &extents.height);
  if (scale <= 0)
    return cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (extents.width * scale), (int) ceil (extents.height * scale));
}

static cairo_surface_t *
draw (SotongPages *pages,
      Request     *request)
{
  cairo_surface_t *surface = new_surface (pages, request->scale);
  cairo_t *cr = cairo_create (surface);

  request->n_pages = sotong_pages_get_n_pages (pages);
  if (request->scale > 0)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, request->scale, request->scale);
    }
  sotong_pages_draw (pages, MIN (request->page, request->n_pages - 1), cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
draw_thread (gpointer data,
             gpointer user_data)
{
  g_autoptr(GTask) task = data;
  SotongReportPreview *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->pages == NULL)
    self->pages = sotong_pages_new (self->document, NULL, NULL, self->closed, &error);
  if (self->pages == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, draw (self->pages, g_task_get_task_data (task)), (GDestroyNotify) cairo_surface_destroy);
}

static void
sotong_report_preview_finalize (GObject *object)
{
  SotongReportPreview *self = SOTONG_REPORT_PREVIEW (object);

  g_thread_pool_free (self->pool, FALSE, FALSE); /* nothing waits: each question holds the object */
  g_clear_object (&self->pages);
  g_clear_object (&self->document);
  g_clear_object (&self->closed);
  G_OBJECT_CLASS (sotong_report_preview_parent_class)->finalize (object);
}

static void
sotong_report_preview_class_init (SotongReportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_report_preview_finalize;
}

static void
sotong_report_preview_init (SotongReportPreview *self)
{
  self->closed = g_cancellable_new ();
  self->pool = g_thread_pool_new (draw_thread, NULL, 1, TRUE, NULL);
}

/**
 * sotong_report_preview_new:
 * @document: a document that is not changed any more, and that nothing else draws meanwhile
 *
 * Returns: (transfer full): its preview; nothing is laid out before a page is asked for
 */
SotongReportPreview *
sotong_report_preview_new (SotongDocument *document)
{
  SotongReportPreview *self = g_object_new (SOTONG_TYPE_REPORT_PREVIEW, NULL);

  self->document = g_object_ref (document);
  return self;
}

/**
 * sotong_report_preview_close:
 * @self: a preview
 *
 * Nobody looks at it any more: what it was asked ends with `G_IO_ERROR_CANCELLED`.
 */
void
sotong_report_preview_close (SotongReportPreview *self)
{
  g_return_if_fail (SOTONG_IS_REPORT_PREVIEW (self));
  g_cancellable_cancel (self->closed);
}

/**
 * sotong_report_preview_draw_async:
 * @self: a preview
 * @page: which, from 0; beyond the last: the last
 * @scale: pixels a point; 0 to record the page as vectors, for printing
 * @callback: called in the caller's context
 * @user_data: for @callback
 *
 * Draws a page in the preview's thread, after what it was asked before.
 */
void
sotong_report_preview_draw_async (SotongReportPreview *self,
                                  guint                page,
                                  double               scale,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  Request request = { page, scale, 0 };

  g_return_if_fail (SOTONG_IS_REPORT_PREVIEW (self));

  task = g_task_new (self, self->closed, callback, user_data);
  g_task_set_source_tag (task, sotong_report_preview_draw_async);
  g_task_set_task_data (task, g_memdup2 (&request, sizeof request), g_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * sotong_report_preview_draw_finish:
 * @self: a preview
 * @result: what the callback was given
 * @out_n_pages: (out): how many pages there are
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the page
 */
cairo_surface_t *
sotong_report_preview_draw_finish (SotongReportPreview  *self,
                                   GAsyncResult         *result,
                                   guint                *out_n_pages,
                                   GError              **error)
{
  cairo_surface_t *surface;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_report_preview_draw_async), NULL);
  surface = g_task_propagate_pointer (G_TASK (result), error);
  *out_n_pages = surface != NULL ? ((const Request *) g_task_get_task_data (G_TASK (result)))->n_pages : 0;
  return surface;
}

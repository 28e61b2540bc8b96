/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widgets that show charts do alike: a picture is drawn in another thread, for a size and a theme. */
#include "config.h"

#include <adwaita.h>

#include "app/sotong-chart-picture.h"
#include "app/sotong-type-scale.h"

#define MOST_THREADS 4
#define SURFACE "sotong-surface"

static void
take_color (GtkStyleContext *style,
            const char      *name,
            SotongColor     *color)
{
  GdkRGBA found;

  if (gtk_style_context_lookup_color (style, name, &found))
    *color = (SotongColor) { found.red, found.green, found.blue, 1 };
}

/**
 * sotong_chart_picture_get_theme:
 * @widget: what shows a chart
 * @out_theme: (out): light or dark, as the desktop is
 *
 * The chart's colours are its own; behind them is what the desktop has behind its lists.
 */
void
sotong_chart_picture_get_theme (GtkWidget        *widget,
                                SotongChartTheme *out_theme)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  *out_theme = *sotong_chart_theme_get (dark ? SOTONG_CHART_DARK : SOTONG_CHART_LIGHT);
  take_color (gtk_widget_get_style_context (widget), "window_bg_color", &out_theme->background);
  out_theme->font_size *= sotong_type_scale (widget);
}

/* A picture that is being drawn: everything of it is its own, so that the view may change meanwhile. */
typedef struct {
  SotongChart      *chart;   /* (owned) */
  SotongChartTheme  theme;
  int               width;
  int               height;
  int               scale;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  g_object_unref (drawing->chart);
  g_free (drawing);
}

static void
draw (GTask *task)
{
  const Drawing *drawing = g_task_get_task_data (task);
  int width = drawing->width * drawing->scale, height = drawing->height * drawing->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) picture = NULL;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_scale (cr, drawing->scale, drawing->scale);
  sotong_chart_draw (drawing->chart, cr, drawing->width, drawing->height, &drawing->theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  picture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  g_object_set_data_full (G_OBJECT (picture), SURFACE, cairo_surface_reference (surface), (GDestroyNotify) cairo_surface_destroy);
  g_task_return_pointer (task, g_steal_pointer (&picture), g_object_unref);
}

static void
draw_cb (gpointer data,
         gpointer user_data)
{
  g_autoptr(GTask) task = data;

  if (!g_task_return_error_if_cancelled (task))
    draw (task);
}

/* Threads of their own that stay: the fonts of a chart are looked up once in each, and to look them up anew would take longer
 * than to draw. */
static GThreadPool *
get_threads (void)
{
  static GThreadPool *threads;

  if (threads == NULL)
    threads = g_thread_pool_new (draw_cb, NULL, (int) CLAMP (g_get_num_processors (), 2, MOST_THREADS), TRUE, NULL);
  return threads;
}

/**
 * sotong_chart_picture_draw_async:
 * @widget: what will show it
 * @chart: the chart
 * @theme: its colours
 * @width: in the widget's pixels
 * @height: likewise
 * @scale: of the screen
 * @cancellable: to be cancelled when another picture is wanted
 * @callback: (scope async): called in the main thread with @widget, whose reference it takes over, as its data
 *
 * Draws in another thread. Main thread. @widget is not the source object: the thread might be the last to let go of it.
 */
void
sotong_chart_picture_draw_async (GtkWidget              *widget,
                                 SotongChart            *chart,
                                 const SotongChartTheme *theme,
                                 int                     width,
                                 int                     height,
                                 int                     scale,
                                 GCancellable           *cancellable,
                                 GAsyncReadyCallback     callback)
{
  Drawing *drawing = g_new0 (Drawing, 1);
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, g_object_ref (widget));

  *drawing = (Drawing) { g_object_ref (chart), *theme, width, height, scale };
  g_task_set_task_data (task, drawing, drawing_free);
  g_thread_pool_push (get_threads (), g_steal_pointer (&task), NULL);
}

/* (transfer full) (nullable): the picture; %NULL when it was cancelled, because a newer one is being drawn. */
GdkTexture *
sotong_chart_picture_draw_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* (transfer none) (nullable): the pixels of a picture that sotong_chart_picture_draw_finish() returned. */
cairo_surface_t *
sotong_chart_picture_get_surface (GdkTexture *picture)
{
  return g_object_get_data (G_OBJECT (picture), SURFACE);
}

/**
 * sotong_chart_picture_append:
 * @picture: what sotong_chart_picture_draw_finish() returned
 * @widget: what shows it
 * @snapshot: of @widget
 * @width: of @widget
 * @height: likewise
 *
 * Shows the picture as large as the widget. Where GTK itself draws without a graphics card it is handed the pixels as they are: it would
 * convert those of a texture anew in each frame, which takes longer than to draw all the rest.
 */
void
sotong_chart_picture_append (GdkTexture  *picture,
                             GtkWidget   *widget,
                             GtkSnapshot *snapshot,
                             int          width,
                             int          height)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GtkNative *native = gtk_widget_get_native (widget);
  cairo_surface_t *surface = sotong_chart_picture_get_surface (picture);
  cairo_t *cr;

  if (surface == NULL || native == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      gtk_snapshot_append_texture (snapshot, picture, &bounds);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, (double) width / gdk_texture_get_width (picture), (double) height / gdk_texture_get_height (picture));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

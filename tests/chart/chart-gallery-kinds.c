/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart-gallery-kinds [--save DIRECTORY] [--keep FILE.png] FILE.png: draws every kind with every sort of figures in every style
 * and size, and compares what comes out with the fingerprints that are kept in FILE.png: a line of grey pixels for each picture. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "chart-kinds.h"
#include "util/sotong-time.h"

#define ACROSS 24       /* cells of a fingerprint */
#define DOWN 8
#define CELLS (ACROSS * DOWN)
#define CELL_OFF 70     /* greys that a cell may differ by */
#define MEAN_OFF 6.0    /* greys that the cells may differ by in the mean */

typedef struct {
  const char *name;
  int         width;
  int         height;
} Size;

static const char *const style_names[] = { "light", "dark", "grey" };
static const Size sizes[] = { { "small", 320, 160 }, { "medium", 640, 300 }, { "large", 1280, 540 } };
#define N_PICTURES (SOTONG_N_CHART_KINDS * CHART_N_DATA * G_N_ELEMENTS (style_names) * G_N_ELEMENTS (sizes))

typedef struct {
  const char *save;          /* (nullable): where pictures go */
  const char *only;          /* (nullable): the kind */
  guint8    (*prints)[CELLS];
  guint       n;
} Gallery;

/* Means of blocks of pixels. */
static void
take_print (cairo_surface_t *surface,
            guint8          *print)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int cell = 0; cell < CELLS; cell++)
    {
      int left = cell % ACROSS * width / ACROSS, right = (cell % ACROSS + 1) * width / ACROSS;
      int top = cell / ACROSS * height / DOWN, bottom = (cell / ACROSS + 1) * height / DOWN;
      guint64 sum = 0;

      for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++)
          {
            guint32 pixel = ((const guint32 *) (const void *) (data + (gsize) y * stride))[x];

            sum += ((pixel >> 16 & 0xff) * 30 + (pixel >> 8 & 0xff) * 59 + (pixel & 0xff) * 11) / 100;
          }
      print[cell] = (guint8) (sum / (guint64) ((right - left) * (bottom - top)));
    }
}

static void
draw (Gallery         *self,
      SotongChart     *chart,
      SotongChartKind  kind,
      ChartData        data,
      guint            style,
      const Size      *size)
{
  int width = kind == SOTONG_CHART_SPARKLINE ? size->width / 4 : size->width;
  int height = kind == SOTONG_CHART_SPARKLINE ? size->height / 6 : size->height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  sotong_chart_draw (chart, cr, width, height, sotong_chart_theme_get (style));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  take_print (surface, self->prints[self->n++]);
  if (self->save != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s-%s-%s.png", sotong_chart_kind_get_name (kind), chart_data_get_name (data), size->name,
                                               style_names[style]);
      g_autofree char *path = g_build_filename (self->save, name, NULL);

      cairo_surface_write_to_png (surface, path);
    }
  cairo_surface_destroy (surface);
}

static void
draw_all (Gallery   *self,
          GTimeZone *zone)
{
  for (guint kind = 0; kind < SOTONG_N_CHART_KINDS; kind++)
    for (guint data = 0; data < CHART_N_DATA; data++)
      {
        g_autoptr(SotongChartModel) model = chart_kind_model (kind, data, zone);
        g_autoptr(GError) error = NULL;
        g_autoptr(SotongChart) chart = sotong_chart_model_make (model, &error);
        g_autofree char *sentence = NULL;

        if (self->only != NULL && g_strcmp0 (self->only, sotong_chart_kind_get_name (kind)) != 0)
          continue;
        g_assert_no_error (error);
        sentence = sotong_chart_describe (chart);
        g_assert_cmpuint (strlen (sentence), >, 0);
        if (self->save != NULL)
          g_print ("%s %s: %s\n", sotong_chart_kind_get_name (kind), chart_data_get_name (data), sentence);
        for (guint style = 0; style < G_N_ELEMENTS (style_names); style++)
          for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
            draw (self, chart, kind, data, style, &sizes[size]);
      }
}

/* What is kept is a picture too: people can look at what has changed. */
static gboolean
keep (const Gallery *self,
      const char    *path)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, CELLS, (int) self->n);
  guint8 *data = cairo_image_surface_get_data (surface);
  cairo_status_t status;

  for (guint i = 0; i < self->n; i++)
    for (guint cell = 0; cell < CELLS; cell++)
      {
        guint32 grey = self->prints[i][cell];

        ((guint32 *) (void *) (data + (gsize) i * cairo_image_surface_get_stride (surface)))[cell] = grey << 16 | grey << 8 | grey;
      }
  cairo_surface_mark_dirty (surface);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

static void
print_name (guint nth)
{
  guint size = nth % G_N_ELEMENTS (sizes), style = nth / G_N_ELEMENTS (sizes) % G_N_ELEMENTS (style_names);
  guint rest = nth / G_N_ELEMENTS (sizes) / G_N_ELEMENTS (style_names);

  g_printerr ("%s, %s figures, %s, %s", sotong_chart_kind_get_name (rest / CHART_N_DATA), chart_data_get_name (rest % CHART_N_DATA),
              sizes[size].name, style_names[style]);
}

static gboolean
compare (const Gallery *self,
         const char    *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint n_off = 0;

  if (cairo_image_surface_get_width (surface) != CELLS || cairo_image_surface_get_height (surface) != (int) self->n)
    {
      g_printerr ("%s does not fit: make it anew with --keep and look at the pictures.\n", path);
      cairo_surface_destroy (surface);
      return FALSE;
    }
  for (guint i = 0; i < self->n; i++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + (gsize) i * cairo_image_surface_get_stride (surface));
      guint most = 0, sum = 0;

      for (guint cell = 0; cell < CELLS; cell++)
        {
          guint off = (guint) abs ((int) (row[cell] & 0xff) - (int) self->prints[i][cell]);

          most = MAX (most, off);
          sum += off;
        }
      if (most <= CELL_OFF && (double) sum / CELLS <= MEAN_OFF)
        continue;
      n_off++;
      print_name (i);
      g_printerr (": differs from what is kept by %u of 255 at most, %.1f in the mean\n", most, (double) sum / CELLS);
    }
  cairo_surface_destroy (surface);
  return n_off == 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_autofree char *locale_dir = NULL, *save = NULL, *keep_path = NULL, *only = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new ("FILE.png");
  g_autofree guint8 (*prints)[CELLS] = g_malloc0 (N_PICTURES * CELLS);
  const GOptionEntry entries[] = {
    { "locale-dir", 0, 0, G_OPTION_ARG_FILENAME, &locale_dir, "where translations are", "DIR" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, "write the pictures there, to be looked at", "DIR" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "only this kind; nothing is compared", "KIND" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep_path, "keep what comes out as the reference", "FILE.png" },
    { NULL }
  };
  Gallery gallery = { .prints = prints };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (locale_dir != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, locale_dir);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    }
  gallery.save = save;
  gallery.only = only;
  if (save != NULL)
    g_mkdir_with_parents (save, 0777);
  draw_all (&gallery, zone);
  if (keep_path != NULL)
    return keep (&gallery, keep_path) ? 0 : 1;
  return only != NULL || argc < 2 || compare (&gallery, argv[1]) ? 0 : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart-gallery DIRECTORY: draws every ordinary input in every style and size, to be looked at. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "chart-cases.h"
#include "util/sotong-time.h"

typedef struct {
  const char *name;
  double      width;
  double      height;
} Size;

static const char *const style_names[] = { "light", "dark", "grey" };
static const Size sizes[] = { { "small", 320, 160 }, { "medium", 640, 300 }, { "large", 1600, 600 } };

/* A picture that has only one colour shows nothing. */
static gboolean
is_blank (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  const guint32 *pixels = (const guint32 *) (void *) cairo_image_surface_get_data (surface);
  int n = cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface);
  gboolean blank = TRUE;

  for (int i = 1; i < n && blank; i++)
    blank = pixels[i] == pixels[0];
  cairo_surface_destroy (surface);
  return blank;
}

static gboolean
draw (const char      *directory,
      const ChartCase *chart_case,
      SotongChart     *chart,
      guint            style,
      const Size      *size)
{
  g_autofree char *name = g_strdup_printf ("%s-%s-%s.png", chart_case->name, size->name, style_names[style]);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr(GError) error = NULL;

  if (!sotong_chart_save (chart, path, size->width, size->height, sotong_chart_theme_get (style), &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  if (is_blank (path))
    {
      g_printerr ("%s is blank\n", name);
      return FALSE;
    }
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_autofree char *locale_dir = NULL;
  g_autofree char *only = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new ("DIRECTORY");
  const GOptionEntry entries[] = {
    { "locale-dir", 0, 0, G_OPTION_ARG_FILENAME, &locale_dir, "where translations are", "DIR" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "only charts whose name begins so", "NAME" },
    { NULL }
  };
  gboolean good = TRUE;
  guint n_cases;
  const ChartCase *cases = chart_cases (&n_cases);

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Say one directory.");
      return 2;
    }
  if (locale_dir != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, locale_dir);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    }
  g_mkdir_with_parents (argv[1], 0777);
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(SotongChart) chart = NULL;
      g_autofree char *sentence = NULL;

      if (only != NULL && !g_str_has_prefix (cases[i].name, only))
        continue;
      chart = cases[i].make (zone);
      sentence = sotong_chart_describe (chart);
      g_print ("%s: %s\n", cases[i].name, sentence);
      for (guint style = 0; style < G_N_ELEMENTS (style_names); style++)
        for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
          good = draw (argv[1], &cases[i], chart, style, &sizes[size]) && good;
    }
  return good ? 0 : 1;
}

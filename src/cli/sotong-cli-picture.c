/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the verbs that draw have in common: the file, its size and look, and what of the workspace is drawn. */
#include "config.h"

#include <glib/gi18n.h>

#include "chart/sotong-chart-theme.h"
#include "cli/cli-chart.h"
#include "store/sotong-rollup.h"

#define MOST_DAYS 36600

void
sotong_cli_picture_clear (SotongCliPicture *self)
{
  g_free (self->output);
  g_free (self->width);
  g_free (self->height);
  g_free (self->style);
}

static gboolean
read_size (SotongCli  *cli,
           const char *text,
           double      by_default,
           double     *out_size)
{
  gint64 size = (gint64) by_default;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, 16384, &size, NULL))
    {
      sotong_cli_usage (cli, _("--width and --height take pixels (points of a PDF), from 1 to 16384."));
      return FALSE;
    }
  *out_size = (double) size;
  return TRUE;
}

static gboolean
find_style (const char       *name,
            SotongChartStyle *out_style)
{
  static const char *const names[] = { "light", "dark", "print" };

  *out_style = SOTONG_CHART_LIGHT;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *out_style = i;
        return TRUE;
      }
  if (g_strcmp0 (name, "grey") == 0)
    *out_style = SOTONG_CHART_PRINT;
  return name == NULL || *out_style == SOTONG_CHART_PRINT;
}

/* What is wrong with the options is said before anything is read. */
gboolean
sotong_cli_picture_check (SotongCli              *cli,
                          const SotongCliPicture *self)
{
  SotongChartStyle style;
  double size;

  if (!read_size (cli, self->width, 1, &size) || !read_size (cli, self->height, 1, &size))
    return FALSE;
  if (find_style (self->style, &style))
    return TRUE;
  sotong_cli_usage (cli, _("--style takes light, dark or print."));
  return FALSE;
}

int
sotong_cli_picture_save (SotongCli              *cli,
                         const SotongCliPicture *self,
                         SotongChart            *chart,
                         double                  width,
                         double                  height)
{
  SotongChartStyle style;
  GError *error = NULL;

  find_style (self->style, &style);
  if (!read_size (cli, self->width, width, &width) || !read_size (cli, self->height, height, &height))
    return cli->status;
  if (sotong_chart_save (chart, self->output, width, height, sotong_chart_theme_get (style), &error))
    return sotong_cli_print_file (cli, self->output);
  if (g_error_matches (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_FORMAT))
    sotong_cli_usage (cli, error->message);
  else
    sotong_cli_problem (cli, NULL, error->message);
  g_error_free (error);
  return cli->status;
}

/* From the first mention to the last, where the person does not say; never into the future. */
gboolean
sotong_cli_chart_range (SotongDb     *db,
                        gint64        topic_id,
                        gboolean      has_start,
                        gboolean      has_end,
                        SotongRange  *range,
                        GError      **error)
{
  SotongRange extent;
  GError *local = NULL;
  gint64 now = sotong_db_now (db);

  if (!sotong_rollup_extent (db, topic_id, &extent, &local))
    {
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      extent.start = sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, sotong_db_get_zone (db));
      extent.end = now + 1;
    }
  if (!has_start)
    range->start = MIN (extent.start, range->end);
  if (!has_end)
    range->end = MAX (extent.end, range->start);
  range->end = MIN (range->end, MAX (now + 1, extent.end));
  if ((range->end - range->start) / 86400 <= MOST_DAYS)
    return TRUE;
  g_set_error_literal (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_OUT_OF_RANGE,
                       _("A chart of more than a hundred years cannot be drawn. Choose --from and --to."));
  return FALSE;
}

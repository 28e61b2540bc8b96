/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the trend pane: they are always of the workspace. */
#include "config.h"

#include <glib/gi18n.h>

#include "chart/sotong-trend-chart.h"
#include "cli/cli-chart.h"
#include "report/sotong-chart-load.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"

#define DEFAULT_WIDTH  1200
#define DEFAULT_HEIGHT 480
#define MANY_DAYS      92  /* more than these are drawn as weeks where each is a bar */
#define FEW_SECONDS    (3 * 86400) /* less than this is drawn by the hour */

typedef SotongChart *(*ChartMake) (const SotongTrendPoint *points, gsize n_points, SotongBucket bucket, GTimeZone *zone);

typedef struct {
  const char  *topic;
  const char  *from;
  const char  *to;
  SotongRange  range;
  gboolean     bars;
  SotongBucket bucket;
  GPtrArray   *missing;     /* (owned) (nullable) (element-type SotongMissing): what was not read */
  GArray      *corrected;   /* (owned) (nullable) (element-type gint64) (out): of the sentiment, what people changed */
  char        *foot;        /* (owned) (nullable) (out): and what is said of it */
  SotongChartModel *notes;  /* of the officer */
} ChartRequest;

static gpointer
chart_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  ChartRequest *r = data;
  gint64 topic_id = r->topic != NULL ? sotong_topic_find (db, r->topic, error) : 0;
  gint64 days;

  if ((r->topic != NULL && topic_id == 0)
      || !sotong_cli_chart_range (db, topic_id, r->from != NULL, r->to != NULL, &r->range, error))
    return NULL;
  days = (r->range.end - r->range.start) / 86400;
  if (r->range.end - r->range.start < FEW_SECONDS)
    r->bucket = SOTONG_BUCKET_HOUR;
  else
    r->bucket = r->bars && days > MANY_DAYS ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_DAY;
  if (!sotong_chart_load_marks (db, r->range, topic_id, SOTONG_CHART_NOTES, r->notes, error))
    return NULL;
  if (r->range.end <= r->range.start)
    return g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));
  if (r->bars && (r->corrected = sotong_chart_load_corrected (db, topic_id, r->range, &r->foot, error)) == NULL)
    return NULL;
  return sotong_rollup_read_covered (db, topic_id, 0, r->range, r->bucket, &r->missing, error);
}

/* What is not there, what people corrected, and that it is made, where it is so. */
static void
set_foot (SotongCli   *cli,
          SotongChart *chart,
          const char  *corrected)
{
  g_autofree char *gaps = sotong_chart_describe_gaps (chart), *known = sotong_chart_load_join (gaps, corrected);
  g_autofree char *all = sotong_chart_load_join (known, sotong_store_is_demo (cli->store) ? _("Data made for the demonstration") : NULL);

  sotong_chart_set_foot (chart, all);
}

static int
save_chart (SotongCli        *cli,
            ChartRequest     *r,
            ChartMake         make,
            SotongCliPicture *picture)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GArray) points = NULL;
  g_autoptr(SotongChart) chart = NULL;
  GError *error = NULL;

  points = sotong_store_read (cli->store, chart_job, r, cli->cancellable, &error);
  if (points == NULL)
    return sotong_cli_fail (cli, error);
  chart = make ((const SotongTrendPoint *) (gpointer) points->data, points->len, r->bucket, zone);
  sotong_chart_load_missing (sotong_chart_get_slots (chart), r->missing);
  if (r->corrected != NULL)
    sotong_chart_load_correct (sotong_chart_get_slots (chart), r->corrected);
  sotong_chart_model_mark_chart (r->notes, chart);
  sotong_chart_set_subtitle (chart, r->topic != NULL ? r->topic : _("All mentions"));
  set_foot (cli, chart, r->foot);
  return sotong_cli_picture_save (cli, picture, chart, DEFAULT_WIDTH, DEFAULT_HEIGHT);
}

static int
chart_verb (SotongCli  *cli,
            int         argc,
            char      **argv,
            ChartMake   make)
{
  g_autofree char *topic = NULL, *from = NULL, *to = NULL;
  SotongCliPicture picture = { NULL };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &picture.output, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_STRING, &picture.width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_STRING, &picture.height, NULL, NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &picture.style, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongChartModel) notes = sotong_chart_model_new (SOTONG_CHART_LINE);
  ChartRequest request = { .bars = make == sotong_sentiment_chart_new, .notes = notes };
  g_autoptr(GError) error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      request.topic = topic;
      request.from = from;
      request.to = to;
      if (picture.output == NULL || argc > 1)
        sotong_cli_usage (cli, _("A chart needs -o and a file that ends in .png, .svg or .pdf."));
      else if (!sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &request.range, &error))
        sotong_cli_usage (cli, error->message);
      else if (sotong_cli_picture_check (cli, &picture))
        save_chart (cli, &request, make, &picture);
    }
  g_clear_pointer (&request.missing, g_ptr_array_unref);
  g_clear_pointer (&request.corrected, g_array_unref);
  g_free (request.foot);
  sotong_cli_picture_clear (&picture);
  return cli->status;
}

static int
chart_trend_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  return chart_verb (cli, argc, argv, sotong_trend_chart_new);
}

static int
chart_sentiment_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  return chart_verb (cli, argc, argv, sotong_sentiment_chart_new);
}

const SotongCliVerb sotong_cli_trend_verbs[] = {
  { "chart trend", "-o FILE.png|.svg|.pdf [--topic T] [--from D] [--to D] [--width N] [--height N]",
    N_("Draws how many mentions there were a day."),
    N_("From the first mention to the last, unless --from and --to say otherwise. The size is in pixels, or points of a PDF."),
    chart_trend_verb, TRUE },
  { "chart sentiment", "-o FILE.png|.svg|.pdf [--topic T] [--from D] [--to D] [--width N] [--height N]",
    N_("Draws the mentions by sentiment; a long time by weeks."), NULL, chart_sentiment_verb, TRUE },
  { NULL }
};

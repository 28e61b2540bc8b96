/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "chart/sotong-chart-theme.h"
#include "chart/sotong-trend-chart.h"
#include "cli/sotong-cli.h"
#include "report/sotong-report-file.h"
#include "report/sotong-report-load.h"
#include "report/sotong-table-csv.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"
#include "util/sotong-time.h"

/* ---- reports ---- */

typedef struct {
  char       *period;
  char       *output;
  char       *table;
  char       *topic;
  SotongRange range;
  SotongReportWriter writer;  /* (nullable): of a whole document; %NULL for a data file */
  gboolean    is_empty;  /* out: nothing happened in the period */
} ReportOptions;

/* A kind of report: its tables, the first of which a data file gets unasked, and how it is made. */
typedef struct {
  const char *const *tables;
  SotongDocument  *(*make) (SotongDb *db, ReportOptions *o, GError **error);
} ReportKind;

static const char *const budget_tables[] = { "totals", "basis", "settlement", "execution", "schedule", "results", NULL };
static const char *const performance_tables[] = { "deliverables", "channels", "daily", "gaps", NULL };

static SotongDocument *
make_budget (SotongDb       *db,
             ReportOptions  *o,
             GError        **error)
{
  g_autoptr(SotongReportBudget) input = sotong_report_load_budget (db, o->range, error);

  return input != NULL ? sotong_report_budget_build (input) : NULL;
}

/* A period that was mistyped, or is too far: no content was done or planned in it and nobody wrote. */
static gboolean
is_empty (const SotongReportPerformance *input)
{
  gint64 n = 0;

  for (guint i = 0; i < input->channels->len; i++)
    {
      const SotongReportChannel *channel = g_ptr_array_index (input->channels, i);

      n += channel->published + channel->scheduled + channel->failed + channel->unknown + channel->missed + channel->held;
    }
  for (guint i = 0; i < input->days->len; i++)
    n += g_array_index (input->days, SotongTrendPoint, i).total;
  return n == 0;
}

static SotongDocument *
make_performance (SotongDb       *db,
                  ReportOptions  *o,
                  GError        **error)
{
  g_autoptr(SotongReportPerformance) input = NULL;
  gint64 topic = o->topic != NULL ? sotong_topic_find (db, o->topic, error) : 0;

  if (o->topic != NULL && topic == 0)
    return NULL;
  input = sotong_report_load_performance (db, o->range, topic, error);
  o->is_empty = input != NULL && is_empty (input);
  return input != NULL ? sotong_report_performance_build (input) : NULL;
}

static const ReportKind budget_report = { budget_tables, make_budget };
static const ReportKind performance_report = { performance_tables, make_performance };

static gboolean
check_options (SotongCli        *cli,
               ReportOptions    *o,
               const ReportKind *kind)
{
  g_autoptr(GError) error = NULL;

  if (o->period == NULL || o->output == NULL)
    {
      sotong_cli_usage (cli, _("A report needs --period and -o."));
      return FALSE;
    }
  if (!sotong_time_parse_period (o->period, sotong_store_get_zone (cli->store), &o->range, &error))
    {
      sotong_cli_usage (cli, error->message);
      return FALSE;
    }
  if (!sotong_report_file_read_name (o->output, &o->writer))
    {
      sotong_cli_usage (cli, _("The file’s name must end in .hwpx, .pdf or .csv, which says what is written."));
      return FALSE;
    }
  if (o->table != NULL && (o->writer != NULL || !g_strv_contains (kind->tables, o->table)))
    {
      g_autofree char *names = g_strjoinv (", ", (char **) kind->tables);
      g_autofree char *message = g_strdup_printf (_("--table chooses what a .csv file holds: %s."), names);

      sotong_cli_usage (cli, message);
      return FALSE;
    }
  return TRUE;
}

typedef struct {
  ReportOptions    *options;
  const ReportKind *kind;
} ReportJob;

static gpointer
report_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const ReportJob *job = data;

  return job->kind->make (db, job->options, error);
}

/* The whole of it is written under another name first, so that an old report stays until then. */
static int
write_report (SotongCli        *cli,
              ReportOptions    *o,
              const ReportKind *kind)
{
  ReportJob job = { o, kind };
  g_autoptr(SotongDocument) document = NULL;
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (o->output);
  const char *table = o->table != NULL ? o->table : kind->tables[0];
  GError *error = NULL;

  document = sotong_store_read (cli->store, report_job, &job, cli->cancellable, &error);
  if (document == NULL)
    return sotong_cli_fail (cli, error);
  if (o->writer == NULL && sotong_document_find_table (document, table) == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("The period has no table “%s”: there is nothing to write."), table);

      sotong_cli_problem (cli, NULL, message);
      return cli->status;
    }
  if (o->writer != NULL ? !o->writer (document, file, NULL, NULL, cli->cancellable, &error)
                        : !sotong_table_csv_write (document, table, file, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  if (o->is_empty)
    {
      g_autofree char *note = g_strdup_printf (_("There is nothing in the period %s, no content and no mention: the report is written, but empty. "
                                                 "Check the period."), o->period);

      sotong_cli_note (cli, note);
    }
  return sotong_cli_print_file (cli, o->output);
}

static int
report_verb (SotongCli         *cli,
             int                argc,
             char             **argv,
             const ReportKind  *kind)
{
  ReportOptions o = { NULL };
  GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &o.period, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_STRING, &o.table, NULL, NULL },
    { "topic", 0, kind == &performance_report ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc > 1)
        sotong_cli_usage (cli, _("This verb takes options only."));
      else if (o.topic != NULL && kind != &performance_report)
        sotong_cli_usage (cli, _("A budget report has no topic."));
      else if (check_options (cli, &o, kind))
        write_report (cli, &o, kind);
    }
  g_free (o.period);
  g_free (o.output);
  g_free (o.table);
  g_free (o.topic);
  return cli->status;
}

static int
report_budget_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  return report_verb (cli, argc, argv, &budget_report);
}

static int
report_performance_verb (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  return report_verb (cli, argc, argv, &performance_report);
}

/* ---- charts ---- */

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
} ChartRequest;

/* From the first mention to the last, where the person does not say; never into the future. */
static gboolean
choose_range (SotongDb      *db,
              ChartRequest  *r,
              gint64         topic_id,
              GError       **error)
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
  if (r->from == NULL)
    r->range.start = MIN (extent.start, r->range.end);
  if (r->to == NULL)
    r->range.end = MAX (extent.end, r->range.start);
  r->range.end = MIN (r->range.end, MAX (now + 1, extent.end));
  return TRUE;
}

static gpointer
chart_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  ChartRequest *r = data;
  gint64 topic_id = r->topic != NULL ? sotong_topic_find (db, r->topic, error) : 0;
  gint64 days;

  if ((r->topic != NULL && topic_id == 0) || !choose_range (db, r, topic_id, error))
    return NULL;
  days = (r->range.end - r->range.start) / 86400;
  if (days > 36600)
    {
      g_set_error_literal (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_OUT_OF_RANGE,
                           _("A chart of more than a hundred years cannot be drawn. Choose --from and --to."));
      return NULL;
    }
  if (r->range.end - r->range.start < FEW_SECONDS)
    r->bucket = SOTONG_BUCKET_HOUR;
  else
    r->bucket = r->bars && days > MANY_DAYS ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_DAY;
  if (r->range.end <= r->range.start)
    return g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));
  return sotong_rollup_read (db, topic_id, 0, r->range, r->bucket, error);
}

static gboolean
read_size (SotongCli  *cli,
           const char *text,
           gint64      by_default,
           double     *out_size)
{
  gint64 size = by_default;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, 16384, &size, NULL))
    {
      sotong_cli_usage (cli, _("--width and --height take pixels (points of a PDF), from 1 to 16384."));
      return FALSE;
    }
  *out_size = (double) size;
  return TRUE;
}

static int
save_chart (SotongCli    *cli,
            ChartRequest *r,
            ChartMake     make,
            const char   *output,
            double        width,
            double        height)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GArray) points = NULL;
  g_autoptr(SotongChart) chart = NULL;
  GError *error = NULL;

  points = sotong_store_read (cli->store, chart_job, r, cli->cancellable, &error);
  if (points == NULL)
    return sotong_cli_fail (cli, error);
  chart = make ((const SotongTrendPoint *) (gpointer) points->data, points->len, r->bucket, zone);
  sotong_chart_set_subtitle (chart, r->topic != NULL ? r->topic : _("All mentions"));
  if (sotong_store_is_demo (cli->store))
    sotong_chart_set_foot (chart, _("Data made for the demonstration"));
  if (sotong_chart_save (chart, output, width, height, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &error))
    return sotong_cli_print_file (cli, output);
  if (g_error_matches (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_FORMAT))
    sotong_cli_usage (cli, error->message);
  else
    sotong_cli_problem (cli, NULL, error->message);
  g_error_free (error);
  return cli->status;
}

static int
chart_verb (SotongCli  *cli,
            int         argc,
            char      **argv,
            ChartMake   make)
{
  g_autofree char *output = NULL, *topic = NULL, *from = NULL, *to = NULL, *width = NULL, *height = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_STRING, &width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_STRING, &height, NULL, NULL },
    { NULL }
  };
  ChartRequest request = { .bars = make == sotong_sentiment_chart_new };
  g_autoptr(GError) error = NULL;
  double w, h;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (output == NULL || argc > 1)
    return sotong_cli_usage (cli, _("A chart needs -o and a file that ends in .png, .svg or .pdf."));
  if (!sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &request.range, &error))
    return sotong_cli_usage (cli, error->message);
  if (!read_size (cli, width, DEFAULT_WIDTH, &w) || !read_size (cli, height, DEFAULT_HEIGHT, &h))
    return cli->status;
  request.topic = topic;
  request.from = from;
  request.to = to;
  return save_chart (cli, &request, make, output, w, h);
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

const SotongCliVerb sotong_cli_report_verbs[] = {
  { "report budget", "--period P -o FILE.hwpx|.pdf|.csv [--table T]", N_("Writes the budget summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02: executed is counted to its end. A .csv file holds one table: totals (unless another is "
       "asked for), basis, settlement, execution, schedule or results. What was there before stays until the new file is whole."),
    report_budget_verb, TRUE },
  { "report performance", "--period P -o FILE.hwpx|.pdf|.csv [--table T] [--topic T]", N_("Writes the performance summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02. A .csv file holds one table: deliverables (unless another is asked for), channels, daily "
       "or gaps. With --topic the mentions are those of a topic."), report_performance_verb, TRUE },
  { "chart trend", "-o FILE.png|.svg|.pdf [--topic T] [--from D] [--to D] [--width N] [--height N]",
    N_("Draws how many mentions there were a day."),
    N_("From the first mention to the last, unless --from and --to say otherwise. The size is in pixels, or points of a PDF."),
    chart_trend_verb, TRUE },
  { "chart sentiment", "-o FILE.png|.svg|.pdf [--topic T] [--from D] [--to D] [--width N] [--height N]",
    N_("Draws the mentions by sentiment; a long time by weeks."), NULL, chart_sentiment_verb, TRUE },
  { NULL }
};

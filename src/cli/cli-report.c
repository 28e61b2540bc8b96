/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "report/sotong-report-file.h"
#include "report/sotong-report-load.h"
#include "report/sotong-table-csv.h"
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

const SotongCliVerb sotong_cli_report_verbs[] = {
  { "report budget", "--period P -o FILE.hwpx|.pdf|.csv [--table T]", N_("Writes the budget summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02: executed is counted to its end. A .csv file holds one table: totals (unless another is "
       "asked for), basis, settlement, execution, schedule or results. What was there before stays until the new file is whole."),
    report_budget_verb, TRUE },
  { "report performance", "--period P -o FILE.hwpx|.pdf|.csv [--table T] [--topic T]", N_("Writes the performance summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02. A .csv file holds one table: deliverables (unless another is asked for), channels, daily "
       "or gaps. With --topic the mentions are those of a topic."), report_performance_verb, TRUE },
  { NULL }
};

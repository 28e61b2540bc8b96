/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "report/sotong-report-file.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-table-csv.h"
#include "store/sotong-topic.h"
#include "util/sotong-portal-email.h"
#include "util/sotong-time.h"

/* ---- reports ---- */

typedef struct {
  char       *period;
  char       *output;
  char       *table;
  char       *topic;
  char       *campaign;   /* of a campaign's result: one, else all of the period */
  SotongRange range;
  gboolean    email;      /* open a letter with it */
  SotongReportWriter writer;  /* (nullable): of a whole document; %NULL for a data file */
} ReportOptions;

/* A kind of report; the tables of some are known before it is made. */
typedef struct {
  const char        *id;      /* of sotong_report_kind_make () */
  const char *const *tables;  /* (nullable) */
} ReportKind;

static const char *const budget_tables[] = { "totals", "basis", "settlement", "execution", "pace", "changes", "costs", "schedule", "results", NULL };
static const char *const performance_tables[] = { "deliverables", "channels", "agencies", "posts", "best", "daily", "gaps", "kpi", NULL };

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
      sotong_cli_usage (cli, _("The file’s name must end in .hwpx, .pdf, .xlsx or .csv, which says what is written."));
      return FALSE;
    }
  if (o->table != NULL && kind->tables == NULL && o->writer == NULL)
    return TRUE;
  if (o->table != NULL && (o->writer != NULL || !g_strv_contains (kind->tables, o->table)))
    {
      g_autofree char *names = kind->tables != NULL ? g_strjoinv (", ", (char **) kind->tables) : g_strdup ("-");
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
  const ReportOptions *o = job->options;
  gint64 topic = o->topic != NULL ? sotong_topic_find (db, o->topic, error) : 0;

  if (o->topic != NULL && topic == 0)
    return NULL;
  return sotong_report_kind_make (job->kind->id, db, o->range, topic, o->campaign, error);
}

/* In the person's own mail program, which sends it or does not. */
static int
open_letter (SotongCli      *cli,
             ReportOptions  *o,
             SotongDocument *document)
{
  const char *title = sotong_document_get_title (document);
  g_autofree char *body = g_strdup_printf (_("Please find the report “%s” with this letter."), title);
  GError *error = NULL;

  if (!sotong_portal_compose_email (title, body, o->output, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  return cli->status;
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
  g_auto(GStrv) tables = NULL;
  const char *table = o->table;
  SotongTable *data;
  GError *error = NULL;

  document = sotong_store_read (cli->store, report_job, &job, cli->cancellable, &error);
  if (document == NULL)
    return sotong_cli_fail (cli, error);
  tables = sotong_document_list_tables (document);
  if (table == NULL)
    table = sotong_report_kind_main_table (kind->id);
  if (o->table == NULL && g_strv_length (tables) == 1) /* a past year's settlement has no other */
    table = tables[0];
  data = sotong_document_find_table (document, table);
  if (o->writer == NULL && (data == NULL || !sotong_table_csv_has_data (data)))
    {
      g_autofree char *message = g_strdup_printf (_("The period has no table “%s”: there is nothing to write."), table);

      sotong_cli_problem (cli, NULL, message);
      return cli->status;
    }
  if (o->writer != NULL ? !o->writer (document, file, NULL, NULL, cli->cancellable, &error)
                        : !sotong_table_csv_write (document, table, file, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  if (sotong_document_get_nothing (document))
    {
      g_autofree char *note = g_strdup_printf (g_str_equal (kind->id, "campaign") ? _("There is no campaign in the period %s: the report is written, but empty. Check the period.")
                                               : _("There is nothing in the period %s, no content and no mention: the report is written, but empty. "
                                                   "Check the period."), o->period);

      sotong_cli_note (cli, note);
    }
  sotong_cli_print_file (cli, o->output);
  return o->email ? open_letter (cli, o, document) : cli->status;
}

static int
report_verb (SotongCli         *cli,
             int                argc,
             char             **argv,
             const ReportKind  *kind)
{
  ReportOptions o = { 0 };
  gboolean has_topic = !g_str_equal (kind->id, "budget");
  GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &o.period, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_STRING, &o.table, NULL, NULL },
    { "topic", 0, has_topic ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { "email", 0, 0, G_OPTION_ARG_NONE, &o.email, NULL, NULL },
    { "campaign", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &o.campaign, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc > 1)
        sotong_cli_usage (cli, _("This verb takes options only."));
      else if (o.topic != NULL && !has_topic)
        sotong_cli_usage (cli, _("A budget report has no topic."));
      else if (check_options (cli, &o, kind))
        write_report (cli, &o, kind);
    }
  g_free (o.period);
  g_free (o.output);
  g_free (o.table);
  g_free (o.topic);
  g_free (o.campaign);
  return cli->status;
}

#define VERB(name, id, tables) \
  static int \
  report_ ## name ## _verb (SotongCli  *cli, \
                            int         argc, \
                            char      **argv) \
  { \
    static const ReportKind kind = { id, tables }; \
 \
    return report_verb (cli, argc, argv, &kind); \
  }
VERB (budget, "budget", budget_tables)
VERB (performance, "performance", performance_tables)
VERB (statement, "budget-statement", NULL)
VERB (settlement, "settlement", NULL)
VERB (opinion, "opinion", NULL)
VERB (campaign, "campaign", NULL)
VERB (disclosure, "disclosure", NULL)
VERB (whitepaper, "whitepaper", NULL)

#define FORM_USAGE "--period P -o FILE.hwpx|.pdf|.xlsx|.csv [--table T] [--email]"

const SotongCliVerb sotong_cli_report_verbs[] = {
  { "report budget-statement", FORM_USAGE, N_("Writes the budget statement of a year in the office’s form, its five sections."),
    N_("P is a year as 2016. The totals of past years are printed as they were, whatever their parts add up to. A .csv file holds one table: totals (unless another is "
       "asked for), basis, schedule, results or settlement; a .xlsx file all of them."), report_statement_verb, TRUE },
  { "report settlement", FORM_USAGE, N_("Writes the settlement of a year by its lines."),
    N_("Of a closed year the figures are those of its closing, and what was found out since is told as corrections. Tables: lines, changes, carried, settlement."),
    report_settlement_verb, TRUE },
  { "report opinion", FORM_USAGE " [--topic T]", N_("Writes the weekly or monthly analysis of opinion."),
    N_("P is a year, a month as 2016-02, or a week as 2016-W07; a week’s edition is shorter. Tables: channels, sentiment, issues, words, posts, plan, tasks."),
    report_opinion_verb, TRUE },
  { "report campaign", FORM_USAGE " [--campaign C]", N_("Writes the results of the campaigns of a period, or of one."), N_("Tables: campaigns, stages, targets, contents, before-after."),
    report_campaign_verb, TRUE },
  { "report disclosure", FORM_USAGE, N_("Writes the lists that are disclosed each month."),
    N_("Execution of the budget, what was paid and contracts of the period; names of citizens are masked. Tables: execution, policy, payments, contracts."), report_disclosure_verb, TRUE },
  { "report whitepaper", FORM_USAGE, N_("Assembles the white paper of a year, and lists what is missing for it."),
    N_("History, figures, opinion by month and topic, campaigns, channels, what went out by month, budget and settlement. Tables: figures, budget, missing."), report_whitepaper_verb, TRUE },
  { "report budget", FORM_USAGE, N_("Writes the budget summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02: executed is counted to its end. A .csv file holds one table: totals (unless another is "
       "asked for), basis, settlement, execution, pace, changes, costs, schedule or results. What was there before stays until the new file is whole."),
    report_budget_verb, TRUE },
  { "report performance", FORM_USAGE " [--topic T]", N_("Writes the performance summary of a period."),
    N_("P is a year as 2016, or a month as 2016-02. A .csv file holds one table: deliverables (unless another is asked for), channels, agencies, "
       "posts, best, daily, gaps or kpi. With --topic the mentions are those of a topic."), report_performance_verb, TRUE },
  { NULL }
};

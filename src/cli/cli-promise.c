/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-promise.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"
#include "report/sotong-report-file.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-table-csv.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

static gboolean
read_year (SotongCli  *cli,
           const char *text,
           int        *out_year)
{
  gint64 value = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, 9999, &value, NULL))
    {
      sotong_cli_usage (cli, _("--year takes a fiscal year, as 2016."));
      return FALSE;
    }
  *out_year = (int) value;
  return TRUE;
}

/* ---- promise ---- */

typedef struct {
  int        year;   /* 0: the one that runs now */
  GPtrArray *list;
} Asked;

static gboolean
choose_year (SotongDb  *db,
             int       *year,
             GError   **error)
{
  if (*year == 0)
    *year = sotong_deliverable_year (db, error);
  return *year != 0;
}

#define NOTHING_YET _("Nothing is promised for the year yet: “sotongctl promise set --type blog-post --quantity 500” sets a promise.")

/* A year that the workspace does not know is a mistake; one without any year is new, and nothing is promised there. */
static gboolean
check_year (SotongDb  *db,
            int        year,
            gboolean  *out_new,
            GError   **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, &local);
  g_autoptr(SotongProgramme) any = NULL;

  *out_new = FALSE;
  if (programme != NULL)
    return TRUE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      any = sotong_programme_get (db, 0, NULL);
      *out_new = any == NULL;
    }
  if (*out_new)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Asked *asked = data;
  gboolean named = asked->year != 0, is_new;

  if (!choose_year (db, &asked->year, error) || (named && !check_year (db, asked->year, &is_new, error)))
    return NULL;
  return sotong_deliverable_list (db, asked->year, sotong_db_now (db) + 1, error);
}

static gpointer
document_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Asked *asked = data;
  g_autofree char *period = NULL;
  SotongRange year;
  gboolean is_new;

  if (!choose_year (db, &asked->year, error) || !check_year (db, asked->year, &is_new, error))
    return NULL;
  if (is_new)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, NOTHING_YET);
      return NULL;
    }
  period = g_strdup_printf ("%04d", asked->year);
  return sotong_time_parse_period (period, sotong_db_get_zone (db), &year, error) ? sotong_report_kind_make ("promise", db, year, 0, NULL, error) : NULL;
}

static void
print_target (const SotongDeliverable *target,
              const SotongPromise     *promise)
{
  gint64 figures[] = { promise->promised, promise->done, promise->scheduled, promise->draft, promise->pace };
  g_autofree char *day = promise->projected_day != SOTONG_NONE ? sotong_month_format_day (promise->projected_day) : g_strdup ("-");
  g_autofree char *name = sotong_promise_name (target);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t", target->id);
  sotong_cli_print_field (name, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    sotong_cli_print ("%" G_GINT64_FORMAT "\t", figures[i]);
  sotong_cli_print ("%s\t%s\n", day, sotong_verdict_get_name (promise->verdict));
}

static int
print_promises (SotongCli *cli,
                Asked     *asked)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  list = sotong_store_read (cli->store, list_job, asked, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  if (list->len == 0)
    sotong_cli_note (cli, NOTHING_YET);
  builder = sotong_cli_list_begin (cli, "targets");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (list, i);
      SotongPromise promise;

      sotong_promise_init (&promise, target, sotong_clock_now (sotong_store_get_clock (cli->store)), zone);
      if (builder != NULL)
        sotong_cli_json_promise (builder, target, &promise);
      else
        print_target (target, &promise);
    }
  return sotong_cli_list_end (cli, builder);
}

static int
write_promises (SotongCli  *cli,
                Asked      *asked,
                const char *output)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr(SotongDocument) document = NULL;
  SotongReportWriter writer;
  GError *error = NULL;

  if (!sotong_report_file_read_name (output, &writer))
    return sotong_cli_usage (cli, _("The file’s name must end in .hwpx, .pdf, .xlsx or .csv, which says what is written."));
  document = sotong_store_read (cli->store, document_job, asked, cli->cancellable, &error);
  if (document == NULL
      || (writer != NULL ? !writer (document, file, NULL, NULL, cli->cancellable, &error)
                         : !sotong_table_csv_write (document, "promise", file, cli->cancellable, &error)))
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_file (cli, output);
}

static int
promise_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_autofree char *year = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { NULL }
  };
  Asked asked = { 0 };

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_year (cli, year, &asked.year))
    return cli->status;
  return output != NULL ? write_promises (cli, &asked, output) : print_promises (cli, &asked);
}

/* ---- promise show ---- */

static gpointer
show_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_deliverable_contents (db, *(gint64 *) data, sotong_db_now (db) + 1, error);
}

static const char *
state_name (SotongDeliveryState state)
{
  static const char * const names[SOTONG_N_DELIVERIES] = { "done", "scheduled", "draft" };

  return names[state];
}

static gboolean
read_id (SotongCli  *cli,
         int         argc,
         char      **argv,
         gint64     *out_id)
{
  if (argc == 2 && g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, out_id, NULL))
    return TRUE;
  sotong_cli_usage (cli, _("Say which promise, by its number. “sotongctl promise” lists them."));
  return FALSE;
}

static int
promise_show_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv) || !read_id (cli, argc, argv, &id))
    return cli->status;
  list = sotong_store_read (cli->store, show_job, &id, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "contents");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDelivery *delivery = g_ptr_array_index (list, i);
      g_autofree char *at = sotong_time_format_iso (delivery->at, zone);

      if (builder == NULL)
        {
          sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", delivery->content_id, state_name (delivery->state), at);
          sotong_cli_print_field (delivery->title, TRUE);
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", delivery->content_id);
      sotong_cli_json_text (builder, "state", state_name (delivery->state));
      sotong_cli_json_text (builder, "at", at);
      sotong_cli_json_text (builder, "title", delivery->title);
      sotong_cli_json_int (builder, "cost", delivery->cost);
      if (delivery->starts_on != NULL || delivery->reach != SOTONG_NONE)
        {
          sotong_cli_json_text (builder, "from", delivery->starts_on);
          sotong_cli_json_text (builder, "to", delivery->ends_on);
          sotong_cli_json_int (builder, "reach", delivery->reach);
          sotong_cli_json_int (builder, "clicks", delivery->clicks);
        }
      json_builder_end_object (builder);
    }
  return sotong_cli_list_end (cli, builder);
}

/* ---- promise set, promise remove ---- */

typedef struct {
  const char *type;
  const char *campaign;
  const char *line;
  const char *unit;
  gint64      quantity;
  int         year;
} Wanted;

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Wanted *wanted = data;
  SotongDeliverable target = { .type = (char *) wanted->type, .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE,
                               .quantity = wanted->quantity, .unit = (char *) wanted->unit, .campaign = (char *) wanted->campaign };
  g_autofree char *name = sotong_promise_name (&target);
  gint64 id;

  if (!choose_year (db, &wanted->year, error)
      || (wanted->campaign != NULL && (target.campaign_id = sotong_campaign_find (db, wanted->campaign, error)) == 0)
      || (wanted->line != NULL && (target.line_id = sotong_budget_line_find (db, wanted->line, error)) == 0))
    return NULL;
  id = sotong_deliverable_set (db, wanted->year, &target, name, error);
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
promise_set_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autofree char *type = NULL, *name = NULL, *quantity = NULL, *campaign = NULL, *line = NULL, *unit = NULL, *year = NULL;
  GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, NULL, NULL },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &campaign, NULL, NULL },
    { "line", 0, 0, G_OPTION_ARG_STRING, &line, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { NULL }
  };
  Wanted wanted = { 0 };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_year (cli, year, &wanted.year))
    return cli->status;
  if (type == NULL || quantity == NULL)
    return sotong_cli_usage (cli, _("A promise needs --type and --quantity."));
  if (!g_ascii_string_to_signed (quantity, 10, 1, SOTONG_DELIVERABLE_MAX, &wanted.quantity, NULL))
    return sotong_cli_usage (cli, _("--quantity takes a number from 1 to 1000000."));
  name = sotong_text_name (type);
  wanted.type = name;
  wanted.campaign = campaign;
  wanted.line = line;
  wanted.unit = unit;
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_job, &wanted, cli->cancellable, &error);
  return id != NULL ? sotong_cli_print_id (cli, *id) : sotong_cli_fail (cli, error);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongDeliverable) target = sotong_deliverable_get (db, *(gint64 *) data, error);
  g_autofree char *name = target != NULL ? sotong_promise_name (target) : NULL;

  return target != NULL && sotong_deliverable_remove (db, target->id, name, error) ? data : NULL;
}

static int
promise_remove_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv) || !read_id (cli, argc, argv, &id))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, id);
}

const SotongCliVerb sotong_cli_promise_verbs[] = {
  { "promise", "[--year Y] [-o FILE.hwpx|.pdf|.xlsx|.csv]", N_("Shows what a year promised and how it stands: done, scheduled, in draft, and when it will be met."),
    N_("A line for each promise: number, name, promised, done, scheduled, draft, even pace, the day on which it is met, verdict. A content counts "
       "once, however many channels carry it: as done when a copy is published or published by hand, as scheduled when one has its time, else "
       "as a draft. The pace is what would be out by the end of today if it went out evenly over the days of the programme or campaign, cut. "
       "The day is when the last one needed went out, or stands in the calendar; else today + left × days ÷ done in those days, the last 28, "
       "or as many as it takes to find five. Verdicts: met, on-track, late, missed, not-begun, and unknown before the 14th day or the third "
       "content. Without --year it is the year that runs now. With -o it is written to a file instead."),
    promise_verb, TRUE },
  { "promise show", "ID", N_("Lists the contents behind a promise's figures: number, done, scheduled or draft, time, title."), NULL,
    promise_show_verb, TRUE },
  { "promise set", "--type TYPE --quantity N [--campaign C] [--line L] [--unit U] [--year Y]", N_("Promises so many contents of a type."),
    N_("There is one promise for a year, type and campaign: a second one replaces the number of the first. A year without a programme gets one "
       "without a budget. The line is the budget line that pays, by name or number. Prints the promise's number."), promise_set_verb, TRUE },
  { "promise remove", "ID", N_("Takes a promise away; its contents stay."), NULL, promise_remove_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "budget/sotong-pace.h"
#include "cli/sotong-cli-ledger.h"
#include "exchange/sotong-ledger-import.h"
#include "exchange/sotong-sheet.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-time.h"

/* budget close, import, reconcile, pace */

static gboolean
read_year (SotongCli  *cli,
           const char *text,
           int        *out_year)
{
  gint64 year = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, 9999, &year, NULL))
    {
      sotong_cli_usage (cli, _("--year takes a fiscal year, as 2016."));
      return FALSE;
    }
  *out_year = (int) year;
  return TRUE;
}

/* ---- budget close ---- */

typedef struct {
  int           year;
  char         *backup;   /* (owned) */
  gboolean      early;
  const char   *reason;
  GPtrArray    *chosen;   /* (unowned) (element-type SotongCarryTarget) */
  SotongClosing closing;
} Close;

static gpointer
find_year_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Close *close = data;

  if (close->year == 0 && (close->year = sotong_budget_oldest_open (db, error)) == 0)
    return NULL;
  return sotong_budget_check_close (db, close->year, close->early, close->reason, error) ? data : NULL;
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Close *close = data;

  return sotong_budget_backup (db, close->backup, error) ? data : NULL;
}

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Close *close = data;

  return sotong_budget_close (db, close->year, close->early, close->reason, close->chosen, NULL, &close->closing, error) ? data : NULL;
}

static int
print_closing (SotongCli   *cli,
               const Close *close)
{
  g_autofree char *shown = g_filename_display_name (close->backup);
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      sotong_cli_print ("%d\t%d\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t", close->closing.year, close->closing.next_year, close->closing.n_carried,
                        close->closing.carried);
      sotong_cli_print_field (shown, TRUE);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "year", close->closing.year);
  sotong_cli_json_int (builder, "next_year", close->closing.next_year);
  sotong_cli_json_int (builder, "lines_carried", close->closing.n_carried);
  sotong_cli_json_int (builder, "carried", close->closing.carried);
  sotong_cli_json_text (builder, "backup", shown);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* "12=34": what the line 12 carries over goes to the line 34. */
static gboolean
read_into (SotongCli *cli,
           char     **words,
           GPtrArray *chosen)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i], "=", 2);
      gint64 from, to;

      if (g_strv_length (parts) != 2 || !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &from, NULL)
          || !g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &to, NULL))
        {
          sotong_cli_usage (cli, _("--into takes the numbers of two lines, as 12=34: what the first carries over goes to the second."));
          return FALSE;
        }
      g_ptr_array_add (chosen, sotong_carry_target_new (from, to, NULL, NULL));
    }
  return TRUE;
}

static int
budget_close_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *year = NULL, *backup = NULL, *reason = NULL, *today = NULL;
  g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_carry_target_free);
  g_auto(GStrv) into = NULL;
  gboolean early = FALSE;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &backup, NULL, NULL },
    { "early", 0, 0, G_OPTION_ARG_NONE, &early, NULL, NULL },
    { "into", 0, 0, G_OPTION_ARG_STRING_ARRAY, &into, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { NULL }
  };
  Close close = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_year (cli, year, &close.year) || !read_into (cli, into, chosen))
    return cli->status;
  close.chosen = chosen;
  close.early = early;
  close.reason = reason;
  if (sotong_store_read (cli->store, find_year_job, &close, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  today = sotong_time_format_date (sotong_clock_now (sotong_store_get_clock (cli->store)), sotong_store_get_zone (cli->store));
  close.backup = backup != NULL ? g_strdup (backup) : sotong_budget_backup_path (sotong_store_get_path (cli->store), close.year, today);
  if (sotong_store_read (cli->store, backup_job, &close, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, close_job, &close, cli->cancellable, &error) == NULL)
    {
      g_unlink (close.backup); /* of a closing that did not happen */
      sotong_cli_fail (cli, error);
    }
  else
    print_closing (cli, &close);
  g_free (close.backup);
  return cli->status;
}

/* ---- budget import, budget reconcile ---- */

static const char *
kind_of (const SotongLedgerImportRow *row)
{
  return row->account != NULL ? "line" : row->commitment ? "commitment" : "payment";
}

static const char *
state_of (const SotongLedgerImportRow *row)
{
  return row->known ? "known" : row->refused ? "refused" : "new";
}

static void
print_preview (const SotongLedgerImport *import)
{
  for (guint i = 0; i < import->rows->len; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (import->rows, i);

      sotong_cli_print ("%d\t%s\t%s\t", (int) row->line_number, state_of (row), kind_of (row));
      sotong_cli_print_field (row->account != NULL ? row->account : row->day, FALSE);
      sotong_cli_print_field (row->line, FALSE);
      sotong_cli_ledger_print_int (row->amount, FALSE);
      sotong_cli_print_field (row->payee, FALSE);
      sotong_cli_print_field (row->document, TRUE);
    }
}

static void
json_rows (JsonBuilder              *builder,
           const SotongLedgerImport *import)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->rows->len; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (import->rows, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "file_line", (gint64) row->line_number);
      sotong_cli_json_text (builder, "state", state_of (row));
      sotong_cli_json_text (builder, "kind", kind_of (row));
      if (row->account != NULL)
        sotong_cli_json_text (builder, "account", row->account);
      sotong_cli_json_text (builder, "date", row->day);
      sotong_cli_json_text (builder, "line", row->line);
      sotong_cli_json_int (builder, "amount", row->amount);
      sotong_cli_json_text (builder, "payee", row->payee);
      sotong_cli_json_text (builder, "payee_kind", row->payee_kind != NULL && *row->payee_kind != '\0' ? row->payee_kind : NULL);
      sotong_cli_json_text (builder, "document", row->document);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
print_import (SotongCli                *cli,
              const SotongLedgerImport *import)
{
  g_autoptr(JsonBuilder) builder = NULL;

  for (guint i = 0; i < import->problems->len; i++)
    sotong_cli_problem (cli, NULL, g_ptr_array_index (import->problems, i));
  for (guint i = 0; i < import->notes->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (import->notes, i));
  if (import->problems->len > 0)
    sotong_cli_problem (cli, NULL, _("Nothing was imported. Correct the lines and import the file again."));
  if (!cli->json)
    {
      if (import->preview)
        print_preview (import);
      sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", import->n_added, import->n_known);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "added", import->n_added);
  sotong_cli_json_int (builder, "known", import->n_known);
  sotong_cli_json_int (builder, "problems", import->problems->len);
  sotong_cli_json_text (builder, "columns", import->columns);
  sotong_cli_json_text (builder, "programme", import->called);
  if (import->preview)
    json_rows (builder, import);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* Which column is which can be said without touching the file. */
static int
fail_with_map (SotongCli  *cli,
               const char *map,
               GError     *error)
{
  if (map == NULL && g_error_matches (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING))
    {
      g_autofree char *said = g_steal_pointer (&error->message);

      error->message = g_strconcat (said, ". ", _("Or name the columns with --map, as “line=1,date=2,amount=3”."), NULL);
    }
  return sotong_cli_fail (cli, error);
}

static int
budget_import_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autofree char *year = NULL, *map = NULL, *reason = NULL, *programme = NULL;
  g_auto(SotongLedgerImport) import = { 0 };
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING, &map, NULL, NULL },
    { "programme", 0, 0, G_OPTION_ARG_STRING, &programme, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &import.preview, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !read_year (cli, year, &import.year))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which file."));
  import.path = argv[1];
  import.mapping = map;
  import.programme = programme;
  import.reason = reason;
  import.tries = import.preview;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, sotong_ledger_import_job, &import, cli->cancellable, &error) == NULL)
    return fail_with_map (cli, map, error);
  return print_import (cli, &import);
}

static void
json_reconciled (const SotongLedgerImport *import)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  sotong_cli_json_text (builder, "from", import->first_day);
  sotong_cli_json_text (builder, "to", import->last_day);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->sums->len; i++)
    {
      const SotongLedgerSum *sum = g_ptr_array_index (import->sums, i);

      json_builder_begin_object (builder);
      if (sum->what != NULL)
        {
          sotong_cli_json_int (builder, "file_line", sum->line_number != 0 ? (gint64) sum->line_number : SOTONG_NONE);
          sotong_cli_json_text (builder, "figure", sum->what);
        }
      sotong_cli_json_int (builder, "line_id", sum->line_id);
      sotong_cli_json_text (builder, "line", sum->line);
      sotong_cli_json_int (builder, "file", sum->in_file);
      sotong_cli_json_int (builder, "ledger", sum->in_ledger);
      sotong_cli_json_int (builder, "difference", sum->in_file - sum->in_ledger);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->differences->len; i++)
    {
      const SotongLedgerDifference *d = g_ptr_array_index (import->differences, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", d->kind);
      if (d->what != NULL)
        sotong_cli_json_text (builder, "figure", d->what);
      sotong_cli_json_int (builder, "file_line", d->line_number != 0 ? (gint64) d->line_number : SOTONG_NONE);
      sotong_cli_json_int (builder, "entry", d->entry_id);
      sotong_cli_json_text (builder, "line", d->line);
      sotong_cli_json_text (builder, "date", d->day);
      sotong_cli_json_text (builder, "document", d->document);
      sotong_cli_json_int (builder, "file", d->in_file);
      sotong_cli_json_int (builder, "ledger", d->in_ledger);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

static void
print_reconciled (const SotongLedgerImport *import)
{
  for (guint i = 0; i < import->differences->len; i++)
    {
      const SotongLedgerDifference *d = g_ptr_array_index (import->differences, i);

      sotong_cli_print ("%s\t", d->kind);
      sotong_cli_ledger_print_int (d->line_number != 0 ? (gint64) d->line_number : SOTONG_NONE, FALSE);
      sotong_cli_ledger_print_int (d->entry_id, FALSE);
      sotong_cli_print ("%s\t", d->what != NULL ? d->what : d->day);
      sotong_cli_print_field (d->line, FALSE);
      sotong_cli_ledger_print_int (d->in_file, FALSE);
      sotong_cli_ledger_print_int (d->in_ledger, FALSE);
      sotong_cli_print_field (d->document, TRUE);
    }
  for (guint i = 0; i < import->sums->len; i++)
    {
      const SotongLedgerSum *sum = g_ptr_array_index (import->sums, i);

      sotong_cli_print ("line\t");
      sotong_cli_ledger_print_int (sum->line_number != 0 ? (gint64) sum->line_number : SOTONG_NONE, FALSE);
      sotong_cli_ledger_print_int (sum->line_id, FALSE);
      sotong_cli_print ("%s\t", sum->what != NULL ? sum->what : "-");
      sotong_cli_print_field (sum->line, FALSE);
      sotong_cli_ledger_print_int (sum->in_file, FALSE);
      sotong_cli_ledger_print_int (sum->in_ledger, FALSE);
      sotong_cli_ledger_print_int (sum->in_file - sum->in_ledger, TRUE);
    }
}

static int
budget_reconcile_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_autofree char *year = NULL, *map = NULL, *days = NULL;
  g_auto(SotongLedgerImport) import = { 0 };
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING, &map, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !read_year (cli, year, &import.year))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which file."));
  import.path = argv[1];
  import.mapping = map;
  if (sotong_store_read (cli->store, sotong_ledger_reconcile_job, &import, cli->cancellable, &error) == NULL)
    return fail_with_map (cli, map, error);
  days = sotong_ledger_import_describe_days (&import);
  sotong_cli_note (cli, days);
  for (guint i = 0; i < import.notes->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (import.notes, i));
  for (guint i = 0; i < import.problems->len; i++)
    sotong_cli_problem (cli, NULL, g_ptr_array_index (import.problems, i));
  if (cli->json)
    json_reconciled (&import);
  else
    print_reconciled (&import);
  return cli->status;
}

/* ---- budget pace ---- */

typedef struct {
  int         year;
  const char *line;
} PaceRequest;

static gpointer
pace_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PaceRequest *request = data;
  gint64 line = request->line != NULL ? sotong_budget_line_find_in (db, request->line, request->year, error) : 0;

  return request->line != NULL && line == 0 ? NULL : sotong_pace_read (db, request->year, line, error);
}

static void
json_pace (const SotongPace *pace)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
  g_autofree char *text = sotong_pace_describe (pace);

  sotong_cli_json_int (builder, "year", pace->year);
  sotong_cli_json_text (builder, "today", pace->today);
  sotong_cli_json_text (builder, "target_day", pace->target_day);
  sotong_cli_json_int (builder, "target_percent", pace->target_percent);
  sotong_cli_json_int (builder, "target_amount", pace->target_amount);
  sotong_cli_json_int (builder, "available", pace->available);
  sotong_cli_json_int (builder, "executed", pace->executed);
  sotong_cli_json_int (builder, "target_today", pace->target_today);
  sotong_cli_json_int (builder, "even_today", pace->even_today);
  sotong_cli_json_int (builder, "forecast", pace->forecast);
  sotong_cli_json_int (builder, "forecast_low", pace->forecast_low);
  sotong_cli_json_int (builder, "forecast_high", pace->forecast_high);
  sotong_cli_json_int (builder, "needed", pace->needed);
  sotong_cli_json_int (builder, "days_left", pace->days_left);
  sotong_cli_json_int (builder, "usual_payment", pace->typical);
  sotong_cli_json_int (builder, "payments_needed", pace->n_needed);
  sotong_cli_json_text (builder, "verdict", sotong_pace_verdict_id (pace->verdict));
  sotong_cli_json_text (builder, "text", text);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pace->points->len; i++)
    {
      const SotongPacePoint *point = &g_array_index (pace->points, SotongPacePoint, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "day", point->day);
      sotong_cli_json_int (builder, "target", point->target);
      sotong_cli_json_int (builder, "even", point->even);
      sotong_cli_json_int (builder, "actual", point->actual);
      sotong_cli_json_int (builder, "forecast", point->forecast);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

static int
budget_pace_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autofree char *year = NULL, *line = NULL, *text = NULL;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { "line", 0, 0, G_OPTION_ARG_STRING, &line, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPace) pace = NULL;
  PaceRequest request = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_year (cli, year, &request.year))
    return cli->status;
  request.line = line;
  pace = sotong_store_read (cli->store, pace_job, &request, cli->cancellable, &error);
  if (pace == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      json_pace (pace);
      return cli->status;
    }
  for (guint i = 0; i < pace->points->len; i++)
    {
      const SotongPacePoint *point = &g_array_index (pace->points, SotongPacePoint, i);

      sotong_cli_print ("%s\t", point->day);
      sotong_cli_ledger_print_int (point->target, FALSE);
      sotong_cli_ledger_print_int (point->even, FALSE);
      sotong_cli_ledger_print_int (point->actual, FALSE);
      sotong_cli_ledger_print_int (point->forecast, TRUE);
    }
  sotong_cli_print ("forecast\t");
  sotong_cli_ledger_print_int (pace->forecast_low, FALSE);
  sotong_cli_ledger_print_int (pace->forecast, FALSE);
  sotong_cli_ledger_print_int (pace->forecast_high, TRUE);
  text = sotong_pace_describe (pace);
  sotong_cli_print ("%s\t", sotong_pace_verdict_id (pace->verdict));
  sotong_cli_print_field (text, TRUE);
  return cli->status;
}

const SotongCliVerb sotong_cli_ledger_year_verbs[] = {
  { "budget close", "[--year Y] [--backup FILE] [--early] [--into LINE=LINE]… [--reason TEXT]", N_("Closes a fiscal year: keeps its figures, carries forward, makes it read-only."),
    N_("The oldest year that is open, which must be over; with --early and a reason before its last day is over. "
       "A copy of the workspace that only its owner may read is made and verified first, beside it unless --backup names a place. What was carried over goes to the lines of the next year, "
       "once, and stays bound by its contracts. Where more than one of them could be meant, nothing is closed and they are named with their numbers: --into 12=34 says that what "
       "line 12 carries over goes to line 34, and may be given for each such line. What is found out later is entered as a correction. Prints the year, the next year, how many lines got something, the won, and the backup. One step of undo."),
    budget_close_verb, TRUE },
  { "budget import", "FILE.csv|.xlsx [--year Y] [--map ROLE=COLUMN,…] [--preview] [--programme NAME] [--reason TEXT]",
    N_("Takes an extract of a ledger, or the lines of a budget; all or nothing."),
    N_("The headings of finance systems are known; --map names columns by heading or number: line, date, amount, kind, payee, payee_kind, description, document, account, code, "
       "formula, budget. Rows whose kind is 원인행위, or whose amounts are headed so, are commitments, "
       "others payments; 반납 and 여입 are money that came back. A file with budgets and no days brings the lines of --year. What the ledger has "
       "already (same line, day, amount and document) is not added again. --preview tries it and takes it back, and shows the rows: line of the file, new, known or refused, kind, day (of a "
       "budget’s line its account), budget line, won, payee, document. Prints how many were added, or would be, and how many were known."),
    budget_import_verb, TRUE },
  { "budget reconcile", "FILE.csv|.xlsx [--year Y] [--map ROLE=COLUMN,…]", N_("Holds an extract of a ledger against this one and lists what differs."),
    N_("A line for each difference: file, ledger or amount (which of them has it, or that the amounts differ), line of the file, number in the ledger, day, budget line, "
       "won in the file, won in the ledger, document. Then, for each budget line, what was paid in the file, in the ledger, and the difference. The ledger is counted "
       "between the file’s first and last day, which are told. A line that the ledger has not is a difference of the file, with “-” for its number. "
       "A file with sums of lines or accounts and no days, as 예산현액, 원인행위액, 집행액, 차년이월 and 집행잔액, is held against all of the year, or until the day of which its title says that it is, as 2016. 9. 30. 기준: each figure has its line, with "
       "the line of the file and in place of the day what it is: original, budget, carried_in, available, committed, executed, carried_out or remaining. Nothing is changed."), budget_reconcile_verb, TRUE },
  { "budget pace", "[--year Y] [--line L]", N_("Shows how the budget is executed in time: target, even, actual, expected."),
    N_("A line for each month: its last day, and in won what the target’s line asks for, what even days would take, what is executed, what is expected. Then the "
       "forecast for the year’s end between its least and its most, and what is needed to reach the target of “budget target” (58 percent by 30 June unless it is set)."),
    budget_pace_verb, TRUE },
  { NULL }
};

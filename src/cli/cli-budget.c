/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "budget/sotong-budget-check.h"
#include "budget/sotong-ledger.h"
#include "cli/sotong-cli-ledger.h"

typedef struct {
  int        year;      /* 0: the newest, or all */
  GPtrArray *findings;
} Request;

/* @lists is not null where the ledger's lists can be asked for. */
static gboolean
read_year (SotongCli             *cli,
           int                   *argc,
           char                ***argv,
           SotongCliLedgerLists  *lists,
           int                   *out_year)
{
  g_autofree char *year = NULL;
  SotongCliLedgerLists none = { 0 };
  SotongCliLedgerLists *l = lists != NULL ? lists : &none;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, NULL, NULL },
    { lists != NULL ? "payments" : NULL, 0, 0, G_OPTION_ARG_NONE, &l->payments, NULL, NULL },
    { "commitments", 0, 0, G_OPTION_ARG_NONE, &l->commitments, NULL, NULL },
    { "changes", 0, 0, G_OPTION_ARG_NONE, &l->changes, NULL, NULL },
    { "carry", 0, 0, G_OPTION_ARG_NONE, &l->carry, NULL, NULL },
    { "costs", 0, 0, G_OPTION_ARG_NONE, &l->costs, NULL, NULL },
    { NULL }
  };
  gint64 value = 0;

  if (!sotong_cli_parse (cli, entries, argc, argv))
    return FALSE;
  if (*argc > 1)
    {
      sotong_cli_usage (cli, _("This verb takes options only."));
      return FALSE;
    }
  if (year != NULL && !g_ascii_string_to_signed (year, 10, 1, 9999, &value, NULL))
    {
      sotong_cli_usage (cli, _("--year takes a fiscal year, as 2016."));
      return FALSE;
    }
  *out_year = (int) value;
  return TRUE;
}

/* ---- budget show ---- */

static gpointer
show_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Request *request = data;
  SotongRange any = { 0, 0 };
  GError *local = NULL;
  SotongLedger *ledger = sotong_ledger_read (db, request->year, any, &local);

  if (ledger == NULL && request->year != 0 && g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return sotong_ledger_read_past (db, request->year, error);
    }
  if (ledger == NULL)
    g_propagate_error (error, local);
  return ledger;
}

static void
print_money (const SotongLedgerMoney *money,
             gint64                   amount)
{
  gint64 figures[] = { amount, money->available, money->committed, money->executed, money->carried_out, money->remaining };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (figures[i] == SOTONG_NONE)
      sotong_cli_print ("-\t");
    else
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", figures[i]);
  if (money->rate != SOTONG_NONE)
    sotong_cli_print ("%" G_GINT64_FORMAT "\t", money->rate);
  else
    sotong_cli_print ("-\t");
  if (money->unspent != SOTONG_NONE)
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", money->unspent);
  else
    sotong_cli_print ("-\n");
}

static void
print_row (const SotongLedgerRow *row)
{
  sotong_cli_print ("%" G_GINT64_FORMAT "\t", row->id);
  sotong_cli_print_field (row->account, FALSE);
  sotong_cli_print_field (row->name, FALSE);
  sotong_cli_print ("%d\t", row->depth);
  sotong_cli_print_field (row->formula, FALSE);
  print_money (&row->money, row->amount);
}

static void
print_sum (const char              *account,
           const SotongLedgerMoney *money)
{
  sotong_cli_print ("-\t");
  sotong_cli_print_field (account, FALSE);
  sotong_cli_print_field (_("Total"), FALSE);
  sotong_cli_print ("-\t\t");
  print_money (money, money->original);
}

static void
json_money (JsonBuilder             *builder,
            const SotongLedgerMoney *money,
            gint64                   amount)
{
  sotong_cli_json_int (builder, "amount", amount);
  sotong_cli_json_int (builder, "carried_in", money->carried_in);
  sotong_cli_json_int (builder, "changed", money->changed);
  sotong_cli_json_int (builder, "available", money->available);
  sotong_cli_json_int (builder, "committed", money->committed);
  sotong_cli_json_int (builder, "direct", money->direct);
  sotong_cli_json_int (builder, "executed", money->executed);
  sotong_cli_json_int (builder, "carried_out", money->carried_out);
  sotong_cli_json_int (builder, "unspent", money->unspent);
  sotong_cli_json_int (builder, "remaining", money->remaining);
  sotong_cli_json_int (builder, "rate", money->rate);
}

static void
json_row (JsonBuilder           *builder,
          const SotongLedgerRow *row)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", row->id);
  sotong_cli_json_text (builder, "account", row->account);
  sotong_cli_json_text (builder, "name", row->name);
  sotong_cli_json_int (builder, "depth", row->depth);
  sotong_cli_ledger_json_bool (builder, "heading", row->is_heading);
  sotong_cli_json_text (builder, "formula", row->formula);
  json_money (builder, &row->money, row->amount);
  sotong_cli_ledger_json_bool (builder, "made", row->made);
  json_builder_end_object (builder);
}

static void
show_json (const SotongLedger *ledger,
           int                 year)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  sotong_cli_json_int (builder, "year", year != 0 ? year : ledger->programme->year);
  sotong_cli_json_text (builder, "programme", ledger->programme->name);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ledger->rows->len; i++)
    json_row (builder, g_ptr_array_index (ledger->rows, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "account", row->account);
      json_money (builder, &row->money, row->money.original);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "total");
  json_builder_begin_object (builder);
  json_money (builder, &ledger->total, ledger->total.original);
  json_builder_end_object (builder);
  sotong_cli_json_print (builder);
}

static int
budget_show_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autoptr(SotongLedger) ledger = NULL;
  SotongCliLedgerLists lists = { 0 };
  Request request = { 0 };
  GError *error = NULL;
  int n;

  if (!read_year (cli, &argc, &argv, &lists, &request.year))
    return cli->status;
  n = lists.payments + lists.commitments + lists.changes + lists.carry + lists.costs;
  if (n > 1)
    return sotong_cli_usage (cli, _("Ask for one list at a time."));
  if (n == 1)
    return sotong_cli_show_ledger_list (cli, &lists, request.year);
  ledger = sotong_store_read (cli->store, show_job, &request, cli->cancellable, &error);
  if (ledger == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      show_json (ledger, request.year);
      return cli->status;
    }
  for (guint i = 0; i < ledger->rows->len; i++)
    print_row (g_ptr_array_index (ledger->rows, i));
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);

      if (row->money.original != SOTONG_NONE)
        print_sum (row->account, &row->money);
    }
  print_sum ("-", &ledger->total);
  return cli->status;
}

/* ---- budget check, check ---- */

static gpointer
budget_check_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Request *request = data;

  return sotong_budget_check (db, request->year, request->findings, error) ? request : NULL;
}

static gpointer
check_rows_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  GPtrArray *findings = data;

  return sotong_check_rows (db, findings, error) && sotong_budget_check (db, 0, findings, error) ? findings : NULL;
}

static gpointer
check_search_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_check_search (db, data, error) ? data : NULL;
}

/* Findings on standard error, which makes the exit code 1; notes on standard output. */
static void
print_finding (SotongCli           *cli,
               const SotongFinding *finding,
               JsonBuilder         *builder)
{
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", finding->kind);
      sotong_cli_ledger_json_bool (builder, "note", finding->is_note);
      sotong_cli_json_text (builder, "message", finding->message);
      json_builder_end_object (builder);
    }
  if (!finding->is_note)
    sotong_cli_problem (cli, NULL, finding->message);
  else if (builder == NULL)
    sotong_cli_print (_("Note: %s\n"), finding->message);
}

static int
print_findings (SotongCli  *cli,
                GPtrArray  *findings,
                gboolean    with_notes,
                const char *all_well)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_list_begin (cli, "findings");

  for (guint i = 0; i < findings->len; i++)
    {
      const SotongFinding *finding = g_ptr_array_index (findings, i);

      if (with_notes || !finding->is_note)
        print_finding (cli, finding, builder);
    }
  if (builder == NULL && cli->status == SOTONG_CLI_DONE)
    sotong_cli_print ("%s\n", all_well);
  return sotong_cli_list_end (cli, builder);
}

static int
budget_check_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autoptr(GPtrArray) findings = sotong_findings_new ();
  Request request = { 0, findings };
  GError *error = NULL;

  if (!read_year (cli, &argc, &argv, NULL, &request.year))
    return cli->status;
  if (sotong_store_read (cli->store, budget_check_job, &request, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return print_findings (cli, findings, TRUE, _("The figures of the budget agree with each other."));
}

/* A check that damage stops has found the damage: that is an answer, beside what was found before. */
static gboolean
note_damage (GPtrArray *findings,
             GError    *error)
{
  if (!g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_DAMAGED))
    return FALSE;
  sotong_findings_take (findings, "file", FALSE, g_strdup (error->message));
  g_error_free (error);
  return TRUE;
}

static int
check_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autoptr(GPtrArray) findings = sotong_findings_new ();
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc > 1)
    return sotong_cli_usage (cli, _("This verb takes no words."));
  if ((sotong_store_read (cli->store, check_rows_job, findings, cli->cancellable, &error) == NULL
       || sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, check_search_job, findings, cli->cancellable, &error) == NULL)
      && !note_damage (findings, error))
    return sotong_cli_fail (cli, error);
  return print_findings (cli, findings, FALSE, _("Nothing is wrong with the workspace."));
}

const SotongCliVerb sotong_cli_budget_verbs[] = {
  { "budget show", "[--year Y] [--payments|--commitments|--changes|--carry|--costs]", N_("Shows a year's budget, its lines and what was done with them."),
    N_("A line each, in won: number, account, name, depth, basis of calculation, amount, available (amount + carried in + changes), "
       "committed (what is paid without a commitment before it too), executed, carried out, remaining (available − executed − carried out, as the settlement has it), "
       "percent executed, cut, and unspent (available − executed, as monthly disclosure has it). "
       "Headings hold the sums of their lines, which are not added again. The accounts' sums and the sum of all follow, without a number. "
       "Without --year it is the newest. Of a past year that only the statement tells of, its printed totals and settlement are shown; “-” is what it does not tell. "
       "The lists, oldest first: payments (number, day, line, won, commitment, content, payee, description, document), commitments (number, day, line, counterparty, won, "
       "unpaid, what it cancels, document, description), changes (number, day, line, kind, 기정, 경정, 증△감, other half, document, reason), carry-overs, and costs (line, "
       "planned and actual won a piece, planned, published and paid pieces, won paid for them, won that name nothing, won for 1,000 views; a campaign that was paid for "
       "as a whole is a piece)."),
    budget_show_verb, TRUE },
  { "budget check", "[--year Y]", N_("Holds the figures of the budget against each other."),
    N_("Settlements, headings, totals, bases of calculation, what was paid and what contents cost. A figure that cannot be right makes the "
       "exit code 1. A total of a past year that its listed parts do not reach is printed as a note, and is no failure."),
    budget_check_verb, TRUE },
  { "check", "", N_("Looks through the whole workspace for what is wrong with it."),
    N_("The file itself, references between rows, counts of mentions, the search index, attempts that were interrupted and the figures of "
       "the budget. Prints a line for each thing that is wrong; the exit code is then 1."), check_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-campaign.h"
#include "store/sotong-payee.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/* budget execute, commit, change, carry, rename, remove, target: what is done to the ledger, each one step of undo */

typedef struct {
  char    *line;
  char    *to;          /* of a transfer */
  char    *from;        /* likewise: the same as --line */
  char    *amount;
  char    *date;
  char    *kind;
  char    *payee;
  char    *payee_kind;
  char    *counterparty;
  char    *description;
  char    *document;
  char    *reason;
  char    *name;        /* of a budget */
  char    *campaign;
  char    *commitment;
  char    *cancel;
  char    *year;
  GStrv    contents;
  GStrv    ads;
  gboolean correction;
  /* read: */
  gint64   won;         /* 0 where none is named */
  int      year_number;
  gint64   cancel_id;
  gint64   commitment_id;
  GArray  *content_ids;
  GArray  *amounts;      /* of each, where they are named */
  char    *day;         /* YYYY-MM-DD */
  const char *what_payee; /* person, firm, public, "" */
  /* out: */
  GArray  *ids;
  gint64   id;
} Entry;

static void
entry_clear (Entry *e)
{
  char **texts[] = { &e->line, &e->to, &e->from, &e->amount, &e->date, &e->kind, &e->payee, &e->payee_kind, &e->counterparty, &e->description, &e->document, &e->reason, &e->name,
                     &e->campaign, &e->commitment, &e->cancel, &e->year, &e->day };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (e->contents);
  g_strfreev (e->ads);
  g_clear_pointer (&e->content_ids, g_array_unref);
  g_clear_pointer (&e->amounts, g_array_unref);
  g_clear_pointer (&e->ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
parse_id (const char *text,
          gint64     *out_id)
{
  return text == NULL || g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_id, NULL);
}

/* Numbers, each as "12", or with its won as "12=150,000". */
static gboolean
read_ids (GStrv  texts,
          Entry *e)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (texts[i], "=", 2);
      gint64 id, won = 0;

      if (parts[0] == NULL || !parse_id (parts[0], &id) || (parts[1] != NULL && (!sotong_won_parse (parts[1], &won) || won <= 0)))
        return FALSE;
      g_array_append_val (e->content_ids, id);
      if (parts[1] != NULL)
        g_array_append_val (e->amounts, won);
    }
  return TRUE;
}

/* Today, unless a day is named. */
static gboolean
read_day (SotongCli *cli,
          Entry     *e)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *office = e->date != NULL ? sotong_time_office_to_iso (e->date) : NULL;
  gint64 time = sotong_clock_now (sotong_store_get_clock (cli->store));

  if (e->date != NULL && !sotong_time_parse (office != NULL ? office : e->date, zone, &time, NULL))
    return FALSE;
  e->day = sotong_time_format_date (time, zone);
  return TRUE;
}

static gboolean
check_entry (SotongCli *cli,
             Entry     *e,
             int        argc)
{
  gint64 year = 0;

  e->content_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  e->amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (argc > 1)
    sotong_cli_usage (cli, _("This verb takes options only."));
  else if (e->amount != NULL && (!sotong_won_parse (e->amount, &e->won) || e->won == 0))
    sotong_cli_usage (cli, _("--amount takes won, as 150000, 150,000 or 150천원; less than nothing as -150000 or △150,000."));
  else if (!sotong_payee_kind_read (e->payee_kind, &e->what_payee))
    sotong_cli_usage (cli, _("--payee-kind is person, firm, public or unset."));
  else if (!read_day (cli, e))
    sotong_cli_usage (cli, _("--date takes a day, as 2016-02-01."));
  else if (e->year != NULL && !g_ascii_string_to_signed (e->year, 10, 1, 9999, &year, NULL))
    sotong_cli_usage (cli, _("--year takes a fiscal year, as 2016."));
  else if (!parse_id (e->cancel, &e->cancel_id) || !parse_id (e->commitment, &e->commitment_id) || !read_ids (e->contents, e) || !read_ids (e->ads, e))
    sotong_cli_usage (cli, _("--content, --ad, --commitment and --cancel take numbers; of several contents each may say its won, as “12=150,000”."));
  else if (e->amounts->len > 0 && e->amounts->len != e->content_ids->len)
    sotong_cli_usage (cli, _("Either each --content and --ad says its amount or none does; without amounts the payment is divided evenly."));
  e->year_number = year != 0 ? (int) year : e->day != NULL ? atoi (e->day) : 0;
  return cli->status == SOTONG_CLI_DONE;
}

/* What each of these verbs takes; those that it does not know are not in its list. */
#define COMMON_ENTRIES(e) \
    { "line", 0, 0, G_OPTION_ARG_STRING, &(e).line, NULL, NULL }, \
    { "amount", 0, 0, G_OPTION_ARG_STRING, &(e).amount, NULL, NULL }, \
    { "document", 0, 0, G_OPTION_ARG_STRING, &(e).document, NULL, NULL }, \
    { "reason", 0, 0, G_OPTION_ARG_STRING, &(e).reason, NULL, NULL }, \
    { "year", 0, 0, G_OPTION_ARG_STRING, &(e).year, NULL, NULL }

static int
write_entry (SotongCli      *cli,
             Entry          *e,
             SotongStoreJob  job)
{
  GError *error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, e, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, e->id);
}

/* ---- budget execute ---- */

static gpointer
execute_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Entry *e = data;
  SotongExecution execution = {
    .commitment_id = e->commitment_id, .content_ids = (const gint64 *) (gpointer) e->content_ids->data, .n_contents = e->content_ids->len,
    .amounts = e->amounts->len > 0 ? (const gint64 *) (gpointer) e->amounts->data : NULL, .amount = e->won, .paid_on = e->day,
    .payee = e->payee != NULL ? e->payee : e->counterparty, .payee_kind = e->what_payee, .description = e->description, .document_number = e->document, .reason = e->reason, .correction = e->correction,
  };

  if (e->cancel_id != 0)
    {
      e->id = sotong_budget_pay_back (db, e->cancel_id, e->won, e->day, e->reason, error);
      return e->id != 0 ? data : NULL;
    }
  execution.line_id = sotong_budget_line_find_in (db, e->line, e->year_number, error);
  if (execution.line_id == 0 || (e->campaign != NULL && (execution.campaign_id = sotong_campaign_find (db, e->campaign, error)) == 0))
    return NULL;
  e->ids = sotong_budget_execute (db, &execution, error);
  return e->ids != NULL ? data : NULL;
}

static int
print_payments (SotongCli   *cli,
                const Entry *e)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      for (guint i = 0; i < e->ids->len; i++)
        sotong_cli_print_id (cli, g_array_index (e->ids, gint64, i));
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "id", g_array_index (e->ids, gint64, 0));
  json_builder_set_member_name (builder, "payments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < e->ids->len; i++)
    json_builder_add_int_value (builder, g_array_index (e->ids, gint64, i));
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
budget_execute_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    COMMON_ENTRIES (e),
    { "date", 0, 0, G_OPTION_ARG_STRING, &e.date, NULL, NULL },
    { "content", 0, 0, G_OPTION_ARG_STRING_ARRAY, &e.contents, NULL, NULL },
    { "ad", 0, 0, G_OPTION_ARG_STRING_ARRAY, &e.ads, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &e.campaign, NULL, NULL },
    { "commitment", 0, 0, G_OPTION_ARG_STRING, &e.commitment, NULL, NULL },
    { "payee", 0, 0, G_OPTION_ARG_STRING, &e.payee, NULL, NULL },
    { "payee-kind", 0, 0, G_OPTION_ARG_STRING, &e.payee_kind, NULL, NULL },
    { "description", 0, 0, G_OPTION_ARG_STRING, &e.description, NULL, NULL },
    { "cancel", 0, 0, G_OPTION_ARG_STRING, &e.cancel, NULL, NULL },
    { "correction", 0, 0, G_OPTION_ARG_NONE, &e.correction, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if (e.cancel_id == 0 && (e.line == NULL || e.won <= 0))
    return sotong_cli_usage (cli, _("An execution needs --line and an --amount above nothing; what came back is noted with --cancel and the payment’s number."));
  if (e.cancel_id != 0)
    return write_entry (cli, &e, execute_job);
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, execute_job, &e, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return print_payments (cli, &e);
}

/* ---- budget commit ---- */

static gpointer
commit_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Entry *e = data;
  SotongCommitment commitment = {
    .amount = e->won, .committed_on = e->day, .counterparty = e->counterparty != NULL ? e->counterparty : e->payee,
    .description = e->description, .document_number = e->document, .correction = e->correction, .payee_kind = e->what_payee,
  };

  if (e->cancel_id != 0)
    e->id = sotong_budget_commit_cancel (db, e->cancel_id, e->won, e->day, e->reason, error);
  else if ((commitment.line_id = sotong_budget_line_find_in (db, e->line, e->year_number, error)) != 0)
    e->id = sotong_budget_commit (db, &commitment, e->reason, error);
  return e->id != 0 ? data : NULL;
}

static int
budget_commit_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    COMMON_ENTRIES (e),
    { "date", 0, 0, G_OPTION_ARG_STRING, &e.date, NULL, NULL },
    { "counterparty", 0, 0, G_OPTION_ARG_STRING, &e.counterparty, NULL, NULL },
    { "payee", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &e.payee, NULL, NULL },
    { "payee-kind", 0, 0, G_OPTION_ARG_STRING, &e.payee_kind, NULL, NULL },
    { "description", 0, 0, G_OPTION_ARG_STRING, &e.description, NULL, NULL },
    { "cancel", 0, 0, G_OPTION_ARG_STRING, &e.cancel, NULL, NULL },
    { "correction", 0, 0, G_OPTION_ARG_NONE, &e.correction, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if (e.cancel_id == 0 && (e.line == NULL || e.won <= 0))
    return sotong_cli_usage (cli, _("A commitment needs --line and an --amount above nothing; one is taken back with --cancel and its number."));
  return write_entry (cli, &e, commit_job);
}

/* ---- budget change ---- */

static gpointer
change_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Entry *e = data;
  const char *from = e->from != NULL ? e->from : e->line;
  SotongBudgetChange change = {
    .kind = e->to != NULL ? "transfer" : e->kind != NULL ? e->kind : "supplementary", .amount = e->to != NULL ? -e->won : e->won,
    .decided_on = e->day, .document_number = e->document, .reason = e->reason, .correction = e->correction,
  };
  gint64 to = 0;

  change.line_id = sotong_budget_line_find_in (db, from, e->year_number, error);
  if (change.line_id == 0 || (e->to != NULL && (to = sotong_budget_line_find_in (db, e->to, e->year_number, error)) == 0))
    return NULL;
  e->id = sotong_budget_change_add (db, &change, to, error);
  return e->id != 0 ? data : NULL;
}

/* The words of budget books mean the same. */
static gboolean
read_kind (char              **kind,
           const char * const *names,
           const char * const *korean)
{
  for (guint i = 0; *kind != NULL && names[i] != NULL; i++)
    if (g_str_equal (*kind, names[i]) || g_str_equal (*kind, korean[i]))
      {
        g_free (*kind);
        *kind = g_strdup (names[i]);
        return TRUE;
      }
  return *kind == NULL;
}

static int
budget_change_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  static const char * const names[] = { "supplementary", "transfer", NULL };
  static const char * const korean[] = { "추경", "전용", NULL };
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    COMMON_ENTRIES (e),
    { "date", 0, 0, G_OPTION_ARG_STRING, &e.date, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &e.kind, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &e.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &e.to, NULL, NULL },
    { "correction", 0, 0, G_OPTION_ARG_NONE, &e.correction, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if ((e.line == NULL && e.from == NULL) || e.won == 0 || (e.to != NULL && e.won < 0))
    return sotong_cli_usage (cli, _("A change of the budget needs --line and --amount, a transfer --from, --to and --amount."));
  if (e.reason == NULL || e.document == NULL)
    return sotong_cli_usage (cli, _("A change of the budget needs --reason and --document, the number of what decided it."));
  if (!read_kind (&e.kind, names, korean))
    return sotong_cli_usage (cli, _("--kind is supplementary or transfer."));
  return write_entry (cli, &e, change_job);
}

/* ---- budget carry ---- */

static gpointer
carry_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Entry *e = data;
  gint64 line;

  if (e->cancel_id != 0)
    {
      e->id = e->cancel_id;
      return sotong_budget_carry_remove (db, e->cancel_id, e->reason, error) ? data : NULL;
    }
  line = sotong_budget_line_find_in (db, e->line, e->year_number, error);
  e->id = line != 0 ? sotong_budget_carry (db, line, e->kind != NULL ? e->kind : "approved", e->won, e->document, e->reason, error) : 0;
  return e->id != 0 ? data : NULL;
}

static int
budget_carry_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  static const char * const names[] = { "approved", "accident", NULL };
  static const char * const korean[] = { "명시", "사고", NULL };
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    COMMON_ENTRIES (e),
    { "kind", 0, 0, G_OPTION_ARG_STRING, &e.kind, NULL, NULL },
    { "cancel", 0, 0, G_OPTION_ARG_STRING, &e.cancel, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if (e.cancel_id == 0 && (e.line == NULL || e.won <= 0 || e.reason == NULL))
    return sotong_cli_usage (cli, _("A carry-over needs --line, --amount and --reason."));
  if (!read_kind (&e.kind, names, korean))
    return sotong_cli_usage (cli, _("--kind is approved (명시이월) or accident (사고이월)."));
  return write_entry (cli, &e, carry_job);
}

/* ---- budget rename ---- */

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Entry *e = data;

  e->id = sotong_programme_rename (db, e->year_number, e->name, e->reason, error);
  return e->id != 0 ? data : NULL;
}

static int
budget_rename_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &e.name, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &e.reason, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &e.year, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if (sotong_text_is_blank (e.name))
    return sotong_cli_usage (cli, _("Say with --name what the budget is called from now on."));
  return write_entry (cli, &e, rename_job);
}

/* ---- budget remove ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Entry *e = data;

  e->id = sotong_budget_line_find_in (db, e->line, e->year_number, error);
  return e->id != 0 && sotong_budget_line_remove (db, e->id, e->reason, error) ? data : NULL;
}

static int
budget_remove_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    { "line", 0, 0, G_OPTION_ARG_STRING, &e.line, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &e.reason, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &e.year, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_entry (cli, &e, argc))
    return cli->status;
  if (sotong_text_is_blank (e.line) || sotong_text_is_blank (e.reason))
    return sotong_cli_usage (cli, _("Say which line goes with --line, and why with --reason."));
  return write_entry (cli, &e, remove_job);
}

/* ---- budget target ---- */

static gpointer
target_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Entry *e = data;
  int year = atoi (e->day);

  e->id = year;
  return sotong_budget_target_set (db, year, e->day, e->won, error) ? data : NULL;
}

static int
budget_target_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_auto(Entry) e = { 0 };
  GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &e.date, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || e.date == NULL || !g_ascii_string_to_signed (argv[1], 10, 1, 100, &e.won, NULL) || !read_day (cli, &e))
    return sotong_cli_usage (cli, _("Say how many percent are to be executed by which day, as “budget target 58 --by 2016-06-30”."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, target_job, &e, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

/* ---- budget payee ---- */

typedef struct {
  char       *name;
  const char *kind;
  gint64      n;
} Payee;

static gpointer
payee_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Payee *payee = data;

  payee->n = sotong_payee_mark (db, payee->name, payee->kind, error);
  return payee->n >= 0 ? data : NULL;
}

static int
budget_payee_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *kind = NULL;
  GOptionEntry entries[] = { { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL }, { NULL } };
  Payee payee = { NULL };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || kind == NULL || !sotong_payee_kind_read (kind, &payee.kind))
    return sotong_cli_usage (cli, _("Say which payee by the name in the ledger, and with --kind what it is: person, firm, public or unset."));
  payee.name = argv[1];
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, payee_job, &payee, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "marked", payee.n);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", payee.n);
  return cli->status;
}

const SotongCliVerb sotong_cli_ledger_verbs[] = {
  { "budget execute", "--line L --amount WON [--date D] [--content ID[=WON]]… [--ad ID[=WON]]… [--campaign C] [--commitment ID] [--payee TEXT] [--payee-kind person|firm|public] [--description TEXT] "
    "[--document NUMBER] [--reason TEXT] [--year Y] [--correction] | --cancel PAYMENT --reason TEXT [--amount WON]", N_("Records what was paid."),
    N_("It is paid from the commitment that is named, else from the line’s oldest that has so much left, else from what no commitment binds; more than the line "
       "has left is refused with the amount missing. Over several contents and advertisements the amount is divided as they say, or evenly; what a content cost becomes what was "
       "paid for it. A disclosed list names firms and offices, but no person; where --payee-kind is not said, the look of the name decides. --cancel notes money that came back. A closed year takes corrections only, with their reason. Prints the numbers of the payments."),
    budget_execute_verb, TRUE },
  { "budget payee", "NAME --kind person|firm|public|unset", N_("Says of all payments and commitments of a name what the payee is."),
    N_("A disclosed list names firms and offices, but no person. What nobody said is judged by the look of the name, and the list says how often. One step of undo. "
       "Prints how many were marked."), budget_payee_verb, TRUE },
  { "budget commit", "--line L --amount WON [--date D] [--counterparty TEXT] [--payee-kind person|firm|public] [--description TEXT] [--document NUMBER] [--reason TEXT] [--year Y] [--correction] "
    "| --cancel COMMITMENT --reason TEXT [--amount WON]", N_("Records what a contract or an order binds."),
    N_("--cancel takes one back as far as it is not paid, in whole or in part; it stays in the ledger, and the cancellation with it."), budget_commit_verb, TRUE },
  { "budget change", "--line L --amount ±WON [--kind supplementary|transfer] --document NUMBER --reason TEXT [--date D] [--year Y] [--correction] "
    "| --from L --to L --amount WON --document NUMBER --reason TEXT", N_("Changes the budget by a supplementary budget or a transfer."),
    N_("What the line had before (기정) is kept beside what it has then (경정) and the difference (증△감); “budget show --changes” lists them."), budget_change_verb, TRUE },
  { "budget carry", "--line L --amount WON --reason TEXT [--kind approved|accident] [--document NUMBER] [--year Y] | --cancel CARRY-OVER [--reason TEXT]",
    N_("Carries money of a line over to the next year."), N_("The next year gets it, once, when the year is closed. By accident goes what is committed and not paid; more where the reason names another ground "
       "of the law: 부대경비, 입찰공고, 손실보상 or 경상경비."), budget_carry_verb, TRUE },
  { "budget rename", "--name TEXT [--reason TEXT] [--year Y]", N_("Gives a year’s budget another name."),
    N_("Reports and the statement are headed with it. One step of undo; a closed year keeps its name. Prints the budget’s number."), budget_rename_verb, TRUE },
  { "budget remove", "--line L --reason TEXT [--year Y]", N_("Removes a line of the budget with which nothing was done."),
    N_("A line that has payments, commitments, changes or carry-overs, lines below it, or contents, campaigns or promises that name it is refused, and so is one "
       "of a closed year. One step of undo. Prints the line’s number."), budget_remove_verb, TRUE },
  { "budget target", "PERCENT --by DAY", N_("Sets how much of the year’s budget is to be executed by a day, as the half-year’s target."), NULL,
    budget_target_verb, TRUE },
  { NULL }
};

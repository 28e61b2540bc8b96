/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-ledger.h"
#include "store/sotong-budget-act.h"

/* The lists of “budget show”: payments, commitments, changes, carry-overs, what posts cost. */

typedef struct {
  const SotongCliLedgerLists *which;
  int        year;
  GPtrArray *list;   /* (owned) */
  GPtrArray *lines;  /* (owned) (element-type SotongBudgetLine) */
} Lists;

static gpointer
lists_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Lists *lists = data;
  SotongRange any = { 0, 0 };
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, lists->year, error);

  lists->lines = programme != NULL ? sotong_budget_lines (db, programme->id, any, error) : NULL;
  if (lists->lines == NULL)
    return NULL;
  if (lists->which->payments)
    lists->list = sotong_payment_list (db, 0, any, 0, error);
  else if (lists->which->commitments)
    lists->list = sotong_commitment_list (db, programme->id, error);
  else if (lists->which->changes)
    lists->list = sotong_budget_change_list (db, programme->id, any, error);
  else if (lists->which->carry)
    lists->list = sotong_carry_over_list (db, programme->id, error);
  else
    lists->list = sotong_unit_cost_list (db, programme->id, any, error);
  return lists->list != NULL ? data : NULL;
}

/* A number of a TSV line; “-” where there is none. */
void
sotong_cli_ledger_print_int (gint64   value,
                             gboolean last)
{
  if (value == SOTONG_NONE)
    sotong_cli_print (last ? "-\n" : "-\t");
  else if (last)
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", value);
  else
    sotong_cli_print ("%" G_GINT64_FORMAT "\t", value);
}

static const char *
line_name (const Lists *lists,
           gint64       id)
{
  for (guint i = 0; i < lists->lines->len; i++)
    if (((const SotongBudgetLine *) g_ptr_array_index (lists->lines, i))->id == id)
      return ((const SotongBudgetLine *) g_ptr_array_index (lists->lines, i))->name;
  return NULL;
}

void
sotong_cli_ledger_json_bool (JsonBuilder *builder,
                             const char  *member,
                             gboolean     value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

static void
print_payment (const Lists         *lists,
               const SotongPayment *p,
               JsonBuilder         *builder)
{
  const char *line = line_name (lists, p->line_id);

  if (line == NULL)
    return;
  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", p->id, p->paid_on);
      sotong_cli_print_field (line, FALSE);
      sotong_cli_ledger_print_int (p->amount, FALSE);
      sotong_cli_ledger_print_int (p->commitment_id, FALSE);
      sotong_cli_ledger_print_int (p->content_id, FALSE);
      sotong_cli_print_field (p->payee, FALSE);
      sotong_cli_print_field (p->description, FALSE);
      sotong_cli_print_field (p->document_number, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", p->id);
  sotong_cli_json_text (builder, "date", p->paid_on);
  sotong_cli_json_int (builder, "line_id", p->line_id);
  sotong_cli_json_text (builder, "line", line);
  sotong_cli_json_int (builder, "amount", p->amount);
  sotong_cli_json_int (builder, "commitment", p->commitment_id);
  sotong_cli_json_int (builder, "content", p->content_id);
  sotong_cli_json_int (builder, "campaign", p->campaign_id);
  sotong_cli_json_text (builder, "payee", p->payee);
  sotong_cli_json_text (builder, "payee_kind", p->payee_kind != NULL && *p->payee_kind != '\0' ? p->payee_kind : NULL);
  sotong_cli_json_text (builder, "description", p->description);
  sotong_cli_json_text (builder, "document", p->document_number);
  sotong_cli_json_int (builder, "cancels", p->cancels_id);
  sotong_cli_ledger_json_bool (builder, "correction", p->correction);
  sotong_cli_ledger_json_bool (builder, "made", p->made);
  json_builder_end_object (builder);
}

static void
print_entry_text (const Lists             *lists,
                  const SotongLedgerEntry *e)
{
  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", e->id, *e->day != '\0' ? e->day : "-");
  sotong_cli_print_field (e->line, FALSE);
  sotong_cli_print_field (*e->kind != '\0' ? e->kind : e->who, FALSE);
  if (lists->which->changes)
    {
      sotong_cli_ledger_print_int (e->before, FALSE);
      sotong_cli_ledger_print_int (e->before + e->amount, FALSE);
    }
  sotong_cli_ledger_print_int (e->amount, FALSE);
  if (lists->which->commitments)
    sotong_cli_ledger_print_int (e->before, FALSE);
  sotong_cli_ledger_print_int (e->cancels_id, FALSE);
  sotong_cli_print_field (e->document_number, FALSE);
  sotong_cli_print_field (e->text, TRUE);
}

static void
print_entry (const Lists             *lists,
             const SotongLedgerEntry *e,
             JsonBuilder             *builder)
{
  if (builder == NULL)
    {
      print_entry_text (lists, e);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", e->id);
  sotong_cli_json_int (builder, "line_id", e->line_id);
  sotong_cli_json_text (builder, "line", e->line);
  if (!lists->which->carry)
    sotong_cli_json_text (builder, "date", e->day);
  if (lists->which->commitments)
    {
      sotong_cli_json_text (builder, "counterparty", e->who);
      sotong_cli_json_text (builder, "description", e->text);
      sotong_cli_json_int (builder, "unpaid", e->before);
      sotong_cli_json_int (builder, "cancels", e->cancels_id);
    }
  else
    {
      sotong_cli_json_text (builder, "kind", e->kind);
      sotong_cli_json_text (builder, "reason", e->text);
    }
  if (lists->which->changes)
    {
      sotong_cli_json_int (builder, "before", e->before);
      sotong_cli_json_int (builder, "after", e->before + e->amount);
      sotong_cli_json_int (builder, "pair", e->cancels_id);
    }
  if (lists->which->carry)
    sotong_cli_json_int (builder, "carried_to", e->cancels_id);
  sotong_cli_json_int (builder, "amount", e->amount);
  sotong_cli_json_text (builder, "document", e->document_number);
  sotong_cli_ledger_json_bool (builder, "correction", e->correction);
  json_builder_end_object (builder);
}

static gint64
divide (gint64 amount,
        gint64 n)
{
  return n > 0 ? amount / n : SOTONG_NONE;
}

static void
print_cost (const SotongUnitCost *c,
            JsonBuilder          *builder)
{
  gint64 actual = divide (c->named, c->n_paid);
  gint64 thousand = c->views > 0 ? (gint64) ((__int128) c->named * 1000 / c->views) : SOTONG_NONE;

  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", c->line_id);
      sotong_cli_print_field (c->line, FALSE);
      sotong_cli_ledger_print_int (c->planned, FALSE);
      sotong_cli_ledger_print_int (actual, FALSE);
      sotong_cli_ledger_print_int (c->quantity, FALSE);
      sotong_cli_ledger_print_int (c->n_published, FALSE);
      sotong_cli_ledger_print_int (c->n_paid, FALSE);
      sotong_cli_ledger_print_int (c->named, FALSE);
      sotong_cli_ledger_print_int (c->unnamed, FALSE);
      sotong_cli_ledger_print_int (thousand, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "line_id", c->line_id);
  sotong_cli_json_text (builder, "line", c->line);
  sotong_cli_json_int (builder, "unit_planned", c->planned);
  sotong_cli_json_int (builder, "unit_actual", actual);
  sotong_cli_json_int (builder, "quantity", c->quantity);
  sotong_cli_json_text (builder, "unit", c->unit);
  sotong_cli_json_int (builder, "published", c->n_published);
  sotong_cli_json_int (builder, "paid_for", c->n_paid);
  sotong_cli_json_int (builder, "named", c->named);
  sotong_cli_json_int (builder, "for_campaigns", c->campaigns);
  sotong_cli_json_int (builder, "unnamed", c->unnamed);
  sotong_cli_json_int (builder, "views", c->views);
  sotong_cli_json_int (builder, "per_1000_views", thousand);
  json_builder_end_object (builder);
}

/* Prints one of the ledger's lists. Returns the exit code. */
int
sotong_cli_show_ledger_list (SotongCli                  *cli,
                             const SotongCliLedgerLists *which,
                             int                         year)
{
  Lists lists = { which, year };
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (sotong_store_read (cli->store, lists_job, &lists, cli->cancellable, &error) == NULL)
    {
      g_clear_pointer (&lists.lines, g_ptr_array_unref);
      return sotong_cli_fail (cli, error);
    }
  builder = sotong_cli_list_begin (cli, which->payments ? "payments" : which->commitments ? "commitments" : which->changes ? "changes"
                                        : which->carry ? "carry_overs" : "costs");
  for (guint i = 0; i < lists.list->len; i++)
    if (which->payments)
      print_payment (&lists, g_ptr_array_index (lists.list, lists.list->len - 1 - i), builder);
    else if (which->costs)
      print_cost (g_ptr_array_index (lists.list, i), builder);
    else
      print_entry (&lists, g_ptr_array_index (lists.list, i), builder);
  g_ptr_array_unref (lists.list);
  g_ptr_array_unref (lists.lines);
  return sotong_cli_list_end (cli, builder);
}

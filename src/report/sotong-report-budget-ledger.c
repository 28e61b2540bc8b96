/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-report-budget-private.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-table-formula.h"

static void
add_execution_row (SotongTable                 *table,
                   const char                  *label,
                   const SotongReportExecution *row,
                   SotongRowFlags               flags)
{
  gint64 left = sotong_report_difference (row->current, row->executed);

  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, label);
  if ((flags & SOTONG_ROW_TOTAL) != 0)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_report_add_thousand (table, row->current);
  sotong_report_add_thousand (table, row->committed);
  sotong_report_add_thousand (table, row->executed_in_period);
  sotong_report_add_thousand (table, row->executed);
  sotong_report_add_thousand (table, left);
  sotong_table_follow_terms (table, "B-E");
  sotong_report_add_thousand (table, row->carried_out);
  sotong_report_add_thousand (table, sotong_report_difference (left, row->carried_out));
  sotong_table_follow_terms (table, "F-G");
  sotong_report_add_percent (table, row->executed, row->current);
  sotong_table_follow_rate (table, 'E', "B");
}

static void
add_to_sum (SotongReportExecution       *sum,
            const SotongReportExecution *row)
{
  sum->current = sotong_report_sum (sum->current, row->current);
  sum->committed = sotong_report_sum (sum->committed, row->committed);
  sum->executed_in_period = sotong_report_sum (sum->executed_in_period, row->executed_in_period);
  sum->executed = sotong_report_sum (sum->executed, row->executed);
  sum->carried_out = sotong_report_sum (sum->carried_out, row->carried_out);
}

static SotongTable *
new_execution_table (void)
{
  SotongTable *table = sotong_table_new ("execution", NULL);

  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Item"), C_("data column", "item"), 36, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Current\nbudget\n(A)"), C_("data column", "current_budget_thousand_won"), 17.5, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Committed"), C_("data column", "committed_thousand_won"), 17.5, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Executed\nin the\nperiod"), C_("data column", "executed_in_period_thousand_won"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Executed\nto date\n(B)"), C_("data column", "executed_thousand_won"), 17.5, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Remaining\n(A-B)\ndisclosure"), C_("data column", "remaining_disclosure_thousand_won"), 17.5, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Carried\nover\n(C)"), C_("data column", "carried_out_thousand_won"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Remaining\n(A-B-C)\nsettlement"), C_("data column", "remaining_settlement_thousand_won"), 18, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Rate\n(B/A,%)"), C_("data column", "executed_percent"), 15, SOTONG_ALIGN_RIGHT);
  return table;
}

#define SUMS "BCDEG"

/* The row that was added last is an account; see sotong_report_line_has_row(). */
static void
embolden (SotongTable *table)
{
  const SotongRow *row = sotong_table_get_row (table, sotong_table_get_n_rows (table) - 1);

  for (guint i = 0; i < row->cells->len; i++)
    ((SotongCell *) g_ptr_array_index (row->cells, i))->bold = TRUE;
}

/* The rows of an account: its sum and its lines, or one row where its only line has no name of its own. */
static guint
add_execution_account (const SotongReportBudget *self,
                       SotongTable              *table,
                       guint                     first)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint top = sotong_table_get_n_rows (table);
  const SotongReportExecution *head = g_ptr_array_index (self->execution, first);
  SotongReportExecution sum = { NULL };
  guint n;

  for (n = 0; first + n < self->execution->len; n++)
    {
      const SotongReportExecution *row = g_ptr_array_index (self->execution, first + n);

      if (g_strcmp0 (row->account, head->account) != 0)
        break;
      add_to_sum (&sum, row);
    }
  add_execution_row (table, head->account, &sum, n > 1 || head->label != NULL ? SOTONG_ROW_GROUP : 0);
  embolden (table);
  for (guint i = 0; i < n && (n > 1 || head->label != NULL); i++)
    {
      const SotongReportExecution *row = g_ptr_array_index (self->execution, first + i);
      g_autofree char *label = g_strdup_printf ("  - %s", row->label != NULL ? row->label : "");

      add_execution_row (table, label, row, 0);
      top++;
      g_array_append_val (rows, top);
    }
  sotong_table_follow_rows (table, top - rows->len, SUMS, (const guint *) (gpointer) rows->data, rows->len);
  return n;
}

/* That there is nothing in a table is said, heads alone would look like a loss. */
static void
put_rows (SotongDocument *document,
          SotongTable    *table,
          guint           n)
{
  if (n > 0)
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, C_("report", "None"));
}

/* What was corrected after the closing is in these figures, and in those of the settlement it is not. */
static void
add_closed (const SotongReportBudget *self,
            SotongDocument           *document)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);
  g_autofree char *day = sotong_report_format_date (self->closed_at, zone);
  /* Translators: a day */
  g_autofree char *text = g_strdup_printf (_("The year was closed on %s. What was corrected since is included here; the settlement has it apart."), day);

  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, text);
}

void
sotong_report_budget_put_execution (const SotongReportBudget *self,
                                    SotongDocument           *document)
{
  g_autoptr(SotongTable) table = new_execution_table ();
  g_autoptr(GArray) tops = g_array_new (FALSE, FALSE, sizeof (guint));
  SotongReportExecution sum = { NULL };

  for (guint i = 0; i < self->execution->len; i++)
    add_to_sum (&sum, g_ptr_array_index (self->execution, i));
  sotong_table_set_made_data (table, self->head.made_data);
  add_execution_row (table, C_("report", "Total"), &sum, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < self->execution->len;)
    {
      guint top = sotong_table_get_n_rows (table);

      g_array_append_val (tops, top);
      i += add_execution_account (self, table, i);
    }
  sotong_table_follow_rows (table, sotong_table_get_n_heads (table), SUMS, (const guint *) (gpointer) tops->data, tops->len);
  sotong_document_add_heading (document, 1, C_("report", "Execution in the period"));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Remaining has two meanings: for monthly disclosure, current budget less what was executed (A-B); "
                                   "for the settlement, less what is carried over to the next year as well (A-B-C)."));
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Amounts are cumulative to the end of the period, except “in the period”; what is carried over is that of the whole "
                                   "fiscal year, as it is recorded now. What is under a thousand won is cut, and so are rates."));
  if (self->closed_at > 0)
    add_closed (self, document);
  if (self->adjusted)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                   _("Single items are a thousand won higher so that they come to the total; what remains and the rates are computed "
                                     "from the amounts shown."));
}

static char *
format_months (SotongRange  range,
               GTimeZone   *zone)
{
  int year, month, end_year, end_month;

  if (range.end <= range.start)
    return NULL;
  sotong_time_to_civil (range.start, zone, &year, &month, NULL, NULL, NULL, NULL);
  sotong_time_to_civil (range.end - 1, zone, &end_year, &end_month, NULL, NULL, NULL, NULL);
  return g_strdup_printf ("%d.%02d~%d.%02d", year, month, end_year, end_month);
}

void
sotong_report_budget_put_schedule (const SotongReportBudget *self,
                                   SotongDocument           *document)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);
  g_autoptr(SotongTable) table = sotong_table_new ("schedule", NULL);
  g_autofree char *heading = g_strdup_printf (C_("report", "Schedule of %d"), self->head.fiscal_year);
  gint64 sum = 0;

  for (guint i = 0; i < self->schedule->len; i++)
    {
      const SotongReportStep *step = g_ptr_array_index (self->schedule, i);

      if (step->amount != SOTONG_REPORT_BLANK)
        sum = sotong_report_sum (sum, step->amount);
    }
  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Procedure"), C_("data column", "procedure"), 35, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Term"), C_("data column", "term"), 38, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Amount to execute"), C_("data column", "amount_thousand_won"), 27, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Details"), C_("data column", "details"), 70, SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, C_("report", "Total"));
  sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_table_add_blank (table);
  sotong_report_add_thousand (table, sum);
  sotong_table_add_blank (table);
  for (guint i = 0; i < self->schedule->len; i++)
    {
      const SotongReportStep *step = g_ptr_array_index (self->schedule, i);
      g_autofree char *months = format_months (step->range, zone);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, step->step);
      sotong_table_add_text (table, months);
      sotong_report_add_thousand (table, step->amount);
      sotong_table_add_text (table, step->detail);
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "C");
  sotong_document_add_heading (document, 1, heading);
  put_rows (document, table, self->schedule->len);
}

void
sotong_report_budget_put_results (const SotongReportBudget *self,
                                  SotongDocument           *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("results", NULL);

  sotong_document_add_heading (document, 1, C_("report", "Effects of the project"));
  sotong_document_add_heading (document, 2, C_("report", "Results of the last three years"));
  sotong_table_add_column (table, C_("report", "Year"), C_("data column", "year"), 25, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Results"), C_("data column", "results"), 145, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < self->results->len; i++)
    {
      const SotongReportResult *row = g_ptr_array_index (self->results, i);
      g_autofree char *year = g_strdup_printf (C_("fiscal year", "%d"), row->year);
      g_autofree char *text = g_strdup_printf ("○ %s", row->text);

      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, row->year, year);
      sotong_table_add_text (table, text);
    }
  put_rows (document, table, self->results->len);
  if (self->expected_effect == NULL)
    return;
  sotong_document_add_heading (document, 2, C_("report", "Effects expected"));
  sotong_report_add_lines (document, SOTONG_MARK_DASH, self->expected_effect);
}

static gboolean
obeys_identities (const SotongReportSettlement *row)
{
  gint64 current = sotong_report_sum (sotong_report_sum (row->original, row->carried_in), row->changed);
  gint64 remaining = sotong_report_difference (sotong_report_difference (row->current, row->executed), row->carried_out);

  return current == row->current && remaining == row->remaining;
}

void
sotong_report_budget_put_settlement (const SotongReportBudget *self,
                                     SotongDocument           *document)
{
  const char *titles[] = {
    C_("report", "Original\nbudget"), C_("report", "Carried in"), C_("report", "Budget\nchanges"), C_("report", "Current\nbudget"), C_("report", "Executed"),
    C_("report", "Carried out"), C_("report", "Remaining"),
  };
  const char *names[] = {
    C_("data column", "original_budget_thousand_won"), C_("data column", "carried_in_thousand_won"),
    C_("data column", "changed_thousand_won"), C_("data column", "current_budget_thousand_won"),
    C_("data column", "executed_thousand_won"), C_("data column", "carried_out_thousand_won"),
    C_("data column", "remaining_thousand_won"),
  };
  g_autoptr(SotongTable) table = sotong_table_new ("settlement", NULL);

  sotong_document_add_heading (document, 1, C_("report", "Settlement of the last three years (결산)"));
  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Year"), C_("data column", "year"), 16, SOTONG_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    sotong_table_add_column (table, titles[i], names[i], 22, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->settlement->len; i++)
    {
      const SotongReportSettlement *row = g_ptr_array_index (self->settlement, i);
      gint64 amounts[] = { row->original, row->carried_in, row->changed, row->current, row->executed,
                           row->carried_out, row->remaining };
      g_autofree char *year = g_strdup_printf ("%d", row->year);

      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, row->year, year);
      for (guint k = 0; k < G_N_ELEMENTS (amounts); k++)
        {
          if (row->original != SOTONG_REPORT_BLANK)
            sotong_report_add_thousand (table, amounts[k]);
          else
            sotong_table_add_shown (table, "-");
          if (k == 3)
            sotong_table_follow_terms (table, "B+C+D");
          if (k == 6)
            sotong_table_follow_terms (table, "E-F-G");
        }
    }
  put_rows (document, table, self->settlement->len);
  for (guint i = 0; i < self->settlement->len; i++)
    {
      const SotongReportSettlement *row = g_ptr_array_index (self->settlement, i);
      g_autofree char *text = NULL;

      if (row->original != SOTONG_REPORT_BLANK && obeys_identities (row))
        continue;
      text = g_strdup_printf (row->original == SOTONG_REPORT_BLANK ? _("%d: the workspace has no settlement of this year.")
                              : _("%d: the figures as recorded do not add up. They are left as they are; compare them with the ledger."),
                              row->year);
      sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, text);
    }
}

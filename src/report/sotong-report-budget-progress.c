/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-report-budget-private.h"
#include "report/sotong-report-money.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-table-chart.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-won.h"

/* How the year's money goes: its pace against the target, what was changed of the budget, and what a piece costs. */

static void
add_amount (SotongTable *table,
            gint64       won)
{
  if (won == SOTONG_NONE)
    sotong_table_add_shown (table, "-");
  else
    sotong_report_add_thousand (table, won);
}

/* As sotong_pace_describe(), in the words and the unit of a report. */
static char *
describe_target (const SotongPace *pace)
{
  g_autofree char *needed = sotong_won_format_thousand (pace->needed);
  int percent = (int) pace->target_percent;

  switch (pace->verdict)
    {
    case SOTONG_PACE_REACHED:
      return g_strdup_printf (_("Target of %d %% by %s: reached"), percent, pace->target_day);
    case SOTONG_PACE_MISSED:
      return g_strdup_printf (_("Target of %d %% by %s: missed by %s thousand won"), percent, pace->target_day, needed);
    case SOTONG_PACE_AHEAD:
    case SOTONG_PACE_BEHIND:
    default:
      return g_strdup_printf (_("Target of %d %% by %s: %s thousand won still to be executed"), percent, pace->target_day, needed);
    }
}

static void
add_pace_sentences (const SotongPace *pace,
                    SotongDocument   *document)
{
  g_autofree char *where = describe_target (pace), *done = sotong_won_format_thousand (pace->executed), *target = sotong_won_format_thousand (pace->target_today),
                  *even = sotong_won_format_thousand (pace->even_today), *text = NULL;

  text = g_strdup_printf (_("By %s: executed %s thousand won; the target’s line asks for %s thousand won, even days for %s thousand won"), pace->today, done, target, even);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, text);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, where);
  if (pace->forecast != SOTONG_NONE)
    {
      g_autofree char *expected = sotong_won_format_thousand (pace->forecast), *low = sotong_won_format_thousand (pace->forecast_low),
                      *high = sotong_won_format_thousand (pace->forecast_high);
      g_autofree char *line = g_strdup_printf (_("Expected at the year’s end: %s thousand won (between %s and %s thousand won)"), expected, low, high);

      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, line);
    }
}

void
sotong_report_budget_put_pace (const SotongReportBudget *self,
                               SotongDocument           *document)
{
  g_autoptr(SotongTable) table = NULL;

  if (self->pace == NULL)
    return;
  table = sotong_table_new ("pace", NULL);
  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_add_column (table, C_("report", "By"), C_("data column", "day"), 34, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Target"), C_("data column", "target_thousand_won"), 34, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Even days"), C_("data column", "even_thousand_won"), 34, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Executed"), C_("data column", "executed_thousand_won"), 34, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Expected"), C_("data column", "expected_thousand_won"), 34, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->pace->points->len; i++)
    {
      const SotongPacePoint *point = &g_array_index (self->pace->points, SotongPacePoint, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, point->day);
      add_amount (table, point->target);
      add_amount (table, point->even);
      add_amount (table, point->actual);
      add_amount (table, point->forecast);
    }
  sotong_table_add_chart (table, SOTONG_TABLE_LINES, C_("report", "Pace of the execution"), 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4);
  sotong_document_add_heading (document, 1, C_("report", "Pace of the execution"));
  add_pace_sentences (self->pace, document);
  sotong_document_add_table (document, table);
}

void
sotong_report_budget_put_changes (const SotongReportBudget *self,
                                  SotongDocument           *document)
{
  g_autoptr(SotongTable) table = NULL;

  if (self->changes == NULL)
    return;
  sotong_document_add_heading (document, 1, C_("report", "Changes of the budget"));
  if (self->changes->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, _("None to the end of the period."));
      return;
    }
  table = sotong_table_new ("changes", NULL);
  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Day"), C_("data column", "date"), 25, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Item"), C_("data column", "item"), 34, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Kind"), C_("data column", "kind"), 24, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Before"), C_("data column", "before_thousand_won"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "After"), C_("data column", "after_thousand_won"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Change"), C_("data column", "change_thousand_won"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Document\nand reason"), C_("data column", "document_and_reason"), 36, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (self->changes, i);
      g_autofree char *text = g_strdup_printf ("%s %s", e->document_number, e->text);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, e->day);
      sotong_table_add_text (table, e->line);
      sotong_table_add_text (table, g_str_equal (e->kind, "transfer") ? C_("report", "Transfer") : C_("report", "Supplementary"));
      sotong_report_add_thousand (table, e->before);
      sotong_report_add_thousand (table, sotong_report_sum (sotong_report_cut (e->before), sotong_report_cut (e->amount))); /* as printed */
      sotong_report_add_thousand (table, e->amount);
      sotong_table_follow_terms (table, "E-D");
      sotong_table_add_text (table, g_strstrip (text));
    }
  sotong_document_add_table (document, table);
}

/* In won: a piece costs less than a thousand now and then, and cutting it would say too little. */
static void
add_cost_row (SotongTable          *table,
              const SotongUnitCost *cost)
{
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, cost->line);
  sotong_table_add_won (table, cost->planned);
  sotong_table_add_won (table, cost->n_paid > 0 ? cost->named / cost->n_paid : SOTONG_NONE);
  if (cost->n_paid > 0) /* of what the row itself says */
    sotong_table_set_formula (table, "=IF(F{r}=0,\"-\",TRUNC(G{r}/F{r}))");
  sotong_report_add_known (table, cost->quantity != SOTONG_NONE ? cost->quantity : SOTONG_REPORT_BLANK);
  sotong_report_add_count (table, cost->n_published);
  sotong_report_add_count (table, cost->n_paid);
  sotong_table_add_won (table, cost->named);
  sotong_table_add_won (table, cost->unnamed);
  sotong_table_add_won (table, cost->views > 0 ? (gint64) ((__int128) cost->named * 1000 / cost->views) : SOTONG_NONE);
}

void
sotong_report_budget_put_costs (const SotongReportBudget *self,
                                SotongDocument           *document)
{
  g_autoptr(SotongTable) table = NULL;

  if (self->costs == NULL || self->costs->len == 0)
    return;
  table = sotong_table_new ("costs", NULL);
  sotong_table_set_unit (table, C_("report", "(unit: won, pieces)"));
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_add_column (table, C_("report", "Item"), C_("data column", "item"), 36, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Planned\na piece"), C_("data column", "planned_a_piece_won"), 18, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Paid\na piece"), C_("data column", "paid_a_piece_won"), 18, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Planned\npieces"), C_("data column", "planned_pieces"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Published"), C_("data column", "published"), 13, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Paid\npieces"), C_("data column", "paid_pieces"), 13, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Paid\nfor them"), C_("data column", "paid_for_pieces_won"), 20, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Paid\notherwise"), C_("data column", "paid_otherwise_won"), 20, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "For 1,000\nviews"), C_("data column", "for_1000_views_won"), 18, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->costs->len; i++)
    add_cost_row (table, g_ptr_array_index (self->costs, i));
  sotong_document_add_heading (document, 1, C_("report", "Unit costs"));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Paid from the first day of the year to the end of the period. What names contents or campaigns and what names neither add up to what is executed. “-” is not known."));
}

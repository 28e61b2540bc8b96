/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "budget/sotong-budget-past.h"
#include "report/sotong-report-budget-private.h"
#include "report/sotong-report-money.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-won.h"

static char *
format_thousand (gint64 won)
{
  return won == SOTONG_REPORT_BLANK ? g_strdup ("-") : sotong_won_format_thousand (won);
}

static void
add_basics_row (SotongTable *table,
                const char  *key,
                const char  *value)
{
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, key);
  sotong_table_set_head (table);
  sotong_table_add_text (table, value);
  sotong_table_span (table, 5, 1);
  sotong_table_set_align (table, SOTONG_ALIGN_LEFT);
}

/* "☑one □two": each name with its box. */
static char *
format_boxes (const char *const *names,
              guint              flags)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s", i > 0 ? "  " : "", (flags & (1u << i)) != 0 ? "☑" : "□", names[i]);
  return g_string_free (out, FALSE);
}

static void
add_cost_rows (const SotongReportBudget *self,
               SotongTable              *table)
{
  const char *heads[] = { C_("report", "Total cost"), C_("report", "State"), C_("report", "City"), C_("report", "Subsidy rate (%)"), C_("report", "District") };

  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, C_("report", "Total project cost\n(thousand won)"));
  sotong_table_set_head (table);
  sotong_table_span (table, 1, 2);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      sotong_table_add_text (table, heads[i]);
      sotong_table_set_head (table);
    }
  sotong_table_begin_row (table, 0);
  sotong_report_add_thousand (table, self->cost);
  sotong_report_add_thousand (table, self->cost_national);
  sotong_report_add_thousand (table, self->cost_city);
  sotong_report_add_count (table, self->subsidy_percent);
  sotong_report_add_thousand (table, self->cost_district);
}

static char *
format_term (const SotongReportBudget *self)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);
  g_autofree char *range = NULL;

  range = self->term.end > self->term.start ? sotong_report_format_range (self->term, zone) : g_strdup ("");
  return g_strdup_printf ("%s%s  %s", self->yearly ? "☑" : "□", C_("report", "Repeated every year"), range);
}

static void
add_basics (const SotongReportBudget *self,
            SotongDocument           *document)
{
  const char *const modes[] = {
    C_("report", "Carried out directly"), C_("report", "Aid to local governments"), C_("report", "Transfer to private bodies"),
    C_("report", "Contribution or investment"), C_("report", "Contracted out"), C_("report", "Other"), NULL
  };
  g_autoptr(SotongTable) table = sotong_table_new ("basics", NULL);
  g_autofree char *boxes = format_boxes (modes, self->modes);
  g_autofree char *term = format_term (self);

  sotong_table_add_column (table, "", NULL, 30, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < 5; i++)
    sotong_table_add_column (table, "", NULL, 28, SOTONG_ALIGN_RIGHT);
  add_basics_row (table, C_("report", "Project"), self->head.programme);
  add_basics_row (table, C_("report", "Project period"), term);
  add_basics_row (table, C_("report", "Place"), self->place);
  add_cost_rows (self, table);
  add_basics_row (table, C_("report", "Contents"), self->content);
  add_basics_row (table, C_("report", "Way of carrying out"), boxes);
  add_basics_row (table, C_("report", "Executing body"), self->executing_body);
  sotong_document_add_heading (document, 2, C_("report", "Project outline"));
  sotong_document_add_table (document, table);
}

static void
add_natures (const SotongReportBudget *self,
             SotongDocument           *document)
{
  const char *const names[] = {
    C_("report", "New"), C_("report", "Continuing"), C_("report", "Investment review"), C_("report", "Academic study"), C_("report", "Technical review"),
    C_("report", "Local subsidy review"), C_("report", "IT review"), C_("report", "Public property"), C_("report", "Safety budget"),
    C_("report", "Equity or contribution"), C_("report", "Current"), C_("report", "Capital"),
  };
  g_autoptr(SotongTable) table = sotong_table_new ("natures", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sotong_table_add_column (table, names[i], NULL, 170.0 / G_N_ELEMENTS (names), SOTONG_ALIGN_CENTER);
  sotong_table_begin_row (table, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sotong_table_add_text (table, (self->natures & (1u << i)) != 0 ? "☑" : "□");
  sotong_document_add_heading (document, 2, _("Nature of the project and procedures required before it"));
  sotong_document_add_table (document, table);
}

static const char *
get_person_field (const SotongReportPerson *person,
                  guint                     field)
{
  const char *fields[] = { person->bureau, person->department, person->manager, person->leader, person->officer };

  return fields[field];
}

/* How many rows from @row on have what it has in @field; 0 if the row above has it too. */
static guint
count_equal (GPtrArray *people,
             guint      row,
             guint      field)
{
  const char *text = get_person_field (g_ptr_array_index (people, row), field);
  guint n = 1;

  if (row > 0 && g_strcmp0 (get_person_field (g_ptr_array_index (people, row - 1), field), text) == 0)
    return 0;
  while (row + n < people->len
         && g_strcmp0 (get_person_field (g_ptr_array_index (people, row + n), field), text) == 0)
    n++;
  return n;
}

static void
add_people (const SotongReportBudget *self,
            SotongDocument           *document)
{
  const char *heads[] = { C_("report", "Bureau"), C_("report", "Department"), C_("report", "Manager"), C_("report", "Team leader"), C_("report", "Officer") };
  g_autoptr(SotongTable) table = NULL;

  if (self->people->len == 0)
    return;
  table = sotong_table_new ("people", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_column (table, heads[i], NULL, 34, SOTONG_ALIGN_CENTER);
  for (guint r = 0; r < self->people->len; r++)
    {
      sotong_table_begin_row (table, 0);
      for (guint f = 0; f < G_N_ELEMENTS (heads); f++)
        {
          guint n = f < 4 ? count_equal (self->people, r, f) : 1;

          if (n == 0)
            continue;
          sotong_table_add_text (table, get_person_field (g_ptr_array_index (self->people, r), f));
          sotong_table_span (table, 1, n);
        }
    }
  sotong_document_add_heading (document, 2, C_("report", "People in charge"));
  sotong_document_add_table (document, table);
}

static const SotongReportTotal *
find_total (const SotongReportBudget *self)
{
  for (guint i = 0; i < self->totals->len; i++)
    {
      const SotongReportTotal *row = g_ptr_array_index (self->totals, i);

      if (row->total)
        return row;
    }
  return NULL;
}

static gint64
sum_executed (const SotongReportBudget *self,
              gboolean                  in_period)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->execution->len; i++)
    {
      const SotongReportExecution *row = g_ptr_array_index (self->execution, i);

      sum = sotong_report_sum (sum, in_period ? row->executed_in_period : row->executed);
    }
  return sum;
}

/* 예산현액, of which what is executed is a part. */
static gint64
sum_current (const SotongReportBudget *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->execution->len; i++)
    sum = sotong_report_sum (sum, ((const SotongReportExecution *) g_ptr_array_index (self->execution, i))->current);
  return sum;
}

/* What is executed is a part of what is available, which a carry-over and changes make another figure than the budget: said where it
 * is, with what it is made of, so that the page adds up. */
static void
add_available (const SotongReportBudget *self,
               SotongDocument           *document,
               gint64                    budget,
               gint64                    current)
{
  g_autofree char *available = format_thousand (current), *original = format_thousand (self->original), *carried_in = format_thousand (self->carried_in),
                  *changed = format_thousand (self->changed), *text = NULL;

  if (self->execution->len == 0 || current == budget || current == SOTONG_REPORT_BLANK)
    return;
  if (sotong_report_sum (sotong_report_sum (self->original, self->carried_in), self->changed) == current)
    text = g_strdup_printf (_("Current budget: %s thousand won (original %s, carried in from the year before %s, changes %s%s)"), available, original,
                            carried_in, self->changed > 0 ? "+" : "", changed);
  else
    text = g_strdup_printf (_("Current budget: %s thousand won"), available);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, text);
}

/* What a manager reads first: this year against the last one, and what is spent of it. */
static void
add_summary (const SotongReportBudget *self,
             SotongDocument           *document)
{
  const SotongReportTotal *total = find_total (self);
  gint64 executed = sum_executed (self, FALSE), current = sum_current (self);
  g_autofree char *now = NULL;
  g_autofree char *done = format_thousand (executed);
  g_autofree char *in_period = format_thousand (sum_executed (self, TRUE));
  g_autofree char *left = NULL;
  g_autofree char *line = NULL;
  gint64 before, change, percent;

  if (total == NULL || total->amounts[2] == SOTONG_REPORT_BLANK)
    return;
  now = format_thousand (total->amounts[2]);
  before = sotong_report_cut (total->amounts[1]);
  change = sotong_report_difference (sotong_report_cut (total->amounts[2]), before);
  if (change != SOTONG_REPORT_BLANK && change != 0 && sotong_won_percent (change, before, &percent))
    {
      g_autofree char *last = format_thousand (before);
      g_autofree char *difference = format_thousand (ABS (change));

      line = g_strdup_printf (change > 0 ? _("Budget of %d: %s thousand won; %s thousand won the year before, %s more (%d %%)")
                                         : _("Budget of %d: %s thousand won; %s thousand won the year before, %s less (%d %%)"),
                              self->head.fiscal_year, now, last, difference, (int) ABS (percent));
    }
  else
    line = g_strdup_printf (_("Budget of %d: %s thousand won"), self->head.fiscal_year, now);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, line);
  add_available (self, document, total->amounts[2], current);
  if (self->execution->len == 0 || executed == SOTONG_REPORT_BLANK
      || !sotong_won_percent (executed, current, &percent))
    return;
  left = format_thousand (sotong_report_difference (current, executed));
  g_free (line);
  line = g_strdup_printf (_("Executed: %s thousand won in the period, %s thousand won to its end (%d %% of the current budget); "
                            "%s thousand won not yet executed"),
                          in_period, done, (int) percent, left);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, line);
}

static void
add_totals_row (SotongTable             *table,
                const SotongReportTotal *row)
{
  gint64 before = sotong_report_cut (row->amounts[1]), change = sotong_report_difference (sotong_report_cut (row->amounts[2]), before);

  sotong_table_begin_row (table, row->total ? SOTONG_ROW_TOTAL : 0);
  sotong_table_add_text (table, row->label);
  if (row->total)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  for (guint i = 0; i < 3; i++)
    sotong_report_add_thousand (table, row->amounts[i]);
  if (change == 0 || change == SOTONG_REPORT_BLANK)  /* no change is left blank */
    {
      sotong_table_add_blank (table);
      sotong_table_add_blank (table);
      return;
    }
  sotong_report_add_thousand (table, change);
  sotong_table_follow_terms (table, "D-C");
  sotong_report_add_percent (table, change, before);
  sotong_table_follow_rate (table, 'E', "C");
}

/* A printed total stays what it is; the difference to its parts is said, not mended. */
static void
add_totals_note (const SotongReportBudget *self,
                 SotongDocument           *document,
                 guint                     column)
{
  const SotongReportTotal *total = find_total (self);
  gint64 parts = 0, missing;
  guint n_parts = 0;
  g_autofree char *sum = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *text = NULL;

  if (total == NULL)
    return;
  for (guint i = 0; i < self->totals->len; i++)
    {
      const SotongReportTotal *row = g_ptr_array_index (self->totals, i);

      if (row->total || row->amounts[column] == SOTONG_REPORT_BLANK)
        continue;
      parts = sotong_report_sum (parts, row->amounts[column]);
      n_parts++;
    }
  missing = sotong_report_difference (total->amounts[column], parts);
  if (n_parts == 0 || missing == 0 || missing == SOTONG_REPORT_BLANK)
    return;
  sum = format_thousand (parts);
  printed = format_thousand (total->amounts[column]);
  difference = format_thousand (missing);
  text = g_strdup_printf (_("%d: the parts listed add up to %s thousand won, and the total as printed is %s thousand won; "
                            "%s thousand won are not shown in the source. The total is left as it was printed."),
                          self->head.fiscal_year - 2 + (int) column, sum, printed, difference);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, text);
}

/* Budgets are mostly of whole thousands, and what is shown adds up; of others it is said that it may not. */
static void
add_cut_note (SotongDocument *document,
              gboolean        whole)
{
  if (!whole)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, _("What is under a thousand won is cut, so the amounts shown may not come to their total."));
}

static gboolean
is_whole (gint64 won)
{
  return won == sotong_report_cut (won);
}

static void
add_totals (const SotongReportBudget *self,
            SotongDocument           *document)
{
  int year = self->head.fiscal_year;
  g_autoptr(SotongTable) table = sotong_table_new ("totals", NULL);
  g_autofree char *first = g_strdup_printf (C_("report", "%d\nbudget"), year - 2);
  g_autofree char *second = g_strdup_printf (C_("report", "%d\nbudget (A)"), year - 1);
  g_autofree char *third = g_strdup_printf (C_("report", "%d\nbudget (B)"), year);
  g_autofree char *names[3] = { NULL };
  gboolean whole = TRUE;

  for (int i = 0; i < 3; i++)
    names[i] = g_strdup_printf (C_("data column", "budget_%d_thousand_won"), year - 2 + i);
  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Item"), C_("data column", "item"), 43, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, first, names[0], 26, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, second, names[1], 26, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, third, names[2], 26, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Change\n(B-A)"), C_("data column", "change_thousand_won"), 26, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Rate\n(B-A)*100/A"), C_("data column", "change_percent"), 23, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->totals->len; i++)
    {
      const SotongReportTotal *row = g_ptr_array_index (self->totals, i);

      whole = whole && is_whole (row->amounts[0]) && is_whole (row->amounts[1]) && is_whole (row->amounts[2]);
      add_totals_row (table, row);
    }
  if (self->totals->len > 0 && ((const SotongReportTotal *) g_ptr_array_index (self->totals, 0))->total)
    sotong_table_follow_below (table, sotong_table_get_n_heads (table), "BCD");
  sotong_document_add_heading (document, 2, C_("report", "Budget totals (예산 총괄)"));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, _("Rates are cut to whole numbers, not rounded; no change is left blank."));
  add_cut_note (document, whole);
  for (guint i = 0; i < 3; i++)
    add_totals_note (self, document, i);
  for (guint i = 0; i < self->total_notes->len; i++)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, g_ptr_array_index (self->total_notes, i));
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&names[i], g_free);
}

/* Whether there are rows below one of a basis of calculation, which it is the sum of. */
static gboolean
has_parts (GPtrArray *basis,
           guint      at)
{
  const SotongReportBasis *row = g_ptr_array_index (basis, at);
  const SotongReportBasis *next = at + 1 < basis->len ? g_ptr_array_index (basis, at + 1) : NULL;

  return next != NULL && next->depth > row->depth && g_strcmp0 (next->account, row->account) == 0;
}

/* The rows of one account from @first on. */
static guint
count_account (GPtrArray *basis,
               guint      first)
{
  const SotongReportBasis *row = g_ptr_array_index (basis, first);
  guint n = 1;

  while (first + n < basis->len
         && g_strcmp0 (((SotongReportBasis *) g_ptr_array_index (basis, first + n))->account, row->account) == 0)
    n++;
  return n;
}

/* @is_sum: there are rows below it that it is the sum of; a line at the top is not one, and as plain as any other. */
static void
add_basis_row (SotongTable             *table,
               const SotongReportBasis *row,
               gboolean                 is_sum)
{
  g_autofree char *text = sotong_report_basis_text ((int) row->depth - 1, row->text, row->expression);

  sotong_table_add_text (table, text);
  sotong_table_set_bold (table, is_sum);
  sotong_report_add_thousand (table, row->amount);
  sotong_report_follow_basis (table, row->expression);
  sotong_table_set_bold (table, is_sum);
}

static gint64
sum_basis (GPtrArray *basis,
           guint      first,
           guint      n)
{
  gint64 sum = 0;

  for (guint i = first; i < first + n; i++)
    {
      const SotongReportBasis *row = g_ptr_array_index (basis, i);

      if (!has_parts (basis, i))
        sum = sotong_report_sum (sum, row->amount);
    }
  return sum;
}

/* A heading is the sum of the rows below it, and with @total the row above them all that of the headings, if they are. */
static void
follow_headings (const SotongReportBudget *self,
                 SotongTable              *table,
                 const char               *column,
                 gboolean                  total)
{
  guint top = sotong_table_get_n_heads (table), first = top + (total ? 1 : 0);
  g_autoptr(GArray) tops = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0, k; i < self->basis->len; i = k)
    {
      const char *account = ((const SotongReportBasis *) g_ptr_array_index (self->basis, i))->account;
      g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
      guint head = first + i;

      for (k = i + 1; k < self->basis->len; k++)
        {
          const SotongReportBasis *row = g_ptr_array_index (self->basis, k);
          guint at = first + k;

          if (row->depth <= 1 || g_strcmp0 (row->account, account) != 0)
            break;
          if (!has_parts (self->basis, k))
            g_array_append_val (rows, at);
        }
      sotong_table_follow_rows (table, head, column, (const guint *) (gpointer) rows->data, rows->len);
      g_array_append_val (tops, head);
    }
  if (total)
    sotong_table_follow_rows (table, top, column, (const guint *) (gpointer) tops->data, tops->len);
}

static gboolean
is_basis_whole (GPtrArray *basis)
{
  for (guint i = 0; i < basis->len; i++)
    if (!is_whole (((const SotongReportBasis *) g_ptr_array_index (basis, i))->amount))
      return FALSE;
  return TRUE;
}

static void
add_basis_pages (const SotongReportBudget *self,
                 SotongDocument           *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("basis", NULL);

  sotong_table_set_unit (table, sotong_report_thousand_won ());
  sotong_table_add_column (table, C_("report", "Account"), NULL, 32, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Detailed calculation"), NULL, 108, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Amount"), NULL, 30, SOTONG_ALIGN_RIGHT);
  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, C_("report", "Total"));
  sotong_table_span (table, 2, 1);
  sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_report_add_thousand (table, sum_basis (self->basis, 0, self->basis->len));
  for (guint i = 0, n; i < self->basis->len; i += n)
    {
      const SotongReportBasis *first = g_ptr_array_index (self->basis, i);
      g_autofree char *sum = NULL;
      g_autofree char *label = NULL;

      n = count_account (self->basis, i);
      sum = format_thousand (sum_basis (self->basis, i, n));
      label = g_strdup_printf ("%s\n(%s)", first->account, sum);
      for (guint k = 0; k < n; k++)
        {
          const SotongReportBasis *row = g_ptr_array_index (self->basis, i + k);
          gboolean is_sum = has_parts (self->basis, i + k);

          sotong_table_begin_row (table, is_sum ? SOTONG_ROW_GROUP : 0);
          if (k == 0)
            {
              sotong_table_add_text (table, label);
              sotong_table_span (table, 1, n);
            }
          add_basis_row (table, row, is_sum);
        }
    }
  follow_headings (self, table, "C", TRUE);
  sotong_document_add_table (document, table);
  add_cut_note (document, is_basis_whole (self->basis));
}

/* The same tree as data: a row a fact, no sums of the report's own. */
static void
add_basis_data (const SotongReportBudget *self,
                SotongDocument           *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("basis", NULL);

  sotong_table_add_column (table, C_("report", "Account"), C_("data column", "account"), 32, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Level"), C_("data column", "level"), 10, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Detailed calculation"), C_("data column", "detail"), 62, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Expression"), C_("data column", "expression"), 40, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Amount"), C_("data column", "amount_thousand_won"), 26, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->basis->len; i++)
    {
      const SotongReportBasis *row = g_ptr_array_index (self->basis, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row->account);
      sotong_table_add_number (table, row->depth, NULL);
      sotong_table_add_text (table, row->text);
      sotong_table_add_text (table, row->expression);
      sotong_report_add_thousand (table, row->amount);
      sotong_report_follow_basis (table, row->expression);
    }
  follow_headings (self, table, "E", FALSE);
  sotong_document_add_data_table (document, table);
}

/* A heading whose parts do not add up to it is named; both stay as they were entered. */
static void
add_basis_notes (const SotongReportBudget *self,
                 SotongDocument           *document)
{
  for (guint i = 0; i < self->basis->len; i++)
    {
      const SotongReportBasis *head = g_ptr_array_index (self->basis, i);
      gint64 parts = 0;

      for (guint k = i + 1; has_parts (self->basis, i) && k < self->basis->len; k++)
        {
          const SotongReportBasis *row = g_ptr_array_index (self->basis, k);

          if (row->depth <= head->depth)
            break;
          if (!has_parts (self->basis, k))
            parts = sotong_report_sum (parts, row->amount);
        }
      if (has_parts (self->basis, i) && parts != head->amount)
        {
          g_autofree char *says = sotong_budget_format_beside (head->amount, parts);
          g_autofree char *sum = sotong_budget_format_beside (parts, head->amount);
          g_autofree char *text = g_strdup_printf (_("“%s” says %s, and its lines add up to %s."), head->text, says, sum);

          sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, text);
        }
    }
}

static void
add_basis (const SotongReportBudget *self,
           SotongDocument           *document)
{
  sotong_document_add_heading (document, 2, C_("report", "Requested budget and basis of calculation (산출근거)"));
  add_basis_pages (self, document);
  add_basis_data (self, document);
  add_basis_notes (self, document);
}

/**
 * sotong_report_budget_build:
 * @self: an input
 *
 * Makes the budget summary of a period: basics, totals, basis of calculation,
 * execution, pace, changes, unit costs, schedule, results and settlement. Figures
 * are printed as given; where they do not add up the report says so. Its tables are
 * "totals", "basis", "execution", "pace", "changes", "costs", "schedule", "results"
 * and "settlement".
 *
 * Returns: (transfer full): the document, which needs @self no more
 */
SotongDocument *
sotong_report_budget_build (const SotongReportBudget *self)
{
  SotongDocument *document = sotong_report_begin (&self->head, C_("report", "budget summary"));

  add_summary (self, document);
  sotong_document_add_heading (document, 1, C_("report", "Basics"));
  add_basics (self, document);
  add_natures (self, document);
  add_people (self, document);
  sotong_document_add_heading (document, 1, C_("report", "The budget"));
  add_totals (self, document);
  add_basis (self, document);
  sotong_report_budget_put_execution (self, document);
  sotong_report_budget_put_pace (self, document);
  sotong_report_budget_put_changes (self, document);
  sotong_report_budget_put_costs (self, document);
  sotong_report_budget_put_schedule (self, document);
  sotong_report_budget_put_results (self, document);
  sotong_report_budget_put_settlement (self, document);
  return document;
}

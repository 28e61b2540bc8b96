/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-budget.h"

static void
total_free (gpointer data)
{
  SotongReportTotal *self = data;

  g_free (self->label);
  g_free (self);
}

static void
basis_free (gpointer data)
{
  SotongReportBasis *self = data;

  g_free (self->account);
  g_free (self->text);
  g_free (self->expression);
  g_free (self);
}

static void
execution_free (gpointer data)
{
  SotongReportExecution *self = data;

  g_free (self->account);
  g_free (self->label);
  g_free (self);
}

static void
step_free (gpointer data)
{
  SotongReportStep *self = data;

  g_free (self->step);
  g_free (self->detail);
  g_free (self);
}

static void
result_free (gpointer data)
{
  SotongReportResult *self = data;

  g_free (self->text);
  g_free (self);
}

static void
person_free (gpointer data)
{
  SotongReportPerson *self = data;

  g_free (self->bureau);
  g_free (self->department);
  g_free (self->manager);
  g_free (self->leader);
  g_free (self->officer);
  g_free (self);
}

/**
 * sotong_report_budget_new:
 *
 * Returns: (transfer full): an input with nothing in it: no rows, unknown costs
 */
SotongReportBudget *
sotong_report_budget_new (void)
{
  SotongReportBudget *self = g_new0 (SotongReportBudget, 1);

  self->cost = SOTONG_REPORT_BLANK;
  self->cost_national = SOTONG_REPORT_BLANK;
  self->cost_city = SOTONG_REPORT_BLANK;
  self->subsidy_percent = SOTONG_REPORT_BLANK;
  self->cost_district = SOTONG_REPORT_BLANK;
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->totals = g_ptr_array_new_with_free_func (total_free);
  self->total_notes = g_ptr_array_new_with_free_func (g_free);
  self->basis = g_ptr_array_new_with_free_func (basis_free);
  self->execution = g_ptr_array_new_with_free_func (execution_free);
  self->schedule = g_ptr_array_new_with_free_func (step_free);
  self->settlement = g_ptr_array_new_with_free_func (g_free);
  self->results = g_ptr_array_new_with_free_func (result_free);
  return self;
}

/**
 * sotong_report_budget_free:
 * @self: (transfer full): an input
 */
void
sotong_report_budget_free (SotongReportBudget *self)
{
  sotong_report_head_clear (&self->head);
  g_free (self->place);
  g_free (self->content);
  g_free (self->executing_body);
  g_free (self->expected_effect);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->total_notes);
  g_clear_pointer (&self->pace, sotong_pace_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->costs, g_ptr_array_unref);
  g_ptr_array_unref (self->basis);
  g_ptr_array_unref (self->execution);
  g_ptr_array_unref (self->schedule);
  g_ptr_array_unref (self->settlement);
  g_ptr_array_unref (self->results);
  g_free (self);
}

/**
 * sotong_report_budget_add_person:
 * @self: an input
 * @bureau: (nullable): 실·국
 * @department: (nullable): 부서명
 * @manager: (nullable): 과장
 * @leader: (nullable): 팀장
 * @officer: (nullable): 주무관
 *
 * Adds a row of those in charge; what equals the row above is printed once.
 */
void
sotong_report_budget_add_person (SotongReportBudget *self,
                                 const char         *bureau,
                                 const char         *department,
                                 const char         *manager,
                                 const char         *leader,
                                 const char         *officer)
{
  SotongReportPerson *row = g_new0 (SotongReportPerson, 1);

  row->bureau = g_strdup (bureau);
  row->department = g_strdup (department);
  row->manager = g_strdup (manager);
  row->leader = g_strdup (leader);
  row->officer = g_strdup (officer);
  g_ptr_array_add (self->people, row);
}

/**
 * sotong_report_budget_add_total:
 * @self: an input
 * @label: 계, or an account
 * @total: whether this is the total as it is printed
 * @two_years_ago: won, or `SOTONG_REPORT_BLANK`
 * @last_year: won, or `SOTONG_REPORT_BLANK`
 * @this_year: won, or `SOTONG_REPORT_BLANK`
 *
 * Adds a row of 예산 총괄. A total is printed as it is given; if the accounts do
 * not add up to it, the report says by how much.
 */
void
sotong_report_budget_add_total (SotongReportBudget *self,
                                const char         *label,
                                gboolean            total,
                                gint64              two_years_ago,
                                gint64              last_year,
                                gint64              this_year)
{
  SotongReportTotal *row = g_new0 (SotongReportTotal, 1);

  row->label = g_strdup (label);
  row->total = !!total;
  row->amounts[0] = two_years_ago;
  row->amounts[1] = last_year;
  row->amounts[2] = this_year;
  g_ptr_array_add (self->totals, row);
}

/**
 * sotong_report_budget_add_basis:
 * @self: an input
 * @account: 과목; rows of one account follow one another
 * @depth: 1 for what is headed "○", 2 for the "-" below it
 * @text: 세부 산출내역, without its mark
 * @expression: (nullable): 산출식 as it is printed, "150,000원*500건"
 * @amount: won
 */
void
sotong_report_budget_add_basis (SotongReportBudget *self,
                                const char         *account,
                                guint               depth,
                                const char         *text,
                                const char         *expression,
                                gint64              amount)
{
  SotongReportBasis *row = g_new0 (SotongReportBasis, 1);

  row->account = g_strdup (account);
  row->depth = depth;
  row->text = g_strdup (text);
  row->expression = g_strdup (expression);
  row->amount = amount;
  g_ptr_array_add (self->basis, row);
}

/**
 * sotong_report_budget_add_execution:
 * @self: an input
 * @account: 과목; lines of one account follow one another
 * @label: (nullable): the line; %NULL where the account is one line
 * @current: won, 예산현액
 * @committed: won, 원인행위액 to the end of the period
 * @executed_in_period: won, paid in the period
 * @executed: won, paid to the end of the period
 * @carried_out: won, 차년이월
 */
void
sotong_report_budget_add_execution (SotongReportBudget *self,
                                    const char         *account,
                                    const char         *label,
                                    gint64              current,
                                    gint64              committed,
                                    gint64              executed_in_period,
                                    gint64              executed,
                                    gint64              carried_out)
{
  SotongReportExecution *row = g_new0 (SotongReportExecution, 1);

  row->account = g_strdup (account);
  row->label = g_strdup (label);
  row->current = current;
  row->committed = committed;
  row->executed_in_period = executed_in_period;
  row->executed = executed;
  row->carried_out = carried_out;
  g_ptr_array_add (self->execution, row);
}

/**
 * sotong_report_budget_add_step:
 * @self: an input
 * @step: 사업추진절차
 * @range: 추진기간, end exclusive
 * @amount: won, or `SOTONG_REPORT_BLANK`
 * @detail: (nullable): 추진세부내용
 *
 * Adds a row of the schedule. The row of the sum is made by the report.
 */
void
sotong_report_budget_add_step (SotongReportBudget *self,
                               const char         *step,
                               SotongRange         range,
                               gint64              amount,
                               const char         *detail)
{
  SotongReportStep *row = g_new0 (SotongReportStep, 1);

  row->step = g_strdup (step);
  row->range = range;
  row->amount = amount;
  row->detail = g_strdup (detail);
  g_ptr_array_add (self->schedule, row);
}

/**
 * sotong_report_budget_add_settlement:
 * @self: an input
 * @year: (transfer none): the year as recorded; copied
 */
void
sotong_report_budget_add_settlement (SotongReportBudget           *self,
                                     const SotongReportSettlement *year)
{
  g_ptr_array_add (self->settlement, g_memdup2 (year, sizeof *year));
}

/**
 * sotong_report_budget_add_result:
 * @self: an input
 * @year: a past year
 * @text: 추진실적; lines are divided by "\n"
 */
void
sotong_report_budget_add_result (SotongReportBudget *self,
                                 int                 year,
                                 const char         *text)
{
  SotongReportResult *row = g_new0 (SotongReportResult, 1);

  row->year = year;
  row->text = g_strdup (text);
  g_ptr_array_add (self->results, row);
}

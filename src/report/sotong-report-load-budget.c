/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-budget-past.h"
#include "budget/sotong-ledger.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-money.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-load.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

#define N_YEARS 3 /* that the form looks back on */

/* The statement's own words are Korean, as the form is. */
static const char *const modes[] = {
  "직접수행", "자치단체 보조", "민간이전", "출연출자", "민간위탁", "기타", NULL
};
static const char *const natures[] = {
  "신규", "계속", "투자심사", "학술용역", "기술심사", "지역보조심의", "정보화심사", "공유재산", "안전예산", "출자·출연", "경상", "투자", NULL
};

/* What stands under a name, or under its other one; %NULL if nothing does. */
static const char *
find_fact (const SotongProgramme *programme,
           const char            *label,
           const char            *other)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, "fact") && text->body[0] != '\0'
          && (g_str_equal (text->label, label) || (other != NULL && g_str_equal (text->label, other))))
        return text->body;
    }
  return NULL;
}

/* The lines of a part; %NULL if it has none. */
static char *
join_part (const SotongProgramme *programme,
           const char            *part)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, part) && text->body[0] != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text->body);
    }
  return g_string_free (out, out->len == 0);
}

/* "418,000천원", also behind a word as in "총 418,000천원". */
static gint64
parse_amount (const char *text)
{
  gint64 won;

  while (text != NULL && *text != '\0' && !g_ascii_isdigit (*text) && !g_str_has_prefix (text, "△"))
    text = g_utf8_next_char (text);
  return text != NULL && sotong_won_parse (text, &won) ? won : SOTONG_REPORT_BLANK;
}

static gint64
parse_percent (const char *text)
{
  return text != NULL && g_ascii_isdigit (*text) ? g_ascii_strtoll (text, NULL, 10) : SOTONG_REPORT_BLANK;
}

static guint
flag_of (const char *const *names,
         const char        *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return 1u << i;
    }
  return 0;
}

static void
load_box (SotongReportBudget *self,
          const char         *body)
{
  const char *name = g_str_has_prefix (body, "☑") ? body + strlen ("☑") : body;

  while (*name == ' ')
    name++;
  self->modes |= flag_of (modes, name);
  self->natures |= flag_of (natures, name);
  self->yearly = self->yearly || g_str_equal (name, "연례반복");
}

/* A row each: manager, team leader and officer, divided by tabs. */
static void
load_people (SotongReportBudget    *self,
             const SotongProgramme *programme)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);
      g_auto(GStrv) cells = NULL;
      guint n;

      if (!g_str_equal (text->part, "person"))
        continue;
      cells = g_strsplit (text->body, "\t", 3);
      n = g_strv_length (cells);
      sotong_report_budget_add_person (self, programme->bureau, programme->department, n > 0 ? cells[0] : NULL, n > 1 ? cells[1] : NULL,
                                       n > 2 ? cells[2] : NULL);
    }
}

static gint64
find_total (const SotongProgramme *programme,
            gint64                 account_id,
            int                    year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->account_id == account_id && total->year == year)
        return total->amount;
    }
  return SOTONG_REPORT_BLANK;
}

/* As printed; the programme's own year is summed from its lines where nothing was printed. */
static void
load_total (SotongReportBudget    *self,
            const SotongProgramme *programme,
            gint64                 account_id,
            const char            *label,
            gint64                 sum)
{
  gint64 own = find_total (programme, account_id, programme->year);

  sotong_report_budget_add_total (self, label, account_id == SOTONG_NONE, find_total (programme, account_id, programme->year - 2),
                                  find_total (programme, account_id, programme->year - 1), own != SOTONG_REPORT_BLANK ? own : sum);
}

static void
load_totals (SotongReportBudget *self,
             const SotongLedger *ledger)
{
  gint64 cost = find_total (ledger->programme, SOTONG_NONE, ledger->programme->year);

  self->cost = cost != SOTONG_REPORT_BLANK ? cost : ledger->total.original;
  load_total (self, ledger->programme, SOTONG_NONE, C_("report", "Total"), ledger->total.original);
  for (guint i = 0; i < ledger->programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (ledger->programme->accounts, i);
      const SotongLedgerRow *row = i < ledger->accounts->len ? g_ptr_array_index (ledger->accounts, i) : NULL;

      load_total (self, ledger->programme, account->id, account->name, row != NULL ? row->money.original : 0);
    }
  if (!sotong_ledger_has_budget (ledger))
    g_ptr_array_add (self->total_notes, g_strdup_printf (_("%d: no budget was entered yet, which is shown as 0; there is what was carried over alone."),
                                                         ledger->programme->year));
  for (guint i = 0; i < ledger->programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (ledger->programme->totals, SotongBudgetTotal, i);

      if (sotong_budget_total_differs (ledger->programme, total))
        g_ptr_array_add (self->total_notes, sotong_budget_total_describe (ledger->programme, total));
    }
}

static guint
count_lines (const SotongLedger *ledger,
             gint64              account_id)
{
  guint n = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      n += row->account_id == account_id && !row->is_heading;
    }
  return n;
}

static void
load_lines (SotongReportBudget *self,
            const SotongLedger *ledger)
{
  g_autoptr(SotongReportMoney) shown = sotong_report_money_new (ledger, NULL);

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      sotong_report_budget_add_basis (self, row->account, (guint) row->depth + 1, row->name,
                                      row->formula[0] != '\0' ? row->formula : NULL, row->amount);
    }
  for (guint i = 0; i < shown->lines->len; i++)
    {
      const SotongReportLine *line = &g_array_index (shown->lines, SotongReportLine, i);
      const SotongLedgerMoney *money = &line->shown;
      gboolean named = sotong_report_line_has_row (line->row, count_lines (ledger, line->row->account_id));

      sotong_report_budget_add_execution (self, line->row->account, named ? line->label : NULL, money->available, money->committed,
                                          money->executed_in_range, money->executed, money->carried_out);
    }
  self->original = shown->shown.original;
  self->carried_in = shown->shown.carried_in;
  self->changed = shown->shown.changed;
  self->adjusted = !shown->whole;
}

static void
load_schedule (SotongReportBudget    *self,
               const SotongProgramme *programme,
               GTimeZone             *zone)
{
  for (guint i = 0; i < programme->steps->len; i++)
    {
      const SotongProgrammeStep *step = g_ptr_array_index (programme->steps, i);
      SotongRange first, last, range = { 0, 0 };

      if (g_str_equal (step->name, "계")) /* the report sums */
        continue;
      if (sotong_time_parse_period (step->starts_on, zone, &first, NULL) && sotong_time_parse_period (step->ends_on, zone, &last, NULL))
        {
          range.start = first.start;
          range.end = last.end;
        }
      sotong_report_budget_add_step (self, step->name, range, step->amount != SOTONG_NONE ? step->amount : SOTONG_REPORT_BLANK, step->detail);
    }
}

static void
load_past (SotongReportBudget    *self,
           const SotongProgramme *programme)
{
  guint n_results = programme->results->len;
  int last = sotong_paper_last_settled (programme, programme->year - 1); /* not the year's own, when it is closed */

  for (guint i = n_results > N_YEARS ? n_results - N_YEARS : 0; i < n_results; i++)
    {
      const SotongProgrammeResult *result = g_ptr_array_index (programme->results, i);

      sotong_report_budget_add_result (self, result->year, result->body);
    }
  for (int year = last - N_YEARS + 1; last > 0 && year <= last; year++)
    {
      const SotongSettlement *s = sotong_paper_find_settlement (programme, year);
      SotongReportSettlement row = { .year = year, .original = SOTONG_REPORT_BLANK };

      if (s != NULL)
        row = (SotongReportSettlement) {
          .year = year, .original = s->original, .carried_in = s->carried_in, .changed = s->changed, .current = s->available,
          .executed = s->executed, .carried_out = s->carried_out, .remaining = s->remaining,
        };
      sotong_report_budget_add_settlement (self, &row);
    }
}

static void
load_basics (SotongReportBudget    *self,
             const SotongProgramme *programme,
             GTimeZone             *zone)
{
  const char *summary = find_fact (programme, "사업내용", "summary");

  sotong_time_parse_range (programme->starts_on, programme->ends_on, zone, &self->term, NULL);
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, "box") && !g_str_has_prefix (text->body, "□"))
        load_box (self, text->body);
    }
  self->place = g_strdup (find_fact (programme, "사업위치", "place"));
  self->content = join_part (programme, "summary");
  if (self->content == NULL)
    self->content = g_strdup (summary);
  self->executing_body = g_strdup (programme->body);
  self->cost_national = parse_amount (find_fact (programme, "국비", "state-share"));
  self->cost_city = parse_amount (find_fact (programme, "사비", "city-share"));
  if (self->cost_city == SOTONG_REPORT_BLANK)
    self->cost_city = parse_amount (find_fact (programme, "시비", NULL));
  self->subsidy_percent = parse_percent (find_fact (programme, "보조율", "subsidy-rate"));
  self->cost_district = parse_amount (find_fact (programme, "구비", "district-share"));
  self->expected_effect = join_part (programme, "effect");
  load_people (self, programme);
}

/* What happened from the first day of the year to the end of the period. */
static gboolean
load_progress (SotongReportBudget     *self,
               SotongDb               *db,
               const SotongProgramme  *programme,
               SotongRange             period,
               GError                **error)
{
  g_autofree char *name = g_strdup_printf ("%04d", programme->year);
  SotongRange year = period;

  if (sotong_time_parse_period (name, self->head.zone, &year, NULL))
    year.end = MIN (year.end, period.end);
  self->pace = sotong_pace_read_until (db, programme->year, 0, period.end, error);
  self->changes = self->pace != NULL ? sotong_budget_change_list (db, programme->id, year, error) : NULL;
  self->costs = self->changes != NULL ? sotong_unit_cost_list (db, programme->id, year, error) : NULL;
  return self->costs != NULL;
}

/**
 * sotong_report_load_budget:
 * @db: a connection
 * @period: a year, a month or a day; what was executed is counted to its end
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when its year has no budget
 *
 * Fills the budget summary of a period. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what the report is built from
 */
SotongReportBudget *
sotong_report_load_budget (SotongDb     *db,
                           SotongRange   period,
                           GError      **error)
{
  g_autoptr(SotongReportBudget) self = sotong_report_budget_new ();
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, sotong_report_load_year (db, period), period, error);

  if (ledger == NULL || !sotong_report_load_head (db, period, ledger->programme, &self->head, error))
    return NULL;
  load_basics (self, ledger->programme, self->head.zone);
  load_totals (self, ledger);
  load_lines (self, ledger);
  load_schedule (self, ledger->programme, self->head.zone);
  load_past (self, ledger->programme);
  self->closed_at = sotong_budget_closed_at (db, ledger->programme->year, error);
  if (self->closed_at < 0)
    return NULL;
  if (!load_progress (self, db, ledger->programme, period, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "budget/sotong-pace.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

#define MONTHS_BACK 3 /* whole months that the forecast looks back on */

void
sotong_pace_free (SotongPace *self)
{
  if (self == NULL)
    return;
  g_free (self->today);
  g_free (self->target_day);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self);
}

const char *
sotong_pace_verdict_id (SotongPaceVerdict verdict)
{
  switch (verdict)
    {
    case SOTONG_PACE_AHEAD:
      return "ahead";
    case SOTONG_PACE_BEHIND:
      return "behind";
    case SOTONG_PACE_REACHED:
      return "reached";
    case SOTONG_PACE_MISSED:
    default:
      return "missed";
    }
}

/* The days of the year from its first, 1 January being 0; -1 before and 365 or 366 after it. */
static int
day_of_year (const char *day,
             int         year)
{
  int y = 0, m = 0, d = 0;
  GDate date;

  if (sscanf (day, "%4d-%2d-%2d", &y, &m, &d) != 3 || !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y) || y < year)
    return -1;
  if (y > year)
    return g_date_is_leap_year ((GDateYear) year) ? 366 : 365;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return (int) g_date_get_day_of_year (&date) - 1;
}

static gint64
share (gint64 amount,
       gint64 part,
       gint64 whole)
{
  return whole == 0 ? 0 : (gint64) ((__int128) amount * part / whole);
}

/* What the target's line asks for at the end of a day. */
static gint64
target_at (const SotongPace *self,
           int               day,
           int               n_days)
{
  int at = day_of_year (self->target_day, self->year);

  if (day <= at)
    return share (self->target_amount, day + 1, at + 1);
  return self->target_amount + share (self->available - self->target_amount, day - at, n_days - 1 - at);
}

static gint64
paid_until (GArray *days,
            int     day,
            int     year)
{
  gint64 sum = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const SotongPaymentDay *paid = &g_array_index (days, SotongPaymentDay, i);

      if (day_of_year (paid->day, year) <= day && !sotong_won_add (sum, paid->amount, &sum))
        return sum;
    }
  return sum;
}

/* The day of the year on which a month begins; of the 13th the one after its end. */
static int
month_start (int year,
             int month)
{
  g_autofree char *day = g_strdup_printf ("%04d-%02d-01", year, month);

  return month > 12 ? (g_date_is_leap_year ((GDateYear) year) ? 366 : 365) : day_of_year (day, year);
}

/* What the last whole months took, on the average, goes on; how much they differed is the range. */
static void
find_forecast (SotongPace *self,
               GArray     *days,
               int         today,
               int         n_days)
{
  int month = atoi (self->today + 5);
  double sum = 0, squares = 0, mean, spread, months_left;
  int n = 0;

  self->forecast = self->forecast_low = self->forecast_high = SOTONG_NONE;
  for (int m = MAX (month - MONTHS_BACK, 1); m < month; m++, n++)
    {
      double paid = (double) (paid_until (days, month_start (self->year, m + 1) - 1, self->year)
                              - paid_until (days, month_start (self->year, m) - 1, self->year));

      sum += paid;
      squares += paid * paid;
    }
  if (today >= n_days - 1)
    {
      self->forecast = self->forecast_low = self->forecast_high = self->executed;
      return;
    }
  if (n == 0)
    return;
  mean = sum / n;
  spread = sqrt (MAX (squares / n - mean * mean, 0));
  months_left = (n_days - 1 - today) / (n_days / 12.0);
  self->forecast = self->executed + (gint64) llround (MAX (mean, 0) * months_left);
  self->forecast_low = self->executed + (gint64) llround (MAX (mean - spread, 0) * months_left);
  self->forecast_high = self->executed + (gint64) llround (MAX (mean + spread, 0) * months_left);
  self->forecast = MIN (self->forecast, self->available);
  self->forecast_low = MIN (self->forecast_low, self->available);
  self->forecast_high = MIN (self->forecast_high, self->available);
}

static void
add_point (SotongPace *self,
           GArray     *days,
           const char *text,
           int         day,
           int         today,
           int         n_days)
{
  SotongPacePoint point = { .even = share (self->available, day + 1, n_days), .target = target_at (self, day, n_days),
                            .actual = SOTONG_NONE, .forecast = SOTONG_NONE };

  g_strlcpy (point.day, text, sizeof point.day);
  if (day <= today)
    point.actual = paid_until (days, day, self->year);
  else if (self->forecast != SOTONG_NONE)
    point.forecast = self->executed + share (self->forecast - self->executed, day - today, n_days - 1 - today);
  g_array_append_val (self->points, point);
}

static void
add_points (SotongPace *self,
            GArray     *days,
            int         today,
            int         n_days)
{
  gboolean added = FALSE;

  for (int m = 1; m <= 12; m++)
    {
      g_autofree char *end = g_strdup_printf ("%04d-%02d-%02d", self->year, m, g_date_get_days_in_month ((GDateMonth) m, (GDateYear) self->year));
      int day = day_of_year (end, self->year);

      if (!added && today >= 0 && today < n_days && today <= day)
        {
          if (today < day)
            add_point (self, days, self->today, today, today, n_days);
          added = TRUE;
        }
      add_point (self, days, end, day, today, n_days);
    }
}

static void
find_need (SotongPace *self,
           GArray     *days,
           int         today)
{
  gint64 n = 0, sum = 0;
  int at = day_of_year (self->target_day, self->year);

  for (guint i = 0; i < days->len; i++)
    {
      const SotongPaymentDay *paid = &g_array_index (days, SotongPaymentDay, i);

      n += paid->n;
      sotong_won_add (sum, paid->amount, &sum);
    }
  self->typical = n > 0 ? MAX (sum / n, 0) : 0;
  self->days_left = MAX (at - today, 0);
  self->needed = MAX (self->target_amount - paid_until (days, MAX (today, 0), self->year), 0);
  if (today > at)
    self->needed = MAX (self->target_amount - paid_until (days, at, self->year), 0);
  self->n_needed = self->needed == 0 ? 0 : self->typical > 0 ? (self->needed - 1) / self->typical + 1 : SOTONG_NONE;
  if (self->needed == 0)
    self->verdict = SOTONG_PACE_REACHED;
  else if (today > at)
    self->verdict = SOTONG_PACE_MISSED;
  else
    self->verdict = self->executed >= self->target_today ? SOTONG_PACE_AHEAD : SOTONG_PACE_BEHIND;
}

static gint64
available_of (const SotongLedger *ledger,
              gint64              line_id)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      if (row->id == line_id)
        return row->money.available;
    }
  return ledger->total.available;
}

/**
 * sotong_pace_read:
 * @db: a connection
 * @year: a fiscal year, or 0 for the newest
 * @line_id: a line or heading, or 0 for the whole
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no budget
 *
 * Holds what is executed against the half-year's target and against a year of even days, and says what is
 * expected at the year's end: today's amount and, for each month that is left, the mean of the last three whole
 * ones; a standard deviation more or less is the range. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the pace
 */
SotongPace *
sotong_pace_read (SotongDb  *db,
                  int        year,
                  gint64     line_id,
                  GError   **error)
{
  return sotong_pace_read_until (db, year, line_id, 0, error);
}

/* What was paid after @day is not known yet. */
static void
forget_after (GArray     *days,
              const char *day)
{
  while (days->len > 0 && strcmp (g_array_index (days, SotongPaymentDay, days->len - 1).day, day) > 0)
    g_array_set_size (days, days->len - 1);
}

/**
 * sotong_pace_read_until:
 * @db: a connection
 * @year: a fiscal year, or 0 for the newest
 * @line_id: a line or heading, or 0 for the whole
 * @until: the end of the last day that counts, seconds since 1970 UTC; 0, or one to come: now
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no budget
 *
 * As sotong_pace_read(), as it could have been told at the end of a day: a report of a period says the same whenever
 * it is made.
 *
 * Returns: (transfer full) (nullable): the pace
 */
SotongPace *
sotong_pace_read_until (SotongDb  *db,
                        int        year,
                        gint64     line_id,
                        gint64     until,
                        GError   **error)
{
  gboolean past = until > 0 && until <= sotong_db_now (db);
  SotongRange range = { 0, past ? until : 0 };
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, year, range, error);
  g_autoptr(SotongPace) self = g_new0 (SotongPace, 1);
  g_autoptr(GArray) days = NULL;
  int n_days, today;

  if (ledger == NULL)
    return NULL;
  self->year = ledger->programme->year;
  self->points = g_array_new (FALSE, FALSE, sizeof (SotongPacePoint));
  self->target_percent = sotong_budget_target_get (db, self->year, &self->target_day, error);
  days = self->target_percent >= 0 ? sotong_payment_days (db, ledger->programme->id, line_id, error) : NULL;
  if (days == NULL)
    return NULL;
  n_days = g_date_is_leap_year ((GDateYear) self->year) ? 366 : 365;
  self->today = sotong_time_format_date (past ? until - 1 : sotong_db_now (db), sotong_db_get_zone (db));
  today = day_of_year (self->today, self->year);
  if (today >= n_days)
    {
      g_free (self->today);
      self->today = g_strdup_printf ("%04d-12-31", self->year);
      today = n_days - 1;
    }
  if (past)
    forget_after (days, self->today);
  self->available = available_of (ledger, line_id);
  self->target_amount = share (self->available, self->target_percent, 100);
  self->executed = paid_until (days, today, self->year);
  self->target_today = today < 0 ? 0 : target_at (self, today, n_days);
  self->even_today = share (self->available, today + 1, n_days);
  find_need (self, days, today);
  if (today >= 0)
    find_forecast (self, days, today, n_days);
  else
    self->forecast = self->forecast_low = self->forecast_high = SOTONG_NONE;
  add_points (self, days, today, n_days);
  return g_steal_pointer (&self);
}

/**
 * sotong_pace_describe:
 * @self: a pace
 *
 * Returns: (transfer full): a sentence on where it stands and what is needed, in the user's language
 */
char *
sotong_pace_describe (const SotongPace *self)
{
  g_autofree char *needed = sotong_won_format (self->needed);
  g_autofree char *typical = sotong_won_format (self->typical);

  switch (self->verdict)
    {
    case SOTONG_PACE_REACHED:
      return g_strdup_printf (_("The target of %d %% by %s is reached."), (int) self->target_percent, self->target_day);
    case SOTONG_PACE_MISSED:
      return g_strdup_printf (_("The target of %d %% by %s was missed by %s won."), (int) self->target_percent, self->target_day, needed);
    case SOTONG_PACE_AHEAD:
    case SOTONG_PACE_BEHIND:
    default:
      if (self->n_needed == SOTONG_NONE)
        return g_strdup_printf (_("To reach %d %% by %s, %s won are to be executed."), (int) self->target_percent, self->target_day, needed);
      return g_strdup_printf (_("To reach %d %% by %s, %s won are to be executed: %d payments of the usual %s won."), (int) self->target_percent,
                              self->target_day, needed, (int) self->n_needed, typical);
    }
}

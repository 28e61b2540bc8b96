/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "budget/sotong-budget-past.h"
#include "budget/sotong-ledger.h"
#include "store/sotong-db-private.h"

typedef struct {
  int         year;
  SotongRange range;
} Request;

static gpointer
ledger_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Request *request = data;

  return sotong_ledger_read (db, request->year, request->range, error);
}

static gpointer
past_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_ledger_read_past (db, ((const Request *) data)->year, error);
}

/* Of earlier years there is what the statement prints, and no nought where it prints nothing. */
static void
test_past (BudgetFixture *f,
           gconstpointer  data)
{
  Request request = { 2014 };
  g_autoptr(SotongLedger) ledger = fixture_read (f, past_job, &request);
  const SotongLedgerRow *office = g_ptr_array_index (ledger->accounts, 0);

  g_assert_cmpuint (ledger->rows->len, ==, 0);
  g_assert_cmpint (office->money.original, ==, 237600000);
  g_assert_cmpint (office->money.executed, ==, SOTONG_NONE);
  g_assert_cmpint (ledger->total.original, ==, 280395000); /* which its parts do not reach */
  g_assert_cmpint (ledger->total.executed, ==, 262470000);
  g_assert_cmpint (ledger->total.remaining, ==, 17925000);
  g_assert_cmpint (ledger->total.rate, ==, 93);
  g_clear_pointer (&ledger, sotong_ledger_free);
  request.year = 2015; /* not settled */
  ledger = fixture_read (f, past_job, &request);
  g_assert_cmpint (ledger->total.original, ==, 161600000);
  g_assert_cmpint (ledger->total.executed, ==, SOTONG_NONE);
  g_clear_pointer (&ledger, sotong_ledger_free);
  request.year = 2012; /* settled, its parts not told */
  ledger = fixture_read (f, past_job, &request);
  g_assert_cmpint (ledger->total.available, ==, 543923000);
  g_assert_cmpint (((SotongLedgerRow *) g_ptr_array_index (ledger->accounts, 0))->money.original, ==, SOTONG_NONE);
}

static gpointer
other_years_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  static const struct {
    int         year;
    const char *account;
    gint64      amount;
  } lines[] = { { 2015, "사무관리비", 157600500 }, { 2015, "시책추진업무추진비", 4000000 }, { 2017, "사무관리비", 100000000 }, { 2017, "공공운영비", 5000000 } };
  gint64 id = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(SotongProgramme) programme = sotong_programme_new ();
      g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();

      programme->year = lines[i].year;
      programme->name = g_strdup ("소통");
      programme->starts_on = g_strdup_printf ("%d-01-01", programme->year);
      programme->ends_on = g_strdup_printf ("%d-12-31", programme->year);
      id = i % 2 == 0 ? sotong_programme_insert (db, programme, error) : id;
      line->programme_id = id;
      line->account_id = id != 0 ? sotong_budget_account_insert (db, id, "", lines[i].account, error) : 0;
      line->name = g_strdup (lines[i].account);
      line->amount = lines[i].amount;
      if (line->account_id == 0 || sotong_budget_line_insert (db, line, error) == 0)
        return NULL;
    }
  return data;
}

static const SotongBudgetTotal *
find_total (const SotongProgramme *programme,
            const char            *account,
            int                    year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);
      const char *name = "";

      for (guint k = 0; k < programme->accounts->len; k++)
        {
          const SotongBudgetAccount *known = g_ptr_array_index (programme->accounts, k);

          name = known->id == total->account_id ? known->name : name;
        }
      if (total->year == year && g_str_equal (name, account))
        return total;
    }
  g_assert_not_reached ();
}

/* A past year of which the statement says nothing is filled from its own ledger; where both say something the printed figure stays. */
static void
test_past_ledger (BudgetFixture *f,
                  gconstpointer  data)
{
  Request request = { 2017 };
  g_autoptr(SotongLedger) ledger = NULL;

  fixture_write (f, other_years_job, f);
  ledger = fixture_read (f, ledger_job, &request);
  g_assert_cmpuint (ledger->accounts->len, ==, 2);
  g_assert_cmpuint (ledger->programme->accounts->len, ==, 3);
  g_assert_cmpint (find_total (ledger->programme, "", 2016)->amount, ==, 418000000);
  g_assert_cmpint (find_total (ledger->programme, "사무관리비", 2016)->amount, ==, 414000000);
  g_assert_cmpint (find_total (ledger->programme, "공공운영비", 2016)->amount, ==, 0);         /* known: it had no line */
  g_assert_cmpint (find_total (ledger->programme, "시책추진업무추진비", 2016)->amount, ==, 4000000); /* which 2017 has no more */
  g_assert_cmpint (find_total (ledger->programme, "", 2015)->amount, ==, 161600500);
  g_assert_cmpuint (ledger->programme->settlements->len, ==, 2); /* 2013 and 2014, from the statement of 2016 */
  g_clear_pointer (&ledger, sotong_ledger_free);
  request.year = 2016;
  ledger = fixture_read (f, ledger_job, &request);
  g_assert_cmpint (find_total (ledger->programme, "", 2015)->amount, ==, 161600000);
  g_assert_cmpint (find_total (ledger->programme, "", 2015)->ledger, ==, 161600500);
  g_assert_true (sotong_budget_total_differs (ledger->programme, find_total (ledger->programme, "사무관리비", 2015)));
  g_assert_false (sotong_budget_total_differs (ledger->programme, find_total (ledger->programme, "시책추진업무추진비", 2015)));
  g_assert_cmpint (find_total (ledger->programme, "", 2014)->ledger, ==, SOTONG_NONE);
  g_clear_pointer (&ledger, sotong_ledger_free);
  request.year = 2014; /* the newest statement that knows of it is not the newest of all */
  ledger = fixture_read (f, past_job, &request);
  g_assert_cmpint (ledger->total.original, ==, 280395000);
}

static const SotongLedgerRow *
find (const SotongLedger *ledger,
      gint64              id)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      if (row->id == id)
        return row;
    }
  g_assert_not_reached ();
}

static void
test_source_document (BudgetFixture *f,
                      gconstpointer  data)
{
  Request request = { 2016 };
  g_autoptr(SotongLedger) ledger = fixture_read (f, ledger_job, &request);
  const SotongDemoProgramme *source = sotong_demo_programme_get ();

  g_assert_cmpuint (ledger->rows->len, ==, source->n_lines);
  for (gsize i = 0; i < source->n_lines; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, (guint) i);

      g_assert_cmpstr (row->name, ==, source->lines[i].name);
      g_assert_cmpint (row->amount, ==, source->lines[i].amount);
      g_assert_cmpint (row->money.original, ==, source->lines[i].amount);
      g_assert_cmpint (row->depth, ==, source->lines[i].parent != NULL ? 1 : 0);
      g_assert_cmpint (row->money.rate, ==, 0);
    }
  g_assert_cmpuint (ledger->accounts->len, ==, 2);
  g_assert_cmpint (((SotongLedgerRow *) g_ptr_array_index (ledger->accounts, 0))->money.available, ==, 414000000);
  g_assert_cmpint (((SotongLedgerRow *) g_ptr_array_index (ledger->accounts, 1))->money.available, ==, 4000000);
  g_assert_cmpint (ledger->total.available, ==, 418000000);
  g_assert_cmpint (ledger->total.remaining, ==, 418000000);
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  BudgetFixture *f = data;
  gint64 id = fixture_line (f, "sns-contents");
  SotongCommitment commitment = { id, 35000000, "2016-02-01" };
  SotongBudgetChange change = { id, "transfer", -4000000, "2016-03-01" };

  return sotong_commitment_insert (db, &commitment, error) != 0 && sotong_budget_change_insert (db, &change, error) != 0
         && sotong_carry_over_insert (db, id, "approved", 1000000, "계약 지연", error) != 0 ? f : NULL;
}

/* The two meanings of remaining stand apart, and the percentage is cut. */
static void
test_remaining (BudgetFixture *f,
                gconstpointer  data)
{
  Request request = { 0 };
  g_autoptr(SotongLedger) ledger = NULL;
  const SotongLedgerRow *row, *heading;

  fixture_write (f, move_job, f);
  fixture_pay (f, fixture_line (f, "sns-contents"), 11999999, "2016-05-01");
  ledger = fixture_read (f, ledger_job, &request);
  row = find (ledger, fixture_line (f, "sns-contents"));
  g_assert_cmpint (row->amount, ==, 40000000);
  g_assert_cmpint (row->money.changed, ==, -4000000);
  g_assert_cmpint (row->money.available, ==, 36000000);
  g_assert_cmpint (row->money.committed, ==, 35000000);
  g_assert_cmpint (row->money.executed, ==, 11999999);
  g_assert_cmpint (row->money.unspent, ==, 24000001);
  g_assert_cmpint (row->money.remaining, ==, 23000001);
  g_assert_cmpint (row->money.rate, ==, 33);
  heading = find (ledger, fixture_line (f, "sns"));
  g_assert_cmpint (heading->money.available, ==, 116000000);
  g_assert_cmpint (heading->money.remaining, ==, 103000001);
  g_assert_cmpint (ledger->total.available, ==, 414000000);
  g_assert_cmpint (ledger->total.remaining, ==, 414000000 - 11999999 - 1000000);
}

static void
test_range (BudgetFixture *f,
            gconstpointer  data)
{
  Request request = { 2016 };
  g_autoptr(SotongLedger) ledger = NULL;

  fixture_pay (f, fixture_line (f, "policy"), 100000, "2016-01-31");
  fixture_pay (f, fixture_line (f, "policy"), 200000, "2016-02-29");
  fixture_pay (f, fixture_line (f, "policy"), 400000, "2016-03-01");
  g_assert_true (sotong_time_parse_period ("2016-02", sotong_store_get_zone (f->store), &request.range, NULL));
  ledger = fixture_read (f, ledger_job, &request);
  g_assert_cmpint (ledger->total.executed, ==, 300000);
  g_assert_cmpint (ledger->total.executed_in_range, ==, 200000);
}

static void
test_no_year (BudgetFixture *f,
              gconstpointer  data)
{
  Request request = { 2015 };
  g_autoptr(GError) error = NULL;
  SotongLedger *ledger = sotong_store_read (f->store, ledger_job, &request, NULL, &error);

  g_assert_null (ledger);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static gpointer
large_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  BudgetFixture *f = data;

  return sotong_db_exec (db, error, "UPDATE budget_line SET amount = $1 WHERE id = $2", "ii", G_MAXINT64, fixture_line (f, "policy"))
         && sotong_db_exec (db, error, "UPDATE budget_line SET carried_in = 1 WHERE id = $1", "i", fixture_line (f, "policy")) ? f : NULL;
}

static void
test_too_large (BudgetFixture *f,
                gconstpointer  data)
{
  Request request = { 2016 };
  g_autoptr(GError) error = NULL;
  SotongLedger *ledger;

  fixture_write (f, large_job, f);
  ledger = sotong_store_read (f->store, ledger_job, &request, NULL, &error);
  g_assert_null (ledger);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
}

static void
test_arithmetic (void)
{
  SotongLedgerMoney nothing = { 0 };
  SotongLedgerMoney over = { .original = 100, .executed = 250 };
  SotongLedgerMoney below = { .original = 100, .changed = -300, .executed = 100 };
  SotongLedgerMoney edge = { .original = G_MAXINT64, .executed = G_MAXINT64 };
  SotongLedgerMoney wrap = { .original = G_MAXINT64, .carried_in = 1 };
  SotongLedgerMoney wrap_left = { .original = -2, .executed = G_MAXINT64 };

  g_assert_true (sotong_ledger_money_finish (&nothing));
  g_assert_cmpint (nothing.rate, ==, SOTONG_NONE);
  g_assert_true (sotong_ledger_money_finish (&over));
  g_assert_cmpint (over.remaining, ==, -150);
  g_assert_cmpint (over.rate, ==, 250);
  g_assert_true (sotong_ledger_money_finish (&below));
  g_assert_cmpint (below.rate, ==, -50);
  g_assert_true (sotong_ledger_money_finish (&edge));
  g_assert_cmpint (edge.rate, ==, 100);
  g_assert_cmpint (edge.remaining, ==, 0);
  g_assert_false (sotong_ledger_money_finish (&wrap));
  g_assert_false (sotong_ledger_money_finish (&wrap_left));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add ("/budget/ledger/" path, BudgetFixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("source-document", test_source_document);
  ADD ("past", test_past);
  ADD ("past-ledger", test_past_ledger);
  ADD ("remaining", test_remaining);
  ADD ("range", test_range);
  ADD ("no-year", test_no_year);
  ADD ("too-large", test_too_large);
#undef ADD
  g_test_add_func ("/budget/ledger/arithmetic", test_arithmetic);
  return g_test_run ();
}

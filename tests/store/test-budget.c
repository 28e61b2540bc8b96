/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-db-private.h"

static const SotongRange any = { 0, 0 };

static gpointer
programme_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_programme_get (db, GPOINTER_TO_INT (data), error);
}

static gpointer
lines_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_budget_lines (db, *(gint64 *) data, any, error);
}

static SotongBudgetLine *
find (GPtrArray *lines,
      gint64     id)
{
  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (line->id == id)
        return line;
    }
  g_assert_not_reached ();
}

static void
test_programme (BudgetFixture *f,
                gconstpointer  data)
{
  g_autoptr(SotongProgramme) p = fixture_read (f, programme_job, GINT_TO_POINTER (0));
  g_autoptr(SotongProgramme) none = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (p->year, ==, 2016);
  g_assert_cmpstr (p->department, ==, "뉴미디어담당관");
  g_assert_cmpuint (p->accounts->len, ==, 2);
  g_assert_cmpstr (((SotongBudgetAccount *) g_ptr_array_index (p->accounts, 0))->code, ==, "201-01");
  g_assert_cmpuint (p->totals->len, ==, 9);
  g_assert_cmpint (g_array_index (p->totals, SotongBudgetTotal, 0).account_id, ==, SOTONG_NONE);
  g_assert_cmpint (g_array_index (p->totals, SotongBudgetTotal, 0).amount, ==, 280395000);
  g_assert_cmpuint (p->settlements->len, ==, 3);
  g_assert_cmpint (g_array_index (p->settlements, SotongSettlement, 2).remaining, ==, 17925000);
  g_assert_cmpuint (p->steps->len, ==, 3);
  g_assert_cmpint (((SotongProgrammeStep *) g_ptr_array_index (p->steps, 0))->amount, ==, SOTONG_NONE);
  g_assert_cmpuint (p->results->len, ==, 3);
  none = sotong_store_read (f->store, programme_job, GINT_TO_POINTER (2015), NULL, &error);
  g_assert_null (none);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_no_programme (BudgetFixture *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gpointer p = sotong_store_read (f->store, programme_job, GINT_TO_POINTER (0), NULL, &error);

  g_assert_null (p);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_tree (BudgetFixture *f,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) lines = NULL;
  SotongBudgetLine *heading, *line;

  fixture_pay (f, fixture_line (f, "blog-posts"), 150000, "2016-02-03");
  fixture_pay (f, fixture_line (f, "joint-contents"), 300000, "2016-03-04");
  lines = fixture_read (f, lines_job, &f->programme_id);
  g_assert_cmpuint (lines->len, ==, 14);
  heading = find (lines, fixture_line (f, "blog"));
  g_assert_true (heading->is_heading);
  g_assert_cmpint (heading->depth, ==, 0);
  g_assert_cmpint (heading->amount, ==, 94000000);
  g_assert_cmpint (heading->parts, ==, 94000000);
  g_assert_cmpint (heading->executed, ==, 450000);
  line = find (lines, fixture_line (f, "blog-posts"));
  g_assert_false (line->is_heading);
  g_assert_cmpint (line->depth, ==, 1);
  g_assert_cmpint (line->executed, ==, 150000);
  g_assert_cmpint (line->parts, ==, line->amount);
  g_assert_cmpstr (line->account, ==, "사무관리비");
}

typedef struct {
  gint64      programme_id;
  SotongRange range;
} RangeRequest;

static gpointer
range_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const RangeRequest *request = data;

  return sotong_budget_lines (db, request->programme_id, request->range, error);
}

/* Paid on the last evening of February in Seoul, which is still February. */
static void
test_range (BudgetFixture *f,
            gconstpointer  data)
{
  gint64 id = fixture_line (f, "blog-posts");
  RangeRequest request = { f->programme_id };
  g_autoptr(GPtrArray) lines = NULL;

  fixture_pay (f, id, 1000, "2016-01-31");
  fixture_pay (f, id, 20000, "2016-02-01");
  fixture_pay (f, id, 300000, "2016-02-29");
  fixture_pay (f, id, 4000000, "2016-03-01");
  g_assert_true (sotong_time_parse_period ("2016-02", sotong_store_get_zone (f->store), &request.range, NULL));
  lines = fixture_read (f, range_job, &request);
  g_assert_cmpint (find (lines, id)->executed, ==, 321000);
  g_assert_cmpint (find (lines, id)->executed_in_range, ==, 320000);
}

static void
pay_and_fail (BudgetFixture *f,
              SotongPayment  payment,
              int            code,
              const char    *words)
{
  g_autoptr(GError) error = NULL;
  gpointer id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fixture_pay_job, &payment, NULL, &error);

  g_assert_null (id);
  g_assert_error (error, SOTONG_STORE_ERROR, code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
}

static void
test_overspending (BudgetFixture *f,
                   gconstpointer  data)
{
  gint64 id = fixture_line (f, "joint-contents"); /* 6,000,000 */

  fixture_pay (f, id, 5000000, "2016-02-01");
  pay_and_fail (f, fixture_payment (id, 1000001, "2016-02-02"), SOTONG_STORE_ERROR_INVALID, " 1 won");
  pay_and_fail (f, fixture_payment (id, 3234567, "2016-02-02"), SOTONG_STORE_ERROR_INVALID, "2,234,567 won");
  pay_and_fail (f, fixture_payment (id, G_MAXINT64, "2016-02-02"), SOTONG_STORE_ERROR_INVALID, NULL);
  fixture_pay (f, id, 1000000, "2016-02-02");
  pay_and_fail (f, fixture_payment (id, 1, "2016-02-03"), SOTONG_STORE_ERROR_INVALID, " 1 won");
  /* What came back can be paid again. */
  fixture_pay (f, id, -400000, "2016-02-04");
  fixture_pay (f, id, 400000, "2016-02-05");
}

static void
test_refused (BudgetFixture *f,
              gconstpointer  data)
{
  gint64 id = fixture_line (f, "joint-contents");

  pay_and_fail (f, fixture_payment (fixture_line (f, "blog"), 1000, "2016-02-01"), SOTONG_STORE_ERROR_INVALID, "heading");
  pay_and_fail (f, fixture_payment (99999, 1000, "2016-02-01"), SOTONG_STORE_ERROR_NOT_FOUND, NULL);
  pay_and_fail (f, fixture_payment (id, 0, "2016-02-01"), SOTONG_STORE_ERROR_INVALID, NULL);
  pay_and_fail (f, fixture_payment (id, SOTONG_NONE, "2016-02-01"), SOTONG_STORE_ERROR_INVALID, NULL);
  pay_and_fail (f, fixture_payment (id, 1000, "2016-02-30"), SOTONG_STORE_ERROR_INVALID, "2016-02-30");
  pay_and_fail (f, fixture_payment (id, 1000, NULL), SOTONG_STORE_ERROR_INVALID, NULL);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);
}

static gint64
executed (BudgetFixture *f,
          const char    *line)
{
  g_autoptr(GPtrArray) lines = fixture_read (f, lines_job, &f->programme_id);

  return find (lines, fixture_line (f, line))->executed;
}

static void
test_undo (BudgetFixture *f,
           gconstpointer  data)
{
  gint64 id = fixture_line (f, "joint-contents");

  fixture_pay (f, id, 6000000, "2016-02-01");
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  g_assert_cmpint (executed (f, "joint-contents"), ==, 0);
  sotong_change_info_free (fixture_write (f, undo_job, f));
  g_assert_cmpint (executed (f, "joint-contents"), ==, 6000000);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  /* What was taken back may be paid otherwise. */
  fixture_pay (f, id, 5999999, "2016-02-01");
  g_assert_cmpint (executed (f, "joint-contents"), ==, 5999999);
}

static gpointer
payments_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_payment_list (db, *(gint64 *) data, any, 2, error);
}

static void
test_payments (BudgetFixture *f,
               gconstpointer  data)
{
  gint64 id = fixture_line (f, "blog-posts");
  g_autoptr(GPtrArray) list = NULL;
  const SotongPayment *first;

  fixture_pay (f, id, 1000, "2016-01-31");
  fixture_pay (f, id, 3000, "2016-03-01T09:00");
  fixture_pay (f, id, 2000, "2016-02-29");
  fixture_pay (f, fixture_line (f, "policy"), 7000, "2016-05-05");
  list = fixture_read (f, payments_job, &id);
  g_assert_cmpuint (list->len, ==, 2);
  first = g_ptr_array_index (list, 0);
  g_assert_cmpint (first->amount, ==, 3000);
  g_assert_cmpstr (first->paid_on, ==, "2016-03-01");
  g_assert_cmpstr (first->content, ==, "");
  g_assert_cmpint (first->content_id, ==, SOTONG_NONE);
}

typedef struct {
  BudgetFixture *f;
  gint64         result;
} MoveJob;

static gpointer
moves_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  BudgetFixture *f = data;
  gint64 id = fixture_line (f, "joint-contents");
  SotongCommitment commitment = { id, 5000000, "2016-02-01", "거래처" };
  SotongBudgetChange more = { id, "supplementary", 1000000, "2016-07-01", "추경-1", "확대" };
  SotongBudgetChange less = { id, "transfer", -7000001, "2016-08-01" };
  GError *local = NULL;

  g_assert_cmpint (sotong_commitment_insert (db, &commitment, error), >, 0);
  g_assert_cmpint (sotong_commitment_insert (db, &commitment, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (local->message, "4,000,000 won"));
  g_clear_error (&local);
  g_assert_cmpint (sotong_budget_change_insert (db, &more, error), >, 0);
  g_assert_cmpint (sotong_budget_change_insert (db, &less, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  /* In its year's reports a change of another year's day would be missing. */
  more.decided_on = "2017-01-01";
  g_assert_cmpint (sotong_budget_change_insert (db, &more, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (local->message, "2017-01-01"));
  g_clear_error (&local);
  more.decided_on = "2016-07-01";
  more.amount = G_MAXINT64;
  g_assert_cmpint (sotong_budget_change_insert (db, &more, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "approved", 2000000, NULL, error), >, 0);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 5000001, NULL, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 0, NULL, &local), ==, 0);
  g_clear_error (&local);
  return f;
}

/* By accident goes over what is committed and not paid, once; more on another ground that the law has. */
static gpointer
accident_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  BudgetFixture *f = data;
  gint64 id = fixture_line (f, "sns-contents");
  SotongCommitment commitment = { id, 5000000, "2016-02-01", "거래처" };
  SotongPayment paid = fixture_payment (id, 1000000, "2016-03-01"), direct = fixture_payment (id, 4500000, "2016-03-02");
  GError *local = NULL;

  g_assert_cmpint (sotong_commitment_insert (db, &commitment, error), >, 0);
  g_assert_cmpint (sotong_payment_draw (db, &paid, error), >, 0);
  g_assert_cmpint (sotong_payment_draw (db, &direct, error), >, 0); /* which no commitment has left */
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 4000001, "납품 지연", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (local->message, "4,000,000 won are committed"));
  g_assert_nonnull (strstr (local->message, "(사고이월): 1 won are missing"));
  g_clear_error (&local);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 3000000, "납품 지연", error), >, 0);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 1000001, "납품 지연", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "accident", 1000001, "그 부대 경비", error), >, 0);
  g_assert_cmpint (sotong_carry_over_insert (db, id, "approved", 1000001, "의회 승인", error), >, 0);
  return f;
}

static void
test_accident (BudgetFixture *f,
               gconstpointer  data)
{
  fixture_write (f, accident_job, f);
}

#define UNPAID "(c.amount - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0))"

/* Payments one by one, each held against a look at all commitments: the oldest of which so much is unpaid. */
static gpointer
run_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  BudgetFixture *f = data;
  gint64 id = fixture_line (f, "sns-contents");
  g_autoptr(SotongBudgetRun) run = sotong_budget_run_new (db);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  gint64 last = SOTONG_NONE;

  for (int i = 0; i < 37; i++)
    {
      g_autofree char *day = g_strdup_printf ("2016-02-%02d", g_rand_int_range (rand, 1, 29));
      SotongCommitment commitment = { id, g_rand_int_range (rand, 1, 9) * 1000, day };

      g_assert_cmpint (sotong_budget_run_commit (run, &commitment, error), >, 0);
    }
  for (int i = 0; i < 200; i++)
    {
      SotongPayment payment = fixture_payment (id, g_rand_int_range (rand, 1, 9) * 500, "2016-05-01");
      gint64 expected = last, taken = SOTONG_NONE, paid;

      if (i % 10 == 9)
        payment.amount = -500; /* came back, of the last payment */
      else if (!sotong_db_get_int (db, &expected, NULL, "SELECT c.id FROM commitment AS c WHERE c.line_id = $1 AND " UNPAID " >= $2"
                                   " ORDER BY c.committed_on, c.id LIMIT 1", "ii", id, payment.amount))
        expected = SOTONG_NONE;
      paid = sotong_budget_run_pay (run, &payment, error);
      g_assert_cmpint (paid, >, 0);
      g_assert_true (sotong_db_get_int (db, &taken, error, "SELECT commitment_id FROM payment WHERE id = $1", "i", paid));
      g_assert_cmpint (taken, ==, expected);
      last = taken;
    }
  return f;
}

/* No more goes back to a contract than was paid of it: the rest is of what was paid without one. */
static gpointer
run_back_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  BudgetFixture *f = data;
  gint64 id = fixture_line (f, "sns-contents");
  g_autoptr(SotongBudgetRun) run = sotong_budget_run_new (db);
  SotongCommitment first = { id, 1000, "2016-02-01" }, second = { id, 700, "2016-02-02" };
  gint64 contracts[] = { sotong_budget_run_commit (run, &first, error), sotong_budget_run_commit (run, &second, error) };
  static const struct {
    gint64      amount;
    const char *document;
    int         of; /* the contract that it is paid of or comes back to; -1: none */
  } rows[] = {
    { 600, "가", 0 }, { 400, "가", 0 }, { 700, "나", 1 }, { 300, "다", -1 },
    { -1000, "가", 0 },  /* two payments together */
    { -400, "", 1 },     /* the last one is of less */
    { -300, "", -1 }, { -300, "", 1 }, { 1000, "라", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SotongPayment payment = fixture_payment (id, rows[i].amount, "2016-05-01");
      gint64 taken = SOTONG_NONE, paid;

      payment.document_number = (char *) rows[i].document;
      paid = sotong_budget_run_pay (run, &payment, error);
      g_assert_cmpint (paid, >, 0);
      if (!sotong_db_get_int (db, &taken, NULL, "SELECT commitment_id FROM payment WHERE id = $1 AND commitment_id IS NOT NULL", "i", paid))
        taken = SOTONG_NONE;
      g_assert_cmpint (taken, ==, rows[i].of < 0 ? SOTONG_NONE : contracts[rows[i].of]);
    }
  return f;
}

static gpointer
run_over_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  BudgetFixture *f = data;
  g_autoptr(SotongBudgetRun) run = sotong_budget_run_new (db);
  SotongPayment payment = fixture_payment (fixture_line (f, "joint-contents"), 3000000, "2016-05-01");
  GError *local = NULL;

  g_assert_cmpint (sotong_budget_run_pay (run, &payment, error), >, 0);
  g_assert_cmpint (sotong_budget_run_pay (run, &payment, error), >, 0);
  g_assert_cmpint (sotong_budget_run_pay (run, &payment, &local), ==, 0); /* what it knows of the line is what the two left */
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (local->message, "3,000,000 won are missing"));
  g_clear_error (&local);
  payment.line_id = fixture_line (f, "blog");
  g_assert_cmpint (sotong_budget_run_pay (run, &payment, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID); /* a heading */
  g_clear_error (&local);
  return f;
}

static void
test_run (BudgetFixture *f,
          gconstpointer  data)
{
  fixture_write (f, run_back_job, f);
  fixture_write (f, run_job, f);
  fixture_write (f, run_over_job, f);
  g_assert_cmpint (executed (f, "joint-contents"), ==, 6000000);
}

static void
check_committed (BudgetFixture *f,
                 gint64         committed,
                 gint64         direct)
{
  g_autoptr(GPtrArray) lines = fixture_read (f, lines_job, &f->programme_id);
  const SotongBudgetLine *line = find (lines, fixture_line (f, "joint-contents"));

  g_assert_cmpint (line->committed, ==, committed);
  g_assert_cmpint (line->direct, ==, direct);
}

/* A payment draws on what is committed; what no commitment covers is committed by being paid. */
static gpointer
commit_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  BudgetFixture *f = data;
  SotongCommitment commitment = { fixture_line (f, "joint-contents"), 1000000, "2016-02-01" };

  return sotong_commitment_insert (db, &commitment, error) != 0 ? f : NULL;
}

static void
test_committed (BudgetFixture *f,
                gconstpointer  data)
{
  gint64 id = fixture_line (f, "joint-contents");

  fixture_write (f, commit_job, f);
  check_committed (f, 1000000, 0);
  fixture_pay (f, id, 600000, "2016-03-01");
  check_committed (f, 1000000, 0);
  fixture_pay (f, id, 500000, "2016-03-02");
  check_committed (f, 1500000, 500000);
  fixture_pay (f, id, 400000, "2016-03-03");
  check_committed (f, 1500000, 500000);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  check_committed (f, 1000000, 0);
  sotong_change_info_free (fixture_write (f, undo_job, f));
  check_committed (f, 1500000, 500000);
}

static void
test_moves (BudgetFixture *f,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) lines = NULL;
  SotongBudgetLine *line;

  fixture_write (f, moves_job, f);
  lines = fixture_read (f, lines_job, &f->programme_id);
  line = find (lines, fixture_line (f, "joint-contents"));
  g_assert_cmpint (line->amount, ==, 6000000);
  g_assert_cmpint (line->changed, ==, 1000000);
  g_assert_cmpint (line->committed, ==, 5000000);
  g_assert_cmpint (line->carried_out, ==, 2000000);
  /* 6 + 1 - 2 million may be paid. */
  pay_and_fail (f, fixture_payment (line->id, 5000001, "2016-09-01"), SOTONG_STORE_ERROR_INVALID, " 1 won");
  fixture_pay (f, line->id, 4500000, "2016-09-01");
  fixture_pay (f, line->id, 500000, "2016-09-02");
  check_committed (f, 5000000, 0);
}

/* Amounts at the edges of 64 bits neither wrap nor pass. */
static gpointer
edges_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  BudgetFixture *f = data;
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
  SotongPayment payment;
  g_autoptr(GPtrArray) lines = NULL;
  GError *local = NULL;

  line->programme_id = f->programme_id;
  line->account_id = f->account_id;
  line->parent_id = fixture_line (f, "blog");
  line->name = g_strdup ("끝");
  line->amount = G_MAXINT64;
  line->id = sotong_budget_line_insert (db, line, error);
  g_assert_cmpint (line->id, >, 0);
  payment = fixture_payment (line->id, G_MAXINT64, "2016-02-01");
  g_assert_cmpint (sotong_payment_insert (db, &payment, error), >, 0);
  payment.amount = 1;
  g_assert_cmpint (sotong_payment_insert (db, &payment, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  lines = sotong_budget_lines (db, f->programme_id, any, &local);
  g_assert_null (lines);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (local->message, "시대표 블로그"));
  g_clear_error (&local);
  line->carried_in = 1;
  line->id = sotong_budget_line_insert (db, line, error);
  payment.line_id = line->id;
  g_assert_cmpint (sotong_payment_insert (db, &payment, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  return f;
}

static void
test_edges (BudgetFixture *f,
            gconstpointer  data)
{
  fixture_write (f, edges_job, f);
}

static gpointer
settlements_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  BudgetFixture *f = data;
  const SotongSettlement bad[] = {
    { 2010, 100, 0, 0, 99, 0, 0, 99 },
    { 2010, 100, 10, -5, 105, 50, 5, 49 },
    { 2010, G_MAXINT64, 1, 0, G_MININT64, 0, 0, G_MININT64 },
    { 2010, 0, 0, 0, 0, G_MININT64, 0, 0 },
    { 2010, G_MININT64, 0, 0, G_MININT64, 1, 0, G_MAXINT64 },
  };
  const SotongSettlement good = { 2011, 100, 10, -5, 105, 50, 5, 50 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) local = NULL;

      g_assert_false (sotong_settlement_insert (db, f->programme_id, &bad[i], &local));
      g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
    }
  g_assert_true (sotong_settlement_insert (db, f->programme_id, &good, error));
  return f;
}

static void
test_settlements (BudgetFixture *f,
                  gconstpointer  data)
{
  fixture_write (f, settlements_job, f);
}

static gpointer
bad_lines_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  BudgetFixture *f = data;
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
  g_autofree char *numbers = NULL;
  GError *local = NULL;
  gint64 second;

  line->programme_id = f->programme_id;
  line->account_id = f->account_id;
  line->name = g_strdup (" ");
  g_assert_cmpint (sotong_budget_line_insert (db, line, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  g_free (line->name);
  line->name = g_strdup ("줄");
  line->account_id = 4711;
  g_assert_cmpint (sotong_budget_line_insert (db, line, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  line->account_id = f->account_id;
  line->parent_id = 4711;
  g_assert_cmpint (sotong_budget_line_insert (db, line, &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&local);
  /* A line's number is stronger than a name, and a line than a heading of its name. */
  g_assert_cmpint (sotong_budget_line_find (db, "블로그 운영 및 관리", error), ==, fixture_line (f, "blog-posts"));
  g_assert_cmpint (sotong_budget_line_find (db, "2", error), ==, 2);
  /* Two lines of one name: neither is chosen, and both are named, unless the account says which is meant. */
  g_free (line->name);
  line->name = g_strdup ("모바일 반응형 웹 콘텐츠 개발");
  line->parent_id = fixture_line (f, "sns");
  second = sotong_budget_line_insert (db, line, error);
  g_assert_cmpint (second, >, 0);
  g_assert_cmpint (sotong_budget_line_find (db, "모바일 반응형 웹 콘텐츠 개발", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  numbers = g_strdup_printf ("%" G_GINT64_FORMAT " (시대표 블로그 운영 및 행사), %" G_GINT64_FORMAT " (시대표SNS운영)", fixture_line (f, "mobile-web"), second);
  g_assert_nonnull (strstr (local->message, numbers));
  g_clear_error (&local);
  g_assert_true (sotong_db_exec (db, error, "UPDATE budget_line SET account_id = (SELECT max(id) FROM budget_account) WHERE id = $1", "i", second));
  g_assert_cmpint (sotong_budget_line_find_of (db, "모바일 반응형 웹 콘텐츠 개발", "시책추진업무추진비", NULL, 2016, error), ==, second);
  g_assert_cmpint (sotong_budget_line_find_of (db, "모바일 반응형 웹 콘텐츠 개발", "사무관리비", "", 2016, error), ==, fixture_line (f, "mobile-web"));
  g_assert_cmpint (sotong_budget_line_find_of (db, "모바일 반응형 웹 콘텐츠 개발", "없는 과목", NULL, 2016, NULL), ==, 0);
  g_assert_cmpint (sotong_budget_line_find (db, "없는 줄", &local), ==, 0);
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  return f;
}

static void
test_lines (BudgetFixture *f,
            gconstpointer  data)
{
  fixture_write (f, bad_lines_job, f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, set_up, test) g_test_add ("/store/budget/" path, BudgetFixture, NULL, set_up, test, fixture_tear_down)
  ADD ("programme", fixture_set_up, test_programme);
  ADD ("no-programme", fixture_set_up_empty, test_no_programme);
  ADD ("tree", fixture_set_up, test_tree);
  ADD ("range", fixture_set_up, test_range);
  ADD ("overspending", fixture_set_up, test_overspending);
  ADD ("refused", fixture_set_up, test_refused);
  ADD ("undo", fixture_set_up, test_undo);
  ADD ("payments", fixture_set_up, test_payments);
  ADD ("moves", fixture_set_up, test_moves);
  ADD ("accident", fixture_set_up, test_accident);
  ADD ("run", fixture_set_up, test_run);
  ADD ("committed", fixture_set_up, test_committed);
  ADD ("edges", fixture_set_up, test_edges);
  ADD ("settlements", fixture_set_up, test_settlements);
  ADD ("lines", fixture_set_up, test_lines);
#undef ADD
  return g_test_run ();
}

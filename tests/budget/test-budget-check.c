/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "budget/sotong-budget-check.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-db-private.h"
#include "store/sotong-undo.h"

typedef struct {
  int        year;
  GPtrArray *findings;
} Request;

static gpointer
check_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Request *request = data;

  return sotong_budget_check (db, request->year, request->findings, error) ? request : NULL;
}

static GPtrArray *
check (BudgetFixture *f)
{
  Request request = { 0, sotong_findings_new () };

  fixture_read (f, check_job, &request);
  return request.findings;
}

/* What the source document leaves unsaid of 2014 is a note, and the only one. */
static void
test_source_document (BudgetFixture *f,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = check (f);
  const SotongFinding *finding;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_true (finding->is_note);
  g_assert_cmpstr (finding->kind, ==, "total");
  g_assert_nonnull (strstr (finding->message, "2014"));
  g_assert_nonnull (strstr (finding->message, "280,395"));
  g_assert_nonnull (strstr (finding->message, "241,600"));
  g_assert_nonnull (strstr (finding->message, "38,795"));
}

static gpointer
check_past_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GPtrArray) findings = sotong_findings_new ();
  g_autoptr(GError) local = NULL;

  for (int year = 2012; year <= 2016; year++)
    {
      g_assert_true (sotong_budget_check (db, year, findings, error));
      g_assert_cmpuint (findings->len, ==, 1);
      g_ptr_array_set_size (findings, 0);
    }
  g_assert_false (sotong_budget_check (db, 2011, findings, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  return data;
}

/* A year that has no budget of its own is checked by the statement that tells of it. */
static void
test_past_years (BudgetFixture *f,
                 gconstpointer  data)
{
  fixture_read (f, check_past_job, f);
}

typedef struct {
  BudgetFixture *f;
  const char    *sql;
  const char    *line;   /* (nullable): whose id is $1 */
} Break;

static gpointer
break_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Break *b = data;

  return sotong_db_exec (db, error, b->sql, b->line != NULL ? "i" : "", b->line != NULL ? fixture_line (b->f, b->line) : 0) ? data : NULL;
}

typedef struct {
  const char *sql;
  const char *line;
  const char *kind;
  gboolean    is_note;
  const char *words;
} Case;

static const Case cases[] = {
  { "UPDATE settlement SET available = available + 1 WHERE year = 2012", NULL, "settlement", FALSE, "543,923,001 won" },
  { "UPDATE settlement SET remaining = 0 WHERE year = 2013", NULL, "settlement", FALSE, "2013" },
  { "UPDATE settlement SET original = -9223372036854775807, carried_in = -9223372036854775807 WHERE year = 2012", NULL, "settlement", FALSE, "2012" },
  { "UPDATE settlement SET carried_out = 8000, remaining = remaining - 8000 WHERE year = 2012", NULL, "settlement", TRUE, "8 thousand won" },
  { "UPDATE settlement SET original = original + 1000, carried_in = -1000 WHERE year = 2014", NULL, "settlement", TRUE, "280,396 thousand won" },
  { "UPDATE budget_line SET amount = 95000000 WHERE id = $1", "blog", "heading", FALSE, "94,000 thousand won" },
  { "UPDATE budget_line SET formula = '150,000원*501건' WHERE id = $1", "blog-posts", "formula", FALSE, "75,150 thousand won" },
  { "UPDATE budget_line SET formula = '적당히' WHERE id = $1", "blog-posts", "formula", TRUE, "적당히" },
  { "UPDATE budget_line SET formula = '9,223,372,036,854,775,807원*2회' WHERE id = $1", "blog-posts", "formula", FALSE, "블로그 운영 및 관리" },
  { "UPDATE budget_line SET amount = 4001000, formula = '' WHERE id = $1", "policy", "total", FALSE, "4,001 thousand won" },
  { "UPDATE budget_total SET amount = 418000001 WHERE account_id IS NULL AND year = 2016", NULL, "total", FALSE, "418,000,001 won" },
  { "INSERT INTO payment (line_id, amount, paid_on) VALUES ($1, 6000500, '2016-02-01')", "joint-contents", "spending", FALSE, "500 won" },
  { "INSERT INTO carry_over (line_id, kind, amount) VALUES ($1, 'approved', 7000000)", "joint-contents", "spending", FALSE, "1,000 thousand won" },
  { "INSERT INTO commitment (line_id, amount, committed_on) VALUES ($1, 6001000, '2016-02-01')", "joint-contents", "spending", FALSE,
    "1 thousand won" },
  { "INSERT INTO carry_over (line_id, kind, amount, reason) VALUES ($1, 'accident', 5000001, '납기')", "joint-contents", "spending", FALSE, "5,000,001 won go over" },
  { "UPDATE budget_line SET amount = 9223372036854775807 WHERE id = $1", "blog-posts", "spending", FALSE, "digit too many" },
};

static void
test_broken (BudgetFixture *f,
             gconstpointer  data)
{
  const Case *c = data;
  Break b = { f, c->sql, c->line };
  g_autoptr(GPtrArray) findings = NULL;
  gboolean found = FALSE;

  fixture_write (f, break_job, &b);
  findings = check (f);
  for (guint i = 0; i < findings->len; i++)
    {
      const SotongFinding *finding = g_ptr_array_index (findings, i);

      found = found || (g_str_equal (finding->kind, c->kind) && finding->is_note == c->is_note && strstr (finding->message, c->words) != NULL);
    }
  g_assert_true (found);
}

/* A content of a line, with what it cost in the end. */
static gpointer
content_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  BudgetFixture *f = data;
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id;

  content->title = g_strdup ("동네 소식");
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("글");
  content->line_id = fixture_line (f, "blog-posts");
  content->cost_final = 150000;
  id = sotong_content_insert (db, content, error);
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
pay_content (BudgetFixture *f,
             gint64         content,
             const char    *line,
             gint64         amount)
{
  SotongPayment payment = fixture_payment (fixture_line (f, line), amount, "2016-02-01");
  g_autofree gint64 *id = NULL;

  payment.content_id = content;
  id = fixture_write (f, fixture_pay_job, &payment);
}

static guint
count (GPtrArray  *findings,
       const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (((SotongFinding *) g_ptr_array_index (findings, i))->kind, kind);
  return n;
}

static void
test_contents (BudgetFixture *f,
               gconstpointer  data)
{
  g_autofree gint64 *content = fixture_write (f, content_job, f);
  Break removed = { f, "UPDATE content SET removed_at = 1", NULL };
  GPtrArray *findings;

  pay_content (f, *content, "blog-posts", 100000);
  findings = check (f);
  g_assert_cmpuint (count (findings, "payment"), ==, 1);
  g_ptr_array_unref (findings);
  pay_content (f, *content, "blog-posts", 50000);
  findings = check (f);
  g_assert_cmpuint (count (findings, "payment"), ==, 0);
  g_ptr_array_unref (findings);
  pay_content (f, *content, "joint-contents", 1000);
  findings = check (f);
  g_assert_cmpuint (count (findings, "payment"), ==, 2); /* another line, and too much in all */
  g_ptr_array_unref (findings);
  fixture_write (f, break_job, &removed);
  findings = check (f);
  g_assert_cmpuint (count (findings, "payment"), ==, 3);
  g_ptr_array_unref (findings);
}

typedef struct {
  gint64 content;
  gint64 won;
} Cost;

static gpointer
cost_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Cost *cost = data;

  return sotong_content_set_final_cost (db, cost->content, cost->won, error) ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChangeInfo) info = data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);

  return info != NULL ? GINT_TO_POINTER (1) : NULL;
}

static gpointer
stored_cost_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  return content != NULL ? g_memdup2 (&content->cost_final, sizeof content->cost_final) : NULL;
}

static void
assert_cost (BudgetFixture *f,
             gint64         content,
             gint64         won)
{
  g_autofree gint64 *stored = fixture_read (f, stored_cost_job, &content);

  g_assert_cmpint (*stored, ==, won);
}

/* What a content cost in the end is what the ledger paid for it, where it did; to write the same again is no step. */
static void
test_final_cost (BudgetFixture *f,
                 gconstpointer  data)
{
  g_autofree gint64 *content = fixture_write (f, content_job, f);
  Cost cost = { *content, 200000 };
  g_autoptr(GError) error = NULL;

  fixture_write (f, cost_job, &cost);
  fixture_write (f, cost_job, &cost);
  fixture_write (f, undo_job, NULL);
  assert_cost (f, *content, 150000);
  fixture_write (f, undo_job, f);
  assert_cost (f, *content, 200000);
  pay_content (f, *content, "blog-posts", 100000);
  cost.won = 120000;
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, cost_job, &cost, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "100,000"));
  assert_cost (f, *content, 200000);
  cost.won = 100000;
  fixture_write (f, cost_job, &cost);
  assert_cost (f, *content, 100000);
}

static void
test_years (BudgetFixture *f,
            gconstpointer  data)
{
  Request request = { 1999, sotong_findings_new () };
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_read (f->store, check_job, &request, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_ptr_array_unref (request.findings);
}

static void
test_empty (BudgetFixture *f,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = check (f);

  g_assert_cmpuint (findings->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/budget/check/source-document", BudgetFixture, NULL, fixture_set_up, test_source_document, fixture_tear_down);
  g_test_add ("/budget/check/past-years", BudgetFixture, NULL, fixture_set_up, test_past_years, fixture_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/budget/check/broken/%s-%u", cases[i].kind, (guint) i);

      g_test_add (path, BudgetFixture, &cases[i], fixture_set_up, test_broken, fixture_tear_down);
    }
  g_test_add ("/budget/check/contents", BudgetFixture, NULL, fixture_set_up, test_contents, fixture_tear_down);
  g_test_add ("/budget/check/final-cost", BudgetFixture, NULL, fixture_set_up, test_final_cost, fixture_tear_down);
  g_test_add ("/budget/check/no-year", BudgetFixture, NULL, fixture_set_up, test_years, fixture_tear_down);
  g_test_add ("/budget/check/empty", BudgetFixture, NULL, fixture_set_up_empty, test_empty, fixture_tear_down);
  return g_test_run ();
}

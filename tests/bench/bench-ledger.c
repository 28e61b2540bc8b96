/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger of many executions: its totals, beside a bare sum of the same rows; what holds every figure against the others, at half and at
 * all of them; and an extract with as many rows held against it. Times are of the processor: all is read from memory.
 * bench-ledger [EXECUTIONS] */
#include "config.h"

#include <stdlib.h>

#include "bench-mentions.h"
#include "budget/budget-fixture.h"
#include "budget/sotong-budget-check.h"
#include "budget/sotong-ledger.h"
#include "exchange/sotong-ledger-import.h"
#include "store/sotong-db-private.h"

#define ROUNDS     9
#define PART       4     /* of the extracts that are imported: the first has 1/PART of the second's rows */
#define N_IMPORTED 4000

typedef struct {
  gint64      from;
  gint64      to;
} Rows;

/* Executions of 300 won over all lines that are no headings, every tenth of them for a content. */
static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Rows *rows = data;

  return sotong_db_exec (db, error, "INSERT INTO content (id, uuid, title, type_id, cost_final, created_at, updated_at)"
                         " WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)"
                         " SELECT i + 1, 'bench-' || i, '이웃 이야기 ' || i, (SELECT min(id) FROM content_type), 300, 0, 0 FROM n WHERE i % 10 = 0",
                         "ii", rows->from, rows->to)
         && sotong_db_exec (db, error, "WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2),"
                            " leaf (id, k) AS (SELECT l.id, row_number () OVER (ORDER BY l.id) - 1 FROM budget_line AS l"
                            "  WHERE NOT EXISTS (SELECT 1 FROM budget_line AS c WHERE c.parent_id = l.id))"
                            " INSERT INTO payment (line_id, content_id, amount, paid_on, payee, description, document_number)"
                            " SELECT leaf.id, CASE WHEN i % 10 = 0 THEN i + 1 END, 300, date ('2016-01-04', (i % 280) || ' days'), '필진', '원고료', '지출-' || i"
                            " FROM n JOIN leaf ON leaf.k = n.i % (SELECT count(*) FROM leaf)", "ii", rows->from, rows->to)
           ? data : NULL;
}

/* ---- what is measured ---- */

static gboolean
totals (SotongDb  *db,
        GError   **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, 2016, any, error);

  return ledger != NULL;
}

static gboolean
totals_of_month (SotongDb  *db,
                 GError   **error)
{
  SotongRange october = { G_GINT64_CONSTANT (1475247600), G_GINT64_CONSTANT (1477926000) };
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, 2016, october, error);

  return ledger != NULL;
}

static gboolean
bare_sum (SotongDb  *db,
          GError   **error)
{
  gint64 sum;

  return sotong_db_get_int (db, &sum, error, "SELECT sum(amount) FROM payment WHERE removed_at IS NULL", "");
}

static gboolean
check (SotongDb  *db,
       GError   **error)
{
  g_autoptr(GPtrArray) findings = sotong_findings_new ();

  return sotong_budget_check (db, 2016, findings, error);
}

typedef struct {
  gboolean (*func) (SotongDb  *db,
                    GError   **error);
  int      rounds;
  double   ms;
} Measure;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gpointer
measure_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Measure *measure = data;
  double times[ROUNDS];

  if (!measure->func (db, error))
    return NULL;
  for (int i = 0; i < measure->rounds; i++)
    {
      double start = cpu_s ();

      if (!measure->func (db, error))
        return NULL;
      times[i] = (cpu_s () - start) * 1e3;
    }
  qsort (times, (gsize) measure->rounds, sizeof *times, compare_doubles);
  measure->ms = times[measure->rounds / 2];
  return data;
}

static double
median_ms (BudgetFixture *f,
           gboolean     (*func) (SotongDb  *db,
                                 GError   **error))
{
  Measure measure = { func, ROUNDS, 0 };

  fixture_read (f, measure_job, &measure);
  return measure.ms;
}

/* ---- extracts ---- */

/* As many rows as the ledger has, as it has them, but the first. */
static void
write_extract (BudgetFixture *f,
               const char    *path,
               gint64         first,
               gint64         end,
               const char    *document)
{
  const SotongDemoProgramme *source = sotong_demo_programme_get ();
  g_autoptr(GPtrArray) leaves = g_ptr_array_new ();
  FILE *out = fopen (path, "w");

  for (gsize i = 0; i < source->n_lines; i++)
    {
      gboolean heading = FALSE;

      for (gsize k = 0; k < source->n_lines; k++)
        heading = heading || g_strcmp0 (source->lines[k].parent, source->lines[i].id) == 0;
      if (!heading)
        g_ptr_array_add (leaves, (gpointer) &source->lines[i]);
    }
  fputs ("line,date,amount,document\n", out);
  for (gint64 i = first; i < end; i++)
    {
      const SotongDemoLine *line = g_ptr_array_index (leaves, (guint) (i % leaves->len));
      g_autoptr(GDateTime) start = g_date_time_new_utc (2016, 1, 4, 0, 0, 0);
      g_autoptr(GDateTime) day = g_date_time_add_days (start, (int) (i % 280));
      g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

      fprintf (out, "%" G_GINT64_FORMAT ",%s,300,%s-%" G_GINT64_FORMAT "\n", fixture_line (f, line->id), text, document, i);
    }
  fclose (out);
}

static double
reconcile_ms (BudgetFixture *f,
              const char    *path,
              guint         *out_n)
{
  g_auto(SotongLedgerImport) import = { .path = path, .year = 2016 };
  double start = cpu_s ();

  fixture_read (f, sotong_ledger_reconcile_job, &import);
  *out_n = import.differences->len;
  return (cpu_s () - start) * 1e3;
}

static double
import_ms (BudgetFixture *f,
           const char    *path,
           gint64        *out_n)
{
  g_auto(SotongLedgerImport) import = { .path = path, .year = 2016 };
  double start = cpu_s ();

  fixture_write (f, sotong_ledger_import_job, &import);
  *out_n = import.n_added;
  return (cpu_s () - start) * 1e3;
}

static void
compare_extracts (BudgetFixture *f,
                  gint64         n)
{
  g_autofree char *path = g_build_filename (f->folder, "extract.csv", NULL);
  guint same, other;
  double agreed, differing;

  write_extract (f, path, 0, n, "지출");
  agreed = reconcile_ms (f, path, &same);
  write_extract (f, path, 0, n, "결의");
  differing = reconcile_ms (f, path, &other);
  printf ("an extract of %" G_GINT64_FORMAT " rows held against it: %.0f ms with %u differences, %.0f ms with %u\n", n, agreed, same, differing, other);
}

static void
import_extracts (BudgetFixture *f,
                 gint64         n)
{
  g_autofree char *path = g_build_filename (f->folder, "import.csv", NULL);
  gint64 few, many;
  double ms_few, ms_many;

  write_extract (f, path, n, n + N_IMPORTED / PART, "새");
  ms_few = import_ms (f, path, &few);
  write_extract (f, path, n, n + N_IMPORTED, "또");
  ms_many = import_ms (f, path, &many);
  printf ("imported into it: %" G_GINT64_FORMAT " rows in %.0f ms, %" G_GINT64_FORMAT " in %.0f ms\n", few, ms_few, many, ms_many);
}

int
main (int    argc,
      char **argv)
{
  gint64 n = argc > 1 ? atoi (argv[1]) : 100000;
  Rows half = { 0, n / 2 }, rest = { n / 2, n };
  BudgetFixture f = { 0 };
  double check_half, bare, all, month, check_all;

  setvbuf (stdout, NULL, _IOLBF, 0);
  fixture_set_up (&f, NULL);
  fixture_write (&f, fill_job, &half);
  check_half = median_ms (&f, check);
  fixture_write (&f, fill_job, &rest);
  bare = median_ms (&f, bare_sum);
  all = median_ms (&f, totals);
  month = median_ms (&f, totals_of_month);
  check_all = median_ms (&f, check);
  printf ("%" G_GINT64_FORMAT " executions\n", n);
  printf ("totals: %.1f ms, to the end of a month %.1f ms; a bare sum of the same rows %.1f ms (%.1f x)\n", all, month, bare, all / bare);
  printf ("check: %.1f ms; of half as many %.1f ms (%.2f x)\n", check_all, check_half, check_all / check_half);
  compare_extracts (&f, n);
  import_extracts (&f, n);
  fixture_tear_down (&f, NULL);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "budget/budget-fixture.h"

typedef struct {
  int       status;
  char     *out;
  char     *err;
  JsonNode *json;   /* (nullable) */
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
  g_clear_pointer (&run->json, json_node_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Runs sotongctl in the fixture's folder; words are separated by “|”. */
static Run
run (BudgetFixture *f,
     const char    *words)
{
  g_autofree char *command = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "sotongctl", NULL);
  g_autofree char *program = g_canonicalize_filename (command, NULL);
  g_autofree char *line = g_strdup_printf ("%s|--workspace|%s|--now|2016-10-14T10:00|%s", program, f->path, words);
  g_auto(GStrv) argv = g_strsplit (line, "|", -1);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  Run result = { 0 };

  g_subprocess_launcher_set_cwd (launcher, f->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  if (strstr (words, "--json") != NULL && result.out[0] == '{')
    {
      result.json = json_from_string (result.out, &error);
      g_assert_no_error (error);
    }
  return result;
}

static void
expect (BudgetFixture *f,
        const char    *words,
        int            status,
        const char    *on_stderr)
{
  g_auto(Run) result = run (f, words);

  if (result.status != status)
    g_printerr ("# %s: %s%s\n", words, result.out, result.err);
  g_assert_cmpint (result.status, ==, status);
  if (on_stderr != NULL)
    g_assert_nonnull (strstr (result.err, on_stderr));
  else
    g_assert_cmpstr (result.err, ==, "");
}

static char *
contents_of (BudgetFixture *f,
             const char    *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static void
test_show (BudgetFixture *f,
           gconstpointer  data)
{
  g_auto(Run) text = { 0 };
  g_auto(Run) json = { 0 };
  g_auto(Run) past = { 0 };
  g_auto(GStrv) lines = NULL;
  JsonObject *root, *line;

  fixture_pay (f, fixture_line (f, "blog-posts"), 60300000, "2016-02-01");
  text = run (f, "budget|show");
  g_assert_cmpint (text.status, ==, 0);
  lines = g_strsplit (text.out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 18); /* 14 lines, 2 accounts, the whole, the end */
  g_assert_cmpstr (lines[1], ==, "2\t사무관리비\t블로그 운영 및 관리\t1\t150,000원*500건\t75000000\t75000000\t60300000\t60300000\t0\t14700000\t80\t14700000");
  g_assert_cmpstr (lines[16], ==, "-\t-\tTotal\t-\t\t418000000\t418000000\t60300000\t60300000\t0\t357700000\t14\t357700000");
  json = run (f, "--json|budget|show|--year|2016");
  root = json_node_get_object (json.json);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "lines")), ==, 14);
  line = json_array_get_object_element (json_object_get_array_member (root, "lines"), 1);
  g_assert_cmpstr (json_object_get_string_member (line, "account"), ==, "사무관리비");
  g_assert_cmpstr (json_object_get_string_member (line, "formula"), ==, "150,000원*500건");
  g_assert_cmpint (json_object_get_int_member (line, "amount"), ==, 75000000);
  g_assert_cmpint (json_object_get_int_member (line, "available"), ==, 75000000);
  g_assert_cmpint (json_object_get_int_member (line, "executed"), ==, 60300000);
  g_assert_cmpint (json_object_get_int_member (line, "remaining"), ==, 14700000);
  g_assert_cmpint (json_object_get_int_member (line, "rate"), ==, 80);
  past = run (f, "budget|show|--year|2015");
  g_assert_cmpint (past.status, ==, 0);
  g_assert_nonnull (strstr (past.out, "\t161600000\t161600000\t-\t"));
  expect (f, "budget|show|--year|2011", 1, "2011");
  expect (f, "budget|show|--year|zwanzig", 2, "--year");
  expect (f, "budget|show|2016", 2, "options only");
}

static void
test_check (BudgetFixture *f,
            gconstpointer  data)
{
  g_auto(Run) notes = run (f, "budget|check");
  g_auto(Run) json = run (f, "--json|budget|check");
  g_auto(Run) all = run (f, "--json|check");
  sqlite3 *handle = NULL;

  g_assert_cmpint (notes.status, ==, 0);
  g_assert_nonnull (strstr (notes.out, "38,795"));
  g_assert_cmpstr (notes.err, ==, "");
  g_assert_cmpint (json.status, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (json.json), "findings")), ==, 1);
  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (all.json), "findings")), ==, 0);
  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE settlement SET remaining = remaining + 1 WHERE year = 2013", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  expect (f, "budget|check", 1, "2013");
  expect (f, "check", 1, "2013");
  run_clear (&all);
  all = run (f, "--json|check");
  g_assert_cmpint (all.status, ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (all.json), "findings")), ==, 1);
}

static void
test_csv (BudgetFixture *f,
          gconstpointer  data)
{
  g_autofree char *totals = NULL, *settlement = NULL, *deliverables = NULL;

  expect (f, "report|budget|--period|2016|-o|예산 총괄.csv", 0, NULL);
  totals = contents_of (f, "예산 총괄.csv");
  g_assert_nonnull (strstr (totals, "280395,161600,418000,256400,158\r\n"));
  g_assert_nonnull (strstr (totals, "시책추진업무추진비,4000,4000,4000,,\r\n"));
  expect (f, "report|budget|--period=2016|--table|settlement|-o|b.CSV", 0, NULL);
  settlement = contents_of (f, "b.CSV");
  g_assert_nonnull (strstr (settlement, "2014,280395,0,0,280395,262470,0,17925\r\n"));
  expect (f, "report|performance|--period|2016-02|-o|p.csv", 0, "nothing in the period");
  deliverables = contents_of (f, "p.csv");
  g_assert_nonnull (strstr (deliverables, "블로그 운영 및 관리,건,500,0,"));
  for (const char *const *table = (const char *const []) { "basis", "execution", "schedule", "results", NULL }; *table != NULL; table++)
    {
      g_autofree char *words = g_strdup_printf ("report|budget|--period|2016|-o|t.csv|--table|%s", *table);

      expect (f, words, 0, NULL);
    }
  expect (f, "report|performance|--period|2016|-o|t.csv|--table|channels", 0, "nothing in the period");
  expect (f, "report|performance|--period|2016|-o|t.csv|--table|daily", 0, "nothing in the period");
  expect (f, "report|performance|--period|2016|-o|t.csv|--table|gaps", 1, "gaps");
}

static void
test_pdf (BudgetFixture *f,
          gconstpointer  data)
{
  g_autofree char *budget = NULL, *performance = NULL;

  expect (f, "report|budget|--period|2016|-o|예산 보고서.pdf", 0, NULL);
  budget = contents_of (f, "예산 보고서.pdf");
  g_assert_true (g_str_has_prefix (budget, "%PDF-"));
  expect (f, "report|performance|--period|2016-10|-o|p.pdf", 0, "nothing in the period");
  performance = contents_of (f, "p.pdf");
  g_assert_true (g_str_has_prefix (performance, "%PDF-"));
}

/* The old report stays when the new one cannot be written. */
static void
test_refused (BudgetFixture *f,
              gconstpointer  data)
{
  g_autofree char *old = g_build_filename (f->folder, "old.pdf", NULL);
  g_autofree char *after = NULL;

  expect (f, "report|budget|--period|2016", 2, "-o");
  expect (f, "report|budget|-o|b.pdf", 2, "--period");
  expect (f, "report|budget|--period|2016-13|-o|b.pdf", 2, "2016-13");
  expect (f, "report|budget|--period|2016|-o|b.hwp", 2, ".pdf");
  expect (f, "report|budget|--period|2016|-o|b.pdf|--table|totals", 2, "--table");
  expect (f, "report|budget|--period|2016|-o|b.csv|--table|channels", 2, "settlement");
  expect (f, "report|budget|--period|2016|-o|b.csv|--topic|축제", 2, "topic");
  expect (f, "report|performance|--period|2016|-o|b.csv|--topic|없는 주제", 1, "없는 주제");
  expect (f, "report|budget|--period|2015|-o|b.pdf", 1, "2015");
  expect (f, "report|budget|--period|2016|-o|no/such/folder/b.pdf", 1, "no/such/folder");
  expect (f, "report|budget|--period|2016|-o|no/such/folder/b.csv", 1, "no/such/folder");
  g_assert_true (g_file_set_contents (old, "old", -1, NULL));
  expect (f, "report|budget|--period|2015|-o|old.pdf", 1, "2015");
  after = contents_of (f, "old.pdf");
  g_assert_cmpstr (after, ==, "old");
}

static void
test_charts (BudgetFixture *f,
             gconstpointer  data)
{
  g_autofree char *svg = NULL;

  expect (f, "chart|trend|-o|그림 1.svg", 0, NULL);
  svg = contents_of (f, "그림 1.svg");
  g_assert_nonnull (strstr (svg, "<svg"));
  expect (f, "chart|sentiment|-o|s.png|--from|2016-01-01|--to|2016-12-31|--width|400|--height|200", 0, NULL);
  expect (f, "chart|sentiment|-o|s.pdf|--from|2016-02-01|--to|2016-02-01", 0, NULL);
  expect (f, "chart|trend|-o|t.pdf|--from|2030-01-01", 0, NULL);
  expect (f, "chart|trend|-o|t.pdf|--to|2010-01-01", 0, NULL);
  expect (f, "chart|trend", 2, "-o");
  expect (f, "chart|trend|-o|t.gif", 2, "t.gif");
  expect (f, "chart|trend|-o|t.png|--width|0", 2, "--width");
  expect (f, "chart|trend|-o|t.png|--width|1e9", 2, "--width");
  expect (f, "chart|trend|-o|t.png|--from|2016-02-02|--to|2016-01-01", 2, "2016-02-02");
  expect (f, "chart|trend|-o|t.png|--from|0001-01-01|--to|9999-12-31", 1, "hundred years");
  expect (f, "chart|trend|-o|t.png|--topic|없는 주제", 1, "없는 주제");
  expect (f, "chart|trend|-o|no/such/t.png", 1, "no/such/t.png");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("LANGUAGE", "en", TRUE);
#define ADD(path, test) g_test_add ("/cli/budget/" path, BudgetFixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("show", test_show);
  ADD ("check", test_check);
  ADD ("csv", test_csv);
  ADD ("pdf", test_pdf);
  ADD ("refused", test_refused);
  ADD ("charts", test_charts);
#undef ADD
  return g_test_run ();
}

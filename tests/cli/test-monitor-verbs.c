/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define LINES \
  "{\"external_id\":\"1\",\"author\":\"시민\",\"published_at\":\"2016-10-14T09:00:00+09:00\",\"url\":\"https://a.example/1\",\"text\":\"가을 축제 좋아요\"}\n" \
  "{\"external_id\":\"2\",\"published_at\":\"2016-10-13T23:00:00+09:00\",\"text\":\"소음이 심해요\\n밤마다\"}\n" \
  "{\"external_id\":\"3\",\"published_at\":\"2016-10-12T08:00:00+09:00\",\"text\":\"축제 광고\"}\n"

typedef struct {
  char *dir;
  char *workspace;
  char *file;
} Fixture;

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

/* Runs “sotongctl --workspace W --now N …”; words are separated by “|”. */
static Run
run (Fixture    *f,
     const char *words)
{
  g_autofree char *command = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "sotongctl", NULL);
  g_autofree char *line = g_strdup_printf ("%s|--workspace|%s|--now|2016-10-14T10:00:00+09:00|%s", command, f->workspace, words);
  g_auto(GStrv) argv = g_strsplit (line, "|", -1);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  Run result = { 0 };

  process = g_subprocess_newv ((const char * const *) argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, "", NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  if (result.out[0] == '{')
    result.json = json_from_string (result.out, NULL);
  return result;
}

static void
done (Fixture    *f,
      const char *words)
{
  g_auto(Run) result = run (f, words);

  if (result.status != 0)
    g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 0);
}

static void
fails (Fixture    *f,
       const char *words,
       int         status,
       const char *part)
{
  g_auto(Run) result = run (f, words);

  g_assert_cmpint (result.status, ==, status);
  if (strstr (result.err, part) == NULL)
    g_test_message ("%s", result.err);
  g_assert_nonnull (strstr (result.err, part));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  f->dir = g_dir_make_tmp ("sotong-XXXXXX", &error);
  g_assert_no_error (error);
  f->workspace = g_build_filename (f->dir, "city.sotong", NULL);
  f->file = g_build_filename (f->dir, "a.jsonl", NULL);
  g_assert_true (g_file_set_contents (f->file, LINES, -1, NULL));
  done (f, "init");
  done (f, "topic|add|--name|축제|--any|축제|--not|광고");
  words = g_strdup_printf ("mentions|import|%s|--source|파일", f->file);
  done (f, words);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  static const char * const names[] = { "city.sotong", "city.sotong-wal", "city.sotong-shm", "a.jsonl", "bad.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
  g_free (f->workspace);
  g_free (f->file);
}

static JsonObject *
element (const Run  *result,
         const char *list,
         guint       index)
{
  g_assert_nonnull (result->json);
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (result->json), list), index);
}

static guint
length (const Run  *result,
        const char *list)
{
  g_assert_nonnull (result->json);
  return json_array_get_length (json_object_get_array_member (json_node_get_object (result->json), list));
}

static void
test_mentions (Fixture       *f,
               gconstpointer  data)
{
  g_auto(Run) all = run (f, "--json|mentions|list");
  g_auto(Run) found = run (f, "--json|mentions|search|축제|--topic|축제");
  g_auto(Run) limited = run (f, "--json|mentions|list|--limit|2|--from|2016-10-12|--to|2016-10-13");
  g_auto(Run) text = run (f, "mentions|list");
  g_auto(GStrv) rows = g_strsplit (text.out, "\n", -1);
  JsonObject *mention = element (&all, "mentions", 0);

  g_assert_cmpuint (length (&all, "mentions"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (mention, "text"), ==, "가을 축제 좋아요");
  g_assert_cmpstr (json_object_get_string_member (mention, "author"), ==, "시민");
  g_assert_cmpstr (json_object_get_string_member (mention, "published_at"), ==, "2016-10-14T09:00:00+09:00");
  g_assert_cmpstr (json_object_get_string_member (mention, "url"), ==, "https://a.example/1");
  g_assert_cmpstr (json_object_get_string_member (mention, "sentiment"), ==, "positive");
  g_assert_cmpstr (json_object_get_string_member (mention, "sentiment_source"), ==, "machine");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (mention, "sources"), 0), ==, "파일");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (mention, "topics"), 0), ==, "축제");
  g_assert_cmpuint (length (&found, "mentions"), ==, 1);
  g_assert_cmpuint (length (&limited, "mentions"), ==, 2);
  g_assert_cmpuint (g_strv_length (rows), ==, 4); /* a line each, line breaks made blanks */
  fails (f, "mentions|list|--topic|없음", 1, "없음");
  fails (f, "mentions|list|--sentiment|glad", 2, "--sentiment");
  fails (f, "mentions|list|--limit|-1", 2, "--limit");
  fails (f, "mentions|search", 2, "mentions search");
}

static void
test_import (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *again = g_strdup_printf ("--json|mentions|import|%s|--source|파일", f->file);
  g_autofree char *bad = g_build_filename (f->dir, "bad.csv", NULL);
  g_autofree char *words = g_strdup_printf ("mentions|import|%s|--source|파일", bad);
  g_auto(Run) result = run (f, again);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result.json), "new"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result.json), "rows"), ==, 3);
  g_assert_true (g_file_set_contents (bad, "published_at,text\n2016-02-30,x\n", -1, NULL));
  fails (f, words, 1, "2016-02-30");
  fails (f, "mentions|import|/nowhere.csv|--source|파일", 1, "/nowhere.csv");
  fails (f, "mentions|import", 2, "--source");
}

static void
test_label (Fixture       *f,
            gconstpointer  data)
{
  g_auto(Run) all = run (f, "--json|mentions|list");
  gint64 id = json_object_get_int_member (element (&all, "mentions", 1), "id");
  g_autofree char *negative = g_strdup_printf ("mentions|label|%" G_GINT64_FORMAT "|negative", id);
  g_autofree char *wrong = g_strdup_printf ("mentions|label|%" G_GINT64_FORMAT "|sad", id);

  done (f, negative);
  {
    g_auto(Run) found = run (f, "--json|mentions|list|--sentiment|negative");

    guint at = 0;

    while (json_object_get_int_member (element (&found, "mentions", at), "id") != id)
      g_assert_cmpuint (++at, <, length (&found, "mentions"));
    g_assert_cmpstr (json_object_get_string_member (element (&found, "mentions", at), "sentiment_source"), ==, "person");
  }
  fails (f, wrong, 2, "negative");
  fails (f, "mentions|label|5|neutral", 1, "5");
  done (f, "undo");
  {
    g_auto(Run) found = run (f, "--json|mentions|list");

    g_assert_cmpstr (json_object_get_string_member (element (&found, "mentions", 1), "sentiment_source"), ==, "machine");
  }
}

static void
test_trend (Fixture       *f,
            gconstpointer  data)
{
  g_auto(Run) days = run (f, "trend|--from|2016-10-11|--to|2016-10-14|--by|day");
  g_auto(Run) json = run (f, "--json|trend|--topic|축제|--from|2016-10-01|--to|2016-10-31|--by|month");
  g_auto(GStrv) rows = g_strsplit (days.out, "\n", -1);
  JsonObject *period = element (&json, "periods", 0);

  g_assert_cmpuint (g_strv_length (rows), ==, 6);
  g_assert_cmpstr (rows[0], ==, "start\ttotal\tpositive\tneutral\tnegative\tuncertain\tunlabelled\tgap");
  g_assert_cmpstr (rows[1], ==, "2016-10-11T00:00:00+09:00\t0\t0\t0\t0\t0\t0\t1");
  g_assert_true (g_str_has_prefix (rows[2], "2016-10-12T00:00:00+09:00\t1\t") && g_str_has_suffix (rows[2], "\t0\t0"));
  g_assert_cmpstr (rows[4], ==, "2016-10-14T00:00:00+09:00\t1\t1\t0\t0\t0\t0\t0");
  g_assert_cmpuint (length (&json, "periods"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (period, "start"), ==, "2016-10-01T00:00:00+09:00");
  g_assert_cmpint (json_object_get_int_member (period, "total"), ==, 1);
  g_assert_false (json_object_get_boolean_member (period, "gap"));
  fails (f, "trend|--by|decade", 2, "--by");
  fails (f, "trend|--from|2016-10-14|--to|2016-10-01", 2, "2016-10-14");
}

static void
test_sources (Fixture       *f,
              gconstpointer  data)
{
  done (f, "source|add|--name|시청|--kind|feed|--url|http://127.0.0.1:9/feed|--topic|축제");
  {
    g_auto(Run) list = run (f, "--json|source|list");
    g_auto(Run) topics = run (f, "--json|topic|list");

    g_assert_cmpuint (length (&list, "sources"), ==, 2);
    g_assert_cmpstr (json_object_get_string_member (element (&list, "sources", 1), "name"), ==, "시청");
    g_assert_cmpint (json_object_get_int_member (element (&list, "sources", 0), "mentions"), ==, 3);
    g_assert_cmpint (json_object_get_int_member (element (&topics, "topics", 0), "mentions"), ==, 1);
  }
  fails (f, "fetch", 1, "시청"); /* nobody answers there */
  fails (f, "fetch|--source|없음", 1, "없음");
  fails (f, "source|add|--name|시청|--kind|feed|--url|https://a.example/", 1, "시청");
  fails (f, "source|add|--name|새|--kind|nonsense|--url|https://a.example/", 2, "source add");
  fails (f, "source|add|--name|새|--kind|feed|--url|ftp://a.example/", 2, "https://");
  fails (f, "source|add|--name|새|--kind|feed|--url|https://u:p@a.example/", 2, "source add");
  done (f, "source|remove|시청");
  fails (f, "source|remove|시청", 1, "시청");
  done (f, "undo");
  done (f, "source|remove|시청");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/cli/monitor/mentions", Fixture, NULL, set_up, test_mentions, tear_down);
  g_test_add ("/cli/monitor/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/cli/monitor/label", Fixture, NULL, set_up, test_label, tear_down);
  g_test_add ("/cli/monitor/trend", Fixture, NULL, set_up, test_trend, tear_down);
  g_test_add ("/cli/monitor/sources", Fixture, NULL, set_up, test_sources, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../store/mention-fixture.h"
#include "monitor/sotong-import.h"
#include "store/sotong-undo.h"

static const char *program; /* this program's own path */

static char *
write_file (Fixture    *f,
            const char *name,
            const char *contents,
            gssize      length)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

static SotongImportReport *
import (Fixture    *f,
        const char *name,
        const char *contents)
{
  g_autofree char *path = write_file (f, name, contents, -1);
  g_autoptr(GError) error = NULL;
  SotongImportReport *report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

static gint64 counted;
static const char *count_sql;

static void
count_cb (Fixture  *f,
          SotongDb *db)
{
  counted = fixture_int (db, count_sql);
}

static gint64
count (Fixture    *f,
       const char *sql)
{
  count_sql = sql;
  fixture_write (f, count_cb);
  return counted;
}

static void
check_cb (Fixture  *f,
          SotongDb *db)
{
  fixture_check (db);
}

static void
check (Fixture *f)
{
  fixture_write (f, check_cb);
}

/* What the index gathers in memory is back at its usual measure. */
static void
check_room (Fixture *f)
{
  g_assert_cmpint (count (f, "SELECT coalesce(max(v), 1048576) FROM mention_search_config WHERE k = 'hashsize'"), ==, 1048576);
}

/* ---- what is read ---- */

static void
test_lines (Fixture       *f,
            gconstpointer  data)
{
  static const char lines[] =
    "{\"external_id\":\"1\",\"author\":\"시민\",\"published_at\":\"2016-10-14T10:00:00+09:00\",\"url\":\"https://a.example/1\",\"text\":\"첫 \\\"글\\\"\\n\\ud83d\\ude00 \\u00e9\"}\r\n"
    "\n"
    "  {\"text\":\"둘\",\"published_at\":\"2016-10-14 11:30\",\"external_id\":12345678901234567890,\"more\":{\"a\":[true,false,null,-1.5e3,\"x\"]}}\n"
    "{\"text\":\"\\ud800 half\",\"published_at\":\"2016-10-14\",\"author\":null,\"url\":null}";
  g_autoptr(SotongImportReport) report = import (f, "a.jsonl", lines);

  g_assert_cmpint (report->n_problems, ==, 0);
  g_assert_cmpint (report->n_rows, ==, 3);
  g_assert_cmpint (report->n_new, ==, 3);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = '첫 \"글\"' || char(10) || '😀 é' AND author = '시민'"
                          " AND canonical_key LIKE 'url:%a.example/1' AND published_at = 1476406800 AND published_precision = 0"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM sighting WHERE external_id = '12345678901234567890'"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = '둘' AND published_at = 1476412200 AND published_precision = 2"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = char(65533) || ' half' AND published_at = 1476370800 AND published_precision = 1"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM fetch_run WHERE kind = 'import' AND outcome = 'ok' AND n_items = 3 AND n_new = 3"
                          " AND covered_from = 1476370800 AND covered_to = 1476406800"), ==, 1); /* as far as the clock has come */
  check_room (f);
  check (f);
}

static void
test_csv (Fixture       *f,
          gconstpointer  data)
{
  static const char rows[] =
    "\xef\xbb\xbf작성일시;작성자;내용;주소;식별자\r\n"
    "2016-10-14T10:00:00+09:00;홍길동;\"두 줄\r\n글; \"\"따옴\"\"\";https://a.example/1;k1\r\n"
    "2016-10-14;;'=1+1;;\r\n";
  static const char english[] = "id,text,published_at\n9,\"a, b\",1900-01-01T00:00:00+09:00\n10,c,9999-12-31T23:59:59+09:00\n";
  g_autoptr(SotongImportReport) report = import (f, "a.csv", rows);
  g_autoptr(SotongImportReport) second = import (f, "b.csv", english);

  g_assert_cmpint (report->n_problems, ==, 0);
  g_assert_cmpint (report->n_new, ==, 2);
  g_assert_cmpint (second->n_new, ==, 2);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = '두 줄' || char(10) || '글; \"따옴\"' AND author = '홍길동'"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = '=1+1'"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE published_at = -2209021200"), ==, 1);
  /* What nobody can have written yet counts as seen now, as in a feed. */
  g_assert_cmpint (second->n_future, ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = 'c' AND published_at = 1476406800 AND published_precision = 3"), ==, 1);
  check (f);
}

static void
test_title (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongImportReport) table = import (f, "a.csv", "제목,내용,작성일시\n버스 불편,너무 늦어요,2016-10-14\n\"두\n줄\",,2016-10-14\n,본문만,2016-10-14\n");
  g_autoptr(SotongImportReport) lines = import (f, "a.jsonl", "{\"title\":\"지하철\",\"text\":\"붐벼요\",\"published_at\":\"2016-10-14\"}\n");

  g_assert_cmpint (table->n_new, ==, 3);
  g_assert_cmpint (lines->n_new, ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text IN ('버스 불편' || char(10) || '너무 늦어요', '두 줄', '본문만', "
                          "'지하철' || char(10) || '붐벼요')"), ==, 4);
  check (f);
}

/* A name of which an export left the first letter is nobody's; the names of its columns are known. */
static void
test_own_export (Fixture       *f,
                 gconstpointer  data)
{
  static const char korean[] = "번호,게시 시각,수집원,주제,작성자,감성,사본 수,주소,내용\n7,2016-10-13T23:45:00+09:00,게시판,관광,봄○○,negative,1,https://a.example/7,글\n";
  static const char english[] = "Number,Published,Sources,Topics,Author,Sentiment,Copies,Address,Text\n8,2016-10-13T23:45:00+09:00,s,t,봄이○○,negative,1,https://a.example/8,글\n";
  g_autoptr(SotongImportReport) first = import (f, "a.csv", korean);
  g_autoptr(SotongImportReport) second = import (f, "b.csv", english);

  g_assert_cmpint (first->n_new + second->n_new, ==, 2);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE published_at = 1476369900 AND coalesce(author, '') = ''"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE author = '봄이○○'"), ==, 1);
}

/* Times as letters and programs have them; what may be meant otherwise is not guessed. */
static void
test_times (Fixture       *f,
            gconstpointer  data)
{
  static const char *const wrong[] = { "2016101410", "20161014100", "0476406800", "1476406800.5", "-1476406800", "Fri, 14 Oct 2016 10:00:00", "Fri, 32 Oct 2016 10:00:00 +0900",
                                       "14 Oct 2016 10:00 EST", "10/11/2016 10:00", "Fri, 14 Oct 16 10:00:00 +0900" };
  g_autoptr(SotongImportReport) report = import (f, "a.csv", "id,date,text\n1,\"Fri, 14 Oct 2016 08:00:00 +0900\",가\n2,13 Oct 2016 23:00 GMT,나\n"
                                                 "3,1476399600,다\n4,1476399600123,라\n");
  g_autoptr(SotongImportReport) lines = import (f, "a.jsonl", "{\"published_at\":1476399600,\"text\":\"마\"}\n");
  g_autofree char *told = sotong_import_report_tell (report);

  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE published_at = 1476399600 AND published_precision = 0"), ==, 5);
  g_assert_cmpint (report->n_epoch, ==, 2);
  g_assert_cmpint (lines->n_epoch, ==, 1);
  g_assert_nonnull (strstr (told, "since 1970"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *file = g_strdup_printf ("id,date,text\n1,\"%s\",글\n", wrong[i]);
      g_autoptr(SotongImportReport) none = import (f, "b.csv", file);

      g_assert_cmpint (none->n_problems, ==, 1);
    }
}

/* A second import of what is dated in the future adds nothing, whenever it comes. */
static void
test_future (Fixture       *f,
             gconstpointer  data)
{
  static const char lines[] = "{\"published_at\":\"2099-01-01\",\"text\":\"가\"}\n{\"published_at\":\"2016-10-15T09:00:00+09:00\",\"text\":\"나\"}\n";
  g_autoptr(SotongImportReport) first = import (f, "a.jsonl", lines);
  g_autoptr(SotongImportReport) second = NULL;
  g_autofree char *told = sotong_import_report_tell (first);

  g_assert_nonnull (strstr (told, "1 mention "));
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE published_at = 1476406800 AND published_precision = 3"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE published_at = 1476489600"), ==, 1); /* a clock may be a little fast */
  second = import (f, "a.jsonl", lines);
  g_assert_cmpint (second->n_new, ==, 0);
}

/* ---- undo ---- */

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static void
check_undone (Fixture    *f,
              const char *outcome)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM fetch_run WHERE kind = 'import' AND outcome = '%s' AND covered_from IS NULL", outcome);

  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM sighting"), ==, 0);
  g_assert_cmpint (count (f, "SELECT coalesce(sum(n), 0) FROM rollup_hour"), ==, 0);
  g_assert_cmpint (count (f, sql), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM change WHERE action = 'mention.import' AND undo_state = 'dropped'"), ==, 1);
  check (f);
}

/* An import is undone as any other act, and is not there to be redone: its file is. */
static void
test_undo (Fixture       *f,
           gconstpointer  data)
{
  static const char lines[] = "{\"external_id\":\"1\",\"published_at\":\"2016-10-14\",\"text\":\"하나\"}\n"
    "{\"external_id\":\"2\",\"published_at\":\"2016-10-14\",\"text\":\"둘\"}\n";
  g_autoptr(SotongImportReport) first = import (f, "a.jsonl", lines);
  g_autoptr(SotongImportReport) again = NULL;
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (first->n_new, ==, 2);
  info = sotong_store_undo (f->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->action, ==, "mention.import");
  g_assert_cmpstr (info->subject, ==, "a.jsonl");
  g_assert_nonnull (strstr (info->remark, "cannot be redone"));
  check_undone (f, "cancelled");
  g_assert_null (sotong_store_undo (f->store, TRUE, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOTHING);
  again = import (f, "a.jsonl", lines);
  g_assert_cmpint (again->n_new, ==, 2);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 2);
  check (f);
}

/* A program that dies while it undoes leaves the rest to the next start. */
static void
test_undo_killed (Fixture       *f,
                  gconstpointer  data)
{
  static const char lines[] = "{\"external_id\":\"1\",\"published_at\":\"2016-10-14\",\"text\":\"하나\"}\n";
  g_autoptr(SotongImportReport) report = import (f, "a.jsonl", lines);
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autoptr(GPtrArray) sentences = NULL;
  g_autoptr(GError) error = NULL;

  info = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 1);
  sentences = sotong_import_recover (f->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sentences->len, ==, 0); /* this program is still at it */
  g_clear_pointer (&sentences, g_ptr_array_unref);
  sotong_source_run_release (info->subject_id);
  sentences = sotong_import_recover (f->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sentences->len, ==, 1);
  check_undone (f, "cancelled");
}

typedef struct {
  GCancellable *cancellable;
  int           n_told;
  gint64        done;
  gint64        total;
} Watch;

static void
stop_at_once (gint64   done,
              gint64   total,
              gpointer user_data)
{
  Watch *watch = user_data;

  watch->n_told++;
  watch->done = done;
  watch->total = total;
  if (watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static char *
many_lines (int n)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "{\"external_id\":\"%d\",\"published_at\":\"2016-10-14\",\"text\":\"말 %d\"}\n", i, i);
  return g_string_free (text, FALSE);
}

/* A large import tells how far its undoing is, and can be stopped: the rest is taken back by the next start. */
static void
test_undo_stopped (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *lines = many_lines (11000);
  g_autoptr(SotongImportReport) report = import (f, "a.jsonl", lines);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { cancellable, 0, 0, 0 };
  g_autoptr(GPtrArray) sentences = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (report->n_new, ==, 11000);
  g_assert_null (sotong_store_undo_with_progress (f->store, FALSE, stop_at_once, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "next opened"));
  g_clear_error (&error);
  g_assert_cmpint (watch.n_told, ==, 1);
  g_assert_cmpint (watch.done, ==, 5000);
  g_assert_cmpint (watch.total, ==, 11000);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 6000);
  check (f);
  sentences = sotong_import_recover (f->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sentences->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (sentences, 0), "undone"));
  check_undone (f, "cancelled");
}

static void
test_undo_told (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *lines = many_lines (11000);
  g_autoptr(SotongImportReport) report = import (f, "a.jsonl", lines);
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  Watch watch = { NULL, 0, 0, 0 };

  info = sotong_store_undo_with_progress (f->store, FALSE, stop_at_once, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (info);
  g_assert_cmpint (watch.n_told, ==, 2);
  g_assert_cmpint (watch.done, ==, 10000);
  g_assert_cmpint (watch.total, ==, 11000);
  check_undone (f, "cancelled");
}

static void
test_cp949 (Fixture       *f,
            gconstpointer  data)
{
  gsize length = 0;
  g_autofree char *bytes = g_convert ("작성일시,내용\r\n2016-10-14 09:00,똠방각하 소통\r\n", -1, "CP949", "UTF-8", NULL, &length, NULL);
  g_autofree char *path = write_file (f, "c.csv", bytes, (gssize) length);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention WHERE text = '똠방각하 소통'"), ==, 1);
}

static void
test_twice (Fixture       *f,
            gconstpointer  data)
{
  static const char lines[] =
    "{\"published_at\":\"2016-10-14T10:00:00+09:00\",\"text\":\"같은 글\"}\n"
    "{\"published_at\":\"2016-10-14T10:00:00+09:00\",\"text\":\"같은 글\"}\n"
    "{\"published_at\":\"2016-10-14T10:00:00+09:00\",\"url\":\"https://a.example/1\",\"text\":\"글\"}\n"
    "{\"external_id\":\"7\",\"published_at\":\"2016-10-14T10:00:00+09:00\",\"url\":\"https://a.example/2\",\"text\":\"글\"}\n";
  g_autoptr(SotongImportReport) first = import (f, "a.jsonl", lines);
  g_autoptr(SotongImportReport) second = import (f, "a.jsonl", lines);

  g_assert_cmpint (first->n_new, ==, 3);
  g_assert_cmpint (second->n_rows, ==, 4);
  g_assert_cmpint (second->n_new, ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM sighting"), ==, 3);
  check (f);
}

/* ---- what is refused ---- */

static void
assert_problem (const SotongImportReport *report,
                guint                     index,
                const char               *line,
                const char               *word)
{
  const char *problem;

  g_assert_cmpuint (index, <, report->problems->len);
  problem = g_ptr_array_index (report->problems, index);
  if (!g_str_has_prefix (problem, line) || strstr (problem, word) == NULL)
    g_test_message ("%s", problem);
  g_assert_true (g_str_has_prefix (problem, line));
  g_assert_nonnull (strstr (problem, word));
}

static void
test_problems (Fixture       *f,
               gconstpointer  data)
{
  static const char lines[] =
    "{\"published_at\":\"2016-02-30T00:00:00+09:00\",\"text\":\"x\"}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\"}\n"
    "not json\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"a\",\"url\":\"ftp://x\"}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"good\"}\n"
    "{\"text\":\"a\"}\n"
    "{\"published_at\":\"2016-02-03T25:00:00+09:00\",\"text\":\"a\"}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"  \"}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"\xff\xfe\"}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"a\"} {}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":5}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"a\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}\n"
    "{\"published_at\":\"2016-02-03T00:00:00+09:00\",\"text\":\"a";
  g_autoptr(SotongImportReport) report = import (f, "a.jsonl", lines);

  g_assert_cmpint (report->n_problems, ==, 12);
  g_assert_cmpint (report->n_rows, ==, 13);
  assert_problem (report, 0, "Line 1:", "2016-02-30");
  assert_problem (report, 1, "Line 2:", "text");
  assert_problem (report, 2, "Line 3:", "JSON");
  assert_problem (report, 3, "Line 4:", "ftp://x");
  assert_problem (report, 4, "Line 6:", "published_at");
  assert_problem (report, 5, "Line 7:", "2016-02-03T25");
  assert_problem (report, 6, "Line 8:", "text");
  assert_problem (report, 7, "Line 9:", "UTF-8");
  assert_problem (report, 8, "Line 10:", "JSON");
  assert_problem (report, 9, "Line 11:", "“text” is not a text in quotes");
  assert_problem (report, 10, "Line 12:", "JSON");
  assert_problem (report, 11, "Line 13:", "JSON");
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM fetch_run"), ==, 0);
}

static void
test_many_problems (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(SotongImportReport) report = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (lines, "{}\n");
  report = import (f, "a.jsonl", lines->str);
  g_assert_cmpint (report->n_problems, ==, 1000);
  g_assert_cmpuint (report->problems->len, ==, SOTONG_IMPORT_MAX_PROBLEMS);
}

static void
test_csv_problems (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(SotongImportReport) report = import (f, "a.csv", "published_at,text\n2016-01-01,\"two\nlines\"\n2016-13-01,b\n2016-01-01\n2016-01-02,\"open\n");

  g_assert_cmpint (report->n_problems, ==, 3);
  assert_problem (report, 0, "Line 4:", "2016-13-01");
  assert_problem (report, 1, "Line 5:", "text");
  g_test_message ("%s", (char *) g_ptr_array_index (report->problems, 2));
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
}

/* A byte too few makes one row wrong, not all of them. */
static void
test_damaged (Fixture       *f,
              gconstpointer  data)
{
  static const char rows[] = "작성일시,내용\n2016-10-14,버스 너무 늦어요\n2016-10-14,공원이 좋아요\n2016-10-14,축제가 즐거웠";
  g_autofree char *cut = g_strndup (rows, sizeof rows - 2);
  g_autoptr(SotongImportReport) report = import (f, "a.csv", cut);

  g_assert_cmpint (report->n_problems, ==, 1);
  assert_problem (report, 0, "Line 4:", "UTF-8");
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
}

/* A comma without quotes makes cells that have no column. */
static void
test_excess (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongImportReport) good = import (f, "a.csv", "id,date,text\n1,2016-10-14,글,,\n");
  g_autoptr(SotongImportReport) report = import (f, "b.csv", "id,date,text\n2,2016-10-14,쉼표가, 둘, 있는 글\n3,2016-10-14,하나\n");

  g_assert_cmpint (good->n_new, ==, 1);
  g_assert_cmpint (report->n_problems, ==, 1);
  assert_problem (report, 0, "Line 2:", "둘");
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 1);
}

static void
refused (Fixture           *f,
         const char        *name,
         const char        *contents,
         SotongImportError  code)
{
  g_autofree char *path = contents != NULL ? write_file (f, name, contents, -1) : g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SOTONG_IMPORT_ERROR, (int) code);
  if (g_str_equal (name, "names.csv"))
    g_assert_nonnull (strstr (error->message, "“when”, “what”"));
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  refused (f, "none.jsonl", NULL, SOTONG_IMPORT_ERROR_UNREADABLE);
  refused (f, "", NULL, SOTONG_IMPORT_ERROR_UNREADABLE);
  refused (f, "empty.jsonl", "", SOTONG_IMPORT_ERROR_EMPTY);
  refused (f, "blank.jsonl", "\n \n", SOTONG_IMPORT_ERROR_EMPTY);
  refused (f, "empty.csv", "", SOTONG_IMPORT_ERROR_FORMAT);
  refused (f, "head.csv", "published_at,text\n", SOTONG_IMPORT_ERROR_EMPTY);
  refused (f, "names.csv", "when,what\n1,2\n", SOTONG_IMPORT_ERROR_FORMAT);
  g_assert_cmpint (count (f, "SELECT count(*) FROM fetch_run"), ==, 0);
}

/* ---- bad days ---- */

static void
test_long_text (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GString) line = g_string_new ("{\"published_at\":\"2016-10-14T10:00:00+09:00\",\"text\":\"");
  g_autoptr(SotongImportReport) report = NULL;

  while (line->len < 1024 * 1024)
    g_string_append (line, "\\uac00나");
  g_string_append (line, "\"}\n");
  report = import (f, "a.jsonl", line->str);
  g_assert_cmpint (report->n_problems, ==, 0);
  g_assert_cmpint (report->n_new, ==, 1);
  g_assert_cmpint (count (f, "SELECT length(text) FROM mention"), >, 200000);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention_search WHERE mention_search MATCH '\"가나\"'"), ==, 1);
  g_string_truncate (line, 0);
  g_string_append (line, "{\"published_at\":\"2016-10-14T10:00:00+09:00\",\"text\":\"");
  while (line->len < 5 * 1024 * 1024)
    g_string_append (line, "가나다라마바사");
  g_string_append (line, "\"}\n");
  sotong_import_report_free (g_steal_pointer (&report));
  report = import (f, "b.jsonl", line->str);
  g_assert_cmpint (report->n_problems, ==, 1);
}

/* Many rows, whose number says what they are. */
static char *
make_rows_of (Fixture *f,
              int      n,
              int      series)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (lines, "{\"external_id\":\"%d-%d\",\"published_at\":\"2016-10-%02dT%02d:%02d:00+09:00\",\"text\":\"축제 소식 %d번째\"}\n",
                            series, i, 1 + i % 13, i % 24, i % 60, i);
  return write_file (f, "many.jsonl", lines->str, -1);
}

static char *
make_rows (Fixture *f,
           int      n)
{
  return make_rows_of (f, n, 0);
}

/* What a progress does to the import that tells it. */
typedef struct {
  GCancellable *cancellable;
  const char   *path;
} Meddle;

static void
cancel_cb (int      checked,
           int      written,
           gpointer user_data)
{
  Meddle *meddle = user_data;

  if (written > 0)
    g_cancellable_cancel (meddle->cancellable);
}

static void
test_cancelled (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 50000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) report = NULL;
  Meddle meddle = { cancellable, path };

  g_assert_null (sotong_import_run (f->store, path, f->source, NULL, cancel_cb, &meddle, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM sighting"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM fetch_run WHERE outcome = 'cancelled' AND covered_to IS NULL"), ==, 1);
  check_room (f);
  check (f);
  g_clear_error (&error);
  report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, 50000);
  check (f);
}

/* A source that the import makes comes with it, or not at all. */
static void
test_new_source (Fixture       *f,
                 gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 50000);
  g_autofree char *bad = write_file (f, "bad.jsonl", "{\"external_id\":\"b\",\"published_at\":\"언젠가\",\"text\":\"?\"}\n", -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) wrong = NULL;
  g_autoptr(SotongImportReport) report = NULL;
  Meddle meddle = { cancellable, path };

  wrong = sotong_import_run (f->store, bad, 0, "새 광장", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wrong->n_problems, ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM source WHERE name = '새 광장'"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM change"), ==, 1); /* the fixture's own source */

  g_assert_null (sotong_import_run (f->store, path, 0, "새 광장", cancel_cb, &meddle, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM source WHERE name = '새 광장' AND removed_at IS NULL"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM change WHERE undo_state = 'done'"), ==, 1);
  check (f);

  report = sotong_import_run (f->store, path, 0, "새 광장", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, 50000);
  g_assert_cmpint (count (f, "SELECT count(*) FROM source WHERE name = '새 광장' AND removed_at IS NULL"), ==, 1);
  g_assert_null (sotong_import_run (f->store, path, 0, "새 광장", NULL, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  /* Two steps: the mentions, then the source, which stays until it is undone itself. */
  sotong_change_info_free (sotong_store_undo (f->store, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM source WHERE name = '새 광장' AND removed_at IS NULL"), ==, 1);
  sotong_change_info_free (sotong_store_undo (f->store, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM source WHERE name = '새 광장' AND removed_at IS NULL"), ==, 0);
}

static void
grow_cb (int      checked,
         int      written,
         gpointer user_data)
{
  Meddle *meddle = user_data;
  FILE *file;

  if (written == 0)
    return;
  file = fopen (meddle->path, "a");
  fputs ("{\"external_id\":\"new\",\"published_at\":\"2016-10-14\",\"text\":\"more\"}\n", file);
  fclose (file);
}

static void
test_changed (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 50000);
  g_autoptr(GError) error = NULL;
  Meddle meddle = { NULL, path };

  g_assert_null (sotong_import_run (f->store, path, f->source, NULL, grow_cb, &meddle, NULL, &error));
  g_assert_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_CHANGED);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  check (f);
}

/* A workspace may not grow past a size that ends the import in the middle. */
static void
test_disk_full (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 60000);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) report = NULL;
  g_autoptr(GPtrArray) sentences = NULL;
  struct rlimit before, small = { 12 * 1024 * 1024, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_null (report);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL);
  g_clear_error (&error);
  sentences = sotong_import_recover (f->store, NULL, &error); /* there is room again */
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, 0);
  check (f);
  report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, 60000);
  check (f);
}

/* ---- kill -9 ---- */

/* In the child: imports until it is killed. */
static int
child (const char *workspace,
       const char *file,
       gint64      source)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  SotongStore *store = sotong_store_open (workspace, clock, NULL, NULL);

  if (store == NULL)
    return 1;
  sotong_import_report_free (sotong_import_run (store, file, source, NULL, NULL, NULL, NULL, NULL));
  sotong_store_close (store);
  g_object_unref (store);
  return 0;
}

static void
kill_after (Fixture    *f,
            const char *path,
            int         ms)
{
  g_autofree char *source = g_strdup_printf ("%" G_GINT64_FORMAT, f->source);
  const char *args[] = { program, "--child", f->path, path, source, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;
  int status;

  g_spawn_async (NULL, (char **) args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_usleep ((gulong) ms * 1000);
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
}

static void
reopen (Fixture *f)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(GError) error = NULL;

  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
}

static void
close_store (Fixture *f)
{
  sotong_store_close (f->store);
  g_clear_object (&f->store);
}

#define KILLED_ROWS 30000

static void
test_killed (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (9);
  g_autoptr(SotongImportReport) report = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = make_rows_of (f, KILLED_ROWS, 0);
  int n_broken = 0, n_done = 0;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr(GPtrArray) sentences = NULL;
      gint64 n;

      close_store (f);
      kill_after (f, path, g_rand_int_range (rand, 1, 800));
      reopen (f);
      sentences = sotong_import_recover (f->store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sentences->len, <=, 1);
      n_broken += (int) sentences->len;
      n = count (f, "SELECT count(*) FROM mention") - n_done * (gint64) KILLED_ROWS;
      g_assert_true (n == 0 || n == KILLED_ROWS);
      check (f);
      if (n == 0)
        continue;
      n_done++; /* it was faster than the kill */
      g_free (path);
      path = make_rows_of (f, KILLED_ROWS, n_done);
    }
  g_test_message ("%d imports were cut off, %d were not", n_broken, n_done);
  report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, KILLED_ROWS);
  g_assert_cmpint (count (f, "SELECT count(*) FROM mention"), ==, (n_done + 1) * KILLED_ROWS);
  g_assert_cmpint (count (f, "SELECT count(DISTINCT external_id) FROM sighting"), ==, (n_done + 1) * KILLED_ROWS);
  g_assert_cmpint (count (f, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  check (f);
}

/* Two programs: the second may not import into the source that the first fills. */
static void
begin_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  counted = sotong_source_run_begin (db, f->source, "fetch", &error);
  g_assert_no_error (error);
}

static void
test_busy (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 10);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongImportReport) report = NULL;

  fixture_write (f, begin_cb);
  g_assert_null (sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  sotong_source_run_release (counted);
  report = sotong_import_run (f->store, path, f->source, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_new, ==, 10);
  g_assert_cmpint (count (f, "SELECT count(*) FROM fetch_run WHERE kind = 'fetch' AND outcome = 'failed'"), ==, 1);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  SotongImportReport **report = user_data;
  g_autoptr(GError) error = NULL;

  *report = sotong_import_run_finish (SOTONG_STORE (object), result, &error);
  g_assert_no_error (error);
}

static void
told_cb (int      checked,
         int      written,
         gpointer user_data)
{
  int *last = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpint (checked + written, >=, *last);
  *last = checked + written;
}

static void
test_async (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *path = make_rows (f, 30000);
  g_autoptr(SotongImportReport) report = NULL;
  int last = 0;

  sotong_import_run_async (f->store, path, f->source, NULL, told_cb, &last, NULL, done_cb, &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (report->n_new, ==, 30000);
  g_assert_cmpint (last, >, 1000);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return child (argv[2], argv[3], g_ascii_strtoll (argv[4], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/monitor/import/lines", Fixture, NULL, fixture_set_up, test_lines, fixture_tear_down);
  g_test_add ("/monitor/import/csv", Fixture, NULL, fixture_set_up, test_csv, fixture_tear_down);
  g_test_add ("/monitor/import/title", Fixture, NULL, fixture_set_up, test_title, fixture_tear_down);
  g_test_add ("/monitor/import/own-export", Fixture, NULL, fixture_set_up, test_own_export, fixture_tear_down);
  g_test_add ("/monitor/import/times", Fixture, NULL, fixture_set_up, test_times, fixture_tear_down);
  g_test_add ("/monitor/import/future", Fixture, NULL, fixture_set_up, test_future, fixture_tear_down);
  g_test_add ("/monitor/import/damaged", Fixture, NULL, fixture_set_up, test_damaged, fixture_tear_down);
  g_test_add ("/monitor/import/excess", Fixture, NULL, fixture_set_up, test_excess, fixture_tear_down);
  g_test_add ("/monitor/import/undo", Fixture, NULL, fixture_set_up, test_undo, fixture_tear_down);
  g_test_add ("/monitor/import/undo-killed", Fixture, NULL, fixture_set_up, test_undo_killed, fixture_tear_down);
  g_test_add ("/monitor/import/undo-stopped", Fixture, NULL, fixture_set_up, test_undo_stopped, fixture_tear_down);
  g_test_add ("/monitor/import/undo-told", Fixture, NULL, fixture_set_up, test_undo_told, fixture_tear_down);
  g_test_add ("/monitor/import/cp949", Fixture, NULL, fixture_set_up, test_cp949, fixture_tear_down);
  g_test_add ("/monitor/import/twice", Fixture, NULL, fixture_set_up, test_twice, fixture_tear_down);
  g_test_add ("/monitor/import/problems", Fixture, NULL, fixture_set_up, test_problems, fixture_tear_down);
  g_test_add ("/monitor/import/many-problems", Fixture, NULL, fixture_set_up, test_many_problems, fixture_tear_down);
  g_test_add ("/monitor/import/csv-problems", Fixture, NULL, fixture_set_up, test_csv_problems, fixture_tear_down);
  g_test_add ("/monitor/import/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/monitor/import/long-text", Fixture, NULL, fixture_set_up, test_long_text, fixture_tear_down);
  g_test_add ("/monitor/import/cancelled", Fixture, NULL, fixture_set_up, test_cancelled, fixture_tear_down);
  g_test_add ("/monitor/import/new-source", Fixture, NULL, fixture_set_up, test_new_source, fixture_tear_down);
  g_test_add ("/monitor/import/changed", Fixture, NULL, fixture_set_up, test_changed, fixture_tear_down);
  g_test_add ("/monitor/import/disk-full", Fixture, NULL, fixture_set_up, test_disk_full, fixture_tear_down);
  g_test_add ("/monitor/import/killed", Fixture, NULL, fixture_set_up, test_killed, fixture_tear_down);
  g_test_add ("/monitor/import/busy", Fixture, NULL, fixture_set_up, test_busy, fixture_tear_down);
  g_test_add ("/monitor/import/async", Fixture, NULL, fixture_set_up, test_async, fixture_tear_down);
  return g_test_run ();
}

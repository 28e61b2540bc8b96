/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "budget/budget-fixture.h"
#include "store/sotong-check.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"

/* Sound: a channel with a post that went out, and a mention. */
static gpointer
city_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(SotongContent) content = sotong_content_new ();
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongMentionWriter) writer = NULL;
  SotongMentionInput input = {
    .external_id = "1", .canonical_key = "1", .author = "시민", .url = "", .text = "버스가 늦어요", .copy_id = SOTONG_NONE,
    .published_at = FIXTURE_NOW - 3600, .first_seen = FIXTURE_NOW,
  };
  SotongCopy *copy;
  gboolean is_new;
  gint64 run, id;

  channel->name = g_strdup ("블로그");
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:1/");
  copy = sotong_copy_new (sotong_channel_add (db, channel, error));
  copy->state = SOTONG_STATE_PUBLISHED;
  copy->publish_at = copy->published_at = FIXTURE_NOW - 60;
  content->title = g_strdup ("글");
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("글");
  g_ptr_array_add (content->copies, copy);
  source->name = g_strdup ("시정 뉴스");
  source->kind = g_strdup ("feed");
  source->url = g_strdup ("http://127.0.0.1:1/feed");
  if (sotong_content_insert (db, content, error) == 0)
    return NULL;
  id = sotong_source_add (db, source, error);
  run = sotong_source_run_begin (db, id, "fetch", error);
  writer = run != 0 ? sotong_mention_writer_new (db, id, run, error) : NULL;
  return writer != NULL && sotong_mention_writer_add (writer, &input, &is_new, &id, error)
         && sotong_mention_writer_finish (writer, error) ? data : NULL;
}

static void
set_up (BudgetFixture *f,
        gconstpointer  data)
{
  fixture_set_up (f, data);
  fixture_write (f, city_job, f);
}

static gpointer
rows_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_check_rows (db, data, error) ? data : NULL;
}

static gpointer
search_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_check_search (db, data, error) ? data : NULL;
}

static GPtrArray *
check (BudgetFixture *f)
{
  GPtrArray *findings = sotong_findings_new ();

  fixture_read (f, rows_job, findings);
  fixture_write (f, search_job, findings);
  return findings;
}

static void
test_sound (BudgetFixture *f,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = check (f);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((SotongFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
}

typedef struct {
  const char *kind;
  const char *sql;
  const char *words;
} Case;

static const Case cases[] = {
  { "reference", "UPDATE copy SET channel_id = 4711", "channel" },
  { "count", "UPDATE rollup_hour SET n = n + 1", "hourly" },
  { "count", "UPDATE rollup_total SET n = n + 1", "of mentions differ" },
  { "search", "UPDATE mention SET text = '지하철이 늦어요'", "search index" },
  { "attempt", "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
    " VALUES (1, 'publish', 1, 'm', 'b', 1, 1, 1476406799, 'k', '동네 소식', '글')", "동네 소식" },
  { "copy", "UPDATE copy SET published_at = NULL", "1 (1)" },
  { "copy", "UPDATE copy SET state = 'flying'", "1 (1)" },
  { "copy", "UPDATE copy SET state = 'scheduled', publish_at = NULL", "1 (1)" },
  { "copy", "UPDATE copy SET state = 'publishing', claim_id = 99", "1 (1)" },
  { "copy", "UPDATE copy SET state = 'scheduled'; UPDATE content SET removed_at = 1", "1 (1)" },
  { "mention", "DELETE FROM sighting", "1 (" },
  { "mention", "UPDATE mention SET sentiment = 9", "1 (" },
};

/* As another program might, without a care for references. */
static void
run_sql (BudgetFixture *f,
         const char    *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_broken (BudgetFixture *f,
             gconstpointer  data)
{
  const Case *c = data;
  g_autoptr(GPtrArray) findings = NULL;
  gboolean found = FALSE;

  run_sql (f, c->sql);
  findings = check (f);
  for (guint i = 0; i < findings->len; i++)
    {
      const SotongFinding *finding = g_ptr_array_index (findings, i);

      found = found || (g_str_equal (finding->kind, c->kind) && !finding->is_note && strstr (finding->message, c->words) != NULL);
    }
  g_assert_true (found);
}

/* An attempt whose lease runs may well be under way. */
static void
test_under_way (BudgetFixture *f,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  run_sql (f, "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
           " VALUES (1, 'publish', 1, 'm', 'b', 1, 1, 1476406801, 'k', '동네 소식', '글')");
  findings = check (f);
  g_assert_cmpuint (findings->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/check/sound", BudgetFixture, NULL, set_up, test_sound, fixture_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/check/broken/%s-%u", cases[i].kind, (guint) i);

      g_test_add (path, BudgetFixture, &cases[i], set_up, test_broken, fixture_tear_down);
    }
  g_test_add ("/store/check/under-way", BudgetFixture, NULL, set_up, test_under_way, fixture_tear_down);
  return g_test_run ();
}

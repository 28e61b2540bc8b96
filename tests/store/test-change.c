/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-mention.h"
#include "store/sotong-source.h"
#include "store/sotong-store.h"
#include "store/sotong-undo.h"

#define N_CHANGES 120

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static gpointer
redo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_redo (db, error);
}

static void
undo (StoreFixture *f)
{
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
}

static void
redo (StoreFixture *f)
{
  sotong_change_info_free (store_fixture_write (f, redo_job, NULL));
}

static void
assert_fails (StoreFixture   *f,
              SotongStoreJob  job,
              int             code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

typedef struct {
  gint64      id;
  const char *title;
} Rename;

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Rename *rename = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, rename->id, error);

  if (content == NULL)
    return NULL;
  g_free (content->title);
  content->title = g_strdup (rename->title);
  return sotong_content_save (db, content, error) ? data : NULL;
}

static void
set_title (StoreFixture *f,
           gint64        id,
           const char   *title)
{
  Rename rename = { id, title };

  store_fixture_write (f, rename_job, &rename);
}

static gpointer
title_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  return content != NULL ? g_strdup (content->title) : NULL;
}

static void
assert_title (StoreFixture *f,
              gint64        id,
              const char   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *title = sotong_store_read (f->store, title_job, &id, NULL, &error);

  if (expected == NULL)
    g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  else
    g_assert_cmpstr (title, ==, expected);
}

static void
test_undo_redo (StoreFixture  *f,
                gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);

  assert_fails (f, redo_job, SOTONG_STORE_ERROR_NOTHING);
  set_title (f, id, "둘째");
  set_title (f, id, "셋째");
  undo (f);
  assert_title (f, id, "둘째");
  undo (f);
  assert_title (f, id, "처음");
  redo (f);
  assert_title (f, id, "둘째");
  redo (f);
  assert_title (f, id, "셋째");
  assert_fails (f, redo_job, SOTONG_STORE_ERROR_NOTHING);
  undo (f);
  undo (f);
  undo (f);
  assert_title (f, id, NULL);
  assert_fails (f, undo_job, SOTONG_STORE_ERROR_NOTHING);
}

/* What is done after an undo makes what was undone unreachable. */
static void
test_redo_dropped (StoreFixture  *f,
                   gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);

  set_title (f, id, "둘째");
  undo (f);
  set_title (f, id, "다른 길");
  assert_fails (f, redo_job, SOTONG_STORE_ERROR_NOTHING);
  undo (f);
  assert_title (f, id, "처음");
}

static void
test_survives_restart (StoreFixture  *f,
                       gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "0", SOTONG_STATE_DRAFT, SOTONG_NONE);

  for (int i = 1; i <= N_CHANGES; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      set_title (f, id, title);
    }
  store_fixture_reopen (f, NULL);
  for (int i = N_CHANGES; i > 0; i--)
    {
      g_autofree char *title = g_strdup_printf ("%d", i - 1);

      undo (f);
      assert_title (f, id, title);
    }
  store_fixture_reopen (f, NULL);
  for (int i = 1; i <= N_CHANGES; i++)
    redo (f);
  assert_title (f, id, G_STRINGIFY (N_CHANGES));
}

/* Somebody else changed the same row: neither his work nor ours is lost. */
static void
test_conflict (StoreFixture  *f,
               gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, 0, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);

  set_title (f, id, "둘째");
  store_fixture_sql (f, "UPDATE content SET notes = '다른 프로그램'");
  assert_fails (f, undo_job, SOTONG_STORE_ERROR_CONFLICT);
  assert_title (f, id, "둘째");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE notes = '다른 프로그램'"), ==, 1);
}

static gpointer
schedule_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_copy_set_state (db, *(gint64 *) data, SOTONG_STATE_SCHEDULED, 4000000000, error) ? data : NULL;
}

static void
test_left_house (StoreFixture  *f,
                 gconstpointer  state)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 content = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  gint64 copy = store_fixture_copy_of (f, content);
  g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s'", (const char *) state);

  store_fixture_write (f, schedule_job, &copy);
  store_fixture_sql (f, sql);
  assert_fails (f, undo_job, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE publish_at = 4000000000"), ==, 1);
}

/* What cannot be taken back is refused once; what was done before it stays within reach. */
static void
test_passed_over (StoreFixture  *f,
                  gconstpointer  data)
{
  gint64 earlier = store_fixture_add_content (f, 0, "먼저", SOTONG_STATE_DRAFT, SOTONG_NONE);
  gint64 channel, content, copy;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = NULL;

  set_title (f, earlier, "고친 제목");
  channel = store_fixture_add_channel (f, "블로그");
  content = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  copy = store_fixture_copy_of (f, content);
  store_fixture_sql (f, "UPDATE change SET undo_state = 'none' WHERE subject <> '고친 제목'");
  store_fixture_write (f, schedule_job, &copy);
  store_fixture_sql (f, "UPDATE copy SET state = 'published'");
  g_assert_null (sotong_store_undo (f->store, FALSE, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_clear_error (&error);
  store_fixture_reopen (f, NULL);
  info = sotong_store_undo (f->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->subject_id, ==, earlier);
  assert_title (f, earlier, "먼저");
}

static gpointer
notes_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  if (content == NULL)
    return NULL;
  g_free (content->notes);
  content->notes = g_strdup ("메모");
  return sotong_content_save (db, content, error) ? data : NULL;
}

static gpointer
publish_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_change_begin_final (db, "content.publish", "content", *(gint64 *) data, "글", error) ? data : NULL;
}

/* What a published post rests on stays: its text, itself, its channel. The office's own notes do not,
 * nor does what was written after it had gone out. */
static void
test_rests_on (StoreFixture  *f,
               gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 content = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);

  set_title (f, content, "나간 제목");
  store_fixture_sql (f, "UPDATE copy SET state = 'published', remote_id = '7'");
  store_fixture_write (f, publish_job, &content);
  store_fixture_write (f, notes_job, &content);
  undo (f);
  set_title (f, content, "나중 제목");
  undo (f);
  assert_title (f, content, "나간 제목");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE notes = ''"), ==, 1);
  for (int i = 0; i < 3; i++) /* the title, the content, the channel */
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_store_undo (f->store, FALSE, NULL, &error));
      g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
    }
  assert_fails (f, undo_job, SOTONG_STORE_ERROR_NOTHING);
  assert_title (f, content, "나간 제목");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE removed_at IS NULL"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM channel WHERE removed_at IS NULL"), ==, 1);
}

/* A channel whose post failed is not taken away below it: the failure would be nowhere to be seen. */
static void
test_stands_on (StoreFixture  *f,
                gconstpointer  data)
{
  gint64 other = store_fixture_add_channel (f, "카카오"), channel = store_fixture_add_channel (f, "블로그");
  gint64 content = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO copy (content_id, channel_id, state, client_key) SELECT content_id, %" G_GINT64_FORMAT ","
                                          " 'published', 'k' FROM copy", other);
  g_autoptr(GError) out = NULL, stands = NULL;

  store_fixture_sql (f, sql);
  store_fixture_sql (f, "UPDATE copy SET state = 'failed' WHERE state = 'draft'");
  store_fixture_write (f, publish_job, &content);
  g_assert_null (sotong_store_undo (f->store, FALSE, NULL, &out));
  g_assert_error (out, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_assert_null (sotong_store_undo (f->store, FALSE, NULL, &stands));
  g_assert_error (stands, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (stands->message, "블로그"));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM channel WHERE removed_at IS NULL"), ==, 2);
}

/* An attempt that sent nothing keeps nobody from taking back the plan. */
static void
test_failed_attempt (StoreFixture  *f,
                     gconstpointer  state)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 content = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  gint64 copy = store_fixture_copy_of (f, content);
  g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s', publish_at = publish_at + 60", (const char *) state);

  store_fixture_write (f, schedule_job, &copy);
  store_fixture_sql (f, sql);
  undo (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE state = 'draft' AND publish_at IS NULL"), ==, 1);
}

static gpointer
final_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_change_begin_final (db, "content.publish", "content", 1, "글", error) ? db : NULL;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_list (db, NULL, 0, 100, error);
}

static void
test_history (StoreFixture  *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  SotongChangeInfo *info;

  store_fixture_add_content (f, 0, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  store_fixture_write (f, final_job, NULL);
  list = sotong_store_read (f->store, list_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  info = g_ptr_array_index (list, 0);
  g_assert_cmpstr (info->action, ==, "content.publish");
  g_assert_cmpstr (info->undo_state, ==, "none");
  g_assert_cmpstr (info->actor, ==, g_get_user_name ());
  text = sotong_change_describe (info);
  g_assert_nonnull (strstr (text, "글"));
  undo (f); /* what cannot be undone does not stand in the way of what can */
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE removed_at IS NULL"), ==, 0);
}

/* A job that fails leaves no step behind. */
static gpointer
begin_and_fail_job (SotongDb      *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup ("반쪽");
  content->type = g_strdup ("blog-post");
  if (sotong_content_add (db, content, error) != 0)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, "the rest of the job failed");
  return NULL;
}

static void
test_failed_job (StoreFixture  *f,
                 gconstpointer  data)
{
  assert_fails (f, begin_and_fail_job, SOTONG_STORE_ERROR_INVALID);
  assert_fails (f, undo_job, SOTONG_STORE_ERROR_NOTHING);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change"), ==, 0);
}

static gpointer
many_rows_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  gboolean done = sotong_change_begin (db, "content.edit", "content", 0, "many", error);

  for (int round = 0; done && round < 2; round++)
    {
      for (gint64 id = 1; done && id <= 200; id++)
        done = sotong_content_move (db, id, 0, 4000000000 + round, error);
    }
  return done ? db : NULL;
}

static void
test_many_rows (StoreFixture  *f,
                gconstpointer  data)
{
  for (int i = 0; i < 200; i++)
    store_fixture_add_content (f, 0, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  store_fixture_write (f, many_rows_job, NULL);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE planned_at = 4000000001"), ==, 200);
  undo (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE planned_at IS NULL"), ==, 200);
  redo (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE planned_at = 4000000001"), ==, 200);
}

static gpointer
mention_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongMentionInput input = {
    .external_id = "1", .canonical_key = "k1", .author = "시민", .published_at = 1476406800, .first_seen = 1476406800,
    .url = "", .text = "축제가 즐거웠습니다", .copy_id = SOTONG_NONE,
  };
  g_autoptr(SotongMentionWriter) writer = NULL;
  gboolean is_new;
  gint64 id = 0;

  if (!sotong_db_exec (db, error, "INSERT INTO source (name, kind) VALUES ('출처', 'import')", ""))
    return NULL;
  writer = sotong_mention_writer_new (db, 1, SOTONG_NONE, error);
  if (writer == NULL || !sotong_mention_writer_add (writer, &input, &is_new, &id, error) || !sotong_mention_writer_finish (writer, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static gpointer
label_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_mention_label (db, *(gint64 *) data, SOTONG_SENTIMENT_POSITIVE, error) ? data : NULL;
}

/* Rows with a key of two parts, and counts that follow. */
static void
test_label (StoreFixture  *f,
            gconstpointer  data)
{
  g_autofree gint64 *id = store_fixture_write (f, mention_job, NULL);
  const char *labelled = "SELECT count(*) FROM mention WHERE sentiment = 3 AND sentiment_source = 'person'";
  const char *judged = "SELECT count(*) FROM mention_sentiment WHERE source = 'person'";
  const char *counted = "SELECT coalesce (sum (n), 0) FROM rollup_hour WHERE topic_id = 0 AND sentiment = 3";

  store_fixture_write (f, label_job, id);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (store_fixture_sql_int (f, labelled), ==, 1);
      g_assert_cmpint (store_fixture_sql_int (f, judged), ==, 1);
      g_assert_cmpint (store_fixture_sql_int (f, counted), ==, 1);
      undo (f);
      g_assert_cmpint (store_fixture_sql_int (f, labelled), ==, 0);
      g_assert_cmpint (store_fixture_sql_int (f, judged), ==, 0);
      g_assert_cmpint (store_fixture_sql_int (f, counted), ==, 0);
      redo (f);
    }
}

typedef struct {
  gint64      id;
  const char *title;
  const char *session;
  gint64      channel;  /* 0, or where to add a copy */
} Writing;

static gpointer
write_on_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Writing *writing = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, writing->id, error);

  g_free (content->title);
  content->title = g_strdup (writing->title);
  if (writing->channel != 0)
    g_ptr_array_add (content->copies, sotong_copy_new (writing->channel));
  if (!sotong_content_save (db, content, error))
    return NULL;
  sotong_change_set_session (db, writing->session);
  return data;
}

static void
write_on (StoreFixture *f,
          gint64        id,
          const char   *title,
          const char   *session,
          gint64        channel)
{
  Writing writing = { id, title, session, channel };

  store_fixture_write (f, write_on_job, &writing);
}

static gboolean
has_title (StoreFixture *f,
           const char   *title)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM content WHERE title = '%s'", title);

  return store_fixture_sql_int (f, sql) == 1;
}

/* What is stored every few seconds while somebody writes is one step of undo; another session,
 * or an act in between, begins a new one. */
static void
test_session (StoreFixture  *f,
              gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그"), other = store_fixture_add_channel (f, "카카오");
  gint64 id = store_fixture_add_content (f, channel, "가", SOTONG_STATE_DRAFT, SOTONG_NONE);
  gint64 before = store_fixture_sql_int (f, "SELECT count(*) FROM change");

  write_on (f, id, "가을", "s1", 0);
  write_on (f, id, "가을 소", "s1", other);
  write_on (f, id, "가을 소식", "s1", 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change"), ==, before + 1);
  write_on (f, id, "가을 소식 둘", "s2", 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change"), ==, before + 2);
  undo (f);
  g_assert_true (has_title (f, "가을 소식"));
  undo (f);
  g_assert_true (has_title (f, "가"));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE removed_at IS NULL"), ==, 1);
  redo (f);
  g_assert_true (has_title (f, "가을 소식"));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE removed_at IS NULL"), ==, 2);

  /* The redo stands in between: what is written now is not what was done then. */
  before = store_fixture_sql_int (f, "SELECT count(*) FROM change WHERE undo_state <> 'none'");
  write_on (f, id, "겨울", "s1", 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change WHERE undo_state <> 'none'"), ==, before + 1);
  undo (f);
  g_assert_true (has_title (f, "가을 소식"));
}

#define ADD(path, data, function) g_test_add ("/store/change/" path, StoreFixture, data, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("undo-redo", NULL, test_undo_redo);
  ADD ("redo-dropped", NULL, test_redo_dropped);
  ADD ("survives-restart", NULL, test_survives_restart);
  ADD ("conflict", NULL, test_conflict);
  ADD ("left-house/published", "published", test_left_house);
  ADD ("left-house/publishing", "publishing", test_left_house);
  ADD ("left-house/unknown", "unknown", test_left_house);
  ADD ("left-house/passed-over", NULL, test_passed_over);
  ADD ("rests-on", NULL, test_rests_on);
  ADD ("stands-on", NULL, test_stands_on);
  ADD ("failed-attempt/failed", "failed", test_failed_attempt);
  ADD ("failed-attempt/missed", "missed", test_failed_attempt);
  ADD ("history", NULL, test_history);
  ADD ("failed-job", NULL, test_failed_job);
  ADD ("many-rows", NULL, test_many_rows);
  ADD ("label", NULL, test_label);
  ADD ("session", NULL, test_session);
  return g_test_run ();
}

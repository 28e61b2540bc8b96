/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "mention-fixture.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-retention.h"
#include "store/sotong-workspace.h"

/* How long sources keep what they brought, and how often they are read. */

#define DAY G_GINT64_CONSTANT (86400)

/* ---- what is kept for a time only ---- */

static gint64 days; /* that the source keeps; SOTONG_NONE: for ever */

static void
keep_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSource) source = sotong_source_get (db, f->source, &error);

  g_assert_no_error (error);
  source->retention_days = days;
  g_assert_true (sotong_source_edit (db, source, &error));
}

static void
keep (Fixture *f,
      gint64   n)
{
  days = n;
  fixture_write (f, keep_cb);
}

static void
add_cb (Fixture  *f,
        SotongDb *db)
{
  fixture_add (db, f->source, SOTONG_NONE, "url:a", NOW, "오래 둘 글", NULL);
}

/* The same workspace @n days later. */
static void
go_to_day (Fixture *f,
           int      n)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW + n * DAY);
  g_autoptr(GError) error = NULL;

  sotong_store_close (f->store);
  g_object_unref (f->store);
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
}

static gint64
run (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  gint64 n = sotong_retention_run (f->store, TRUE, NULL, &error);

  g_assert_no_error (error);
  return n;
}

static gboolean
is_in_file (Fixture    *f,
            const char *text)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (f->path, &data, &length, NULL));
  return memmem (data, length, text, strlen (text)) != NULL;
}

/* Not on the day on which the period was set, then once a day; nothing is left in the file. */
static void
test_keep (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, add_cb);
  g_assert_cmpint (run (f), ==, 0); /* for ever */
  go_to_day (f, 40);
  keep (f, 30);
  g_assert_cmpint (run (f), ==, 0);
  g_assert_cmpint (run (f), ==, 0);
  go_to_day (f, 41);
  g_assert_cmpint (sotong_retention_run (f->store, FALSE, NULL, NULL), ==, 0); /* the clock is set */
  g_assert_true (is_in_file (f, "오래 둘 글"));
  g_assert_cmpint (run (f), ==, 1);
  g_assert_cmpint (run (f), ==, 0);
  g_assert_false (is_in_file (f, "오래 둘 글"));
  go_to_day (f, 42);
  g_assert_cmpint (run (f), ==, 0);
}

static void
ended_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *note = sotong_workspace_get (db, "purge", &error);

  g_assert_cmpstr (note, ==, "");
}

/* As a program leaves it that is killed when it has emptied the rows. */
static void
leave_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_search_remove (db, fixture_int (db, "SELECT id FROM mention"), "오래 둘 글", &error));
  g_assert_true (sotong_db_exec (db, &error, "UPDATE mention SET text = '', author = '', url = '', purged_at = 1", ""));
  g_assert_true (sotong_workspace_set (db, "purge", "1", &error));
  g_assert_no_error (error);
}

/* A purge that was stopped is ended on the next occasion, though nothing is kept for a time only. */
static void
test_ended_later (Fixture       *f,
                  gconstpointer  data)
{
  fixture_write (f, add_cb);
  go_to_day (f, 1);
  g_assert_true (is_in_file (f, "오래 둘 글"));
  fixture_write (f, leave_cb);
  g_assert_cmpint (run (f), ==, 0);
  g_assert_false (is_in_file (f, "오래 둘 글"));
  fixture_write (f, ended_cb);
}

static gpointer
write_job (SotongDb      *db,
           gpointer       n_written,
           GCancellable  *cancellable,
           GError       **error)
{
  g_atomic_int_inc ((int *) n_written);
  return n_written;
}

static gpointer
write_on_cb (gpointer user_data)
{
  Fixture *f = user_data;
  int n = 0;

  for (int i = 0; i < 300; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, write_job, &n, NULL, &error));
      g_assert_no_error (error);
    }
  return GINT_TO_POINTER (n);
}

static void
add_many_cb (Fixture  *f,
             SotongDb *db)
{
  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *key = g_strdup_printf ("url:%d", i), *text = g_strdup_printf ("오래 둘 글 %d 번 이야기를 적어 봅니다", i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW - i, text, NULL);
    }
}

/* Whoever writes meanwhile is let through, none of it is lost, and in the end nothing is left all the same. */
static void
test_makes_way (Fixture       *f,
                gconstpointer  data)
{
  GThread *writer;

  fixture_write (f, add_many_cb);
  go_to_day (f, 40);
  keep (f, 30);
  g_assert_cmpint (run (f), ==, 0);
  go_to_day (f, 41);
  g_assert_true (is_in_file (f, "오래 둘 글"));
  writer = g_thread_new ("writer", write_on_cb, f);
  g_assert_cmpint (run (f), ==, 3000);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (writer)), ==, 300);
  g_assert_false (is_in_file (f, "오래 둘 글"));
  g_assert_false (is_in_file (f, "번 이야기를"));
}

/* Another period begins to count anew, and one that was taken back does nothing. */
static void
test_change (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, add_cb);
  go_to_day (f, 40);
  keep (f, 30);
  g_assert_cmpint (run (f), ==, 0);
  go_to_day (f, 41);
  keep (f, 20);
  g_assert_cmpint (run (f), ==, 0);
  keep (f, SOTONG_NONE);
  go_to_day (f, 42);
  g_assert_cmpint (run (f), ==, 0);
  go_to_day (f, 43);
  g_assert_cmpint (run (f), ==, 0);
  g_assert_true (is_in_file (f, "오래 둘 글"));
}

static void
soon_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  sotong_db_exec (db, &error, "INSERT INTO channel (id, name, platform) VALUES (1, 'c', 'practice')", "");
  g_assert_no_error (error);
  sotong_db_exec (db, &error, "INSERT INTO content (id, uuid, title, type_id, created_at, updated_at) SELECT 1, 'u', 't', min(id), 0, 0 FROM content_type", "");
  g_assert_no_error (error);
  sotong_db_exec (db, &error, "INSERT INTO copy (content_id, channel_id, state, client_key, publish_at) VALUES (1, 1, 'scheduled', 'k', $1)", "i",
                  sotong_db_now (db) + 300);
  g_assert_no_error (error);
}

static void
later_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_db_exec (db, &error, "UPDATE copy SET publish_at = $1", "i", sotong_db_now (db) + DAY));
}

/* The file is written anew: what goes out in the next minutes is not kept waiting by it. */
static void
test_busy (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, add_cb);
  go_to_day (f, 40);
  keep (f, 30);
  g_assert_cmpint (run (f), ==, 0);
  go_to_day (f, 41);
  fixture_write (f, soon_cb);
  g_assert_cmpint (run (f), ==, 0);
  fixture_write (f, later_cb);
  g_assert_cmpint (run (f), ==, 1);
}

/* ---- how often they are read ---- */

static const char *outcome;
static gint64 next_due;

/* It was read at NOW, and is read again every hour. */
static void
read_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSourceRun) end = sotong_source_run_new ();
  SotongSourceState state = { .next_due = next_due, .failed = g_str_equal (outcome, "failed") };

  end->id = sotong_source_run_begin (db, f->source, "fetch", &error);
  g_assert_no_error (error);
  end->source_id = f->source;
  end->outcome = g_strdup (outcome);
  g_assert_true (sotong_source_run_end (db, end, &state, &error));
  sotong_source_run_release (end->id);
}

static void
hour_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSource) source = sotong_source_get (db, f->source, &error);

  source->interval_s = 3600;
  g_assert_true (sotong_source_edit (db, source, &error));
}

static SotongAlertStage stage;

static void
stage_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sotong_alert_set_stage (db, 0, stage, "번지고 있음", "과장", &error), >, 0);
  g_assert_no_error (error);
}

static void
set_stage (Fixture          *f,
           SotongAlertStage  to)
{
  stage = to;
  fixture_write (f, stage_cb);
}

static gint64 due;

static void
due_cb (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(GPtrArray) list = sotong_source_list (db, NULL);
  g_autoptr(SotongSource) source = sotong_source_get (db, f->source, NULL);

  g_assert_cmpint (((SotongSource *) g_ptr_array_index (list, 0))->next_due, ==, source->next_due);
  due = source->next_due;
}

/* Seconds after NOW. */
static gint64
get_due (Fixture *f)
{
  fixture_write (f, due_cb);
  return due - NOW;
}

static void
read_once (Fixture    *f,
           const char *how,
           gint64      next)
{
  outcome = how;
  next_due = NOW + next;
  fixture_write (f, read_cb);
}

static void
undo_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_autoptr(SotongChangeInfo) undone = sotong_change_undo (db, &error);

  g_assert_no_error (error);
  g_assert_nonnull (undone);
}

/* The higher the stage that a person holds, the sooner; when it is over or undone, as before. */
static void
test_hasten (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, hour_cb);
  read_once (f, "ok", 3600);
  g_assert_cmpint (get_due (f), ==, 3600);
  set_stage (f, SOTONG_STAGE_ATTENTION);
  g_assert_cmpint (get_due (f), ==, 1800);
  set_stage (f, SOTONG_STAGE_SERIOUS);
  g_assert_cmpint (get_due (f), ==, 300);
  fixture_write (f, undo_cb);
  g_assert_cmpint (get_due (f), ==, 1800);
  set_stage (f, SOTONG_STAGE_NONE);
  g_assert_cmpint (get_due (f), ==, 3600);
}

/* Who asked to be left alone for longer, or did not answer, keeps the time. */
static void
test_patience (Fixture       *f,
               gconstpointer  data)
{
  fixture_write (f, hour_cb);
  set_stage (f, SOTONG_STAGE_SERIOUS);
  read_once (f, "ok", 7200);
  g_assert_cmpint (get_due (f), ==, 7200);
  read_once (f, "failed", 1800);
  g_assert_cmpint (get_due (f), ==, 1800);
  read_once (f, "unchanged", 3600);
  g_assert_cmpint (get_due (f), ==, 300);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/store/source/keep", test_keep);
  ADD ("/store/source/ended-later", test_ended_later);
  ADD ("/store/source/makes-way", test_makes_way);
  ADD ("/store/source/keep-change", test_change);
  ADD ("/store/source/keep-busy", test_busy);
  ADD ("/store/source/hasten", test_hasten);
  ADD ("/store/source/patience", test_patience);
  return g_test_run ();
}

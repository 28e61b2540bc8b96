/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs write one workspace: who writes much gives way to who waits, and a purge as well. The other program is this one, started
 * again with the workspace's name. */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "mention-fixture.h"
#include "store/sotong-purge.h"
#include "store/sotong-turn-private.h"
#include "store/sotong-workspace.h"

#define N_WRITES   60
#define N_MENTIONS 3000

static const char *own_name;

/* ---- the other program ---- */

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *value = g_strdup_printf ("%d", *(const int *) data);

  return sotong_workspace_set (db, "other", value, error) ? data : NULL;
}

/* Says that it is there, and writes when it is told to. */
static int
be_other (const char *path,
          int         n)
{
  g_autoptr(GError) error = NULL;
  SotongStore *store = sotong_store_open (path, NULL, NULL, &error);
  int i = 0;

  if (store == NULL)
    return 1;
  puts ("open");
  fflush (stdout);
  if (getchar () == EOF)
    return 1;
  for (i = 1; i <= n; i++)
    if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, write_job, &i, NULL, &error) == NULL)
      {
        fprintf (stderr, "%s\n", error->message);
        return 1;
      }
  sotong_store_close (store);
  g_object_unref (store);
  return 0;
}

/* ---- this one ---- */

typedef struct {
  GSubprocess *process;
  GOutputStream *to;  /* (unowned) */
} Other;

/* Once it has the workspace open. */
static void
other_start (Other      *other,
             Fixture    *f,
             const char *n_writes)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GDataInputStream) said = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", g_get_user_runtime_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  other->process = g_subprocess_launcher_spawn (launcher, &error, own_name, "--other", f->path, n_writes, NULL);
  g_assert_no_error (error);
  other->to = g_subprocess_get_stdin_pipe (other->process);
  said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other->process));
  line = g_data_input_stream_read_line (said, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "open");
}

static void
other_go (Other *other)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (other->to, "\n", 1, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
other_end (Other *other)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check (other->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (other->process);
}

typedef struct {
  Other    *other;
  char     *seen;    /* (owned) (nullable): what the other wrote, as the next transaction finds it */
  gboolean  wanted_after;
  guint     n_done;
} Hold;

/* Has the workspace for itself before the other is told to write, and keeps it until that waits. */
static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  other_go (((const Hold *) data)->other);
  while (!sotong_turn_is_wanted (db->turn))
    g_usleep (1000);
  return data;
}

static gpointer
look_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Hold *hold = data;

  hold->seen = sotong_workspace_get (db, "other", NULL);
  hold->wanted_after = sotong_turn_is_wanted (db->turn);
  return data;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Hold *hold = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write_finish (SOTONG_STORE (object), result, &error));
  g_assert_no_error (error);
  hold->n_done++;
}

/* Two transactions stand one behind the other in the writer's queue; what another program waits to write comes between them. */
static void
test_between (Fixture       *f,
              gconstpointer  data)
{
  Other other;
  Hold hold = { &other };

  other_start (&other, f, "1");
  sotong_store_write_async (f->store, SOTONG_WRITE_BULK, hold_job, &hold, NULL, NULL, NULL, done_cb, &hold);
  sotong_store_write_async (f->store, SOTONG_WRITE_BULK, look_job, &hold, NULL, NULL, NULL, done_cb, &hold);
  while (hold.n_done < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (hold.seen, ==, "1");
  g_assert_false (hold.wanted_after);
  other_end (&other);
  g_free (hold.seen);
}

static void
add_many (Fixture  *f,
          SotongDb *db)
{
  for (int i = 0; i < N_MENTIONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("url:%d", i), *text = g_strdup_printf ("오래 둘 글 %d 번 이야기를 적어 봅니다", i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW - i, text, NULL);
    }
}

static void
look_after (Fixture  *f,
            SotongDb *db)
{
  g_autofree char *seen = sotong_workspace_get (db, "other", NULL);
  gint64 n = -1;

  g_assert_cmpint (atoi (seen != NULL ? seen : ""), ==, N_WRITES);
  g_assert_true (sotong_db_get_int (db, &n, NULL, "SELECT count(*) FROM mention WHERE text <> ''", ""));
  g_assert_cmpint (n, ==, 0);
}

/* Neither fails because of the other, nothing of either is lost, and in the end nothing of the texts is left. */
static void
test_purge (Fixture       *f,
            gconstpointer  data)
{
  const SotongPurge purge = { f->source, NULL, NOW + 24 * 3600, TRUE };
  g_autoptr(GError) error = NULL;
  g_autofree char *file = NULL;
  Other other;
  gsize length;

  fixture_write (f, add_many);
  other_start (&other, f, G_STRINGIFY (N_WRITES));
  other_go (&other);
  g_assert_cmpint (sotong_purge_run (f->store, &purge, NULL, &error), ==, N_MENTIONS);
  g_assert_no_error (error);
  other_end (&other);
  fixture_write (f, look_after);
  g_assert_true (g_file_get_contents (f->path, &file, &length, NULL));
  g_assert_null (memmem (file, length, "오래 둘 글", strlen ("오래 둘 글")));
}

/* Of two that ask none sees itself, and one that ended is waited for no more. */
static void
test_alone (void)
{
  SotongTurn *one = sotong_turn_new (1, 2), *two = sotong_turn_new (1, 2), *elsewhere = sotong_turn_new (1, 3);

  g_assert_false (sotong_turn_is_wanted (one));
  sotong_turn_wait (one);
  sotong_turn_wait (one);
  g_assert_false (sotong_turn_is_wanted (one));
  g_assert_true (sotong_turn_is_wanted (two));
  g_assert_false (sotong_turn_is_wanted (elsewhere));
  sotong_turn_end_wait (one);
  g_assert_false (sotong_turn_is_wanted (two));
  sotong_turn_wait (one);
  sotong_turn_free (one);
  g_assert_false (sotong_turn_is_wanted (two));
  sotong_turn_give (two);
  sotong_turn_free (two);
  sotong_turn_free (elsewhere);
}

int
main (int    argc,
      char **argv)
{
  own_name = argv[0];
  if (argc == 4 && strcmp (argv[1], "--other") == 0)
    return be_other (argv[2], atoi (argv[3]));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/turn/between", Fixture, NULL, fixture_set_up, test_between, fixture_tear_down);
  g_test_add ("/store/turn/purge", Fixture, NULL, fixture_set_up, test_purge, fixture_tear_down);
  g_test_add_func ("/store/turn/alone", test_alone);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#include "platforms/sotong-practice-server.h"

#define TOKEN   "practice-token"
#define SECRETS "연습\t" TOKEN "\n"

typedef struct {
  char                 *dir;
  char                 *workspace;
  char                 *text;
  SotongPracticeServer *server;
  char                 *url;
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

static char *
program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "sotongctl", NULL);
}

/* Runs “sotongctl --workspace W …”; words are separated by “|”. */
static Run
run (Fixture    *f,
     const char *input,
     const char *words)
{
  g_autofree char *command = program ();
  g_autofree char *line = g_strdup_printf ("%s|--workspace|%s|%s", command, f->workspace, words);
  g_auto(GStrv) argv = g_strsplit (line, "|", -1);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  Run result = { 0 };

  process = g_subprocess_newv ((const char * const *) argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  if (result.out[0] == '{')
    result.json = json_from_string (result.out, NULL);
  g_assert_null (strstr (result.out, TOKEN));
  g_assert_null (strstr (result.err, TOKEN));
  return result;
}

static JsonObject *
element (const Run  *run_result,
         const char *list,
         guint       index)
{
  g_assert_nonnull (run_result->json);
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (run_result->json), list), index);
}

static guint
length (const Run  *run_result,
        const char *list)
{
  g_assert_nonnull (run_result->json);
  return json_array_get_length (json_object_get_array_member (json_node_get_object (run_result->json), list));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;

  f->dir = g_dir_make_tmp ("sotong-XXXXXX", &error);
  f->workspace = g_build_filename (f->dir, "city.sotong", NULL);
  f->text = g_build_filename (f->dir, "text.txt", NULL);
  g_assert_true (g_file_set_contents (f->text, "가을 축제를 안내합니다.\n", -1, NULL));
  f->server = sotong_practice_server_new (TOKEN, clock);
  f->url = g_strdup (sotong_practice_server_start (f->server, 0, &error));
  g_assert_no_error (error);
  {
    g_auto(Run) init = run (f, NULL, "init");
    g_auto(Run) add = { 0 };

    g_assert_cmpint (init.status, ==, 0);
    words = g_strdup_printf ("--secrets-stdin|channel|add|--name|연습|--platform|practice|--url|%s", f->url);
    add = run (f, "", words);
    g_assert_cmpint (add.status, ==, 0);
  }
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (f->dir, 0, NULL);
  const char *name;

  sotong_practice_server_stop (f->server);
  g_clear_object (&f->server);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
  g_free (f->workspace);
  g_free (f->text);
  g_free (f->url);
}

static void
add_content (Fixture    *f,
             const char *title,
             const char *at)
{
  g_autofree char *words = NULL;
  g_auto(Run) add = { 0 };

  words = g_strdup_printf ("content|add|--title|%s|--type|blog-post|--channel|연습|--text-file|%s%s%s", title, f->text,
                           at != NULL ? "|--at|" : "", at != NULL ? at : "");
  add = run (f, NULL, words);
  g_assert_cmpint (add.status, ==, 0);
}

static void
test_channels (Fixture       *f,
               gconstpointer  data)
{
  g_auto(Run) list = run (f, NULL, "--json|channel|list");
  g_auto(Run) check = run (f, SECRETS, "--json|--secrets-stdin|channel|test|연습");
  g_auto(Run) wrong = run (f, "연습\twrong\n", "--json|--secrets-stdin|channel|test|연습");
  g_auto(Run) nobody = run (f, SECRETS, "--secrets-stdin|channel|test|없는 통로");
  g_auto(Run) none = run (f, NULL, "channel|test");
  g_auto(Run) remove = { 0 };
  g_auto(Run) after = { 0 };

  g_assert_cmpuint (length (&list, "channels"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (element (&list, "channels", 0), "name"), ==, "연습");
  g_assert_cmpstr (json_object_get_string_member (element (&list, "channels", 0), "url"), ==, f->url);
  g_assert_cmpint (check.status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (check.json), "outcome"), ==, "ok");
  g_assert_cmpint (wrong.status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (wrong.json), "outcome"), ==, "renew");
  g_assert_cmpuint (strlen (wrong.err), >, 0);
  g_assert_cmpint (nobody.status, ==, 1);
  g_assert_cmpint (none.status, ==, 2);
  remove = run (f, NULL, "--secrets-stdin|channel|remove|연습");
  g_assert_cmpint (remove.status, ==, 0);
  after = run (f, NULL, "--json|channel|list");
  g_assert_cmpuint (length (&after, "channels"), ==, 0);
}

static void
test_channel_refused (Fixture       *f,
                      gconstpointer  data)
{
  g_auto(Run) plain = run (f, "secret", "channel|add|--name|블로그|--platform|wordpress|--url|http://blog.example|--user|me");
  g_auto(Run) unknown = run (f, "secret", "channel|add|--name|블로그|--platform|nothing|--url|https://blog.example");
  g_auto(Run) no_url = run (f, "secret", "channel|add|--name|블로그|--platform|wordpress|--user|me");
  g_auto(Run) no_name = run (f, "secret", "channel|add|--platform|wordpress|--url|https://blog.example");
  g_auto(Run) twice = run (f, NULL, "--secrets-stdin|channel|add|--name|연습|--platform|practice|--url|http://127.0.0.1:9");

  g_assert_cmpint (plain.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "kakao-channel"));
  g_assert_cmpint (no_url.status, ==, 2);
  g_assert_cmpint (no_name.status, ==, 2);
  g_assert_cmpint (twice.status, ==, 1);
}

static void
test_publish (Fixture       *f,
              gconstpointer  data)
{
  g_auto(Run) first = { 0 };
  g_auto(Run) second = { 0 };
  g_auto(Run) one = { 0 };
  SotongPracticeCounts counts;
  JsonObject *attempt, *copy;

  add_content (f, "가을 축제", "2020-01-01T09:00:00+09:00");
  add_content (f, "나중 글", "2999-01-01T09:00:00+09:00");
  add_content (f, "초안", NULL);
  first = run (f, SECRETS, "--json|--secrets-stdin|publish");
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpuint (length (&first, "attempts"), ==, 1);
  attempt = element (&first, "attempts", 0);
  g_assert_cmpint (json_object_get_int_member (attempt, "content_id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (attempt, "outcome"), ==, "ok");
  g_assert_cmpint (json_object_get_int_member (attempt, "http_status"), ==, 201);
  g_assert_cmpstr (json_object_get_string_member (attempt, "channel"), ==, "연습");
  g_assert_true (json_object_has_member (attempt, "copy_id") && json_object_has_member (attempt, "started_at")
                 && json_object_has_member (attempt, "message"));
  copy = element (&first, "copies", 0);
  g_assert_cmpstr (json_object_get_string_member (copy, "state"), ==, "published");
  g_assert_cmpstr (json_object_get_string_member (copy, "remote_url"), !=, "");

  second = run (f, SECRETS, "--json|--secrets-stdin|publish");
  g_assert_cmpint (second.status, ==, 0);
  g_assert_cmpuint (length (&second, "attempts"), ==, 0);
  one = run (f, SECRETS, "--json|--secrets-stdin|publish|--content|3");
  g_assert_cmpint (one.status, ==, 0);
  g_assert_cmpuint (length (&one, "attempts"), ==, 1);
  sotong_practice_server_get_counts (f->server, &counts);
  g_assert_cmpuint (counts.posts, ==, 2);
  g_assert_cmpuint (counts.received, ==, 2);
}

static void
test_failures (Fixture       *f,
               gconstpointer  data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, 1, 403, -1, 0, NULL };
  g_auto(Run) no_secret = { 0 };
  g_auto(Run) refused = { 0 };
  g_auto(Run) wrong = run (f, SECRETS, "--secrets-stdin|publish|--content|none");
  g_auto(Run) missing = run (f, SECRETS, "--secrets-stdin|publish|--content|77");

  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_cmpint (missing.status, ==, 1);
  add_content (f, "하나", "2020-01-01T09:00:00+09:00");
  add_content (f, "둘", "2020-01-01T09:00:01+09:00");
  no_secret = run (f, "", "--json|--secrets-stdin|publish");
  g_assert_cmpint (no_secret.status, ==, 1);
  g_assert_cmpuint (length (&no_secret, "attempts"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (element (&no_secret, "copies", 1), "state"), ==, "scheduled");
  /* One line for one cause. */
  g_assert_true (strchr (no_secret.err, '\n') == no_secret.err + strlen (no_secret.err) - 1);

  sotong_practice_server_add_fault (f->server, &fault);
  refused = run (f, SECRETS, "--json|--secrets-stdin|publish");
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_cmpuint (length (&refused, "attempts"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (element (&refused, "copies", 0), "state"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (element (&refused, "copies", 1), "state"), ==, "published");
  g_assert_nonnull (strstr (refused.err, "하나"));
}

static void
test_set_clock (Fixture       *f,
                gconstpointer  data)
{
  g_auto(Run) add = run (f, NULL, "--secrets-stdin|channel|add|--name|시청 블로그|--platform|wordpress|--url|https://blog.invalid|--user|me");
  g_auto(Run) run_set = { 0 };
  g_autofree char *words = NULL;

  g_assert_cmpint (add.status, ==, 0);
  words = g_strdup_printf ("--now|2016-10-14T10:00:00+09:00|content|add|--title|글|--type|blog-post|--channel|시청 블로그|--text-file|%s"
                           "|--at|2016-10-14T11:00:00+09:00", f->text);
  {
    g_auto(Run) content = run (f, NULL, words);

    g_assert_cmpint (content.status, ==, 0);
  }
  run_set = run (f, "시청 블로그\tsecret\n", "--now|2016-10-14T11:10:00+09:00|--json|--secrets-stdin|publish");
  g_assert_cmpint (run_set.status, ==, 1);
  g_assert_cmpuint (length (&run_set, "attempts"), ==, 0);
  g_assert_nonnull (strstr (run_set.err, "--real"));
}

static void
test_outbox (Fixture       *f,
             gconstpointer  data)
{
  g_auto(Run) list = { 0 };
  g_autofree char *words = g_strdup_printf ("outbox|resolve|1|--published|%s/posts/1", f->url);
  g_auto(Run) wrong = run (f, NULL, "outbox|resolve|1");
  g_auto(Run) elsewhere = { 0 };
  g_auto(Run) by_hand = { 0 };
  g_auto(Run) again = { 0 };
  g_auto(Run) once_more = { 0 };

  g_assert_cmpint (wrong.status, ==, 2);
  add_content (f, "하나", "2020-01-01T09:00:00+09:00");
  elsewhere = run (f, NULL, "outbox|resolve|1|--published|blog.example/1");
  g_assert_cmpint (elsewhere.status, ==, 1);
  by_hand = run (f, NULL, words);
  g_assert_cmpint (by_hand.status, ==, 0);
  again = run (f, NULL, "outbox|resolve|1|--not-published");
  g_assert_cmpint (again.status, ==, 0);
  once_more = run (f, NULL, "outbox|resolve|1|--not-published");
  g_assert_cmpint (once_more.status, ==, 1);
  list = run (f, NULL, "--json|outbox|list");
  g_assert_cmpuint (length (&list, "attempts"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (element (&list, "attempts", 0), "kind"), ==, "settle");
  g_assert_cmpstr (json_object_get_string_member (element (&list, "attempts", 1), "kind"), ==, "by-hand");
}

static void
test_serve (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *command = program ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;
  GOutputStream *input;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, command, "practice", "serve", NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (process);
  /* The token's line is enough: the input need not end. */
  g_assert_true (g_output_stream_write_all (input, TOKEN "\n", strlen (TOKEN) + 1, NULL, NULL, &error));
  g_assert_true (g_output_stream_flush (input, NULL, &error));
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "http://127.0.0.1:"));
  words = g_strdup_printf ("--secrets-stdin|channel|add|--name|둘째|--platform|practice|--url|%s", line);
  {
    g_auto(Run) add = run (f, NULL, words);
    g_auto(Run) check = run (f, "둘째\t" TOKEN "\n", "--secrets-stdin|channel|test|둘째");

    g_assert_cmpint (add.status, ==, 0);
    g_assert_cmpint (check.status, ==, 0);
  }
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

#define ADD(path, function) g_test_add ("/cli/publish/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("channels", test_channels);
  ADD ("channel-refused", test_channel_refused);
  ADD ("publish", test_publish);
  ADD ("failures", test_failures);
  ADD ("set-clock", test_set_clock);
  ADD ("outbox", test_outbox);
  ADD ("serve", test_serve);
  return g_test_run ();
}

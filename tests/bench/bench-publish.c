/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platforms/sotong-practice-server.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"

/* bench-publish [POSTS [CHANNELS [MS]]]: posts that are due over channels whose servers answer in MS
 * milliseconds, beside what one channel takes alone and beside a bare loop of calls in the same run; and how long the main thread,
 * from which they are published as the window does it, was silent. */

#define TOKEN "practice-token"
#define TICK_MS 5

typedef struct {
  char            *dir;
  SotongStore     *store;
  SotongSecrets   *secrets;
  SotongPublisher *publisher;
  int              n_posts;
  int              n_channels;
  guint            ms;
  GPtrArray       *urls;  /* (owned) (element-type utf8) */
} Bench;

/* The servers live in another process, so that what they use is not counted. */
static void
run_servers (int   n,
             guint ms,
             int   pipe_fd)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_LATE, G_MAXUINT, 0, -1, ms, NULL };

  for (int i = 0; i < n; i++)
    {
      SotongPracticeServer *server = sotong_practice_server_new (TOKEN, clock); /* until the process ends */
      const char *url = sotong_practice_server_start (server, 0, NULL);

      sotong_practice_server_add_fault (server, &fault);
      if (url == NULL || dprintf (pipe_fd, "%s\n", url) < 0)
        _exit (1);
    }
  pause ();
  _exit (0);
}

static pid_t
start_servers (Bench *bench)
{
  int fds[2];
  pid_t pid;
  FILE *lines;
  char line[256];

  if (pipe (fds) != 0)
    g_error ("no pipe");
  pid = fork ();
  if (pid == 0)
    run_servers (bench->n_channels, bench->ms, fds[1]);
  close (fds[1]);
  lines = fdopen (fds[0], "r");
  bench->urls = g_ptr_array_new_with_free_func (g_free);
  while (bench->urls->len < (guint) bench->n_channels && fgets (line, sizeof line, lines) != NULL)
    g_ptr_array_add (bench->urls, g_strdup (g_strchomp (line)));
  fclose (lines);
  return pid;
}

static double
cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static long
memory_kb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %ld", &pages);
  return pages * sysconf (_SC_PAGESIZE) / 1024;
}

static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Bench *bench = data;
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);

  for (int i = 0; i < bench->n_posts; i++)
    {
      SotongChannel *channel = g_ptr_array_index (channels, (guint) i % channels->len);
      g_autoptr(SotongContent) content = sotong_content_new ();
      SotongCopy *copy = sotong_copy_new (channel->id);

      content->title = g_strdup_printf ("소식 %d", i);
      content->type = g_strdup ("sns");
      content->body = g_strdup ("가을 축제를 안내합니다.");
      copy->state = SOTONG_STATE_SCHEDULED;
      copy->publish_at = g_get_real_time () / G_USEC_PER_SEC - 1;
      g_ptr_array_add (content->copies, copy);
      if (sotong_content_add (db, content, error) == 0)
        return NULL;
    }
  return data;
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 id = sotong_channel_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
add_channels (Bench *bench)
{
  for (guint i = 0; i < bench->urls->len; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_new ();
      g_autofree char *key = NULL;
      g_autofree gint64 *id = NULL;

      channel->name = g_strdup_printf ("채널 %u", i);
      channel->platform = g_strdup ("practice");
      channel->url = g_strdup (g_ptr_array_index (bench->urls, i));
      id = sotong_store_write (bench->store, SOTONG_WRITE_DEFAULT, channel_job, channel, NULL, NULL);
      key = g_strdup_printf ("%" G_GINT64_FORMAT, *id);
      sotong_secrets_store (bench->secrets, sotong_store_get_uuid (bench->store), SOTONG_SECRETS_CHANNEL, key, channel->name, TOKEN, NULL, NULL);
    }
}

/* The same calls without a workspace: what the library and the wire cost. */
static double
bare_loop (const char *base,
           int         n)
{
  g_autoptr(SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url = g_strconcat (base, "/api/v1/posts", NULL);
  double before = cpu_ms ();

  for (int i = 0; i < n; i++)
    {
      g_autoptr(SoupMessage) message = soup_message_new ("POST", url);
      g_autofree char *body = g_strdup_printf ("{\"key\":\"bare-%d\",\"title\":\"소식\",\"text\":\"가을 축제를 안내합니다.\"}", i);
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
      g_autoptr(GBytes) answer = NULL;

      soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", "Bearer " TOKEN);
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
      answer = soup_session_send_and_read (session, message, NULL, NULL);
    }
  return (cpu_ms () - before) / n;
}

typedef struct {
  const char *url;
  int         n;
} Bare;

static gpointer
bare_thread (gpointer data)
{
  const Bare *bare = data;

  bare_loop (bare->url, bare->n);
  return NULL;
}

/* As many calls as the posts, over all channels side by side: what the servers themselves take in this run. */
static double
bare_wall (Bench *bench)
{
  g_autofree Bare *bare = g_new0 (Bare, bench->urls->len);
  g_autofree GThread **threads = g_new0 (GThread *, bench->urls->len);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < bench->urls->len; i++)
    {
      bare[i] = (Bare) { g_ptr_array_index (bench->urls, i), bench->n_posts / bench->n_channels };
      threads[i] = g_thread_new ("bare", bare_thread, &bare[i]);
    }
  for (guint i = 0; i < bench->urls->len; i++)
    g_thread_join (threads[i]);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* The main thread meanwhile, which draws a window: how long it is silent at the most between two turns of a timer. */
typedef struct {
  GMainLoop *loop;
  GPtrArray *results;   /* (owned) */
  gint64     last;      /* monotonic, microseconds */
  gint64     longest;
  guint      n_told;
} Turning;

static gboolean
tick_cb (gpointer user_data)
{
  Turning *turning = user_data;
  gint64 now = g_get_monotonic_time ();

  turning->longest = MAX (turning->longest, now - turning->last);
  turning->last = now;
  return G_SOURCE_CONTINUE;
}

static void
progress_cb (const SotongPublishProgress *progress,
             gpointer                     user_data)
{
  Turning *turning = user_data;

  turning->n_told++;
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Turning *turning = user_data;
  g_autoptr(GError) error = NULL;

  turning->results = sotong_publisher_publish_finish (SOTONG_PUBLISHER (object), result, &error);
  if (turning->results == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (turning->loop);
}

static GPtrArray *
publish (Bench   *bench,
         Turning *turning)
{
  guint timer = g_timeout_add (TICK_MS, tick_cb, turning);

  turning->loop = g_main_loop_new (NULL, FALSE);
  turning->last = g_get_monotonic_time ();
  sotong_publisher_publish_async (bench->publisher, 0, 0, SOTONG_PUBLISH_DEFAULT, progress_cb, turning, NULL, published_cb, turning);
  g_main_loop_run (turning->loop);
  g_source_remove (timer);
  g_clear_pointer (&turning->loop, g_main_loop_unref);
  return g_steal_pointer (&turning->results);
}

typedef struct {
  Bench     *bench;
  GMainLoop *loop;
  double     wall;  /* seconds */
} Floor;

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
floor_thread (gpointer user_data)
{
  Floor *floor = user_data;

  floor->wall = bare_wall (floor->bench);
  g_idle_add (quit_cb, floor->loop);
  return NULL;
}

/* What the bare loops take, and how long the same main thread is silent beside them: so much is the machine's. */
static void
print_floor (Bench  *bench,
             double  wall)
{
  Turning turning = { g_main_loop_new (NULL, FALSE), NULL, g_get_monotonic_time (), 0, 0 };
  Floor floor = { bench, turning.loop, 0 };
  guint timer = g_timeout_add (TICK_MS, tick_cb, &turning);
  GThread *thread = g_thread_new ("floor", floor_thread, &floor);

  g_main_loop_run (turning.loop);
  g_thread_join (thread);
  g_source_remove (timer);
  g_main_loop_unref (turning.loop);
  printf ("bare loops over the same channels %.3f s: %.2f x; the main thread beside them silent for %.1f ms\n", floor.wall, wall / floor.wall,
          (double) turning.longest / 1000);
}

static void
run (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  Turning turning = { NULL };
  g_autoptr(GPtrArray) results = NULL;
  int rounds = MAX (1, bench->n_posts / 1000), each = bench->n_posts / rounds, n_well = 0;
  double wall = 0, cpu = 0, serial = (double) each / bench->n_channels * bench->ms / 1000, bare;
  long memory = 0;

  bench->n_posts = each;
  for (int i = 0; i < rounds; i++)
    {
      gint64 start;
      double before;

      if (sotong_store_write (bench->store, SOTONG_WRITE_BULK, fill_job, bench, NULL, &error) == NULL)
        g_error ("%s", error->message);
      start = g_get_monotonic_time ();
      before = cpu_ms ();
      results = publish (bench, &turning);
      cpu += cpu_ms () - before;
      wall += (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      for (guint k = 0; k < results->len; k++)
        n_well += sotong_publish_result_is_well (g_ptr_array_index (results, k)) ? 1 : 0;
      g_clear_pointer (&results, g_ptr_array_unref);
      if (i == 0)
        memory = memory_kb ();
      printf ("round %d: memory %ld kB\n", i + 1, memory_kb ());
    }
  bare = bare_loop (g_ptr_array_index (bench->urls, 0), 50);
  printf ("%d of %d posts over %d channels, servers answering in %u ms\n", n_well, each * rounds, bench->n_channels, bench->ms);
  printf ("wall %.3f s; one channel alone at the least %.3f s: %.2f x\n", wall, serial * rounds, wall / (serial * rounds));
  if (rounds == 1)
    print_floor (bench, wall);
  printf ("CPU a post %.2f ms; a bare loop of calls %.2f ms: %.2f ms more\n", cpu / (each * rounds), bare, cpu / (each * rounds) - bare);
  printf ("main thread: told of %u steps, silent for %.1f ms at the longest, with a timer of %d ms\n", turning.n_told,
          (double) turning.longest / 1000, TICK_MS);
  printf ("memory after the last round / after the first: %.2f\n", (double) memory_kb () / (double) MAX (1, memory));
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { NULL };
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  pid_t servers;

  bench.n_posts = argc > 1 ? atoi (argv[1]) : 200;
  bench.n_channels = argc > 2 ? atoi (argv[2]) : 10;
  bench.ms = argc > 3 ? (guint) atoi (argv[3]) : 50;
  servers = start_servers (&bench);
  bench.dir = g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);
  path = g_build_filename (bench.dir, "bench.sotong", NULL);
  bench.store = sotong_store_create (path, NULL, NULL, &error);
  if (bench.store == NULL)
    g_error ("%s", error->message);
  bench.secrets = sotong_secrets_new_memory ();
  bench.publisher = sotong_publisher_new (bench.store, bench.secrets);
  add_channels (&bench);
  run (&bench);
  sotong_store_close (bench.store);
  g_object_unref (bench.publisher);
  g_object_unref (bench.store);
  g_object_unref (bench.secrets);
  g_unlink (path);
  g_rmdir (bench.dir);
  g_free (bench.dir);
  g_ptr_array_unref (bench.urls);
  kill (servers, SIGKILL);
  return 0;
}

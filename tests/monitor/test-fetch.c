/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "../store/mention-fixture.h"
#include "monitor/sotong-fetch.h"
#include "platforms/sotong-http.h"

/* A web server of its own thread; what it answers is set by the test. */
typedef struct {
  Fixture       fixture;
  SoupServer   *server;
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  char         *base;
  GMutex        lock;
  char         *feed;       /* its items */
  guint         status;
  guint         n_requests;
  guint         n_unchanged;
  GCancellable *cancel_on_request;
  gboolean      move_on_request; /* a person gives the source another address while it answers */
  gboolean      wake_on_request; /* a person gives it another key */
} Site;

static gint64 clock_now;
static gint64 counted;
static const char *count_sql;

static void move_source (Site *site);
static void wake_source (Site *site);

static void
feed_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Site *site = user_data;
  g_autofree char *etag = NULL;
  g_autofree char *body = NULL;

  g_mutex_lock (&site->lock);
  site->n_requests++;
  etag = g_strdup_printf ("\"%u\"", g_str_hash (site->feed));
  if (site->cancel_on_request != NULL)
    g_cancellable_cancel (site->cancel_on_request);
  if (site->move_on_request)
    move_source (site);
  if (site->wake_on_request)
    wake_source (site);
  if (site->status != 200)
    {
      soup_server_message_set_status (message, site->status, NULL);
      if (site->status == 503)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", "7200");
    }
  else if (g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match"), etag) == 0)
    {
      site->n_unchanged++;
      soup_server_message_set_status (message, 304, NULL);
    }
  else
    {
      body = g_strconcat ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>", site->feed, "</channel></rss>", NULL);
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/rss+xml", SOUP_MEMORY_COPY, body, strlen (body));
    }
  g_mutex_unlock (&site->lock);
}

static gpointer
serve (gpointer user_data)
{
  Site *site = user_data;

  g_main_context_push_thread_default (site->context);
  g_main_loop_run (site->loop);
  g_main_context_pop_thread_default (site->context);
  return NULL;
}

static void
set_up (Site          *site,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  fixture_set_up (&site->fixture, data);
  clock_now = NOW;
  g_mutex_init (&site->lock);
  site->feed = g_strdup ("");
  site->status = 200;
  site->context = g_main_context_new ();
  site->loop = g_main_loop_new (site->context, FALSE);
  g_main_context_push_thread_default (site->context);
  site->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (site->server, NULL, feed_cb, site, NULL);
  soup_server_listen_local (site->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (site->context);
  g_assert_no_error (error);
  uris = soup_server_get_uris (site->server);
  site->base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  site->thread = g_thread_new ("site", serve, site);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
tear_down (Site          *site,
           gconstpointer  data)
{
  g_main_context_invoke (site->context, quit_cb, site->loop);
  g_thread_join (site->thread);
  soup_server_disconnect (site->server);
  g_object_unref (site->server);
  g_main_loop_unref (site->loop);
  g_main_context_unref (site->context);
  g_free (site->base);
  g_free (site->feed);
  g_mutex_clear (&site->lock);
  fixture_tear_down (&site->fixture, data);
}

static void
count_cb (Fixture  *f,
          SotongDb *db)
{
  counted = fixture_int (db, count_sql);
}

static gint64
count (Site       *site,
       const char *sql)
{
  count_sql = sql;
  fixture_write (&site->fixture, count_cb);
  return counted;
}

static void
check_cb (Fixture  *f,
          SotongDb *db)
{
  fixture_check (db);
}

/* Opens the workspace at another time. */
static void
travel (Site   *site,
        gint64  now)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (now);
  g_autoptr(GError) error = NULL;
  Fixture *f = &site->fixture;

  sotong_store_close (f->store);
  g_clear_object (&f->store);
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
  clock_now = now;
}

static const char *source_url;
static gint64 source_id;

static void
add_source_cb (Fixture  *f,
               SotongDb *db)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(GError) error = NULL;

  source->name = g_strdup_printf ("feed %" G_GINT64_FORMAT, fixture_int (db, "SELECT count(*) FROM source"));
  source->kind = g_strdup ("feed");
  source->url = g_strdup (source_url);
  source_id = sotong_source_add (db, source, &error);
  g_assert_no_error (error);
}

/* The fixture's own source has no address: it goes. */
static void
remove_first_cb (Fixture  *f,
                 SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_source_remove (db, f->source, &error));
}

static void
add_source (Site *site)
{
  source_url = site->base;
  fixture_write (&site->fixture, remove_first_cb);
  fixture_write (&site->fixture, add_source_cb);
}

static void
set_items (Site       *site,
           int         first,
           int         n,
           gint64      newest)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  for (int i = 0; i < n; i++)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (newest - i * 600);
      g_autofree char *when = g_date_time_format (time, "%d %b %Y %H:%M:%S +0000");

      g_string_append_printf (out, "<item><guid isPermaLink=\"false\">%d</guid><title>소식 %d</title><description>축제 %d</description><pubDate>%s</pubDate></item>",
                              first - i, first - i, first - i, when);
    }
  g_mutex_lock (&site->lock);
  g_free (site->feed);
  site->feed = g_string_free (g_steal_pointer (&out), FALSE);
  g_mutex_unlock (&site->lock);
}

static SotongFetchResult *
fetch_named (Site         *site,
             GCancellable *cancellable)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, source_id);
  results = sotong_fetch_all (site->fixture.store, ids, NULL, NULL, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  fixture_write (&site->fixture, check_cb);
  return sotong_fetch_result_copy (g_ptr_array_index (results, 0));
}

static guint
fetch_due (Site *site)
{
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  results = sotong_fetch_all (site->fixture.store, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return results->len;
}

static void
test_good (Site          *site,
           gconstpointer  data)
{
  g_autoptr(SotongFetchResult) result = NULL;

  add_source (site);
  set_items (site, 20, 15, NOW - 60);
  result = fetch_named (site, NULL);
  g_assert_true (result->good);
  g_assert_cmpstr (result->outcome, ==, "ok");
  g_assert_cmpint (result->n_items, ==, 15);
  g_assert_cmpint (result->n_new, ==, 15);
  g_assert_cmpint (result->next_due, >=, NOW + SOTONG_READER_MIN_INTERVAL);
  g_assert_cmpint (count (site, "SELECT count(*) FROM mention WHERE text = '소식 20' || char(10) || '축제 20'"), ==, 1);
  g_assert_cmpint (count (site, "SELECT covered_from FROM fetch_run"), ==, NOW - 60 - 14 * 600);
  g_assert_cmpint (count (site, "SELECT covered_to FROM fetch_run"), ==, NOW);
  g_assert_cmpint (count (site, "SELECT count(*) FROM source_state WHERE etag <> '' AND failures = 0"), ==, 1);
}

/* An hour later: two new, the others known, and nothing between was missed. */
static void
test_again (Site          *site,
            gconstpointer  data)
{
  g_autoptr(SotongFetchResult) first = NULL;
  g_autoptr(SotongFetchResult) second = NULL;
  g_autoptr(SotongFetchResult) third = NULL;

  add_source (site);
  set_items (site, 20, 15, NOW - 60);
  first = fetch_named (site, NULL);
  travel (site, NOW + 7200);
  second = fetch_named (site, NULL);
  g_assert_cmpstr (second->outcome, ==, "unchanged");
  g_assert_true (second->good);
  g_assert_cmpuint (site->n_unchanged, ==, 1);
  g_assert_cmpint (count (site, "SELECT covered_from FROM fetch_run WHERE id = 2"), ==, NOW);
  g_assert_cmpint (count (site, "SELECT covered_to FROM fetch_run WHERE id = 2"), ==, NOW + 7200);
  travel (site, NOW + 14400);
  set_items (site, 22, 15, NOW + 14000);
  third = fetch_named (site, NULL);
  g_assert_cmpint (third->n_new, ==, 2);
  g_assert_cmpint (count (site, "SELECT covered_from FROM fetch_run WHERE id = 3"), <=, NOW + 7200);
  g_assert_cmpint (count (site, "SELECT count(*) FROM mention"), ==, 17);
}

/* One comment, with the address of the article or a place in it, as the feed has them one after the other. */
static void
set_comment (Site       *site,
             const char *guid,
             const char *link,
             const char *text)
{
  g_mutex_lock (&site->lock);
  g_free (site->feed);
  site->feed = g_strdup_printf ("<item><guid isPermaLink=\"false\">%s</guid><link>%s</link><description>%s</description>"
                                "<pubDate>Fri, 14 Oct 2016 00:00:00 +0000</pubDate></item>", guid, link, text);
  g_mutex_unlock (&site->lock);
}

/* The comments of an article come alone, fetch after fetch: their address is one, and they are not. */
static void
test_comments (Site          *site,
               gconstpointer  data)
{
  static const struct {
    const char *guid;
    const char *link;
    const char *text;
    int         n_new;
  } comments[] = {
    { "c-1", "https://news.example/5", "버스가 안 와요", 1 },
    { "c-2", "https://news.example/5", "지하철은 와요", 1 },
    { "https://news.example/5#c-3", "https://news.example/5#c-3", "둘 다 타요", 1 },
    { "https://news.example/5#c-4", "https://news.example/5#c-4", "걸어서 가요", 1 },
    { "https://news.example/5?utm_source=rss", "https://news.example/5", "고친 글", 0 }, /* the article itself: its id is its address */
    { "c-2", "https://news.example/5", "지하철은 와요", 0 },
  };

  add_source (site);
  for (gsize i = 0; i < G_N_ELEMENTS (comments); i++)
    {
      g_autoptr(SotongFetchResult) result = NULL;

      set_comment (site, comments[i].guid, comments[i].link, comments[i].text);
      travel (site, NOW + (gint64) i * 7200);
      result = fetch_named (site, NULL);
      g_assert_cmpint (result->n_new, ==, comments[i].n_new);
    }
  g_assert_cmpint (count (site, "SELECT count(*) FROM mention"), ==, 4);
}

/* All items are new: what lay between was pushed out unseen. */
static void
test_gap (Site          *site,
          gconstpointer  data)
{
  g_autoptr(SotongFetchResult) first = NULL;
  g_autoptr(SotongFetchResult) second = NULL;

  add_source (site);
  set_items (site, 20, 15, NOW - 60);
  first = fetch_named (site, NULL);
  travel (site, NOW + 10 * 86400);
  set_items (site, 900, 15, NOW + 10 * 86400 - 5);
  second = fetch_named (site, NULL);
  g_assert_cmpint (second->n_new, ==, 15);
  g_assert_cmpint (count (site, "SELECT covered_from FROM fetch_run WHERE id = 2"), ==, NOW + 10 * 86400 - 5 - 14 * 600);
}

static void
test_due (Site          *site,
          gconstpointer  data)
{
  add_source (site);
  set_items (site, 5, 5, NOW - 60);
  g_assert_cmpuint (fetch_due (site), ==, 1);
  g_assert_cmpuint (fetch_due (site), ==, 0);
  travel (site, NOW + 3599);
  g_assert_cmpuint (fetch_due (site), ==, 0);
  travel (site, NOW + 3600);
  g_assert_cmpuint (fetch_due (site), ==, 1);
  g_assert_cmpuint (site->n_requests, ==, 2);
}

static void
test_failures (Site          *site,
               gconstpointer  data)
{
  g_autoptr(SotongFetchResult) first = NULL;
  g_autoptr(SotongFetchResult) wait = NULL;
  g_autoptr(SotongFetchResult) gone = NULL;
  g_autoptr(SotongFetchResult) good = NULL;

  add_source (site);
  set_items (site, 5, 5, NOW - 60);
  first = fetch_named (site, NULL);
  site->status = 503;
  travel (site, NOW + 3600);
  wait = fetch_named (site, NULL);
  g_assert_false (wait->good);
  g_assert_cmpstr (wait->outcome, ==, "wait");
  g_assert_cmpint (wait->next_due, ==, NOW + 3600 + 7200);
  g_assert_cmpint (wait->http_status, ==, 503);
  g_assert_nonnull (wait->message);
  g_assert_cmpint (count (site, "SELECT count(*) FROM source_state WHERE failures = 1 AND etag <> ''"), ==, 1);
  g_assert_cmpint (count (site, "SELECT count(*) FROM fetch_run WHERE id = 2 AND covered_to IS NULL AND outcome = 'wait'"), ==, 1);
  g_assert_cmpuint (fetch_due (site), ==, 0);
  site->status = 410;
  travel (site, NOW + 86400);
  gone = fetch_named (site, NULL);
  g_assert_cmpstr (gone->outcome, ==, "refused");
  g_assert_cmpint (gone->next_due, ==, SOTONG_SOURCE_NEVER);
  travel (site, NOW + 400 * 86400);
  g_assert_cmpuint (fetch_due (site), ==, 0);
  site->status = 200;
  good = fetch_named (site, NULL); /* because a person asked */
  g_assert_true (good->good);
  g_assert_cmpint (count (site, "SELECT failures FROM source_state"), ==, 0);
}

static void
test_cancelled (Site          *site,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SotongFetchResult) result = NULL;
  g_autoptr(SotongFetchResult) again = NULL;

  add_source (site);
  set_items (site, 5, 5, NOW - 60);
  site->cancel_on_request = cancellable;
  result = fetch_named (site, cancellable);
  site->cancel_on_request = NULL;
  g_assert_false (result->good);
  g_assert_cmpstr (result->outcome, ==, "cancelled");
  g_assert_cmpint (count (site, "SELECT count(*) FROM mention"), ==, 0);
  g_assert_cmpint (count (site, "SELECT count(*) FROM fetch_run WHERE outcome = 'cancelled'"), ==, 1);
  again = fetch_named (site, NULL);
  g_assert_cmpint (again->n_new, ==, 5);
}

/* The officer typed another address while the old one was being read. */
static void
move_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_source_set_address (db, source_id, source_url, SOTONG_NONE, &error));
  g_assert_no_error (error);
}

static void
move_source (Site *site)
{
  site->move_on_request = FALSE;
  fixture_write (&site->fixture, move_cb);
}

static void
wake_cb (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_source_wake (db, source_id, &error));
  g_assert_no_error (error);
}

static void
wake_source (Site *site)
{
  site->wake_on_request = FALSE;
  fixture_write (&site->fixture, wake_cb);
}

/* The key before is refused while the new one is kept: the source is not given up for that. */
static void
test_woken (Site          *site,
            gconstpointer  data)
{
  g_autoptr(SotongFetchResult) refused = NULL;

  add_source (site);
  set_items (site, 5, 5, NOW - 60);
  site->wake_on_request = TRUE;
  site->status = 401;
  refused = fetch_named (site, NULL);
  g_assert_cmpstr (refused->outcome, ==, "refused");
  g_assert_cmpint (count (site, "SELECT http_status FROM fetch_run"), ==, 401);
  site->status = 200;
  g_assert_cmpuint (fetch_due (site), ==, 1);
  g_assert_cmpint (count (site, "SELECT count(*) FROM mention"), ==, 5);
}

static void
test_overtaken (Site          *site,
                gconstpointer  data)
{
  g_autoptr(SotongFetchResult) old = NULL;
  g_autoptr(SotongFetchResult) good = NULL;
  g_autofree char *other = NULL;

  add_source (site);
  other = g_strconcat (site->base, "other", NULL);
  source_url = other;
  set_items (site, 5, 5, NOW - 60);
  site->move_on_request = TRUE;
  site->status = 410;
  old = fetch_named (site, NULL);
  g_assert_cmpstr (old->outcome, ==, "refused");
  g_assert_cmpint (old->next_due, ==, SOTONG_NONE);
  g_assert_cmpint (count (site, "SELECT count(*) FROM source_state"), ==, 0);
  site->move_on_request = TRUE;
  site->status = 200;
  good = fetch_named (site, NULL);
  g_assert_cmpint (good->n_new, ==, 5);
  g_assert_cmpint (count (site, "SELECT count(*) FROM source_state"), ==, 0); /* its tag is the old address's */
  g_assert_cmpuint (fetch_due (site), ==, 1);
  g_assert_cmpint (count (site, "SELECT count(*) FROM source_state WHERE etag <> '' AND failures = 0"), ==, 1);
}

static gint64 busy_run;

static void
begin_cb (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  busy_run = sotong_source_run_begin (db, source_id, "fetch", &error);
  g_assert_no_error (error);
}

static void
test_busy (Site          *site,
           gconstpointer  data)
{
  g_autoptr(SotongFetchResult) busy = NULL;
  g_autoptr(SotongFetchResult) good = NULL;

  add_source (site);
  set_items (site, 5, 5, NOW - 60);
  fixture_write (&site->fixture, begin_cb);
  busy = fetch_named (site, NULL);
  g_assert_cmpstr (busy->outcome, ==, "busy");
  g_assert_cmpuint (fetch_due (site), ==, 0);
  g_assert_cmpuint (site->n_requests, ==, 0);
  sotong_source_run_release (busy_run);
  good = fetch_named (site, NULL);
  g_assert_true (good->good);
  g_assert_cmpint (count (site, "SELECT count(*) FROM fetch_run WHERE outcome = 'failed'"), ==, 1);
}

static void
add_many_cb (Fixture  *f,
             SotongDb *db)
{
  for (int i = 0; i < 40; i++)
    add_source_cb (f, db);
}

static void
progress_cb (const SotongFetchProgress *progress,
             gpointer                   user_data)
{
  guint *n = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpuint (progress->n_done, <=, progress->n_all);
  *n += progress->result != NULL;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GPtrArray **results = user_data;
  g_autoptr(GError) error = NULL;

  *results = sotong_fetch_all_finish (SOTONG_STORE (object), result, &error);
  g_assert_no_error (error);
}

/* Forty feeds that all bring the same: each mention once, seen forty times. */
static void
test_many (Site          *site,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) results = NULL;
  guint n_told = 0;

  add_source (site);
  fixture_write (&site->fixture, add_many_cb);
  set_items (site, 5, 5, NOW - 60);
  sotong_fetch_all_async (site->fixture.store, NULL, NULL, progress_cb, &n_told, NULL, done_cb, &results);
  while (results == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (results->len, ==, 41);
  g_assert_cmpuint (n_told, ==, 41);
  for (guint i = 0; i < results->len; i++)
    g_assert_true (((SotongFetchResult *) g_ptr_array_index (results, i))->good);
  g_assert_cmpint (count (site, "SELECT count(*) FROM sighting"), ==, 41 * 5);
  fixture_write (&site->fixture, check_cb);
}

static void
test_kinds (Site          *site,
            gconstpointer  data)
{
  g_autoptr(SotongFetchResult) import = NULL;
  g_autoptr(SotongFetchResult) practice = NULL;
  g_autoptr(SotongFetchResult) unknown = NULL;

  add_source (site);
  count_sql = "UPDATE source SET kind = 'import' RETURNING 1";
  fixture_write (&site->fixture, count_cb);
  import = fetch_named (site, NULL);
  g_assert_cmpstr (import->outcome, ==, "refused");
  g_assert_cmpuint (fetch_due (site), ==, 0);
  count_sql = "UPDATE source SET kind = 'practice' RETURNING 1";
  fixture_write (&site->fixture, count_cb);
  practice = fetch_named (site, NULL);
  g_assert_cmpstr (practice->outcome, ==, "refused"); /* its token is not known */
  count_sql = "UPDATE source SET kind = 'naver-blog' RETURNING 1";
  fixture_write (&site->fixture, count_cb);
  unknown = fetch_named (site, NULL);
  g_assert_cmpstr (unknown->outcome, ==, "refused");
  g_assert_cmpuint (site->n_requests, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/monitor/fetch/good", Site, NULL, set_up, test_good, tear_down);
  g_test_add ("/monitor/fetch/again", Site, NULL, set_up, test_again, tear_down);
  g_test_add ("/monitor/fetch/comments", Site, NULL, set_up, test_comments, tear_down);
  g_test_add ("/monitor/fetch/gap", Site, NULL, set_up, test_gap, tear_down);
  g_test_add ("/monitor/fetch/due", Site, NULL, set_up, test_due, tear_down);
  g_test_add ("/monitor/fetch/failures", Site, NULL, set_up, test_failures, tear_down);
  g_test_add ("/monitor/fetch/cancelled", Site, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/monitor/fetch/overtaken", Site, NULL, set_up, test_overtaken, tear_down);
  g_test_add ("/monitor/fetch/woken", Site, NULL, set_up, test_woken, tear_down);
  g_test_add ("/monitor/fetch/busy", Site, NULL, set_up, test_busy, tear_down);
  g_test_add ("/monitor/fetch/many", Site, NULL, set_up, test_many, tear_down);
  g_test_add ("/monitor/fetch/kinds", Site, NULL, set_up, test_kinds, tear_down);
  return g_test_run ();
}

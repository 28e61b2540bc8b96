/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/stand-in.h"
#include "publish-fixture.h"
#include "store/sotong-budget-close.h"

/* Two copies of a workspace, made before the first publishing, are open in one program and published from at the same moment: which attempt is whose
 * is not known by its number. */

#define POST "POST /api/v1/statuses"

typedef struct {
  PublishFixture  base;
  StandIn        *site;       /* (owned): a Mastodon */
  SotongStore    *copy;       /* (owned) */
  GMutex          mutex;
  GCond           cond;
  guint           n_claimed;  /* under @mutex */
  gboolean        slow;       /* under @mutex: what was sent is not answered yet */
  guint           together_s; /* so long one that has claimed waits for the other */
} CopiesFixture;

static void
answer (StandIn           *self,
        SoupServerMessage *message,
        const char        *method,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  if (g_str_equal (method, "POST") && g_str_equal (path, "/api/v1/statuses"))
    stand_in_answer (self, message, 200, "{\"id\":\"113511234567890000\",\"url\":\"https://m.example/@city/113511234567890000\","
                     "\"created_at\":\"2026-11-28T00:00:00.000Z\",\"content\":\"<p>-</p>\"}");
  else
    stand_in_answer (self, message, 404, "{\"error\":\"Record not found\"}");
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_budget_backup (db, data, error) ? data : NULL;
}

static void
set_up (CopiesFixture *f,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  gint64 channel;

  publish_fixture_set_up (&f->base, NULL);
  f->site = stand_in_new (answer, f);
  channel = publish_fixture_add_channel (&f->base, "시청", "mastodon", f->site->url, "token");
  publish_fixture_add_post (&f->base, channel, "가을 축제", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60);
  path = g_strconcat (f->base.path, ".copy.sotong", NULL);
  g_assert_nonnull (sotong_store_read (f->base.store, backup_job, path, NULL, &error));
  f->copy = sotong_store_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  f->together_s = GPOINTER_TO_UINT (data);
  f->slow = data == NULL;
  g_mutex_init (&f->mutex);
  g_cond_init (&f->cond);
}

static void
tear_down (CopiesFixture *f,
           gconstpointer  data)
{
  stand_in_check (f->site);
  stand_in_free (f->site);
  sotong_store_close (f->copy);
  g_assert_finalize_object (f->copy);
  g_mutex_clear (&f->mutex);
  g_cond_clear (&f->cond);
  publish_fixture_tear_down (&f->base, data);
}

static void
wait_for_other (const SotongPublishProgress *progress,
                gpointer                     user_data)
{
  CopiesFixture *f = user_data;
  gint64 until = g_get_monotonic_time () + f->together_s * G_TIME_SPAN_SECOND;

  g_mutex_lock (&f->mutex);
  while (f->slow && progress->stage == SOTONG_STAGE_ANSWERED)
    g_cond_wait (&f->cond, &f->mutex);
  if (progress->stage != SOTONG_STAGE_CLAIMED)
    {
      g_mutex_unlock (&f->mutex);
      return;
    }
  f->n_claimed++;
  g_cond_broadcast (&f->cond);
  while (f->n_claimed < 2 && g_cond_wait_until (&f->cond, &f->mutex, until))
    ;
  g_mutex_unlock (&f->mutex);
}

/* (nullable): what it said instead of publishing. */
static GError *
publish (CopiesFixture      *f,
         SotongStore        *store,
         SotongPublishFlags  flags)
{
  SotongPublisher *publisher = sotong_publisher_new (store, f->base.secrets);
  GError *error = NULL;
  g_autoptr(GPtrArray) results = NULL;

  sotong_publisher_set_patience (publisher, 1, 0);
  results = sotong_publisher_publish_due (publisher, flags, wait_for_other, f, NULL, &error);
  g_assert_finalize_object (publisher);
  return error;
}

static gpointer
publish_copy (gpointer data)
{
  CopiesFixture *f = data;

  return publish (f, f->copy, SOTONG_PUBLISH_DEFAULT);
}

static void
test_same_moment (CopiesFixture *f,
                  gconstpointer  data)
{
  GThread *thread = g_thread_new ("copy", publish_copy, f);
  g_autoptr(GError) one = publish (f, f->base.store, SOTONG_PUBLISH_DEFAULT);
  g_autoptr(GError) other = g_thread_join (thread);
  g_autoptr(GError) again = NULL;

  g_assert_cmpuint (stand_in_count (f->site, POST), ==, 1);
  g_assert_true ((one == NULL) != (other == NULL));
  g_assert_true (sotong_publish_is_elsewhere (one != NULL ? one : other));
  again = publish (f, one != NULL ? f->base.store : f->copy, SOTONG_PUBLISH_DEFAULT);
  g_assert_true (sotong_publish_is_elsewhere (again));
  g_assert_cmpuint (stand_in_count (f->site, POST), ==, 1);
}

static gpointer
publish_cancelled (gpointer data)
{
  CopiesFixture *f = data;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (f->copy, f->base.secrets);
  GError *error = NULL;

  g_mutex_lock (&f->mutex);
  while (f->n_claimed == 0)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  g_cancellable_cancel (cancellable);
  g_assert_null (sotong_publisher_publish_due (publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, cancellable, &error));
  g_assert_cmpuint (stand_in_count (f->site, POST), ==, 0);
  g_mutex_lock (&f->mutex);
  f->n_claimed++;
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
  return error;
}

/* Whoever waits for the other copy may stop that: the other one is still at work then. */
static void
test_cancelled (CopiesFixture *f,
                gconstpointer  data)
{
  GThread *thread = g_thread_new ("copy", publish_cancelled, f);
  g_autoptr(GError) one = publish (f, f->base.store, SOTONG_PUBLISH_DEFAULT);
  g_autoptr(GError) other = g_thread_join (thread);

  g_assert_no_error (one);
  g_assert_error (other, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stand_in_count (f->site, POST), ==, 1);
}

/* Nobody waits long for the other copy, as for a film that is sent: what was begun there is remembered by then. */
static void
test_slow (CopiesFixture *f,
           gconstpointer  data)
{
  GThread *thread = g_thread_new ("copy", publish_copy, f);
  g_autoptr(GError) one = NULL;
  g_autoptr(GError) other = NULL;

  g_mutex_lock (&f->mutex);
  while (f->n_claimed == 0)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  while (stand_in_count (f->site, POST) == 0)
    g_usleep (1000);
  one = publish (f, f->base.store, SOTONG_PUBLISH_DEFAULT);
  g_assert_true (sotong_publish_is_elsewhere (one));
  g_assert_true (f->slow);
  g_mutex_lock (&f->mutex);
  f->slow = FALSE;
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
  other = g_thread_join (thread);
  g_assert_no_error (other);
  g_assert_cmpuint (stand_in_count (f->site, POST), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/publish/copies/same-moment", CopiesFixture, GUINT_TO_POINTER (2), set_up, test_same_moment, tear_down);
  g_test_add ("/publish/copies/cancelled", CopiesFixture, GUINT_TO_POINTER (60), set_up, test_cancelled, tear_down);
  g_test_add ("/publish/copies/slow", CopiesFixture, NULL, set_up, test_slow, tear_down);
  return g_test_run ();
}

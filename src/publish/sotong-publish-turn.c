/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-turn.h"

/*
 * Two copies of a workspace that are open in one program number their attempts alike, so that by what the computer remembers one's could be taken for
 * the other's. They begin one after the other: when the second does, what the first has begun to send is remembered, and not yet among its own.
 */

#define LOOK_MS 100 /* how often a person's cancelling is looked for */
#define MAX_S   10  /* nobody waits longer, as for a film that is sent: by then the first of each channel is remembered */

/* A file that publishes, of a workspace. */
typedef struct {
  char *uuid;  /* (owned) */
  char *path;  /* (owned) */
  guint n;     /* its runs that go on */
} Busy;

struct _SotongPublishTurn
{
  Busy *busy;  /* (unowned) (nullable): %NULL when it was not waited for any longer */
};

static GMutex mutex;
static GCond over;
static GHashTable *files = NULL; /* (owned) (element-type utf8 Busy): by the workspace's UUID; under @mutex */

static Busy *
find_busy (SotongStore *store)
{
  Busy *busy;

  if (files == NULL)
    files = g_hash_table_new (g_str_hash, g_str_equal);
  busy = g_hash_table_lookup (files, sotong_store_get_uuid (store));
  if (busy != NULL)
    return g_str_equal (busy->path, sotong_store_get_path (store)) ? busy : NULL;
  busy = g_new0 (Busy, 1);
  busy->uuid = g_strdup (sotong_store_get_uuid (store));
  busy->path = g_strdup (sotong_store_get_path (store));
  g_hash_table_insert (files, busy->uuid, busy);
  return busy;
}

/*
 * sotong_publish_turn_take:
 * @store: a workspace
 * @cancellable: (nullable): ends the waiting
 * @error: return location; `G_IO_ERROR_CANCELLED` alone
 *
 * Blocks while another copy of the workspace is published from by this process, but not for long. Several runs of one file go on beside each other.
 *
 * Returns: (transfer full) (nullable): to be freed when nothing is sent any more, in any thread
 */
SotongPublishTurn *
sotong_publish_turn_take (SotongStore   *store,
                          GCancellable  *cancellable,
                          GError       **error)
{
  gint64 until = g_get_monotonic_time () + MAX_S * G_TIME_SPAN_SECOND;
  SotongPublishTurn *self = g_new0 (SotongPublishTurn, 1);

  g_mutex_lock (&mutex);
  self->busy = find_busy (store);
  while (self->busy == NULL && g_get_monotonic_time () < until && !g_cancellable_is_cancelled (cancellable))
    {
      g_cond_wait_until (&over, &mutex, g_get_monotonic_time () + LOOK_MS * G_TIME_SPAN_MILLISECOND);
      self->busy = find_busy (store);
    }
  if (self->busy != NULL)
    self->busy->n++;
  g_mutex_unlock (&mutex);
  if (self->busy == NULL && g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&self, g_free);
  return self;
}

static void
leave (Busy *busy)
{
  if (--busy->n > 0)
    return;
  g_hash_table_remove (files, busy->uuid);
  if (g_hash_table_size (files) == 0)
    g_clear_pointer (&files, g_hash_table_unref);
  g_free (busy->uuid);
  g_free (busy->path);
  g_free (busy);
  g_cond_broadcast (&over);
}

void
sotong_publish_turn_free (SotongPublishTurn *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&mutex);
  if (self->busy != NULL)
    leave (self->busy);
  g_mutex_unlock (&mutex);
  g_free (self);
}

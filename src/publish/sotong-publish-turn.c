/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-turn.h"

/*
 * Two copies of a workspace that are open in one program number their attempts alike, so that by what the computer remembers one's could be taken for
 * the other's. They publish one after the other: when the second begins, what the first has sent is remembered, and not yet among its own.
 */

#define LOOK_MS 100 /* how often a person's cancelling is looked for */

struct _SotongPublishTurn
{
  char *uuid;  /* (owned) */
  char *path;  /* (owned): the file that publishes */
  guint n;     /* its runs that go on; under @mutex */
};

static GMutex mutex;
static GCond over;
static GHashTable *turns = NULL; /* (owned) (element-type utf8 SotongPublishTurn): by the workspace's UUID; under @mutex */

static SotongPublishTurn *
find_turn (SotongStore *store)
{
  SotongPublishTurn *self;

  if (turns == NULL)
    turns = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (turns, sotong_store_get_uuid (store));
  if (self != NULL)
    return self;
  self = g_new0 (SotongPublishTurn, 1);
  self->uuid = g_strdup (sotong_store_get_uuid (store));
  self->path = g_strdup (sotong_store_get_path (store));
  g_hash_table_insert (turns, self->uuid, self);
  return self;
}

/*
 * sotong_publish_turn_take:
 * @store: a workspace
 * @cancellable: (nullable): ends the waiting
 * @error: return location; `G_IO_ERROR_CANCELLED` alone
 *
 * Blocks until no other copy of the workspace is published from by this process; several runs of one file go on beside each other.
 *
 * Returns: (transfer full) (nullable): to be freed when nothing is sent any more, in any thread
 */
SotongPublishTurn *
sotong_publish_turn_take (SotongStore   *store,
                          GCancellable  *cancellable,
                          GError       **error)
{
  SotongPublishTurn *self;

  g_mutex_lock (&mutex);
  while (!g_str_equal ((self = find_turn (store))->path, sotong_store_get_path (store)))
    {
      g_cond_wait_until (&over, &mutex, g_get_monotonic_time () + LOOK_MS * G_TIME_SPAN_MILLISECOND);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          g_mutex_unlock (&mutex);
          return NULL;
        }
    }
  self->n++;
  g_mutex_unlock (&mutex);
  return self;
}

void
sotong_publish_turn_free (SotongPublishTurn *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&mutex);
  if (--self->n == 0)
    {
      g_hash_table_remove (turns, self->uuid);
      if (g_hash_table_size (turns) == 0)
        g_clear_pointer (&turns, g_hash_table_unref);
      g_free (self->uuid);
      g_free (self->path);
      g_free (self);
      g_cond_broadcast (&over);
    }
  g_mutex_unlock (&mutex);
}

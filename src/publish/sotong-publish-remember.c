/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-capabilities.h"
#include "publish/sotong-publish-remember.h"
#include "store/sotong-remembered.h"

/*
 * This computer remembers an attempt once its claim is on the disk, and before anything of it is sent. Two copies of a workspace that are published
 * from at the same moment, by two programs, both found nothing when they began: whoever notes the same post behind the other sends nothing.
 */

struct _SotongPublishMemory
{
  GMutex        mutex;
  SotongMemory *memory;  /* (owned) */
  gint64        seen;    /* up to where @others has what stands in it, bytes */
  GArray       *others;  /* (owned) (element-type SotongMemoryEntry): noted by other programs since the run began */
  GHashTable   *own;     /* (owned): the attempts of this run */
};

/*
 * sotong_publish_memory_new:
 * @store: a workspace
 * @seen: up to where what is remembered was compared with it
 */
SotongPublishMemory *
sotong_publish_memory_new (SotongStore *store,
                           gint64       seen)
{
  SotongPublishMemory *self = g_new0 (SotongPublishMemory, 1);

  g_mutex_init (&self->mutex);
  self->memory = sotong_memory_new (sotong_store_get_uuid (store));
  self->seen = seen;
  self->others = g_array_new (FALSE, FALSE, sizeof (SotongMemoryEntry));
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
sotong_publish_memory_free (SotongPublishMemory *self)
{
  if (self == NULL)
    return;
  sotong_memory_free (self->memory);
  g_array_unref (self->others);
  g_hash_table_unref (self->own);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* What other programs have noted meanwhile. */
static void
read_others (SotongPublishMemory *self)
{
  g_autoptr(GArray) entries = sotong_memory_read (self->memory, self->seen);

  for (guint i = 0; i < entries->len; i++)
    {
      const SotongMemoryEntry *entry = &g_array_index (entries, SotongMemoryEntry, i);

      self->seen = entry->end;
      if (!g_hash_table_contains (self->own, entry->attempt))
        g_array_append_val (self->others, *entry);
    }
}

/* (nullable): those of the same post that stand before it, oldest first. */
static GArray *
note (SotongPublishMemory     *self,
      const SotongMemoryEntry *entry)
{
  g_autoptr(GArray) same = g_array_new (FALSE, FALSE, sizeof (SotongMemoryEntry));
  gint64 end;

  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->own, g_strdup (entry->attempt));
  end = sotong_memory_note (self->memory, entry);
  if (end > 0 && end < self->seen) /* it was shortened: whatever stands in it may be of others */
    self->seen = 0;
  if (end > self->seen)
    read_others (self);
  for (guint i = 0; i < self->others->len; i++)
    {
      const SotongMemoryEntry *other = &g_array_index (self->others, SotongMemoryEntry, i);

      if (other->end < end && other->copy_id == entry->copy_id && g_str_equal (other->key, entry->key))
        g_array_append_val (same, *other);
    }
  g_mutex_unlock (&self->mutex);
  return same->len > 0 ? g_steal_pointer (&same) : NULL;
}

typedef struct {
  GArray   *entries;
  gboolean  all;
} KnowsData;

static gpointer
knows_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  KnowsData *job = data;

  job->all = TRUE;
  for (guint i = 0; job->all && i < job->entries->len; i++)
    if (!sotong_remembered_knows (db, &g_array_index (job->entries, SotongMemoryEntry, i), &job->all, error))
      return NULL;
  return data;
}

/*
 * sotong_publish_remember:
 * @lane: the channel
 * @claim: an attempt, on the disk
 *
 * Returns: (nullable): what ends the attempt before anything is sent, because another copy of the workspace is sending the same post
 */
SotongReply *
sotong_publish_remember (SotongPublishLane *lane,
                         const SotongClaim *claim)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  SotongMemoryEntry entry = { 0 };
  g_autoptr(GArray) same = NULL;
  KnowsData job = { 0 };
  SotongReply *reply;

  if (can != NULL && can->practice) /* it never leaves the computer: everybody practises with their own copy of one file, as often as they like */
    return NULL;
  sotong_remembered_describe (claim, &entry);
  same = note (lane->run->memory, &entry);
  job.entries = same;
  if (same == NULL || (sotong_store_read (lane->run->store, knows_job, &job, NULL, NULL) != NULL && job.all))
    return NULL;
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, _("Another copy of this workspace has begun to send the same post from this computer a moment ago, so it was not "
                                                   "sent from here: it might go out twice. Publish once more: then you are asked which copy is to publish."));
  reply->cancelled = TRUE;
  return reply;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publisher-private.h"

/* A claim of this process that no thread of it works on any more is an orphan, as when the
 * disk was full at the moment the outcome was to be noted. */

static GMutex mutex;
static GHashTable *active = NULL; /* (owned) (element-type utf8): "uuid attempt" */

static char *
key_of (const char *uuid,
        gint64      attempt_id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, uuid, attempt_id);
}

void
sotong_publish_active_add (const char *uuid,
                           gint64      attempt_id)
{
  g_mutex_lock (&mutex);
  if (active == NULL)
    active = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (active, key_of (uuid, attempt_id));
  g_mutex_unlock (&mutex);
}

void
sotong_publish_active_remove (const char *uuid,
                              gint64      attempt_id)
{
  g_autofree char *key = key_of (uuid, attempt_id);

  g_mutex_lock (&mutex);
  if (active != NULL)
    {
      g_hash_table_remove (active, key);
      if (g_hash_table_size (active) == 0)
        g_clear_pointer (&active, g_hash_table_unref);
    }
  g_mutex_unlock (&mutex);
}

gboolean
sotong_publish_active_has (gint64   attempt_id,
                           gpointer uuid)
{
  g_autofree char *key = key_of (uuid, attempt_id);
  gboolean found;

  g_mutex_lock (&mutex);
  found = active != NULL && g_hash_table_contains (active, key);
  g_mutex_unlock (&mutex);
  return found;
}

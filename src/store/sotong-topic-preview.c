/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-topic-preview.h"
#include "store/sotong-topic-private.h"

void
sotong_topic_preview_free (SotongTopicPreview *preview)
{
  if (preview == NULL)
    return;
  g_clear_pointer (&preview->removed, g_array_unref);
  g_free (preview);
}

/* The mentions that a topic has, and those that a person took out of it. */
typedef struct {
  SotongTopicPreview *preview;
  GHashTable         *now;  /* (owned) (element-type gint64): those that were not met yet */
  GHashTable         *out;  /* (owned) (element-type gint64) */
} Compare;

static void
compare_clear (Compare *compare)
{
  g_clear_pointer (&compare->now, g_hash_table_unref);
  g_clear_pointer (&compare->out, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, compare_clear)

static gboolean
found (SotongDb  *db,
       gint64     mention_id,
       gpointer   user_data,
       GError   **error)
{
  Compare *compare = user_data;

  if (g_hash_table_contains (compare->out, &mention_id)) /* what was taken out stays out */
    return TRUE;
  compare->preview->n_after++;
  if (!g_hash_table_remove (compare->now, &mention_id))
    compare->preview->n_added++;
  return TRUE;
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x > y ? -1 : x < y;
}

static void
take_removed (Compare *compare,
              guint    n_shown)
{
  SotongTopicPreview *preview = compare->preview;
  GHashTableIter iter;
  gpointer key;

  preview->n_removed = g_hash_table_size (compare->now);
  g_hash_table_iter_init (&iter, compare->now);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (preview->removed, *(gint64 *) key);
  g_array_sort (preview->removed, compare_newest);
  if (preview->removed->len > n_shown)
    g_array_set_size (preview->removed, n_shown);
}

static gboolean
read_hits (SotongDb  *db,
           Compare   *compare,
           gint64     topic_id,
           GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT h.mention_id, h.removed FROM topic_hit AS h JOIN mention AS m ON m.id = h.mention_id"
                                                " WHERE h.topic_id = $1 AND m.purged_at IS NULL", "i", topic_id);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_hash_table_add (sotong_stmt_int (stmt, 1) != 0 ? compare->out : compare->now, g_memdup2 (&id, sizeof id));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_topic_preview_read:
 * @db: a connection
 * @changed: a topic, with the words it would have; of a new one the id is 0
 * @n_shown: so many of those that would go are named
 * @error: return location
 *
 * Sees what a change of a topic would do, and changes nothing.
 *
 * Returns: (transfer full) (nullable): what it would do
 */
SotongTopicPreview *
sotong_topic_preview_read (SotongDb           *db,
                           const SotongTopic  *changed,
                           guint               n_shown,
                           GError            **error)
{
  g_autoptr(SotongTopicPreview) preview = g_new0 (SotongTopicPreview, 1);
  g_autoptr(SotongTopicPattern) pattern = sotong_topic_pattern_new (db, changed, error);
  g_auto(Compare) compare = { preview };

  compare.now = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  compare.out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  preview->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (pattern == NULL || !read_hits (db, &compare, changed->id, error))
    return NULL;
  preview->n_now = g_hash_table_size (compare.now);
  if (!sotong_topic_pattern_walk (db, pattern, found, &compare, error))
    return NULL;
  take_removed (&compare, n_shown);
  return g_steal_pointer (&preview);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-source-topics.h"

void
sotong_source_topic_free (SotongSourceTopic *topic)
{
  if (topic == NULL)
    return;
  g_free (topic->name);
  g_free (topic->any_words);
  g_free (topic->all_words);
  g_free (topic);
}

/**
 * sotong_source_list_topics:
 * @db: a connection
 * @source_id: a source
 * @error: return location
 *
 * The topics for whose words the source is to search: those whose mentions are all that it brings, if there are any, else all but
 * those for which it is switched off.
 *
 * Returns: (transfer full) (nullable) (element-type SotongSourceTopic): the topics
 */
GPtrArray *
sotong_source_list_topics (SotongDb  *db,
                           gint64     source_id,
                           GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_source_topic_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT t.name, t.any_words, t.all_words FROM topic AS t"
                          " LEFT JOIN topic_source AS s ON s.topic_id = t.id AND s.source_id = $1"
                          " WHERE t.removed_at IS NULL AND coalesce(s.mode, '') <> 'off'"
                          " AND (s.mode = 'whole' OR NOT EXISTS (SELECT 1 FROM topic_source AS o JOIN topic AS p ON p.id = o.topic_id"
                          "      WHERE o.source_id = $1 AND o.mode = 'whole' AND p.removed_at IS NULL))"
                          " ORDER BY t.position, t.id", "i", source_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongSourceTopic *topic = g_new0 (SotongSourceTopic, 1);

      topic->name = sotong_stmt_dup (stmt, 0);
      topic->any_words = sotong_stmt_dup (stmt, 1);
      topic->all_words = sotong_stmt_dup (stmt, 2);
      g_ptr_array_add (list, topic);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_source_find_copy:
 * @db: a connection
 * @platform: where it was said
 * @remote_id: what it answers, by the platform's id
 * @out_copy_id: (out): our post, or `SOTONG_NONE` if it is none of ours
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_find_copy (SotongDb    *db,
                         const char  *platform,
                         const char  *remote_id,
                         gint64      *out_copy_id,
                         GError     **error)
{
  GError *local = NULL;

  *out_copy_id = SOTONG_NONE;
  if (sotong_db_get_int (db, out_copy_id, &local, "SELECT copy.id FROM copy JOIN channel ON channel.id = copy.channel_id"
                         " WHERE copy.remote_id = $1 AND channel.platform = $2 ORDER BY copy.id LIMIT 1", "tt", remote_id, platform)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

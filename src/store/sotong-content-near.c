/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-near.h"

#include "store/sotong-db-private.h"

void
sotong_near_free (SotongNear *near)
{
  if (near == NULL)
    return;
  g_free (near->title);
  g_free (near->body);
  g_free (near);
}

static SotongNear *
near_from (SotongStmt *stmt)
{
  SotongNear *near = g_new0 (SotongNear, 1);

  near->content_id = sotong_stmt_int (stmt, 0);
  near->title = sotong_stmt_dup (stmt, 1);
  near->at = sotong_stmt_int (stmt, 2);
  near->body = sotong_stmt_dup (stmt, 3);
  return near;
}

/**
 * sotong_content_near_post:
 * @db: a connection
 * @channel_id: a channel
 * @time: seconds since 1970 UTC
 * @seconds: what is nearer than this counts
 * @but_content: a content that is not in its own way, or 0
 * @error: return location; unset when there is none
 *
 * Returns: (transfer full) (nullable): the nearest post of the channel; one that was taken off it again is none
 */
SotongNear *
sotong_content_near_post (SotongDb  *db,
                          gint64     channel_id,
                          gint64     time,
                          gint64     seconds,
                          gint64     but_content,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  /* A time in either column is found by its own index. */
  stmt = sotong_db_query (db, error, "SELECT t.id, coalesce (y.title, t.title), coalesce (y.published_at, y.publish_at) AS at, NULL"
                          " FROM copy AS y JOIN content AS t ON t.id = y.content_id WHERE y.id IN"
                          " (SELECT id FROM copy WHERE channel_id = $1 AND publish_at > $2 - $3 AND publish_at < $2 + $3"
                          " UNION SELECT id FROM copy WHERE published_at > $2 - $3 AND published_at < $2 + $3 AND channel_id = $1)"
                          " AND y.removed_at IS NULL AND y.withdrawn_at IS NULL AND t.removed_at IS NULL AND t.id <> $4 AND abs (coalesce (y.published_at, y.publish_at) - $2) < $3"
                          " ORDER BY abs (coalesce (y.published_at, y.publish_at) - $2) LIMIT 1", "iiii", channel_id, time, seconds, but_content);
  return stmt != NULL && sotong_stmt_next (stmt, error) ? near_from (stmt) : NULL;
}

/**
 * sotong_content_near_texts:
 * @db: a connection
 * @from: seconds since 1970 UTC
 * @to: exclusive
 * @but_content: a content that is not compared with itself, nor with those of its series; or 0
 * @limit: at most so many, the newest
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongNear): the contents that go out then, or
 *   went and are still out, with their texts
 */
GPtrArray *
sotong_content_near_texts (SotongDb  *db,
                           gint64     from,
                           gint64     to,
                           gint64     but_content,
                           int        limit,
                           GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_near_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT t.id, t.title, min (coalesce (y.published_at, y.publish_at)) AS at, t.body"
                          " FROM copy AS y JOIN content AS t ON t.id = y.content_id WHERE y.id IN"
                          " (SELECT id FROM copy WHERE publish_at >= $1 AND publish_at < $2"
                          " UNION SELECT id FROM copy WHERE published_at >= $1 AND published_at < $2)"
                          " AND y.removed_at IS NULL AND y.withdrawn_at IS NULL AND t.removed_at IS NULL AND t.id <> $3"
                          " AND (t.series_id IS NULL OR t.series_id IS NOT (SELECT series_id FROM content WHERE id = $3))"
                          " GROUP BY t.id ORDER BY at DESC LIMIT $4", "iiii", from, to, but_content, (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, near_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

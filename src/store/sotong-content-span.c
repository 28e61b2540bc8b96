/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-span.h"
#include "store/sotong-db-private.h"

void
sotong_clash_free (SotongClash *clash)
{
  g_free (clash->channel);
  g_free (clash->title);
  g_free (clash);
}

void
sotong_span_joint_free (SotongSpanJoint *joint)
{
  g_free (joint->pen_name);
  g_free (joint->consent);
  g_free (joint->rights);
  g_free (joint);
}

void
sotong_span_text_free (SotongSpanText *text)
{
  g_free (text->title);
  g_free (text->body);
  g_free (text);
}

#define OUT "('published', 'published_by_hand', 'publishing', 'unknown')"

/**
 * sotong_content_span_clashes:
 * @db: a connection
 * @range: a stretch of time
 * @seconds: what is nearer than this counts
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongClash): the copies of that time that are still to
 *   go out and have another content's post on the same channel near them
 */
GPtrArray *
sotong_content_span_clashes (SotongDb     *db,
                             SotongRange   range,
                             gint64        seconds,
                             GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_clash_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT a.id, channel.name, coalesce (b.title, t.title), b.publish_at FROM copy AS a"
                          " JOIN content AS own ON own.id = a.content_id AND own.removed_at IS NULL"
                          " JOIN copy AS b ON b.channel_id = a.channel_id AND b.publish_at > a.publish_at - $3 AND b.publish_at < a.publish_at + $3"
                          " AND b.content_id <> a.content_id AND b.removed_at IS NULL AND b.withdrawn_at IS NULL"
                          " JOIN content AS t ON t.id = b.content_id AND t.removed_at IS NULL JOIN channel ON channel.id = a.channel_id"
                          " WHERE a.publish_at >= $1 AND a.publish_at < $2 AND a.removed_at IS NULL AND a.state NOT IN " OUT
                          " ORDER BY a.id, abs (b.publish_at - a.publish_at)", "iii", range.start, range.end, seconds);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 copy_id = sotong_stmt_int (stmt, 0);
      SotongClash *clash = list->len > 0 ? g_ptr_array_index (list, list->len - 1) : NULL;

      if (clash != NULL && clash->copy_id == copy_id) /* the nearest came first */
        continue;
      clash = g_new0 (SotongClash, 1);
      clash->copy_id = copy_id;
      clash->channel = sotong_stmt_dup (stmt, 1);
      clash->title = sotong_stmt_dup (stmt, 2);
      clash->at = sotong_stmt_int (stmt, 3);
      g_ptr_array_add (list, clash);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_content_span_joint:
 * @db: a connection
 * @range: a stretch of time
 * @error: return location
 *
 * Of a contributor who was taken off the list since, what was noted counts.
 *
 * Returns: (transfer full) (nullable) (element-type SotongSpanJoint): the joint contents of which a copy is still to go out then
 */
GPtrArray *
sotong_content_span_joint (SotongDb     *db,
                           SotongRange   range,
                           GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_span_joint_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT c.id, k.pen_name, k.consent, k.rights FROM copy AS a"
                          " JOIN content AS c ON c.id = a.content_id AND c.removed_at IS NULL AND c.type_id = 'joint'"
                          " LEFT JOIN contributor AS k ON k.id = c.contributor_id"
                          " WHERE a.publish_at >= $1 AND a.publish_at < $2 AND a.removed_at IS NULL AND a.state NOT IN " OUT
                          " GROUP BY c.id ORDER BY c.id", "ii", range.start, range.end);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongSpanJoint *joint = g_new0 (SotongSpanJoint, 1);

      joint->content_id = sotong_stmt_int (stmt, 0);
      joint->pen_name = sotong_stmt_dup (stmt, 1);
      joint->consent = sotong_stmt_dup (stmt, 2);
      joint->rights = sotong_stmt_dup (stmt, 3);
      g_ptr_array_add (list, joint);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_content_span_texts:
 * @db: a connection
 * @range: a stretch of time
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSpanText): the contents that go out then, or
 *   went and are still out, and have a text, by their time
 */
GPtrArray *
sotong_content_span_texts (SotongDb     *db,
                           SotongRange   range,
                           int           limit,
                           GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_span_text_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT t.id, t.series_id, t.title, t.body, min (coalesce (y.published_at, y.publish_at)) AS at,"
                          " max (y.state NOT IN " OUT ") FROM copy AS y JOIN content AS t ON t.id = y.content_id WHERE y.id IN"
                          " (SELECT id FROM copy WHERE publish_at >= $1 AND publish_at < $2"
                          " UNION SELECT id FROM copy WHERE published_at >= $1 AND published_at < $2)"
                          " AND y.removed_at IS NULL AND y.withdrawn_at IS NULL AND t.removed_at IS NULL AND t.body <> '' GROUP BY t.id ORDER BY at LIMIT $3", "iii",
                          range.start, range.end, (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongSpanText *text = g_new0 (SotongSpanText, 1);

      text->content_id = sotong_stmt_int (stmt, 0);
      text->series_id = sotong_stmt_int (stmt, 1);
      text->title = sotong_stmt_dup (stmt, 2);
      text->body = sotong_stmt_dup (stmt, 3);
      text->at = sotong_stmt_int (stmt, 4);
      text->open = sotong_stmt_int (stmt, 5) == 1;
      g_ptr_array_add (list, text);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

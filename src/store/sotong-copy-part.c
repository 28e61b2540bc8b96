/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-copy-part.h"
#include "store/sotong-db-private.h"

void
sotong_copy_part_free (SotongCopyPart *part)
{
  if (part == NULL)
    return;
  g_free (part->body);
  g_free (part->client_key);
  g_free (part->remote_id);
  g_free (part->remote_url);
  g_free (part);
}

/**
 * sotong_copy_part_list:
 * @db: a connection
 * @copy_id: a copy
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongCopyPart): the posts of its thread that are out or were armed,
 *   in their order; empty for a copy that is one post
 */
GPtrArray *
sotong_copy_part_list (SotongDb  *db,
                       gint64     copy_id,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_copy_part_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT part, body, client_key, remote_id, remote_url FROM copy_part WHERE copy_id = $1 ORDER BY part",
                          "i", copy_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongCopyPart *part = g_new0 (SotongCopyPart, 1);

      part->part = (guint) sotong_stmt_int (stmt, 0);
      part->body = sotong_stmt_dup (stmt, 1);
      part->client_key = sotong_stmt_dup (stmt, 2);
      part->remote_id = sotong_stmt_dup (stmt, 3);
      part->remote_url = sotong_stmt_dup (stmt, 4);
      g_ptr_array_add (list, part);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_copy_part_arm:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @part: which post of its thread
 * @body: its words
 * @client_key: its key
 * @error: return location
 *
 * Notes before a post is sent what is sent, word for word.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_copy_part_arm (SotongDb    *db,
                      gint64       copy_id,
                      guint        part,
                      const char  *body,
                      const char  *client_key,
                      GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO copy_part (copy_id, part, body, client_key) VALUES ($1, $2, $3, $4)"
                         " ON CONFLICT (copy_id, part) DO UPDATE SET body = excluded.body, client_key = excluded.client_key",
                         "iitt", copy_id, (gint64) part, body, client_key);
}

/**
 * sotong_copy_part_set_out:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @part: a post of its thread that was armed
 * @body: (nullable): the words it has there from now on; %NULL: those it was armed with
 * @remote_id: its id on the platform
 * @remote_url: (nullable): its public address
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_copy_part_set_out (SotongDb    *db,
                          gint64       copy_id,
                          guint        part,
                          const char  *body,
                          const char  *remote_id,
                          const char  *remote_url,
                          GError     **error)
{
  return sotong_db_exec (db, error, "UPDATE copy_part SET body = coalesce ($1, body), remote_id = $2, remote_url = coalesce ($3, remote_url)"
                         " WHERE copy_id = $4 AND part = $5", "tttii", body, remote_id, remote_url, copy_id, (gint64) part);
}

/* Forgets the posts of a thread from @from on: they are not there any more, or were never sent. */
gboolean
sotong_copy_part_forget (SotongDb  *db,
                         gint64     copy_id,
                         guint      from,
                         GError   **error)
{
  return sotong_db_exec (db, error, "DELETE FROM copy_part WHERE copy_id = $1 AND part >= $2", "ii", copy_id, (gint64) from);
}

/* The first post has the copy's own key. */
char *
sotong_copy_part_make_key (const char *client_key,
                           guint       part)
{
  return part <= 1 ? g_strdup (client_key) : g_strdup_printf ("%s-%u", client_key, part);
}

/* How many posts at its beginning are out; what follows was armed at most. */
guint
sotong_copy_part_count_out (GPtrArray *parts)
{
  guint n = 0;

  while (n < parts->len && ((SotongCopyPart *) g_ptr_array_index (parts, n))->remote_id != NULL)
    n++;
  return n;
}

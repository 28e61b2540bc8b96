/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-parts-private.h"

/* A content's revision says that somebody wrote since an editor read it. Saves raise it as they
 * write; here the other acts do, as moving a copy or scheduling it: what an editor still holds
 * would otherwise go over them without a word. */

static gboolean
owner_of (SotongDb             *db,
          const SotongTouched  *row,
          gint64               *out_content_id,
          GError              **error)
{
  *out_content_id = 0;
  if (g_str_equal (row->tracked->table, "content"))
    {
      *out_content_id = row->key;
      return TRUE;
    }
  if (!g_str_equal (row->tracked->table, "copy"))
    return TRUE;
  return sotong_db_get_int (db, out_content_id, error, "SELECT coalesce ((SELECT content_id FROM copy WHERE id = $1), 0)", "i", row->key);
}

/* The revision that a touched content had; 0 if it was not there. */
static gint64
revision_before (const SotongTouched *row)
{
  g_autoptr(JsonNode) node = row->before != NULL ? json_from_string (row->before, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? sotong_change_member_int (json_node_get_object (node), "revision") : 0;
}

/**
 * sotong_change_raise_revisions:
 * @db: the connection of a write job
 * @rows: (element-type SotongTouched): what a change touched
 * @error: return location
 *
 * Raises the revision of each content of which the change touched a copy or the row itself, unless
 * the change raised it already.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_raise_revisions (SotongDb   *db,
                               GPtrArray  *rows,
                               GError    **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  /* Contents first: their pictures tell what the revision was. */
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < rows->len; i++)
        {
          const SotongTouched *row = g_ptr_array_index (rows, i);
          gboolean is_content = g_str_equal (row->tracked->table, "content");
          gint64 id = 0;

          if (is_content != (pass == 0))
            continue;
          if (!owner_of (db, row, &id, error))
            return FALSE;
          if (id == 0 || g_hash_table_contains (done, &id))
            continue;
          g_hash_table_add (done, g_memdup2 (&id, sizeof id));
          if (!sotong_db_exec (db, error, "UPDATE content SET revision = revision + 1 WHERE id = $1 AND ($2 = 0 OR revision = $3)", "iii", id,
                               (gint64) is_content, is_content ? revision_before (row) : 0))
            return FALSE;
        }
    }
  return TRUE;
}

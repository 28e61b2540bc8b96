/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-type.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

void
sotong_type_free (SotongType *type)
{
  if (type == NULL)
    return;
  g_free (type->id);
  g_free (type);
}

/**
 * sotong_type_list:
 * @db: a connection
 * @count: whether to count the contents of each, which looks at all of them
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongType): the types that contents can be made of, the
 *   built-in ones first
 */
GPtrArray *
sotong_type_list (SotongDb  *db,
                  gboolean   count,
                  GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_type_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (count)
    stmt = sotong_db_query (db, error, "SELECT t.id, t.built_in, coalesce(c.n, 0) FROM content_type AS t LEFT JOIN (SELECT type_id, count(*) AS n"
                            " FROM content WHERE removed_at IS NULL GROUP BY type_id) AS c ON c.type_id = t.id"
                            " WHERE t.removed_at IS NULL ORDER BY t.built_in DESC, t.position", "");
  else
    stmt = sotong_db_query (db, error, "SELECT id, built_in, 0 FROM content_type WHERE removed_at IS NULL ORDER BY built_in DESC, position", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongType *type = g_new0 (SotongType, 1);

      type->id = sotong_stmt_dup (stmt, 0);
      type->built_in = sotong_stmt_int (stmt, 1) == 1;
      type->n_contents = sotong_stmt_int (stmt, 2);
      g_ptr_array_add (list, type);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_type_exists:
 * @db: a connection
 * @id: a type
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: whether contents can be made of it; %FALSE with @error set
 */
gboolean
sotong_type_exists (SotongDb    *db,
                    const char  *id,
                    GError     **error)
{
  g_autofree char *clean = sotong_text_name (id);
  gint64 found;
  GError *local = NULL;

  if (sotong_db_get_int (db, &found, &local, "SELECT 1 FROM content_type WHERE id = $1 AND removed_at IS NULL", "t", clean))
    return TRUE;
  if (local == NULL)
    g_set_error (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("There is no type of content “%s”. “sotongctl type list” lists them."),
                             _("There is no type of content “%s”. “Types of Content” lists those there are.")), id);
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_type_add:
 * @db: the connection of a write job
 * @name: what a person calls it, at most %SOTONG_TYPE_MAX_CHARS characters
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`
 *
 * Adds a type of the office's own. Its name is its id; a type of that name that was removed comes back. One step
 * of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_type_add (SotongDb    *db,
                 const char  *name,
                 GError     **error)
{
  g_autofree char *id = sotong_text_name (name);
  gint64 position = 0;
  GError *local = NULL;

  if (sotong_text_is_blank (id) || g_utf8_strlen (id, -1) > SOTONG_TYPE_MAX_CHARS)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A type of content needs a name of at most %d characters."),
                   SOTONG_TYPE_MAX_CHARS);
      return FALSE;
    }
  if (sotong_db_get_int (db, &position, &local, "SELECT 1 FROM content_type WHERE id = $1 AND removed_at IS NULL", "t", id))
    g_set_error (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a type of content “%s” already. Choose another name."), id);
  else if (local == NULL)
    sotong_db_get_int (db, &position, &local, "SELECT coalesce((SELECT position FROM content_type WHERE id = $1),"
                       " (SELECT max(position) + 1 FROM content_type))", "t", id);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* Its place in the list never changes: undo knows it by that. */
  return sotong_change_begin (db, "type.add", "type", position, id, error)
         && sotong_change_touch (db, "content_type", position, error)
         && sotong_db_exec (db, error, "INSERT INTO content_type (id, name, position) VALUES ($1, $1, $2)"
                            " ON CONFLICT (id) DO UPDATE SET removed_at = NULL", "ti", id, position);
}

/**
 * sotong_type_remove:
 * @db: the connection of a write job
 * @name: a type of the office's own
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` for a built-in one
 *
 * Offers a type no longer; contents that are of it stay so. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_type_remove (SotongDb    *db,
                    const char  *name,
                    GError     **error)
{
  g_autofree char *id = sotong_text_name (name);
  gint64 position = 0, built_in = 0;

  if (!sotong_type_exists (db, id, error)
      || !sotong_db_get_int (db, &position, error, "SELECT position FROM content_type WHERE id = $1", "t", id)
      || !sotong_db_get_int (db, &built_in, error, "SELECT built_in FROM content_type WHERE id = $1", "t", id))
    return FALSE;
  if (built_in == 1)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The type “%s” comes with the program and stays."), id);
      return FALSE;
    }
  return sotong_change_begin (db, "type.remove", "type", position, id, error)
         && sotong_change_touch (db, "content_type", position, error)
         && sotong_db_exec (db, error, "UPDATE content_type SET removed_at = $1 WHERE id = $2", "it", sotong_db_now (db), id);
}

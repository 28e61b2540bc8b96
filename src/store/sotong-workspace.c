/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-machine.h"

/**
 * sotong_workspace_get:
 * @db: a connection
 * @name: a setting of the workspace: uuid, zone, demo, now, publisher, ...
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its value; %NULL with @error unset when it has none
 */
char *
sotong_workspace_get (SotongDb    *db,
                      const char  *name,
                      GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT value FROM workspace WHERE name = $1", "t", name);

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return NULL;
  return sotong_stmt_dup (stmt, 0);
}

/**
 * sotong_workspace_set:
 * @db: the connection of a write job
 * @name: a setting
 * @value: (nullable): its value, or %NULL to forget it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_set (SotongDb    *db,
                      const char  *name,
                      const char  *value,
                      GError     **error)
{
  if (value == NULL)
    return sotong_db_exec (db, error, "DELETE FROM workspace WHERE name = $1", "t", name);
  return sotong_db_exec (db, error, "INSERT INTO workspace (name, value) VALUES ($1, $2)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "tt", name, value);
}

/**
 * sotong_workspace_claim_publisher:
 * @db: the connection of a write job
 * @error: return location
 *
 * From now on this machine, and no other, publishes from the workspace.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_workspace_claim_publisher (SotongDb  *db,
                                  GError   **error)
{
  const char *id = sotong_machine_get_id ();

  return sotong_db_exec (db, error, "INSERT INTO machine (id, name, last_seen) VALUES ($1, $2, $3)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen",
                         "tti", id, sotong_machine_get_name (), sotong_db_now (db))
         && sotong_workspace_set (db, "publisher", id, error);
}

/**
 * sotong_workspace_is_publisher:
 * @db: a connection
 * @out_other: (out) (optional) (nullable): the name of the machine that may publish, when it is another
 * @error: return location
 *
 * A workspace copied to a second machine holds the same due posts: the second must
 * not publish them without asking.
 *
 * Returns: %TRUE if this machine may publish; %FALSE with @error unset if another may
 */
gboolean
sotong_workspace_is_publisher (SotongDb  *db,
                               char     **out_other,
                               GError   **error)
{
  GError *local = NULL;
  g_autofree char *id = sotong_workspace_get (db, "publisher", &local);
  g_autoptr(SotongStmt) stmt = NULL;

  if (out_other != NULL)
    *out_other = NULL;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_strcmp0 (id, sotong_machine_get_id ()) == 0)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT name FROM machine WHERE id = $1", "t", id);
  if (stmt != NULL && sotong_stmt_next (stmt, error) && out_other != NULL)
    *out_other = sotong_stmt_dup (stmt, 0);
  return FALSE;
}

/* Writes what every workspace has from its first moment. */
gboolean
sotong_workspace_found (SotongDb  *db,
                        GError   **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, sotong_db_now (db));

  return sotong_workspace_set (db, "uuid", uuid, error)
         && sotong_workspace_set (db, "created", created, error)
         && sotong_workspace_set (db, "zone", "Asia/Seoul", error)
         && sotong_workspace_set (db, "approval", "off", error)
         && sotong_workspace_claim_publisher (db, error);
}

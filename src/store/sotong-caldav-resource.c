/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-caldav-resource.h"
#include "store/sotong-db-private.h"

SotongCaldavResource *
sotong_caldav_resource_new (const char *name,
                            const char *etag,
                            const char *digest)
{
  SotongCaldavResource *resource = g_new0 (SotongCaldavResource, 1);

  resource->name = g_strdup (name);
  resource->etag = g_strdup (etag != NULL ? etag : "");
  resource->digest = g_strdup (digest);
  return resource;
}

void
sotong_caldav_resource_free (SotongCaldavResource *resource)
{
  if (resource == NULL)
    return;
  g_free (resource->name);
  g_free (resource->etag);
  g_free (resource->digest);
  g_free (resource);
}

/**
 * sotong_caldav_resource_load:
 * @db: a connection
 * @collection: its address
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what this workspace has put there, by name
 */
GHashTable *
sotong_caldav_resource_load (SotongDb    *db,
                             const char  *collection,
                             GError     **error)
{
  g_autoptr(GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sotong_caldav_resource_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name, etag, digest FROM caldav_resource WHERE collection = $1", "t", collection);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongCaldavResource *resource = sotong_caldav_resource_new (sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2));

      g_hash_table_replace (all, resource->name, resource);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, local);
  return NULL;
}

/* Remembers what was put there; needs a write job. */
gboolean
sotong_caldav_resource_keep (SotongDb                    *db,
                             const char                  *collection,
                             const SotongCaldavResource  *resource,
                             GError                     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO caldav_resource (collection, name, etag, digest) VALUES ($1, $2, $3, $4)"
                         " ON CONFLICT (collection, name) DO UPDATE SET etag = excluded.etag, digest = excluded.digest", "tttt",
                         collection, resource->name, resource->etag, resource->digest);
}

/* Forgets what has been taken away; needs a write job. */
gboolean
sotong_caldav_resource_forget (SotongDb    *db,
                               const char  *collection,
                               const char  *name,
                               GError     **error)
{
  return sotong_db_exec (db, error, "DELETE FROM caldav_resource WHERE collection = $1 AND name = $2", "tt", collection, name);
}

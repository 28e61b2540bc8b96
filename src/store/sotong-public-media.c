/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-public-media.h"

/**
 * sotong_public_media_find:
 * @db: a connection
 * @channel_id: the channel with the library
 * @sha256: which file
 * @error: return location; unset when the file is not there
 *
 * Returns: (transfer full) (nullable): the file's public address in the library
 */
char *
sotong_public_media_find (SotongDb    *db,
                          gint64       channel_id,
                          const char  *sha256,
                          GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT url FROM public_media WHERE channel_id = $1 AND sha256 = $2", "it", channel_id, sha256);

  return stmt != NULL && sotong_stmt_next (stmt, error) ? sotong_stmt_dup (stmt, 0) : NULL;
}

/**
 * sotong_public_media_put:
 * @db: the connection of a write job
 * @channel_id: the channel with the library
 * @sha256: which file
 * @remote_id: (nullable): its id there
 * @url: its public address there
 * @error: return location
 *
 * Notes that a file lies in a library, so that it is put there once. No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_public_media_put (SotongDb    *db,
                         gint64       channel_id,
                         const char  *sha256,
                         const char  *remote_id,
                         const char  *url,
                         GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO public_media (channel_id, sha256, remote_id, url, at) VALUES ($1, $2, $3, $4, $5)"
                         " ON CONFLICT (channel_id, sha256) DO UPDATE SET remote_id = excluded.remote_id, url = excluded.url, at = excluded.at",
                         "ittti", channel_id, sha256, remote_id != NULL ? remote_id : "", url, sotong_db_now (db));
}

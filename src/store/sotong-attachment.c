/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"

/**
 * sotong_attachment_add:
 * @db: the connection of a write job
 * @content_id: a content
 * @attachment: name, type, size in pixels and alternative text
 * @data: the file's bytes
 * @error: return location
 *
 * Adds a file to a content, as part of the open change or as one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_attachment_add (SotongDb                *db,
                       gint64                   content_id,
                       const SotongAttachment  *attachment,
                       GBytes                  *data,
                       GError                 **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  gsize size = 0;
  gconstpointer bytes = g_bytes_get_data (data, &size);
  gint64 id;

  if ((db->change == NULL && !sotong_change_begin (db, "content.edit", "content", content_id, attachment->file_name, error))
      || !sotong_db_exec (db, error, "INSERT INTO blob (sha256, size, data) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING", "tib",
                          sha256, (gint64) size, bytes, size))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO attachment (content_id, position, file_name, media_type, width, height, alt_text, sha256)"
                         " VALUES ($1, (SELECT count(*) FROM attachment WHERE content_id = $1), $2, $3, $4, $5, $6, $7)", "ittiitt", content_id,
                         attachment->file_name, attachment->media_type, (gint64) attachment->width, (gint64) attachment->height,
                         attachment->alt_text != NULL ? attachment->alt_text : "", sha256);
  return id != 0 && sotong_change_added (db, "attachment", id, error) ? id : 0;
}

/**
 * sotong_attachment_describe:
 * @db: the connection of a write job
 * @id: an attachment
 * @alt_text: what it shows, for people who do not see it
 * @error: return location
 *
 * Sets a file's alternative text, as part of the open change or as one step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attachment_describe (SotongDb    *db,
                            gint64       id,
                            const char  *alt_text,
                            GError     **error)
{
  return (db->change != NULL || sotong_change_begin (db, "content.edit", "attachment", id, NULL, error))
         && sotong_change_touch (db, "attachment", id, error)
         && sotong_db_exec (db, error, "UPDATE attachment SET alt_text = $1 WHERE id = $2", "ti", alt_text, id);
}

/**
 * sotong_attachment_remove:
 * @db: the connection of a write job
 * @id: an attachment
 * @error: return location
 *
 * Takes a file off its content, as part of the open change or as one step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attachment_remove (SotongDb  *db,
                          gint64     id,
                          GError   **error)
{
  return (db->change != NULL || sotong_change_begin (db, "content.edit", "attachment", id, NULL, error))
         && sotong_change_touch (db, "attachment", id, error)
         && sotong_db_exec (db, error, "UPDATE attachment SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_attachment_read:
 * @db: a connection
 * @sha256: which file
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
sotong_attachment_read (SotongDb    *db,
                        const char  *sha256,
                        GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT data FROM blob WHERE sha256 = $1", "t", sha256);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return g_bytes_new (sqlite3_column_blob (stmt->stmt, 0), (gsize) sqlite3_column_bytes (stmt->stmt, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The attached file is missing from the workspace."));
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-link-rule.h"
#include "store/sotong-seal.h"

/*
 * A seal is the SHA-256 of a copy as it is to go out: title and text as they are resolved, with the
 * marks of their links, time, channel, the type (which says who had to decide), and the files in their order with their alternative texts. Each part is written with
 * its name and its length before it, so that no two different copies have the same form. It is
 * computed anew whenever it matters, never remembered as "still whole".
 */

const char *
sotong_seal_get_name (SotongSeal seal)
{
  static const char * const names[] = { "none", "whole", "broken" };

  return names[seal];
}

static void
put_text (GChecksum  *sum,
          const char *name,
          const char *text)
{
  g_autofree char *head = g_strdup_printf ("%s %" G_GSIZE_FORMAT "\n", name, strlen (text));

  g_checksum_update (sum, (const guchar *) head, -1);
  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
}

static void
put_int (GChecksum  *sum,
         const char *name,
         gint64      value)
{
  g_autofree char *text = value != SOTONG_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("-");

  put_text (sum, name, text);
}

/* The channel is the place where the post goes, not what the office calls it. */
static gboolean
put_copy (SotongDb   *db,
          gint64      copy_id,
          GChecksum  *sum,
          gint64     *out_content_id,
          GError    **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  g_autofree char *text = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT coalesce (copy.title, content.title), coalesce (copy.body, content.body), publish_at,"
                          " channel.id, platform, url, user_name, content.id, type_id, thread FROM copy JOIN content ON content.id = content_id"
                          " JOIN channel ON channel.id = channel_id WHERE copy.id = $1", "i", copy_id);
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The post is no longer there."));
      return FALSE;
    }
  text = sotong_link_rule_mark (db, copy_id, sotong_stmt_text (stmt, 1), error);
  if (text == NULL)
    return FALSE;
  put_text (sum, "sotong-seal", "2");
  put_text (sum, "type", sotong_stmt_text (stmt, 8));
  put_text (sum, "title", sotong_stmt_text (stmt, 0));
  put_text (sum, "text", text);
  put_int (sum, "time", sotong_stmt_int (stmt, 2));
  put_int (sum, "channel", sotong_stmt_int (stmt, 3));
  put_text (sum, "platform", sotong_stmt_text (stmt, 4));
  put_text (sum, "address", sotong_stmt_text (stmt, 5));
  put_text (sum, "account", sotong_stmt_text (stmt, 6));
  if (sotong_stmt_int (stmt, 9) == 1) /* seals from before threads stay whole */
    put_text (sum, "thread", "1");
  *out_content_id = sotong_stmt_int (stmt, 7);
  return TRUE;
}

static SotongStmt *
query_media (SotongDb  *db,
             gint64     content_id,
             GError   **error)
{
  return sotong_db_query (db, error, "SELECT sha256, alt_text, file_name FROM attachment WHERE content_id = $1 AND removed_at IS NULL"
                          " ORDER BY position, id", "i", content_id);
}

/**
 * sotong_seal_compute:
 * @db: a connection
 * @copy_id: a copy
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the fingerprint of the copy as it stands now, 64 digits
 */
char *
sotong_seal_compute (SotongDb  *db,
                     gint64     copy_id,
                     GError   **error)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 content_id;
  GError *local = NULL;

  if (!put_copy (db, copy_id, sum, &content_id, error))
    return NULL;
  stmt = query_media (db, content_id, error);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      put_text (sum, "file", sotong_stmt_text (stmt, 0));
      put_text (sum, "alternative text", sotong_stmt_text (stmt, 1));
    }
  if (local == NULL)
    return g_strdup (g_checksum_get_string (sum));
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_seal_check:
 * @db: a connection
 * @copy_id: a copy
 * @out_seal: (out): whether it is what was approved
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Compares the copy as it stands now with what was approved.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_seal_check (SotongDb    *db,
                   gint64       copy_id,
                   SotongSeal  *out_seal,
                   GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT seal FROM copy WHERE id = $1", "i", copy_id);
  g_autofree char *seal = NULL;
  g_autofree char *now = NULL;
  GError *local = NULL;

  *out_seal = SOTONG_SEAL_NONE;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    seal = sotong_stmt_dup (stmt, 0);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (seal == NULL || seal[0] == '\0')
    return TRUE;
  now = sotong_seal_compute (db, copy_id, error);
  if (now == NULL)
    return FALSE;
  *out_seal = g_str_equal (now, seal) ? SOTONG_SEAL_WHOLE : SOTONG_SEAL_BROKEN;
  return TRUE;
}

/**
 * sotong_seal_list_media:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a line a file: its name, its alternative text, and the
 *   beginning of its fingerprint, which tells two pictures of the same name apart
 */
char *
sotong_seal_list_media (SotongDb  *db,
                        gint64     content_id,
                        GError   **error)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(SotongStmt) stmt = query_media (db, content_id, error);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_string_append_printf (lines, "%s%s · %s · %.8s", lines->len > 0 ? "\n" : "", sotong_stmt_text (stmt, 2),
                            sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 0));
  if (local == NULL)
    return g_strdup (lines->str);
  g_propagate_error (error, local);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-link-rule.h"

/* What is to be sent of a copy, as it stands, and what earlier attempts have left of it there. */

static void
claim_media_free (SotongClaimMedia *media)
{
  g_free (media->file_name);
  g_free (media->media_type);
  g_free (media->alt_text);
  g_free (media->sha256);
  g_clear_pointer (&media->bytes, g_bytes_unref);
  g_free (media->remote_id);
  g_free (media->remote_url);
  g_free (media);
}

void
sotong_claim_free (SotongClaim *claim)
{
  if (claim == NULL)
    return;
  g_free (claim->from_state);
  g_free (claim->client_key);
  g_free (claim->step_id);
  g_free (claim->whole);
  g_free (claim->reply_to);
  g_free (claim->first_id);
  g_free (claim->first_url);
  g_strfreev (claim->known_ids);
  g_free (claim->title);
  g_free (claim->body);
  g_ptr_array_unref (claim->media);
  g_free (claim);
}

void
sotong_copy_row_free (SotongCopyRow *row)
{
  if (row == NULL)
    return;
  g_free (row->channel);
  g_free (row->state);
  g_free (row->remote_id);
  g_free (row->client_key);
  g_free (row->title);
  g_free (row->body);
  g_free (row);
}

gboolean
sotong_attempt_refuse (GError             **error,
                       SotongAttemptError   code,
                       const char          *message)
{
  g_set_error_literal (error, SOTONG_ATTEMPT_ERROR, (int) code, message);
  return FALSE;
}

SotongCopyRow *
sotong_copy_row_read (SotongDb  *db,
                      gint64     copy_id,
                      GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  SotongCopyRow *row;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT content.id, channel.id, channel.name, copy.state, claim_id, publish_at, on_platform,"
                          " coalesce (copy.removed_at, content.removed_at, channel.removed_at), remote_id, client_key,"
                          " coalesce (copy.title, content.title), coalesce (copy.body, content.body), wait_until, cost_planned, line_id, thread"
                          " FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = copy.channel_id"
                          " LEFT JOIN channel_state ON channel_state.channel_id = channel.id WHERE copy.id = $1", "i", copy_id);
  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such post any more."));
      return NULL;
    }
  row = g_new0 (SotongCopyRow, 1);
  row->content_id = sotong_stmt_int (stmt, 0);
  row->channel_id = sotong_stmt_int (stmt, 1);
  row->channel = sotong_stmt_dup (stmt, 2);
  row->state = sotong_stmt_dup (stmt, 3);
  row->claim_id = sotong_stmt_int (stmt, 4);
  row->publish_at = sotong_stmt_int (stmt, 5);
  row->on_platform = sotong_stmt_int (stmt, 6) != 0;
  row->removed = sotong_stmt_int (stmt, 7) != SOTONG_NONE;
  row->remote_id = sotong_stmt_dup (stmt, 8);
  row->client_key = sotong_stmt_dup (stmt, 9);
  row->title = sotong_stmt_dup (stmt, 10);
  /* Stored links are clean; what is sent, counted and noted in an attempt has the marks. */
  row->body = sotong_link_rule_mark (db, copy_id, sotong_stmt_text (stmt, 11), error);
  row->wait_until = sotong_stmt_int (stmt, 12);
  row->cost_planned = sotong_stmt_int (stmt, 13);
  row->line_id = sotong_stmt_int (stmt, 14);
  row->thread = sotong_stmt_int (stmt, 15) == 1;
  if (row->body == NULL)
    g_clear_pointer (&row, sotong_copy_row_free);
  return row;
}

static gboolean
read_step (SotongDb    *db,
           gint64       copy_id,
           const char  *kind,
           const char  *sha256,
           char       **out_remote_id,
           GError     **error)
{
  g_autofree char *step = g_strconcat (kind, ":", sha256, NULL);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT remote_id FROM remote_step WHERE copy_id = $1 AND step = $2", "it", copy_id, step);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_remote_id = sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* A file that the workspace has lost, whole or in part, is no file less: the post is not what was written then. */
static gboolean
check_media (SotongStmt         *stmt,
             const SotongClaim  *claim,
             GError            **error)
{
  if (sotong_stmt_int (stmt, 5) != 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
               _("The file “%s” of “%s” is missing from the workspace, so the post was not sent. Attach it again, or go back to a copy of the workspace."),
               sotong_stmt_text (stmt, 0), claim->title);
  return FALSE;
}

/* @needed: whether it is to be sent, and not only looked for. */
static gboolean
read_media (SotongDb     *db,
            SotongClaim  *claim,
            gboolean      needed,
            GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT file_name, media_type, alt_text, attachment.sha256, data, length(data) IS size FROM attachment"
                          " LEFT JOIN blob ON blob.sha256 = attachment.sha256 WHERE content_id = $1 AND removed_at IS NULL"
                          " ORDER BY position, id", "i", claim->content_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongClaimMedia *media;

      if (needed && !check_media (stmt, claim, error))
        return FALSE;
      media = g_new0 (SotongClaimMedia, 1);
      media->file_name = sotong_stmt_dup (stmt, 0);
      media->media_type = sotong_stmt_dup (stmt, 1);
      media->alt_text = sotong_stmt_dup (stmt, 2);
      media->sha256 = sotong_stmt_dup (stmt, 3);
      media->bytes = g_bytes_new (sqlite3_column_blob (stmt->stmt, 4), (gsize) sqlite3_column_bytes (stmt->stmt, 4));
      g_ptr_array_add (claim->media, media);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < claim->media->len; i++)
    {
      SotongClaimMedia *media = g_ptr_array_index (claim->media, i);

      if (!read_step (db, claim->copy_id, "media", media->sha256, &media->remote_id, error)
          || !read_step (db, claim->copy_id, "media-url", media->sha256, &media->remote_url, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether an attempt that ended so may have left a post on the platform. Of those that were to be
 * waited for only a gateway's may: what was not sent, or turned away at the door, did not. */
static gboolean
may_have_arrived (const char *outcome,
                  gint64      http_status)
{
  static const char * const surely_not[] = { "not-sent", "refused", "renew", NULL };

  if (g_str_equal (outcome, "wait"))
    return http_status != 0 && http_status != 503 && (http_status == 408 || http_status < 400 || http_status >= 500);
  return !g_strv_contains (surely_not, outcome);
}

/* A limiter or a closed door pass nothing on; what says that the site behind it is not ready may have asked it first. Of an attempt of which
 * nothing was sent no status is kept. */
static gboolean
was_put_off (const char *outcome,
             gint64      http_status)
{
  return http_status == 503 && g_str_equal (outcome, "wait");
}

static gboolean
read_past (SotongDb     *db,
           SotongClaim  *claim,
           GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gboolean counting = TRUE, taken_back = FALSE, arrived, refused, put_off;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT attempt.id, coalesce (outcome, ''), coalesce (http_status, 0), lease_until, kind, part,"
                          " coalesce (duration_ms, 0) / 1000"
                          " FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND kind IN ('publish', 'settle') ORDER BY attempt.id DESC", "i", claim->copy_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      if (g_str_equal (sotong_stmt_text (stmt, 4), "settle"))
        {
          claim->denied = claim->denied
                          || (!claim->repeated && !claim->put_off && !taken_back && g_str_equal (sotong_stmt_text (stmt, 1), "not-sent"));
          taken_back = taken_back || g_str_equal (sotong_stmt_text (stmt, 1), "unknown"); /* whatever was said before it */
          continue;
        }
      if (claim->attempt_id == 0)
        claim->attempt_id = sotong_stmt_int (stmt, 0);
      if (MAX (sotong_stmt_int (stmt, 5), 1) != MAX (claim->part, 1)) /* of another post of its thread */
        continue;
      arrived = may_have_arrived (sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2));
      refused = g_str_equal (sotong_stmt_text (stmt, 1), "refused") && sotong_stmt_int (stmt, 2) != 0;
      claim->repeated = claim->repeated || arrived;
      claim->turned_away = claim->turned_away || refused;
      put_off = was_put_off (sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2));
      if (put_off && !claim->put_off)
        claim->put_off_at = sotong_stmt_int (stmt, 3) - SOTONG_ATTEMPT_LEASE_S + sotong_stmt_int (stmt, 6);
      claim->put_off = claim->put_off || put_off;
      claim->redirected = claim->redirected || (refused && sotong_stmt_int (stmt, 2) / 100 == 3);
      if (arrived || refused || put_off)
        claim->first_sent_at = sotong_stmt_int (stmt, 3) - SOTONG_ATTEMPT_LEASE_S; /* the newest comes first: the oldest stays */
      counting = counting && g_str_equal (sotong_stmt_text (stmt, 1), "wait");
      claim->n_waits += counting ? 1 : 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What an unfinished post on the platform was made of: it is gone on with only if nothing of it has changed. */
char *
sotong_claim_make_fingerprint (const SotongClaim *claim)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) claim->title, (gssize) strlen (claim->title) + 1);
  g_checksum_update (sum, (const guchar *) claim->body, (gssize) strlen (claim->body) + 1);
  if (claim->part > 1) /* two posts of a thread may have the same words */
    g_checksum_update (sum, (const guchar *) claim->client_key, -1);
  for (guint i = 0; i < claim->media->len; i++)
    {
      const SotongClaimMedia *media = g_ptr_array_index (claim->media, i);

      g_checksum_update (sum, (const guchar *) media->sha256, -1);
      g_checksum_update (sum, (const guchar *) media->alt_text, (gssize) strlen (media->alt_text) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
read_post_step (SotongDb     *db,
                SotongClaim  *claim,
                GError      **error)
{
  g_autofree char *fingerprint = sotong_claim_make_fingerprint (claim);

  return read_step (db, claim->copy_id, "post", fingerprint, &claim->step_id, error);
}

/* A post with the same words may have gone out on another day: what is known to be another copy's is never
 * taken for this one. */
static gboolean
read_known_ids (SotongDb     *db,
                SotongClaim  *claim,
                GError      **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (!claim->repeated && !claim->turned_away && !claim->put_off)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT remote_id FROM (SELECT remote_id FROM copy WHERE channel_id = $1 AND id <> $2 AND remote_id <> '' ORDER BY id DESC LIMIT 1000)"
                          " UNION ALL SELECT copy_part.remote_id FROM copy_part JOIN copy ON copy.id = copy_id"
                          " WHERE channel_id = $1 AND copy_part.remote_id <> ''", "ii", claim->channel_id, claim->copy_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    g_strv_builder_add (ids, sotong_stmt_text (stmt, 0));
  claim->known_ids = g_strv_builder_end (ids);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* (nullable): what is to be sent of a copy; without @split, of one of unknown outcome, what was sent. */
SotongClaim *
sotong_claim_from_row (SotongDb             *db,
                       gint64                copy_id,
                       const SotongCopyRow  *row,
                       SotongSplitFunc       split,
                       gpointer              split_data,
                       GError              **error)
{
  g_autoptr(SotongClaim) claim = g_new0 (SotongClaim, 1);
  gboolean needed;

  claim->copy_id = copy_id;
  claim->content_id = row->content_id;
  claim->channel_id = row->channel_id;
  claim->from_state = g_strdup (row->state);
  claim->client_key = g_strdup (row->client_key);
  claim->title = g_strdup (row->title);
  claim->body = g_strdup (row->body);
  claim->publish_at = row->publish_at;
  claim->on_platform = row->on_platform;
  claim->thread = row->thread;
  claim->cost_planned = row->cost_planned;
  claim->line_id = row->line_id;
  claim->media = g_ptr_array_new_with_free_func ((GDestroyNotify) claim_media_free);
  if (split != NULL && !sotong_attempt_take_part (db, claim, split, split_data, error))
    return NULL;
  if (split == NULL && g_str_equal (row->state, "unknown") && !sotong_attempt_recall_part (db, claim, error))
    return NULL;
  needed = split != NULL || (!g_str_equal (row->state, "unknown") && !g_str_has_prefix (row->state, "published"));
  if (!read_past (db, claim, error) || (claim->part <= 1 && !read_media (db, claim, needed, error)) || !read_known_ids (db, claim, error)
      || !read_post_step (db, claim, error))
    return NULL;
  return g_steal_pointer (&claim);
}

/**
 * sotong_attempt_read:
 * @db: a connection
 * @copy_id: a copy
 * @error: return location
 *
 * What would be sent, without claiming it: to look it up. Its attempt_id is that of the
 * last attempt to publish it, or 0.
 *
 * Returns: (transfer full) (nullable): the copy
 */
SotongClaim *
sotong_attempt_read (SotongDb  *db,
                     gint64     copy_id,
                     GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  return row != NULL ? sotong_claim_from_row (db, copy_id, row, NULL, NULL, error) : NULL;
}

/**
 * sotong_attempt_read_split:
 * @db: a connection
 * @copy_id: a copy
 * @split: as for sotong_attempt_claim_split()
 * @split_data: its data
 * @error: return location; as for sotong_attempt_claim_split()
 *
 * What sotong_attempt_claim_split() would take, without claiming it. Writes nothing.
 *
 * Returns: (transfer full) (nullable): the copy, or the post of its thread whose turn it is
 */
SotongClaim *
sotong_attempt_read_split (SotongDb         *db,
                           gint64            copy_id,
                           SotongSplitFunc   split,
                           gpointer          split_data,
                           GError          **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  return row != NULL ? sotong_claim_from_row (db, copy_id, row, split, split_data, error) : NULL;
}

/* What tells whether other files go with a content than before; "" for none. */
char *
sotong_attempt_compute_media (SotongDb  *db,
                              gint64     content_id,
                              GError   **error)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT sha256, alt_text FROM attachment WHERE content_id = $1 AND removed_at IS NULL"
                                                " ORDER BY position, id", "i", content_id);
  guint n = 0;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  for (; sotong_stmt_next (stmt, &local); n++)
    {
      g_checksum_update (sum, (const guchar *) sotong_stmt_text (stmt, 0), -1);
      g_checksum_update (sum, (const guchar *) sotong_stmt_text (stmt, 1), (gssize) strlen (sotong_stmt_text (stmt, 1)) + 1);
    }
  if (local == NULL)
    return g_strdup (n > 0 ? g_checksum_get_string (sum) : "");
  g_propagate_error (error, local);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-link-rule.h"
#include "store/sotong-seal.h"
#include "util/sotong-machine.h"

G_DEFINE_QUARK (sotong-attempt-error-quark, sotong_attempt_error)

/*
 * A claim is a row of "attempt" whose id the copy carries while it is published. It is
 * on the disk before the first byte is sent. Leases are in real time, also under a set
 * clock: they are about machines, not about plans.
 */

static gint64
real_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

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
                          " coalesce (copy.title, content.title), coalesce (copy.body, content.body), wait_until, cost_planned, line_id"
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
  if (row->body == NULL)
    g_clear_pointer (&row, sotong_copy_row_free);
  return row;
}

static char *
read_step (SotongDb    *db,
           gint64       copy_id,
           const char  *kind,
           const char  *sha256)
{
  g_autofree char *step = g_strconcat (kind, ":", sha256, NULL);
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, NULL, "SELECT remote_id FROM remote_step WHERE copy_id = $1 AND step = $2", "it", copy_id, step);
  if (stmt == NULL || !sotong_stmt_next (stmt, NULL))
    return NULL;
  return sotong_stmt_dup (stmt, 0);
}

static gboolean
read_media (SotongDb     *db,
            SotongClaim  *claim,
            GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT file_name, media_type, alt_text, attachment.sha256, data FROM attachment"
                          " JOIN blob ON blob.sha256 = attachment.sha256 WHERE content_id = $1 AND removed_at IS NULL"
                          " ORDER BY position, id", "i", claim->content_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongClaimMedia *media = g_new0 (SotongClaimMedia, 1);

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

      media->remote_id = read_step (db, claim->copy_id, "media", media->sha256);
      media->remote_url = read_step (db, claim->copy_id, "media-url", media->sha256);
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

static gboolean
read_past (SotongDb     *db,
           SotongClaim  *claim,
           GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gboolean counting = TRUE;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT attempt.id, coalesce (outcome, ''), coalesce (http_status, 0), lease_until, kind FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND kind IN ('publish', 'settle') ORDER BY attempt.id DESC", "i", claim->copy_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      if (g_str_equal (sotong_stmt_text (stmt, 4), "settle"))
        {
          claim->denied = claim->denied || (claim->attempt_id == 0 && g_str_equal (sotong_stmt_text (stmt, 1), "not-sent"));
          continue;
        }
      if (claim->attempt_id == 0)
        claim->attempt_id = sotong_stmt_int (stmt, 0);
      if (may_have_arrived (sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2)))
        {
          claim->repeated = TRUE;
          claim->first_sent_at = sotong_stmt_int (stmt, 3) - SOTONG_ATTEMPT_LEASE_S; /* the newest comes first: the oldest stays */
        }
      counting = counting && g_str_equal (sotong_stmt_text (stmt, 1), "wait");
      claim->n_waits += counting ? 1 : 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What an unfinished post on the platform was made of: it is gone on with only if nothing of it has changed. */
static char *
make_fingerprint (const SotongClaim *claim)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) claim->title, (gssize) strlen (claim->title) + 1);
  g_checksum_update (sum, (const guchar *) claim->body, (gssize) strlen (claim->body) + 1);
  for (guint i = 0; i < claim->media->len; i++)
    {
      const SotongClaimMedia *media = g_ptr_array_index (claim->media, i);

      g_checksum_update (sum, (const guchar *) media->sha256, -1);
      g_checksum_update (sum, (const guchar *) media->alt_text, (gssize) strlen (media->alt_text) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static char *
read_post_step (SotongDb          *db,
                const SotongClaim *claim)
{
  g_autofree char *fingerprint = make_fingerprint (claim);

  return read_step (db, claim->copy_id, "post", fingerprint);
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

  if (!claim->repeated)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT remote_id FROM copy WHERE channel_id = $1 AND id <> $2 AND remote_id <> '' ORDER BY id DESC LIMIT 1000",
                          "ii", claim->channel_id, claim->copy_id);
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

static SotongClaim *
claim_from_row (SotongDb             *db,
                gint64                copy_id,
                const SotongCopyRow  *row,
                GError              **error)
{
  g_autoptr(SotongClaim) claim = g_new0 (SotongClaim, 1);

  claim->copy_id = copy_id;
  claim->content_id = row->content_id;
  claim->channel_id = row->channel_id;
  claim->from_state = g_strdup (row->state);
  claim->client_key = g_strdup (row->client_key);
  claim->title = g_strdup (row->title);
  claim->body = g_strdup (row->body);
  claim->publish_at = row->publish_at;
  claim->on_platform = row->on_platform;
  claim->cost_planned = row->cost_planned;
  claim->line_id = row->line_id;
  claim->media = g_ptr_array_new_with_free_func ((GDestroyNotify) claim_media_free);
  if (!read_past (db, claim, error) || !read_media (db, claim, error) || !read_known_ids (db, claim, error))
    return NULL;
  claim->step_id = read_post_step (db, claim);
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

  return row != NULL ? claim_from_row (db, copy_id, row, error) : NULL;
}

gint64
sotong_attempt_insert (SotongDb    *db,
                       gint64       copy_id,
                       const char  *kind,
                       const char  *client_key,
                       const char  *title,
                       const char  *body,
                       GError     **error)
{
  const SotongOwner *owner = sotong_owner_get_self ();

  return sotong_db_insert (db, error, "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start,"
                           " lease_until, client_key, title, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                           "itittiiittt", copy_id, kind, sotong_db_now (db), owner->machine, owner->boot, owner->process,
                           owner->process_start, real_now () + SOTONG_ATTEMPT_LEASE_S, client_key, title, body);
}

static gboolean
take (SotongDb     *db,
      SotongClaim  *claim,
      GError      **error)
{
  if (!sotong_db_exec (db, error, "UPDATE copy SET state = 'publishing', claim_id = $1 WHERE id = $2 AND state = $3 AND claim_id IS NULL",
                       "iit", claim->attempt_id, claim->copy_id, claim->from_state))
    return FALSE;
  return sotong_db_n_changes (db) == 1
         || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_TAKEN, _("It is being published right now by another window or program."));
}

/**
 * sotong_attempt_claim:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @kind: why it is to be sent
 * @after_attempt: for %SOTONG_CLAIM_AGAIN, the attempt that was looked up; else 0
 * @error: return location; a code of %SOTONG_ATTEMPT_ERROR when it may not be sent now
 *
 * Reads the copy again and takes it for this process, in one transaction: what is edited,
 * moved or deleted does not go out in its old form, and of two programs one gets it. The
 * claim is on the disk when the write job has ended, before anything is sent.
 *
 * Returns: (transfer full) (nullable): what is to be sent, word for word
 */
SotongClaim *
sotong_attempt_claim (SotongDb         *db,
                      gint64            copy_id,
                      SotongClaimKind   kind,
                      gint64            after_attempt,
                      GError          **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autoptr(SotongClaim) claim = NULL;

  if (row == NULL || !sotong_attempt_check_row (db, copy_id, row, kind, error))
    return NULL;
  claim = claim_from_row (db, copy_id, row, error);
  if (claim == NULL)
    return NULL;
  if (kind == SOTONG_CLAIM_AGAIN && claim->attempt_id != after_attempt)
    {
      sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("Its outcome was settled meanwhile."));
      return NULL;
    }
  claim->attempt_id = sotong_attempt_insert (db, copy_id, "publish", claim->client_key, claim->title, claim->body, error);
  if (claim->attempt_id == 0 || !take (db, claim, error))
    return NULL;
  return g_steal_pointer (&claim);
}

/**
 * sotong_attempt_claim_next:
 * @db: the connection of a write job that notes another copy's outcome
 * @copy_id: the next copy of the channel
 * @kind: why it is to be sent
 *
 * As sotong_attempt_claim(), within the same transaction, so that a channel's post costs one commit. One that may not be
 * sent takes nothing with it: whoever wants it asks again and is told why.
 *
 * Returns: (transfer full) (nullable): what is to be sent
 */
SotongClaim *
sotong_attempt_claim_next (SotongDb        *db,
                           gint64           copy_id,
                           SotongClaimKind  kind)
{
  SotongClaim *claim;

  if (!sotong_db_script (db, "SAVEPOINT next_claim", NULL))
    return NULL;
  claim = sotong_attempt_claim (db, copy_id, kind, 0, NULL);
  if (claim == NULL)
    sotong_db_script (db, "ROLLBACK TO next_claim", NULL);
  sotong_db_script (db, "RELEASE next_claim", NULL);
  return claim;
}

static gboolean
put_step (SotongDb    *db,
          gint64       copy_id,
          const char  *kind,
          const char  *sha256,
          const char  *value,
          GError     **error)
{
  g_autofree char *step = g_strconcat (kind, ":", sha256, NULL);

  return sotong_db_exec (db, error, "INSERT INTO remote_step (copy_id, step, remote_id, at) VALUES ($1, $2, $3, $4)"
                         " ON CONFLICT (copy_id, step) DO UPDATE SET remote_id = excluded.remote_id, at = excluded.at",
                         "itti", copy_id, step, value, sotong_db_now (db));
}

/**
 * sotong_attempt_store_step:
 * @db: the connection of a write job
 * @copy_id: a claimed copy
 * @sha256: which of its files
 * @remote_id: its id on the platform
 * @remote_url: (nullable): its public address
 * @error: return location
 *
 * Notes that a file of the copy is on the platform, so that a restart goes on from there.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_store_step (SotongDb    *db,
                           gint64       copy_id,
                           const char  *sha256,
                           const char  *remote_id,
                           const char  *remote_url,
                           GError     **error)
{
  return put_step (db, copy_id, "media", sha256, remote_id, error)
         && (remote_url == NULL || put_step (db, copy_id, "media-url", sha256, remote_url, error));
}

/**
 * sotong_attempt_store_post_step:
 * @db: the connection of a write job
 * @claim: a claimed copy
 * @remote_id: what the platform calls the unfinished post
 * @error: return location
 *
 * Notes that the platform holds the post in an unfinished state, so that a restart goes on from there. A copy
 * whose text or files change meanwhile begins anew.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_store_post_step (SotongDb           *db,
                                const SotongClaim  *claim,
                                const char         *remote_id,
                                GError            **error)
{
  g_autofree char *fingerprint = make_fingerprint (claim);

  return put_step (db, claim->copy_id, "post", fingerprint, remote_id, error);
}

gboolean
sotong_attempt_insert_outcome (SotongDb                *db,
                               gint64                   attempt_id,
                               const SotongAttemptEnd  *end,
                               GError                 **error)
{
  return sotong_db_exec (db, error, "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status, duration_ms, message)"
                         " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (attempt_id) DO NOTHING", "iitiit", attempt_id,
                         sotong_db_now (db), end->outcome, (gint64) end->http_status, end->duration_ms,
                         end->message != NULL ? end->message : "");
}

/* The program itself puts off what a platform had no time for: it stays what was approved. */
static gboolean
renew_seal (SotongDb  *db,
            gint64     copy_id,
            GError   **error)
{
  g_autofree char *seal = sotong_seal_compute (db, copy_id, error);

  return seal != NULL && sotong_db_exec (db, error, "UPDATE copy SET seal = $1 WHERE id = $2", "ti", seal, copy_id);
}

static gboolean
set_copy (SotongDb                *db,
          const SotongClaim       *claim,
          const SotongAttemptEnd  *end,
          GError                 **error)
{
  gint64 published_at = g_str_equal (end->state, "published") ? sotong_db_now (db) : SOTONG_NONE;
  SotongSeal seal;

  if (!sotong_seal_check (db, claim->copy_id, &seal, error))
    return FALSE;
  return sotong_db_exec (db, error, "UPDATE copy SET state = $1, claim_id = NULL, publish_at = coalesce ($2, publish_at),"
                         " remote_id = coalesce ($3, remote_id), remote_url = coalesce ($4, remote_url),"
                         " published_at = coalesce (published_at, $5), scheduled_at = coalesce ($2, scheduled_at) WHERE id = $6", "tittii",
                         end->state, end->publish_at, end->remote_id, end->remote_url, published_at, claim->copy_id)
         && (end->publish_at == SOTONG_NONE || seal != SOTONG_SEAL_WHOLE || renew_seal (db, claim->copy_id, error));
}

/* What leaves the house stands in the history and cannot be undone. */
static gboolean
note_published (SotongDb                *db,
                const SotongClaim       *claim,
                const SotongAttemptEnd  *end,
                GError                 **error)
{
  return !g_str_equal (end->state, "published")
         || sotong_change_begin_final (db, "content.publish", "content", claim->content_id, claim->title, error);
}

static gboolean
set_channel (SotongDb                *db,
             const SotongClaim       *claim,
             const SotongAttemptEnd  *end,
             GError                 **error)
{
  if (end->health == NULL)
    return TRUE;
  return sotong_channel_set_health (db, claim->channel_id, end->health, g_str_equal (end->health, "ok") ? "" : end->message, error)
         && sotong_channel_set_wait (db, claim->channel_id, end->wait_until, error);
}

/* The answer came although the copy had been given up for unknown. Good news is taken as
 * long as nobody else has settled or sent it; the rest only goes into the log. */
static gboolean
finish_late (SotongDb                *db,
             const SotongClaim       *claim,
             const SotongCopyRow     *row,
             const SotongAttemptEnd  *end,
             GError                 **error)
{
  if (!g_str_equal (end->outcome, "ok") || row->claim_id != SOTONG_NONE)
    return TRUE;
  if (!g_str_equal (row->state, "unknown") && !g_str_equal (row->state, "failed"))
    return TRUE;
  return note_published (db, claim, end, error) && set_copy (db, claim, end, error);
}

/**
 * sotong_attempt_finish:
 * @db: the connection of a write job
 * @claim: what was claimed
 * @end: how it ended
 * @out_late: (out) (optional): whether the claim had been taken from us meanwhile
 * @error: return location
 *
 * Writes the outcome, the copy's state and its address there in one transaction.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_finish (SotongDb                *db,
                       const SotongClaim       *claim,
                       const SotongAttemptEnd  *end,
                       gboolean                *out_late,
                       GError                 **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, claim->copy_id, error);
  gboolean late;

  if (row == NULL)
    return FALSE;
  late = row->claim_id != claim->attempt_id;
  if (out_late != NULL)
    *out_late = late;
  if (!sotong_attempt_insert_outcome (db, claim->attempt_id, end, error))
    return FALSE;
  if (late)
    return finish_late (db, claim, row, end, error);
  return note_published (db, claim, end, error)
         && set_copy (db, claim, end, error)
         && set_channel (db, claim, end, error);
}

typedef struct {
  gint64   copy_id;
  gint64   attempt_id;
  gboolean dead;        /* the owner certainly runs no more */
} OpenClaim;

static gboolean
is_over (SotongStmt              *stmt,
         SotongAttemptActiveFunc  is_active,
         gpointer                 user_data,
         gboolean                *out_dead)
{
  const SotongOwner *self = sotong_owner_get_self ();
  gint64 attempt_id = sotong_stmt_int (stmt, 1);
  const char *machine = sotong_stmt_text (stmt, 2);
  const char *boot = sotong_stmt_text (stmt, 3);
  gint64 process = sotong_stmt_int (stmt, 4);

  *out_dead = TRUE;
  if (attempt_id == SOTONG_NONE)
    return TRUE;
  if (g_str_equal (machine, self->machine) && g_str_equal (boot, self->boot) && process == self->process
      && sotong_stmt_int (stmt, 5) == self->process_start)
    return is_active == NULL || !is_active (attempt_id, user_data);
  if (g_str_equal (machine, self->machine))
    return sotong_owner_is_dead (machine, boot, process, sotong_stmt_int (stmt, 5));
  *out_dead = FALSE;
  return sotong_stmt_int (stmt, 6) < real_now ();
}

static GArray *
find_open (SotongDb                 *db,
           SotongAttemptActiveFunc   is_active,
           gpointer                  user_data,
           GError                  **error)
{
  g_autoptr(GArray) open = g_array_new (FALSE, TRUE, sizeof (OpenClaim));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT copy.id, attempt.id, machine, boot, process, process_start, lease_until FROM copy"
                          " LEFT JOIN attempt ON attempt.id = claim_id WHERE state = 'publishing' OR claim_id IS NOT NULL", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      OpenClaim claim = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), FALSE };

      if (is_over (stmt, is_active, user_data, &claim.dead))
        g_array_append_val (open, claim);
    }
  if (local == NULL)
    return g_steal_pointer (&open);
  g_propagate_error (error, local);
  return NULL;
}

/* How many copies are being published; -1 with @error set on failure. */
int
sotong_attempt_count_open (SotongDb  *db,
                           GError   **error)
{
  gint64 n = 0;

  return sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE state = 'publishing' OR claim_id IS NOT NULL", "") ? (int) n : -1;
}

/**
 * sotong_attempt_recover:
 * @db: the connection of a write job
 * @is_active: (nullable) (scope call): tells whether this process works on an attempt
 * @user_data: for @is_active
 * @error: return location
 *
 * A claim whose owner is dead, or on another machine with its lease run out, is of unknown
 * outcome: the post may be out. An owner that lives keeps its claim however long it takes. What was being corrected
 * or withdrawn is out as before; that may be sent again.
 *
 * Returns: how many became unknown, or -1 with @error set
 */
int
sotong_attempt_recover (SotongDb                 *db,
                        SotongAttemptActiveFunc   is_active,
                        gpointer                  user_data,
                        GError                  **error)
{
  g_autoptr(GArray) open = find_open (db, is_active, user_data, error);
  SotongAttemptEnd end = { "unknown", 0, 0, NULL, "unknown" };

  if (open == NULL)
    return -1;
  end.message = _("The program ended before the platform’s answer was noted. The post is looked up there before it is sent again.");
  for (guint i = 0; i < open->len; i++)
    {
      OpenClaim *claim = &g_array_index (open, OpenClaim, i);

      if (!sotong_db_exec (db, error, "UPDATE copy SET state = CASE state WHEN 'publishing' THEN 'unknown' ELSE state END, claim_id = NULL"
                           " WHERE id = $1", "i", claim->copy_id))
        return -1;
      if (claim->dead && claim->attempt_id != SOTONG_NONE
          && !sotong_attempt_insert_outcome (db, claim->attempt_id, &end, error))
        return -1;
    }
  return (int) open->len;
}

/**
 * sotong_attempt_settled_at:
 * @db: a connection
 * @attempt_id: an attempt, or 0
 * @out_time: (out): seconds since 1970 UTC of the machine's clock; 0 if there was no attempt
 * @error: return location
 *
 * When the program last had its hand on the attempt. What it sent may still be at work on
 * the platform for a moment after that.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_settled_at (SotongDb  *db,
                           gint64     attempt_id,
                           gint64    *out_time,
                           GError   **error)
{
  GError *local = NULL;

  *out_time = 0;
  if (sotong_db_get_int (db, out_time, &local, "SELECT lease_until - $1 + coalesce (duration_ms, 0) / 1000 FROM attempt"
                         " LEFT JOIN attempt_outcome ON attempt_id = attempt.id WHERE attempt.id = $2", "ii",
                         (gint64) SOTONG_ATTEMPT_LEASE_S, attempt_id) || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-hold.h"
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

static gint64
insert (SotongDb           *db,
        const char         *kind,
        const SotongClaim  *claim,
        const char         *media,
        GError            **error)
{
  const SotongOwner *owner = sotong_owner_get_self ();

  return sotong_db_insert (db, error, "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start,"
                           " lease_until, client_key, title, body, part, n_parts, whole, media)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                           "itittiiitttiitt", claim->copy_id, kind, sotong_db_now (db), owner->machine, owner->boot, owner->process,
                           owner->process_start, real_now () + SOTONG_ATTEMPT_LEASE_S, claim->client_key, claim->title, claim->body,
                           (gint64) claim->part, (gint64) claim->n_parts, claim->whole, media);
}

/* What is noted of a copy other than by sending it. */
gint64
sotong_attempt_insert (SotongDb    *db,
                       gint64       copy_id,
                       const char  *kind,
                       const char  *client_key,
                       const char  *title,
                       const char  *body,
                       GError     **error)
{
  SotongClaim claim = { .copy_id = copy_id, .client_key = (char *) client_key, .title = (char *) title, .body = (char *) body };

  return insert (db, kind, &claim, NULL, error);
}

/* As sotong_attempt_insert(), with which post of a thread it is and which files go with it. */
gint64
sotong_attempt_insert_claim (SotongDb           *db,
                             const char         *kind,
                             const SotongClaim  *claim,
                             GError            **error)
{
  g_autofree char *media = sotong_attempt_compute_media (db, claim->content_id, error);

  return media != NULL ? insert (db, kind, claim, media, error) : 0;
}

/* A look-up: with the words and files that it was found with, where those are of an earlier attempt. */
gint64
sotong_attempt_insert_found (SotongDb                *db,
                             const SotongClaim       *claim,
                             const SotongAttemptEnd  *end,
                             GError                 **error)
{
  SotongClaim found = *claim;
  g_autofree char *media = NULL;

  if (!g_str_equal (end->outcome, "ok"))
    return sotong_attempt_insert_claim (db, "look-up", claim, error);
  if (end->found_text != NULL)
    found.body = (char *) end->found_text;
  if (!sotong_attempt_read_found_media (db, claim, found.body, &media, error))
    return 0;
  if (end->found_text != NULL && claim->part > 0 && !sotong_db_exec (db, error, "UPDATE copy_part SET body = $1 WHERE copy_id = $2 AND part = $3", "tii", found.body,
                                          claim->copy_id, (gint64) claim->part))
    return 0;
  return insert (db, "look-up", &found, media, error);
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
  return sotong_attempt_claim_split (db, copy_id, kind, after_attempt, NULL, NULL, error);
}

/**
 * sotong_attempt_claim_split:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @kind: why it is to be sent
 * @after_attempt: as for sotong_attempt_claim()
 * @split: (nullable): how a long text is cut where the copy may be a thread; %NULL: it is not
 * @split_data: its data
 * @error: return location; as for sotong_attempt_claim()
 *
 * As sotong_attempt_claim(); of a thread it takes the post whose turn it is.
 *
 * Returns: (transfer full) (nullable): what is to be sent, word for word
 */
SotongClaim *
sotong_attempt_claim_split (SotongDb         *db,
                            gint64            copy_id,
                            SotongClaimKind   kind,
                            gint64            after_attempt,
                            SotongSplitFunc   split,
                            gpointer          split_data,
                            GError          **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autoptr(SotongClaim) claim = NULL;

  if (row == NULL || !sotong_attempt_check_row (db, copy_id, row, kind, error))
    return NULL;
  claim = sotong_claim_from_row (db, copy_id, row, split, split_data, error);
  if (claim == NULL)
    return NULL;
  if (kind == SOTONG_CLAIM_AGAIN && claim->attempt_id != after_attempt)
    {
      sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("Its outcome was settled meanwhile."));
      return NULL;
    }
  claim->attempt_id = sotong_attempt_insert_claim (db, "publish", claim, error);
  if (claim->attempt_id == 0 || !take (db, claim, error)
      || (claim->part > 0 && !sotong_copy_part_arm (db, copy_id, claim->part, claim->body, claim->client_key, error)))
    return NULL;
  return g_steal_pointer (&claim);
}

/**
 * sotong_attempt_claim_next:
 * @db: the connection of a write job that notes another copy's outcome
 * @copy_id: the next copy of the channel
 * @kind: why it is to be sent
 * @split: (nullable): as for sotong_attempt_claim_split()
 * @split_data: its data
 *
 * As sotong_attempt_claim(), within the same transaction, so that a channel's post costs one commit. One that may not be
 * sent takes nothing with it: whoever wants it asks again and is told why.
 *
 * Returns: (transfer full) (nullable): what is to be sent
 */
SotongClaim *
sotong_attempt_claim_next (SotongDb        *db,
                           gint64           copy_id,
                           SotongClaimKind  kind,
                           SotongSplitFunc  split,
                           gpointer         split_data)
{
  SotongClaim *claim;

  if (!sotong_db_script (db, "SAVEPOINT next_claim", NULL))
    return NULL;
  claim = sotong_attempt_claim_split (db, copy_id, kind, 0, split, split_data, NULL);
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
  g_autofree char *fingerprint = sotong_claim_make_fingerprint (claim);

  return put_step (db, claim->copy_id, "post", fingerprint, remote_id, error);
}

gboolean
sotong_attempt_insert_outcome (SotongDb                *db,
                               gint64                   attempt_id,
                               const SotongAttemptEnd  *end,
                               GError                 **error)
{
  g_autofree char *message = sotong_attempt_untell (end->message != NULL ? end->message : "");

  return sotong_db_exec (db, error, "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status, duration_ms, message)"
                         " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (attempt_id) DO NOTHING", "iitiit", attempt_id,
                         sotong_db_now (db), end->outcome, (gint64) end->http_status, end->duration_ms,
                         message);
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
  gboolean later = claim->part > 1 && end->remote_id != NULL; /* the copy is known by its first post */
  SotongSeal seal;

  if (!sotong_seal_check (db, claim->copy_id, &seal, error))
    return FALSE;
  return sotong_db_exec (db, error, "UPDATE copy SET state = $1, claim_id = NULL, publish_at = coalesce ($2, publish_at),"
                         " remote_id = coalesce ($3, remote_id), remote_url = coalesce ($4, remote_url),"
                         " published_at = coalesce (published_at, $5), scheduled_at = coalesce ($2, scheduled_at) WHERE id = $6", "tittii",
                         end->state, end->publish_at, later ? claim->first_id : end->remote_id,
                         later ? claim->first_url : end->remote_url, published_at, claim->copy_id)
         && (end->publish_at == SOTONG_NONE || seal != SOTONG_SEAL_WHOLE || renew_seal (db, claim->copy_id, error))
         && sotong_hold_take (db, claim->copy_id, error); /* it waits again, and all was put on hold meanwhile */
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
  gboolean well = g_strcmp0 (end->health, "ok") == 0;

  return sotong_channel_learn (db, claim->channel_id, &(SotongLearnt) { SOTONG_LEARNT_BY_POST, end->health, well ? "" : end->message, end->wait_until }, error);
}

/* Whether the copy was given up, and nothing is known there of it or of a rest that has still to go: good news of it that comes late is taken. */
gboolean
sotong_attempt_is_given_up (const SotongClaim   *claim,
                            const SotongCopyRow *row)
{
  static const char * const given_up[] = { "unknown", "failed", "missed", "held", NULL };

  return row->claim_id == SOTONG_NONE && g_strv_contains (given_up, row->state) && (row->remote_id == NULL || row->remote_id[0] == '\0')
         && !sotong_claim_has_more (claim);
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
  if (!g_str_equal (end->outcome, "ok") || !sotong_attempt_is_given_up (claim, row))
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
  if (!sotong_attempt_insert_outcome (db, claim->attempt_id, end, error) || !sotong_attempt_note_found (db, claim, end, error)
      || !sotong_attempt_note_part (db, claim, end, error))
    return FALSE;
  if (late)
    return finish_late (db, claim, row, end, error);
  if (sotong_claim_has_more (claim) && g_str_equal (end->outcome, "ok")) /* whoever goes on keeps the claim */
    return set_channel (db, claim, end, error);
  return note_published (db, claim, end, error)
         && set_copy (db, claim, end, error)
         && set_channel (db, claim, end, error);
}

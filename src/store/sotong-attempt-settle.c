/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-hold.h"
#include "util/sotong-url.h"

/* What is learned about a post other than by sending it: by looking it up, or from a person. */

void
sotong_attempt_free (SotongAttempt *attempt)
{
  if (attempt == NULL)
    return;
  g_free (attempt->title);
  g_free (attempt->channel);
  g_free (attempt->kind);
  g_free (attempt->outcome);
  g_free (attempt->message);
  g_free (attempt);
}

/* Somebody removed there what waited there: should it go out again, it goes as a new one, under a key of its own, for the platform may
 * remember the old one. */
static gboolean
forget_there (SotongDb                *db,
              const SotongClaim       *claim,
              const SotongAttemptEnd  *end,
              GError                 **error)
{
  g_autofree char *key = NULL;

  if (claim->part > 0 || !g_str_equal (end->outcome, "not-sent") || !g_str_equal (end->state, "failed") || !g_str_equal (claim->from_state, "scheduled"))
    return TRUE;
  key = sotong_copy_make_client_key (db, claim->publish_at);
  return sotong_db_exec (db, error, "UPDATE copy SET remote_id = NULL, remote_url = NULL, client_key = $1 WHERE id = $2 AND state = 'failed' AND claim_id IS NULL",
                         "ti", key, claim->copy_id);
}

/* Whether another program has sent the post since it was looked for, or has it in hand, or somebody has settled it. What was found counts
 * also of one that was sent once more and of which nothing else is known, and of one that was given up meanwhile. */
static gboolean
read_late (SotongDb                *db,
           const SotongClaim       *claim,
           const SotongCopyRow     *row,
           const SotongAttemptEnd  *end,
           gboolean                *out_late,
           GError                 **error)
{
  gboolean ok = g_str_equal (end->outcome, "ok");
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM attempt WHERE copy_id = $1 AND kind = 'publish' AND id > $2", "ii",
                          claim->copy_id, claim->attempt_id))
    return FALSE;
  *out_late = row->claim_id != SOTONG_NONE || (!ok && n > 0)
              || (!g_str_equal (row->state, claim->from_state) && !(ok && sotong_attempt_is_given_up (claim, row)));
  return TRUE;
}

/* (nullable): what is to be said where it is known there as another post than the one that was found: one of the two may be too many. */
static gboolean
describe_twice (SotongDb                *db,
                const SotongClaim       *claim,
                const SotongCopyRow     *row,
                const SotongAttemptEnd  *end,
                char                   **out_text,
                GError                 **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_text = NULL;
  if (!g_str_equal (end->outcome, "ok") || end->remote_id == NULL)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT coalesce (remote_url, remote_id) FROM (SELECT id AS copy_id, 0 AS part, remote_id, remote_url FROM copy"
                          " UNION ALL SELECT copy_id, part, remote_id, remote_url FROM copy_part)"
                          " WHERE copy_id = $1 AND part = $2 AND remote_id <> '' AND remote_id <> $3", "iit", claim->copy_id, (gint64) claim->part, end->remote_id);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_text = g_strdup_printf (_("The post was found on “%s”: %s. Meanwhile another one was noted for it there: %s. Look there whether it is out twice."),
                                 row->channel, end->remote_url != NULL ? end->remote_url : end->remote_id, sotong_stmt_text (stmt, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Notes what is the same whether it came late or not. What is known of it there stays, should it be there twice. */
static gboolean
log_look_up (SotongDb                *db,
             const SotongClaim       *claim,
             const SotongCopyRow     *row,
             const SotongAttemptEnd  *end,
             SotongLooked            *looked,
             GError                 **error)
{
  SotongAttemptEnd logged = *end;

  if (!read_late (db, claim, row, end, &looked->late, error) || (looked->late && !describe_twice (db, claim, row, end, &looked->twice, error)))
    return FALSE;
  looked->open = looked->late && (g_str_equal (row->state, "unknown") || g_str_equal (row->state, "publishing"));
  if (looked->twice != NULL)
    logged.message = looked->twice;
  looked->attempt_id = sotong_attempt_insert_found (db, claim, &logged, error);
  return looked->attempt_id != 0 && sotong_attempt_insert_outcome (db, looked->attempt_id, &logged, error)
         && (looked->twice != NULL || sotong_attempt_note_part (db, claim, end, error));
}

static gboolean
take_look_up (SotongDb                *db,
              const SotongClaim       *claim,
              const SotongCopyRow     *row,
              const SotongAttemptEnd  *end,
              GError                 **error)
{
  gint64 published_at = g_str_equal (end->state, "published") ? sotong_db_now (db) : SOTONG_NONE;
  gboolean later = claim->part > 1 && end->remote_id != NULL; /* the copy is known by its first post */

  if (sotong_claim_has_more (claim) && g_str_equal (end->outcome, "ok")) /* the copy stays what it was: the rest has still to go */
    return g_str_equal (end->state, row->state)
           || sotong_db_exec (db, error, "UPDATE copy SET state = $1 WHERE id = $2", "ti", end->state, claim->copy_id);
  if (g_str_equal (end->state, row->state) && end->remote_id == NULL)
    return TRUE;
  if (!sotong_db_exec (db, error, "UPDATE copy SET state = $1, remote_id = coalesce ($2, remote_id), remote_url = coalesce ($3, remote_url),"
                       " published_at = coalesce (published_at, $4) WHERE id = $5", "tttii",
                       end->state, later ? claim->first_id : end->remote_id, later ? claim->first_url : end->remote_url, published_at, claim->copy_id)
      || !sotong_hold_take (db, claim->copy_id, error) || !forget_there (db, claim, end, error))
    return FALSE;
  return !g_str_equal (end->state, "published")
         || sotong_change_begin_final (db, "content.publish", "content", claim->content_id, claim->title, error);
}

/**
 * sotong_attempt_note_look_up:
 * @db: the connection of a write job
 * @claim: what was looked up, as sotong_attempt_read() gave it
 * @end: what was found; its state is the copy's from now on
 * @out_looked: (out): what became of it; its sentence is the caller's
 * @error: return location
 *
 * Logs a look-up and, if the copy still stands as it was read, takes its result. That it was not found says nothing of what was sent since.
 * That it was found is taken also of what was given up since, as a late answer is.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_note_look_up (SotongDb                *db,
                             const SotongClaim       *claim,
                             const SotongAttemptEnd  *end,
                             SotongLooked            *out_looked,
                             GError                 **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, claim->copy_id, error);

  *out_looked = (SotongLooked) { 0 };
  if (row == NULL || !log_look_up (db, claim, row, end, out_looked, error))
    return FALSE;
  return out_looked->late || take_look_up (db, claim, row, end, error);
}

static gboolean
check_url (const char  *url,
           gboolean     needed,
           GError     **error)
{
  if (url == NULL || url[0] == '\0')
    {
      if (!needed)
        return TRUE;
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("The post’s public address is missing. Copy it from the browser’s address line."));
      return FALSE;
    }
  if (sotong_url_is_web (url))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” is not a web address. Copy the post’s address from the browser’s address line."), url);
  return FALSE;
}

static gboolean
add_note (SotongDb             *db,
          gint64                copy_id,
          const char           *kind,
          const SotongCopyRow  *row,
          const char           *outcome,
          const char           *message,
          GError              **error)
{
  SotongAttemptEnd end = { outcome, 0, 0, message };
  gint64 id = sotong_attempt_insert (db, copy_id, kind, row->client_key, row->title, row->body, error);

  return id != 0 && sotong_attempt_insert_outcome (db, id, &end, error);
}

/**
 * sotong_attempt_by_hand:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @url: the post's public address
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` for an address or a state that does not fit
 *
 * A person has posted it by hand. One step of undo: what is undone is only the note.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_by_hand (SotongDb    *db,
                        gint64       copy_id,
                        const char  *url,
                        GError     **error)
{
  static const char * const open[] = { "draft", "approved", "scheduled", "failed", "missed", "held", NULL };
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  if (row == NULL || !check_url (url, TRUE, error))
    return FALSE;
  if (row->removed || !g_strv_contains (open, row->state))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The post for “%s” cannot be noted as published by hand as it stands: it is out, under way, of unknown outcome, deleted or not approved."),
                   row->channel);
      return FALSE;
    }
  return sotong_attempt_check_seal (db, copy_id, error)
         && sotong_change_begin (db, "content.by-hand", "content", row->content_id, row->title, error)
         && sotong_change_touch (db, "copy", copy_id, error)
         && add_note (db, copy_id, "by-hand", row, "ok", _("Published by hand."), error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = 'published_by_hand', remote_url = $1, published_at = $2 WHERE id = $3",
                            "tii", url, sotong_db_now (db), copy_id);
}

/**
 * sotong_attempt_describe_there:
 * @n_unsent: how many posts of its thread were never sent
 *
 * Returns: (transfer full): the sentence that a person found a post on its platform, and what that means for the rest
 */
char *
sotong_attempt_describe_there (guint n_unsent)
{
  if (n_unsent == 0)
    return g_strdup (_("A person found it published."));
  return g_strdup_printf (ngettext ("A person found it published. The %u post of its thread that was left was not sent, and is not sent any more.",
                                    "A person found it published. The %u posts of its thread that were left were not sent, and are not sent any more.",
                                    n_unsent), n_unsent);
}

/*
 * sotong_attempt_join_word:
 * @db: the connection of a write job with a change that is open
 * @copy_id: a copy
 * @error: return location
 *
 * What the platform tells of a post right after a person said where it is belongs to the same step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_join_word (SotongDb  *db,
                          gint64     copy_id,
                          GError   **error)
{
  g_autofree char *session = NULL;
  gint64 word = 0;

  if (!sotong_db_get_int (db, &word, error, "SELECT coalesce (max (id), 0) FROM attempt WHERE copy_id = $1 AND kind = 'settle'", "i", copy_id))
    return FALSE;
  session = g_strdup_printf ("resolve-%" G_GINT64_FORMAT, word);
  sotong_change_set_session (db, session);
  return TRUE;
}

/*
 * sotong_attempt_note_word:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @outcome: "ok" or "not-sent", what a person said became of it; "unknown": that was taken back
 * @message: a sentence
 * @error: return location
 *
 * A line of the log. Of two that follow each other the later one counts, and one that takes back makes the one before it as if it had not been said.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_note_word (SotongDb    *db,
                          gint64       copy_id,
                          const char  *outcome,
                          const char  *message,
                          GError     **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);

  return row != NULL && add_note (db, copy_id, "settle", row, outcome, message, error);
}

/* Whether all that is known of where it is was said by a person. */
static gboolean
is_by_word (SotongDb             *db,
            gint64                copy_id,
            const SotongCopyRow  *row,
            gboolean             *out_by_word,
            GError              **error)
{
  gint64 n = 0;

  *out_by_word = g_str_equal (row->state, "published_by_hand");
  if (!g_str_equal (row->state, "published"))
    return TRUE;
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM attempt JOIN attempt_outcome ON attempt_id = attempt.id WHERE copy_id = $1"
                          " AND kind IN ('publish', 'look-up', 'update', 'delete') AND outcome = 'ok'", "i", copy_id))
    return FALSE;
  *out_by_word = n == 0;
  return TRUE;
}

static gboolean
set_published (SotongDb    *db,
               gint64       copy_id,
               const char  *url,
               const char  *remote_id,
               GError     **error)
{
  return sotong_db_exec (db, error, "UPDATE copy SET state = CASE state WHEN 'published_by_hand' THEN state ELSE 'published' END, claim_id = NULL,"
                         " remote_url = coalesce ($1, remote_url), published_at = coalesce (published_at, $2),"
                         " remote_id = coalesce (CASE state WHEN 'unknown' THEN remote_id END, CASE WHEN NOT EXISTS (SELECT 1 FROM copy AS other"
                         " WHERE other.remote_id = $4 AND other.id <> copy.id AND other.channel_id = copy.channel_id) THEN $4 END) WHERE id = $3", "tiit", url, sotong_db_now (db), copy_id, remote_id);
}

/**
 * sotong_attempt_settle:
 * @db: the connection of a write job
 * @copy_id: a copy of unknown outcome, or one of which nothing but a person's word is known
 * @published: what the person saw on the platform
 * @url: (nullable): the post's public address
 * @remote_id: (nullable): the platform's own id of the post, where the address tells; kept unless another post has it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when its outcome is known
 *
 * A person has looked, or corrects what was said of it. Published: it is out, and what is left of its thread does not go out. Not published: it
 * counts as failed, and goes out again only when a person asks. One step of undo: what is undone is only what was said, and the outcome is
 * unknown as before.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_settle (SotongDb    *db,
                       gint64       copy_id,
                       gboolean     published,
                       const char  *url,
                       const char  *remote_id,
                       GError     **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autofree char *there = NULL;
  gboolean unknown, by_word = FALSE;
  guint n_unsent = 0;

  if (row == NULL || !check_url (url, FALSE, error) || !is_by_word (db, copy_id, row, &by_word, error)
      || !sotong_attempt_count_unsent (db, copy_id, &n_unsent, error))
    return FALSE;
  unknown = g_str_equal (row->state, "unknown");
  if (!unknown && !by_word)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The outcome of the post for “%s” is known: there is nothing to settle."), row->channel);
      return FALSE;
    }
  if (by_word && published && !check_url (url, TRUE, error))
    return FALSE;
  there = unknown ? sotong_attempt_describe_there (n_unsent) : g_strdup (_("A person corrected its address."));
  if (!sotong_change_begin (db, "content.resolve", "content", row->content_id, row->title, error)
      || !sotong_change_touch (db, "copy", copy_id, error)
      || !add_note (db, copy_id, "settle", row, published ? "ok" : "not-sent", published ? there : _("A person found that it is not published."), error)
      || !sotong_attempt_join_word (db, copy_id, error))
    return FALSE;
  if (published)
    return set_published (db, copy_id, url != NULL && url[0] != '\0' ? url : NULL, remote_id, error);
  return sotong_db_exec (db, error, "UPDATE copy SET state = 'failed', claim_id = NULL, published_at = NULL, remote_url = CASE $2 WHEN 1 THEN NULL ELSE remote_url END,"
                         " remote_id = CASE $2 WHEN 1 THEN NULL ELSE remote_id END WHERE id = $1", "ii", copy_id, (gint64) by_word);
}

static SotongAttempt *
attempt_from (SotongStmt *stmt)
{
  SotongAttempt *attempt = g_new0 (SotongAttempt, 1);
  gint64 status = sotong_stmt_int (stmt, 8);
  gint64 duration = sotong_stmt_int (stmt, 9);

  attempt->id = sotong_stmt_int (stmt, 0);
  attempt->content_id = sotong_stmt_int (stmt, 1);
  attempt->copy_id = sotong_stmt_int (stmt, 2);
  attempt->title = sotong_stmt_dup (stmt, 3);
  attempt->channel = sotong_stmt_dup (stmt, 4);
  attempt->kind = sotong_stmt_dup (stmt, 5);
  attempt->started_at = sotong_stmt_int (stmt, 6);
  attempt->outcome = sotong_stmt_dup (stmt, 7);
  attempt->http_status = status != SOTONG_NONE ? (guint) status : 0;
  attempt->duration_ms = duration != SOTONG_NONE ? duration : 0;
  attempt->message = sotong_attempt_tell (sotong_stmt_text (stmt, 10) != NULL ? sotong_stmt_text (stmt, 10) : "");
  /* Given up for unknown while its owner, on another machine, may still wait for the answer. */
  attempt->part = (guint) sotong_stmt_int (stmt, 12);
  attempt->n_parts = (guint) sotong_stmt_int (stmt, 13);
  if (attempt->outcome == NULL && sotong_stmt_int (stmt, 11) == 0)
    attempt->outcome = g_strdup ("unknown");
  return attempt;
}

/**
 * sotong_attempt_list:
 * @db: a connection
 * @content_id: a content, or 0 for all
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongAttempt): the log, newest first
 */
GPtrArray *
sotong_attempt_list (SotongDb  *db,
                     gint64     content_id,
                     int        limit,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attempt_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT attempt.id, copy.content_id, copy.id, attempt.title, channel.name, kind, started_at, outcome,"
                          " http_status, duration_ms, message, CASE WHEN claim_id = attempt.id THEN 1 ELSE 0 END, part, n_parts FROM attempt"
                          " JOIN copy ON copy.id = copy_id JOIN channel ON channel.id = channel_id"
                          " LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE $1 = 0 OR copy.content_id = $1 ORDER BY attempt.id DESC LIMIT $2", "ii", content_id, (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, attempt_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

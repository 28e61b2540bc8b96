/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-attempt-past.h"

#include "store/sotong-attempt-private.h"
#include "util/sotong-text.h"

/* What earlier attempts may have left on a platform, where a post is known again by its words alone. */

/**
 * sotong_attempt_is_other:
 * @db: a connection
 * @claim: what was claimed or read
 * @remote_id: what its platform calls a post that looks like it
 * @out_other: (out): whether that is another copy on the channel, or a post of a thread that is out
 * @error: return location
 *
 * A post with the same words may have gone out a moment ago, or on another day: what is known to be another copy's is never
 * taken for this one.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_is_other (SotongDb           *db,
                         const SotongClaim  *claim,
                         const char         *remote_id,
                         gboolean           *out_other,
                         GError            **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT (SELECT count(*) FROM copy WHERE remote_id = $3 AND channel_id = $1 AND id <> $2)"
                          " + (SELECT count(*) FROM copy_part JOIN copy ON copy.id = copy_id WHERE channel_id = $1 AND copy_part.remote_id = $3)",
                          "iit", claim->channel_id, claim->copy_id, remote_id))
    return FALSE;
  *out_other = n > 0;
  return TRUE;
}

/* Whether an attempt of this kind that ended so may have brought its words there. */
#define MAY_STAND_THERE \
  "kind IN ('publish', 'update') AND (outcome IS NULL OR outcome IN ('ok', 'unknown')" \
  " OR (outcome = 'wait' AND http_status <> 0 AND (http_status = 408 OR http_status < 400 OR http_status >= 500)))"

/**
 * sotong_attempt_list_earlier_texts:
 * @db: a connection
 * @claim: what was claimed or read
 * @error: return location
 *
 * The words with which the copy, or the post of its thread, may stand on its platform and which are not those it has now: it was edited
 * since. Of attempts that surely did not arrive none.
 *
 * Returns: (transfer full) (nullable): the texts; may be empty
 */
char **
sotong_attempt_list_earlier_texts (SotongDb           *db,
                                   const SotongClaim  *claim,
                                   GError            **error)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT DISTINCT attempt.title, attempt.body FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND coalesce (nullif (part, 0), 1) = $2 AND (attempt.title <> $3 OR attempt.body <> $4)"
                          " AND " MAY_STAND_THERE, "iitt", claim->copy_id, (gint64) MAX (claim->part, 1), claim->title, claim->body);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_strv_builder_add (texts, sotong_text_is_blank (sotong_stmt_text (stmt, 1)) ? sotong_stmt_text (stmt, 0) : sotong_stmt_text (stmt, 1));
  if (local == NULL)
    return g_strv_builder_end (texts);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_attempt_had_other_files:
 * @db: a connection
 * @claim: what was claimed or read
 * @out_other: (out): whether the copy may stand on its platform with other files than it has now
 * @error: return location
 *
 * Likewise for its files: a platform that knows a post by its words, or by a key for an hour, gives back the one with the old ones.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_had_other_files (SotongDb           *db,
                                const SotongClaim  *claim,
                                gboolean           *out_other,
                                GError            **error)
{
  g_autofree char *media = sotong_attempt_compute_media (db, claim->content_id, error);
  gint64 n = 0;

  if (media == NULL || !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                                           " WHERE copy_id = $1 AND coalesce (nullif (part, 0), 1) = 1 AND media <> $2 AND " MAY_STAND_THERE,
                                           "it", claim->copy_id, media))
    return FALSE;
  *out_other = n > 0;
  return TRUE;
}

/*
 * sotong_attempt_read_found_media:
 * @db: a connection
 * @claim: what was looked for
 * @body: the words with which it was found
 * @out_media: (out) (transfer full) (nullable): the fingerprint of the files that went with them; %NULL if that is not known
 * @error: return location
 *
 * Files may have been changed between two attempts with the same words: then it is not known which of them stand there, and what the copy
 * has by now is not taken for it.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_read_found_media (SotongDb           *db,
                                 const SotongClaim  *claim,
                                 const char         *body,
                                 char              **out_media,
                                 GError            **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  guint n = 0;

  *out_media = NULL;
  stmt = sotong_db_query (db, error, "SELECT DISTINCT media FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND coalesce (nullif (part, 0), 1) = $2 AND attempt.body = $3 AND " MAY_STAND_THERE, "iit", claim->copy_id,
                          (gint64) MAX (claim->part, 1), body);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      g_free (*out_media);
      *out_media = n++ == 0 ? sotong_stmt_dup (stmt, 0) : NULL;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/*
 * sotong_attempt_note_found:
 * @db: the connection of a write job that notes the outcome of @claim
 * @claim: a copy
 * @end: how it ended
 * @error: return location
 *
 * If it was found as an earlier attempt had left it, that look is a line of the log of its own, with the words that stand there: a
 * correction would not know else that it differs. The attempt keeps the words that it was made with.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_note_found (SotongDb                *db,
                           const SotongClaim       *claim,
                           const SotongAttemptEnd  *end,
                           GError                 **error)
{
  SotongAttemptEnd found = { "ok", end->http_status, end->duration_ms, NULL };
  gint64 id;

  if (end->found_text == NULL)
    return TRUE;
  id = sotong_attempt_insert_found (db, claim, end, error);
  return id != 0 && sotong_attempt_insert_outcome (db, id, &found, error);
}

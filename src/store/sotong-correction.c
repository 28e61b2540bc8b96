/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval.h"
#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-private.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-correction.h"
#include "store/sotong-hold.h"
#include "store/sotong-person.h"
#include "store/sotong-restriction.h"
#include "store/sotong-seal.h"

/*
 * What stands on a platform is corrected or withdrawn in an attempt of its own, with the same claim as when it was
 * published. Both may be done twice without harm, so a claim whose owner died leaves the copy as it was.
 */

void
sotong_out_free (SotongOut *out)
{
  if (out == NULL)
    return;
  g_free (out->title);
  g_free (out->channel);
  g_free (out->platform);
  g_free (out->state);
  g_free (out->remote_id);
  g_free (out->remote_url);
  g_free (out->sent_title);
  g_free (out->sent_body);
  g_free (out);
}

/* The beginning of a thread is out, and the rest is not. */
#define IS_BEGUN "(coalesce (copy.remote_id, '') = '' AND state NOT IN ('published', 'published_by_hand', 'publishing', 'unknown')" \
                 " AND copy_part.remote_id IS NOT NULL)"

/* Whether a line of the log says what was sent, or what was found there: words that were never sent cannot have been found. */
#define SAYS_WHAT_IS_THERE \
  "((kind IN ('publish', 'update', 'by-hand') AND coalesce (outcome, 'unknown') IN ('ok', 'unknown'))" \
  " OR (kind = 'look-up' AND outcome = 'ok' AND EXISTS (SELECT 1 FROM attempt AS sent WHERE sent.copy_id = attempt.copy_id" \
  " AND sent.id < attempt.id AND sent.kind IN ('publish', 'update') AND sent.body = attempt.body)))"

/* What was sent last. A correction without an answer may have arrived or not: then nothing is sure. */
static gboolean
read_sent (SotongDb   *db,
           SotongOut  *out,
           gboolean   *out_sure,
           char      **out_media,
           GError    **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT kind, coalesce (outcome, 'unknown'), title, coalesce (whole, body), media FROM attempt"
                                                " LEFT JOIN attempt_outcome ON attempt_id = attempt.id WHERE copy_id = $1"
                                                " AND " SAYS_WHAT_IS_THERE " ORDER BY attempt.id DESC LIMIT 1", "i", out->copy_id);
  GError *local = NULL;

  *out_sure = TRUE;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_sure = !g_str_equal (sotong_stmt_text (stmt, 0), "update") || g_str_equal (sotong_stmt_text (stmt, 1), "ok");
      out->sent_title = sotong_stmt_dup (stmt, 2);
      out->sent_body = sotong_stmt_dup (stmt, 3);
      *out_media = sotong_stmt_dup (stmt, 4);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
compare (SotongDb   *db,
         SotongOut  *out,
         GError    **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, out->copy_id, error);
  g_autofree char *sent_media = NULL;
  g_autofree char *media = NULL;
  gboolean sure;

  if (row == NULL || !read_sent (db, out, &sure, &sent_media, error))
    return FALSE;
  media = sotong_attempt_compute_media (db, out->content_id, error);
  if (media == NULL)
    return FALSE;
  if (out->begun)
    return TRUE;
  out->words_differ = !sure || (out->sent_title != NULL
                                && (g_strcmp0 (out->sent_title, row->title) != 0 || g_strcmp0 (out->sent_body, row->body) != 0));
  out->files_differ = sent_media != NULL && !g_str_equal (sent_media, media);
  out->differs = out->words_differ || out->files_differ;
  return TRUE;
}

static SotongOut *
out_from (SotongStmt *stmt)
{
  SotongOut *out = g_new0 (SotongOut, 1);

  out->copy_id = sotong_stmt_int (stmt, 0);
  out->content_id = sotong_stmt_int (stmt, 1);
  out->channel_id = sotong_stmt_int (stmt, 2);
  out->title = sotong_stmt_dup (stmt, 3);
  out->channel = sotong_stmt_dup (stmt, 4);
  out->platform = sotong_stmt_dup (stmt, 5);
  out->state = sotong_stmt_dup (stmt, 6);
  out->remote_id = sotong_stmt_dup (stmt, 7);
  out->remote_url = sotong_stmt_dup (stmt, 8);
  out->begun = sotong_stmt_int (stmt, 9) == 1;
  return out;
}

/**
 * sotong_correction_list:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongOut): its copies that stand on their platforms or wait
 *   there; those that were withdrawn are not among them
 */
GPtrArray *
sotong_correction_list (SotongDb  *db,
                        gint64     content_id,
                        GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_out_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT copy.id, content_id, channel.id, content.title, channel.name, platform, state,"
                          " coalesce (copy.remote_id, copy_part.remote_id), coalesce (copy.remote_url, copy_part.remote_url),"
                          " CASE WHEN " IS_BEGUN " THEN 1 ELSE 0 END"
                          " FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = channel_id"
                          " LEFT JOIN copy_part ON copy_part.copy_id = copy.id AND part = 1"
                          " WHERE content_id = $1 AND copy.removed_at IS NULL AND withdrawn_at IS NULL"
                          " AND (state IN ('published', 'published_by_hand') OR (state = 'scheduled' AND copy.remote_id <> '') OR " IS_BEGUN ")"
                          " ORDER BY channel.position, copy.id", "i", content_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, out_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    {
      if (!compare (db, g_ptr_array_index (list, i), error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

/* Who decided last that the content may go out; 0 if nobody did. */
static gboolean
find_decider (SotongDb  *db,
              gint64     content_id,
              gint64    *out_person,
              GError   **error)
{
  GError *local = NULL;

  *out_person = 0;
  if (sotong_db_get_int (db, out_person, &local, "SELECT person_id FROM approval_step WHERE content_id = $1 AND decision = 'approved'"
                         " ORDER BY id DESC LIMIT 1", "i", content_id) || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_correction_describe_stale:
 * @db: the connection of a job
 * @content_id: a content that was changed here only, as by taking back an edit
 *
 * Returns: (transfer full) (nullable): where it is out with other words, in a sentence; %NULL if it is so nowhere
 */
char *
sotong_correction_describe_stale (SotongDb *db,
                                  gint64    content_id)
{
  g_autoptr(GPtrArray) outs = sotong_correction_list (db, content_id, NULL);

  for (guint i = 0; outs != NULL && i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (out->words_differ && out->sent_body != NULL && (g_str_equal (out->state, "published") || g_str_equal (out->state, "published_by_hand")))
        return g_strdup_printf (_("What is out on “%s” stays as it is there: only the office’s own text was changed. Send it as a correction if it is to change there too."),
                                out->channel);
    }
  return NULL;
}

/**
 * sotong_correction_may_send:
 * @db: a connection
 * @content_id: a content
 * @person_id: who sends its correction; 0: for whom the desktop account acts
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` when another person has to
 *
 * Where approval is on, who decided that the content goes out decides on its correction too, by sending it.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_correction_may_send (SotongDb  *db,
                            gint64     content_id,
                            gint64     person_id,
                            GError   **error)
{
  g_autoptr(SotongPerson) decider = NULL;
  g_autoptr(SotongPerson) actor = NULL;
  g_autofree char *name = NULL;
  gint64 id;
  gboolean on;

  if (!sotong_approval_is_on (db, &on, error))
    return FALSE;
  if (!on)
    return TRUE;
  if (!find_decider (db, content_id, &id, error))
    return FALSE;
  if (id == 0) /* it went out before approval was turned on */
    return TRUE;
  decider = sotong_person_get (db, id, error);
  if (decider == NULL)
    return FALSE;
  actor = sotong_person_act_as (db, person_id, NULL);
  if (actor != NULL && actor->id == id)
    return TRUE;
  name = sotong_person_describe (decider);
  g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
               _("Approval is on: %s decided that this goes out, and so decides on its correction too, by sending it."), name);
  return FALSE;
}

/* Whether approval is on and the person decided that the content goes out. */
static gboolean
has_decided (SotongDb            *db,
             gint64               content_id,
             const SotongPerson  *person,
             gboolean            *out_decided,
             GError             **error)
{
  gint64 decider = 0;
  gboolean on;

  if (!sotong_approval_is_on (db, &on, error) || (on && !find_decider (db, content_id, &decider, error)))
    return FALSE;
  *out_decided = decider != 0 && person != NULL && person->id == decider;
  return TRUE;
}

/**
 * sotong_correction_may_touch:
 * @db: a connection
 * @content_id: a content
 * @channel_id: a channel where it stands, or waits
 * @person_id: who corrects or withdraws it there; 0: for whom the desktop account acts
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` when others may
 *
 * Who may not publish on a channel may not change or take down what is out there either, but for who approved it.
 *
 * Returns: %TRUE if the person may
 */
gboolean
sotong_correction_may_touch (SotongDb  *db,
                             gint64     content_id,
                             gint64     channel_id,
                             gint64     person_id,
                             GError   **error)
{
  g_autoptr(SotongPerson) person = sotong_person_act_as (db, person_id, NULL);
  g_autoptr(GError) local = NULL;
  gboolean decided = FALSE;

  if (!has_decided (db, content_id, person, &decided, error))
    return FALSE;
  if (decided || sotong_channel_may_publish (db, channel_id, person != NULL ? person->id : 0, &local))
    return TRUE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
    return sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
refuse (GError             **error,
        SotongAttemptError   code,
        const char          *message)
{
  g_set_error_literal (error, SOTONG_ATTEMPT_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
is_begun (SotongDb  *db,
          gint64     copy_id,
          gboolean  *out_begun,
          GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy LEFT JOIN copy_part ON copy_id = copy.id AND part = 1"
                          " WHERE copy.id = $1 AND " IS_BEGUN, "i", copy_id))
    return FALSE;
  *out_begun = n > 0;
  return TRUE;
}

static gboolean
check_row (SotongDb             *db,
           gint64                copy_id,
           const SotongCopyRow  *row,
           GError              **error)
{
  gint64 withdrawn = SOTONG_NONE;
  gboolean begun = FALSE;
  gboolean there = row->remote_id != NULL && row->remote_id[0] != '\0';

  if (!sotong_db_get_int (db, &withdrawn, error, "SELECT withdrawn_at FROM copy WHERE id = $1", "i", copy_id)
      || !is_begun (db, copy_id, &begun, error))
    return FALSE;
  if (row->claim_id != SOTONG_NONE)
    return refuse (error, SOTONG_ATTEMPT_ERROR_TAKEN, _("Another window or program is at work on it right now."));
  if (row->removed || withdrawn != SOTONG_NONE)
    return refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was withdrawn or deleted meanwhile."));
  if (begun)
    return TRUE;
  if (!there || (!g_str_equal (row->state, "published") && !g_str_equal (row->state, "scheduled")))
    return refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It does not stand on the platform, as far as is known."));
  return TRUE;
}

/* The words are sent, and the files there stay what they were. */
static gboolean
keep_files (SotongDb           *db,
            const SotongClaim  *claim,
            GError            **error)
{
  return sotong_db_exec (db, error, "UPDATE attempt SET media = (SELECT media FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id"
                         " WHERE copy_id = $1 AND coalesce (outcome, 'unknown') = 'ok' AND " SAYS_WHAT_IS_THERE " AND attempt.id < $2"
                         " ORDER BY attempt.id DESC LIMIT 1) WHERE id = $2", "ii", claim->copy_id, claim->attempt_id);
}

/**
 * sotong_correction_claim:
 * @db: the connection of a write job
 * @copy_id: a copy that stands on its platform or waits there
 * @kind: what is to be done to it
 * @files_too: whether its files are sent with it; %FALSE where the platform keeps those it has
 * @error: return location; a code of %SOTONG_ATTEMPT_ERROR when it may not be done now
 *
 * Takes the copy for this process; its state stays what it is. The exact words are on the disk when the write job
 * has ended.
 *
 * Returns: (transfer full) (nullable): what is to be sent
 */
SotongClaim *
sotong_correction_claim (SotongDb           *db,
                         gint64              copy_id,
                         SotongCorrectKind   kind,
                         gboolean            files_too,
                         GError            **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autoptr(SotongClaim) claim = NULL;

  if (row == NULL || !check_row (db, copy_id, row, error))
    return NULL;
  claim = sotong_attempt_read (db, copy_id, error);
  if (claim == NULL)
    return NULL;
  claim->attempt_id = sotong_attempt_insert_claim (db, kind == SOTONG_CORRECT_REMOVE ? "delete" : "update", claim, error);
  if (claim->attempt_id == 0 || (!files_too && !keep_files (db, claim, error))
      || !sotong_db_exec (db, error, "UPDATE copy SET claim_id = $1 WHERE id = $2 AND claim_id IS NULL", "ii", claim->attempt_id, copy_id))
    return NULL;
  return g_steal_pointer (&claim);
}

/**
 * sotong_correction_claim_move:
 * @db: the connection of a write job
 * @copy_id: a copy that waits on its platform
 * @time: the time that it is to have there, seconds since 1970 UTC
 * @error: return location; as for sotong_correction_claim(), and `SOTONG_STORE_ERROR_INVALID` when a restricted period
 *   forbids @time
 *
 * As sotong_correction_claim(). The copy keeps its time until the platform has taken the new one. Should the claim's owner
 * die, a correction says there again what the copy says here, its time too.
 *
 * Returns: (transfer full) (nullable): what is to be sent
 */
SotongClaim *
sotong_correction_claim_move (SotongDb  *db,
                              gint64     copy_id,
                              gint64     time,
                              GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  gint64 now = sotong_db_now (db);
  SotongClaim *claim;

  if (row == NULL)
    return NULL;
  if (!g_str_equal (row->state, "scheduled") || row->publish_at == SOTONG_NONE || row->publish_at <= now)
    {
      refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("Its time on the platform has come: it is out there, or about to be, and cannot be moved any more."));
      return NULL;
    }
  if (time <= now)
    {
      refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("That time is past. Choose one that is still to come, or publish now."));
      return NULL;
    }
  if (!sotong_restriction_check_id (db, row->content_id, time, error))
    return NULL;
  claim = sotong_correction_claim (db, copy_id, SOTONG_CORRECT_MOVE, FALSE, error);
  if (claim != NULL)
    claim->publish_at = time;
  return claim;
}

/* What was to go out later and was taken back is a draft again, and goes out under a key of its own then: the platform may remember the
 * old one. What was out stays so in the history. */
static gboolean
note_withdrawn (SotongDb           *db,
                const SotongClaim  *claim,
                GError            **error)
{
  g_autofree char *key = sotong_copy_make_client_key (db, claim->publish_at);

  if (!sotong_copy_part_forget (db, claim->copy_id, 1, error))
    return FALSE;
  if (!g_str_equal (claim->from_state, "published"))
    return sotong_db_exec (db, error, "UPDATE copy SET state = 'draft', remote_id = NULL, remote_url = NULL, on_platform = 0, client_key = $1 WHERE id = $2",
                           "ti", key, claim->copy_id);
  return sotong_change_begin_final (db, "content.withdraw", "content", claim->content_id, claim->title, error)
         && sotong_db_exec (db, error, "UPDATE copy SET withdrawn_at = $1 WHERE id = $2", "ii", sotong_db_now (db), claim->copy_id);
}

/* By sending the correction its words were approved, unless they were changed once more meanwhile. */
static gboolean
renew_seal (SotongDb           *db,
            const SotongClaim  *claim,
            GError            **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, claim->copy_id, error);
  g_autofree char *media = row != NULL ? sotong_attempt_compute_media (db, claim->content_id, error) : NULL;
  g_autofree char *seal = media != NULL ? sotong_seal_compute (db, claim->copy_id, error) : NULL;

  if (seal == NULL)
    return FALSE;
  if (!g_str_equal (row->title, claim->title) || !g_str_equal (row->body, claim->body))
    return TRUE;
  return sotong_db_exec (db, error, "UPDATE copy SET seal = $1 WHERE id = $2 AND seal <> '' AND EXISTS (SELECT 1 FROM attempt WHERE id = $3 AND media = $4)",
                         "tiit", seal, claim->copy_id, claim->attempt_id, media);
}

/* It waits there no more, and goes there anew, likewise under a key of its own. */
static gboolean
note_taken_back (SotongDb           *db,
                 const SotongClaim  *claim,
                 GError            **error)
{
  g_autofree char *key = sotong_copy_make_client_key (db, claim->publish_at);

  return sotong_db_exec (db, error, "UPDATE copy SET remote_id = NULL, remote_url = NULL, client_key = $1, publish_at = $2"
                         " WHERE id = $3 AND state = 'scheduled'", "tii", key, claim->publish_at, claim->copy_id)
         && renew_seal (db, claim, error) && sotong_hold_take (db, claim->copy_id, error);
}

/**
 * sotong_correction_finish:
 * @db: the connection of a write job
 * @claim: what was claimed
 * @kind: what was done to it
 * @end: how it ended; its time is not looked at; its state is "scheduled" if it was taken back there to be handed over anew, else %NULL
 * @error: return location
 *
 * Writes the outcome and what became of the copy in one transaction. What left the house cannot be undone.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_correction_finish (SotongDb                *db,
                          const SotongClaim       *claim,
                          SotongCorrectKind        kind,
                          const SotongAttemptEnd  *end,
                          GError                 **error)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_LOOK, end->health, NULL, end->wait_until };

  if (!sotong_attempt_insert_outcome (db, claim->attempt_id, end, error)
      || !sotong_db_exec (db, error, "UPDATE copy SET claim_id = NULL, remote_url = coalesce ($1, remote_url) WHERE id = $2 AND claim_id = $3",
                          "tii", end->remote_url, claim->copy_id, claim->attempt_id))
    return FALSE;
  learnt.message = g_strcmp0 (end->health, "ok") == 0 ? "" : end->message;
  if (!sotong_channel_learn (db, claim->channel_id, &learnt, error)) /* where the platform named a time posts wait for it too */
    return FALSE;
  if (!g_str_equal (end->outcome, "ok"))
    return TRUE;
  if (kind == SOTONG_CORRECT_REMOVE)
    return note_withdrawn (db, claim, error);
  if (end->state != NULL && !note_taken_back (db, claim, error))
    return FALSE;
  if (kind == SOTONG_CORRECT_MOVE)
    return sotong_change_begin_final (db, "content.move-there", "content", claim->content_id, claim->title, error)
           && sotong_db_exec (db, error, "UPDATE copy SET publish_at = $1 WHERE id = $2 AND state = 'scheduled'", "ii", claim->publish_at,
                              claim->copy_id);
  return sotong_change_begin_final (db, "content.correct", "content", claim->content_id, claim->title, error);
}

/**
 * sotong_correction_note_gone:
 * @db: the connection of a write job
 * @copy_id: a copy that is out
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when it is not
 *
 * A person has taken the post off its page. One step of undo: what is undone is only the note.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_correction_note_gone (SotongDb  *db,
                             gint64     copy_id,
                             GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  gboolean begun = FALSE;

  if (row == NULL || !is_begun (db, copy_id, &begun, error))
    return FALSE;
  if (begun) /* of a thread that was never whole nothing stays on record but its attempts */
    return sotong_copy_part_forget (db, copy_id, 1, error);
  if (!g_str_equal (row->state, "published") && !g_str_equal (row->state, "published_by_hand"))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The post for “%s” is not out, so there is nothing to withdraw."), row->channel);
      return FALSE;
    }
  return (db->change != NULL || sotong_change_begin (db, "content.gone", "content", row->content_id, row->title, error))
         && sotong_change_touch (db, "copy", copy_id, error)
         && sotong_db_exec (db, error, "UPDATE copy SET withdrawn_at = $1 WHERE id = $2", "ii", sotong_db_now (db), copy_id);
}

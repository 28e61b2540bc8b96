/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-copy-part.h"
#include "util/sotong-split.h"

/*
 * A thread is published post by post, each claimed, sent and noted like a post of its own: what is out is never sent
 * again, whatever becomes of the next. The whole stays one copy, which is out when its last post is.
 */

/* Those that are out must be what the text begins with now, or the rest would not go on from them. */
static gboolean
check_begun (GPtrArray          *parts,
             guint               n_out,
             const char * const *texts,
             guint               n,
             GError            **error)
{
  gboolean same = n_out <= n;

  for (guint i = 0; same && i < n_out; i++)
    same = g_str_equal (((SotongCopyPart *) g_ptr_array_index (parts, i))->body, texts[i]);
  if (!same)
    {
      g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
                   _("%u posts of its thread are out already, and the text has changed since, so the rest would not go on from them. "
                     "Undo the change; or delete what is out, then publish it anew."), n_out);
      return FALSE;
    }
  return n_out < n || sotong_attempt_refuse (error, SOTONG_ATTEMPT_ERROR_CHANGED, _("It is published already."));
}

static gboolean
check_length (guint     n,
              GError  **error)
{
  if (n <= SOTONG_THREAD_MAX)
    return TRUE;
  g_set_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
               _("The text would take a thread of %u posts, and more than %d are not sent. Shorten it, then publish it again."), n,
               SOTONG_THREAD_MAX);
  return FALSE;
}

static void
turn_into_part (SotongClaim *claim,
                GPtrArray   *parts,
                guint        part,
                guint        n_parts,
                const char  *text)
{
  char *key = sotong_copy_part_make_key (claim->client_key, part);

  claim->part = part;
  claim->n_parts = n_parts;
  claim->whole = g_steal_pointer (&claim->body);
  claim->body = g_strdup (text);
  g_free (claim->client_key);
  claim->client_key = key;
  if (part == 1)
    return;
  claim->reply_to = g_strdup (((SotongCopyPart *) g_ptr_array_index (parts, part - 2))->remote_id);
  claim->first_id = g_strdup (((SotongCopyPart *) g_ptr_array_index (parts, 0))->remote_id);
  claim->first_url = g_strdup (((SotongCopyPart *) g_ptr_array_index (parts, 0))->remote_url);
}

/*
 * sotong_attempt_take_part:
 * @db: the connection of a write job
 * @claim: the whole of a copy, its files not read yet
 * @split: (nullable): says how a text is cut; %NULL: into one
 * @split_data: its data
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` when the rest cannot go on from what is out
 *
 * Makes of @claim the claim of the post whose turn it is, if the copy goes out as a thread.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_take_part (SotongDb         *db,
                          SotongClaim      *claim,
                          SotongSplitFunc   split,
                          gpointer          split_data,
                          GError          **error)
{
  g_autoptr(GPtrArray) parts = sotong_copy_part_list (db, claim->copy_id, error);
  g_auto(GStrv) texts = NULL;
  const char *one[] = { claim->body, NULL };
  guint n_out, n;

  if (parts == NULL)
    return FALSE;
  n_out = sotong_copy_part_count_out (parts);
  texts = claim->thread && split != NULL ? split (claim->body, split_data) : NULL;
  if (texts == NULL && n_out == 0)
    return TRUE;
  n = texts != NULL ? g_strv_length (texts) : 1;
  if (!check_length (n, error) || !check_begun (parts, n_out, texts != NULL ? (const char * const *) texts : one, n, error))
    return FALSE;
  turn_into_part (claim, parts, n_out + 1, n, texts != NULL ? texts[n_out] : claim->body);
  return TRUE;
}

/* How many posts the thread had when it was last sent; 0 if it was none. */
static gboolean
read_n_parts (SotongDb  *db,
              gint64     copy_id,
              guint     *out_n,
              GError   **error)
{
  gint64 n = 0;
  GError *local = NULL;

  if (!sotong_db_get_int (db, &n, &local, "SELECT n_parts FROM attempt WHERE copy_id = $1 AND kind = 'publish' ORDER BY id DESC LIMIT 1",
                          "i", copy_id) && local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *out_n = (guint) n;
  return TRUE;
}

/*
 * sotong_attempt_recall_part:
 * @db: a connection
 * @claim: the whole of a copy of unknown outcome
 * @error: return location
 *
 * Makes of @claim the post of its thread whose outcome is unknown, with the words it was sent with; or the one
 * after those that are out, which was not.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_recall_part (SotongDb     *db,
                            SotongClaim  *claim,
                            GError      **error)
{
  g_autoptr(GPtrArray) parts = sotong_copy_part_list (db, claim->copy_id, error);
  guint n_parts = 0, n_out;

  if (parts == NULL || !read_n_parts (db, claim->copy_id, &n_parts, error))
    return FALSE;
  n_out = sotong_copy_part_count_out (parts);
  if (n_parts == 0 || n_out >= n_parts)
    return TRUE;
  claim->unsent = n_out == parts->len;
  turn_into_part (claim, parts, n_out + 1, n_parts,
                  claim->unsent ? "" : ((SotongCopyPart *) g_ptr_array_index (parts, n_out))->body);
  return TRUE;
}

/**
 * sotong_attempt_count_unsent:
 * @db: a connection
 * @copy_id: a copy
 * @out_n: (out): how many posts of its thread were never sent; 0 for one that is no thread
 * @error: return location
 *
 * Counts what stands after the post of the thread that was sent last, be that one out or of unknown outcome.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_count_unsent (SotongDb  *db,
                             gint64     copy_id,
                             guint     *out_n,
                             GError   **error)
{
  g_autoptr(GPtrArray) parts = sotong_copy_part_list (db, copy_id, error);
  guint n = 0;

  if (parts == NULL || !read_n_parts (db, copy_id, &n, error))
    return FALSE;
  *out_n = n > parts->len ? n - parts->len : 0;
  return TRUE;
}

/* Whether another post of the thread follows this one. */
gboolean
sotong_claim_has_more (const SotongClaim *claim)
{
  return claim->part > 0 && claim->part < claim->n_parts;
}

/* The post itself is out: its place is noted, whoever holds the copy by now. */
gboolean
sotong_attempt_note_part (SotongDb                *db,
                          const SotongClaim       *claim,
                          const SotongAttemptEnd  *end,
                          GError                 **error)
{
  if (claim->part == 0 || !g_str_equal (end->outcome, "ok") || end->remote_id == NULL)
    return TRUE;
  return sotong_copy_part_set_out (db, claim->copy_id, claim->part, NULL, end->remote_id, end->remote_url, error);
}

/* What keeps the rest from going stands in the log as an attempt that was not made. */
static gboolean
stop_here (SotongDb           *db,
           const SotongClaim  *claim,
           const GError       *why,
           GError            **error)
{
  SotongAttemptEnd end = { "not-sent", 0, 0, why->message };
  SotongClaim rest = *claim;
  gint64 id;

  rest.part++;
  id = sotong_attempt_insert_claim (db, "publish", &rest, error);
  return id != 0 && sotong_attempt_insert_outcome (db, id, &end, error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = 'failed', claim_id = NULL WHERE id = $1", "i", claim->copy_id);
}

/**
 * sotong_attempt_go_on:
 * @db: the connection of the write job that notes @claim
 * @claim: a post of a thread that is out, with more to follow
 * @split: how the text is cut
 * @split_data: its data
 * @out_stopped: (out) (transfer full) (nullable): why the rest does not go, in a sentence
 * @error: return location
 *
 * Claims the next post of the thread in the transaction that notes the one before. The copy is read again: when its
 * text was changed meanwhile the thread ends here, and has failed.
 *
 * Returns: (transfer full) (nullable): the next post; %NULL with @out_stopped or @error set
 */
SotongClaim *
sotong_attempt_go_on (SotongDb           *db,
                      const SotongClaim  *claim,
                      SotongSplitFunc     split,
                      gpointer            split_data,
                      char              **out_stopped,
                      GError            **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, claim->copy_id, error);
  g_autoptr(SotongClaim) next = NULL;
  GError *local = NULL;

  *out_stopped = NULL;
  if (row == NULL)
    return NULL;
  if (row->removed)
    sotong_attempt_refuse (&local, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was deleted meanwhile."));
  else if (sotong_attempt_check_seal (db, claim->copy_id, &local))
    next = sotong_claim_from_row (db, claim->copy_id, row, split, split_data, &local);
  if (next == NULL)
    {
      if (local->domain == SOTONG_ATTEMPT_ERROR && stop_here (db, claim, local, error))
        *out_stopped = g_strdup (local->message);
      else if (local->domain != SOTONG_ATTEMPT_ERROR && (error == NULL || *error == NULL))
        g_propagate_error (error, g_steal_pointer (&local));
      g_clear_error (&local);
      return NULL;
    }
  g_free (next->from_state);
  next->from_state = g_strdup (claim->from_state);
  next->attempt_id = sotong_attempt_insert_claim (db, "publish", next, error);
  if (next->attempt_id == 0 || !sotong_copy_part_arm (db, next->copy_id, next->part, next->body, next->client_key, error)
      || !sotong_db_exec (db, error, "UPDATE copy SET claim_id = $1 WHERE id = $2 AND claim_id = $3", "iii", next->attempt_id,
                          next->copy_id, claim->attempt_id))
    return NULL;
  return g_steal_pointer (&next);
}

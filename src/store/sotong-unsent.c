/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-attempt-private.h"
#include "store/sotong-correction.h"
#include "store/sotong-hold.h"
#include "store/sotong-unsent.h"

#define AGAIN_FIRST_S 60
#define AGAIN_MOST_S  3600
#define AGAIN_TRIES   30
#define AGAIN_WITHIN_S G_GINT64_CONSTANT (86400)

void
sotong_unsent_free (SotongUnsent *unsent)
{
  if (unsent == NULL)
    return;
  g_free (unsent->title);
  g_free (unsent->channel);
  g_free (unsent->message);
  g_free (unsent);
}

/* The last thing that was tried with what is out, and did not get through. What a platform refused is done by hand, on its page;
 * what waits on its platform still after it was to be taken back stands on the schedule, as everybody sees. It is asked for every few
 * seconds: the index of the corrections alone is walked, and not the posts, of which there are thousands. */
#define UNSENT_SQL(also) \
  "SELECT t.id, channel.id, y.id, a.started_at, coalesce (y.title, t.title), channel.name, coalesce (o.message, ''), a.kind = 'delete'" \
  " FROM attempt AS a CROSS JOIN copy AS y ON y.id = a.copy_id LEFT JOIN attempt_outcome AS o ON o.attempt_id = a.id" \
  " JOIN content AS t ON t.id = y.content_id JOIN channel ON channel.id = y.channel_id" \
  " WHERE a.kind IN ('update', 'delete') AND coalesce (o.outcome, 'unknown') NOT IN ('ok', 'refused')" \
  " AND y.claim_id IS NULL AND y.withdrawn_at IS NULL AND coalesce (y.remote_id, '') <> '' AND (y.state = 'published' OR (y.state = 'scheduled' AND a.kind = 'update'))" \
  " AND y.removed_at IS NULL AND t.removed_at IS NULL AND channel.removed_at IS NULL" \
  " AND NOT EXISTS (SELECT 1 FROM attempt AS later WHERE later.copy_id = a.copy_id AND later.id > a.id" \
  " AND later.kind IN ('publish', 'update', 'delete', 'by-hand')) AND $1 = $1" also " ORDER BY a.started_at, a.id"

/* A platform that had no time, or was out of reach, and an account that is let in. A thread is a person's to send again: what it grew by may be out. */
#define MAY_BE_SENT_AGAIN \
  " AND o.outcome = 'wait' AND y.state = 'published' AND NOT EXISTS (SELECT 1 FROM copy_part WHERE copy_part.copy_id = y.id)" \
  " AND NOT EXISTS (SELECT 1 FROM channel_state WHERE channel_id = channel.id AND (health IN ('sign-in', 'refused') OR wait_until > $1))"

static SotongUnsent *
unsent_from (SotongStmt *stmt)
{
  SotongUnsent *unsent = g_new0 (SotongUnsent, 1);

  unsent->content_id = sotong_stmt_int (stmt, 0);
  unsent->channel_id = sotong_stmt_int (stmt, 1);
  unsent->copy_id = sotong_stmt_int (stmt, 2);
  unsent->at = sotong_stmt_int (stmt, 3);
  unsent->title = sotong_stmt_dup (stmt, 4);
  unsent->channel = sotong_stmt_dup (stmt, 5);
  unsent->message = sotong_attempt_tell (sotong_stmt_text (stmt, 6));
  unsent->removal = sotong_stmt_int (stmt, 7) == 1;
  return unsent;
}

/* Whether it still says something else there than here: a change that was taken back here needs no correction any more. */
static gboolean
still_differs (SotongDb            *db,
               const SotongUnsent  *unsent,
               gboolean            *out_differs,
               GError             **error)
{
  g_autoptr(GPtrArray) outs = sotong_correction_list (db, unsent->content_id, error);

  *out_differs = FALSE;
  for (guint i = 0; outs != NULL && i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      *out_differs = *out_differs || (out->copy_id == unsent->copy_id && out->differs);
    }
  return outs != NULL;
}

static GPtrArray *
read_list (SotongDb    *db,
           const char  *sql,
           GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_unsent_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", sotong_db_now (db));
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, unsent_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = list->len; i > 0; i--)
    {
      const SotongUnsent *unsent = g_ptr_array_index (list, i - 1);
      gboolean differs = TRUE;

      if (!unsent->removal && !still_differs (db, unsent, &differs, error))
        return NULL;
      if (!differs)
        g_ptr_array_remove_index (list, i - 1);
    }
  return g_steal_pointer (&list);
}

/**
 * sotong_unsent_list:
 * @db: a connection
 * @error: return location
 *
 * What a platform had no time for is sent again by itself; for the rest a person does it, or takes the change back here.
 *
 * Returns: (transfer full) (nullable) (element-type SotongUnsent): the corrections and withdrawals that did not arrive, the oldest first
 */
GPtrArray *
sotong_unsent_list (SotongDb  *db,
                    GError   **error)
{
  return read_list (db, UNSENT_SQL (""), error);
}

/**
 * sotong_unsent_count_tries:
 * @db: a connection
 * @copy_id: a copy
 * @out_tries: (out caller-allocates): how often its correction or withdrawal was tried since anything else became of it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_unsent_count_tries (SotongDb           *db,
                           gint64              copy_id,
                           SotongUnsentTries  *out_tries,
                           GError            **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT count(*), coalesce (min (started_at), 0), coalesce (max (started_at), 0) FROM attempt"
                                                " JOIN attempt_outcome ON attempt_id = attempt.id WHERE copy_id = $1 AND kind IN ('update', 'delete')"
                                                " AND outcome = 'wait' AND attempt.id > coalesce ((SELECT max (other.id) FROM attempt AS other"
                                                " LEFT JOIN attempt_outcome AS o ON o.attempt_id = other.id WHERE other.copy_id = $1"
                                                " AND coalesce (o.outcome, 'unknown') <> 'wait'), 0)", "i", copy_id);
  GError *local = NULL;

  *out_tries = (SotongUnsentTries) { 0 };
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_tries = (SotongUnsentTries) { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_unsent_find_next:
 * @tries: how often it was tried
 *
 * The pause doubles with each try, up to an hour; a day after the first one it is left to a person.
 *
 * Returns: when it is tried again by itself, seconds since 1970 UTC, or %SOTONG_NONE
 */
gint64
sotong_unsent_find_next (const SotongUnsentTries *tries)
{
  if (tries->n == 0 || tries->n >= AGAIN_TRIES || tries->last_at - tries->first_at >= AGAIN_WITHIN_S)
    return SOTONG_NONE;
  return tries->last_at + MIN (AGAIN_FIRST_S << MIN (tries->n - 1, 6), AGAIN_MOST_S);
}

/**
 * sotong_unsent_is_same:
 * @db: a connection
 * @copy_id: a copy
 * @out_same: (out): whether it says, and has the files, that were sent to its platform last, whatever came of that
 * @error: return location
 *
 * Only what a person sent goes out by itself once more: words that were changed since are sent by who changed them.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_unsent_is_same (SotongDb  *db,
                       gint64     copy_id,
                       gboolean  *out_same,
                       GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autofree char *media = row != NULL ? sotong_attempt_compute_media (db, row->content_id, error) : NULL;
  gint64 n = 0;

  if (media == NULL
      || !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM attempt WHERE id = (SELECT max (id) FROM attempt WHERE copy_id = $1"
                             " AND kind IN ('publish', 'update', 'delete', 'by-hand')) AND kind = 'update' AND title = $2 AND coalesce (whole, body) = $3"
                             " AND coalesce (media, $4) = $4", "ittt", copy_id, row->title, row->body, media))
    return FALSE;
  *out_same = n > 0;
  return TRUE;
}

/* Whether its time has come; a clock that was set back makes nobody wait. */
static gboolean
is_due (SotongDb            *db,
        const SotongUnsent  *unsent,
        gboolean            *out_due,
        GError             **error)
{
  SotongUnsentTries tries;
  gint64 next, now = sotong_db_now (db);

  *out_due = FALSE;
  if (!sotong_unsent_count_tries (db, unsent->copy_id, &tries, error))
    return FALSE;
  next = sotong_unsent_find_next (&tries);
  if (next == SOTONG_NONE || now - tries.first_at >= AGAIN_WITHIN_S || (next > now && tries.last_at <= now))
    return TRUE;
  *out_due = TRUE;
  return unsent->removal || sotong_unsent_is_same (db, unsent->copy_id, out_due, error);
}

/**
 * sotong_unsent_list_again:
 * @db: a connection
 * @error: return location
 *
 * Nothing is sent by itself while everything is on hold.
 *
 * Returns: (transfer full) (nullable) (element-type SotongUnsent): those of sotong_unsent_list() that are to be sent once more now, as a
 *   person sent them, because their platforms had no time for them
 */
GPtrArray *
sotong_unsent_list_again (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(GPtrArray) again = NULL;
  gboolean on;

  if (!sotong_hold_is_on (db, &on, error))
    return NULL;
  if (on)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_unsent_free);
  again = read_list (db, UNSENT_SQL (MAY_BE_SENT_AGAIN), error);
  for (guint i = again != NULL ? again->len : 0; i > 0; i--)
    {
      gboolean due;

      if (!is_due (db, g_ptr_array_index (again, i - 1), &due, error))
        return NULL;
      if (!due)
        g_ptr_array_remove_index (again, i - 1);
    }
  return g_steal_pointer (&again);
}

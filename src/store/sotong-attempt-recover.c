/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-machine.h"

/* Claims whose owner is dead. */

#define WRONG_CLOCK_S 3600 /* so far two machines' clocks may differ */

typedef struct {
  gint64   copy_id;
  gint64   attempt_id;
  gboolean dead;        /* the owner certainly runs no more */
} OpenClaim;

/* No lease ends later than that from now, but by a clock that was wrong: else one that was a year ahead would hold its whole channel for a year.
 * Whose clock it was nobody can tell. So it counts only @here, where this machine is the one that publishes and no other is at work. */
static gboolean
has_run_out (gint64   lease_until,
             gboolean here)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return lease_until < now || (here && lease_until > now + SOTONG_ATTEMPT_LEASE_S + WRONG_CLOCK_S);
}

static gboolean
is_over (SotongStmt              *stmt,
         SotongAttemptActiveFunc  is_active,
         gpointer                 user_data,
         gboolean                 here,
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
  return has_run_out (sotong_stmt_int (stmt, 6), here);
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
  gboolean here = sotong_workspace_is_publisher (db, NULL, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  stmt = sotong_db_query (db, error, "SELECT copy.id, attempt.id, machine, boot, process, process_start, lease_until FROM copy"
                          " LEFT JOIN attempt ON attempt.id = claim_id WHERE state = 'publishing' OR claim_id IS NOT NULL", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      OpenClaim claim = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), FALSE };

      if (is_over (stmt, is_active, user_data, here, &claim.dead))
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
 * A claim whose owner is dead, or on another machine with its lease run out or written by a wrong clock, is of unknown
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
  end.message = _("The program ended before the platform’s answer was noted. Nothing is sent again before it is known whether the post is there.");
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

/*
 * sotong_attempt_doubt:
 * @db: the connection of a write job
 * @copy_id: a copy of which nothing says that it is out
 * @began: since when it may be, seconds since 1970 UTC of the machine's clock
 * @unknown: whether it is of unknown outcome from now on; else it stays what it is
 * @message: why it is doubted, a sentence
 * @error: return location
 *
 * As if an attempt to send it had been noted that began then and was never answered. Until when another program had its hand on it is not
 * known: it has to have settled from now on, and whatever was looked for in vain before says nothing of it.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_attempt_doubt (SotongDb    *db,
                      gint64       copy_id,
                      gint64       began,
                      gboolean     unknown,
                      const char  *message,
                      GError     **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error); /* without its files: one may be lost */
  SotongAttemptEnd end = { "unknown", 0, 0, message };
  SotongClaim claim = { .copy_id = copy_id };
  gint64 id;

  if (row == NULL)
    return FALSE;
  claim.content_id = row->content_id;
  claim.client_key = row->client_key;
  claim.title = row->title;
  claim.body = row->body;
  id = sotong_attempt_insert_claim (db, "publish", &claim, error);
  return id != 0
         && sotong_db_exec (db, error, "UPDATE attempt SET lease_until = $1, process = 0, process_start = $2 WHERE id = $3", "iii",
                            began + SOTONG_ATTEMPT_LEASE_S, g_get_real_time () / G_USEC_PER_SEC, id)
         && sotong_attempt_insert_outcome (db, id, &end, error)
         && (!unknown || sotong_db_exec (db, error, "UPDATE copy SET state = 'unknown' WHERE id = $1", "i", copy_id));
}

/**
 * sotong_attempt_settled_at:
 * @db: a connection
 * @attempt_id: an attempt, or 0
 * @out_time: (out): seconds since 1970 UTC of the machine's clock; 0 if there was no attempt
 * @error: return location
 *
 * When the program last had its hand on the attempt, or the copy was doubted. What was sent may still be at work on
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
  if (sotong_db_get_int (db, out_time, &local, "SELECT CASE WHEN " SOTONG_IS_DOUBT " THEN process_start"
                         " ELSE lease_until - $1 + coalesce (duration_ms, 0) / 1000 END FROM attempt"
                         " LEFT JOIN attempt_outcome ON attempt_id = attempt.id WHERE attempt.id = $2", "ii",
                         (gint64) SOTONG_ATTEMPT_LEASE_S, attempt_id) || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

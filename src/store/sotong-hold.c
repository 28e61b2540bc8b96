/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-hold.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-outbox-act.h"

/*
 * While all is on hold nothing that is scheduled goes out by itself: what was scheduled is
 * "held", and so is what anybody puts on the schedule meanwhile, whatever the way there: every
 * change and every attempt ends with sotong_hold_take(). The message of an open emergency is what
 * the hold makes way for; it is never held.
 */

#define TO_HOLD \
  "state = 'scheduled' AND remote_id IS NULL AND copy.removed_at IS NULL" \
  " AND content_id NOT IN (SELECT content_id FROM emergency WHERE ended_at IS NULL AND removed_at IS NULL AND content_id IS NOT NULL)"

/**
 * sotong_state_is_planned:
 * @state: a state
 *
 * Returns: %TRUE if somebody put it onto the schedule, also while all is on hold
 */
gboolean
sotong_state_is_planned (SotongState state)
{
  return state == SOTONG_STATE_SCHEDULED || state == SOTONG_STATE_HELD;
}

void
sotong_hold_free (SotongHold *hold)
{
  if (hold == NULL)
    return;
  g_free (hold->account);
  g_free (hold->there);
  g_free (hold->reason);
  g_free (hold);
}

/**
 * sotong_hold_is_on:
 * @db: a connection
 * @out_on: (out): whether all is on hold
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hold_is_on (SotongDb  *db,
                   gboolean  *out_on,
                   GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM hold WHERE ended_at IS NULL AND removed_at IS NULL", ""))
    return FALSE;
  *out_on = n > 0;
  return TRUE;
}

/* What was handed to its platform goes out there by itself, unless it is taken back. */
static gboolean
read_there (SotongDb    *db,
            SotongHold  *hold,
            GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT channel.name, count(*) FROM copy JOIN content ON content.id = content_id"
                                                " JOIN channel ON channel.id = channel_id WHERE " SOTONG_SQL_WAITS_THERE
                                                " GROUP BY channel.id ORDER BY channel.position, channel.id", "i", sotong_db_now (db));
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", sotong_stmt_text (stmt, 0));
      hold->n_there += sotong_stmt_int (stmt, 1);
    }
  hold->there = g_strdup (names->str);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_hold_describe_there:
 * @hold: what is on hold
 *
 * Returns: (transfer full) (nullable): a sentence on what waits on platforms and goes out in spite of the hold; %NULL if nothing does
 */
char *
sotong_hold_describe_there (const SotongHold *hold)
{
  if (hold->n_there == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%1$d post waits on its platform itself (%2$s) and goes out there at its time, unless it is taken back.",
                                    "%1$d posts wait on their platforms themselves (%2$s) and go out there at their times, unless they are taken back.",
                                    (gulong) hold->n_there), (int) hold->n_there, hold->there);
}

/**
 * sotong_hold_get:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the hold; with id 0 when nothing is on hold, which may
 *   still count copies that stand as held, and counts what waits on platforms
 */
SotongHold *
sotong_hold_get (SotongDb  *db,
                 GError   **error)
{
  g_autoptr(SotongHold) hold = g_new0 (SotongHold, 1);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, started_at, account, reason FROM hold WHERE ended_at IS NULL AND removed_at IS NULL"
                          " ORDER BY id DESC LIMIT 1", "");
  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    {
      hold->id = sotong_stmt_int (stmt, 0);
      hold->started_at = sotong_stmt_int (stmt, 1);
      hold->account = sotong_stmt_dup (stmt, 2);
      hold->reason = sotong_stmt_dup (stmt, 3);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (!sotong_db_get_int (db, &hold->n_held, error, "SELECT count(*) FROM copy JOIN content ON content.id = content_id"
                          " WHERE state = 'held' AND copy.removed_at IS NULL AND content.removed_at IS NULL", "") || !read_there (db, hold, error))
    return NULL;
  return g_steal_pointer (&hold);
}

static gboolean
hold_copy (SotongDb  *db,
           gint64     id,
           GError   **error)
{
  return (db->change == NULL || sotong_change_touch (db, "copy", id, error))
         && sotong_db_exec (db, error, "UPDATE copy SET state = 'held' WHERE id = $1", "i", id);
}

static int
hold_copies (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT copy.id FROM copy JOIN content ON content.id = content_id"
                                                                     " WHERE " TO_HOLD " AND content.removed_at IS NULL", ""), error);

  if (ids == NULL)
    return -1;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!hold_copy (db, g_array_index (ids, gint64, i), error))
        return -1;
    }
  return (int) ids->len;
}

/**
 * sotong_hold_take:
 * @db: the connection of a write job
 * @copy_id: a copy that was just written
 * @error: return location
 *
 * Holds a copy that was put onto the schedule while all is on hold, as part of the open change if
 * there is one.
 *
 * Returns: %TRUE on success, also where there was nothing to hold
 */
gboolean
sotong_hold_take (SotongDb  *db,
                  gint64     copy_id,
                  GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE id = $1 AND " TO_HOLD
                          " AND EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL AND removed_at IS NULL)", "i", copy_id))
    return FALSE;
  return n == 0 || hold_copy (db, copy_id, error);
}

/**
 * sotong_hold_start:
 * @db: the connection of a write job
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when all is on hold already
 *
 * Holds everything that is scheduled. What waits on a platform itself is out of our hands until it is taken back: see
 * sotong_publish_take_back(). One step of undo, or part of the open change.
 *
 * Returns: how many posts are held by it, or -1 with @error set
 */
int
sotong_hold_start (SotongDb    *db,
                   const char  *reason,
                   GError     **error)
{
  gboolean on;
  gint64 id;

  if (!sotong_hold_is_on (db, &on, error))
    return -1;
  if (on)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                           _("Everything is on hold already, so nothing was changed."));
      return -1;
    }
  if (db->change == NULL && !sotong_change_begin (db, "hold.on", "workspace", 0, "", error))
    return -1;
  if (reason != NULL && reason[0] != '\0')
    sotong_change_set_reason (db, reason);
  id = sotong_db_insert (db, error, "INSERT INTO hold (started_at, account, reason) VALUES ($1, $2, $3)", "itt", sotong_db_now (db),
                         db->actor, reason != NULL ? reason : "");
  if (id == 0 || !sotong_change_added (db, "hold", id, error))
    return -1;
  return hold_copies (db, error);
}

/**
 * sotong_hold_end:
 * @db: the connection of a write job with an open change
 * @error: return location
 *
 * Ends the hold. What becomes of what was held is for the caller to say, in the same change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hold_end (SotongDb  *db,
                 GError   **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_ids (sotong_db_query (db, error, "SELECT id FROM hold WHERE ended_at IS NULL AND removed_at IS NULL", ""),
                                                    error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!sotong_change_touch (db, "hold", id, error)
          || !sotong_db_exec (db, error, "UPDATE hold SET ended_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id))
        return FALSE;
    }
  return ids != NULL;
}

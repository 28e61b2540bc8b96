/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-outbox-act.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-approval.h"
#include "store/sotong-change-private.h"
#include "store/sotong-restriction.h"
#include "store/sotong-seal.h"
#include "util/sotong-time.h"

/* What a person can do with a copy that was missed or is held, one copy at a time. */

void
sotong_standing_free (SotongStanding *standing)
{
  if (standing == NULL)
    return;
  g_free (standing->title);
  g_free (standing->channel);
  g_free (standing->state);
  g_free (standing);
}

static gboolean
note_seals (SotongDb   *db,
            GPtrArray  *list,
            GError    **error)
{
  gboolean on;

  if (!sotong_approval_is_on (db, &on, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      SotongStanding *standing = g_ptr_array_index (list, i);
      SotongSeal seal;

      if (!sotong_seal_check (db, standing->copy_id, &seal, error))
        return FALSE;
      standing->sealed = seal == SOTONG_SEAL_WHOLE;
      standing->bound = on && standing->sealed;
    }
  return TRUE;
}

#define STANDINGS \
  "SELECT copy.id, content.id, channel.id, coalesce (copy.title, content.title), channel.name, publish_at, state" \
  " FROM copy JOIN content ON content.id = content_id JOIN channel ON channel.id = channel_id WHERE "

/* @stmt (transfer full) (nullable): of STANDINGS. */
static GPtrArray *
list_standings (SotongDb    *db,
                SotongStmt  *stmt,
                GError     **error)
{
  g_autoptr(SotongStmt) rows = stmt;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_standing_free);
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (sotong_stmt_next (rows, &local))
    {
      SotongStanding *standing = g_new0 (SotongStanding, 1);

      standing->copy_id = sotong_stmt_int (rows, 0);
      standing->content_id = sotong_stmt_int (rows, 1);
      standing->channel_id = sotong_stmt_int (rows, 2);
      standing->title = sotong_stmt_dup (rows, 3);
      standing->channel = sotong_stmt_dup (rows, 4);
      standing->publish_at = sotong_stmt_int (rows, 5);
      standing->state = sotong_stmt_dup (rows, 6);
      g_ptr_array_add (list, standing);
    }
  if (local == NULL)
    return note_seals (db, list, error) ? g_steal_pointer (&list) : NULL;
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_outbox_list_state:
 * @db: a connection
 * @state: missed or held
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongStanding): the copies in that state, by
 *   their times
 */
GPtrArray *
sotong_outbox_list_state (SotongDb    *db,
                          const char  *state,
                          GError     **error)
{
  return list_standings (db, sotong_db_query (db, error, STANDINGS "state = $1 AND copy.removed_at IS NULL AND content.removed_at IS NULL"
                                              " AND channel.removed_at IS NULL ORDER BY publish_at, copy.id", "t", state), error);
}

/**
 * sotong_outbox_list_there:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongStanding): the copies that wait for their times on their platforms, where
 *   no hold keeps them back, by their times
 */
GPtrArray *
sotong_outbox_list_there (SotongDb  *db,
                          GError   **error)
{
  return list_standings (db, sotong_db_query (db, error, STANDINGS SOTONG_SQL_WAITS_THERE " ORDER BY publish_at, copy.id", "i", sotong_db_now (db)), error);
}

static gboolean
set_state (SotongDb              *db,
           const SotongStanding  *standing,
           const char            *state,
           gint64                 publish_at,
           GError               **error)
{
  if (!sotong_change_touch (db, "copy", standing->copy_id, error)
      || !sotong_db_exec (db, error, "UPDATE copy SET state = $1, publish_at = $2, scheduled_at = $3 WHERE id = $4 AND state = $5 AND claim_id IS NULL",
                          "tiiit", state, publish_at, sotong_db_now (db), standing->copy_id, standing->state))
    return FALSE;
  if (sotong_db_n_changes (db) == 1)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
               _("“%s” on %s was changed meanwhile. Look at it again; nothing was changed."), standing->title, standing->channel);
  return FALSE;
}

/**
 * sotong_outbox_arm:
 * @db: the connection of a write job with an open change
 * @standing: a copy
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where a restriction forbids it
 *
 * Puts it back onto the schedule with the time it had, which is part of its seal: when that is past
 * it goes out as soon as it can.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_arm (SotongDb              *db,
                   const SotongStanding  *standing,
                   GError               **error)
{
  gint64 now = sotong_db_now (db);
  gint64 time = standing->publish_at != SOTONG_NONE ? standing->publish_at : now;

  return sotong_restriction_check_id (db, standing->content_id, MAX (time, now), error)
         && set_state (db, standing, "scheduled", time, error);
}

/**
 * sotong_outbox_put_off:
 * @db: the connection of a write job with an open change
 * @standing: a copy
 * @time: its new time, to come
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` for a time that is past or not allowed
 *
 * Puts it onto the schedule with another time. An approval does not hold for that: its seal breaks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_put_off (SotongDb              *db,
                       const SotongStanding  *standing,
                       gint64                 time,
                       GError               **error)
{
  if (time < sotong_db_now (db))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("That time is past. Choose one that is still to come, or publish now."));
      return FALSE;
    }
  return sotong_time_check_plan (time, sotong_db_get_zone (db), error)
         && sotong_restriction_check_id (db, standing->content_id, time, error)
         && set_state (db, standing, "scheduled", time, error);
}

/**
 * sotong_outbox_drop:
 * @db: the connection of a write job with an open change
 * @standing: a copy
 * @error: return location
 *
 * Takes it off the schedule: what was approved stays approved, the rest is a draft.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_drop (SotongDb              *db,
                    const SotongStanding  *standing,
                    GError               **error)
{
  return set_state (db, standing, standing->sealed ? "approved" : "draft", standing->publish_at, error);
}

/**
 * sotong_outbox_give_up:
 * @db: the connection of a write job with an open change
 * @standing: a copy that was held
 * @error: return location
 *
 * Its time passed while it was held: it is missed, and somebody will choose.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_outbox_give_up (SotongDb              *db,
                       const SotongStanding  *standing,
                       GError               **error)
{
  return set_state (db, standing, "missed", standing->publish_at, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-channel-slot.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-db-private.h"

void
sotong_slot_free (SotongSlot *slot)
{
  if (slot == NULL)
    return;
  g_free (slot->channel);
  g_free (slot);
}

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, code, message);
  return FALSE;
}

/* One time a day of a channel is one slot: two would be filled twice. */
static gboolean
check_new (SotongDb          *db,
           const SotongSlot  *slot,
           GError           **error)
{
  gint64 n = 0;

  if (slot->days <= 0 || slot->days > SOTONG_SLOT_EVERY_DAY || slot->minute < 0 || slot->minute >= 24 * 60)
    return refuse (error, SOTONG_STORE_ERROR_INVALID, _("A slot needs a day of the week and a time of day."));
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM channel_slot WHERE channel_id = $1 AND minute = $2 AND (days & $3) <> 0"
                          " AND removed_at IS NULL", "iii", slot->channel_id, (gint64) slot->minute, (gint64) slot->days))
    return FALSE;
  return n == 0 || refuse (error, SOTONG_STORE_ERROR_EXISTS, _("The channel has a slot at that time on such a day already."));
}

/**
 * sotong_channel_slot_add:
 * @db: the connection of a write job
 * @slot: a slot of a channel
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`,
 *   `SOTONG_STORE_ERROR_NOT_FOUND` without the channel
 *
 * Adds a slot. One step of undo, or part of the open change.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_channel_slot_add (SotongDb          *db,
                         const SotongSlot  *slot,
                         GError           **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, slot->channel_id, error);
  gint64 id;

  if (channel == NULL || !check_new (db, slot, error)
      || (db->change == NULL && !sotong_change_begin (db, "slot.add", "channel", channel->id, channel->name, error)))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO channel_slot (channel_id, days, minute, skip_holidays) VALUES ($1, $2, $3, $4)", "iiii",
                         slot->channel_id, (gint64) slot->days, (gint64) slot->minute, (gint64) slot->skip_holidays);
  return id != 0 && sotong_change_added (db, "channel_slot", id, error) ? id : 0;
}

/**
 * sotong_channel_slot_remove:
 * @db: the connection of a write job
 * @id: a slot
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Removes a slot; what was scheduled by it stays. One step of undo, or part of the open change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_slot_remove (SotongDb  *db,
                            gint64     id,
                            GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT channel.id, channel.name FROM channel_slot JOIN channel ON channel.id = channel_id"
                                                " WHERE channel_slot.id = $1 AND channel_slot.removed_at IS NULL", "i", id);
  g_autofree char *name = NULL;
  GError *local = NULL;
  gint64 channel;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local == NULL)
        return refuse (error, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such slot."));
      g_propagate_error (error, local);
      return FALSE;
    }
  channel = sotong_stmt_int (stmt, 0);
  name = sotong_stmt_dup (stmt, 1);
  return (db->change != NULL || sotong_change_begin (db, "slot.remove", "channel", channel, name, error))
         && sotong_change_touch (db, "channel_slot", id, error)
         && sotong_db_exec (db, error, "UPDATE channel_slot SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_channel_slot_list:
 * @db: a connection
 * @channel_id: a channel, or 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSlot): by channel and time of day
 */
GPtrArray *
sotong_channel_slot_list (SotongDb  *db,
                          gint64     channel_id,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_slot_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.channel_id, channel.name, s.days, s.minute, s.skip_holidays FROM channel_slot AS s"
                          " JOIN channel ON channel.id = s.channel_id WHERE s.removed_at IS NULL AND channel.removed_at IS NULL"
                          " AND ($1 = 0 OR s.channel_id = $1) ORDER BY channel.position, channel.id, s.minute, s.id", "i", channel_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongSlot *slot = g_new0 (SotongSlot, 1);

      slot->id = sotong_stmt_int (stmt, 0);
      slot->channel_id = sotong_stmt_int (stmt, 1);
      slot->channel = sotong_stmt_dup (stmt, 2);
      slot->days = (int) sotong_stmt_int (stmt, 3);
      slot->minute = (int) sotong_stmt_int (stmt, 4);
      slot->skip_holidays = sotong_stmt_int (stmt, 5) == 1;
      g_ptr_array_add (list, slot);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_channel_times:
 * @db: a connection
 * @channel_id: a channel
 * @from: seconds since 1970 UTC
 * @to: exclusive
 * @but_copy: a copy that is not counted, or 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): when the channel posts, or posted,
 *   then, ascending
 */
GArray *
sotong_channel_times (SotongDb  *db,
                      gint64     channel_id,
                      gint64     from,
                      gint64     to,
                      gint64     but_copy,
                      GError   **error)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT coalesce (y.published_at, y.publish_at) AS at FROM copy AS y JOIN content AS t ON t.id = y.content_id"
                          " WHERE y.channel_id = $1 AND y.publish_at >= $2 AND y.publish_at < $3 AND y.id <> $4 AND y.removed_at IS NULL"
                          " AND t.removed_at IS NULL ORDER BY at", "iiii", channel_id, from, to, but_copy);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 time = sotong_stmt_int (stmt, 0);

      g_array_append_val (times, time);
    }
  if (local == NULL)
    return g_steal_pointer (&times);
  g_propagate_error (error, local);
  return NULL;
}

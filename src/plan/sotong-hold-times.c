/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-hold-times.h"

#include "plan/sotong-slot.h"

#define AHEAD_S (366 * 86400) /* what is planned later than that is in nobody's way */
#define LEAD_S  (5 * 60)      /* as long as a person needs to see what is about to go out */

void
sotong_hold_time_free (SotongHoldTime *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->channel);
  g_free (self);
}

/**
 * sotong_hold_waiting:
 * @db: a connection
 * @release: also what a hold of an older version left on the schedule, and whose time came meanwhile
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongStanding): what waits for the end of the hold
 */
GPtrArray *
sotong_hold_waiting (SotongDb  *db,
                     gboolean   release,
                     GError   **error)
{
  g_autoptr(GPtrArray) held = sotong_outbox_list_state (db, "held", error);
  g_autoptr(GPtrArray) scheduled = release && held != NULL ? sotong_outbox_list_state (db, "scheduled", error) : NULL;

  if (held == NULL || (release && scheduled == NULL))
    return NULL;
  for (guint i = 0; scheduled != NULL && i < scheduled->len; i++)
    {
      SotongStanding *standing = g_ptr_array_index (scheduled, i);

      if (standing->publish_at == SOTONG_NONE || standing->publish_at > sotong_db_now (db))
        continue;
      g_ptr_array_add (held, standing);
      scheduled->pdata[i] = NULL;
    }
  return g_steal_pointer (&held);
}

static gboolean
is_past (SotongDb             *db,
         const SotongStanding *standing)
{
  return standing->publish_at != SOTONG_NONE && standing->publish_at < sotong_db_now (db) + LEAD_S;
}

/* When a channel posts, without what waits and is past: that will not go out at that time any more. */
static GArray *
times_of (SotongDb   *db,
          gint64      channel_id,
          GPtrArray  *standings,
          GError    **error)
{
  gint64 now = sotong_db_now (db);
  GArray *times = sotong_channel_times (db, channel_id, now - 86400, now + AHEAD_S, 0, error);

  for (guint i = 0; times != NULL && i < standings->len; i++)
    {
      const SotongStanding *standing = g_ptr_array_index (standings, i);

      if (standing->channel_id != channel_id || !is_past (db, standing))
        continue;
      for (guint k = 0; k < times->len; k++)
        if (g_array_index (times, gint64, k) == standing->publish_at)
          {
            g_array_remove_index (times, k);
            break;
          }
    }
  return times;
}

/* What is still to come stays; what is past gets the channel's next free time. */
static gint64
suggest (SotongDb              *db,
         const SotongStanding  *standing,
         GPtrArray             *standings,
         GHashTable            *channels,
         GError               **error)
{
  GArray *times;

  if (!is_past (db, standing))
    return standing->publish_at;
  times = g_hash_table_lookup (channels, &standing->channel_id);
  if (times == NULL)
    {
      times = times_of (db, standing->channel_id, standings, error);
      if (times == NULL)
        return SOTONG_NONE;
      g_hash_table_insert (channels, g_memdup2 (&standing->channel_id, sizeof standing->channel_id), times);
    }
  return sotong_slot_suggest (db, standing->channel_id, times, sotong_db_now (db) + LEAD_S, error);
}

/**
 * sotong_hold_times:
 * @db: a connection
 * @error: return location
 *
 * Suggests when what is held could go out: as planned where that is still to come, else at the next free slot of its
 * channel, or at the next quarter of an hour without another post of the channel within half an hour. Nothing is changed.
 *
 * Returns: (transfer full) (nullable) (element-type SotongHoldTime): a time for each that waits, in the order of their plans
 */
GPtrArray *
sotong_hold_times (SotongDb  *db,
                   GError   **error)
{
  g_autoptr(GPtrArray) standings = sotong_hold_waiting (db, TRUE, error);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_hold_time_free);
  g_autoptr(GHashTable) channels = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; standings != NULL && i < standings->len; i++)
    {
      const SotongStanding *standing = g_ptr_array_index (standings, i);
      SotongHoldTime *each = g_new0 (SotongHoldTime, 1);
      GError *local = NULL;

      g_ptr_array_add (list, each);
      each->copy_id = standing->copy_id;
      each->title = g_strdup (standing->title);
      each->channel = g_strdup (standing->channel);
      each->publish_at = standing->publish_at;
      each->sealed = standing->bound;
      each->time = suggest (db, standing, standings, channels, &local);
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return NULL;
    }
  return standings != NULL ? g_steal_pointer (&list) : NULL;
}

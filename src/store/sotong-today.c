/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-today.h"

#include "store/sotong-attempt-private.h"

#include "store/sotong-approval.h"
#include "store/sotong-db-private.h"
#include "store/sotong-unsent.h"

#define AHEAD (2 * 3600)  /* seconds */

static void
item_free (SotongTodayItem *item)
{
  g_free (item->title);
  g_free (item->channel);
  g_free (item->note);
  g_free (item);
}

void
sotong_today_free (SotongToday *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    g_clear_pointer (&self->items[i], g_ptr_array_unref);
  g_free (self);
}

#define COPIES(time, note, condition) \
  "SELECT t.id, y.channel_id, " time ", coalesce (y.title, t.title), channel.name, " note " FROM copy AS y" \
  " JOIN content AS t ON t.id = y.content_id JOIN channel ON channel.id = y.channel_id" \
  " WHERE y.removed_at IS NULL AND t.removed_at IS NULL AND channel.removed_at IS NULL AND $1 < $2 AND $3 = $3 AND " condition " ORDER BY 3, y.id"

/* The newest attempt that said something tells what went wrong. */
#define MESSAGE \
  "coalesce ((SELECT o.message FROM attempt AS a JOIN attempt_outcome AS o ON o.attempt_id = a.id" \
  " WHERE a.copy_id = y.id AND o.message <> '' ORDER BY a.id DESC LIMIT 1), '')"

static const char *const queries[SOTONG_TODAY_N_KINDS] = {
  [SOTONG_TODAY_PUBLISHED] = COPIES ("y.published_at", "''",
                                     "y.published_at >= $1 AND y.published_at < $2 AND y.state IN ('published', 'published_by_hand')"
                                     " AND y.withdrawn_at IS NULL"),
  [SOTONG_TODAY_FAILED] = COPIES ("y.publish_at", MESSAGE, "y.state IN ('failed', 'unknown')"),
  [SOTONG_TODAY_DUE] = COPIES ("y.publish_at", "''", "y.state = 'scheduled' AND y.publish_at <= $3"),
  [SOTONG_TODAY_SIGN_IN] = "SELECT 0, id, NULL, '', name, message FROM channel JOIN channel_state ON channel_id = id"
                           " WHERE removed_at IS NULL AND health IN ('sign-in', 'refused') AND $1 < $2 AND $3 = $3 ORDER BY id",
  [SOTONG_TODAY_FIGURES] = "SELECT 0, id, NULL, '', name, figures_message FROM channel JOIN channel_state ON channel_id = id"
                           " WHERE removed_at IS NULL AND figures_message <> '' AND health NOT IN ('sign-in', 'refused') AND $1 < $2 AND $3 = $3 ORDER BY id",
  [SOTONG_TODAY_CASES] = "SELECT 0, 0, c.due_at, replace (substr (coalesce (m.text, ''), 1, 120), char (10), ' '), c.department, c.note"
                         " FROM citizen_case AS c LEFT JOIN mention AS m ON m.id = c.mention_id"
                         " WHERE c.removed_at IS NULL AND c.state = 'open' AND c.due_at < $2 AND $1 < $2 AND $3 = $3 ORDER BY c.due_at, c.id",
};

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

static GPtrArray *
read_items (SotongDb     *db,
            const char   *sql,
            SotongRange   day,
            GError      **error)
{
  g_autoptr(GPtrArray) list = new_list ();
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "iii", day.start, day.end, sotong_db_now (db) + AHEAD);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongTodayItem *item = g_new0 (SotongTodayItem, 1);

      item->content_id = sotong_stmt_int (stmt, 0);
      item->channel_id = sotong_stmt_int (stmt, 1);
      item->at = sotong_stmt_int (stmt, 2);
      item->title = sotong_stmt_dup (stmt, 3);
      item->channel = sotong_stmt_dup (stmt, 4);
      item->note = sotong_attempt_tell (sotong_stmt_text (stmt, 5)); /* what went wrong is kept in English */
      g_ptr_array_add (list, item);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static GPtrArray *
read_waiting (SotongDb  *db,
              GError   **error)
{
  g_autoptr(GPtrArray) box = sotong_approval_box (db, 0, error), list = new_list ();

  for (guint i = 0; box != NULL && i < box->len; i++)
    {
      const SotongApprovalItem *waiting = g_ptr_array_index (box, i);
      SotongTodayItem *item = g_new0 (SotongTodayItem, 1);

      item->content_id = waiting->content_id;
      item->at = waiting->publish_at;
      item->title = g_strdup (waiting->title);
      item->channel = g_strdup (waiting->channels);
      item->note = g_strdup (waiting->person);
      g_ptr_array_add (list, item);
    }
  return box != NULL ? g_steal_pointer (&list) : NULL;
}

static GPtrArray *
read_unsent (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GPtrArray) all = sotong_unsent_list (db, error), list = new_list ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const SotongUnsent *unsent = g_ptr_array_index (all, i);
      SotongTodayItem *item = g_new0 (SotongTodayItem, 1);

      item->content_id = unsent->content_id;
      item->channel_id = unsent->channel_id;
      item->at = unsent->at;
      item->title = g_strdup (unsent->title);
      item->channel = g_strdup (unsent->channel);
      item->note = g_strdup (unsent->message);
      g_ptr_array_add (list, item);
    }
  return all != NULL ? g_steal_pointer (&list) : NULL;
}

/**
 * sotong_today_read:
 * @db: a connection
 * @day: the office's present day, from its first second up to the next day's
 * @error: return location
 *
 * Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what the day begins with
 */
SotongToday *
sotong_today_read (SotongDb     *db,
                   SotongRange   day,
                   GError      **error)
{
  g_autoptr(SotongToday) self = g_new0 (SotongToday, 1);

  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    {
      self->items[i] = queries[i] != NULL ? read_items (db, queries[i], day, error)
                       : i == SOTONG_TODAY_UNSENT ? read_unsent (db, error) : read_waiting (db, error);
      if (self->items[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

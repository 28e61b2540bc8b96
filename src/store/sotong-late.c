/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-late.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "util/sotong-time.h"

/*
 * A desktop sleeps, loses its network and is switched off. What could not go out within some
 * minutes of its time is missed: it does not go out by itself any more, a person chooses. The
 * minutes are counted from its time; from the moment a person put it on the schedule when its
 * time was past already then; or from the end of the wait that its platform asked for, if that
 * is a short one. A platform may ask for hours: then a person chooses, as after any pause.
 */

#define MAX_GRACE_S (24 * 3600)

/* Of copies and the states of their channels; $1 is now and $2 the last time that is still good. */
#define WAITS \
  "channel_state.wait_until >= $2 AND coalesce (channel_state.checked_at, 0) <= $1 AND NOT (" SOTONG_IS_REST ("$1") ")"

/* A short wait is one of an hour, or of the minutes where there are more of them. */
#define ENDS_SOON(time) \
  "channel_state.wait_until <= " time " + 3600 OR channel_state.wait_until <= " time " + $1 - $2"

#define IS_LATE \
  "copy.publish_at < $2 AND (copy.scheduled_at IS NULL OR copy.scheduled_at < $2 OR copy.scheduled_at > $1)" \
  " AND NOT EXISTS (SELECT 1 FROM channel_state WHERE channel_state.channel_id = copy.channel_id AND " WAITS \
  " AND (" ENDS_SOON ("copy.publish_at") " OR (copy.scheduled_at <= $1 AND (" ENDS_SOON ("copy.scheduled_at") "))))"

/* Where a person posts, nothing waits for the program to be there. */
#define IS_BY_PROGRAM "channel.platform NOT IN ('naver-blog', 'kakaostory', 'kakao-channel')"

/* After weeks without the program, and with a long patience, the last of a series goes out, not all in a row. */
#define IS_FOLLOWED \
  "EXISTS (SELECT 1 FROM content AS mine" \
  " JOIN content AS later ON later.series_id = mine.series_id AND later.series_at > mine.series_at" \
  " JOIN copy AS theirs ON theirs.content_id = later.id WHERE mine.id = copy.content_id AND mine.removed_at IS NULL" \
  " AND later.removed_at IS NULL AND theirs.removed_at IS NULL AND theirs.channel_id = copy.channel_id" \
  " AND theirs.state = 'scheduled' AND theirs.publish_at <= $1)"

/**
 * sotong_late_get_grace:
 * @db: a connection
 * @out_seconds: (out): how long after its time a post still goes out by itself
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_late_get_grace (SotongDb  *db,
                       gint64    *out_seconds,
                       GError   **error)
{
  GError *local = NULL;

  if (sotong_db_get_int (db, out_seconds, &local, "SELECT late_s FROM outbox_setting WHERE id = 1", ""))
    return TRUE;
  *out_seconds = SOTONG_LATE_DEFAULT_S;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_late_set_grace:
 * @db: the connection of a write job
 * @seconds: how long after its time a post still goes out by itself; a minute to a day
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` outside of that
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_late_set_grace (SotongDb  *db,
                       gint64     seconds,
                       GError   **error)
{
  gint64 was = 0;
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT " min", seconds / 60);
  GError *local = NULL;

  if (seconds < 60 || seconds > MAX_GRACE_S)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("How late a post may go out by itself is a number of minutes from 1 to 1440. Choose one of them."));
      return FALSE;
    }
  if (sotong_db_get_int (db, &was, &local, "SELECT late_s FROM outbox_setting WHERE id = 1", ""))
    return was == seconds
           || (sotong_change_begin (db, "late.set", "workspace", 0, subject, error)
               && sotong_change_touch (db, "outbox_setting", 1, error)
               && sotong_db_exec (db, error, "UPDATE outbox_setting SET late_s = $1 WHERE id = 1", "i", seconds));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return seconds == SOTONG_LATE_DEFAULT_S
         || (sotong_change_begin (db, "late.set", "workspace", 0, subject, error)
             && sotong_db_exec (db, error, "INSERT INTO outbox_setting (id, late_s) VALUES (1, $1)", "i", seconds)
             && sotong_change_added (db, "outbox_setting", 1, error));
}

/* Until when the platform of @copy_id has it wait; SOTONG_NONE if it does not. */
static gboolean
read_wait (SotongDb  *db,
           gint64     copy_id,
           char     **out_channel,
           gint64    *out_until,
           GError   **error)
{
  gint64 now = sotong_db_now (db), grace;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_until = SOTONG_NONE;
  if (!sotong_late_get_grace (db, &grace, error))
    return FALSE;
  stmt = sotong_db_query (db, error, "SELECT channel.name, channel_state.wait_until FROM copy JOIN channel ON channel.id = copy.channel_id"
                          " JOIN channel_state ON channel_state.channel_id = channel.id WHERE copy.id = $3 AND " WAITS, "iii", now, now - grace, copy_id);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_channel = sotong_stmt_dup (stmt, 0);
      *out_until = sotong_stmt_int (stmt, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* How late it is now, as a person says it, and whose doing that is. NULL if that cannot be read. */
static char *
describe_delay (SotongDb  *db,
                      gint64     copy_id,
                      gint64     publish_at,
                      GError   **error)
{
  g_autofree char *channel = NULL;
  gint64 until;
  gint64 minutes = (sotong_db_now (db) - publish_at) / 60;
  g_autofree char *at = sotong_time_format_minute (publish_at, db->zone);
  g_autofree char *late = NULL;

  if (!read_wait (db, copy_id, &channel, &until, error))
    return NULL;
  if (minutes < 120)
    late = g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  else if (minutes < 2 * 24 * 60)
    late = g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) (minutes / 60)), (int) (minutes / 60));
  else
    late = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (minutes / (24 * 60))), (int) (minutes / (24 * 60)));
  if (until != SOTONG_NONE)
    {
      g_autofree char *end = sotong_time_format_minute (until + 59, db->zone); /* the minute in which it is over */

      return g_strdup_printf (_("Its time, %1$s, passed %2$s ago: “%3$s” had it wait until %4$s, so it is missed. Choose: publish it after that, give it the next "
                                "free slot, or drop it."), at, late, channel, end);
    }
  /* Translators: a time, and how long ago it was: 5 minutes, 3 hours */
  return g_strdup_printf (_("Its time, %s, passed %s ago and it did not go out, so it is missed. Choose: publish it now, give it the next free slot, or drop it."),
                          at, late);
}

/* Whether something there said “not ready” (503) of it, and nobody has had the last word since: it may be there all the same. */
static gboolean
read_put_off (SotongDb  *db,
              gint64     copy_id,
              gboolean  *out_put_off,
              GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM attempt JOIN attempt_outcome ON attempt_id = attempt.id"
                          " WHERE copy_id = $1 AND kind = 'publish' AND outcome = 'wait' AND http_status = 503"
                          " AND attempt.id > (SELECT coalesce (max (id), 0) FROM attempt WHERE copy_id = $1 AND kind = 'settle')", "i", copy_id))
    return FALSE;
  *out_put_off = n > 0;
  return TRUE;
}

/* The sentence that stands with a missed post. NULL if that cannot be read. */
char *
sotong_late_describe (SotongDb  *db,
                      gint64     copy_id,
                      gint64     publish_at,
                      GError   **error)
{
  g_autofree char *delay = describe_delay (db, copy_id, publish_at, error);
  gboolean put_off;

  if (delay == NULL || !read_put_off (db, copy_id, &put_off, error))
    return NULL;
  if (!put_off)
    return g_steal_pointer (&delay);
  /* Translators: %s is why it is missed and what can be done, whole sentences. */
  return g_strdup_printf (_("%s The answer to an attempt was “not ready” (503), and it may be there all the same: look there before you drop it or write it anew. "
                            "Publishing it looks there first."), delay);
}

static GArray *
find_late (SotongDb  *db,
           gint64     grace,
           GError   **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 now = sotong_db_now (db);
  GError *local = NULL;

  /* While all is on hold nothing gets late: a person will say what becomes of it. */
  stmt = sotong_db_query (db, error, "SELECT copy.id FROM copy JOIN content ON content.id = copy.content_id JOIN channel ON channel.id = copy.channel_id"
                          " WHERE copy.state = 'scheduled' AND copy.publish_at <= $1 AND copy.remote_id IS NULL AND copy.removed_at IS NULL"
                          " AND content.removed_at IS NULL AND channel.removed_at IS NULL AND " IS_BY_PROGRAM
                          " AND NOT EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL AND removed_at IS NULL)"
                          " AND ((" IS_LATE ") OR " IS_FOLLOWED ") ORDER BY copy.publish_at, copy.id", "ii", now, now - grace);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
miss (SotongDb  *db,
      gint64     copy_id,
      GError   **error)
{
  g_autoptr(SotongCopyRow) row = sotong_copy_row_read (db, copy_id, error);
  g_autofree char *message = row != NULL ? sotong_late_describe (db, copy_id, row->publish_at, error) : NULL;
  SotongAttemptEnd end = { "not-sent", 0, 0, message };
  gint64 id;

  if (message == NULL)
    return FALSE;
  id = sotong_attempt_insert (db, copy_id, "missed", row->client_key, row->title, row->body, error);
  return id != 0 && sotong_attempt_insert_outcome (db, id, &end, error)
         && sotong_db_exec (db, error, "UPDATE copy SET state = 'missed' WHERE id = $1", "i", copy_id);
}

/**
 * sotong_late_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the copies that sotong_late_miss() would note
 */
GArray *
sotong_late_list (SotongDb  *db,
                  GError   **error)
{
  gint64 grace;

  return sotong_late_get_grace (db, &grace, error) ? find_late (db, grace, error) : NULL;
}

/**
 * sotong_late_miss:
 * @db: the connection of a write job
 * @error: return location
 *
 * Notes as missed what waited for its time for too long, and says so in the log of attempts.
 * Nobody's act: no step of undo.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the copies that were noted
 */
GArray *
sotong_late_miss (SotongDb  *db,
                  GError   **error)
{
  g_autoptr(GArray) ids = sotong_late_list (db, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!miss (db, g_array_index (ids, gint64, i), error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * sotong_late_is_late:
 * @db: a connection
 * @copy_id: a copy
 * @out_late: (out): whether it is too late for it to go out by itself now
 * @error: return location
 *
 * Also of a copy that was asked for by a person, before its time or without one: then the last
 * attempt to send it counts.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_late_is_late (SotongDb  *db,
                     gint64     copy_id,
                     gboolean  *out_late,
                     GError   **error)
{
  gint64 grace, n = 0, now = sotong_db_now (db);

  if (!sotong_late_get_grace (db, &grace, error)
      || !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE id = $3 AND ((" IS_LATE ")"
                             " OR ((publish_at IS NULL OR publish_at > $1) AND (SELECT max (started_at) FROM attempt"
                             " WHERE copy_id = copy.id AND kind = 'publish') < $2))", "iii", now, now - grace, copy_id))
    return FALSE;
  *out_late = n > 0;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-event.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"
#include "util/sotong-time.h"

void
sotong_content_event_free (SotongContentEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->place);
  g_free (event->starts_on);
  g_free (event->ends_on);
  g_free (event);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * sotong_content_event_get:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its event; an empty one if it has none, %NULL with @error set
 */
SotongContentEvent *
sotong_content_event_get (SotongDb  *db,
                          gint64     content_id,
                          GError   **error)
{
  g_autoptr(SotongContentEvent) event = g_new0 (SotongContentEvent, 1);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT place, starts_on, ends_on, participants FROM content_event WHERE content_id = $1", "i", content_id);
  if (stmt == NULL)
    return NULL;
  event->content_id = content_id;
  event->participants = SOTONG_NONE;
  if (sotong_stmt_next (stmt, &local))
    {
      event->place = sotong_stmt_dup (stmt, 0);
      event->starts_on = sotong_stmt_dup (stmt, 1);
      event->ends_on = sotong_stmt_dup (stmt, 2);
      event->participants = sotong_stmt_int (stmt, 3);
    }
  if (event->place == NULL)
    event->place = g_strdup ("");
  if (local == NULL)
    return g_steal_pointer (&event);
  g_propagate_error (error, local);
  return NULL;
}

/* Two days as the store writes them; one given alone stands for both. */
static gboolean
read_days (SotongDb                  *db,
           const SotongContentEvent  *event,
           char                     **out_from,
           char                     **out_to,
           GError                   **error)
{
  const char *from = is_given (event->starts_on) ? event->starts_on : event->ends_on;
  const char *to = is_given (event->ends_on) ? event->ends_on : event->starts_on;
  SotongRange range;

  *out_from = *out_to = NULL;
  if (!is_given (from))
    return TRUE;
  if (!sotong_time_parse_range (from, to, sotong_db_get_zone (db), &range, error))
    return FALSE;
  *out_from = sotong_time_format_date (range.start, sotong_db_get_zone (db));
  *out_to = sotong_time_format_date (range.end - 1, sotong_db_get_zone (db));
  return TRUE;
}

/**
 * sotong_content_event_set:
 * @db: the connection of a write job
 * @event: a content's event; one without place, days and participants is none
 * @error: return location; `SOTONG_TIME_ERROR`, `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_event_set (SotongDb                  *db,
                          const SotongContentEvent  *event,
                          GError                   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, event->content_id, error);
  g_autofree char *from = NULL, *to = NULL;

  if (content == NULL || !read_days (db, event, &from, &to, error))
    return FALSE;
  if (event->participants != SOTONG_NONE && event->participants < 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The number of participants cannot be less than 0."));
      return FALSE;
    }
  if (!sotong_change_begin (db, "event.edit", "content", event->content_id, content->title, error)
      || !sotong_change_touch (db, "content_event", event->content_id, error))
    return FALSE;
  if (!is_given (event->place) && from == NULL && event->participants == SOTONG_NONE)
    return sotong_db_exec (db, error, "DELETE FROM content_event WHERE content_id = $1", "i", event->content_id);
  return sotong_db_exec (db, error, "INSERT INTO content_event (content_id, place, starts_on, ends_on, participants) VALUES ($1, $2, $3, $4, $5)"
                         " ON CONFLICT (content_id) DO UPDATE SET place = excluded.place, starts_on = excluded.starts_on,"
                         " ends_on = excluded.ends_on, participants = excluded.participants", "ittti", event->content_id,
                         event->place != NULL ? event->place : "", from, to, event->participants);
}

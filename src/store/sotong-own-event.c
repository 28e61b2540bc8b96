/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-own-event.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define USUAL_SECONDS 3600 /* of an event whose end is not told */
#define MAX_TEXT      500  /* characters */

/* What is written of an event. */
typedef struct {
  char     *title;    /* (owned) */
  char     *place;    /* (owned) */
  gboolean  all_day;
  gint64    start;
  gint64    end;      /* exclusive */
} Row;

static void
row_clear (Row *row)
{
  g_free (row->title);
  g_free (row->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

void
sotong_own_event_free (SotongOwnEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->layer);
  g_free (event->title);
  g_free (event->place);
  g_free (event->from);
  g_free (event->to);
  g_free (event);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_day (const char *text)
{
  return strpbrk (text, ":T") == NULL;
}

static gboolean
read_times (Row                   *row,
            const SotongOwnEvent  *event,
            GTimeZone             *zone,
            GError               **error)
{
  g_autofree char *from = g_strstrip (g_strdup (or_empty (event->from))), *to = g_strstrip (g_strdup (or_empty (event->to)));
  SotongRange range;

  row->all_day = is_day (from) && is_day (to);
  if (*from == '\0')
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An event needs a day, as 2016-10-14, or a day and a time, as 2016-10-14 10:00."));
      return FALSE;
    }
  if (*to != '\0' || row->all_day)
    {
      if (!sotong_time_parse_range (from, *to != '\0' ? to : from, zone, &range, error))
        return FALSE;
    }
  else
    {
      if (!sotong_time_parse (from, zone, &range.start, error))
        return FALSE;
      range.end = range.start + USUAL_SECONDS;
    }
  row->start = range.start;
  row->end = range.end;
  return sotong_time_check_plan (range.start, zone, error) && sotong_time_check_plan (range.end - 1, zone, error);
}

static gboolean
row_read (Row                   *row,
          const SotongOwnEvent  *event,
          GTimeZone             *zone,
          GError               **error)
{
  g_autofree char *title = sotong_text_single_line (or_empty (event->title), MAX_TEXT);
  g_autofree char *place = sotong_text_single_line (or_empty (event->place), MAX_TEXT);

  if (sotong_text_is_blank (title))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An event needs a title."));
      return FALSE;
    }
  row->title = g_strdup (g_strstrip (title));
  row->place = g_strdup (g_strstrip (place));
  return read_times (row, event, zone, error);
}

/* The layer of that name, made if it is not there; part of the change under way. */
static gint64
layer_of (SotongDb    *db,
          const char  *name,
          GError     **error)
{
  g_autofree char *clean = sotong_text_name (or_empty (name)[0] != '\0' ? name : _("Own events"));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, kind FROM event_layer WHERE name = $1 AND removed_at IS NULL", "t", clean);
  GError *local = NULL;
  gint64 id;

  if (stmt == NULL)
    return 0;
  if (sotong_stmt_next (stmt, &local))
    {
      if (g_str_equal (sotong_stmt_text (stmt, 1), "own"))
        return sotong_stmt_int (stmt, 0);
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                   _("The layer “%s” holds the events of others, who would take yours away with the next reading. Name another layer."), clean);
      return 0;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  id = sotong_db_insert (db, error, "INSERT INTO event_layer (name, kind, colour) VALUES ($1, 'own', (SELECT count(*) FROM event_layer))", "t", clean);
  return id != 0 && sotong_change_added (db, "event_layer", id, error) ? id : 0;
}

/**
 * sotong_own_event_add:
 * @db: the connection of a write job
 * @event: what a person typed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_TIME_ERROR`
 *
 * Adds an event, and its layer if there is none of that name. One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_own_event_add (SotongDb              *db,
                      const SotongOwnEvent  *event,
                      GError               **error)
{
  g_auto(Row) row = { NULL };
  g_autofree char *uid = g_uuid_string_random ();
  gint64 layer, id;

  if (!row_read (&row, event, sotong_db_get_zone (db), error) || !sotong_change_begin (db, "event.add", "event", 0, row.title, error)
      || (layer = layer_of (db, event->layer, error)) == 0)
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO layer_event (layer_id, uid, summary, location, all_day, starts_at, ends_at) VALUES"
                         " ($1, $2, $3, $4, $5, $6, $7)", "itttiii", layer, uid, row.title, row.place, (gint64) row.all_day, row.start, row.end);
  if (id == 0 || !sotong_change_added (db, "layer_event", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_own_event_edit:
 * @db: the connection of a write job
 * @event: the event as it shall be
 * @error: return location; as for sotong_own_event_add(), and `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_event_edit (SotongDb              *db,
                       const SotongOwnEvent  *event,
                       GError               **error)
{
  g_auto(Row) row = { NULL };
  g_autoptr(SotongOwnEvent) old = sotong_own_event_get (db, event->id, error);
  gint64 layer;

  return old != NULL
         && row_read (&row, event, sotong_db_get_zone (db), error)
         && sotong_change_begin (db, "event.change", "event", event->id, row.title, error)
         && (layer = layer_of (db, event->layer, error)) != 0
         && sotong_change_touch (db, "layer_event", event->id, error)
         && sotong_db_exec (db, error, "UPDATE layer_event SET layer_id = $1, summary = $2, location = $3, all_day = $4, starts_at = $5, ends_at = $6,"
                            " sequence = sequence + 1 WHERE id = $7", "ittiiii", layer, row.title, row.place, (gint64) row.all_day, row.start, row.end,
                            event->id);
}

/**
 * sotong_own_event_remove:
 * @db: the connection of a write job
 * @id: an event of the office's own
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_event_remove (SotongDb  *db,
                         gint64     id,
                         GError   **error)
{
  g_autoptr(SotongOwnEvent) old = sotong_own_event_get (db, id, error);

  return old != NULL
         && sotong_change_begin (db, "event.remove", "event", id, old->title, error)
         && sotong_change_touch (db, "layer_event", id, error)
         && sotong_db_exec (db, error, "DELETE FROM layer_event WHERE id = $1", "i", id);
}

#define SELECT_EVENT "SELECT e.id, e.layer_id, l.name, e.summary, e.location, e.all_day, e.starts_at, e.ends_at FROM layer_event AS e" \
                     " JOIN event_layer AS l ON l.id = e.layer_id WHERE l.kind = 'own' AND l.removed_at IS NULL"

/* A time as a person types it: the day and the minute. */
static char *
format_minute (gint64     time,
               GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
}

static SotongOwnEvent *
event_from (SotongStmt *stmt,
            GTimeZone  *zone)
{
  SotongOwnEvent *event = g_new0 (SotongOwnEvent, 1);
  gboolean all_day = sotong_stmt_int (stmt, 5) == 1;
  gint64 start = sotong_stmt_int (stmt, 6), end = sotong_stmt_int (stmt, 7);

  event->id = sotong_stmt_int (stmt, 0);
  event->layer_id = sotong_stmt_int (stmt, 1);
  event->layer = sotong_stmt_dup (stmt, 2);
  event->title = sotong_stmt_dup (stmt, 3);
  event->place = sotong_stmt_dup (stmt, 4);
  event->from = all_day ? sotong_time_format_date (start, zone) : format_minute (start, zone);
  event->to = all_day ? sotong_time_format_date (end - 1, zone) : format_minute (end, zone);
  return event;
}

/**
 * sotong_own_event_get:
 * @db: a connection
 * @id: an event
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, also for an event of others
 *
 * Returns: (transfer full) (nullable): the event
 */
SotongOwnEvent *
sotong_own_event_get (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_EVENT " AND e.id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return event_from (stmt, sotong_db_get_zone (db));
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                         SOTONG_SAY (_("There is no such event of the office’s own. “sotongctl event list” lists them."),
                                     _("There is no such event of the office’s own any more. “Own Events” lists those there are.")));
  return NULL;
}

/**
 * sotong_own_event_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongOwnEvent): the events that the office typed, by time
 */
GPtrArray *
sotong_own_event_list (SotongDb  *db,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_own_event_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_EVENT " ORDER BY e.starts_at, e.id", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, event_from (stmt, sotong_db_get_zone (db)));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-event-layer.h"
#include "store/sotong-named.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

SotongEventLayer *
sotong_event_layer_new (void)
{
  SotongEventLayer *layer = g_new0 (SotongEventLayer, 1);

  layer->checked_at = layer->changed_at = SOTONG_NONE;
  return layer;
}

void
sotong_event_layer_free (SotongEventLayer *layer)
{
  if (layer == NULL)
    return;
  g_free (layer->name);
  g_free (layer->kind);
  g_free (layer->address);
  g_free (layer->etag);
  g_free (layer->last_modified);
  g_free (layer->message);
  g_free (layer);
}

SotongLayerEvent *
sotong_layer_event_new (void)
{
  SotongLayerEvent *event = g_new0 (SotongLayerEvent, 1);

  event->repeats_until = SOTONG_NONE;
  return event;
}

void
sotong_layer_event_free (SotongLayerEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->uid);
  g_free (event->recurrence_id);
  g_free (event->summary);
  g_free (event->location);
  g_free (event->description);
  g_free (event->zone);
  g_free (event->rule);
  g_free (event->exceptions);
  g_free (event);
}

/* ---- layers ---- */

/**
 * sotong_event_layer_add:
 * @db: the connection of a write job
 * @layer: a layer with a name
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`
 *
 * Adds an empty layer. One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_event_layer_add (SotongDb                *db,
                        const SotongEventLayer  *layer,
                        GError                 **error)
{
  g_autofree char *name = sotong_text_name (layer->name);
  SotongEventLayer named = *layer;
  gint64 other = 0, id;

  named.name = name;
  layer = &named;
  if (sotong_text_is_blank (layer->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A layer of events needs a name."));
      return 0;
    }
  if (layer->every_minutes != 0 && (layer->every_minutes < SOTONG_LAYER_MIN_MINUTES || layer->every_minutes > SOTONG_LAYER_MAX_MINUTES))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A layer is looked at every %d to %d minutes."), SOTONG_LAYER_MIN_MINUTES,
                   SOTONG_LAYER_MAX_MINUTES);
      return 0;
    }
  if (sotong_db_get_int (db, &other, NULL, "SELECT id FROM event_layer WHERE name = $1 AND removed_at IS NULL", "t", layer->name) && other != 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("There is a layer “%s” already. Choose another name."), layer->name);
      return 0;
    }
  if (!sotong_change_begin (db, "layer.add", "layer", 0, layer->name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO event_layer (name, kind, address, colour, every_minutes) VALUES ($1, $2, $3,"
                         " (SELECT count(*) FROM event_layer), $4)", "ttti", layer->name, layer->kind, layer->address,
                         layer->every_minutes != 0 ? layer->every_minutes : SOTONG_LAYER_USUAL_MINUTES);
  if (id == 0 || !sotong_change_added (db, "event_layer", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_event_layer_remove:
 * @db: the connection of a write job
 * @id: a layer
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Takes a layer off the calendar. One step of undo, which brings its events back too.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_event_layer_remove (SotongDb  *db,
                           gint64     id,
                           GError   **error)
{
  g_autoptr(SotongEventLayer) layer = sotong_event_layer_get (db, id, error);

  return layer != NULL
         && sotong_change_begin (db, "layer.remove", "layer", id, layer->name, error)
         && sotong_change_touch (db, "event_layer", id, error)
         && sotong_db_exec (db, error, "UPDATE event_layer SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

#define SELECT_LAYER "SELECT id, name, kind, address, colour, etag, last_modified, checked_at, changed_at, message," \
                     " every_minutes,  (SELECT count(*) FROM layer_event AS e WHERE e.layer_id = event_layer.id) FROM event_layer WHERE removed_at IS NULL"

static SotongEventLayer *
layer_from (SotongStmt *stmt)
{
  SotongEventLayer *layer = sotong_event_layer_new ();

  layer->id = sotong_stmt_int (stmt, 0);
  layer->name = sotong_stmt_dup (stmt, 1);
  layer->kind = sotong_stmt_dup (stmt, 2);
  layer->address = sotong_stmt_dup (stmt, 3);
  layer->colour = (int) sotong_stmt_int (stmt, 4);
  layer->etag = sotong_stmt_dup (stmt, 5);
  layer->last_modified = sotong_stmt_dup (stmt, 6);
  layer->checked_at = sotong_stmt_int (stmt, 7);
  layer->changed_at = sotong_stmt_int (stmt, 8);
  layer->message = sotong_stmt_dup (stmt, 9);
  layer->every_minutes = sotong_stmt_int (stmt, 10);
  layer->n_events = sotong_stmt_int (stmt, 11);
  return layer;
}

/* (transfer full) (nullable) (element-type SotongEventLayer): in the order in which they were added. */
GPtrArray *
sotong_event_layer_list (SotongDb  *db,
                         GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_event_layer_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_LAYER " ORDER BY id", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, layer_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

SotongEventLayer *
sotong_event_layer_get (SotongDb  *db,
                        gint64     id,
                        GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_LAYER " AND id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return layer_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                         SOTONG_SAY (_("There is no such layer of events. “sotongctl layer list” names those there are."),
                                     _("There is no such layer of events any more. “Event Layers” lists those there are.")));
  return NULL;
}

/* The layer of that address, or 0. */
gint64
sotong_event_layer_find (SotongDb    *db,
                         const char  *address,
                         GError     **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (!sotong_db_get_int (db, &id, &local, "SELECT id FROM event_layer WHERE address = $1 AND removed_at IS NULL", "t", address) && local != NULL)
    g_propagate_error (error, local);
  return id;
}

/**
 * sotong_event_layer_find_named:
 * @db: a connection
 * @name: a layer's name or number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` when it may be either of two
 *
 * Returns: the layer's number, or 0 with @error set
 */
gint64
sotong_event_layer_find_named (SotongDb    *db,
                               const char  *name,
                               GError     **error)
{
  return sotong_named_find (db, "SELECT id, name FROM event_layer WHERE (name = $1 OR CAST(id AS TEXT) = $1) AND removed_at IS NULL",
                            name, error, SOTONG_SAY (_("There is no layer of events “%s”. “sotongctl layer list” names those there are."),
                                                     _("There is no layer of events “%s”. “Event Layers” lists those there are.")), name);
}

/* Whether a subscribed layer has not been looked at for its time; a clock that was set back counts as long. */
gboolean
sotong_event_layer_is_due (const SotongEventLayer *layer,
                           gint64                  now)
{
  return g_str_equal (layer->kind, "subscribed")
         && (layer->checked_at == SOTONG_NONE || now < layer->checked_at || now - layer->checked_at >= layer->every_minutes * 60);
}

/* Remembers how reading it went; no person's act. */
gboolean
sotong_event_layer_note (SotongDb                *db,
                         const SotongEventLayer  *layer,
                         GError                 **error)
{
  return sotong_db_exec (db, error, "UPDATE event_layer SET etag = $1, last_modified = $2, checked_at = $3, changed_at = $4, message = $5 WHERE id = $6",
                         "ttiiti", layer->etag, layer->last_modified, layer->checked_at, layer->changed_at, layer->message, layer->id);
}

/* ---- events ---- */

#define EVENT_COLUMNS "layer_id, uid, recurrence_id, sequence, modified_at, summary, location, description, all_day, starts_at, ends_at," \
                      " zone, rule, exceptions, repeats_until"

static SotongLayerEvent *
event_from (SotongStmt *stmt)
{
  SotongLayerEvent *event = sotong_layer_event_new ();

  event->layer_id = sotong_stmt_int (stmt, 0);
  event->uid = sotong_stmt_dup (stmt, 1);
  event->recurrence_id = sotong_stmt_dup (stmt, 2);
  event->sequence = sotong_stmt_int (stmt, 3);
  event->modified_at = sotong_stmt_int (stmt, 4);
  event->summary = sotong_stmt_dup (stmt, 5);
  event->location = sotong_stmt_dup (stmt, 6);
  event->description = sotong_stmt_dup (stmt, 7);
  event->all_day = sotong_stmt_int (stmt, 8) == 1;
  event->starts_at = sotong_stmt_int (stmt, 9);
  event->ends_at = sotong_stmt_int (stmt, 10);
  event->zone = sotong_stmt_dup (stmt, 11);
  event->rule = sotong_stmt_dup (stmt, 12);
  event->exceptions = sotong_stmt_dup (stmt, 13);
  event->repeats_until = sotong_stmt_int (stmt, 14);
  return event;
}

static GPtrArray *
events_from (SotongStmt  *stmt,
             GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_layer_event_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, event_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_layer_event_list:
 * @db: a connection
 * @range: a stretch of time
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongLayerEvent): the events that touch
 *   @range, those whose rule may bring them into it, and all that were moved out of the row of
 *   such a rule
 */
GPtrArray *
sotong_layer_event_list (SotongDb     *db,
                         SotongRange   range,
                         GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, error, "SELECT " EVENT_COLUMNS " FROM layer_event WHERE layer_id IN (SELECT id FROM event_layer WHERE removed_at IS NULL)"
                          " AND (recurrence_id <> '' OR (starts_at < $2 AND CASE WHEN rule = '' AND exceptions = ''"
                          " THEN ends_at > $1 OR starts_at >= $1 ELSE repeats_until IS NULL OR repeats_until >= $1 END))"
                          " ORDER BY starts_at, id", "ii", range.start, range.end);
  return events_from (stmt, error);
}

static char *
key_of (const SotongLayerEvent *event)
{
  return g_strconcat (event->uid, "\n", event->recurrence_id, NULL);
}

static gboolean
same_event (const SotongLayerEvent *a,
            const SotongLayerEvent *b)
{
  return a->sequence == b->sequence && a->modified_at == b->modified_at && g_str_equal (a->summary, b->summary)
         && g_str_equal (a->location, b->location) && g_str_equal (a->description, b->description) && a->all_day == b->all_day
         && a->starts_at == b->starts_at && a->ends_at == b->ends_at && g_str_equal (a->zone, b->zone) && g_str_equal (a->rule, b->rule)
         && g_str_equal (a->exceptions, b->exceptions) && a->repeats_until == b->repeats_until;
}

static gboolean
put_event (SotongDb                *db,
           gint64                   id,
           const SotongLayerEvent  *e,
           GError                 **error)
{
  return sotong_db_exec (db, error, "INSERT INTO layer_event (" EVENT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
                         " ON CONFLICT (layer_id, uid, recurrence_id) DO UPDATE SET sequence = excluded.sequence, modified_at = excluded.modified_at,"
                         " summary = excluded.summary, location = excluded.location, description = excluded.description, all_day = excluded.all_day,"
                         " starts_at = excluded.starts_at, ends_at = excluded.ends_at, zone = excluded.zone, rule = excluded.rule,"
                         " exceptions = excluded.exceptions, repeats_until = excluded.repeats_until", "ittiitttiiittti",
                         id, e->uid, e->recurrence_id, e->sequence, e->modified_at, e->summary, e->location, e->description, (gint64) e->all_day,
                         e->starts_at, e->ends_at, e->zone, e->rule, e->exceptions, e->repeats_until);
}

static gboolean
remove_rest (SotongDb           *db,
             gint64              id,
             GHashTable         *before,
             GError            **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const SotongLayerEvent *old = value;

      if (!sotong_db_exec (db, error, "DELETE FROM layer_event WHERE layer_id = $1 AND uid = $2 AND recurrence_id = $3", "itt", id, old->uid,
                           old->recurrence_id))
        return FALSE;
    }
  return TRUE;
}

/* Compares what a layer holds with what its calendar has now, and makes it hold that if it @writes. */
static gboolean
take_events (SotongDb           *db,
             gint64              id,
             GPtrArray          *events,
             gboolean            writes,
             SotongLayerCounts  *out_counts,
             GError            **error)
{
  g_autoptr(GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) list = NULL;
  SotongLayerCounts counts = { 0 };

  list = events_from (sotong_db_query (db, error, "SELECT " EVENT_COLUMNS " FROM layer_event WHERE layer_id = $1", "i", id), error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    g_hash_table_replace (before, key_of (g_ptr_array_index (list, i)), g_ptr_array_index (list, i));
  for (guint i = 0; i < events->len; i++)
    {
      const SotongLayerEvent *event = g_ptr_array_index (events, i);
      g_autofree char *key = key_of (event);
      const SotongLayerEvent *old = g_hash_table_lookup (before, key);
      gboolean older = old != NULL && (event->sequence < old->sequence
                                       || (event->sequence == old->sequence && event->modified_at < old->modified_at));

      if (old == NULL)
        counts.n_added++;
      else if (!older && !same_event (old, event))
        counts.n_changed++;
      if (writes && (old == NULL || (!older && !same_event (old, event))) && !put_event (db, id, event, error))
        return FALSE;
      g_hash_table_remove (before, key);
    }
  counts.n_removed = g_hash_table_size (before);
  if (writes && !remove_rest (db, id, before, error))
    return FALSE;
  *out_counts = counts;
  return TRUE;
}

/**
 * sotong_event_layer_fill:
 * @db: the connection of a write job
 * @id: a layer
 * @events: (element-type SotongLayerEvent): all that its calendar has now
 * @out_counts: (out): what is new
 * @error: return location
 *
 * Makes the layer hold these events. One that is older than what is known, by its sequence
 * number or else its time of change, changes nothing. No person's act.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_event_layer_fill (SotongDb           *db,
                         gint64              id,
                         GPtrArray          *events,
                         SotongLayerCounts  *out_counts,
                         GError            **error)
{
  return take_events (db, id, events, TRUE, out_counts, error);
}

/**
 * sotong_event_layer_compare:
 * @db: a connection
 * @id: a layer; 0 for one that is not there yet
 * @events: (element-type SotongLayerEvent): all that its calendar has now
 * @out_counts: (out): what sotong_event_layer_fill() would change
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_event_layer_compare (SotongDb           *db,
                            gint64              id,
                            GPtrArray          *events,
                            SotongLayerCounts  *out_counts,
                            GError            **error)
{
  return take_events (db, id, events, FALSE, out_counts, error);
}

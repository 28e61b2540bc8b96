/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change.h"
#include "store/sotong-source-private.h"
#include "util/sotong-machine.h"

/* After so long, a run on another machine is taken for dead: nobody can ask it. */
#define FOREIGN_FETCH_S 3600
#define FOREIGN_IMPORT_S 86400

/* The runs of this process that have not been released: the process being alive does not
 * tell whether the thread that began a run still works on it. */
static GMutex active_mutex;
static GHashTable *active; /* (owned) (element-type gint64) */

static void
set_active (gint64   run_id,
            gboolean is_active)
{
  g_mutex_lock (&active_mutex);
  if (active == NULL)
    active = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (is_active)
    g_hash_table_add (active, g_memdup2 (&run_id, sizeof run_id));
  else
    g_hash_table_remove (active, &run_id);
  g_mutex_unlock (&active_mutex);
}

static gboolean
is_active (gint64 run_id)
{
  gboolean found;

  g_mutex_lock (&active_mutex);
  found = active != NULL && g_hash_table_contains (active, &run_id);
  g_mutex_unlock (&active_mutex);
  return found;
}

SotongSourceRun *
sotong_source_run_new (void)
{
  SotongSourceRun *run = g_new0 (SotongSourceRun, 1);

  run->finished_at = SOTONG_NONE;
  run->covered_from = SOTONG_NONE;
  run->covered_to = SOTONG_NONE;
  return run;
}

void
sotong_source_run_free (SotongSourceRun *run)
{
  if (run == NULL)
    return;
  g_free (run->kind);
  g_free (run->outcome);
  g_free (run->message);
  g_free (run);
}

/* Columns: id, kind, started_at, machine, boot, process, process_start. */
#define SELECT_OPEN "SELECT id, kind, started_at, machine, boot, process, process_start FROM fetch_run WHERE finished_at IS NULL"

static gboolean
is_dead (SotongDb   *db,
         SotongStmt *stmt)
{
  const SotongOwner *self = sotong_owner_get_self ();
  const char *machine = sotong_stmt_text (stmt, 3);
  const char *boot = sotong_stmt_text (stmt, 4);
  gint64 patience = g_str_equal (sotong_stmt_text (stmt, 1), "import") ? FOREIGN_IMPORT_S : FOREIGN_FETCH_S;

  if (!g_str_equal (machine, self->machine))
    return sotong_stmt_int (stmt, 2) + patience < sotong_db_now (db);
  if (g_str_equal (boot, self->boot) && sotong_stmt_int (stmt, 5) == self->process && sotong_stmt_int (stmt, 6) == self->process_start)
    return !is_active (sotong_stmt_int (stmt, 0));
  return sotong_owner_is_dead (machine, boot, sotong_stmt_int (stmt, 5), sotong_stmt_int (stmt, 6));
}

gboolean
sotong_source_run_is_under_way (SotongDb  *db,
                                gint64     source_id,
                                gboolean  *out_under_way,
                                GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_OPEN " AND source_id = $1", "i", source_id);
  GError *local = NULL;

  *out_under_way = FALSE;
  if (stmt == NULL)
    return FALSE;
  while (!*out_under_way && sotong_stmt_next (stmt, &local))
    *out_under_way = !is_dead (db, stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Fetches write all or nothing at their end: one whose program died left nothing behind. */
static gboolean
end_dead_fetches (SotongDb  *db,
                  gint64     source_id,
                  GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE fetch_run SET finished_at = $1, outcome = 'failed', message = $2"
                         " WHERE source_id = $3 AND kind = 'fetch' AND finished_at IS NULL", "iti",
                         sotong_db_now (db), _("The program ended while it was reading this source. Nothing of it was kept; it is read again."), source_id);
}

/**
 * sotong_source_run_begin:
 * @db: the connection of a write job
 * @source_id: a source
 * @kind: "fetch" or "import"
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` when a program reads the source
 *   already, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Notes that this program reads the source. Once the job is committed, no other may
 * until sotong_source_run_end(), or until this program is gone. Call
 * sotong_source_run_release() when the work has ended, whichever way.
 *
 * Returns: the run's id, or 0 with @error set
 */
gint64
sotong_source_run_begin (SotongDb    *db,
                         gint64       source_id,
                         const char  *kind,
                         GError     **error)
{
  const SotongOwner *self = sotong_owner_get_self ();
  g_autoptr(SotongSource) source = sotong_source_get (db, source_id, error);
  gint64 id;

  if (source == NULL)
    return 0;
  if (source->under_way)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                   _("“%s” is being read already, by this program or another. Wait until it has finished."), source->name);
      return 0;
    }
  if (!end_dead_fetches (db, source_id, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO fetch_run (source_id, kind, started_at, machine, boot, process, process_start, first_sighting)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(id), 0) + 1 FROM sighting))", "itittii",
                         source_id, kind, sotong_db_now (db), self->machine, self->boot, self->process, self->process_start);
  if (id != 0)
    set_active (id, TRUE);
  return id;
}

/**
 * sotong_source_run_begin_new:
 * @db: the connection of a write job
 * @name: what the source of an import is to be called
 * @out_source_id: (out): its id
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_INVALID`
 *
 * Makes a source and begins an import into it, as sotong_source_run_begin(). If the import is
 * taken back before its end, the source goes with it. To make it is one step of undo.
 *
 * Returns: the run's id, or 0 with @error set
 */
gint64
sotong_source_run_begin_new (SotongDb    *db,
                             const char  *name,
                             gint64      *out_source_id,
                             GError     **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  gint64 run_id;

  source->name = g_strdup (name);
  source->kind = g_strdup ("import");
  *out_source_id = sotong_source_add (db, source, error);
  run_id = *out_source_id != 0 ? sotong_source_run_begin (db, *out_source_id, "import", error) : 0;
  return run_id != 0 && sotong_db_exec (db, error, "UPDATE fetch_run SET made_source = 1 WHERE id = $1", "i", run_id) ? run_id : 0;
}

/*
 * sotong_source_run_drop_source:
 * @db: the connection of a write job
 * @run_id: an import of which nothing is left
 * @error: return location
 *
 * Removes the source that the import made, if it did and never came to its end. The history
 * tells of it; there is nothing to undo, for nothing was brought.
 */
gboolean
sotong_source_run_drop_source (SotongDb  *db,
                               gint64     run_id,
                               GError   **error)
{
  g_autoptr(SotongSource) source = NULL;
  GError *local = NULL;
  gint64 id = 0;

  if (!sotong_db_get_int (db, &id, &local, "SELECT source.id FROM fetch_run JOIN source ON source.id = fetch_run.source_id"
                          " WHERE fetch_run.id = $1 AND made_source = 1 AND removed_at IS NULL", "i", run_id))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  source = sotong_source_get (db, id, error);
  return source != NULL
         && sotong_db_exec (db, error, "UPDATE change SET undo_state = 'dropped' WHERE action = 'source.add' AND subject_id = $1 AND undo_state = 'done'",
                            "i", id)
         && sotong_change_begin_final (db, "source.remove", "source", id, source->name, error)
         && sotong_db_exec (db, error, "UPDATE source SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/*
 * sotong_source_run_reopen:
 * @db: the connection of a write job
 * @run_id: an import that has ended
 * @error: return location
 *
 * Notes that this program takes back what the import brought, with a message: as one that was
 * interrupted, it is taken back by the next start if this program dies meanwhile. Call
 * sotong_source_run_release() in the end.
 */
gboolean
sotong_source_run_reopen (SotongDb  *db,
                          gint64     run_id,
                          GError   **error)
{
  const SotongOwner *self = sotong_owner_get_self ();

  if (!sotong_db_exec (db, error, "UPDATE fetch_run SET finished_at = NULL, outcome = '', machine = $1, boot = $2, process = $3,"
                       " process_start = $4, message = $5 WHERE id = $6", "ttiiti", self->machine, self->boot, self->process, self->process_start,
                       _("It was undone."), run_id))
    return FALSE;
  set_active (run_id, TRUE);
  return TRUE;
}

/**
 * sotong_source_run_release:
 * @run_id: a run that this process began
 *
 * Says that no thread works on the run any more. Safe from any thread.
 */
void
sotong_source_run_release (gint64 run_id)
{
  set_active (run_id, FALSE);
}

static gboolean
write_state (SotongDb                 *db,
             gint64                    source_id,
             const SotongSourceState  *state,
             GError                  **error)
{
  return sotong_db_exec (db, error, "INSERT INTO source_state (source_id, cursor, etag, last_modified, next_due, failures)"
                         " VALUES ($1, $2, $3, $4, $5, $6)"
                         " ON CONFLICT (source_id) DO UPDATE SET cursor = excluded.cursor, etag = excluded.etag,"
                         " last_modified = excluded.last_modified, next_due = excluded.next_due,"
                         " failures = CASE WHEN excluded.failures = 0 THEN 0 ELSE source_state.failures + 1 END", "itttii",
                         source_id, state->cursor != NULL ? state->cursor : "", state->etag != NULL ? state->etag : "",
                         state->last_modified != NULL ? state->last_modified : "", state->next_due, (gint64) state->failed)
         && (state->moved_to == NULL
             || sotong_db_exec (db, error, "UPDATE source SET url = $1 WHERE id = $2", "ti", state->moved_to, source_id));
}

/**
 * sotong_source_run_end:
 * @db: the connection of a write job
 * @run: the run: id, source, what it covered, outcome, counts and message
 * @state: (nullable): what to tell the reader the next time
 * @error: return location
 *
 * Notes how a run ended, in the transaction that writes what it brought.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_run_end (SotongDb                 *db,
                       const SotongSourceRun    *run,
                       const SotongSourceState  *state,
                       GError                  **error)
{
  g_autofree char *message = sotong_attempt_untell (run->message != NULL ? run->message : "");

  return sotong_db_exec (db, error, "UPDATE fetch_run SET finished_at = $1, covered_from = $2, covered_to = $3, outcome = $4,"
                         " http_status = $5, n_items = $6, n_new = $7, message = $8, made_source = 0 WHERE id = $9", "iiitiiiti",
                         sotong_db_now (db), run->covered_from, run->covered_to, run->outcome, (gint64) run->http_status,
                         run->n_items, run->n_new, message, run->id)
         && (state == NULL || write_state (db, run->source_id, state, error));
}

#define SELECT_RUN "SELECT id, source_id, kind, started_at, finished_at, covered_from, covered_to, outcome, http_status, n_items, n_new, message FROM fetch_run "

static SotongSourceRun *
run_from (SotongStmt *stmt)
{
  SotongSourceRun *run = sotong_source_run_new ();

  run->id = sotong_stmt_int (stmt, 0);
  run->source_id = sotong_stmt_int (stmt, 1);
  run->kind = sotong_stmt_dup (stmt, 2);
  run->started_at = sotong_stmt_int (stmt, 3);
  run->finished_at = sotong_stmt_int (stmt, 4);
  run->covered_from = sotong_stmt_int (stmt, 5);
  run->covered_to = sotong_stmt_int (stmt, 6);
  run->outcome = sotong_stmt_dup (stmt, 7);
  run->http_status = (int) sotong_stmt_int (stmt, 8);
  run->n_items = sotong_stmt_int (stmt, 9);
  run->n_new = sotong_stmt_int (stmt, 10);
  run->message = sotong_attempt_tell (sotong_stmt_text (stmt, 11));
  return run;
}

/**
 * sotong_source_run_last_covered:
 * @db: a connection
 * @source_id: a source
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the fetch that covered the latest time; %NULL with
 *   @error unset if there is none
 */
SotongSourceRun *
sotong_source_run_last_covered (SotongDb  *db,
                                gint64     source_id,
                                GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_RUN "WHERE source_id = $1 AND kind = 'fetch' AND covered_to IS NOT NULL"
                                                " ORDER BY covered_to DESC, id DESC LIMIT 1", "i", source_id);

  return stmt != NULL && sotong_stmt_next (stmt, error) ? run_from (stmt) : NULL;
}

static GPtrArray *
collect (SotongStmt  *stmt,
         GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_source_run_free);
  GError *local = NULL;

  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, run_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_source_run_list:
 * @db: a connection
 * @source_id: a source, or 0 for all
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSourceRun): the runs, latest first
 */
GPtrArray *
sotong_source_run_list (SotongDb  *db,
                        gint64     source_id,
                        int        limit,
                        GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_RUN "WHERE ($1 = 0 OR source_id = $1) ORDER BY started_at DESC, id DESC LIMIT $2",
                                                "ii", source_id, (gint64) limit);

  return stmt != NULL ? collect (stmt, error) : NULL;
}

/**
 * sotong_source_run_list_broken:
 * @db: a connection
 * @error: return location
 *
 * Imports that were interrupted: their program is gone, and what they wrote has to be
 * taken back with sotong_mention_remove_run().
 *
 * Returns: (transfer full) (nullable) (element-type SotongSourceRun): the runs
 */
GPtrArray *
sotong_source_run_list_broken (SotongDb  *db,
                               GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_source_run_free);
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_RUN "WHERE finished_at IS NULL AND kind = 'import' ORDER BY id", "");

  open = stmt != NULL ? collect (stmt, error) : NULL;
  if (open == NULL)
    return NULL;
  for (guint i = 0; i < open->len; i++)
    {
      SotongSourceRun *run = g_ptr_array_index (open, i);
      g_autoptr(SotongStmt) owner = sotong_db_query (db, error, SELECT_OPEN " AND id = $1", "i", run->id);
      GError *local = NULL;

      if (owner == NULL)
        return NULL;
      if (sotong_stmt_next (owner, &local) && is_dead (db, owner))
        g_ptr_array_add (list, g_steal_pointer (&g_ptr_array_index (open, i)));
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }
  return g_steal_pointer (&list);
}

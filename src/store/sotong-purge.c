/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-hidden-mention-private.h"
#include "store/sotong-likeness.h"
#include "store/sotong-own-noun.h"
#include "store/sotong-purge-private.h"
#include "store/sotong-purge.h"
#include "store/sotong-search-private.h"
#include "store/sotong-shared-address-private.h"
#include "store/sotong-store-private.h"
#include "store/sotong-word-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-name-mask.h"

#define SLICE 1000        /* mentions in one transaction: others may write between two */
#define MERGE_PAGES 2000  /* of the search index that are written anew in one: some hundred milliseconds */
#define MOST_TRIES 12     /* to write the file anew; the last makes way for nobody */
#define FIRST_PAUSE 100   /* milliseconds before the next try, twice as long each time */
#define LONGEST_PAUSE 30000
#define UNFINISHED "purge" /* in the workspace: not empty from the first mention that was purged to the end, when nothing of it is left anywhere */

/*
 * A purge takes text, author and address out of mentions for good. Their rows stay, empty: what was counted is still
 * counted, and what a source shows again is known again, by a digest that only this workspace can make.
 */

/* $1 source, $2 author, $3 a time, $4 now */
#define WHERE " FROM mention AS m JOIN source AS s ON s.id = m.source_id WHERE m.purged_at IS NULL AND ($1 = 0 OR m.source_id = $1)" \
              " AND CASE WHEN $2 IS NOT NULL THEN m.author = $2 WHEN $3 IS NOT NULL THEN m.first_seen < $3" \
              " ELSE s.retention_days IS NOT NULL AND m.first_seen < $4 - s.retention_days * 86400 END"

/**
 * sotong_purge_count:
 * @db: a connection
 * @purge: which mentions
 * @out_n: (out): how many there are
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_purge_count (SotongDb           *db,
                    const SotongPurge  *purge,
                    gint64             *out_n,
                    GError            **error)
{
  g_autofree char *author = sotong_name_clean (purge->author);

  *out_n = 0;
  return g_strcmp0 (author, "") == 0
         || sotong_db_get_int (db, out_n, error, "SELECT count(*)" WHERE, "itii", purge->source_id, author, purge->before, sotong_db_now (db));
}

/*
 * sotong_purge_new_keys:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what makes keys of this workspace; %NULL where the workspace's own id cannot be read
 */
GHmac *
sotong_purge_new_keys (SotongDb  *db,
                       GError   **error)
{
  GError *local = NULL;
  g_autofree char *uuid = sotong_workspace_get (db, "uuid", &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) (uuid != NULL ? uuid : ""), uuid != NULL ? strlen (uuid) : 0);
}

/*
 * sotong_purge_key_of:
 * @keys: what makes keys; stays as it is
 * @key: by what something was known
 *
 * Returns: (transfer full): by what it is known after a purge
 */
char *
sotong_purge_key_of (const GHmac *keys,
                     const char  *key)
{
  g_autoptr(GHmac) hmac = g_hmac_copy (keys);

  g_hmac_update (hmac, (const guchar *) key, -1);
  return g_strconcat ("gone:", g_hmac_get_string (hmac), NULL);
}

/*
 * sotong_purge_make_key:
 * @db: a connection
 * @key: by what something was known
 * @error: return location
 *
 * As sotong_purge_key_of(), for one key.
 *
 * Returns: (transfer full) (nullable): by what it is known after a purge; %NULL where the workspace's own id cannot be read
 */
char *
sotong_purge_make_key (SotongDb    *db,
                       const char  *key,
                       GError     **error)
{
  g_autoptr(GHmac) keys = sotong_purge_new_keys (db, error);

  return keys != NULL ? sotong_purge_key_of (keys, key) : NULL;
}

/* Something of a mention that is to go. */
typedef struct {
  gint64  id;
  char   *text;
  char   *key;
} Victim;

static void
victim_clear (gpointer data)
{
  Victim *victim = data;

  g_free (victim->text);
  g_free (victim->key);
}

static gboolean
purge_sightings (SotongDb  *db,
                 gint64     mention_id,
                 GError   **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Victim));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, external_id FROM sighting WHERE mention_id = $1", "i", mention_id);
  GError *local = NULL;

  g_array_set_clear_func (list, victim_clear);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Victim victim = { sotong_stmt_int (stmt, 0), NULL, sotong_stmt_dup (stmt, 1) };

      g_array_append_val (list, victim);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const Victim *victim = &g_array_index (list, Victim, i);
      g_autofree char *key = sotong_purge_make_key (db, victim->key, error);

      if (key == NULL || !sotong_db_exec (db, error, "UPDATE sighting SET external_id = $1 WHERE id = $2", "ti", key, victim->id))
        return FALSE;
    }
  return TRUE;
}

/* By what a mention is known from now on: a comment at the address of others takes that from nobody. A key that is taken is known already. */
static gboolean
find_key (SotongDb      *db,
          const Victim  *victim,
          char         **out_key,
          GError       **error)
{
  g_autofree char *own = NULL, *alone = g_strdup_printf ("%s#%" G_GINT64_FORMAT, victim->key, victim->id);

  if (!sotong_shared_address_get_own (db, victim->id, victim->key, &own, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *key = sotong_purge_make_key (db, i > 0 ? alone : own != NULL ? own : victim->key, error);
      gint64 taken = 0;

      if (key == NULL || !sotong_db_get_int (db, &taken, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE canonical_key = $1)", "t", key))
        return FALSE;
      g_free (*out_key);
      *out_key = g_steal_pointer (&key);
      if (taken == 0)
        break;
    }
  return TRUE;
}

static gboolean
purge_one (SotongDb      *db,
           const Victim  *victim,
           GError       **error)
{
  g_autofree char *key = NULL;

  return find_key (db, victim, &key, error)
         && sotong_search_remove (db, victim->id, victim->text, error)
         && sotong_word_forget (db, victim->id, error)
         && sotong_likeness_forget (db, victim->id, error)
         && sotong_hidden_keep_purged (db, victim->id, error)
         && purge_sightings (db, victim->id, error)
         && sotong_db_exec (db, error, "UPDATE mention SET text = '', author = '', url = '', canonical_key = $1, purged_at = $2 WHERE id = $3",
                            "tii", key, sotong_db_now (db), victim->id);
}

/*
 * sotong_purge_is_unfinished:
 * @db: a connection
 * @out_is: (out): whether a purge did not come to its end, and traces of what it took out are left
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_purge_is_unfinished (SotongDb  *db,
                            gboolean  *out_is,
                            GError   **error)
{
  GError *local = NULL;
  g_autofree char *text = sotong_workspace_get (db, UNFINISHED, &local);

  *out_is = text != NULL && text[0] != '\0';
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A run of slices. */
typedef struct {
  const SotongPurge *purge;
  SotongStore       *store;
  char              *problem; /* (owned) (nullable): a report that may still quote */
  gint64             n;
  gboolean           more;
  gboolean           yields;  /* the file is written anew as long as nobody else wants to write */
} Run;

static gpointer
slice_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Run *run = data;
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Victim));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  g_array_set_clear_func (list, victim_clear);
  stmt = sotong_db_query (db, error, "SELECT m.id, m.text, m.canonical_key" WHERE " ORDER BY m.id LIMIT $5", "itiii", run->purge->source_id,
                          run->purge->author, run->purge->before, sotong_db_now (db), (gint64) SLICE);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Victim victim = { sotong_stmt_int (stmt, 0), sotong_stmt_dup (stmt, 1), sotong_stmt_dup (stmt, 2) };

      g_array_append_val (list, victim);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    if (!purge_one (db, &g_array_index (list, Victim, i), error))
      return NULL;
  if (run->n == 0 && list->len > 0 && !sotong_workspace_set (db, UNFINISHED, "1", error))
    return NULL;
  run->n += list->len;
  run->more = list->len == SLICE;
  return run;
}

/* The history keeps that something was done, not to what; and neither index nor list of words keeps what was taken out. */
static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  static const char * const steps[] = {
    "UPDATE change SET undo_state = 'dropped' WHERE undo_state IN ('done', 'undone') AND id IN (SELECT r.change_id FROM change_row AS r"
    " JOIN mention AS m ON m.id = r.row_key ->> '$.id' WHERE r.table_name = 'mention' AND m.purged_at IS NOT NULL)",
    "DELETE FROM change_row WHERE table_name = 'mention' AND EXISTS (SELECT 1 FROM mention AS m"
    " WHERE m.id = change_row.row_key ->> '$.id' AND m.purged_at IS NOT NULL)",
    "UPDATE change SET subject = '' WHERE subject_kind = 'mention' AND subject_id IN (SELECT id FROM mention WHERE purged_at IS NOT NULL)",
    "UPDATE alert_event SET reason = '' WHERE mention_id IN (SELECT id FROM mention WHERE purged_at IS NOT NULL)"
    " OR (mention_id IS NULL AND rule_id IN (SELECT id FROM alert_rule WHERE kind = 'word') AND EXISTS (SELECT 1 FROM mention AS m"
    " WHERE m.purged_at IS NOT NULL AND m.published_at >= alert_event.hour * 3600 AND m.published_at < alert_event.hour * 3600 + 3600))",
  };

  Run *run = data;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!sotong_db_exec (db, error, steps[i], ""))
      return NULL;
  g_clear_pointer (&run->problem, g_free);
  return sotong_likeness_heal_purged (db, error) && sotong_purge_reports (db, &run->problem, error) && (run->purge->author == NULL || sotong_purge_author (db, run->purge->author, error))
         && sotong_own_noun_forget_learnt (db, error) && sotong_word_drop_unused (db, error) ? run : NULL;
}

/* Writes a part of the search index anew: what was taken out of it is still there in pieces until all of them are one. @first brings
 * all pieces there are into it; what comes in meanwhile stands beside them and holds nothing old. */
static gboolean
merge_search (SotongDb  *db,
              gboolean   first,
              gboolean  *out_more,
              GError   **error)
{
  gint64 before = sqlite3_total_changes64 (db->handle);

  if (!sotong_db_exec (db, error, "INSERT INTO mention_search (mention_search, rank) VALUES ('merge', $1)", "i", (gint64) (first ? -MERGE_PAGES : MERGE_PAGES)))
    return FALSE;
  *out_more = sqlite3_total_changes64 (db->handle) - before >= 2; /* one is the command itself */
  return TRUE;
}

static gpointer
merge_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Run *run = data;
  gboolean first = !run->more;

  return merge_search (db, first, &run->more, error) ? run : NULL;
}

static gboolean
somebody_writes (gpointer store)
{
  return sotong_store_has_writes (store);
}

/* The file is written anew, so that its free pages go, and what is written beside it is emptied. */
static gpointer
vacuum_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Run *run = data;
  gint64 busy = 1;
  gboolean done;

  db->stops = run->yields ? somebody_writes : NULL;
  db->stops_data = run->store;
  done = sotong_db_script (db, "PRAGMA wal_checkpoint(TRUNCATE)", error) && sotong_db_script (db, "VACUUM", error);
  db->stops = NULL;
  if (!done)
    return NULL;
  for (int i = 0; i < 50 && busy != 0; i++)
    {
      g_autoptr(sqlite3_stmt) stmt = NULL;

      if (sqlite3_prepare_v2 (db->handle, "PRAGMA wal_checkpoint(TRUNCATE)", -1, &stmt, NULL) != SQLITE_OK || sqlite3_step (stmt) != SQLITE_ROW)
        return sotong_db_set_error (db, sqlite3_errcode (db->handle), error) ? data : NULL;
      busy = sqlite3_column_int64 (stmt, 0);
      if (busy != 0)
        g_usleep (100000);
    }
  if (busy == 0)
    return data;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                       _("The mentions were purged, but another program still reads the workspace, and traces are left beside the file. "
                         "Close the other program and purge again."));
  return NULL;
}

/* Waits longer each time somebody else wrote meanwhile: what a person does is not kept waiting by what nobody asked for. */
static gboolean
write_anew (SotongStore   *store,
            Run           *run,
            GCancellable  *cancellable,
            GError       **error)
{
  gulong pause = FIRST_PAUSE;

  for (int i = 1; i < MOST_TRIES && run->purge->yields; i++, pause = MIN (pause * 2, LONGEST_PAUSE))
    {
      g_autoptr(GError) local = NULL;

      run->yields = TRUE;
      if (sotong_store_write (store, SOTONG_WRITE_PEEK, vacuum_job, run, cancellable, &local) != NULL)
        return TRUE;
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_cancellable_is_cancelled (cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_usleep (pause * 1000);
    }
  run->yields = FALSE;
  return sotong_store_write (store, SOTONG_WRITE_PEEK, vacuum_job, run, cancellable, error) != NULL;
}

/* Takes the mentions out, and what the history and closed reports say of them also where that is stopped on the way. */
static gboolean
take_out (SotongStore   *store,
          Run           *run,
          GCancellable  *cancellable,
          GError       **error)
{
  GError *stopped = NULL;

  while (run->more && stopped == NULL)
    sotong_store_write (store, SOTONG_WRITE_BULK, slice_job, run, cancellable, &stopped);
  if (stopped == NULL)
    return sotong_store_write (store, SOTONG_WRITE_DEFAULT, history_job, run, cancellable, error) != NULL;
  if (run->n > 0)
    sotong_store_write (store, SOTONG_WRITE_DEFAULT, history_job, run, NULL, NULL);
  g_propagate_error (error, stopped);
  return FALSE;
}

/* A report that may still quote is looked at again with the next purge. */
static gpointer
finish_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  gboolean is;

  if (!sotong_purge_is_unfinished (db, &is, error))
    return NULL;
  return !is || sotong_workspace_set (db, UNFINISHED, "", error) ? data : NULL;
}

static gboolean
finish (SotongStore   *store,
        Run           *run,
        GError       **error)
{
  if (run->problem == NULL)
    return sotong_store_write (store, SOTONG_WRITE_DEFAULT, finish_job, run, NULL, error) != NULL;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, run->problem);
  return FALSE;
}

/**
 * sotong_purge_run:
 * @store: a workspace
 * @purge: which mentions
 * @cancellable: (nullable): stops between two parts; what was purged stays purged
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` when another program keeps the file from being written anew;
 *   `SOTONG_STORE_ERROR_INVALID` when all was purged but a closed report that cannot be read, and may quote
 *
 * Takes text, author and address of mentions out of the workspace: of their rows, of the search index, of undo and the history, of
 * closed reports, of kept searches and topics, of the file's free pages and of what is written beside it. Counts and judgements stay. It cannot be undone. One that did not come
 * to its end leaves a note: any later one, and the one of each day, ends it. Blocks.
 *
 * Returns: how many were purged, or -1 with @error set
 */
gint64
sotong_purge_run (SotongStore        *store,
                  const SotongPurge  *purge,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autofree char *author = sotong_name_clean (purge->author);
  SotongPurge clean = { purge->source_id, author, purge->before, purge->yields };
  Run run = { &clean, store, NULL, 0, TRUE, FALSE };
  gboolean done;

  if (g_strcmp0 (author, "") == 0) /* those of nobody known are not one person's */
    return 0;
  done = take_out (store, &run, cancellable, error);

  while (done)
    {
      done = sotong_store_write (store, SOTONG_WRITE_BULK, merge_job, &run, cancellable, error) != NULL;
      if (!run.more)
        break;
    }
  done = done && write_anew (store, &run, cancellable, error) && finish (store, &run, error);
  g_free (run.problem);
  return done ? run.n : -1;
}

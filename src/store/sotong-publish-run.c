/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-publish-run.h"
#include "util/sotong-machine.h"

/*
 * A run with many posts does not wait for the disk with each: its claims and outcomes are written before and after each
 * call, as always, and survive the end of the program; the end of the machine they survive a moment later. So that nothing
 * is sent twice then either, the run itself stands on the disk, with its channels, before its first call and until all it
 * wrote has followed. A run that is found when its machine has started anew was cut off: whatever was due on its channels
 * may be out, and is looked up before anything is sent.
 */

#define OTHER_MACHINE_S (60 * 60) /* so long a run on another machine may be going on */

static gint64
real_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * sotong_publish_run_begin:
 * @db: the connection of a write job that is on the disk when it ends
 * @channels: the ids of the channels whose claims do not wait for the disk, "1,2,3"
 * @error: return location
 *
 * Returns: the run's id, or 0 with @error set
 */
gint64
sotong_publish_run_begin (SotongDb    *db,
                          const char  *channels,
                          GError     **error)
{
  const SotongOwner *owner = sotong_owner_get_self ();

  /* Bringing the log into the file waits for the disk as well, and all channels would wait for that: it is done afterwards. */
  if (!sotong_db_script (db, "PRAGMA wal_autocheckpoint = 0", error))
    return 0;
  return sotong_db_insert (db, error, "INSERT INTO publish_run (machine, boot, process, process_start, started_at, channels)"
                           " VALUES ($1, $2, $3, $4, $5, $6)", "ttiiit", owner->machine, owner->boot, owner->process, owner->process_start,
                           real_now (), channels);
}

/**
 * sotong_publish_run_end:
 * @db: the connection of a write job that is on the disk when it ends, with all that the run wrote before
 * @id: a run
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_publish_run_end (SotongDb  *db,
                        gint64     id,
                        GError   **error)
{
  return sotong_db_script (db, "PRAGMA wal_autocheckpoint = " G_STRINGIFY (SOTONG_DB_CHECKPOINT), error)
         && sotong_db_exec (db, error, "DELETE FROM publish_run WHERE id = $1", "i", id);
}

/* How many runs are going on, or were cut off. */
gboolean
sotong_publish_run_count (SotongDb  *db,
                          gint64    *out_n,
                          GError   **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM publish_run", "");
}

typedef struct {
  gint64    id;
  gint64    started_at;
  char     *channels;
  gboolean  over;        /* its process runs no more */
  gboolean  cut_off;     /* nor does the machine as it was then: its last writes may be lost */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->channels);
  g_free (run);
}

static Run *
run_from (SotongStmt *stmt)
{
  const SotongOwner *self = sotong_owner_get_self ();
  const char *machine = sotong_stmt_text (stmt, 1);
  const char *boot = sotong_stmt_text (stmt, 2);
  gboolean here = g_str_equal (machine, self->machine);
  Run *run = g_new0 (Run, 1);

  run->id = sotong_stmt_int (stmt, 0);
  run->started_at = sotong_stmt_int (stmt, 5);
  run->channels = sotong_stmt_dup (stmt, 6);
  run->over = here ? sotong_owner_is_dead (machine, boot, sotong_stmt_int (stmt, 3), sotong_stmt_int (stmt, 4))
                   : run->started_at + OTHER_MACHINE_S < real_now ();
  run->cut_off = run->over && (!here || !g_str_equal (boot, self->boot));
  return run;
}

static GPtrArray *
list_runs (SotongDb  *db,
           GError   **error)
{
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func (run_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, machine, boot, process, process_start, started_at, channels FROM publish_run", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (runs, run_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&runs);
  g_propagate_error (error, local);
  return NULL;
}

/* What was due on the channel, and of which nothing else is known. */
static GArray *
list_doubtful (SotongDb  *db,
               gint64     channel_id,
               GError   **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id FROM copy WHERE channel_id = $1 AND state = 'scheduled' AND publish_at <= $2"
                                                " AND coalesce (remote_id, '') = '' AND claim_id IS NULL AND removed_at IS NULL",
                                                "ii", channel_id, sotong_db_now (db));
  GError *local = NULL;

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

static int
doubt_channel (SotongDb   *db,
               const Run  *run,
               gint64      channel_id,
               GError    **error)
{
  g_autoptr(GArray) ids = list_doubtful (db, channel_id, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!sotong_attempt_doubt (db, g_array_index (ids, gint64, i), run->started_at, TRUE,
                                 _("The computer stopped while this post was perhaps going out. Nothing is sent again before it is known whether the post is "
                                   "there."), error))
        return -1;
    }
  return ids != NULL ? (int) ids->len : -1;
}

/**
 * sotong_publish_run_recover:
 * @db: the connection of a write job
 * @error: return location
 *
 * Ends the runs whose program is dead. Of those whose machine has started anew since, whatever was due on their channels is
 * of unknown outcome from now on.
 *
 * Returns: how many copies became unknown, or -1 with @error set
 */
int
sotong_publish_run_recover (SotongDb  *db,
                            GError   **error)
{
  g_autoptr(GPtrArray) runs = list_runs (db, error);
  int n = 0;

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const Run *run = g_ptr_array_index (runs, i);
      g_auto(GStrv) channels = g_strsplit (run->cut_off ? run->channels : "", ",", -1);

      for (guint k = 0; channels[k] != NULL; k++)
        {
          int one = doubt_channel (db, run, g_ascii_strtoll (channels[k], NULL, 10), error);

          if (one < 0)
            return -1;
          n += one;
        }
      if (run->over && !sotong_publish_run_end (db, run->id, error))
        return -1;
    }
  return runs != NULL ? n : -1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-retention.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-purge-private.h"
#include "store/sotong-purge.h"
#include "store/sotong-workspace.h"
#include "util/sotong-time.h"

/*
 * What sources keep for a time only goes by itself, once a day. A purge does not come back, and a period is soon set by
 * mistake: it counts from the day after it was set, so that there is a day on which it can be taken back.
 */

#define SETTING "retention"  /* in the workspace: four lines, see Plan */
#define LEAST_S 600          /* the file is written anew: what is to go out within this time is not kept waiting by it */

enum { PLAN_SEEN, PLAN_PERIODS, PLAN_BEGUN, PLAN_DONE, PLAN_N };

/* What is known, and what is to be done. */
typedef struct {
  char     *lines[PLAN_N]; /* (owned): day on which the periods were first seen; the periods; day of the last purge begun, and ended */
  char     *today;         /* (owned) */
  gboolean  due;
} Plan;

static void
plan_clear (Plan *plan)
{
  for (int i = 0; i < PLAN_N; i++)
    g_clear_pointer (&plan->lines[i], g_free);
  g_clear_pointer (&plan->today, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* (transfer full) (nullable): "3:30 7:365" of sources and days; "" if all is kept for ever. */
static char *
read_periods (SotongDb  *db,
              GError   **error)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, retention_days FROM source WHERE retention_days IS NOT NULL ORDER BY id", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_string_append_printf (all, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, all->len > 0 ? " " : "", sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1));
  if (local == NULL)
    return g_strdup (all->str);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
read_plan (SotongDb  *db,
           Plan      *plan,
           GError   **error)
{
  GError *local = NULL;
  g_autofree char *text = sotong_workspace_get (db, SETTING, &local);
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", PLAN_N);
  guint n = g_strv_length (lines);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < PLAN_N; i++)
    plan->lines[i] = g_strdup (i < n ? lines[i] : "");
  plan->today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  return TRUE;
}

static gboolean
write_plan (SotongDb    *db,
            const Plan  *plan,
            GError     **error)
{
  g_autofree char *text = g_strjoin ("\n", plan->lines[0], plan->lines[1], plan->lines[2], plan->lines[3], NULL);

  return sotong_workspace_set (db, SETTING, text, error);
}

static void
take (char       **line,
      const char  *text)
{
  g_free (*line);
  *line = g_strdup (text);
}

static gboolean
is_busy (SotongDb  *db,
         gboolean  *out_busy,
         GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT EXISTS (SELECT 1 FROM copy WHERE state = 'scheduled' AND removed_at IS NULL AND publish_at < $1)", "i",
                          sotong_db_now (db) + LEAST_S))
    return FALSE;
  *out_busy = n != 0;
  return TRUE;
}

/* Looks without writing: this is asked every minute. */
static gpointer
peek_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_auto(Plan) plan = { { NULL } };
  g_autofree char *periods = read_periods (db, error);
  gboolean unfinished;

  if (periods == NULL || !read_plan (db, &plan, error) || !sotong_purge_is_unfinished (db, &unfinished, error))
    return NULL;
  *(gboolean *) data = !g_str_equal (periods, plan.lines[PLAN_PERIODS])
                       || ((periods[0] != '\0' || unfinished) && !g_str_equal (plan.lines[PLAN_SEEN], plan.today) && !g_str_equal (plan.lines[PLAN_BEGUN], plan.today));
  return data;
}

/* Notes new periods, or that this program purges today: no other does. */
static gpointer
begin_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Plan *plan = data;
  g_autofree char *periods = read_periods (db, error);
  SotongPurge purge = { 0, NULL, SOTONG_NONE };
  gboolean busy = FALSE, unfinished;
  gint64 n = 0;

  if (periods == NULL || !read_plan (db, plan, error) || !sotong_purge_is_unfinished (db, &unfinished, error))
    return NULL;
  if (!g_str_equal (periods, plan->lines[PLAN_PERIODS]))
    {
      take (&plan->lines[PLAN_SEEN], plan->today);
      take (&plan->lines[PLAN_PERIODS], periods);
      return write_plan (db, plan, error) ? plan : NULL;
    }
  if ((periods[0] == '\0' && !unfinished) || g_str_equal (plan->lines[PLAN_SEEN], plan->today) || g_str_equal (plan->lines[PLAN_BEGUN], plan->today))
    return plan;
  if (!is_busy (db, &busy, error) || (!busy && !sotong_purge_count (db, &purge, &n, error)))
    return NULL;
  if (busy)
    return plan;
  /* One that did not come to its end left traces: it is made again even if there is nothing else. */
  plan->due = n > 0 || unfinished || !g_str_equal (plan->lines[PLAN_BEGUN], plan->lines[PLAN_DONE]);
  take (&plan->lines[PLAN_BEGUN], plan->today);
  if (!plan->due)
    take (&plan->lines[PLAN_DONE], plan->today);
  return write_plan (db, plan, error) ? plan : NULL;
}

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Plan *plan = data;

  take (&plan->lines[PLAN_DONE], plan->today);
  return write_plan (db, plan, error) ? plan : NULL;
}

/**
 * sotong_retention_run:
 * @store: a workspace
 * @set_clock_too: also under a clock that was set; else nothing is done under one, for what is purged does not come back
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Purges the mentions that their sources have kept long enough, once a day of the office, and ends a purge that was stopped before its end; to be
 * called often. A period counts from the day after it was set. Blocks.
 *
 * Returns: how many were purged, 0 if it is not the time, or -1 with @error set
 */
gint64
sotong_retention_run (SotongStore   *store,
                      gboolean       set_clock_too,
                      GCancellable  *cancellable,
                      GError       **error)
{
  const SotongPurge purge = { 0, NULL, SOTONG_NONE, TRUE };
  g_auto(Plan) plan = { { NULL } };
  gboolean act = FALSE;
  gint64 n;

  if (sotong_clock_is_set (sotong_store_get_clock (store)) && !set_clock_too)
    return 0;
  if (sotong_store_read (store, peek_job, &act, cancellable, error) == NULL)
    return -1;
  if (!act)
    return 0;
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, begin_job, &plan, cancellable, error) == NULL)
    return -1;
  if (!plan.due)
    return 0;
  n = sotong_purge_run (store, &purge, cancellable, error);
  return n >= 0 && sotong_store_write (store, SOTONG_WRITE_DEFAULT, end_job, &plan, NULL, error) == NULL ? -1 : n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "report/sotong-report-file.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-scheduled.h"
#include "report/sotong-table-csv.h"
#include "util/sotong-text.h"

/* Reports that are due by their schedule, made while a window or the daemon runs. */

#define MAX_MISSED 60 /* of a schedule whose machine was off for long the newest so many are made */
#define MAX_TOPIC  40 /* letters of it in a file's name */

void
sotong_scheduled_report_free (SotongScheduledReport *report)
{
  if (report == NULL)
    return;
  g_free (report->kind);
  g_free (report->path);
  g_free (report->message);
  g_free (report);
}

/**
 * sotong_report_scheduled_fits:
 * @kind: a kind of report
 * @span: what one that is made by itself is about
 *
 * Returns: whether there are such reports of that: one of a whole year is of no month
 */
gboolean
sotong_report_scheduled_fits (const char *kind,
                              const char *span)
{
  return !sotong_report_kind_is_yearly (kind) || g_str_has_suffix (span, "-year");
}

typedef struct {
  const SotongReportSchedule *schedule;  /* (unowned) */
  gint64                      due;
  SotongRange                 period;
  gboolean                    mine;
  const char                 *path;
  const char                 *message;
} Run;

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_report_schedule_list (db, error);
}

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Run *run = data;

  return sotong_report_schedule_claim (db, run->schedule->id, run->due, &run->mine, error) ? run : NULL;
}

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Run *run = data;

  return sotong_report_schedule_note (db, run->schedule->id, run->due, run->path, run->message, error) ? run : NULL;
}

static gpointer
make_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Run *run = data;

  return sotong_report_kind_make (run->schedule->kind, db, run->period, run->schedule->topic_id, NULL, error);
}

/* What a week, a month and a year are called that begin on one day. */
static char *
name_period (const Run *run,
             GTimeZone *zone)
{
  char *name = sotong_time_format_date (run->period.start, zone);

  if (g_str_has_suffix (run->schedule->span, "-month"))
    name[strlen ("2016-10")] = '\0';
  else if (g_str_has_suffix (run->schedule->span, "-year"))
    name[strlen ("2016")] = '\0';
  return name;
}

/* "opinion 2016-10-10.hwpx": by what it is about, so that no two are called the same. */
static char *
make_path (const Run *run,
           GTimeZone *zone)
{
  g_autofree char *period = name_period (run, zone), *topic = sotong_text_single_line (run->schedule->topic, MAX_TOPIC);
  g_autofree char *name = g_strdup_printf ("%s %s%s%s.%s", sotong_report_kind_name (run->schedule->kind), topic, *topic != '\0' ? " " : "", period,
                                           run->schedule->format);

  return g_build_filename (run->schedule->folder, g_strdelimit (name, "/\\:*?\"<>|", '_'), NULL); /* as other systems read them too */
}

static gboolean
write_file (SotongStore   *store,
            Run           *run,
            const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongDocument) document = sotong_store_read (store, make_job, run, cancellable, error);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  SotongReportWriter writer = NULL;

  if (document == NULL || !sotong_report_file_read_name (path, &writer))
    return FALSE;
  g_mkdir_with_parents (run->schedule->folder, 0755); /* what is wrong with the folder the file says */
  if (writer != NULL)
    return writer (document, file, NULL, NULL, cancellable, error);
  return sotong_table_csv_write (document, sotong_report_kind_main_table (run->schedule->kind), file, cancellable, error);
}

/* When it was due since it was last made, oldest first: of several times that are about the same period the last alone. */
static GArray *
list_due (const SotongReportSchedule *schedule,
          gint64                      now,
          GTimeZone                  *zone)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 after = schedule->last_due != SOTONG_NONE ? MAX (schedule->last_due, schedule->since) : schedule->since, last = G_MININT64;

  for (gint64 due = sotong_report_schedule_due_before (schedule, now, zone); due > after && list->len < MAX_MISSED;
       due = sotong_report_schedule_due_before (schedule, due - 1, zone))
    {
      SotongRange period = sotong_report_schedule_period (schedule, due, zone);

      if (period.start != last)
        g_array_prepend_val (list, due);
      last = period.start;
    }
  return list;
}

/* Makes what was due at @due, once whoever else looks at the same time; %NULL when it was another's. */
static SotongScheduledReport *
run_one (SotongStore                 *store,
         const SotongReportSchedule  *schedule,
         gint64                       due,
         gboolean                     now,
         GCancellable                *cancellable,
         GError                     **error)
{
  GTimeZone *zone = sotong_store_get_zone (store);
  Run run = { schedule, due };
  g_autofree char *path = NULL;
  g_autoptr(GError) local = NULL;
  SotongScheduledReport *report;

  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, claim_job, &run, cancellable, error) == NULL || (!run.mine && !now))
    return NULL;
  run.period = sotong_report_schedule_period (schedule, run.due, zone);
  path = make_path (&run, zone);
  if (!write_file (store, &run, path, cancellable, &local) && local == NULL)
    local = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, _("The file’s name must end in .hwpx, .pdf, .xlsx or .csv, which says what is written."));
  run.path = local == NULL ? path : "";
  run.message = local != NULL ? local->message : "";
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, note_job, &run, NULL, error) == NULL)
    return NULL;
  report = g_new0 (SotongScheduledReport, 1);
  report->id = schedule->id;
  report->kind = g_strdup (schedule->kind);
  report->path = g_strdup (run.path);
  report->message = g_strdup (run.message);
  return report;
}

/* Whether what would be made at @at is about another period than what is due. */
static gboolean
is_missing (const SotongReportSchedule *schedule,
            GArray                     *due,
            gint64                      at,
            GTimeZone                  *zone)
{
  gint64 start = sotong_report_schedule_period (schedule, at, zone).start;

  return due->len == 0 || sotong_report_schedule_period (schedule, g_array_index (due, gint64, due->len - 1), zone).start != start;
}

/* Adds to @reports what was made of a schedule, or could not be made. */
static gboolean
run_schedule (SotongStore                 *store,
              const SotongReportSchedule  *schedule,
              gboolean                     now,
              GPtrArray                   *reports,
              GCancellable                *cancellable,
              GError                     **error)
{
  gint64 at = sotong_clock_now (sotong_store_get_clock (store));
  GTimeZone *zone = sotong_store_get_zone (store);
  g_autoptr(GArray) due = list_due (schedule, at, zone);

  if (now && is_missing (schedule, due, at, zone))
    g_array_append_val (due, at);
  for (guint i = 0; i < due->len; i++)
    {
      GError *local = NULL;
      SotongScheduledReport *report = run_one (store, schedule, g_array_index (due, gint64, i), now, cancellable, &local);

      if (report != NULL)
        g_ptr_array_add (reports, report);
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/**
 * sotong_report_scheduled_run:
 * @store: a workspace
 * @only: a schedule that is made now, due or not, after what of it was missed; 0: all that are due
 * @cancellable: (nullable): asked between reports and within
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when there is no schedule @only
 *
 * Those that were missed while nothing ran are made late, each for its own period and once, the oldest first. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongScheduledReport): what was made or could not be made; %NULL when
 * the workspace cannot be read or written
 */
GPtrArray *
sotong_report_scheduled_run (SotongStore   *store,
                             gint64         only,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_scheduled_report_free);
  g_autoptr(GPtrArray) schedules = sotong_store_read (store, list_job, NULL, cancellable, error);
  gboolean found = only == 0;

  if (schedules == NULL)
    return NULL;
  for (guint i = 0; i < schedules->len; i++)
    {
      const SotongReportSchedule *schedule = g_ptr_array_index (schedules, i);

      if (only != 0 && schedule->id != only)
        continue;
      found = TRUE;
      if (!run_schedule (store, schedule, only != 0, reports, cancellable, error))
        return NULL;
    }
  if (found)
    return g_steal_pointer (&reports);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no schedule %" PRId64 ". See “report schedule list”."), only);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-report-schedule.h"

/* Reports that are made by themselves. What is due is a matter of the office's calendar; that each is made once, of the table. */

static const char * const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

void
sotong_report_schedule_free (SotongReportSchedule *schedule)
{
  if (schedule == NULL)
    return;
  g_free (schedule->kind);
  g_free (schedule->topic);
  g_free (schedule->rule);
  g_free (schedule->span);
  g_free (schedule->format);
  g_free (schedule->folder);
  g_free (schedule->path);
  g_free (schedule->message);
  g_free (schedule);
}

/* The weekday of "weekly:mon", 0 to 6, or the day of "monthly:1", 1 to 31; -1 of what is neither. */
static int
read_day (const char *rule)
{
  gint64 day;

  for (guint i = 0; g_str_has_prefix (rule, "weekly:") && i < G_N_ELEMENTS (weekdays); i++)
    if (g_str_equal (rule + 7, weekdays[i]))
      return (int) i;
  if (g_str_has_prefix (rule, "monthly:") && g_ascii_string_to_signed (rule + 8, 10, 1, 31, &day, NULL))
    return (int) day;
  return -1;
}

/* "08:00" as minutes of the day, -1 if it is no time. */
int
sotong_report_schedule_parse_time (const char *text)
{
  gint64 hour, minute;
  g_auto(GStrv) parts = g_strsplit (text, ":", 3);

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2 || !g_ascii_string_to_signed (parts[0], 10, 0, 23, &hour, NULL)
      || !g_ascii_string_to_signed (parts[1], 10, 0, 59, &minute, NULL))
    return -1;
  return (int) (hour * 60 + minute);
}

gboolean
sotong_report_schedule_is_rule (const char *rule)
{
  return g_str_equal (rule, "daily") || read_day (rule) >= 0;
}

gboolean
sotong_report_schedule_is_span (const char *span)
{
  static const char * const spans[] = { "last-week", "last-month", "this-month", "last-year", "this-year", NULL };

  return g_strv_contains (spans, span);
}

/* When it is due in the week, month or day that @at is in. */
static gint64
due_within (const SotongReportSchedule *self,
            gint64                      at,
            GTimeZone                  *zone)
{
  gboolean weekly = g_str_has_prefix (self->rule, "weekly:"), monthly = g_str_has_prefix (self->rule, "monthly:");
  SotongBucket bucket = weekly ? SOTONG_BUCKET_WEEK : monthly ? SOTONG_BUCKET_MONTH : SOTONG_BUCKET_DAY;
  gint64 start = sotong_time_bucket_start (at, bucket, zone);
  int year, month, day, first = weekly ? read_day (self->rule) : monthly ? read_day (self->rule) - 1 : 0;

  sotong_time_to_civil (start, zone, &year, &month, &day, NULL, NULL, NULL);
  if (monthly)
    first = MIN (first, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) - 1);
  for (; first > 0; first--)
    start = sotong_time_bucket_next (start, SOTONG_BUCKET_DAY, zone);
  sotong_time_to_civil (start, zone, &year, &month, &day, NULL, NULL, NULL);
  return sotong_time_from_civil (year, month, day, self->minute / 60, self->minute % 60, 0, zone);
}

/**
 * sotong_report_schedule_due_before:
 * @self: a schedule
 * @now: seconds since 1970 UTC
 * @zone: the office's
 *
 * Returns: the last time until @now at which it was due
 */
gint64
sotong_report_schedule_due_before (const SotongReportSchedule *self,
                                   gint64                      now,
                                   GTimeZone                  *zone)
{
  gint64 due = due_within (self, now, zone);
  SotongBucket bucket = g_str_has_prefix (self->rule, "weekly:") ? SOTONG_BUCKET_WEEK
                        : g_str_has_prefix (self->rule, "monthly:") ? SOTONG_BUCKET_MONTH : SOTONG_BUCKET_DAY;

  return due <= now ? due : due_within (self, sotong_time_bucket_start (now, bucket, zone) - 1, zone);
}

/* The next time after @now at which it is due. */
gint64
sotong_report_schedule_next (const SotongReportSchedule *self,
                             gint64                      now,
                             GTimeZone                  *zone)
{
  SotongBucket bucket = g_str_has_prefix (self->rule, "weekly:") ? SOTONG_BUCKET_WEEK
                        : g_str_has_prefix (self->rule, "monthly:") ? SOTONG_BUCKET_MONTH : SOTONG_BUCKET_DAY;
  gint64 due = due_within (self, now, zone);

  return due > now ? due : due_within (self, sotong_time_bucket_next (sotong_time_bucket_start (now, bucket, zone), bucket, zone), zone);
}

/**
 * sotong_report_schedule_period:
 * @self: a schedule
 * @due: when it is due
 * @zone: the office's
 *
 * Returns: what the report is about
 */
SotongRange
sotong_report_schedule_period (const SotongReportSchedule *self,
                               gint64                      due,
                               GTimeZone                  *zone)
{
  SotongBucket bucket = g_str_equal (self->span, "last-week") ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_MONTH;
  gint64 start = sotong_time_bucket_start (due, bucket, zone);
  int year;

  if (g_str_has_suffix (self->span, "-year"))
    {
      sotong_time_to_civil (due, zone, &year, NULL, NULL, NULL, NULL, NULL);
      year -= g_str_equal (self->span, "last-year");
      return (SotongRange) { sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone), sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone) };
    }
  if (g_str_equal (self->span, "this-month"))
    return (SotongRange) { start, sotong_time_bucket_next (start, bucket, zone) };
  return (SotongRange) { sotong_time_bucket_start (start - 1, bucket, zone), start };
}

/* Two that are the same would write one file over the other. */
static gboolean
check_new (SotongDb                    *db,
           const SotongReportSchedule  *schedule,
           GError                     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id FROM report_schedule WHERE kind = $1 AND topic_id = $2 AND rule = $3 AND minute = $4 AND span = $5"
                                                " AND format = $6 AND folder = $7 AND removed_at IS NULL ORDER BY id LIMIT 1", "titittt", schedule->kind, schedule->topic_id,
                                                schedule->rule, (gint64) schedule->minute, schedule->span, schedule->format, schedule->folder);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("Schedule %" PRId64 " makes the same report at the same time already. Choose another time, form or folder."), sotong_stmt_int (stmt, 0));
  else if (local != NULL)
    g_propagate_error (error, local);
  else
    return TRUE;
  return FALSE;
}

/**
 * sotong_report_schedule_add:
 * @db: the connection of a write job
 * @schedule: what is to be made when; its number, topic's name, start and last run are not looked at
 * @title: what a person calls it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where there is one that is the same
 *
 * One step of undo.
 *
 * Returns: its number, or 0 on failure
 */
gint64
sotong_report_schedule_add (SotongDb                    *db,
                            const SotongReportSchedule  *schedule,
                            const char                  *title,
                            GError                     **error)
{
  gint64 id;

  if (!check_new (db, schedule, error) || !sotong_change_begin (db, "report.schedule", "report_schedule", 0, title, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO report_schedule (kind, topic_id, rule, minute, span, format, folder, since)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "titittti", schedule->kind, schedule->topic_id, schedule->rule,
                         (gint64) schedule->minute, schedule->span, schedule->format, schedule->folder, sotong_db_now (db));
  return id != 0 && sotong_change_added (db, "report_schedule", id, error) ? id : 0;
}

/**
 * sotong_report_schedule_remove:
 * @db: the connection of a write job
 * @id: a schedule
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * The reports that it made stay. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_schedule_remove (SotongDb  *db,
                               gint64     id,
                               GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT kind FROM report_schedule WHERE id = $1 AND removed_at IS NULL", "i", id);
  g_autofree char *kind = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  kind = sotong_stmt_next (stmt, &local) ? sotong_stmt_dup (stmt, 0) : NULL;
  g_clear_pointer (&stmt, sotong_stmt_reset);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (kind == NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no schedule %" PRId64 ". See “report schedule list”."), id);
      return FALSE;
    }
  return sotong_change_begin (db, "report.schedule-remove", "report_schedule", id, kind, error) && sotong_change_touch (db, "report_schedule", id, error)
         && sotong_db_exec (db, error, "UPDATE report_schedule SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

#define SELECT "SELECT s.id, s.kind, s.topic_id, COALESCE ((SELECT name FROM topic WHERE id = s.topic_id), ''), s.rule, s.minute, s.span, s.format," \
               " s.folder, s.since, r.due_at, COALESCE (r.path, ''), COALESCE (r.message, '') FROM report_schedule s LEFT JOIN report_run r" \
               " ON r.schedule_id = s.id AND r.due_at = (SELECT max(due_at) FROM report_run WHERE schedule_id = s.id) WHERE s.removed_at IS NULL ORDER BY s.id"

/**
 * sotong_report_schedule_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongReportSchedule): what is made by itself
 */
GPtrArray *
sotong_report_schedule_list (SotongDb  *db,
                             GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_report_schedule_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT, "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongReportSchedule *s = g_new0 (SotongReportSchedule, 1);

      s->id = sotong_stmt_int (stmt, 0);
      s->kind = sotong_stmt_dup (stmt, 1);
      s->topic_id = sotong_stmt_int (stmt, 2);
      s->topic = sotong_stmt_dup (stmt, 3);
      s->rule = sotong_stmt_dup (stmt, 4);
      s->minute = (int) sotong_stmt_int (stmt, 5);
      s->span = sotong_stmt_dup (stmt, 6);
      s->format = sotong_stmt_dup (stmt, 7);
      s->folder = sotong_stmt_dup (stmt, 8);
      s->since = sotong_stmt_int (stmt, 9);
      s->last_due = sotong_stmt_int (stmt, 10);
      s->path = sotong_stmt_dup (stmt, 11);
      s->message = sotong_stmt_dup (stmt, 12);
      g_ptr_array_add (list, s);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_report_schedule_claim:
 * @db: the connection of a write job
 * @id: a schedule
 * @due: when it was due
 * @out_mine: (out): whether nobody else has made it or is making it
 * @error: return location
 *
 * Window and daemon may look at the same moment: the one that claims it first makes it.
 *
 * Returns: %TRUE unless the workspace could not be written
 */
gboolean
sotong_report_schedule_claim (SotongDb  *db,
                              gint64     id,
                              gint64     due,
                              gboolean  *out_mine,
                              GError   **error)
{
  if (!sotong_db_exec (db, error, "INSERT OR IGNORE INTO report_run (schedule_id, due_at, ran_at, message) VALUES ($1, $2, $3, $4)", "iiit", id, due,
                       sotong_db_now (db), _("It was begun, but did not come to its end.")))
    return FALSE;
  *out_mine = sotong_db_n_changes (db) == 1;
  return TRUE;
}

/* What became of it: the file, or why there is none. */
gboolean
sotong_report_schedule_note (SotongDb    *db,
                             gint64       id,
                             gint64       due,
                             const char  *path,
                             const char  *message,
                             GError     **error)
{
  return sotong_db_exec (db, error, "UPDATE report_run SET ran_at = $1, path = $2, message = $3 WHERE schedule_id = $4 AND due_at = $5", "ittii",
                         sotong_db_now (db), path, message, id, due);
}

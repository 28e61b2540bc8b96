/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-load-private.h"
#include "store/sotong-workspace.h"

/* What both reports are headed by. */

static char *
dup_filled (const char *text)
{
  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

/* The fiscal year is the calendar's, by law: see sotong_programme_insert(). */
int
sotong_report_load_year (SotongDb    *db,
                         SotongRange  period)
{
  int year = 0;

  sotong_time_to_civil (period.start, sotong_db_get_zone (db), &year, NULL, NULL, NULL, NULL, NULL);
  return year;
}

/* @programme may be NULL: the workspace has none. */
gboolean
sotong_report_load_head (SotongDb               *db,
                         SotongRange             period,
                         const SotongProgramme  *programme,
                         SotongReportHead       *head,
                         GError                **error)
{
  g_autofree char *demo = NULL;
  GError *local = NULL;

  demo = sotong_workspace_get (db, "demo", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  head->fiscal_year = sotong_report_load_year (db, period);
  head->period = period;
  head->created = sotong_db_now (db);
  head->zone = g_time_zone_ref (sotong_db_get_zone (db));
  head->made_data = demo != NULL;
  if (programme == NULL)
    return TRUE;
  head->organisation = dup_filled (programme->body);
  head->bureau = dup_filled (programme->bureau);
  head->department = dup_filled (programme->department);
  head->programme = dup_filled (programme->name);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/panes/sotong-calendar-text.h"
#include "report/sotong-report-kind.h"
#include "util/sotong-time.h"

#define N_YEARS 3
#define N_WEEKS 8

static const struct {
  const char *label;  /* (translatable) */
  const char *extension;
} formats[SOTONG_REPORT_N_FORMATS] = {
  { N_("Hangul document (HWPX)"), "hwpx" },
  { N_("PDF document"), "pdf" },
  { N_("Workbook (XLSX)"), "xlsx" },
  { N_("One table (CSV)"), "csv" },
};

static const struct {
  const char *id;
  const char *label;  /* (translatable) */
} tables[] = {
  { "totals", NC_("table", "Totals") }, { "basis", NC_("table", "Basis of calculation") }, { "settlement", NC_("table", "Settlement") },
  { "execution", NC_("table", "Execution") }, { "schedule", NC_("table", "Schedule") }, { "results", NC_("table", "Results") },
  { "deliverables", NC_("table", "Promised quantities") }, { "promise", NC_("table", "Promised quantities") },
  { "channels", NC_("table", "Channels") }, { "daily", NC_("table", "Mentions per day") }, { "gaps", NC_("table", "Gaps") }, { "agencies", NC_("table", "Agencies") }, { "pace", NC_("table", "Pace") },
  { "costs", NC_("table", "Unit costs") },
  { "kpi", NC_("table", "Indicators") }, { "lines", NC_("table", "Lines") }, { "changes", NC_("table", "Changes of the budget") },
  { "carried", NC_("table", "Carried forward") }, { "sentiment", NC_("table", "Sentiment") }, { "issues", NC_("table", "Issues") },
  { "words", NC_("table", "Words") }, { "posts", NC_("table", "Posts") }, { "best", NC_("table", "Best posts") }, { "cases", NC_("table", "Citizens’ messages") }, { "plan", NC_("table", "Plan") }, { "tasks", NC_("table", "Tasks") },
  { "campaigns", NC_("table", "Campaigns") }, { "stages", NC_("table", "Stages") }, { "targets", NC_("table", "Targets") },
  { "contents", NC_("table", "Contents") }, { "before-after", NC_("table", "Before and after") }, { "policy", NC_("table", "Policy expenses") },
  { "payments", NC_("table", "Payments") }, { "contracts", NC_("table", "Contracts") }, { "figures", NC_("table", "Figures") },
  { "budget", NC_("table", "Budget") }, { "missing", NC_("table", "What is missing") },
};

/* As a person calls it; one that is not known here, as it calls itself. */
const char *
sotong_report_table_label (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].id, id))
      return g_dpgettext2 (NULL, "table", tables[i].label);
  return id;
}

const char *
sotong_report_format_label (guint format)
{
  g_return_val_if_fail (format < SOTONG_REPORT_N_FORMATS, NULL);
  return _(formats[format].label);
}

const char *
sotong_report_format_extension (guint format)
{
  g_return_val_if_fail (format < SOTONG_REPORT_N_FORMATS, NULL);
  return formats[format].extension;
}

gboolean
sotong_report_has_topic (SotongTaskReport kind)
{
  return kind == SOTONG_TASK_REPORT_OPINION || kind == SOTONG_TASK_REPORT_PERFORMANCE;
}

static void
add_weeks (GStrvBuilder  *periods,
           SotongContext *context)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (sotong_context_now (context));
  g_autoptr(GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, sotong_context_get_zone (context)) : NULL;

  for (int i = 0; now != NULL && i < N_WEEKS; i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (now, -7 * i);
      g_autofree char *text = g_strdup_printf ("%04d-W%02d", g_date_time_get_week_numbering_year (day), g_date_time_get_week_of_year (day));

      g_strv_builder_add (periods, text);
    }
}

/**
 * sotong_report_list_periods:
 * @context: an open workspace
 * @kind: which report
 * @out_chosen: (out): which is asked for most likely
 *
 * This year and those before, then the months of a year back; before them the weeks of what is reported weekly. The latest first.
 *
 * Returns: (transfer full): as sotong_time_parse_period() reads them
 */
GStrv
sotong_report_list_periods (SotongContext    *context,
                            SotongTaskReport  kind,
                            guint            *out_chosen)
{
  g_autoptr(GStrvBuilder) periods = g_strv_builder_new ();
  gboolean weekly = kind == SOTONG_TASK_REPORT_OPINION, monthly = kind == SOTONG_TASK_REPORT_DISCLOSURE;
  int year, month;

  sotong_time_to_civil (sotong_context_now (context), sotong_context_get_zone (context), &year, &month, NULL, NULL, NULL, NULL);
  if (weekly)
    add_weeks (periods, context);
  for (int i = 0; i < N_YEARS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%04d", year - i);

      g_strv_builder_add (periods, text);
    }
  for (int i = 0; i < 12 && !sotong_report_kind_is_yearly (sotong_task_report_id (kind)); i++)
    {
      int at = year * 12 + month - 1 - i;
      g_autofree char *text = g_strdup_printf ("%04d-%02d", at / 12, at % 12 + 1);

      g_strv_builder_add (periods, text);
    }
  *out_chosen = weekly ? 1 : monthly ? N_YEARS + 1 : 0; /* the week or the month that is over */
  return g_strv_builder_end (periods);
}

/* The week belongs to the month that its Thursday is in, as its year is that of its Thursday. */
static char *
label_week (const SotongRange *week,
            GTimeZone         *zone)
{
  int year, month, day, first_month, first_day, last_month, last_day;

  sotong_time_to_civil (week->start, zone, NULL, &first_month, &first_day, NULL, NULL, NULL);
  sotong_time_to_civil (week->end - 1, zone, NULL, &last_month, &last_day, NULL, NULL, NULL);
  sotong_time_to_civil (week->start + (week->end - week->start) / 2, zone, &year, &month, &day, NULL, NULL, NULL);
  /* Translators: a week: 1 the year, 2 the month's name, 3 which week of the month; 4 and 5 month and day on which it begins, 6 and 7 on
   * which it ends */
  return g_strdup_printf (_("%2$s %1$d, week %3$d (%4$02d-%5$02d – %6$02d-%7$02d)"), year, sotong_calendar_text_month (month), (day - 1) / 7 + 1,
                          first_month, first_day, last_month, last_day);
}

/**
 * sotong_report_period_file:
 * @period: one of sotong_report_list_periods()
 * @zone: the office's zone
 *
 * Returns: (transfer full): as it stands in the names of files, which are looked for by days: “2016-10-03_2016-10-09” for “2016-W40”, else @period
 */
char *
sotong_report_period_file (const char *period,
                           GTimeZone  *zone)
{
  g_autofree char *first = NULL, *last = NULL;
  SotongRange range;

  if (strchr (period, 'W') == NULL || !sotong_time_parse_period (period, zone, &range, NULL))
    return g_strdup (period);
  first = sotong_time_format_date (range.start, zone);
  last = sotong_time_format_date (range.end - 1, zone);
  return g_strdup_printf ("%s_%s", first, last);
}

/**
 * sotong_report_period_label:
 * @period: one of sotong_report_list_periods()
 * @zone: the office's zone
 *
 * Returns: (transfer full): as an office calls it: “August 2016, week 4 (08-22 – 08-28)” for “2016-W34”
 */
char *
sotong_report_period_label (const char *period,
                            GTimeZone  *zone)
{
  SotongRange range;
  int year, month;

  if (!sotong_time_parse_period (period, zone, &range, NULL))
    return g_strdup (period);
  if (strchr (period, 'W') != NULL)
    return label_week (&range, zone);
  sotong_time_to_civil (range.start, zone, &year, &month, NULL, NULL, NULL, NULL);
  return strchr (period, '-') != NULL ? sotong_calendar_text_month_title (year, month) : g_strdup_printf (C_("year", "%d"), year);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "chart/sotong-axis-text.h"
#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"

/* What the month, the week and the list on paper have in common. */

#define MAX_LANES 12
#define MONTH_LANES 4 /* in a week of a month, which has little room */
#define LANE_HEIGHT 9.0

/* Mon to Sun. */
const char *
sotong_sheet_weekday (gint64 day)
{
  static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };

  return _(names[sotong_time_weekday (day)]);
}

/* “10/14 (Fri)”, and the names of its holidays. */
char *
sotong_sheet_date (const SotongCalendarSheet *self,
                   gint64                     day)
{
  g_autofree char *holiday = sotong_holiday_name_day (self->data->holidays, day);
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  /* Translators: a day on a printed calendar: 1 the month, 2 the day, 3 the weekday, 4 nothing, or a blank and a holiday's name. */
  return g_strdup_printf (_("%1$d/%2$d (%3$s)%4$s%5$s"), month, day_of_month, sotong_sheet_weekday (day), holiday != NULL ? " " : "",
                          holiday != NULL ? holiday : "");
}

char *
sotong_sheet_clock (const SotongCalendarSheet *self,
                    gint64                     time)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, self->data->zone, &year, &month, &day, &hour, &minute, &second);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

/* What the pages are about. */
char *
sotong_sheet_title (const SotongCalendarSheet *self)
{
  g_autofree char *first = sotong_month_format_day (self->data->first);
  g_autofree char *last = sotong_month_format_day (self->data->first + self->data->n_days - 1);
  g_autofree char *name = NULL, *title = NULL;
  int year, month, day;

  sotong_time_civil_from_days (self->data->first, &year, &month, &day);
  name = sotong_axis_text_month (month, SOTONG_LANGUAGE_AUTO);
  /* Translators: the title of a calendar: 1 the year, 2 the month's name. */
  title = g_strdup_printf (_("%2$s %1$d"), year, name);
  if (self->kind == SOTONG_SHEET_WEEK)
    /* Translators: the title of a printed week: 1 its first, 2 its last day. */
    return g_strdup_printf (_("Content plan, %1$s – %2$s"), first, last);
  if (self->kind == SOTONG_SHEET_LIST)
    /* Translators: the title of a printed list of a month. */
    return g_strdup_printf (_("List of the content plan, %s"), title);
  /* Translators: the title of a printed month. */
  return g_strdup_printf (_("Content plan, %s"), title);
}

/* Whether nobody works on a day. */
gboolean
sotong_sheet_is_rest (const SotongCalendarSheet *self,
                      gint64                     day)
{
  g_autofree char *holiday = sotong_holiday_name_day (self->data->holidays, day);

  return holiday != NULL || sotong_time_weekday (day) >= 5;
}

/* The lowest lane in which @from is free. */
static int
find_lane (const gint64 ends[MAX_LANES],
           int          n_lanes,
           gint64       from)
{
  for (int lane = 0; lane < n_lanes; lane++)
    if (ends[lane] < from)
      return lane;
  return -1;
}

static gboolean
is_meant (const SotongCalendarSheet *self,
          SotongSheetBands           which,
          gint64                     from,
          gint64                     to)
{
  gboolean whole = from <= self->data->first && to >= self->data->first + self->data->n_days - 1;

  return which == SOTONG_SHEET_BANDS_ALL || whole == (which == SOTONG_SHEET_BANDS_WHOLE);
}

/* The campaigns over a row of days; returns how high they are together. Campaigns that find no
 * lane are named in a line of their own, so that none is left out. */
double
sotong_sheet_add_bands (SotongCalendarSheet *self,
                        guint                page,
                        SotongSheetBands     which,
                        gint64               first,
                        int                  n_days,
                        double               x,
                        double               y,
                        double               day_width,
                        gboolean             measure_only)
{
  int most = self->kind == SOTONG_SHEET_MONTH ? MONTH_LANES : MAX_LANES;
  gint64 ends[MAX_LANES];
  g_autoptr(GString) others = g_string_new (NULL);
  int n_lanes = 0;

  for (int i = 0; i < MAX_LANES; i++)
    ends[i] = G_MININT64;
  for (guint i = 0; i < self->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->data->campaigns, i);
      gint64 from, to;
      int lane;

      if (!sotong_month_parse_day (campaign->starts_on, &from) || !sotong_month_parse_day (campaign->ends_on, &to)
          || from > first + n_days - 1 || to < first || !is_meant (self, which, from, to))
        continue;
      from = MAX (from, first);
      to = MIN (to, first + n_days - 1);
      lane = find_lane (ends, most, from);
      if (lane < 0)
        {
          g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", campaign->name);
          continue;
        }
      ends[lane] = self->kind == SOTONG_SHEET_LIST ? G_MAXINT64 : to; /* there its name may stand beside it */
      n_lanes = MAX (n_lanes, lane + 1);
      if (!measure_only)
        sotong_sheet_add_band (self, page, campaign, x + (double) (from - first) * day_width + 1, y + lane * LANE_HEIGHT,
                               (double) (to - from + 1) * day_width - 2, LANE_HEIGHT - 1);
    }
  if (others->len == 0)
    return n_lanes * LANE_HEIGHT;
  if (!measure_only)
    sotong_sheet_add_text (self, page, others->str, 6.2, x + 3, y + n_lanes * LANE_HEIGHT, n_days * day_width - 6,
                           SOTONG_SHEET_TEXT_ONE_LINE | SOTONG_SHEET_TEXT_DIM);
  return (n_lanes + 1) * LANE_HEIGHT;
}

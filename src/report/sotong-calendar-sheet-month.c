/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-private.h"

#include <glib/gi18n-lib.h>

/* A month on one page, its weeks as high as they need to be. */

#define MAX_WEEKS 6
#define NAMES_HEIGHT 14.0
#define NUMBER_HEIGHT 12.0
#define LINE_HEIGHT 8.8
#define TEXT_SIZE 6.8
#define MARK 5.0

typedef struct {
  gint64 monday;
  guint  most;      /* how many contents its fullest day has */
  double bands;     /* how high the campaigns are */
  double needs;
  double height;
} Week;

static double
day_width (const SotongCalendarSheet *self)
{
  return (sotong_sheet_right (self) - sotong_sheet_left (self)) / 7;
}

/* (nullable): the contents of a day of the month. */
static GPtrArray *
items_of (const SotongCalendarSheet *self,
          gint64                     day)
{
  gint64 index = day - self->data->first;

  return index >= 0 && index < self->data->n_days ? self->data->days[index] : NULL;
}

/* The days of a week that are of the month. */
static void
clip (const SotongCalendarSheet *self,
      gint64                     monday,
      gint64                    *first,
      int                       *n_days)
{
  *first = MAX (monday, self->data->first);
  *n_days = (int) (MIN (monday + 6, self->data->first + self->data->n_days - 1) - *first) + 1;
}

static int
find_weeks (SotongCalendarSheet *self,
            Week                 weeks[MAX_WEEKS])
{
  gint64 monday = self->data->first - sotong_time_weekday (self->data->first);
  int n = 0;

  for (; monday < self->data->first + self->data->n_days; monday += 7, n++)
    {
      gint64 first;
      int n_days;

      weeks[n] = (Week) { .monday = monday };
      for (gint64 day = monday; day < monday + 7; day++)
        weeks[n].most = MAX (weeks[n].most, items_of (self, day) != NULL ? items_of (self, day)->len : 0);
      clip (self, monday, &first, &n_days);
      weeks[n].bands = sotong_sheet_add_bands (self, 0, SOTONG_SHEET_BANDS_PARTS, first, n_days, 0, 0, day_width (self), TRUE);
      weeks[n].needs = NUMBER_HEIGHT + weeks[n].bands + MAX (weeks[n].most, 2) * LINE_HEIGHT + 3;
    }
  return n;
}

/* Each week gets what it needs, and all the same of what is left over. Where there is too little,
 * those that need much give way first. */
static void
share_height (Week   *weeks,
              int     n,
              double  height)
{
  double low = 0, high = height, sum = 0;

  for (int i = 0; i < n; i++)
    sum += weeks[i].needs;
  for (int step = 0; step < 40 && sum > height; step++)
    {
      double cap = (low + high) / 2, capped = 0;

      for (int i = 0; i < n; i++)
        capped += MIN (weeks[i].needs, cap);
      if (capped > height)
        high = cap;
      else
        low = cap;
    }
  for (int i = 0; i < n; i++)
    weeks[i].height = sum > height ? MIN (weeks[i].needs, low) : weeks[i].needs + (height - sum) / n;
}

/* Time, channel and title; of several channels the first, and how many there are beside it. */
static char *
item_text (const SotongCalendarSheet *self,
           const SotongSheetItem     *item)
{
  g_autofree char *clock = sotong_sheet_clock (self, item->at);

  if (item->n_channels == 0)
    return g_strdup_printf ("%s %s", clock, item->title);
  if (item->n_channels == 1)
    return g_strdup_printf ("%s %s %s", clock, item->channel, item->title);
  return g_strdup_printf ("%s %s+%u %s", clock, item->channel, item->n_channels - 1, item->title);
}

static void
add_item (SotongCalendarSheet   *self,
          const SotongSheetItem *item,
          double                 x,
          double                 y)
{
  g_autofree char *text = item_text (self, item);

  sotong_sheet_add_mark (self, 0, item->state, x + 3, y + 2, MARK);
  sotong_sheet_add_text (self, 0, text, TEXT_SIZE, x + 10, y, day_width (self) - 12, SOTONG_SHEET_TEXT_ONE_LINE);
}

/* Returns how many of its contents stand in the day. */
static guint
add_day (SotongCalendarSheet *self,
         const Week          *week,
         gint64               day,
         double               x,
         double               y)
{
  GPtrArray *items = items_of (self, day);
  double top = y + NUMBER_HEIGHT + week->bands;
  guint room = (guint) MAX ((y + week->height - 2 - top) / LINE_HEIGHT, 0), n;
  g_autofree char *date = sotong_sheet_date (self, day), *more = NULL;

  sotong_sheet_add_text (self, 0, date, 7.5, x + 3, y + 1.5, day_width (self) - 6,
                         SOTONG_SHEET_TEXT_ONE_LINE | (sotong_sheet_is_rest (self, day) ? SOTONG_SHEET_TEXT_BOLD : 0));
  n = items->len <= room ? items->len : room > 0 ? room - 1 : 0;
  for (guint i = 0; i < n; i++)
    add_item (self, g_ptr_array_index (items, i), x, top + i * LINE_HEIGHT);
  if (n < items->len && room > 0)
    {
      /* Translators: in a day of a printed month that has no room for all: the others follow on pages of their own. */
      more = g_strdup_printf (ngettext ("%u more, on the pages behind", "%u more, on the pages behind", items->len - n), items->len - n);
      sotong_sheet_add_text (self, 0, more, TEXT_SIZE, x + 10, top + n * LINE_HEIGHT, day_width (self) - 12,
                             SOTONG_SHEET_TEXT_ONE_LINE | SOTONG_SHEET_TEXT_BOLD);
    }
  return n;
}

static void
add_week (SotongCalendarSheet *self,
          const Week          *week,
          double               y,
          guint               *n_shown)
{
  double left = sotong_sheet_left (self), width = day_width (self);
  gint64 first;
  int n_days;

  for (int i = 0; i < 7; i++)
    if (items_of (self, week->monday + i) == NULL || sotong_sheet_is_rest (self, week->monday + i))
      sotong_sheet_add_box (self, 0, left + i * width, y, width, week->height, items_of (self, week->monday + i) == NULL ? 0.9 : 0.965);
  clip (self, week->monday, &first, &n_days);
  sotong_sheet_add_bands (self, 0, SOTONG_SHEET_BANDS_PARTS, first, n_days, left + (double) (first - week->monday) * width,
                          y + NUMBER_HEIGHT, width, FALSE);
  for (gint64 day = first; day < first + n_days; day++)
    n_shown[day - self->data->first] = add_day (self, week, day, left + (double) (day - week->monday) * width, y);
}

/* Lays the month out, and what has no room in its day after it. */
void
sotong_sheet_lay_out_month (SotongCalendarSheet *self)
{
  Week weeks[MAX_WEEKS];
  int n = find_weeks (self, weeks);
  double left = sotong_sheet_left (self), right = sotong_sheet_right (self), width = day_width (self), y = sotong_sheet_top (self), top;
  g_autofree guint *n_shown = g_new0 (guint, (gsize) self->data->n_days);

  y += sotong_sheet_add_bands (self, 0, SOTONG_SHEET_BANDS_WHOLE, self->data->first, self->data->n_days, left, y,
                               (right - left) / self->data->n_days, FALSE) + 1;
  for (int i = 0; i < 7; i++)
    sotong_sheet_add_text (self, 0, sotong_sheet_weekday (weeks[0].monday + i), 8.5, left + i * width, y, width,
                           SOTONG_SHEET_TEXT_CENTRE | SOTONG_SHEET_TEXT_BOLD);
  y += NAMES_HEIGHT;
  top = y;
  share_height (weeks, n, sotong_sheet_bottom (self) - y);
  for (int i = 0; i < n; i++)
    {
      add_week (self, &weeks[i], y, n_shown);
      sotong_sheet_add_line (self, 0, left, y, right, y, i == 0 ? 1 : 0.5);
      y += weeks[i].height;
    }
  sotong_sheet_add_line (self, 0, left, y, right, y, 1);
  for (int i = 0; i <= 7; i++)
    sotong_sheet_add_line (self, 0, left + i * width, top, left + i * width, y, 0.5);
  sotong_sheet_lay_out_rest (self, n_shown);
}

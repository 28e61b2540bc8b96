/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-private.h"

/* A week: a column for each day, its contents below one another with their whole titles. What has
 * no room goes on in the same column of the next page. */

#define NAME_HEIGHT 15.0
#define TIME_SIZE 7.6
#define TITLE_SIZE 8.2
#define SMALL_SIZE 6.6
#define MARK 5.5
#define GAP 5.0

static double
day_width (const SotongCalendarSheet *self)
{
  return (sotong_sheet_right (self) - sotong_sheet_left (self)) / 7;
}

/* The head of a page; returns where the contents begin. */
static double
add_head (SotongCalendarSheet *self,
          guint                page)
{
  double left = sotong_sheet_left (self), right = sotong_sheet_right (self), top = sotong_sheet_top (self), width = day_width (self);
  double bands = sotong_sheet_add_bands (self, page, SOTONG_SHEET_BANDS_ALL, self->data->first, 7, left, top + NAME_HEIGHT + 1, width, TRUE), begin;

  begin = top + NAME_HEIGHT + bands + 4;
  for (int i = 0; i < 7; i++)
    {
      gint64 day = self->data->first + i;
      g_autofree char *date = sotong_sheet_date (self, day);

      if (sotong_sheet_is_rest (self, day))
        sotong_sheet_add_box (self, page, left + i * width, top, width, sotong_sheet_bottom (self) - top, 0.965);
      sotong_sheet_add_text (self, page, date, 8.5, left + i * width + 2, top + 2, width - 4,
                             SOTONG_SHEET_TEXT_CENTRE | SOTONG_SHEET_TEXT_BOLD | SOTONG_SHEET_TEXT_ONE_LINE);
      sotong_sheet_add_line (self, page, left + i * width, top, left + i * width, sotong_sheet_bottom (self), 0.5);
    }
  sotong_sheet_add_bands (self, page, SOTONG_SHEET_BANDS_ALL, self->data->first, 7, left, top + NAME_HEIGHT + 1, width, FALSE);
  sotong_sheet_add_line (self, page, right, top, right, sotong_sheet_bottom (self), 0.5);
  sotong_sheet_add_line (self, page, left, top, right, top, 1);
  sotong_sheet_add_line (self, page, left, begin - 1, right, begin - 1, 0.5);
  sotong_sheet_add_line (self, page, left, sotong_sheet_bottom (self), right, sotong_sheet_bottom (self), 1);
  return begin + 2;
}

static double
measure_item (SotongCalendarSheet   *self,
              const SotongSheetItem *item)
{
  double width = day_width (self) - 8, height;

  height = TIME_SIZE * 1.4 + sotong_sheet_measure (self, item->title, TITLE_SIZE, width, 0);
  if (item->channels->len > 0)
    height += sotong_sheet_measure (self, item->channels->str, SMALL_SIZE, width, 0);
  return height + GAP;
}

static void
add_item (SotongCalendarSheet   *self,
          guint                  page,
          const SotongSheetItem *item,
          double                 x,
          double                 y)
{
  double width = day_width (self) - 8;
  g_autofree char *clock = sotong_sheet_clock (self, item->at);
  g_autofree char *head = g_strdup_printf ("%s %s", clock, sotong_state_get_label (item->state));

  sotong_sheet_add_mark (self, page, item->state, x + 4, y + 2, MARK);
  sotong_sheet_add_text (self, page, head, TIME_SIZE, x + 12, y, width - 8, SOTONG_SHEET_TEXT_BOLD | SOTONG_SHEET_TEXT_ONE_LINE);
  y += TIME_SIZE * 1.4;
  y += sotong_sheet_add_text (self, page, item->title, TITLE_SIZE, x + 4, y, width, 0);
  if (item->channels->len > 0)
    sotong_sheet_add_text (self, page, item->channels->str, SMALL_SIZE, x + 4, y, width, SOTONG_SHEET_TEXT_DIM);
}

static double
need_page (SotongCalendarSheet *self,
           guint                page,
           guint               *n_headed,
           double               top)
{
  sotong_sheet_need_page (self, page);
  for (; *n_headed <= page; (*n_headed)++)
    top = add_head (self, *n_headed);
  return top;
}

/* Lays the week out. */
void
sotong_sheet_lay_out_week (SotongCalendarSheet *self)
{
  guint n_headed = 0;
  double top = need_page (self, 0, &n_headed, 0);

  for (int i = 0; i < 7; i++)
    {
      double x = sotong_sheet_left (self) + i * day_width (self), y = top;
      guint page = 0;

      for (guint j = 0; j < self->data->days[i]->len; j++)
        {
          const SotongSheetItem *item = g_ptr_array_index (self->data->days[i], j);
          double height = measure_item (self, item);

          if (y + height > sotong_sheet_bottom (self) && y > top)
            {
              top = need_page (self, ++page, &n_headed, top);
              y = top;
            }
          add_item (self, page, item, x, y);
          y += height;
        }
    }
}

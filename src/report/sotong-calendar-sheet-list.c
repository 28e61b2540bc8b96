/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-private.h"

#include <glib/gi18n-lib.h>

/* Contents below one another with all that is said of them: the list of a month, and what had no
 * room on a month's page. */

#define HEAD_HEIGHT 14.0
#define DATE_SIZE 9.0
#define TEXT_SIZE 8.0
#define MARK 5.5
#define PADDING 3.0

enum {
  CELL_TIME,
  CELL_STATE,
  CELL_TITLE,
  CELL_CHANNELS,
  CELL_CAMPAIGN,
  N_CELLS,
};

/* Of the whole width. */
static const double shares[N_CELLS] = { 0.08, 0.12, 0.40, 0.22, 0.18 };

typedef struct {
  SotongCalendarSheet *sheet;
  guint                page;
  double               y;
} Flow;

static double
cell_x (const SotongCalendarSheet *self,
        int                        cell)
{
  double x = sotong_sheet_left (self);

  for (int i = 0; i < cell; i++)
    x += shares[i] * (sotong_sheet_right (self) - sotong_sheet_left (self));
  return x;
}

static double
cell_width (const SotongCalendarSheet *self,
            int                        cell)
{
  return shares[cell] * (sotong_sheet_right (self) - sotong_sheet_left (self)) - 6;
}

/* Every page begins with what its columns are, from @top on. */
static void
begin_page (Flow   *flow,
            double  top)
{
  static const char *const heads[N_CELLS] = { N_("Time"), N_("State"), N_("Title"), N_("Channels"), N_("Campaign") };
  SotongCalendarSheet *self = flow->sheet;

  sotong_sheet_need_page (self, flow->page);
  sotong_sheet_add_box (self, flow->page, sotong_sheet_left (self), top, sotong_sheet_right (self) - sotong_sheet_left (self),
                        HEAD_HEIGHT, 0.88);
  for (int i = 0; i < N_CELLS; i++)
    sotong_sheet_add_text (self, flow->page, _(heads[i]), TEXT_SIZE, cell_x (self, i) + 3, top + 2, cell_width (self, i),
                           SOTONG_SHEET_TEXT_BOLD | SOTONG_SHEET_TEXT_ONE_LINE);
  flow->y = top + HEAD_HEIGHT + 2;
}

static void
need_room (Flow   *flow,
           double  height)
{
  if (flow->y + height <= sotong_sheet_bottom (flow->sheet))
    return;
  flow->page++;
  begin_page (flow, sotong_sheet_top (flow->sheet));
}

static void
get_texts (SotongCalendarSheet   *self,
           const SotongSheetItem *item,
           const char            *clock,
           const char            *texts[N_CELLS])
{
  texts[CELL_TIME] = clock;
  texts[CELL_STATE] = sotong_state_get_label (item->state);
  texts[CELL_TITLE] = item->title;
  texts[CELL_CHANNELS] = item->channels->str;
  texts[CELL_CAMPAIGN] = item->campaign;
}

static double
measure_item (SotongCalendarSheet *self,
              const char          *texts[N_CELLS])
{
  double height = 0;

  for (int i = 0; i < N_CELLS; i++)
    height = MAX (height, sotong_sheet_measure (self, texts[i], TEXT_SIZE, cell_width (self, i) - (i == CELL_STATE ? 8 : 0), 0));
  return height + PADDING;
}

static void
add_item (Flow                  *flow,
          const SotongSheetItem *item)
{
  SotongCalendarSheet *self = flow->sheet;
  g_autofree char *clock = sotong_sheet_clock (self, item->at);
  const char *texts[N_CELLS];
  double height;

  get_texts (self, item, clock, texts);
  height = measure_item (self, texts);
  need_room (flow, height);
  sotong_sheet_add_mark (self, flow->page, item->state, cell_x (self, CELL_STATE) + 3, flow->y + 2, MARK);
  for (int i = 0; i < N_CELLS; i++)
    sotong_sheet_add_text (self, flow->page, texts[i], TEXT_SIZE, cell_x (self, i) + 3 + (i == CELL_STATE ? 8 : 0), flow->y,
                           cell_width (self, i) - (i == CELL_STATE ? 8 : 0), 0);
  flow->y += height;
  sotong_sheet_add_line (self, flow->page, sotong_sheet_left (self), flow->y - 1.5, sotong_sheet_right (self), flow->y - 1.5, 0.2);
}

/* A date stands with its first content, not alone at the end of a page. */
static void
add_day (Flow   *flow,
         gint64  day,
         guint   from)
{
  SotongCalendarSheet *self = flow->sheet;
  GPtrArray *items = self->data->days[day - self->data->first];
  double left = sotong_sheet_left (self), width = sotong_sheet_right (self) - left;
  g_autofree char *date = sotong_sheet_date (self, day);

  if (from >= items->len)
    return;
  need_room (flow, DATE_SIZE * 1.6 + 2 * TEXT_SIZE * 1.5 + PADDING);
  sotong_sheet_add_box (self, flow->page, left, flow->y, width, DATE_SIZE * 1.5, 0.95);
  sotong_sheet_add_text (self, flow->page, date, DATE_SIZE, left + 3, flow->y + 1, width - 6,
                         SOTONG_SHEET_TEXT_BOLD | SOTONG_SHEET_TEXT_ONE_LINE);
  flow->y += DATE_SIZE * 1.5 + 2;
  for (guint i = from; i < items->len; i++)
    add_item (flow, g_ptr_array_index (items, i));
  flow->y += 3;
}

/* The campaigns of a span, as they overlap it, before its contents; returns how high they are. */
static double
add_campaigns (SotongCalendarSheet *self)
{
  double left = sotong_sheet_left (self), width = sotong_sheet_right (self) - left;
  double height = sotong_sheet_add_bands (self, 0, SOTONG_SHEET_BANDS_ALL, self->data->first, self->data->n_days, left,
                                          sotong_sheet_top (self), width / self->data->n_days, FALSE);

  return height > 0 ? height + 5 : 0;
}

/* Lays the list out. */
void
sotong_sheet_lay_out_list (SotongCalendarSheet *self)
{
  Flow flow = { .sheet = self };
  guint n = 0;

  begin_page (&flow, sotong_sheet_top (self) + add_campaigns (self));
  for (int i = 0; i < self->data->n_days; i++)
    {
      add_day (&flow, self->data->first + i, 0);
      n += self->data->days[i]->len;
    }
  if (n == 0)
    sotong_sheet_add_text (self, flow.page, _("Nothing is planned for these days."), DATE_SIZE, sotong_sheet_left (self) + 3, flow.y + 3,
                           sotong_sheet_right (self) - sotong_sheet_left (self) - 6, 0);
}

/* Lays out what had no room on the first page: of each day the contents from @n_shown on. */
void
sotong_sheet_lay_out_rest (SotongCalendarSheet *self,
                           const guint         *n_shown)
{
  Flow flow = { .sheet = self, .page = 1 };
  gboolean begun = FALSE;

  for (int i = 0; i < self->data->n_days; i++)
    {
      if (n_shown[i] >= self->data->days[i]->len)
        continue;
      if (!begun)
        begin_page (&flow, sotong_sheet_top (self));
      begun = TRUE;
      add_day (&flow, self->data->first + i, n_shown[i]);
    }
}

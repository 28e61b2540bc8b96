/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cursor and what is in view, which views have together. */
#include "config.h"

#include <math.h>

#include "app/sotong-chart-view-private.h"

static void
follow_cursor_cb (SotongChartView *self)
{
  double at = sotong_period_get_cursor (self->period);
  SotongSlots *slots = self->base != NULL ? sotong_chart_get_slots (self->base) : NULL;
  gsize index;

  if (self->following || slots == NULL || !sotong_slots_is_time (slots))
    return;
  self->following = TRUE;
  sotong_chart_view_set_cursor (self, !isnan (at) && sotong_slots_find (slots, at, &index) ? (int) index : -1);
  self->following = FALSE;
}

void
sotong_chart_view_follow_zoom (SotongChartView *self)
{
  double start, end;

  if (self->following || self->base == NULL || !sotong_slots_is_time (sotong_chart_get_slots (self->base)))
    return;
  self->following = TRUE;
  sotong_period_get_zoom (self->period, &start, &end);
  sotong_chart_view_set_zoom (self, start, end);
  self->following = FALSE;
}

/**
 * sotong_chart_view_set_period:
 * @self: a view
 * @period: (nullable): what it has in common with others; %NULL: nothing
 *
 * From then on the cursor and what is in view are the same in all views with @period, as far as they show time.
 */
void
sotong_chart_view_set_period (SotongChartView *self,
                              SotongPeriod    *period)
{
  g_return_if_fail (SOTONG_IS_CHART_VIEW (self));

  if (self->period == period)
    return;
  if (self->period != NULL)
    g_signal_handlers_disconnect_by_data (self->period, self);
  g_set_object (&self->period, period);
  if (period == NULL)
    return;
  g_signal_connect_object (period, "notify::cursor", G_CALLBACK (follow_cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (period, "notify::zoom", G_CALLBACK (sotong_chart_view_follow_zoom), self, G_CONNECT_SWAPPED);
  sotong_chart_view_follow_zoom (self);
  follow_cursor_cb (self);
}

/* The first second of what is under the cursor, for the views beside this one. */
void
sotong_chart_view_lead_others (SotongChartView *self)
{
  SotongSlots *slots = self->base != NULL ? sotong_chart_get_slots (self->base) : NULL;

  if (self->period == NULL || self->following || slots == NULL || !sotong_slots_is_time (slots))
    return;
  self->following = TRUE;
  sotong_period_set_cursor (self->period, self->cursor >= 0 ? sotong_slots_get_middle (slots, (gsize) self->cursor) : NAN);
  self->following = FALSE;
}

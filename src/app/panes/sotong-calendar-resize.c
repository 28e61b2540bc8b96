/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-input-private.h"
#include "app/panes/sotong-calendar-text.h"

/* Changing the first or the last day of a campaign: an end of its band is dragged to another day of
 * the month. Escape leaves it as it was. With keys, Ctrl+Shift+Left and Right take the end that is
 * on the day of the cursor along. */

#define MIN_HEIGHT 9
#define END_WIDTH 7   /* pixels around an end where it can be taken hold of */

/* Whether a point is on the end of a band, where a campaign begins or ends. */
gboolean
sotong_calendar_grid_is_on_end (SotongCalendarGrid    *self,
                                double                 x,
                                double                 y,
                                gboolean              *out_start,
                                const SotongCampaign **out_campaign)
{
  for (int week = 0; week < SOTONG_MONTH_WEEKS; week++)
    for (guint i = 0; i < self->bands[week]->len; i++)
      {
        SotongCalendarBand *band = &g_array_index (self->bands[week], SotongCalendarBand, i);
        graphene_rect_t box;

        if (!sotong_calendar_grid_get_band_box (self, week, band, &box))
          continue;
        /* A mere line can be taken hold of, too. */
        if (box.size.height < MIN_HEIGHT)
          graphene_rect_inset (&box, 0, (box.size.height - MIN_HEIGHT) / 2);
        if (y < box.origin.y || y >= box.origin.y + box.size.height)
          continue;
        *out_campaign = band->campaign;
        *out_start = band->begins && ABS (x - box.origin.x) < END_WIDTH;
        if (*out_start || (band->ends && ABS (x - box.origin.x - box.size.width) < END_WIDTH))
          return TRUE;
      }
  return FALSE;
}

static void
update (SotongCalendarGrid *self)
{
  sotong_calendar_grid_make_bands (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_calendar_grid_hold_end:
 * @self: the grid
 * @campaign: a campaign of the data
 * @start: its first day, not its last
 * @day: where that end is held, counted from 1970-01-01; not beyond the other end
 *
 * Shows the campaign as it would be.
 */
void
sotong_calendar_grid_hold_end (SotongCalendarGrid   *self,
                               const SotongCampaign *campaign,
                               gboolean              start,
                               gint64                day)
{
  gint64 first, last;

  if (!sotong_month_parse_day (campaign->starts_on, &first) || !sotong_month_parse_day (campaign->ends_on, &last))
    return;
  self->hold_start = start;
  self->hold = (SotongBandHold) { campaign->id, start ? MIN (day, last) : first, start ? last : MAX (day, first) };
  update (self);
}

/**
 * sotong_calendar_grid_end_hold:
 * @self: the grid
 * @keep: whether the campaign is to have the days that are shown; else it keeps its own
 */
void
sotong_calendar_grid_end_hold (SotongCalendarGrid *self,
                               gboolean            keep)
{
  SotongBandHold hold = self->hold;

  self->hold.campaign_id = 0;
  update (self);
  if (keep && hold.campaign_id != 0)
    sotong_calendar_model_resize (self->model, hold.campaign_id, hold.first, hold.last);
}

/* ---- with the pointer ---- */

static const SotongCampaign *
find_campaign (SotongCalendarGrid *self,
               gint64              id)
{
  for (guint i = 0; self->model->data != NULL && i < self->model->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->model->data->campaigns, i);

      if (campaign->id == id)
        return campaign;
    }
  return NULL;
}

static void
begin_cb (GtkGestureDrag     *gesture,
          double              x,
          double              y,
          SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (self, x, y);
  const SotongCampaign *campaign;
  gboolean start;

  if (day == NULL || !sotong_calendar_grid_is_on_end (self, x, y, &start, &campaign))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sotong_calendar_grid_hold_end (self, campaign, start, sotong_calendar_day_get_day (day));
}

static void
update_cb (GtkGestureDrag     *gesture,
           double              dx,
           double              dy,
           SotongCalendarGrid *self)
{
  const SotongCampaign *campaign = find_campaign (self, self->hold.campaign_id);
  SotongCalendarDay *day;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  day = sotong_calendar_grid_day_at (self, x + dx, y + dy);
  if (day != NULL && campaign != NULL)
    sotong_calendar_grid_hold_end (self, campaign, self->hold_start, sotong_calendar_day_get_day (day));
}

static void
end_cb (GtkGestureDrag     *gesture,
        double              dx,
        double              dy,
        SotongCalendarGrid *self)
{
  if (self->hold.campaign_id != 0)
    sotong_calendar_grid_end_hold (self, TRUE);
}

static void
cancel_cb (SotongCalendarGrid *self)
{
  if (self->hold.campaign_id != 0)
    sotong_calendar_grid_end_hold (self, FALSE);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           SotongCalendarGrid       *self)
{
  const SotongCampaign *campaign;
  gboolean start;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), sotong_calendar_grid_is_on_end (self, x, y, &start, &campaign)
                                   ? "ew-resize" : NULL);
}

/* ---- with keys ---- */

/* The end of a campaign that is on the day of the cursor: the last day first, for that one is
 * changed more often. */
void
sotong_calendar_move_end (SotongCalendarModel *self,
                          int                  days)
{
  g_autofree char *cursor = sotong_month_format_day (self->cursor);
  const SotongCampaign *found = NULL;
  gboolean start = FALSE;
  gint64 first, last;

  for (guint i = 0; self->data != NULL && i < self->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->data->campaigns, i);

      if (g_strcmp0 (campaign->ends_on, cursor) == 0 || (found == NULL && g_strcmp0 (campaign->starts_on, cursor) == 0))
        {
          found = campaign;
          start = g_strcmp0 (campaign->ends_on, cursor) != 0;
          if (!start)
            break;
        }
    }
  if (found == NULL)
    {
      sotong_calendar_model_refuse (self, _("No campaign begins or ends on this day. Go to the day on which one does."));
      return;
    }
  if (!sotong_month_parse_day (found->starts_on, &first) || !sotong_month_parse_day (found->ends_on, &last))
    return;
  first += start ? days : 0;
  last += start ? 0 : days;
  if (first > last)
    return;
  sotong_calendar_model_resize (self, found->id, first, last);
  sotong_calendar_model_go (self, start ? first : last, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarGrid    *self)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  if (keyval == GDK_KEY_Escape && self->hold.campaign_id != 0)
    {
      sotong_calendar_grid_end_hold (self, FALSE);
      return GDK_EVENT_STOP;
    }
  if ((state & (both | GDK_ALT_MASK)) != both || !SOTONG_IS_CALENDAR_DAY (gtk_widget_get_focus_child (GTK_WIDGET (self))))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    sotong_calendar_move_end (self->model, -1);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    sotong_calendar_move_end (self->model, 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Lets the ends of campaigns be taken hold of. */
void
sotong_calendar_grid_add_resize (SotongCalendarGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

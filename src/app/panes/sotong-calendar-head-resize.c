/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-head-private.h"

#include "plan/sotong-month.h"

/* Changing the first or the last day of a campaign above the week's hours, as in the month: an end
 * of its band is dragged to another day, and Escape leaves it as it was. */

#define END_WIDTH 7 /* pixels around an end where it can be taken hold of */

static const SotongCampaign *
end_at (SotongCalendarHead *self,
        double              x,
        double              y,
        gboolean           *out_start)
{
  for (guint i = 0; i < self->bands->len; i++)
    {
      const SotongCalendarBand *band = &g_array_index (self->bands, SotongCalendarBand, i);
      graphene_rect_t box = sotong_calendar_head_band_box (self, band);

      if (y < box.origin.y || y >= box.origin.y + box.size.height)
        continue;
      *out_start = band->begins && ABS (x - box.origin.x) < END_WIDTH;
      if (*out_start || (band->ends && ABS (x - box.origin.x - box.size.width) < END_WIDTH))
        return band->campaign;
    }
  return NULL;
}

/* The day under the pointer; beyond the week it is the nearest. */
static gint64
day_at (SotongCalendarHead *self,
        double              x)
{
  int n = MIN (self->model->span.n_days, SOTONG_HEAD_MAX_DAYS), i = 0;

  while (i < n - 1 && x >= sotong_calendar_head_x_of_day (self, i + 1))
    i++;
  return self->model->span.first + i;
}

static void
hold (SotongCalendarHead   *self,
      const SotongCampaign *campaign,
      gint64                day)
{
  gint64 first, last;

  if (!sotong_month_parse_day (campaign->starts_on, &first) || !sotong_month_parse_day (campaign->ends_on, &last))
    return;
  self->hold = (SotongBandHold) { campaign->id, self->hold_start ? MIN (day, last) : first, self->hold_start ? last : MAX (day, first) };
  sotong_calendar_head_lay_out (self);
}

static void
end_hold (SotongCalendarHead *self,
          gboolean            keep)
{
  SotongBandHold held = self->hold;

  if (held.campaign_id == 0)
    return;
  self->hold.campaign_id = 0;
  sotong_calendar_head_lay_out (self);
  if (keep)
    sotong_calendar_model_resize (self->model, held.campaign_id, held.first, held.last);
}

static void
begin_cb (GtkGestureDrag     *gesture,
          double              x,
          double              y,
          SotongCalendarHead *self)
{
  const SotongCampaign *campaign = end_at (self, x, y, &self->hold_start);

  if (campaign == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_widget_get_focus_child (gtk_widget_get_parent (GTK_WIDGET (self))) == NULL)
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD); /* so that Escape is heard */
  hold (self, campaign, day_at (self, x));
}

static void
update_cb (GtkGestureDrag     *gesture,
           double              dx,
           double              dy,
           SotongCalendarHead *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  for (guint i = 0; self->hold.campaign_id != 0 && self->model->data != NULL && i < self->model->data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (self->model->data->campaigns, i);

      if (campaign->id == self->hold.campaign_id)
        hold (self, campaign, day_at (self, x + dx));
    }
}

static void
end_cb (GtkGestureDrag     *gesture,
        double              dx,
        double              dy,
        SotongCalendarHead *self)
{
  end_hold (self, TRUE);
}

static void
cancel_cb (SotongCalendarHead *self)
{
  end_hold (self, FALSE);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           SotongCalendarHead       *self)
{
  gboolean start;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), end_at (self, x, y, &start) != NULL ? "ew-resize" : NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarHead    *self)
{
  if (keyval != GDK_KEY_Escape || self->hold.campaign_id == 0)
    return GDK_EVENT_PROPAGATE;
  end_hold (self, FALSE);
  return GDK_EVENT_STOP;
}

/**
 * sotong_calendar_head_listen:
 * @self: the head
 * @around: the box that it stands in with the hours, which have the focus
 *
 * Hears Escape while an end of a band is held.
 */
void
sotong_calendar_head_listen (SotongCalendarHead *self,
                             GtkWidget          *around)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (around, keys);
}

/* Lets the ends of campaigns be taken hold of. */
void
sotong_calendar_head_add_resize (SotongCalendarHead *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-head-private.h"

#include "app/panes/sotong-calendar-chip.h"
#include "app/panes/sotong-calendar-hours.h"
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"

#include <glib/gi18n.h>

#define MAX_LANES 6 /* a city seldom has more campaigns at a time */

/**
 * SotongCalendarHead:
 *
 * What stands above the hours: the days' names, and the campaigns as bands, whose ends can be
 * dragged to another day. A click on a day shows that day alone. Screen readers get both from the
 * days' columns.
 */
G_DEFINE_FINAL_TYPE (SotongCalendarHead, sotong_calendar_head, GTK_TYPE_WIDGET)

static void
forget_names (SotongCalendarHead *self)
{
  for (int i = 0; i < SOTONG_HEAD_MAX_DAYS; i++)
    {
      g_clear_object (&self->names[i]);
      g_clear_object (&self->events[i]);
    }
}

static int
n_days (SotongCalendarHead *self)
{
  return MIN (self->model->span.n_days, SOTONG_HEAD_MAX_DAYS);
}

double
sotong_calendar_head_x_of_day (SotongCalendarHead *self,
                               int                 i)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - SOTONG_CALENDAR_GUTTER (self);

  return SOTONG_CALENDAR_GUTTER (self) + room * i / n_days (self);
}

static char *
name_text (SotongCalendarHead *self,
           gint64              day)
{
  g_autofree char *holiday = sotong_calendar_model_name_holiday (self->model, day), *text = NULL;
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  if (n_days (self) == 1)
    text = sotong_calendar_text_day (day);
  else
    /* Translators: the head of a day in a week: 1 the day of the month, 2 the weekday. */
    text = g_strdup_printf (_("%1$d (%2$s)"), day_of_month, sotong_calendar_text_weekday_short (sotong_time_weekday (day)));
  return holiday != NULL ? g_strconcat (text, " ", holiday, NULL) : g_steal_pointer (&text);
}

static void
name_color (SotongCalendarHead *self,
            gint64              day,
            GdkRGBA            *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *holiday = sotong_calendar_model_name_holiday (self->model, day);
  int weekday = sotong_time_weekday (day);

  if (day == self->model->today)
    sotong_calendar_color (widget, "accent_fg_color", color);
  else if (weekday == 6 || holiday != NULL)
    sotong_calendar_color (widget, "error_color", color);
  else if (weekday == 5)
    sotong_calendar_color (widget, "accent_color", color);
  else
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

static void
draw_name (SotongCalendarHead *self,
           GtkSnapshot        *snapshot,
           int                 i)
{
  gint64 day = self->model->span.first + i;
  double left = sotong_calendar_head_x_of_day (self, i), right = sotong_calendar_head_x_of_day (self, i + 1);
  GdkRGBA color;
  int width, height;

  if (self->names[i] == NULL)
    {
      g_autofree char *text = name_text (self, day);

      self->names[i] = sotong_calendar_chip_text_layout (GTK_WIDGET (self), text, 0.85);
      pango_layout_set_ellipsize (self->names[i], PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->names[i], (int) MAX (right - left - 8, 10) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->names[i], &width, &height);
  if (day == self->model->today)
    {
      graphene_rect_t box = GRAPHENE_RECT_INIT ((float) ((left + right - width) / 2 - 6), 2, (float) width + 12, SOTONG_HEAD_NAME_HEIGHT (self) - 4);
      GskRoundedRect shape;

      sotong_calendar_color (GTK_WIDGET (self), "accent_bg_color", &color);
      gsk_rounded_rect_init_from_rect (&shape, &box, 10);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, &box);
      gtk_snapshot_pop (snapshot);
    }
  name_color (self, day, &color);
  sotong_calendar_chip_draw_text (snapshot, self->names[i], (left + right - width) / 2, (SOTONG_HEAD_NAME_HEIGHT (self) - height) / 2.0, &color);
}

/* Below the campaigns, quietly: the events of others are not the office's work. */
static void
draw_events (SotongCalendarHead *self,
             GtkSnapshot        *snapshot,
             int                 i)
{
  double left = sotong_calendar_head_x_of_day (self, i), right = sotong_calendar_head_x_of_day (self, i + 1);
  double top = SOTONG_HEAD_NAME_HEIGHT (self) + SOTONG_HEAD_BAND_HEIGHT (self) * (double) sotong_calendar_band_n_lanes (self->bands);
  g_autofree char *text = sotong_calendar_model_name_events (self->model, self->model->span.first + i);
  GdkRGBA color;
  int height;

  if (text == NULL)
    return;
  if (self->events[i] == NULL)
    {
      self->events[i] = sotong_calendar_chip_text_layout (GTK_WIDGET (self), text, 0.75);
      pango_layout_set_ellipsize (self->events[i], PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->events[i], (int) MAX (right - left - 8, 10) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->events[i], NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.7f;
  sotong_calendar_chip_draw_text (snapshot, self->events[i], left + 4, top + (SOTONG_HEAD_BAND_HEIGHT (self) - height) / 2.0, &color);
}

graphene_rect_t
sotong_calendar_head_band_box (SotongCalendarHead       *self,
                               const SotongCalendarBand *band)
{
  double left = sotong_calendar_head_x_of_day (self, band->first) + (band->begins ? 2 : 0);
  double right = sotong_calendar_head_x_of_day (self, band->last + 1) - (band->ends ? 2 : 0);

  return GRAPHENE_RECT_INIT ((float) left, SOTONG_HEAD_NAME_HEIGHT (self) + (float) SOTONG_HEAD_BAND_HEIGHT (self) * band->lane,
                             (float) (right - left), SOTONG_HEAD_BAND_HEIGHT (self) - 2);
}

static void
sotong_calendar_head_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  SotongCalendarHead *self = SOTONG_CALENDAR_HEAD (widget);

  for (int i = 0; i < n_days (self); i++)
    {
      draw_name (self, snapshot, i);
      draw_events (self, snapshot, i);
    }
  for (guint i = 0; i < self->bands->len; i++)
    {
      SotongCalendarBand *band = &g_array_index (self->bands, SotongCalendarBand, i);
      graphene_rect_t box = sotong_calendar_head_band_box (self, band);

      sotong_calendar_band_draw (widget, snapshot, band, &box, 0.4f, 6, (int) box.size.width - 10);
    }
}

static void
sotong_calendar_head_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  SotongCalendarHead *self = SOTONG_CALENDAR_HEAD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 0;
  else
    *minimum = *natural = SOTONG_HEAD_NAME_HEIGHT (self) + SOTONG_HEAD_BAND_HEIGHT (self) * ((int) sotong_calendar_band_n_lanes (self->bands) + (self->has_events ? 1 : 0)) + 2;
}

static void
sotong_calendar_head_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  SotongCalendarHead *self = SOTONG_CALENDAR_HEAD (widget);

  GTK_WIDGET_CLASS (sotong_calendar_head_parent_class)->css_changed (widget, change);
  forget_names (self);
  for (guint i = 0; i < self->bands->len; i++)
    g_clear_object (&g_array_index (self->bands, SotongCalendarBand, i).layout);
}

static void
sotong_calendar_head_dispose (GObject *object)
{
  SotongCalendarHead *self = SOTONG_CALENDAR_HEAD (object);

  forget_names (self);
  g_clear_pointer (&self->bands, g_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sotong_calendar_head_parent_class)->dispose (object);
}

static void
sotong_calendar_head_class_init (SotongCalendarHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_head_dispose;
  widget_class->snapshot = sotong_calendar_head_snapshot;
  widget_class->measure = sotong_calendar_head_measure;
  widget_class->css_changed = sotong_calendar_head_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sotonghead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sotong_calendar_head_init (SotongCalendarHead *self)
{
  self->bands = sotong_calendar_band_array_new ();
}

/* Gives the bands their places, that of an end that is held too. */
void
sotong_calendar_head_lay_out (SotongCalendarHead *self)
{
  const SotongCalendarSpan *span = &self->model->span;

  g_array_set_size (self->bands, 0);
  if (self->model->data != NULL && span->n_days <= SOTONG_HEAD_MAX_DAYS)
    sotong_calendar_band_lay_out (self->bands, self->model->data->campaigns, self->hold.campaign_id != 0 ? &self->hold : NULL, span->first,
                                  span->n_days, MAX_LANES);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
changed_cb (SotongCalendarHead *self)
{
  const SotongCalendarSpan *span = &self->model->span;

  forget_names (self);
  self->has_events = FALSE;
  for (int i = 0; i < n_days (self) && span->n_days <= SOTONG_HEAD_MAX_DAYS; i++)
    {
      g_autofree char *events = sotong_calendar_model_name_events (self->model, span->first + i);

      self->has_events = self->has_events || events != NULL;
    }
  sotong_calendar_head_lay_out (self);
}

static void
released_cb (GtkGestureClick    *gesture,
             int                 n_press,
             double              x,
             double              y,
             SotongCalendarHead *self)
{
  for (int i = 0; i < n_days (self); i++)
    if (y < SOTONG_HEAD_NAME_HEIGHT (self) && x >= sotong_calendar_head_x_of_day (self, i) && x < sotong_calendar_head_x_of_day (self, i + 1) && n_days (self) > 1)
      {
        self->model->cursor = self->model->span.first + i;
        sotong_calendar_model_set_kind (self->model, SOTONG_CALENDAR_KIND_DAY);
        return;
      }
}

/**
 * sotong_calendar_head_new:
 * @model: whose days it names, while they are a week or a day
 *
 * Returns: (transfer floating): the head
 */
GtkWidget *
sotong_calendar_head_new (SotongCalendarModel *model)
{
  SotongCalendarHead *self = g_object_new (SOTONG_TYPE_CALENDAR_HEAD, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  sotong_calendar_head_add_resize (self);
  changed_cb (self);
  return GTK_WIDGET (self);
}

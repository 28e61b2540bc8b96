/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-scroll-on.h"

#include <math.h>

/* GTK 4.8 keeps the wheel in the inner one of two areas that scroll, also when that is at its end: over a text that is a bit longer
 * than its box, the page would stand still. */

/* Nothing is left of @adjustment where the wheel goes. */
static gboolean
is_at_end (GtkAdjustment *adjustment,
           double         dy)
{
  double value = gtk_adjustment_get_value (adjustment), end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return dy > 0 ? value > end - 1 : value < gtk_adjustment_get_lower (adjustment) + 1;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           gpointer                  user_data)
{
  GtkWidget *inner = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *outer = gtk_widget_get_ancestor (gtk_widget_get_parent (inner), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *page = outer != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (outer)) : NULL;
  double step;

  if (page == NULL || dy == 0 || !is_at_end (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (inner)), dy))
    return GDK_EVENT_PROPAGATE;
  /* As far as GTK goes with a notch of the wheel. */
  step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL ? pow (gtk_adjustment_get_page_size (page), 2.0 / 3.0) : 1;
  gtk_adjustment_set_value (page, gtk_adjustment_get_value (page) + dy * step);
  return GDK_EVENT_STOP;
}

/**
 * sotong_scroll_on:
 * @scroller: a #GtkScrolledWindow inside another one
 *
 * At its end the wheel goes on with the area around it.
 */
void
sotong_scroll_on (GtkWidget *scroller)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  gtk_event_controller_set_name (controller, "scroll-on");
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), NULL);
  gtk_widget_add_controller (scroller, controller);
}

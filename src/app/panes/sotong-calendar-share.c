/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-share.h"

#include <time.h>

/* A page of a busy calendar has some hundred texts that were never laid out, which is more than a frame has time for: it is filled over
 * as many frames as it needs, days at a time. What is drawn costs about as much again when it is rendered, so that the days may take
 * little of the 16 ms. */

#define SHARE 3000 /* µs of processor in a frame */

static gint64 share_frame;   /* of a frame clock */
static gint64 share_spent;   /* µs, in that frame */
static gint64 share_began;   /* when, µs */

/* What this thread had of the processor, µs. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
draw_again_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

/**
 * sotong_calendar_share_begin:
 * @widget: a day that is being drawn, and has texts to lay out
 *
 * Asks for a share of the frame. One that comes too late is drawn again in the next, in which there is always room for one. Main
 * thread only.
 *
 * Returns: whether there is room for it; then sotong_calendar_share_end() follows when it is drawn
 */
gboolean
sotong_calendar_share_begin (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 frame = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;

  if (clock == NULL || frame != share_frame)
    share_spent = 0;
  share_frame = frame;
  if (share_spent >= SHARE)
    {
      gtk_widget_add_tick_callback (widget, draw_again_cb, NULL, NULL);
      return FALSE;
    }
  share_began = now ();
  return TRUE;
}

/**
 * sotong_calendar_share_end:
 *
 * What had a share of the frame is drawn.
 */
void
sotong_calendar_share_end (void)
{
  share_spent += MAX (now () - share_began, 1);
}

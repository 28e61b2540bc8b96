/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-measure.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#define FILL_POLL_MS 2

/* Two logs for those who measure the program, both off unless their variable names a file.
 *
 * SOTONG_FRAME_LOG: a line per turn of the main loop: its length in µs, its kind, and the
 * processor time in µs that it took (on a busy machine the length has waiting in it). The kind is
 * “dispatch” for what the program did, “frame” for the layout and drawing that GTK did in it, in a
 * frame or where it measures a window between two, and “styles” for the frame clock's update before
 * them: there GTK finds out the styles of new widgets, and ticks run.
 * SOTONG_START_LOG: a line per event of the start: the monotonic clock in µs, its name, and the
 * processor time in µs that the program had taken by then. */

/* What GTK does of a turn. */
typedef struct {
  gint64 from;  /* when it began, in µs; 0 outside */
  gint64 cpu_from;
  gint64 sum;   /* µs of this turn */
  gint64 cpu;
} Span;

static struct {
  FILE   *file;       /* (owned) (nullable) */
  gint64  returned;   /* when poll came back; 0 at first */
  gint64  cpu;        /* the thread's processor time, in µs, when poll came back */
  Span    styles;
  Span    frame;
  Span    size;       /* measuring a window outside a frame */
} frames;

static FILE *events;  /* (owned) (nullable) */

static FILE *
open_log (const char *variable)
{
  const char *path = g_getenv (variable);
  FILE *file;

  if (path == NULL || *path == '\0')
    return NULL;
  file = fopen (path, "we");
  if (file == NULL)
    g_printerr ("sotong: %s: %s: %s\n", variable, path, g_strerror (errno));
  else
    setvbuf (file, NULL, _IOLBF, 0);
  return file;
}

static gint64
cpu_us (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
span_begin (Span *span)
{
  if (span->from != 0)
    return;
  span->from = g_get_monotonic_time ();
  span->cpu_from = cpu_us (CLOCK_THREAD_CPUTIME_ID);
}

static void
span_end (Span *span)
{
  if (span->from == 0)
    return;
  span->sum += g_get_monotonic_time () - span->from;
  span->cpu += cpu_us (CLOCK_THREAD_CPUTIME_ID) - span->cpu_from;
  span->from = 0;
}

static void
log_line (gint64      length,
          const char *kind,
          gint64      cpu)
{
  fprintf (frames.file, "%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT "\n", MAX (length, 0), kind, MAX (cpu, 0));
}

static void
log_turn (gint64 now)
{
  Span *spans[] = { &frames.styles, &frames.frame, &frames.size };
  const char *kinds[] = { "styles", "frame", "frame" };
  gint64 length = now - frames.returned, cpu = cpu_us (CLOCK_THREAD_CPUTIME_ID) - frames.cpu;

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      length -= spans[i]->sum;
      cpu -= spans[i]->cpu;
    }
  log_line (length, "dispatch", cpu);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      if (spans[i]->sum > 0)
        log_line (spans[i]->sum, kinds[i], spans[i]->cpu);
      spans[i]->sum = spans[i]->cpu = 0;
    }
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout_ms)
{
  int result;

  if (frames.returned != 0)
    log_turn (g_get_monotonic_time ());
  result = g_poll (fds, n_fds, timeout_ms);
  frames.returned = g_get_monotonic_time ();
  frames.cpu = cpu_us (CLOCK_THREAD_CPUTIME_ID);
  return result;
}

/* Called before the handlers of GdkFrameClock's “update”, on every clock, … */
static gboolean
styles_begin_cb (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               user_data)
{
  span_begin (&frames.styles);
  return G_SOURCE_CONTINUE;
}

/* … before those of “layout” and “paint”, … */
static gboolean
frame_begins_cb (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               user_data)
{
  span_end (&frames.styles);
  span_begin (&frames.frame);
  return G_SOURCE_CONTINUE;
}

/* … and before those of “after-paint”. */
static gboolean
frame_ends_cb (GSignalInvocationHint *hint,
               guint                  n_values,
               const GValue          *values,
               gpointer               user_data)
{
  span_end (&frames.styles);
  span_end (&frames.frame);
  return G_SOURCE_CONTINUE;
}

static void
size_known_cb (GdkToplevel     *toplevel,
               GdkToplevelSize *size,
               gpointer         user_data)
{
  span_end (&frames.size);
}

/* On X11 a window is measured in an idle of GTK's own as well, outside every frame: layout like that in a frame. A
 * window's first time is before it is shown, and is where the end of the next is asked for. */
static gboolean
size_asked_cb (GSignalInvocationHint *hint,
               guint                  n_values,
               const GValue          *values,
               gpointer               user_data)
{
  GObject *toplevel = g_value_get_object (&values[0]);

  if (g_object_get_data (toplevel, "sotong-measured") == NULL)
    {
      g_object_set_data (toplevel, "sotong-measured", GINT_TO_POINTER (TRUE));
      g_signal_connect_after (toplevel, "compute-size", G_CALLBACK (size_known_cb), NULL);
    }
  else if (frames.styles.from == 0 && frames.frame.from == 0)
    span_begin (&frames.size);
  return G_SOURCE_CONTINUE;
}

static gboolean
first_frame_cb (GSignalInvocationHint *hint,
                guint                  n_values,
                const GValue          *values,
                gpointer               user_data)
{
  sotong_measure_event ("first-frame");
  return G_SOURCE_REMOVE;
}

static void
hook (const char          *signal,
      GSignalEmissionHook  function)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, GDK_TYPE_FRAME_CLOCK), 0, function, NULL, NULL);
}

static void
hook_sizes (void)
{
  g_type_default_interface_ref (GDK_TYPE_TOPLEVEL); /* never given back: the signal is asked for as long as the program runs */
  g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, size_asked_cb, NULL, NULL);
}

/**
 * sotong_measure_init:
 *
 * Starts the logs that the environment asks for. Call it once, when GTK is up.
 */
void
sotong_measure_init (void)
{
  gpointer frame_clock = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);

  frames.file = open_log ("SOTONG_FRAME_LOG");
  if (frames.file != NULL)
    {
      hook ("update", styles_begin_cb);
      hook ("layout", frame_begins_cb);
      hook ("paint", frame_begins_cb);
      hook ("after-paint", frame_ends_cb);
      hook_sizes ();
      g_main_context_set_poll_func (NULL, poll_cb);
    }
  events = open_log ("SOTONG_START_LOG");
  if (events != NULL)
    hook ("after-paint", first_frame_cb);
  g_type_class_unref (frame_clock);
}

/**
 * sotong_measure_event:
 * @name: what has come to pass, one word
 *
 * Writes the time of an event of the start, where that is asked for.
 */
void
sotong_measure_event (const char *name)
{
  if (events == NULL)
    return;
  fprintf (events, "%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT "\n", g_get_monotonic_time (), name,
           cpu_us (CLOCK_PROCESS_CPUTIME_ID));
}

typedef struct {
  GtkWidget         *widget; /* (owned) */
  SotongMeasureTest  test;
  gulong             painted_id;
  gboolean           drawn;  /* a frame has been drawn of the widget since it was asked for */
} Fill;

static gboolean fill_cb (gpointer user_data);

static void
fill_painted_cb (GdkFrameClock *frame_clock,
                 Fill          *fill)
{
  g_clear_signal_handler (&fill->painted_id, frame_clock);
  if (!fill->drawn)
    sotong_measure_event ("workspace-frame");
  fill->drawn = TRUE;
  if (fill->test (fill->widget))
    {
      sotong_measure_event ("filled");
      g_object_unref (fill->widget);
      g_free (fill);
    }
  else
    g_timeout_add_full (G_PRIORITY_LOW, FILL_POLL_MS, fill_cb, fill, NULL);
}

/* Once what is shown is complete there is one more frame to draw, which shows it. */
static gboolean
fill_cb (gpointer user_data)
{
  Fill *fill = user_data;
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (fill->widget);

  if (frame_clock == NULL || (fill->drawn && !fill->test (fill->widget)))
    return G_SOURCE_CONTINUE;
  fill->painted_id = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (fill_painted_cb), fill);
  gtk_widget_queue_draw (fill->widget);
  return G_SOURCE_REMOVE;
}

/**
 * sotong_measure_fill:
 * @widget: a window that has begun to show a workspace
 * @test: whether all that can be seen of it is there
 *
 * Writes “workspace-frame” when the next frame is drawn and “filled” when one has been drawn
 * for which @test holds. Does nothing unless the log of the start is asked for.
 */
void
sotong_measure_fill (GtkWidget         *widget,
                     SotongMeasureTest  test)
{
  Fill *fill;

  if (events == NULL)
    return;
  fill = g_new0 (Fill, 1);
  fill->widget = g_object_ref (widget);
  fill->test = test;
  if (fill_cb (fill))
    g_timeout_add_full (G_PRIORITY_LOW, FILL_POLL_MS, fill_cb, fill, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-measure.h"

#include <errno.h>
#include <stdio.h>

/* Two logs for those who measure the program, both off unless their variable names a file.
 *
 * SOTONG_FRAME_LOG: a line per turn of the main loop, its length in µs and its kind:
 * “dispatch” for what the program did, “frame” for the layout and drawing that GTK did in it.
 * SOTONG_START_LOG: a line per event of the start, the monotonic clock in µs and its name. */

static struct {
  FILE   *file;       /* (owned) (nullable) */
  gint64  returned;   /* when poll came back; 0 at first */
  gint64  frame_from; /* when GTK began to lay out; 0 outside */
  gint64  frame;      /* µs of this turn that were GTK's */
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

static void
log_turn (gint64 now)
{
  gint64 length = now - frames.returned - frames.frame;

  fprintf (frames.file, "%" G_GINT64_FORMAT "\tdispatch\n", MAX (length, 0));
  if (frames.frame > 0)
    fprintf (frames.file, "%" G_GINT64_FORMAT "\tframe\n", frames.frame);
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
  frames.frame = 0;
  return result;
}

/* Called before the handlers of GdkFrameClock's “layout” and “paint”, on every clock. */
static gboolean
frame_begins_cb (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               user_data)
{
  if (frames.frame_from == 0)
    frames.frame_from = g_get_monotonic_time ();
  return G_SOURCE_CONTINUE;
}

/* … and before those of “after-paint”. */
static gboolean
frame_ends_cb (GSignalInvocationHint *hint,
               guint                  n_values,
               const GValue          *values,
               gpointer               user_data)
{
  if (frames.frame_from != 0)
    frames.frame += g_get_monotonic_time () - frames.frame_from;
  frames.frame_from = 0;
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
      hook ("layout", frame_begins_cb);
      hook ("paint", frame_begins_cb);
      hook ("after-paint", frame_ends_cb);
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
  if (events != NULL)
    fprintf (events, "%" G_GINT64_FORMAT "\t%s\n", g_get_monotonic_time (), name);
}

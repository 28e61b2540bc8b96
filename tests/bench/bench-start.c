/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Starts programs in turn and prints how long each takes to its first frame and until its panes
 * are filled, and what processor time it took: bench-start ROUNDS BARE OTHER PROGRAM [ARGUMENT]...
 *
 * BARE and PROGRAM tell by themselves, in the file that SOTONG_START_LOG names. OTHER, “-” for
 * none, is a program that does not: it and PROGRAM are watched as an X client can, from the map
 * of a window to the first damage that leaves more than two colours in it. Processor time is
 * what to compare by where other programs run too. */

#define TIMEOUT_S 30
#define FILL_TIMEOUT_S 10
#define MIN_WIDTH 200
#define MIN_HEIGHT 150
#define GRID 24

/* What is measured, in ms. */
typedef enum {
  FRAME,
  FRAME_CPU,
  WORKSPACE,
  FILLED,
  FILLED_CPU,
  SEEN,
  SEEN_CPU,
  N_SERIES,
} Kind;

typedef struct {
  char   **argv;
  gboolean logs;       /* writes SOTONG_START_LOG */
  gboolean fills;      /* … with “filled” */
  gboolean watched;
  GArray  *series[N_SERIES];
} Program;

static Display *display;
static int damage_event;

static void
note (Program *program,
      Kind     kind,
      double   value)
{
  g_array_append_val (program->series[kind], value);
}

/* A line of the log: time, name, processor time. */
static gboolean
read_event (const char *path,
            const char *name,
            gint64     *out_time,
            gint64     *out_cpu)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (parts) == 3 && g_str_equal (parts[1], name))
        {
          *out_time = g_ascii_strtoll (parts[0], NULL, 10);
          *out_cpu = g_ascii_strtoll (parts[2], NULL, 10);
          return TRUE;
        }
    }
  return FALSE;
}

/* Milliseconds of processor time of all threads; those that have ended are not counted. */
static double
cpu_ms (const char *pid)
{
  g_autofree char *folder = g_build_filename ("/proc", pid, "task", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *thread;
  gint64 sum = 0;

  while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, thread, "schedstat", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        sum += g_ascii_strtoll (text, NULL, 10);
    }
  return (double) sum / 1e6;
}

static gboolean
is_drawn (Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  unsigned long colors[2] = { 0 };
  guint n = 0;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (unsigned) attributes.width, (unsigned) attributes.height,
                     AllPlanes, ZPixmap);
  for (int i = 0; image != NULL && i < GRID * GRID && n < 3; i++)
    {
      unsigned long color = XGetPixel (image, attributes.width * (i % GRID) / GRID,
                                       attributes.height * (i / GRID) / GRID);

      if ((n > 0 && color == colors[0]) || (n > 1 && color == colors[1]))
        continue;
      if (n < 2)
        colors[n] = color;
      n++;
    }
  if (image != NULL)
    XDestroyImage (image);
  return n >= 3;
}

/* Takes what the X server reports. Returns: whether a window has been drawn. */
static gboolean
watch (void)
{
  while (XPending (display) > 0)
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == MapNotify)
        {
          XWindowAttributes attributes;

          if (XGetWindowAttributes (display, event.xmap.window, &attributes)
              && attributes.width >= MIN_WIDTH && attributes.height >= MIN_HEIGHT)
            XDamageCreate (display, event.xmap.window, XDamageReportRawRectangles);
        }
      else if (event.type == damage_event
               && is_drawn (((XDamageNotifyEvent *) &event)->drawable))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_done (Program    *program,
         const char *log,
         gboolean    seen)
{
  gint64 at, cpu;

  return (!program->watched || seen)
         && (!program->logs || read_event (log, program->fills ? "filled" : "first-frame", &at, &cpu));
}

static void
note_log (Program    *program,
          const char *log,
          gint64      started)
{
  gint64 at, cpu;

  if (read_event (log, "first-frame", &at, &cpu))
    {
      note (program, FRAME, (double) (at - started) / 1000);
      note (program, FRAME_CPU, (double) cpu / 1000);
    }
  if (read_event (log, "workspace-frame", &at, &cpu))
    note (program, WORKSPACE, (double) (at - started) / 1000);
  if (read_event (log, "filled", &at, &cpu))
    {
      note (program, FILLED, (double) (at - started) / 1000);
      note (program, FILLED_CPU, (double) cpu / 1000);
    }
}

static void
run (Program    *program,
     const char *log)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gboolean seen = FALSE;
  gint64 started, give_up;

  g_unlink (log);
  g_subprocess_launcher_setenv (launcher, "SOTONG_START_LOG", log, TRUE);
  started = g_get_monotonic_time ();
  give_up = started + (program->fills ? FILL_TIMEOUT_S : TIMEOUT_S) * G_USEC_PER_SEC;
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) program->argv, &error);
  if (process == NULL)
    g_error ("%s: %s", program->argv[0], error->message);

  while (!is_done (program, log, seen) && g_get_monotonic_time () < give_up)
    {
      if (program->watched && !seen && watch ())
        {
          seen = TRUE;
          note (program, SEEN, (double) (g_get_monotonic_time () - started) / 1000);
          note (program, SEEN_CPU, cpu_ms (g_subprocess_get_identifier (process)));
        }
      g_usleep (2000);
    }
  note_log (program, log, started);
  g_usleep (200000);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  watch ();
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (Program *program,
        Kind     kind)
{
  GArray *values = program->series[kind];

  g_array_sort (values, compare);
  return values->len > 0 ? g_array_index (values, double, values->len / 2) : 0;
}

static void
print (const char *name,
       Program    *program,
       Kind        kind,
       Program    *base,
       Kind        base_kind,
       double      limit)
{
  if (program->series[kind]->len == 0)
    return;
  g_print ("%-26s %6.0f ms", name, median (program, kind));
  if (base != NULL && base->series[base_kind]->len > 0)
    g_print ("   ratio %.2f (at most %.2f)", median (program, kind) / median (base, base_kind), limit);
  g_print ("\n");
}

/* A window may be gone when it is looked at. */
static int
error_cb (Display     *of,
          XErrorEvent *event)
{
  return 0;
}

static void
watch_init (void)
{
  int error_base;

  display = XOpenDisplay (NULL);
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &error_base))
    g_error ("No X server that reports damage");
  damage_event += XDamageNotify;
  XSetErrorHandler (error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (directory, "start", NULL);
  char *bare_argv[2] = { NULL, NULL }, *other_argv[2] = { NULL, NULL };
  Program bare = { .argv = bare_argv, .logs = TRUE };
  Program other = { .argv = other_argv, .watched = TRUE };
  Program ours = { .logs = TRUE, .watched = TRUE };

  if (argc < 5)
    {
      g_printerr ("usage: bench-start ROUNDS BARE OTHER|- PROGRAM [ARGUMENT]...\n");
      return 2;
    }
  bare_argv[0] = argv[2];
  other_argv[0] = argv[3];
  ours.argv = argv + 4;
  ours.fills = argc > 5;
  for (int i = 0; i < N_SERIES; i++)
    {
      bare.series[i] = g_array_new (FALSE, FALSE, sizeof (double));
      other.series[i] = g_array_new (FALSE, FALSE, sizeof (double));
      ours.series[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  watch_init ();
  for (int i = 0; i < atoi (argv[1]); i++)
    {
      run (&bare, log);
      run (&ours, log);
      if (!g_str_equal (argv[3], "-"))
        run (&other, log);
    }
  print ("bare: first frame", &bare, FRAME, NULL, FRAME, 0);
  print ("  processor", &bare, FRAME_CPU, NULL, FRAME, 0);
  print ("sotong: first frame", &ours, FRAME, &bare, FRAME, 1.5);
  print ("  processor", &ours, FRAME_CPU, &bare, FRAME_CPU, 1.5);
  print ("sotong: dock drawn", &ours, WORKSPACE, &bare, FRAME, 1.5);
  print ("sotong: panes filled", &ours, FILLED, &bare, FRAME, 3);
  print ("  processor", &ours, FILLED_CPU, &bare, FRAME_CPU, 3);
  print ("other: seen by X", &other, SEEN, NULL, SEEN, 0);
  print ("  processor", &other, SEEN_CPU, NULL, SEEN, 0);
  print ("sotong: seen by X", &ours, SEEN, &other, SEEN, 1);
  print ("  processor", &ours, SEEN_CPU, &other, SEEN_CPU, 1);
  g_unlink (log);
  g_rmdir (directory);
  return 0;
}

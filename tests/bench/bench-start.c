/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Starts programs in turn and prints how long each takes to its first frame and, where it
 * writes that, until its panes are filled:
 * bench-start ROUNDS BARE PROGRAM [ARGUMENT]... */

#define TIMEOUT_S 30

typedef struct {
  GArray *first;   /* of double, ms */
  GArray *filled;  /* of double, ms; empty when it has no such event */
} Times;

static gboolean
read_event (const char *path,
            const char *name,
            gint64     *out_time)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (tab != NULL && g_str_equal (tab + 1, name))
        {
          *out_time = g_ascii_strtoll (lines[i], NULL, 10);
          return TRUE;
        }
    }
  return FALSE;
}

static void
run (char       **argv,
     const char  *log,
     gboolean     wait_filled,
     Times       *times)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gint64 started, event, give_up;
  double ms;

  g_unlink (log);
  g_subprocess_launcher_setenv (launcher, "SOTONG_START_LOG", log, TRUE);
  started = g_get_monotonic_time ();
  give_up = started + TIMEOUT_S * G_USEC_PER_SEC;
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  if (process == NULL)
    g_error ("%s: %s", argv[0], error->message);

  while (!read_event (log, "first-frame", &event) && g_get_monotonic_time () < give_up)
    g_usleep (5000);
  ms = (event - started) / 1000.0;
  g_array_append_val (times->first, ms);
  if (wait_filled)
    {
      give_up = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
      while (!read_event (log, "filled", &event) && g_get_monotonic_time () < give_up)
        g_usleep (5000);
      if (read_event (log, "filled", &event))
        {
          ms = (event - started) / 1000.0;
          g_array_append_val (times->filled, ms);
        }
    }
  g_usleep (200000);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (GArray *values)
{
  g_array_sort (values, compare);
  return values->len > 0 ? g_array_index (values, double, values->len / 2) : 0;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (directory, "start", NULL);
  Times bare = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
  Times ours = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
  char *bare_argv[2] = { NULL, NULL };

  if (argc < 4)
    {
      g_printerr ("usage: bench-start ROUNDS BARE PROGRAM [ARGUMENT]...\n");
      return 2;
    }
  bare_argv[0] = argv[2];
  for (int i = 0; i < atoi (argv[1]); i++)
    {
      run (bare_argv, log, FALSE, &bare);
      run (argv + 3, log, argc > 4, &ours);
    }
  g_print ("bare first frame   %6.0f ms (median of %u)\n", median (bare.first), bare.first->len);
  g_print ("sotong first frame %6.0f ms   ratio %.2f (at most 1.50)\n", median (ours.first),
           median (ours.first) / median (bare.first));
  if (ours.filled->len > 0)
    g_print ("sotong filled      %6.0f ms   ratio %.2f (at most 3.00)\n", median (ours.filled),
             median (ours.filled) / median (bare.first));
  g_unlink (log);
  g_rmdir (directory);
  return 0;
}

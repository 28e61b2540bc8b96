/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <time.h>

/* The least a program with an Adwaita window can do: what Sotong's start is compared with. */

static void
after_paint_cb (GdkFrameClock *frame_clock)
{
  static gboolean painted = FALSE;
  struct timespec cpu;
  FILE *file;

  if (painted)
    return;
  painted = TRUE;
  file = fopen (g_getenv ("SOTONG_START_LOG"), "w");
  if (file == NULL)
    return;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  fprintf (file, "%" G_GINT64_FORMAT "\tfirst-frame\t%" G_GINT64_FORMAT "\n", g_get_monotonic_time (),
           (gint64) cpu.tv_sec * G_USEC_PER_SEC + cpu.tv_nsec / 1000);
  fclose (file);
}

static void
realize_cb (GtkWidget *widget)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new ("org.sotong.Bare", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

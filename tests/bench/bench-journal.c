/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "plan-fixture.h"
#include "util/sotong-i18n.h"

/* What it costs the window that a letter outlives the program, in a text of a megabyte: to bring the journal up to date, beside
 * the barest that could do it, a look over the text and a write of eighty bytes; and the whole key. In µs of the main
 * thread's work, whatever else the machine does. Run it with with-display.sh. bench-journal [LETTERS] [BYTES] */

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
say (const char *what,
     GArray     *times)
{
  double median;

  qsort (times->data, times->len, sizeof (double), compare);
  median = g_array_index (times, double, times->len / 2);
  printf ("%-28s median %8.1f  99 %% %8.1f  longest %8.1f\n", what, median, g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len - 1));
  g_array_set_size (times, 0);
  return median;
}

static void
add (GArray *times,
     gint64  begin)
{
  double span = (double) (now_ns () - begin) / 1000;

  g_array_append_val (times, span);
}

static SotongEditorPage *
open_page (PlanFixture *f)
{
  SotongEditorPane *pane = SOTONG_EDITOR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "content"));
  SotongEditorPage *p;

  sotong_context_open_content (f->context, f->scheduled);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      p = sotong_editor_pane_get_page (pane);
    }
  while (p == NULL || p->data == NULL || sotong_editor_page_is_busy (p));
  return p;
}

static void
insert (SotongEditorPage *p)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (p->text));
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (buffer, &at, g_random_int_range (0, gtk_text_buffer_get_char_count (buffer)));
  gtk_text_buffer_insert (buffer, &at, "가", -1);
}

int
main (int    argc,
      char **argv)
{
  int n = argc > 1 ? atoi (argv[1]) : 500;
  gsize size = argc > 2 ? (gsize) atol (argv[2]) : 1 << 20;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *other = NULL, *path = NULL;
  PlanFixture f = { 0 };
  SotongEditorPage *p;
  double floor_us, journal_us;
  int fd;

  sotong_i18n_init ("ko");
  gtk_disable_setlocale ();
  gtk_init ();
  plan_fixture_set_up (&f, NULL);
  p = open_page (&f);
  while (text->len < size)
    g_string_append (text, "시민 여러분께 알립니다. 주말에는 광장에서 축제가 열립니다.\n");
  p->updating = TRUE;
  sotong_editor_text_set (p->text, text->str);
  for (int i = 0; i < 20; i++)
    {
      gint64 begin = now_ns ();

      sotong_editor_page_journal_now (p);
      add (times, begin);
      sotong_journal_drop (p->journal);
    }
  say ("the first letter", times);
  for (int i = 0; i < n; i++)
    {
      gint64 begin;

      insert (p);
      begin = now_ns ();
      sotong_editor_page_journal_now (p);
      add (times, begin);
    }
  journal_us = say ("a letter more", times);

  other = g_strdup (text->str);
  path = g_build_filename (f.directory, "bare", NULL);
  fd = open (path, O_WRONLY | O_CREAT, 0600);
  for (int i = 0; i < n; i++)
    {
      gint64 begin = now_ns ();
      gboolean same = memcmp (text->str, other, text->len) == 0;

      if (!same || pwrite (fd, other, 80, i * 80) != 80)
        return 1;
      add (times, begin);
    }
  close (fd);
  unlink (path);
  floor_us = say ("barest", times);
  printf ("the journal is %.1f times that\n", journal_us / floor_us);

  p->updating = FALSE;
  for (int i = 0; i < MIN (n, 50); i++)
    {
      gint64 begin = now_ns ();

      insert (p);
      add (times, begin);
    }
  say ("the whole key", times);
  sotong_journal_drop (p->journal);
  plan_fixture_tear_down (&f, NULL);
  return 0;
}

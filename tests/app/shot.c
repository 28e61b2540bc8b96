/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "util/sotong-i18n.h"
#include "window-fixture.h"

/* Draws the window into a PNG, for people to look at:
 * shot OUT.png [--lang=CODE] [--dark] [--start] [--width=N] [--height=N] */
int
main (int    argc,
      char **argv)
{
  g_autofree char *language = NULL;
  gboolean dark = FALSE, start = FALSE;
  int width = 1280, height = 720;
  const GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
    { "start", 0, 0, G_OPTION_ARG_NONE, &start, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) options = g_option_context_new ("OUT.png");
  WindowFixture f = { NULL };

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL) || argc != 2)
    return 2;
  sotong_i18n_init (language);
  gtk_disable_setlocale ();
  window_fixture_set_up (&f, NULL);
  if (dark)
    sotong_settings_set_color_scheme (sotong_application_get_settings (f.application), "dark");
  gtk_window_set_default_size (GTK_WINDOW (f.window), width, height);
  if (!start)
    window_fixture_open (&f);
  g_usleep (400000);
  wait_for_frames (GTK_WIDGET (f.window), 4);
  save_screenshot (GTK_WIDGET (f.window), argv[1]);
  window_fixture_tear_down (&f, NULL);
  return 0;
}

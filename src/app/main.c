/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sotong-application.h"
#include "app/sotong-renderer.h"
#include "util/sotong-i18n.h"

/* The value of --lang, which must be known before the options' own texts are translated. */
static const char *
wanted_language (int    argc,
                 char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(SotongSettings) settings = sotong_settings_new (NULL);
  g_autoptr(SotongApplication) application = NULL;
  const char *language = wanted_language (argc, argv);

  if (language != NULL && !sotong_i18n_has_language (language))
    {
      sotong_i18n_init (NULL);
      g_printerr ("sotong: %s\n", _("--lang takes ko or en."));
      return 2;
    }
  sotong_i18n_init (language != NULL ? language : sotong_settings_get_language (settings));
  sotong_renderer_choose ("/dev");
  gtk_disable_setlocale ();
  application = sotong_application_new (settings);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-i18n.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/* Whether who reads types commands: set once in main(), before there is another thread. */
static gboolean is_command;

/* Whether a person asked for English, with --lang or in the settings. */
static gboolean wants_english;

/* The locale the environment asks for, in the order of setlocale(3). */
static const char *
wanted_locale (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return "";
}

static gboolean
is_plain_c (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX");
}

static gboolean
is_any_c (const char *locale)
{
  return is_plain_c (locale) || g_str_has_prefix (locale, "C.");
}

/* The desktop names a language whose locale this machine has not made ("ko_KR.UTF-8" on a
 * fresh Debian): keep at least the language. */
static void
keep_language_of (const char *locale)
{
  const char *chosen = g_getenv ("LANGUAGE");
  g_autofree char *language = NULL;

  if (is_any_c (locale) || *locale == '\0')
    return;
  language = g_strndup (locale, strcspn (locale, ".@"));
  g_setenv ("LANGUAGE", language, chosen == NULL || *chosen == '\0');
}

/* POSIX lets a locale be called by the path it lies at (XBD 8.2), which glibc does under a LOCPATH of "/". */
static gboolean
take_messages (const char *locale)
{
  g_autofree char *path = g_strdup (g_getenv ("LOCPATH"));
  gboolean taken;

  if (*locale == '/')
    g_setenv ("LOCPATH", "/", TRUE);
  taken = setlocale (LC_MESSAGES, locale) != NULL;
  if (path != NULL)
    g_setenv ("LOCPATH", path, TRUE);
  else
    g_unsetenv ("LOCPATH");
  return taken;
}

/* gettext looks at LANGUAGE unless the messages' locale is called "C", and in newer versions of glibc also "C." and a codeset.
 * So C.UTF-8 is taken under another name, or where it lies elsewhere a locale that a desktop is likely to have. Which one does
 * not matter to what is read; numbers, times and letters keep theirs. */
static void
let_language_count (void)
{
  static const char *const locales[] = { "/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8", "ko_KR.UTF-8", "en_US.UTF-8" };
  const char *language = g_getenv ("LANGUAGE");
  gboolean counts = language == NULL || *language == '\0' || !is_any_c (setlocale (LC_MESSAGES, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && !counts; i++)
    counts = take_messages (locales[i]);
}

/* The catalogues beside a program that runs from where it was built, so that it speaks Korean without being installed. */
static char *
built_catalogues (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *catalogues = folder != NULL ? g_build_filename (folder, "..", "..", "po", NULL) : NULL;
  g_autofree char *korean = catalogues != NULL ? g_build_filename (catalogues, "ko", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL) : NULL;

  return korean != NULL && g_file_test (korean, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&catalogues) : NULL;
}

/**
 * sotong_i18n_init:
 * @language: (nullable): a language code such as `ko` or `en`; %NULL for the desktop's
 *
 * Sets the locale and the catalogue for texts. Call it first in main(), before any other
 * thread or library reads the environment.
 *
 * gettext ignores `LANGUAGE` in the plain C locale; where the desktop's locale is not there
 * C.UTF-8 is taken, under a name by which it does not. Texts of GTK and libadwaita follow.
 * `SOTONG_LOCALEDIR` names another directory of catalogues; a program that runs from where it was
 * built finds those that were built with it.
 */
void
sotong_i18n_init (const char *language)
{
  const char *directory = g_getenv ("SOTONG_LOCALEDIR");
  g_autofree char *built = NULL;
  const char *locale;

  if (language != NULL && *language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
  wants_english = language != NULL && g_str_has_prefix (language, "en");

  locale = setlocale (LC_ALL, "");
  if (locale == NULL || is_plain_c (setlocale (LC_MESSAGES, NULL)))
    {
      if (locale == NULL)
        keep_language_of (wanted_locale ());
      if (setlocale (LC_ALL, "C.UTF-8") != NULL)
        g_setenv ("LC_ALL", "C.UTF-8", TRUE);
    }
  let_language_count ();
  setlocale (LC_NUMERIC, "C");

  if (directory == NULL || *directory == '\0')
    {
      built = built_catalogues ();
      directory = built != NULL ? built : SOTONG_LOCALEDIR;
    }
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * sotong_i18n_wants_english:
 *
 * The office's own forms are Korean wherever nobody said otherwise, on a desktop without a language too.
 *
 * Returns: %TRUE if a person asked for English, with `--lang` or in the settings
 */
gboolean
sotong_i18n_wants_english (void)
{
  return wants_english;
}

/**
 * sotong_i18n_has_language:
 * @code: a language code as a person types it: "ko", or "ko_KR.UTF-8" as the system names it
 *
 * Returns: %TRUE if there are texts in it
 */
gboolean
sotong_i18n_has_language (const char *code)
{
  return (g_str_has_prefix (code, "ko") || g_str_has_prefix (code, "en")) && (code[2] == '\0' || code[2] == '_' || code[2] == '.');
}

/**
 * sotong_i18n_is_korean:
 *
 * Whether texts are shown in Korean, for what gettext cannot say, such as the order of a date.
 *
 * Returns: %TRUE when the catalogue in use is the Korean one
 */
gboolean
sotong_i18n_is_korean (void)
{
  /* Translators: the code of the language of this catalogue, such as "ko". */
  return g_str_has_prefix (_("en"), "ko");
}

/**
 * sotong_i18n_set_command:
 * @is_command_line: whether this program is `sotongctl`
 *
 * Tells the core whom its sentences are for. Call it in main(), before any other thread; a program that does not is a window.
 */
void
sotong_i18n_set_command (gboolean is_command_line)
{
  is_command = is_command_line;
}

/**
 * sotong_i18n_is_command:
 *
 * Whether what to do next is said in commands, or in the words of the window. Any thread.
 *
 * Returns: %TRUE in `sotongctl`
 */
gboolean
sotong_i18n_is_command (void)
{
  return is_command;
}

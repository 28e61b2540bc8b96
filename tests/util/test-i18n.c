/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-i18n.h"

#include <glib/gstdio.h>
#include <locale.h>

/* What the desktop asks for, and whether texts are then Korean. */
typedef struct {
  const char *name;
  const char *lang;       /* LANG */
  const char *lc_all;     /* LC_ALL */
  const char *language;   /* LANGUAGE */
  const char *option;     /* --lang */
  gboolean    korean;
} Case;

static const Case cases[] = {
  { "plain-c", "C", NULL, NULL, NULL, FALSE },
  { "plain-c-option", NULL, "C", NULL, "ko", TRUE },
  { "posix-option", NULL, "POSIX", NULL, "ko", TRUE },
  { "nothing-option", NULL, NULL, NULL, "ko", TRUE },
  { "c-utf8-option", NULL, "C.UTF-8", NULL, "ko", TRUE },
  { "c-utf8-language", "C.UTF-8", NULL, "ko", NULL, TRUE },
  { "c-utf8", "C.UTF-8", NULL, NULL, NULL, FALSE },
  { "desktop", "ko_KR.UTF-8", NULL, NULL, NULL, TRUE },
  { "desktop-lc-all", NULL, "ko_KR.UTF-8", NULL, NULL, TRUE },
  { "desktop-empty-language", "ko_KR.UTF-8", NULL, "", NULL, TRUE },
  { "desktop-other-option", "ko_KR.UTF-8", NULL, NULL, "en", FALSE },
  { "option-over-language", "ko_KR.UTF-8", NULL, "ko", "en", FALSE },
  { "never-heard-of", "xx_YY.UTF-8", NULL, NULL, NULL, FALSE },
};

/* A catalogue of one text: “en” is “ko”, in gettext's binary form. */
static void
write_catalogue (const char *directory)
{
  const guint32 head[] = { 0x950412de, 0, 2, 28, 44, 0, 60, 0, 60, 2, 61, 15, 64, 2, 80 };
  g_autofree char *messages = g_build_filename (directory, "ko", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, "sotong.mo", NULL);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) error = NULL;

  g_byte_array_append (bytes, (const guint8 *) head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) "\0en", 4);
  g_byte_array_append (bytes, (const guint8 *) "charset=UTF-8\n\n", 16);
  g_byte_array_append (bytes, (const guint8 *) "ko", 3);
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
}

static void
remove_catalogue (const char *directory)
{
  g_autofree char *korean = g_build_filename (directory, "ko", NULL);
  g_autofree char *messages = g_build_filename (korean, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, "sotong.mo", NULL);

  g_unlink (path);
  g_rmdir (messages);
  g_rmdir (korean);
  g_rmdir (directory);
}

static void
put (const char *name,
     const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

/* LANGUAGE says what the libraries' texts are in as well, in every version of gettext, and nothing of how that came about is left
 * for the programs that are started from here. */
static void
assert_counts (void)
{
  const char *language = g_getenv ("LANGUAGE");
  const char *messages = setlocale (LC_MESSAGES, NULL);

  if (language != NULL && *language != '\0')
    g_assert_false (g_str_equal (messages, "C") || g_str_has_prefix (messages, "C."));
  g_assert_cmpstr (g_getenv ("LOCPATH"), ==, NULL);
}

static void
child (const Case *c)
{
  g_autofree char *directory = g_dir_make_tmp ("sotong-i18n-XXXXXX", NULL);

  write_catalogue (directory);
  put ("LANG", c->lang);
  put ("LC_ALL", c->lc_all);
  put ("LC_MESSAGES", NULL);
  put ("LANGUAGE", c->language);
  put ("LOCPATH", NULL);
  g_setenv ("SOTONG_LOCALEDIR", directory, TRUE);
  sotong_i18n_init (c->option);
  g_assert_cmpint (sotong_i18n_is_korean (), ==, c->korean);
  assert_counts ();
  /* Numbers in files stay numbers in files. */
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ".");
  remove_catalogue (directory);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;

  if (g_test_subprocess ())
    {
      child (c);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

/* A program that runs from where it was built speaks Korean without being told where its catalogues are. */
static void
test_as_built (void)
{
  if (g_test_subprocess ())
    {
      put ("LC_ALL", "C.UTF-8");
      put ("LANGUAGE", NULL);
      put ("SOTONG_LOCALEDIR", NULL);
      sotong_i18n_init ("ko");
      g_assert_true (sotong_i18n_is_korean ());
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_has_language (void)
{
  static const char * const known[] = { "ko", "en", "ko_KR", "ko_KR.UTF-8", "en_US.UTF-8", "en.UTF-8" };
  static const char * const unknown[] = { "", "k", "fr", "korean", "en-", "deko" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (sotong_i18n_has_language (known[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (sotong_i18n_has_language (unknown[i]));
}

/* The window is what is taken for granted: it is the window whose reader cannot type a command. */
static void
test_say (void)
{
  g_assert_false (sotong_i18n_is_command ());
  g_assert_cmpstr (SOTONG_SAY ("type", "press"), ==, "press");
  sotong_i18n_set_command (TRUE);
  g_assert_cmpstr (SOTONG_SAY ("type", "press"), ==, "type");
  sotong_i18n_set_command (FALSE);
  g_assert_cmpstr (SOTONG_SAY ("type", "press"), ==, "press");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/util/i18n/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/util/i18n/as-built", test_as_built);
  g_test_add_func ("/util/i18n/has-language", test_has_language);
  g_test_add_func ("/util/i18n/say", test_say);
  return g_test_run ();
}

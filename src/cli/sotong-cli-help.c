/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sotong-cli-help.h"
#include "cli/sotong-cli.h"

static const char global_options[] =
  N_("  --workspace FILE   the workspace; else that of SOTONG_WORKSPACE, else your own\n"
     "  --now TIME         take this for now (ISO 8601), for everything\n"
     "  --json             print one JSON object\n"
     "  --secrets-stdin    take secrets as NAME⇥SECRET lines from standard input\n"
     "  --lang LANGUAGE    ko or en\n"
     "  --                 ends the options: what follows are words, whatever they begin with\n");

static const char exit_codes[] =
  N_("Exit codes: 0 all done; 1 some of the work failed or its outcome is unknown, one line each on standard error; "
     "2 wrong use; 3 no usable workspace.\n");

/* All verbs, a line each. */
void
sotong_cli_help_overview (FILE *out)
{
  const SotongCliVerb * const *lists = sotong_cli_get_verb_lists ();

  fputs (_("Use it as: sotongctl [OPTIONS] VERB …\n\n"), out);
  fputs (_(global_options), out);
  fputs ("\n", out);
  for (int l = 0; lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = lists[l]; verb->name != NULL; verb++)
        fprintf (out, "  %-24s %s\n", verb->name, _(verb->summary));
    }
  fputs ("\n", out);
  fputs (_("“sotongctl help VERB” tells more of one.\n"), out);
  fputs (_(exit_codes), out);
}

static void
print_verb (const SotongCliVerb *verb)
{
  sotong_cli_print ("sotongctl %s%s%s\n\n%s\n", verb->name, verb->usage[0] != '\0' ? " " : "", verb->usage, _(verb->summary));
  if (verb->help != NULL)
    sotong_cli_print ("\n%s\n", _(verb->help));
  sotong_cli_print ("\n");
}

/* Text for troff: a line may not begin with a dot, and a hyphen is a minus. */
static void
append_troff (GString    *page,
              const char *text)
{
  gboolean line_start = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (line_start && (*p == '.' || *p == '\''))
        g_string_append (page, "\\&");
      if (*p == '-')
        g_string_append (page, "\\-");
      else if (*p == '\\')
        g_string_append (page, "\\e");
      else
        g_string_append_c (page, *p);
      line_start = *p == '\n';
    }
  g_string_append_c (page, '\n');
}

static const char *
without_letter (gunichar letter)
{
  static const struct {
    gunichar letter;
    const char *instead;
  } known[] = { { 0x2026, "..." }, { 0x21e5, "<TAB>" }, { 0x25b3, "-" }, { 0x2212, "-" }, { 0x00b1, "+-" }, { 0x00d7, "x" }, { 0x00f7, "/" } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].letter == letter)
      return known[i].instead;
  return "?";
}

/* What stands where a terminal has no such letter; groff warns of each of which it is not told. */
static void
print_fallbacks (const char *page)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = page; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter >= 0x80 && !(letter >= 0x2018 && letter <= 0x201d) /* quotation marks are known everywhere */
          && g_hash_table_add (seen, GUINT_TO_POINTER (letter)))
        sotong_cli_print (".fchar \\[u%04X] %s\n", letter, without_letter (letter));
    }
}

static void
append_verb (GString             *page,
             const SotongCliVerb *verb)
{
  g_string_append_printf (page, ".TP\n.B %s\n", verb->name);
  if (verb->usage[0] != '\0')
    {
      append_troff (page, verb->usage);
      g_string_append (page, ".br\n");
    }
  append_troff (page, _(verb->summary));
  if (verb->help != NULL)
    {
      g_string_append (page, ".br\n");
      append_troff (page, _(verb->help));
    }
}

/* The manual page sotongctl(1), from the same texts. */
static void
print_manual (void)
{
  const SotongCliVerb * const *lists = sotong_cli_get_verb_lists ();
  g_autoptr(GString) page = g_string_new (NULL);

  g_string_append (page, ".SH NAME\nsotongctl \\- ");
  append_troff (page, _("plan, publish, monitor and account for a city's communication, without a display"));
  g_string_append (page, ".SH SYNOPSIS\n.B sotongctl\n[OPTIONS] VERB ...\n.SH OPTIONS\n.nf\n");
  append_troff (page, _(global_options));
  g_string_append (page, ".fi\n.SH VERBS\n");
  for (int l = 0; lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = lists[l]; verb->name != NULL; verb++)
        append_verb (page, verb);
    }
  g_string_append (page, ".SH EXIT STATUS\n");
  append_troff (page, _(exit_codes));
  sotong_cli_print (".TH SOTONGCTL 1 \"\" \"Sotong %s\"\n", SOTONG_VERSION);
  print_fallbacks (page->str);
  sotong_cli_print ("%s", page->str);
}

static gboolean
name_begins (const char *name,
             const char *words)
{
  size_t length = strlen (words);

  return strncmp (name, words, length) == 0 && (name[length] == '\0' || name[length] == ' ');
}

/* "help", "help VERB" or "help --manual". */
int
sotong_cli_help (int    argc,
                 char **argv)
{
  const SotongCliVerb * const *lists = sotong_cli_get_verb_lists ();
  g_autofree char *words = NULL;
  gboolean found = FALSE;

  if (argc < 2)
    {
      sotong_cli_help_overview (stdout);
      return SOTONG_CLI_DONE;
    }
  if (g_str_equal (argv[1], "--manual"))
    {
      print_manual ();
      return SOTONG_CLI_DONE;
    }
  words = g_strjoinv (" ", argv + 1);
  for (int l = 0; lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = lists[l]; verb->name != NULL; verb++)
        {
          if (name_begins (verb->name, words))
            {
              print_verb (verb);
              found = TRUE;
            }
        }
    }
  if (found)
    return SOTONG_CLI_DONE;
  fprintf (stderr, "sotongctl: ");
  fprintf (stderr, _("There is no verb “%s”. “sotongctl help” lists them."), words);
  fputc ('\n', stderr);
  return SOTONG_CLI_USAGE;
}

/* Whether any verb begins with these words. */
gboolean
sotong_cli_help_has (const char *words)
{
  const SotongCliVerb * const *lists = sotong_cli_get_verb_lists ();

  for (int l = 0; lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = lists[l]; verb->name != NULL; verb++)
        {
          if (name_begins (verb->name, words))
            return TRUE;
        }
    }
  return FALSE;
}

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
     "  --lang LANGUAGE    ko or en\n");

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
  sotong_cli_print ("sotongctl %s %s\n\n%s\n", verb->name, verb->usage, _(verb->summary));
  if (verb->help != NULL)
    sotong_cli_print ("\n%s\n", _(verb->help));
  sotong_cli_print ("\n");
}

/* Text for troff: a line may not begin with a dot, and a hyphen is a minus. */
static void
print_troff (const char *text)
{
  gboolean line_start = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (line_start && (*p == '.' || *p == '\''))
        fputs ("\\&", stdout);
      if (*p == '-')
        fputs ("\\-", stdout);
      else if (*p == '\\')
        fputs ("\\e", stdout);
      else
        putchar (*p);
      line_start = *p == '\n';
    }
  putchar ('\n');
}

/* The manual page sotongctl(1), from the same texts. */
static void
print_manual (void)
{
  const SotongCliVerb * const *lists = sotong_cli_get_verb_lists ();

  sotong_cli_print (".TH SOTONGCTL 1 \"\" \"Sotong %s\"\n.SH NAME\nsotongctl \\- ", SOTONG_VERSION);
  print_troff (_("plan, publish, monitor and account for a city's communication, without a display"));
  sotong_cli_print (".SH SYNOPSIS\n.B sotongctl\n[OPTIONS] VERB ...\n.SH OPTIONS\n.nf\n");
  print_troff (_(global_options));
  sotong_cli_print (".fi\n.SH VERBS\n");
  for (int l = 0; lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = lists[l]; verb->name != NULL; verb++)
        {
          sotong_cli_print (".TP\n.B %s\n", verb->name);
          if (verb->usage[0] != '\0')
            {
              print_troff (verb->usage);
              sotong_cli_print (".br\n");
            }
          print_troff (_(verb->summary));
          if (verb->help != NULL)
            {
              sotong_cli_print (".br\n");
              print_troff (_(verb->help));
            }
        }
    }
  sotong_cli_print (".SH EXIT STATUS\n");
  print_troff (_(exit_codes));
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

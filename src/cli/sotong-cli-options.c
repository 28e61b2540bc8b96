/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "cli/sotong-cli.h"

/* A number is read here and not by GOption, for which 010 is eight and whose sentences are not ours. */
typedef struct {
  const GOptionEntry *entry; /* (unowned): where the number goes */
  char               *text;  /* (owned) (nullable): as it was typed; null when it was not */
} Number;

static void
number_clear (gpointer data)
{
  g_free (((Number *) data)->text);
}

static gboolean
is_number (const GOptionEntry *entry)
{
  return entry->arg == G_OPTION_ARG_INT || entry->arg == G_OPTION_ARG_INT64 || entry->arg == G_OPTION_ARG_DOUBLE;
}

/* Which word is no text: GOption knows only that one is not. */
static char *
describe_bytes (int    argc,
                char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *shown = NULL;

      if (g_utf8_validate (argv[i], -1, NULL))
        continue;
      shown = g_utf8_make_valid (argv[i], -1);
      if (argv[i][0] != '-' && argv[i - 1][0] == '-')
        return g_strdup_printf (_("What follows %s, “%s”, is not text in UTF-8. Type it again."), argv[i - 1], shown);
      return g_strdup_printf (_("“%s” is not text in UTF-8. Type it again."), shown);
    }
  return NULL;
}

/* The option that @word names, "--name", "--name=value", "-n" or "-nvalue"; %NULL if there is none. */
static const GOptionEntry *
find_entry (const GOptionEntry *entries,
            const char         *word)
{
  size_t length = strcspn (word, "=");

  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      if (word[1] == '-' ? strlen (entry->long_name) == length - 2 && strncmp (entry->long_name, word + 2, length - 2) == 0
                         : entry->short_name != 0 && word[1] == entry->short_name && (word[2] == '\0' || entry->arg != G_OPTION_ARG_NONE))
        return entry;
    }
  return NULL;
}

/* What is wrong with the options as they were typed; %NULL where only GOption can tell. */
static char *
describe_mistake (const GOptionEntry  *entries,
                  int                  argc,
                  char               **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      const GOptionEntry *entry;
      const char *value;

      if (argv[i][0] != '-' || argv[i][1] == '\0')
        continue;
      entry = find_entry (entries, argv[i]);
      value = entry != NULL && argv[i][1] != '-' && argv[i][2] != '\0' ? argv[i] + 2 : strchr (argv[i], '=');
      if (entry == NULL && value != NULL)
        return g_strdup_printf (_("There is no option “%.*s”."), (int) (value - argv[i]), argv[i]);
      if (entry == NULL)
        return g_strdup_printf (_("There is no option “%s”."), argv[i]);
      if (entry->arg == G_OPTION_ARG_NONE && value != NULL)
        return g_strdup_printf (_("--%s stands alone: nothing may follow it after “=”."), entry->long_name);
      if (entry->arg != G_OPTION_ARG_NONE && value == NULL && ++i >= argc)
        return g_strdup_printf (_("%s lacks what belongs behind it."), argv[i - 1]);
    }
  return NULL;
}

/* Writes "-nvalue" and "-n=value", which GOption does not know, as "--name=value". @spread owns what is written. */
static void
spread_short (const GOptionEntry  *entries,
              int                  argc,
              char               **argv,
              GPtrArray           *spread)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      const GOptionEntry *entry = argv[i][0] == '-' && argv[i][1] != '\0' ? find_entry (entries, argv[i]) : NULL;

      if (entry == NULL || entry->arg == G_OPTION_ARG_NONE)
        continue;
      if (argv[i][1] != '-' && argv[i][2] != '\0')
        {
          argv[i] = g_strdup_printf ("--%s=%s", entry->long_name, argv[i] + (argv[i][2] == '=' ? 3 : 2));
          g_ptr_array_add (spread, argv[i]);
        }
      else if (strchr (argv[i], '=') == NULL)
        i++; /* its value, whatever that begins with */
    }
}

/* Takes decimal digits and a sign, and of a fraction its point. Says in *out_message what is wrong. */
static gboolean
take_number (const Number  *number,
             char         **out_message)
{
  const GOptionEntry *entry = number->entry;
  gint64 least = entry->arg == G_OPTION_ARG_INT ? G_MININT : G_MININT64, most = entry->arg == G_OPTION_ARG_INT ? G_MAXINT : G_MAXINT64;
  g_autoptr(GError) error = NULL;
  gint64 whole = 0;

  if (entry->arg == G_OPTION_ARG_DOUBLE)
    {
      char *end = NULL;
      double value = g_ascii_strtod (number->text, &end);

      if (end != number->text && *end == '\0' && isfinite (value) && strspn (number->text, "+-.0123456789") == strlen (number->text))
        {
          *(double *) entry->arg_data = value;
          return TRUE;
        }
      *out_message = g_strdup_printf (_("--%s takes a number, as 2 or 1.5, and not “%s”."), entry->long_name, number->text);
      return FALSE;
    }
  if (g_ascii_string_to_signed (number->text, 10, least, most, &whole, &error))
    {
      if (entry->arg == G_OPTION_ARG_INT)
        *(int *) entry->arg_data = (int) whole;
      else
        *(gint64 *) entry->arg_data = whole;
      return TRUE;
    }
  if (g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    *out_message = g_strdup_printf (_("--%s cannot take a number as large as %s."), entry->long_name, number->text);
  else
    *out_message = g_strdup_printf (_("--%s takes a whole number in digits, as 12, and not “%s”."), entry->long_name, number->text);
  return FALSE;
}

/* @entries, with each number taken as text first. */
static GArray *
take_as_text (const GOptionEntry *entries,
              GArray             *numbers)
{
  GArray *own = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      Number number = { entry, NULL };

      if (is_number (entry))
        g_array_append_val (numbers, number);
      g_array_append_val (own, *entry);
    }
  /* Only now do the numbers stay where they are. */
  for (guint i = 0, n = 0; i < own->len; i++)
    {
      GOptionEntry *entry = &g_array_index (own, GOptionEntry, i);

      if (!is_number (entry))
        continue;
      entry->arg = G_OPTION_ARG_STRING;
      entry->arg_data = &g_array_index (numbers, Number, n++).text;
    }
  return own;
}

/* GOption leaves "--" among the words when the first word behind it begins with "-". */
static void
drop_end_of_options (int    *argc,
                     char  **argv)
{
  for (int i = 1; i + 1 < *argc; i++)
    {
      if (!g_str_equal (argv[i], "--") || argv[i + 1][0] != '-')
        continue;
      memmove (argv + i, argv + i + 1, sizeof *argv * (gsize) (*argc - i)); /* with the NULL at their end */
      (*argc)--;
      return;
    }
}

/**
 * sotong_cli_parse:
 * @cli: the invocation
 * @entries: (nullable): the verb's options
 * @argc: (inout): argument count; what is left are the verb's words
 * @argv: (inout): arguments
 *
 * What stands behind "--" are words, whatever they begin with.
 *
 * Returns: %FALSE if they are wrong, which has been said
 */
gboolean
sotong_cli_parse (SotongCli           *cli,
                  const GOptionEntry  *entries,
                  int                 *argc,
                  char              ***argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autofree char **given = g_memdup2 (*argv, ((gsize) *argc + 1) * sizeof (char *));
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  g_autoptr(GArray) own = take_as_text (entries, numbers);
  g_autoptr(GPtrArray) spread = g_ptr_array_new_with_free_func (g_free);
  int n_given = *argc;
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;

  g_array_set_clear_func (numbers, number_clear);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, (const GOptionEntry *) (gpointer) own->data, NULL);
  message = describe_mistake (entries, n_given, given);
  if (message == NULL)
    spread_short (entries, n_given, *argv, spread);
  if (message == NULL && !g_option_context_parse (context, argc, argv, &error))
    {
      message = error->domain == G_CONVERT_ERROR ? describe_bytes (n_given, given) : NULL;
      if (message == NULL)
        message = g_strdup (error->message);
    }
  for (guint i = 0; message == NULL && i < numbers->len; i++)
    {
      const Number *number = &g_array_index (numbers, Number, i);

      if (number->text != NULL)
        take_number (number, &message);
    }
  if (message != NULL)
    sotong_cli_usage (cli, message);
  else
    drop_end_of_options (argc, *argv);
  return message == NULL;
}

/**
 * sotong_cli_parse_options:
 * @cli: the invocation
 * @entries: (nullable): the verb's options
 * @argc: (inout): argument count
 * @argv: (inout): arguments
 *
 * As sotong_cli_parse(), for a verb that takes no words: one too many is a mistake that
 * might else do something that nobody asked for.
 *
 * Returns: %FALSE if they are wrong, which has been said
 */
gboolean
sotong_cli_parse_options (SotongCli            *cli,
                          const GOptionEntry   *entries,
                          int                  *argc,
                          char               ***argv)
{
  if (!sotong_cli_parse (cli, entries, argc, argv))
    return FALSE;
  if (*argc <= 1)
    return TRUE;
  sotong_cli_usage (cli, _("This verb takes options only."));
  return FALSE;
}

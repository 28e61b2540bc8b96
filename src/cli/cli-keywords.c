/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sotong-cli-lines.h"
#include "cli/sotong-cli.h"
#include "words/sotong-nouns.h"

/* ---- extract ---- */

typedef struct {
  const SotongNouns *nouns;  /* (unowned) */
  GString           *out;    /* (unowned): of the line at hand */
  gboolean           json;
  gboolean           first;
} Extract;

static void
append_noun (const char *noun,
             gsize       length,
             gpointer    user_data)
{
  Extract *extract = user_data;

  if (!extract->first)
    g_string_append_c (extract->out, extract->json ? ',' : '\t');
  if (extract->json)
    sotong_cli_append_json (extract->out, noun, length);
  else
    g_string_append_len (extract->out, noun, (gssize) length);
  extract->first = FALSE;
}

static void
extract_line (const char *line,
              gsize       length,
              GString    *out,
              gpointer    user_data)
{
  Extract *extract = user_data;
  g_autofree char *composed = NULL;

  /* Only texts with parts of syllables need composing. */
  if (g_strstr_len (line, (gssize) length, "\xe1\x85") != NULL && g_utf8_validate (line, (gssize) length, NULL))
    {
      composed = g_utf8_normalize (line, (gssize) length, G_NORMALIZE_DEFAULT_COMPOSE);
      line = composed;
      length = strlen (composed);
    }
  extract->out = out;
  extract->first = TRUE;
  g_string_append (out, extract->json ? "[" : "");
  sotong_nouns_extract (extract->nouns, line, length, append_noun, extract);
  g_string_append (out, extract->json ? "]\n" : "\n");
}

static int
extract_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  Extract extract = { .json = cli->json };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  extract.nouns = sotong_nouns_get_default (&error);
  if (extract.nouns == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_filter_lines (cli, extract_line, &extract);
}

const SotongCliVerb sotong_cli_keyword_verbs[] = {
  { "keywords extract", "", N_("find the nouns of texts from standard input, one a line"),
    N_("For each line, empty ones too, a line: its nouns and compounds in their order, by TAB. Needs no workspace. With --json each line is an array."),
    extract_verb, FALSE },
  { NULL }
};

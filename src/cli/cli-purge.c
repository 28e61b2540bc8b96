/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-mentions.h"
#include "store/sotong-purge.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

typedef struct {
  const SotongPurge *purge;
  gint64             n;
} Count;

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Count *count = data;

  return sotong_purge_count (db, count->purge, &count->n, error) ? count : NULL;
}

static void
print_purged (SotongCli *cli,
              gint64     n)
{
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "purged", n);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%" PRId64 "\n", n);
}

/* Says before what goes and that it does not come back; with --dry-run that is all. */
static void
run_purge (SotongCli         *cli,
           const SotongPurge *purge,
           gboolean           dry)
{
  Count count = { purge };
  g_autofree char *warning = NULL;
  GError *error = NULL;
  gint64 n;

  if (sotong_store_read (cli->store, count_job, &count, cli->cancellable, &error) == NULL)
    {
      sotong_cli_fail (cli, error);
      return;
    }
  warning = g_strdup_printf (ngettext ("Text, author and address of %" PRId64 " mention go for good, also from the history and closed reports; the counts and figures stay. This cannot be undone.",
                                       "Text, author and address of %" PRId64 " mentions go for good, also from the history and closed reports; the counts and figures stay. This cannot be undone.",
                                       (gulong) count.n), count.n);
  sotong_cli_note (cli, warning);
  if (purge->author != NULL)
    sotong_cli_note (cli, _("The name also goes from kept searches and from the authors whom topics leave out."));
  if (dry)
    {
      print_purged (cli, count.n);
      return;
    }
  n = sotong_purge_run (cli->store, purge, cli->cancellable, &error);
  if (n < 0)
    sotong_cli_fail (cli, error);
  else
    print_purged (cli, n);
}

int
sotong_cli_mentions_purge (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  g_autofree char *source = NULL, *author = NULL, *before = NULL;
  gboolean dry = FALSE;
  GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &author, NULL, NULL },
    { "before", 0, 0, G_OPTION_ARG_STRING, &before, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL },
    { NULL }
  };
  SotongPurge purge = { 0, NULL, SOTONG_NONE };
  g_autoptr(GError) error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || (author != NULL && (before != NULL || sotong_text_is_blank (author))))
    return sotong_cli_usage (cli, _("Mentions are purged by --author, by --before, or else by how long their sources keep them."));
  if (before != NULL && !sotong_time_parse (before, sotong_store_get_zone (cli->store), &purge.before, &error))
    return sotong_cli_usage (cli, error->message);
  if (!sotong_cli_find_source (cli, source, &purge.source_id) || (author != NULL && !sotong_cli_find_author (cli, &author, TRUE)))
    return cli->status;
  purge.author = author;
  run_purge (cli, &purge, dry);
  return cli->status;
}

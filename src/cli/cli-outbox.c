/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-attempt.h"
#include "cli/sotong-cli.h"
#include "publish/sotong-publish-hand.h"
#include "publish/sotong-publish-learn-id.h"
#include "store/sotong-attempt.h"
#include "store/sotong-content.h"

/* outbox: what happened to posts. */

typedef struct {
  gint64 content;  /* 0: all */
  int    limit;
} LogRequest;

static gpointer
log_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const LogRequest *request = data;

  return sotong_attempt_list (db, request->content, request->limit, error);
}

static int
outbox_list_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  LogRequest request = { 0, 100 };
  GOptionEntry entries[] = {
    { "content", 0, 0, G_OPTION_ARG_INT64, &request.content, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &request.limit, NULL, NULL },
    { NULL }
  };
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || request.limit < 1 || request.content < 0)
    return sotong_cli_usage (cli, _("--limit takes a number of lines from 1."));
  list = sotong_store_read (cli->store, log_job, &request, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "attempts");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongAttempt *attempt = g_ptr_array_index (list, i);

      if (builder != NULL)
        sotong_cli_json_attempt (builder, attempt, zone);
      else
        {
          sotong_cli_print ("%" G_GINT64_FORMAT, attempt->copy_id);
          sotong_cli_print_attempt (attempt, zone);
        }
    }
  return sotong_cli_list_end (cli, builder);
}

typedef struct {
  gint64      copy_id;
  gboolean    published;
  const char *url;
  guint       n_unsent;  /* posts of its thread that do not go out any more */
} Resolve;

static gpointer
resolve_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Resolve *resolve = data;
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, resolve->copy_id, error);

  if (copy == NULL)
    return NULL;
  if (resolve->published && copy->state != SOTONG_STATE_UNKNOWN && copy->state != SOTONG_STATE_PUBLISHED && copy->state != SOTONG_STATE_PUBLISHED_BY_HAND)
    return sotong_publish_hand_note (db, resolve->copy_id, resolve->url, error) ? data : NULL;
  if (!sotong_attempt_count_unsent (db, resolve->copy_id, &resolve->n_unsent, error))
    return NULL;
  return sotong_publish_hand_settle (db, resolve->copy_id, resolve->published, resolve->url, error) ? data : NULL;
}

/* It is settled whatever the site says now. */
static void
learn_id (SotongCli *cli,
          gint64     copy_id)
{
  g_autoptr(GError) error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);

  if (secrets == NULL || !sotong_publish_learn_id (cli->store, secrets, copy_id, cli->cancellable, &error))
    sotong_cli_note (cli, error->message);
}

static int
outbox_resolve_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_autofree char *published = NULL;
  gboolean not_published = FALSE;
  GOptionEntry entries[] = {
    { "published", 0, 0, G_OPTION_ARG_STRING, &published, NULL, NULL },
    { "not-published", 0, 0, G_OPTION_ARG_NONE, &not_published, NULL, NULL },
    { NULL }
  };
  Resolve resolve = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || (published != NULL) == not_published || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &resolve.copy_id, NULL))
    return sotong_cli_usage (cli, _("Give a copy’s number, as “sotongctl outbox list” shows it, and --published URL or --not-published."));
  resolve.published = published != NULL;
  resolve.url = published;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, resolve_job, &resolve, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (resolve.published && resolve.n_unsent > 0)
    {
      g_autofree char *note = sotong_attempt_describe_there (resolve.n_unsent);

      sotong_cli_note (cli, note);
    }
  if (resolve.published)
    learn_id (cli, resolve.copy_id);
  return sotong_cli_confirm (cli, resolve.copy_id);
}

const SotongCliVerb sotong_cli_outbox_verbs[] = {
  { "outbox list", "[--content ID] [--limit N]", N_("Shows the attempts, newest first: copy, time, outcome, channel, message, kind, post, status, duration."),
    N_("The kind is publish, update (a correction, or another time for what waits there), delete (a withdrawal), look-up, by-hand, settle or missed. Of a "
       "thread the post is “2/4”. The status is that of the answer, 0 if none came; the duration is in milliseconds."), outbox_list_verb, TRUE },
  { "outbox resolve", "COPY --published URL|--not-published", N_("Says what became of a copy: of unknown outcome, or published by hand."),
    N_("For what could not be found out on the platform itself. It stands in the history and can be undone; of what only a person said it can be said anew, "
       "with the right address or that it is not published after all."), outbox_resolve_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli-attempt.h"
#include "cli/sotong-cli.h"
#include "publish/sotong-publish-hand.h"
#include "publish/sotong-publish-learn-id.h"
#include "store/sotong-attempt.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-store-error.h"

#define MANY_ATTEMPTS 1000

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
  char       *taken;     /* (owned) (nullable): which copy the number was taken for, where it could be another's too */
} Resolve;

static char *
describe_copy (SotongDb          *db,
               const SotongCopy  *copy,
               const char        *title,
               GError           **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, copy->channel_id, error);

  return channel != NULL ? g_strdup_printf (_("%" PRId64 " (“%s”, %s)"), copy->id, title, channel->name) : NULL;
}

/* The copies of a content whose outcome is unknown, in words; the last of them in @out_copy. */
static char *
list_unknown (SotongDb             *db,
              const SotongContent  *content,
              const SotongCopy    **out_copy,
              guint                *out_n,
              GError              **error)
{
  g_autoptr(GString) list = g_string_new (NULL);

  *out_n = 0;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autofree char *words = NULL;

      if (copy->state != SOTONG_STATE_UNKNOWN)
        continue;
      words = describe_copy (db, copy, content->title, error);
      if (words == NULL)
        return NULL;
      g_string_append_printf (list, "%s%s", *out_n > 0 ? ", " : "", words);
      *out_copy = copy;
      ++*out_n;
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* (nullable): what was last done about it. */
static const SotongAttempt *
find_last (GPtrArray        *attempts,
           const SotongCopy *copy)
{
  for (guint i = 0; i < attempts->len; i++)
    {
      const SotongAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->copy_id == copy->id)
        return attempt;
    }
  return NULL;
}

/* What became of it waits for a person’s word, or has it, which may be said anew. */
static gboolean
is_persons (const SotongCopy    *copy,
            const SotongAttempt *last)
{
  return copy->state == SOTONG_STATE_UNKNOWN || (last != NULL && (g_str_equal (last->kind, "settle") || g_str_equal (last->kind, "by-hand")));
}

/* A copy and a content have the same number, and either may be meant. */
static gboolean
refuse_both (const Resolve *resolve,
             const char    *named,
             const char    *unknown,
             GError       **error)
{
  if (unknown[0] != '\0')
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("Of content %1$" PRId64 " the outcome of %2$s is unknown, and there is the copy %3$s as well. Nothing was changed. Name what is unknown by its own number; "
                   "that the other was posted by hand is noted with “sotongctl publish --by-hand %1$" PRId64 " --url URL”."), resolve->copy_id, unknown, named);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("No copy of content %1$" PRId64 " is of unknown outcome any more, and of the copy %2$s nothing was sent yet. Nothing was changed. If that one was posted by hand, "
                   "note it with “sotongctl publish --by-hand %1$" PRId64 " --url URL”."), resolve->copy_id, named);
  return FALSE;
}

/* The copy of that number is not the content’s: which of the two is meant? @unknown: the content’s copies of unknown outcome. */
static gboolean
choose_between (SotongDb             *db,
                Resolve              *resolve,
                const SotongContent  *content,
                const SotongCopy     *named,
                const char           *unknown,
                GError              **error)
{
  g_autoptr(SotongContent) own = sotong_content_get (db, named->content_id, NULL); /* it may have been deleted meanwhile */
  g_autoptr(GPtrArray) attempts = sotong_attempt_list (db, named->content_id, MANY_ATTEMPTS, error);
  g_autoptr(GPtrArray) others = attempts != NULL ? sotong_attempt_list (db, content->id, 1, error) : NULL;
  const SotongAttempt *last = others != NULL ? find_last (attempts, named) : NULL;
  g_autofree char *words = NULL;

  if (others == NULL)
    return FALSE;
  words = describe_copy (db, named, own != NULL ? own->title : last != NULL ? last->title : "", error);
  if (words == NULL)
    return FALSE;
  if (is_persons (named, last) || (unknown[0] == '\0' && (last != NULL || others->len == 0)))
    resolve->taken = g_steal_pointer (&words);
  else if (unknown[0] == '\0' || last != NULL)
    return refuse_both (resolve, words, unknown, error);
  return TRUE;
}

/* The number is a copy’s. Who has it from what “publish” prints has a content’s: that is understood where only one thing can be meant. */
static gboolean
choose_copy (SotongDb  *db,
             Resolve   *resolve,
             GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, resolve->copy_id, NULL);
  g_autoptr(SotongCopy) named = sotong_copy_get (db, resolve->copy_id, NULL);
  g_autofree char *list = NULL;
  const SotongCopy *copy = NULL;
  guint n = 0;

  if (content == NULL)
    return TRUE;
  list = list_unknown (db, content, &copy, &n, error);
  if (list == NULL)
    return FALSE;
  if (n == 0 && (named == NULL || named->content_id == content->id))
    return TRUE;
  if (n == 1 && named != NULL && copy->id == named->id)
    return TRUE;
  if (named != NULL && !choose_between (db, resolve, content, named, list, error))
    return FALSE;
  if (resolve->taken != NULL)
    return TRUE;
  if (n > 1)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("Content %" PRId64 " has %u copies of unknown outcome: %s. Nothing was changed. Name one of them by its number."), content->id, n, list);
      return FALSE;
    }
  resolve->copy_id = copy->id;
  resolve->taken = g_steal_pointer (&list);
  return TRUE;
}

static gpointer
resolve_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Resolve *resolve = data;
  g_autoptr(SotongCopy) copy = choose_copy (db, resolve, error) ? sotong_copy_get (db, resolve->copy_id, error) : NULL;

  if (copy == NULL)
    return NULL;
  if (resolve->published && copy->state != SOTONG_STATE_UNKNOWN && copy->state != SOTONG_STATE_PUBLISHED && copy->state != SOTONG_STATE_PUBLISHED_BY_HAND)
    return sotong_publish_hand_note (db, resolve->copy_id, resolve->url, error) ? data : NULL;
  if (!sotong_attempt_count_unsent (db, resolve->copy_id, &resolve->n_unsent, error))
    return NULL;
  return sotong_publish_hand_settle (db, resolve->copy_id, resolve->published, resolve->url, error) ? data : NULL;
}

static void
note_taken (SotongCli *cli,
            Resolve   *resolve)
{
  g_autofree char *taken = g_steal_pointer (&resolve->taken);
  g_autofree char *note = taken != NULL ? g_strdup_printf (_("This was noted of the copy %s."), taken) : NULL;

  if (note != NULL)
    sotong_cli_note (cli, note);
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
    {
      g_free (resolve.taken);
      return sotong_cli_fail (cli, error);
    }
  note_taken (cli, &resolve);
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
    N_("COPY is the number that “outbox list” begins with. A content’s number, as “publish” prints it, is taken for its one copy of unknown outcome, unless the copy of that "
       "number is of unknown outcome itself or a person said what became of it; which copy it was is then said. For what could not be found out on the platform itself. It stands in the history and can be undone; of what only a person said it can be said anew, "
       "with the right address or that it is not published after all."), outbox_resolve_verb, TRUE },
  { NULL }
};

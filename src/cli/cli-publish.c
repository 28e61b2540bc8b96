/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-channel.h"
#include "cli/cli-practice.h"
#include "cli/cli-by-hand.h"
#include "cli/sotong-cli-attempt.h"
#include "cli/sotong-cli-outbox.h"
#include "cli/sotong-cli.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-content.h"

#define MAX_LOG 100000

/* ---- publish ---- */

typedef struct {
  GPtrArray *results;  /* (unowned) (element-type SotongPublishResult) */
  GPtrArray *attempts; /* (owned) (element-type SotongAttempt) */
  GPtrArray *copies;   /* (owned) (element-type SotongCopy) */
} After;

static gboolean
belongs (const SotongAttempt *attempt,
         GPtrArray           *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      if (((SotongPublishResult *) g_ptr_array_index (results, i))->attempt_id == attempt->id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_attempts (SotongDb   *db,
              After      *after,
              gint64      content_id,
              GError    **error)
{
  g_autoptr(GPtrArray) list = sotong_attempt_list (db, content_id, MAX_LOG, error);

  if (list == NULL)
    return FALSE;
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = list->len; i > 0; i--)
    {
      SotongAttempt *attempt = g_ptr_array_index (list, i - 1);

      if (belongs (attempt, after->results))
        g_ptr_array_add (after->attempts, attempt);
      else
        sotong_attempt_free (attempt);
    }
  return TRUE;
}

/* What stands in the workspace after the run, read back. */
static gpointer
after_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  After *after = data;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < after->results->len; i++)
    {
      SotongPublishResult *result = g_ptr_array_index (after->results, i);
      SotongCopy *copy = result->copy_id != 0 ? sotong_copy_get (db, result->copy_id, error) : NULL;

      g_ptr_array_add (after->copies, copy);
      if (result->copy_id == 0)
        continue;
      if (copy == NULL)
        return NULL;
      if (g_hash_table_add (seen, &result->content_id) && !add_attempts (db, after, result->content_id, error))
        return NULL;
    }
  return data;
}

static void
json_copy (SotongCli                 *cli,
           JsonBuilder               *builder,
           const SotongCopy          *copy,
           const SotongPublishResult *result)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", copy->id);
  sotong_cli_json_int (builder, "content_id", copy->content_id);
  sotong_cli_json_text (builder, "channel", copy->channel);
  sotong_cli_json_text (builder, "state", sotong_state_get_name (copy->state));
  sotong_cli_json_time (builder, "publish_at", copy->publish_at, zone);
  sotong_cli_json_text (builder, "remote_id", copy->remote_id);
  sotong_cli_json_text (builder, "remote_url", copy->remote_url);
  sotong_cli_json_text (builder, "result", sotong_publish_state_get_name (result->state));
  sotong_cli_json_text (builder, "message", result->message);
  json_builder_end_object (builder);
}

static void
print_json (SotongCli   *cli,
            const After *after)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  json_builder_set_member_name (builder, "attempts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < after->attempts->len; i++)
    sotong_cli_json_attempt (builder, g_ptr_array_index (after->attempts, i), sotong_store_get_zone (cli->store));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < after->copies->len; i++)
    if (g_ptr_array_index (after->copies, i) != NULL)
      json_copy (cli, builder, g_ptr_array_index (after->copies, i), g_ptr_array_index (after->results, i));
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

static void
print_result (const SotongPublishResult *result)
{
  if (sotong_publish_result_is_of_run (result))
    return;
  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", result->content_id, sotong_publish_state_get_name (result->state));
  sotong_cli_print_field (result->channel, FALSE);
  sotong_cli_print_field (result->title, FALSE);
  sotong_cli_print_field (result->remote_url, TRUE);
}

static gboolean
is_same_cause (const SotongPublishResult *a,
               const SotongPublishResult *b)
{
  return a->attempt_id == 0 && b->attempt_id == 0 && a->state == b->state && g_str_equal (a->channel, b->channel)
         && g_str_equal (a->message, b->message);
}

/* Where it had gone out before, nothing was done or other words are out; or it is not out though it should be. The result's name alone does not tell. */
static void
note_out_before (SotongCli                 *cli,
                   const SotongPublishResult *result)
{
  g_autofree char *note = NULL;

  if ((result->state != SOTONG_PUBLISH_ELSEWHERE && !result->edited && !result->twice && !result->overdue) || result->message == NULL || result->message[0] == '\0')
    return;
  note = g_strdup_printf ("%" G_GINT64_FORMAT " “%s” (%s): %s", result->content_id, result->title, result->channel, result->message);
  sotong_cli_note (cli, note);
}

/* Nothing has failed: it is a person's turn. */
static void
note_by_hand (SotongCli                 *cli,
              const SotongPublishResult *result)
{
  /* Translators: a content's number and title, its channel */
  g_autofree char *where = g_strdup_printf (_("by hand: %d “%s” (%s)"), (int) result->content_id, result->title, result->channel);
  g_autofree char *note = g_strconcat (where, ": ", result->message, NULL);

  sotong_cli_note (cli, note);
}

/* One line for each cause, not for each post. */
static void
print_problems (SotongCli *cli,
                GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);
      g_autofree char *where = NULL;
      guint n_more = 0;

      if (sotong_publish_result_is_well (result))
        {
          note_out_before (cli, result);
          continue;
        }
      if (result->state == SOTONG_PUBLISH_BY_HAND)
        {
          note_by_hand (cli, result);
          continue;
        }
      while (i + 1 < results->len && is_same_cause (result, g_ptr_array_index (results, i + 1)))
        {
          n_more++;
          i++;
        }
      if (sotong_publish_result_is_of_run (result))
        where = g_strdup (result->title);
      else if (n_more == 0)
        where = g_strdup_printf ("%" G_GINT64_FORMAT " “%s” (%s)", result->content_id, result->title, result->channel);
      else /* Translators: a content's number and title, how many more, their channel */
        where = g_strdup_printf (ngettext ("%" PRId64 " “%s” and %u more (%s)", "%" PRId64 " “%s” and %u more (%s)", n_more),
                                 result->content_id, result->title, n_more, result->channel);
      sotong_cli_problem (cli, where, result->message);
    }
}

/**
 * sotong_cli_print_run:
 * @cli: the invocation
 * @results: (element-type SotongPublishResult): what a run came to
 *
 * Prints a run as “publish” does.
 *
 * Returns: the exit code
 */
int
sotong_cli_print_run (SotongCli *cli,
                      GPtrArray *results)
{
  g_autoptr(GPtrArray) attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attempt_free);
  g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_copy_free);
  After after = { results, attempts, copies };
  GError *error = NULL;

  print_problems (cli, results);
  if (!cli->json)
    {
      for (guint i = 0; i < results->len; i++)
        print_result (g_ptr_array_index (results, i));
      return cli->status;
    }
  if (sotong_store_read (cli->store, after_job, &after, NULL, &error) == NULL)
    return sotong_cli_fail (cli, error);
  print_json (cli, &after);
  return cli->status;
}

static int
publish_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  gint64 content = 0;
  gboolean real = FALSE, take_over = FALSE, due = FALSE, dry = FALSE;
  g_auto(SotongCliByHand) hand = { 0 };
  GOptionEntry entries[] = {
    { "by-hand", 0, 0, G_OPTION_ARG_INT64, &hand.copy_id, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &hand.url, NULL, NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &hand.check, NULL, NULL },
    { "due", 0, 0, G_OPTION_ARG_NONE, &due, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL },
    { "content", 0, 0, G_OPTION_ARG_INT64, &content, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &take_over, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  SotongPublishFlags flags;
  SotongSecrets *secrets;
  GError *error = NULL;
  gboolean one = FALSE;

  for (int i = 1; i < argc; i++)
    one |= g_str_has_prefix (argv[i], "--content");
  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || (one && content <= 0))
    return sotong_cli_usage (cli, _("--content takes a content’s number, as “sotongctl content list” shows it."));
  if (one && due)
    return sotong_cli_usage (cli, _("Choose one of --due and --content ID."));
  if (hand.copy_id != 0 || hand.url != NULL || hand.check)
    return sotong_cli_by_hand (cli, &hand, one || due || dry);
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  publisher = sotong_publisher_new (cli->store, secrets);
  flags = (real ? SOTONG_PUBLISH_ALLOW_REAL : 0) | (take_over ? SOTONG_PUBLISH_TAKE_OVER : 0) | (dry ? SOTONG_PUBLISH_DRY : 0);
  if (!one)
    sotong_cli_note_hold (cli);
  if (one)
    results = sotong_publisher_publish_content (publisher, content, 0, flags, NULL, NULL, cli->cancellable, &error);
  else
    results = sotong_publisher_publish_due (publisher, flags, NULL, NULL, cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_run (cli, results);
}

const SotongCliVerb sotong_cli_publish_verbs[] = {
  { "channel add", "--name N --platform P [--url U] [--user U] [--handle H] [--media-through N|URL] < SECRET", N_("Adds a channel and keeps its secret in the keyring."),
    N_("P is practice, wordpress, ghost, mastodon, bluesky, facebook, instagram, threads, x, youtube, telegram, naver-blog, kakaostory or "
       "kakao-channel. The secret comes on standard input; one of several parts is a JSON object. Where “channel login” signs in through the "
       "browser it may be left out. With --secrets-stdin none is read or kept: "
       "give it each time. An address that begins with http:// is refused, unless it is on this machine. Prints the channel’s number."),
    sotong_cli_channel_add, TRUE },
  { "channel list", "", N_("Lists the channels: number, name, platform, address, user, health."), NULL, sotong_cli_channel_list, TRUE },
  { "channel test", "N", N_("Asks the platform whether the channel’s account may publish. Publishes nothing."),
    N_("A platform that asked to be waited for is waited for all the same, which is said; but where that would be for more than a day, an account that answers well is "
       "not waited for any more. Neither “channel health” nor the daily check ends such a pause."), sotong_cli_channel_test, TRUE },
  { "channel remove", "NAME|ID", N_("Removes a channel on which nothing waits, and its secret."),
    N_("Undo brings the channel back, but not its secret, which leaves the keyring for good: the channel must then be given it anew."), sotong_cli_channel_remove, TRUE },
  { "publish", "[--due|--content ID] [--dry-run] [--real] [--take-over] | --by-hand COPY --url URL [--check]", N_("Publishes all that is due, or one content now; one attempt each."),
    N_("What may be out already is looked up first and never sent twice. What is later than “late set” allows is missed and not sent: each is said on "
       "standard error, and “late” or --content decides what becomes of it. While everything is on hold nothing goes out but with --content. "
       "--dry-run says what would be done; it calls nobody and writes nothing. Under a set clock real channels are only used with --real. A workspace "
       "that another computer, or another copy of the file, publishes from is only used with --take-over; so is one that is older than what this computer has sent from "
       "it, as when a backup was put back. With --secrets-stdin the secrets come as NAME⇥SECRET lines. "
       "What a person has to post themselves is said on standard error, “by hand: …”, and is no failure: the exit code stays 0. --by-hand notes that they have, and where, in a form that fits the "
       "platform; --check also asks whether a page answers there. "
       "Prints for each copy: content, result, channel, title, address. Results: published; handed_over (the platform has it and waits for its time); "
       "planned (--dry-run alone: it would be sent, or looked up first); elsewhere (nothing to do: out already, changed, or in another program’s hands); corrected and withdrawn (a correction or withdrawal that its platform had had no time for); "
       "waiting (not out, and tried again later); sign_in (not out: the channel’s sign-in must be renewed); refused (not out: the platform says why); "
       "unknown (perhaps out: it is looked up before anything is sent again); missed (not out, and too late to go out by itself); skipped (nothing was tried); "
       "by_hand (a person has to post it); cancelled (stopped before anything was sent). For all from waiting on, standard error says why."), publish_verb, TRUE },
  { "practice serve", "[--port N] < TOKEN", N_("Runs the practice platform on this machine until it is stopped."),
    N_("Takes its token as one line on standard input, prints its address, and forgets all it received when it ends."),
    sotong_cli_practice_serve, FALSE },
  { "practice connect", "--url U < TOKEN", N_("Points the workspace's practice channel and source at a practice platform."),
    N_("Makes them if there are none. Prints their names."), sotong_cli_practice_connect, TRUE },
  { NULL }
};

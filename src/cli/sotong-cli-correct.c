/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sotong-cli-correct.h"
#include "publish/sotong-publish-take-back.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-shift.h"
#include "store/sotong-correction.h"
#include "store/sotong-hold.h"

/* What stands on the platforms already: corrected or withdrawn there, at a person's request. */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

/* Their channels, in quotes, separated by commas. */
static char *
name_channels (GPtrArray *outs,
               gboolean   only_different)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (!only_different || sotong_publisher_would_correct (out))
        g_string_append_printf (text, "%s“%s”", text->len > 0 ? ", " : "", out->channel);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A person at a terminal is asked; a script has said what it wants by its words. */
static gboolean
agrees (SotongCli  *cli,
        const char *question)
{
  char buffer[32];

  if (cli->secrets_stdin || !isatty (STDIN_FILENO))
    return TRUE;
  /* Translators: %s is a question; "y" stays "y" in every language. */
  fprintf (stderr, _("%s Type y and Enter to go on: "), question);
  return fgets (buffer, sizeof buffer, stdin) != NULL && (buffer[0] == 'y' || buffer[0] == 'Y');
}

static SotongPublisher *
make_publisher (SotongCli *cli)
{
  g_autoptr(GError) error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);

  if (secrets != NULL)
    return sotong_publisher_new (cli->store, secrets);
  sotong_cli_problem (cli, NULL, error->message);
  return NULL;
}

/* A line for each copy; what went wrong counts. Returns whether all went well. */
static gboolean
report (SotongCli *cli,
        GPtrArray *results)
{
  gboolean well = TRUE;

  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);
      g_autofree char *where = g_strdup_printf ("%" G_GINT64_FORMAT, result->content_id);
      g_autofree char *note = NULL;

      if (!sotong_publish_result_is_well (result))
        {
          well = FALSE;
          sotong_cli_problem (cli, where, result->message);
          continue;
        }
      if (result->state == SOTONG_PUBLISH_CORRECTED && result->message != NULL && result->message[0] != '\0')
        note = g_strdup_printf (_("%1$s: “%2$s”: %3$s"), where, result->channel, result->message);
      else if (result->state == SOTONG_PUBLISH_CORRECTED)
        note = g_strdup_printf (_("%s: corrected on “%s”. %s"), where, result->channel, result->remote_url != NULL ? result->remote_url : "");
      else
        note = g_strdup_printf (_("%s: taken off “%s”. What was out, and when, stays on record."), where, result->channel);
      sotong_cli_note (cli, note);
    }
  return well;
}

/**
 * sotong_cli_correct:
 * @cli: the invocation, with its store open
 * @content_id: a content
 * @person_id: who sends it, where approval is on; 0: for whom the desktop account acts
 * @real: whether real channels may be used under a set clock
 *
 * Sends the content's words to where other words of it stand. Nothing if there is no such place.
 *
 * Returns: the exit code
 */
int
sotong_cli_correct (SotongCli *cli,
                    gint64     content_id,
                    gint64     person_id,
                    gboolean   real)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) outs = sotong_store_read (cli->store, list_job, &content_id, cli->cancellable, &error);
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autofree char *names = NULL;
  g_autofree char *question = NULL;
  g_autofree char *kept = NULL;

  if (outs == NULL)
    return sotong_cli_fail (cli, error);
  names = name_channels (outs, TRUE);
  kept = sotong_publisher_describe_kept (outs);
  if (kept != NULL)
    sotong_cli_note (cli, kept);
  if (names[0] == '\0')
    return cli->status;
  question = g_strdup_printf (_("It is out on %s already. Its correction goes there at once and cannot be taken back unseen."), names);
  if (!agrees (cli, question))
    {
      g_autofree char *note = g_strdup_printf (_("It was changed here only. “sotongctl content correct %" PRId64 "” sends the correction."), content_id);

      sotong_cli_note (cli, note);
      return cli->status;
    }
  publisher = make_publisher (cli);
  if (publisher == NULL)
    return cli->status;
  results = sotong_publisher_correct (publisher, content_id, person_id, real ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT,
                                      cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  report (cli, results);
  return cli->status;
}

/**
 * sotong_cli_note_files:
 * @cli: the invocation, with its store open
 * @content_id: a content whose files were changed
 *
 * Says where it is out with other files already, and how they get there, if they can.
 */
void
sotong_cli_note_files (SotongCli *cli,
                       gint64     content_id)
{
  g_autoptr(GPtrArray) outs = sotong_store_read (cli->store, list_job, &content_id, cli->cancellable, NULL);
  g_autofree char *names = outs != NULL ? name_channels (outs, TRUE) : g_strdup ("");
  g_autofree char *kept = outs != NULL ? sotong_publisher_describe_kept (outs) : NULL;
  g_autofree char *note = NULL;

  if (names[0] != '\0')
    {
      note = g_strdup_printf (_("It is out on %s already. “sotongctl content correct %" PRId64 "” sends the change there."), names, content_id);
      sotong_cli_note (cli, note);
    }
  if (kept != NULL)
    sotong_cli_note (cli, kept);
}

/* Which of @outs wait on their platforms, on the one channel if there is one; their names. */
static char *
name_waiting (GPtrArray *outs,
              gint64     channel_id)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (g_str_equal (out->state, "scheduled") && !out->begun && (channel_id == 0 || channel_id == out->channel_id))
        g_string_append_printf (text, "%s“%s”", text->len > 0 ? ", " : "", out->channel);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether all of the content that waits there has the time now; if not, why has been said. */
static gboolean
move_one (SotongCli *cli,
          gint64     content_id,
          gint64     channel_id,
          gint64     time,
          gboolean   real)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) outs = sotong_store_read (cli->store, list_job, &content_id, cli->cancellable, &error);
  g_autofree char *names = outs != NULL ? name_waiting (outs, channel_id) : NULL;
  g_autofree char *where = g_strdup_printf ("%" PRId64, content_id);
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autofree char *question = NULL;

  if (names == NULL || names[0] == '\0') /* that there is no such content is said where the rest is moved */
    return TRUE;
  question = g_strdup_printf (_("It waits for its time on %s. It gets the new time there at once, and that cannot be undone."), names);
  if (!agrees (cli, question))
    {
      sotong_cli_note (cli, _("Nothing was moved."));
      return FALSE;
    }
  publisher = make_publisher (cli);
  if (publisher == NULL)
    return FALSE;
  results = sotong_publisher_move_waiting (publisher, content_id, channel_id, time, real ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT,
                                           cli->cancellable, &error);
  if (results != NULL)
    return report (cli, results);
  sotong_cli_problem (cli, where, error->message);
  return FALSE;
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_find (db, data, error);
}

/**
 * sotong_cli_move_waiting:
 * @cli: the invocation, with its store open
 * @picks: (inout) (element-type SotongPick): contents; those that do not get the time on their platform are taken out
 * @channel_name: (nullable): only their copies there
 * @time: when they are to go out, seconds since 1970 UTC
 * @real: whether real channels may be used under a set clock
 *
 * Gives what of them waits on its platform another time there, before the rest is moved here. What does not get it stays
 * whole as it is, and why has been said.
 */
void
sotong_cli_move_waiting (SotongCli  *cli,
                         GPtrArray  *picks,
                         const char *channel_name,
                         gint64      time,
                         gboolean    real)
{
  g_autoptr(SotongChannel) channel = NULL;

  if (channel_name != NULL)
    channel = sotong_store_read (cli->store, channel_job, (gpointer) channel_name, cli->cancellable, NULL);
  if (channel_name != NULL && channel == NULL)
    return; /* said where the rest is moved */
  for (guint i = picks->len; i > 0; i--)
    {
      const SotongPick *pick = g_ptr_array_index (picks, i - 1);

      if (!move_one (cli, pick->content_id, channel != NULL ? channel->id : 0, time, real))
        g_ptr_array_remove_index (picks, i - 1);
    }
}

static gpointer
gone_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GPtrArray *outs = data;

  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if ((out->begun || !g_str_equal (out->state, "scheduled")) && !sotong_correction_note_gone (db, out->copy_id, error))
        return NULL;
    }
  return data;
}

static gboolean
note_gone (SotongCli *cli,
           GPtrArray *outs)
{
  g_autoptr(GError) error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, gone_job, outs, cli->cancellable, &error) != NULL)
    return TRUE;
  sotong_cli_problem (cli, NULL, error->message);
  return FALSE;
}

/* Whether one was published: its record stays; what only waited was never out. */
static gboolean
was_published (GPtrArray *outs)
{
  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (!out->begun && !g_str_equal (out->state, "scheduled"))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_cli_withdraw:
 * @cli: the invocation, with its store open
 * @content_id: a content
 * @real: whether real channels may be used under a set clock
 * @gone: a person has taken it off its pages: only note that
 * @out_was_out: (out): whether the content had been published; its record then stays
 *
 * Takes a content off the platforms where it stands, or waits for its time.
 *
 * Returns: whether it stands nowhere any more; if not, why has been said
 */
gboolean
sotong_cli_withdraw (SotongCli *cli,
                     gint64     content_id,
                     gboolean   real,
                     gboolean   gone,
                     gboolean  *out_was_out)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) outs = sotong_store_read (cli->store, list_job, &content_id, cli->cancellable, &error);
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autofree char *names = NULL;
  g_autofree char *question = NULL;

  *out_was_out = outs != NULL && was_published (outs);
  if (outs == NULL)
    {
      sotong_cli_problem (cli, NULL, error->message);
      return FALSE;
    }
  if (outs->len == 0)
    return TRUE;
  if (gone)
    return note_gone (cli, outs);
  names = name_channels (outs, FALSE);
  question = g_strdup_printf (_("It is out on %s, or waits there. Taking it off cannot be undone."), names);
  if (!agrees (cli, question))
    {
      sotong_cli_note (cli, _("Nothing was deleted."));
      return FALSE;
    }
  publisher = make_publisher (cli);
  if (publisher == NULL)
    return FALSE;
  results = sotong_publisher_withdraw (publisher, content_id, real ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT, cli->cancellable, &error);
  if (results != NULL)
    return report (cli, results);
  sotong_cli_problem (cli, NULL, error->message);
  return FALSE;
}

static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_get (db, error);
}

/* A line for each copy; what went wrong counts. */
static void
report_taken_back (SotongCli *cli,
                   GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);
      g_autofree char *where = g_strdup_printf ("%" PRId64 " “%s” (%s)", result->content_id, result->title, result->channel);
      g_autofree char *note = NULL;

      if (!sotong_publish_result_is_well (result))
        {
          sotong_cli_problem (cli, where, result->message);
          continue;
        }
      note = g_strdup_printf (_("%s: taken back; it is held here, and goes out when the hold ends."), where);
      sotong_cli_note (cli, note);
    }
}

/**
 * sotong_cli_take_back:
 * @cli: the invocation, with its store open
 * @real: whether real channels may be used under a set clock
 *
 * While everything is on hold: takes what waits on platforms back, so that it is held here. What went wrong has been said.
 */
void
sotong_cli_take_back (SotongCli *cli,
                      gboolean   real)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHold) hold = sotong_store_read (cli->store, hold_job, NULL, cli->cancellable, &error);
  g_autofree char *there = hold != NULL ? sotong_hold_describe_there (hold) : NULL, *question = NULL;
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;

  if (hold != NULL && there == NULL)
    {
      sotong_cli_note (cli, _("Nothing waits on a platform, so nothing was taken back."));
      return;
    }
  if (hold != NULL)
    {
      question = g_strdup_printf (_("%s Taking back cannot be undone; what is taken back is held here, and goes out when the hold ends."), there);
      if (!agrees (cli, question))
        {
          sotong_cli_note (cli, _("Nothing was taken back."));
          return;
        }
      publisher = make_publisher (cli);
      if (publisher == NULL)
        return;
      results = sotong_publish_take_back (publisher, real ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT, cli->cancellable, &error);
    }
  if (results != NULL)
    report_taken_back (cli, results);
  else
    sotong_cli_problem (cli, NULL, error->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "cli/sotong-cli.h"
#include "exchange/sotong-layer-refresh.h"
#include "monitor/sotong-alert-send.h"
#include "monitor/sotong-fetch.h"
#include "publish/sotong-publish-rounds.h"
#include "publish/sotong-publish-vigil.h"
#include "report/sotong-report-scheduled.h"
#include "store/sotong-daemon.h"
#include "store/sotong-retention.h"
#include "util/sotong-time.h"

/* daemon: publishing and fetching by the clock, in the foreground, a line for each event. */

#define EVERY_MS 2000
#define MAX_EVERY_S 3600
#define RAISE_EVERY_S 60

static void
print_text (const char *text,
            gboolean    last)
{
  sotong_cli_print_field (text != NULL ? text : "", last);
}

/* The vigil has a thread of its own. */
static GMutex print_mutex;

/* A line of its own even in JSON, and at once: somebody may be reading along. */
static void
print_event (SotongCli  *cli,
             const char *event,
             gint64      id,
             const char *where,
             const char *what,
             const char *message)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 now = sotong_clock_now (sotong_store_get_clock (cli->store));
  g_autofree char *at = sotong_time_format_iso (now, zone);

  g_mutex_lock (&print_mutex);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_time (builder, "at", now, zone);
      sotong_cli_json_text (builder, "event", event);
      sotong_cli_json_int (builder, "id", id != 0 ? id : SOTONG_NONE);
      sotong_cli_json_text (builder, "where", where);
      sotong_cli_json_text (builder, "what", what);
      sotong_cli_json_text (builder, "message", message);
      sotong_cli_json_print (builder);
    }
  else
    {
      sotong_cli_print ("%s\t%s\t", at, event);
      if (id != 0)
        sotong_cli_print ("%" PRId64 "\t", id);
      else
        sotong_cli_print ("-\t");
      print_text (where, FALSE);
      print_text (what, FALSE);
      print_text (message, TRUE);
    }
  fflush (stdout);
  g_mutex_unlock (&print_mutex);
}

typedef struct {
  SotongCli           *cli;
  SotongPublisher     *publisher;
  SotongPublishRounds *rounds;
  SotongPublishVigil  *vigil;
  SotongSecrets       *secrets;
  SotongPublishFlags   flags;
  gboolean             no_fetch;
  char                *said;      /* (owned) (nullable), under @print_mutex: the last trouble with the workspace itself */
  GThread             *fetcher;   /* (owned) (nullable): what is slow to answer must not keep what is due */
  gint                 fetched;   /* (atomic): it has ended */
  gint64               raised_at; /* monotonic, of the fetcher: when the alert rules were looked at last */
} Daemon;

static void
say_trouble (Daemon       *self,
             const GError *error)
{
  gboolean known;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_mutex_lock (&print_mutex);
  known = g_strcmp0 (error->message, self->said) == 0;
  if (!known)
    {
      g_free (self->said);
      self->said = g_strdup (error->message);
    }
  g_mutex_unlock (&print_mutex);
  if (known)
    return;
  print_event (self->cli, "trouble", 0, NULL, NULL, error->message);
}

static void
print_result (Daemon                    *self,
              const SotongPublishResult *result)
{
  print_event (self->cli, sotong_publish_state_get_name (result->state), result->content_id, result->channel, result->title,
               result->message[0] != '\0' ? result->message : result->remote_url);
}

static void
vigil_cb (gboolean   sleeps,
          guint      n_ahead,
          GPtrArray *news,
          gpointer   user_data)
{
  Daemon *self = user_data;
  g_autofree char *message = NULL;

  for (guint i = 0; news != NULL && i < news->len; i++)
    print_result (self, g_ptr_array_index (news, i));
  if (n_ahead > 0)
    message = g_strdup_printf (ngettext ("%u post is due within a day.", "%u posts are due within a day.", n_ahead), n_ahead);
  print_event (self->cli, sleeps ? "sleeping" : "woke", 0, NULL, NULL, message);
}

/* %FALSE when it must not go on. */
static gboolean
publish (Daemon  *self,
         GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GPtrArray) news = sotong_publish_rounds_run (self->rounds, self->flags, self->cli->cancellable, &local);

  if (news == NULL && sotong_publish_is_elsewhere (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (news == NULL)
    say_trouble (self, local);
  for (guint i = 0; news != NULL && i < news->len; i++)
    print_result (self, g_ptr_array_index (news, i));
  return TRUE;
}

/* The subscribed layers whose time has come; why one could not be read stands in the list of layers. */
static void
read_layers (Daemon *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  guint n = sotong_layer_refresh_due (self->cli->store, told, self->cli->cancellable, &error);
  g_autofree char *read = g_strdup_printf ("%u", n);

  if (error != NULL)
    say_trouble (self, error);
  else if (n > 0)
    print_event (self->cli, "layers-read", 0, NULL, read, NULL);
  for (guint i = 0; i < told->len; i++)
    print_event (self->cli, "layer-doubt", 0, NULL, NULL, g_ptr_array_index (told, i));
}

/* What the rules find in what was fetched, and the letters about it. */
static void
raise_alerts (Daemon *self)
{
  g_auto(SotongAlertSent) sent = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) raised = NULL;
  gint64 now = g_get_monotonic_time ();

  if (self->raised_at != 0 && now - self->raised_at < RAISE_EVERY_S * G_USEC_PER_SEC)
    return;
  self->raised_at = now;
  raised = sotong_alert_run (self->cli->store, "daemon", self->cli->cancellable, &error);
  for (guint i = 0; raised != NULL && i < raised->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (raised, i);

      print_event (self->cli, "alert", event->id, event->rule, sotong_alert_stage_get_name (event->stage), event->reason);
    }
  if (raised == NULL || !sotong_alert_send_due (self->cli->store, self->secrets, &sent, self->cli->cancellable, &error))
    say_trouble (self, error);
  else if (sent.problem != NULL)
    print_event (self->cli, "mail-failed", 0, NULL, NULL, sent.problem);
}

/* Reports that are due by their schedule. */
static void
make_reports (Daemon *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) reports = sotong_report_scheduled_run (self->cli->store, 0, self->cli->cancellable, &error);

  if (reports == NULL)
    say_trouble (self, error);
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const SotongScheduledReport *report = g_ptr_array_index (reports, i);
      gboolean made = *report->message == '\0';

      print_event (self->cli, made ? "report-made" : "report-failed", report->id, report->kind, made ? report->path : NULL, made ? NULL : report->message);
    }
}

/* What sources have kept long enough. */
static void
purge (Daemon *self)
{
  g_autoptr(GError) error = NULL;
  gint64 n = sotong_retention_run (self->cli->store, FALSE, self->cli->cancellable, &error);
  g_autofree char *number = g_strdup_printf ("%" PRId64, n);

  if (n < 0)
    say_trouble (self, error);
  else if (n > 0)
    print_event (self->cli, "purged", 0, NULL, number, NULL);
}

/* Of which channels figures cannot be read for a cause that nobody was told yet. */
static void
do_daily (Daemon *self)
{
  g_autoptr(GPtrArray) news = sotong_publisher_do_daily (self->publisher, self->cli->cancellable);

  for (guint i = 0; i < news->len; i++)
    {
      const SotongMetricsResult *result = g_ptr_array_index (news, i);

      print_event (self->cli, "figures-missing", 0, result->channel, NULL, result->message);
    }
}

static void
fetch (Daemon *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = NULL;

  do_daily (self);
  raise_alerts (self);
  make_reports (self);
  purge (self);
  if (self->no_fetch || g_cancellable_is_cancelled (self->cli->cancellable))
    return;
  results = sotong_fetch_all (self->cli->store, NULL, self->secrets, NULL, NULL, self->cli->cancellable, &error);
  if (results == NULL)
    say_trouble (self, error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const SotongFetchResult *result = g_ptr_array_index (results, i);
      g_autofree char *n = g_strdup_printf ("%" PRId64, result->n_new);

      if (!g_str_equal (result->outcome, "busy") && !g_str_equal (result->outcome, "cancelled"))
        print_event (self->cli, result->good ? "fetched" : "fetch-failed", result->source_id, result->source, n, result->message);
    }
  read_layers (self);
}

static gpointer
fetch_thread (gpointer data)
{
  Daemon *self = data;

  fetch (self);
  g_atomic_int_set (&self->fetched, 1);
  return NULL;
}

/* Unless the last one is still at it. */
static void
begin_fetch (Daemon *self)
{
  if (self->fetcher != NULL && !g_atomic_int_get (&self->fetched))
    return;
  g_clear_pointer (&self->fetcher, g_thread_join);
  self->fetched = 0;
  self->fetcher = g_thread_new ("fetch", fetch_thread, self);
}

/* Until the next round, or until it is to stop. */
static void
rest (Daemon *self,
      guint   every_ms)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (self->cli->cancellable, &fd))
    {
      g_usleep (every_ms * 1000);
      return;
    }
  g_poll (&fd, 1, (int) every_ms);
  g_cancellable_release_fd (self->cli->cancellable);
}

static gpointer
take_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_daemon_take (db, error) ? data : NULL;
}

static gpointer
leave_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_daemon_leave (db, error) ? data : NULL;
}

static int
run (Daemon *self,
     guint   every_ms)
{
  SotongCli *cli = self->cli;
  GError *error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, take_job, self, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  print_event (cli, "started", 0, NULL, NULL, NULL);
  self->vigil = sotong_publish_vigil_new (self->publisher, self->flags, vigil_cb, self);
  while (!g_cancellable_is_cancelled (cli->cancellable) && publish (self, &error))
    {
      sotong_publish_vigil_look (self->vigil);
      begin_fetch (self);
      if (!g_cancellable_is_cancelled (cli->cancellable))
        rest (self, every_ms);
    }
  g_clear_pointer (&self->fetcher, g_thread_join);
  sotong_publish_vigil_stop (self->vigil);
  g_clear_object (&self->vigil);
  if (error != NULL)
    sotong_cli_fail (cli, error);
  print_event (cli, "stopped", 0, NULL, NULL, NULL);
  error = NULL;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, leave_job, self, NULL, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

static int
daemon_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  gboolean real = FALSE, take_over = FALSE, no_fetch = FALSE;
  int every = 0;
  GOptionEntry entries[] = {
    { "every", 0, 0, G_OPTION_ARG_INT, &every, NULL, NULL },
    { "no-fetch", 0, 0, G_OPTION_ARG_NONE, &no_fetch, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &take_over, NULL, NULL },
    { NULL }
  };
  Daemon self = { cli };
  GError *error = NULL;
  gboolean given = FALSE;
  int status;

  for (int i = 1; i < argc; i++)
    given |= g_str_has_prefix (argv[i], "--every");
  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (given && (every < 1 || every > MAX_EVERY_S))
    return sotong_cli_usage (cli, _("--every takes a number of seconds from 1 to 3600."));
  self.secrets = sotong_cli_get_secrets (cli, &error);
  if (self.secrets == NULL)
    return sotong_cli_fail (cli, error);
  self.flags = (real ? SOTONG_PUBLISH_ALLOW_REAL : 0) | (take_over ? SOTONG_PUBLISH_TAKE_OVER : 0);
  self.no_fetch = no_fetch;
  self.publisher = sotong_publisher_new (cli->store, self.secrets);
  self.rounds = sotong_publish_rounds_new (cli->store, self.publisher);
  status = run (&self, every > 0 ? (guint) every * 1000 : EVERY_MS);
  g_clear_object (&self.rounds);
  g_clear_object (&self.publisher);
  g_free (self.said);
  return status;
}

const SotongCliVerb sotong_cli_daemon_verbs[] = {
  { "daemon", "[--every SECONDS] [--no-fetch] [--real] [--take-over]", N_("Publishes what is due by its time and fetches sources, until it is stopped."),
    N_("Runs in the foreground and writes a line for each event: time, event, number, channel or source, title or new mentions, message; with --json "
       "an object for each. What did not work is tried again after a minute and said again only when there is news. SIGTERM and SIGINT end it: a post "
       "on its way is waited for. Only one runs for a workspace. While posts are due within an hour the computer asks before it sleeps, and before it does, "
       "what is due goes out. --every is how often it looks, 2 seconds unless given."), daemon_verb, TRUE, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli-account.h"
#include "cli/cli-metrics.h"
#include "cli/sotong-cli-help.h"
#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli.h"
#include "util/sotong-i18n.h"
#include "util/sotong-time.h"

static const SotongCliVerb * const verb_lists[] = {
  sotong_cli_workspace_verbs,
  sotong_cli_campaign_verbs,
  sotong_cli_type_verbs,
  sotong_cli_plan_verbs,
  sotong_cli_content_verbs,
  sotong_cli_slot_verbs,
  sotong_cli_attach_verbs,
  sotong_cli_version_verbs,
  sotong_cli_contributor_verbs,
  sotong_cli_ad_verbs,
  sotong_cli_days_verbs,
  sotong_cli_promise_verbs,
  sotong_cli_count_verbs,
  sotong_cli_restricted_verbs,
  sotong_cli_person_verbs,
  sotong_cli_approval_verbs,
  sotong_cli_publish_verbs,
  sotong_cli_outbox_verbs,
  sotong_cli_late_verbs,
  sotong_cli_emergency_verbs,
  sotong_cli_account_verbs,
  sotong_cli_metrics_verbs,
  sotong_cli_daemon_verbs,
  sotong_cli_autostart_verbs,
  sotong_cli_by_hand_verbs,
  sotong_cli_monitor_verbs,
  sotong_cli_case_verbs,
  sotong_cli_budget_verbs,
  sotong_cli_ledger_verbs,
  sotong_cli_ledger_year_verbs,
  sotong_cli_kpi_verbs,
  sotong_cli_report_more_verbs,
  sotong_cli_report_verbs,
  sotong_cli_trend_verbs,
  sotong_cli_note_verbs,
  sotong_cli_chart_verbs,
  sotong_cli_exchange_verbs,
  sotong_cli_calendar_print_verbs,
  sotong_cli_layer_verbs,
  sotong_cli_event_verbs,
  sotong_cli_sentiment_verbs,
  sotong_cli_keyword_verbs,
  sotong_cli_office_word_verbs,
  sotong_cli_alert_mail_verbs,
  sotong_cli_improve_verbs,
  sotong_cli_alert_verbs,
  sotong_cli_agreement_verbs,
  NULL
};

const SotongCliVerb * const *
sotong_cli_get_verb_lists (void)
{
  return verb_lists;
}

static void
choose_path (SotongCli *cli,
             char      *named)
{
  const char *path = g_getenv ("SOTONG_WORKSPACE");

  if (named != NULL)
    cli->path = named;
  else if (path != NULL && path[0] != '\0')
    cli->path = g_strdup (path);
  else
    cli->path = g_build_filename (g_get_user_data_dir (), "sotong", "workspace.sotong", NULL);
  cli->named_path = named != NULL;
  cli->default_path = named == NULL && (path == NULL || path[0] == '\0');
}

/* Takes the value of "--name value" or "--name=value" at argv[*i], or notes that it lacks one; %FALSE if it is another option. */
static gboolean
take_value (char       **argv,
            int          argc,
            int         *i,
            const char  *name,
            char       **out_value,
            const char **out_wrong)
{
  size_t length = strlen (name);

  if (strncmp (argv[*i], name, length) != 0 || (argv[*i][length] != '\0' && argv[*i][length] != '='))
    return FALSE;
  g_free (*out_value);
  if (argv[*i][length] == '=')
    *out_value = g_strdup (argv[*i] + length + 1);
  else if (*i + 1 < argc)
    *out_value = g_strdup (argv[++*i]);
  else
    {
      *out_value = NULL;
      *out_wrong = name;
    }
  return TRUE;
}

typedef struct {
  char *workspace;
  char *now;
  char *lang;
  gboolean json;
  gboolean secrets_stdin;
  const char *wrong; /* (nullable): the option that lacks its value */
} Globals;

/* The options that every verb has may stand before it or after it. Leaves the rest in argv. */
static int
take_globals (int      argc,
              char   **argv,
              Globals *globals)
{
  int n = 1;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        {
          while (i < argc)
            argv[n++] = argv[i++];
          break;
        }
      if (take_value (argv, argc, &i, "--workspace", &globals->workspace, &globals->wrong)
          || take_value (argv, argc, &i, "--now", &globals->now, &globals->wrong)
          || take_value (argv, argc, &i, "--lang", &globals->lang, &globals->wrong))
        continue;
      if (g_str_equal (argv[i], "--json"))
        globals->json = TRUE;
      else if (g_str_equal (argv[i], "--secrets-stdin"))
        globals->secrets_stdin = TRUE;
      else
        argv[n++] = argv[i];
    }
  argv[n] = NULL;
  return n;
}

/* How many words of argv are @name: all of its own, or 0. */
static int
count_words (const char  *name,
             int          argc,
             char       **argv)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  int n = 0;

  for (; words[n] != NULL; n++)
    if (n + 1 >= argc || !g_str_equal (words[n], argv[n + 1]))
      return 0;
  return n;
}

/* The verb that argv names with the most words, "promise set" before "promise"; *n_words of argv are its name. */
static const SotongCliVerb *
find_verb (int    argc,
           char **argv,
           int   *n_words)
{
  const SotongCliVerb *found = NULL;

  *n_words = 0;
  for (int l = 0; verb_lists[l] != NULL; l++)
    {
      for (const SotongCliVerb *verb = verb_lists[l]; verb->name != NULL; verb++)
        {
          int n = count_words (verb->name, argc, argv);

          if (n <= *n_words)
            continue;
          *n_words = n;
          found = verb;
        }
    }
  return found;
}

/* The first word of some verbs alone, as "channel", is not one. */
static int
refuse_verb (SotongCli  *cli,
             const char *word,
             const char *second)
{
  g_autofree char *message = NULL;

  if (sotong_cli_help_has (word) && second != NULL && second[0] != '-')
    message = g_strdup_printf (_("There is no verb “%s %s”. “sotongctl help %s” lists those that begin like it."), word, second, word);
  else if (sotong_cli_help_has (word))
    message = g_strdup_printf (_("“%s” lacks a second word. “sotongctl help %s” lists what it does."), word, word);
  else if (word[0] == '-')
    message = g_strdup_printf (_("There is no option “%s”. “sotongctl help” lists them."), word);
  else
    message = g_strdup_printf (_("There is no verb “%s”. “sotongctl help” lists them."), word);
  return sotong_cli_usage (cli, message);
}

static gboolean
asks_for_help (int    argc,
               char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      if (g_str_equal (argv[i], "--help"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
set_clock (SotongCli *cli)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr(GError) error = NULL;
  gint64 now;

  if (cli->now == NULL)
    return TRUE;
  if (!sotong_time_parse (cli->now, zone, &now, &error))
    {
      sotong_cli_usage (cli, error->message);
      return FALSE;
    }
  cli->clock = sotong_clock_new_set (now);
  return TRUE;
}

static gpointer
signal_thread (gpointer data)
{
  g_autoptr(GCancellable) cancellable = data;
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* SIGINT and SIGTERM cancel what is under way, in whatever thread it is. */
static void
watch_signals (GCancellable *cancellable)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", signal_thread, g_object_ref (cancellable)));
}

static int
run (SotongCli  *cli,
     int         argc,
     char      **argv)
{
  int n_words = 0;

  if (argc < 2)
    {
      sotong_cli_help_overview (stderr);
      return SOTONG_CLI_USAGE;
    }
  if (g_str_equal (argv[1], "help") || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return sotong_cli_help (argc - 1, argv + 1);
  if (g_str_equal (argv[1], "--version"))
    {
      sotong_cli_print ("sotongctl %s\n", SOTONG_VERSION);
      return SOTONG_CLI_DONE;
    }
  cli->verb = find_verb (argc, argv, &n_words);
  if (asks_for_help (argc - 1, argv + 1))
    {
      /* The words before the first option, of which there are two at most, or as many as the verb has. */
      int most = MAX (n_words, 2);

      for (n_words = 1; n_words < MIN (argc - 1, most) && argv[n_words + 1][0] != '-'; n_words++)
        ;
      argv[n_words + 1] = NULL;
      return sotong_cli_help (n_words + 1, argv);
    }
  if (cli->verb == NULL)
    return refuse_verb (cli, argv[1], argv[2]);
  if (!set_clock (cli) || (cli->verb->needs_workspace && !sotong_cli_open (cli)))
    return cli->status;
  cli->verb->run (cli, argc - n_words, argv + n_words);
  if (cli->store != NULL)
    sotong_cli_approval_tell_lost (cli);
  return cli->status;
}

int
main (int    argc,
      char **argv)
{
  /* GOption shortens the vector it is given: keep what owns the strings. */
  g_auto(GStrv) owned = g_strdupv (argv);
  g_autofree char **args = g_memdup2 (owned, ((gsize) argc + 1) * sizeof (char *));
  SotongCli cli = { 0 };
  Globals globals = { 0 };
  int n = take_globals (argc, args, &globals);
  g_autofree char *wrong = NULL;

  sotong_i18n_set_command (TRUE);
  sotong_i18n_init (globals.lang != NULL && sotong_i18n_has_language (globals.lang) ? globals.lang : NULL);
  cli.cancellable = g_cancellable_new ();
  cli.json = globals.json;
  cli.secrets_stdin = globals.secrets_stdin;
  cli.now = globals.now;
  choose_path (&cli, globals.workspace);
  watch_signals (cli.cancellable);
  if (globals.wrong != NULL)
    {
      wrong = g_strdup_printf (_("%s lacks what belongs behind it."), globals.wrong);
      sotong_cli_usage (&cli, wrong);
    }
  else if (globals.lang != NULL && !sotong_i18n_has_language (globals.lang))
    sotong_cli_usage (&cli, _("--lang takes ko or en."));
  else
    cli.status = run (&cli, n, args);
  sotong_cli_note_renewed (&cli);
  sotong_cli_note_unknown (&cli);
  if (cli.store != NULL)
    sotong_store_close (cli.store);
  g_clear_object (&cli.store);
  g_clear_object (&cli.secrets);
  g_clear_object (&cli.clock);
  g_clear_object (&cli.cancellable);
  g_free (cli.path);
  g_free (cli.now);
  g_free (globals.lang);
  /* Whoever read the output may have had enough of it: that is no failure. */
  if (fflush (stdout) != 0 && errno != EPIPE && cli.status == SOTONG_CLI_DONE)
    {
      fprintf (stderr, "sotongctl: %s\n", _("What was to be printed could not be written. Check the disk or the program it was sent to."));
      cli.status = SOTONG_CLI_PARTLY;
    }
  return cli.status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-outbox.h"
#include "cli/sotong-cli-source.h"
#include "cli/sotong-cli.h"
#include "demo/sotong-demo.h"
#include "store/sotong-change-latest.h"
#include "store/sotong-change.h"
#include "store/sotong-content.h"
#include "store/sotong-office.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source.h"
#include "store/sotong-undo.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

#define MAX_CHANGES 1000 /* of the history, the newest */

static int
init_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  gboolean demo = FALSE;
  GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, NULL, NULL },
    { NULL }
  };
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (cli->path);

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (cli->default_path)
    g_mkdir_with_parents (folder, 0700);
  else if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (folder);
      g_autofree char *sentence = g_strdup_printf (_("There is no folder “%s”, so no workspace was made in it. Check the name, or make the folder first."), name);

      sotong_cli_problem (cli, NULL, sentence);
      cli->status = SOTONG_CLI_NO_WORKSPACE;
      return cli->status;
    }
  if (!demo)
    cli->store = sotong_store_create (cli->path, cli->clock, cli->cancellable, &error);
  else if (sotong_demo_create (cli->path, cli->cancellable, &error))
    cli->store = sotong_store_open (cli->path, cli->clock, cli->cancellable, &error);
  if (cli->store == NULL)
    {
      sotong_cli_problem (cli, NULL, error->message);
      cli->status = SOTONG_CLI_NO_WORKSPACE;
    }
  else if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "workspace", sotong_store_get_path (cli->store));
      json_builder_set_member_name (builder, "made_data");
      json_builder_add_boolean_value (builder, sotong_store_is_demo (cli->store));
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

/* ---- status ---- */

typedef struct {
  GPtrArray *sources;    /* (element-type SotongSource) */
  gint64     n_mentions;
} Collected;

static gpointer
collected_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Collected *collected = data;

  collected->sources = sotong_source_list (db, error);
  for (guint i = 0; collected->sources != NULL && i < collected->sources->len; i++)
    collected->n_mentions += ((SotongSource *) g_ptr_array_index (collected->sources, i))->n_mentions;
  return collected->sources;
}

static void
print_source (const SotongSource *source,
              GTimeZone          *zone)
{
  g_autofree char *last = source->last_run_at != SOTONG_NONE ? sotong_time_format_iso (source->last_run_at, zone) : g_strdup ("-");
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, source->n_mentions);

  sotong_cli_print_field (source->name, FALSE);
  sotong_cli_print_field (source->kind, FALSE);
  sotong_cli_print_field (n, FALSE);
  sotong_cli_print_field (last, FALSE);
  sotong_cli_print_field (source->last_outcome, FALSE);
  sotong_cli_print_field (source->last_message, TRUE);
}

static void
print_collected (SotongCli       *cli,
                 const Collected *collected,
                 JsonBuilder     *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 now = sotong_clock_now (sotong_store_get_clock (cli->store));
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, collected->n_mentions);

  if (builder != NULL)
    {
      sotong_cli_json_int (builder, "mentions", collected->n_mentions);
      json_builder_set_member_name (builder, "sources");
      json_builder_begin_array (builder);
    }
  else
    /* Translators: how many mentions the workspace holds */
    sotong_cli_print (_("Mentions: %s\n"), n);
  for (guint i = 0; i < collected->sources->len; i++)
    {
      if (builder != NULL)
        sotong_cli_json_source (builder, g_ptr_array_index (collected->sources, i), now, zone, NULL);
      else
        print_source (g_ptr_array_index (collected->sources, i), zone);
    }
  if (builder != NULL)
    json_builder_end_array (builder);
}

static gpointer
last_change_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autofree gint64 *at = g_new0 (gint64, 1);

  return sotong_change_latest (db, at, error) ? g_steal_pointer (&at) : NULL;
}

/* What is due goes by the clock: one that was set back is told of. */
static gboolean
note_clock (SotongCli  *cli,
            GError    **error)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 now = sotong_clock_now (sotong_store_get_clock (cli->store));
  g_autofree gint64 *last = sotong_store_read (cli->store, last_change_job, NULL, cli->cancellable, error);
  g_autofree char *last_text = NULL, *now_text = NULL, *message = NULL;

  if (last == NULL || !sotong_change_is_clock_back (*last, now))
    return last != NULL;
  last_text = sotong_time_format_iso (*last, zone);
  now_text = sotong_time_format_iso (now, zone);
  message = g_strdup_printf (_("The clock says %1$s, but a change was made at %2$s. Nothing is lost; but posts go out by the clock. If it was set back, set it right."),
                             now_text, last_text);
  sotong_cli_note (cli, message);
  return TRUE;
}

static int
status_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  SotongClock *clock = sotong_store_get_clock (cli->store);
  g_autoptr(JsonBuilder) builder = NULL;
  g_autofree char *path = g_filename_display_name (sotong_store_get_path (cli->store)); /* JSON is UTF-8 */
  g_autofree char *now = NULL;
  Collected collected = { NULL };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  now = sotong_time_format_iso (sotong_clock_now (clock), zone);
  if (cli->json)
    {
      builder = sotong_cli_json_begin ();
      sotong_cli_json_text (builder, "workspace", path);
      sotong_cli_json_text (builder, "now", now);
      json_builder_set_member_name (builder, "clock_set");
      json_builder_add_boolean_value (builder, sotong_clock_is_set (clock));
      json_builder_set_member_name (builder, "made_data");
      json_builder_add_boolean_value (builder, sotong_store_is_demo (cli->store));
    }
  else
    {
      sotong_cli_print ("%s\n%s%s\n", path, now, sotong_clock_is_set (clock) ? _(" (set clock)") : "");
      if (sotong_store_is_demo (cli->store))
        sotong_cli_print ("%s\n", _("This is a demo: its contents and mentions are made."));
    }
  if (!sotong_cli_status_outbox (cli, builder, &error)
      || sotong_store_read (cli->store, collected_job, &collected, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  print_collected (cli, &collected, builder);
  g_ptr_array_unref (collected.sources);
  if (builder != NULL)
    sotong_cli_json_print (builder);
  if (!note_clock (cli, &error))
    return sotong_cli_fail (cli, error);
  if (sotong_store_is_open_to_others (cli->store))
    {
      g_autofree char *message = g_strdup_printf (_("Other people of this machine can read “%s”, which is not yours to close to them. "
                                                    "Ask its owner to take their rights away, or work on a copy of your own."), path);

      sotong_cli_note (cli, message);
    }
  return cli->status;
}

/* ---- undo, redo, history ---- */

typedef struct {
  SotongCli *cli;
  gboolean   told;
} Tell;

/* A large import takes long to be taken back: once, so that nobody thinks that it hangs. */
static void
tell_once (gint64   done,
           gint64   total,
           gpointer user_data)
{
  Tell *tell = user_data;
  g_autofree char *rows = NULL, *text = NULL;

  if (tell->told)
    return;
  tell->told = TRUE;
  rows = sotong_number_group (total);
  text = g_strdup_printf (_("Taking back an import of %s mentions, which takes a while. If it is stopped, the next command goes on with it."), rows);
  sotong_cli_note (tell->cli, text);
}

static int
undo_or_redo (SotongCli   *cli,
              int          argc,
              char       **argv,
              gboolean     redo,
              const char  *member)
{
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  Tell tell = { cli, FALSE };

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  info = sotong_store_undo_with_progress (cli->store, redo, tell_once, &tell, cli->cancellable, &error);
  if (info == NULL)
    return sotong_cli_fail (cli, error);
  text = sotong_change_describe (info);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      json_builder_set_member_name (builder, member);
      json_builder_add_string_value (builder, text);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print_field (text, TRUE);
  if (info->remark != NULL)
    sotong_cli_note (cli, info->remark);
  return cli->status;
}

static int
undo_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return undo_or_redo (cli, argc, argv, FALSE, "undone");
}

static int
redo_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return undo_or_redo (cli, argc, argv, TRUE, "redone");
}

static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const gint64 *content = data;
  g_autoptr(GPtrArray) list = sotong_change_list (db, *content != 0 ? "content" : NULL, *content, MAX_CHANGES, error);
  g_autoptr(SotongContent) known = NULL;

  if (list == NULL || list->len > 0 || *content == 0)
    return g_steal_pointer (&list);
  known = sotong_content_get (db, *content, error); /* one that was deleted has left its changes */
  return known != NULL ? g_steal_pointer (&list) : NULL;
}

static void
print_change (SotongCli              *cli,
              const SotongChangeInfo *info,
              JsonBuilder            *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *text = sotong_change_describe (info);
  g_autofree char *at = sotong_time_format_iso (info->at, zone);

  if (builder == NULL)
    {
      sotong_cli_print_field (at, FALSE);
      sotong_cli_print_field (info->actor, FALSE);
      sotong_cli_print_field (info->undo_state, FALSE);
      sotong_cli_print_field (text, info->reason[0] == '\0');
      if (info->reason[0] != '\0')
        sotong_cli_print_field (info->reason, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", info->id);
  sotong_cli_json_time (builder, "at", info->at, zone);
  json_builder_set_member_name (builder, "who");
  json_builder_add_string_value (builder, info->actor);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, info->action);
  json_builder_set_member_name (builder, "subject");
  json_builder_add_string_value (builder, info->subject);
  sotong_cli_json_int (builder, "subject_id", info->subject_id);
  sotong_cli_json_text (builder, "reason", info->reason[0] != '\0' ? info->reason : NULL);
  json_builder_set_member_name (builder, "undo_state");
  json_builder_add_string_value (builder, info->undo_state);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, text);
  json_builder_end_object (builder);
}

static int
history_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;
  gint64 content = 0;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc > 2 || (argc == 2 && !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &content, NULL)))
    return sotong_cli_usage (cli, _("The history is asked of one content, by its number, or of all."));
  list = sotong_store_read (cli->store, history_job, &content, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      builder = sotong_cli_json_begin ();
      json_builder_set_member_name (builder, "changes");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < list->len; i++)
    print_change (cli, g_ptr_array_index (list, i), builder);
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      sotong_cli_json_print (builder);
    }
  if (list->len == MAX_CHANGES)
    sotong_cli_note (cli, _("These are the newest 1000 changes. “sotongctl history export” writes all of them."));
  return cli->status;
}

/* ---- the time zone ---- */

static gpointer
get_zone_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_office_get_zone (db, error);
}

static gpointer
set_zone_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_office_set_zone (db, data, error) ? data : NULL;
}

static int
zone_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autofree char *zone = NULL, *was = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc > 2)
    return sotong_cli_usage (cli, _("Say one time zone, as Asia/Seoul, or none."));
  was = sotong_store_read (cli->store, get_zone_job, NULL, cli->cancellable, &error);
  if (was == NULL)
    return sotong_cli_fail (cli, error);
  if (argc == 2 && sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_zone_job, argv[1], cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  zone = sotong_store_read (cli->store, get_zone_job, NULL, cli->cancellable, &error);
  if (zone == NULL)
    return sotong_cli_fail (cli, error);
  if (!g_str_equal (zone, was))
    sotong_cli_note (cli, _("Posts go out at the moment they would have, shown by the new clocks; what is said in days keeps its days. “sotongctl undo” takes it back."));
  if (!cli->json)
    {
      sotong_cli_print ("%s\n", zone);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "zone", zone);
  sotong_cli_json_print (builder);
  return cli->status;
}

const SotongCliVerb sotong_cli_workspace_verbs[] = {
  { "init", "[--demo]", N_("Makes an empty workspace, or the demo."),
    N_("The demo holds the programme of 2016 as the city's statement prints it and a made year on top: a plan with its payments, and "
       "50,000 mentions. It has its own today, 2016-10-14 10:00 in Seoul, which holds unless --now is given."), init_verb, FALSE },
  { "status", "", N_("Shows what is due, overdue, failed or of unknown outcome; by channel and by source."),
    N_("A line for each channel: name, platform, counts, next time, message; and for each source: name, kind, mentions, last run, outcome, message."),
    status_verb, TRUE },
  { "undo", "", N_("Takes back the last change that a person made."),
    N_("What has left the house, as a published post, cannot be taken back: undo then says so, changes nothing, and takes the change before it the next time."), undo_verb, TRUE },
  { "redo", "", N_("Does again what was taken back last."), NULL, redo_verb, TRUE },
  { "zone", "[ZONE]", N_("Shows the office's time zone, or changes it."),
    N_("ZONE is a name of the tz database, as Asia/Seoul. Posts go out at the moment they would have, shown by the new clocks; days, weeks and "
       "months begin at the new midnights. What is said in days keeps its days: campaigns, promises, holidays, restricted periods, events of "
       "a whole day. Slots keep their hour. It can be undone."), zone_verb, TRUE },
  { "history", "[ID]", N_("Shows who changed what, newest first; of one content, or of everything."), NULL, history_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-change.h"
#include "util/sotong-time.h"

static int
init_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (cli->path);

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  g_mkdir_with_parents (folder, 0700);
  cli->store = sotong_store_create (cli->path, cli->clock, cli->cancellable, &error);
  if (cli->store == NULL)
    {
      sotong_cli_problem (cli, NULL, error->message);
      cli->status = SOTONG_CLI_NO_WORKSPACE;
    }
  return cli->status;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static gpointer
redo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_redo (db, error);
}

static int
undo_or_redo (SotongCli      *cli,
              int             argc,
              char          **argv,
              SotongStoreJob  job,
              const char     *member)
{
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  info = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, NULL, cli->cancellable, &error);
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
    sotong_cli_print ("%s\n", text);
  return cli->status;
}

static int
undo_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return undo_or_redo (cli, argc, argv, undo_job, "undone");
}

static int
redo_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return undo_or_redo (cli, argc, argv, redo_job, "redone");
}

static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const gint64 *content = data;

  return sotong_change_list (db, *content != 0 ? "content" : NULL, *content, 1000, error);
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
      sotong_cli_print ("%s\t%s\t%s\t%s\n", at, info->actor, info->undo_state, text);
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
  return cli->status;
}

const SotongCliVerb sotong_cli_workspace_verbs[] = {
  { "init", "", N_("Makes an empty workspace."), NULL, init_verb, FALSE },
  { "undo", "", N_("Takes back the last change that a person made."),
    N_("What has left the house, as a published post, cannot be taken back: undo then says so and changes nothing."), undo_verb, TRUE },
  { "redo", "", N_("Does again what was taken back last."), NULL, redo_verb, TRUE },
  { "history", "[ID]", N_("Shows who changed what, newest first; of one content, or of everything."), NULL, history_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "util/sotong-autostart.h"

/* autostart: publishing without a window from the start of the session on. */

static int
show (SotongCli *cli)
{
  g_autofree char *workspace = sotong_autostart_dup_workspace ();

  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      json_builder_set_member_name (builder, "autostart");
      json_builder_add_boolean_value (builder, workspace != NULL);
      sotong_cli_json_text (builder, "workspace", workspace);
      sotong_cli_json_print (builder);
      return cli->status;
    }
  sotong_cli_print ("%s\t", workspace != NULL ? "on" : "off");
  sotong_cli_print_field (workspace != NULL ? workspace : "-", TRUE);
  return cli->status;
}

static int
set (SotongCli   *cli,
     int          argc,
     char       **argv,
     const char  *workspace)
{
  GOptionEntry none[] = { { NULL } };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, none, &argc, &argv))
    return cli->status;
  if (!sotong_autostart_set (workspace, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  return show (cli);
}

static int
autostart_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  GOptionEntry none[] = { { NULL } };

  return sotong_cli_parse_options (cli, none, &argc, &argv) ? show (cli) : cli->status;
}

static int
autostart_on_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  return set (cli, argc, argv, sotong_store_get_path (cli->store));
}

static int
autostart_off_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  return set (cli, argc, argv, NULL);
}

const SotongCliVerb sotong_cli_autostart_verbs[] = {
  { "autostart", "", N_("Says whether what is due is published from the start of the session on."),
    N_("Prints on or off and the workspace. The file is in the person’s autostart folder, where the desktop’s own settings find it too."), autostart_verb, FALSE },
  { "autostart on", "", N_("Publishes this workspace from the start of the session on, without a window."),
    N_("Where the desktop has a portal for it, a person may be asked there first."), autostart_on_verb, TRUE },
  { "autostart off", "", N_("No longer publishes without a window from the start of the session on."), NULL, autostart_off_verb, FALSE },
  { NULL }
};

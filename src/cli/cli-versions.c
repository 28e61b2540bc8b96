/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/sotong-cli.h"
#include "store/sotong-content-version.h"
#include "util/sotong-diff.h"
#include "util/sotong-time.h"

/* content versions, content diff, content restore */

static gpointer
versions_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_version_list (db, *(gint64 *) data, error);
}

static gboolean
parse_number (const char *text,
              gint64     *out_number)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_number, NULL);
}

static void
print_version (const SotongVersion *version,
               JsonBuilder         *builder,
               GTimeZone           *zone)
{
  g_autofree char *at = sotong_time_format_iso (version->at, zone);
  g_autofree char *what = sotong_version_describe (version);

  if (builder == NULL)
    {
      sotong_cli_print ("%d\t%s\t", version->number, at);
      sotong_cli_print_field (version->actor, FALSE);
      sotong_cli_print_field (what, FALSE);
      sotong_cli_print_field (version->title, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "version", version->number);
  sotong_cli_json_time (builder, "at", version->at, zone);
  sotong_cli_json_text (builder, "by", *version->actor != '\0' ? version->actor : NULL);
  sotong_cli_json_text (builder, "action", *version->action != '\0' ? version->action : NULL);
  sotong_cli_json_text (builder, "title", version->title);
  sotong_cli_json_text (builder, "text", version->body);
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < version->copies->len; i++)
    {
      const SotongVersionCopy *copy = g_ptr_array_index (version->copies, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "channel", copy->channel);
      sotong_cli_json_text (builder, "title", copy->title);
      sotong_cli_json_text (builder, "text", copy->body);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static int
content_versions_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !parse_number (argv[1], &id))
    return sotong_cli_usage (cli, _("Say which content, by its number."));
  list = sotong_store_read (cli->store, versions_job, &id, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "versions");
  for (guint i = 0; i < list->len; i++)
    print_version (g_ptr_array_index (list, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}

static const char *
kind_name (SotongDiffKind kind)
{
  return kind == SOTONG_DIFF_EQUAL ? "same" : kind == SOTONG_DIFF_REMOVED ? "removed" : "added";
}

static int
print_diff (SotongCli           *cli,
            const SotongVersion *before,
            const SotongVersion *after)
{
  g_autofree char *old = sotong_version_to_text (before), *new = sotong_version_to_text (after);
  g_autoptr(GPtrArray) runs = sotong_diff_words (old, new);
  g_autoptr(JsonBuilder) builder = sotong_cli_list_begin (cli, "diff");

  if (builder == NULL)
    {
      g_autofree char *text = sotong_diff_to_text (runs);

      puts (text);
      return cli->status;
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const SotongDiffRun *run = g_ptr_array_index (runs, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", kind_name (run->kind));
      sotong_cli_json_text (builder, "text", run->text);
      json_builder_end_object (builder);
    }
  return sotong_cli_list_end (cli, builder);
}

static int
refuse_version (SotongCli *cli,
                GPtrArray *list)
{
  g_autofree char *message = g_strdup_printf (_("There is no such version; those of this content are 1 to %u."), list->len);

  sotong_cli_problem (cli, NULL, message);
  return cli->status = SOTONG_CLI_PARTLY;
}

static int
content_diff_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;
  gint64 id, a, b = 0;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc < 3 || argc > 4 || !parse_number (argv[1], &id) || !parse_number (argv[2], &a) || (argc == 4 && !parse_number (argv[3], &b)))
    return sotong_cli_usage (cli, _("Say which content, and which of its versions, by their numbers."));
  list = sotong_store_read (cli->store, versions_job, &id, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  b = b == 0 ? (gint64) list->len : b;
  if (a > (gint64) list->len || b > (gint64) list->len)
    return refuse_version (cli, list);
  return print_diff (cli, g_ptr_array_index (list, a - 1), g_ptr_array_index (list, b - 1));
}

typedef struct {
  gint64 id;
  gint64 number;
} Restore;

static gpointer
restore_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Restore *restore = data;

  return sotong_version_restore (db, restore->id, (int) MIN (restore->number, G_MAXINT), error) ? data : NULL;
}

static int
content_restore_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  Restore restore;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 3 || !parse_number (argv[1], &restore.id) || !parse_number (argv[2], &restore.number))
    return sotong_cli_usage (cli, _("Say which content, and which of its versions, by their numbers."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, restore_job, &restore, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, restore.id);
}

const SotongCliVerb sotong_cli_version_verbs[] = {
  { "content versions", "ID", N_("Lists the versions of a content’s texts, oldest first: number, time, who, what, title."),
    N_("The last one is the present. Numbers never change: later versions are only added."), content_versions_verb, TRUE },
  { "content diff", "ID A [B]", N_("Shows word by word what changed from version A of a content to version B, or to the present."),
    N_("Removed words stand in [-…-], added ones in {+…+}. Title, text and the texts of single channels are compared."), content_diff_verb, TRUE },
  { "content restore", "ID VERSION", N_("Brings back the texts of an earlier version; one step of undo."),
    N_("Times, channels and files stay, and so does what is out already."), content_restore_verb, TRUE },
  { NULL }
};

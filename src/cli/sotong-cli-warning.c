/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-warning.h"

/**
 * sotong_cli_warnings_of:
 * @db: a connection
 * @content_id: a content that was just written
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongWarning): what to look at
 */
GPtrArray *
sotong_cli_warnings_of (SotongDb  *db,
                        gint64     content_id,
                        GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);

  return content != NULL ? sotong_warning_list (db, content, error) : NULL;
}

/* A line each on standard error: nothing failed. @where: (nullable): which content, of several. */
void
sotong_cli_note_warnings (SotongCli  *cli,
                          const char *where,
                          GPtrArray  *warnings)
{
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      g_autofree char *text = sotong_warning_describe (g_ptr_array_index (warnings, i), sotong_store_get_zone (cli->store));
      g_autofree char *line = where != NULL ? g_strdup_printf ("%s: %s", where, text) : NULL;

      sotong_cli_note (cli, line != NULL ? line : text);
    }
}

/* The member “warnings” of the object that is open. */
void
sotong_cli_json_warnings (SotongCli   *cli,
                          JsonBuilder *builder,
                          GPtrArray   *warnings)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const SotongWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *text = sotong_warning_describe (warning, zone);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", sotong_warning_get_name (warning));
      sotong_cli_json_text (builder, "message", text);
      sotong_cli_json_text (builder, "channel", warning->channel);
      sotong_cli_json_int (builder, "content_id", warning->content_id);
      sotong_cli_json_text (builder, "title", warning->title);
      sotong_cli_json_time (builder, "at", warning->at, zone);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * sotong_cli_done:
 * @cli: the invocation
 * @id: the content that was written
 * @print_id: whether its number is new to the person, and printed
 * @warnings: (nullable) (element-type SotongWarning): what to look at
 *
 * Returns: the exit code
 */
int
sotong_cli_done (SotongCli *cli,
                 gint64     id,
                 gboolean   print_id,
                 GPtrArray *warnings)
{
  sotong_cli_note_warnings (cli, NULL, warnings);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "id", id);
      sotong_cli_json_warnings (cli, builder, warnings);
      sotong_cli_approval_json_lost (cli, builder);
      sotong_cli_json_print (builder);
    }
  else if (print_id)
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", id);
  return cli->status;
}

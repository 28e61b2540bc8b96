/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli.h"
#include "monitor/sotong-import.h"
#include "publish/sotong-publisher.h"
#include "util/sotong-time.h"

/* Text for one line of a terminal, which must not be told anything by it: what ends a line or a field becomes a blank,
 * other control characters go. */
static void
put_line (FILE       *file,
          const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p == '\t' || *p == '\n' || *p == '\r')
        putc (' ', file);
      else if (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
        p++;
      else if (*p >= 0x20 && *p != 0x7f)
        putc (*p, file);
    }
}

/* One of our own lines on standard error. */
static void
say (const char *where,
     const char *message)
{
  fputs ("sotongctl: ", stderr);
  if (where != NULL)
    {
      put_line (stderr, where);
      fputs (": ", stderr);
    }
  put_line (stderr, message);
  putc ('\n', stderr);
}

/* GOption stops at the first failure; our own sentence follows its message. */
int
sotong_cli_usage (SotongCli  *cli,
                  const char *message)
{
  say (NULL, message);
  if (cli->verb != NULL)
    {
      g_autofree char *whole = g_strjoin (cli->verb->usage[0] != '\0' ? " " : "", cli->verb->name, cli->verb->usage, NULL);

      fprintf (stderr, _("Use it as: sotongctl %s\n"), whole);
    }
  cli->status = SOTONG_CLI_USAGE;
  return cli->status;
}

/**
 * sotong_cli_problem:
 * @cli: the invocation
 * @where: (nullable): a channel, a source, a file, a line
 * @message: what, why, what next, in one line
 *
 * Says on standard error that a part of the work failed: the exit code is 1 or more.
 */
void
sotong_cli_problem (SotongCli  *cli,
                    const char *where,
                    const char *message)
{
  say (where, message);
  cli->status = MAX (cli->status, SOTONG_CLI_PARTLY);
}

/* Something worth knowing that is no failure. */
void
sotong_cli_note (SotongCli  *cli,
                 const char *message)
{
  say (NULL, message);
}

/**
 * sotong_cli_fail:
 * @cli: the invocation
 * @error: (transfer full): what went wrong
 *
 * Returns: the exit code, for a verb to return
 */
int
sotong_cli_fail (SotongCli *cli,
                 GError    *error)
{
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_cancellable_is_cancelled (cli->cancellable);

  /* A library's own word for it says nothing of what is left. */
  sotong_cli_problem (cli, NULL, stopped ? _("Stopped. What was not finished is as it was.") : error->message);
  g_error_free (error);
  return cli->status;
}

/* What a killed program left of an import is taken back before anything is read. */
static void
take_back_imports (SotongCli *cli)
{
  g_autoptr(GPtrArray) sentences = sotong_import_recover (cli->store, cli->cancellable, NULL);

  for (guint i = 0; sentences != NULL && i < sentences->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (sentences, i));
}

/**
 * sotong_cli_open:
 * @cli: the invocation
 *
 * Opens the workspace.
 *
 * Returns: %FALSE if it cannot be used, which has been said; the exit code is then 3
 */
gboolean
sotong_cli_open (SotongCli *cli)
{
  g_autoptr(GError) error = NULL;
  gint64 now;

  if (cli->store != NULL)
    return TRUE;
  if (cli->verb->stays)
    cli->store = sotong_store_open (cli->path, cli->clock, cli->cancellable, &error);
  else
    cli->store = sotong_store_open_brief (cli->path, cli->clock, cli->cancellable, &error);
  if (cli->store == NULL)
    {
      g_autofree char *name = g_filename_display_name (cli->path);
      g_autofree char *none = g_strdup_printf (_("There is no workspace “%s”. Check the name, or make one with “sotongctl init”."), name);

      sotong_cli_problem (cli, NULL, g_file_test (cli->path, G_FILE_TEST_EXISTS) ? error->message : none);
      cli->status = SOTONG_CLI_NO_WORKSPACE;
      return FALSE;
    }
  /* A time without an offset is the office's. */
  if (cli->now != NULL && sotong_time_parse (cli->now, sotong_store_get_zone (cli->store), &now, NULL)
      && now != sotong_clock_now (cli->clock))
    {
      g_clear_object (&cli->clock);
      cli->clock = sotong_clock_new_set (now);
      sotong_store_close (cli->store);
      g_clear_object (&cli->store);
      return sotong_cli_open (cli);
    }
  /* What a program that died had under way is of unknown outcome; a failure shows when publishing. */
  sotong_publish_recover (cli->store, cli->cancellable, NULL);
  take_back_imports (cli);
  sotong_cli_approval_mark (cli);
  return TRUE;
}

JsonBuilder *
sotong_cli_json_begin (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  return builder;
}

/* A time as ISO 8601 with offset; null for none. */
void
sotong_cli_json_time (JsonBuilder *builder,
                      const char  *member,
                      gint64       time,
                      GTimeZone   *zone)
{
  g_autofree char *text = NULL;

  json_builder_set_member_name (builder, member);
  if (time == SOTONG_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  text = sotong_time_format_iso (time, zone);
  json_builder_add_string_value (builder, text);
}

/* A number; null for none. */
void
sotong_cli_json_int (JsonBuilder *builder,
                     const char  *member,
                     gint64       value)
{
  json_builder_set_member_name (builder, member);
  if (value == SOTONG_NONE)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, value);
}

/* A text; null for none. */
void
sotong_cli_json_text (JsonBuilder *builder,
                      const char  *member,
                      const char  *text)
{
  json_builder_set_member_name (builder, member);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

/**
 * sotong_cli_list_begin:
 * @cli: the invocation
 * @member: the list's name
 *
 * Returns: (transfer full) (nullable): where to add the list's elements; %NULL when the
 *   output is not JSON
 */
JsonBuilder *
sotong_cli_list_begin (SotongCli  *cli,
                       const char *member)
{
  JsonBuilder *builder;

  if (!cli->json)
    return NULL;
  builder = sotong_cli_json_begin ();
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  return builder;
}

/* Ends what sotong_cli_list_begin() began. Returns the exit code. */
int
sotong_cli_list_end (SotongCli   *cli,
                     JsonBuilder *builder)
{
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

/* The number of what was added. Returns the exit code. */
int
sotong_cli_print_id (SotongCli *cli,
                     gint64     id)
{
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "id", id);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", id);
  return cli->status;
}

/* What was done was done to @id, which only JSON says. Returns the exit code. */
int
sotong_cli_confirm (SotongCli *cli,
                    gint64     id)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    return cli->status;
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "id", id);
  sotong_cli_approval_json_lost (cli, builder);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* What was written needs saying in JSON only: the person named it. Returns the exit code. */
int
sotong_cli_print_file (SotongCli  *cli,
                       const char *output)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autofree char *name = NULL;

  if (!cli->json)
    return cli->status;
  name = g_filename_display_name (output);
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "file", name);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* Ends the object and prints it, one line. */
void
sotong_cli_json_print (JsonBuilder *builder)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  puts (text);
}

void
sotong_cli_print (const char *format,
                  ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
}

/* One field of a tab-separated line: tabs and line ends inside become blanks, other control characters go. */
void
sotong_cli_print_field (const char *text,
                        gboolean    last)
{
  put_line (stdout, text != NULL ? text : "");
  putchar (last ? '\n' : '\t');
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes on the line of time, which stand in every chart. */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-topic.h"

typedef struct {
  SotongChartNote note;
  const char     *topic;  /* (nullable) */
} Adding;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Adding *adding = data;

  if (adding->topic != NULL && (adding->note.topic_id = sotong_topic_find (db, adding->topic, error)) == 0)
    return NULL;
  return (adding->note.id = sotong_chart_note_add (db, &adding->note, error)) != 0 ? data : NULL;
}

static int
note_add_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autofree char *title = NULL, *from = NULL, *to = NULL, *topic = NULL;
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { NULL }
  };
  Adding adding = { .note.ends_at = SOTONG_NONE };
  SotongRange range;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || title == NULL || from == NULL)
    return sotong_cli_usage (cli, _("A note needs --title and --from."));
  if (!sotong_time_parse_range (from, to != NULL ? to : from, sotong_store_get_zone (cli->store), &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  adding.note.title = title;
  adding.note.at = range.start;
  if (to != NULL)
    adding.note.ends_at = range.end;
  adding.topic = topic;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &adding, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, adding.note.id);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_chart_note_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static int
note_remove_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which note, by its number."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, id);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_chart_note_list (db, NULL, 0, error);
}

static void
print_note (const SotongChartNote *note,
            GTimeZone             *zone,
            JsonBuilder           *builder)
{
  g_autofree char *from = sotong_time_format_iso (note->at, zone);
  g_autofree char *to = note->ends_at != SOTONG_NONE ? sotong_time_format_iso (note->ends_at, zone) : g_strdup ("");

  if (builder == NULL)
    {
      sotong_cli_print ("%" PRId64 "\t%s\t%s\t", note->id, from, to);
      sotong_cli_print_field (note->title, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", note->id);
  sotong_cli_json_text (builder, "from", from);
  sotong_cli_json_text (builder, "to", to);
  sotong_cli_json_int (builder, "topic_id", note->topic_id);
  sotong_cli_json_text (builder, "title", note->title);
  json_builder_end_object (builder);
}

static int
note_list_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "notes");
  for (guint i = 0; i < list->len; i++)
    print_note (g_ptr_array_index (list, i), sotong_store_get_zone (cli->store), builder);
  return sotong_cli_list_end (cli, builder);
}

const SotongCliVerb sotong_cli_note_verbs[] = {
  { "note add", "--title T --from D [--to D] [--topic T]", N_("Notes on the line of time what happened on a day."),
    N_("The note stands in every chart of that time, or with --topic in those of a topic. With --to it is a band from the first day to the last. Prints the "
       "note's number."), note_add_verb, TRUE },
  { "note list", "", N_("Lists the notes: number, beginning, end, text."), NULL, note_list_verb, TRUE },
  { "note remove", "ID", N_("Takes a note off the line of time."), NULL, note_remove_verb, TRUE },
  { NULL }
};

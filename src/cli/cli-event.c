/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "store/sotong-own-event.h"

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongOwnEvent *given = data;
  g_autoptr(SotongOwnEvent) old = given->id != 0 ? sotong_own_event_get (db, given->id, error) : NULL;
  SotongOwnEvent event = *given;

  if (given->id == 0)
    return (given->id = sotong_own_event_add (db, given, error)) != 0 ? data : NULL;
  if (old == NULL)
    return NULL;
  event.title = given->title != NULL ? given->title : old->title;
  event.place = given->place != NULL ? given->place : old->place;
  event.layer = given->layer != NULL ? given->layer : old->layer;
  /* A new beginning alone gives the usual end: the old one may lie before it. */
  event.from = given->from != NULL ? given->from : old->from;
  event.to = given->to != NULL ? given->to : given->from != NULL ? NULL : old->to;
  return sotong_own_event_edit (db, &event, error) ? data : NULL;
}

static int
save_event (SotongCli  *cli,
            int         argc,
            char      **argv,
            gboolean    edit)
{
  g_autoptr(SotongOwnEvent) event = g_new0 (SotongOwnEvent, 1);
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &event->title, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &event->from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &event->to, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &event->place, NULL, NULL },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &event->layer, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (edit && (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &event->id, NULL)))
    return sotong_cli_usage (cli, _("Say which event, by its number."));
  if (!edit && (argc != 1 || event->title == NULL || event->from == NULL))
    return sotong_cli_usage (cli, _("An event needs --title and --from."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, save_job, event, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (edit)
    return sotong_cli_confirm (cli, event->id);
  sotong_cli_print_id (cli, event->id);
  return cli->status;
}

static int
event_add_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  return save_event (cli, argc, argv, FALSE);
}

static int
event_edit_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  return save_event (cli, argc, argv, TRUE);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_own_event_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static int
event_remove_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which event, by its number."));
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
  return sotong_own_event_list (db, error);
}

static void
print_event (const SotongOwnEvent *event,
             JsonBuilder          *builder)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" PRId64 "\t%s\t%s\t", event->id, event->from, event->to);
      sotong_cli_print_field (event->layer, FALSE);
      sotong_cli_print_field (event->title, FALSE);
      sotong_cli_print_field (event->place, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", event->id);
  sotong_cli_json_int (builder, "layer_id", event->layer_id);
  sotong_cli_json_text (builder, "layer", event->layer);
  sotong_cli_json_text (builder, "title", event->title);
  sotong_cli_json_text (builder, "place", event->place);
  sotong_cli_json_text (builder, "from", event->from);
  sotong_cli_json_text (builder, "to", event->to);
  json_builder_end_object (builder);
}

static int
event_list_verb (SotongCli  *cli,
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
  builder = sotong_cli_list_begin (cli, "events");
  for (guint i = 0; i < list->len; i++)
    print_event (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

const SotongCliVerb sotong_cli_event_verbs[] = {
  { "event add", "--title T --from D [--to D] [--place P] [--layer L]", N_("Types an event of the office into the calendar."),
    N_("D is a day, which counts whole, or a day and a time, as “2016-10-14 10:00”. Without --to it takes the day, or an hour. L is a layer of own "
       "events, which is made if there is none of that name. Prints the event's number."), event_add_verb, TRUE },
  { "event edit", "ID [--title T] [--from D] [--to D] [--place P] [--layer L]", N_("Changes an own event; what is not named stays as it is."), NULL,
    event_edit_verb, TRUE },
  { "event list", "", N_("Lists the own events: number, begin, end, layer, title, place."), NULL, event_list_verb, TRUE },
  { "event remove", "ID", N_("Takes an own event off the calendar."), NULL, event_remove_verb, TRUE },
  { NULL }
};

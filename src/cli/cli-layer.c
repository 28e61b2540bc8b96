/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-layer.h"
#include "exchange/sotong-layer-occurrence.h"
#include "exchange/sotong-layer-refresh.h"
#include "util/sotong-time.h"

static void
print_refresh (SotongCli                *cli,
               const SotongLayerRefresh *refresh)
{
  for (guint i = 0; i < refresh->notes->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (refresh->notes, i));
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "id", refresh->layer_id != 0 ? refresh->layer_id : SOTONG_NONE);
      sotong_cli_json_int (builder, "added", refresh->counts.n_added);
      sotong_cli_json_int (builder, "changed", refresh->counts.n_changed);
      sotong_cli_json_int (builder, "removed", refresh->counts.n_removed);
      sotong_cli_json_print (builder);
    }
  else
    {
      g_autofree char *id = refresh->layer_id != 0 ? g_strdup_printf ("%" PRId64, refresh->layer_id) : g_strdup ("-");

      sotong_cli_print ("%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n", id, refresh->counts.n_added, refresh->counts.n_changed,
                        refresh->counts.n_removed);
    }
}

static int
add_layer (SotongCli  *cli,
           const char *name,
           const char *address,
           gint64      every_minutes)
{
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (cli->store));
  g_autoptr(SotongLayerRefresh) refresh = NULL;
  GError *error = NULL;

  refresh = sotong_layer_add (cli->store, http, name, address, every_minutes, cli->cancellable, &error);
  if (refresh == NULL)
    return sotong_cli_fail (cli, error);
  print_refresh (cli, refresh);
  return cli->status;
}

static int
refresh_layer (SotongCli  *cli,
               SotongHttp *http,
               gint64      id)
{
  g_autoptr(SotongLayerRefresh) refresh = NULL;
  GError *error = NULL;

  refresh = sotong_layer_refresh (cli->store, http, id, cli->cancellable, &error);
  if (refresh == NULL)
    return sotong_cli_fail (cli, error);
  print_refresh (cli, refresh);
  return cli->status;
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 id = sotong_event_layer_find (db, data, error);

  return g_memdup2 (&id, sizeof id);
}

static int
preview_layer (SotongCli  *cli,
               gint64      id,
               const char *path)
{
  g_autoptr(SotongLayerRefresh) refresh = NULL;
  GError *error = NULL;

  refresh = sotong_layer_preview (cli->store, id, path, cli->cancellable, &error);
  if (refresh == NULL)
    return sotong_cli_fail (cli, error);
  print_refresh (cli, refresh);
  return cli->status;
}

/* A calendar that is imported again is the same layer; a dry run writes nothing. */
int
sotong_cli_layer_import (SotongCli  *cli,
                         const char *name,
                         const char *path,
                         gboolean    dry_run)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  id = sotong_store_read (cli->store, find_job, whole, cli->cancellable, &error);
  if (error != NULL)
    return sotong_cli_fail (cli, error);
  if (dry_run)
    return preview_layer (cli, *id, whole);
  return *id != 0 ? refresh_layer (cli, NULL, *id) : add_layer (cli, name, path, 0);
}

static int
layer_add_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autofree char *name = NULL;
  gint64 every = 0;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "every", 0, 0, G_OPTION_ARG_INT64, &every, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which file or which address, once."));
  return add_layer (cli, name, argv[1], every);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_event_layer_list (db, error);
}

static void
print_layer (const SotongEventLayer *layer,
             JsonBuilder            *builder,
             GTimeZone              *zone)
{
  if (builder == NULL)
    {
      g_autofree char *at = layer->checked_at != SOTONG_NONE ? sotong_time_format_iso (layer->checked_at, zone) : g_strdup ("-");

      sotong_cli_print ("%" PRId64 "\t%s\t%" PRId64 "\t%s\t", layer->id, layer->kind, layer->n_events, at);
      sotong_cli_print_field (layer->name, FALSE);
      sotong_cli_print_field (layer->address, FALSE);
      sotong_cli_print_field (layer->message, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", layer->id);
  sotong_cli_json_text (builder, "kind", layer->kind);
  sotong_cli_json_text (builder, "name", layer->name);
  sotong_cli_json_text (builder, "address", layer->address);
  sotong_cli_json_int (builder, "events", layer->n_events);
  sotong_cli_json_time (builder, "checked_at", layer->checked_at, zone);
  sotong_cli_json_time (builder, "changed_at", layer->changed_at, zone);
  sotong_cli_json_int (builder, "every_minutes", g_str_equal (layer->kind, "subscribed") ? layer->every_minutes : SOTONG_NONE);
  sotong_cli_json_text (builder, "message", layer->message);
  json_builder_end_object (builder);
}

static int
layer_list_verb (SotongCli  *cli,
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
  builder = sotong_cli_list_begin (cli, "layers");
  for (guint i = 0; i < list->len; i++)
    print_layer (g_ptr_array_index (list, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  gint64 id = sotong_event_layer_find_named (db, data, error);

  return id != 0 && sotong_event_layer_remove (db, id, error) ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
named_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 id = sotong_event_layer_find_named (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
layer_remove_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which layer, by its name or number."));
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, argv[1], cli->cancellable, &error);
  return id != NULL ? sotong_cli_confirm (cli, *id) : sotong_cli_fail (cli, error);
}

/* All of them, one after another: one that fails keeps no other from being read. */
static int
refresh_all (SotongCli  *cli,
             SotongHttp *http)
{
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cli->cancellable); i++)
    {
      const SotongEventLayer *layer = g_ptr_array_index (list, i);

      if (g_str_equal (layer->kind, "subscribed"))
        refresh_layer (cli, http, layer->id);
    }
  return cli->status;
}

static int
layer_refresh_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autoptr(SotongHttp) http = NULL;
  g_autofree gint64 *ids = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  http = sotong_http_new (sotong_store_get_clock (cli->store));
  if (argc == 1)
    return refresh_all (cli, http);
  ids = g_new (gint64, argc);
  for (int i = 1; i < argc; i++)
    {
      GError *error = NULL;
      g_autofree gint64 *id = sotong_store_read (cli->store, named_job, argv[i], cli->cancellable, &error);

      if (id == NULL)
        return sotong_cli_fail (cli, error);
      ids[i] = *id;
    }
  for (int i = 1; i < argc; i++)
    refresh_layer (cli, http, ids[i]);
  return cli->status;
}

static gpointer
events_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_layer_occurrences (db, *(SotongRange *) data, error);
}

static void
print_occurrence (const SotongLayerOccurrence *occurrence,
                  JsonBuilder                 *builder,
                  GTimeZone                   *zone)
{
  g_autofree char *start = occurrence->all_day ? sotong_time_format_date (occurrence->start, zone) : sotong_time_format_iso (occurrence->start, zone);
  g_autofree char *end = occurrence->all_day ? sotong_time_format_date (occurrence->end - 1, zone) : sotong_time_format_iso (occurrence->end, zone);

  if (builder == NULL)
    {
      sotong_cli_print ("%s\t%s\t", start, end);
      sotong_cli_print_field (occurrence->layer, FALSE);
      sotong_cli_print_field (occurrence->summary, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "layer_id", occurrence->layer_id);
  sotong_cli_json_text (builder, "layer", occurrence->layer);
  sotong_cli_json_text (builder, "summary", occurrence->summary);
  sotong_cli_json_text (builder, "location", occurrence->location);
  json_builder_set_member_name (builder, "all_day");
  json_builder_add_boolean_value (builder, occurrence->all_day);
  sotong_cli_json_text (builder, "from", start);
  sotong_cli_json_text (builder, "to", end);
  json_builder_end_object (builder);
}

static int
layer_events_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL }
  };
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  SotongRange range;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (from == NULL || to == NULL)
    return sotong_cli_usage (cli, _("Say from which day with --from and to which with --to."));
  if (!sotong_time_parse_range (from, to, zone, &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  list = sotong_store_read (cli->store, events_job, &range, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "events");
  for (guint i = 0; i < list->len; i++)
    print_occurrence (g_ptr_array_index (list, i), builder, zone);
  return sotong_cli_list_end (cli, builder);
}

const SotongCliVerb sotong_cli_layer_verbs[] = {
  { "layer add", "FILE.ics|URL [--name N] [--every MINUTES]", N_("Adds a layer of events to the calendar: of an iCalendar file, or of an address that is looked at again."),
    N_("URL begins with https, http or webcal; while the window is open or “daemon” runs it is looked at again every so many minutes (60). Prints the layer's number and how many events are new, changed and removed. What cannot be read is "
       "passed over and told."), layer_add_verb, TRUE },
  { "layer list", "", N_("Lists the layers of events: number, kind, events, when it was read, name, address, what was wrong then."), NULL, layer_list_verb, TRUE },
  { "layer refresh", "[NAME|ID]…", N_("Reads layers again; without a name all that have a web address."),
    N_("A server is asked only for what is new. When it cannot be reached, what is known stays."), layer_refresh_verb, TRUE },
  { "layer remove", "NAME|ID", N_("Takes a layer of events off the calendar."), NULL, layer_remove_verb, TRUE },
  { "layer events", "--from D --to D", N_("Lists the events of all layers from a day to another: begin, end, layer, title; those that recur on each of their days."),
    NULL, layer_events_verb, TRUE },
  { NULL }
};

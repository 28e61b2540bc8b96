/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "plan/sotong-slot.h"
#include "store/sotong-channel.h"

/* slot add, list, remove: the times at which a channel usually posts. */

typedef struct {
  SotongSlot  slot;
  const char *channel;
} Request;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Request *request = data;
  g_autoptr(SotongChannel) channel = sotong_channel_find (db, request->channel, error);
  gint64 id = 0;

  if (channel != NULL)
    {
      request->slot.channel_id = channel->id;
      id = sotong_channel_slot_add (db, &request->slot, error);
    }
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
slot_add_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autofree char *channel = NULL, *days = NULL, *at = NULL;
  Request request = { 0 };
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { "days", 0, 0, G_OPTION_ARG_STRING, &days, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL },
    { "skip-holidays", 0, 0, G_OPTION_ARG_NONE, &request.slot.skip_holidays, NULL, NULL },
    { NULL }
  };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (channel == NULL || days == NULL || at == NULL)
    return sotong_cli_usage (cli, _("A slot needs --channel, --days and --at."));
  if (!sotong_slot_parse_days (days, &request.slot.days))
    return sotong_cli_usage (cli, _("--days takes days of the week, as mon-fri or mon,wed,fri, or daily."));
  if (!sotong_slot_parse_minute (at, &request.slot.minute))
    return sotong_cli_usage (cli, _("--at takes a time of day, as 10:00."));
  request.channel = channel;
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &request, cli->cancellable, &error);
  return id != NULL ? sotong_cli_print_id (cli, *id) : sotong_cli_fail (cli, error);
}

typedef struct {
  GPtrArray *slots;   /* (element-type SotongSlot) */
  GArray    *next;    /* (element-type gint64): of their channels, or SOTONG_NONE */
} Listed;

static void
listed_free (Listed *listed)
{
  g_clear_pointer (&listed->slots, g_ptr_array_unref);
  g_array_unref (listed->next);
  g_free (listed);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listed, listed_free)

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const char *name = data;
  g_autoptr(Listed) listed = g_new0 (Listed, 1);
  g_autoptr(SotongChannel) channel = NULL;

  listed->next = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (name != NULL && (channel = sotong_channel_find (db, name, error)) == NULL)
    return NULL;
  listed->slots = sotong_channel_slot_list (db, channel != NULL ? channel->id : 0, error);
  for (guint i = 0; listed->slots != NULL && i < listed->slots->len; i++)
    {
      const SotongSlot *slot = g_ptr_array_index (listed->slots, i);
      gint64 next = sotong_slot_next (db, slot->channel_id, sotong_db_now (db), 0, NULL);

      g_array_append_val (listed->next, next);
    }
  return listed->slots != NULL ? g_steal_pointer (&listed) : NULL;
}

static void
print_slot (const SotongSlot *slot,
            gint64            next,
            JsonBuilder      *builder,
            GTimeZone        *zone)
{
  g_autofree char *days = sotong_slot_format_days (slot->days), *at = sotong_slot_format_minute (slot->minute);

  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", slot->id);
      sotong_cli_print_field (slot->channel, FALSE);
      sotong_cli_print ("%s\t%s\t%s\n", days, at, slot->skip_holidays ? "skip-holidays" : "");
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", slot->id);
  sotong_cli_json_text (builder, "channel", slot->channel);
  sotong_cli_json_text (builder, "days", days);
  sotong_cli_json_text (builder, "at", at);
  json_builder_set_member_name (builder, "skip_holidays");
  json_builder_add_boolean_value (builder, slot->skip_holidays);
  sotong_cli_json_time (builder, "next_free", next, zone);
  json_builder_end_object (builder);
}

static int
slot_list_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autofree char *channel = NULL;
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { NULL }
  };
  g_autoptr(Listed) listed = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  listed = sotong_store_read (cli->store, list_job, channel, cli->cancellable, &error);
  if (listed == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "slots");
  for (guint i = 0; i < listed->slots->len; i++)
    print_slot (g_ptr_array_index (listed->slots, i), g_array_index (listed->next, gint64, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_slot_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static int
slot_remove_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which slot, by its number."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, id);
}

const SotongCliVerb sotong_cli_slot_verbs[] = {
  { "slot add", "--channel N --days mon-fri --at HH:MM [--skip-holidays]", N_("Adds a time at which a channel usually posts; its number is printed."),
    N_("The days are mon to sun, as mon-fri or mon,wed,fri, or daily. “content add” and “content move” take --at next-slot."), slot_add_verb, TRUE },
  { "slot list", "[--channel N]", N_("Lists the slots of channels: number, channel, days, time, whether holidays are skipped."),
    N_("With --json also each channel’s next free slot: the next one with nothing of the channel within half an hour of it."), slot_list_verb, TRUE },
  { "slot remove", "ID", N_("Removes a slot; what was scheduled by it stays."), NULL, slot_remove_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "exchange/sotong-export.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "util/sotong-time.h"

/* ---- content export ---- */

typedef struct {
  char            *output;
  char            *from;
  char            *to;
  char            *state;
  char            *channel;
  char            *campaign;
  SotongEntryQuery query;
} ExportOptions;

static void
export_options_clear (ExportOptions *o)
{
  g_free (o->output);
  g_free (o->from);
  g_free (o->to);
  g_free (o->state);
  g_free (o->channel);
  g_free (o->campaign);
}

/* The channel and the campaign, by name. */
static gpointer
find_names_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  ExportOptions *o = data;

  if (o->channel != NULL)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, o->channel, error);

      if (channel == NULL)
        return NULL;
      o->query.channel_id = channel->id;
    }
  if (o->campaign != NULL && (o->query.campaign_id = sotong_campaign_find (db, o->campaign, error)) == 0)
    return NULL;
  return o;
}

static gboolean
check_export (SotongCli      *cli,
              ExportOptions  *o)
{
  g_autoptr(GError) error = NULL;
  SotongExportFormat format;
  SotongState state;

  o->query.state = -1;
  if (!sotong_export_format_from_path (o->output, &format, &error)
      || ((o->from != NULL || o->to != NULL)
          && !sotong_time_parse_range (o->from, o->to, sotong_store_get_zone (cli->store), &o->query.range, &error)))
    {
      sotong_cli_usage (cli, error->message);
      return FALSE;
    }
  if (o->state == NULL)
    return TRUE;
  if (!sotong_state_from_name (o->state, &state))
    {
      sotong_cli_usage (cli, _("There is no such state."));
      return FALSE;
    }
  o->query.state = (int) state;
  return TRUE;
}

static int
export_contents (SotongCli     *cli,
                 ExportOptions *o)
{
  GError *error = NULL;
  gint64 n;

  if (!check_export (cli, o))
    return cli->status;
  if (sotong_store_read (cli->store, find_names_job, o, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  n = sotong_export_contents (cli->store, &o->query, o->output, cli->cancellable, &error);
  if (n < 0)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
      g_autofree char *name = g_filename_display_name (o->output);

      sotong_cli_json_text (builder, "file", name);
      sotong_cli_json_int (builder, "rows", n);
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

static int
content_export_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  ExportOptions o = { 0 };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_STRING, &o.state, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &o.channel, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &o.campaign, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (o.output == NULL && argc == 2)
        o.output = g_strdup (argv[1]);
      else if (argc != 1 || o.output == NULL)
        g_clear_pointer (&o.output, g_free);
      if (o.output == NULL)
        sotong_cli_usage (cli, _("Say into which file, once."));
      else
        export_contents (cli, &o);
    }
  export_options_clear (&o);
  return cli->status;
}

const SotongCliVerb sotong_cli_exchange_verbs[] = {
  { "content export", "FILE.ics|FILE.csv|FILE.xlsx [--from D] [--to D] [--state S] [--channel N] [--campaign C]",
    N_("Writes contents to a calendar, a table or a workbook: an event or a row for each channel copy."),
    N_("-o FILE may stand for FILE. A calendar (.ics) also holds the campaigns of the time, and as cancelled what an earlier one held and "
       "was deleted since. A table (.csv) is UTF-8 with a byte order mark and can be imported again. What was there before stays "
       "until the new file is whole."), content_export_verb, TRUE },
  { NULL }
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-content-more.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-ad-import.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-link-rule.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* ad set, list, import; links set, list, remove */

static gboolean
parse_id (const char *text,
          gint64     *out_id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_id, NULL);
}

static void
set_line (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = sotong_text_single_line (text, 500);
}

/* ---- ad set ---- */

typedef struct {
  gint64  id;
  char   *platform;
  char   *boosted;
  char   *from;
  char   *to;
  char   *numbers[3];   /* spend, reach, clicks */
  gint64  values[3];
  gint64  boosted_id;
} AdOptions;

static gpointer
ad_set_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const AdOptions *o = data;
  g_autoptr(SotongAdvertisement) ad = sotong_advertisement_get (db, o->id, error);

  if (ad == NULL)
    return NULL;
  set_line (&ad->platform, o->platform);
  set_line (&ad->starts_on, o->from);
  set_line (&ad->ends_on, o->to);
  if (o->boosted != NULL)
    ad->boosted_id = o->boosted_id;
  ad->spend = o->numbers[0] != NULL ? o->values[0] : ad->spend;
  ad->reach = o->numbers[1] != NULL ? o->values[1] : ad->reach;
  ad->clicks = o->numbers[2] != NULL ? o->values[2] : ad->clicks;
  return sotong_advertisement_set (db, ad, error) ? data : NULL;
}

static gboolean
parse_numbers (AdOptions *o)
{
  for (int i = 0; i < 3; i++)
    {
      o->values[i] = SOTONG_NONE;
      if (o->numbers[i] != NULL && *o->numbers[i] != '\0' && (!sotong_won_parse (o->numbers[i], &o->values[i]) || o->values[i] < 0))
        return FALSE;
    }
  o->boosted_id = SOTONG_NONE;
  return o->boosted == NULL || *o->boosted == '\0' || parse_id (o->boosted, &o->boosted_id);
}

static int
ad_set_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  AdOptions o = { 0 };
  GOptionEntry entries[] = {
    { "platform", 0, 0, G_OPTION_ARG_STRING, &o.platform, NULL, NULL },
    { "boosts", 0, 0, G_OPTION_ARG_STRING, &o.boosted, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "spend", 0, 0, G_OPTION_ARG_STRING, &o.numbers[0], NULL, NULL },
    { "reach", 0, 0, G_OPTION_ARG_STRING, &o.numbers[1], NULL, NULL },
    { "clicks", 0, 0, G_OPTION_ARG_STRING, &o.numbers[2], NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 2 || !parse_id (argv[1], &o.id))
        sotong_cli_usage (cli, _("Say which content, by its number."));
      else if (!parse_numbers (&o))
        sotong_cli_usage (cli, _("--spend, --reach and --clicks take whole numbers, --boosts a content’s number."));
      else if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, ad_set_job, &o, cli->cancellable, &error) == NULL)
        sotong_cli_fail (cli, error);
      else
        sotong_cli_confirm (cli, o.id);
    }
  g_free (o.platform);
  g_free (o.boosted);
  g_free (o.from);
  g_free (o.to);
  for (int i = 0; i < 3; i++)
    g_free (o.numbers[i]);
  return cli->status;
}

/* ---- ad list ---- */

static gpointer
ad_list_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_advertisement_list (db, *(int *) data, error);
}

static void
print_number (gint64 value)
{
  if (value == SOTONG_NONE)
    sotong_cli_print ("-\t");
  else
    sotong_cli_print ("%" G_GINT64_FORMAT "\t", value);
}

static void
print_ad (const SotongAdvertisement *ad,
          JsonBuilder               *builder)
{
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", ad->content_id);
      sotong_cli_json_text (builder, "title", ad->title);
      sotong_cli_json_ad (builder, ad);
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", ad->content_id, ad->starts_on != NULL ? ad->starts_on : "-",
                    ad->ends_on != NULL ? ad->ends_on : "-");
  print_number (ad->spend);
  print_number (ad->reach);
  print_number (ad->clicks);
  sotong_cli_print_field (*ad->platform != '\0' ? ad->platform : "-", FALSE);
  sotong_cli_print_field (ad->title, TRUE);
}

static int
ad_list_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  int year = 0;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &year, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, ad_list_job, &year, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "advertisements");
  for (guint i = 0; i < list->len; i++)
    print_ad (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

/* ---- ad import ---- */

static int
ad_import_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autoptr(SotongAdImport) result = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  g_autofree char *unused = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which file."));
  result = sotong_ad_import (cli->store, argv[1], cli->cancellable, &error);
  if (result == NULL)
    return sotong_cli_fail (cli, error);
  for (guint i = 0; i < result->problems->len; i++)
    sotong_cli_problem (cli, NULL, g_ptr_array_index (result->problems, i));
  unused = sotong_ad_import_describe_unused (result);
  if (unused != NULL)
    sotong_cli_note (cli, unused);
  if (result->problems->len > 0)
    sotong_cli_problem (cli, NULL, _("Nothing was imported. Correct the lines and import the file again."));
  if (!cli->json)
    {
      sotong_cli_print ("%u\t%u\n", result->n_added, result->n_changed);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "added", result->n_added);
  sotong_cli_json_int (builder, "changed", result->n_changed);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* ---- links ---- */

typedef struct {
  char *campaign;
  char *channel;
  char *domains;
  char *source;
  char *medium;
  char *mark;
} LinkOptions;

static gboolean
find_scope (SotongDb           *db,
            const LinkOptions  *o,
            SotongLinkRule     *rule,
            GError            **error)
{
  rule->campaign_id = rule->channel_id = SOTONG_NONE;
  if (o->campaign != NULL && (rule->campaign_id = sotong_campaign_find (db, o->campaign, error)) == 0)
    return FALSE;
  if (o->channel != NULL)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, o->channel, error);

      if (channel == NULL)
        return FALSE;
      rule->channel_id = channel->id;
    }
  return TRUE;
}

static gpointer
links_set_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const LinkOptions *o = data;
  SotongLinkRule rule = { .domains = o->domains, .source = o->source, .medium = o->medium, .campaign = o->mark };

  return find_scope (db, o, &rule, error) && sotong_link_rule_set (db, &rule, error) ? data : NULL;
}

static int
links_set_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  LinkOptions o = { 0 };
  GOptionEntry entries[] = {
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &o.campaign, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &o.channel, NULL, NULL },
    { "domains", 0, 0, G_OPTION_ARG_STRING, &o.domains, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &o.source, NULL, NULL },
    { "medium", 0, 0, G_OPTION_ARG_STRING, &o.medium, NULL, NULL },
    { "campaign-mark", 0, 0, G_OPTION_ARG_STRING, &o.mark, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 1 || (o.domains == NULL && o.source == NULL && o.medium == NULL && o.mark == NULL))
        sotong_cli_usage (cli, _("Say at least one of --domains, --source, --medium and --campaign-mark."));
      else if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, links_set_job, &o, cli->cancellable, &error) == NULL)
        sotong_cli_fail (cli, error);
    }
  g_free (o.campaign);
  g_free (o.channel);
  g_free (o.domains);
  g_free (o.source);
  g_free (o.medium);
  g_free (o.mark);
  return cli->status;
}

typedef struct {
  GPtrArray *rules;      /* (element-type SotongLinkRule) */
  GPtrArray *campaigns;  /* (element-type SotongCampaign) */
  GPtrArray *channels;   /* (element-type SotongChannel) */
} Links;

static gpointer
links_list_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Links *links = data;

  links->rules = sotong_link_rule_list (db, error);
  links->campaigns = links->rules != NULL ? sotong_campaign_list (db, error) : NULL;
  links->channels = links->campaigns != NULL ? sotong_channel_list (db, error) : NULL;
  return links->channels != NULL ? data : NULL;
}

static const char *
campaign_name (const Links *links,
               gint64       id)
{
  for (guint i = 0; i < links->campaigns->len; i++)
    if (((const SotongCampaign *) g_ptr_array_index (links->campaigns, i))->id == id)
      return ((const SotongCampaign *) g_ptr_array_index (links->campaigns, i))->name;
  return NULL;
}

static const char *
channel_name (const Links *links,
              gint64       id)
{
  for (guint i = 0; i < links->channels->len; i++)
    if (((const SotongChannel *) g_ptr_array_index (links->channels, i))->id == id)
      return ((const SotongChannel *) g_ptr_array_index (links->channels, i))->name;
  return NULL;
}

static void
print_rule (const Links          *links,
            const SotongLinkRule *rule,
            JsonBuilder          *builder)
{
  const char *campaign = campaign_name (links, rule->campaign_id), *channel = channel_name (links, rule->channel_id);

  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", rule->id);
      sotong_cli_print_field (campaign != NULL ? campaign : "-", FALSE);
      sotong_cli_print_field (channel != NULL ? channel : "-", FALSE);
      sotong_cli_print_field (rule->domains, FALSE);
      sotong_cli_print_field (rule->source, FALSE);
      sotong_cli_print_field (rule->medium, FALSE);
      sotong_cli_print_field (rule->campaign, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", rule->id);
  sotong_cli_json_text (builder, "campaign", campaign);
  sotong_cli_json_text (builder, "channel", channel);
  sotong_cli_json_text (builder, "domains", rule->domains);
  sotong_cli_json_text (builder, "source", rule->source);
  sotong_cli_json_text (builder, "medium", rule->medium);
  sotong_cli_json_text (builder, "campaign_mark", rule->campaign);
  json_builder_end_object (builder);
}

static int
links_list_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  Links links = { NULL };
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  if (sotong_store_read (cli->store, links_list_job, &links, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else
    {
      builder = sotong_cli_list_begin (cli, "links");
      for (guint i = 0; i < links.rules->len; i++)
        print_rule (&links, g_ptr_array_index (links.rules, i), builder);
      sotong_cli_list_end (cli, builder);
    }
  g_clear_pointer (&links.rules, g_ptr_array_unref);
  g_clear_pointer (&links.campaigns, g_ptr_array_unref);
  g_clear_pointer (&links.channels, g_ptr_array_unref);
  return cli->status;
}

static gpointer
links_remove_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_link_rule_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static int
links_remove_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !parse_id (argv[1], &id))
    return sotong_cli_usage (cli, _("Say which rule, by its number."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, links_remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, id);
}

const SotongCliVerb sotong_cli_ad_verbs[] = {
  { "ad set", "ID [--platform P] [--boosts ID] [--from D] [--to D] [--spend WON] [--reach N] [--clicks N]",
    N_("Notes where and when an advertisement ran, what it cost and what it brought."),
    N_("What is not named stays as it is; an empty value takes it away."), ad_set_verb, TRUE },
  { "ad list", "[--year Y]", N_("Lists the advertisements: number, first day, last day, won, reach, clicks, platform, title."), NULL, ad_list_verb, TRUE },
  { "ad import", "FILE.csv", N_("Takes advertisements from a sheet, all or none; prints how many were added and how many changed."),
    N_("The first line names the columns: title and others of platform, from, to, spend, reach, clicks, in English or Korean, as the advertisement "
       "managers write them too. An advertisement with the same title and first day is brought up to date. One step of undo."), ad_import_verb, TRUE },
  { "links set", "[--campaign C] [--channel N] [--domains LIST] [--source S] [--medium M] [--campaign-mark S]",
    N_("Writes the rule for the marks that links get when they are sent: utm_source, utm_medium, utm_campaign."),
    N_("Without --campaign and --channel it is the workspace’s rule. What a narrower rule leaves empty is the wider one’s; else the source is the "
       "platform’s name, the medium “social” and the mark the campaign’s name. Only links to the domains are marked, “-” is none. Stored texts keep "
       "clean links."), links_set_verb, TRUE },
  { "links list", "", N_("Lists the rules for links: number, campaign, channel, domains, source, medium, campaign mark."), NULL, links_list_verb, TRUE },
  { "links remove", "ID", N_("Removes a rule for links."), NULL, links_remove_verb, TRUE },
  { NULL }
};

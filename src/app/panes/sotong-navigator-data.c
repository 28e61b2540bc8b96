/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-navigator-data.h"
#include "app/panes/sotong-sources-data.h"
#include "platforms/sotong-capabilities.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-campaign.h"
#include "store/sotong-outbox.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-won.h"

void
sotong_navigator_item_free (SotongNavigatorItem *item)
{
  g_free (item->name);
  g_free (item->count);
  g_free (item->note);
  g_free (item);
}

static SotongNavigatorItem *
add_item (GPtrArray  *list,
          gint64      id,
          const char *name,
          gint64      n,
          char       *note)
{
  SotongNavigatorItem *item = g_new0 (SotongNavigatorItem, 1);

  item->id = id;
  item->name = g_strdup (name);
  item->count = n > 0 ? sotong_number_group (n) : g_strdup ("");
  item->note = note;
  g_ptr_array_add (list, item);
  return item;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_navigator_item_free);
}

static GPtrArray *
read_campaigns (SotongDb  *db,
                GError   **error)
{
  g_autoptr(GPtrArray) campaigns = sotong_campaign_list (db, error);
  GPtrArray *list = new_list ();

  for (guint i = 0; campaigns != NULL && i < campaigns->len; i++)
    {
      const SotongCampaign *c = g_ptr_array_index (campaigns, i);

      add_item (list, c->id, c->name, c->n_contents, g_strdup_printf ("%s – %s\n%s", c->starts_on, c->ends_on, c->goal));
    }
  if (campaigns == NULL)
    g_clear_pointer (&list, g_ptr_array_unref);
  return list;
}

/* What a channel needs from a person, in a sentence; %NULL if nothing. */
static char *
channel_trouble (SotongDb                 *db,
                 const SotongOutboxCount  *count,
                 const SotongCapabilities *platform)
{
  char *health;

  if (count->n_unknown > 0)
    return g_strdup_printf (ngettext ("The outcome of %d post is unknown.", "The outcome of %d posts is unknown.", (gulong) count->n_unknown),
                            (int) count->n_unknown);
  if (count->n_failed > 0)
    return g_strdup_printf (ngettext ("%d post failed.", "%d posts failed.", (gulong) count->n_failed), (int) count->n_failed);
  if (count->channel->message[0] != '\0')
    return g_strdup (count->channel->message);
  health = sotong_publish_describe_health (count->channel, sotong_db_now (db), sotong_db_get_zone (db));
  if (health != NULL)
    return health;
  if (platform != NULL && platform->can_publish && count->channel->url[0] == '\0')
    return g_strdup (_("Not connected: the channel has no address yet."));
  return NULL;
}

static GPtrArray *
read_channels (SotongDb  *db,
               GError   **error)
{
  g_autoptr(GPtrArray) counts = sotong_outbox_count (db, error);
  GPtrArray *list = new_list ();

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const SotongOutboxCount *count = g_ptr_array_index (counts, i);
      const SotongCapabilities *platform = sotong_capabilities_get (count->channel->platform);
      g_autofree char *trouble = channel_trouble (db, count, platform);
      g_autofree char *place = sotong_channel_describe_place (count->channel);
      SotongNavigatorItem *item;

      item = add_item (list, count->channel->id, count->channel->name, count->n_scheduled,
                       g_strdup_printf ("%s%s%s", place, trouble != NULL ? "\n" : "", trouble != NULL ? trouble : ""));
      item->warning = trouble != NULL && (count->n_unknown > 0 || count->n_failed > 0 || count->channel->message[0] != '\0'
                                          || count->channel->expires_at != SOTONG_NONE || count->channel->quota_left != SOTONG_NONE);
      item->account = item->warning && count->n_unknown == 0 && count->n_failed == 0;
    }
  if (counts == NULL)
    g_clear_pointer (&list, g_ptr_array_unref);
  return list;
}

static GPtrArray *
read_topics (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  GPtrArray *list = new_list ();

  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);
      g_autofree char *words = g_strdelimit (g_strdup (topic->any_words), "\n", ' ');

      add_item (list, topic->id, topic->name, topic->n_mentions, g_strdup (words));
    }
  if (topics == NULL)
    g_clear_pointer (&list, g_ptr_array_unref);
  return list;
}

static GPtrArray *
read_sources (SotongDb  *db,
              GError   **error)
{
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  GPtrArray *list = new_list ();

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);
      SotongNavigatorItem *item = add_item (list, source->id, source->name, source->n_mentions, sotong_source_line_describe (db, source));

      item->warning = source->failures > 0;
    }
  if (sources == NULL)
    g_clear_pointer (&list, g_ptr_array_unref);
  return list;
}

GPtrArray *
sotong_navigator_read (SotongDb  *db,
                       GError   **error)
{
  static GPtrArray *(* const readers[SOTONG_N_NAVIGATOR_SECTIONS]) (SotongDb *, GError **) = {
    read_campaigns, read_channels, read_topics, read_sources
  };
  g_autoptr(GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (int i = 0; i < SOTONG_N_NAVIGATOR_SECTIONS; i++)
    {
      GPtrArray *list = readers[i] (db, error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (sections, list);
    }
  return g_steal_pointer (&sections);
}

gboolean
sotong_navigator_remove (SotongDb                *db,
                         SotongNavigatorSection   section,
                         gint64                   id,
                         gboolean                 sure,
                         GError                 **error)
{
  switch (section)
    {
    case SOTONG_NAVIGATOR_CAMPAIGNS:
      return sotong_campaign_remove (db, id, sure, error);
    case SOTONG_NAVIGATOR_CHANNELS:
      return sotong_channel_remove (db, id, error);
    case SOTONG_NAVIGATOR_TOPICS:
      return sotong_topic_remove (db, id, error);
    case SOTONG_NAVIGATOR_SOURCES:
      return sotong_source_remove (db, id, error);
    case SOTONG_N_NAVIGATOR_SECTIONS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

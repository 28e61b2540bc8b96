/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-filter.h"

#include <glib/gi18n.h>

#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/**
 * sotong_cli_filter_check:
 * @cli: the invocation, with a workspace
 * @filter: as a person typed it; gets what can be found out of it without names
 *
 * Says what is wrong with it.
 *
 * Returns: whether it can be asked for
 */
gboolean
sotong_cli_filter_check (SotongCli       *cli,
                         SotongCliFilter *filter)
{
  g_autoptr(GError) error = NULL;
  SotongState state;
  const char *problem = NULL;

  filter->query.state = -1;
  if ((filter->from != NULL || filter->to != NULL)
      && !sotong_time_parse_range (filter->from, filter->to, sotong_store_get_zone (cli->store), &filter->query.range, &error))
    problem = error->message;
  else if (filter->state != NULL && !sotong_state_from_name (filter->state, &state))
    problem = _("There is no such state. Choose draft, in_review, returned, approved, scheduled, publishing, published, "
                "published_by_hand, failed, unknown, missed, held or withdrawn.");
  else if (filter->type != NULL && !sotong_cli_knows_type (cli, &filter->type))
    problem = _("There is no such type of content. “sotongctl type list” lists them.");
  if (problem != NULL)
    {
      sotong_cli_usage (cli, problem);
      return FALSE;
    }
  if (filter->state != NULL)
    filter->query.state = (int) state;
  filter->query.type = filter->type;
  filter->query.words = filter->search != NULL && !sotong_text_is_blank (filter->search) ? filter->search : NULL;
  return TRUE;
}

/**
 * sotong_cli_filter_find:
 * @db: the connection of a job
 * @filter: a checked one; gets the numbers of the channel, the campaign and the person that it names
 * @error: return location
 *
 * Returns: %FALSE when there is none of a name
 */
gboolean
sotong_cli_filter_find (SotongDb         *db,
                        SotongCliFilter  *filter,
                        GError          **error)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(SotongPerson) person = NULL;

  if (filter->channel != NULL && (channel = sotong_channel_find (db, filter->channel, error)) == NULL)
    return FALSE;
  if (filter->person != NULL && (person = sotong_person_find (db, filter->person, error)) == NULL)
    return FALSE;
  filter->query.channel_id = channel != NULL ? channel->id : 0;
  filter->query.person_id = person != NULL ? person->id : 0;
  return filter->campaign == NULL || (filter->query.campaign_id = sotong_campaign_find (db, filter->campaign, error)) != 0;
}

void
sotong_cli_filter_clear (SotongCliFilter *filter)
{
  char **texts[] = { &filter->from, &filter->to, &filter->state, &filter->channel, &filter->campaign, &filter->type, &filter->person, &filter->search };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

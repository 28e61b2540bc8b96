/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/sotong-pane-registry.h"

/* A calendar of its own campaign and channel: several of them stand side by side, one a campaign. */

/* The campaign that is shown, or 0 for all. */
gint64
sotong_calendar_pane_get_campaign (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (self->own)
    return self->own_campaign;
  return context != NULL ? sotong_context_get_campaign (context) : 0;
}

gint64
sotong_calendar_pane_get_channel (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (self->own)
    return self->own_channel;
  return context != NULL ? sotong_context_get_channel (context) : 0;
}

/* Chooses a campaign and a channel, or 0: for the calendar alone when it has its own, else for all panes. */
void
sotong_calendar_pane_choose (SotongCalendarPane *self,
                             gint64              campaign,
                             gint64              channel)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (self->own)
    {
      self->own_campaign = campaign;
      self->own_channel = channel;
    }
  else if (context != NULL)
    {
      sotong_context_set_campaign (context, campaign);
      sotong_context_set_channel (context, channel);
    }
}

static const char *
campaign_name (SotongCalendarData *data,
               gint64              campaign_id)
{
  for (guint i = 0; i < data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (data->campaigns, i);

      if (campaign->id == campaign_id)
        return campaign->name;
    }
  return NULL;
}

static const char *
channel_name (SotongCalendarData *data,
              gint64              channel_id)
{
  for (guint i = 0; i < data->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (data->channels, i);

      if (channel->id == channel_id)
        return channel->name;
    }
  return NULL;
}

/* A calendar of one campaign or channel is known by it: its tab says so. */
static void
show_title (SotongCalendarPane *self,
            const char         *campaign,
            const char         *channel)
{
  PanelWidget *pane = PANEL_WIDGET (self);
  g_autofree char *name = sotong_pane_registry_title (panel_widget_get_id (pane)), *title = NULL;

  if (campaign != NULL || channel != NULL)
    title = g_strdup_printf (_("%s: %s"), name, campaign != NULL ? campaign : channel);
  if (name != NULL && g_strcmp0 (panel_widget_get_title (pane), title != NULL ? title : name) != 0)
    panel_widget_set_title (pane, title != NULL ? title : name);
}

/* What was just read says which campaigns and channels there are: of one that is gone, or of another workspace, nothing is
 * left. Returns: whether both are there. */
gboolean
sotong_calendar_pane_check_own (SotongCalendarPane *self,
                                SotongCalendarData *data)
{
  const char *campaign = self->own ? campaign_name (data, self->own_campaign) : NULL;
  const char *channel = self->own ? channel_name (data, self->own_channel) : NULL;
  gboolean there = (self->own_campaign == 0 || campaign != NULL) && (self->own_channel == 0 || channel != NULL);

  if (self->own && !there)
    {
      self->own_campaign = campaign != NULL ? self->own_campaign : 0;
      self->own_channel = channel != NULL ? self->own_channel : 0;
    }
  show_title (self, campaign, channel);
  return !self->own || there;
}

static void
own_toggled (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  SotongCalendarPane *self = user_data;

  self->own_campaign = sotong_calendar_pane_get_campaign (self);
  self->own_channel = sotong_calendar_pane_get_channel (self);
  self->own = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  sotong_calendar_pane_take_selection (self);
  if (sotong_pane_get_attached (SOTONG_PANE (self)))
    sotong_calendar_pane_read (self);
}

/* The command that gives it its own. */
void
sotong_calendar_pane_add_own (SotongCalendarPane *self)
{
  const GActionEntry entry = { .name = "own", .state = "false", .change_state = own_toggled };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
}

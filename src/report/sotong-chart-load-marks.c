/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened beside the figures: notes of the officer, events, campaigns, posts that went out. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-chart-load.h"
#include "store/sotong-alert.h"
#include "store/sotong-campaign.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-content.h"
#include "store/sotong-event-layer.h"

static gboolean
load_notes (SotongDb          *db,
            SotongRange        range,
            gint64             topic_id,
            SotongChartModel  *model,
            GError           **error)
{
  g_autoptr(GPtrArray) notes = sotong_chart_note_list (db, &range, topic_id, error);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const SotongChartNote *note = g_ptr_array_index (notes, i);

      sotong_chart_model_note (model, (double) note->at, (double) (note->ends_at != SOTONG_NONE ? note->ends_at : note->at), note->title);
    }
  return notes != NULL;
}

/* Events that happen once; rules of other calendars would fill the chart with every Monday's meeting. */
static gboolean
load_events (SotongDb          *db,
             SotongRange        range,
             SotongChartModel  *model,
             GError           **error)
{
  g_autoptr(GPtrArray) events = sotong_layer_event_list (db, range, error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const SotongLayerEvent *event = g_ptr_array_index (events, i);

      if (event->rule == NULL || event->rule[0] == '\0')
        sotong_chart_model_mark (model, (double) event->starts_at, (double) event->starts_at, event->summary);
    }
  return events != NULL;
}

static gboolean
load_campaigns (SotongDb          *db,
                SotongRange        range,
                SotongChartModel  *model,
                GError           **error)
{
  g_autoptr(GPtrArray) campaigns = sotong_campaign_list (db, error);

  for (guint i = 0; campaigns != NULL && i < campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (campaigns, i);
      SotongRange days;

      if (sotong_time_parse_range (campaign->starts_on, campaign->ends_on, sotong_db_get_zone (db), &days, NULL)
          && days.start < range.end && days.end > range.start)
        sotong_chart_model_mark (model, (double) days.start, (double) days.end, campaign->name);
    }
  return campaigns != NULL;
}

/* Many go out in a week: they are marks without words. */
static gboolean
load_posts (SotongDb          *db,
            SotongRange        range,
            SotongChartModel  *model,
            GError           **error)
{
  SotongEntryQuery query = { .range = range, .state = -1 };
  g_autoptr(GPtrArray) entries = sotong_content_entries (db, &query, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const SotongEntry *entry = g_ptr_array_index (entries, i);

      if (entry->copy_id != 0 && (entry->state == SOTONG_STATE_PUBLISHED || entry->state == SOTONG_STATE_PUBLISHED_BY_HAND))
        sotong_chart_model_post (model, (double) entry->at);
    }
  return entries != NULL;
}

/* Of a topic its own, of all mentions every one; that it is over is a word, too. */
static gboolean
load_alerts (SotongDb          *db,
             SotongRange        range,
             gint64             topic_id,
             SotongChartModel  *model,
             GError           **error)
{
  g_autoptr(GPtrArray) events = sotong_alert_list (db, range, error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (events, i);

      if (topic_id == 0 || event->topic_id == topic_id)
        sotong_chart_model_alarm (model, (double) event->hour_start, (guint) MAX (event->stage, 1),
                                  event->stage != SOTONG_STAGE_NONE ? sotong_alert_stage_get_label (event->stage) : _("Over"));
    }
  return events != NULL;
}

/**
 * sotong_chart_load_marks:
 * @db: a database, in a job of the store
 * @range: of the chart
 * @topic_id: notes of this topic and of all; 0: every note
 * @marks: which kinds
 * @model: gets them
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_chart_load_marks (SotongDb          *db,
                         SotongRange        range,
                         gint64             topic_id,
                         SotongChartMarks   marks,
                         SotongChartModel  *model,
                         GError           **error)
{
  if (range.end <= range.start)
    return TRUE;
  return (!(marks & SOTONG_CHART_NOTES) || load_notes (db, range, topic_id, model, error))
         && (!(marks & SOTONG_CHART_EVENTS) || load_events (db, range, model, error))
         && (!(marks & SOTONG_CHART_CAMPAIGNS) || load_campaigns (db, range, model, error))
         && (!(marks & SOTONG_CHART_ALERTS) || load_alerts (db, range, topic_id, model, error))
         && (!(marks & SOTONG_CHART_POSTS) || load_posts (db, range, model, error));
}

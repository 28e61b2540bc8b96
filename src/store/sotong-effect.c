/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "store/sotong-campaign.h"
#include "store/sotong-effect.h"
#include "store/sotong-rollup.h"
#include "util/sotong-span.h"

void
sotong_effect_free (SotongEffect *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

/* Days to come are neither known nor gaps. */
static gboolean
count_part (SotongDb          *db,
            SotongEffect      *self,
            SotongEffectPart   part,
            gint64             topic_id,
            GError           **error)
{
  gint64 now = sotong_db_now (db);
  SotongRange range = self->ranges[part];
  SotongTrendPoint *sum = &self->sums[part];
  g_autoptr(GArray) days = NULL;

  self->unfinished = self->unfinished || range.end > now;
  range.end = MIN (range.end, now);
  if (range.end <= range.start)
    return TRUE;
  days = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_DAY, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SotongTrendPoint *day = &g_array_index (days, SotongTrendPoint, i);

      self->n_gaps[part] += day->gap;
      self->n_known[part] += !day->gap;
      sum->total += day->total;
      sum->positive += day->positive;
      sum->neutral += day->neutral;
      sum->negative += day->negative;
      sum->uncertain += day->uncertain;
      sum->unlabelled += day->unlabelled;
    }
  return days != NULL;
}

/**
 * sotong_effect_read:
 * @db: a connection, in a job of the store
 * @campaign_id: a campaign
 * @topic_id: of which mentions, or 0 for all
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Counts the mentions of the campaign's days and of as many before and after. What changed need not be the campaign's doing.
 *
 * Returns: (transfer full) (nullable): the counts
 */
SotongEffect *
sotong_effect_read (SotongDb  *db,
                    gint64     campaign_id,
                    gint64     topic_id,
                    GError   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(SotongCampaign) campaign = sotong_campaign_get (db, campaign_id, error);
  g_autoptr(SotongEffect) self = NULL;
  SotongRange *during;

  if (campaign == NULL)
    return NULL;
  self = g_new0 (SotongEffect, 1);
  self->name = g_strdup (campaign->name);
  during = &self->ranges[SOTONG_EFFECT_DURING];
  if (!sotong_time_parse_range (campaign->starts_on, campaign->ends_on, zone, during, error))
    return NULL;
  self->ranges[SOTONG_EFFECT_BEFORE] = sotong_compare_get_range (SOTONG_COMPARE_PREVIOUS, during, zone);
  sotong_span_shift (SOTONG_SPAN_OWN, during, 1, during->end, zone, &self->ranges[SOTONG_EFFECT_AFTER]);
  for (int part = 0; part < SOTONG_EFFECT_N_PARTS; part++)
    {
      if (!count_part (db, self, part, topic_id, error))
        return NULL;
      self->few = self->few || self->sums[part].total < SOTONG_EFFECT_LEAST;
    }
  return g_steal_pointer (&self);
}

/* Mentions a day that is known; NAN when none is. */
double
sotong_effect_rate (const SotongEffect *self,
                    SotongEffectPart    part)
{
  return self->n_known[part] > 0 ? (double) self->sums[part].total / self->n_known[part] : NAN;
}

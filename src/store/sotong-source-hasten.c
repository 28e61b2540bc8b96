/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-alert-edit.h"
#include "store/sotong-source-private.h"

/* While a person holds a stage, sources are read oftener: the higher it is, the oftener. */

#define SLACK_S 60 /* a run takes a while, and what is due after it is reckoned from its end */

static const gint64 every_s[] = { 0, 1800, 900, 600, 300 }; /* by stage */

/*
 * sotong_source_hasten_interval:
 * @db: a connection
 * @out_every: (out): seconds between two fetches while a stage holds; 0: none does
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_hasten_interval (SotongDb  *db,
                               gint64    *out_every,
                               GError   **error)
{
  gint64 stage = 0;

  if (!sotong_db_get_int (db, &stage, error, "SELECT coalesce(max(e.stage), 0) FROM alert_event AS e WHERE e.rule_id = $1"
                          " AND e.id = (SELECT max(l.id) FROM alert_event AS l WHERE l.rule_id = $1 AND l.topic_id = e.topic_id)", "i",
                          (gint64) SOTONG_ALERT_BY_HAND))
    return FALSE;
  *out_every = every_s[CLAMP (stage, 0, (gint64) G_N_ELEMENTS (every_s) - 1)];
  return TRUE;
}

/*
 * sotong_source_hasten:
 * @source: (inout): a source
 * @every: of sotong_source_hasten_interval()
 *
 * Brings nearer when it is read next. What asked to be left alone for longer than the source's own interval, what goes wrong, and
 * what costs money with each call keeps its time.
 */
void
sotong_source_hasten (SotongSource *source,
                      gint64        every)
{
  gboolean went_well = g_strcmp0 (source->last_outcome, "ok") == 0 || g_strcmp0 (source->last_outcome, "unchanged") == 0;

  if (every == 0 || every >= source->interval_s || source->failures > 0 || !went_well || g_str_equal (source->kind, "x")
      || source->next_due == SOTONG_NONE || source->next_due > source->last_run_at + source->interval_s + SLACK_S)
    return;
  source->next_due = MIN (source->next_due, source->last_run_at + every);
}

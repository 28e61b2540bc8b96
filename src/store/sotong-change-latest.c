/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what was changed last it is seen that the clock was set back. */
#include "config.h"

#include "store/sotong-change-latest.h"
#include "store/sotong-db-private.h"

#define CLOCK_SLACK_S 600 /* clocks that set themselves go a little back and forth */

/**
 * sotong_change_latest:
 * @db: a connection
 * @out_at: (out): the latest time of the newest hundred changes, so that it is found too when somebody went on working under a clock that
 *   was set back; seconds since 1970 UTC, 0 when nothing was ever changed
 * @error: return location
 *
 * Runs SQL, so call it from a store job.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_latest (SotongDb  *db,
                      gint64    *out_at,
                      GError   **error)
{
  return sotong_db_get_int (db, out_at, error, "SELECT coalesce (max (at), 0) FROM (SELECT at FROM change ORDER BY id DESC LIMIT 100)", "");
}

/**
 * sotong_change_is_clock_back:
 * @latest: when something was changed, of sotong_change_latest()
 * @now: what the clock says
 *
 * Returns: whether the clock is so far behind @latest that it was set back
 */
gboolean
sotong_change_is_clock_back (gint64 latest,
                             gint64 now)
{
  return latest > now + CLOCK_SLACK_S;
}

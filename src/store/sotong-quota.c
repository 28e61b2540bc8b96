/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-quota.h"

/**
 * sotong_quota_get:
 * @db: a connection
 * @scope: whose quota
 * @period: the day or month
 * @out_used: (out): how much of it was used, 0 if nothing was
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_quota_get (SotongDb    *db,
                  const char  *scope,
                  const char  *period,
                  gint64      *out_used,
                  GError     **error)
{
  return sotong_db_get_int (db, out_used, error, "SELECT coalesce(sum(used), 0) FROM quota_use WHERE scope = $1 AND period = $2", "tt", scope, period);
}

/**
 * sotong_quota_add:
 * @db: the connection of a write job
 * @scope: whose quota
 * @period: the day or month
 * @used: what was used besides; below 0 to give back what was set aside
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_quota_add (SotongDb    *db,
                  const char  *scope,
                  const char  *period,
                  gint64       used,
                  GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO quota_use (scope, period, used) VALUES ($1, $2, CASE WHEN $3 > 0 THEN $3 ELSE 0 END)"
                         " ON CONFLICT (scope, period) DO UPDATE SET used = CASE WHEN quota_use.used + $3 > 0 THEN quota_use.used + $3 ELSE 0 END", "tti",
                         scope, period, used);
}

/**
 * sotong_quota_raise:
 * @db: the connection of a write job
 * @scope: whose quota
 * @period: the day or month
 * @used: so much at least was used: the site says so
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_quota_raise (SotongDb    *db,
                    const char  *scope,
                    const char  *period,
                    gint64       used,
                    GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO quota_use (scope, period, used) VALUES ($1, $2, $3)"
                         " ON CONFLICT (scope, period) DO UPDATE SET used = excluded.used WHERE excluded.used > quota_use.used", "tti", scope, period, used);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-share.h"
#include "util/sotong-trend-point.h"

/**
 * sotong_trend_point_get_shares:
 * @point: counts
 * @tenths: (out): the shares, in tenths of a percent
 *
 * One decimal each, and together 1000, as sotong_share_tenths() has them.
 * Whatever prints such a share takes it from here, so that two reports of one time say the same.
 *
 * Returns: %FALSE where nothing was judged
 */
gboolean
sotong_trend_point_get_shares (const SotongTrendPoint *point,
                               gint64                  tenths[SOTONG_N_SHARES])
{
  const gint64 counts[SOTONG_N_SHARES] = { point->positive, point->neutral, point->negative };

  return sotong_share_tenths (counts, SOTONG_N_SHARES, tenths);
}

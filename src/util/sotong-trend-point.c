/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-trend-point.h"

/**
 * sotong_trend_point_get_shares:
 * @point: counts
 * @tenths: (out): the shares, in tenths of a percent
 *
 * One decimal each, and together 1000, by the largest remainder; of two remainders that are the same the earlier share gets the tenth.
 * Whatever prints such a share takes it from here, so that two reports of one time say the same.
 *
 * Returns: %FALSE where nothing was judged
 */
gboolean
sotong_trend_point_get_shares (const SotongTrendPoint *point,
                               gint64                  tenths[SOTONG_N_SHARES])
{
  const gint64 counts[SOTONG_N_SHARES] = { point->positive, point->neutral, point->negative };
  gint64 whole = counts[0] + counts[1] + counts[2], left = 1000;
  gint64 rests[SOTONG_N_SHARES];

  if (whole <= 0)
    return FALSE;
  for (guint i = 0; i < SOTONG_N_SHARES; i++)
    {
      tenths[i] = (gint64) ((__int128) counts[i] * 1000 / whole);
      rests[i] = (gint64) ((__int128) counts[i] * 1000 % whole);
      left -= tenths[i];
    }
  for (; left > 0; left--)
    {
      guint largest = 0;

      for (guint i = 1; i < SOTONG_N_SHARES; i++)
        largest = rests[i] > rests[largest] ? i : largest;
      tenths[largest]++;
      rests[largest] = -1;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "util/sotong-share.h"

#define Z 1.959963984540054 /* of 95 % */

/**
 * sotong_share_interval:
 * @n_right: how many of them
 * @n: of how many
 * @out_low: (out): the lower end, a share of 1
 * @out_high: (out): the upper end
 *
 * Wilson's interval (1927) of a share at 95 %: it holds for few and for all of them as well. Of none it is all there is.
 */
void
sotong_share_interval (gint64   n_right,
                       gint64   n,
                       double  *out_low,
                       double  *out_high)
{
  double share = n > 0 ? (double) n_right / (double) n : 0.5;
  double spread = n > 0 ? Z * Z / (double) n : 0;
  double middle, half;

  *out_low = 0;
  *out_high = 1;
  if (n <= 0)
    return;
  middle = (share + spread / 2) / (1 + spread);
  half = Z / (1 + spread) * sqrt (share * (1 - share) / (double) n + spread / (4 * (double) n));
  *out_low = MAX (0, middle - half);
  *out_high = MIN (1, middle + half);
}

/**
 * sotong_share_tenths:
 * @counts: (array length=n): of the parts of a whole, none below 0; their sum fits 64 bits
 * @n: how many parts
 * @tenths: (out caller-allocates) (array length=n): their shares in tenths of a percent
 *
 * One decimal each, and together 1000, by the largest remainder; of two remainders that are the same the earlier part gets the tenth.
 *
 * Returns: %FALSE where there is nothing in any
 */
gboolean
sotong_share_tenths (const gint64 *counts,
                     guint         n,
                     gint64       *tenths)
{
  g_autofree gint64 *rests = g_new (gint64, n);
  gint64 whole = 0, left = 1000;

  for (guint i = 0; i < n; i++)
    whole += counts[i];
  if (whole <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      tenths[i] = (gint64) ((__int128) counts[i] * 1000 / whole);
      rests[i] = (gint64) ((__int128) counts[i] * 1000 % whole);
      left -= tenths[i];
    }
  for (; left > 0; left--)
    {
      guint largest = 0;

      for (guint i = 1; i < n; i++)
        largest = rests[i] > rests[largest] ? i : largest;
      tenths[largest]++;
      rests[largest] = -1;
    }
  return TRUE;
}

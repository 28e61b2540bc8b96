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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-day-lanes.h"

static void
end_cluster (SotongDayLane *entries,
             guint          from,
             guint          to,
             int            n_lanes)
{
  for (guint i = from; i < to; i++)
    entries[i].n_lanes = n_lanes;
}

/**
 * sotong_day_lanes_assign:
 * @entries: (array length=n): by time, with the minutes filled in
 * @n: how many there are
 * @length: how many minutes each takes, at least 1
 *
 * Puts what would cover another beside it: each into the lowest lane that is free. All that hang
 * together share one number of lanes, so that their widths are equal.
 */
void
sotong_day_lanes_assign (SotongDayLane *entries,
                         guint          n,
                         int            length)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));  /* of the lanes */
  guint from = 0;
  int until = G_MININT;

  g_return_if_fail (length > 0);

  for (guint i = 0; i < n; i++)
    {
      SotongDayLane *entry = &entries[i];
      int end = entry->minute + length;
      guint lane = 0;

      if (entry->minute >= until)
        {
          end_cluster (entries, from, i, (int) ends->len);
          g_array_set_size (ends, 0);
          from = i;
        }
      while (lane < ends->len && g_array_index (ends, int, lane) > entry->minute)
        lane++;
      if (lane == ends->len)
        g_array_append_val (ends, end);
      g_array_index (ends, int, lane) = end;
      entry->lane = (int) lane;
      until = MAX (until, end);
    }
  end_cluster (entries, from, n, (int) ends->len);
}

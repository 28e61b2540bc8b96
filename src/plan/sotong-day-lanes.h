/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* Where something stands among what is there at the same time. */
typedef struct {
  int minute;   /* in: of the day */
  int lane;     /* out: from 0 */
  int n_lanes;  /* out: beside one another, for all that touch */
} SotongDayLane;

void sotong_day_lanes_assign (SotongDayLane *entries,
                              guint          n,
                              int            length);
G_END_DECLS

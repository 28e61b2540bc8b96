/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-plot.h"

G_BEGIN_DECLS
/* What may be marked, from what matters most. */
typedef enum {
  SOTONG_MARK_ALARM,
  SOTONG_MARK_NOTE,
  SOTONG_MARK_EVENT,
  SOTONG_MARK_BAND,
  SOTONG_N_MARK_KINDS
} SotongMarkKind;

typedef struct {
  SotongMarkKind  kind;
  double          start;
  double          end;    /* excluded; the same as @start for a moment */
  guint           stage;  /* of an alarm, the higher the worse */
  char           *label;
} SotongMark;

/* Where a mark is on the surface, and its name above the plot. */
typedef struct {
  const SotongMark *mark;
  double            left;
  double            right;
  double            text_left;
  double            max_width;  /* of its name, which ends in “…” there; 0: all of it is written */
  double            first;      /* what it takes of its lane, with its name */
  double            last;
  int               lane;       /* from above; -1: there was no room for its name */
} SotongMarkPlace;

gboolean sotong_mark_is_moment         (const SotongMark *mark);
GArray  *sotong_mark_places_new        (const GArray     *marks,
                                        const SotongPlot *plot,
                                        int               n_lanes) G_GNUC_WARN_UNUSED_RESULT;
int      sotong_mark_places_count_lanes (const GArray     *marks,
                                         const SotongPlot *plot,
                                         int               most);
G_END_DECLS

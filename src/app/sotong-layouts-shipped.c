/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layouts that come with the program. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-layouts.h"

/* As they were on a window of 1600 × 900; other sizes shrink and grow them. What a version does not have is passed over. */
#define SIZE "'version': <uint32 1>, 'width': <1600>, 'height': <800>, "
#define SIDES "'sizes': <{'start': 230, 'end': 360, 'top': 160, 'bottom': 170}>, "

/* The week before the mayor: how much, how, which words, and the texts; beside each other. */
#define WEEKLY "{" SIZE SIDES \
  "'panes': <[('trend', 'center', uint32 0, uint32 0, uint32 0, true, -1), " \
  "('sentiment', 'center', 0, 1, 0, true, -1), " \
  "('words', 'center', 1, 0, 0, true, 420), " \
  "('mentions', 'center', 1, 1, 0, true, -1), " \
  "('navigator', 'start', 0, 0, 0, true, -1), " \
  "('inspector', 'end', 0, 0, 0, true, -1)]>, " \
  "'columns': <[840, 760]>, " \
  "'reveal': <{'start': false, 'end': false, 'top': false, 'bottom': false}>, " \
  "'states': <{'trend': {'show': <'mentions'>}}>, " \
  "'period': <('7d', 'previous', int64 0, int64 0)>}"

/* What happens now: what is said, how it goes, what the program does, and what stands on the day. */
#define SITUATION "{" SIZE SIDES \
  "'panes': <[('mentions', 'center', uint32 0, uint32 0, uint32 0, true, 470), " \
  "('activity', 'center', 0, 1, 0, true, -1), " \
  "('trend', 'center', 1, 0, 0, true, -1), " \
  "('calendar', 'center', 1, 1, 0, true, -1), " \
  "('content', 'center', 1, 1, 1, false, -1), " \
  "('inspector', 'end', 0, 0, 0, true, -1), " \
  "('navigator', 'start', 0, 0, 0, true, -1)]>, " \
  "'columns': <[700, 900]>, " \
  "'reveal': <{'start': false, 'end': false, 'top': false, 'bottom': false}>, " \
  "'states': <{'trend': {'show': <'sentiment'>}, 'calendar': {'view': <'day'>}}>, " \
  "'period': <('today', 'previous', int64 0, int64 0)>}"

/* What was spent and promised, and what came of it. */
#define BUDGET "{" SIZE "'sizes': <{'start': 230, 'end': 320, 'top': 160, 'bottom': 170}>, " \
  "'panes': <[('budget', 'center', uint32 0, uint32 0, uint32 0, true, -1), " \
  "('posts', 'center', 1, 0, 0, true, -1), " \
  "('pace', 'center', 1, 1, 0, true, -1), " \
  "('navigator', 'start', 0, 0, 0, true, -1), " \
  "('promise', 'end', 0, 0, 0, true, -1), " \
  "('inspector', 'end', 0, 1, 0, true, -1)]>, " \
  "'columns': <[840, 440]>, " \
  "'reveal': <{'start': false, 'end': true, 'top': false, 'bottom': false}>, " \
  "'states': <{'posts': {'table': <false>}}>, " \
  "'period': <('year', 'last-year', int64 0, int64 0)>}"

static const SotongShippedLayout layouts[] = {
  { "weekly-meeting", N_("Weekly Meeting"), WEEKLY },
  { "situation-room", N_("Situation Room"), SITUATION },
  { "budget-and-results", N_("Budget and Results"), BUDGET },
};

/**
 * sotong_shipped_layouts:
 * @n_layouts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_layouts): the layouts that come with the program, in the order of the menu
 */
const SotongShippedLayout *
sotong_shipped_layouts (guint *n_layouts)
{
  *n_layouts = G_N_ELEMENTS (layouts);
  return layouts;
}

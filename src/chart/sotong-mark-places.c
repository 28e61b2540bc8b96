/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the marks have their names above the plot, and where. */
#include "config.h"

#include <math.h>

#include "chart/sotong-mark-places.h"

#define PADDING 4.0
#define LEAST_CUT 5.0 /* no name that is cut is narrower than so many lines are high */

/* Whether it has no length. */
gboolean
sotong_mark_is_moment (const SotongMark *mark)
{
  return mark->end <= mark->start;
}

static gboolean
is_in_view (const SotongMark *mark,
            const SotongPlot *plot)
{
  return mark->start < plot->x.max && (sotong_mark_is_moment (mark) ? mark->start >= plot->x.min : mark->end > plot->x.min);
}

/* By kind, the worst alarm first, then by time. */
static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const SotongMark *x = ((const SotongMarkPlace *) a)->mark, *y = ((const SotongMarkPlace *) b)->mark;

  if (x->kind != y->kind)
    return (int) x->kind - (int) y->kind;
  if (x->stage != y->stage)
    return x->stage > y->stage ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

static GArray *
find_places (const GArray     *marks,
             const SotongPlot *plot)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (SotongMarkPlace));

  for (guint i = 0; i < marks->len; i++)
    {
      const SotongMark *mark = &g_array_index (marks, SotongMark, i);
      SotongMarkPlace place = { .mark = mark, .lane = -1 };

      if (!is_in_view (mark, plot))
        continue;
      place.left = MAX (plot->rect.x, sotong_plot_x (plot, mark->start));
      place.right = MIN (plot->rect.x + plot->rect.width, sotong_plot_x (plot, mark->end));
      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

/* Alarms come in swarms: the name of one is in the way of another's in any lane. */
static gboolean
is_in_way (const SotongMarkPlace *other,
           const SotongMarkPlace *place,
           int                    lane)
{
  return other->lane == lane || (other->mark->kind == SOTONG_MARK_ALARM && place->mark->kind == SOTONG_MARK_ALARM);
}

/* How wide the name of a moment may be in @lane, behind its line or @before it; less than 0 when something stands on the line. */
static double
find_room (const SotongMarkPlace *place,
           const SotongPlot      *plot,
           const GPtrArray       *named,
           int                    lane,
           gboolean               before)
{
  double x = place->left, from = before ? plot->rect.x : x, to = before ? x : plot->rect.x + plot->rect.width;

  for (guint i = 0; i < named->len; i++)
    {
      const SotongMarkPlace *other = g_ptr_array_index (named, i);

      if (!is_in_way (other, place, lane))
        continue;
      if (other->last + 2 * PADDING > x && other->first - 2 * PADDING < x)
        return -1;
      if (other->last < x)
        from = MAX (from, other->last + 2 * PADDING);
      else
        to = MIN (to, other->first - 2 * PADDING);
    }
  return before ? x - PADDING - MAX (from, plot->rect.x) : MIN (to, plot->rect.x + plot->rect.width) - x - PADDING;
}

static void
put_name (SotongMarkPlace *place,
          gboolean         before,
          double           width)
{
  place->text_left = before ? place->left - PADDING - width : place->left + PADDING;
  place->max_width = width;
  place->first = MIN (place->left, place->text_left);
  place->last = MAX (place->left, place->text_left + width);
}

/* Whether a line goes down from a name above @place. */
static gboolean
comes_from_above (const SotongMarkPlace *other,
                  const SotongMarkPlace *place)
{
  return other->lane >= 0 && other->lane < place->lane && sotong_mark_is_moment (other->mark);
}

/* How many lines of others, or where bands begin, the name stands on or nearer than @margin; with @above only those that cross it. */
static guint
count_lines (const GArray          *places,
             const SotongMarkPlace *place,
             double                 margin,
             gboolean               above)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const SotongMarkPlace *other = &g_array_index (places, SotongMarkPlace, i);

      n += other != place && (!above || comes_from_above (other, place)) && other->left > place->first - margin
           && other->left < place->last + margin;
    }
  return n;
}

/* A name of @width, where it stands on the fewest lines. */
static gboolean
name_moment (SotongMarkPlace  *place,
             const SotongPlot *plot,
             const GArray     *places,
             const GPtrArray  *named,
             int               n_lanes,
             double            width)
{
  SotongMarkPlace best = *place;
  guint fewest = G_MAXUINT;

  for (int lane = 0; lane < n_lanes; lane++)
    for (int before = 0; before < 2; before++)
      {
        guint n;

        if (find_room (place, plot, named, lane, before) < width)
          continue;
        put_name (place, before, width);
        place->lane = lane;
        n = count_lines (places, place, 2 * PADDING, FALSE); /* they then have no room for a name of their own */
        if (n < fewest)
          {
            fewest = n;
            best = *place;
          }
      }
  *place = best;
  return fewest < G_MAXUINT;
}

/* A band stands as low as it can, on its days; its name may go on behind them. */
static gboolean
name_band (SotongMarkPlace  *place,
           const SotongPlot *plot,
           const GPtrArray  *named,
           int               n_lanes,
           double            width)
{
  double edge = plot->rect.x + plot->rect.width;

  place->max_width = width;
  place->text_left = MIN (place->left + PADDING, edge - PADDING - width);
  if (place->text_left < plot->rect.x)
    return FALSE;
  place->first = MIN (place->left, place->text_left);
  place->last = MAX (place->text_left + width, place->right);
  for (int lane = n_lanes - 1; lane >= 0; lane--)
    {
      gboolean taken = FALSE;

      for (guint i = 0; i < named->len && !taken; i++)
        {
          const SotongMarkPlace *other = g_ptr_array_index (named, i);

          taken = is_in_way (other, place, lane) && other->first < place->last + 2 * PADDING && other->last + 2 * PADDING > place->first;
        }
      if (taken)
        continue;
      place->lane = lane;
      return TRUE;
    }
  return FALSE;
}

/* @cut: what a name needs at least; INFINITY: they are written in full or not at all */
static gboolean
name_place (SotongMarkPlace  *place,
            const SotongPlot *plot,
            const GArray     *places,
            const GPtrArray  *named,
            int               n_lanes,
            double            cut)
{
  double full = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, place->mark->label), width = MIN (full, cut);
  gboolean found;

  if (place->mark->label[0] == '\0')
    return FALSE;
  if (sotong_mark_is_moment (place->mark))
    found = name_moment (place, plot, places, named, n_lanes, width);
  else
    found = name_band (place, plot, named, n_lanes, MIN (full, MAX (cut, place->right - place->left - 2 * PADDING)));
  if (found && place->max_width >= full)
    place->max_width = 0;
  return found;
}

typedef struct {
  GArray           *places;
  const SotongPlot *plot;
  GPtrArray        *named;                       /* (element-type SotongMarkPlace): those that have a name */
  guint             next[SOTONG_N_MARK_KINDS];   /* where to look for the next of a kind */
  double            cut;
} Naming;

/* Names the next of @kind that finds room. Returns %FALSE when there is none. */
static gboolean
name_next (Naming         *naming,
           SotongMarkKind  kind,
           int             n_lanes)
{
  while (naming->next[kind] < naming->places->len)
    {
      SotongMarkPlace *place = &g_array_index (naming->places, SotongMarkPlace, naming->next[kind]++);

      if (place->mark->kind != kind || !name_place (place, naming->plot, naming->places, naming->named, n_lanes, naming->cut))
        continue;
      g_ptr_array_add (naming->named, place);
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_bands (const GArray *places)
{
  return places->len > 0 && g_array_index (places, SotongMarkPlace, places->len - 1).mark->kind == SOTONG_MARK_BAND; /* they are the last */
}

/* Names as many as find room in @n_lanes: first what happened, each kind one in turn, so that none has all of the room; where there is more
 * than one lane one is left for bands. In a single lane they come last: their days are shaded. Returns how much is named. */
static guint
name_places (GArray           *places,
             const SotongPlot *plot,
             int               n_lanes,
             double            cut)
{
  static const guint weights[SOTONG_N_MARK_KINDS] = { 4, 4, 2, 1 };
  g_autoptr(GPtrArray) named = g_ptr_array_new ();
  Naming naming = { places, plot, named, { 0 }, cut };
  int n_upper = n_lanes > 1 && has_bands (places) ? n_lanes - 1 : n_lanes;
  gboolean more = n_lanes > 0;
  guint sum = 0;

  for (guint i = 0; i < places->len; i++)
    g_array_index (places, SotongMarkPlace, i).lane = -1;
  while (more)
    {
      more = FALSE;
      for (guint kind = 0; kind < SOTONG_MARK_BAND; kind++)
        more |= name_next (&naming, kind, n_upper);
    }
  while (n_lanes > 0 && name_next (&naming, SOTONG_MARK_BAND, n_lanes))
    ;
  for (guint i = 0; i < named->len; i++)
    sum += weights[((const SotongMarkPlace *) g_ptr_array_index (named, i))->mark->kind];
  return sum;
}

/* What was cut takes the room that is left beside it, but no line more. */
static void
widen (GArray           *places,
       const SotongPlot *plot,
       SotongMarkPlace  *place)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new ();
  SotongMarkPlace before = *place;
  gboolean at_left = place->text_left < place->left;
  guint n_crossing = count_lines (places, place, 0, TRUE);
  double full = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, place->mark->label), room;

  for (guint i = 0; i < places->len; i++)
    {
      SotongMarkPlace *other = &g_array_index (places, SotongMarkPlace, i);

      if (other != place && other->lane >= 0)
        g_ptr_array_add (others, other);
    }
  room = find_room (place, plot, others, place->lane, at_left);
  put_name (place, at_left, CLAMP (room, before.max_width, full));
  if (count_lines (places, place, 0, TRUE) > n_crossing)
    *place = before;
  else if (place->max_width >= full)
    place->max_width = 0;
}

static void
widen_all (GArray           *places,
           const SotongPlot *plot)
{
  for (guint i = 0; i < places->len; i++)
    {
      SotongMarkPlace *place = &g_array_index (places, SotongMarkPlace, i);

      if (place->lane >= 0 && place->max_width > 0 && sotong_mark_is_moment (place->mark))
        widen (places, plot, place);
    }
}

static gboolean
are_all_named (const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, SotongMarkPlace, i).lane < 0)
      return FALSE;
  return TRUE;
}

/* In full, or, where more is named so, cut. Returns a number that is the greater the better they are named. */
static guint
name_best (GArray           *places,
           const SotongPlot *plot,
           int               n_lanes)
{
  double cut = LEAST_CUT * sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  guint in_full = name_places (places, plot, n_lanes, INFINITY), when_cut;

  if (n_lanes == 0 || are_all_named (places))
    return 2 * in_full + (in_full > 0);
  when_cut = name_places (places, plot, n_lanes, cut);
  if (when_cut > in_full)
    {
      widen_all (places, plot);
      return 2 * when_cut;
    }
  return 2 * name_places (places, plot, n_lanes, INFINITY) + (in_full > 0);
}

/**
 * sotong_mark_places_new:
 * @marks: (element-type SotongMark): what is marked; must outlive the places
 * @plot: where, with a label
 * @n_lanes: lines that there are for names; may be 0
 *
 * Where names are in each other's way what matters most has one: alarms, the worst first, what people noted and events in turn, then
 * what lasted. No two touch.
 *
 * Returns: (transfer full) (element-type SotongMarkPlace): a place for each of those in view
 */
GArray *
sotong_mark_places_new (const GArray     *marks,
                        const SotongPlot *plot,
                        int               n_lanes)
{
  GArray *places = find_places (marks, plot);

  name_best (places, plot, n_lanes);
  return places;
}

/**
 * sotong_mark_places_count_lanes:
 * @marks: (element-type SotongMark): what is marked
 * @plot: where, with a label
 * @most: at most so many
 *
 * Returns: how many lanes suffice for all names that find room in @most
 */
int
sotong_mark_places_count_lanes (const GArray     *marks,
                                const SotongPlot *plot,
                                int               most)
{
  g_autoptr(GArray) places = find_places (marks, plot);
  guint best = 0;
  int n_lanes = 0;

  for (int lanes = 1; lanes <= most; lanes++)
    {
      guint named = name_best (places, plot, lanes);

      if (named > best)
        {
          best = named;
          n_lanes = lanes;
        }
    }
  return n_lanes;
}

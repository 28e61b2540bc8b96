/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words that are laid over a chart have room: beside each other, and over nothing of it that matters. */
#include "config.h"

#include <math.h>

#include "app/sotong-chart-ink.h"
#include "app/sotong-chart-view-place.h"

#define MARGIN 2         /* pixels to the edge of the view */
#define GAP 4            /* between two boxes */
#define LEAST_TEXT 80
#define STEPS 8          /* places from left to right that are tried */
#define IN_PLOT 8        /* how much more it matters to hide a figure than to hide a title or a day below */
#define AT_PIN 40        /* and to hide one of the two that are compared */
#define PIN_WIDTH 8
#define LITTLE 24        /* a few letters of a title may be hidden */
#define KEPT "sotong-place"
#define SHORTER 0.7      /* of what the whole text would hide: else it is not cut short */

typedef struct {
  SotongRect comparison;
  SotongRect read_out;
  double     share;      /* of the plot's width, of its lines */
  double     hidden;     /* how much; INFINITY: there is no room */
  gboolean   briefly;
} Place;

/* The place with nothing read out: while the cursor moves over a picture it is looked for once. */
typedef struct {
  char   *text;          /* (owned): of the comparison */
  double  width;         /* of the view */
  double  height;
  Place   place;
} Kept;

static gboolean
overlap (const SotongRect *a,
         const SotongRect *b)
{
  return a->x < b->x + b->width + GAP && b->x < a->x + a->width + GAP && a->y < b->y + b->height + GAP && b->y < a->y + a->height + GAP;
}

static SotongRect
part (const SotongRect *a,
      const SotongRect *b)
{
  double x = MAX (a->x, b->x), y = MAX (a->y, b->y);

  return (SotongRect) { x, y, MAX (0, MIN (a->x + a->width, b->x + b->width) - x), MAX (0, MIN (a->y + a->height, b->y + b->height) - y) };
}

static guint
count (const SotongWords *words,
       const SotongRect  *area)
{
  return sotong_chart_ink_count (words->picture, words->background, words->scale, area);
}

static double
measure_hidden (const SotongWords *words,
                const SotongRect  *box)
{
  SotongRect in_plot = part (box, &words->plot);
  double hidden = count (words, box) + (IN_PLOT - 1) * (double) count (words, &in_plot);

  for (guint i = 0; i < G_N_ELEMENTS (words->pins); i++)
    {
      SotongRect column = { words->pins[i] - PIN_WIDTH / 2.0, words->plot.y, PIN_WIDTH, words->plot.height };

      if (isnan (words->pins[i]))
        continue;
      column = part (box, &column);
      hidden += AT_PIN * (double) count (words, &column);
    }
  return hidden;
}

/* The read-out keeps its place beside the cursor, or goes below, above or to an edge. */
static gboolean
settle_read_out (const SotongWords *words,
                 const SotongRect  *comparison,
                 SotongRect        *out)
{
  const SotongRect *wanted = &words->read_out;
  double right = words->width - wanted->width - MARGIN;
  const double xs[] = { wanted->x, wanted->x, wanted->x, MARGIN, right };
  const double ys[] = { wanted->y, comparison->y + comparison->height + GAP, comparison->y - wanted->height - GAP, wanted->y, wanted->y };

  *out = *wanted;
  if (wanted->width <= 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (xs); i++)
    {
      out->x = xs[i];
      out->y = ys[i];
      if (out->y >= MARGIN && out->y + out->height <= words->height - MARGIN && !overlap (out, comparison))
        return TRUE;
    }
  return FALSE;
}

static void
wrap (const SotongWords *words,
      PangoLayout       *layout,
      double             width,
      SotongRect        *out)
{
  int text_width, text_height;

  pango_layout_set_width (layout, (int) MAX (LEAST_TEXT, width - 2 * words->padding) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  out->width = text_width + 2 * words->padding;
  out->height = text_height + words->padding;
}

static void
try_place (const SotongWords *words,
           const SotongRect  *box,
           double             share,
           Place             *best)
{
  Place place = { .comparison = *box, .share = share };

  if (box->x < MARGIN || box->y < MARGIN || box->x + box->width > words->width - MARGIN || box->y + box->height > words->height - MARGIN
      || !settle_read_out (words, box, &place.read_out))
    return;
  place.hidden = measure_hidden (words, box);
  if (place.hidden < best->hidden)
    *best = place;
}

/* From the middle to both sides, at the top of the plot first. */
static void
try_places (const SotongWords *words,
            SotongRect        *box,
            double             share,
            Place             *best)
{
  const double ys[] = { words->plot.y + MARGIN, MARGIN, words->plot.y + words->plot.height - box->height - MARGIN };
  double middle = words->plot.x + (words->plot.width - box->width) / 2, room = words->plot.width - box->width;

  for (guint i = 0; i < G_N_ELEMENTS (ys); i++)
    for (int step = 0; step <= STEPS && best->hidden > 0; step++)
      {
        box->x = middle + (step % 2 == 0 ? -0.5 : 0.5) * ((step + 1) / 2) * room / (STEPS / 2);
        box->y = ys[i];
        try_place (words, box, share, best);
      }
}

static Place
find_place (const SotongWords *words,
            PangoLayout       *layout)
{
  static const double shares[] = { 1, 0.62, 0.45, 0.34 };
  Place best = { .hidden = INFINITY };
  SotongRect box = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shares) && best.hidden > 0; i++)
    {
      wrap (words, layout, words->plot.width * shares[i], &box);
      try_places (words, &box, shares[i], &best);
    }
  return best;
}

static Place
choose_place (const SotongWords *words,
              PangoLayout       *whole,
              PangoLayout       *brief)
{
  Place place = find_place (words, whole), other = { .hidden = INFINITY };

  if (place.hidden > LITTLE)
    other = find_place (words, brief);
  other.briefly = TRUE;
  return other.hidden < place.hidden * SHORTER ? other : place;
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->text);
  g_free (kept);
}

static const Kept *
get_kept (const SotongWords *words,
          PangoLayout       *whole,
          PangoLayout       *brief)
{
  Kept *kept = g_object_get_data (G_OBJECT (words->picture), KEPT);
  SotongWords alone = *words;

  if (kept != NULL && kept->width == words->width && kept->height == words->height && g_str_equal (kept->text, pango_layout_get_text (whole)))
    return kept;
  alone.read_out = (SotongRect) { 0 };
  kept = g_new0 (Kept, 1);
  *kept = (Kept) { g_strdup (pango_layout_get_text (whole)), words->width, words->height, choose_place (&alone, whole, brief) };
  g_object_set_data_full (G_OBJECT (words->picture), KEPT, kept, kept_free);
  return kept;
}

/* Where both do not fit in any way the read-out takes the side that is away from the cursor, the comparison the rest. */
static Place
squeeze (const SotongWords *words,
         PangoLayout       *layout)
{
  gboolean at_right = words->read_out.x + words->read_out.width / 2 < words->plot.x + words->plot.width / 2;
  Place place = { .read_out = words->read_out, .share = NAN };

  pango_layout_set_height (layout, (int) MAX (0, words->height - 2 * MARGIN - words->padding) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  wrap (words, layout, words->width - words->read_out.width - 2 * GAP, &place.comparison);
  place.read_out.x = at_right ? MARGIN : words->width - words->read_out.width - MARGIN;
  place.comparison.x = at_right ? words->width - place.comparison.width - MARGIN : MARGIN;
  place.comparison.y = MAX (MARGIN, MIN (words->plot.y + MARGIN, words->height - place.comparison.height - MARGIN));
  return place;
}

/**
 * sotong_words_place:
 * @words: what is to be placed, and over what
 * @whole: the comparison with the points' names
 * @brief: the same without them
 * @out_comparison: (out): where the comparison goes
 * @out_read_out: (out): where the read-out goes; it keeps its size
 *
 * Finds the place for a comparison that hides least of the figures, and nothing of the read-out. In a low chart it may be @brief: which points
 * are compared is to be seen. Main thread.
 *
 * Returns: (transfer none): what is shown of @whole and @brief, with its lines as wide as its place
 */
PangoLayout *
sotong_words_place (const SotongWords *words,
                    PangoLayout       *whole,
                    PangoLayout       *brief,
                    SotongRect        *out_comparison,
                    SotongRect        *out_read_out)
{
  Place place = get_kept (words, whole, brief)->place;
  PangoLayout *shown;

  if (isfinite (place.hidden) && !settle_read_out (words, &place.comparison, &place.read_out))
    place = choose_place (words, whole, brief);
  shown = place.briefly ? brief : whole;
  if (isfinite (place.hidden))
    wrap (words, shown, words->plot.width * place.share, &(SotongRect) { 0 });
  else
    place = squeeze (words, shown);
  *out_comparison = place.comparison;
  *out_read_out = place.read_out;
  return shown;
}

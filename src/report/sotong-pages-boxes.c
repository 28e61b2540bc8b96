/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-pages-private.h"

/* A side of a box, or what several of one line have become. */
typedef struct {
  gboolean across;
  double   at;         /* the y of a line across, the x of one down */
  double   from, to;
} Edge;

#define SAME 0.01 /* points: neighbours' sides are where the widths before them add up to */

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge *x = a, *y = b;

  if (x->across != y->across)
    return x->across ? -1 : 1;
  if (ABS (x->at - y->at) > SAME)
    return x->at < y->at ? -1 : 1;
  return x->from < y->from ? -1 : x->from > y->from;
}

static void
add_edges (GArray           *edges,
           const SotongItem *box)
{
  double right = box->x + box->width, bottom = box->y + box->height;
  Edge sides[] = {
    { TRUE, box->y, box->x, right }, { TRUE, bottom, box->x, right }, { FALSE, box->x, box->y, bottom }, { FALSE, right, box->y, bottom },
  };

  g_array_append_vals (edges, sides, G_N_ELEMENTS (sides));
}

static void
trace_edge (cairo_t    *cr,
            const Edge *edge)
{
  cairo_move_to (cr, edge->across ? edge->from : edge->at, edge->across ? edge->at : edge->from);
  cairo_line_to (cr, edge->across ? edge->to : edge->at, edge->across ? edge->at : edge->to);
}

/* Neighbours share their sides, and the sides of a column are one line: each is drawn once, from end to end. */
static void
stroke_edges (cairo_t          *cr,
              GArray           *edges,
              const SotongItem *like)
{
  Edge line = { .at = 0 };

  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      gboolean joins = i > 0 && edge->across == line.across && ABS (edge->at - line.at) <= SAME && edge->from <= line.to + SAME;

      if (joins)
        line.to = MAX (line.to, edge->to);
      else
        {
          if (i > 0)
            trace_edge (cr, &line);
          line = *edge;
        }
    }
  trace_edge (cr, &line);
  g_array_set_size (edges, 0);
  sotong_pages_set_colour (cr, like->colour);
  cairo_set_line_width (cr, like->line_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE); /* corners are filled */
  cairo_stroke (cr);
}

/* The frames of a table's cells are alike, and are drawn at once when it ends on its page: that is far cheaper than one by one. */
void
sotong_pages_draw_boxes (cairo_t   *cr,
                         GPtrArray *boxes)
{
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint i = 0; i < boxes->len; i++)
    {
      const SotongItem *item = g_ptr_array_index (boxes, i);
      const SotongItem *next = i + 1 < boxes->len ? g_ptr_array_index (boxes, i + 1) : NULL;

      add_edges (edges, item);
      if (next == NULL || next->colour != item->colour || next->line_width < item->line_width || next->line_width > item->line_width)
        stroke_edges (cr, edges, item);
    }
  g_ptr_array_set_size (boxes, 0);
}

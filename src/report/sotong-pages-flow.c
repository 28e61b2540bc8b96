/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-pages-private.h"

#define CELL_LINE_COLOUR 0x5a6270
#define CELL_LINE 0.34  /* 0.12 mm */

static void
item_clear (gpointer data)
{
  SotongItem *item = data;

  g_clear_object (&item->layout);
}

static void
page_free (gpointer data)
{
  SotongPage *page = data;

  g_array_unref (page->items);
  g_free (page);
}

static SotongPage *
add_page (SotongFlow *flow)
{
  SotongPage *page = g_new0 (SotongPage, 1);

  page->items = g_array_new (FALSE, TRUE, sizeof (SotongItem));
  g_array_set_clear_func (page->items, item_clear);
  if (flow->pages == NULL)
    flow->pages = g_ptr_array_new_with_free_func (page_free);
  g_ptr_array_add (flow->pages, page);
  flow->page = page;
  flow->y = flow->top;
  return page;
}

/* A heading at the foot of a page goes to the next one with what it is the heading of. */
static void
move_kept (SotongFlow *flow,
           SotongPage *from,
           SotongPage *to,
           guint       first)
{
  double up = flow->keep_y - flow->top;
  guint n = from->items->len - first;

  g_array_append_vals (to->items, &g_array_index (from->items, SotongItem, first), n);
  for (guint i = 0; i < n; i++)
    {
      g_array_index (to->items, SotongItem, i).y -= up;
      g_array_index (from->items, SotongItem, first + i).layout = NULL;
    }
  g_array_set_size (from->items, first);
}

/* Begins a page. What was kept for the next block, if anything, moves to its top. */
void
sotong_flow_new_page (SotongFlow *flow)
{
  SotongPage *before = flow->page;
  double bottom = flow->y;

  add_page (flow);
  if (before != NULL && flow->keep_from > 0)
    {
      move_kept (flow, before, flow->page, (guint) flow->keep_from);
      flow->y = flow->top + (bottom - flow->keep_y);
      flow->keep_from = 0;
      flow->keep_y = flow->top;
    }
  else
    flow->keep_from = -1;
}

/* Whether nothing would be gained by beginning another page. */
gboolean
sotong_flow_is_fresh (SotongFlow *flow)
{
  return flow->keep_from == 0 || flow->page->items->len == 0;
}

/* Makes room for @height, on a new page if need be. Returns TRUE if there was a new page. */
gboolean
sotong_flow_need (SotongFlow *flow,
                  double      height)
{
  if (flow->y + height <= flow->bottom + 0.01 || sotong_flow_is_fresh (flow))
    return FALSE;
  sotong_flow_new_page (flow);
  return TRUE;
}

/* What is placed from here on stays with what follows it. */
void
sotong_flow_keep (SotongFlow *flow)
{
  if (flow->keep_from >= 0)
    return;
  flow->keep_from = (int) flow->page->items->len;
  flow->keep_y = flow->y;
}

static SotongItem *
add_item (SotongFlow     *flow,
          SotongItemKind  kind)
{
  SotongItem item = { .kind = kind };

  g_array_append_val (flow->page->items, item);
  return &g_array_index (flow->page->items, SotongItem, flow->page->items->len - 1);
}

void
sotong_flow_open (SotongFlow *flow,
                  const char *tag)
{
  add_item (flow, SOTONG_ITEM_OPEN)->tag = tag;
}

void
sotong_flow_close (SotongFlow *flow,
                   const char *tag)
{
  add_item (flow, SOTONG_ITEM_CLOSE)->tag = tag;
}

/* Begins a link to the place of @block, a heading. */
void
sotong_flow_link (SotongFlow        *flow,
                  const SotongBlock *block)
{
  SotongItem *item = add_item (flow, SOTONG_ITEM_OPEN);

  item->tag = SOTONG_TAG_LINK;
  item->block = block;
}

/* Takes no reference: the item gets its own. */
void
sotong_flow_text (SotongFlow  *flow,
                  PangoLayout *layout,
                  int          first_line,
                  int          n_lines,
                  double       x,
                  double       y)
{
  SotongItem *item = add_item (flow, SOTONG_ITEM_TEXT);

  item->layout = g_object_ref (layout);
  item->first_line = first_line;
  item->n_lines = n_lines;
  item->x = x;
  item->y = y;
}

static SotongItem *
add_shape (SotongFlow     *flow,
           SotongItemKind  kind,
           double          x,
           double          y,
           double          width,
           double          height)
{
  SotongItem *item = add_item (flow, kind);

  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  return item;
}

void
sotong_flow_fill (SotongFlow *flow,
                  double      x,
                  double      y,
                  double      width,
                  double      height,
                  guint32     colour)
{
  add_shape (flow, SOTONG_ITEM_FILL, x, y, width, height)->colour = colour;
}

void
sotong_flow_box (SotongFlow *flow,
                 double      x,
                 double      y,
                 double      width,
                 double      height)
{
  SotongItem *item = add_shape (flow, SOTONG_ITEM_BOX, x, y, width, height);

  item->colour = CELL_LINE_COLOUR;
  item->line_width = CELL_LINE;
}

void
sotong_flow_line (SotongFlow *flow,
                  double      x,
                  double      y,
                  double      width,
                  double      line_width)
{
  add_shape (flow, SOTONG_ITEM_LINE, x, y, width, 0)->line_width = line_width;
}

void
sotong_flow_picture (SotongFlow        *flow,
                     const SotongBlock *block,
                     double             x,
                     double             y,
                     double             width,
                     double             height)
{
  add_shape (flow, SOTONG_ITEM_PICTURE, x, y, width, height)->block = block;
}

void
sotong_flow_dest (SotongFlow        *flow,
                  const SotongBlock *block,
                  double             y)
{
  add_shape (flow, SOTONG_ITEM_DEST, flow->left, y, flow->width, 0)->block = block;
}

/* Places lines, over as many pages as they need; a last or first line does not stand alone. */
void
sotong_flow_paragraph (SotongFlow  *flow,
                       PangoLayout *layout,
                       const char  *tag,
                       double       x)
{
  int n_lines = pango_layout_get_line_count (layout);
  int first = 0;

  while (first < n_lines)
    {
      double height;
      int n = sotong_layout_count_lines (layout, first, flow->bottom - flow->y, &height);

      if (n_lines - first > n && n_lines - first - n < 2 && n > 2)
        n--;
      if ((flow->y + height > flow->bottom + 0.01 || (n < 2 && n < n_lines - first))
          && !sotong_flow_is_fresh (flow))
        {
          sotong_flow_new_page (flow);
          continue;
        }
      sotong_flow_open (flow, tag);
      sotong_flow_text (flow, layout, first, n, x, flow->y);
      sotong_flow_close (flow, tag);
      flow->keep_from = -1;
      flow->y += height;
      first += n;
      if (first < n_lines)
        sotong_flow_new_page (flow);
    }
}

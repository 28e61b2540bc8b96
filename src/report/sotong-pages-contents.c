/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-pages-private.h"

/* The list of contents: its lines are placed as it is come to, their numbers when all pages are there. */

#define NUMBER_WIDTH (12 * SOTONG_MM)
#define INDENT       (6 * SOTONG_MM)
#define GAP          (1 * SOTONG_MM)

static void
put_line (SotongFlow        *flow,
          const SotongBlock *block)
{
  gboolean section = block->level == 1;
  double indent = section ? 0 : INDENT;
  g_autofree char *text = g_strdup_printf ("%s %s", block->number, block->text);
  g_autoptr(PangoLayout) layout = sotong_flow_layout (flow, section ? SOTONG_STYLE_CELL_BOLD : SOTONG_STYLE_CELL, text,
                                                      flow->width - indent - NUMBER_WIDTH, SOTONG_ALIGN_LEFT);
  double height;
  SotongContentsLine line;

  sotong_layout_count_lines (layout, 0, 1, &height);
  if (section)
    flow->y += GAP;
  sotong_flow_need (flow, height);
  line = (SotongContentsLine) { flow->page, flow->y, block };
  g_array_append_val (flow->contents, line);
  sotong_flow_open (flow, SOTONG_TAG_P);
  sotong_flow_link (flow, block);
  sotong_flow_text (flow, layout, 0, 1, flow->left + indent, flow->y);
  sotong_flow_close (flow, SOTONG_TAG_LINK);
  sotong_flow_close (flow, SOTONG_TAG_P);
  sotong_flow_line (flow, flow->left, flow->y + height, flow->width, 0.2);
  flow->y += height + GAP / 2;
}

/* Lists the headings that follow the list. */
void
sotong_flow_contents (SotongFlow     *flow,
                      SotongDocument *document)
{
  gboolean after = FALSE;

  if (flow->contents != NULL) /* one list is enough */
    return;
  flow->contents = g_array_new (FALSE, FALSE, sizeof (SotongContentsLine));
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      after = after || block->kind == SOTONG_BLOCK_CONTENTS;
      if (after && block->kind == SOTONG_BLOCK_HEADING)
        put_line (flow, block);
    }
  flow->y += 2 * SOTONG_MM;
}

/* A heading may have moved to another page with what it belongs to: where it is now, its item says. */
static GHashTable *
find_pages (SotongFlow *flow)
{
  GHashTable *pages = g_hash_table_new (NULL, NULL);

  for (guint p = 0; p < flow->pages->len; p++)
    {
      const SotongPage *page = g_ptr_array_index (flow->pages, p);

      for (guint i = 0; i < page->items->len; i++)
        {
          const SotongItem *item = &g_array_index (page->items, SotongItem, i);

          if (item->kind == SOTONG_ITEM_DEST)
            g_hash_table_insert (pages, (gpointer) item->block, GUINT_TO_POINTER (p + 1));
        }
    }
  return pages;
}

/* Puts the numbers at the right of the lines. */
void
sotong_flow_number_contents (SotongFlow *flow)
{
  g_autoptr(GHashTable) pages = NULL;
  SotongPage *last = flow->page;

  if (flow->contents == NULL)
    return;
  pages = find_pages (flow);
  for (guint i = 0; i < flow->contents->len; i++)
    {
      const SotongContentsLine *line = &g_array_index (flow->contents, SotongContentsLine, i);
      guint page = GPOINTER_TO_UINT (g_hash_table_lookup (pages, line->block));
      g_autofree char *number = g_strdup_printf ("%u", page);
      g_autoptr(PangoLayout) layout = NULL;

      if (page == 0)
        continue;
      layout = sotong_flow_layout (flow, line->block->level == 1 ? SOTONG_STYLE_CELL_BOLD : SOTONG_STYLE_CELL, number, NUMBER_WIDTH, SOTONG_ALIGN_RIGHT);
      flow->page = line->page;
      sotong_flow_open (flow, SOTONG_TAG_P);
      sotong_flow_text (flow, layout, 0, 1, flow->left + flow->width - NUMBER_WIDTH, line->y);
      sotong_flow_close (flow, SOTONG_TAG_P);
    }
  flow->page = last;
}

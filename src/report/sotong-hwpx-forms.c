/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-hwpx-private.h"

/* Blocks that are no tables of the report's, but become tables in Hangul. */

#define NUMBER_WIDTH 15  /* mm */

/* The document's title. */
SotongTable *
sotong_hwpx_make_title (const SotongBlock *block)
{
  SotongTable *table = sotong_table_new (NULL, NULL);

  sotong_table_add_column (table, "", NULL, 210, SOTONG_ALIGN_CENTER);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, block->text);
  return table;
}

/* The box that a document is signed in: as a table of its own, for somebody to sign or to fill. */
SotongTable *
sotong_hwpx_make_approval (const SotongBlock *block)
{
  SotongTable *table = sotong_table_new (NULL, NULL);
  guint n = g_strv_length (block->roles);

  sotong_table_add_column (table, "", NULL, 14, SOTONG_ALIGN_CENTER);
  for (guint i = 0; i < n; i++)
    sotong_table_add_column (table, "", NULL, 22, SOTONG_ALIGN_CENTER);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, C_("approval box", "Approval"));
  sotong_table_span (table, 1, 2);
  sotong_table_set_head (table);
  for (guint i = 0; i < n; i++)
    {
      sotong_table_add_text (table, block->roles[i]);
      sotong_table_set_head (table);
    }
  sotong_table_begin_row (table, SOTONG_ROW_LARGE);
  for (guint i = 0; i < n; i++)
    sotong_table_add_text (table, "");
  return table;
}

/* Keys and their values. */
SotongTable *
sotong_hwpx_make_pairs (const SotongBlock *block)
{
  SotongTable *table = sotong_table_new (NULL, NULL);

  sotong_table_add_column (table, "", NULL, 30, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, "", NULL, 140, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i + 1 < block->pairs->len; i += 2)
    {
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, g_ptr_array_index (block->pairs, i));
      sotong_table_set_head (table);
      sotong_table_set_bold (table, TRUE);
      sotong_table_add_text (table, g_ptr_array_index (block->pairs, i + 1));
    }
  return table;
}

/*
 * sotong_hwpx_make_contents:
 * @document: a document
 * @places: (nullable): where its blocks are; %NULL while that is being found out
 *
 * Returns: (transfer full): the headings that follow the list of contents, and their pages
 */
SotongTable *
sotong_hwpx_make_contents (SotongDocument        *document,
                           const SotongHwpxPlace *places)
{
  SotongTable *table = sotong_table_new (NULL, NULL);
  gboolean after = FALSE;

  sotong_table_add_column (table, "", NULL, (sotong_document_get_landscape (document) ? 257 : 170) - NUMBER_WIDTH, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "", NULL, NUMBER_WIDTH, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);
      g_autofree char *text = NULL, *page = NULL;

      after = after || block->kind == SOTONG_BLOCK_CONTENTS;
      if (!after || block->kind != SOTONG_BLOCK_HEADING)
        continue;
      text = g_strdup_printf ("%s %s", block->number, block->text);
      page = g_strdup_printf ("%u", places != NULL ? places[i].page : 0);
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, text);
      sotong_table_set_bold (table, block->level == 1);
      sotong_table_add_text (table, page);
      sotong_table_set_bold (table, block->level == 1);
    }
  return table;
}

/* What stands below the list of contents. */
const char *
sotong_hwpx_contents_note (void)
{
  return _("※ The page numbers are those of the report as it was made. After changes make a new table of contents in Hangul: the headings have the outline "
           "styles.");
}

/* The shape of a paragraph with that mark. */
SotongHwpxPara
sotong_hwpx_get_para (SotongMark mark)
{
  static const SotongHwpxPara marked[] = {
    [SOTONG_MARK_NONE] = SOTONG_HWPX_PARA_BODY, [SOTONG_MARK_SQUARE] = SOTONG_HWPX_PARA_SQUARE, [SOTONG_MARK_CIRCLE] = SOTONG_HWPX_PARA_CIRCLE,
    [SOTONG_MARK_DASH] = SOTONG_HWPX_PARA_DASH, [SOTONG_MARK_DOT] = SOTONG_HWPX_PARA_DOT, [SOTONG_MARK_NOTE] = SOTONG_HWPX_PARA_NOTE,
    [SOTONG_MARK_ATTACHED] = SOTONG_HWPX_PARA_ATTACHED,
  };

  return marked[mark];
}

/* The same, of one that stays with what follows it. */
SotongHwpxPara
sotong_hwpx_get_kept_para (SotongMark mark)
{
  return (SotongHwpxPara) (SOTONG_HWPX_PARA_KEPT + (int) mark);
}

/* How wide a picture comes out in a column of @width, and how high. */
int
sotong_hwpx_fit_picture (const SotongBlock *block,
                         int                width,
                         int               *out_height)
{
  int w = SOTONG_HWPX_MM (block->width), h = SOTONG_HWPX_MM (block->height);

  *out_height = w > width ? (int) ((gint64) h * width / w) : h;
  return MIN (w, width);
}

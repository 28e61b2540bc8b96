/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-attachment.h"

#include "report/sotong-document-private.h"
#include "util/sotong-i18n.h"

/*
 * What is handed in behind a report: the report itself ends with a list of it, "붙임  1. 언급량 추이 1부.  끝.", as offices write it, and
 * each has its number in its heading.
 */

/* The first attachment's heading; the number of blocks without one. What stands before a part of the report itself is no attachment of
 * it any more: a template may have put it there. */
static guint
find_first (GPtrArray *blocks)
{
  guint first = blocks->len;
  gboolean behind = TRUE;

  for (guint i = blocks->len; i-- > 0;)
    {
      SotongBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != SOTONG_BLOCK_HEADING || block->appended)
        continue;
      behind = behind && block->attached;
      block->attached = behind;
      first = behind ? i : first;
    }
  return first;
}

static guint
count (GPtrArray *blocks)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    n += ((SotongBlock *) g_ptr_array_index (blocks, i))->attached;
  return n;
}

/* The headings get their numbers; what there is of them, a line each. */
static char *
number_all (GPtrArray *blocks,
            guint      n)
{
  gboolean english = sotong_i18n_wants_english ();
  const char *word = english ? "Attachment" : "붙임", *copies = english ? "" : " 1부.";
  g_autoptr(GString) list = g_string_new (NULL);
  guint k = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      SotongBlock *block = g_ptr_array_index (blocks, i);

      if (!block->attached)
        continue;
      g_free (block->number);
      if (n == 1)
        {
          block->number = g_strdup (word);
          g_string_append_printf (list, "%s%s", block->text, copies);
          continue;
        }
      block->number = g_strdup_printf ("%s %u", word, ++k);
      g_string_append_printf (list, "%s%u. %s%s", k > 1 ? "\n" : "", k, block->text, copies);
    }
  if (!english)
    g_string_append (list, "  끝.");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static SotongBlock *
new_block (SotongBlockKind kind)
{
  SotongBlock *block = g_new0 (SotongBlock, 1);

  block->kind = kind;
  return block;
}

/* Whatever stands behind the attachments begins on a page of its own. */
static void
break_before_appended (GPtrArray *blocks)
{
  for (guint i = blocks->len; i-- > 0;)
    if (((const SotongBlock *) g_ptr_array_index (blocks, i))->appended)
      g_ptr_array_insert (blocks, (int) i, new_block (SOTONG_BLOCK_PAGE_BREAK));
}

/**
 * sotong_report_attachments_settle:
 * @document: a whole report, which nobody else has
 *
 * Numbers the attachments, has them begin on a page of their own, and lists them where the report itself ends. A report without any
 * stays as it is. To be called once.
 */
void
sotong_report_attachments_settle (SotongDocument *document)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document);
  guint first = find_first (blocks), n = count (blocks);
  SotongBlock *list;

  if (n == 0)
    return;
  break_before_appended (blocks);
  list = new_block (SOTONG_BLOCK_PARAGRAPH);
  list->mark = SOTONG_MARK_ATTACHED;
  list->text = number_all (blocks, n);
  g_ptr_array_insert (blocks, (int) first, new_block (SOTONG_BLOCK_PAGE_BREAK));
  g_ptr_array_insert (blocks, (int) first, list);
}

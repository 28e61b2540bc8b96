/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ledger-title-private.h"
#include "util/sotong-text.h"

/* What the sheet of a budget is headed with, among remarks and headings. */

/* The only cell of a row that says anything; %NULL if it has none or several. */
static const char *
only_cell (const SotongGridRow *row,
           guint               *out_column)
{
  const char *only = NULL;

  for (guint i = 0; row->cells[i] != NULL; i++)
    if (!sotong_text_is_blank (row->cells[i]))
      {
        if (only != NULL)
          return NULL;
        only = row->cells[i];
        *out_column = i;
      }
  return only;
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_one_word (const char *text)
{
  return !g_regex_match_simple ("\\S{2,}\\s+\\S|\\S\\s+\\S{2,}", text, 0, 0); /* its letters may stand apart */
}

/* What a cell with a colon has of a title: the whole of "2027년 예산: 시민과 함께", the name behind "사업명 : ", and nothing of remarks, which
 * are a word and what it is, an amount, or begin with what only remarks begin with. */
static const char *
title_in (const char *cell)
{
  g_autoptr(GMatchInfo) parts = NULL;
  g_autoptr(GRegex) regex = g_regex_new ("^\\s*([^:：]*?)\\s*[:：]\\s*", 0, 0, NULL);
  g_autofree char *label = NULL, *closed = NULL;
  const char *said;
  int end = 0;

  if (!g_regex_match (regex, cell, 0, &parts))
    return cell;
  label = g_match_info_fetch (parts, 1);
  closed = sotong_text_close_up (label);
  g_match_info_fetch_pos (parts, 0, NULL, &end);
  said = cell + end;
  if (g_regex_match_simple ("^(?:(?:세부|단위|정책)?사업(?:명칭|명)?|제목|건명|과제명)$", closed, 0, 0))
    return *said != '\0' ? said : NULL;
  if (g_regex_match_simple ("^[△▲-]?[\\d,.\\s]*(?:천|백만|억)?원?$", said, 0, 0)
      || g_regex_match_simple ("담당|기준|문의|연락|전화|기간|일자|일시|날짜|출처|자료|비고|금액|총액|합계|예산액|사업비|"
                               "^소관|^(?:기관|조직)명?$|^(?:출력|조회|발행|인쇄)(?:자|인|처)$|(?:구분|과목|단계|조건|번호|연도)$", closed, 0, 0)
      || (is_one_word (label) && !g_regex_match_simple ("\\d|예산(?:서|안|\\(안\\))?$|명세서?$|내역서?$|설명서$|조서$|계획서?$", closed, 0, 0)))
    return NULL;
  return cell;
}

/* Whether a lone cell is what sheets are headed with, and no remark: "(단위 : 천원)", "작성일 2016. 12. 20.", the heading of some columns. */
static gboolean
is_title (const char *cell)
{
  static const char * const remarks[] = { "작성", "부서", "※" };

  for (gsize i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (strstr (cell, remarks[i]) != NULL)
      return FALSE;
  return *cell != '(' && *cell != '[' && *cell != '<' && (strstr (cell, "단위") == NULL || strstr (cell, "단위사업") != NULL) && has_letters (cell)
         && !sotong_ledger_mapping_is_heading (cell)
         && !g_regex_match_simple ("\\d{2,4}\\s*(?:년|[-./])\\s*\\d{1,2}\\s*(?:월|[-./])", cell, 0, 0);
}

/* Speaks of a budget, or says itself that it is the name. */
static gboolean
is_sure (const char *cell,
         const char *title)
{
  static const char * const words[] = { "예산", "사업", "명세" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (title, words[i]) != NULL)
      return TRUE;
  return title != cell;
}

/*
 * sotong_ledger_title:
 * @grid: a sheet with a budget
 * @mapping: what its columns are
 *
 * Looks above the columns for a lone cell, best one that speaks of a budget. Directly above the headings another may stand over some of the
 * columns, and is no title.
 *
 * Returns: (transfer full) (nullable): what the sheet is headed with, on one line
 */
char *
sotong_ledger_title (const SotongGrid          *grid,
                     const SotongLedgerMapping *mapping)
{
  const char *first = NULL;

  for (guint r = 0; r < mapping->head && r < grid->rows->len; r++)
    {
      guint column = 0;
      const char *only = only_cell (g_ptr_array_index (grid->rows, r), &column);
      const char *title = only != NULL ? title_in (only) : NULL;

      if (title == NULL || !is_title (title) || (r + 1 == mapping->head && column > 0))
        continue;
      if (is_sure (only, title))
        return sotong_text_single_line (title, SOTONG_LEDGER_LONGEST_NAME);
      first = first != NULL ? first : title;
    }
  return first != NULL ? sotong_text_single_line (first, SOTONG_LEDGER_LONGEST_NAME) : NULL;
}

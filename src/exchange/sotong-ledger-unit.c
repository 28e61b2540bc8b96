/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ledger-unit-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* In what a sheet says that its amounts are: in won, or 0 where it does not say. */

static const struct {
  const char *word;
  gint64      won;
} units[] = {
  { "원", 1 }, { "천원", 1000 }, { "만원", 10000 }, { "십만원", 100000 }, { "백만원", 1000000 }, { "천만원", 10000000 }, { "억원", 100000000 },
  { "십억원", 1000000000 }, { "백억원", 10000000000 }, { "1000원", 1000 }, { "1,000원", 1000 }, { "₩", 1 }, { "krw", 1 },
};

#define UNIT "1?((?:[십백천]?만|[십백]?억|천)?원|₩|krw)"
#define ALONE "[(\\[<](?:[^)\\]>]*[,·/])?" UNIT "(?:단위)?(?:[,·/][^)\\]>]*)?[)\\]>]" /* in brackets, with nothing but other units */

/* A text without blanks, with its brackets, colons and numerals as most write them: "〈단위：千원〉" is "<단위:천원>". (transfer full) */
char *
sotong_ledger_unit_simplify (const char *text)
{
  static const char * const others[][2] = {
    { "〈", "<" }, { "〉", ">" }, { "《", "<" }, { "》", ">" }, { "【", "[" }, { "】", "]" }, { "〔", "[" }, { "〕", "]" }, { "「", "[" }, { "」", "]" },
    { "∶", ":" }, { "ː", ":" }, { "千", "천" }, { "百", "백" }, { "萬", "만" }, { "億", "억" },
  };
  g_autofree char *closed = sotong_text_close_up (text), *wide = g_utf8_normalize (closed, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_strdown (wide != NULL ? wide : closed, -1);
  GString *out = g_string_new (lower);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_string_replace (out, others[i][0], others[i][1], 0);
  return g_string_free (out, FALSE);
}

/* The unit that a text says amounts are in, where @pattern finds its word: in won, or 0. */
static gint64
find_unit (const char *text,
           const char *pattern)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *simple = sotong_ledger_unit_simplify (text), *word = NULL;

  word = g_regex_match (regex, simple, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].word, word))
      return units[i].won;
  return 0;
}

/* "지출액(백만원)", "지출액_천원", "지출액(단위: 원)", "지출액(VAT 포함, 원)". */
gint64
sotong_ledger_unit_of_heading (const char *heading)
{
  gint64 unit = find_unit (heading, "(?:[(\\[<_:,·/]|단위)" UNIT "(?:단위)?(?:[)\\]>,·/]|$)");
  g_autofree char *simple = sotong_ledger_unit_simplify (heading);

  if (unit == 0 && strstr (simple, "million") != NULL)
    return 1000000;
  return unit != 0 ? unit : strstr (simple, "천원") != NULL || strstr (simple, "thousand") != NULL ? 1000 : 0;
}

/* "예산:천원" and "집행백만원", simplified: the unit at the end, and what stands before it; 0: none. */
gint64
sotong_ledger_unit_behind (const char  *part,
                           char       **out_name)
{
  g_autoptr(GRegex) regex = g_regex_new ("^(.*?)" UNIT "(?:단위)?$", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *word = NULL;

  if (!g_regex_match (regex, part, 0, &match))
    return 0;
  word = g_match_info_fetch (match, 2);
  *out_name = g_match_info_fetch (match, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].word, word))
      return units[i].won;
  g_clear_pointer (out_name, g_free);
  return 0;
}

/* "조원", "달러", "천불": money, and nothing that amounts are taken in. @part is simplified. */
gboolean
sotong_ledger_unit_is_foreign (const char *part)
{
  return g_regex_match_simple ("^(?:us|미국?)?[십백천만억조]*(?:[조경]원|달러|불|usd|us\\$|\\$|유로|eur|€|엔|jpy|위안|cny)$", part, 0, 0);
}

/* "2018년 예산(백만원)": a title that says it in brackets; or 0. */
gint64
sotong_ledger_unit_of_title (const char *cell)
{
  return find_unit (cell, "(?<!\\d)" ALONE);
}

/* "(천원)", "천원", "[ 천원, % ]": a cell that names a unit and says nothing else; or 0. */
gint64
sotong_ledger_unit_alone (const char *cell)
{
  gint64 unit;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) /* most of many rows */
    if (g_str_equal (units[i].word, cell))
      return units[i].won;
  unit = find_unit (cell, "^" UNIT "$");
  return unit != 0 ? unit : find_unit (cell, "^" ALONE "$");
}

/* "(단위 : 천원)", also behind a title, "※ 단위 천원(부가세 포함)", "(천원)". */
gint64
sotong_ledger_unit_of_sheet (const char *cell)
{
  gint64 unit = find_unit (cell, "단위(?!사업|과제)(?:[^)\\]>]*?(?<![가-힣\\d]))?(?|" UNIT "|(1,?000원))(?=$|[^가-힣]|임|미만)");

  return unit != 0 ? unit : sotong_ledger_unit_alone (cell);
}

/* What a file is called: "지출 내역(천원).xlsx", "지출_천원.csv". */
gint64
sotong_ledger_unit_of_name (const char *name)
{
  const char *end = strrchr (name, '.');
  g_autofree char *base = g_strndup (name, end != NULL ? (gsize) (end - name) : strlen (name));
  gint64 unit = find_unit (base, "(?|(?<!\\d)" ALONE "|_" UNIT "$)");

  return unit != 0 ? unit : sotong_ledger_unit_of_sheet (base);
}

/* "(단위 : 천원)", "※ 단위: 천원": a remark that begins with it. */
gboolean
sotong_ledger_unit_is_remark (const char *cell)
{
  return g_regex_match_simple ("^[^가-힣\\w]*단위", cell, 0, 0) && sotong_ledger_unit_of_sheet (cell) != 0;
}

/* The remark of a unit that a row of data is and nothing else, as sheets have one at their end; or %NULL. (transfer none) */
const char *
sotong_ledger_unit_below (const SotongGridRow *row)
{
  const char *only = NULL;

  for (guint i = 0; row->cells[i] != NULL; i++)
    if (*row->cells[i] != '\0')
      {
        if (only != NULL)
          return NULL;
        only = row->cells[i];
      }
  return only != NULL && strstr (only, "원") != NULL && (sotong_ledger_unit_alone (only) != 0 || sotong_ledger_unit_is_remark (only)) ? only : NULL;
}

/* What a heading heads, without blanks and without the unit behind it: "지출액" of "지출액 (천원)" and of "지출액_천원". (transfer full) */
char *
sotong_ledger_unit_cut (const char *heading)
{
  char *simple = sotong_ledger_unit_simplify (heading);

  simple[strcspn (simple, "([<")] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *behind = g_strconcat ("_", units[i].word, NULL);

      if (g_str_has_suffix (simple, behind))
        simple[strlen (simple) - strlen (behind)] = '\0';
    }
  return simple;
}

/* What a unit is called, @won of which it is; %NULL where none is. */
const char *
sotong_ledger_unit_name (gint64 won)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].won == won)
      return units[i].word;
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-said-private.h"
#include "exchange/sotong-ledger-unit-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* Units above a table: "(단위 : 천원)" of all amounts, "(예산: 천원, 집행: 원)" of the columns that it names. */

#define SPLIT "[,·/;|、ㆍᆞ・]" /* "ㆍ" is "ᆞ" once it is simplified */

/* What a cell says of one unit. */
typedef struct {
  char   *name;   /* (owned) (nullable): of the columns so headed; %NULL: of all */
  gint64  won;    /* 0: of money that amounts are not taken in */
  int     column; /* where it stands */
} Part;

typedef struct {
  GArray *parts;  /* (owned) (element-type Part) */
  char   *cell;   /* (owned): the first that says something */
  guint   number;
} Row;

struct _SotongLedgerSaid
{
  GPtrArray *rows; /* (owned) (element-type Row): from the headings up */
};

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->name);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_array_unref (row->parts);
  g_free (row->cell);
  g_free (row);
}

SotongLedgerSaid *
sotong_ledger_said_new (void)
{
  SotongLedgerSaid *self = g_new0 (SotongLedgerSaid, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

void
sotong_ledger_said_free (SotongLedgerSaid *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
add_part (GArray     *parts,
          const char *name,
          gint64      won,
          int         column)
{
  Part part = { g_strdup (name), won, column };

  g_array_append_val (parts, part);
}

static char *
replace (const char *text,
         const char *pattern,
         const char *with)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, with, 0, NULL);
}

/* What a cell says of units, simplified: in "예산현황(단위:천원)" what follows the word, else what stands in brackets, else all of it. */
static char *
body_of (const char *cell,
         gboolean   *out_remark)
{
  g_autofree char *simple = sotong_ledger_unit_simplify (cell), *flat = NULL, *thousands = NULL, *millions = NULL;
  g_autoptr(GRegex) remark = g_regex_new ("단위(?!사업|과제)[:=]*([^)\\]>]*)", 0, 0, NULL), brackets = g_regex_new ("[(\\[<]([^)\\]>]*)[)\\]>]?$", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  flat = replace (simple, "([^()\\[\\]<>,·/:;]+)[(\\[<]([^()\\[\\]<>,·/:;]*원)[)\\]>]", "\\1:\\2"); /* "예산(천원),집행(원)" */
  *out_remark = g_regex_match (remark, flat, 0, &match);
  if (*out_remark)
    {
      g_autofree char *rest = g_match_info_fetch (match, 1);

      millions = replace (rest, "(?<![\\d,])1,?000,?000원", "백만원");
      return replace (millions, "(?<![\\d,])1,?000원", "천원");
    }
  g_clear_pointer (&match, g_match_info_unref);
  if (g_regex_match (brackets, flat, 0, &match))
    return g_match_info_fetch (match, 1);
  thousands = replace (flat, "[)\\]>]+$", "");
  return g_steal_pointer (&thousands);
}

/* A name that amounts have, where nothing else tells that one is meant. */
static gboolean
is_of_money (const char *name)
{
  return g_regex_match_simple ("예산|집행|지출|금액|원인행위|지급|계약|비용|단가|[액비료]$", name, 0, 0);
}

/* One of "예산:천원", "천원", "건", "달러". In a remark any name may stand before its unit. */
static void
read_part (GArray     *parts,
           const char *part,
           gboolean    remark,
           int         column,
           GPtrArray  *pending)
{
  g_autofree char *before = NULL, *name = NULL;
  gint64 won = sotong_ledger_unit_behind (part, &before);
  const char *colon = strpbrk (part, ":=");
  gboolean apart;

  if (sotong_ledger_unit_is_foreign (colon != NULL ? colon + 1 : part) || (remark && g_regex_match_simple ("^[십백천만억조]+$", part, 0, 0)))
    {
      add_part (parts, NULL, 0, column);
      return;
    }
  if (won == 0)
    {
      if (*part != '\0')
        g_ptr_array_add (pending, g_strdup (part)); /* "예산액, 집행액 : 천원" */
      return;
    }
  if (g_regex_match_simple ("\\d$", before, 0, 0)) /* an amount; in a remark a unit like no other */
    {
      if (remark)
        add_part (parts, NULL, 0, column);
      return;
    }
  apart = g_regex_match_simple ("[:=\\-~]$", before, 0, 0);
  name = replace (before, "^[^\\w가-힣]+|[^\\w가-힣]+$", "");
  if (*name == '\0')
    {
      add_part (parts, NULL, won, column);
      g_ptr_array_set_size (pending, 0);
    }
  else if (is_of_money (name) || (remark && (apart || won > 1)))
    {
      add_part (parts, name, won, column);
      for (guint i = 0; i < pending->len; i++)
        add_part (parts, g_ptr_array_index (pending, i), won, column);
      g_ptr_array_set_size (pending, 0);
    }
}

static guint
count_named (GArray *parts)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += g_array_index (parts, Part, i).name != NULL;
  return n;
}

/* Whether they are of all, and of one unit. */
static gboolean
is_plain (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, Part, i).name != NULL || g_array_index (parts, Part, i).won != g_array_index (parts, Part, 0).won)
      return FALSE;
  return parts->len == 0 || g_array_index (parts, Part, 0).won != 0;
}

/* Whether a cell above the headings speaks of an amount beside it, as "총 예산(단위: 천원)" does, and not of the table below. */
static gboolean
is_of_amount (const char * const *cells,
              const char         *cell)
{
  gint64 won;

  for (guint i = 0; !sotong_ledger_unit_is_remark (cell) && cells[i] != NULL; i++)
    if (*cells[i] != '\0' && sotong_won_parse_cell (cells[i], 1, &won))
      return TRUE;
  return FALSE;
}

/* Whether a cell that is no remark speaks of units all the same, and of more than the one that is read in it. */
static gboolean
says_several (GArray     *parts,
              const char *cell,
              const char *body,
              gint64      plain)
{
  guint named = count_named (parts);

  return named == 0 ? sotong_ledger_unit_alone (cell) != 0 || sotong_ledger_unit_is_foreign (body) : named > 1 || plain == 0;
}

/* Adds what a cell says, @alone in its row or not; a title says it in brackets too. */
static void
read_cell (GArray     *out,
           const char *cell,
           int         column,
           gboolean    alone)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr(GPtrArray) pending = g_ptr_array_new_with_free_func (g_free);
  gboolean remark;
  g_autofree char *body = body_of (cell, &remark);
  g_auto(GStrv) words = g_regex_split_simple (SPLIT, body, 0, 0);
  gint64 plain = sotong_ledger_unit_of_sheet (cell);

  g_array_set_clear_func (parts, part_clear);
  for (guint i = 0; words[i] != NULL; i++)
    read_part (parts, words[i], remark, column, pending);
  if (plain == 0 && alone)
    plain = sotong_ledger_unit_of_title (cell);
  if (is_plain (parts) || (!remark && !says_several (parts, cell, body, plain)))
    {
      if (plain != 0)
        add_part (out, NULL, plain, column);
      return;
    }
  for (guint i = 0; i < parts->len; i++)
    add_part (out, g_array_index (parts, Part, i).name, g_array_index (parts, Part, i).won, column);
}

/* "예산액(천원), 집행액(원)": a cell that names the units of several columns, and is the heading of none. */
gboolean
sotong_ledger_said_is_of_several (const char *cell)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const char *first = strstr (cell, "원");

  g_array_set_clear_func (parts, part_clear);
  if (first != NULL && strstr (first + 1, "원") != NULL)
    read_cell (parts, cell, 0, FALSE);
  return count_named (parts) > 1;
}

/*
 * sotong_ledger_said_add_row:
 * @cells: a row
 * @beside: it is of the headings themselves: only remarks in it speak of units
 * @row: its number, as sotong_ledger_said_of() tells it
 *
 * Rows come from the headings up: the lowest that says something of a column counts.
 */
void
sotong_ledger_said_add_row (SotongLedgerSaid    *self,
                            const char * const  *cells,
                            gboolean             beside,
                            guint                row)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const char *first = NULL;
  guint n = 0;
  Row *added;

  g_array_set_clear_func (parts, part_clear);
  for (guint i = 0; cells[i] != NULL; i++)
    n += *cells[i] != '\0';
  for (guint i = 0; cells[i] != NULL; i++)
    {
      guint before = parts->len;

      if (*cells[i] == '\0' || (beside ? !g_regex_match_simple ("^[^가-힣\\w]*단위[^가-힣\\w]", cells[i], 0, 0) : is_of_amount (cells, cells[i])))
        continue;
      read_cell (parts, cells[i], (int) i, n == 1);
      if (first == NULL && parts->len > before)
        first = cells[i];
    }
  if (first == NULL)
    return;
  added = g_new0 (Row, 1);
  added->parts = g_steal_pointer (&parts);
  added->cell = g_strdup (first);
  added->number = row;
  g_ptr_array_add (self->rows, added);
}

/* "집행" of "집행액", "집행금액" and "집행"; nothing of "금액", which any amount is. */
static char *
stem_of (const char *name)
{
  g_autofree char *cut = sotong_ledger_unit_cut (name);

  return replace (cut, "(?:금액|액|금)$", "");
}

/* What a row says of a column; NOTHING where it speaks of others alone, which @out_others tells. */
static SotongLedgerSaidAnswer
ask_row (const Row   *row,
         const char  *heading,
         int          column,
         gint64      *out_won,
         gboolean    *out_others)
{
  g_autofree char *stem = stem_of (heading);
  gint64 named = 0, all = 0, here = 0;
  gboolean clear = TRUE;

  for (guint i = 0; i < row->parts->len; i++)
    {
      const Part *part = &g_array_index (row->parts, Part, i);
      g_autofree char *said = part->name != NULL ? stem_of (part->name) : NULL;
      const char *other = said != NULL && *said != '\0' ? said : NULL;
      gint64 *known = other != NULL ? &named : &all;

      if (part->won == 0)
        return SOTONG_LEDGER_SAID_UNCLEAR;
      if (other != NULL && !g_str_equal (other, stem))
        {
          *out_others = TRUE;
          continue;
        }
      if (other == NULL && part->column == column)
        here = part->won;
      if (*known != 0 && *known != part->won)
        {
          if (other != NULL)
            return SOTONG_LEDGER_SAID_UNCLEAR;
          clear = FALSE;
        }
      *known = part->won;
    }
  *out_won = named != 0 ? named : clear ? all : here;
  if (*out_won != 0)
    return SOTONG_LEDGER_SAID_UNIT;
  return clear ? SOTONG_LEDGER_SAID_NOTHING : SOTONG_LEDGER_SAID_UNCLEAR;
}

/*
 * sotong_ledger_said_of:
 * @heading: a column of amounts
 * @column: where it stands, from 0
 * @out_won: (out): the unit in won
 * @out_cell: (out) (transfer none): what says so, or what is not clear
 * @out_row: (out): the number of its row
 *
 * Returns: whether a unit is said of the column
 */
SotongLedgerSaidAnswer
sotong_ledger_said_of (const SotongLedgerSaid  *self,
                       const char              *heading,
                       int                      column,
                       gint64                  *out_won,
                       const char             **out_cell,
                       guint                   *out_row)
{
  const Row *of_others = NULL;

  *out_won = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      gboolean others = FALSE;
      SotongLedgerSaidAnswer answer = ask_row (row, heading, column, out_won, &others);

      *out_cell = row->cell;
      *out_row = row->number;
      if (answer != SOTONG_LEDGER_SAID_NOTHING)
        return answer;
      if (others && of_others == NULL)
        of_others = row;
    }
  if (of_others == NULL)
    return SOTONG_LEDGER_SAID_NOTHING;
  *out_cell = of_others->cell;
  *out_row = of_others->number;
  return SOTONG_LEDGER_SAID_UNCLEAR;
}

/* "단위", "금액 단위": heads what each row's amount is in, or what is counted. */
gboolean
sotong_ledger_said_heads_units (const char *heading)
{
  g_autofree char *cut = sotong_ledger_unit_cut (heading);

  return g_regex_match_simple ("^(?:(?:금액|화폐|통화)?단위|통화|(?:amount)?unit|currency)$", cut, 0, 0);
}

/* Whether a cell below such a heading speaks of money: "천원", "조원", "달러", and not "건". */
gboolean
sotong_ledger_said_is_money (const char *cell)
{
  g_autofree char *simple = sotong_ledger_unit_simplify (cell);

  return sotong_ledger_unit_alone (cell) != 0 || sotong_ledger_unit_is_foreign (simple)
         || g_regex_match_simple ("(?:^|[^가-힣])[십백천만억조]*원(?:$|[^가-힣])", simple, 0, 0);
}

/* "지출액(달러)", "지출액(조원)": in money that amounts are not taken in. */
gboolean
sotong_ledger_said_heading_is_unknown (const char *heading)
{
  g_autofree char *simple = sotong_ledger_unit_simplify (heading), *inner = replace (simple, "^[^(\\[<_]*(?:[(\\[<_](?:단위)?[:=]*|$)|[)\\]>]+$", "");

  return sotong_ledger_unit_of_heading (heading) == 0 && sotong_ledger_unit_is_foreign (inner);
}

/* Money in a row, and no year or day: what another table has. */
gboolean
sotong_ledger_said_has_money (const char * const *cells)
{
  gint64 won;

  for (guint i = 0; cells[i] != NULL; i++)
    if (sotong_won_parse_cell (cells[i], 1, &won) && won != 0 && !g_regex_match_simple ("^(?:19|20)\\d{2}(?:[01]\\d[0-3]\\d)?$", cells[i], 0, 0))
      return TRUE;
  return FALSE;
}

/* ---- sentences ---- */

char *
sotong_ledger_said_note (const char *cell)
{
  g_autofree char *shown = sotong_text_single_line (cell, 40);

  /* Translators: what stands above a sheet's columns, as "(단위 : 천원)" */
  return g_strdup_printf (_("“%s” stands above the columns: the amounts that name no other unit were taken in it."), shown);
}

char *
sotong_ledger_said_refuse_heading (const char *heading)
{
  g_autofree char *shown = sotong_text_single_line (heading, 60);

  /* Translators: what a column is headed with, as “금액(달러)” */
  return g_strdup_printf (_("The column “%s” is in a unit that is not known. Amounts are taken in won: convert them, and write the unit beside their heading, as “금액(천원)” or “금액(원)”."), shown);
}

char *
sotong_ledger_said_refuse_above (const char *cell,
                                 const char *heading)
{
  g_autofree char *above = sotong_text_single_line (cell, 60), *shown = sotong_text_single_line (heading, 60);

  /* Translators: 1 what stands above a sheet's columns, as “(예산: 천원, 집행: 원)”; 2 what a column is headed with */
  return g_strdup_printf (_("“%1$s” stands above the columns, and it is not clear from it in what “%2$s” is. Write the unit beside that heading, as “금액(천원)” or “금액(원)”."), above, shown);
}

char *
sotong_ledger_said_refuse_name (const char *file)
{
  return g_strdup_printf (_("Only the file's name says in what the amounts of “%s” are. Write the unit beside their heading too, as “금액(천원)” or “금액(원)”."), file);
}

char *
sotong_ledger_said_refuse_apart (const char *cell)
{
  g_autofree char *shown = sotong_text_single_line (cell, 40);

  /* Translators: what stands above a sheet's columns, as "(단위 : 천원)" */
  return g_strdup_printf (_("“%s” stands above other figures, and it is not clear whether the amounts below are in it too. Write the unit beside the heading of the amounts, as “금액(천원)” or “금액(원)”."), shown);
}

/* Sentences behind "Line 7:". */

char *
sotong_ledger_said_refuse_cell (const char *heading,
                                const char *cell)
{
  /* Translators: 1 what a column is headed with, 2 what is in its cell */
  return g_strdup_printf (_("“%2$s” in the column “%1$s” is no unit that amounts are taken in. Write 원, 천원, 만원, 백만원 or 억원."), heading, cell);
}

char *
sotong_ledger_said_refuse_empty (const char *heading)
{
  return g_strdup_printf (_("the column “%s” is empty, and nothing else says in what the amount is. Write 원, 천원 or 백만원 in it; where cells are merged over several rows, in each of them."), heading);
}

char *
sotong_ledger_said_refuse_both (const char *heading,
                                const char *cell)
{
  /* Translators: 1 what a column of amounts is headed with, as “금액(천원)”; 2 the unit that stands in a row */
  return g_strdup_printf (_("the amounts are headed “%1$s”, and this row says “%2$s”: it is not clear which of the two holds. Write the unit in one place alone."), heading, cell);
}

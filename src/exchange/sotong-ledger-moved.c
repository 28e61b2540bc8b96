/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-moved-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* How the money of an extract's row moved: bound or paid, there or back, or not at all. What the columns and words of finance systems say of it. */

/* @heading is folded in what follows: without blanks and units. */

/* “원인행위액”, “계약일자”: of what was bound. */
gboolean
sotong_ledger_moved_binds (const char *heading)
{
  return strstr (heading, "원인행위") != NULL || g_str_has_prefix (heading, "계약");
}

/* “지출액”: of what was paid. */
gboolean
sotong_ledger_moved_pays (const char *heading)
{
  return !sotong_ledger_moved_binds (heading) && g_regex_match_simple ("지출|집행|지급|이체|결제|사용", heading, 0, 0);
}

/* “회계일자”: the day on which it was written down. */
gboolean
sotong_ledger_moved_is_entry (const char *heading)
{
  return g_regex_match_simple ("^(?:회계|거래|처리)일자$", heading, 0, 0);
}

/* “상태”, “처리상태”, “취소여부”: what became of a row. */
gboolean
sotong_ledger_moved_is_state (const char *heading)
{
  return g_regex_match_simple ("^(?:(?:진행|처리|결재|지급|지출)?상태(?:명|구분)?|취소(?:여부|구분)|status)$", heading, 0, 0);
}

/* “반납액”: what came back, beside what was paid. */
gboolean
sotong_ledger_moved_is_back (const char *heading)
{
  return g_regex_match_simple ("^(?:반납|여입|환입|환수|반환|취소)(?:액|금액)$", heading, 0, 0);
}

/* Most rows say nothing, or that they were paid. */
static gboolean
is_plain (const char *text)
{
  return *text == '\0' || g_str_equal (text, "지출");
}

#define NOT "(?!\\s*(?:없|안|아님|불가|예정))" /* “반납 없음”, “반납예정” */

/* “반납”, “여입결의”: money that came back, whichever sign its amount has. “반환금” and “환급” are paid to others as well. */
static gboolean
says_back (const char *kind)
{
  return !is_plain (kind) && g_regex_match_simple ("(?<!미)(?:반납|여입|환입|환수)" NOT "|^refund", kind, G_REGEX_CASELESS, 0);
}

/* “취소”, “반려”: a row that does not hold, or that takes another one back. */
static gboolean
says_void (const char *text)
{
  return !is_plain (text) && g_regex_match_simple ("(?<!미)(?:취소|반려|폐기|무효)" NOT "|cancel|^void", text, G_REGEX_CASELESS, 0);
}

/* “원인행위”, “계약”: of a row. “계약금”, which is paid, is none. */
static gboolean
says_bound (const char *kind)
{
  return !is_plain (kind) && g_regex_match_simple ("^(?:신규|변경)?계약(?:체결|변경)?$", kind, 0, 0);
}

/* What became of a row; “취소여부” is answered with yes or no. */
static const char *
find_void (const SotongGridRow        *row,
           const SotongLedgerMapping  *mapping)
{
  const char *state = sotong_grid_row_cell (row, mapping->state), *kind = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_KIND]);

  if (says_void (state) || (mapping->asks_void && g_regex_match_simple ("^(?:y|yes|예|true|1|[oOⅤV○●])$", state, G_REGEX_CASELESS, 0)))
    return state;
  return says_void (kind) ? kind : NULL;
}

/* What came back in a column of its own; 0 where nothing did. %FALSE if that is not clear. */
static gboolean
read_back (const SotongGridRow        *row,
           const SotongLedgerMapping  *mapping,
           gint64                     *out_won)
{
  const char *cell = sotong_grid_row_cell (row, mapping->back);
  gint64 unit = mapping->back_unit;

  *out_won = 0;
  if (*cell == '\0')
    return TRUE;
  if (unit == 0 && sotong_ledger_cell_unit (mapping, row, SOTONG_LEDGER_AMOUNT, &unit) != SOTONG_LEDGER_UNIT_KNOWN && strstr (cell, "원") == NULL)
    return FALSE;
  if (!sotong_won_parse_cell (cell, MAX (unit, 1), out_won) || *out_won == G_MININT64)
    return FALSE;
  *out_won = ABS (*out_won);
  return TRUE;
}

static void
refuse_back (SotongLedgerImport         *self,
             const SotongGridRow        *row,
             const SotongLedgerMapping  *mapping)
{
  g_autofree char *head = sotong_text_single_line (self->headings[mapping->back], 60);
  g_autofree char *cell = sotong_text_single_line (sotong_grid_row_cell (row, mapping->back), 60);
  /* Translators: 1 what a column is headed with, 2 what is in its cell */
  g_autofree char *text = g_strdup_printf (_("“%2$s” in the column “%1$s” is not a whole amount of won. Write it in figures, as 1,500,000."), head, cell);

  sotong_ledger_import_problem (self, row, text);
}

/* A commitment of which nothing was paid or came back, in an extract of payments that names both. */
gboolean
sotong_ledger_moved_is_bound (const SotongGridRow        *row,
                              const SotongLedgerMapping  *mapping)
{
  const char *amount = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_AMOUNT]);
  gint64 won = 0, bound = 0, back;

  return mapping->bound >= 0 && read_back (row, mapping, &back) && back == 0 && sotong_won_parse_cell (sotong_grid_row_cell (row, mapping->bound), 1, &bound) && bound != 0
         && (*amount == '\0' || (sotong_won_parse_cell (amount, 1, &won) && won == 0));
}

/*
 * sotong_ledger_moved_read:
 * @self: an import: what cannot be taken is a problem of it
 * @row: of an extract
 * @mapping: its columns
 * @out_won: (out): won that were bound or paid; less than nothing where they came back
 * @out_commitment: (out): whether they were bound, as the row itself says, else its columns
 * @out_turned: (out): whether its words say that they came back, and the amount stands there without a sign
 *
 * Returns: %FALSE if the row does not say clearly how much moved
 */
gboolean
sotong_ledger_moved_read (SotongLedgerImport         *self,
                          const SotongGridRow        *row,
                          const SotongLedgerMapping  *mapping,
                          gint64                     *out_won,
                          gboolean                   *out_commitment,
                          gboolean                   *out_turned)
{
  const char *kind = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_KIND]), *said = find_void (row, mapping);
  const char *amount = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_AMOUNT]);
  gint64 back;
  gboolean known = sotong_ledger_cell_won (mapping, row, SOTONG_LEDGER_AMOUNT, out_won);

  *out_turned = FALSE;
  *out_commitment = strstr (kind, "원인행위") != NULL || g_ascii_strcasecmp (kind, "commitment") == 0
                    || (mapping->commitments && !sotong_ledger_moved_pays (kind)) || (mapping->neutral && says_bound (kind));
  if (!read_back (row, mapping, &back))
    {
      refuse_back (self, row, mapping);
      return FALSE;
    }
  if (back != 0 && ((known && *out_won == 0) || *amount == '\0'))
    {
      *out_won = -back;
      *out_turned = TRUE;
      return TRUE;
    }
  if (!known || *out_won == 0)
    {
      sotong_ledger_import_refuse_cell (self, row, mapping, SOTONG_LEDGER_AMOUNT);
      return FALSE;
    }
  if (back != 0)
    {
      g_autofree char *won = sotong_won_format (back);
      /* Translators: won */
      g_autofree char *text = g_strdup_printf (_("%s won of the amount came back, and it is not told on which day. Write what came back in a row of its own, with its day."), won);

      sotong_ledger_import_problem (self, row, text);
      return FALSE;
    }
  if (*out_won > 0 && said != NULL)
    {
      g_autofree char *shown = sotong_text_single_line (said, 60);
      /* Translators: what a row of a file says of itself, as “취소” */
      g_autofree char *text = g_strdup_printf (_("it says “%s”, and its amount is above nothing: it is not clear whether it was never paid or takes another row back. "
                                                 "Take the row out, or write △ before an amount that came back."), shown);

      sotong_ledger_import_problem (self, row, text);
      return FALSE;
    }
  *out_turned = *out_won > 0 && says_back (kind);
  if (*out_turned)
    *out_won = -*out_won;
  return TRUE;
}

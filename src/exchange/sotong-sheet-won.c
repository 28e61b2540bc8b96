/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-said-private.h"
#include "exchange/sotong-ledger-unit-private.h"
#include "exchange/sotong-sheet-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* What the contents of a sheet cost, in the unit that the sheet says. */

static int
index_of (SotongSheetRole role)
{
  return role == SOTONG_SHEET_COST_FINAL;
}

/* ---- the unit of a column ---- */

static gboolean
has_units (const SotongSheet *sheet,
           int                column)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* few words in many rows */

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const char *cell = sotong_sheet_get_cell (sheet, g_ptr_array_index (sheet->lines, i), column);

      if (g_hash_table_add (seen, (gpointer) cell) && sotong_ledger_said_is_money (cell))
        return TRUE;
    }
  return FALSE;
}

/*
 * sotong_sheet_find_units:
 * @sheet: a sheet
 * @mapping: its columns
 * @role: a cost
 * @out_several: (out): more than one could be it
 *
 * Returns: the column that says in what the cost of each row is, the one right behind it or the only one; or -1
 */
int
sotong_sheet_find_units (const SotongSheet        *sheet,
                         const SotongSheetMapping *mapping,
                         SotongSheetRole           role,
                         gboolean                 *out_several)
{
  int found = -1;

  *out_several = FALSE;
  for (int c = 0; mapping->columns[role] >= 0 && c < (int) sheet->headings->len; c++)
    {
      if (!sotong_ledger_said_heads_units (g_ptr_array_index (sheet->headings, c)) || !has_units (sheet, c))
        continue;
      *out_several = found >= 0;
      found = c;
      if (c == mapping->columns[role] + 1)
        {
          *out_several = FALSE;
          break;
        }
    }
  return found;
}

static SotongLedgerSaid *
listen (const SotongSheet *sheet)
{
  SotongLedgerSaid *said = sotong_ledger_said_new ();
  g_autoptr(GPtrArray) headings = g_ptr_array_new ();

  g_ptr_array_extend (headings, sheet->headings, NULL, NULL);
  g_ptr_array_add (headings, NULL);
  sotong_ledger_said_add_row (said, (const char * const *) headings->pdata, TRUE, sheet->above->len);
  for (guint r = sheet->above->len; r-- > 0;)
    sotong_ledger_said_add_row (said, (const char * const *) ((const SotongSheetLine *) g_ptr_array_index (sheet->above, r))->cells, FALSE, r);
  return said;
}

static gboolean
is_apart (const SotongSheet *sheet,
          guint              row)
{
  for (guint r = row; r < sheet->above->len; r++)
    if (sotong_ledger_said_has_money ((const char * const *) ((const SotongSheetLine *) g_ptr_array_index (sheet->above, r))->cells))
      return TRUE;
  return FALSE;
}

/* "계획비용(천원)", "비용_천원", and "cost_planned_won", as the program writes it. */
static gint64
unit_of_heading (const char *heading)
{
  g_autofree char *folded = sotong_text_fold (heading);
  gint64 unit = sotong_ledger_unit_of_heading (heading);

  return unit == 0 && g_str_has_suffix (folded, "_won") ? 1 : unit;
}

/* Takes the unit of a cost from its heading or from what stands above, else won; what is not clear is a problem of the sheet. */
static void
settle (SotongSheetReader      *self,
        const SotongLedgerSaid *said,
        SotongSheetRole         role)
{
  int column = self->mapping->columns[role], i = index_of (role);
  const char *heading = column >= 0 ? g_ptr_array_index (self->sheet->headings, column) : "", *cell = "";
  gboolean several = FALSE;
  SotongLedgerSaidAnswer answer;
  guint row = 0;
  gint64 unit = 0;
  char *problem = NULL;

  self->costs[i].unit = 1;
  self->costs[i].column = sotong_sheet_find_units (self->sheet, self->mapping, role, &several);
  self->costs[i].headed = unit_of_heading (heading);
  self->costs[i].said = self->costs[i].headed != 0;
  if (column < 0)
    return;
  answer = sotong_ledger_said_of (said, heading, column, &unit, &cell, &row);
  if (self->costs[i].said)
    self->costs[i].unit = self->costs[i].headed;
  else if (sotong_ledger_said_heading_is_unknown (heading))
    problem = sotong_ledger_said_refuse_heading (heading);
  else if (answer == SOTONG_LEDGER_SAID_UNIT && (unit == 1 || !is_apart (self->sheet, row)))
    {
      self->costs[i].unit = unit;
      self->costs[i].said = TRUE;
      if (unit > 1)
        sotong_sheet_plan_note (self->plan, 0, column, sotong_ledger_said_note (cell));
    }
  else if (several)
    problem = g_strdup_printf (_("More than one column says in what the amounts of “%s” are. Put the one that holds right behind it."), heading);
  else if (self->costs[i].column >= 0)
    return;
  else if (answer == SOTONG_LEDGER_SAID_UNIT)
    problem = sotong_ledger_said_refuse_apart (cell);
  else if (answer == SOTONG_LEDGER_SAID_UNCLEAR)
    problem = sotong_ledger_said_refuse_above (cell, heading);
  else if (sotong_ledger_unit_of_name (self->sheet->name) > 1)
    problem = sotong_ledger_said_refuse_name (self->sheet->name);
  if (problem != NULL)
    sotong_sheet_reader_problem (self, 0, column, problem);
}

/* Finds out in what units the costs of a sheet are, once its columns are known. */
void
sotong_sheet_settle_units (SotongSheetReader *self)
{
  g_autoptr(SotongLedgerSaid) said = listen (self->sheet);

  settle (self, said, SOTONG_SHEET_COST_PLANNED);
  settle (self, said, SOTONG_SHEET_COST_FINAL);
}

/* ---- cells ---- */

/* What a number counts in a row, or 0 with the problem noted. */
static gint64
read_unit (SotongSheetReader     *self,
           const SotongSheetLine *line,
           SotongSheetRole        role)
{
  int i = index_of (role), column = self->costs[i].column;
  const char *cell = sotong_sheet_get_cell (self->sheet, line, column);
  const char *heading = column >= 0 ? g_ptr_array_index (self->sheet->headings, column) : "";
  gint64 unit = *cell != '\0' ? sotong_ledger_unit_alone (cell) : 0;
  g_autofree char *shown = sotong_text_single_line (cell, 40);

  if (column < 0 || (*cell == '\0' && self->costs[i].said))
    return self->costs[i].unit;
  if (*cell == '\0')
    sotong_sheet_reader_problem (self, line->line, column, sotong_ledger_said_refuse_empty (heading));
  else if (unit == 0)
    sotong_sheet_reader_problem (self, line->line, column, sotong_ledger_said_refuse_cell (heading, shown));
  else if (self->costs[i].headed == 0 || self->costs[i].headed == unit)
    return unit;
  else
    sotong_sheet_reader_problem (self, line->line, column,
                                 sotong_ledger_said_refuse_both (g_ptr_array_index (self->sheet->headings, self->mapping->columns[role]), shown));
  return 0;
}

/*
 * sotong_sheet_read_won:
 * @line: a row
 * @role: a cost
 * @out_won: (out): won, or `SOTONG_NONE` where the cell is empty
 *
 * Returns: %FALSE if the cell is no cost, or not one of a unit that is known, which has been noted
 */
gboolean
sotong_sheet_read_won (SotongSheetReader     *self,
                       const SotongSheetLine *line,
                       SotongSheetRole        role,
                       gint64                *out_won)
{
  const char *text = sotong_sheet_get_cell (self->sheet, line, self->mapping->columns[role]);
  g_autofree char *value = NULL;
  gint64 won, unit = 1;

  *out_won = SOTONG_NONE;
  if (*text == '\0')
    return TRUE;
  if (strstr (text, "원") == NULL && !g_str_equal (text, "-") && (unit = read_unit (self, line, role)) == 0)
    return FALSE;
  value = sotong_text_single_line (text, 40);
  if (!sotong_won_parse_cell (text, unit, &won))
    return sotong_sheet_reader_refuse (self, line, role, g_strdup_printf (_("“%s” is no amount of money. Write it in won, as in 150000 or 150,000원."), value));
  if (won < 0)
    return sotong_sheet_reader_refuse (self, line, role, g_strdup_printf (_("“%s” is less than nothing, and a cost cannot be. Write it without the sign, or leave the cell empty."),
                                                                          value));
  *out_won = won;
  return TRUE;
}

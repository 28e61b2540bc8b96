/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-export-rows.h"
#include "exchange/sotong-export.h"
#include "exchange/sotong-history-export.h"
#include "store/sotong-change.h"
#include "store/sotong-money-history.h"
#include "util/sotong-time.h"

/* Where one export is. */
typedef struct {
  SotongExportRows *rows;       /* (unowned) */
  SotongRange       range;
  gboolean          only_money;
  GTimeZone        *zone;       /* (unowned) */
  gint64            n;
} Export;

#define NUMBERS (1 | 1 << 10 | 1 << 11 | 1 << 12)

static const char *
kind_of (const char *table)
{
  static const char * const kinds[][2] = {
    { "payment", NC_("money", "Payment") }, { "commitment", NC_("money", "Commitment") }, { "budget_change", NC_("money", "Change of the budget") },
    { "carry_over", NC_("money", "Carry-over") }, { "budget_line", NC_("money", "Budget line") }, { "budget_total", NC_("money", "Total of a past year") },
    { "settlement", NC_("money", "Settlement") }, { "closed_line", NC_("money", "Closed line") }, { "content", NC_("money", "Cost of a content") },
    { "advertisement", NC_("money", "Cost of an advertisement") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i][0], table))
      return g_dpgettext2 (NULL, "money", kinds[i][1]);
  return "";
}

static const char *
state_of (const char *state)
{
  if (g_str_equal (state, "undone") || g_str_equal (state, "dropped"))
    return C_("act", "undone");
  return C_("act", "in force");
}

static char *
format_won (gint64 won)
{
  return won == SOTONG_NONE ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, won);
}

static gboolean
move_cb (const SotongMoneyMove  *move,
         gpointer                data,
         GError                **error)
{
  Export *self = data;
  SotongChangeInfo info = { .action = (char *) move->action, .subject = (char *) move->subject };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, move->change_id), *at = sotong_time_format_iso (move->at, self->zone);
  g_autofree char *what = sotong_change_describe (&info), *before = format_won (move->before), *after = format_won (move->after);
  gint64 from = move->before != SOTONG_NONE ? move->before : 0, to = move->after != SOTONG_NONE ? move->after : 0, moved;
  g_autofree char *difference = *move->table == '\0' || __builtin_sub_overflow (to, from, &moved) ? g_strdup ("") : format_won (moved);
  const char *cells[] = { number, at, *move->person != '\0' ? move->person : move->actor, move->actor, what, move->reason, state_of (move->state),
                          kind_of (move->table), move->line, move->document, before, after, difference, NULL };

  self->n++;
  return sotong_export_rows_add (self->rows, cells, error);
}

static gpointer
export_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Export *self = data;

  return sotong_money_history_each (db, self->range, self->only_money, move_cb, self, cancellable, error) ? self : NULL;
}

/**
 * sotong_history_export:
 * @store: a workspace
 * @range: when; an end of 0 is no end
 * @only_money: leave out what moved no won
 * @path: a file whose name ends in .csv or .xlsx
 * @out_n: (out): how many rows were written
 * @cancellable: (nullable): stops it; what was there before stays
 * @error: return location; `SOTONG_EXPORT_ERROR_FORMAT`
 *
 * Writes the history for an auditor, oldest first: who did what, when and why, and for each row with money in it the won
 * before and after. Blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_history_export (SotongStore   *store,
                       SotongRange    range,
                       gboolean       only_money,
                       const char    *path,
                       gint64        *out_n,
                       GCancellable  *cancellable,
                       GError       **error)
{
  const char *headings[] = { C_("column", "Number"), C_("column", "Time"), C_("column", "Person"), C_("column", "Account"), C_("column", "Act"),
                             C_("column", "Reason"), C_("column", "State"), C_("column", "Kind of money"), C_("column", "Budget line"),
                             C_("column", "Document number"), C_("column", "Before (won)"), C_("column", "After (won)"), C_("column", "Difference (won)"), NULL };
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr(SotongReplace) replace = NULL;
  g_autoptr(SotongExportRows) rows = NULL;
  Export self = { NULL, range, only_money, sotong_store_get_zone (store), 0 };

  if (!g_str_has_suffix (lower, ".csv") && !g_str_has_suffix (lower, ".xlsx"))
    {
      g_set_error_literal (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT,
                           _("The file's name must end in .csv or .xlsx, which says what is written."));
      return FALSE;
    }
  replace = sotong_replace_begin (file, error);
  rows = replace != NULL ? sotong_export_rows_new (replace, path, _("History"), headings, NUMBERS, error) : NULL;
  if (rows == NULL)
    return FALSE;
  self.rows = rows;
  if (sotong_store_read (store, export_job, &self, cancellable, error) == NULL || !sotong_export_rows_finish (rows, error))
    return FALSE;
  *out_n = self.n;
  return sotong_replace_commit (replace, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-sheet-private.h"
#include "store/sotong-content-sheet.h"
#include "util/sotong-text.h"

#define MAX_NAMED 12 /* columns that are not used: of more the first are named */

/**
 * sotong_sheet_mapping_guess:
 * @self: (out caller-allocates): a mapping
 * @sheet: a sheet
 *
 * Takes each column for what its heading says, Korean or English; of two that say the same the
 * first counts.
 */
void
sotong_sheet_mapping_guess (SotongSheetMapping *self,
                            const SotongSheet  *sheet)
{
  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    self->columns[i] = -1;
  for (guint c = 0; c < sheet->headings->len; c++)
    {
      SotongSheetRole role;

      if (sotong_sheet_role_from_heading (g_ptr_array_index (sheet->headings, c), &role) && self->columns[role] < 0)
        self->columns[role] = (int) c;
    }
  self->columns[SOTONG_SHEET_ADDRESS] = -1;
}

static char *
digest_of (const SotongSheet *sheet)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint c = 0; c < sheet->headings->len; c++)
    {
      g_autofree char *folded = sotong_text_fold (g_ptr_array_index (sheet->headings, c));

      g_checksum_update (sum, (const guchar *) folded, (gssize) strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* Takes "role=column" words as the workspace keeps them; what it does not know is passed over. */
static void
take_kept (SotongSheetMapping *self,
           const SotongSheet  *sheet,
           const char         *kept)
{
  g_auto(GStrv) words = g_strsplit (kept, " ", -1);

  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    self->columns[i] = -1;
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');
      SotongSheetRole role;
      guint64 column;

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (sotong_sheet_role_from_name (words[i], &role)
          && g_ascii_string_to_unsigned (value, 10, 0, sheet->headings->len - 1, &column, NULL))
        self->columns[role] = (int) column;
    }
}

/**
 * sotong_sheet_mapping_recall:
 * @self: (inout): a mapping
 * @sheet: a sheet
 * @db: a connection
 * @error: return location
 *
 * Takes what the columns were the last time that a sheet with these headings was imported;
 * without such a time it stays as it is.
 *
 * Returns: %FALSE if the workspace cannot be read
 */
gboolean
sotong_sheet_mapping_recall (SotongSheetMapping  *self,
                             const SotongSheet   *sheet,
                             SotongDb            *db,
                             GError             **error)
{
  g_autofree char *digest = digest_of (sheet);
  GError *local = NULL;
  g_autofree char *kept = sotong_content_recall_mapping (db, digest, &local);

  if (kept != NULL)
    take_kept (self, sheet, kept);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Remembers what the columns were; needs a write job. */
gboolean
sotong_sheet_mapping_keep (const SotongSheetMapping  *self,
                           const SotongSheet         *sheet,
                           SotongDb                  *db,
                           GError                   **error)
{
  g_autofree char *digest = digest_of (sheet);
  g_autoptr(GString) words = g_string_new (NULL);

  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    {
      if (self->columns[i] >= 0)
        g_string_append_printf (words, "%s%s=%d", words->len > 0 ? " " : "", sotong_sheet_role_get_name ((SotongSheetRole) i), self->columns[i]);
    }
  return sotong_content_keep_mapping (db, digest, words->str, error);
}

/* A column by its heading, or by its number from 1; -1 if there is none. */
static int
find_column (const SotongSheet *sheet,
             const char        *text)
{
  g_autofree char *clean = sotong_text_clean (text, -1, 1000);
  g_autofree char *wanted = sotong_text_fold (g_strstrip (clean));
  guint64 number;

  for (guint c = 0; c < sheet->headings->len; c++)
    {
      g_autofree char *folded = sotong_text_fold (g_ptr_array_index (sheet->headings, c));

      if (g_str_equal (folded, wanted))
        return (int) c;
    }
  if (g_ascii_string_to_unsigned (text, 10, 1, sheet->headings->len, &number, NULL))
    return (int) number - 1;
  return -1;
}

static gboolean
set_one (SotongSheetMapping  *self,
         const SotongSheet   *sheet,
         const char          *word,
         GError             **error)
{
  g_auto(GStrv) parts = g_strsplit (word, "=", 2);
  SotongSheetRole role;
  int column;

  if (parts[0] == NULL || parts[1] == NULL || !sotong_sheet_role_from_name (g_strstrip (parts[0]), &role) || role == SOTONG_SHEET_ADDRESS)
    {
      g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
                   _("“%s” says of no column what it is. Write it as in title=제목 or date=3; there are key, title, type, channel, date, time, "
                     "state, campaign, text, tags, officer, cost-planned and cost-final."), word);
      return FALSE;
    }
  if (sotong_text_is_blank (parts[1]))
    {
      self->columns[role] = -1;
      return TRUE;
    }
  column = find_column (sheet, parts[1]);
  if (column < 0)
    {
      g_autofree char *headings = NULL;
      g_autofree char *cut = NULL;

      g_ptr_array_add (sheet->headings, NULL);
      headings = g_strjoinv (", ", (char **) sheet->headings->pdata);
      g_ptr_array_set_size (sheet->headings, (int) sheet->headings->len - 1);
      cut = sotong_text_single_line (headings, 300);
      g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
                   _("“%s” has no column “%s”. It has these: %s."), sheet->name, parts[1], cut);
      return FALSE;
    }
  self->columns[role] = column;
  return TRUE;
}

/**
 * sotong_sheet_mapping_set:
 * @self: (inout): a mapping
 * @sheet: a sheet
 * @words: "role=heading" or "role=number", several with commas between; nothing after the
 *   sign takes the role from its column
 * @error: return location; `SOTONG_SHEET_ERROR_MAPPING`
 *
 * Returns: %TRUE if the words make sense
 */
gboolean
sotong_sheet_mapping_set (SotongSheetMapping  *self,
                          const SotongSheet   *sheet,
                          const char          *words,
                          GError             **error)
{
  g_auto(GStrv) list = g_strsplit (words, ",", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (!sotong_text_is_blank (list[i]) && !set_one (self, sheet, list[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Whether there is anything in each column below its heading. */
static gboolean *
find_filled (const SotongSheet *sheet)
{
  gboolean *filled = g_new0 (gboolean, MAX (sheet->headings->len, 1));

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const SotongSheetLine *line = g_ptr_array_index (sheet->lines, i);

      for (guint c = 0; c < MIN (line->n_cells, sheet->headings->len); c++)
        filled[c] = filled[c] || !sotong_text_is_blank (line->cells[c]);
    }
  return filled;
}

/**
 * sotong_sheet_mapping_list_unused:
 * @self: a mapping
 * @sheet: its sheet
 *
 * What an import leaves aside: columns that are nothing the program knows. A column without a heading counts when there is
 * something in it; what the program writes itself and never reads, as the addresses, does not count.
 *
 * Returns: (transfer full) (element-type int): columns, from 0
 */
GArray *
sotong_sheet_mapping_list_unused (const SotongSheetMapping *self,
                                  const SotongSheet        *sheet)
{
  GArray *unused = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree gboolean *filled = find_filled (sheet);
  gboolean several;
  int planned = sotong_sheet_find_units (sheet, self, SOTONG_SHEET_COST_PLANNED, &several), final = sotong_sheet_find_units (sheet, self, SOTONG_SHEET_COST_FINAL, &several);

  for (int c = 0; c < (int) sheet->headings->len; c++)
    {
      const char *heading = g_ptr_array_index (sheet->headings, c);
      gboolean used = sotong_text_is_blank (heading) ? !filled[c] : sotong_sheet_heading_is_written_only (heading);

      for (int i = 0; i < SOTONG_SHEET_N_ROLES && !used; i++)
        used = self->columns[i] == c;
      used = used || c == planned || c == final;
      if (!used)
        g_array_append_val (unused, c);
    }
  return unused;
}

/**
 * sotong_sheet_mapping_describe_unused:
 * @self: a mapping
 * @sheet: its sheet
 *
 * Returns: (transfer full) (nullable): a sentence that names the columns an import leaves aside, of many the first; %NULL without any
 */
char *
sotong_sheet_mapping_describe_unused (const SotongSheetMapping *self,
                                      const SotongSheet        *sheet)
{
  g_autoptr(GArray) unused = sotong_sheet_mapping_list_unused (self, sheet);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (unused->len, MAX_NAMED); i++)
    {
      g_autofree char *name = sotong_sheet_describe_column (sheet, g_array_index (unused, int, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (unused->len == 0)
    return NULL;
  if (unused->len > MAX_NAMED)
    g_string_append (names, ", …");
  return g_strdup_printf (ngettext ("%u column is not used, because the program does not know what it is: %s.",
                                    "%u columns are not used, because the program does not know what they are: %s.", unused->len),
                          unused->len, names->str);
}

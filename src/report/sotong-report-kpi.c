/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-kpi.h"
#include "store/sotong-kpi.h"
#include "util/sotong-won.h"

/* 성과지표, by the office's form: three past years, target, what was reached, how it is measured. */

static void
add_value (SotongTable *table,
           gint64       tenths)
{
  g_autofree char *whole = NULL, *text = NULL;

  if (tenths == SOTONG_NONE)
    {
      sotong_table_add_shown (table, "-");
      return;
    }
  if (tenths % 10 == 0)
    {
      sotong_table_add_number (table, tenths / 10, NULL);
      return;
    }
  whole = sotong_number_group (ABS (tenths) / 10);
  text = g_strdup_printf ("%s%s.%d", tenths < 0 ? "-" : "", whole, (int) (ABS (tenths) % 10));
  sotong_table_add_decimal (table, tenths, 1, text);
}

static gboolean
add_row (SotongTable      *table,
         SotongDb         *db,
         const SotongKpi  *kpi,
         int               year,
         GError          **error)
{
  gint64 values[4], target;
  g_autofree char *how = g_strdup_printf ("%s%s%s", kpi->definition, *kpi->definition != '\0' && *kpi->source != '\0' ? "\n" : "", kpi->source);

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *source = NULL;

      if (!sotong_kpi_get_value (db, kpi, year - 3 + i, 0, &values[i], &source, error))
        return FALSE;
    }
  if (!sotong_kpi_get_target (db, kpi->id, year, &target, error))
    return FALSE;
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, kpi->name);
  sotong_table_add_text (table, kpi->unit);
  for (int i = 0; i < 3; i++)
    add_value (table, values[i]);
  add_value (table, target);
  add_value (table, values[3]);
  if (values[3] != SOTONG_NONE && target != SOTONG_NONE && target > 0)
    sotong_paper_add_tenths (table, values[3], target);
  else
    sotong_table_add_shown (table, "-");
  sotong_table_add_text (table, how);
  return TRUE;
}

/**
 * sotong_report_kpi_add:
 * @document: a document
 * @db: a connection
 * @year: a year
 * @level: of its heading
 * @error: return location
 *
 * Adds the table of indicators, "kpi", if there are any. Runs SQL.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_kpi_add (SotongDocument  *document,
                       SotongDb        *db,
                       int              year,
                       guint            level,
                       GError         **error)
{
  g_autofree char *a = g_strdup_printf ("%d", year - 3), *b = g_strdup_printf ("%d", year - 2), *c = g_strdup_printf ("%d", year - 1),
                  *d = g_strdup_printf ("%d 목표", year), *e = g_strdup_printf ("%d 실적", year);
  const SotongPaperColumn columns[] = {
    { "성과지표", "성과지표", 38, SOTONG_ALIGN_LEFT }, { "단위", "단위", 12, SOTONG_ALIGN_CENTER }, { a, a, 17, SOTONG_ALIGN_RIGHT }, { b, b, 17, SOTONG_ALIGN_RIGHT },
    { c, c, 17, SOTONG_ALIGN_RIGHT }, { d, "목표", 17, SOTONG_ALIGN_RIGHT }, { e, "실적", 17, SOTONG_ALIGN_RIGHT }, { "달성률\n(%)", "달성률", 14, SOTONG_ALIGN_RIGHT },
    { "측정방법·출처", "측정방법_출처", 31, SOTONG_ALIGN_LEFT },
  };
  g_autoptr(GPtrArray) list = sotong_kpi_list (db, error);
  SotongTable *table;

  if (list == NULL || list->len == 0)
    return list != NULL;
  table = sotong_paper_table ("kpi", NULL, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < list->len; i++)
    if (!add_row (table, db, g_ptr_array_index (list, i), year, error))
      {
        g_object_unref (table);
        return FALSE;
      }
  sotong_document_add_heading (document, level, "성과지표");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_paper_add (document, table);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-kpi.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-kpi.h"
#include "util/sotong-won.h"

/* 성과지표, by the office's form: three past years, target, what was reached, how it is measured. */

/* @with_tenths: as the row's other figures are. */
static void
add_value (SotongTable *table,
           gint64       tenths,
           gboolean     with_tenths)
{
  g_autofree char *whole = NULL, *text = NULL;

  if (tenths == SOTONG_NONE)
    {
      sotong_table_add_shown (table, "-");
      return;
    }
  if (!with_tenths)
    {
      sotong_table_add_number (table, tenths / 10, NULL);
      return;
    }
  whole = sotong_number_group (ABS (tenths) / 10);
  text = g_strdup_printf ("%s%s.%d", tenths < 0 ? "-" : "", whole, (int) (ABS (tenths) % 10));
  sotong_table_add_decimal (table, tenths, 1, text);
}

/* How it is measured, and of which channels if they are not all. */
static char *
describe_method (const SotongKpi *kpi)
{
  const char *scope = *kpi->group != '\0' ? kpi->group : kpi->channel;

  if (*scope == '\0' || !sotong_kpi_has_scope (kpi->metric))
    return g_strdup (kpi->definition);
  return g_strdup_printf ("%s%s(대상 : %s)", kpi->definition, *kpi->definition != '\0' ? " " : "", scope);
}

/* Three past years, the target, the year as far as the period goes, of a month that too and the same of a year before. */
static gboolean
add_row (SotongTable      *table,
         SotongDb         *db,
         const SotongKpi  *kpi,
         int               year,
         int               month,
         gboolean          with_method,
         GError          **error)
{
  g_autofree char *measured = describe_method (kpi);
  g_autofree char *how = g_strdup_printf ("%s%s%s", measured, *measured != '\0' && *kpi->source != '\0' ? "\n" : "", kpi->source);
  SotongKpiFigures figures;
  gboolean tenths;

  if (!sotong_kpi_get_figures (db, kpi, year, month, &figures, error))
    return FALSE;
  tenths = sotong_kpi_figures_have_tenths (kpi, &figures);
  sotong_kpi_figures_clear (&figures);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, kpi->name);
  sotong_table_add_text (table, kpi->unit);
  for (int i = 0; i < 3; i++)
    add_value (table, figures.past[i], tenths);
  add_value (table, figures.target, tenths);
  add_value (table, figures.so_far, tenths);
  if (figures.so_far != SOTONG_NONE && figures.target != SOTONG_NONE && figures.target > 0)
    {
      sotong_report_add_tenths (table, figures.so_far, figures.target);
      sotong_table_follow_rate (table, 'G', "F");
    }
  else
    sotong_table_add_shown (table, "-");
  if (month > 0)
    {
      add_value (table, figures.value, tenths);
      add_value (table, figures.before, tenths);
    }
  if (with_method)
    sotong_table_add_text (table, how);
  return TRUE;
}

/* The month that @period is just, 1 to 12; else 0. */
static int
month_of (SotongRange  period,
          GTimeZone   *zone)
{
  int year, month, day, end_year, end_month, end_day;

  sotong_time_to_civil (period.start, zone, &year, &month, &day, NULL, NULL, NULL);
  sotong_time_to_civil (period.end, zone, &end_year, &end_month, &end_day, NULL, NULL, NULL);
  return day == 1 && end_day == 1 && end_year * 12 + end_month == year * 12 + month + 1 ? month : 0;
}

static SotongTable *
new_table (int      year,
           int      month,
           gboolean with_method)
{
  g_autofree char *a = g_strdup_printf ("%d", year - 3), *b = g_strdup_printf ("%d", year - 2), *c = g_strdup_printf ("%d", year - 1),
                  *d = g_strdup_printf ("%d\n목표", year), *e = g_strdup_printf ("%d\n실적", year), *f = g_strdup_printf ("%d월\n실적", month);
  double name = month > 0 ? 36 : 30, wide = month > 0 ? 15.8 : 15;
  const SotongPaperColumn columns[] = {
    { "성과지표", "성과지표", name, SOTONG_ALIGN_LEFT }, { "단위", "단위", 10, SOTONG_ALIGN_CENTER }, { a, a, wide, SOTONG_ALIGN_RIGHT },
    { b, b, wide, SOTONG_ALIGN_RIGHT }, { c, c, wide, SOTONG_ALIGN_RIGHT }, { d, "목표", wide, SOTONG_ALIGN_RIGHT }, { e, "실적", wide, SOTONG_ALIGN_RIGHT },
    { "달성률\n(%)", "달성률_퍼센트", 13, SOTONG_ALIGN_RIGHT }, { f, "당월_실적", wide, SOTONG_ALIGN_RIGHT }, { "전년\n동월", "전년_동월", wide, SOTONG_ALIGN_RIGHT },
    { "측정방법·출처", "측정방법_출처", 42, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table = sotong_table_new ("kpi", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if ((month > 0 || (i != 8 && i != 9)) && (with_method || i != 10))
      sotong_table_add_column (table, columns[i].title, columns[i].name, columns[i].width, columns[i].align);
  return table;
}

static SotongTable *
make_table (SotongDb   *db,
            GPtrArray  *list,
            int         year,
            int         month,
            gboolean    with_method,
            GError    **error)
{
  g_autoptr(SotongTable) table = new_table (year, month, with_method);

  for (guint i = 0; i < list->len; i++)
    if (!add_row (table, db, g_ptr_array_index (list, i), year, month, with_method, error))
      return NULL;
  return g_steal_pointer (&table);
}

/* Of a month the figures fill the width of the page: how each is measured, and by whom, stands in a table of its own. */
static void
add_methods (SotongDocument *document,
             GPtrArray      *list)
{
  static const SotongPaperColumn columns[] = {
    { "성과지표", "성과지표", 45, SOTONG_ALIGN_LEFT }, { "측정방법", "측정방법", 85, SOTONG_ALIGN_LEFT }, { "출처", "출처", 40, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table = sotong_paper_table ("kpi-methods", NULL, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < list->len; i++)
    {
      const SotongKpi *kpi = g_ptr_array_index (list, i);
      g_autofree char *measured = describe_method (kpi);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, kpi->name);
      sotong_table_add_text (table, measured);
      sotong_table_add_text (table, kpi->source);
    }
  sotong_paper_add (document, table);
}

/**
 * sotong_report_kpi_add:
 * @document: a document
 * @db: a connection
 * @year: a year
 * @period: what the document is about; of a single month its values and those of a year before stand beside the year's
 * @level: of its heading
 * @error: return location
 *
 * Adds the table of indicators, "kpi", if there are any; of a month how they are measured has a table of its own on the page. Runs SQL.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_kpi_add (SotongDocument  *document,
                       SotongDb        *db,
                       int              year,
                       SotongRange      period,
                       guint            level,
                       GError         **error)
{
  int month = month_of (period, sotong_db_get_zone (db));
  g_autoptr(GPtrArray) list = sotong_kpi_list (db, error);
  g_autoptr(SotongTable) table = NULL, data = NULL;

  if (list == NULL || list->len == 0)
    return list != NULL;
  table = make_table (db, list, year, month, month == 0, error);
  data = table != NULL && month > 0 ? make_table (db, list, year, month, TRUE, error) : NULL;
  if (table == NULL || (month > 0 && data == NULL))
    return FALSE;
  sotong_document_add_heading (document, level, "성과지표");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_document_add_table (document, table);
  if (month == 0)
    return TRUE;
  add_methods (document, list);
  sotong_table_set_made_data (data, sotong_document_get_made_data (document));
  sotong_document_add_data_table (document, data);
  return TRUE;
}

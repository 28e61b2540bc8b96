/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-report-promise.h"

static SotongTable *
table_new (gboolean made_data)
{
  SotongTable *table = sotong_table_new ("promise", NULL);

  sotong_table_set_made_data (table, made_data);
  sotong_table_add_column (table, C_("report", "Promise"), C_("data column", "promise"), 48, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Campaign"), C_("data column", "campaign"), 32, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Budget line"), C_("data column", "budget_line"), 40, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Unit"), C_("data column", "unit"), 11, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Promised"), C_("data column", "promised"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Done"), C_("data column", "done"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Scheduled"), C_("data column", "scheduled"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Draft"), C_("data column", "draft"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Even\npace"), C_("data column", "pace"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Met on"), C_("data column", "met_on"), 22, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Verdict"), C_("data column", "verdict"), 22, SOTONG_ALIGN_LEFT);
  return table;
}

static void
add_row (SotongTable             *table,
         const SotongDeliverable *target,
         const SotongPromise     *promise)
{
  gint64 counts[] = { promise->promised, promise->done, promise->scheduled, promise->draft, promise->pace };
  g_autofree char *day = promise->projected_day != SOTONG_NONE ? sotong_month_format_day (promise->projected_day) : NULL;
  g_autofree char *name = sotong_promise_name (target);

  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, name);
  sotong_table_add_text (table, target->campaign);
  sotong_table_add_text (table, target->line);
  sotong_table_add_text (table, target->unit);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    sotong_report_add_count (table, counts[i]);
  if (day != NULL)
    sotong_table_add_text (table, day);
  else
    sotong_table_add_blank (table);
  sotong_table_add_text (table, sotong_verdict_get_label (promise->verdict));
}

/**
 * sotong_report_promise:
 * @db: a connection
 * @year: a fiscal year
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no programme
 *
 * What a year promised and how it stands now, by the store's clock, with one table: "promise".
 * Runs SQL, so call it from a store job. sotong_promise_init() says how the figures are made.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_promise (SotongDb  *db,
                       int        year,
                       GError   **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, error);
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 now = sotong_db_now (db);
  SotongRange period = { sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone), sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone) };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(SotongDocument) document = NULL;
  g_autoptr(SotongTable) table = NULL;
  SotongReportHead head = { NULL };
  gboolean ok = programme != NULL && sotong_report_load_head (db, period, programme, &head, error)
                && (list = sotong_deliverable_list (db, year, now + 1, error)) != NULL;

  if (ok)
    {
      document = sotong_report_begin (&head, _("Promise Meter"));
      sotong_document_set_landscape (document, TRUE);
      table = table_new (head.made_data);
    }
  sotong_report_head_clear (&head);
  if (!ok)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (list, i);
      SotongPromise promise;

      sotong_promise_init (&promise, target, now, zone);
      add_row (table, target, &promise);
    }
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("A content counts once, as done when a copy of it is out. The day on which a promise is met is when the last one needed "
                                   "went out, or is scheduled for; else it follows from the rate of the last 28 days, or of the last five done."));
  return g_steal_pointer (&document);
}

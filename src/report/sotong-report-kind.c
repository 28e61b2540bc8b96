/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-kind.h"
#include "report/sotong-report-kpi.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-promise.h"
#include "report/sotong-report-statement.h"

/* The table that a data file of a kind holds unasked. */
const char *
sotong_report_kind_main_table (const char *kind)
{
  static const char * const tables[][2] = {
    { "budget-statement", "totals" }, { "settlement", "lines" }, { "opinion", "channels" }, { "campaign", "campaigns" },
    { "disclosure", "execution" }, { "whitepaper", "figures" }, { "budget", "totals" }, { "performance", "deliverables" },
    { "promise", "promise" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i][0], kind))
      return tables[i][1];
  return NULL;
}

static SotongDocument *
make_budget (SotongDb     *db,
             SotongRange   period,
             GError      **error)
{
  g_autoptr(SotongReportBudget) input = sotong_report_load_budget (db, period, error);

  return input != NULL ? sotong_report_budget_build (input) : NULL;
}

/* A period that was mistyped, or is too far: no content was done or planned in it and nobody wrote. */
static gboolean
is_nothing (const SotongReportPerformance *input)
{
  gint64 n = 0;

  for (guint i = 0; i < input->channels->len; i++)
    {
      const SotongReportChannel *channel = g_ptr_array_index (input->channels, i);

      n += channel->published + channel->scheduled + channel->failed + channel->unknown + channel->missed + channel->held;
    }
  for (guint i = 0; i < input->days->len; i++)
    n += g_array_index (input->days, SotongTrendPoint, i).total;
  return n == 0;
}

static SotongDocument *
make_performance (SotongDb     *db,
                  SotongRange   period,
                  gint64        topic_id,
                  GError      **error)
{
  g_autoptr(SotongReportPerformance) input = sotong_report_load_performance (db, period, topic_id, error);
  g_autoptr(SotongDocument) document = input != NULL ? sotong_report_performance_build (input) : NULL;

  if (document == NULL)
    return NULL;
  sotong_document_set_nothing (document, is_nothing (input));
  return sotong_report_kpi_add (document, db, input->head.fiscal_year, 1, error) ? g_steal_pointer (&document) : NULL;
}

/**
 * sotong_report_kind_make:
 * @kind: budget, performance, promise, budget-statement, settlement, opinion, campaign, disclosure or whitepaper
 * @db: a connection
 * @period: what it is about
 * @topic_id: of an opinion or performance report the topic, or 0
 * @campaign: (nullable): of a campaign report the one that is meant
 * @error: return location
 *
 * Makes a report. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_kind_make (const char   *kind,
                         SotongDb     *db,
                         SotongRange   period,
                         gint64        topic_id,
                         const char   *campaign,
                         GError      **error)
{
  if (g_str_equal (kind, "budget"))
    return make_budget (db, period, error);
  if (g_str_equal (kind, "performance"))
    return make_performance (db, period, topic_id, error);
  if (g_str_equal (kind, "promise"))
    return sotong_report_promise (db, sotong_report_load_year (db, period), error);
  if (g_str_equal (kind, "budget-statement"))
    return sotong_report_statement_make (db, period, error);
  if (g_str_equal (kind, "settlement"))
    return sotong_report_settlement_make (db, period, error);
  if (g_str_equal (kind, "opinion"))
    return sotong_report_opinion_make (db, period, topic_id, error);
  if (g_str_equal (kind, "campaign"))
    return sotong_report_campaign_make (db, period, campaign, error);
  if (g_str_equal (kind, "disclosure"))
    return sotong_report_disclosure_make (db, period, error);
  return sotong_report_whitepaper_make (db, period, error);
}

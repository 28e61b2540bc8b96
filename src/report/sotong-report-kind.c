/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-kind.h"
#include "report/sotong-report-statement.h"

/* The table that a data file of a kind holds unasked. */
const char *
sotong_report_kind_main_table (const char *kind)
{
  static const char * const tables[][2] = {
    { "budget-statement", "totals" }, { "settlement", "lines" }, { "opinion", "channels" }, { "campaign", "campaigns" },
    { "disclosure", "execution" }, { "whitepaper", "figures" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i][0], kind))
      return tables[i][1];
  return NULL;
}

/**
 * sotong_report_kind_make:
 * @kind: budget-statement, settlement, opinion, campaign, disclosure or whitepaper
 * @db: a connection
 * @period: what it is about
 * @topic_id: of an opinion report the topic, or 0
 * @campaign: (nullable): of a campaign report the one that is meant
 * @error: return location
 *
 * Makes one of the office's forms. Runs SQL, so call it from a store job.
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

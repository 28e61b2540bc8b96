/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-document-private.h"
#include "report/sotong-report-attachment.h"
#include "report/sotong-report-english.h"
#include "report/sotong-report-frozen.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-kpi.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-promise.h"
#include "report/sotong-report-statement.h"
#include "report/sotong-report-template.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-report-form.h"
#include "util/sotong-i18n.h"

/* As commands call a kind, its name, and the table that a data file holds unasked. */
static const struct {
  const char *id;
  const char *name;
  const char *main_table;
} kinds[] = {
  { "budget-statement", N_("Budget statement"), "totals" }, { "budget", N_("Budget summary"), "totals" },
  { "settlement", N_("Settlement of a year"), "lines" }, { "performance", N_("Performance summary"), "deliverables" },
  { "opinion", N_("Opinion analysis"), "channels" }, { "campaign", N_("Campaign results"), "campaigns" },
  { "disclosure", N_("Disclosure lists"), "execution" }, { "whitepaper", N_("White paper"), "figures" }, { "promise", N_("Promises"), "promise" },
};

/* %NULL of what is no kind. */
const char *
sotong_report_kind_name (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, kind))
      return _(kinds[i].name);
  return NULL;
}

/* The table that a data file of a kind holds unasked. */
const char *
sotong_report_kind_main_table (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, kind))
      return kinds[i].main_table;
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

static SotongDocument *
make_performance (SotongDb     *db,
                  SotongRange   period,
                  gint64        topic_id,
                  GError      **error)
{
  g_autoptr(SotongReportPerformance) input = sotong_report_load_performance (db, period, topic_id, error);
  g_autoptr(SotongDocument) document = input != NULL ? sotong_report_performance_build (input) : NULL;

  guint n_blocks, n_data;

  if (document == NULL)
    return NULL;
  sotong_document_set_nothing (document, sotong_report_performance_is_nothing (input));
  n_blocks = sotong_document_peek_blocks (document)->len;
  n_data = sotong_document_peek_data (document)->len;
  if (!sotong_report_kpi_add (document, db, input->head.fiscal_year, period, 1, error))
    return NULL;
  if (!sotong_i18n_is_korean ()) /* as the rest of it */
    sotong_report_english_apply_from (document, n_blocks, n_data);
  return g_steal_pointer (&document);
}

/**
 * sotong_report_kind_is_yearly:
 * @kind: a kind of report
 *
 * Returns: whether it is of a whole year
 */
gboolean
sotong_report_kind_is_yearly (const char *kind)
{
  static const char * const yearly[] = { "budget-statement", "settlement", "whitepaper", "promise", NULL };

  return g_strv_contains (yearly, kind);
}

/* A statement and a white paper are of a year: a part of one would print the whole year's budget under a month's name. */
static gboolean
check_period (SotongDb    *db,
              const char  *kind,
              SotongRange  period,
              GError     **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  int year = sotong_report_load_year (db, period);
  g_autofree char *first = sotong_time_format_date (period.start, zone), *last = sotong_time_format_date (period.end - 1, zone);

  if ((!g_str_equal (kind, "budget-statement") && !g_str_equal (kind, "whitepaper"))
      || (period.start == sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone) && period.end == sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone)))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               /* Translators: a report's kind, two days, and a year */
               _("“%s” is of a whole year, and %s to %s is none. Choose a year, as %d."), sotong_report_kind_name (kind), first, last, year);
  return FALSE;
}

static SotongDocument *
make (const char   *kind,
      SotongDb     *db,
      SotongRange   period,
      gint64        topic_id,
      const char   *campaign,
      GError      **error)
{
  if (!check_period (db, kind, period, error))
    return NULL;
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

/* These forms are Korean in themselves, as is the table of indicators in a summary of performance; the statement and the settlement
 * are documents of the office and stay so. */
static void
put_into_language (SotongDocument *document,
                   const char     *kind)
{
  static const char * const korean[] = { "opinion", "campaign", "disclosure", "whitepaper", "performance", NULL };

  if (sotong_i18n_wants_english () && g_strv_contains (korean, kind))
    sotong_report_english_apply (document);
}

/* The office's own form of the kind, if it has one; a line that was wrong is passed over, as "report template check" tells. */
static gboolean
put_into_form (SotongDocument  *document,
               const char      *kind,
               SotongDb        *db,
               GError         **error)
{
  g_autoptr(SotongReportForm) form = sotong_report_form_get (db, kind, FALSE, error);
  g_autoptr(SotongReportTemplate) template = NULL;
  g_autoptr(GPtrArray) problems = NULL;

  if (form == NULL)
    return FALSE;
  if (*form->body == '\0' && *form->logo == '\0')
    return TRUE;
  template = sotong_report_template_parse (form->body, &problems);
  sotong_report_template_apply (template, document, form->logo);
  return TRUE;
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
 * Makes a report, in the office's form. Of a period for which it was closed it has the figures of then, and what is
 * different today as corrections. Runs SQL, so call it from a store job.
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
  SotongReportWhich which = { kind, period, topic_id, campaign };
  g_autoptr(SotongDocument) document = make (kind, db, period, topic_id, campaign, error);
  g_autofree char *frozen = NULL;
  gint64 frozen_at;

  if (document == NULL || !sotong_report_freeze_get (db, &which, &frozen, &frozen_at, error))
    return NULL;
  if (frozen != NULL)
    {
      g_autoptr(SotongDocument) now = g_steal_pointer (&document);

      document = sotong_report_frozen_restore (frozen, now, frozen_at, error);
    }
  if (document == NULL || !put_into_form (document, kind, db, error))
    return NULL;
  put_into_language (document, kind);
  sotong_report_attachments_settle (document);
  return g_steal_pointer (&document);
}

/* What still runs changes by itself, and closed now would call every later booking a correction. A statement is a plan, and is handed
 * in before its year; a white paper is printed before its year ends. */
static gboolean
check_over (SotongDb                 *db,
            const SotongReportWhich  *which,
            GError                  **error)
{
  gint64 now = sotong_db_now (db);
  GTimeZone *zone = sotong_db_get_zone (db);
  gboolean begun = which->period.start <= now;
  g_autofree char *first = sotong_time_format_date (which->period.start, zone), *last = sotong_time_format_date (which->period.end - 1, zone);

  if (g_str_equal (which->kind, "budget-statement") || which->period.end <= now || (begun && g_str_equal (which->kind, "whitepaper")))
    return TRUE;
  if (begun)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 /* Translators: a report's kind, then two days */
                 _("“%s” of %s to %s cannot be closed yet: the period still runs, and what is entered until its end would stand in it as corrections. "
                   "Close it when it is over."), sotong_report_kind_name (which->kind), first, last);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("“%s” of %s to %s cannot be closed: the period has not begun. Check the period."), sotong_report_kind_name (which->kind), first, last);
  return FALSE;
}

/**
 * sotong_report_kind_freeze:
 * @db: the connection of a write job
 * @which: a report
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where the period still runs
 *
 * Closes a report of a period that is over: whenever it is made from now on it has today's figures. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_kind_freeze (SotongDb                 *db,
                           const SotongReportWhich  *which,
                           GError                  **error)
{
  g_autoptr(SotongDocument) document = check_over (db, which, error) ? make (which->kind, db, which->period, which->topic_id, which->campaign, error) : NULL;
  g_autofree char *stored = document != NULL ? sotong_report_frozen_store (document) : NULL;

  return stored != NULL && sotong_report_freeze_set (db, which, sotong_document_get_title (document), stored, error);
}

/**
 * sotong_report_period_check_over:
 * @period: a month or a year
 * @now: seconds since 1970 UTC
 * @zone: the office's
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where the period still runs or has not begun
 *
 * What stands in the way of closing all reports of a period, to be said before anybody is asked or anything is closed. Any thread.
 *
 * Returns: %TRUE if the period is over
 */
gboolean
sotong_report_period_check_over (SotongRange   period,
                                 gint64        now,
                                 GTimeZone    *zone,
                                 GError      **error)
{
  g_autofree char *first = sotong_time_format_date (period.start, zone), *last = sotong_time_format_date (period.end - 1, zone);
  g_autofree char *after = sotong_time_format_date (period.end, zone);

  if (period.end <= now)
    return TRUE;
  if (period.start <= now)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 /* Translators: the period's first day and its last, then the day after it */
                 _("The reports of %s to %s cannot be closed yet: the period still runs, and what is entered until its end would stand in them as "
                   "corrections. Close them from %s on, or now those of a month that is over."), first, last, after);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("The reports of %s to %s cannot be closed: the period has not begun. Check the period."), first, last);
  return FALSE;
}

/* The kinds that a period is told by; those of a whole year last. */
static const char * const told[] = { "budget", "performance", "opinion", "campaign", "disclosure", "settlement", "budget-statement", "whitepaper" };
#define N_OF_MONTH 5

/**
 * sotong_report_kind_freeze_all:
 * @db: the connection of a write job
 * @period: a month or a year
 * @title: what a person calls it, for the history
 * @out_n: (out): how many were closed now
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where the period still runs
 *
 * Closes every kind of report of a period at once, without topics. What is closed already stays as it is, and a year without a
 * budget has no reports of it. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_kind_freeze_all (SotongDb     *db,
                               SotongRange   period,
                               const char   *title,
                               guint        *out_n,
                               GError      **error)
{
  gboolean yearly = check_period (db, "whitepaper", period, NULL);

  *out_n = 0;
  if (!sotong_report_period_check_over (period, sotong_db_now (db), sotong_db_get_zone (db), error))
    return FALSE;
  for (guint i = 0; i < (yearly ? G_N_ELEMENTS (told) : N_OF_MONTH); i++)
    {
      SotongReportWhich which = { told[i], period, 0, NULL };
      g_autofree char *body = NULL;
      GError *local = NULL;
      gint64 at;

      if (!sotong_report_freeze_get (db, &which, &body, &at, error))
        return FALSE;
      if (body != NULL)
        continue;
      if (!sotong_change_is_open (db) && !sotong_change_begin (db, "report.freeze", "report_freeze", 0, title, error))
        return FALSE;
      if (sotong_report_kind_freeze (db, &which, &local))
        (*out_n)++;
      else if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
        g_error_free (local);
      else
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * sotong_report_kind_check_template:
 * @kind: a kind of report, or "" for any
 * @db: a connection
 * @template: what a template says
 * @problems: (element-type SotongTemplateProblem): the lines are added that name parts which such reports do not have
 * @error: return location
 *
 * Returns: %TRUE if it could be looked at
 */
gboolean
sotong_report_kind_check_template (const char            *kind,
                                   SotongDb              *db,
                                   SotongReportTemplate  *template,
                                   GPtrArray             *problems,
                                   GError               **error)
{
  g_autoptr(GPtrArray) campaigns = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  if (*kind == '\0' || g_str_equal (kind, "campaign"))
    {
      campaigns = sotong_campaign_list (db, error);
      if (campaigns == NULL)
        return FALSE;
      for (guint i = 0; i < campaigns->len; i++)
        g_ptr_array_add (names, ((SotongCampaign *) g_ptr_array_index (campaigns, i))->name);
    }
  g_ptr_array_add (names, NULL);
  sotong_report_template_check_parts (template, kind, (const char * const *) names->pdata, problems);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-money.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-campaign.h"
#include "store/sotong-content.h"
#include "store/sotong-rollup.h"
#include "util/sotong-won.h"

#define FEW_MENTIONS 30  /* of fewer a share says little */

/* 캠페인 결과 보고: goal, stages, promises, money, posts, and what was said before, during and after it. */

static SotongRange
days_of (SotongDb             *db,
         const SotongCampaign *c)
{
  SotongRange range = { 0, 0 };

  sotong_time_parse_range (c->starts_on, c->ends_on, sotong_db_get_zone (db), &range, NULL);
  return range;
}

static void
add_stages (SotongDocument       *document,
            const SotongCampaign *c)
{
  static const SotongPaperColumn columns[] = {
    { "추진절차", "추진절차", 80, SOTONG_ALIGN_LEFT }, { "계획", "계획일", 45, SOTONG_ALIGN_CENTER }, { "완료", "완료일", 45, SOTONG_ALIGN_CENTER },
  };
  SotongTable *table;

  if (c->stages == NULL || c->stages->len == 0)
    return;
  table = sotong_paper_table ("stages", NULL, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < c->stages->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (c->stages, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, stage->name);
      sotong_table_add_text (table, stage->planned_on);
      sotong_table_add_text (table, stage->done_on);
    }
  sotong_document_add_heading (document, 2, "추진 절차");
  sotong_paper_add (document, table);
}

static gboolean
add_targets (SotongDocument       *document,
             SotongDb             *db,
             const SotongCampaign *c,
             GError              **error)
{
  static const SotongPaperColumn columns[] = {
    { "목표", "목표", 70, SOTONG_ALIGN_LEFT }, { "약속", "약속", 25, SOTONG_ALIGN_RIGHT }, { "실적", "실적", 25, SOTONG_ALIGN_RIGHT },
    { "예정", "예정", 25, SOTONG_ALIGN_RIGHT }, { "달성률\n(%)", "달성률_퍼센트", 25, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(GPtrArray) targets = sotong_deliverable_of_campaign (db, c->id, sotong_db_now (db) + 1, error);
  SotongTable *table;

  if (targets == NULL)
    return FALSE;
  if (targets->len == 0)
    return TRUE;
  table = sotong_paper_table ("targets", NULL, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < targets->len; i++)
    {
      const SotongDeliverable *d = g_ptr_array_index (targets, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, d->line[0] != '\0' ? d->line : d->type);
      sotong_report_add_count (table, d->quantity);
      sotong_report_add_count (table, d->done);
      sotong_report_add_count (table, d->scheduled);
      sotong_report_add_percent (table, d->done, d->quantity);
      sotong_table_follow_rate (table, 'C', "B");
    }
  sotong_document_add_heading (document, 2, "목표와 실적");
  sotong_paper_add (document, table);
  return TRUE;
}

static gboolean
add_contents (SotongDocument       *document,
              SotongDb             *db,
              const SotongCampaign *c,
              GError              **error)
{
  static const SotongPaperColumn columns[] = {
    { "일시", "일시", 26, SOTONG_ALIGN_CENTER }, { "채널", "채널", 34, SOTONG_ALIGN_LEFT }, { "제목", "제목", 82, SOTONG_ALIGN_LEFT },
    { "상태", "상태", 28, SOTONG_ALIGN_CENTER },
  };
  SotongEntryQuery query = { .state = -1, .campaign_id = c->id };
  g_autoptr(GPtrArray) entries = sotong_content_entries (db, &query, error);
  SotongTable *table;

  if (entries == NULL)
    return FALSE;
  sotong_document_add_heading (document, 2, "콘텐츠");
  if (entries->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
      return TRUE;
    }
  table = sotong_paper_table ("contents", NULL, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongEntry *e = g_ptr_array_index (entries, i);
      g_autofree char *day = e->at != SOTONG_NONE && e->at != 0 ? sotong_time_format_date (e->at, sotong_db_get_zone (db)) : g_strdup ("");

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, day);
      sotong_table_add_text (table, e->channel);
      sotong_table_add_text (table, e->title);
      sotong_table_add_text (table, sotong_state_get_label (e->state));
    }
  sotong_paper_add (document, table);
  return TRUE;
}

/* What was said in a time, as far as it is over, and of how many days that is known. */
typedef struct {
  SotongTrendPoint sum;
  int              n_days;  /* counted */
  int              n_gaps;  /* of which nothing was collected */
} Stretch;

static gboolean
count_mentions (SotongDb     *db,
                SotongRange   range,
                Stretch      *stretch,
                GError      **error)
{
  g_autoptr(GArray) days = NULL;

  range.end = MIN (range.end, sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_DAY, sotong_db_get_zone (db)));
  if (range.end <= range.start)
    return TRUE;
  days = sotong_rollup_read (db, 0, 0, range, SOTONG_BUCKET_DAY, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SotongTrendPoint *day = &g_array_index (days, SotongTrendPoint, i);

      stretch->sum.total += day->total;
      stretch->sum.positive += day->positive;
      stretch->sum.neutral += day->neutral;
      stretch->sum.negative += day->negative;
      stretch->sum.uncertain += day->uncertain;
      stretch->sum.unlabelled += day->unlabelled;
      stretch->n_gaps += day->gap;
      stretch->n_days += !day->gap;
    }
  return days != NULL;
}

/* What is still to come, or was not collected at all, is "-": it is not nothing. */
static void
add_stretch (SotongTable   *table,
             const char    *name,
             const Stretch *stretch)
{
  const gint64 counts[] = { stretch->sum.total, stretch->sum.positive, stretch->sum.neutral, stretch->sum.negative, stretch->sum.uncertain,
                            stretch->sum.unlabelled };
  gboolean known = stretch->n_days > 0;

  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, name);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (known)
        sotong_report_add_count (table, counts[i]);
      else
        sotong_table_add_shown (table, "-");
    }
  sotong_report_add_share (table, &stretch->sum, SOTONG_SHARE_POSITIVE);
  sotong_table_follow_rate (table, 'C', "CDE");
  sotong_report_add_count (table, stretch->n_days);
  sotong_report_add_count (table, stretch->n_gaps);
  if (known)
    {
      sotong_report_add_count (table, (stretch->sum.total + stretch->n_days / 2) / stretch->n_days);
      sotong_table_follow_mean (table, 'B', 'I');
    }
  else
    sotong_table_add_shown (table, "-");
}

/* As many days before, during and after, of those that are over: correlation, which the note says. */
static gboolean
add_before_after (SotongDocument       *document,
                  SotongDb             *db,
                  const SotongCampaign *c,
                  GError              **error)
{
  static const SotongPaperColumn columns[] = {
    { "구분", "구분", 16, SOTONG_ALIGN_CENTER }, { "언급량", "언급량", 19, SOTONG_ALIGN_RIGHT }, { "긍정", "긍정", 15, SOTONG_ALIGN_RIGHT },
    { "중립", "중립", 15, SOTONG_ALIGN_RIGHT }, { "부정", "부정", 16, SOTONG_ALIGN_RIGHT }, { "불확실", "불확실", 16, SOTONG_ALIGN_RIGHT },
    { "미분류", "미분류", 17, SOTONG_ALIGN_RIGHT }, { "긍정률\n(%)", "긍정률_퍼센트", 15, SOTONG_ALIGN_RIGHT },
    { "센 날", "센_날", 13, SOTONG_ALIGN_RIGHT }, { "결측일", "결측일", 14, SOTONG_ALIGN_RIGHT }, { "하루\n평균", "하루_평균", 14, SOTONG_ALIGN_RIGHT },
  };
  static const char * const names[] = { "이전", "기간 중", "이후" };
  gint64 today = sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_DAY, sotong_db_get_zone (db));
  SotongRange during = days_of (db, c);
  gint64 length = MIN (during.end, today) - during.start;
  SotongRange ranges[] = { { during.start - length, during.start }, during, { during.end, during.end + length } };
  Stretch stretches[G_N_ELEMENTS (ranges)] = { 0 };
  g_autoptr(SotongTable) table = NULL;

  sotong_document_add_heading (document, 2, "캠페인 전후의 언급");
  if (length <= 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "아직 하루가 지나지 않아 비교할 것이 없음");
      return TRUE;
    }
  table = sotong_paper_table ("before-after", "(단위 : 건)", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      if (!count_mentions (db, ranges[i], &stretches[i], error))
        return FALSE;
      add_stretch (table, names[i], &stretches[i]);
    }
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "같은 일수를 비교한 것으로, 캠페인이 원인이라는 뜻은 아님. 결측일은 수집하지 못한 날");
  if (during.end > today)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "캠페인이 끝나지 않아 지난 날까지만 세고, 이전도 그만큼만 셈. 이후는 아직 없음");
  else if (during.end + length > today)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "이후는 지난 날까지만 셈. 하루 평균으로 비교할 것");
  if (stretches[0].n_gaps > 0 || stretches[1].n_gaps > 0 || stretches[2].n_gaps > 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "결측일이 있으므로 언급량이 아니라 하루 평균으로 비교할 것");
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (stretches[i].n_days > 0 && stretches[i].sum.total < FEW_MENTIONS)
      {
        sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "언급이 30건이 되지 않는 때가 있어 비율을 견주기 어려움");
        break;
      }
  return TRUE;
}

static gboolean
add_campaign (SotongDocument  *document,
              SotongDb        *db,
              gint64           id,
              GError         **error)
{
  g_autoptr(SotongCampaign) c = sotong_campaign_get (db, id, error);
  SotongCampaignMoney money;
  g_autofree char *planned = NULL, *contents = NULL, *whole = NULL, *paid = NULL;
  guint first;

  if (c == NULL || !sotong_campaign_get_money (db, id, &money, error))
    return FALSE;
  planned = sotong_paper_thousand (money.planned);
  contents = sotong_paper_thousand (money.paid_contents);
  whole = sotong_paper_thousand (sotong_report_cut (money.paid) - sotong_report_cut (money.paid_contents)); /* as shown, so that they add up */
  paid = sotong_paper_thousand (money.paid);
  first = sotong_document_get_n_blocks (document);
  sotong_document_add_heading (document, 1, c->name);
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "기간 : %s ~ %s", c->starts_on, c->ends_on);
  if (*c->goal != '\0')
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "목표 : %s", c->goal);
  if (*c->owner != '\0')
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "담당 : %s", c->owner);
  sotong_paper_messages (document, c->key_messages);
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "예산 : 콘텐츠 계획 %s천원에 콘텐츠 지출 %s천원, 캠페인 전체에 대한 지출 %s천원, 지출 계 %s천원", planned, contents, whole, paid);
  sotong_document_keep_together (document, first);
  add_stages (document, c);
  return add_targets (document, db, c, error) && add_before_after (document, db, c, error) && add_contents (document, db, c, error);
}

/* The money of campaigns together: to the won, and as it is printed, thousands cut of each. */
typedef struct {
  SotongCampaignMoney won;
  SotongCampaignMoney shown;
  gint64              n_contents;
} Sums;

static void
sum_campaign (Sums                      *sums,
              const SotongCampaign      *c,
              const SotongCampaignMoney *money)
{
  sums->n_contents += c->n_contents;
  sums->won.planned = sotong_report_sum (sums->won.planned, money->planned);
  sums->won.paid_contents = sotong_report_sum (sums->won.paid_contents, money->paid_contents);
  sums->won.paid = sotong_report_sum (sums->won.paid, money->paid);
  sums->shown.planned = sotong_report_sum (sums->shown.planned, sotong_report_cut (money->planned));
  sums->shown.paid_contents = sotong_report_sum (sums->shown.paid_contents, sotong_report_cut (money->paid_contents));
  sums->shown.paid = sotong_report_sum (sums->shown.paid, sotong_report_cut (money->paid));
}

static void
add_summary_row (SotongTable               *table,
                 const char                *name,
                 const char                *starts_on,
                 const char                *ends_on,
                 gint64                     n_contents,
                 const SotongCampaignMoney *money,
                 SotongRowFlags             flags)
{
  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, name);
  if ((flags & SOTONG_ROW_TOTAL) != 0)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_table_add_text (table, starts_on);
  sotong_table_add_text (table, ends_on);
  sotong_report_add_count (table, n_contents);
  sotong_report_add_thousand (table, money->planned);
  sotong_report_add_thousand (table, money->paid_contents);
  sotong_report_add_thousand (table, money->paid);
}

/* Where what was cut of the rows comes to a thousand, the total is not what was paid: then it is said to the won. */
static void
note_cut (SotongDocument *document,
          const Sums     *sums)
{
  g_autofree char *planned = NULL, *contents = NULL, *paid = NULL;

  if (sums->shown.planned == sotong_report_cut (sums->won.planned) && sums->shown.paid_contents == sotong_report_cut (sums->won.paid_contents)
      && sums->shown.paid == sotong_report_cut (sums->won.paid))
    return;
  planned = sotong_won_format (sums->won.planned);
  contents = sotong_won_format (sums->won.paid_contents);
  paid = sotong_won_format (sums->won.paid);
  sotong_paper_format (document, SOTONG_MARK_NOTE, "천원 미만은 버렸으며 계는 표시된 금액의 합임. 버리지 않은 계는 콘텐츠 계획 %s원, 콘텐츠 지출 %s원, 지출 %s원",
                       planned, contents, paid);
}

/* Of several campaigns the sum stands first, as in the other tables of money; no won is in two of them. */
static gboolean
add_summary (SotongDocument  *document,
             SotongDb        *db,
             GPtrArray       *chosen,
             GError         **error)
{
  static const SotongPaperColumn columns[] = {
    { "캠페인", "캠페인", 51, SOTONG_ALIGN_LEFT }, { "시작", "시작일", 23, SOTONG_ALIGN_CENTER }, { "종료", "종료일", 23, SOTONG_ALIGN_CENTER },
    { "콘텐츠\n(건)", "콘텐츠", 16, SOTONG_ALIGN_RIGHT }, { "콘텐츠\n계획", "콘텐츠_계획_천원", 19, SOTONG_ALIGN_RIGHT },
    { "콘텐츠\n지출", "콘텐츠_지출_천원", 19, SOTONG_ALIGN_RIGHT }, { "지출", "지출_천원", 19, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(SotongTable) table = sotong_paper_table ("campaigns", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  g_autofree SotongCampaignMoney *money = g_new0 (SotongCampaignMoney, chosen->len);
  Sums sums = { 0 };

  for (guint i = 0; i < chosen->len; i++)
    {
      const SotongCampaign *c = g_ptr_array_index (chosen, i);

      if (!sotong_campaign_get_money (db, c->id, &money[i], error))
        return FALSE;
      sum_campaign (&sums, c, &money[i]);
    }
  if (chosen->len > 1)
    add_summary_row (table, "계", "", "", sums.n_contents, &sums.shown, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < chosen->len; i++)
    {
      const SotongCampaign *c = g_ptr_array_index (chosen, i);

      add_summary_row (table, c->name, c->starts_on, c->ends_on, c->n_contents, &money[i], 0);
    }
  if (chosen->len > 1)
    sotong_table_follow_below (table, sotong_table_get_n_heads (table), "DEFG");
  sotong_document_add_heading (document, 1, "캠페인 총괄");
  if (chosen->len == 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "기간에 해당하는 캠페인이 없음");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_paper_add (document, g_steal_pointer (&table));
  if (chosen->len > 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "계획은 콘텐츠별 계획의 합으로 콘텐츠 지출과 비교하며, 지출에는 캠페인 전체에 대한 지출이 더해짐");
  if (chosen->len > 1)
    note_cut (document, &sums);
  return TRUE;
}

/**
 * sotong_report_campaign_make:
 * @db: a connection
 * @period: campaigns that have a day in it
 * @campaign: (nullable): one alone, by name or number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Makes the report of campaigns' results. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_campaign_make (SotongDb     *db,
                             SotongRange   period,
                             const char   *campaign,
                             GError      **error)
{
  gint64 id = campaign != NULL ? sotong_campaign_find (db, campaign, error) : 0;
  g_autoptr(GPtrArray) list = campaign != NULL && id == 0 ? NULL : sotong_campaign_list (db, error);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, sotong_report_load_year (db, period), &local);
  SotongReportHead head = { 0 };
  g_autofree char *when = NULL, *title = NULL;
  g_autoptr(SotongDocument) document = NULL;

  if (list == NULL)
    return NULL;
  if (programme == NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!sotong_report_load_head (db, period, programme, &head, error))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      SotongCampaign *c = g_ptr_array_index (list, i);
      SotongRange days = days_of (db, c);

      if (id != 0 ? c->id == id : days.start < period.end && days.end > period.start)
        g_ptr_array_add (chosen, c);
    }
  when = sotong_report_format_period (&head);
  title = g_strdup_printf ("%s 캠페인 결과 보고", when);
  document = sotong_paper_begin (&head, title, TRUE);
  sotong_document_add_title (document, title);
  sotong_document_set_nothing (document, chosen->len == 0);
  sotong_report_head_clear (&head);
  if (!add_summary (document, db, chosen, error))
    return NULL;
  for (guint i = 0; i < chosen->len; i++)
    if (!add_campaign (document, db, ((const SotongCampaign *) g_ptr_array_index (chosen, i))->id, error))
      return NULL;
  return g_steal_pointer (&document);
}

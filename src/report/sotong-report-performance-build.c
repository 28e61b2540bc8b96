/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/sotong-chart-load.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-report-performance-private.h"
#include "report/sotong-table-chart.h"
#include "report/sotong-table-formula.h"
#include "util/sotong-won.h"

#define MANY_DAYS 45  /* more than these are printed as months */
#define CHART_HEIGHT 62  /* mm */

/* What the points of the period add up to. */
typedef struct {
  SotongTrendPoint sum;
  guint            n_gaps;  /* days without any data */
  gint64           peak;    /* day with the most mentions */
  gint64           peak_total;
} Counted;

static void
add_point (SotongTrendPoint       *sum,
           const SotongTrendPoint *point)
{
  sum->total += point->total;
  sum->positive += point->positive;
  sum->neutral += point->neutral;
  sum->negative += point->negative;
  sum->uncertain += point->uncertain;
  sum->unlabelled += point->unlabelled;
}

static Counted
count_days (const SotongReportPerformance *self)
{
  Counted counted = { .peak_total = -1 };

  for (guint i = 0; i < self->days->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (self->days, SotongTrendPoint, i);

      add_point (&counted.sum, point);
      counted.n_gaps += point->gap ? 1 : 0;
      counted.sum.partial = counted.sum.partial || point->gap || point->partial;
      if (point->total > counted.peak_total)
        {
          counted.peak = point->start;
          counted.peak_total = point->total;
        }
    }
  return counted;
}

/* "▲ +12.3 %": a change in words that need no colour; of what was nought there is no rate, and it says by how many. */
static char *
format_change (gint64 now,
               gint64 before)
{
  g_autofree char *rate = NULL;

  if (before == SOTONG_REPORT_BLANK || (before <= 0 && now <= 0))
    return g_strdup ("-");
  if (before <= 0)
    {
      g_autofree char *size = sotong_number_group (now);

      return g_strdup_printf ("▲ +%s", size);
    }
  rate = sotong_report_format_tenths (ABS (now - before), before);
  return g_strdup_printf ("%s%s %%", now > before ? "▲ +" : now < before ? "▼ -" : "", rate);
}

static gint64
count_published (const SotongReportPerformance *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->channels->len; i++)
    sum += ((SotongReportChannel *) g_ptr_array_index (self->channels, i))->published;
  return sum;
}

static void
add_figures (const SotongReportPerformance *self,
             const Counted                 *counted,
             SotongDocument                *document)
{
  const char *heads[] = { C_("report", "Mentions"), C_("report", "Against the period before"), C_("report", "Positive (%)"), C_("report", "Negative (%)"), C_("report", "Published") };
  g_autoptr(SotongTable) table = sotong_table_new ("figures", NULL);
  g_autofree char *total = sotong_number_group (counted->sum.total);
  g_autofree char *change = format_change (counted->sum.total, self->total_before);
  g_autofree char *published = sotong_number_group (count_published (self));

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_column (table, heads[i], NULL, 34, SOTONG_ALIGN_CENTER);
  sotong_table_begin_row (table, SOTONG_ROW_LARGE);
  sotong_table_add_number (table, counted->sum.total, total);
  sotong_table_add_text (table, change);
  sotong_report_add_share (table, &counted->sum, SOTONG_SHARE_POSITIVE);
  sotong_report_add_share (table, &counted->sum, SOTONG_SHARE_NEGATIVE);
  sotong_table_add_number (table, count_published (self), published);
  sotong_document_add_table (document, table);
}

static void
add_sentences (const SotongReportPerformance *self,
               const Counted                 *counted,
               SotongDocument                *document)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);
  g_autofree char *peak = NULL;
  g_autofree char *peak_total = NULL;
  g_autofree char *text = NULL;

  if (self->topic != NULL)
    {
      g_autofree char *topic = g_strdup_printf (_("Topic of the mentions: %s"), self->topic);

      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, topic);
    }
  if (counted->peak_total > 0)
    {
      peak = sotong_report_format_date (counted->peak, zone);
      peak_total = sotong_number_group (counted->peak_total);
      text = g_strdup_printf (_("Most mentions on one day: %s on %s"), peak_total, peak);
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, text);
    }
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, _("No mentions were collected in the period."));
  if (counted->n_gaps > 0)
    {
      g_autofree char *gaps = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Collection had gaps on %u day: its counts are not complete",
                                                            "Collection had gaps on %u days: their counts are not complete", counted->n_gaps),
                                               counted->n_gaps);

      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, gaps);
    }
}

static void
add_deliverables (const SotongReportPerformance *self,
                  SotongDocument                *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("deliverables", NULL);

  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_set_unit (table, C_("report", "(budget: thousand won)"));
  sotong_table_add_column (table, C_("report", "Deliverable"), C_("data column", "deliverable"), 50, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Unit"), C_("data column", "unit"), 12, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Target\nof the year"), C_("data column", "target"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Done\nto date"), C_("data column", "done"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Scheduled"), C_("data column", "scheduled"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Progress\n(%)"), C_("data column", "progress_percent"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Budget"), C_("data column", "budget_thousand_won"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Executed"), C_("data column", "executed_thousand_won"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Rate\n(%)"), C_("data column", "executed_percent"), 13, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->deliverables->len; i++)
    {
      const SotongReportDeliverable *row = g_ptr_array_index (self->deliverables, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row->label);
      sotong_table_add_text (table, row->unit);
      sotong_report_add_count (table, row->target);
      sotong_report_add_count (table, row->done);
      sotong_report_add_count (table, row->scheduled);
      sotong_report_add_percent (table, row->done, row->target);
      sotong_table_follow_rate (table, 'D', "C");
      sotong_report_add_thousand (table, row->budget);
      sotong_report_add_thousand (table, row->executed);
      sotong_report_add_percent (table, row->executed, row->budget);
      sotong_table_follow_rate (table, 'H', "G");
    }
  sotong_document_add_heading (document, 1, C_("report", "Results against the plan"));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Counted from the first day of the year to the end of the period. Rates are cut, not rounded."));
}

static void
add_channel_row (SotongTable               *table,
                 const SotongReportChannel *row,
                 SotongRowFlags             flags)
{
  gint64 counts[] = { row->published, row->scheduled, row->failed, row->unknown, row->missed, row->held };
  gint64 sum = 0;

  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, row->name);
  if ((flags & SOTONG_ROW_TOTAL) != 0)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_table_add_text (table, row->group);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      sotong_report_add_count (table, counts[i]);
      sum = sotong_report_sum (sum, counts[i]);
    }
  sotong_report_add_count (table, sum);
  sotong_table_follow_terms (table, "C+D+E+F+G+H");
}

static void
fill_channels (const SotongReportPerformance *self,
               SotongTable                   *table,
               gboolean                       with_sum)
{
  SotongReportChannel sum = { .name = (char *) C_("report", "Total") };

  sotong_table_add_column (table, C_("report", "Channel"), C_("data column", "channel"), 40, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Agency"), C_("data column", "agency"), 25, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Published"), C_("data column", "published"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Scheduled"), C_("data column", "scheduled"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Failed"), C_("data column", "failed"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Outcome\nunknown"), C_("data column", "unknown"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Missed"), C_("data column", "missed"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Held"), C_("data column", "held"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Sum"), C_("data column", "sum"), 15, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->channels->len; i++)
    {
      const SotongReportChannel *row = g_ptr_array_index (self->channels, i);

      sum.published += row->published;
      sum.scheduled += row->scheduled;
      sum.failed += row->failed;
      sum.unknown += row->unknown;
      sum.missed += row->missed;
      sum.held += row->held;
    }
  if (with_sum)
    add_channel_row (table, &sum, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < self->channels->len; i++)
    add_channel_row (table, g_ptr_array_index (self->channels, i), 0);
  if (with_sum)
    sotong_table_follow_below (table, sotong_table_get_n_heads (table), "CDEFGH");
}

static void
add_channels (const SotongReportPerformance *self,
              SotongDocument                *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("channels", NULL);
  g_autoptr(SotongTable) data = sotong_table_new ("channels", NULL);

  sotong_table_set_unit (table, C_("report", "(unit: posts)"));
  fill_channels (self, table, TRUE);
  fill_channels (self, data, FALSE);
  sotong_table_set_made_data (data, self->head.made_data);
  sotong_document_add_heading (document, 1, C_("report", "Publishing by channel"));
  sotong_document_add_table (document, table);
  sotong_document_add_data_table (document, data);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("A content that goes to several channels counts once on each of them."));
}

/* The days summed by @bucket; a sum is a gap if all of its days are, and partial if some are. */
static GArray *
sum_days (const SotongReportPerformance *self,
          SotongBucket                   bucket,
          GTimeZone                     *zone)
{
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (SotongTrendPoint));

  for (guint i = 0; i < self->days->len;)
    {
      SotongTrendPoint sum = { .gap = TRUE };
      gint64 end;

      sum.start = sotong_time_bucket_start (g_array_index (self->days, SotongTrendPoint, i).start, bucket, zone);
      end = sotong_time_bucket_next (sum.start, bucket, zone);
      do
        {
          const SotongTrendPoint *day = &g_array_index (self->days, SotongTrendPoint, i);

          add_point (&sum, day);
          sum.gap = sum.gap && day->gap;
          sum.partial = sum.partial || day->gap || day->partial;
        }
      while (++i < self->days->len && g_array_index (self->days, SotongTrendPoint, i).start < end);
      sum.partial = sum.partial && !sum.gap;
      g_array_append_val (sums, sum);
    }
  return sums;
}

static void
add_trend_chart (const SotongReportPerformance *self,
                 SotongDocument                *document,
                 GTimeZone                     *zone)
{
  g_autoptr(GArray) days = sum_days (self, SOTONG_BUCKET_DAY, zone);

  if (days->len > 0)
    sotong_paper_add_chart (document, sotong_chart_load_draw (days, self->missing, FALSE, self->samples[0], SOTONG_BUCKET_DAY, zone), self->notes,
                            C_("report", "Mentions per day"), CHART_HEIGHT);
}

/* Bars of single days could not be told apart over a long period: weeks there. */
static void
add_sentiment_chart (const SotongReportPerformance *self,
                     SotongDocument                *document,
                     GTimeZone                     *zone)
{
  gboolean weekly = self->days->len > MANY_DAYS;
  SotongBucket bucket = weekly ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_DAY;
  g_autoptr(GArray) sums = sum_days (self, bucket, zone);

  if (sums->len > 0)
    sotong_paper_add_chart (document, sotong_chart_load_draw (sums, self->missing, TRUE, self->samples[1], bucket, zone), self->notes,
                            weekly ? C_("report", "Sentiment per week") : C_("report", "Sentiment per day"), CHART_HEIGHT);
}

/* How well a period was covered, in a word. */
static const char *
describe_collection (const SotongTrendPoint *point)
{
  if (point->gap)
    return C_("report", "gap");
  return point->partial ? C_("report", "partly") : C_("report", "complete");
}

static void
add_period_row (SotongTable            *table,
                const char             *label,
                const SotongTrendPoint *point,
                SotongRowFlags          flags)
{
  gint64 counts[] = { point->total, point->positive, point->neutral, point->negative, point->uncertain, point->unlabelled };
  gboolean nothing = point->gap && point->total == 0;

  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, label);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (nothing)
        sotong_table_add_shown (table, "-");
      else
        sotong_report_add_count (table, counts[i]);
    }
  sotong_report_add_share (table, point, SOTONG_SHARE_POSITIVE);
  sotong_table_follow_rate (table, 'C', "CDE");
  sotong_report_add_share (table, point, SOTONG_SHARE_NEGATIVE);
  sotong_table_follow_rate (table, 'E', "CDE");
  sotong_table_add_text (table, describe_collection (point));
}

static SotongTable *
new_period_table (const char *id,
                  const char *first,
                  const char *first_name)
{
  SotongTable *table = sotong_table_new (id, NULL);

  sotong_table_add_column (table, first, first_name, 24, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Mentions"), C_("data column", "mentions"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Positive"), C_("data column", "positive"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Neutral"), C_("data column", "neutral"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Negative"), C_("data column", "negative"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Uncertain"), C_("data column", "uncertain"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Unlabelled"), C_("data column", "unlabelled"), 17, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Positive\n(%)"), C_("data column", "positive_percent"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Negative\n(%)"), C_("data column", "negative_percent"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Collection"), C_("data column", "collection"), 18, SOTONG_ALIGN_CENTER);
  sotong_table_add_chart (table, SOTONG_TABLE_LINES, C_("report", "Mentions over time"), 1 << 1);
  sotong_table_add_chart (table, SOTONG_TABLE_STACKED, C_("report", "Positive and negative"), 1 << 2 | 1 << 3 | 1 << 4);
  return table;
}

static void
add_daily_data (const SotongReportPerformance *self,
                SotongDocument                *document,
                GTimeZone                     *zone)
{
  g_autoptr(SotongTable) table = new_period_table ("daily", C_("report", "Day"), C_("data column", "date"));

  for (guint i = 0; i < self->days->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (self->days, SotongTrendPoint, i);
      g_autofree char *day = sotong_time_format_date (point->start, zone);

      add_period_row (table, day, point, 0);
    }
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_document_add_data_table (document, table);
}

/* Days, or months where the days would fill pages; data files get the days. */
static void
add_period_table (const SotongReportPerformance *self,
                  const Counted                 *counted,
                  SotongDocument                *document,
                  GTimeZone                     *zone)
{
  gboolean monthly = self->days->len > MANY_DAYS;
  g_autoptr(GArray) sums = sum_days (self, monthly ? SOTONG_BUCKET_MONTH : SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongTable) table = new_period_table (monthly ? "monthly" : "daily",
                                                   monthly ? C_("report", "Month") : C_("report", "Day"),
                                                   monthly ? C_("data column", "month") : C_("data column", "date"));

  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_set_unit (table, C_("report", "(unit: mentions)"));
  add_period_row (table, C_("report", "Total"), &counted->sum, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < sums->len; i++)
    {
      const SotongTrendPoint *sum = &g_array_index (sums, SotongTrendPoint, i);
      g_autofree char *label = sotong_time_format_date (sum->start, zone);

      if (monthly && strlen (label) > 3)
        label[strlen (label) - 3] = '\0';
      add_period_row (table, label, sum, 0);
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "BCDEFG");
  sotong_document_add_table (document, table);
}

static void
add_mentions (const SotongReportPerformance *self,
              const Counted                 *counted,
              SotongDocument                *document)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);

  sotong_document_add_heading (document, 1, C_("report", "Mentions over time"));
  add_trend_chart (self, document, zone);
  sotong_document_add_heading (document, 1, C_("report", "Positive and negative"));
  add_sentiment_chart (self, document, zone);
  add_period_table (self, counted, document, zone);
  add_daily_data (self, document, zone);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Positive and negative shares are of the mentions labelled positive, neutral or negative, rounded to one decimal."));
}

static char *
format_time (gint64     time,
             GTimeZone *zone)
{
  int year, month, day, hour, minute;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, NULL);
  return g_strdup_printf ("%d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
}

static void
add_gaps (const SotongReportPerformance *self,
          SotongDocument                *document)
{
  g_autoptr(GTimeZone) zone = sotong_report_get_zone (&self->head);
  g_autoptr(SotongTable) table = NULL;

  sotong_document_add_heading (document, 1, C_("report", "Gaps in the collection"));
  if (self->gaps->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, _("None in the period."));
      return;
    }
  table = sotong_table_new ("gaps", NULL);
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_add_column (table, C_("report", "Source"), C_("data column", "source"), 45, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "From"), C_("data column", "from"), 33, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "To"), C_("data column", "to"), 33, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Reason"), C_("data column", "reason"), 59, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const SotongReportGap *row = g_ptr_array_index (self->gaps, i);
      g_autofree char *from = format_time (row->range.start, zone);
      g_autofree char *to = format_time (row->range.end, zone);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row->source);
      sotong_table_add_text (table, from);
      sotong_table_add_text (table, to);
      sotong_table_add_text (table, row->reason);
    }
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("In a gap nothing was collected: its counts are missing, which does not mean that there were no mentions."));
}

/**
 * sotong_report_performance_build:
 * @self: an input
 *
 * Makes the performance summary of a period: what was done against the plan,
 * publishing by channel and agency, what the posts reached, mentions and sentiment
 * with their charts, and the gaps of the collection. Its tables are "deliverables",
 * "channels", "agencies", "posts", "best", "daily", "monthly" (of long periods) and
 * "gaps".
 *
 * Returns: (transfer full): the document, which needs @self no more
 */
SotongDocument *
sotong_report_performance_build (const SotongReportPerformance *self)
{
  SotongDocument *document = sotong_report_begin (&self->head, C_("report", "performance summary"));
  Counted counted = count_days (self);

  add_figures (self, &counted, document);
  add_sentences (self, &counted, document);
  add_deliverables (self, document);
  add_channels (self, document);
  sotong_report_performance_put_agencies (self, document);
  sotong_report_performance_put_posts (self, document);
  add_mentions (self, &counted, document);
  add_gaps (self, document);
  return document;
}

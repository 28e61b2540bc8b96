/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "report/sotong-chart-load.h"
#include "report/sotong-document-private.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-statement.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

typedef struct {
  const char *period;
  gint64      topic_id;
  SotongChartBy by;
} Request;

static gpointer
budget_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Request *request = data;
  SotongRange range;

  g_assert_true (sotong_time_parse_period (request->period, sotong_db_get_zone (db), &range, NULL));
  return sotong_report_load_budget (db, range, error);
}

static gpointer
performance_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Request *request = data;
  SotongRange range;

  g_assert_true (sotong_time_parse_period (request->period, sotong_db_get_zone (db), &range, NULL));
  return sotong_report_load_performance (db, range, request->topic_id, error);
}

/* ---- budget ---- */

#define K G_GINT64_CONSTANT (1000)

static void
check_total (const SotongReportBudget *report,
             guint                     position,
             gboolean                  whole,
             gint64                    first,
             gint64                    second,
             gint64                    third)
{
  const SotongReportTotal *row = g_ptr_array_index (report->totals, position);

  g_assert_cmpint (row->total, ==, whole);
  g_assert_cmpint (row->amounts[0], ==, first * K);
  g_assert_cmpint (row->amounts[1], ==, second * K);
  g_assert_cmpint (row->amounts[2], ==, third * K);
}

/* Figure for figure what the source document prints. */
static void
test_source_document (BudgetFixture *f,
                      gconstpointer  data)
{
  Request request = { "2016" };
  g_autoptr(SotongReportBudget) report = fixture_read (f, budget_job, &request);
  const SotongDemoProgramme *source = sotong_demo_programme_get ();
  gint64 executed = 0;

  g_assert_cmpstr (report->head.programme, ==, source->name);
  g_assert_cmpstr (report->head.department, ==, "뉴미디어담당관");
  g_assert_false (report->head.made_data);
  g_assert_true (report->yearly);
  g_assert_cmpint (report->modes, ==, SOTONG_MODE_DIRECT);
  g_assert_cmpint (report->natures, ==, SOTONG_NATURE_CONTINUING | SOTONG_NATURE_CURRENT);
  g_assert_cmpint (report->cost, ==, 418000 * K);
  g_assert_cmpint (report->cost_city, ==, 418000 * K);
  g_assert_cmpint (report->cost_national, ==, SOTONG_REPORT_BLANK);
  g_assert_cmpint (report->cost_district, ==, SOTONG_REPORT_BLANK);
  g_assert_cmpint (report->subsidy_percent, ==, 0);
  g_assert_null (report->place);
  g_assert_cmpuint (report->people->len, ==, 3);
  g_assert_cmpstr (((SotongReportPerson *) g_ptr_array_index (report->people, 2))->officer, ==, "주무관");
  check_total (report, 0, TRUE, 280395, 161600, 418000);
  check_total (report, 1, FALSE, 237600, 157600, 414000);
  check_total (report, 2, FALSE, 4000, 4000, 4000);
  g_assert_cmpuint (report->basis->len, ==, source->n_lines);
  g_assert_cmpstr (((SotongReportBasis *) g_ptr_array_index (report->basis, 8))->expression, ==, "35,000,000원 (250P/500부)");
  g_assert_null (((SotongReportBasis *) g_ptr_array_index (report->basis, 0))->expression);
  g_assert_cmpuint (report->execution->len, ==, 11);
  g_assert_cmpstr (((SotongReportExecution *) g_ptr_array_index (report->execution, 10))->label, ==, source->name);
  g_assert_cmpuint (report->schedule->len, ==, 3);
  g_assert_cmpint (((SotongReportStep *) g_ptr_array_index (report->schedule, 0))->amount, ==, SOTONG_REPORT_BLANK);
  g_assert_cmpint (((SotongReportStep *) g_ptr_array_index (report->schedule, 1))->amount, ==, 418000 * K);
  g_assert_cmpuint (report->settlement->len, ==, 3);
  g_assert_cmpint (((SotongReportSettlement *) g_ptr_array_index (report->settlement, 2))->remaining, ==, 17925 * K);
  g_assert_cmpuint (report->results->len, ==, 3);
  g_assert_nonnull (report->expected_effect);
  for (guint i = 0; i < report->execution->len; i++)
    executed += ((SotongReportExecution *) g_ptr_array_index (report->execution, i))->executed;
  g_assert_cmpint (executed, ==, 0);
}

/* The words of the tables in the document itself. */
static void
test_document (BudgetFixture *f,
               gconstpointer  data)
{
  Request request = { "2016" };
  g_autoptr(SotongReportBudget) report = fixture_read (f, budget_job, &request);
  g_autoptr(SotongDocument) document = sotong_report_budget_build (report);
  SotongTable *totals = sotong_document_find_table (document, "totals");
  static const char *const cells[3][5] = {
    { "280,395", "161,600", "418,000", "256,400", "158" },
    { "237,600", "157,600", "414,000", "256,400", "162" },
    { "4,000", "4,000", "4,000", "", "" },
  };
  gboolean noted = FALSE;

  for (guint r = 0; r < 3; r++)
    for (guint c = 0; c < 5; c++)
      {
        const SotongCell *cell = sotong_table_get_cell (totals, sotong_table_get_n_heads (totals) + r, c + 1);

        g_assert_cmpstr (cell->text != NULL ? cell->text : "", ==, cells[r][c]);
      }
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      noted = noted || (block->text != NULL && strstr (block->text, "38,795") != NULL);
    }
  g_assert_true (noted);
}

static gpointer
change_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongBudgetChange change = { *(const gint64 *) data, "supplementary", 1000 * K, "2016-03-02", "추경-1", "확대" };

  return sotong_budget_change_add (db, &change, 0, error) != 0 && sotong_budget_carry (db, change.line_id, "approved", 300 * K, "", "지연", error) != 0
         ? GINT_TO_POINTER (TRUE) : NULL;
}

static char *
dup_head (BudgetFixture *f)
{
  Request request = { "2016" };
  g_autoptr(SotongReportBudget) report = fixture_read (f, budget_job, &request);
  g_autoptr(SotongDocument) document = sotong_report_budget_build (report);
  g_autoptr(GString) head = g_string_new (NULL);

  for (guint i = 0; i < sotong_document_get_n_blocks (document) && sotong_document_get_block (document, i)->table == NULL; i++)
    if (sotong_document_get_block (document, i)->text != NULL)
      g_string_append_printf (head, "%s\n", sotong_document_get_block (document, i)->text);
  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* After a supplementary budget the first page adds up by itself: what is executed and what is not come to what it says is available. */
static void
test_changed (BudgetFixture *f,
              gconstpointer  data)
{
  gint64 line = fixture_line (f, "blog-posts");
  g_autofree char *before = NULL, *after = NULL;

  fixture_pay (f, line, 282 * K, "2016-02-29");
  before = dup_head (f);
  g_assert_null (strstr (before, "Current budget"));
  g_assert_nonnull (strstr (before, "(0 % of the current budget); 417,718 thousand won"));
  fixture_write (f, change_job, &line);
  after = dup_head (f);
  g_assert_nonnull (strstr (after, "Budget of 2016: 418,000 thousand won"));
  g_assert_nonnull (strstr (after, "Current budget: 419,000 thousand won (original 418,000, carried in from the year before 0, changes +1,000)"));
  g_assert_nonnull (strstr (after, "282 thousand won to its end (0 % of the current budget); 418,718 thousand won"));
}

/* What is in bold on a page: the total, the accounts however many lines they have, and what is the sum of lines below it. */
static void
check_weights (SotongDocument *document,
               const char     *id,
               guint           column,
               guint           n_bold)
{
  const char *plain = sotong_demo_programme_get ()->name; /* the only line of its account */
  guint n = 0;

  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      SotongTable *table = sotong_document_get_block (document, i)->table;

      if (table == NULL || !g_str_equal (sotong_table_get_id (table), id))
        continue;
      for (guint row = sotong_table_get_n_heads (table); row < sotong_table_get_n_rows (table); row++)
        {
          const SotongCell *cell = sotong_table_get_cell (table, row, column);
          gboolean is_line = strstr (cell->text, "- ") != NULL || strstr (cell->text, plain) != NULL;

          g_assert_cmpint (cell->bold, ==, !is_line);
          g_assert_cmpint (sotong_table_get_cell (table, row, column + 1)->bold, ==, !is_line);
          n += cell->bold;
        }
    }
  g_assert_cmpuint (n, ==, n_bold);
}

static gpointer
settlement_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  SotongRange range;

  g_assert_true (sotong_time_parse_period ("2016", sotong_db_get_zone (db), &range, NULL));
  return data != NULL ? sotong_report_settlement_make (db, range, error) : sotong_report_statement_make (db, range, error);
}

static void
test_weights (BudgetFixture *f,
              gconstpointer  data)
{
  Request request = { "2016" };
  g_autoptr(SotongReportBudget) report = fixture_read (f, budget_job, &request);
  g_autoptr(SotongDocument) summary = sotong_report_budget_build (report);
  g_autoptr(SotongDocument) settlement = fixture_read (f, settlement_job, f);
  g_autoptr(SotongDocument) statement = fixture_read (f, settlement_job, NULL);

  check_weights (summary, "execution", 0, 3);
  check_weights (summary, "basis", 1, 4);
  check_weights (settlement, "lines", 0, 3);
  check_weights (statement, "basis", 1, 3);
}

static void
test_month (BudgetFixture *f,
            gconstpointer  data)
{
  Request request = { "2016-02" };
  g_autoptr(SotongReportBudget) report = NULL;
  const SotongReportExecution *row;

  fixture_pay (f, fixture_line (f, "blog-posts"), 150000, "2016-01-31");
  fixture_pay (f, fixture_line (f, "blog-posts"), 300000, "2016-02-29");
  fixture_pay (f, fixture_line (f, "blog-posts"), 600000, "2016-03-01");
  report = fixture_read (f, budget_job, &request);
  row = g_ptr_array_index (report->execution, 0);
  g_assert_cmpint (row->executed, ==, 450000);
  g_assert_cmpint (row->executed_in_period, ==, 300000);
}

static void
test_no_year (BudgetFixture *f,
              gconstpointer  data)
{
  Request request = { "2015" };
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_read (f->store, budget_job, &request, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

/* ---- performance ---- */

/* Two channels, of which one in a group; posts in and out of February; a source that was read
 * from February 3rd to 10th and from 15th on, but for a failure in between. */
typedef struct {
  BudgetFixture *f;
  gint64         blog;
  gint64         sns;
  gint64         source;
  gint64         topic;
} City;

static gint64
at (SotongDb   *db,
    const char *text)
{
  gint64 time;

  g_assert_true (sotong_time_parse (text, sotong_db_get_zone (db), &time, NULL));
  return time;
}

static gint64
add_channel (SotongDb   *db,
             const char *name)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();

  channel->name = g_strdup (name);
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:1/");
  return sotong_channel_add (db, channel, NULL);
}

static void
add_post (SotongDb    *db,
          gint64       channel,
          SotongState  state,
          const char  *when)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (channel);

  content->title = g_strdup ("동네 소식");
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("글");
  copy->state = state;
  copy->publish_at = at (db, when);
  if (sotong_state_is_out (state))
    copy->published_at = copy->publish_at;
  g_ptr_array_add (content->copies, copy);
  g_assert_cmpint (sotong_content_insert (db, content, NULL), >, 0);
}

static gint64
add_run (SotongDb   *db,
         gint64      source,
         const char *from,
         const char *to,
         const char *outcome,
         const char *message)
{
  SotongSourceRun run = { 0 };
  SotongSourceState state = { .next_due = SOTONG_NONE };

  run.id = sotong_source_run_begin (db, source, "fetch", NULL);
  g_assert_cmpint (run.id, >, 0);
  run.source_id = source;
  run.covered_from = from != NULL ? at (db, from) : SOTONG_NONE;
  run.covered_to = to != NULL ? at (db, to) : SOTONG_NONE;
  run.outcome = (char *) outcome;
  run.message = (char *) message;
  g_assert_true (sotong_source_run_end (db, &run, &state, NULL));
  return run.id;
}

static void
add_mention (SotongDb   *db,
             gint64      source,
             gint64      run,
             const char *when,
             const char *text)
{
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, source, run, NULL);
  SotongMentionInput input = {
    .external_id = when, .canonical_key = when, .author = "시민", .url = "", .text = text, .copy_id = SOTONG_NONE,
    .sentiment = SOTONG_SENTIMENT_NONE,
  };
  gboolean is_new;
  gint64 id;

  input.published_at = input.first_seen = at (db, when);
  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &id, NULL));
  g_assert_true (sotong_mention_writer_finish (writer, NULL));
}

static gpointer
city_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  City *city = data;
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_new ();
  gint64 run;

  city->blog = add_channel (db, "블로그");
  city->sns = add_channel (db, "페이스북");
  group->name = g_strdup ("서울특별시");
  g_array_append_val (group->channel_ids, city->blog);
  g_assert_cmpint (sotong_channel_group_add (db, group, error), >, 0);
  add_post (db, city->blog, SOTONG_STATE_PUBLISHED, "2016-01-31T23:59");
  add_post (db, city->blog, SOTONG_STATE_PUBLISHED, "2016-02-01T00:00");
  add_post (db, city->blog, SOTONG_STATE_PUBLISHED_BY_HAND, "2016-02-29T23:59");
  add_post (db, city->blog, SOTONG_STATE_FAILED, "2016-02-10T10:00");
  add_post (db, city->sns, SOTONG_STATE_UNKNOWN, "2016-02-10T10:00");
  add_post (db, city->sns, SOTONG_STATE_MISSED, "2016-02-10T10:00");
  add_post (db, city->sns, SOTONG_STATE_DRAFT, "2016-02-10T10:00");
  topic->name = g_strdup ("축제");
  topic->any_words = g_strdup ("축제");
  city->topic = sotong_topic_add (db, topic, error);
  source->name = g_strdup ("시정 뉴스");
  source->kind = g_strdup ("feed");
  source->url = g_strdup ("http://127.0.0.1:1/feed");
  city->source = sotong_source_add (db, source, error);
  g_assert_cmpint (city->source, >, 0);
  run = add_run (db, city->source, "2016-02-03T00:00", "2016-02-10T00:00", "ok", "");
  add_run (db, city->source, NULL, NULL, "failed", "서버가 답하지 않음");
  add_run (db, city->source, "2016-02-15T00:00", "2016-10-14T09:30", "ok", "");
  add_mention (db, city->source, run, "2016-02-03T10:00", "축제가 좋아요");
  add_mention (db, city->source, run, "2016-02-03T11:00", "길이 막혀요");
  add_mention (db, city->source, run, "2016-03-01T00:00", "축제 언제 해요");
  return city;
}

static void
test_february (BudgetFixture *f,
               gconstpointer  data)
{
  City city = { f };
  Request request = { "2016-02" };
  g_autoptr(SotongReportPerformance) report = NULL;
  const SotongReportChannel *blog, *sns;
  const SotongReportGap *gap;
  GTimeZone *zone = sotong_store_get_zone (f->store);

  fixture_write (f, city_job, &city);
  report = fixture_read (f, performance_job, &request);
  g_assert_cmpuint (report->deliverables->len, ==, 6);
  g_assert_cmpint (((SotongReportDeliverable *) g_ptr_array_index (report->deliverables, 0))->done, ==, 3);
  g_assert_cmpuint (report->channels->len, ==, 2);
  blog = g_ptr_array_index (report->channels, 0);
  sns = g_ptr_array_index (report->channels, 1);
  g_assert_cmpstr (blog->group, ==, "서울특별시");
  g_assert_null (sns->group);
  g_assert_cmpint (blog->published, ==, 2);
  g_assert_cmpint (blog->failed, ==, 1);
  g_assert_cmpint (sns->unknown, ==, 1);
  g_assert_cmpint (sns->missed, ==, 1);
  g_assert_cmpint (sns->published, ==, 0);
  g_assert_cmpuint (report->days->len, ==, 29);
  g_assert_true (g_array_index (report->days, SotongTrendPoint, 0).gap);
  g_assert_cmpint (g_array_index (report->days, SotongTrendPoint, 2).total, ==, 2);
  g_assert_false (g_array_index (report->days, SotongTrendPoint, 20).gap);
  g_assert_cmpint (report->total_before, ==, SOTONG_REPORT_BLANK);
  g_assert_cmpuint (report->gaps->len, ==, 2);
  gap = g_ptr_array_index (report->gaps, 0);
  g_assert_cmpint (gap->range.start, ==, sotong_time_from_civil (2016, 2, 1, 0, 0, 0, zone));
  g_assert_cmpint (gap->range.end, ==, sotong_time_from_civil (2016, 2, 3, 0, 0, 0, zone));
  g_assert_nonnull (gap->reason);
  gap = g_ptr_array_index (report->gaps, 1);
  g_assert_cmpint (gap->range.start, ==, sotong_time_from_civil (2016, 2, 10, 0, 0, 0, zone));
  g_assert_cmpint (gap->range.end, ==, sotong_time_from_civil (2016, 2, 15, 0, 0, 0, zone));
}

static gpointer
second_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  City *city = data;
  g_autoptr(SotongSource) source = sotong_source_new ();
  gint64 id;

  g_assert_true (city_job (db, data, cancellable, error) == city);
  source->name = g_strdup ("카페");
  source->kind = g_strdup ("feed");
  source->url = g_strdup ("http://127.0.0.1:1/cafe");
  id = sotong_source_add (db, source, error);
  add_run (db, id, "2016-01-31T00:00", "2016-02-20T12:00", "ok", "");
  add_run (db, id, "2016-02-22T00:00", "2016-10-14T09:30", "ok", "");
  return city;
}

static gpointer
chart_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongChartQuestion question = { .kind = SOTONG_CHART_LINE, .bucket = -1 };

  g_assert_true (sotong_time_parse_period (((const Request *) data)->period, sotong_db_get_zone (db), &question.range, NULL));
  return sotong_chart_load (db, &question, cancellable, error);
}

static gpointer
panels_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongChartQuestion question = { .kind = SOTONG_CHART_MULTIPLES, .bucket = -1, .by = ((const Request *) data)->by };

  g_assert_true (sotong_time_parse_period (((const Request *) data)->period, sotong_db_get_zone (db), &question.range, NULL));
  return sotong_chart_load (db, &question, cancellable, error);
}

/* Small multiples say of how many mentions they are, and which sources were not read. */
static void
test_panels (BudgetFixture *f,
             gconstpointer  data)
{
  City city = { f };
  Request request = { "2016-02", .by = SOTONG_CHART_BY_TOPIC };
  g_autoptr(SotongChartModel) topics = NULL, sources = NULL;
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *text = NULL;

  fixture_write (f, second_job, &city);
  topics = fixture_read (f, panels_job, &request);
  chart = sotong_chart_model_make (topics, NULL);
  text = sotong_chart_describe (chart);
  g_assert_nonnull (strstr (text, "Not read: 시정 뉴스 Wed 10 Feb – Sun 14 Feb, 카페 Sat 20 Feb – Sun 21 Feb."));
  g_assert_nonnull (strstr (text, "n = 1 mention; one of several topics counts in each"));
  g_assert_cmpuint (topics->known->len, ==, topics->series->len);
  g_assert_true (sotong_slots_get_flags (topics->slots, 20) & SOTONG_SLOT_PARTIAL);
  request.by = SOTONG_CHART_BY_SOURCE;
  sources = fixture_read (f, panels_job, &request);
  g_assert_cmpuint (sources->series->len, ==, 1);
  g_assert_true (sotong_slots_get_flags (sources->slots, 10) & SOTONG_SLOT_GAP); /* nobody else is shown */
  g_assert_nonnull (strstr (sources->foot, "one that came from several sources counts in each"));
}

/* What stands below a report's charts is also told of them: of how many mentions they are, how they were judged, what was not read. */
static void
test_pictures (BudgetFixture *f,
               gconstpointer  data)
{
  City city = { f };
  Request request = { "2016-02" };
  g_autoptr(SotongReportPerformance) report = NULL;
  g_autoptr(SotongDocument) document = NULL;
  GPtrArray *blocks;
  guint n_pictures = 0, n_judged = 0;

  fixture_write (f, second_job, &city);
  report = fixture_read (f, performance_job, &request);
  document = sotong_report_performance_build (report);
  blocks = sotong_document_peek_blocks (document);
  for (guint i = 0; i < blocks->len; i++)
    {
      const SotongBlock *block = g_ptr_array_index (blocks, i);

      if (block->alt == NULL)
        continue;
      n_pictures++;
      n_judged += strstr (block->alt, "agreement with people not checked yet") != NULL;
      g_assert_nonnull (strstr (block->alt, "n = 2 mentions"));
      g_assert_nonnull (strstr (block->alt, "Not read: 시정 뉴스"));
    }
  g_assert_cmpuint (n_pictures, ==, 2);
  g_assert_cmpuint (n_judged, ==, 1);
}

/* A report and a chart say of the same days that one of two sources was not read, and which. */
static void
test_part (BudgetFixture *f,
           gconstpointer  data)
{
  City city = { f };
  Request request = { "2016-02" };
  g_autoptr(SotongReportPerformance) report = NULL;
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(SotongChart) chart = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *whole = NULL;
  const SotongReportGap *gap;

  fixture_write (f, second_job, &city);
  report = fixture_read (f, performance_job, &request);
  gap = g_ptr_array_index (report->gaps, report->gaps->len - 1);
  g_assert_cmpstr (gap->source, ==, "카페");
  model = fixture_read (f, chart_job, &request);
  chart = sotong_chart_model_make (model, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->days->len, ==, 29);
  for (guint i = 0; i < report->days->len; i++)
    {
      gboolean part = (i >= 9 && i < 14) || i == 19 || i == 20;

      g_assert_cmpint (g_array_index (report->days, SotongTrendPoint, i).partial, ==, part);
      g_assert_cmpint ((sotong_slots_get_flags (model->slots, i) & SOTONG_SLOT_PARTIAL) != 0, ==, part);
    }
  whole = sotong_chart_describe (chart);
  g_assert_nonnull (strstr (whole, "Not read: 시정 뉴스 Wed 10 Feb – Sun 14 Feb, 카페 Sat 20 Feb – Sun 21 Feb."));
}

/* The year is not over: nothing is said of days that have not begun. */
static void
test_year (BudgetFixture *f,
           gconstpointer  data)
{
  City city = { f };
  Request request = { "2016" };
  g_autoptr(SotongReportPerformance) report = NULL;

  fixture_write (f, city_job, &city);
  report = fixture_read (f, performance_job, &request);
  g_assert_cmpuint (report->days->len, ==, 288); /* January 1st to October 14th */
  g_assert_true (g_array_index (report->days, SotongTrendPoint, 287).partial);
  g_assert_cmpuint (report->gaps->len, ==, 2);   /* half an hour since the last run is none */
}

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongChartNote note = { .at = sotong_time_from_civil (2016, 2, 3, 0, 0, 0, sotong_db_get_zone (db)), .ends_at = SOTONG_NONE, .title = data };

  return sotong_chart_note_add (db, &note, error) != 0 ? data : NULL;
}

/* What the officer noted is in the report of that time, and of no other. */
static void
test_notes (BudgetFixture *f,
            gconstpointer  data)
{
  Request february = { "2016-02" }, march = { "2016-03" };
  g_autoptr(SotongReportPerformance) with = NULL, without = NULL;

  fixture_write (f, note_job, (gpointer) "한파");
  with = fixture_read (f, performance_job, &february);
  without = fixture_read (f, performance_job, &march);
  g_assert_cmpuint (with->notes->marks->len, ==, 1);
  g_assert_cmpstr (((SotongChartMark *) g_ptr_array_index (with->notes->marks, 0))->label, ==, "한파");
  g_assert_cmpuint (without->notes->marks->len, ==, 0);
}

static void
test_topic (BudgetFixture *f,
            gconstpointer  data)
{
  City city = { f };
  Request request = { "2016-02" };
  g_autoptr(SotongReportPerformance) report = NULL;
  g_autoptr(GError) error = NULL;

  fixture_write (f, city_job, &city);
  request.topic_id = city.topic;
  report = fixture_read (f, performance_job, &request);
  g_assert_cmpstr (report->topic, ==, "축제");
  g_assert_cmpint (g_array_index (report->days, SotongTrendPoint, 2).total, ==, 1);
  request.topic_id = 4711;
  g_assert_null (sotong_store_read (f->store, performance_job, &request, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

/* April is held against March; March not against February, of which days are missing. */
static void
test_before (BudgetFixture *f,
             gconstpointer  data)
{
  City city = { f };
  Request march = { "2016-03" }, april = { "2016-04" };
  g_autoptr(SotongReportPerformance) report = NULL;
  g_autoptr(SotongReportPerformance) next = NULL;

  fixture_write (f, city_job, &city);
  report = fixture_read (f, performance_job, &march);
  g_assert_cmpint (report->total_before, ==, SOTONG_REPORT_BLANK);
  g_assert_cmpint (g_array_index (report->days, SotongTrendPoint, 0).total, ==, 1);
  next = fixture_read (f, performance_job, &april);
  g_assert_cmpint (next->total_before, ==, 1);
}

/* Nothing at all: still a report. */
static void
test_nothing (BudgetFixture *f,
              gconstpointer  data)
{
  static const char *const periods[] = { "2016", "2016-02", "2031", "0001", "9998" };

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      Request request = { periods[i] };
      g_autoptr(SotongReportPerformance) report = fixture_read (f, performance_job, &request);
      g_autoptr(SotongDocument) document = NULL;

      g_assert_null (report->head.programme);
      g_assert_cmpuint (report->channels->len, ==, 0);
      g_assert_cmpuint (report->gaps->len, ==, 0);
      document = sotong_report_performance_build (report);
      g_assert_nonnull (sotong_document_find_table (document, "deliverables"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, set_up, test) g_test_add ("/report/load/" path, BudgetFixture, NULL, set_up, test, fixture_tear_down)
  ADD ("source-document", fixture_set_up, test_source_document);
  ADD ("document", fixture_set_up, test_document);
  ADD ("changed", fixture_set_up, test_changed);
  ADD ("weights", fixture_set_up, test_weights);
  ADD ("month", fixture_set_up, test_month);
  ADD ("no-year", fixture_set_up, test_no_year);
  ADD ("february", fixture_set_up, test_february);
  ADD ("part", fixture_set_up, test_part);
  ADD ("panels", fixture_set_up, test_panels);
  ADD ("pictures", fixture_set_up, test_pictures);
  ADD ("year", fixture_set_up, test_year);
  ADD ("notes", fixture_set_up, test_notes);
  ADD ("topic", fixture_set_up, test_topic);
  ADD ("before", fixture_set_up, test_before);
  ADD ("nothing", fixture_set_up_empty, test_nothing);
#undef ADD
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "monitor/sotong-keywords.h"
#include "report/sotong-chart-load.h"
#include "report/sotong-report-opinion-private.h"
#include "report/sotong-table-chart.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-mention.h"
#include "store/sotong-sample.h"
#include "store/sotong-source.h"
#include "util/sotong-share.h"
#include "util/sotong-won.h"

/* The parts of the opinion report that are counted. */

#define N_ISSUES 5
#define N_WORDS  20
#define N_RANKED 500 /* places of the period before that are looked through */
#define QUOTE    90 /* characters */
#define QUOTE_WEEKLY 26 /* a week’s edition is short */
#define NAMES_WEEKLY 3
#define LEAST_NAME   2  /* characters: a shorter one names nobody */
#define SAFE_NAME    3  /* characters: a shorter name may be part of any word, and is one where it stands for itself */
#define GAPS_WEEKLY  3  /* lines */

/* A part of a month's report is attached to a week's. */
void
sotong_opinion_add_part (SotongOpinion *self,
                         const char    *heading)
{
  if (self->weekly)
    sotong_document_add_attachment (self->document, heading);
  else
    sotong_document_add_heading (self->document, 2, heading);
}

static gboolean
count (SotongOpinion *self,
       gint64         source_id,
       SotongRange    range,
       gint64        *out_total,
       GError       **error)
{
  g_autoptr(GArray) points = NULL;

  *out_total = 0;
  range.end = MIN (range.end, sotong_db_now (self->db) + 1);
  if (range.end <= range.start)
    return TRUE;
  points = sotong_rollup_read (self->db, self->topic_id, source_id, range, SOTONG_BUCKET_DAY, error);
  for (guint i = 0; points != NULL && i < points->len; i++)
    *out_total += g_array_index (points, SotongTrendPoint, i).total;
  return points != NULL;
}

/* Of the time it is held against; SOTONG_REPORT_BLANK where too little of that was collected. */
static gboolean
count_before (SotongOpinion *self,
              gint64         source_id,
              gint64        *out_total,
              GError       **error)
{
  *out_total = SOTONG_REPORT_BLANK;
  return self->perf->total_before == SOTONG_REPORT_BLANK || count (self, source_id, self->perf->before, out_total, error);
}

static void
add_channel_row (SotongTable    *table,
                 const char     *name,
                 gint64          before,
                 gint64          now,
                 gint64          part,
                 gint64          whole,
                 SotongRowFlags  flags)
{
  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, name);
  if ((flags & SOTONG_ROW_TOTAL) != 0)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_report_add_known (table, before);
  sotong_report_add_count (table, now);
  if (before == SOTONG_REPORT_BLANK)
    {
      sotong_table_add_shown (table, "-");
      sotong_table_add_shown (table, "-");
    }
  else
    {
      sotong_table_add_number (table, now - before, NULL);
      sotong_table_set_formula (table, "=C{r}-B{r}");
      sotong_report_add_tenths (table, now - before, before);
      sotong_table_follow_rate (table, 'D', "B");
    }
  sotong_report_add_tenths (table, part, whole);
}

/* What came by a channel in the time before and now, and its share of all that came. */
typedef struct {
  const char *name;   /* (unowned) */
  gint64      before;
  gint64      now;
  gint64      part;   /* of @whole */
  gint64      whole;
} Channel;

/* Together 100 % where each mention came by one channel; where some came by several each channel's share is its own. */
static void
set_shares (GArray *channels,
            gint64  total)
{
  g_autofree gint64 *counts = g_new (gint64, channels->len + 1), *tenths = g_new (gint64, channels->len + 1);
  gint64 sum = 0;
  gboolean parts;

  for (guint i = 0; i < channels->len; i++)
    {
      counts[i] = g_array_index (channels, Channel, i).now;
      sum += counts[i];
    }
  parts = sum == total && sotong_share_tenths (counts, channels->len, tenths);
  for (guint i = 0; i < channels->len; i++)
    {
      g_array_index (channels, Channel, i).part = parts ? tenths[i] : counts[i];
      g_array_index (channels, Channel, i).whole = parts ? 1000 : total;
    }
}

static GArray *
count_channels (SotongOpinion  *self,
                GPtrArray      *sources,
                GError        **error)
{
  g_autoptr(GArray) channels = g_array_new (FALSE, FALSE, sizeof (Channel));

  for (guint i = 0; i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);
      Channel channel = { .name = source->name };

      if (!sotong_source_brings_mentions (source))
        continue;
      if (!count_before (self, source->id, &channel.before, error) || !count (self, source->id, self->period, &channel.now, error))
        return NULL;
      g_array_append_val (channels, channel);
    }
  set_shares (channels, self->sum.total);
  return g_steal_pointer (&channels);
}

/* How many of the periods without data the report itself tells of: a week's has one page. */
static guint
count_told (const SotongOpinion *self)
{
  return self->weekly && self->perf->gaps->len > GAPS_WEEKLY ? GAPS_WEEKLY - 1 : self->perf->gaps->len;
}

static void
add_gaps (SotongOpinion *self,
          guint          from,
          guint          to)
{
  for (guint i = from; i < to; i++)
    {
      const SotongReportGap *gap = g_ptr_array_index (self->perf->gaps, i);
      g_autofree char *first = sotong_report_format_date (gap->range.start, sotong_db_get_zone (self->db));
      g_autofree char *last = sotong_report_format_date (gap->range.end - 1, sotong_db_get_zone (self->db));

      sotong_paper_format (self->document, SOTONG_MARK_NOTE, "결측 기간 : %s, %s ~ %s (0이 아니라 수집하지 못한 것)", gap->source, first, last);
    }
}

/* 2 언급량 추이 */
gboolean
sotong_opinion_add_channels (SotongOpinion  *self,
                             GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "채널", "채널", 50, SOTONG_ALIGN_LEFT }, { "전기", "전기", 24, SOTONG_ALIGN_RIGHT }, { "당기", "당기", 24, SOTONG_ALIGN_RIGHT },
    { "증감", "증감", 24, SOTONG_ALIGN_RIGHT }, { "증감률\n(%)", "증감률_퍼센트", 24, SOTONG_ALIGN_RIGHT }, { "비중\n(%)", "비중_퍼센트", 24, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(GPtrArray) sources = sotong_source_list (self->db, error);
  g_autoptr(GArray) channels = sources != NULL ? count_channels (self, sources, error) : NULL;
  gboolean compared = self->perf->total_before != SOTONG_REPORT_BLANK;
  SotongTable *table;

  if (channels == NULL)
    return FALSE;
  sotong_opinion_add_part (self, "언급량 추이");
  if (self->perf->days->len > 0 && !self->weekly)
    sotong_paper_add_chart (self->document, sotong_chart_load_draw (self->perf->days, self->perf->missing, FALSE, self->perf->samples[0],
                                                                    SOTONG_BUCKET_DAY, sotong_db_get_zone (self->db)),
                            self->perf->notes, "일별 언급량", 65);
  table = sotong_paper_table ("channels", "(단위 : 건)", columns, G_N_ELEMENTS (columns));
  add_channel_row (table, "계", self->perf->total_before, self->sum.total, self->sum.total, self->sum.total, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < channels->len; i++)
    {
      const Channel *channel = &g_array_index (channels, Channel, i);

      add_channel_row (table, channel->name, channel->before, channel->now, channel->part, channel->whole, 0);
    }
  sotong_table_add_chart (table, SOTONG_TABLE_COLUMNS, "채널별 언급량", compared ? 1 << 1 | 1 << 2 : 1 << 2);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
  sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "한 글이 여러 경로로 수집되면 채널마다 세므로 채널의 합은 계와 다를 수 있음");
  if (!compared)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "전기는 수집하지 못한 시간이 많아 견주지 않음");
  else if (self->perf->before.end < self->period.start)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "기간이 끝나지 않아 전기도 시작에서 같은 시간만큼만 셈");
  add_gaps (self, count_told (self), self->perf->gaps->len);
  return TRUE;
}

static void
add_sentiment_row (SotongTable            *table,
                   const char             *label,
                   const SotongTrendPoint *p,
                   SotongRowFlags          flags)
{
  gint64 whole = p->positive + p->neutral + p->negative;

  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, label);
  sotong_report_add_count (table, p->positive);
  sotong_report_add_count (table, p->neutral);
  sotong_report_add_count (table, p->negative);
  sotong_report_add_count (table, whole);
  sotong_table_set_formula (table, "=B{r}+C{r}+D{r}");
  sotong_report_add_share (table, p, SOTONG_SHARE_POSITIVE);
  sotong_table_follow_rate (table, 'B', "E");
  sotong_report_add_share (table, p, SOTONG_SHARE_NEGATIVE);
  sotong_table_follow_rate (table, 'D', "E");
}

static int
compare_positive (gconstpointer a,
                  gconstpointer b)
{
  gint64 x = (*(SotongKeyword * const *) a)->positive, y = (*(SotongKeyword * const *) b)->positive;

  return (y > x) - (y < x);
}

static int
compare_negative (gconstpointer a,
                  gconstpointer b)
{
  gint64 x = (*(SotongKeyword * const *) a)->negative, y = (*(SotongKeyword * const *) b)->negative;

  return (y > x) - (y < x);
}

static void
add_top_words (SotongOpinion *self,
               GPtrArray     *words,
               gboolean       positive)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (words, NULL, NULL);
  g_autoptr(GString) out = g_string_new (NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, positive ? compare_positive : compare_negative);
  for (guint i = 0; i < MIN (sorted->len, 5); i++)
    {
      const SotongKeyword *word = g_ptr_array_index (sorted, i);
      gint64 n = positive ? word->positive : word->negative;

      if (n > 0)
        g_string_append_printf (out, "%s%s(%" G_GINT64_FORMAT ")", out->len > 0 ? ", " : "", word->words, n);
    }
  sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%s 상위어 : %s", positive ? "긍정" : "부정", out->len > 0 ? out->str : "없음");
}

/* 3 긍·부정 추이 */
void
sotong_opinion_add_sentiment (SotongOpinion *self,
                              GPtrArray     *words)
{
  static const SotongPaperColumn columns[] = {
    { "구분", "구분", 32, SOTONG_ALIGN_CENTER }, { "긍정", "긍정", 23, SOTONG_ALIGN_RIGHT }, { "중립", "중립", 23, SOTONG_ALIGN_RIGHT },
    { "부정", "부정", 23, SOTONG_ALIGN_RIGHT }, { "계", "계", 23, SOTONG_ALIGN_RIGHT }, { "긍정률(%)", "긍정률_퍼센트", 23, SOTONG_ALIGN_RIGHT },
    { "부정률(%)", "부정률_퍼센트", 23, SOTONG_ALIGN_RIGHT },
  };
  GTimeZone *zone = sotong_db_get_zone (self->db);
  GArray *days = self->perf->days;
  SotongBucket bucket = days->len > 62 ? SOTONG_BUCKET_MONTH : days->len > 10 ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_DAY;
  SotongTable *table = sotong_paper_table ("sentiment", "(단위 : 건)", columns, G_N_ELEMENTS (columns));

  sotong_opinion_add_part (self, "긍·부정 추이");
  if (days->len > 0 && days->len <= 92 && !self->weekly)
    sotong_paper_add_chart (self->document, sotong_chart_load_draw (days, self->perf->missing, TRUE, self->perf->samples[1], SOTONG_BUCKET_DAY, zone),
                            self->perf->notes, "일별 긍정·중립·부정", 65);
  add_sentiment_row (table, "계", &self->sum, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < days->len;)
    {
      SotongTrendPoint sum = { 0 };
      gint64 start = g_array_index (days, SotongTrendPoint, i).start;
      gint64 end = sotong_time_bucket_next (sotong_time_bucket_start (start, bucket, zone), bucket, zone);
      g_autofree char *label = sotong_time_format_date (start, zone), *shown = NULL;

      for (; i < days->len && g_array_index (days, SotongTrendPoint, i).start < end; i++)
        {
          const SotongTrendPoint *day = &g_array_index (days, SotongTrendPoint, i);

          sum.positive += day->positive;
          sum.neutral += day->neutral;
          sum.negative += day->negative;
        }
      shown = bucket == SOTONG_BUCKET_DAY ? g_strdup (label) : bucket == SOTONG_BUCKET_WEEK ? g_strconcat (label, " 주", NULL) : g_strndup (label, 7);
      add_sentiment_row (table, shown, &sum, 0);
    }
  sotong_table_add_chart (table, SOTONG_TABLE_STACKED, "긍정·중립·부정", 1 << 1 | 1 << 2 | 1 << 3);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
  add_top_words (self, words, TRUE);
  add_top_words (self, words, FALSE);
}

/* What stands between the parts of a telephone's number: blanks, brackets, dots, slashes and dashes of any length. */
#define BETWEEN "[()\\s./·\\x{2010}-\\x{2015}-]"

/* What a name of two letters stands with where it is one: nothing, a form of address, what joins it to a sentence. */
#define PARTICLES   "은|는|이|가|을|를|의|도|만|와|과|나|랑|아|야|로|으로|에게|한테|께|께서|께는|께도|처럼|보다|부터|까지|라|라고|라는|고|며|입니다|에요|예요|였습니다"
#define BEHIND_NAME "(?=(?:님|씨|군|양)?이?(?:" PARTICLES ")?(?:$|[^\\p{L}\\p{N}]))"

/* Without the author's name, however its letters are written. */
static char *
hide_name (const char *text,
           const char *author)
{
  glong n = g_utf8_strlen (author, -1);
  g_autofree char *escaped = g_regex_escape_string (author, -1);
  g_autofree char *pattern = n < SAFE_NAME ? g_strconcat ("(?<![\\p{L}\\p{N}])", escaped, BEHIND_NAME, NULL) : g_strdup (escaped);
  g_autoptr(GRegex) name = n >= LEAST_NAME ? g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL) : NULL;
  char *hidden = name != NULL ? g_regex_replace_literal (name, text, -1, 0, "***", 0, NULL) : NULL;

  return hidden != NULL ? hidden : g_strdup (text);
}

/* Without what tells who wrote it, or whom to call: the name, @names, addresses, long numbers, numbers of telephones however they are written. */
static char *
quote_of (const char *text,
          const char *author,
          int         n)
{
  g_autoptr(GRegex) private = g_regex_new ("@[\\w.]+|https?://\\S+|[\\w.+-]+@[\\w.-]+|\\d[\\d-]{6,}\\d"
                                           "|\\d{6}\\s*[\\x{2010}-\\x{2015}-]\\s*[1-8]\\d{6}"
                                           "|(?:\\+82" BETWEEN "{0,3}\\d{1,2}|\\(?0\\d{1,2})" BETWEEN "{1,3}\\d{3,4}" BETWEEN "{1,3}\\d{4}(?!\\d)", 0, 0, NULL);
  g_autofree char *nameless = hide_name (text, author);
  g_autofree char *masked = g_regex_replace_literal (private, nameless, -1, 0, "***", 0, NULL);
  char *p = masked != NULL ? g_strdelimit (masked, "\n\r\t", ' ') : NULL;

  if (p == NULL)
    return g_strdup ("");
  return g_utf8_strlen (p, -1) > n ? g_strdup_printf ("“%.*s…”", (int) (g_utf8_offset_to_pointer (p, n) - p), p) : g_strdup_printf ("“%s”", p);
}

/* One of the mentions that are counted for the first of the words, not what only has its letters; "-" where none is left. %NULL with
 * @error set where they cannot be read. */
static char *
find_quote (SotongOpinion  *self,
            const char     *words,
            gint64         *out_mention,
            GError        **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *first = g_strndup (words, strcspn (words, ","));
  const SotongMention *mention;

  *out_mention = 0;
  query->topic_id = self->topic_id;
  query->range = self->so_far;
  query->nouns = g_strdup (first);
  query->limit = 1;
  list = sotong_mention_list (self->db, query, error);
  if (list == NULL)
    return NULL;
  if (list->len == 0)
    return g_strdup ("-");
  mention = g_ptr_array_index (list, 0);
  *out_mention = mention->id;
  return quote_of (mention->text, mention->author, self->weekly ? QUOTE_WEEKLY : QUOTE);
}

/* 4 주요 이슈 */
gboolean
sotong_opinion_add_issues (SotongOpinion  *self,
                           GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "순위", "순위", 10, SOTONG_ALIGN_CENTER }, { "이슈", "이슈", 26, SOTONG_ALIGN_LEFT }, { "언급량", "언급량", 13, SOTONG_ALIGN_RIGHT },
    { "긍정", "긍정", 11, SOTONG_ALIGN_RIGHT }, { "중립", "중립", 11, SOTONG_ALIGN_RIGHT }, { "부정", "부정", 11, SOTONG_ALIGN_RIGHT },
    { "주요 내용", "주요_내용", 71, SOTONG_ALIGN_LEFT },
    { "대응 현황", "대응_현황", 17, SOTONG_ALIGN_LEFT },
  };
  SotongKeywordQuery query = { self->topic_id, self->so_far, N_ISSUES, .before = self->perf->before };
  g_autoptr(GPtrArray) issues = sotong_issues_job (self->db, &query, NULL, error);
  g_autoptr(SotongTable) table = NULL;

  if (issues == NULL)
    return FALSE;
  sotong_opinion_add_part (self, "주요 이슈");
  table = sotong_paper_table ("issues", "(단위 : 건)", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (issues->len, N_ISSUES); i++)
    {
      const SotongKeyword *issue = g_ptr_array_index (issues, i);
      gint64 mention = 0;
      g_autofree char *quote = find_quote (self, issue->words, &mention, error);
      g_autofree char *name = self->weekly ? sotong_opinion_short_name (issue->words, NAMES_WEEKLY) : g_strdup (issue->words);
      g_autofree char *response = quote != NULL ? sotong_opinion_format_response (self, issue->words, error) : NULL;

      if (response == NULL)
        return FALSE;
      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, i + 1, NULL);
      sotong_table_add_text (table, name);
      sotong_report_add_count (table, issue->n);
      sotong_report_add_count (table, issue->positive);
      sotong_report_add_count (table, issue->neutral);
      sotong_report_add_count (table, issue->negative);
      sotong_table_add_text (table, quote);
      sotong_table_set_mention (table, mention);
      sotong_table_add_text (table, response);
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  if (issues->len > 0)
    {
      sotong_document_add_table (self->document, table);
      sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "순위는 전기에 견주어 두드러지게 늘어난 순이며 언급량의 순서와 다를 수 있음");
    }
  else
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "새로 늘어난 이슈가 없음");
  return TRUE;
}

static const char *
leaning (const SotongKeyword *word)
{
  return word->positive > word->negative ? "긍정" : word->negative > word->positive ? "부정" : "중립";
}

/* Which place the word had in the period before; 0 if it was not among that period's words. */
static guint
rank_before (const SotongKeyword *word,
             GPtrArray           *before)
{
  for (guint i = 0; i < before->len; i++)
    if (g_str_equal (((const SotongKeyword *) g_ptr_array_index (before, i))->words, word->words))
      return i + 1;
  return 0;
}

/* By how many places it rose or fell, by mark and number; new is what nobody wrote before. */
static char *
format_move (const SotongKeyword *word,
             guint                rank,
             guint                then)
{
  if (then == 0)
    return g_strdup (word->n_before == 0 ? "신규" : "-");
  return then == rank ? g_strdup ("-") : g_strdup_printf ("%s%u", then > rank ? "▲" : "▼", then > rank ? then - rank : rank - then);
}

static void
add_word (SotongTable         *table,
          const SotongKeyword *word,
          guint                rank,
          GPtrArray           *before)
{
  guint then;
  g_autofree char *move = NULL;

  if (word == NULL)
    {
      for (int i = 0; i < 6; i++)
        sotong_table_add_blank (table);
      return;
    }
  then = rank_before (word, before);
  move = before->len > 0 ? format_move (word, rank, then) : g_strdup ("-");
  sotong_table_add_number (table, rank, NULL);
  sotong_table_add_text (table, word->words);
  sotong_report_add_count (table, word->n);
  sotong_report_add_known (table, then > 0 ? (gint64) then : SOTONG_REPORT_BLANK);
  sotong_table_add_text (table, move);
  sotong_table_add_text (table, leaning (word));
}

/* 5 연관어: twenty, in two blocks, beside the places that they had in the period before. Without a topic that they could go with they
 * are the most frequent words: what is surprising in one period is not so in the next, and has no place there. */
gboolean
sotong_opinion_add_words (SotongOpinion  *self,
                          GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "순위", "순위", 10, SOTONG_ALIGN_CENTER }, { "연관어", "연관어", 27, SOTONG_ALIGN_LEFT }, { "빈도", "빈도", 13, SOTONG_ALIGN_RIGHT },
    { "전기간\n순위", "전기간_순위", 13, SOTONG_ALIGN_RIGHT }, { "변동", "변동", 11, SOTONG_ALIGN_CENTER }, { "성향", "성향", 11, SOTONG_ALIGN_CENTER },
  };
  SotongKeywordQuery query = { self->topic_id, self->so_far, N_WORDS, TRUE, self->perf->before };
  SotongKeywordQuery then = { self->topic_id, self->perf->before, N_RANKED, TRUE };
  g_autoptr(GPtrArray) words = sotong_keywords_job (self->db, &query, NULL, error);
  g_autoptr(GPtrArray) before = words == NULL ? NULL : self->perf->total_before == SOTONG_REPORT_BLANK ? g_ptr_array_new ()
                                : sotong_keywords_job (self->db, &then, NULL, error);
  g_autoptr(SotongTable) table = sotong_table_new ("words", NULL);
  g_autoptr(SotongTable) data = sotong_paper_table ("words", NULL, columns, G_N_ELEMENTS (columns));
  guint n, half;

  if (before == NULL)
    return FALSE;
  n = MIN (words->len, N_WORDS);
  half = (n + 1) / 2;
  sotong_document_add_heading (self->document, 2, "연관어");
  sotong_table_set_unit (table, "(단위 : 건, 위)");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (columns); i++)
    {
      const SotongPaperColumn *column = &columns[i % G_N_ELEMENTS (columns)];

      sotong_table_add_column (table, column->title, NULL, column->width, column->align);
    }
  for (guint i = 0; i < half; i++)
    {
      sotong_table_begin_row (table, 0);
      add_word (table, g_ptr_array_index (words, i), i + 1, before);
      add_word (table, i + half < n ? g_ptr_array_index (words, i + half) : NULL, i + half + 1, before);
    }
  for (guint i = 0; i < n; i++)
    {
      sotong_table_begin_row (data, 0);
      add_word (data, g_ptr_array_index (words, i), i + 1, before);
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_table_set_made_data (data, self->perf->head.made_data);
  sotong_document_add_data_table (self->document, data);
  if (n > 0)
    {
      sotong_document_add_table (self->document, table);
      sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE,
                                     before->len > 0 ? "변동은 전기간 순위와의 차이이며, 전기간에 없던 말은 신규, 전기간 순위 밖이던 말은 -로 표시함"
                                     : self->perf->total_before == SOTONG_REPORT_BLANK ? "전기간은 수집하지 못한 시간이 많아 순위를 견주지 않음"
                                     : "전기간에 수집된 언급이 없어 순위를 견주지 못함");
    }
  else
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "해당 없음");
  return TRUE;
}

/* 7 계획 대비 실적: performance beside the budget lines */
void
sotong_opinion_add_plan (SotongOpinion *self)
{
  static const SotongPaperColumn columns[] = {
    { "사업", "사업", 60, SOTONG_ALIGN_LEFT }, { "연간 목표", "연간_목표", 20, SOTONG_ALIGN_RIGHT }, { "누계", "누계", 16, SOTONG_ALIGN_RIGHT },
    { "진도율\n(%)", "진도율_퍼센트", 15, SOTONG_ALIGN_RIGHT }, { "예산", "예산_천원", 22, SOTONG_ALIGN_RIGHT }, { "집행", "집행_천원", 22, SOTONG_ALIGN_RIGHT },
    { "집행률\n(%)", "집행률_퍼센트", 15, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("plan", "(단위 : 건, 천원)", columns, G_N_ELEMENTS (columns));

  sotong_document_add_heading (self->document, 2, "계획 대비 실적");
  for (guint i = 0; i < self->perf->deliverables->len; i++)
    {
      const SotongReportDeliverable *d = g_ptr_array_index (self->perf->deliverables, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, d->label);
      sotong_report_add_count (table, d->target);
      sotong_report_add_count (table, d->done);
      sotong_report_add_percent (table, d->done, d->target);
      sotong_table_follow_rate (table, 'C', "B");
      sotong_report_add_thousand (table, d->budget);
      sotong_report_add_thousand (table, d->executed);
      sotong_report_add_percent (table, d->executed, d->budget);
      sotong_table_follow_rate (table, 'F', "E");
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  if (self->perf->deliverables->len > 0)
    sotong_document_add_table (self->document, table);
  else
    {
      sotong_document_add_data_table (self->document, table);
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "해당 없음");
    }
  g_object_unref (table);
}

/* What was not decided is no part of what is compared; in a week's report both are said in a line. */
static void
add_agreement (SotongOpinion *self,
               gint64         judged,
               gint64         agreed)
{
  g_autofree char *rate = sotong_report_format_tenths (agreed, judged), *undecided = NULL, *text = NULL;

  if (judged > 0)
    text = g_strdup_printf ("기계 분류 일치율 : 표본 %" G_GINT64_FORMAT "건 중 %" G_GINT64_FORMAT "건 일치(%s%%)", judged, agreed, rate);
  else
    text = g_strdup ("기계 분류 일치율 : 기간에 담당자가 판정한 표본이 없음");
  if (self->sum.uncertain + self->sum.unlabelled > 0)
    undecided = g_strdup_printf ("불확실 %" G_GINT64_FORMAT "건, 미분류 %" G_GINT64_FORMAT "건은 긍·부정 비율에서 뺌", self->sum.uncertain, self->sum.unlabelled);
  if (self->weekly && undecided != NULL)
    {
      sotong_paper_format (self->document, SOTONG_MARK_NOTE, "%s / %s", text, undecided);
      return;
    }
  sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, text);
  if (undecided != NULL)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, undecided);
}

/* The foot: how it was counted, what is missing, how well the machine agrees with the officer. */
gboolean
sotong_opinion_add_method (SotongOpinion  *self,
                           GError        **error)
{
  g_autoptr(GPtrArray) agreement = sotong_agreement_list (self->db, self->period, error);
  g_autofree char *range = sotong_report_format_range (self->period, sotong_db_get_zone (self->db));
  gint64 judged = 0, agreed = 0;

  if (agreement == NULL)
    return FALSE;
  for (guint i = 0; i < agreement->len; i++)
    {
      const SotongAgreement *a = g_ptr_array_index (agreement, i);

      judged = a->source[0] == '\0' ? a->n_judged : judged;
      agreed = a->source[0] == '\0' ? a->n_agreed : agreed;
    }
  if (self->weekly)
    sotong_paper_format (self->document, SOTONG_MARK_NOTE, "분석 방법 : %s 수집한 글의 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름",
                         self->perf->topic != NULL ? self->perf->topic : "전체 주제로");
  else
    sotong_paper_format (self->document, SOTONG_MARK_NOTE, "분석 방법 : %s에 게시된 글을 %s 수집하여, 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름", range,
                      self->perf->topic != NULL ? self->perf->topic : "전체 주제로");
  add_agreement (self, judged, agreed);
  if (self->perf->gaps->len == 0)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "결측 기간 : 없음");
  add_gaps (self, 0, count_told (self));
  if (count_told (self) < self->perf->gaps->len)
    sotong_paper_format (self->document, SOTONG_MARK_NOTE, "결측 기간 : 그 밖에 %u건은 붙임의 언급량 추이에 적음", self->perf->gaps->len - count_told (self));
  return TRUE;
}

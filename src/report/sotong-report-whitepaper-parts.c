/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-chart-load.h"
#include "report/sotong-report-photo.h"
#include "report/sotong-report-whitepaper-private.h"
#include "report/sotong-table-chart.h"
#include "store/sotong-content.h"
#include "store/sotong-contributor.h"
#include "store/sotong-figure.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"
#include "store/sotong-channel.h"
#include "util/sotong-text.h"

/* The long chapters of the white paper: opinion by month and topic, channels, every post. */

/* What stands beside a chart: the points added up, as many rows as a page can do without the next one. */
static GArray *
add_up (SotongWhitePaper *self,
        GArray           *points,
        SotongBucket      bucket)
{
  GTimeZone *zone = sotong_db_get_zone (self->db);
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (SotongTrendPoint));

  for (guint i = 0; i < points->len;)
    {
      SotongTrendPoint sum = g_array_index (points, SotongTrendPoint, i);
      gint64 end = sotong_time_bucket_next (sotong_time_bucket_start (sum.start, bucket, zone), bucket, zone);

      for (i++; i < points->len && g_array_index (points, SotongTrendPoint, i).start < end; i++)
        {
          const SotongTrendPoint *p = &g_array_index (points, SotongTrendPoint, i);

          sum.total += p->total;
          sum.positive += p->positive;
          sum.neutral += p->neutral;
          sum.negative += p->negative;
          sum.uncertain += p->uncertain;
          sum.unlabelled += p->unlabelled;
          sum.gap = sum.gap && p->gap;
        }
      g_array_append_val (sums, sum);
    }
  return sums;
}

static SotongTable *
make_table (SotongWhitePaper *self,
            GArray           *days,
            SotongBucket      bucket,
            const char       *id)
{
  static const SotongPaperColumn columns[] = {
    { "기간", "일자", 32, SOTONG_ALIGN_CENTER }, { "언급", "언급", 22, SOTONG_ALIGN_RIGHT }, { "긍정", "긍정", 20, SOTONG_ALIGN_RIGHT },
    { "중립", "중립", 20, SOTONG_ALIGN_RIGHT }, { "부정", "부정", 20, SOTONG_ALIGN_RIGHT }, { "불확실", "불확실", 20, SOTONG_ALIGN_RIGHT },
    { "미분류", "미분류", 18, SOTONG_ALIGN_RIGHT }, { "긍정률\n(%)", "긍정률_퍼센트", 18, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table (id, "(단위 : 건)", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < days->len; i++)
    {
      const SotongTrendPoint *p = &g_array_index (days, SotongTrendPoint, i);
      g_autofree char *day = sotong_time_format_date (p->start, sotong_db_get_zone (self->db));
      g_autofree char *shown = bucket == SOTONG_BUCKET_WEEK ? g_strconcat (day, " 주", NULL) : bucket == SOTONG_BUCKET_MONTH ? g_strndup (day, 7) : g_strdup (day);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, shown);
      if (p->gap)
        sotong_table_add_shown (table, "결측");
      else
        sotong_report_add_count (table, p->total);
      sotong_report_add_count (table, p->positive);
      sotong_report_add_count (table, p->neutral);
      sotong_report_add_count (table, p->negative);
      sotong_report_add_count (table, p->uncertain);
      sotong_report_add_count (table, p->unlabelled);
      sotong_report_add_share (table, p, SOTONG_SHARE_POSITIVE);
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_table_add_chart (table, SOTONG_TABLE_STACKED, "긍정·중립·부정", 1 << 2 | 1 << 3 | 1 << 4);
  return table;
}

/* The page has a row for each week of a month, or each month of a year; data files have every point. Both are made of days: a
 * week may begin in the month before. */
static void
add_points (SotongWhitePaper *self,
            GArray           *days,
            GArray           *points,
            SotongBucket      bucket,
            const char       *id)
{
  SotongBucket wider = bucket == SOTONG_BUCKET_DAY ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_MONTH;
  g_autoptr(GArray) sums = add_up (self, days, wider);
  g_autoptr(SotongTable) data = make_table (self, points, SOTONG_BUCKET_DAY, id);

  sotong_document_add_data_table (self->document, data);
  sotong_paper_add (self->document, make_table (self, sums, wider, id));
}

/* The charts of a stretch, whose days the year's own hold; or of one topic. */
static gboolean
add_stretch (SotongWhitePaper  *self,
             const char        *heading,
             gint64             topic_id,
             SotongRange        range,
             SotongBucket       bucket,
             const char        *id,
             GError           **error)
{
  GTimeZone *zone = sotong_db_get_zone (self->db);
  g_autoptr(GArray) points = NULL, days = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *sample = NULL, *judged = NULL;
  g_autoptr(SotongChartModel) notes = sotong_chart_model_new (SOTONG_CHART_LINE);
  g_autofree char *first = g_strdup_printf ("%s 언급량", heading), *second = g_strdup_printf ("%s 긍정·중립·부정", heading);

  range.end = MIN (range.end, sotong_db_now (self->db) + 1);
  if (range.end <= range.start)
    {
      sotong_whitepaper_miss (self, "시민 여론", heading);
      return TRUE;
    }
  points = sotong_rollup_read_covered (self->db, topic_id, 0, range, bucket, &missing, error);
  sample = points != NULL ? sotong_chart_load_say_sample (self->db, points, range.end, FALSE, error) : NULL;
  judged = sample != NULL ? sotong_chart_load_say_sample (self->db, points, range.end, TRUE, error) : NULL;
  days = judged != NULL ? sotong_rollup_read (self->db, topic_id, 0, range, SOTONG_BUCKET_DAY, error) : NULL;
  if (days == NULL || !sotong_chart_load_marks (self->db, range, topic_id, SOTONG_CHART_NOTES, notes, error))
    return FALSE;
  sotong_document_add_heading (self->document, 2, heading);
  if (points->len > 0)
    {
      sotong_paper_add_chart (self->document, sotong_chart_load_draw (points, missing, FALSE, sample, bucket, zone), notes, first, 60);
      sotong_paper_add_chart (self->document, sotong_chart_load_draw (points, missing, TRUE, judged, bucket, zone), notes, second, 60);
    }
  add_points (self, days, points, bucket, id);
  return TRUE;
}

gboolean
sotong_whitepaper_add_opinion (SotongWhitePaper  *self,
                               GError           **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (self->db, error);
  gint64 start = self->period.start;

  if (topics == NULL)
    return FALSE;
  for (int m = 1; start < self->period.end; m++)
    {
      SotongRange month = { start, sotong_time_bucket_next (start, SOTONG_BUCKET_MONTH, sotong_db_get_zone (self->db)) };
      g_autofree char *heading = g_strdup_printf ("%d월", m), *id = g_strdup_printf ("month-%02d", m);

      if (!add_stretch (self, heading, 0, month, SOTONG_BUCKET_DAY, id, error))
        return FALSE;
      start = month.end;
    }
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);
      g_autofree char *id = g_strdup_printf ("topic-%u", i + 1);

      if (!add_stretch (self, topic->name, topic->id, self->period, SOTONG_BUCKET_WEEK, id, error))
        return FALSE;
    }
  return TRUE;
}

/* What a day's visitors are to a month is their sum; of those who follow it is the last count that says how many they are. */
static gint64
month_value (GPtrArray          *figures,
             const SotongFigure *last)
{
  gint64 sum = 0;

  if (!g_str_equal (last->metric, "visitors") && !g_str_has_prefix (last->metric, "day-"))
    return last->value;
  for (guint i = 0; i < figures->len; i++)
    {
      const SotongFigure *f = g_ptr_array_index (figures, i);

      if (f->copy_id == 0 && f->value != SOTONG_NONE && g_str_equal (f->metric, last->metric) && strncmp (f->day, last->day, 7) == 0)
        sum += f->value;
    }
  return sum;
}

static const char *
figure_title (const char *metric)
{
  static const struct { const char *metric, *title; } titles[] = {
    { "followers", "구독자" }, { "visitors", "방문자" }, { "posts", "게시물" }, { "views", "누적 조회" },
    { "day-views", "채널 조회(월 합계)" }, { "day-reach", "채널 도달(일별 합계)" }, { "day-reactions", "채널 반응(월 합계)" },
    { "day-comments", "채널 댓글(월 합계)" }, { "day-shares", "채널 공유(월 합계)" }, { "day-clicks", "채널 클릭(월 합계)" },
    { "day-saves", "채널 저장(월 합계)" }, { "day-engagements", "채널 참여(월 합계)" }, { "day-page-views", "채널 방문(월 합계)" },
    { "day-minutes", "시청 시간(분, 월 합계)" }, { "day-follows", "새 구독(월 합계)" }, { "day-unfollows", "구독 취소(월 합계)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].metric, metric))
      return titles[i].title;
  return metric;
}

/* A month of a channel, by metric. */
static void
add_figures (SotongWhitePaper *self,
             GPtrArray        *figures,
             const char       *id)
{
  static const SotongPaperColumn columns[] = {
    { "월", "월", 40, SOTONG_ALIGN_CENTER }, { "지표", "지표", 65, SOTONG_ALIGN_CENTER }, { "월말 값\n(방문자는 월 합계)", "월_값", 65, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table (id, NULL, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < figures->len; i++)
    {
      const SotongFigure *f = g_ptr_array_index (figures, i);
      gboolean last = TRUE;
      g_autofree char *month = g_strndup (f->day, 7);

      if (f->copy_id != 0 || f->value == SOTONG_NONE)
        continue;
      for (guint k = i + 1; last && k < figures->len; k++)
        {
          const SotongFigure *other = g_ptr_array_index (figures, k);

          if (other->copy_id == 0 && strncmp (other->day, month, 7) == 0 && strcmp (other->day, f->day) > 0 && g_str_equal (other->metric, f->metric))
            last = FALSE;
          if (strncmp (other->day, month, 7) > 0)
            break;
        }
      if (!last)
        continue;
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, month);
      sotong_table_add_text (table, figure_title (f->metric));
      sotong_report_add_count (table, month_value (figures, f));
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
}

static gboolean
add_channel (SotongWhitePaper  *self,
             gint64             id,
             const char        *name,
             guint              n,
             GError           **error)
{
  g_autofree char *from = sotong_time_format_date (self->period.start, sotong_db_get_zone (self->db));
  g_autofree char *to = sotong_time_format_date (self->period.end - 1, sotong_db_get_zone (self->db));
  SotongFigureQuery query = { .channel_id = id, .from = from, .to = to };
  g_autoptr(GPtrArray) figures = sotong_figure_list (self->db, &query, error);
  g_autofree char *table = g_strdup_printf ("channel-%u", n);

  if (figures == NULL)
    return FALSE;
  sotong_document_add_heading (self->document, 2, name);
  for (guint i = 0; i < self->perf->channels->len; i++)
    {
      const SotongReportChannel *c = g_ptr_array_index (self->perf->channels, i);

      if (g_str_equal (c->name, name))
        sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "발행 %" G_GINT64_FORMAT "건, 예정 %" G_GINT64_FORMAT "건, 놓침 %" G_GINT64_FORMAT "건", c->published,
                            c->scheduled, c->missed);
    }
  if (figures->len == 0)
    sotong_whitepaper_miss (self, "채널 운영", name);
  else
    add_figures (self, figures, table);
  return TRUE;
}

gboolean
sotong_whitepaper_add_channels (SotongWhitePaper  *self,
                                GError           **error)
{
  g_autoptr(GPtrArray) channels = sotong_channel_list (self->db, error);

  if (channels == NULL)
    return FALSE;
  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      if (!add_channel (self, channel->id, channel->name, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* So many pictures make a paper that can still be sent. */
#define MAX_PHOTOS 150
#define PHOTO_WIDTH 90.0   /* mm, at most */
#define PHOTO_HEIGHT 65.0

/* Prints a picture; %FALSE if it is none that can be printed, is not there any more, or there are too many already. */
static gboolean
add_photo (SotongWhitePaper       *self,
           const SotongAttachment *file,
           const char             *caption,
           const char             *alt)
{
  g_autoptr(GBytes) bytes = NULL;

  if (!sotong_report_photo_is_kind (file->media_type))
    return FALSE;
  if (self->n_photos >= MAX_PHOTOS)
    {
      self->n_photos_left_out++;
      return FALSE;
    }
  bytes = sotong_attachment_read (self->db, file->sha256, NULL);
  if (bytes == NULL || !sotong_report_photo_add (self->document, bytes, PHOTO_WIDTH, PHOTO_HEIGHT, caption, alt))
    {
      g_autofree char *what = g_strdup_printf ("인쇄하지 못한 사진: %s", file->file_name);

      sotong_whitepaper_miss (self, "콘텐츠 기록", what);
      return FALSE;
    }
  self->n_photos++;
  return TRUE;
}

/* The pictures of a content and what the office may do with them: a citizen's are printed only within what was agreed to. */
static gboolean
add_pictures (SotongWhitePaper     *self,
              const SotongContent  *content,
              guint                *n_unclear,
              GError              **error)
{
  g_autoptr(SotongContributor) citizen = NULL;
  gboolean unclear;

  if (content->attachments->len == 0)
    return TRUE;
  if (content->contributor_id != SOTONG_NONE && (citizen = sotong_contributor_get (self->db, content->contributor_id, error)) == NULL)
    return FALSE;
  unclear = citizen != NULL && sotong_text_is_blank (citizen->rights);
  *n_unclear += unclear;
  for (guint i = 0; i < content->attachments->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (content->attachments, i);
      const char *alt = sotong_text_is_blank (file->alt_text) ? "설명 없음" : file->alt_text;
      g_autofree char *text = g_strdup_printf ("사진·영상 : %s (%s)", alt, file->file_name);

      if (unclear || !add_photo (self, file, text, alt))
        sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, text);
    }
  if (citizen != NULL)
    sotong_paper_format (self->document, SOTONG_MARK_NOTE, "이용 범위 : %s — %s", citizen->pen_name, unclear ? "적지 않음" : citizen->rights);
  return TRUE;
}

/* What went out, with its words, once for all the channels it went out on. */
gboolean
sotong_whitepaper_add_contents (SotongWhitePaper  *self,
                                GError           **error)
{
  SotongEntryQuery query = { .range = self->period, .state = -1 };
  g_autoptr(GPtrArray) entries = sotong_content_entries (self->db, &query, error);
  g_autoptr(GHashTable) done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *month = g_strdup ("");
  guint n_unclear = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const SotongEntry *e = g_ptr_array_index (entries, i);
      g_autoptr(SotongContent) content = NULL;
      g_autofree char *day = NULL;

      if ((e->state != SOTONG_STATE_PUBLISHED && e->state != SOTONG_STATE_PUBLISHED_BY_HAND)
          || !g_hash_table_add (done, g_memdup2 (&e->content_id, sizeof e->content_id)))
        continue;
      content = sotong_content_get (self->db, e->content_id, error);
      if (content == NULL)
        return FALSE;
      day = sotong_time_format_date (e->at, sotong_db_get_zone (self->db));
      if (strncmp (day, month, 7) != 0)
        {
          g_autofree char *heading = g_strndup (day, 7);

          if (*month != '\0') /* a month is found again by its page */
            sotong_document_add_page_break (self->document);
          g_free (month);
          month = g_strdup (day);
          sotong_document_add_heading (self->document, 2, heading);
        }
      sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%s %s (%s)", day, content->title, e->channel);
      if (sotong_whitepaper_is_marked (content->tags))
        g_ptr_array_add (self->marked, g_strdup_printf ("%s %s (%s)", day, content->title, e->channel));
      sotong_report_add_lines (self->document, SOTONG_MARK_DOT, content->body);
      if (!add_pictures (self, content, &n_unclear, error))
        return FALSE;
    }
  if (self->n_photos_left_out > 0)
    {
      g_autofree char *what = g_strdup_printf ("사진은 %d장까지 인쇄하며 %u장은 설명만 실음", MAX_PHOTOS, self->n_photos_left_out);

      sotong_whitepaper_miss (self, "콘텐츠 기록", what);
    }
  if (n_unclear > 0)
    {
      g_autofree char *what = g_strdup_printf ("사진의 이용 범위를 적지 않은 시민 콘텐츠 %u건", n_unclear);

      sotong_whitepaper_miss (self, "콘텐츠 기록", what);
    }
  if (entries != NULL && g_hash_table_size (done) == 0)
    sotong_whitepaper_miss (self, "콘텐츠 기록", "발행한 콘텐츠가 없음");
  return entries != NULL;
}

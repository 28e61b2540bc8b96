/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-opinion-private.h"
#include "store/sotong-case.h"
#include "util/sotong-won.h"

/* What the channels and their posts reached in the period, and what became of citizens' messages. */

static void
add_channel_row (SotongTable               *table,
                 const SotongReportChannel *channel)
{
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, channel->name);
  sotong_report_add_count (table, channel->published);
  sotong_report_add_reached (table, channel);
}

static void
add_best (SotongOpinion *self)
{
  static const SotongPaperColumn columns[] = {
    { "순위", "순위", 10, SOTONG_ALIGN_CENTER }, { "게시물", "게시물", 43, SOTONG_ALIGN_LEFT }, { "채널", "채널", 31, SOTONG_ALIGN_LEFT },
    { "발행일", "발행일", 22, SOTONG_ALIGN_CENTER }, { "조회·도달", "조회_도달", 16, SOTONG_ALIGN_RIGHT }, { "반응", "반응", 14, SOTONG_ALIGN_RIGHT },
    { "주소", "주소", 34, SOTONG_ALIGN_LEFT },
  };
  g_autoptr(SotongTable) table = sotong_paper_table ("best", "(단위 : 회)", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < self->perf->posts->len; i++)
    {
      const SotongReportPost *post = g_ptr_array_index (self->perf->posts, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, i + 1, NULL);
      sotong_table_add_text (table, post->title);
      sotong_table_add_text (table, post->channel);
      sotong_table_add_text (table, post->day);
      sotong_report_add_known (table, post->seen);
      sotong_report_add_known (table, post->reactions);
      sotong_table_add_text (table, post->url);
    }
  if (self->perf->posts->len == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "우수 게시물 : 기간에 수집되거나 입력된 게시물별 수치가 없어 뽑지 못함");
      return;
    }
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "반응(좋아요·댓글·공유)이 많은 게시물");
  sotong_document_add_table (self->document, table);
}

/* 6 채널별 운영 성과: what each channel reached, and its best five posts */
void
sotong_opinion_add_posts (SotongOpinion *self)
{
  static const SotongPaperColumn columns[] = {
    { "채널", "채널", 47, SOTONG_ALIGN_LEFT }, { "발행", "발행", 16, SOTONG_ALIGN_RIGHT }, { "조회·도달", "조회_도달", 23, SOTONG_ALIGN_RIGHT },
    { "반응", "반응", 20, SOTONG_ALIGN_RIGHT }, { "참여율\n(%)", "참여율_퍼센트", 18, SOTONG_ALIGN_RIGHT }, { "구독자", "구독자", 24, SOTONG_ALIGN_RIGHT },
    { "증감", "증감", 22, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("posts", "(단위 : 건, 회, 명)", columns, G_N_ELEMENTS (columns));

  sotong_document_add_heading (self->document, 2, "채널별 운영 성과");
  for (guint i = 0; i < self->perf->channels->len; i++)
    add_channel_row (table, g_ptr_array_index (self->perf->channels, i));
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
  sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "조회·도달과 반응은 게시물마다 기간 중에 늘어난 수이며, 그 전에 발행한 게시물의 것도 셈");
  add_best (self);
}

typedef struct {
  const char *department;  /* (unowned) */
  gint64      n, answered, open, late;
} Department;

static void
count_case (GArray            *departments,
            const SotongCase  *one,
            gint64             now)
{
  Department *found = NULL;

  for (guint i = 0; i < departments->len && found == NULL; i++)
    if (g_str_equal (g_array_index (departments, Department, i).department, one->department))
      found = &g_array_index (departments, Department, i);
  if (found == NULL)
    {
      Department department = { one->department, 0, 0, 0, 0 };

      g_array_append_val (departments, department);
      found = &g_array_index (departments, Department, departments->len - 1);
    }
  found->n++;
  found->answered += g_str_equal (one->state, "answered");
  found->open += g_str_equal (one->state, "open");
  found->late += one->due_at != SOTONG_NONE && (one->closed_at != SOTONG_NONE ? one->closed_at : now) > one->due_at;
}

/* In a line, for a week's edition. */
static void
add_cases_in_short (SotongOpinion *self,
                    GArray        *departments)
{
  g_autoptr(GString) where = g_string_new (NULL);
  Department all = { NULL };

  for (guint i = 0; i < departments->len; i++)
    {
      const Department *d = &g_array_index (departments, Department, i);

      all.n += d->n;
      all.answered += d->answered;
      all.open += d->open;
      all.late += d->late;
      g_string_append_printf (where, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", d->department, d->n);
    }
  if (all.n > 0)
    sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "시민 의견 처리 : 접수 %" G_GINT64_FORMAT "건(%s), 답변 %" G_GINT64_FORMAT "건, 처리 중 %"
                         G_GINT64_FORMAT "건, 기한 지남 %" G_GINT64_FORMAT "건", all.n, where->str, all.answered, all.open, all.late);
}

/* Of 4: what citizens brought in the period and what became of it, without a word of who they are. */
void
sotong_opinion_add_cases (SotongOpinion *self)
{
  static const SotongPaperColumn columns[] = {
    { "담당 부서", "담당_부서", 70, SOTONG_ALIGN_LEFT }, { "접수", "접수", 25, SOTONG_ALIGN_RIGHT }, { "답변", "답변", 25, SOTONG_ALIGN_RIGHT },
    { "처리 중", "처리_중", 25, SOTONG_ALIGN_RIGHT }, { "기한 지남", "기한_지남", 25, SOTONG_ALIGN_RIGHT },
  };
  GPtrArray *cases = self->cases;
  g_autoptr(GArray) departments = g_array_new (FALSE, FALSE, sizeof (Department));
  SotongTable *table;

  for (guint i = 0; i < cases->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (cases, i);

      if (one->opened_at >= self->period.start && one->opened_at < self->period.end)
        count_case (departments, one, sotong_db_now (self->db));
    }
  if (self->weekly)
    {
      add_cases_in_short (self, departments);
      return;
    }
  if (departments->len == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "시민 의견 처리 : 기간에 접수하여 부서로 보낸 것이 없음");
      return;
    }
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "시민 의견 처리");
  table = sotong_paper_table ("cases", "(단위 : 건)", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < departments->len; i++)
    {
      const Department *d = &g_array_index (departments, Department, i);
      gint64 counts[] = { d->n, d->answered, d->open, d->late };

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, d->department);
      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        sotong_report_add_count (table, counts[k]);
    }
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
}

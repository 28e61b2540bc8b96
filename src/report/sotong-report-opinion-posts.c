/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-opinion-private.h"
#include "store/sotong-case.h"
#include "store/sotong-content.h"
#include "store/sotong-figure.h"
#include "store/sotong-post-figure.h"
#include "util/sotong-won.h"

/* What the channels and their posts reached in the period, and what became of citizens' messages. */

#define N_BEST 5

/* What a post got in the period, whenever it went out: the months of a year add up to the year. */
typedef struct {
  gint64 content_id;
  gint64 copy_id;
  char  *title;            /* (owned) */
  char  *channel;          /* (owned) */
  gint64 values[SOTONG_POST_N_METRICS]; /* SOTONG_NONE: not known */
  gint64 seen;             /* views, or reach where there are none; SOTONG_NONE: not known */
  gint64 reactions;        /* likes, comments and shares; SOTONG_NONE: not known */
} Reached;

typedef struct {
  GHashTable *posts;       /* (owned) copy → Reached */
  GHashTable *first, *last; /* (owned) channel → followers at the beginning and at the end */
} Figures;

static void
reached_free (gpointer data)
{
  Reached *reached = data;

  g_free (reached->title);
  g_free (reached->channel);
  g_free (reached);
}

static gint64 *
copy_int (gint64 value)
{
  return g_memdup2 (&value, sizeof value);
}

static Reached *
find_post (Figures            *self,
           const SotongFigure *figure)
{
  Reached *post = g_hash_table_lookup (self->posts, &figure->copy_id);

  if (post != NULL)
    return post;
  post = g_new0 (Reached, 1);
  post->content_id = figure->content_id;
  post->copy_id = figure->copy_id;
  post->title = g_strdup (figure->title != NULL ? figure->title : "");
  post->channel = g_strdup (figure->channel);
  for (guint i = 0; i < SOTONG_POST_N_METRICS; i++)
    post->values[i] = SOTONG_NONE;
  post->seen = SOTONG_NONE;
  post->reactions = SOTONG_NONE;
  g_hash_table_insert (self->posts, copy_int (figure->copy_id), post);
  return post;
}

/* The list is by day: what is read last of a post is what it had at last. */
static void
take_figure (Figures            *self,
             const SotongFigure *figure)
{
  Reached *post;

  if (figure->value == SOTONG_NONE)
    return;
  if (figure->copy_id == 0)
    {
      if (!g_str_equal (figure->metric, "followers"))
        return;
      if (!g_hash_table_contains (self->first, figure->channel))
        g_hash_table_insert (self->first, g_strdup (figure->channel), copy_int (figure->value));
      g_hash_table_insert (self->last, g_strdup (figure->channel), copy_int (figure->value));
      return;
    }
  post = find_post (self, figure);
  for (guint i = 0; i < SOTONG_POST_N_METRICS; i++)
    if (g_str_equal (figure->metric, sotong_post_metric_get_name (i)))
      post->values[i] = figure->value;
}

/* Figures of posts only grow: what a post had before the period was told in an earlier report. */
static gboolean
settle_post (SotongDb    *db,
             Reached     *post,
             const char  *from,
             GError     **error)
{
  for (guint i = 0; i < SOTONG_POST_N_METRICS; i++)
    {
      gint64 before;

      if (post->values[i] == SOTONG_NONE)
        continue;
      if (!sotong_figure_before (db, post->copy_id, sotong_post_metric_get_name (i), from, &before, error))
        return FALSE;
      if (before != SOTONG_NONE)
        post->values[i] = sotong_report_difference (post->values[i], before);
    }
  post->seen = post->values[SOTONG_POST_VIEWS] != SOTONG_NONE ? post->values[SOTONG_POST_VIEWS] : post->values[SOTONG_POST_REACH];
  for (guint i = SOTONG_POST_REACTIONS; i <= SOTONG_POST_SHARES; i++)
    if (post->values[i] != SOTONG_NONE)
      post->reactions = sotong_report_sum (post->reactions != SOTONG_NONE ? post->reactions : 0, post->values[i]);
  return TRUE;
}

static void
figures_clear (Figures *self)
{
  g_clear_pointer (&self->posts, g_hash_table_unref);
  g_clear_pointer (&self->first, g_hash_table_unref);
  g_clear_pointer (&self->last, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

static gboolean
read_figures (SotongOpinion  *self,
              Figures        *figures,
              GError        **error)
{
  GTimeZone *zone = sotong_db_get_zone (self->db);
  g_autofree char *from = sotong_time_format_date (self->period.start, zone), *to = sotong_time_format_date (self->period.end - 1, zone);
  SotongFigureQuery query = { .from = from, .to = to };
  g_autoptr(GPtrArray) list = sotong_figure_list (self->db, &query, error);
  GHashTableIter iter;
  gpointer post;

  if (list == NULL)
    return FALSE;
  figures->posts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, reached_free);
  figures->first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  figures->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < list->len; i++)
    take_figure (figures, g_ptr_array_index (list, i));
  g_hash_table_iter_init (&iter, figures->posts);
  while (g_hash_table_iter_next (&iter, NULL, &post))
    if (!settle_post (self->db, post, from, error))
      return FALSE;
  return TRUE;
}

static void
add_known (SotongTable *table,
           gint64       value)
{
  if (value == SOTONG_NONE)
    sotong_table_add_shown (table, "-");
  else
    sotong_report_add_count (table, value);
}

static gint64
number_of (GHashTable *values,
           const char *channel)
{
  const gint64 *value = g_hash_table_lookup (values, channel);

  return value != NULL ? *value : SOTONG_NONE;
}

static void
add_channel_row (SotongTable               *table,
                 const SotongReportChannel *channel,
                 const Figures             *figures)
{
  gint64 seen = SOTONG_NONE, reactions = SOTONG_NONE, first = number_of (figures->first, channel->name), last = number_of (figures->last, channel->name);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, figures->posts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Reached *post = value;

      if (!g_str_equal (post->channel, channel->name))
        continue;
      if (post->seen != SOTONG_NONE)
        seen = sotong_report_sum (seen != SOTONG_NONE ? seen : 0, post->seen);
      if (post->reactions != SOTONG_NONE)
        reactions = sotong_report_sum (reactions != SOTONG_NONE ? reactions : 0, post->reactions);
    }
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, channel->name);
  sotong_report_add_count (table, channel->published);
  add_known (table, seen);
  add_known (table, reactions);
  if (seen != SOTONG_NONE && seen > 0 && reactions != SOTONG_NONE)
    sotong_paper_add_tenths (table, reactions, seen);
  else
    sotong_table_add_shown (table, "-");
  add_known (table, last);
  add_known (table, first != SOTONG_NONE ? sotong_report_difference (last, first) : SOTONG_NONE);
}

static int
compare_posts (gconstpointer a,
               gconstpointer b)
{
  const Reached *x = *(Reached * const *) a, *y = *(Reached * const *) b;
  gint64 xs[] = { x->reactions != SOTONG_NONE ? x->reactions : -1, x->seen != SOTONG_NONE ? x->seen : -1, -x->copy_id };
  gint64 ys[] = { y->reactions != SOTONG_NONE ? y->reactions : -1, y->seen != SOTONG_NONE ? y->seen : -1, -y->copy_id };

  for (guint i = 0; i < G_N_ELEMENTS (xs); i++)
    if (xs[i] != ys[i])
      return xs[i] > ys[i] ? -1 : 1;
  return 0;
}

/* When it went out and where it stands. */
static gboolean
find_copy (SotongOpinion  *self,
           const Reached  *post,
           char          **out_day,
           char          **out_url,
           GError        **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (self->db, post->content_id, error);

  if (content == NULL)
    return FALSE;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->id != post->copy_id)
        continue;
      *out_day = copy->published_at != SOTONG_NONE ? sotong_time_format_date (copy->published_at, sotong_db_get_zone (self->db)) : g_strdup ("-");
      *out_url = g_strdup (copy->remote_url != NULL && *copy->remote_url != '\0' ? copy->remote_url : "-");
      return TRUE;
    }
  *out_day = g_strdup ("-");
  *out_url = g_strdup ("-");
  return TRUE;
}

static gboolean
add_best (SotongOpinion  *self,
          const Figures  *figures,
          GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "순위", "순위", 10, SOTONG_ALIGN_CENTER }, { "게시물", "게시물", 50, SOTONG_ALIGN_LEFT }, { "채널", "채널", 24, SOTONG_ALIGN_LEFT },
    { "발행일", "발행일", 20, SOTONG_ALIGN_CENTER }, { "조회·도달", "조회_도달", 16, SOTONG_ALIGN_RIGHT }, { "반응", "반응", 14, SOTONG_ALIGN_RIGHT },
    { "주소", "주소", 36, SOTONG_ALIGN_LEFT },
  };
  g_autoptr(GPtrArray) posts = g_ptr_array_new ();
  g_autoptr(SotongTable) table = sotong_paper_table ("best", NULL, columns, G_N_ELEMENTS (columns));
  g_autoptr(GList) values = g_hash_table_get_values (figures->posts);

  for (GList *l = values; l != NULL; l = l->next)
    g_ptr_array_add (posts, l->data);
  g_ptr_array_sort (posts, compare_posts);
  for (guint i = 0; i < MIN (posts->len, N_BEST); i++)
    {
      const Reached *post = g_ptr_array_index (posts, i);
      g_autofree char *day = NULL, *url = NULL;

      if (!find_copy (self, post, &day, &url, error))
        return FALSE;
      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, i + 1, NULL);
      sotong_table_add_text (table, post->title);
      sotong_table_add_text (table, post->channel);
      sotong_table_add_text (table, day);
      add_known (table, post->seen);
      add_known (table, post->reactions);
      sotong_table_add_text (table, url);
    }
  if (posts->len == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "우수 게시물 : 기간에 수집되거나 입력된 게시물별 수치가 없어 뽑지 못함");
      return TRUE;
    }
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "반응(좋아요·댓글·공유)이 많은 게시물");
  sotong_document_add_table (self->document, table);
  return TRUE;
}

/* 6 채널별 운영 성과: what each channel reached, and its best five posts */
gboolean
sotong_opinion_add_posts (SotongOpinion  *self,
                          GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "채널", "채널", 47, SOTONG_ALIGN_LEFT }, { "발행", "발행", 16, SOTONG_ALIGN_RIGHT }, { "조회·도달", "조회_도달", 23, SOTONG_ALIGN_RIGHT },
    { "반응", "반응", 20, SOTONG_ALIGN_RIGHT }, { "참여율\n(%)", "참여율", 18, SOTONG_ALIGN_RIGHT }, { "구독자", "구독자", 24, SOTONG_ALIGN_RIGHT },
    { "증감", "증감", 22, SOTONG_ALIGN_RIGHT },
  };
  g_auto(Figures) figures = { NULL, NULL, NULL };
  SotongTable *table;

  if (!read_figures (self, &figures, error))
    return FALSE;
  table = sotong_paper_table ("posts", "(단위 : 건, 회, 명)", columns, G_N_ELEMENTS (columns));
  sotong_document_add_heading (self->document, 2, "채널별 운영 성과");
  for (guint i = 0; i < self->perf->channels->len; i++)
    add_channel_row (table, g_ptr_array_index (self->perf->channels, i), &figures);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
  sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "조회·도달과 반응은 게시물마다 기간 중에 늘어난 수이며, 그 전에 발행한 게시물의 것도 셈");
  return add_best (self, &figures, error);
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

/* Of 4: what citizens brought in the period and what became of it, without a word of who they are. */
gboolean
sotong_opinion_add_cases (SotongOpinion  *self,
                          GError        **error)
{
  static const SotongPaperColumn columns[] = {
    { "담당 부서", "담당_부서", 70, SOTONG_ALIGN_LEFT }, { "접수", "접수", 25, SOTONG_ALIGN_RIGHT }, { "답변", "답변", 25, SOTONG_ALIGN_RIGHT },
    { "처리 중", "처리_중", 25, SOTONG_ALIGN_RIGHT }, { "기한 지남", "기한_지남", 25, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(GPtrArray) cases = sotong_case_list (self->db, NULL, NULL, error);
  g_autoptr(GArray) departments = g_array_new (FALSE, FALSE, sizeof (Department));
  SotongTable *table;

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (cases, i);

      if (one->opened_at >= self->period.start && one->opened_at < self->period.end)
        count_case (departments, one, sotong_db_now (self->db));
    }
  if (departments->len == 0 && self->weekly)
    return TRUE;
  if (departments->len == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "시민 의견 처리 : 기간에 접수하여 부서로 보낸 것이 없음");
      return TRUE;
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
  sotong_paper_add (self->document, table);
  return TRUE;
}

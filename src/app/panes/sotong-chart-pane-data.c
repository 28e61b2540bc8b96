/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/panes/sotong-chart-pane-data.h"
#include "store/sotong-campaign.h"
#include "store/sotong-post-figure.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source.h"
#include "store/sotong-store-error.h"
#include "store/sotong-topic.h"
#include "util/sotong-won.h"

#define MOST_VIEWS 6
#define MOST_POSTS 20

typedef struct {
  const char     *title;  /* msgid */
  SotongChartKind kind;
  SotongChartBy   by;
} View;

static const struct {
  const char         *id;
  SotongSubjectFlags  flags;
  View                views[MOST_VIEWS];
} subjects[SOTONG_N_SUBJECTS] = {
  [SOTONG_SUBJECT_SENTIMENT] = { "sentiment", SOTONG_SUBJECT_HAS_TOPIC | SOTONG_SUBJECT_HAS_MARKS, {
    { N_("For and Against"), SOTONG_CHART_DIVERGING }, { N_("Shares"), SOTONG_CHART_PERCENT_BARS },
    { N_("Counts"), SOTONG_CHART_STACKED_BARS }, { N_("Shares as Areas"), SOTONG_CHART_PERCENT_AREA } } },
  [SOTONG_SUBJECT_SOURCES] = { "sources", SOTONG_SUBJECT_HAS_TOPIC | SOTONG_SUBJECT_HAS_MARKS, {
    { N_("Sources Ranked"), SOTONG_CHART_RANKING, SOTONG_CHART_BY_SOURCE }, { N_("Sources over Time"), SOTONG_CHART_MULTIPLES, SOTONG_CHART_BY_SOURCE },
    { N_("Sources Then and Now"), SOTONG_CHART_SLOPE, SOTONG_CHART_BY_SOURCE }, { N_("Topics Ranked"), SOTONG_CHART_RANKING, SOTONG_CHART_BY_TOPIC },
    { N_("Topics over Time"), SOTONG_CHART_MULTIPLES, SOTONG_CHART_BY_TOPIC } } },
  [SOTONG_SUBJECT_HEAT] = { "heat", SOTONG_SUBJECT_HAS_TOPIC | SOTONG_SUBJECT_HAS_MARKS, {
    { N_("Weekdays and Hours"), SOTONG_CHART_HEAT_MAP }, { N_("Days of the Year"), SOTONG_CHART_CALENDAR } } },
  [SOTONG_SUBJECT_POSTS] = { "posts", SOTONG_SUBJECT_HAS_TABLE | SOTONG_SUBJECT_HAS_CAMPAIGN, {
    { N_("Views"), SOTONG_CHART_RANKING }, { N_("Reach"), SOTONG_CHART_RANKING }, { N_("Reactions"), SOTONG_CHART_RANKING },
    { N_("Comments"), SOTONG_CHART_RANKING }, { N_("Shares"), SOTONG_CHART_RANKING }, { N_("Clicks"), SOTONG_CHART_RANKING } } },
  [SOTONG_SUBJECT_PACE] = { "pace", 0, {
    { N_("Pace of the Year"), SOTONG_CHART_LINE }, { N_("From the Budget to the Rest"), SOTONG_CHART_WATERFALL },
    { N_("Promised and Done"), SOTONG_CHART_BULLET } } },
  [SOTONG_SUBJECT_EFFECT] = { "effect", SOTONG_SUBJECT_HAS_TOPIC | SOTONG_SUBJECT_HAS_CAMPAIGN | SOTONG_SUBJECT_HAS_MARKS, {
    { N_("Before, During and After"), SOTONG_CHART_STACKED_BARS } } },
  [SOTONG_SUBJECT_SEARCHES] = { "searches", SOTONG_SUBJECT_HAS_MARKS, { { N_("Search Trend"), SOTONG_CHART_LINE } } },
};

G_STATIC_ASSERT (SOTONG_POST_N_METRICS == MOST_VIEWS);

/* The subject of a pane by its id; “heat#2” is a copy of “heat”. */
gboolean
sotong_subject_from_id (const char    *id,
                        SotongSubject *out_subject)
{
  for (guint i = 0; i < SOTONG_N_SUBJECTS; i++)
    {
      gsize length = strlen (subjects[i].id);

      if (strncmp (id, subjects[i].id, length) != 0 || (id[length] != '\0' && id[length] != '#'))
        continue;
      *out_subject = i;
      return TRUE;
    }
  return FALSE;
}

guint
sotong_subject_n_views (SotongSubject subject)
{
  guint n = 0;

  while (n < MOST_VIEWS && subjects[subject].views[n].title != NULL)
    n++;
  return n;
}

/* Translated. */
const char *
sotong_subject_view_title (SotongSubject subject,
                           guint         view)
{
  return _(subjects[subject].views[view].title);
}

SotongSubjectFlags
sotong_subject_get_flags (SotongSubject subject)
{
  return subjects[subject].flags;
}

/* Whether what happened has a place in it: there must be times. */
gboolean
sotong_subject_view_has_marks (SotongSubject subject,
                               guint         view)
{
  SotongChartKind kind = subjects[subject].views[view].kind;

  return subjects[subject].flags & SOTONG_SUBJECT_HAS_MARKS && kind != SOTONG_CHART_RANKING && kind != SOTONG_CHART_SLOPE;
}

void
sotong_subject_answer_free (SotongSubjectAnswer *answer)
{
  g_clear_object (&answer->chart);
  g_free (answer->text);
  g_clear_pointer (&answer->topics, g_ptr_array_unref);
  g_clear_pointer (&answer->campaigns, g_ptr_array_unref);
  g_clear_pointer (&answer->ids, g_hash_table_unref);
  g_free (answer);
}

static void
add_id (SotongSubjectAnswer *answer,
        const char          *name,
        gint64               id)
{
  if (answer->ids == NULL)
    answer->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (answer->ids, g_strdup (name), g_memdup2 (&id, sizeof id));
}

/* ---- a workspace's mentions ---- */

static gboolean
add_ids (SotongDb             *db,
         SotongChartBy         by,
         SotongSubjectAnswer  *answer,
         GError              **error)
{
  g_autoptr(GPtrArray) sources = by == SOTONG_CHART_BY_SOURCE ? sotong_source_list (db, error) : NULL;

  answer->target = by == SOTONG_CHART_BY_SOURCE ? SOTONG_TARGET_SOURCE : SOTONG_TARGET_TOPIC;
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    add_id (answer, ((const SotongSource *) g_ptr_array_index (sources, i))->name, ((const SotongSource *) g_ptr_array_index (sources, i))->id);
  for (guint i = 0; by == SOTONG_CHART_BY_TOPIC && i < answer->topics->len; i++)
    add_id (answer, ((const SotongTopic *) g_ptr_array_index (answer->topics, i))->name, ((const SotongTopic *) g_ptr_array_index (answer->topics, i))->id);
  return by != SOTONG_CHART_BY_SOURCE || sources != NULL;
}

static gboolean
find_other (SotongDb                     *db,
            const SotongSubjectQuestion  *question,
            SotongSubjectAnswer          *answer,
            GError                      **error)
{
  gboolean known;

  answer->other = sotong_compare_get_range (question->compare, &answer->range, sotong_db_get_zone (db));
  if (!sotong_rollup_is_known (db, question->topic_id, answer->other, &known, error))
    return FALSE;
  answer->misses_other = !known;
  return TRUE;
}

static SotongChartModel *
load_mentions (SotongDb                     *db,
               const SotongSubjectQuestion  *question,
               SotongSubjectAnswer          *answer,
               GCancellable                 *cancellable,
               GError                      **error)
{
  const View *view = &subjects[question->subject].views[question->view];
  SotongChartQuestion asked = { .kind = view->kind, .topic_id = question->topic_id, .range = question->range, .bucket = question->bucket, .by = view->by,
                                .marks = question->marks | SOTONG_CHART_NOTES, .compare = question->compare };
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(GError) local = NULL;

  if (!question->has_range && !sotong_rollup_extent (db, question->topic_id, &asked.range, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  answer->range = asked.range;
  if (view->kind != SOTONG_CHART_HEAT_MAP && question->compare != SOTONG_COMPARE_NONE && !find_other (db, question, answer, error))
    return NULL;
  model = sotong_chart_load (db, &asked, cancellable, error);
  if (model == NULL)
    return NULL;
  if (view->kind == SOTONG_CHART_HEAT_MAP)
    answer->target = SOTONG_TARGET_HOURS;
  if ((view->kind == SOTONG_CHART_RANKING || view->kind == SOTONG_CHART_SLOPE) && !add_ids (db, view->by, answer, error))
    return NULL;
  return g_steal_pointer (&model);
}

/* ---- posts ---- */

static int
compare_posts (gconstpointer a,
               gconstpointer b,
               gpointer      metric)
{
  const SotongPostFigure *first = *(SotongPostFigure *const *) a, *second = *(SotongPostFigure *const *) b;
  gint64 x = first->values[GPOINTER_TO_UINT (metric)], y = second->values[GPOINTER_TO_UINT (metric)];

  x = x == SOTONG_NONE ? -1 : x;
  y = y == SOTONG_NONE ? -1 : y;
  return x > y ? -1 : x < y;
}

/* What it is stands first: in a narrow pane the end is cut. */
static char *
post_name (const SotongPostFigure *post,
           GTimeZone              *zone)
{
  g_autofree char *day = sotong_time_format_date (post->published_at, zone);

  /* Translators: a post in a list: title, channel, day */
  return g_strdup_printf (_("%1$s (%2$s, %3$s)"), post->title, post->channel, day);
}

/* How many of the first posts have this figure. */
static guint
count_known (GPtrArray *posts,
             guint      metric)
{
  guint n = 0;

  while (n < MIN (posts->len, MOST_POSTS) && ((const SotongPostFigure *) g_ptr_array_index (posts, n))->values[metric] != SOTONG_NONE)
    n++;
  return n;
}

/* Of which campaign, and when they went out. */
static char *
posts_subtitle (SotongDb                    *db,
                const SotongSubjectQuestion *question,
                const SotongSubjectAnswer   *answer)
{
  const char *name = _("All campaigns");
  g_autofree char *from = NULL, *to = NULL;

  for (guint i = 0; i < answer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (answer->campaigns, i);

      if (campaign->id == question->campaign_id)
        name = campaign->name;
    }
  if (!question->has_range)
    return g_strdup (name);
  from = sotong_time_format_date (question->range.start, sotong_db_get_zone (db));
  to = sotong_time_format_date (question->range.end - 1, sotong_db_get_zone (db));
  return g_strdup_printf (_("%s, %s to %s"), name, from, to);
}

/* Of all posts together; SOTONG_NONE when none has the figure. */
static gint64
sum_posts (GPtrArray *posts,
           guint      metric)
{
  gint64 sum = SOTONG_NONE;

  for (guint i = 0; i < posts->len; i++)
    {
      gint64 value = ((const SotongPostFigure *) g_ptr_array_index (posts, i))->values[metric];

      if (value != SOTONG_NONE)
        sum = (sum == SOTONG_NONE ? 0 : sum) + value;
    }
  return sum;
}

/* “all together 12,400; the time before 9,800 (+27%)”. */
static gboolean
compare_sums (SotongDb                     *db,
              const SotongSubjectQuestion  *question,
              GPtrArray                    *posts,
              char                        **out_text,
              GError                      **error)
{
  SotongRange other = sotong_compare_get_range (question->compare, &question->range, sotong_db_get_zone (db));
  g_autoptr(GPtrArray) others = NULL;
  g_autofree char *now = NULL, *then = NULL, *change = NULL;
  gint64 sum = sum_posts (posts, question->view), before;

  if (!question->has_range || question->compare == SOTONG_COMPARE_NONE || sum == SOTONG_NONE)
    return TRUE;
  others = sotong_post_figure_list (db, other, 0, question->campaign_id, error);
  if (others == NULL)
    return FALSE;
  before = sum_posts (others, question->view);
  now = sotong_axis_text_number ((double) sum);
  if (before == SOTONG_NONE)
    {
      *out_text = g_strdup_printf (question->compare == SOTONG_COMPARE_LAST_YEAR ? _("all together %s; of last year nothing is known")
                                   : _("all together %s; of the time before nothing is known"), now);
      return TRUE;
    }
  then = sotong_axis_text_number ((double) before);
  change = before > 0 ? g_strdup_printf ("%+.0f%%", (double) (sum - before) * 100 / (double) before) : g_strdup ("–");
  if (question->compare == SOTONG_COMPARE_LAST_YEAR)
    *out_text = g_strdup_printf (_("all together %s, last year %s (%s)"), now, then, change);
  else
    *out_text = g_strdup_printf (_("all together %s, the time before %s (%s)"), now, then, change);
  return TRUE;
}

static SotongChartModel *
load_posts (SotongDb                     *db,
            const SotongSubjectQuestion  *question,
            SotongSubjectAnswer          *answer,
            GPtrArray                   **out_posts,
            GError                      **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange all = { 0, sotong_db_now (db) + 1 };
  g_autoptr(GPtrArray) posts = sotong_post_figure_list (db, question->has_range ? question->range : all, 0, question->campaign_id, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *compared = NULL, *n_posts = NULL;
  SotongChartModel *model;
  double *values;
  guint n;

  if (posts == NULL || !compare_sums (db, question, posts, &compared, error))
    return NULL;
  answer->target = SOTONG_TARGET_CONTENT;
  answer->campaign_id = question->campaign_id;
  g_ptr_array_sort_with_data (posts, compare_posts, GUINT_TO_POINTER (question->view));
  n = count_known (posts, question->view);
  values = g_new (double, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SotongPostFigure *post = g_ptr_array_index (posts, i);
      char *name = post_name (post, zone);

      values[i] = (double) post->values[question->view];
      g_ptr_array_add (names, name);
      add_id (answer, name, post->content_id);
    }
  model = sotong_chart_model_new (SOTONG_CHART_RANKING);
  model->slots = sotong_slots_new_names ((const char * const *) names->pdata, NULL, n);
  sotong_chart_model_add (model, sotong_subject_view_title (question->subject, question->view), SOTONG_ROLE_TOTAL, values, n);
  model->title = g_strdup_printf (_("Posts by %s"), sotong_subject_view_title (question->subject, question->view));
  model->subtitle = posts_subtitle (db, question, answer);
  n_posts = sotong_number_group (posts->len);
  model->foot = g_strdup_printf (ngettext ("%s post went out; its newest figure, as the platform gave it",
                                           "%s posts went out; the newest figure of each, as the platforms gave it", posts->len), n_posts);
  if (compared != NULL)
    {
      g_autofree char *foot = g_steal_pointer (&model->foot);

      model->foot = g_strdup_printf ("%s · %s", compared, foot);
    }
  *out_posts = g_steal_pointer (&posts);
  return model;
}

static const SotongPostFigure *
find_post (GPtrArray  *posts,
           const char *name,
           GTimeZone  *zone)
{
  for (guint i = 0; i < MIN (posts->len, MOST_POSTS); i++)
    {
      g_autofree char *own = post_name (g_ptr_array_index (posts, i), zone);

      if (g_str_equal (own, name))
        return g_ptr_array_index (posts, i);
    }
  return NULL;
}

/* Read-outs and the table tell all that is known of a post. */
static void
add_figures (SotongChart *chart,
             GPtrArray   *posts,
             GTimeZone   *zone)
{
  SotongSlots *slots = sotong_chart_get_slots (chart);
  gsize n = sotong_slots_get_length (slots);

  for (guint metric = 0; metric < SOTONG_POST_N_METRICS; metric++)
    {
      double *values = g_new (double, n + 1);
      g_autoptr(SotongSeries) series = NULL;

      for (gsize i = 0; i < n; i++)
        {
          const SotongPostFigure *post = find_post (posts, sotong_slots_get_name (slots, i), zone);

          values[i] = post != NULL && post->values[metric] != SOTONG_NONE ? (double) post->values[metric] : NAN;
        }
      series = sotong_series_new_take (sotong_subject_view_title (SOTONG_SUBJECT_POSTS, metric), SOTONG_ROLE_TOTAL, values, n);
      sotong_chart_add_figure (chart, series);
    }
}

/* ---- the year and the campaign ---- */

static SotongChartModel *
load_pace (SotongDb                     *db,
           const SotongSubjectQuestion  *question,
           SotongSubjectAnswer          *answer,
           GError                      **error)
{
  SotongChartKind kind = subjects[question->subject].views[question->view].kind;
  gint64 at = question->has_range ? question->range.end - 1 : sotong_db_now (db);
  SotongChartQuestion asked = { .kind = kind, .bucket = -1, .range = { at, at + 1 } };
  int year;

  sotong_time_to_civil (at, sotong_db_get_zone (db), &year, NULL, NULL, NULL, NULL, NULL);
  answer->target = kind == SOTONG_CHART_BULLET ? SOTONG_TARGET_PROMISE : SOTONG_TARGET_BUDGET;
  return kind == SOTONG_CHART_LINE ? sotong_chart_load_pace (db, year, question->compare != SOTONG_COMPARE_NONE, error)
         : sotong_chart_load (db, &asked, NULL, error);
}

/* The one that is chosen, else the last that has begun. */
static gint64
find_campaign (SotongDb                    *db,
               const SotongSubjectQuestion *question,
               GPtrArray                   *campaigns)
{
  g_autofree char *today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  const SotongCampaign *last = NULL;

  for (guint i = 0; i < campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (campaigns, i);

      if (campaign->id == question->campaign_id)
        return campaign->id;
      if (strcmp (campaign->starts_on, today) <= 0 && (last == NULL || strcmp (campaign->starts_on, last->starts_on) > 0))
        last = campaign;
    }
  return last != NULL ? last->id : 0;
}

static SotongChartModel *
load_effect (SotongDb                     *db,
             const SotongSubjectQuestion  *question,
             SotongSubjectAnswer          *answer,
             GError                      **error)
{
  answer->campaign_id = find_campaign (db, question, answer->campaigns);
  if (answer->campaign_id == 0)
    return NULL;
  return sotong_chart_load_effect (db, answer->campaign_id, question->topic_id, question->marks | SOTONG_CHART_NOTES,
                                   question->compare, &answer->text, error);
}

static SotongChartModel *
load_searches (SotongDb                     *db,
               const SotongSubjectQuestion  *question,
               GError                      **error)
{
  g_autoptr(SotongChartModel) model = sotong_chart_load_searches (db, question->has_range ? &question->range : NULL, error);
  gsize n = model != NULL ? sotong_slots_get_length (model->slots) : 0;
  SotongRange range;

  if (n == 0)
    return g_steal_pointer (&model);
  range.start = (gint64) sotong_slots_get_start (model->slots, 0);
  range.end = sotong_time_bucket_next ((gint64) sotong_slots_get_start (model->slots, n - 1), sotong_slots_get_bucket (model->slots),
                                       sotong_db_get_zone (db));
  if (!sotong_chart_load_marks (db, range, 0, question->marks | SOTONG_CHART_NOTES, model, error))
    return NULL;
  return g_steal_pointer (&model);
}

static SotongChartModel *
load (SotongDb                     *db,
      const SotongSubjectQuestion  *question,
      SotongSubjectAnswer          *answer,
      GPtrArray                   **out_posts,
      GCancellable                 *cancellable,
      GError                      **error)
{
  switch (question->subject)
    {
    case SOTONG_SUBJECT_POSTS:
      return load_posts (db, question, answer, out_posts, error);
    case SOTONG_SUBJECT_PACE:
      return load_pace (db, question, answer, error);
    case SOTONG_SUBJECT_EFFECT:
      return load_effect (db, question, answer, error);
    case SOTONG_SUBJECT_SEARCHES:
      return load_searches (db, question, error);
    case SOTONG_SUBJECT_SENTIMENT:
    case SOTONG_SUBJECT_SOURCES:
    case SOTONG_SUBJECT_HEAT:
    case SOTONG_N_SUBJECTS:
    default:
      return load_mentions (db, question, answer, cancellable, error);
    }
}

static gboolean
has_figures (SotongChart *chart)
{
  g_autoptr(GPtrArray) figures = sotong_chart_list_figures (chart);
  double min, max;

  for (guint i = 0; i < figures->len && sotong_slots_get_length (sotong_chart_get_slots (chart)) > 0; i++)
    if (sotong_series_get_bounds (g_ptr_array_index (figures, i), 0, G_MAXSIZE, &min, &max))
      return TRUE;
  return FALSE;
}

static void
add_foot (SotongChartModel *model,
          const char       *note)
{
  g_autofree char *foot = g_steal_pointer (&model->foot);

  model->foot = foot != NULL ? g_strdup_printf ("%s · %s", foot, note) : g_strdup (note);
}

static gboolean
make_chart (SotongDb                     *db,
            SotongChartModel             *model,
            GPtrArray                    *posts,
            const SotongSubjectQuestion  *question,
            SotongSubjectAnswer          *answer,
            GError                      **error)
{
  if (question->demo)
    add_foot (model, _("Made data of the demo workspace"));
  answer->chart = sotong_chart_model_make (model, error);
  if (answer->chart == NULL)
    return FALSE;
  if (posts != NULL)
    add_figures (answer->chart, posts, sotong_db_get_zone (db));
  if (!has_figures (answer->chart))
    g_clear_object (&answer->chart);
  return TRUE;
}

/* One that was removed, or that a layout has from another workspace, is not there. */
static gboolean
has_campaign (GPtrArray *campaigns,
              gint64     campaign_id)
{
  for (guint i = 0; i < campaigns->len; i++)
    if (((const SotongCampaign *) g_ptr_array_index (campaigns, i))->id == campaign_id)
      return TRUE;
  return FALSE;
}

/* A job of the store: what a chart pane shows, drawn but for the pixels. */
gpointer
sotong_subject_answer_job (SotongDb      *db,
                           gpointer       data,
                           GCancellable  *cancellable,
                           GError       **error)
{
  SotongSubjectQuestion question = *(const SotongSubjectQuestion *) data;
  g_autoptr(SotongSubjectAnswer) answer = g_new0 (SotongSubjectAnswer, 1);
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GError) local = NULL;

  answer->range = question.range;
  answer->topics = sotong_topic_list (db, error);
  answer->campaigns = answer->topics != NULL ? sotong_campaign_list (db, error) : NULL;
  if (answer->campaigns == NULL)
    return NULL;
  if (!has_campaign (answer->campaigns, question.campaign_id))
    question.campaign_id = 0;
  model = load (db, &question, answer, &posts, cancellable, &local);
  /* A year without a budget is nothing to complain of. */
  if (local != NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (model != NULL && !make_chart (db, model, posts, &question, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

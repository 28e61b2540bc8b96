/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts that compare: words, sources and topics with the time before, promises with what was done, a budget with its
 * changes. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "budget/sotong-ledger.h"
#include "monitor/sotong-keywords.h"
#include "plan/sotong-promise.h"
#include "report/sotong-chart-load-private.h"
#include "store/sotong-deliverable.h"
#include "store/sotong-rollup-source.h"
#include "store/sotong-rollup-compared.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

#define MOST_WORDS 80
#define MOST_ROWS 30
#define MOST_PANELS 24
#define MOST_LINES 12  /* of a slope chart: more cannot be told apart */

/* Names with two figures, or more. */
typedef struct {
  GPtrArray *names;   /* (element-type utf8) */
  GArray    *now;     /* (element-type double) */
  GArray    *before;
} Pairs;

static void
pairs_init (Pairs *pairs)
{
  pairs->names = g_ptr_array_new_with_free_func (g_free);
  pairs->now = g_array_new (FALSE, FALSE, sizeof (double));
  pairs->before = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
pairs_clear (Pairs *pairs)
{
  g_ptr_array_unref (pairs->names);
  g_array_unref (pairs->now);
  g_array_unref (pairs->before);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pairs, pairs_clear)

static void
pairs_add (Pairs      *pairs,
           const char *name,
           double      now,
           double      before)
{
  g_ptr_array_add (pairs->names, g_strdup (name));
  g_array_append_val (pairs->now, now);
  g_array_append_val (pairs->before, before);
}

/* The smallest goes until few enough are left; the others keep their order. */
static void
keep_largest (Pairs *pairs,
              guint  most)
{
  while (pairs->names->len > most)
    {
      double least = INFINITY;
      guint at = 0;

      for (guint i = 0; i < pairs->names->len; i++)
        {
          double now = g_array_index (pairs->now, double, i), before = g_array_index (pairs->before, double, i);
          double larger = fmax (now, before); /* of a gap and a number the number */

          if (larger < least)
            {
              least = larger;
              at = i;
            }
        }
      g_ptr_array_remove_index (pairs->names, at);
      g_array_remove_index (pairs->now, at);
      g_array_remove_index (pairs->before, at);
    }
}

static double *
take_values (GArray *values)
{
  return g_memdup2 (values->data, MAX (1, values->len) * sizeof (double));
}

static gboolean
is_known (GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    if (isfinite (g_array_index (values, double, i)))
      return TRUE;
  return FALSE;
}

static void
fill_model (Pairs            *pairs,
            gboolean          has_before,
            SotongChartModel *model)
{
  gboolean slope = model->kind == SOTONG_CHART_SLOPE;
  guint n = pairs->names->len;

  model->slots = sotong_slots_new_names ((const char * const *) pairs->names->pdata, NULL, n);
  g_array_set_size (pairs->now, n + 1); /* one spare, so that there is something to copy */
  g_array_set_size (pairs->before, n + 1);
  if (slope)
    sotong_chart_model_add (model, C_("chart", "Before"), SOTONG_ROLE_FIRST, take_values (pairs->before), n);
  sotong_chart_model_add (model, _("Now"), slope ? SOTONG_ROLE_SECOND : SOTONG_ROLE_TOTAL, take_values (pairs->now), n);
  if (!slope && has_before)
    sotong_chart_model_add (model, C_("chart", "Before"), SOTONG_ROLE_NEUTRAL, take_values (pairs->before), n);
}

/* What a period holds and whether any of it is known at all. */
static gboolean
count_mentions (SotongDb    *db,
                gint64       topic_id,
                SotongRange  range,
                double      *out_sum,
                GError     **error)
{
  g_autoptr(GArray) days = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_DAY, error);
  gboolean known = FALSE;

  if (days == NULL)
    return FALSE;
  *out_sum = 0;
  for (guint i = 0; i < days->len; i++)
    {
      const SotongTrendPoint *day = &g_array_index (days, SotongTrendPoint, i);

      known = known || !day->gap;
      *out_sum += (double) day->total;
    }
  if (!known)
    *out_sum = NAN;
  return TRUE;
}

static gboolean
add_pair (SotongDb                   *db,
          const SotongChartQuestion  *question,
          Pairs                      *pairs,
          const char                 *name,
          gint64                      topic_id,
          GError                    **error)
{
  SotongRange other = sotong_compare_get_range (question->compare, &question->range, sotong_db_get_zone (db));
  double now, before;

  if (!count_mentions (db, topic_id, question->range, &now, error)
      || !count_mentions (db, topic_id, other, &before, error))
    return FALSE;
  if (now > 0 || before > 0)
    pairs_add (pairs, name, now, before);
  return TRUE;
}

static gboolean
load_topics (SotongDb                   *db,
             const SotongChartQuestion  *question,
             Pairs                      *pairs,
             GError                    **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);

  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (!add_pair (db, question, pairs, topic->name, topic->id, error))
        return FALSE;
    }
  return topics != NULL;
}

/* NAN of a source of which nothing is known in that time. */
static double
sum_of (GArray *sums,
        gint64  source_id)
{
  for (guint i = 0; i < sums->len; i++)
    {
      const SotongSourceSum *sum = &g_array_index (sums, SotongSourceSum, i);

      if (sum->source_id == source_id)
        return sum->known ? (double) sum->total : NAN;
    }
  return NAN;
}

static gboolean
load_sources (SotongDb                   *db,
              const SotongChartQuestion  *question,
              Pairs                      *pairs,
              GError                    **error)
{
  SotongRange other = sotong_compare_get_range (question->compare, &question->range, sotong_db_get_zone (db));
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_autoptr(GArray) now = sources != NULL ? sotong_rollup_sources (db, question->topic_id, question->range, error) : NULL;
  g_autoptr(GArray) before = now != NULL ? sotong_rollup_sources (db, question->topic_id, other, error) : NULL;

  for (guint i = 0; before != NULL && i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);
      double n = sum_of (now, source->id), n_before = sum_of (before, source->id);

      if (n > 0 || n_before > 0)
        pairs_add (pairs, source->name, n, n_before);
    }
  return before != NULL;
}

static gboolean
load_words (SotongDb                   *db,
            const SotongChartQuestion  *question,
            Pairs                      *pairs,
            GCancellable               *cancellable,
            GError                    **error)
{
  SotongKeywordQuery query = { question->topic_id, question->range, question->kind == SOTONG_CHART_CLOUD ? MOST_WORDS : MOST_ROWS,
                               .before = sotong_compare_get_range (question->compare, &question->range, sotong_db_get_zone (db)) };
  g_autoptr(GPtrArray) words = sotong_keywords_job (db, &query, cancellable, error);

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const SotongKeyword *word = g_ptr_array_index (words, i);

      /* In a cloud a flood of one text would leave no room for other words. */
      pairs_add (pairs, word->words, (double) (question->kind == SOTONG_CHART_CLOUD ? word->weight : word->n), word->n_before > 0 ? (double) word->n_before : NAN);
    }
  return words != NULL;
}

/* @known: whether anything is known of the time that it is compared with
 * @n_known: days of it on which anything was collected
 * @n_days: how many it has */
static char *
make_foot (const SotongChartQuestion *question,
           gboolean                   known,
           guint                      n_known,
           guint                      n_days)
{
  const char *than = question->compare == SOTONG_COMPARE_LAST_YEAR ? _("compared with the same days of last year")
                                                                   : _("compared with the time of the same length before");

  g_autofree char *text = NULL;

  if (!known && question->compare == SOTONG_COMPARE_NONE && question->kind != SOTONG_CHART_SLOPE) /* nobody asked */
    return NULL;
  if (!known)
    return g_strdup (_("nothing was collected in the time it is compared with"));
  text = sotong_chart_load_say_known (than, n_known, n_days);
  /* Translators: %s is “compared with the time of the same length before” */
  return question->kind == SOTONG_CHART_CLOUD ? g_strdup_printf (_("%s; underlined: half as often then, or not at all"), text) : g_steal_pointer (&text);
}

/* The days of the time that it is compared with, and on how many of them anything was collected. */
static gboolean
count_days (SotongDb                   *db,
            const SotongChartQuestion  *question,
            guint                      *out_known,
            guint                      *out_days,
            GError                    **error)
{
  SotongRange other = sotong_compare_get_range (question->compare, &question->range, sotong_db_get_zone (db));
  g_autoptr(GArray) days = sotong_rollup_read (db, question->topic_id, 0, other, SOTONG_BUCKET_DAY, error);

  if (days == NULL)
    return FALSE;
  *out_days = days->len;
  *out_known = 0;
  for (guint i = 0; i < days->len; i++)
    *out_known += !g_array_index (days, SotongTrendPoint, i).gap;
  return TRUE;
}

/* Of how many mentions it is, before the rest of the foot: things that are beside each other may have the same ones. */
static void
add_sample (SotongChartBy     by,
            double            sum,
            SotongChartModel *model)
{
  g_autofree char *number = sotong_axis_text_number (sum), *rest = g_steal_pointer (&model->foot), *sample = NULL;
  gulong n = (gulong) MAX (sum, 0);

  if (by == SOTONG_CHART_BY_SOURCE)
    sample = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "n = %s mention; one that came from several sources counts in each",
                                           "n = %s mentions; one that came from several sources counts in each", n), number);
  else if (by == SOTONG_CHART_BY_TOPIC)
    sample = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "n = %s mention; one of several topics counts in each",
                                           "n = %s mentions; one of several topics counts in each", n), number);
  else
    sample = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "n = %s mention", "n = %s mentions", n), number);
  model->foot = sotong_chart_load_join (sample, rest);
}

static double
sum_now (const Pairs *pairs)
{
  double sum = 0;

  for (guint i = 0; i < pairs->names->len; i++)
    if (isfinite (g_array_index (pairs->now, double, i)))
      sum += g_array_index (pairs->now, double, i);
  return sum;
}

gboolean
sotong_chart_load_compared (SotongDb                   *db,
                            const SotongChartQuestion  *question,
                            SotongChartModel           *model,
                            GCancellable               *cancellable,
                            GError                    **error)
{
  g_auto(Pairs) pairs = { 0 };
  SotongChartBy by = question->kind == SOTONG_CHART_CLOUD ? SOTONG_CHART_BY_WORD : question->by;
  gboolean good, known;
  guint n_known, n_days;
  double sum;

  pairs_init (&pairs);
  if (!count_days (db, question, &n_known, &n_days, error))
    return FALSE;
  if (by == SOTONG_CHART_BY_WORD)
    good = load_words (db, question, &pairs, cancellable, error);
  else
    good = by == SOTONG_CHART_BY_SOURCE ? load_sources (db, question, &pairs, error) : load_topics (db, question, &pairs, error);
  if (!good)
    return FALSE;
  known = by == SOTONG_CHART_BY_WORD ? n_known > 0 : is_known (pairs.before); /* words without a past are new only where that was collected */
  if (question->kind == SOTONG_CHART_SLOPE)
    keep_largest (&pairs, MOST_LINES);
  fill_model (&pairs, known, model);
  model->title = g_strdup (by == SOTONG_CHART_BY_WORD ? _("Associated words") : by == SOTONG_CHART_BY_SOURCE ? _("Mentions by source")
                           : _("Mentions by topic"));
  if (pairs.names->len == 0)
    return TRUE;
  sum = sum_now (&pairs);
  if (by == SOTONG_CHART_BY_WORD && !count_mentions (db, question->topic_id, question->range, &sum, error))
    return FALSE;
  model->foot = make_foot (question, known, n_known, n_days);
  add_sample (by, isfinite (sum) ? sum : 0, model);
  return TRUE;
}

static const char *
name_last_year (SotongBucket bucket)
{
  if (bucket <= SOTONG_BUCKET_DAY)
    return _("broken line: the same days of last year");
  return bucket == SOTONG_BUCKET_WEEK ? _("broken line: the same weeks of last year") : _("broken line: the same time of last year");
}

/* The same of the time that it is compared with, each slot of @points beside its own. */
static gboolean
add_other (SotongDb                   *db,
           const SotongChartQuestion  *question,
           SotongBucket                bucket,
           SotongChartModel           *model,
           gint64                      topic_id,
           gint64                      source_id,
           GArray                     *points,
           GError                    **error)
{
  SotongRange range;
  g_autoptr(GArray) others = NULL;
  gboolean known = FALSE;
  double *values;

  if (points->len == 0)
    return TRUE;
  others = sotong_rollup_read_compared (db, topic_id, source_id, question->compare, points, bucket, question->range, &range, error);
  if (others == NULL)
    return FALSE;
  values = g_new (double, others->len);
  for (guint i = 0; i < others->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (others, SotongTrendPoint, i);

      values[i] = point->gap ? NAN : (double) point->total;
      known = known || isfinite (values[i]);
    }
  if (known) /* what the broken lines are; it is said where there is one */
    {
      g_free (model->foot);
      model->foot = g_strdup (question->compare == SOTONG_COMPARE_LAST_YEAR ? name_last_year (bucket) : _("broken line: the time of the same length before"));
    }
  sotong_chart_model_add_beside (model, question->compare == SOTONG_COMPARE_LAST_YEAR ? _("Last year") : _("The time before"), values, others->len);
  return TRUE;
}

/* What all panels have in common. */
typedef struct {
  GArray    *points;   /* (owned) (nullable) (element-type SotongTrendPoint): the sums of the panels, with what is to be known of each slot */
  GPtrArray *lists;    /* (owned): what keeps @missing */
  GPtrArray *missing;  /* (owned) (element-type SotongMissing): of all panels, each once */
} Common;

static void
common_init (Common *self)
{
  self->points = NULL;
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->missing = g_ptr_array_new ();
}

static void
common_clear (Common *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Common, common_clear)

static gboolean
is_same_missing (gconstpointer a,
                 gconstpointer b)
{
  const SotongMissing *x = a, *y = b;

  return x->source_id == y->source_id && x->range.start == y->range.start && x->range.end == y->range.end;
}

/* A slot is a gap where it is one in all panels, and a part where it is one, or a gap, in some. */
static void
add_point (SotongTrendPoint       *all,
           const SotongTrendPoint *point)
{
  all->partial = all->partial || point->partial || all->gap != point->gap;
  all->gap = all->gap && point->gap;
  all->coming = all->coming && point->coming;
  all->total += point->total;
}

static void
common_add (Common    *self,
            GArray    *points,
            GPtrArray *missing)
{
  g_ptr_array_add (self->lists, g_ptr_array_ref (missing));
  for (guint i = 0; i < missing->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->missing, g_ptr_array_index (missing, i), is_same_missing, NULL))
      g_ptr_array_add (self->missing, g_ptr_array_index (missing, i));
  if (self->points == NULL)
    self->points = g_array_copy (points);
  else
    for (guint i = 0; i < MIN (points->len, self->points->len); i++)
      add_point (&g_array_index (self->points, SotongTrendPoint, i), &g_array_index (points, SotongTrendPoint, i));
}

static gboolean
add_panel (SotongDb                   *db,
           const SotongChartQuestion  *question,
           SotongBucket                bucket,
           SotongChartModel           *model,
           Common                     *common,
           gint64                      topic_id,
           gint64                      source_id,
           const char                 *name,
           GError                    **error)
{
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GArray) points = sotong_rollup_read_covered (db, topic_id, source_id, question->range, bucket, &missing, error);

  if (points == NULL)
    return FALSE;
  common_add (common, points, missing);
  g_ptr_array_add (model->known, sotong_chart_load_slots (points, missing, bucket, sotong_db_get_zone (db)));
  sotong_chart_load_add (model, points, G_STRUCT_OFFSET (SotongTrendPoint, total), SOTONG_ROLE_TOTAL, name);
  return question->compare == SOTONG_COMPARE_NONE || add_other (db, question, bucket, model, topic_id, source_id, points, error);
}

/* A source that is never read and brought nothing would be an empty panel. */
static gboolean
load_source_panels (SotongDb                   *db,
                    const SotongChartQuestion  *question,
                    SotongBucket                bucket,
                    SotongChartModel           *model,
                    Common                     *common,
                    GError                    **error)
{
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_autoptr(GArray) sums = sources != NULL ? sotong_rollup_sources (db, question->topic_id, question->range, error) : NULL;

  for (guint i = 0; sums != NULL && i < sources->len && model->series->len < MOST_PANELS; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      if (sum_of (sums, source->id) > 0 && !add_panel (db, question, bucket, model, common, question->topic_id, source->id, source->name, error))
        return FALSE;
    }
  /* Translators: “Mentions per week by source” */
  model->title = g_strdup_printf (_("%s by source"), sotong_chart_load_title (SOTONG_CHART_MULTIPLES, bucket));
  return sums != NULL;
}

static gboolean
load_topic_panels (SotongDb                   *db,
                   const SotongChartQuestion  *question,
                   SotongBucket                bucket,
                   SotongChartModel           *model,
                   Common                     *common,
                   GError                    **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);

  for (guint i = 0; topics != NULL && i < MIN (topics->len, MOST_PANELS) && question->range.end > question->range.start; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (!add_panel (db, question, bucket, model, common, topic->id, 0, topic->name, error))
        return FALSE;
    }
  /* Translators: “Mentions per week by topic” */
  model->title = g_strdup_printf (_("%s by topic"), sotong_chart_load_title (SOTONG_CHART_MULTIPLES, bucket));
  return topics != NULL;
}

gboolean
sotong_chart_load_multiples (SotongDb                   *db,
                             const SotongChartQuestion  *question,
                             SotongBucket                bucket,
                             SotongChartModel           *model,
                             GError                    **error)
{
  g_auto(Common) common = { NULL };
  double sum = 0;

  common_init (&common);
  if (!sotong_chart_load_marks (db, question->range, question->topic_id, question->marks, model, error))
    return FALSE;
  if (question->compare != SOTONG_COMPARE_NONE)
    model->foot = g_strdup (_("nothing was collected in the time it is compared with"));
  if (question->by == SOTONG_CHART_BY_SOURCE ? !load_source_panels (db, question, bucket, model, &common, error)
                                             : !load_topic_panels (db, question, bucket, model, &common, error))
    return FALSE;
  if (common.points == NULL)
    return TRUE;
  model->slots = sotong_chart_load_slots (common.points, common.missing, bucket, sotong_db_get_zone (db));
  for (guint i = 0; i < common.points->len; i++)
    sum += (double) g_array_index (common.points, SotongTrendPoint, i).total;
  add_sample (question->by, sum, model);
  return TRUE;
}

/* ---- promises ---- */

gboolean
sotong_chart_load_promises (SotongDb                   *db,
                            const SotongChartQuestion  *question,
                            SotongChartModel           *model,
                            GError                    **error)
{
  static const char *const names[] = { N_("Done"), N_("Target"), N_("Should be"), N_("Scheduled"), N_("Draft") };
  gint64 until = MIN (question->range.end, sotong_db_now (db) + 1);
  int year = 0;
  g_autoptr(GPtrArray) list = NULL, texts = g_ptr_array_new_with_free_func (g_free);
  double *values[G_N_ELEMENTS (names)];
  g_autofree char *day = NULL;

  sotong_time_to_civil (until - 1, sotong_db_get_zone (db), &year, NULL, NULL, NULL, NULL, NULL);
  list = sotong_deliverable_list (db, year, until, error);
  if (list == NULL)
    return FALSE;
  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    values[s] = g_new0 (double, list->len + 1);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (list, i);
      SotongPromise promise;

      sotong_promise_init (&promise, target, until - 1, sotong_db_get_zone (db));
      values[0][i] = (double) promise.done;
      values[1][i] = (double) promise.promised;
      values[2][i] = (double) promise.pace;
      values[3][i] = (double) promise.scheduled;
      values[4][i] = (double) promise.draft;
      g_ptr_array_add (texts, sotong_promise_name (target));
    }
  model->slots = sotong_slots_new_names ((const char * const *) texts->pdata, NULL, texts->len);
  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    sotong_chart_model_add (model, _(names[s]), SOTONG_ROLE_TOTAL, values[s], texts->len);
  model->title = g_strdup (_("Promised and done"));
  day = sotong_time_format_date (until - 1, sotong_db_get_zone (db));
  /* Translators: below a chart: where its figures come from, and their last day */
  model->foot = g_strdup_printf (_("from the contents of the plan, to %s"), day);
  model->subtitle = g_strdup_printf ("%d", year);
  return TRUE;
}

/* ---- the budget ---- */

gboolean
sotong_chart_load_budget (SotongDb                   *db,
                          const SotongChartQuestion  *question,
                          SotongChartModel           *model,
                          GError                    **error)
{
  const char *names[] = { _("Original"), _("Carried in"), _("Changes"), _("Available"), _("Executed"), _("Carried out"), _("Remaining") };
  SotongSlotFlags flags[G_N_ELEMENTS (names)] = { 0 };
  double *values = g_new0 (double, G_N_ELEMENTS (names));
  SotongRange year_range = { 0, question->range.end };
  g_autoptr(SotongLedger) ledger = NULL;
  g_autofree char *day = NULL;
  int year = 0;

  sotong_time_to_civil (question->range.end - 1, sotong_db_get_zone (db), &year, NULL, NULL, NULL, NULL, NULL);
  year_range.start = sotong_time_from_civil (year, 1, 1, 0, 0, 0, sotong_db_get_zone (db));
  ledger = sotong_ledger_read (db, year, year_range, error);
  if (ledger == NULL)
    {
      g_free (values);
      return FALSE;
    }
  values[0] = (double) ledger->total.original;
  values[1] = (double) ledger->total.carried_in;
  values[2] = (double) ledger->total.changed;
  flags[3] = SOTONG_SLOT_SUM;
  values[4] = 0 - (double) ledger->total.executed;
  values[5] = 0 - (double) ledger->total.carried_out; /* never a negative zero */
  flags[6] = SOTONG_SLOT_SUM;
  model->slots = sotong_slots_new_names (names, flags, G_N_ELEMENTS (names));
  sotong_chart_model_add (model, _("Amount"), SOTONG_ROLE_TOTAL, values, G_N_ELEMENTS (names));
  model->title = g_strdup (_("From the original budget to what is left"));
  day = sotong_time_format_date (question->range.end - 1, sotong_db_get_zone (db));
  /* Translators: below a chart: where its figures come from, and their last day */
  model->foot = g_strdup_printf (_("from the ledger, to %s"), day);
  model->subtitle = g_strdup_printf ("%d", year);
  model->unit = g_strdup (_("(won)"));
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-load-private.h"
#include "report/sotong-report-parts-private.h"
#include "store/sotong-content.h"
#include "store/sotong-figure.h"
#include "store/sotong-post-figure.h"

/* What the channels and their posts reached in a period. */

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
  GHashTable *views, *days; /* (owned) channel → views of all of it, and of how many days */
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

static gint64
number_of (GHashTable *values,
           const char *channel)
{
  const gint64 *value = g_hash_table_lookup (values, channel);

  return value != NULL ? *value : SOTONG_NONE;
}

static void
take_account (Figures            *self,
              const SotongFigure *figure)
{
  gint64 days = number_of (self->days, figure->channel);

  if (g_str_equal (figure->metric, "followers"))
    {
      if (!g_hash_table_contains (self->first, figure->channel))
        g_hash_table_insert (self->first, g_strdup (figure->channel), copy_int (figure->value));
      g_hash_table_insert (self->last, g_strdup (figure->channel), copy_int (figure->value));
    }
  if (!g_str_equal (figure->metric, "day-views"))
    return;
  g_hash_table_insert (self->days, g_strdup (figure->channel), copy_int (days != SOTONG_NONE ? days + 1 : 1));
  g_hash_table_insert (self->views, g_strdup (figure->channel),
                       copy_int (days != SOTONG_NONE ? sotong_report_sum (number_of (self->views, figure->channel), figure->value) : figure->value));
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
      take_account (self, figure);
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
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

static gboolean
read_figures (SotongDb     *db,
              SotongRange   period,
              Figures      *figures,
              GError      **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autofree char *from = sotong_time_format_date (period.start, zone), *to = sotong_time_format_date (period.end - 1, zone);
  SotongFigureQuery query = { .from = from, .to = to };
  g_autoptr(GPtrArray) list = sotong_figure_list (db, &query, error);
  GHashTable **of_channel[] = { &figures->first, &figures->last, &figures->views, &figures->days };
  GHashTableIter iter;
  gpointer post;

  if (list == NULL)
    return FALSE;
  figures->posts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, reached_free);
  for (guint i = 0; i < G_N_ELEMENTS (of_channel); i++)
    *of_channel[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < list->len; i++)
    take_figure (figures, g_ptr_array_index (list, i));
  g_hash_table_iter_init (&iter, figures->posts);
  while (g_hash_table_iter_next (&iter, NULL, &post))
    if (!settle_post (db, post, from, error))
      return FALSE;
  return TRUE;
}

static void
load_channel (SotongReportChannel *channel,
              const Figures       *figures)
{
  gint64 first = number_of (figures->first, channel->name);
  GHashTableIter iter;
  gpointer value;

  if (number_of (figures->days, channel->name) != SOTONG_NONE)
    {
      channel->n_days = number_of (figures->days, channel->name);
      channel->day_views = number_of (figures->views, channel->name);
    }
  channel->followers = number_of (figures->last, channel->name);
  channel->gained = first != SOTONG_NONE ? sotong_report_difference (channel->followers, first) : SOTONG_REPORT_BLANK;
  channel->seen = channel->reactions = SOTONG_REPORT_BLANK;
  g_hash_table_iter_init (&iter, figures->posts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Reached *post = value;

      if (!g_str_equal (post->channel, channel->name))
        continue;
      if (post->seen != SOTONG_NONE)
        channel->seen = sotong_report_sum (channel->seen != SOTONG_REPORT_BLANK ? channel->seen : 0, post->seen);
      if (post->reactions != SOTONG_NONE)
        channel->reactions = sotong_report_sum (channel->reactions != SOTONG_REPORT_BLANK ? channel->reactions : 0, post->reactions);
    }
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
find_copy (SotongDb         *db,
           const Reached    *post,
           SotongReportPost *row,
           GError          **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, post->content_id, error);

  if (content == NULL)
    return FALSE;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->id != post->copy_id)
        continue;
      row->day = copy->published_at != SOTONG_NONE ? sotong_time_format_date (copy->published_at, sotong_db_get_zone (db)) : g_strdup ("-");
      row->url = g_strdup (copy->remote_url != NULL && *copy->remote_url != '\0' ? copy->remote_url : "-");
      return TRUE;
    }
  row->day = g_strdup ("-");
  row->url = g_strdup ("-");
  return TRUE;
}

/**
 * sotong_report_load_posts:
 * @self: an input with its channels
 * @db: a connection
 * @error: return location
 *
 * Fills in what each channel's posts reached in the period, its followers, and the best five posts. Runs SQL.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_load_posts (SotongReportPerformance  *self,
                          SotongDb                 *db,
                          GError                  **error)
{
  g_auto(Figures) figures = { NULL };
  g_autoptr(GPtrArray) posts = g_ptr_array_new ();
  g_autoptr(GList) values = NULL;

  if (!read_figures (db, self->head.period, &figures, error))
    return FALSE;
  for (guint i = 0; i < self->channels->len; i++)
    load_channel (g_ptr_array_index (self->channels, i), &figures);
  values = g_hash_table_get_values (figures.posts);
  for (GList *l = values; l != NULL; l = l->next)
    g_ptr_array_add (posts, l->data);
  g_ptr_array_sort (posts, compare_posts);
  for (guint i = 0; i < MIN (posts->len, N_BEST); i++)
    {
      const Reached *post = g_ptr_array_index (posts, i);
      SotongReportPost *row = g_new0 (SotongReportPost, 1);

      g_ptr_array_add (self->posts, row);
      row->title = g_strdup (post->title);
      row->channel = g_strdup (post->channel);
      row->seen = post->seen;
      row->reactions = post->reactions;
      if (!find_copy (db, post, row, error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-figures-data.h"

#include <glib/gi18n.h>
#include <string.h>

#include "plan/sotong-month.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-figure.h"
#include "util/sotong-time.h"

/* Where a person may know a figure. */
typedef enum {
  ON_ALL,
  ON_PAGES,     /* of one's own, where readers come and go */
  ON_NETWORKS,  /* where people follow */
  ON_MAILS,     /* pages that send what they publish as mail */
} Where;

static Where
find_where (const char *name)
{
  static const char * const of_networks[] = { SOTONG_METRIC_REACH, SOTONG_METRIC_CLICKS, SOTONG_METRIC_SAVES, NULL };
  static const char * const of_mails[] = { SOTONG_METRIC_MAILED, SOTONG_METRIC_DELIVERED, SOTONG_METRIC_OPENED, NULL };

  if (g_str_equal (name, SOTONG_METRIC_VISITORS))
    return ON_PAGES;
  if (g_strv_contains (of_mails, name))
    return ON_MAILS;
  if (g_str_equal (name, SOTONG_METRIC_DAY_VIEWS))
    return ON_ALL;
  return g_strv_contains (of_networks, name) || g_str_has_prefix (name, SOTONG_METRIC_DAY_PREFIX) ? ON_NETWORKS : ON_ALL;
}

static const SotongMetricKind *
get_kind (guint metric)
{
  guint n;

  return &sotong_metric_kinds (&n)[metric];
}

static const char * const pages[] = { "wordpress", "ghost", "naver-blog", NULL };

const char *
sotong_figures_metric_label (guint metric)
{
  return _(get_kind (metric)->label);
}

const char *
sotong_figures_metric_name (guint metric)
{
  return get_kind (metric)->name;
}

/* Whether a person may know the figure of an account, or a post, on a platform. */
gboolean
sotong_figures_metric_suits (guint       metric,
                             const char *platform,
                             gboolean    of_post)
{
  const SotongMetricKind *kind = get_kind (metric);
  Where where = find_where (kind->name);
  gboolean page = g_strv_contains (pages, platform);

  if (!(of_post ? kind->of_post : kind->of_account))
    return FALSE;
  return where == ON_ALL || (where == ON_MAILS ? g_str_equal (platform, "ghost") : (where == ON_PAGES) == page);
}

/* (nullable): whose figures these are */
const SotongFiguresSubject *
sotong_figures_get_subject (const SotongFiguresData *self)
{
  for (guint i = 0; i < self->subjects->len; i++)
    if (((const SotongFiguresSubject *) g_ptr_array_index (self->subjects, i))->channel_id == self->channel_id)
      return g_ptr_array_index (self->subjects, i);
  return NULL;
}

static void
subject_free (SotongFiguresSubject *subject)
{
  g_free (subject->name);
  g_free (subject->platform);
  g_free (subject);
}

void
sotong_figures_data_free (SotongFiguresData *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_array_unref);
  g_free (self);
}

static void
add_subject (SotongFiguresData *self,
             gint64             channel_id,
             const char        *name,
             const char        *platform)
{
  SotongFiguresSubject *subject = g_new0 (SotongFiguresSubject, 1);

  subject->channel_id = channel_id;
  subject->name = g_strdup (name);
  subject->platform = g_strdup (platform);
  g_ptr_array_add (self->subjects, subject);
}

static void
choose_subject (SotongFiguresData *self,
                gint64             wanted)
{
  for (guint i = 0; i < self->subjects->len; i++)
    {
      const SotongFiguresSubject *subject = g_ptr_array_index (self->subjects, i);

      if (subject->channel_id == wanted || self->channel_id == 0)
        self->channel_id = subject->channel_id;
    }
}

/* The post of the content on the channel, and whether the platform tells a program anything. */
static void
describe_subject (SotongFiguresData   *self,
                  const SotongContent *content)
{
  const SotongFiguresSubject *subject = sotong_figures_get_subject (self);
  const SotongCapabilities *can = subject != NULL ? sotong_capabilities_get (subject->platform) : NULL;

  self->tells = can != NULL && can->has_metrics;
  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == self->channel_id)
        self->copy_id = copy->id;
    }
}

/* The channels on which the content is out, or all channels. */
static gboolean
read_subjects (SotongDb           *db,
               SotongFiguresData  *self,
               gint64              wanted,
               GError            **error)
{
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(GPtrArray) channels = NULL;

  if (self->content_id != 0)
    {
      content = sotong_content_get (db, self->content_id, error);
      if (content == NULL)
        return FALSE;
      self->title = g_strdup (content->title);
      for (guint i = 0; i < content->copies->len; i++)
        {
          const SotongCopy *copy = g_ptr_array_index (content->copies, i);

          if (sotong_state_is_out (copy->state))
            add_subject (self, copy->channel_id, copy->channel, copy->platform);
        }
      choose_subject (self, wanted);
      describe_subject (self, content);
      return TRUE;
    }
  channels = sotong_channel_list (db, error);
  for (guint i = 0; channels != NULL && i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      add_subject (self, channel->id, channel->name, channel->platform);
    }
  choose_subject (self, wanted);
  describe_subject (self, NULL);
  return channels != NULL;
}

static SotongFiguresDay *
find_day (GArray     *days,
          const char *day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_str_equal (g_array_index (days, SotongFiguresDay, i).day, day))
      return &g_array_index (days, SotongFiguresDay, i);
  return NULL;
}

/* The days from @today back; those before the first figure are taken away when all are known. */
static void
add_days (SotongFiguresData *self,
          gint64             today)
{
  for (int i = 0; i < SOTONG_FIGURES_N_DAYS; i++)
    {
      SotongFiguresDay day = { .captured_at = SOTONG_NONE };
      int year, month, date;

      sotong_time_civil_from_days (today - i, &year, &month, &date);
      g_snprintf (day.day, sizeof day.day, "%04d-%02d-%02d", year, month, date);
      for (int j = 0; j < SOTONG_FIGURES_N_METRICS; j++)
        day.values[j] = SOTONG_NONE;
      g_array_append_val (self->days, day);
    }
}

static void
take_figure (SotongFiguresData  *self,
             const SotongFigure *figure)
{
  SotongFiguresDay *day = find_day (self->days, figure->day);

  for (guint i = 0; day != NULL && i < SOTONG_FIGURES_N_METRICS; i++)
    {
      if (!g_str_equal (sotong_figures_metric_name (i), figure->metric))
        continue;
      /* What was typed in comes before what was read, and stays. */
      if (day->values[i] == SOTONG_NONE)
        day->values[i] = figure->value;
      self->has[i] = self->has[i] || figure->value != SOTONG_NONE;
      self->fetched[i] = self->fetched[i] || (figure->value != SOTONG_NONE && g_str_equal (figure->source, "platform"));
      if (figure->value != SOTONG_NONE)
        day->typed |= !g_str_equal (figure->source, "platform");
      if (figure->value != SOTONG_NONE && (day->captured_at == SOTONG_NONE || figure->captured_at > day->captured_at))
        day->captured_at = figure->captured_at;
    }
}

/* A job of the store: `SotongFiguresQuery` to `SotongFiguresData`. */
gpointer
sotong_figures_data_job (SotongDb      *db,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const SotongFiguresQuery *asked = data;
  g_autoptr(SotongFiguresData) self = g_new0 (SotongFiguresData, 1);
  g_autofree char *today = sotong_figure_today (db);
  g_autoptr(GPtrArray) figures = NULL;
  SotongFigureQuery query = { 0 };
  gint64 number;

  self->content_id = asked->content_id;
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) subject_free);
  self->days = g_array_new (FALSE, FALSE, sizeof (SotongFiguresDay));
  if (!read_subjects (db, self, asked->channel_id, error))
    return NULL;
  if (self->channel_id == 0 || !sotong_month_parse_day (today, &number))
    return g_steal_pointer (&self);
  add_days (self, number);
  query = (SotongFigureQuery) { self->channel_id, self->content_id, g_array_index (self->days, SotongFiguresDay, self->days->len - 1).day, today };
  figures = sotong_figure_list (db, &query, error);
  if (figures == NULL)
    return NULL;
  for (guint i = 0; i < figures->len; i++)
    {
      const SotongFigure *figure = g_ptr_array_index (figures, i);

      if (self->content_id != 0 || figure->content_id == 0)
        take_figure (self, figure);
    }
  while (self->days->len > 0 && g_array_index (self->days, SotongFiguresDay, self->days->len - 1).captured_at == SOTONG_NONE)
    g_array_set_size (self->days, self->days->len - 1);
  return g_steal_pointer (&self);
}

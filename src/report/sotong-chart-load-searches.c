/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often words were searched for: relative figures, which never stand beside counts. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "report/sotong-chart-load.h"
#include "store/sotong-relative.h"
#include "store/sotong-source.h"

#define DAY ((gint64) 86400)
#define MOST_SERIES SOTONG_N_PLAIN_ROLES /* a colour and a dash for each */

/* Values of one word, by the day on which their time begins. */
typedef struct {
  char       *name;   /* (owned) */
  GHashTable *values; /* (owned): first second -> double */
} Line;

typedef struct {
  GPtrArray *lines;     /* (owned) (element-type Line) */
  GArray    *starts;    /* (owned) (element-type gint64) */
  guint      n_sources; /* that have an answer */
  GString   *sources;   /* (owned): their names */
} Found;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_hash_table_unref (line->values);
  g_free (line);
}

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->lines, g_ptr_array_unref);
  g_clear_pointer (&found->starts, g_array_unref);
  if (found->sources != NULL)
    g_string_free (found->sources, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static Line *
add_line (Found              *found,
          const SotongSource *source,
          const char         *word)
{
  g_autofree char *name = g_strdup_printf ("%s · %s", source->name, word);
  Line *line = found->lines->len > 0 ? g_ptr_array_index (found->lines, found->lines->len - 1) : NULL;

  if (line != NULL && g_str_equal (line->name, name))
    return line;
  if (found->lines->len == MOST_SERIES)
    return NULL;
  line = g_new0 (Line, 1);
  line->name = g_steal_pointer (&name);
  line->values = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_ptr_array_add (found->lines, line);
  return line;
}

static gboolean
add_source (SotongDb           *db,
            const SotongSource *source,
            const SotongRange  *range,
            Found              *found,
            GError            **error)
{
  g_autoptr(GPtrArray) list = sotong_relative_list (db, source->id, error);

  if (list != NULL && list->len > 0)
    g_string_append_printf (found->sources, "%s%s", found->n_sources++ > 0 ? ", " : "", source->name);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongRelative *one = g_ptr_array_index (list, i);
      Line *line = add_line (found, source, one->name);
      SotongRange day;
      gint64 start;

      if (line == NULL || !sotong_time_parse_range (one->day, one->day, sotong_db_get_zone (db), &day, NULL))
        continue;
      start = day.start;
      if (range != NULL && (start < range->start || start >= range->end))
        continue;
      if (!g_hash_table_insert (line->values, g_memdup2 (&start, sizeof start), g_memdup2 (&one->ratio, sizeof one->ratio)))
        continue;
      g_array_append_val (found->starts, start);
    }
  return list != NULL;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Each time once. A day between two that has no value stands there as a gap. */
static SotongBucket
order_starts (GArray    *starts,
              GTimeZone *zone)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 least = G_MAXINT64;

  g_array_sort (starts, compare_starts);
  for (guint i = starts->len; i-- > 1;)
    {
      gint64 step = g_array_index (starts, gint64, i) - g_array_index (starts, gint64, i - 1);

      if (step == 0)
        g_array_remove_index (starts, i);
      else
        least = MIN (least, step);
    }
  if (least > 10 * DAY && least != G_MAXINT64)
    return SOTONG_BUCKET_MONTH;
  if (least > 2 * DAY && least != G_MAXINT64)
    return SOTONG_BUCKET_WEEK;
  for (guint i = 0; i < starts->len; i++)
    {
      gint64 start = g_array_index (starts, gint64, i), next = i > 0 ? g_array_index (all, gint64, all->len - 1) : start;

      while (i > 0 && (next = sotong_time_bucket_next (next, SOTONG_BUCKET_DAY, zone)) < start)
        g_array_append_val (all, next);
      g_array_append_val (all, start);
    }
  g_array_set_size (starts, 0);
  g_array_append_vals (starts, all->data, all->len);
  return SOTONG_BUCKET_DAY;
}

/* Days for which no line has a value. */
static SotongSlotFlags *
find_gaps (const Found *found)
{
  SotongSlotFlags *flags = g_new0 (SotongSlotFlags, found->starts->len);

  for (guint k = 0; k < found->starts->len; k++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < found->lines->len && !known; i++)
        known = g_hash_table_contains (((const Line *) g_ptr_array_index (found->lines, i))->values, &g_array_index (found->starts, gint64, k));
      if (!known)
        flags[k] = SOTONG_SLOT_GAP;
    }
  return flags;
}

static SotongChartModel *
make_model (const Found *found,
            GTimeZone   *zone)
{
  SotongChartModel *model = sotong_chart_model_new (SOTONG_CHART_LINE);
  SotongBucket bucket = order_starts (found->starts, zone);
  gsize n = found->starts->len;
  g_autofree SotongSlotFlags *flags = find_gaps (found);
  g_autofree char *sources = NULL;

  model->slots = sotong_slots_new_time ((const gint64 *) (void *) found->starts->data, flags, n, bucket, zone);
  model->title = g_strdup (_("Search trend, relative (largest = 100)"));
  /* Translators: below a chart: names of sources */
  sources = g_strdup_printf (_("source: %s"), found->sources->str);
  model->foot = sotong_chart_load_join (sources, found->n_sources > 1
                                                 ? _("Lines of different sources cannot be compared with each other: each has its own 100") : NULL);
  for (guint i = 0; i < found->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (found->lines, i);
      double *values = g_new (double, n);

      for (gsize k = 0; k < n; k++)
        {
          const double *value = g_hash_table_lookup (line->values, &g_array_index (found->starts, gint64, k));

          values[k] = value != NULL ? *value : NAN;
        }
      sotong_chart_model_add (model, line->name, (SotongRole) (SOTONG_ROLE_FIRST + i), values, n);
      model->relative |= G_GUINT64_CONSTANT (1) << i;
    }
  return model;
}

/**
 * sotong_chart_load_searches:
 * @db: a connection
 * @range: (nullable): when; %NULL for all that there is
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the relative series that sources of search trends brought; %NULL with @error unset if there is none
 */
SotongChartModel *
sotong_chart_load_searches (SotongDb           *db,
                            const SotongRange  *range,
                            GError            **error)
{
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_auto(Found) found = { NULL };

  if (sources == NULL)
    return NULL;
  found.lines = g_ptr_array_new_with_free_func (line_free);
  found.starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  found.sources = g_string_new (NULL);
  for (guint i = 0; i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      if (!sotong_source_brings_mentions (source) && !add_source (db, source, range, &found, error))
        return NULL;
    }
  return found.starts->len > 0 ? make_model (&found, sotong_db_get_zone (db)) : NULL;
}

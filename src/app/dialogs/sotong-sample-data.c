/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-sample-data.h"

#define SAMPLE_SIZE 50

void
sotong_sample_data_free (SotongSampleData *data)
{
  g_clear_pointer (&data->mentions, g_ptr_array_unref);
  g_clear_pointer (&data->agreement, g_ptr_array_unref);
  g_clear_pointer (&data->weeks, g_ptr_array_unref);
  g_free (data);
}

/* The first second of a whole week that is past: the last one is number 0. */
gint64
sotong_sample_week (gint64     now,
                    guint      nth,
                    GTimeZone *zone)
{
  gint64 week = sotong_time_bucket_start (now, SOTONG_BUCKET_WEEK, zone);

  for (guint i = 0; i <= nth; i++)
    week = sotong_time_bucket_start (week - 1, SOTONG_BUCKET_WEEK, zone);
  return week;
}

char *
sotong_sample_describe_week (gint64     week,
                             GTimeZone *zone)
{
  g_autofree char *first = sotong_time_format_date (week, zone);
  g_autofree char *last = sotong_time_format_date (sotong_time_bucket_next (week, SOTONG_BUCKET_WEEK, zone) - 1, zone);

  return g_strdup_printf ("%s – %s", first, last);
}

static gboolean
read_weeks (SotongDb          *db,
            SotongSampleData  *data,
            GError           **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);

  data->weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_agreement_free);
  for (guint i = 0; i < SOTONG_SAMPLE_WEEKS; i++)
    {
      gint64 week = sotong_sample_week (sotong_db_now (db), i, zone);
      g_autoptr(GPtrArray) list = sotong_agreement_list (db, (SotongRange) { week, week + 1 }, error);
      SotongAgreement *all;

      if (list == NULL)
        return FALSE;
      all = g_ptr_array_steal_index (list, 0);
      g_free (all->source);
      all->source = sotong_sample_describe_week (week, zone);
      g_ptr_array_add (data->weeks, all);
    }
  return TRUE;
}

/**
 * sotong_sample_data_job:
 * @db: the connection of a write job
 * @week: (type gint64*): the first second of a week
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Draws the week's sample, if that was not done before, and reads it.
 *
 * Returns: (transfer full) (nullable): SotongSampleData
 */
gpointer
sotong_sample_data_job (SotongDb      *db,
                        gpointer       week,
                        GCancellable  *cancellable,
                        GError       **error)
{
  gint64 start = *(const gint64 *) week;
  g_autoptr(SotongSampleData) data = g_new0 (SotongSampleData, 1);

  if (!sotong_sample_draw (db, start, SAMPLE_SIZE, error))
    return NULL;
  data->mentions = sotong_sample_list (db, start, error);
  if (data->mentions == NULL)
    return NULL;
  data->agreement = sotong_agreement_list (db, (SotongRange) { start, start + 1 }, error);
  return data->agreement != NULL && read_weeks (db, data, error) ? g_steal_pointer (&data) : NULL;
}

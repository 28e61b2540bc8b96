/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four weeks of all topics and sources of an office that reads 20 sources each quarter of an hour for a year: one by one, as a chart
 * asks, and at once, as the navigator does. bench-trends [TOPICS] */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/sotong-db-private.h"
#include "store/sotong-rollup-many.h"
#include "store/sotong-store.h"

#define NOW G_GINT64_CONSTANT (1476406800) /* 2016-10-14T10:00+09:00 */
#define DAY 86400
#define N_SOURCES 20
#define ROUNDS 3

static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 n_topics = GPOINTER_TO_INT (data);

  return sotong_db_exec (db, error, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $1)"
                         " INSERT INTO source (id, name, kind, url, interval_s, enabled) SELECT i, 'source ' || i, 'feed', '', 900, 1 FROM k", "i",
                         (gint64) N_SOURCES)
         && sotong_db_exec (db, error, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $1)"
                            " INSERT INTO topic (id, name, any_words) SELECT i, 'topic ' || i, 'word' || i FROM k", "i", n_topics)
         && sotong_db_exec (db, error, "WITH RECURSIVE k (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 35200 - 1)"
                            " INSERT INTO fetch_run (source_id, kind, started_at, finished_at, covered_from, covered_to, outcome)"
                            " SELECT s.id, 'fetch', $1 - 900 * (35200 - i), $1 - 900 * (35200 - i) + 1, $1 - 900 * (35201 - i), $1 - 900 * (35200 - i), 'ok'"
                            " FROM k, source AS s ORDER BY i, s.id", "i", NOW)
         && sotong_db_exec (db, error, "WITH RECURSIVE k (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 365 * 24 - 1)"
                            " INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n)"
                            " SELECT t.id, $1 / 3600 - 365 * 24 + k.i, s.id, k.i % 3, 2 FROM (SELECT 0 AS id UNION ALL SELECT id FROM topic) AS t, k, source AS s"
                            " WHERE t.id = 0 OR (t.id + k.i + s.id) % 7 = 0 ORDER BY 1, 2, 3", "i", NOW) ? data : NULL;
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e3;
}

static gpointer
measure_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 today = sotong_time_bucket_start (NOW, SOTONG_BUCKET_DAY, zone), start = g_get_monotonic_time ();
  SotongRange range = { today - 28 * DAY, today }, year = { today - 360 * DAY, today };
  int n_topics = GPOINTER_TO_INT (data);

  for (int i = 1; i <= n_topics; i++)
    g_array_unref (sotong_rollup_read (db, i, 0, range, SOTONG_BUCKET_DAY, error));
  printf ("each of %d topics    %8.1f ms\n", n_topics, ms_since (start));
  start = g_get_monotonic_time ();
  for (int i = 1; i <= N_SOURCES; i++)
    g_array_unref (sotong_rollup_read (db, 0, i, range, SOTONG_BUCKET_DAY, error));
  printf ("each of %d sources   %8.1f ms\n", N_SOURCES, ms_since (start));
  for (int round = 0; round < ROUNDS; round++)
    {
      start = g_get_monotonic_time ();
      g_ptr_array_unref (sotong_rollup_read_many (db, range, SOTONG_BUCKET_DAY, error));
      printf ("all of them at once  %8.1f ms\n", ms_since (start));
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      start = g_get_monotonic_time ();
      sotong_coverage_free (sotong_coverage_read (db, 0, 0, year, error));
      printf ("coverage of a year   %8.1f ms\n", ms_since (start));
    }
  return data;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("sotong-XXXXXX", NULL), *path = g_build_filename (folder, "trends.sotong", NULL);
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_create (path, clock, NULL, &error);
  gpointer n_topics = GINT_TO_POINTER (argc > 1 ? atoi (argv[1]) : 26);
  gboolean done;

  done = store != NULL && sotong_store_write (store, SOTONG_WRITE_DEFAULT, fill_job, n_topics, NULL, &error) != NULL
         && sotong_store_read (store, measure_job, n_topics, NULL, &error) != NULL;
  if (!done)
    fprintf (stderr, "bench-trends: %s\n", error->message);
  if (store != NULL)
    sotong_store_close (store);
  g_remove (path);
  g_rmdir (folder);
  return done ? 0 : 1;
}

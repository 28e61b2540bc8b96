/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two syllables among a million mentions: the newest fifty and how many there are, beside LIKE.
 * bench-search WORKSPACE [WORDS…]; bench-import ROWS FOLDER leaves FOLDER/ours.sotong. */
#include "config.h"

#include <stdlib.h>

#include "bench-mentions.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"

#define ROUNDS 9

typedef double (*MeasureFunc) (SotongDb   *db,
                               const char *word,
                               gint64     *out_n);

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
ms_since (double start)
{
  return (wall_s () - start) * 1e3;
}

static double
newest (SotongDb   *db,
        const char *word,
        gint64     *out_n)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;
  double start = wall_s ();

  query->words = g_strdup (word);
  query->limit = 50;
  list = sotong_mention_list (db, query, NULL);
  *out_n = list->len;
  return ms_since (start);
}

static double
count (SotongDb   *db,
       const char *word,
       gint64     *out_n)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  double start = wall_s ();

  query->words = g_strdup (word);
  sotong_mention_count (db, query, out_n, NULL);
  return ms_since (start);
}

static double
pages (SotongDb   *db,
       const char *word,
       gint64     *out_n)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(SotongMentionPages) found = NULL;
  double start = wall_s ();

  query->words = word[0] != '\0' ? g_strdup (word) : NULL;
  found = sotong_mention_find_pages (db, query, 50, NULL);
  *out_n = found->n;
  return ms_since (start);
}

static double
like_newest (SotongDb   *db,
             const char *word,
             gint64     *out_n)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", word);
  g_autoptr(SotongStmt) stmt = NULL;
  double start = wall_s ();

  *out_n = 0;
  stmt = sotong_db_query (db, NULL, "SELECT id, text FROM mention WHERE text LIKE $1 ORDER BY id DESC LIMIT 50", "t", pattern);
  while (sotong_stmt_next (stmt, NULL))
    (*out_n)++;
  return ms_since (start);
}

static double
like_count (SotongDb   *db,
            const char *word,
            gint64     *out_n)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", word);
  double start = wall_s ();

  sotong_db_get_int (db, out_n, NULL, "SELECT count(*) FROM mention WHERE text LIKE $1", "t", pattern);
  return ms_since (start);
}

static double
median (SotongDb    *db,
        MeasureFunc  func,
        const char  *word,
        int          rounds,
        gint64      *out_n)
{
  double times[ROUNDS];

  func (db, word, out_n);
  for (int i = 0; i < rounds; i++)
    times[i] = func (db, word, out_n);
  qsort (times, (gsize) rounds, sizeof *times, compare_doubles);
  return times[rounds / 2];
}

static gpointer
measure_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const char **words = data;
  gint64 n;

  printf ("%-16s %10s %12s %12s %12s %12s %12s %8s\n", "words", "hits", "newest 50 ms", "count ms", "pages ms", "LIKE 50 ms", "LIKE n ms", "n ratio");
  for (; *words != NULL; words++)
    {
      double fifty = median (db, newest, *words, ROUNDS, &n);
      double all = median (db, count, *words, ROUNDS, &n);
      double index = median (db, pages, *words, 3, &n);
      double slow_fifty = median (db, like_newest, *words, 3, &n);
      double slow_all = median (db, like_count, *words, 3, &n);

      printf ("%-16s %10" G_GINT64_FORMAT " %12.2f %12.2f %12.2f %12.2f %12.2f %8.1f\n", *words, n, fifty, all, index, slow_fifty, slow_all, slow_all / all);
    }
  printf ("pages of all: %.2f ms\n", median (db, pages, "", 3, &n));
  return db;
}

int
main (int    argc,
      char **argv)
{
  static const char *usual[] = { "수당", "쉼터", "친절", "없음", "쉼", "무더위쉼터", NULL };
  g_autoptr(GError) error = NULL;
  SotongStore *store;

  if (argc < 2)
    return 2;
  store = sotong_store_open (argv[1], NULL, NULL, &error);
  if (store == NULL || sotong_store_read (store, measure_job, argc > 2 ? (gpointer) (argv + 2) : usual, NULL, &error) == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  sotong_store_close (store);
  g_object_unref (store);
  return 0;
}

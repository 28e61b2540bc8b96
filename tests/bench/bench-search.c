/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two syllables among a million mentions: the newest fifty and how many there are, beside LIKE. The words that go with each
 * topic, from the kept counts and from the words of the mentions themselves. Times are of the processor: all is read from memory,
 * and a busy machine does not change them.
 * bench-search WORKSPACE [WORDS…]; bench-import ROWS FOLDER leaves FOLDER/ours.sotong. */
#include "config.h"

#include <stdlib.h>

#include "bench-mentions.h"
#include "monitor/sotong-keywords.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-word.h"

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
  return (cpu_s () - start) * 1e3;
}

static double
newest (SotongDb   *db,
        const char *word,
        gint64     *out_n)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;
  double start = cpu_s ();

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
  double start = cpu_s ();

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
  double start = cpu_s ();

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
  double start = cpu_s ();

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
  double start = cpu_s ();

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

/* ---- words that go with a topic ---- */

static SotongKeywordQuery asked = { .limit = 50 };

static double
keywords (SotongDb   *db,
          const char *word,
          gint64     *out_n)
{
  double start = cpu_s ();
  g_autoptr(GPtrArray) list = sotong_keywords_job (db, &asked, NULL, NULL);

  *out_n = list->len;
  return ms_since (start);
}

static void
count_walked (const guint32 *ids,
              guint          n,
              int            sentiment,
              gpointer       user_data)
{
  *(gint64 *) user_data += n;
}

/* What counting the topic and all others from the mentions' own words takes at least. */
static double
walk (SotongDb   *db,
      const char *word,
      gint64     *out_n)
{
  double start = cpu_s ();

  *out_n = 0;
  sotong_word_walk (db, asked.topic_id, asked.range, FALSE, count_walked, out_n, NULL);
  if (asked.topic_id != 0)
    sotong_word_walk (db, 0, asked.range, FALSE, count_walked, out_n, NULL);
  return ms_since (start);
}

static void
measure_keywords (SotongDb *db)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, NULL);

  if (!sotong_rollup_extent (db, 0, &asked.range, NULL))
    return;
  printf ("\n%-16s %10s %12s %12s\n", "topic", "mentions", "words ms", "walk ms");
  for (guint i = 0; i <= topics->len; i++)
    {
      const SotongTopic *topic = i > 0 ? g_ptr_array_index (topics, i - 1) : NULL;
      gint64 n = 0, mentions = 0;
      double kept, walked;

      asked.topic_id = topic != NULL ? topic->id : 0;
      sotong_db_get_int (db, &mentions, NULL, "SELECT coalesce(sum(n), 0) FROM rollup_total WHERE topic_id = $1", "i", asked.topic_id);
      kept = median (db, keywords, "", ROUNDS, &n);
      walked = median (db, walk, "", 1, &n);
      printf ("%-16s %10" G_GINT64_FORMAT " %12.2f %12.2f\n", topic != NULL ? topic->name : "all", mentions, kept, walked);
    }
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
  measure_keywords (db);
  printf ("memory: %ld kB (peak), %ld kB (now)\n", status_kb ("VmHWM:"), status_kb ("VmRSS:"));
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

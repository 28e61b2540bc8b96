/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "store/sotong-mention.h"
#include "store/sotong-word-count-private.h"
#include "store/sotong-word-private.h"

/* The counts that a word's place is found from. */
typedef struct {
  SotongWordTally now;
  SotongWordTally all;     /* only for a topic */
  SotongWordTally before;
  SotongWordSums  sums;
} Counts;

typedef struct {
  double  score;
  guint32 id;
  guint32 n;
} Ranked;

void
sotong_word_use_free (SotongWordUse *use)
{
  if (use == NULL)
    return;
  g_free (use->text);
  g_free (use);
}

static void
counts_clear (Counts *counts)
{
  sotong_word_tally_clear (&counts->now);
  sotong_word_tally_clear (&counts->all);
  sotong_word_tally_clear (&counts->before);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

static gboolean
read_counts (SotongDb     *db,
             gint64        topic_id,
             SotongRange   range,
             SotongRange   before,
             Counts       *counts,
             GError      **error)
{
  if (before.end == 0)
    before = (SotongRange) { range.start - (range.end - range.start), range.start };
  if (!sotong_word_tally_open (db, &counts->now, error) || !sotong_word_tally_open (db, &counts->before, error)
      || (topic_id != 0 && !sotong_word_tally_open (db, &counts->all, error))
      || !sotong_word_count_range (db, topic_id, range, &counts->now, error)
      || !sotong_word_count_range (db, topic_id, before, &counts->before, error)
      || (topic_id != 0 && !sotong_word_count_range (db, 0, range, &counts->all, error)))
    return FALSE;
  counts->sums.n_topic = counts->now.n_texts;
  counts->sums.n_before = counts->before.n_texts;
  counts->sums.n_rest = topic_id != 0 ? MAX (counts->all.n_texts - counts->now.n_texts, 0) : 0;
  return TRUE;
}

static void
fill_use (const Counts  *counts,
          guint32        id,
          SotongWordUse *use)
{
  const SotongWordCell *now = &counts->now.cells[id];

  use->id = id;
  use->n = now->n;
  use->negative = now->negative;
  use->neutral = now->neutral;
  use->positive = now->positive;
  use->n_before = id < counts->before.n_cells ? counts->before.cells[id].n : 0;
  use->n_rest = counts->all.cells != NULL && id < counts->all.n_cells ? MAX ((gint64) counts->all.cells[id].n - now->n, 0) : 0;
}

static int
compare_ranked (const void *a,
                const void *b)
{
  const Ranked *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static GArray *
rank_all (const Counts    *counts,
          SotongWordScore  score,
          gpointer         user_data)
{
  GArray *ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), counts->now.n_used);

  for (guint32 i = 0; i < counts->now.n_used; i++)
    {
      SotongWordUse use = { NULL };
      Ranked one = { 0, counts->now.used[i], 0 };

      fill_use (counts, one.id, &use);
      one.n = (guint32) use.n;
      one.score = score (&use, &counts->sums, user_data);
      if (one.score > 0)
        g_array_append_val (ranked, one);
    }
  if (ranked->len > 1)
    qsort (ranked->data, ranked->len, sizeof (Ranked), compare_ranked);
  return ranked;
}

/* The word, if it has one: what a purge took away has none. */
static gboolean
read_text (SotongDb  *db,
           guint32    id,
           char     **out,
           GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT text FROM word WHERE id = $1 AND text <> ''", "i", (gint64) id);
  GError *local = NULL;

  *out = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out = sotong_stmt_dup (stmt, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* How many mentions of the range have been collected whose nouns have not been looked for. */
static gboolean
count_lacking (SotongDb     *db,
               SotongRange   range,
               gint64       *out_n,
               GError      **error)
{
  gint64 below = 0;

  if (!sotong_word_is_behind (db, &below, NULL, error))
    return FALSE;
  if (below <= sotong_mention_id_first (range.start))
    {
      *out_n = 0;
      return TRUE;
    }
  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM (SELECT 1 FROM mention AS m WHERE m.id >= $1 AND m.id < $2"
                            " AND NOT EXISTS (SELECT 1 FROM mention_word AS w WHERE w.mention_id = m.id) LIMIT 1000000)", "ii",
                            sotong_mention_id_first (range.start), MIN (below, sotong_mention_id_first (range.end)));
}

/**
 * sotong_word_rank:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: the time
 * @before: what it is compared with; both 0: the time before it, which is as long and ends where it begins
 * @limit: so many words at most
 * @score: how much a word matters
 * @keep: whether to keep it, once its text is known
 * @user_data: for both
 * @out_sums: (out): how many mentions were counted
 * @error: return location
 *
 * Counts the words of a topic's mentions, of all others, and of the topic's in the time before, from kept counts: it takes a
 * few milliseconds whatever the number of mentions.
 *
 * Returns: (transfer full) (nullable) (element-type SotongWordUse): the highest scores first
 */
GPtrArray *
sotong_word_rank (SotongDb         *db,
                  gint64            topic_id,
                  SotongRange       range,
                  SotongRange       before,
                  int               limit,
                  SotongWordScore   score,
                  SotongWordKeep    keep,
                  gpointer          user_data,
                  SotongWordSums   *out_sums,
                  GError          **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_word_use_free);
  g_autoptr(GArray) ranked = NULL;
  g_auto(Counts) counts = { { NULL } };

  if (!read_counts (db, topic_id, range, before, &counts, error) || !count_lacking (db, range, &counts.sums.n_lacking, error))
    return NULL;
  *out_sums = counts.sums;
  ranked = rank_all (&counts, score, user_data);
  for (guint i = 0; i < ranked->len && list->len < (guint) limit; i++)
    {
      const Ranked *one = &g_array_index (ranked, Ranked, i);
      g_autoptr(SotongWordUse) use = g_new0 (SotongWordUse, 1);

      if (!read_text (db, one->id, &use->text, error))
        return NULL;
      fill_use (&counts, one->id, use);
      use->score = one->score;
      if (use->text != NULL && use->text[0] != '\0' && keep (use, user_data))
        g_ptr_array_add (list, g_steal_pointer (&use));
    }
  return g_steal_pointer (&list);
}

/* ---- the check ---- */

static gboolean
check_topic (SotongDb     *db,
             gint64        topic_id,
             SotongRange   range,
             gint64       *out_wrong,
             GError      **error)
{
  g_auto(SotongWordTally) kept = { NULL };
  g_auto(SotongWordTally) fresh = { NULL };

  if (!sotong_word_tally_open (db, &kept, error) || !sotong_word_tally_open (db, &fresh, error)
      || !sotong_word_count_range (db, topic_id, range, &kept, error) || !sotong_word_count_mentions (db, topic_id, range, &fresh, error))
    return FALSE;
  *out_wrong += kept.n_texts != fresh.n_texts;
  for (guint32 i = 0; i < fresh.n_cells; i++)
    *out_wrong += memcmp (&kept.cells[i], &fresh.cells[i], sizeof (SotongWordCell)) != 0;
  return TRUE;
}

/**
 * sotong_word_check:
 * @db: a connection
 * @findings: (element-type utf8): a sentence is added if something is wrong
 * @error: return location
 *
 * Counts the words of all mentions anew and compares them with the counts that are kept.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean
sotong_word_check (SotongDb   *db,
                   GPtrArray  *findings,
                   GError    **error)
{
  g_autoptr(GArray) topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT DISTINCT topic_id FROM word_count", "");
  SotongRange range = { 0, 0 };
  GError *local = NULL;
  gint64 n = 0;

  if (stmt == NULL || !sotong_db_get_int (db, &range.start, error, "SELECT coalesce(min(published_at), 0) FROM mention", "")
      || !sotong_db_get_int (db, &range.end, error, "SELECT coalesce(max(published_at), 0) + 1 FROM mention", ""))
    return FALSE;
  range.start = sotong_word_day_start (sotong_word_day (range.start)); /* whole days: of parts no counts are kept */
  range.end = sotong_word_day_start (sotong_word_day (range.end) + 1);
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 topic = sotong_stmt_int (stmt, 0);

      g_array_append_val (topics, topic);
    }
  for (guint i = 0; local == NULL && i < topics->len; i++)
    check_topic (db, g_array_index (topics, gint64, i), range, &n, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (n > 0)
    g_ptr_array_add (findings, g_strdup_printf (ngettext ("%d count of a word differs from the mentions that it counts.",
                                                          "%d counts of words differ from the mentions that they count.", (gulong) n), (int) n));
  return TRUE;
}

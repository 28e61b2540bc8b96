/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "store/sotong-mention.h"
#include "store/sotong-word-count-private.h"
#include "store/sotong-word-private.h"

/* What mentions hold, and what those copies of a text hold that do not stand for it. */
typedef struct {
  SotongWordTally all;
  SotongWordTally surplus;
} Counted;

/* The counts that a word's place is found from. */
typedef struct {
  Counted         now;
  Counted         all;     /* only for a topic */
  Counted         before;
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
counted_clear (Counted *counted)
{
  sotong_word_tally_clear (&counted->all);
  sotong_word_tally_clear (&counted->surplus);
}

static void
counts_clear (Counts *counts)
{
  counted_clear (&counts->now);
  counted_clear (&counts->all);
  counted_clear (&counts->before);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, counted_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

/* With @once the copies are taken from the counts, so that none is left to weigh less. */
static gboolean
read_counted (SotongDb     *db,
              gint64        topic_id,
              SotongRange   range,
              gboolean      once,
              Counted      *counted,
              GError      **error)
{
  if (!sotong_word_tally_open (db, &counted->all, error) || !sotong_word_tally_open (db, &counted->surplus, error)
      || !sotong_word_count_range (db, topic_id, range, &counted->all, once ? NULL : &counted->surplus, error)
      || (once && !sotong_word_count_repeats (db, topic_id, range, &counted->surplus, error)))
    return FALSE;
  if (once)
    {
      sotong_word_tally_take (&counted->all, &counted->surplus);
      sotong_word_tally_empty (&counted->surplus);
    }
  return TRUE;
}

static gboolean
read_counts (SotongDb             *db,
             const SotongWordAsk  *ask,
             Counts               *counts,
             GError              **error)
{
  SotongRange before = ask->before;

  if (before.end == 0)
    before = (SotongRange) { ask->range.start - (ask->range.end - ask->range.start), ask->range.start };
  if (!read_counted (db, ask->topic_id, ask->range, ask->once, &counts->now, error)
      || !read_counted (db, ask->topic_id, before, ask->once, &counts->before, error)
      || (ask->topic_id != 0 && !read_counted (db, 0, ask->range, ask->once, &counts->all, error)))
    return FALSE;
  counts->sums.n_topic = counts->now.all.n_texts;
  counts->sums.n_before = counts->before.all.n_texts;
  counts->sums.n_rest = ask->topic_id != 0 ? MAX (counts->all.all.n_texts - counts->now.all.n_texts, 0) : 0;
  counts->sums.weight_topic = counts->sums.n_topic - counts->now.surplus.n_texts;
  counts->sums.weight_before = counts->sums.n_before - counts->before.surplus.n_texts;
  counts->sums.weight_rest = ask->topic_id == 0 ? 0
                             : MAX (counts->all.all.n_texts - counts->all.surplus.n_texts - counts->sums.weight_topic, 0);
  return TRUE;
}

/* How many mentions hold a word, and by @out_weight how much they weigh. */
static gint64
count_of (const Counted *counted,
          guint32        id,
          gint64        *out_weight)
{
  gint64 n = counted->all.cells != NULL && id < counted->all.n_cells ? counted->all.cells[id].n : 0;

  *out_weight = n - (counted->surplus.cells != NULL && id < counted->surplus.n_cells ? counted->surplus.cells[id].n : 0);
  return n;
}

static void
fill_use (const Counts  *counts,
          guint32        id,
          SotongWordUse *use)
{
  const SotongWordCell *now = &counts->now.all.cells[id];
  gint64 weight_all;

  use->id = id;
  use->n = count_of (&counts->now, id, &use->weight);
  use->negative = now->negative;
  use->neutral = now->neutral;
  use->positive = now->positive;
  use->n_before = count_of (&counts->before, id, &use->weight_before);
  use->n_rest = MAX (count_of (&counts->all, id, &weight_all) - use->n, 0);
  use->weight_rest = MAX (weight_all - use->weight, 0);
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
  GArray *ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), counts->now.all.n_used);

  for (guint32 i = 0; i < counts->now.all.n_used; i++)
    {
      SotongWordUse use = { NULL };
      Ranked one = { 0, counts->now.all.used[i], 0 };

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
 * @ask: what is asked for
 * @score: how much a word matters
 * @keep: whether to keep it, once its text is known
 * @user_data: for both
 * @out_sums: (out): how many mentions were counted
 * @error: return location
 *
 * Counts the words of a topic's mentions, of all others, and of the topic's in the time before, from kept counts: it takes a
 * few milliseconds whatever the number of mentions. Where copies of one text count once, each of the range's is looked at.
 *
 * Returns: (transfer full) (nullable) (element-type SotongWordUse): the highest scores first
 */
GPtrArray *
sotong_word_rank (SotongDb             *db,
                  const SotongWordAsk  *ask,
                  SotongWordScore       score,
                  SotongWordKeep        keep,
                  gpointer              user_data,
                  SotongWordSums       *out_sums,
                  GError              **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_word_use_free);
  g_autoptr(GArray) ranked = NULL;
  g_auto(Counts) counts = { { { NULL } } };

  if (!read_counts (db, ask, &counts, error) || !count_lacking (db, ask->range, &counts.sums.n_lacking, error))
    return NULL;
  *out_sums = counts.sums;
  ranked = rank_all (&counts, score, user_data);
  for (guint i = 0; i < ranked->len && list->len < (guint) ask->limit; i++)
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

/* How many counts differ. */
static gint64
compare_tallies (const SotongWordTally *kept,
                 const SotongWordTally *fresh)
{
  gint64 n = kept->n_texts != fresh->n_texts;

  for (guint32 i = 0; i < fresh->n_cells; i++)
    n += memcmp (&kept->cells[i], &fresh->cells[i], sizeof (SotongWordCell)) != 0;
  return n;
}

static gboolean
check_topic (SotongDb     *db,
             gint64        topic_id,
             SotongRange   range,
             gint64       *out_wrong,
             GError      **error)
{
  g_auto(Counted) kept = { { NULL } };
  g_auto(Counted) fresh = { { NULL } };
  gboolean weighed;

  if (!sotong_word_tally_open (db, &kept.all, error) || !sotong_word_tally_open (db, &fresh.all, error)
      || !sotong_word_tally_open (db, &kept.surplus, error) || !sotong_word_tally_open (db, &fresh.surplus, error)
      || !sotong_word_count_range (db, topic_id, range, &kept.all, &kept.surplus, error)
      || !sotong_word_count_mentions (db, topic_id, range, &fresh.all, &fresh.surplus, error)
      || !sotong_word_are_copies_weighed (db, &weighed, error))
    return FALSE;
  *out_wrong += compare_tallies (&kept.all, &fresh.all) + (weighed ? compare_tallies (&kept.surplus, &fresh.surplus) : 0);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-word-count-private.h"
#include "store/sotong-word-days.h"

/* The number of a word; 0 if no mention ever held it. */
static gboolean
find_id (SotongDb    *db,
         const char  *word,
         gint64      *out_id,
         GError     **error)
{
  return sotong_db_get_int (db, out_id, error, "SELECT coalesce((SELECT id FROM word WHERE text = $1), 0)", "t", word);
}

static gboolean
count_day (SotongDb         *db,
           gint64            topic_id,
           SotongRange       range,
           gboolean          once,
           SotongWordTally  *all,
           SotongWordTally  *copies,
           GError          **error)
{
  sotong_word_tally_empty (all);
  sotong_word_tally_empty (copies);
  return sotong_word_count_range (db, topic_id, range, all, NULL, error)
         && (!once || sotong_word_count_repeats (db, topic_id, range, copies, error));
}

static gint64
count_of (const SotongWordTally *tally,
          gint64                 id)
{
  return id > 0 && id < (gint64) tally->n_cells ? tally->cells[id].n : 0;
}

/**
 * sotong_word_days:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @words: (array length=n_words): words as they stand in mentions
 * @n_words: how many
 * @starts: (array): when each day begins, and behind them when the last one ends
 * @n_days: how many days there are
 * @once: copies of one text count once
 * @out_counts: (array): @n_words rows of @n_days: how many mentions of the day hold the word
 * @error: return location
 *
 * Whole days are read from the kept counts; days that wait to be counted, from their mentions. For a job of the store.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_days (SotongDb            *db,
                  gint64               topic_id,
                  const char * const  *words,
                  guint                n_words,
                  const gint64        *starts,
                  guint                n_days,
                  gboolean             once,
                  gint64              *out_counts,
                  GError             **error)
{
  g_auto(SotongWordTally) all = { NULL }, copies = { NULL };
  g_autofree gint64 *ids = g_new0 (gint64, n_words + 1);

  for (guint i = 0; i < n_words; i++)
    if (!find_id (db, words[i], &ids[i], error))
      return FALSE;
  if (!sotong_word_tally_open (db, &all, error) || !sotong_word_tally_open (db, &copies, error))
    return FALSE;
  for (guint day = 0; day < n_days; day++)
    {
      if (!count_day (db, topic_id, (SotongRange) { starts[day], starts[day + 1] }, once, &all, &copies, error))
        return FALSE;
      for (guint i = 0; i < n_words; i++)
        out_counts[i * n_days + day] = count_of (&all, ids[i]) - count_of (&copies, ids[i]);
    }
  return TRUE;
}

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

/* Takes away from the counts of words those of copies that are counted once. */
typedef struct {
  GHashTable *rows;    /* (owned): a word's number -> its row, from 1 */
  gint64     *counts;  /* (unowned) */
  guint       n_days;
} Repeats;

static void
repeat_cb (const guint8 *words,
           gsize         length,
           guint         day,
           gpointer      user_data)
{
  const Repeats *self = user_data;
  const guint8 *at = words, *end = words + length;
  guint32 id = 0, step;

  while (at < end && sotong_word_code_next (&at, end, &step))
    {
      guint row;

      id += step;
      row = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, GUINT_TO_POINTER (id)));
      if (row > 0)
        self->counts[(row - 1) * self->n_days + day]--;
    }
}

static gboolean
take_repeats (SotongDb      *db,
              gint64         topic_id,
              const gint64  *ids,
              guint          n_words,
              const gint64  *starts,
              guint          n_days,
              gint64        *out_counts,
              GError       **error)
{
  g_autoptr(GHashTable) rows = g_hash_table_new (NULL, NULL);
  Repeats repeats = { rows, out_counts, n_days };

  for (guint i = 0; i < n_words; i++)
    if (ids[i] > 0)
      g_hash_table_insert (rows, GUINT_TO_POINTER ((guint) ids[i]), GUINT_TO_POINTER (i + 1));
  return g_hash_table_size (rows) == 0 || sotong_word_walk_repeats (db, topic_id, starts, n_days, repeat_cb, &repeats, error);
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
 * @words: (array length=n_words): words as they stand in mentions, each once
 * @n_words: how many
 * @starts: (array): when each day begins, and behind them when the last one ends
 * @n_days: how many days there are
 * @once: copies of one text count once a day
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
  g_auto(SotongWordTally) all = { NULL };
  g_autofree gint64 *ids = g_new0 (gint64, n_words + 1);

  for (guint i = 0; i < n_words; i++)
    if (!find_id (db, words[i], &ids[i], error))
      return FALSE;
  if (!sotong_word_tally_open (db, &all, error))
    return FALSE;
  for (guint day = 0; day < n_days; day++)
    {
      sotong_word_tally_empty (&all);
      if (!sotong_word_count_range (db, topic_id, (SotongRange) { starts[day], starts[day + 1] }, &all, NULL, error))
        return FALSE;
      for (guint i = 0; i < n_words; i++)
        out_counts[i * n_days + day] = count_of (&all, ids[i]);
    }
  return !once || n_days == 0 || take_repeats (db, topic_id, ids, n_words, starts, n_days, out_counts, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-guess.h"
#include "store/sotong-rollup-private.h"

/* A mention that is to be judged, or whose sentiment in force lags behind what the machine said. */
typedef struct {
  gint64  id;
  gint64  published_at;
  gint64  source_id;
  int     in_force;
  int     kept;        /* what the machine said; -1 if nothing, or another model said it */
  char   *text;        /* (owned) (nullable): only of one to be judged */
  gboolean by_person;
} Candidate;

static void
candidate_clear (gpointer data)
{
  g_free (((Candidate *) data)->text);
}

/**
 * sotong_guess_write:
 * @db: the connection of a write job
 * @mention_id: a mention
 * @guess: what the machine thinks of it
 * @error: return location
 *
 * Keeps the judgement beside a person's, in place of the machine's last. What is in force stays as it is.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_guess_write (SotongDb           *db,
                    gint64              mention_id,
                    const SotongGuess  *guess,
                    GError            **error)
{
  return sotong_db_exec (db, error, "INSERT INTO mention_sentiment (mention_id, source, value, p_negative, p_neutral, p_positive, model, at)"
                         " VALUES ($1, 'machine', $2, $3, $4, $5, $6, $7) ON CONFLICT (mention_id, source) DO UPDATE SET value = excluded.value,"
                         " p_negative = excluded.p_negative, p_neutral = excluded.p_neutral, p_positive = excluded.p_positive,"
                         " model = excluded.model, at = excluded.at", "iidddti", mention_id, (gint64) guess->value, (double) guess->p[0],
                         (double) guess->p[1], (double) guess->p[2], guess->model, sotong_db_now (db));
}

/* The next rows, and which of them there is something to do for. The demonstration's own labels stay. */
static GArray *
read_some (SotongDb        *db,
           SotongGuessRun  *run,
           int              limit,
           const char      *model,
           gboolean        *out_more,
           GError         **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  int n = 0;

  g_array_set_clear_func (list, candidate_clear);
  stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at, m.source_id, m.sentiment, m.sentiment_source,"
                          " CASE WHEN s.model = $3 THEN s.value ELSE -1 END, m.text FROM mention AS m"
                          " LEFT JOIN mention_sentiment AS s ON s.mention_id = m.id AND s.source = 'machine'"
                          " WHERE m.id > $1 AND m.purged_at IS NULL ORDER BY m.id LIMIT $2", "iit", run->last_id, (gint64) limit, model);
  if (stmt == NULL)
    return NULL;
  for (; sotong_stmt_next (stmt, &local); n++)
    {
      const char *source = sotong_stmt_text (stmt, 4);
      Candidate one = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), (int) sotong_stmt_int (stmt, 3),
                        (int) sotong_stmt_int (stmt, 5), NULL, g_str_equal (source, "person") };

      run->last_id = one.id;
      if (g_str_equal (source, "demo") || (one.kept >= 0 && (one.by_person || one.kept == one.in_force)))
        continue;
      if (one.kept < 0)
        one.text = g_strdup (sotong_stmt_text (stmt, 6));
      g_array_append_val (list, one);
    }
  run->n_seen += n;
  *out_more = n == limit;
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* Moves a mention's counts from one sentiment to another; all are written together at the end. */
static gboolean
move_counts (SotongDb           *db,
             SotongRollupBatch  *batch,
             const Candidate    *one,
             int                 to,
             GError            **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  sotong_rollup_batch_add (batch, 0, one->published_at, one->source_id, one->in_force, -1);
  sotong_rollup_batch_add (batch, 0, one->published_at, one->source_id, to, 1);
  stmt = sotong_db_query (db, error, "SELECT topic_id FROM topic_hit WHERE mention_id = $1 AND removed = 0", "i", one->id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      sotong_rollup_batch_add (batch, sotong_stmt_int (stmt, 0), one->published_at, one->source_id, one->in_force, -1);
      sotong_rollup_batch_add (batch, sotong_stmt_int (stmt, 0), one->published_at, one->source_id, to, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
judge_one (SotongDb           *db,
           SotongRollupBatch  *batch,
           const Candidate    *one,
           SotongGuessRun     *run,
           SotongGuessFunc     func,
           gpointer            user_data,
           GError            **error)
{
  SotongGuess guess = { .value = one->kept >= 0 ? (SotongSentiment) one->kept : SOTONG_SENTIMENT_NONE };

  if (one->text != NULL)
    {
      func (one->text, &guess, user_data);
      run->n_judged++;
      if (!sotong_guess_write (db, one->id, &guess, error))
        return FALSE;
    }
  if (one->by_person)
    return TRUE;
  if ((int) guess.value != one->in_force)
    {
      run->n_changed++;
      if (!move_counts (db, batch, one, (int) guess.value, error))
        return FALSE;
    }
  return sotong_db_exec (db, error, "UPDATE mention SET sentiment = $1, sentiment_source = 'machine' WHERE id = $2", "ii",
                         (gint64) guess.value, one->id);
}

/**
 * sotong_guess_some:
 * @db: the connection of a write job
 * @run: (inout): how far it has come
 * @limit: look at so many mentions at most
 * @model: the version that judges now
 * @func: judges a text
 * @user_data: for @func
 * @out_more: (out): whether there are more behind them
 * @error: return location
 *
 * Judges those of the next mentions that nobody has judged, or only another version. A person's word and the
 * demonstration's stay in force. Counts and mentions change together: whoever stops between two calls leaves
 * a workspace that is right.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_guess_some (SotongDb         *db,
                   SotongGuessRun   *run,
                   int               limit,
                   const char       *model,
                   SotongGuessFunc   func,
                   gpointer          user_data,
                   gboolean         *out_more,
                   GError          **error)
{
  g_autoptr(GArray) list = read_some (db, run, limit, model, out_more, error);
  g_autoptr(SotongRollupBatch) batch = NULL;

  if (list == NULL)
    return FALSE;
  batch = sotong_rollup_batch_new ();
  for (guint i = 0; i < list->len; i++)
    {
      if (!judge_one (db, batch, &g_array_index (list, Candidate, i), run, func, user_data, error))
        return FALSE;
    }
  if (list->len > 0)
    db->touched |= 1 << 6; /* the counts have no rowid: SQLite does not report them */
  return sotong_rollup_batch_write (batch, db, error);
}

/**
 * sotong_guess_count:
 * @db: a connection
 * @out_n: (out): how many mentions a run looks at
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_guess_count (SotongDb  *db,
                    gint64    *out_n,
                    GError   **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT coalesce(sum(n), 0) FROM rollup_total WHERE topic_id = 0", "");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-likeness.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-mention.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-topic-private.h"
#include "store/sotong-word-private.h"

/* A sighting that is taken back, and the mention that it was of. */
typedef struct {
  gint64 sighting_id;
  gint64 mention_id;
} Pair;

/* What the counts hold a mention under. */
typedef struct {
  gint64  id;
  gint64  published_at;
  gint64  source_id;
  int     sentiment;
  char   *text;    /* (owned) */
  char   *author;  /* (owned) */
  char   *url;     /* (owned) */
  GArray *topics;  /* (owned) (element-type gint64): those that hold it */
} Held;

static void
held_free (Held *held)
{
  g_free (held->text);
  g_free (held->author);
  g_free (held->url);
  g_array_unref (held->topics);
  g_free (held);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Held, held_free)

static gboolean
read_ids (SotongDb    *db,
          GArray      *ids,
          const char  *sql,
          gint64       id,
          GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 value = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, value);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static Held *
held_read (SotongDb  *db,
           gint64     id,
           GError   **error)
{
  g_autoptr(Held) held = g_new0 (Held, 1);
  g_autoptr(SotongStmt) stmt = NULL;

  held->id = id;
  held->topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  stmt = sotong_db_query (db, error, "SELECT published_at, source_id, sentiment, text, author, url FROM mention WHERE id = $1", "i", id);
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return NULL;
  held->published_at = sotong_stmt_int (stmt, 0);
  held->source_id = sotong_stmt_int (stmt, 1);
  held->sentiment = (int) sotong_stmt_int (stmt, 2);
  held->text = sotong_stmt_dup (stmt, 3);
  held->author = sotong_stmt_dup (stmt, 4);
  held->url = sotong_stmt_dup (stmt, 5);
  if (!read_ids (db, held->topics, "SELECT topic_id FROM topic_hit WHERE mention_id = $1 AND removed = 0", id, error))
    return NULL;
  return g_steal_pointer (&held);
}

static void
count_held (SotongRollupBatch *batch,
            const Held        *held,
            gint64             source_id,
            gint64             n)
{
  sotong_rollup_batch_add (batch, 0, held->published_at, source_id, held->sentiment, n);
  for (guint i = 0; i < held->topics->len; i++)
    sotong_rollup_batch_add (batch, g_array_index (held->topics, gint64, i), held->published_at, source_id, held->sentiment, n);
}

/* Deletes a mention that no sighting holds any more, with all that is kept of it. */
static gboolean
remove_unseen (SotongDb           *db,
               const Held         *held,
               SotongRollupBatch  *batch,
               GError            **error)
{
  count_held (batch, held, held->source_id, -1);
  return sotong_db_exec (db, error, "DELETE FROM topic_hit WHERE mention_id = $1", "i", held->id)
         && sotong_db_exec (db, error, "DELETE FROM mention_sentiment WHERE mention_id = $1", "i", held->id)
         && sotong_db_exec (db, error, "DELETE FROM sentiment_sample WHERE mention_id = $1", "i", held->id)
         && sotong_word_forget (db, held->id, error)
         && sotong_search_remove (db, held->id, held->text, error)
         && sotong_db_exec (db, error, "DELETE FROM mention WHERE id = $1", "i", held->id);
}

static gboolean
contains (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

/* Another source saw the mention too: it stays, under that source, and with the topics to
 * which it belongs without what was taken back. */
static gboolean
keep_seen (SotongDb            *db,
           Held                *held,
           GArray              *sources,
           SotongTopicMatcher  *matcher,
           SotongRollupBatch   *batch,
           GError             **error)
{
  gint64 source_id = contains (sources, held->source_id) ? held->source_id : g_array_index (sources, gint64, 0);
  g_autoptr(GArray) belongs = g_array_new (FALSE, FALSE, sizeof (gint64));

  count_held (batch, held, held->source_id, -1);
  for (guint i = 0; i < sources->len; i++)
    sotong_topic_matcher_match (matcher, g_array_index (sources, gint64, i), held->text, held->author, held->url, belongs);
  for (guint i = held->topics->len; i > 0; i--)
    {
      gint64 topic = g_array_index (held->topics, gint64, i - 1);

      if (contains (belongs, topic))
        continue;
      if (!sotong_db_exec (db, error, "DELETE FROM topic_hit WHERE topic_id = $1 AND mention_id = $2", "ii", topic, held->id))
        return FALSE;
      g_array_remove_index (held->topics, i - 1);
    }
  count_held (batch, held, source_id, 1);
  return source_id == held->source_id
         || sotong_db_exec (db, error, "UPDATE mention SET source_id = $1 WHERE id = $2", "ii", source_id, held->id);
}

static gboolean
take_back_one (SotongDb            *db,
               const Pair          *pair,
               SotongTopicMatcher  *matcher,
               SotongRollupBatch   *batch,
               GError             **error)
{
  g_autoptr(GArray) sources = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(Held) held = NULL;

  if (!sotong_db_exec (db, error, "DELETE FROM sighting WHERE id = $1", "i", pair->sighting_id)
      || !read_ids (db, sources, "SELECT source_id FROM sighting WHERE mention_id = $1 ORDER BY id", pair->mention_id, error))
    return FALSE;
  held = held_read (db, pair->mention_id, error);
  if (held == NULL)
    return FALSE;
  if (sources->len == 0)
    return remove_unseen (db, held, batch, error);
  return keep_seen (db, held, sources, matcher, batch, error);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *x = a, *y = b;

  return x->mention_id < y->mention_id ? -1 : x->mention_id > y->mention_id;
}

static gboolean
read_pairs (SotongDb  *db,
            gint64     run_id,
            gint64     max_rows,
            GArray    *pairs,
            GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.mention_id FROM fetch_run AS r CROSS JOIN sighting AS s"
                          " WHERE r.id = $1 AND s.id >= coalesce(r.first_sighting, 0) AND s.run_id = $1 ORDER BY s.id LIMIT $2", "ii", run_id, max_rows);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Pair pair = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1) };

      g_array_append_val (pairs, pair);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_mention_remove_run:
 * @db: the connection of a write job
 * @run_id: an import that was not finished
 * @max_rows: how many rows to take back in this transaction
 * @out_more: (out): whether there are more
 * @error: return location
 *
 * Takes back what an import added: its sightings, and the mentions that nothing else saw.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_remove_run (SotongDb  *db,
                           gint64     run_id,
                           gint64     max_rows,
                           gboolean  *out_more,
                           GError   **error)
{
  g_autoptr(GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr(SotongTopicMatcher) matcher = sotong_topic_matcher_new (db, error);
  g_autoptr(SotongRollupBatch) batch = sotong_rollup_batch_new ();

  if (matcher == NULL || !read_pairs (db, run_id, max_rows, pairs, error))
    return FALSE;
  *out_more = (gint64) pairs->len == max_rows;
  g_array_sort (pairs, compare_pairs); /* the search index wants rising ids */
  for (guint i = 0; i < pairs->len; i++)
    {
      if (!take_back_one (db, &g_array_index (pairs, Pair, i), matcher, batch, error))
        return FALSE;
    }
  return sotong_rollup_batch_write (batch, db, error) && (*out_more || sotong_likeness_heal (db, error));
}

/**
 * sotong_mention_count_run:
 * @db: a connection
 * @run_id: an import
 * @out_n: (out): how many rows of it there are
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_count_run (SotongDb  *db,
                          gint64     run_id,
                          gint64    *out_n,
                          GError   **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT count(*) FROM fetch_run AS r CROSS JOIN sighting AS s"
                            " WHERE r.id = $1 AND s.id >= coalesce(r.first_sighting, 0) AND s.run_id = $1", "i", run_id);
}

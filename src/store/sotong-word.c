/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-mention.h"
#include "store/sotong-word-code-private.h"
#include "store/sotong-word-private.h"

#define DAY_SECONDS 86400
#define KOREA_SECONDS (9 * 3600)
#define MOST_CACHED 150000   /* words whose ids are remembered */
#define MOST_OF_TEXT 4096    /* words of one text; what is longer is a book */

/* The ids of words, so that a writer need not ask for each. */
struct _SotongWordCache
{
  GHashTable   *ids;      /* (owned): word -> id */
  GStringChunk *texts;    /* (owned): the keys */
  gint64        version;  /* of the file's contents, as this connection sees others' changes */
  gint64        last_id;
};

void
sotong_word_cache_free (SotongWordCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->ids);
  g_string_chunk_free (cache->texts);
  g_free (cache);
}

/* Days of Korea, whatever the office's zone: they are only how counts are kept together. */
gint64
sotong_word_day (gint64 time)
{
  gint64 at = time + KOREA_SECONDS;

  return at / DAY_SECONDS - (at % DAY_SECONDS < 0);
}

gint64
sotong_word_day_start (gint64 day)
{
  return day * DAY_SECONDS - KOREA_SECONDS;
}

/*
 * sotong_word_begin:
 * @db: the connection of a write job
 * @error: return location
 *
 * To be called in a transaction before its first sotong_word_write(). What is remembered is right unless another program added
 * words, or a transaction of ours that did was taken back: then the highest id is another, or it is the same and others have written.
 */
gboolean
sotong_word_begin (SotongDb  *db,
                   GError   **error)
{
  gint64 version = 0, last_id = 0;
  SotongWordCache *cache = db->words;

  /* A workspace without mentions lacks nobody's words. */
  if (!sotong_db_exec (db, error, "INSERT INTO word_state (name, value) SELECT 'below', 0 WHERE NOT EXISTS (SELECT 1 FROM mention)"
                       " ON CONFLICT (name) DO NOTHING", "")
      || !sotong_db_get_int (db, &version, error, "PRAGMA data_version", "")
      || !sotong_db_get_int (db, &last_id, error, "SELECT coalesce(max(id), 0) FROM word", ""))
    return FALSE;
  if (cache != NULL && cache->version == version && cache->last_id == last_id && g_hash_table_size (cache->ids) < MOST_CACHED)
    return TRUE;
  sotong_word_cache_free (cache);
  cache = g_new0 (SotongWordCache, 1);
  cache->ids = g_hash_table_new (g_str_hash, g_str_equal);
  cache->texts = g_string_chunk_new (65536);
  cache->version = version;
  cache->last_id = last_id;
  db->words = cache;
  return TRUE;
}

/* 0 on failure. */
static gint64
id_of (SotongDb         *db,
       SotongWordCache  *cache,
       const char       *word,
       GError          **error)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (cache->ids, word));
  GError *local = NULL;

  if (id != 0)
    return id;
  if (!sotong_db_get_int (db, &id, &local, "SELECT id FROM word WHERE text = $1", "t", word))
    {
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return 0;
        }
      id = sotong_db_insert (db, error, "INSERT INTO word (text) VALUES ($1)", "t", word);
      if (id == 0)
        return 0;
      cache->last_id = MAX (cache->last_id, id);
    }
  g_hash_table_insert (cache->ids, g_string_chunk_insert (cache->texts, word), GSIZE_TO_POINTER ((gsize) id));
  return id;
}

/*
 * sotong_word_write:
 * @db: the connection of a write job
 * @mention_id: a mention
 * @words: its nouns, each on a line of its own; empty if it has none
 * @error: return location
 *
 * Keeps a mention's nouns. Its days have to be counted anew: who adds the mention to the hourly counts marks them.
 */
gboolean
sotong_word_write (SotongDb    *db,
                   gint64       mention_id,
                   const char  *words,
                   GError     **error)
{
  guint32 ids[MOST_OF_TEXT];
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  char word[256];
  guint n = 0;

  for (const char *end; *words != '\0' && n < MOST_OF_TEXT; words = *end != '\0' ? end + 1 : end)
    {
      gint64 id;

      end = strchr (words, '\n');
      if (end == NULL)
        end = words + strlen (words);
      if (end == words || (gsize) (end - words) >= sizeof word)
        continue;
      memcpy (word, words, (gsize) (end - words));
      word[end - words] = '\0';
      id = id_of (db, db->words, word, error);
      if (id == 0)
        return FALSE;
      ids[n++] = (guint32) id;
    }
  sotong_word_code_ids (ids, n, bytes);
  return sotong_db_exec (db, error, "INSERT INTO mention_word (mention_id, words) VALUES ($1, $2)"
                         " ON CONFLICT (mention_id) DO UPDATE SET words = excluded.words", "ib", mention_id,
                         n > 0 ? (const char *) bytes->data : "", (gsize) bytes->len);
}

/* A mention came without its nouns: they are found by the next filling. */
gboolean
sotong_word_lack (SotongDb  *db,
                  gint64     mention_id,
                  GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO word_state (name, value) VALUES ('below', $1)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > word_state.value", "i", mention_id + 1);
}

/* The day of a mention is to be counted anew in all that it belongs to. */
gboolean
sotong_word_mark_mention (SotongDb  *db,
                          gint64     mention_id,
                          GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day)"
                         " SELECT t.topic_id, (m.published_at + $2 - ((m.published_at + $2) % $3 + $3) % $3) / $3 FROM mention AS m"
                         " CROSS JOIN (SELECT 0 AS topic_id UNION ALL SELECT topic_id FROM topic_hit WHERE mention_id = $1) AS t WHERE m.id = $1"
                         " ON CONFLICT (topic_id, day) DO NOTHING", "iii", mention_id, (gint64) KOREA_SECONDS, (gint64) DAY_SECONDS);
}

/* Its days are counted anew without it. */
gboolean
sotong_word_forget (SotongDb  *db,
                    gint64     mention_id,
                    GError   **error)
{
  return sotong_word_mark_mention (db, mention_id, error)
         && sotong_db_exec (db, error, "DELETE FROM mention_word WHERE mention_id = $1", "i", mention_id);
}

/* The ids of the words that stand in some mention; %NULL on failure. */
static GHashTable *
used_ids (SotongDb  *db,
          GError   **error)
{
  g_autoptr(GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT words FROM mention_word", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      const guint8 *at = sqlite3_column_blob (stmt->stmt, 0), *end = at + sqlite3_column_bytes (stmt->stmt, 0);
      guint32 id = 0, step;

      while (at < end && sotong_word_code_next (&at, end, &step))
        {
          id += step;
          g_hash_table_add (used, GSIZE_TO_POINTER ((gsize) id));
        }
    }
  if (local == NULL)
    return g_steal_pointer (&used);
  g_propagate_error (error, local);
  return NULL;
}

/*
 * sotong_word_drop_unused:
 * @db: the connection of a write job
 * @error: return location
 *
 * Takes words out that no mention holds any more: a name may be among them. The last word keeps its row, without its text, so that
 * no other word gets a number that stands in counts. Costs a look at every mention's words.
 */
gboolean
sotong_word_drop_unused (SotongDb  *db,
                         GError   **error)
{
  g_autoptr(GHashTable) used = used_ids (db, error);
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = used != NULL ? sotong_db_query (db, error, "SELECT id FROM word ORDER BY id", "") : NULL;
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      if (!g_hash_table_contains (used, GSIZE_TO_POINTER ((gsize) id)))
        g_array_append_val (gone, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  g_clear_pointer (&db->words, sotong_word_cache_free);
  for (guint i = 0; i < gone->len; i++)
    if (!sotong_db_exec (db, error, "DELETE FROM word WHERE id = $1 AND id < (SELECT max(id) FROM word)", "i", g_array_index (gone, gint64, i))
        || !sotong_db_exec (db, error, "UPDATE word SET text = '' WHERE id = $1", "i", g_array_index (gone, gint64, i)))
      return FALSE;
  return TRUE;
}

gboolean
sotong_word_mark_stale (SotongDb  *db,
                        gint64     topic_id,
                        gint64     day,
                        GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day) VALUES ($1, $2) ON CONFLICT (topic_id, day) DO NOTHING", "ii",
                         topic_id, day);
}

/* Marks all days that hold mentions of a topic; called before its hits change and after. */
gboolean
sotong_word_mark_topic (SotongDb  *db,
                        gint64     topic_id,
                        GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day)"
                         " SELECT DISTINCT topic_id, (hour + 9 - ((hour + 9) % 24 + 24) % 24) / 24 FROM rollup_hour WHERE topic_id = $1"
                         " ON CONFLICT (topic_id, day) DO NOTHING", "i", topic_id);
}

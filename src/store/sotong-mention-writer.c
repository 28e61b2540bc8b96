/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-alert-look-private.h"
#include "store/sotong-exported-mention-private.h"
#include "store/sotong-exported-mention.h"
#include "store/sotong-hidden-mention-private.h"
#include "store/sotong-likeness-private.h"
#include "store/sotong-likeness.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-mention.h"
#include "store/sotong-purge.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-shared-address-private.h"
#include "store/sotong-topic-private.h"
#include "store/sotong-word-private.h"

#define LOW_MASK 0x7fff
#define PENDING_BYTES (8 * 1024 * 1024)

/* A text that waits for the search index. */
typedef struct {
  gint64 id;
  gsize  at;  /* in the pending texts */
} Pending;

/*
 * Writes many mentions in one transaction: the row, its sighting, its topics and, at the
 * end, the search index and the hourly counts. The index wants ids in rising order: each
 * id below the last makes it write out all that it holds in memory.
 */
struct _SotongMentionWriter
{
  SotongDb           *db;       /* (unowned) */
  SotongTopicMatcher *matcher;  /* (owned) */
  SotongRollupBatch  *batch;    /* (owned) */
  GArray             *topics;   /* (owned): of the mention at hand */
  GArray             *pending;  /* (owned) (element-type Pending) */
  GString            *texts;    /* (owned): the pending ones, each ended by a zero byte */
  GHashTable         *next_ids; /* (owned): crowded second's first id -> the id to try next */
  gint64              source_id;
  gint64              run_id;   /* SOTONG_NONE if none */
  GHmac              *purged;   /* (owned) (nullable): makes the keys of what was purged; %NULL where nothing was */
  gint64              n_purged; /* brought again, and kept out */
  char               *exported; /* (owned): how the ids of what this workspace exports begin */
  SotongSketch        sketch;   /* of the mention at hand */
  gint64              first;    /* what it is a copy of, 0 if it is none */
  gint64              watched;  /* whether so many read a mention is watched for */
  SotongSharedAddresses *addresses; /* (owned) */
  SotongHiddenSecond *hidden;   /* (owned): for what comes with its author hidden */
  GArray             *grown;    /* (owned) (element-type gint64): mentions that so many read now, and did not before */
};

/**
 * sotong_mention_expect_many:
 * @db: the connection of a write job
 * @many: whether many thousand mentions come now, a transaction after the other; %FALSE when they have come
 * @error: return location
 *
 * Gives the search index room in memory for one transaction of them, and merges its parts more seldom: that spares an import an eighth of its time. Whoever
 * forgets to end it leaves a workspace that is right and takes 16 MB more to write to.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_expect_many (SotongDb  *db,
                            gboolean   many,
                            GError   **error)
{
  return sotong_search_expect_many (db, many, error);
}

/**
 * sotong_mention_writer_new:
 * @db: the connection of a write job
 * @source_id: where the mentions come from
 * @run_id: the run that brought them, or `SOTONG_NONE`
 * @error: return location
 *
 * For one transaction: call sotong_mention_writer_finish() before the job returns.
 *
 * Returns: (transfer full) (nullable): a writer
 */
SotongMentionWriter *
sotong_mention_writer_new (SotongDb  *db,
                           gint64     source_id,
                           gint64     run_id,
                           GError   **error)
{
  SotongTopicMatcher *matcher = sotong_topic_matcher_new (db, error);
  SotongMentionWriter *writer;
  gint64 has_purged = 0;

  if (matcher == NULL)
    return NULL;
  if (!sotong_word_begin (db, error) || !sotong_likeness_begin (db, error))
    {
      sotong_topic_matcher_free (matcher);
      return NULL;
    }
  writer = g_new0 (SotongMentionWriter, 1);
  writer->db = db;
  writer->matcher = matcher;
  writer->batch = sotong_rollup_batch_new ();
  writer->topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  writer->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  writer->texts = g_string_new (NULL);
  writer->addresses = sotong_shared_addresses_new ();
  writer->hidden = sotong_hidden_second_new ();
  writer->grown = g_array_new (FALSE, FALSE, sizeof (gint64));
  writer->next_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  writer->source_id = source_id;
  writer->run_id = run_id;
  writer->exported = sotong_exported_mention_make_space (db, error);
  if (writer->exported == NULL || !sotong_db_get_int (db, &has_purged, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE purged_at IS NOT NULL)", "")
      || !sotong_alert_get_watched_reach (db, &writer->watched, error))
    {
      sotong_mention_writer_free (writer);
      return NULL;
    }
  if (has_purged != 0)
    writer->purged = sotong_purge_new_keys (db, error);
  if (has_purged == 0 || writer->purged != NULL)
    return writer;
  sotong_mention_writer_free (writer);
  return NULL;
}

void
sotong_mention_writer_free (SotongMentionWriter *writer)
{
  if (writer == NULL)
    return;
  sotong_topic_matcher_free (writer->matcher);
  sotong_rollup_batch_free (writer->batch);
  g_array_unref (writer->topics);
  g_array_unref (writer->pending);
  g_string_free (writer->texts, TRUE);
  sotong_shared_addresses_free (writer->addresses);
  sotong_hidden_second_free (writer->hidden);
  g_array_unref (writer->grown);
  g_hash_table_unref (writer->next_ids);
  g_free (writer->exported);
  g_clear_pointer (&writer->purged, g_hmac_unref);
  g_free (writer);
}

/* FNV-1a: spreads the mentions of one second over its low bits, the same each time. */
static gint64
low_bits (const char *key)
{
  guint32 h = 2166136261u;

  for (const guchar *p = (const guchar *) key; *p != '\0'; p++)
    h = (h ^ *p) * 16777619u;
  return (gint64) ((h ^ h >> 15) & LOW_MASK);
}

/**
 * sotong_mention_writer_id_hint:
 * @published_at: when a mention was published
 * @canonical_key: its key
 *
 * Writing is fastest in the order of this.
 *
 * Returns: the id that the mention gets, unless another has it already
 */
gint64
sotong_mention_writer_id_hint (gint64      published_at,
                               const char *canonical_key)
{
  return sotong_mention_id_first (published_at) + low_bits (canonical_key);
}

static int
compare_pending (gconstpointer a,
                 gconstpointer b)
{
  const Pending *x = a, *y = b;

  return x->id < y->id ? -1 : x->id > y->id;
}

static gboolean
write_pending (SotongMentionWriter  *writer,
               GError              **error)
{
  g_array_sort (writer->pending, compare_pending);
  for (guint i = 0; i < writer->pending->len; i++)
    {
      const Pending *one = &g_array_index (writer->pending, Pending, i);

      if (!sotong_search_add (writer->db, one->id, writer->texts->str + one->at, error))
        return FALSE;
    }
  g_array_set_size (writer->pending, 0);
  g_string_truncate (writer->texts, 0);
  return TRUE;
}

static gboolean
add_pending (SotongMentionWriter  *writer,
             gint64                id,
             const char           *text,
             GError              **error)
{
  Pending one = { id, writer->texts->len };

  g_array_append_val (writer->pending, one);
  g_string_append_len (writer->texts, text, (gssize) strlen (text) + 1);
  return writer->texts->len < PENDING_BYTES || write_pending (writer, error);
}

static gboolean
is_id_taken (int rc)
{
  return rc == SQLITE_CONSTRAINT_PRIMARYKEY || rc == SQLITE_CONSTRAINT_ROWID;
}

/* What is in force of a new mention: what it came with, else what the machine thinks. */
static SotongSentiment
sentiment_of (const SotongMentionInput *input)
{
  return input->sentiment == SOTONG_SENTIMENT_NONE && input->guess != NULL ? input->guess->value : input->sentiment;
}

static const char *
sentiment_source_of (const SotongMentionInput *input)
{
  if (input->sentiment == SOTONG_SENTIMENT_NONE && input->guess != NULL)
    return "machine";
  return input->sentiment_source != NULL ? input->sentiment_source : "";
}

static SotongStmt *
bind_row (SotongMentionWriter       *writer,
          const SotongMentionInput  *input,
          gint64                     id,
          GError                   **error)
{
  return sotong_db_query (writer->db, error, "INSERT INTO mention (id, canonical_key, source_id, author, published_at, published_precision,"
                          " first_seen, url, text, sentiment, sentiment_source, copy_id, made, duplicate_of, reach)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
                          " ON CONFLICT (canonical_key) DO NOTHING", "ititiiittitiiii", id, input->canonical_key, writer->source_id,
                          input->author != NULL ? input->author : "", input->published_at, (gint64) input->precision,
                          input->first_seen, input->url != NULL ? input->url : "", input->text,
                          (gint64) sentiment_of (input), sentiment_source_of (input), input->copy_id, (gint64) input->made,
                          writer->first != 0 ? writer->first : SOTONG_NONE, input->reach > 0 ? input->reach : SOTONG_NONE);
}

/* Where a crowded second has room: after its run of taken ids, however far into the seconds
 * behind it that reaches. Asked of the workspace once a second and writer, then remembered:
 * a flood of one second is not walked through again for every mention. */
static gint64 *
room_in_second (SotongMentionWriter  *writer,
                gint64                first,
                GError              **error)
{
  gint64 *next = g_hash_table_lookup (writer->next_ids, &first);
  gint64 id = first;
  GError *local = NULL;

  if (next != NULL)
    return next;
  if (!sotong_db_get_int (writer->db, &id, &local, "SELECT m.id + 1 FROM mention AS m WHERE m.id >= $1"
                          " AND NOT EXISTS (SELECT 1 FROM mention AS n WHERE n.id = m.id + 1) ORDER BY m.id LIMIT 1", "i", first)
      && local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  next = g_memdup2 (&id, sizeof id);
  g_hash_table_insert (writer->next_ids, g_memdup2 (&first, sizeof first), next);
  return next;
}

/* Inserts the row under a free id of its second, or of one of the next when that is full.
 * @out_id is 0 when the key is known already. */
static gboolean
insert_row (SotongMentionWriter       *writer,
            const SotongMentionInput  *input,
            gint64                    *out_id,
            GError                   **error)
{
  gint64 id = sotong_mention_writer_id_hint (input->published_at, input->canonical_key);
  gint64 *next = NULL;

  *out_id = 0;
  for (;;)
    {
      SotongStmt *stmt = bind_row (writer, input, id, error);
      int rc;

      if (stmt == NULL)
        return FALSE;
      rc = sqlite3_step (stmt->stmt);
      sotong_stmt_reset (stmt);
      if (rc == SQLITE_DONE)
        {
          if (sqlite3_changes (writer->db->handle) > 0)
            *out_id = id;
          return TRUE;
        }
      if (!is_id_taken (rc))
        return sotong_db_set_error (writer->db, rc, error);
      next = room_in_second (writer, sotong_mention_id_first (input->published_at), error);
      if (next == NULL)
        return FALSE;
      id = (*next)++;
    }
}

static gboolean
add_sighting (SotongMentionWriter       *writer,
              const SotongMentionInput  *input,
              gint64                     mention_id,
              gboolean                  *out_added,
              GError                   **error)
{
  if (!sotong_db_exec (writer->db, error, "INSERT INTO sighting (source_id, external_id, mention_id, first_seen, run_id)"
                       " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (source_id, external_id) DO NOTHING", "itiii",
                       writer->source_id, input->external_id, mention_id, input->first_seen, writer->run_id))
    return FALSE;
  *out_added = sotong_db_n_changes (writer->db) > 0;
  return TRUE;
}

static gboolean
hit_topics (SotongMentionWriter       *writer,
            const SotongMentionInput  *input,
            gint64                     mention_id,
            gboolean                   is_new,
            GError                   **error)
{
  g_array_set_size (writer->topics, 0);
  sotong_topic_matcher_match (writer->matcher, writer->source_id, input->text, input->author, input->url, writer->topics);
  for (guint i = 0; i < writer->topics->len; i++)
    {
      gint64 topic = g_array_index (writer->topics, gint64, i);

      if (!sotong_db_exec (writer->db, error, "INSERT INTO topic_hit (topic_id, mention_id) VALUES ($1, $2)"
                           " ON CONFLICT (topic_id, mention_id) DO NOTHING", "ii", topic, mention_id))
        return FALSE;
      if (is_new)
        sotong_rollup_batch_add (writer->batch, topic, input->published_at, writer->source_id, (int) sentiment_of (input), 1);
      else if (sotong_db_n_changes (writer->db) > 0 && !sotong_rollup_add_mention (writer->db, topic, mention_id, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* What has no copy may be the first of copies to come. */
static gboolean
place_likeness (SotongMentionWriter       *writer,
                const SotongMentionInput  *input,
                gint64                     id,
                GError                   **error)
{
  if (writer->first != 0 && writer->first != id)
    return sotong_likeness_add_copy (writer->db, id, writer->first, input->published_at, &writer->sketch, error);
  return (writer->first == 0 || sotong_db_exec (writer->db, error, "UPDATE mention SET duplicate_of = NULL WHERE id = $1", "i", id))
         && sotong_likeness_add_first (writer->db, id, input->published_at, &writer->sketch, error);
}

static gboolean
add_new (SotongMentionWriter       *writer,
         const SotongMentionInput  *input,
         gint64                     id,
         GError                   **error)
{
  SotongDb *db = writer->db;

  if (!add_pending (writer, id, input->text, error)
      || !(input->words != NULL ? sotong_word_write (db, id, input->words, error) : sotong_word_lack (db, id, error)))
    return FALSE;
  if (input->sentiment != SOTONG_SENTIMENT_NONE
      && !sotong_db_exec (db, error, "INSERT INTO mention_sentiment (mention_id, source, value, at) VALUES ($1, $2, $3, $4)", "itii",
                          id, input->sentiment_source, (gint64) input->sentiment, input->first_seen))
    return FALSE;
  if (input->guess != NULL && !sotong_guess_write (db, id, input->guess, error))
    return FALSE;
  if (!place_likeness (writer, input, id, error))
    return FALSE;
  sotong_hidden_second_add (writer->hidden, input, id);
  sotong_rollup_batch_add (writer->batch, 0, input->published_at, writer->source_id, (int) sentiment_of (input), 1);
  return hit_topics (writer, input, id, TRUE, error);
}

/* It only grows: what another source knows of fewer readers says nothing. */
static gboolean
set_reach (SotongMentionWriter  *writer,
           gint64                id,
           gint64                reach,
           GError              **error)
{
  if (reach <= 0)
    return TRUE;
  if (!sotong_db_exec (writer->db, error, "UPDATE mention SET reach = $1 WHERE id = $2 AND coalesce(reach, 0) < $1", "ii", reach, id))
    return FALSE;
  if (reach >= writer->watched && sotong_db_n_changes (writer->db) > 0)
    g_array_append_val (writer->grown, id);
  return TRUE;
}

/* A mention that is known already is seen once more. */
static gboolean
see_again (SotongMentionWriter       *writer,
           const SotongMentionInput  *input,
           gint64                     id,
           GError                   **error)
{
  gboolean added = FALSE;

  return set_reach (writer, id, input->reach, error) && add_sighting (writer, input, id, &added, error)
         && (!added || hit_topics (writer, input, id, FALSE, error));
}

/* Another source, or another address of this one, brought what is known already. */
static gboolean
add_known (SotongMentionWriter       *writer,
           const SotongMentionInput  *input,
           gint64                    *out_id,
           GError                   **error)
{
  return sotong_db_get_int (writer->db, out_id, error, "SELECT coalesce ((SELECT mention_id FROM sighting WHERE source_id = $1 AND external_id = $2),"
                          " (SELECT id FROM mention WHERE canonical_key = $3))", "itt", writer->source_id, input->external_id, input->canonical_key)
         && see_again (writer, input, *out_id, error);
}

/* Adds what is not alone at its address: by a key of its own, or, where it is the article, in the place of the comment that came first. */
static gboolean
add_another (SotongMentionWriter       *writer,
             const SotongMentionInput  *input,
             SotongAddressUse           use,
             gboolean                  *out_new,
             gint64                    *out_id,
             GError                   **error)
{
  g_autofree char *key = sotong_shared_address_make_key (input);
  SotongMentionInput own = *input;
  gboolean gave = FALSE;
  gint64 has = 0;

  if (!sotong_db_get_int (writer->db, &has, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE canonical_key = $1)", "t", key))
    return FALSE;
  if (use == SOTONG_ADDRESS_OWNER && has == 0 && !sotong_shared_address_give_way (writer->addresses, writer->db, input->canonical_key, &gave, error))
    return FALSE;
  if (!gave)
    own.canonical_key = key;
  own.shares_address = FALSE;
  return sotong_mention_writer_add (writer, &own, out_new, out_id, error);
}

/* A source's id stands for one thing: when its address changed, the first mention stays. */
static gboolean
take_back (SotongMentionWriter  *writer,
           gint64                id,
           GError              **error)
{
  return sotong_db_exec (writer->db, error, "DELETE FROM mention WHERE id = $1", "i", id);
}

/* Whether it was purged, by its address, by itself at an address that others have too, or by its source's id: it does not come again. */
static gboolean
find_purged (SotongMentionWriter       *writer,
             const SotongMentionInput  *input,
             gboolean                  *out_gone,
             gint64                    *out_id,
             GError                   **error)
{
  g_autofree char *own_key = sotong_shared_address_make_key (input);
  g_autofree char *address = sotong_purge_key_of (writer->purged, input->canonical_key);
  g_autofree char *id = sotong_purge_key_of (writer->purged, input->external_id);
  g_autofree char *own = sotong_purge_key_of (writer->purged, own_key);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_gone = FALSE;
  stmt = sotong_db_query (writer->db, error, "SELECT id, canonical_key = $1, published_at FROM mention WHERE canonical_key IN ($1, $2)"
                          " UNION ALL SELECT m.id, 0, 0 FROM sighting AS s JOIN mention AS m ON m.id = s.mention_id"
                          " WHERE s.source_id = $3 AND s.external_id = $4 AND m.purged_at IS NOT NULL", "ttit", address, own, writer->source_id, id);
  if (stmt == NULL)
    return FALSE;
  while (!*out_gone && sotong_stmt_next (stmt, &local))
    {
      *out_gone = sotong_stmt_int (stmt, 1) == 0 || sotong_shared_address_may_be (input, sotong_stmt_int (stmt, 2));
      *out_id = *out_gone ? sotong_stmt_int (stmt, 0) : 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* One that is here is seen again as it is: its own author and address say which topics take it. */
static gboolean
see_whole (SotongMentionWriter       *writer,
           const SotongMentionInput  *input,
           gint64                     id,
           GError                   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (writer->db, error, "SELECT author, url FROM mention WHERE id = $1", "i", id);
  g_autofree char *author = NULL, *url = NULL;
  SotongMentionInput whole = *input;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      author = sotong_stmt_dup (stmt, 0);
      url = sotong_stmt_dup (stmt, 1);
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  whole.author = author;
  whole.url = url;
  return see_again (writer, &whole, id, error);
}

/* Whether a table that this workspace exported brings it back. */
static gboolean
find_exported (SotongMentionWriter       *writer,
               const SotongMentionInput  *input,
               gboolean                  *out_purged,
               gint64                    *out_id,
               GError                   **error)
{
  return sotong_exported_mention_find (writer->db, writer->exported, input->external_id, input->text, out_id, out_purged, error)
         && (*out_id == 0 || *out_purged || see_whole (writer, input, *out_id, error));
}

/* A number and the second in it are those of one mention: a table of an older version of the program has no other identifier. */
static gboolean
find_numbered (SotongMentionWriter       *writer,
               const SotongMentionInput  *input,
               gint64                    *out_id,
               GError                   **error)
{
  return sotong_db_get_int (writer->db, out_id, error, "SELECT coalesce ((SELECT id FROM mention WHERE id = $1 AND published_at = $2 AND purged_at IS NOT NULL), 0)",
                            "ii", input->number, input->published_at);
}

/* Whether its words tell whose it is: what has no name is nobody's, where an address or a number tells it from others. */
static gboolean
tells_by_words (const SotongMentionInput *input)
{
  gboolean is_named = input->author != NULL && *input->author != '\0';

  return input->hidden_author != NULL || ((input->number == 0 || is_named) && (input->url == NULL || *input->url == '\0'));
}

/* Whether it is here with its author, or was purged. */
static gboolean
find_hidden (SotongMentionWriter       *writer,
             const SotongMentionInput  *input,
             gboolean                  *out_purged,
             gint64                    *out_id,
             GError                   **error)
{
  gboolean is_another = FALSE;

  if (writer->purged != NULL && input->number != 0 && !find_numbered (writer, input, out_id, error))
    return FALSE;
  *out_purged = *out_id != 0;
  if (*out_purged || !tells_by_words (input))
    return TRUE;
  if (!sotong_hidden_second_find (writer->hidden, writer->db, input, out_id, out_purged, error)
      || (*out_id != 0 && !*out_purged && !sotong_exported_mention_is_another (writer->db, *out_id, input->external_id, &is_another, error)))
    return FALSE;
  if (is_another)
    *out_id = 0;
  return *out_id == 0 || *out_purged || see_whole (writer, input, *out_id, error);
}

/* Whether a table may bring it whose author, id or address is not what it was: its number tells, or its words. */
static gboolean
is_of_table (const SotongMentionWriter *writer,
             const SotongMentionInput  *input)
{
  return input->hidden_author != NULL || (writer->purged != NULL && (input->number != 0 || tells_by_words (input)));
}

/**
 * sotong_mention_writer_add:
 * @writer: a writer
 * @input: what a source brought
 * @out_new: (out): whether the mention was not known before
 * @out_id: (out) (optional): the mention's id
 * @error: return location
 *
 * Writes a mention once: by its canonical key, and by its source's own id. Where an address is that of
 * several things, the article has it for its key, else the first, and the others have what they say beside it.
 * What was purged stays out: see sotong_mention_writer_get_n_purged().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_writer_add (SotongMentionWriter       *writer,
                           const SotongMentionInput  *input,
                           gboolean                  *out_new,
                           gint64                    *out_id,
                           GError                   **error)
{
  gboolean sighted = FALSE, gone = FALSE;
  SotongAddressUse use = SOTONG_ADDRESS_SAME;
  gint64 id = 0;

  *out_new = FALSE;
  if (!find_exported (writer, input, &gone, &id, error)
      || (id == 0 && writer->purged != NULL && !find_purged (writer, input, &gone, &id, error))
      || (id == 0 && is_of_table (writer, input) && !find_hidden (writer, input, &gone, &id, error)))
    return FALSE;
  writer->n_purged += gone;
  if (id != 0)
    {
      if (out_id != NULL)
        *out_id = id;
      return TRUE;
    }
  if (input->sketch != NULL)
    writer->sketch = *input->sketch;
  else
    sotong_sketch_make (&writer->sketch, input->text, input->author, input->published_at);
  if (!sotong_likeness_find (writer->db, input->published_at, &writer->sketch, &writer->first, error)
      || !insert_row (writer, input, &id, error))
    return FALSE;
  if (id == 0)
    {
      if (!sotong_shared_address_look (writer->addresses, writer->db, writer->source_id, input, &use, error))
        return FALSE;
      if (use != SOTONG_ADDRESS_SAME)
        return add_another (writer, input, use, out_new, out_id, error);
      if (!add_known (writer, input, &id, error))
        return FALSE;
    }
  else
    {
      if (!add_sighting (writer, input, id, &sighted, error))
        return FALSE;
      if (!sighted)
        {
          if (!take_back (writer, id, error)
              || !sotong_db_get_int (writer->db, &id, error, "SELECT mention_id FROM sighting WHERE source_id = $1 AND external_id = $2",
                                     "it", writer->source_id, input->external_id))
            return FALSE;
        }
      else if (!add_new (writer, input, id, error))
        return FALSE;
      *out_new = sighted;
    }
  if (out_id != NULL)
    *out_id = id;
  return TRUE;
}

/**
 * sotong_mention_writer_get_n_purged:
 * @writer: a writer
 *
 * Returns: how many that were brought had been purged, and were kept out
 */
gint64
sotong_mention_writer_get_n_purged (SotongMentionWriter *writer)
{
  return writer->n_purged;
}

/**
 * sotong_mention_writer_finish:
 * @writer: a writer
 * @error: return location
 *
 * Writes the texts and counts that waited. The writer may be used on afterwards.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_writer_finish (SotongMentionWriter  *writer,
                              GError              **error)
{
  return sotong_likeness_finish (writer->db, error) && write_pending (writer, error) && sotong_rollup_batch_write (writer->batch, writer->db, error)
         && sotong_alert_note_grown (writer->db, writer->grown, error);
}


/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-likeness-private.h"

#define MOST_LISTS 50000 /* digests that are remembered, each in some thirty bytes */

/* A way to the first of copies that waits to be written: in the order of the table that is three times as fast. */
typedef struct {
  gint64 bucket;
  gint64 digest;
  gint64 id;
} Band;

/*
 * What the tables say of the digests that were asked for, so that a writer need not ask for each text anew: looking up a hundred
 * candidates a text cost three quarters of an import.
 */
struct _SotongLikenessCache
{
  GHashTable *lists;    /* (owned): bucket and digest -> the known one with the lowest id, or none */
  GHashTable *known;    /* (owned) (element-type SotongLikenessKnown): by id */
  GHashTable *buckets;  /* (owned): bucket -> whether the table had nothing of it when it was first asked for */
  GArray     *waiting;  /* (owned) (element-type Band) */
  gint64      version;  /* of the file's contents, as this connection sees others' changes */
  guint       question;
};

/* Buckets of two weeks need 32 bits for some thousand million years. */
static gpointer
key_of (gint64  bucket,
        guint32 digest)
{
  return GSIZE_TO_POINTER ((gsize) ((guint64) bucket << 32 | digest));
}

static SotongLikenessCache *
cache_new (gint64 version)
{
  SotongLikenessCache *cache = g_new0 (SotongLikenessCache, 1);

  cache->lists = g_hash_table_new (NULL, NULL);
  cache->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  cache->buckets = g_hash_table_new (NULL, NULL);
  cache->waiting = g_array_new (FALSE, FALSE, sizeof (Band));
  cache->version = version;
  return cache;
}

void
sotong_likeness_cache_free (SotongLikenessCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->lists);
  g_hash_table_unref (cache->known);
  g_hash_table_unref (cache->buckets);
  g_array_unref (cache->waiting);
  g_free (cache);
}

/*
 * sotong_likeness_begin:
 * @db: the connection of a write job
 * @error: return location
 *
 * To be called in a transaction before anything is asked. What is remembered is right unless another program has written;
 * who takes a transaction back forgets it.
 */
gboolean
sotong_likeness_begin (SotongDb  *db,
                       GError   **error)
{
  gint64 version = 0;

  if (!sotong_db_get_int (db, &version, error, "PRAGMA data_version", ""))
    return FALSE;
  if (db->likeness != NULL && (db->likeness->version != version || g_hash_table_size (db->likeness->lists) > MOST_LISTS))
    {
      if (!sotong_likeness_flush (db, error))
        return FALSE;
      g_clear_pointer (&db->likeness, sotong_likeness_cache_free);
    }
  if (db->likeness == NULL)
    db->likeness = cache_new (version);
  return TRUE;
}

static int
compare_bands (gconstpointer a,
               gconstpointer b)
{
  const Band *x = a, *y = b;

  if (x->bucket != y->bucket)
    return x->bucket < y->bucket ? -1 : 1;
  if (x->digest != y->digest)
    return x->digest < y->digest ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* Writes what waits; before the transaction ends, and before anybody else reads or changes the tables. */
gboolean
sotong_likeness_flush (SotongDb  *db,
                       GError   **error)
{
  GArray *waiting = db->likeness != NULL ? db->likeness->waiting : NULL;

  if (waiting == NULL || waiting->len == 0)
    return TRUE;
  g_array_sort (waiting, compare_bands);
  for (guint i = 0; i < waiting->len; i++)
    {
      const Band *one = &g_array_index (waiting, Band, i);

      if (!sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3)", "iii",
                           one->bucket, one->digest, one->id))
        return FALSE;
    }
  g_array_set_size (waiting, 0);
  return TRUE;
}

/* A number that no known one was seen for. */
guint
sotong_likeness_question (SotongDb *db)
{
  return ++db->likeness->question;
}

static guint
place_of (const SotongSketch *sketch,
          guint32             digest)
{
  guint i = 0;

  while (i < SOTONG_SKETCH_BANDS && (i >= sketch->n || sketch->digests[i] != digest))
    i++;
  return i;
}

/* The next higher id with the same @digest, which must be one of the smallest of @known. */
SotongLikenessKnown *
sotong_likeness_next (SotongLikenessKnown *known,
                      guint32              digest)
{
  guint place = place_of (&known->sketch, digest);

  return place < SOTONG_SKETCH_BANDS ? known->next[place] : NULL;
}

/* Puts @known where its id belongs in the list of a digest; behind as many as are ever compared it is not needed: %FALSE then. */
static gboolean
insert (SotongLikenessCache *cache,
        gpointer             key,
        SotongLikenessKnown *first,
        SotongLikenessKnown *known,
        guint                place)
{
  guint32 digest = known->sketch.digests[place];
  SotongLikenessKnown *before = NULL, *after = first;

  for (guint n = 0; after != NULL && after->id < known->id; n++)
    {
      if (n == SOTONG_LIKENESS_TRIED)
        return FALSE;
      before = after;
      after = sotong_likeness_next (after, digest);
    }
  if (after == known)
    return TRUE;
  known->next[place] = after;
  if (before == NULL)
    g_hash_table_insert (cache->lists, key, known);
  else
    before->next[place_of (&before->sketch, digest)] = known;
  return TRUE;
}

static SotongLikenessKnown *
know (SotongLikenessCache *cache,
      gint64               id)
{
  SotongLikenessKnown *known = g_hash_table_lookup (cache->known, &id);

  if (known != NULL)
    return known;
  known = g_new0 (SotongLikenessKnown, 1);
  known->id = id;
  g_hash_table_replace (cache->known, &known->id, known);
  return known;
}

static gboolean
read_list (SotongDb             *db,
           gint64                bucket,
           guint32               digest,
           SotongLikenessKnown **out_first,
           GError              **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT b.mention_id, l.sketch FROM likeness_band AS b"
                                                " CROSS JOIN likeness AS l ON l.mention_id = b.mention_id WHERE b.bucket = $1 AND b.digest = $2"
                                                " ORDER BY b.mention_id LIMIT $3", "iii", bucket, (gint64) digest, (gint64) SOTONG_LIKENESS_TRIED);
  SotongLikenessKnown **end = out_first;
  GError *local = NULL;

  *out_first = NULL;
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongLikenessKnown *known = know (db->likeness, sotong_stmt_int (stmt, 0));
      gsize n = MIN ((gsize) sqlite3_column_bytes (stmt->stmt, 1) / sizeof known->sketch.digests[0], SOTONG_SKETCH_DIGESTS);
      guint place;

      if (known->sketch.n == 0 && n > 0)
        {
          memcpy (known->sketch.digests, sqlite3_column_blob (stmt->stmt, 1), n * sizeof known->sketch.digests[0]);
          known->sketch.n = (guint) n;
          known->mark = sotong_sketch_mark (&known->sketch);
        }
      place = place_of (&known->sketch, digest);
      if (place == SOTONG_SKETCH_BANDS)
        continue; /* of a damaged row */
      *end = known;
      end = &known->next[place];
      *end = NULL;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether the table has something of @bucket that is not remembered. */
static gboolean
is_empty (SotongDb  *db,
          gint64     bucket,
          gboolean  *out_empty,
          GError   **error)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) bucket), value;
  gint64 some = 0;

  if (g_hash_table_lookup_extended (db->likeness->buckets, key, NULL, &value))
    {
      *out_empty = GPOINTER_TO_INT (value);
      return TRUE;
    }
  if (!sotong_db_get_int (db, &some, error, "SELECT EXISTS (SELECT 1 FROM likeness_band WHERE bucket = $1)", "i", bucket))
    return FALSE;
  *out_empty = some == 0;
  g_hash_table_insert (db->likeness->buckets, key, GINT_TO_POINTER (*out_empty));
  return TRUE;
}

/*
 * sotong_likeness_ask:
 * @db: the connection of a write job that has begun
 * @bucket: two weeks
 * @digest: a digest
 * @out_first: (out) (nullable): the first of copies with the lowest id that has it; sotong_likeness_next() leads on
 * @error: return location
 */
gboolean
sotong_likeness_ask (SotongDb             *db,
                     gint64                bucket,
                     guint32               digest,
                     SotongLikenessKnown **out_first,
                     GError              **error)
{
  gpointer key = key_of (bucket, digest), value = NULL;
  gboolean empty = FALSE;

  if (!g_hash_table_lookup_extended (db->likeness->lists, key, NULL, &value))
    {
      if (!is_empty (db, bucket, &empty, error))
        return FALSE;
      if (!empty)
        {
          if (!read_list (db, bucket, digest, (SotongLikenessKnown **) &value, error))
            return FALSE;
          g_hash_table_insert (db->likeness->lists, key, value);
        }
    }
  *out_first = value;
  return TRUE;
}

/*
 * sotong_likeness_remember:
 * @db: the connection of a write job that has begun
 * @id: a mention that is the first of its copies
 * @bucket: two weeks of its time of publication
 * @sketch: of its text; all of its smallest digests must have been asked for
 * @error: return location
 *
 * Its way waits until sotong_likeness_flush().
 */
gboolean
sotong_likeness_remember (SotongDb            *db,
                          gint64               id,
                          gint64               bucket,
                          const SotongSketch  *sketch,
                          GError             **error)
{
  SotongLikenessKnown *known;
  gboolean needed = FALSE;

  if (g_hash_table_contains (db->likeness->known, &id)) /* the id was another's, whose rows are not taken away yet */
    {
      if (!sotong_likeness_flush (db, error))
        return FALSE;
      g_clear_pointer (&db->likeness, sotong_likeness_cache_free);
      if (!sotong_likeness_begin (db, error))
        return FALSE;
    }
  known = know (db->likeness, id);
  known->sketch = *sketch;
  known->mark = sotong_sketch_mark (sketch);
  for (guint i = 0; i < MIN (sketch->n, SOTONG_SKETCH_BANDS); i++)
    {
      Band band = { bucket, sketch->digests[i], id };
      SotongLikenessKnown *first = NULL;

      if (!sotong_likeness_ask (db, bucket, sketch->digests[i], &first, error))
        return FALSE;
      needed |= insert (db->likeness, key_of (bucket, sketch->digests[i]), first, known, i);
      g_array_append_val (db->likeness->waiting, band);
    }
  if (!needed) /* of a hundred thousand texts with the same pieces, few are ever compared */
    g_hash_table_remove (db->likeness->known, &id);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-likeness-private.h"

#define MOST_LISTS 50000 /* digests that are remembered, each in some thirty bytes */
#define MOST_BODIES 20000

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
  GHashTable *lists;    /* (owned): bucket and digest -> SotongLikenessList, or none */
  GHashTable *known;    /* (owned) (element-type SotongLikenessKnown): by id */
  GHashTable *buckets;  /* (owned): bucket -> SotongLikenessBucket */
  GHashTable *bodies;   /* (owned): a digest of a text without its last word, and its hour -> Body; not in the file: a flood comes at once */
  GArray     *waiting;  /* (owned) (element-type Band) */
  gint64      version;  /* of the file's contents, as this connection sees others' changes */
  guint       question;
};

typedef struct {
  gint64 first;  /* the earliest that came; 0: it may be gone, and the next takes its place */
  guint  n;
} Body;

/* Buckets of two weeks need 32 bits for some thousand million years. */
static gpointer
key_of (gint64  bucket,
        guint32 digest)
{
  return GSIZE_TO_POINTER ((gsize) ((guint64) bucket << 32 | digest));
}

static SotongLikenessCache *
cache_new (gint64      version,
           GHashTable *bodies)
{
  SotongLikenessCache *cache = g_new0 (SotongLikenessCache, 1);

  cache->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  cache->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  cache->buckets = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  cache->bodies = bodies != NULL ? g_hash_table_ref (bodies) : g_hash_table_new_full (NULL, NULL, NULL, g_free);
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
  g_hash_table_unref (cache->bodies);
  g_array_unref (cache->waiting);
  g_free (cache);
}

/* Another program that writes in the middle of a flood does not end it; which mentions there are it may have changed. */
static GHashTable *
keep_bodies (SotongLikenessCache *cache)
{
  GHashTableIter iter;
  gpointer body;

  g_hash_table_iter_init (&iter, cache->bodies);
  while (g_hash_table_iter_next (&iter, NULL, &body))
    ((Body *) body)->first = 0;
  return g_hash_table_ref (cache->bodies);
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
  g_autoptr(GHashTable) bodies = NULL;
  gint64 version = 0;

  if (!sotong_db_get_int (db, &version, error, "PRAGMA data_version", ""))
    return FALSE;
  if (db->likeness != NULL && (db->likeness->version != version || g_hash_table_size (db->likeness->lists) > MOST_LISTS))
    {
      if (!sotong_likeness_flush (db, error))
        return FALSE;
      bodies = keep_bodies (db->likeness);
      g_clear_pointer (&db->likeness, sotong_likeness_cache_free);
    }
  if (db->likeness == NULL)
    db->likeness = cache_new (version, bodies);
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

#define VALUES(band) (band).bucket, (band).digest, (band).id

/* Seven rows by one statement cost half of what seven statements cost. */
static gboolean
write_bands (SotongDb    *db,
             const Band  *bands,
             guint        n,
             GError     **error)
{
  for (; n >= 7; bands += 7, n -= 7)
    if (!sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3), ($4, $5, $6), ($7, $8, $9),"
                         " ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, $20, $21)", "iiiiiiiiiiiiiiiiiiiii",
                         VALUES (bands[0]), VALUES (bands[1]), VALUES (bands[2]), VALUES (bands[3]), VALUES (bands[4]), VALUES (bands[5]),
                         VALUES (bands[6])))
      return FALSE;
  for (; n > 0; bands++, n--)
    if (!sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3)", "iii", VALUES (bands[0])))
      return FALSE;
  return TRUE;
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
  if (!write_bands (db, (const Band *) (void *) waiting->data, waiting->len, error))
    return FALSE;
  g_array_set_size (waiting, 0);
  return TRUE;
}

/* A number that no known one was seen for. */
guint
sotong_likeness_question (SotongDb *db)
{
  return ++db->likeness->question;
}

/* Puts an entry at its place in the list of a digest, which may move. */
static void
put (SotongLikenessCache  *cache,
     gpointer              key,
     SotongLikenessList  **list,
     guint                 at,
     SotongLikenessEntry   entry)
{
  SotongLikenessList *self = *list;

  if (self == NULL || self->n == self->n_room)
    {
      guint n_room = self == NULL ? 2 : MIN (self->n_room * 2, SOTONG_LIKENESS_TRIED);

      if (self != NULL)
        g_hash_table_steal (cache->lists, key);
      self = g_realloc (self, sizeof *self + n_room * sizeof self->entries[0]);
      self->n = *list == NULL ? 0 : self->n;
      self->n_all = *list == NULL ? 0 : self->n_all;
      self->counted = *list == NULL || self->counted;
      self->n_room = n_room;
      g_hash_table_insert (cache->lists, key, self);
      *list = self;
    }
  memmove (self->entries + at + 1, self->entries + at, (self->n - at) * sizeof self->entries[0]);
  self->entries[at] = entry;
  self->n++;
  self->n_all++;
}

/* Puts @known where its id belongs in the list of a digest; behind as many as are ever compared it is not needed: %FALSE then. */
static gboolean
insert (SotongLikenessCache *cache,
        gpointer             key,
        SotongLikenessList  *list,
        SotongLikenessKnown *known,
        guint64              mark)
{
  guint at = list != NULL ? list->n : 0;

  while (at > 0 && list->entries[at - 1].known->id > known->id)
    at--;
  if (at == SOTONG_LIKENESS_TRIED)
    {
      list->n_all++;
      return FALSE;
    }
  if (at > 0 && list->entries[at - 1].known == known)
    return TRUE;
  if (list != NULL && list->n == SOTONG_LIKENESS_TRIED)
    list->n--; /* the last is never compared any more */
  put (cache, key, &list, at, (SotongLikenessEntry) { mark, known });
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

/*
 * sotong_likeness_count:
 * @db: the connection of a write job that has begun
 * @bucket: two weeks
 * @digest: a digest
 * @list: what sotong_likeness_ask() said of it, to which nothing was added since it was read
 * @error: return location
 *
 * Says how many there are of a digest in all, of which the list has the first alone.
 */
gboolean
sotong_likeness_count (SotongDb            *db,
                       gint64               bucket,
                       guint32              digest,
                       SotongLikenessList  *list,
                       GError             **error)
{
  gint64 n = 0;

  if (list->counted)
    return TRUE;
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM (SELECT 1 FROM likeness_band WHERE bucket = $1 AND digest = $2 LIMIT $3)", "iii", bucket,
                          (gint64) digest, (gint64) SOTONG_LIKENESS_COUNTED))
    return FALSE;
  list->n_all = MAX (list->n, (guint) n);
  list->counted = TRUE;
  return TRUE;
}

static gboolean
read_list (SotongDb            *db,
           gint64               bucket,
           guint32              digest,
           SotongLikenessList **out_list,
           GError             **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT b.mention_id, l.sketch FROM likeness_band AS b"
                                                " CROSS JOIN likeness AS l ON l.mention_id = b.mention_id WHERE b.bucket = $1 AND b.digest = $2"
                                                " ORDER BY b.mention_id LIMIT $3", "iii", bucket, (gint64) digest, (gint64) SOTONG_LIKENESS_TRIED);
  gpointer key = key_of (bucket, digest);
  GError *local = NULL;

  *out_list = NULL;
  if (stmt == NULL)
    return FALSE;
  g_hash_table_insert (db->likeness->lists, key, NULL);
  while (sotong_stmt_next (stmt, &local))
    {
      SotongLikenessKnown *known = know (db->likeness, sotong_stmt_int (stmt, 0));
      gsize n = MIN ((gsize) sqlite3_column_bytes (stmt->stmt, 1) / sizeof known->sketch.digests[0], SOTONG_SKETCH_DIGESTS);

      if (known->sketch.n == 0 && n > 0)
        {
          memcpy (known->sketch.digests, sqlite3_column_blob (stmt->stmt, 1), n * sizeof known->sketch.digests[0]);
          known->sketch.n = (guint) n;
        }
      put (db->likeness, key, out_list, *out_list != NULL ? (*out_list)->n : 0,
           (SotongLikenessEntry) { sotong_sketch_mark (&known->sketch), known });
    }
  if (*out_list != NULL)
    (*out_list)->counted = FALSE;
  if (local == NULL)
    return TRUE;
  *out_list = NULL;
  g_hash_table_remove (db->likeness->lists, key);
  g_propagate_error (error, local);
  return FALSE;
}

/*
 * sotong_likeness_bucket:
 * @db: the connection of a write job that has begun
 * @bucket: the number of two weeks
 * @error: return location
 *
 * Returns: (transfer none) (nullable): what is remembered of them as a whole, until the cache goes
 */
SotongLikenessBucket *
sotong_likeness_bucket (SotongDb  *db,
                        gint64     bucket,
                        GError   **error)
{
  SotongLikenessBucket *self = g_hash_table_lookup (db->likeness->buckets, &bucket);
  gint64 some = 0;

  if (self != NULL)
    return self;
  if (!sotong_db_get_int (db, &some, error, "SELECT EXISTS (SELECT 1 FROM likeness_band WHERE bucket = $1)", "i", bucket))
    return NULL;
  self = g_new0 (SotongLikenessBucket, 1);
  self->bucket = bucket;
  self->was_empty = some == 0;
  g_hash_table_insert (db->likeness->buckets, &self->bucket, self);
  return self;
}

/*
 * sotong_likeness_ask:
 * @db: the connection of a write job that has begun
 * @bucket: two weeks
 * @digest: a digest
 * @out_list: (out) (nullable) (transfer none): the first of copies that have it, until the next of them is remembered
 * @error: return location
 */
gboolean
sotong_likeness_ask (SotongDb              *db,
                     SotongLikenessBucket  *bucket,
                     guint32                digest,
                     SotongLikenessList   **out_list,
                     GError               **error)
{
  gpointer value = NULL;

  *out_list = NULL;
  if (bucket->was_empty && !bucket->has_lists)
    return TRUE;
  if (!g_hash_table_lookup_extended (db->likeness->lists, key_of (bucket->bucket, digest), NULL, &value) && !bucket->was_empty)
    {
      bucket->has_lists = TRUE;
      return read_list (db, bucket->bucket, digest, out_list, error);
    }
  *out_list = value;
  return TRUE;
}

/*
 * sotong_likeness_remember_copy:
 * @db: the connection of a write job that has begun
 * @bucket: two weeks of its time of publication
 * @digest: the digest of a short text and its hour
 * @list: what sotong_likeness_ask() said of it
 * @first: the first of copies, which need not be of this hour
 * @id: one of them
 *
 * Counts it. What is written waits until sotong_likeness_flush().
 */
void
sotong_likeness_remember_copy (SotongDb             *db,
                               SotongLikenessBucket *bucket,
                               guint32               digest,
                               SotongLikenessList   *list,
                               gint64                first,
                               gint64                id)
{
  Band bands[] = { { bucket->bucket, digest, id }, { bucket->bucket, digest, first } };

  g_array_append_vals (db->likeness->waiting, bands, list == NULL ? 2 : 1);
  bucket->has_lists = TRUE;
  if (list == NULL)
    put (db->likeness, key_of (bucket->bucket, digest), &list, 0, (SotongLikenessEntry) { ~G_GUINT64_CONSTANT (0), know (db->likeness, first) });
  list->n_all++;
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
  guint64 mark = sotong_sketch_mark (sketch);
  SotongLikenessBucket *place;
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
  place = sotong_likeness_bucket (db, bucket, error);
  if (place == NULL)
    return FALSE;
  known = know (db->likeness, id);
  known->sketch = *sketch;
  for (guint i = 0; i < MIN (sketch->n, SOTONG_SKETCH_BANDS); i++)
    {
      Band band = { bucket, sketch->digests[i], id };
      SotongLikenessList *list = NULL;

      if (!sotong_likeness_ask (db, place, sketch->digests[i], &list, error))
        return FALSE;
      needed |= insert (db->likeness, key_of (bucket, sketch->digests[i]), list, known, mark);
      g_array_append_val (db->likeness->waiting, band);
    }
  place->has_lists = TRUE;
  if (!needed) /* of a hundred thousand texts with the same pieces, few are ever compared */
    g_hash_table_remove (db->likeness->known, &id);
  return TRUE;
}

/*
 * sotong_likeness_ask_body:
 * @db: the connection of a write job that has begun
 * @bucket: two weeks
 * @body: the digest of a text without its last word, and its hour
 *
 * Asks nothing of the file: where there is a flood, the most of it came just before.
 *
 * Returns: the first of a flood that is the same but for the last word; 0 if there is none
 */
gint64
sotong_likeness_ask_body (SotongDb             *db,
                          SotongLikenessBucket *bucket,
                          guint32               body)
{
  const SotongLikenessList *list = g_hash_table_lookup (db->likeness->lists, key_of (bucket->bucket, body));
  const Body *known = g_hash_table_lookup (db->likeness->bodies, GUINT_TO_POINTER (body));

  if (list != NULL && list->counted && list->n > 0 && list->n_all >= SOTONG_LIKENESS_MANY)
    return list->entries[0].known->id;
  return known != NULL && known->n >= SOTONG_LIKENESS_BODIES ? known->first : 0;
}

/*
 * sotong_likeness_count_body:
 * @db: the connection of a write job that has begun
 * @body: as of sotong_likeness_ask_body()
 * @id: a mention that is a copy of none
 */
void
sotong_likeness_count_body (SotongDb *db,
                            guint32   body,
                            gint64    id)
{
  Body *known = g_hash_table_lookup (db->likeness->bodies, GUINT_TO_POINTER (body));

  if (known == NULL)
    {
      if (g_hash_table_size (db->likeness->bodies) >= MOST_BODIES)
        g_hash_table_remove_all (db->likeness->bodies);
      known = g_new (Body, 1);
      *known = (Body) { id, 0 };
      g_hash_table_insert (db->likeness->bodies, GUINT_TO_POINTER (body), known);
    }
  if (known->first == 0)
    known->first = id;
  known->n++;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-likeness-private.h"
#include "store/sotong-likeness.h"
#include "store/sotong-word-private.h"

#define BUCKET_S     (14 * G_GINT64_CONSTANT (86400))

/* What the digests of a few pieces leave open the text tells. */
static gboolean
is_copy_of (SotongDb                   *db,
            const SotongLikenessKnown  *known,
            const SotongSketch         *sketch,
            gboolean                   *out_is,
            GError                    **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_is = sketch->n_letters < SOTONG_SKETCH_SHORT ? sotong_sketch_is_same (sketch, &known->sketch) : sotong_sketch_is_alike (sketch, &known->sketch);
  if (!*out_is || sketch->n_letters < SOTONG_SKETCH_SHORT || !sotong_sketch_is_open (sketch, &known->sketch))
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT text FROM mention WHERE id = $1", "i", known->id);
  if (stmt == NULL)
    return FALSE;
  *out_is = sotong_stmt_next (stmt, &local) && sotong_sketch_is_said (sketch, sotong_stmt_text (stmt, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Compares a text with those of a list, as long as @tried allows. */
static gboolean
find_in (SotongDb                  *db,
         const SotongLikenessList  *list,
         const SotongSketch        *sketch,
         guint64                    mark,
         guint                      question,
         guint                     *tried,
         gint64                    *out_first,
         GError                   **error)
{
  for (guint i = 0; list != NULL && i < list->n && *tried < SOTONG_LIKENESS_TRIED; i++, ++*tried)
    {
      SotongLikenessKnown *known = list->entries[i].known;
      gboolean is;

      if (!sotong_sketch_may_be (mark, list->entries[i].mark) || known->seen == question)
        continue;
      known->seen = question;
      if (!is_copy_of (db, known, sketch, &is, error))
        return FALSE;
      if (!is)
        continue;
      *out_first = known->id;
      break;
    }
  return TRUE;
}

/* The first of those that say a short text within an hour, where they are too many to do so by chance; else 0. */
static gboolean
find_flood (SotongDb            *db,
            gint64               published_at,
            guint32              hour,
            gint64              *out_first,
            GError             **error)
{
  SotongLikenessBucket *bucket = sotong_likeness_bucket (db, published_at / BUCKET_S, error);
  SotongLikenessList *list;

  if (bucket == NULL || !sotong_likeness_ask (db, bucket, hour, &list, error)
      || (list != NULL && !sotong_likeness_count (db, bucket->bucket, hour, list, error)))
    return FALSE;
  *out_first = list != NULL && list->n_all >= SOTONG_LIKENESS_MANY ? list->entries[0].known->id : 0;
  return TRUE;
}

/**
 * sotong_likeness_find:
 * @db: the connection of a write job
 * @published_at: when a text was published
 * @sketch: of the text
 * @out_first: (out): the first of its copies; 0 if there is none
 * @error: return location
 *
 * Looks within two weeks before and after.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_find (SotongDb            *db,
                      gint64               published_at,
                      const SotongSketch  *sketch,
                      gint64              *out_first,
                      GError             **error)
{
  gint64 bucket = published_at / BUCKET_S;
  gint64 first = published_at % BUCKET_S < BUCKET_S / 2 ? bucket - 1 : bucket;
  guint64 mark = sotong_sketch_mark (sketch);
  SotongLikenessBucket *buckets[2];
  guint question;

  *out_first = 0;
  if (sketch->n == 0)
    return TRUE;
  if (db->likeness == NULL && !sotong_likeness_begin (db, error))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (buckets); k++)
    {
      buckets[k] = sotong_likeness_bucket (db, first + k, error);
      if (buckets[k] == NULL)
        return FALSE;
    }
  if ((sketch->hour != 0 && !find_flood (db, published_at, sketch->hour, out_first, error))
      || (*out_first == 0 && sketch->flood != 0 && !find_flood (db, published_at, sketch->flood, out_first, error)))
    return FALSE;
  if (*out_first == 0 && sketch->body != 0)
    *out_first = sotong_likeness_ask_body (db, buckets[bucket - first], sketch->body);
  question = sotong_likeness_question (db);
  for (guint i = 0; i < MIN (sketch->n, SOTONG_SKETCH_BANDS) && *out_first == 0; i++)
    {
      for (guint tried = 0, k = 0; k < G_N_ELEMENTS (buckets) && *out_first == 0; k++)
        {
          SotongLikenessList *list;

          if (!sotong_likeness_ask (db, buckets[k], sketch->digests[i], &list, error)
              || !find_in (db, list, sketch, mark, question, &tried, out_first, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * sotong_likeness_add_first:
 * @db: the connection of a write job
 * @mention_id: a mention whose text nobody has written before
 * @published_at: when it was published
 * @sketch: of its text, for which sotong_likeness_find() found nothing
 * @error: return location
 *
 * It may be the first of copies to come. To be followed by sotong_likeness_finish().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_add_first (SotongDb            *db,
                           gint64               mention_id,
                           gint64               published_at,
                           const SotongSketch  *sketch,
                           GError             **error)
{
  gint64 bucket = published_at / BUCKET_S;

  if (sketch->n == 0)
    return TRUE;
  if (!sotong_db_exec (db, error, "INSERT OR REPLACE INTO likeness (mention_id, bucket, sketch) VALUES ($1, $2, $3)", "iib", mention_id,
                       bucket, sketch->digests, (gsize) sketch->n * sizeof sketch->digests[0])
      || !sotong_likeness_remember (db, mention_id, bucket, sketch, error))
    return FALSE;
  if (sketch->body != 0)
    sotong_likeness_count_body (db, sketch->body, mention_id);
  return TRUE;
}

/**
 * sotong_likeness_add_copy:
 * @db: the connection of a write job
 * @mention_id: a mention for whose text sotong_likeness_find() found that it is a copy
 * @first: of which it is one
 * @published_at: when it was published
 * @sketch: of its text
 * @error: return location
 *
 * Copies of a short text are counted within their hour, until they are a flood. To be followed by sotong_likeness_finish().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_add_copy (SotongDb            *db,
                          gint64               mention_id,
                          gint64               first,
                          gint64               published_at,
                          const SotongSketch  *sketch,
                          GError             **error)
{
  SotongLikenessBucket *bucket;
  SotongLikenessList *list;

  if (sketch->hour == 0)
    return TRUE;
  bucket = sotong_likeness_bucket (db, published_at / BUCKET_S, error);
  if (bucket == NULL || !sotong_likeness_ask (db, bucket, sketch->hour, &list, error))
    return FALSE;
  if (list == NULL || list->n_all < SOTONG_LIKENESS_MANY)
    sotong_likeness_remember_copy (db, bucket, sketch->hour, list, first, mention_id);
  return TRUE;
}

/**
 * sotong_likeness_finish:
 * @db: the connection of a write job
 * @error: return location
 *
 * Writes what waits. To be called before the transaction ends.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_finish (SotongDb  *db,
                        GError   **error)
{
  return sotong_likeness_flush (db, error);
}

/* The tables are about to be changed by hand. */
static gboolean
forget_all (SotongDb  *db,
            GError   **error)
{
  if (!sotong_likeness_flush (db, error))
    return FALSE;
  g_clear_pointer (&db->likeness, sotong_likeness_cache_free);
  return TRUE;
}

/* Whether the mention is a copy of one that came before, or may be the first of copies to come. */
static gboolean
place (SotongDb    *db,
       gint64       mention_id,
       gint64       published_at,
       const char  *text,
       const char  *author,
       GError     **error)
{
  SotongSketch sketch;
  gint64 first = 0;

  sotong_sketch_make (&sketch, text, author, published_at);
  if (!sotong_likeness_find (db, published_at, &sketch, &first, error))
    return FALSE;
  if (first != 0 && first != mention_id)
    return sotong_db_exec (db, error, "UPDATE mention SET duplicate_of = $1 WHERE id = $2", "ii", first, mention_id)
           && sotong_word_mark_mention (db, mention_id, error);
  return sotong_likeness_add_first (db, mention_id, published_at, &sketch, error);
}

/**
 * sotong_likeness_some:
 * @db: the connection of a write job
 * @n: how many to look at
 * @out_more: (out): whether some are left
 * @error: return location
 *
 * Compares mentions from before this version of the workspace, which nobody has compared yet.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_some (SotongDb  *db,
                      int        n,
                      gboolean  *out_more,
                      GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 done = -1;
  GError *local = NULL;
  int seen = 0;

  *out_more = FALSE;
  if (!sotong_likeness_begin (db, error))
    return FALSE;
  stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at, m.text, m.author FROM mention AS m, likeness_state AS s WHERE s.id = 1 AND m.id > s.done AND m.id <= s.last"
                          " AND m.duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM likeness AS l WHERE l.mention_id = m.id)"
                          " ORDER BY m.id LIMIT $1", "i", (gint64) n);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      done = sotong_stmt_int (stmt, 0);
      seen++;
      if (!place (db, done, sotong_stmt_int (stmt, 1), sotong_stmt_text (stmt, 2), sotong_stmt_text (stmt, 3), error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *out_more = seen == n;
  return sotong_likeness_flush (db, error)
         && sotong_db_exec (db, error, "UPDATE likeness_state SET done = CASE WHEN $1 <> 0 THEN $2 ELSE last END WHERE id = 1", "ii",
                         (gint64) *out_more, done);
}

/* The way to a first of copies is taken away, or leads to @next from now on. */
static gboolean
move_bands (SotongDb  *db,
            gint64     id,
            gint64     next,
            GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT bucket, sketch FROM likeness WHERE mention_id = $1", "i", id);
  guint32 digests[SOTONG_SKETCH_BANDS];
  GError *local = NULL;
  gint64 bucket;
  gsize n;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  bucket = sotong_stmt_int (stmt, 0);
  n = MIN ((gsize) sqlite3_column_bytes (stmt->stmt, 1) / sizeof digests[0], SOTONG_SKETCH_BANDS);
  if (n > 0)
    memcpy (digests, sqlite3_column_blob (stmt->stmt, 1), n * sizeof digests[0]);
  for (gsize i = 0; i < n; i++)
    if (!sotong_db_exec (db, error, "DELETE FROM likeness_band WHERE bucket = $1 AND digest = $2 AND mention_id = $3", "iii", bucket, (gint64) digests[i], id)
        || (next != 0 && !sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3)", "iii",
                                          bucket, (gint64) digests[i], next)))
      return FALSE;
  return TRUE;
}

/* What counts a short text within its hour. */
static gboolean
forget_hour (SotongDb  *db,
             gint64     id,
             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT published_at, text, author, duplicate_of FROM mention WHERE id = $1", "i", id);
  SotongSketch sketch;
  gint64 published_at;

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  published_at = sotong_stmt_int (stmt, 0);
  sotong_sketch_make (&sketch, sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2), published_at);
  return sketch.hour == 0
         || sotong_db_exec (db, error, "DELETE FROM likeness_band WHERE bucket = $1 AND digest = $2 AND mention_id IN ($3, $4)", "iiii", published_at / BUCKET_S,
                            (gint64) sketch.hour, id, sotong_stmt_int (stmt, 3));
}

/**
 * sotong_likeness_forget:
 * @db: the connection of a write job
 * @mention_id: a mention whose text goes, and is still there
 * @error: return location
 *
 * Takes away what was made of the text. Copies that are known stay known.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_forget (SotongDb  *db,
                        gint64     mention_id,
                        GError   **error)
{
  return forget_all (db, error) && forget_hour (db, mention_id, error) && move_bands (db, mention_id, 0, error)
         && sotong_db_exec (db, error, "DELETE FROM likeness WHERE mention_id = $1", "i", mention_id);
}

/* The next of the copies takes the place of the first, which is gone; one that was purged, only where all were, and no way leads to it. */
static gboolean
promote (SotongDb  *db,
         gint64     gone,
         GError   **error)
{
  gint64 next = 0, written = 0;

  return sotong_db_get_int (db, &written, error, "SELECT coalesce (min(id), 0) FROM mention WHERE duplicate_of = $1 AND purged_at IS NULL", "i", gone)
         && sotong_db_get_int (db, &next, error, "SELECT CASE WHEN $2 <> 0 THEN $2 ELSE min(id) END FROM mention WHERE duplicate_of = $1", "ii", gone, written)
         && sotong_db_exec (db, error, "UPDATE mention SET duplicate_of = nullif($1, id) WHERE duplicate_of = $2", "ii", next, gone)
         && sotong_word_mark_mention (db, next, error)
         && move_bands (db, gone, written, error)
         && (written == 0 || sotong_db_exec (db, error, "UPDATE likeness SET mention_id = $1 WHERE mention_id = $2", "ii", written, gone));
}

/* The same where the first is still there and only its text is gone: it is a copy of the next from now on. */
static gboolean
promote_written (SotongDb  *db,
                 gint64     purged,
                 GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, published_at, text, author FROM mention WHERE duplicate_of = $1 AND purged_at IS NULL"
                                                " ORDER BY id LIMIT 1", "i", purged);
  SotongSketch sketch;
  gint64 next, published_at;

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  next = sotong_stmt_int (stmt, 0);
  published_at = sotong_stmt_int (stmt, 1);
  sotong_sketch_make (&sketch, sotong_stmt_text (stmt, 2), sotong_stmt_text (stmt, 3), published_at);
  return sotong_db_exec (db, error, "UPDATE mention SET duplicate_of = nullif($1, id) WHERE duplicate_of = $2 OR id = $2", "ii", next, purged)
         && sotong_word_mark_mention (db, next, error)
         && sotong_likeness_add_first (db, next, published_at, &sketch, error);
}

typedef gboolean (*PromoteFunc) (SotongDb  *db,
                                 gint64     gone,
                                 GError   **error);

/* @sql names the firsts that are gone. */
static gboolean
promote_each (SotongDb     *db,
              const char   *sql,
              PromoteFunc   func,
              GError      **error)
{
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (gone, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < gone->len; i++)
    if (!func (db, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

/**
 * sotong_likeness_heal_purged:
 * @db: the connection of a write job that has purged mentions
 * @error: return location
 *
 * Copies whose first has no text any more have another first, by which copies to come are known.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_heal_purged (SotongDb  *db,
                             GError   **error)
{
  return forget_all (db, error) && sotong_likeness_begin (db, error)
         && promote_each (db, "SELECT DISTINCT m.duplicate_of FROM mention AS m JOIN mention AS f ON f.id = m.duplicate_of"
                          " WHERE m.duplicate_of IS NOT NULL AND m.purged_at IS NULL AND f.purged_at IS NOT NULL", promote_written, error)
         && sotong_likeness_flush (db, error);
}

/**
 * sotong_likeness_heal:
 * @db: the connection of a write job that has taken mentions away
 * @error: return location
 *
 * Makes good what they leave: copies whose first is gone have another first, and what is left of no text is taken away.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_heal (SotongDb  *db,
                      GError   **error)
{
  if (!forget_all (db, error)
      || !promote_each (db, "SELECT DISTINCT duplicate_of FROM mention AS m WHERE duplicate_of IS NOT NULL"
                        " AND NOT EXISTS (SELECT 1 FROM mention AS f WHERE f.id = m.duplicate_of)", promote, error))
    return FALSE;
  return sotong_db_exec (db, error, "DELETE FROM likeness_band WHERE NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.id = likeness_band.mention_id)", "")
         && sotong_db_exec (db, error, "DELETE FROM likeness WHERE NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.id = likeness.mention_id)", "");
}

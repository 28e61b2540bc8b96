/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-likeness.h"

/*
 * Copies of one article are known by a sketch of the text: of all its pieces of six letters the sixteen whose digests are
 * smallest. The share of digests that two sketches have in common estimates the share of pieces that the texts have in
 * common (bottom-k sketches: Broder, "On the resemblance and containment of documents", 1997). The four smallest are the
 * way to the candidates, within two weeks before and after; what only the digits, blanks, marks and addresses of a text
 * make different, as in a flood of advertising, makes no difference.
 */
#define PIECE        6
#define N_SKETCH     16
#define N_BANDS      4
#define MIN_LETTERS  14     /* below that, two people say the same by chance */
#define SHARED       10     /* of sixteen: about two thirds of the pieces */
#define BUCKET_S     (14 * G_GINT64_CONSTANT (86400))
#define MAX_TRIED    32     /* candidates that are compared, a band */

typedef struct {
  guint32 digests[N_SKETCH]; /* rising */
  guint   n;
  guint   n_letters;
} Sketch;

static void
add_digest (Sketch  *sketch,
            guint32  digest)
{
  guint at = sketch->n;

  if (at == N_SKETCH && digest >= sketch->digests[N_SKETCH - 1])
    return;
  while (at > 0 && sketch->digests[at - 1] > digest)
    at--;
  if (at > 0 && sketch->digests[at - 1] == digest)
    return;
  if (sketch->n < N_SKETCH)
    sketch->n++;
  for (guint i = sketch->n - 1; i > at; i--)
    sketch->digests[i] = sketch->digests[i - 1];
  sketch->digests[at] = digest;
}

static guint32
mix (guint64 piece)
{
  piece ^= piece >> 31;
  piece *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  piece ^= piece >> 29;
  piece *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint32) (piece >> 32);
}

/* Behind an address, or @p itself if none begins there. */
static const char *
skip_address (const char *p)
{
  if (strncmp (p, "http://", 7) != 0 && strncmp (p, "https://", 8) != 0)
    return p;
  while (*p != '\0' && (guchar) *p < 0x80 && !g_ascii_isspace (*p))
    p++;
  return p;
}

/* Letters alone count, small ones; the digest of a piece is that of its last six letters, of 10 bits each. */
static void
make_sketch (Sketch     *sketch,
             const char *text)
{
  guint64 piece = 0;

  sketch->n = sketch->n_letters = 0;
  for (const char *p = text; *p != '\0';)
    {
      gunichar c;

      if (*p == 'h' && skip_address (p) != p)
        {
          p = skip_address (p);
          continue;
        }
      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      if (c < 0x80 ? !g_ascii_isalpha ((char) c) : c < 0xac00 && !g_unichar_isalpha (c))
        continue;
      if (c > 0xd7a3 && !g_unichar_isalpha (c))
        continue;
      if (c < 0x80)
        c = (gunichar) g_ascii_tolower ((char) c);
      piece = (piece << 10 ^ (c & 0x3ff) ^ (guint64) (c >> 10) << 3) & G_GUINT64_CONSTANT (0x0fffffffffffffff);
      if (++sketch->n_letters >= PIECE)
        add_digest (sketch, mix (piece));
    }
}

static guint
count_shared (const Sketch  *sketch,
              const guint32 *other,
              guint          n)
{
  guint i = 0, j = 0, shared = 0, met = 0, limit = MIN (N_SKETCH, MAX (sketch->n, n));

  /* Only the smallest of both together say something of both. */
  while (i < sketch->n && j < n && met < limit)
    {
      if (sketch->digests[i] == other[j])
        {
          shared++;
          i++;
          j++;
        }
      else if (sketch->digests[i] < other[j])
        i++;
      else
        j++;
      met++;
    }
  return limit > 0 ? shared * N_SKETCH / limit : 0;
}

static gboolean
read_sketch (SotongDb     *db,
             gint64        id,
             const Sketch *sketch,
             gboolean     *out_alike,
             GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT sketch FROM likeness WHERE mention_id = $1", "i", id);
  guint32 other[N_SKETCH];
  GError *local = NULL;
  gsize n;

  *out_alike = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  n = MIN ((gsize) sqlite3_column_bytes (stmt->stmt, 0) / sizeof other[0], N_SKETCH);
  if (n > 0)
    memcpy (other, sqlite3_column_blob (stmt->stmt, 0), n * sizeof other[0]);
  *out_alike = count_shared (sketch, other, (guint) n) >= SHARED;
  return TRUE;
}

/* The first of the copies, 0 if there is none. */
static gboolean
find_first (SotongDb      *db,
            const Sketch  *sketch,
            gint64         published_at,
            gint64        *out_id,
            GError       **error)
{
  gint64 bucket = published_at / BUCKET_S;
  gint64 beside = published_at % BUCKET_S < BUCKET_S / 2 ? bucket - 1 : bucket + 1;
  gint64 last = 0;

  *out_id = 0;
  for (guint i = 0; i < MIN (sketch->n, N_BANDS); i++)
    {
      g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT mention_id FROM likeness_band WHERE bucket IN ($1, $2) AND digest = $3 LIMIT $4", "iiii",
                                                    bucket, beside, (gint64) sketch->digests[i], (gint64) MAX_TRIED);
      GError *local = NULL;

      if (stmt == NULL)
        return FALSE;
      while (sotong_stmt_next (stmt, &local))
        {
          gint64 id = sotong_stmt_int (stmt, 0);
          gboolean alike = FALSE;

          if (id != last && !read_sketch (db, id, sketch, &alike, error))
            return FALSE;
          last = id;
          if (alike)
            {
              *out_id = id;
              return TRUE;
            }
        }
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_first (SotongDb      *db,
           gint64         mention_id,
           gint64         published_at,
           const Sketch  *sketch,
           GError       **error)
{
  if (!sotong_db_exec (db, error, "INSERT OR REPLACE INTO likeness (mention_id, bucket, sketch) VALUES ($1, $2, $3)", "iib", mention_id,
                       published_at / BUCKET_S, sketch->digests, (gsize) sketch->n * sizeof sketch->digests[0]))
    return FALSE;
  for (guint i = 0; i < MIN (sketch->n, N_BANDS); i++)
    if (!sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3)", "iii",
                         published_at / BUCKET_S, (gint64) sketch->digests[i], mention_id))
      return FALSE;
  return TRUE;
}

/**
 * sotong_likeness_place:
 * @db: the connection of a write job
 * @mention_id: a new mention
 * @published_at: when it was published
 * @text: its text
 * @error: return location
 *
 * Finds whether the mention is a copy of one that came before, and notes it; else it may be the first of copies to come.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_place (SotongDb    *db,
                       gint64       mention_id,
                       gint64       published_at,
                       const char  *text,
                       GError     **error)
{
  Sketch sketch;
  gint64 first = 0;

  make_sketch (&sketch, text);
  if (sketch.n_letters < MIN_LETTERS)
    return TRUE;
  if (!find_first (db, &sketch, published_at, &first, error))
    return FALSE;
  if (first != 0 && first != mention_id)
    return sotong_db_exec (db, error, "UPDATE mention SET duplicate_of = $1 WHERE id = $2", "ii", first, mention_id);
  return add_first (db, mention_id, published_at, &sketch, error);
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
  stmt = sotong_db_query (db, error, "SELECT m.id, m.published_at, m.text FROM mention AS m, likeness_state AS s WHERE s.id = 1 AND m.id > s.done AND m.id <= s.last"
                          " AND m.duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM likeness AS l WHERE l.mention_id = m.id)"
                          " ORDER BY m.id LIMIT $1", "i", (gint64) n);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      done = sotong_stmt_int (stmt, 0);
      seen++;
      if (!sotong_likeness_place (db, done, sotong_stmt_int (stmt, 1), sotong_stmt_text (stmt, 2), error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *out_more = seen == n;
  return sotong_db_exec (db, error, "UPDATE likeness_state SET done = CASE WHEN $1 THEN $2 ELSE last END WHERE id = 1", "ii",
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
  guint32 digests[N_SKETCH];
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
  n = MIN ((gsize) sqlite3_column_bytes (stmt->stmt, 1) / sizeof digests[0], N_BANDS);
  if (n > 0)
    memcpy (digests, sqlite3_column_blob (stmt->stmt, 1), n * sizeof digests[0]);
  for (gsize i = 0; i < n; i++)
    if (!sotong_db_exec (db, error, "DELETE FROM likeness_band WHERE bucket = $1 AND digest = $2 AND mention_id = $3", "iii", bucket, (gint64) digests[i], id)
        || (next != 0 && !sotong_db_exec (db, error, "INSERT OR IGNORE INTO likeness_band (bucket, digest, mention_id) VALUES ($1, $2, $3)", "iii",
                                          bucket, (gint64) digests[i], next)))
      return FALSE;
  return TRUE;
}

/**
 * sotong_likeness_forget:
 * @db: the connection of a write job
 * @mention_id: a mention whose text goes
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
  return move_bands (db, mention_id, 0, error)
         && sotong_db_exec (db, error, "DELETE FROM likeness WHERE mention_id = $1", "i", mention_id);
}

/* The next of the copies takes the place of the first, which is gone. */
static gboolean
promote (SotongDb  *db,
         gint64     gone,
         GError   **error)
{
  gint64 next = 0;

  return sotong_db_get_int (db, &next, error, "SELECT min(id) FROM mention WHERE duplicate_of = $1", "i", gone)
         && sotong_db_exec (db, error, "UPDATE mention SET duplicate_of = nullif($1, id) WHERE duplicate_of = $2", "ii", next, gone)
         && move_bands (db, gone, next, error)
         && sotong_db_exec (db, error, "UPDATE likeness SET mention_id = $1 WHERE mention_id = $2", "ii", next, gone);
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
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT DISTINCT duplicate_of FROM mention AS m WHERE duplicate_of IS NOT NULL"
                          " AND NOT EXISTS (SELECT 1 FROM mention AS f WHERE f.id = m.duplicate_of)", "");
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
    if (!promote (db, g_array_index (gone, gint64, i), error))
      return FALSE;
  return sotong_db_exec (db, error, "DELETE FROM likeness_band WHERE NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.id = likeness_band.mention_id)", "")
         && sotong_db_exec (db, error, "DELETE FROM likeness WHERE NOT EXISTS (SELECT 1 FROM mention AS m WHERE m.id = likeness.mention_id)", "");
}

/**
 * sotong_likeness_count:
 * @db: a connection
 * @mention_id: a mention
 * @out_n: (out): how many copies of the text there are, itself among them
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_likeness_count (SotongDb  *db,
                       gint64     mention_id,
                       gint64    *out_n,
                       GError   **error)
{
  return sotong_db_get_int (db, out_n, error, "SELECT 1 + (SELECT count(*) FROM mention WHERE duplicate_of ="
                            " (SELECT coalesce(duplicate_of, id) FROM mention WHERE id = $1))", "i", mention_id);
}

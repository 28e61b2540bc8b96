/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast mentions come in from JSON lines, beside a bare loop that writes the same finished rows.
 * bench-import [ROWS] [FOLDER]; a million rows by default. */
#include "config.h"

#include <stdlib.h>

#include "bench-mentions.h"
#include "monitor/sotong-import.h"
#include "store/sotong-db-private.h"
#include "store/sotong-source.h"

#define TRANSACTION 20000 /* as the import's */

typedef struct {
  double wall;
  double cpu;
} Span;

static gpointer
add_source_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  gint64 *id = data;

  source->name = g_strdup ("file");
  source->kind = g_strdup ("import");
  *id = sotong_source_add (db, source, error);
  return *id != 0 ? id : NULL;
}

static SotongStore *
make_workspace (const char *path,
                gint64     *out_source)
{
  g_autoptr(GError) error = NULL;
  SotongStore *store = sotong_store_create (path, NULL, NULL, &error);

  if (store == NULL
      || sotong_store_write (store, SOTONG_WRITE_DEFAULT, add_topics_job, NULL, NULL, &error) == NULL
      || sotong_store_write (store, SOTONG_WRITE_DEFAULT, add_source_job, out_source, NULL, &error) == NULL)
    g_error ("%s", error->message);
  return store;
}

static void
clear_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
}

static long peak_at_tenth, rows_total;

static void
progress_cb (int      checked,
             int      written,
             gpointer user_data)
{
  if (written >= 100 && peak_at_tenth == 0)
    peak_at_tenth = status_kb ("VmHWM:");
}

static Span
measure_import (const char *path,
                const char *file)
{
  gint64 source = 0;
  SotongStore *store = make_workspace (path, &source);
  g_autoptr(SotongImportReport) report = NULL;
  g_autoptr(GError) error = NULL;
  Span span;

  clear_peak ();
  span = (Span) { wall_s (), cpu_s () };
  report = sotong_import_run (store, file, source, NULL, progress_cb, NULL, NULL, &error);
  if (report == NULL || report->n_problems > 0)
    g_error ("%s", error != NULL ? error->message : (char *) report->problems->pdata[0]);
  span = (Span) { wall_s () - span.wall, cpu_s () - span.cpu };
  printf ("memory: %ld kB at a tenth, %ld kB at the end (peak)\n", peak_at_tenth, status_kb ("VmHWM:"));
  g_assert (report->n_new == rows_total);
  sotong_store_close (store);
  g_object_unref (store);
  return span;
}

/* ---- the bare loop ---- */

typedef struct {
  gint64 id, published_at, first_seen, precision;
  char *key, *author, *url, *text, *external_id;
  gint64 topics[8];
  int n_topics;
  GBytes *words, *sketch; /* null of what is a copy, and of short texts */
  gint64 duplicate_of, bucket;
} Row;

/* A digest by which the first of copies is found. */
typedef struct {
  gint64 bucket, digest, id;
} Band;

static sqlite3_stmt *
prepare (SotongDb   *db,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db->handle));
  return stmt;
}

static void
run_once (sqlite3_stmt *stmt)
{
  if (sqlite3_step (stmt) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (sqlite3_db_handle (stmt)));
  sqlite3_reset (stmt);
}

static char *
column (sqlite3_stmt *stmt,
        int           i)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, i));
}

/* The next rows of the finished workspace, in the order in which they were written. Not measured. */
static guint
load (sqlite3_stmt *rows,
      sqlite3_stmt *hits,
      Row          *out)
{
  guint n = 0;

  while (n < TRANSACTION && sqlite3_step (rows) == SQLITE_ROW)
    {
      Row *row = &out[n++];

      row->id = sqlite3_column_int64 (rows, 0);
      row->key = column (rows, 1);
      row->author = column (rows, 2);
      row->published_at = sqlite3_column_int64 (rows, 3);
      row->precision = sqlite3_column_int64 (rows, 4);
      row->first_seen = sqlite3_column_int64 (rows, 5);
      row->url = column (rows, 6);
      row->text = column (rows, 7);
      row->external_id = column (rows, 8);
      row->words = g_bytes_new (sqlite3_column_blob (rows, 9), (gsize) sqlite3_column_bytes (rows, 9));
      row->duplicate_of = sqlite3_column_int64 (rows, 10);
      row->bucket = sqlite3_column_int64 (rows, 11);
      row->sketch = sqlite3_column_type (rows, 12) == SQLITE_NULL
                    ? NULL : g_bytes_new (sqlite3_column_blob (rows, 12), (gsize) sqlite3_column_bytes (rows, 12));
      row->n_topics = 0;
      sqlite3_bind_int64 (hits, 1, row->id);
      while (sqlite3_step (hits) == SQLITE_ROW)
        row->topics[row->n_topics++] = sqlite3_column_int64 (hits, 0);
      sqlite3_reset (hits);
    }
  return n;
}

static void
unload (Row   *rows,
        guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (rows[i].key);
      g_free (rows[i].author);
      g_free (rows[i].url);
      g_free (rows[i].text);
      g_free (rows[i].external_id);
      g_bytes_unref (rows[i].words);
      g_clear_pointer (&rows[i].sketch, g_bytes_unref);
    }
}

typedef struct {
  gint64 topic, hour, n;
} Cell;

static guint
cell_hash (gconstpointer p)
{
  const Cell *cell = p;

  return (guint) (cell->topic * 1000003 + cell->hour);
}

static gboolean
cell_equal (gconstpointer a,
            gconstpointer b)
{
  return ((const Cell *) a)->topic == ((const Cell *) b)->topic && ((const Cell *) a)->hour == ((const Cell *) b)->hour;
}

static void
count (GHashTable *cells,
       gint64      topic,
       gint64      time)
{
  Cell key = { topic, time / 3600, 0 };
  Cell *cell = g_hash_table_lookup (cells, &key);

  if (cell == NULL)
    {
      cell = g_memdup2 (&key, sizeof key);
      g_hash_table_add (cells, cell);
    }
  cell->n++;
}

static GHashTable *
finish_counts (const Row *rows,
               guint      n)
{
  GHashTable *cells = g_hash_table_new_full (cell_hash, cell_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    {
      count (cells, 0, rows[i].published_at);
      for (int j = 0; j < rows[i].n_topics; j++)
        count (cells, rows[i].topics[j], rows[i].published_at);
    }
  return cells;
}

typedef struct {
  sqlite3_stmt *begin, *commit, *mention, *sighting, *search, *hit, *count, *guess, *words, *sketch, *band;
} Statements;

static void
bind_text (sqlite3_stmt *stmt,
           int           index,
           const char   *text)
{
  sqlite3_bind_text (stmt, index, text, -1, SQLITE_STATIC);
}

static void
write_row (Statements *s,
           const Row  *row,
           gint64      source)
{
  sqlite3_bind_int64 (s->mention, 1, row->id);
  bind_text (s->mention, 2, row->key);
  sqlite3_bind_int64 (s->mention, 3, source);
  bind_text (s->mention, 4, row->author);
  sqlite3_bind_int64 (s->mention, 5, row->published_at);
  sqlite3_bind_int64 (s->mention, 6, row->precision);
  sqlite3_bind_int64 (s->mention, 7, row->first_seen);
  bind_text (s->mention, 8, row->url);
  bind_text (s->mention, 9, row->text);
  if (row->duplicate_of != 0)
    sqlite3_bind_int64 (s->mention, 10, row->duplicate_of);
  else
    sqlite3_bind_null (s->mention, 10);
  run_once (s->mention);
  sqlite3_bind_int64 (s->sighting, 1, source);
  bind_text (s->sighting, 2, row->external_id);
  sqlite3_bind_int64 (s->sighting, 3, row->id);
  sqlite3_bind_int64 (s->sighting, 4, row->first_seen);
  run_once (s->sighting);
  sqlite3_bind_int64 (s->words, 1, row->id);
  sqlite3_bind_blob (s->words, 2, g_bytes_get_data (row->words, NULL), (int) g_bytes_get_size (row->words), SQLITE_STATIC);
  run_once (s->words);
  for (int i = 0; i < row->n_topics; i++)
    {
      sqlite3_bind_int64 (s->hit, 1, row->topics[i]);
      sqlite3_bind_int64 (s->hit, 2, row->id);
      run_once (s->hit);
    }
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

/* The digests of the smallest of each sketch, in the order of their table. Not measured. */
static GArray *
finish_bands (const Row *rows,
              guint      n)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));

  for (guint i = 0; i < n; i++)
    {
      gsize size = 0;
      const guint32 *digests = rows[i].sketch != NULL ? g_bytes_get_data (rows[i].sketch, &size) : NULL;

      for (gsize k = 0; k < MIN (size / sizeof *digests, 4); k++)
        {
          Band band = { rows[i].bucket, digests[k], rows[i].id };

          g_array_append_val (bands, band);
        }
    }
  g_array_sort (bands, compare_bands);
  return bands;
}

static void
write_bands (Statements *s,
             const Row  *rows,
             guint       n,
             GArray     *bands)
{
  for (guint i = 0; i < n; i++)
    {
      if (rows[i].sketch == NULL)
        continue;
      sqlite3_bind_int64 (s->sketch, 1, rows[i].id);
      sqlite3_bind_int64 (s->sketch, 2, rows[i].bucket);
      sqlite3_bind_blob (s->sketch, 3, g_bytes_get_data (rows[i].sketch, NULL), (int) g_bytes_get_size (rows[i].sketch), SQLITE_STATIC);
      run_once (s->sketch);
    }
  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);

      sqlite3_bind_int64 (s->band, 1, band->bucket);
      sqlite3_bind_int64 (s->band, 2, band->digest);
      sqlite3_bind_int64 (s->band, 3, band->id);
      run_once (s->band);
    }
}

static void
write_rows (Statements *s,
            const Row  *rows,
            guint       n,
            GHashTable *cells,
            GArray     *bands,
            gint64      source)
{
  GHashTableIter iter;
  Cell *cell;

  run_once (s->begin);
  for (guint i = 0; i < n; i++)
    write_row (s, &rows[i], source);
  for (guint i = 0; i < n; i++)
    {
      sqlite3_bind_int64 (s->guess, 1, rows[i].id);
      run_once (s->guess);
    }
  for (guint i = 0; i < n; i++)
    {
      sqlite3_bind_int64 (s->search, 1, rows[i].id);
      bind_text (s->search, 2, rows[i].text);
      run_once (s->search);
    }
  write_bands (s, rows, n, bands);
  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, (gpointer *) &cell, NULL))
    {
      sqlite3_bind_int64 (s->count, 1, cell->topic);
      sqlite3_bind_int64 (s->count, 2, cell->hour);
      sqlite3_bind_int64 (s->count, 3, source);
      sqlite3_bind_int64 (s->count, 4, cell->n);
      run_once (s->count);
    }
  run_once (s->commit);
}

/* The words and their counts, as they are at the end. */
static Span
write_counts (SotongDb   *to,
              const char *finished)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS finished", finished);
  Span start;

  sotong_db_script (to, attach, NULL);
  start = (Span) { wall_s (), cpu_s () };
  if (!sotong_db_script (to, "BEGIN IMMEDIATE; INSERT INTO word SELECT * FROM finished.word; INSERT INTO word_count SELECT * FROM finished.word_count;"
                         " COMMIT;", NULL))
    g_error ("%s", sqlite3_errmsg (to->handle));
  return (Span) { wall_s () - start.wall, cpu_s () - start.cpu };
}

static Span
measure_bare (const char *path,
              const char *finished)
{
  gint64 source = 0;
  SotongStore *store = make_workspace (path, &source);
  g_autoptr(GError) error = NULL;
  g_autofree Row *rows = g_new0 (Row, TRANSACTION);
  SotongDb *from = sotong_db_open (finished, SQLITE_OPEN_READWRITE, &error);
  SotongDb *to = sotong_db_open (path, SQLITE_OPEN_READWRITE, &error);
  sqlite3_stmt *all = prepare (from, "SELECT m.id, m.canonical_key, m.author, m.published_at, m.published_precision, m.first_seen, m.url, m.text, s.external_id, w.words, m.duplicate_of, l.bucket, l.sketch"
                               " FROM sighting AS s CROSS JOIN mention AS m ON m.id = s.mention_id"
                               " CROSS JOIN mention_word AS w ON w.mention_id = m.id LEFT JOIN likeness AS l ON l.mention_id = m.id ORDER BY s.id");
  sqlite3_stmt *hits = prepare (from, "SELECT topic_id FROM topic_hit WHERE mention_id = ?");
  Statements s;
  Span sum = { 0, 0 }, counts;
  guint n;

  sotong_store_close (store);
  g_object_unref (store);
  sotong_db_script (to, "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;", NULL);
  s.begin = prepare (to, "BEGIN IMMEDIATE");
  s.commit = prepare (to, "COMMIT");
  s.mention = prepare (to, "INSERT INTO mention (id, canonical_key, source_id, author, published_at, published_precision, first_seen, url, text, duplicate_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  s.sighting = prepare (to, "INSERT INTO sighting (source_id, external_id, mention_id, first_seen) VALUES (?, ?, ?, ?)");
  s.search = prepare (to, "INSERT INTO mention_search (rowid, text) VALUES (?, ?)");
  s.hit = prepare (to, "INSERT INTO topic_hit (topic_id, mention_id) VALUES (?, ?)");
  s.words = prepare (to, "INSERT INTO mention_word (mention_id, words) VALUES (?, ?)");
  s.sketch = prepare (to, "INSERT INTO likeness (mention_id, bucket, sketch) VALUES (?, ?, ?)");
  s.band = prepare (to, "INSERT INTO likeness_band (bucket, digest, mention_id) VALUES (?, ?, ?)");
  s.guess = prepare (to, "INSERT INTO mention_sentiment (mention_id, source, value, p_negative, p_neutral, p_positive, model, at)"
                     " VALUES (?, 'machine', 1, 0.75, 0.125, 0.125, '1-00000000', 1476406800)");
  s.count = prepare (to, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n) VALUES (?, ?, ?, 0, ?)"
                     " ON CONFLICT (topic_id, hour, source_id, sentiment) DO UPDATE SET n = rollup_hour.n + excluded.n");
  while ((n = load (all, hits, rows)) > 0)
    {
      g_autoptr(GHashTable) cells = finish_counts (rows, n);
      g_autoptr(GArray) bands = finish_bands (rows, n);
      Span start = { wall_s (), cpu_s () };

      write_rows (&s, rows, n, cells, bands, source);
      sum.wall += wall_s () - start.wall;
      sum.cpu += cpu_s () - start.cpu;
      unload (rows, n);
    }
  counts = write_counts (to, finished);
  sum.wall += counts.wall;
  sum.cpu += counts.cpu;
  sqlite3_finalize (all);
  sqlite3_finalize (hits);
  for (gsize i = 0; i < sizeof s / sizeof (sqlite3_stmt *); i++)
    sqlite3_finalize (((sqlite3_stmt **) &s)[i]);
  sotong_db_close (from);
  sotong_db_close (to);
  return sum;
}

int
main (int    argc,
      char **argv)
{
  int n = argc > 1 ? atoi (argv[1]) : 1000000;
  g_autofree char *folder = argc > 2 ? g_strdup (argv[2]) : g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "mentions.jsonl", NULL);
  g_autofree char *ours = g_build_filename (folder, "ours.sotong", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.sotong", NULL);
  Span import, loop;

  rows_total = n;
  write_mentions (file, n);
  import = measure_import (ours, file);
  loop = measure_bare (bare, ours);
  printf ("import:    %7.2f s wall, %7.2f s CPU, %7.0f mentions/s\n", import.wall, import.cpu, n / import.wall);
  printf ("bare loop: %7.2f s wall, %7.2f s CPU, %7.0f mentions/s\n", loop.wall, loop.cpu, n / loop.wall);
  printf ("rate of the import to the bare loop's: %.2f (wanted: at least 0.67)\n", loop.wall / import.wall);
  g_unlink (bare);
  if (argc > 2)
    return 0; /* the workspace stays, for bench-search */
  g_unlink (ours);
  g_unlink (file);
  g_rmdir (folder);
  return 0;
}

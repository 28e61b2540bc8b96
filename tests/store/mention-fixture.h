/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib/gstdio.h>

#include "store/sotong-change.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-mention.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-search-private.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-store.h"
#include "store/sotong-topic-private.h"
#include "store/sotong-word.h"

/* A workspace in a folder of its own, and its writer's connection: a test asks and writes
 * in the thread of the test, inside one write job. */
typedef struct {
  char        *folder;
  char        *path;
  SotongStore *store;
  gint64       source;
} Fixture;

#define NOW G_GINT64_CONSTANT (1476406800) /* 2016-10-14T10:00+09:00 */

typedef void (*FixtureFunc) (Fixture  *f,
                             SotongDb *db);

typedef struct {
  Fixture     *f;
  FixtureFunc  func;
} FixtureJob;

static inline gpointer
fixture_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  FixtureJob *job = data;

  job->func (job->f, db);
  return job;
}

/* Runs @func in one transaction. */
static inline void
fixture_write (Fixture     *f,
               FixtureFunc  func)
{
  FixtureJob job = { f, func };
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fixture_job, &job, NULL, &error);
  g_assert_no_error (error);
}

static inline gint64
fixture_add_source (SotongDb   *db,
                    const char *name)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(GError) error = NULL;
  gint64 id;

  source->name = g_strdup (name);
  source->kind = g_strdup ("feed");
  id = sotong_source_add (db, source, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
fixture_found (Fixture  *f,
               SotongDb *db)
{
  f->source = fixture_add_source (db, "first");
}

static inline void
fixture_set_up (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("sotong-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "city.sotong", NULL);
  f->store = sotong_store_create (f->path, clock, NULL, &error);
  g_assert_no_error (error);
  fixture_write (f, fixture_found);
}

static inline void
fixture_tear_down (Fixture       *f,
                   gconstpointer  data)
{
  const char *name;
  g_autoptr(GDir) dir = NULL;

  if (f->store != NULL)
    {
      sotong_store_close (f->store);
      g_assert_finalize_object (f->store);
    }
  dir = g_dir_open (f->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* Adds a mention as a run would; returns its id. */
static inline gint64
fixture_add (SotongDb   *db,
             gint64      source,
             gint64      run,
             const char *key,
             gint64      published_at,
             const char *text,
             gboolean   *out_new)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, source, run, &error);
  SotongMentionInput input = { .external_id = key, .canonical_key = key, .author = "시민", .published_at = published_at,
                               .first_seen = NOW, .url = "", .text = text, .copy_id = SOTONG_NONE };
  gboolean is_new = FALSE;
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &id, &error));
  g_assert_no_error (error);
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_no_error (error);
  if (out_new != NULL)
    *out_new = is_new;
  return id;
}

/* The counts and the search index must agree with the rows, whatever was done. */
static inline void
fixture_check (SotongDb *db)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_rollup_check (db, findings, &error));
  g_assert_no_error (error);
  g_assert_true (sotong_search_check (db, findings, &error));
  g_assert_no_error (error);
  g_assert_true (sotong_word_check (db, findings, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static inline gint64
fixture_int (SotongDb   *db,
             const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  g_assert_true (sotong_db_get_int (db, &value, &error, sql, ""));
  g_assert_no_error (error);
  return value;
}

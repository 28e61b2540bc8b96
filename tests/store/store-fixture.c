/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "store-fixture.h"

void
store_fixture_set_up (StoreFixture  *f,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  f->dir = g_dir_make_tmp ("sotong-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "city.sotong", NULL);
  f->store = sotong_store_create (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_close (StoreFixture *f)
{
  if (f->store == NULL)
    return;
  sotong_store_close (f->store);
  g_assert_finalize_object (g_steal_pointer (&f->store));
}

void
store_fixture_reopen (StoreFixture *f,
                      SotongClock  *clock)
{
  g_autoptr(GError) error = NULL;

  store_fixture_close (f);
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_remove_dir (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_chmod (path, 0700);
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_rmdir (path);
}

void
store_fixture_tear_down (StoreFixture  *f,
                         gconstpointer  data)
{
  store_fixture_close (f);
  store_fixture_remove_dir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

gpointer
store_fixture_write (StoreFixture   *f,
                     SotongStoreJob  job,
                     gpointer        data)
{
  g_autoptr(GError) error = NULL;
  gpointer result = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static gpointer
int_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 value;

  return sotong_db_get_int (db, &value, error, data, "") ? g_memdup2 (&value, sizeof value) : NULL;
}

gint64
store_fixture_sql_int (StoreFixture *f,
                       const char   *sql)
{
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *value = sotong_store_read (f->store, int_job, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return *value;
}

static gpointer
script_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

void
store_fixture_sql (StoreFixture *f,
                   const char   *sql)
{
  store_fixture_write (f, script_job, (gpointer) sql);
}

static gpointer
add_channel_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gint64 id = sotong_channel_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

gint64
store_fixture_add_channel (StoreFixture *f,
                           const char   *name)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autofree gint64 *id = NULL;

  channel->name = g_strdup (name);
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:1");
  id = store_fixture_write (f, add_channel_job, channel);
  return *id;
}

static gpointer
add_content_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gint64 id = sotong_content_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* With a copy on @channel, or with none for 0. */
gint64
store_fixture_add_content (StoreFixture *f,
                           gint64        channel,
                           const char   *title,
                           SotongState   state,
                           gint64        publish_at)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  g_autofree gint64 *id = NULL;

  content->title = g_strdup (title);
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("본문");
  if (channel != 0)
    {
      SotongCopy *copy = sotong_copy_new (channel);

      copy->state = state;
      copy->publish_at = publish_at;
      g_ptr_array_add (content->copies, copy);
    }
  id = store_fixture_write (f, add_content_job, content);
  return *id;
}

gint64
store_fixture_copy_of (StoreFixture *f,
                       gint64        content)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM copy WHERE content_id = %" G_GINT64_FORMAT, content);

  return store_fixture_sql_int (f, sql);
}

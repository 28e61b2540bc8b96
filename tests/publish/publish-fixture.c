/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "publish-fixture.h"
#include "store/sotong-db-private.h"

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
publish_fixture_add_channel (PublishFixture *f,
                             const char     *name,
                             const char     *platform,
                             const char     *url,
                             const char     *secret)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autofree gint64 *id = NULL;
  g_autofree char *key = NULL;
  g_autoptr(GError) error = NULL;

  channel->name = g_strdup (name);
  channel->platform = g_strdup (platform);
  channel->url = g_strdup (url);
  channel->user = g_strdup ("officer");
  id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_channel_job, channel, NULL, &error);
  g_assert_no_error (error);
  key = g_strdup_printf ("%" G_GINT64_FORMAT, *id);
  if (secret != NULL)
    sotong_secrets_store (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, key, name, secret, NULL, &error);
  g_assert_no_error (error);
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

gint64
publish_fixture_add_post (PublishFixture *f,
                          gint64          channel,
                          const char     *title,
                          SotongState     state,
                          gint64          publish_at)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (channel);
  g_autofree gint64 *id = NULL;
  g_autoptr(GError) error = NULL;

  content->title = g_strdup (title);
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("가을 축제를 안내합니다.\n함께해 주십시오.");
  copy->state = state;
  copy->publish_at = publish_at;
  g_ptr_array_add (content->copies, copy);
  id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_content_job, content, NULL, &error);
  g_assert_no_error (error);
  return *id;
}

static gpointer
get_content_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_content_get (db, *(gint64 *) data, error);
}

SotongContent *
publish_fixture_get_content (PublishFixture *f,
                             gint64          id)
{
  g_autoptr(GError) error = NULL;
  SotongContent *content = sotong_store_read (f->store, get_content_job, &id, NULL, &error);

  g_assert_no_error (error);
  return content;
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_content_save (db, data, error) ? data : NULL;
}

void
publish_fixture_save_content (PublishFixture *f,
                              SotongContent  *content)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, save_job, content, NULL, &error);
  g_assert_no_error (error);
}

/* Other words, which are not sent yet. */
void
publish_fixture_change_text (PublishFixture *f,
                             gint64          id,
                             const char     *text)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);

  g_free (content->body);
  content->body = g_strdup (text);
  publish_fixture_save_content (f, content);
}

SotongState
publish_fixture_get_state (PublishFixture *f,
                           gint64          id)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);

  return ((SotongCopy *) g_ptr_array_index (content->copies, 0))->state;
}

guint
publish_fixture_count_posts (PublishFixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts.posts;
}

/* A post on the fixture's channel that was due a minute ago. */
gint64
publish_fixture_add_due (PublishFixture *f,
                         const char     *title)
{
  return publish_fixture_add_post (f, f->channel, title, SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60);
}

static GPtrArray *
run (PublishFixture     *f,
     SotongPublishFlags  flags,
     guint               n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_due (f->publisher, flags, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, n);
  return g_steal_pointer (&results);
}

/* Publishes what is due, which are @n copies. */
GPtrArray *
publish_fixture_run_due (PublishFixture *f,
                         guint           n)
{
  return run (f, SOTONG_PUBLISH_DEFAULT, n);
}

/* Publishes what is due, which is one copy. */
SotongPublishResult *
publish_fixture_run_one (PublishFixture     *f,
                         SotongPublishFlags  flags)
{
  g_autoptr(GPtrArray) results = run (f, flags, 1);

  return sotong_publish_result_copy (g_ptr_array_index (results, 0));
}

static gpointer
sql_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

/* What another program, or a later version of this one, might have written. */
gboolean
publish_fixture_run_sql (PublishFixture *f,
                         const char     *sql)
{
  g_autoptr(GError) error = NULL;
  gpointer done = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, sql_job, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return done != NULL;
}

typedef struct {
  gint64            content;
  SotongAttachment *file;
  GBytes           *bytes;
} Attach;

static gpointer
attach_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Attach *attach = data;

  return sotong_attachment_add (db, attach->content, attach->file, attach->bytes, error) != 0 ? data : NULL;
}

void
publish_fixture_attach (PublishFixture *f,
                        gint64          content,
                        const char     *name,
                        gconstpointer   data,
                        gsize           length)
{
  g_autoptr(SotongAttachment) file = g_new0 (SotongAttachment, 1);
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  Attach attach = { content, file, bytes };
  g_autoptr(GError) error = NULL;

  file->file_name = g_strdup (name);
  file->media_type = g_strdup ("image/png");
  file->alt_text = g_strdup ("");
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, attach_job, &attach, NULL, &error);
  g_assert_no_error (error);
}

gint64
publish_fixture_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
publish_fixture_set_up (PublishFixture *f,
                        gconstpointer   data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(GError) error = NULL;

  f->dir = g_dir_make_tmp ("sotong-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "city.sotong", NULL);
  f->store = sotong_store_create (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
  f->secrets = sotong_secrets_new_memory ();
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
  f->server = sotong_practice_server_new (PUBLISH_TOKEN, clock);
  /* The platform takes every double: only the handshake keeps a post from going out twice. */
  sotong_practice_server_set_allow_doubles (f->server, TRUE);
  f->url = g_strdup (sotong_practice_server_start (f->server, 0, &error));
  g_assert_no_error (error);
  f->channel = publish_fixture_add_channel (f, "연습", "practice", f->url, PUBLISH_TOKEN);
}

static void
remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

void
publish_fixture_tear_down (PublishFixture *f,
                           gconstpointer   data)
{
  g_assert_finalize_object (f->publisher);
  sotong_practice_server_stop (f->server);
  g_assert_finalize_object (f->server);
  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->secrets);
  remove_dir (f->dir);
  g_free (f->url);
  g_free (f->path);
  g_free (f->dir);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-channel-learn.h"

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_list (db, error);
}

static GPtrArray *
list (StoreFixture *f)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *channels = sotong_store_read (f->store, list_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return channels;
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_channel_add (db, data, error) != 0 ? data : NULL;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_edit (db, data, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static gpointer
redo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_redo (db, error);
}

static void
undo (StoreFixture *f)
{
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
}

static void
redo (StoreFixture *f)
{
  sotong_change_info_free (store_fixture_write (f, redo_job, NULL));
}

static void
assert_add_fails (StoreFixture *f,
                  const char   *name,
                  int           code)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(GError) error = NULL;

  channel->name = g_strdup (name);
  channel->platform = g_strdup ("practice");
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, channel, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, code);
}

static void
test_add (StoreFixture  *f,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) channels = NULL;
  g_autofree char *long_name = g_strnfill (200, 'x');

  store_fixture_add_channel (f, "시청 블로그");
  assert_add_fails (f, "시청 블로그", SOTONG_STORE_ERROR_EXISTS);
  assert_add_fails (f, "  ", SOTONG_STORE_ERROR_INVALID);
  assert_add_fails (f, NULL, SOTONG_STORE_ERROR_INVALID);
  assert_add_fails (f, long_name, SOTONG_STORE_ERROR_INVALID);
  store_fixture_add_channel (f, "둘째");
  channels = list (f);
  g_assert_cmpuint (channels->len, ==, 2);
  g_assert_cmpstr (((SotongChannel *) g_ptr_array_index (channels, 0))->name, ==, "시청 블로그");
  g_assert_cmpstr (((SotongChannel *) g_ptr_array_index (channels, 0))->health, ==, "");
}

static void
test_edit_and_undo (StoreFixture  *f,
                    gconstpointer  data)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(GPtrArray) channels = NULL;

  channel->id = store_fixture_add_channel (f, "블로그");
  channel->name = g_strdup ("새 블로그");
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:2");
  store_fixture_write (f, edit_job, channel);
  channels = list (f);
  g_assert_cmpstr (((SotongChannel *) g_ptr_array_index (channels, 0))->name, ==, "새 블로그");
  g_clear_pointer (&channels, g_ptr_array_unref);
  undo (f);
  channels = list (f);
  g_assert_cmpstr (((SotongChannel *) g_ptr_array_index (channels, 0))->name, ==, "블로그");
  g_clear_pointer (&channels, g_ptr_array_unref);
  undo (f); /* the adding */
  channels = list (f);
  g_assert_cmpuint (channels->len, ==, 0);
  g_clear_pointer (&channels, g_ptr_array_unref);
  redo (f);
  redo (f);
  channels = list (f);
  g_assert_cmpstr (((SotongChannel *) g_ptr_array_index (channels, 0))->name, ==, "새 블로그");
}

static void
test_remove (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 id = store_fixture_add_channel (f, "블로그");
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_add_content (f, id, "기다리는 글", SOTONG_STATE_SCHEDULED, 4000000000);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &id, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  undo (f);
  store_fixture_write (f, remove_job, &id);
  channels = list (f);
  g_assert_cmpuint (channels->len, ==, 0);
  store_fixture_add_channel (f, "블로그"); /* its name is free again */
}

static void
test_remove_and_undo (StoreFixture  *f,
                      gconstpointer  data)
{
  gint64 id = store_fixture_add_channel (f, "블로그");
  g_autoptr(GPtrArray) channels = NULL;

  store_fixture_write (f, remove_job, &id);
  undo (f);
  channels = list (f);
  g_assert_cmpuint (channels->len, ==, 1);
}

static gpointer
health_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  gint64 id = *(gint64 *) data;

  SotongLearnt learnt = { SOTONG_LEARNT_BY_POST, "wait", "잠시 기다려 달라고 합니다.", 4000000000 };

  return sotong_channel_learn (db, id, &learnt, error) ? data : NULL;
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static void
test_health (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 id = store_fixture_add_channel (f, "블로그");
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_write (f, health_job, &id);
  store_fixture_reopen (f, NULL);
  channel = sotong_store_read (f->store, find_job, (gpointer) "블로그", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (channel->health, ==, "wait");
  g_assert_cmpint (channel->wait_until, ==, 4000000000);
  g_assert_cmpint (channel->checked_at, !=, SOTONG_NONE);
  g_assert_null (sotong_store_read (f->store, find_job, (gpointer) "없는 것", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static gpointer
group_add_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  SotongChannelGroup *group = data;

  group->id = sotong_channel_group_add (db, group, error);
  return group->id != 0 ? data : NULL;
}

static gpointer
group_edit_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_channel_group_edit (db, data, error) ? data : NULL;
}

static gpointer
group_list_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_channel_group_list (db, error);
}

static void
assert_group (StoreFixture *f,
              guint         n_groups,
              const char   *name,
              guint         n_channels)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) groups = sotong_store_read (f->store, group_list_job, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, n_groups);
  if (n_groups == 0)
    return;
  g_assert_cmpstr (((SotongChannelGroup *) g_ptr_array_index (groups, 0))->name, ==, name);
  g_assert_cmpuint (((SotongChannelGroup *) g_ptr_array_index (groups, 0))->channel_ids->len, ==, n_channels);
}

static void
test_groups (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 ids[3] = { store_fixture_add_channel (f, "하나"), store_fixture_add_channel (f, "둘"), store_fixture_add_channel (f, "셋") };
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_new ();

  group->name = g_strdup ("본청");
  g_array_append_vals (group->channel_ids, ids, 2);
  store_fixture_write (f, group_add_job, group);
  assert_group (f, 1, "본청", 2);
  g_free (group->name);
  group->name = g_strdup ("사업소");
  g_array_set_size (group->channel_ids, 0);
  g_array_append_vals (group->channel_ids, ids + 1, 2);
  store_fixture_write (f, group_edit_job, group);
  assert_group (f, 1, "사업소", 2);
  undo (f);
  assert_group (f, 1, "본청", 2);
  undo (f);
  assert_group (f, 0, NULL, 0);
  redo (f);
  assert_group (f, 1, "본청", 2);
  redo (f);
  assert_group (f, 1, "사업소", 2);
}

#define ADD(path, function) g_test_add ("/store/channel/" path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("add", test_add);
  ADD ("edit-and-undo", test_edit_and_undo);
  ADD ("remove", test_remove);
  ADD ("remove-and-undo", test_remove_and_undo);
  ADD ("health", test_health);
  ADD ("groups", test_groups);
  return g_test_run ();
}

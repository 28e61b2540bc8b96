/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-entry-texts.h"

#define LATER G_GINT64_CONSTANT (4102444800) /* 2100-01-01 */

typedef struct {
  gint64       id;
  gint64       copy_id;
  gint64       time;
  SotongState  state;
  const char  *title;
  gint64       revision;
} Act;

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Act *act = data;

  return sotong_content_get (db, act->id, error);
}

static SotongContent *
get (StoreFixture *f,
     gint64        id)
{
  Act act = { .id = id };
  g_autoptr(GError) error = NULL;
  SotongContent *content = sotong_store_read (f->store, get_job, &act, NULL, &error);

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

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Act *act = data;

  return sotong_content_move (db, act->id, act->copy_id, act->time, error) ? data : NULL;
}

static gpointer
state_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Act *act = data;

  return sotong_copy_set_state (db, act->copy_id, act->state, act->time, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Act *act = data;

  return sotong_content_remove (db, act->id, error) ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static gboolean
write_fails (StoreFixture   *f,
             SotongStoreJob  job,
             gpointer        data,
             int             code)
{
  g_autoptr(GError) error = NULL;

  if (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error) != NULL)
    return FALSE;
  g_assert_error (error, SOTONG_STORE_ERROR, code);
  return TRUE;
}

static void
undo (StoreFixture *f)
{
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
}

static void
test_save (StoreFixture  *f,
           gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 other = store_fixture_add_channel (f, "페이스북");
  gint64 id = store_fixture_add_content (f, channel, "가을", SOTONG_STATE_SCHEDULED, LATER);
  g_autoptr(SotongContent) content = get (f, id);
  g_autoptr(SotongContent) after = NULL;
  g_autoptr(SotongContent) undone = NULL;
  SotongCopy *copy;

  g_assert_cmpint (content->copies->len, ==, 1);
  g_free (content->title);
  content->title = g_strdup ("가을 축제");
  content->cost_planned = 150000;
  copy = g_ptr_array_index (content->copies, 0);
  copy->body = g_strdup ("이 채널만의 글");
  g_ptr_array_add (content->copies, sotong_copy_new (other));
  store_fixture_write (f, save_job, content);

  after = get (f, id);
  g_assert_cmpstr (after->title, ==, "가을 축제");
  g_assert_cmpint (after->cost_planned, ==, 150000);
  g_assert_cmpint (after->copies->len, ==, 2);
  g_assert_cmpint (after->revision, ==, content->revision + 1);
  copy = g_ptr_array_index (after->copies, 0);
  g_assert_cmpstr (copy->body, ==, "이 채널만의 글");

  undo (f);
  undone = get (f, id);
  g_assert_cmpstr (undone->title, ==, "가을");
  g_assert_cmpint (undone->copies->len, ==, 1);
  copy = g_ptr_array_index (undone->copies, 0);
  g_assert_null (copy->body);
}

/* Two windows on one content: the second to save is told, and nothing of the first is lost. */
static void
test_conflict (StoreFixture  *f,
               gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(SotongContent) first = get (f, id);
  g_autoptr(SotongContent) second = get (f, id);
  g_autoptr(SotongContent) after = NULL;

  g_free (first->title);
  first->title = g_strdup ("첫 창");
  store_fixture_write (f, save_job, first);
  g_free (second->title);
  second->title = g_strdup ("둘째 창");
  g_assert_true (write_fails (f, save_job, second, SOTONG_STORE_ERROR_CONFLICT));
  after = get (f, id);
  g_assert_cmpstr (after->title, ==, "첫 창");
}

static gpointer
move_later_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_content_move (db, *(gint64 *) data, 0, sotong_db_now (db) + 86400, error) ? data : NULL;
}

static gpointer
unschedule_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_copy_set_state (db, *(gint64 *) data, SOTONG_STATE_DRAFT, SOTONG_NONE, error) ? data : NULL;
}

/* Moving and scheduling are writing too: what was read before is not saved over them. */
static void
test_conflict_after_move (StoreFixture  *f,
                          gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(SotongContent) first = get (f, id);
  g_autoptr(SotongContent) moved = NULL;
  g_autoptr(SotongContent) again = NULL;
  gint64 copy = ((SotongCopy *) g_ptr_array_index (first->copies, 0))->id;

  store_fixture_write (f, move_later_job, &id);
  moved = get (f, id);
  g_assert_cmpint (moved->revision, ==, first->revision + 1);
  g_assert_true (write_fails (f, save_job, first, SOTONG_STORE_ERROR_CONFLICT));
  store_fixture_write (f, unschedule_job, &copy);
  again = get (f, id);
  g_assert_cmpint (again->revision, ==, moved->revision + 1);
  store_fixture_write (f, save_job, again);
}

/* An editor that was open before an undo must not save over what came after it. */
static void
test_conflict_after_undo (StoreFixture  *f,
                          gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(SotongContent) first = get (f, id);
  g_autoptr(SotongContent) stale = NULL;
  g_autoptr(SotongContent) fresh = NULL;

  g_free (first->title);
  first->title = g_strdup ("둘째");
  store_fixture_write (f, save_job, first);
  stale = get (f, id);
  undo (f);
  fresh = get (f, id);
  g_assert_cmpstr (fresh->title, ==, "처음");
  g_assert_cmpint (fresh->revision, >, stale->revision);
  g_free (fresh->title);
  fresh->title = g_strdup ("셋째");
  store_fixture_write (f, save_job, fresh);
  g_assert_true (write_fails (f, save_job, stale, SOTONG_STORE_ERROR_CONFLICT));
}

static void
test_move (StoreFixture  *f,
           gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "옮길 글", SOTONG_STATE_SCHEDULED, LATER);
  Act act = { .id = id, .time = LATER + 86400 };
  g_autoptr(SotongContent) moved = NULL;
  g_autoptr(SotongContent) undone = NULL;

  store_fixture_write (f, move_job, &act);
  moved = get (f, id);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (moved->copies, 0))->publish_at, ==, LATER + 86400);
  undo (f);
  undone = get (f, id);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (undone->copies, 0))->publish_at, ==, LATER);

  act.time = 1000; /* long past */
  g_assert_true (write_fails (f, move_job, &act, SOTONG_STORE_ERROR_INVALID));
  act.id = 4711;
  act.time = LATER;
  g_assert_true (write_fails (f, move_job, &act, SOTONG_STORE_ERROR_NOT_FOUND));
}

/* What is out, or may be, keeps its time, its text and its record. */
static void
test_out (StoreFixture  *f,
          gconstpointer  data)
{
  static const char * const names[] = { "published", "published_by_hand", "publishing", "unknown", NULL };
  gint64 channel = store_fixture_add_channel (f, "블로그");

  for (int i = 0; names[i] != NULL; i++)
    {
      gint64 id = store_fixture_add_content (f, channel, names[i], SOTONG_STATE_SCHEDULED, LATER);
      g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s' WHERE content_id = %" G_GINT64_FORMAT, names[i], id);
      g_autoptr(SotongContent) content = NULL;
      Act act = { .id = id, .copy_id = store_fixture_copy_of (f, id), .time = LATER + 1, .state = SOTONG_STATE_DRAFT };

      store_fixture_sql (f, sql);
      content = get (f, id);
      g_assert_true (write_fails (f, move_job, &act, SOTONG_STORE_ERROR_LEFT_HOUSE));
      g_assert_true (write_fails (f, state_job, &act, SOTONG_STORE_ERROR_LEFT_HOUSE));
      g_assert_true (write_fails (f, remove_job, &act, SOTONG_STORE_ERROR_LEFT_HOUSE));
      ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at = LATER + 2;
      g_assert_true (write_fails (f, save_job, content, SOTONG_STORE_ERROR_LEFT_HOUSE));
      g_ptr_array_set_size (content->copies, 0);
      g_assert_true (write_fails (f, save_job, content, SOTONG_STORE_ERROR_LEFT_HOUSE));
    }
}

static void
test_schedule (StoreFixture  *f,
               gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  Act act = { .copy_id = store_fixture_copy_of (f, id), .state = SOTONG_STATE_SCHEDULED, .time = SOTONG_NONE };
  g_autoptr(SotongContent) content = NULL;

  g_assert_true (write_fails (f, state_job, &act, SOTONG_STORE_ERROR_INVALID)); /* without a time */
  act.time = LATER;
  store_fixture_write (f, state_job, &act);
  content = get (f, id);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 0))->state, ==, SOTONG_STATE_SCHEDULED);
}

static void
test_remove (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "지울 글", SOTONG_STATE_SCHEDULED, LATER);
  Act act = { .id = id };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongContent) back = NULL;

  store_fixture_write (f, remove_job, &act);
  g_assert_null (sotong_store_read (f->store, get_job, &act, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  undo (f);
  back = get (f, id);
  g_assert_cmpint (back->copies->len, ==, 1);
}

static gpointer
entries_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_content_entries (db, data, error);
}

static guint
count_entries (StoreFixture           *f,
               const SotongEntryQuery *query)
{
  SotongEntryQuery copy = *query;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read (f->store, entries_job, &copy, NULL, &error);

  g_assert_no_error (error);
  return list->len;
}

static void
test_entries (StoreFixture  *f,
              gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그");
  gint64 page = store_fixture_add_channel (f, "페이스북");
  SotongEntryQuery query = { .state = -1 };

  store_fixture_add_content (f, blog, "벚꽃 길 안내", SOTONG_STATE_SCHEDULED, LATER);
  store_fixture_add_content (f, page, "미세먼지 안내", SOTONG_STATE_DRAFT, LATER + 86400);
  store_fixture_add_content (f, page, "날짜 없는 글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_assert_cmpuint (count_entries (f, &query), ==, 3);
  query.words = "안내";
  g_assert_cmpuint (count_entries (f, &query), ==, 2);
  query.channel_id = page;
  g_assert_cmpuint (count_entries (f, &query), ==, 1);
  query.words = NULL;
  query.state = SOTONG_STATE_SCHEDULED;
  g_assert_cmpuint (count_entries (f, &query), ==, 0);
  query.channel_id = 0;
  g_assert_cmpuint (count_entries (f, &query), ==, 1);
  query.state = -1;
  query.range.start = LATER + 1;
  query.range.end = LATER + 2 * 86400;
  g_assert_cmpuint (count_entries (f, &query), ==, 1);
  query.range.end = LATER + 86400; /* exclusive */
  g_assert_cmpuint (count_entries (f, &query), ==, 0);
}

static gpointer
texts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_entry_texts_read (db, data, error);
}

/* What is found in the texts that are kept while a person types is what the workspace finds. */
static guint
count_in_texts (StoreFixture           *f,
                const SotongEntryQuery *query)
{
  g_autoptr(SotongEntryTexts) texts = store_fixture_write (f, texts_job, (gpointer) query);
  g_autoptr(GPtrArray) found = sotong_entry_texts_find (texts, query->words, 0);
  g_autoptr(GPtrArray) one = sotong_entry_texts_find (texts, query->words, 1);
  SotongEntryQuery other = *query;

  g_assert_cmpuint (one->len, ==, MIN (found->len, 1));
  g_assert_true (sotong_entry_texts_fits (texts, query));
  other.words = "다른 말";
  g_assert_true (sotong_entry_texts_fits (texts, &other));
  other.type = "sns";
  g_assert_false (sotong_entry_texts_fits (texts, &other));
  return found->len;
}

/* All words, in title or text or a channel's own words, in either case and as a Mac composes them. */
static void
test_entries_words (StoreFixture  *f,
                    gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그");
  gint64 a = store_fixture_add_content (f, blog, "Seoul 벚꽃 길", SOTONG_STATE_SCHEDULED, LATER);
  gint64 b = store_fixture_add_content (f, blog, "미세먼지", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autofree char *own = g_strdup_printf ("UPDATE copy SET title = '마스크', body = '창문을 닫으세요' WHERE content_id = %" G_GINT64_FORMAT, b);
  static const struct { const char *words; guint n; } cases[] = {
    { "seoul", 1 }, { "SEOUL 꽃", 1 }, { "꽃  seoul", 1 }, { "seoul 미세", 0 }, { "마스크", 1 }, { "창문 미세먼지", 1 }, { "  ", 2 },
    { "\341\204\207\341\205\245\341\206\275\341\204\201\341\205\251\341\206\276", 1 }, /* 벚꽃, in single letters */
  };

  store_fixture_sql (f, own);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SotongEntryQuery query = { .state = -1, .words = cases[i].words };

      g_assert_cmpuint (count_entries (f, &query), ==, cases[i].n);
      g_assert_cmpuint (count_in_texts (f, &query), ==, cases[i].n);
    }
  g_assert_cmpint (a, !=, b);
}

typedef struct {
  gint64  content;
  GBytes *bytes;
  gint64  id;
} File;

static gpointer
attach_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  File *file = data;
  SotongAttachment attachment = { .file_name = (char *) "사진.png", .media_type = (char *) "image/png", .width = 2, .height = 3 };

  file->id = sotong_attachment_add (db, file->content, &attachment, file->bytes, error);
  return file->id != 0 ? file : NULL;
}

static gpointer
read_file_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_attachment_read (db, data, error);
}

static void
test_attachments (StoreFixture  *f,
                  gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\0\1\2zero inside", 14);
  File file = { store_fixture_add_content (f, channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE), bytes, 0 };
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(SotongContent) undone = NULL;
  g_autoptr(GBytes) back = NULL;
  g_autoptr(GError) error = NULL;
  const SotongAttachment *attachment;

  store_fixture_write (f, attach_job, &file);
  content = get (f, file.content);
  g_assert_cmpint (content->attachments->len, ==, 1);
  attachment = g_ptr_array_index (content->attachments, 0);
  g_assert_cmpint (attachment->size, ==, 14);
  back = sotong_store_read (f->store, read_file_job, attachment->sha256, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_null (sotong_store_read (f->store, read_file_job, (gpointer) "none", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  undo (f);
  undone = get (f, file.content);
  g_assert_cmpint (undone->attachments->len, ==, 0);
}

#define ADD(name, function) g_test_add ("/store/content/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("save", test_save);
  ADD ("conflict", test_conflict);
  ADD ("conflict-after-move", test_conflict_after_move);
  ADD ("conflict-after-undo", test_conflict_after_undo);
  ADD ("move", test_move);
  ADD ("out", test_out);
  ADD ("schedule", test_schedule);
  ADD ("remove", test_remove);
  ADD ("entries", test_entries);
  ADD ("entries-words", test_entries_words);
  ADD ("attachments", test_attachments);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-slot.h"
#include "store/store-fixture.h"
#include "util/sotong-time.h"

static void
test_words (StoreFixture  *f,
            gconstpointer  data)
{
  static const struct {
    const char *text;
    int days;
    const char *back;
  } words[] = {
    { "mon-fri", 0x1f, "mon-fri" },
    { "MON,Wed, fri", 0x15, "mon,wed,fri" },
    { "sat-mon", 0x61, "mon,sat,sun" },
    { "daily", 0x7f, "mon-sun" },
    { "월-금", 0x1f, "mon-fri" },
    { "화,목", 0x0a, "tue,thu" },
    { "매일", 0x7f, "mon-sun" },
    { "sun", 0x40, "sun" },
    { "mon,tue", 0x03, "mon,tue" },
  };
  static const char *const wrong[] = { "", "mo", "mon-", "mon-tue-wed", "mon,,tue", "1-5" };
  int value = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *back = NULL;

      g_assert_true (sotong_slot_parse_days (words[i].text, &value));
      g_assert_cmpint (value, ==, words[i].days);
      back = sotong_slot_format_days (value);
      g_assert_cmpstr (back, ==, words[i].back);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sotong_slot_parse_days (wrong[i], &value));
  g_assert_true (sotong_slot_parse_minute ("9:30", &value) && value == 570);
  g_assert_true (sotong_slot_parse_minute ("23:59", &value) && value == 1439);
  g_assert_false (sotong_slot_parse_minute ("24:00", &value));
  g_assert_false (sotong_slot_parse_minute ("9:5", &value));
  g_assert_false (sotong_slot_parse_minute ("x:30", &value));
}

static SotongSlot *
slot (int      days,
      int      minute,
      gboolean skip)
{
  SotongSlot *made = g_new0 (SotongSlot, 1);

  made->days = days;
  made->minute = minute;
  made->skip_holidays = skip;
  return made;
}

static gint64
at (int        month,
    int        day,
    int        hour,
    int        minute,
    GTimeZone *zone)
{
  return sotong_time_from_civil (2016, month, day, hour, minute, 0, zone);
}

static void
test_find (StoreFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_slot_free);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64)), holidays = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now = at (10, 14, 10, 0, zone), time; /* a Friday */

  g_assert_cmpint (sotong_slot_find (slots, times, NULL, now, 366, zone), ==, SOTONG_NONE);
  g_ptr_array_add (slots, slot (0x1f, 600, TRUE));
  g_ptr_array_add (slots, slot (0x1f, 18 * 60, FALSE));
  /* After ten, not at ten. */
  g_assert_cmpint (sotong_slot_find (slots, times, NULL, now, 366, zone), ==, at (10, 14, 18, 0, zone));
  g_assert_cmpint (sotong_slot_find (slots, times, NULL, now - 1, 366, zone), ==, now);
  /* Half an hour away is free, nearer is taken. */
  time = at (10, 14, 18, 30, zone);
  g_array_append_val (times, time);
  g_assert_cmpint (sotong_slot_find (slots, times, NULL, now, 366, zone), ==, at (10, 14, 18, 0, zone));
  g_array_index (times, gint64, 0) = time - 1;
  g_assert_cmpint (sotong_slot_find (slots, times, NULL, now, 366, zone), ==, at (10, 17, 10, 0, zone));
  /* A holiday closes the slot that heeds it. */
  time = sotong_time_days_from_civil (2016, 10, 17);
  g_array_append_val (holidays, time);
  g_assert_cmpint (sotong_slot_find (slots, times, holidays, now, 366, zone), ==, at (10, 17, 18, 0, zone));
  g_assert_cmpint (sotong_slot_find (slots, times, holidays, now, 3, zone), ==, SOTONG_NONE);
}

/* 2:30 does not exist on the day the clock goes on. */
static void
test_clock_change (StoreFixture  *f,
                   gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_slot_free);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first, second;

  g_ptr_array_add (slots, slot (0x7f, 150, FALSE));
  first = sotong_slot_find (slots, times, NULL, at (3, 26, 12, 0, zone), 366, zone);
  g_assert_cmpint (first, ==, at (3, 27, 3, 30, zone));
  second = sotong_slot_find (slots, times, NULL, first, 366, zone);
  g_assert_cmpint (second, ==, at (3, 28, 2, 30, zone));
  g_assert_cmpint (second - first, ==, 23 * 3600);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_channel_slot_add (db, data, error) != 0 ? data : NULL;
}

typedef struct {
  gint64 channel;
  gint64 after;
  gint64 but;
  gint64 time;
} Question;

static gpointer
next_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Question *question = data;

  question->time = sotong_slot_next (db, question->channel, question->after, question->but, error);
  return question->time != SOTONG_NONE ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  sotong_change_info_free (sotong_change_undo (db, error));
  return data;
}

static void
test_next (StoreFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr(SotongClock) clock = sotong_clock_new_set (at (9, 13, 12, 0, zone)); /* 추석 is the 14th to the 16th, Wednesday to Friday */
  gint64 channel, other;
  SotongSlot wanted = { .days = 0x1f, .minute = 600, .skip_holidays = TRUE }, again = { .days = 0x01, .minute = 600 };
  Question question = { 0 };
  g_autoptr(GError) error = NULL;

  store_fixture_reopen (f, clock);
  channel = store_fixture_add_channel (f, "서울마니아");
  other = store_fixture_add_channel (f, "블로그");
  question.channel = wanted.channel_id = again.channel_id = channel;
  g_assert_null (sotong_store_read (f->store, next_job, &question, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  store_fixture_write (f, add_job, &wanted);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, &again, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  sotong_store_read (f->store, next_job, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (question.time, ==, at (9, 19, 10, 0, zone));

  /* Another channel is not in the way, the same one is, and a copy is not in its own. */
  store_fixture_add_content (f, other, "가", SOTONG_STATE_SCHEDULED, at (9, 19, 10, 0, zone));
  sotong_store_read (f->store, next_job, &question, NULL, &error);
  g_assert_cmpint (question.time, ==, at (9, 19, 10, 0, zone));
  question.but = store_fixture_copy_of (f, store_fixture_add_content (f, channel, "나", SOTONG_STATE_DRAFT, at (9, 19, 10, 10, zone)));
  sotong_store_read (f->store, next_job, &question, NULL, &error);
  g_assert_cmpint (question.time, ==, at (9, 19, 10, 0, zone));
  question.but = 0;
  sotong_store_read (f->store, next_job, &question, NULL, &error);
  g_assert_cmpint (question.time, ==, at (9, 20, 10, 0, zone));
  question.after = at (9, 21, 10, 0, zone);
  sotong_store_read (f->store, next_job, &question, NULL, &error);
  g_assert_cmpint (question.time, ==, at (9, 22, 10, 0, zone));
  g_assert_no_error (error);

  for (int i = 0; i < 3; i++)
    store_fixture_write (f, undo_job, f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM channel_slot WHERE removed_at IS NULL"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/plan/slot/words", test_words);
  ADD ("/plan/slot/find", test_find);
  ADD ("/plan/slot/clock-change", test_clock_change);
  ADD ("/plan/slot/next", test_next);
  return g_test_run ();
}

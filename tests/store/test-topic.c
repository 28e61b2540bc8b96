/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mention-fixture.h"

static const char * const texts[] = {
  "가을 축제 불꽃놀이", "소음 때문에 잠을 못 자요", "축제 광고 보세요", "가을밤 산책", "FESTIVAL 축제!", "한강 가을 밤 축제", "Ｋ－ＰＯＰ 공연"
};

static void
fill (Fixture  *f,
      SotongDb *db)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%u", (guint) i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW - (gint64) i * 3600, texts[i], NULL);
    }
}

static gint64
add (SotongDb   *db,
     const char *name,
     const char *any,
     const char *all,
     const char *not)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;
  gint64 id;

  topic->name = g_strdup (name);
  topic->any_words = sotong_topic_words_from_text (any);
  topic->all_words = sotong_topic_words_from_text (all);
  topic->not_words = sotong_topic_words_from_text (not);
  id = sotong_topic_add (db, topic, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

/* The numbers of the texts that belong to the topic, as "0,2". */
static char *
hits (SotongDb *db,
      gint64    topic)
{
  GString *out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, &error, "SELECT m.canonical_key FROM topic_hit AS h JOIN mention AS m ON m.id = h.mention_id"
                          " WHERE h.topic_id = $1 AND h.removed = 0 ORDER BY m.canonical_key", "i", topic);
  g_assert_no_error (error);
  while (sotong_stmt_next (stmt, &error))
    g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", sotong_stmt_text (stmt, 0) + 3);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
assert_hits (SotongDb   *db,
             gint64      topic,
             const char *expected)
{
  g_autofree char *found = hits (db, topic);

  g_assert_cmpstr (found, ==, expected);
}

static void
ask (Fixture  *f,
     SotongDb *db)
{
  static const struct {
    const char *any, *all, *not, *expected;
  } rules[] = {
    { "축제", "", "", "0,2,4,5" },
    { "축제 소음", "", "", "0,1,2,4,5" },
    { "축제", "", "광고", "0,4,5" },
    { "축제", "가을", "", "0,5" },
    { "", "가을 축제", "", "0,5" },
    { "\"가을 밤\"", "", "", "5" },
    { "가을밤", "", "", "3" },
    { "festival", "", "", "4" },
    { "제", "", "", "0,2,4,5" },
    { "!", "", "", "4" },
    { "ｋ", "", "", "6" },
    { "없는말", "", "", "" },
    { "", "", "축제", "" },
  };

  fill (f, db);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *name = g_strdup_printf ("topic %u", (guint) i);
      gint64 before = add (db, name, rules[i].any, rules[i].all, rules[i].not);

      assert_hits (db, before, rules[i].expected);
    }
  fixture_check (db);
  /* What comes after the topics is found by them just so. */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = g_strdup_printf ("id:1%u", (guint) i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW - 50 - (gint64) i, texts[i], NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *name = g_strdup_printf ("topic %u", (guint) i);
      g_autoptr(GError) error = NULL;
      gint64 id = sotong_topic_find (db, name, &error);
      g_autofree char *found = hits (db, id);
      guint n = 0;

      for (const char *p = rules[i].expected; *p != '\0'; p++)
        n += *p != ',';
      g_assert_no_error (error);
      g_assert_cmpint (fixture_int (db, "SELECT 1"), ==, 1);
      {
        g_auto(GStrv) parts = g_strsplit (found, ",", -1);

        g_assert_cmpuint (g_strv_length (parts), ==, 2 * n);
      }
    }
  fixture_check (db);
}

static void
test_rules (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, ask);
}

/* ---- change and undo, each in a transaction of its own ---- */

static gint64 topic;

static void
begin (Fixture  *f,
       SotongDb *db)
{
  fill (f, db);
  topic = add (db, "축제", "축제", "", "");
}

static void
edit (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(SotongTopic) changed = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  changed->id = topic;
  changed->name = g_strdup ("소음");
  changed->any_words = g_strdup ("소음");
  g_assert_true (sotong_topic_edit (db, changed, &error));
  g_assert_no_error (error);
  assert_hits (db, topic, "1");
}

static void
take_out (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 id = fixture_int (db, "SELECT id FROM mention WHERE canonical_key = 'id:2'");

  g_assert_true (sotong_mention_take_out (db, id, topic, &error));
  g_assert_no_error (error);
}

static void
edit_same (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(SotongTopic) changed = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  changed->id = topic;
  changed->name = g_strdup ("축제");
  changed->any_words = g_strdup ("축제\n가을");
  g_assert_true (sotong_topic_edit (db, changed, &error));
  g_assert_no_error (error);
}

static void
remove_topic (Fixture  *f,
              SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_topic_remove (db, topic, &error));
  g_assert_no_error (error);
}

static void
undo (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, &error);

  g_assert_no_error (error);
}

static void
redo (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_change_redo (db, &error);

  g_assert_no_error (error);
}

static const char *expected;

static void
check (Fixture  *f,
       SotongDb *db)
{
  assert_hits (db, topic, expected);
  fixture_check (db);
}

static void
act (Fixture     *f,
     FixtureFunc  func,
     const char  *hits_then)
{
  fixture_write (f, func);
  expected = hits_then;
  fixture_write (f, check);
}

static void
test_undo (Fixture       *f,
           gconstpointer  data)
{
  act (f, begin, "0,2,4,5");
  act (f, edit, "1");
  act (f, undo, "0,2,4,5");
  act (f, redo, "1");
  act (f, undo, "0,2,4,5");
  act (f, take_out, "0,4,5");
  act (f, edit_same, "0,3,4,5"); /* what was taken out stays out */
  act (f, undo, "0,4,5");
  act (f, undo, "0,2,4,5");
  act (f, remove_topic, "");
  act (f, undo, "0,2,4,5");
  act (f, undo, ""); /* the adding of the topic itself */
  act (f, redo, "0,2,4,5");
}

/* ---- all that a source brings ---- */

static gint64 second;

static void
add_whole (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  fill (f, db);
  topic = add (db, "둘째", "쓰이지않는말", "", "");
}

static void
add_second (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  second = fixture_add_source (db, "second");
  g_assert_true (sotong_topic_add_source (db, topic, second, &error));
  g_assert_no_error (error);
}

static void
bring (Fixture  *f,
       SotongDb *db)
{
  fixture_add (db, second, SOTONG_NONE, "id:8", NOW, "무엇이든", NULL);
  fixture_add (db, second, SOTONG_NONE, "id:1", NOW - 3600, texts[1], NULL); /* the first source had it before */
}

static void
edit_whole (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(SotongTopic) changed = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  changed->id = topic;
  changed->name = g_strdup ("둘째");
  changed->any_words = g_strdup ("공연");
  g_assert_true (sotong_topic_edit (db, changed, &error));
  g_assert_no_error (error);
}

static void
test_whole (Fixture       *f,
            gconstpointer  data)
{
  act (f, add_whole, "");
  act (f, add_second, "");
  act (f, bring, "1,8");
  act (f, edit_whole, "1,6,8");
  act (f, undo, "1,8");
  act (f, undo, ""); /* the source was added with the topic's claim on it */
  act (f, redo, "1,8");
}

static void
refuse (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(SotongTopic) same = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  add (db, "축제", "축제", "", "");
  same->name = g_strdup ("축제");
  g_assert_cmpint (sotong_topic_add (db, same, &error), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_free (same->name);
  same->name = g_strdup (" ");
  g_assert_cmpint (sotong_topic_add (db, same, &error), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (sotong_topic_find (db, "없다", &error), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  fixture_write (f, refuse);
}

/* A number is found as it stands, not within a longer one; Korean words within others. */
static void
numbers (Fixture  *f,
         SotongDb *db)
{
  static const char * const said[] = { "2016년 축제", "제16회 축제", "10월 16일", "160명이 16", "116번 버스", "k16 도로", "2016 그리고 16" };
  gint64 plain = add (db, "16", "16", "", ""), without = add (db, "not", "축제", "", "16"), mixed = add (db, "회", "16회", "", "");

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%u", (guint) i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW - (gint64) i, said[i], NULL);
    }
  assert_hits (db, plain, "1,2,3,5,6");
  assert_hits (db, without, "0");
  assert_hits (db, mixed, "1");
  assert_hits (db, add (db, "later", "16", "", ""), "1,2,3,5,6"); /* among those that were there before */
  fixture_check (db);
}

static void
test_numbers (Fixture       *f,
              gconstpointer  data)
{
  fixture_write (f, numbers);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/topic/numbers", Fixture, NULL, fixture_set_up, test_numbers, fixture_tear_down);
  g_test_add ("/store/topic/rules", Fixture, NULL, fixture_set_up, test_rules, fixture_tear_down);
  g_test_add ("/store/topic/undo", Fixture, NULL, fixture_set_up, test_undo, fixture_tear_down);
  g_test_add ("/store/topic/whole-source", Fixture, NULL, fixture_set_up, test_whole, fixture_tear_down);
  g_test_add ("/store/topic/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-item.h"

static void
check_key (const char *url,
           const char *id,
           const char *expected)
{
  g_autofree char *key = sotong_item_make_key (url, "feed:b.example/rss", id);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  check_key ("https://B.example/1/?utm_source=x#c", "7", "url:b.example/1");
  check_key ("http://b.example/", "7", "id:feed:b.example/rss:7");
  check_key ("https://b.example", NULL, NULL);
  check_key ("javascript:1", "7", "id:feed:b.example/rss:7");
  check_key (NULL, "7", "id:feed:b.example/rss:7");
  check_key (NULL, "", NULL);
  check_key (NULL, NULL, NULL);
}

static void
test_complete (void)
{
  g_autoptr(SotongItem) item = sotong_item_new ();
  g_autoptr(SotongItem) copy = NULL;

  item->external_id = g_strdup (" 7\n");
  item->url = g_strdup (" http://b.example/1 ");
  item->author = g_strdup ("시\n민\x01");
  item->title = g_strdup ("  여러\n줄  ");
  item->text = g_strdup ("\n가\r\n나\n\n");
  item->reply_to = g_strdup ("");
  item->published_at = 5;
  item->precision = SOTONG_ITEM_EXACT;
  for (int i = 0; i < 2; i++)
    {
      sotong_item_complete (item, "practice");
      g_assert_cmpstr (item->external_id, ==, "7");
      g_assert_cmpstr (item->url, ==, "http://b.example/1");
      g_assert_cmpstr (item->author, ==, "시 민");
      g_assert_cmpstr (item->title, ==, "여러 줄");
      g_assert_cmpstr (item->text, ==, "가\n나");
      g_assert_null (item->reply_to);
      g_assert_cmpstr (item->canonical_key, ==, "url:b.example/1");
    }
  copy = sotong_item_copy (item);
  g_assert_cmpstr (copy->text, ==, item->text);
  g_assert_cmpstr (copy->canonical_key, ==, item->canonical_key);
  g_assert_cmpint (copy->published_at, ==, 5);
}

static char *
fill (const char *piece,
      gsize       n_bytes)
{
  GString *text = g_string_new (NULL);

  while (text->len < n_bytes)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_long (void)
{
  g_autoptr(SotongItem) item = sotong_item_new ();

  item->external_id = fill ("i", 5000);
  item->url = fill ("http://b.example/", 5000);
  item->author = fill ("가", 5000);
  item->title = fill ("나", 5000);
  item->text = fill ("다", 1024 * 1024);
  sotong_item_complete (item, "practice");
  g_assert_cmpuint (strlen (item->external_id), ==, 64);
  g_assert_null (item->url);
  g_assert_cmpuint (strlen (item->author), <=, SOTONG_ITEM_MAX_AUTHOR);
  g_assert_cmpuint (strlen (item->title), <=, SOTONG_ITEM_MAX_TITLE);
  g_assert_cmpuint (strlen (item->text), <=, SOTONG_ITEM_MAX_TEXT);
  g_assert_true (g_str_has_suffix (item->text, "다 […]"));
  g_assert_true (g_utf8_validate (item->text, -1, NULL));
}

static SotongItem *
make_bare (const char *text,
           gint64      published_at)
{
  SotongItem *item = sotong_item_new ();

  item->text = g_strdup (text);
  item->published_at = published_at;
  item->precision = published_at == 0 ? SOTONG_ITEM_FIRST_SEEN : SOTONG_ITEM_EXACT;
  sotong_item_complete (item, "feed:x");
  return item;
}

/* Neither id nor address: the same words at the same time are the same item. */
static void
test_bare (void)
{
  g_autoptr(SotongItem) a = make_bare ("글", 10);
  g_autoptr(SotongItem) same = make_bare ("글 ", 10);
  g_autoptr(SotongItem) later = make_bare ("글", 11);
  g_autoptr(SotongItem) other = make_bare ("다른 글", 10);

  g_assert_cmpstr (a->canonical_key, ==, same->canonical_key);
  g_assert_cmpstr (a->canonical_key, !=, later->canonical_key);
  g_assert_cmpstr (a->canonical_key, !=, other->canonical_key);
  g_assert_true (g_str_has_prefix (a->canonical_key, "id:feed:x:"));
}

static void
test_precision_names (void)
{
  for (int i = SOTONG_ITEM_EXACT; i <= SOTONG_ITEM_FIRST_SEEN; i++)
    {
      SotongItemPrecision precision;

      g_assert_true (sotong_item_precision_from_name (sotong_item_precision_to_name ((SotongItemPrecision) i), &precision));
      g_assert_cmpint (precision, ==, i);
    }
  g_assert_false (sotong_item_precision_from_name ("about", NULL));
  g_assert_false (sotong_item_precision_from_name (NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platforms/item/key", test_key);
  g_test_add_func ("/platforms/item/complete", test_complete);
  g_test_add_func ("/platforms/item/long", test_long);
  g_test_add_func ("/platforms/item/bare", test_bare);
  g_test_add_func ("/platforms/item/precision-names", test_precision_names);
  return g_test_run ();
}

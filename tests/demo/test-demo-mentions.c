/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "demo/sotong-demo-mentions.h"
#include "util/sotong-time.h"

#define DAY 86400
#define SEOUL (9 * 3600)

static SotongDemoMentions *made;

static char *
digest (const SotongDemoMentions *set)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < set->n_mentions; i++)
    {
      const SotongDemoMention *m = &set->mentions[i];
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %s %s %s %u %d %d %d %d\n",
                                               m->published_at, m->seen_at, m->external_id, m->author, m->url,
                                               m->title, m->text, m->source, m->second_source, m->event, m->copy_of,
                                               (int) m->sentiment);

      g_checksum_update (checksum, (const guchar *) line, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* The same bytes on every run and machine; a change of the phrases changes this value. */
static void
test_same (void)
{
  g_autoptr(SotongDemoMentions) again = sotong_demo_mentions_new (SOTONG_DEMO_SEED);
  g_autoptr(SotongDemoMentions) other = sotong_demo_mentions_new (SOTONG_DEMO_SEED + 1);
  g_autofree char *first = digest (made);
  g_autofree char *second = digest (again);
  g_autofree char *third = digest (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
  g_assert_cmpstr (first, ==, "6bdade4ef3d07865f02b7fa8fcfb2a6dc9a01a566e7faa33efb90cec27596573");
}

static void
test_distinct (void)
{
  g_autoptr(GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);
  guint copies = 0, twice_seen = 0;

  g_assert_cmpuint (made->n_mentions, ==, SOTONG_DEMO_N_MENTIONS);
  for (gsize i = 0; i < made->n_mentions; i++)
    {
      const SotongDemoMention *m = &made->mentions[i];

      g_hash_table_add (texts, (char *) m->text);
      g_assert_true (g_hash_table_add (urls, (char *) m->url));
      twice_seen += m->second_source >= 0;
      if (m->copy_of < 0)
        continue;
      copies++;
      g_assert_cmpstr (m->text, ==, made->mentions[m->copy_of].text);
      g_assert_cmpint (m->published_at, >, made->mentions[m->copy_of].published_at);
    }
  g_assert_cmpuint (g_hash_table_size (texts), >=, 45000);
  g_assert_cmpuint (copies, >, 1000);
  g_assert_cmpuint (twice_seen, >, 1000);
}

static void
test_clean (void)
{
  for (gsize i = 0; i < made->n_mentions; i++)
    {
      const SotongDemoMention *m = &made->mentions[i];

      g_assert_true (g_utf8_validate (m->text, -1, NULL));
      g_assert_cmpuint (strlen (m->text), >=, 12);
      g_assert_null (strpbrk (m->text, "{}<>|\\\t"));
      g_assert_null (strstr (m->text, "  "));
      if (i % 10 == 0)
        {
          g_autofree char *normal = g_utf8_normalize (m->text, -1, G_NORMALIZE_NFC);

          g_assert_cmpstr (normal, ==, m->text);
        }
      g_assert_cmpuint (strlen (m->author), >, 0);
      g_assert_true (g_str_has_prefix (m->url, "https://"));
    }
}

static void
test_times (void)
{
  for (gsize i = 0; i < made->n_mentions; i++)
    {
      const SotongDemoMention *m = &made->mentions[i];

      g_assert_cmpint (m->published_at, >=, SOTONG_DEMO_START);
      g_assert_cmpint (m->published_at, <, SOTONG_DEMO_NOW);
      g_assert_cmpint (m->seen_at, >, m->published_at);
      g_assert_cmpint (m->seen_at, <=, SOTONG_DEMO_NOW);
      g_assert_true (m->second_source < 0 || m->second_seen_at >= m->seen_at);
      g_assert_true (i == 0 || made->mentions[i - 1].published_at <= m->published_at);
      for (gsize gap = 0; gap < made->n_gaps; gap++)
        g_assert_false (m->copy_of < 0 && m->source == made->gaps[gap].source
                        && m->published_at >= made->gaps[gap].from && m->published_at < made->gaps[gap].until);
    }
}

static void
test_rhythm (void)
{
  guint hours[24] = { 0 }, weekdays[7] = { 0 };

  for (gsize i = 0; i < made->n_mentions; i++)
    if (made->mentions[i].event < 0)
      {
        gint64 local = made->mentions[i].published_at + SEOUL;

        hours[local % DAY / 3600]++;
        weekdays[sotong_time_weekday (local / DAY)]++;
      }
  g_assert_cmpuint (hours[4] * 4, <, hours[8]);   /* before dawn against the way to work */
  g_assert_cmpuint (hours[12], >, hours[10]);     /* lunch */
  g_assert_cmpuint (hours[21], >, hours[23]);
  for (int day = 0; day < 5; day++)
    g_assert_cmpuint (weekdays[day], >, weekdays[6] * 5 / 4);
}

static guint
count_between (int    event,
               gint64 from,
               gint64 until)
{
  guint n = 0;

  for (gsize i = 0; i < made->n_mentions; i++)
    n += made->mentions[i].event == event && made->mentions[i].published_at >= from
         && made->mentions[i].published_at < until;
  return n;
}

static void
test_onsets (void)
{
  for (int event = 0; event < SOTONG_DEMO_N_EVENTS; event++)
    {
      const SotongDemoEvent *e = &made->events[event];
      guint negative = 0, total = 0;

      g_assert_cmpuint (count_between (event, 0, e->onset), ==, 0);
      g_assert_cmpuint (count_between (event, e->onset, e->onset + 60), >=, 1);
      /* everyday talk is 5 or so an hour over all topics */
      g_assert_cmpuint (count_between (event, e->onset, e->onset + 3600), >, 60);
      g_assert_cmpuint (count_between (event, e->onset + 48 * 3600, e->end), <, 60);
      for (gsize i = 0; i < made->n_mentions; i++)
        if (made->mentions[i].event == event)
          {
            total++;
            negative += made->mentions[i].sentiment == SOTONG_SENTIMENT_NEGATIVE;
          }
      g_assert_cmpuint (total, >=, e->n_mentions);
      if (e->crisis)
        g_assert_cmpuint (negative * 10, >, total * 7);
      else
        g_assert_cmpuint (negative * 10, <, total * 2);
    }
}

static void
check_events (JsonObject *root,
              const char *member,
              gboolean    crisis)
{
  JsonArray *array = json_object_get_array_member (root, member);
  guint n = 0;

  for (gsize i = 0; i < made->n_events; i++)
    {
      const SotongDemoEvent *e = &made->events[i];
      g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);
      g_autofree char *onset = sotong_time_format_iso (e->onset, zone);
      JsonObject *object;

      if (e->crisis != crisis)
        continue;
      object = json_array_get_object_element (array, n++);
      g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, e->id);
      g_assert_cmpstr (json_object_get_string_member (object, "topic"), ==, e->topic);
      g_assert_cmpstr (json_object_get_string_member (object, "onset"), ==, onset);
      g_assert_cmpint (json_object_get_int_member (object, "onset_unix"), ==, e->onset);
      g_assert_cmpint (json_object_get_int_member (object, "mentions"), ==, e->n_mentions);
    }
  g_assert_cmpuint (json_array_get_length (array), ==, n);
}

static void
test_fixture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "demo-crises.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  check_events (root, "crises", TRUE);
  check_events (root, "festivals", FALSE);
}

/* A particle behind one of our own words that does not agree with it would be a mistake of the grammar. */
static void
test_particles (void)
{
  static const char *const wrong[] = {
    "따릉이을 ", "따릉이이 ", "버스을 ", "버스이 ", "지하철를 ", "지하철가 ", "공원를 ", "한강공원는 ", "서울숲는 ",
    "서울숲를 ", "명동는 ", "남산타워은 ", "흙탕물가 ", "누런 물가 ", "9호선는 ", "어머니이랑 ", "동생랑 ", "남편랑 ",
    "도서관는 ", "미술관가 ", "블로그은 ", "페이스북는 ", "트위터은 ", "땅꺼짐가 ", "싱크홀가 ", "구멍가 ", "망원시장가 ",
    "여의도 야시장가 ", "입니다입니다", "요요.", "해해", "네네요",
  };

  for (gsize i = 0; i < made->n_mentions; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (wrong); j++)
      if (strstr (made->mentions[i].text, wrong[j]) != NULL)
        g_error ("“%s” in “%s”", wrong[j], made->mentions[i].text);
}

/* 이라는데, 이라니 and the like stand behind a consonant only; behind a vowel they are 라는데, 라니. */
static void
test_quoted (void)
{
  static const char *const forms[] = { "이라는데", "이라니", "이라고", "이라면서", "이라더니", "이라 " };

  for (gsize i = 0; i < made->n_mentions; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (forms); j++)
      {
        const char *text = made->mentions[i].text;

        for (const char *at = strstr (text, forms[j]); at != NULL; at = strstr (at + 1, forms[j]))
          {
            gunichar c = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;

            /* 아이 is a child, whose 이 is no particle. */
            if (c >= 0xac00 && c <= 0xd7a3 && c != g_utf8_get_char ("아") && (c - 0xac00) % 28 == 0)
              g_error ("“%s” in “%s”", forms[j], text);
          }
      }
}

static void
test_topics (void)
{
  gsize without = 0;

  g_assert_cmpuint (made->n_topics, >=, 24);
  for (gsize i = 0; i < made->n_mentions; i++)
    {
      gboolean found = FALSE;

      for (gsize t = 0; t < made->n_topics && !found; t++)
        {
          g_auto(GStrv) words = g_strsplit (made->topics[t].any, ",", -1);

          for (guint w = 0; words[w] != NULL && !found; w++)
            found = strstr (made->mentions[i].text, words[w]) != NULL;
        }
      without += !found;
      if (i == 8000)
        break;
    }
  g_assert_cmpuint (without, <, 800); /* most of what is said names its matter */
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  made = sotong_demo_mentions_new (SOTONG_DEMO_SEED);
  g_test_add_func ("/demo/mentions/same", test_same);
  g_test_add_func ("/demo/mentions/distinct", test_distinct);
  g_test_add_func ("/demo/mentions/quoted", test_quoted);
  g_test_add_func ("/demo/mentions/clean", test_clean);
  g_test_add_func ("/demo/mentions/times", test_times);
  g_test_add_func ("/demo/mentions/rhythm", test_rhythm);
  g_test_add_func ("/demo/mentions/onsets", test_onsets);
  g_test_add_func ("/demo/mentions/fixture", test_fixture);
  g_test_add_func ("/demo/mentions/particles", test_particles);
  g_test_add_func ("/demo/mentions/topics", test_topics);
  result = g_test_run ();
  sotong_demo_mentions_free (made);
  return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mention-fixture.h"
#include "store/sotong-likeness-private.h"
#include "store/sotong-likeness.h"

#define ARTICLE "서울시는 13일 가을 축제 기간에 여의도 한강공원 주변 도로의 차량 통행을 오후 두 시부터 밤 열 시까지 통제한다고 밝혔다. " \
                "시민들은 지하철과 시내버스를 이용해 달라고 시 관계자는 당부했으며 막차 시간도 한 시간 늦춘다."
#define OTHER   "내년도 어린이집 예산이 지난해보다 늘어나 국공립 시설을 오십 곳 더 짓기로 했다고 시의회가 어제 회의에서 의결했다."

static gint64
add_by (Fixture    *f,
        SotongDb   *db,
        const char *id,
        const char *text,
        const char *author,
        gint64      published_at)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  g_autofree char *key = g_strconcat ("id:test:", id, NULL);
  SotongMentionInput input = { .external_id = id, .canonical_key = key, .author = author, .published_at = published_at, .first_seen = NOW, .text = text,
                               .copy_id = SOTONG_NONE };
  gboolean is_new;
  gint64 number;

  g_assert_no_error (error);
  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &number, &error));
  g_assert_true (is_new);
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  return number;
}

static gint64
add (Fixture    *f,
     SotongDb   *db,
     const char *id,
     const char *text,
     gint64      published_at)
{
  return add_by (f, db, id, text, "시민", published_at);
}

static gint64
copies (SotongDb *db,
        gint64    id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMention) mention = sotong_mention_get (db, id, &error);

  g_assert_no_error (error);
  return mention->n_copies + 1;
}

static gint64
groups (SotongDb   *db,
        const char *words)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GError) error = NULL;
  gint64 n = 0;

  query->words = g_strdup (words);
  g_assert_true (sotong_mention_count_groups (db, query, &n, &error));
  return n;
}

/* The same article five times, each paper with its own head and foot. */
static void
same_article (Fixture  *f,
              SotongDb *db)
{
  gint64 first = add (f, db, "1", ARTICLE, NOW - 5000);
  gint64 other = add (f, db, "9", OTHER, NOW - 4000);

  add (f, db, "2", "[연합] " ARTICLE " 김기자 kim@paper.example", NOW - 3000);
  add (f, db, "3", ARTICLE " https://paper.example/2016/10/13 무단 전재 금지", NOW - 2000);
  add (f, db, "4", "<속보> " ARTICLE, NOW - 1000);
  add (f, db, "5", ARTICLE "ㅋㅋㅋ 2016-10-14", NOW + 3 * 86400);
  g_assert_cmpint (copies (db, first), ==, 5);
  g_assert_cmpint (copies (db, other), ==, 1);
  g_assert_cmpint (groups (db, NULL), ==, 2);
  g_assert_cmpint (groups (db, "한강공원"), ==, 1);
}

static void
test_article (Fixture       *f,
              gconstpointer  data)
{
  fixture_write (f, same_article);
}

/* Short words are said by many, and what comes a year later is another event. */
static void
not_the_same (Fixture  *f,
              SotongDb *db)
{
  gint64 first = add (f, db, "1", "정말 고맙습니다", NOW - 300);
  gint64 article = add (f, db, "3", ARTICLE, NOW - 100);

  add (f, db, "2", "정말 고맙습니다", NOW - 200);
  add (f, db, "4", ARTICLE, NOW - 370 * 86400);
  add (f, db, "5", "", NOW);
  g_assert_cmpint (copies (db, first), ==, 1);
  g_assert_cmpint (copies (db, article), ==, 1);
  g_assert_cmpint (groups (db, NULL), ==, 5);
}

static void
test_not (Fixture       *f,
          gconstpointer  data)
{
  fixture_write (f, not_the_same);
}

/* A flood of one hour that differs in figures, blanks and addresses alone is one group. */
static void
flood (Fixture  *f,
       SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);

  add (f, db, "1", ARTICLE, NOW - 9000);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autofree char *key = g_strdup_printf ("id:s:%u", i);
      g_autofree char *text = g_strdup_printf ("한정 특가 %u명! 지금 바로 신청하세요 무료 상담 010-%04u-0000 https://spam.example/%u", i, i % 10000, i);
      SotongMentionInput input = { .external_id = id, .canonical_key = key, .published_at = NOW - i % 3600, .first_seen = NOW, .text = text,
                                   .copy_id = SOTONG_NONE };
      gboolean is_new;

      g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, NULL, &error));
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_cmpint (groups (db, NULL), ==, 2);
  g_assert_cmpint (groups (db, "특가"), ==, 1);
}

static void
test_flood (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, flood);
}

/* What a flood makes up behind its short texts does not make them many; opinions of different people stay what they are. */
static void
tails (Fixture  *f,
       SotongDb *db)
{
  static const char * const opinions[] = {
    "버스 노선을 바꾼다니 출근길이 벌써 걱정이에요 OTL", "버스 배차를 늘린다니 출근길이 조금은 편해지겠어요 lol", "놀이터 그늘막이 낡아서 아이들이 다칠까 걱정입니다 sos1",
    "놀이터 그늘막을 새로 달아 주셔서 정말 고맙습니다 good", "따릉이 대여소가 역에서 너무 멀리 떨어져 있어요 ㅠㅠ", "따릉이 대여소가 집 앞에도 생겨서 매일 타고 다녀요 ㅎㅎ",
  };
  static const char * const same_heads[] = { /* what can be read behind the same words is what they differ in */
    "서울로 7017 다녀온 솔직한 후기입니다 #beautiful #lovely", "서울로 7017 다녀온 솔직한 후기입니다 #waste #ugly", "이번 홈페이지 개편에 대한 생각은 very good",
    "이번 홈페이지 개편에 대한 생각은 terrible", "공공 무선망 연결이 자꾸 끊겨요 iPhone6s Plus", "공공 무선망 연결이 자꾸 끊겨요 Galaxy Note7",
    "시청 광장 예약이 안 되고 뜨는 글자는 timeout", "시청 광장 예약이 안 되고 뜨는 글자는 forbidden", "어떻게들 보세요 저는 agree", "어떻게들 보세요 저는 disagree",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      const char *head[] = { "누구나 당일 대출 가능 지금 바로 상담하세요", "당일 대출 상담 환영" };
      g_autofree char *id = g_strdup_printf ("t%u", i), *key = g_strconcat ("id:t:", id, NULL), *text = NULL;
      g_autoptr(GString) tail = g_string_new (NULL);
      SotongMentionInput input = { .external_id = id, .canonical_key = key, .published_at = NOW - NOW % 3600 + i, .first_seen = NOW, .copy_id = SOTONG_NONE };
      gboolean is_new;

      for (int k = g_rand_int_range (rand, 4, 11); k > 0; k--)
        g_string_append_c (tail, (char) g_rand_int_range (rand, 'a', 'z' + 1));
      if (i % 3 == 0)
        g_string_append_printf (tail, "%u", g_rand_int_range (rand, 0, 10000));
      text = g_strdup_printf ("%s%s%s", head[i % 2], i % 5 == 0 ? "" : " ", tail->str);
      input.text = text;
      g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, NULL, &error));
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_cmpint (groups (db, "가능"), <=, 15);
  g_assert_cmpint (groups (db, "환영"), <=, 260); /* behind the first two hundred of the hour they are one, whether they happen to read as words or not */
  for (guint i = 0; i < G_N_ELEMENTS (opinions); i++)
    {
      g_autofree char *id = g_strdup_printf ("o%u", i);

      add (f, db, id, opinions[i], NOW);
    }
  g_assert_cmpint (groups (db, "출근길이"), ==, 2);
  g_assert_cmpint (groups (db, "그늘막"), ==, 2);
  g_assert_cmpint (groups (db, "대여소가"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (same_heads); i++)
    {
      g_autofree char *id = g_strdup_printf ("h%u", i);

      add (f, db, id, same_heads[i], NOW);
    }
  g_assert_cmpint (groups (db, "후기입니다"), ==, 2);
  g_assert_cmpint (groups (db, "개편에"), ==, 2);
  g_assert_cmpint (groups (db, "끊겨요"), ==, 2);
  g_assert_cmpint (groups (db, "광장"), ==, 2);
  g_assert_cmpint (groups (db, "보세요"), ==, 2);
}

static void
test_tails (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, tails);
}

/* Adds a text of a flood, one a second. */
static void
add_advert (SotongMentionWriter *writer,
            const char          *text,
            guint                i)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("w%u", i), *key = g_strconcat ("id:w:", id, NULL);
  SotongMentionInput input = { .external_id = id, .canonical_key = key, .published_at = NOW - NOW % 3600 + i % 3600, .first_seen = NOW, .text = text, .copy_id = SOTONG_NONE };
  gboolean is_new;

  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, NULL, &error));
  g_assert_true (is_new);
}

/* @common: of syllables that words have, too */
static void
append_word (GString  *text,
             GRand    *rand,
             gboolean  common)
{
  static const char * const syllables[] = { "가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하", "고", "구", "기", "도", "리", "시" };

  for (int k = g_rand_int_range (rand, 2, 7); k > 0; k--)
    if (common)
      g_string_append (text, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
    else
      g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 0xac00, 0xd7a4));
}

/* What a flood makes up of Hangul: syllables that nobody says tell at once, and common ones where very many texts are the same but for them. */
static void
hangul_tails (Fixture  *f,
              SotongDb *db)
{
  static const char * const heads[] = { "누구나 당일 대출 가능 지금 바로 상담하세요", "당일 소액 상담 환영", "무직자 카드 발급 즉시 승인", "최저 금리 비교 견적 문의 주세요" };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 6000; i++)
    {
      g_autoptr(GString) text = g_string_new (heads[i % 3]);

      g_string_append (text, i % 3 == 0 && i % 5 == 0 ? "" : " ");
      append_word (text, rand, FALSE);
      g_string_append (text, i % 7 == 0 ? "!!" : i % 11 == 0 ? " https://spam.example/1" : "");
      add_advert (writer, text->str, i);
    }
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *head = g_strconcat (heads[3], " ", NULL);
      g_autoptr(GString) text = g_string_new (head);

      append_word (text, rand, TRUE);
      add_advert (writer, text->str, 6000 + i);
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_cmpint (groups (db, "가능"), <=, 80);
  g_assert_cmpint (groups (db, "소액"), <=, 260);
  g_assert_cmpint (groups (db, "무직자"), <=, 260);
  g_assert_cmpint (groups (db, "견적"), <=, 301);
}

static void
test_hangul_tails (Fixture       *f,
                   gconstpointer  data)
{
  fixture_write (f, hangul_tails);
}

/* A hundred that are the same but for a last word of common syllables. */
static void
hundred_more (Fixture  *f,
              SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  gint64 n = 0;

  g_assert_true (sotong_db_get_int (db, &n, &error, "SELECT count(*) FROM mention", ""));
  for (gint64 i = n; i < n + 100; i++)
    {
      static const char * const syllables[] = { "가", "나", "다", "라", "마", "바", "사", "아", "자", "차" };
      g_autofree char *text = g_strdup_printf ("최저 금리 비교 견적 문의 %s%s%s", syllables[i / 100], syllables[i / 10 % 10], syllables[i % 10]);

      add_advert (writer, text, (guint) i);
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
}

static void
count_groups (Fixture  *f,
              SotongDb *db)
{
  g_assert_cmpint (groups (db, "견적"), >=, 300);
  g_assert_cmpint (groups (db, "견적"), <=, 310); /* each time the other program wrote, one more */
}

/* While a flood comes another program writes now and then. */
static void
test_others_write (Fixture       *f,
                   gconstpointer  data)
{
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &other), ==, SQLITE_OK);
  for (guint i = 0; i < 10; i++)
    {
      fixture_write (f, hundred_more);
      g_assert_cmpint (sqlite3_exec (other, "UPDATE source SET name = name", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  sqlite3_close (other);
  fixture_write (f, count_groups);
}

/* Two hundred citizens of one hour whose short sentences begin alike. */
static void
same_beginning (Fixture  *f,
                SotongDb *db)
{
  static const char * const where[] = { "오늘 시청 앞", "오늘 시청 앞 광장에서", "오늘 시청 앞 잔디밭에서 시민들과", "지금 시청 앞 버스 정류장은 정말", "오늘 시청 앞 행사에 온 가수는" };
  static const char * const what[] = {
    "집회", "공연", "분수", "음악회", "나눔장터", "복잡해요", "막혀요", "시끄럽네요", "즐거웠어요", "북적북적", "사진찍기", "벼룩시장", "불꽃놀이", "마라톤", "김장나눔", "헌혈",
    "촛불", "플리마켓", "버스킹", "쌀나눔", "엉망이에요", "깨끗해요", "쯔위", "셔누", "껌껌해요", "캄캄하죠", "쨍쨍쨍", "휑휑했어요", "쾅쾅대요", "뷔페", "설현", "읔", "좋아욬", "됬어요", "꿀잼", "헐", "멋져요", "추워요",
    "봤어요", "기다렸어요",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);

  G_STATIC_ASSERT (G_N_ELEMENTS (where) * G_N_ELEMENTS (what) == 200);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", where[i % 5], what[i / 5]);

      add_advert (writer, text, i);
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_cmpint (groups (db, NULL), ==, 200);
}

static void
test_same_beginning (Fixture       *f,
                     gconstpointer  data)
{
  fixture_write (f, same_beginning);
}

/* Short texts: what one author repeats are copies, what different people say is not, nor what nobody known says. */
static void
short_ones (Fixture  *f,
            SotongDb *db)
{
  gint64 spam = add_by (f, db, "1", "버스 대출 42 OK", "돈", NOW - 5000);
  gint64 thanks = add_by (f, db, "2", "감사합니다", "가영", NOW - 4000);

  add_by (f, db, "3", "버스대출 7 ok!", "돈", NOW - 3000);
  add_by (f, db, "4", "버스 대출 42 OK", "돈", NOW + 5 * 86400);
  add_by (f, db, "5", "버스 대출 42 OK https://spam.example/1", "돈", NOW - 2000);
  g_assert_cmpint (copies (db, spam), ==, 4);
  add_by (f, db, "6", "버스 대출 42 OK", "다른이", NOW - 1000);
  add_by (f, db, "7", "감사합니다", "나영", NOW - 1000);
  add_by (f, db, "8", "감사합니다", "익명", NOW - 900);
  add_by (f, db, "9", "감사합니다", "익명", NOW - 800);
  add_by (f, db, "10", "감사합니다", "김**", NOW - 700);
  add_by (f, db, "11", "감사합니다", "김**", NOW - 600);
  add_by (f, db, "12", "감사합니다", "", NOW - 500);
  add_by (f, db, "13", "감사합니다", "", NOW - 400);
  add_by (f, db, "14", "3", "가영", NOW - 300);
  add_by (f, db, "15", "5", "가영", NOW - 200);
  g_assert_cmpint (copies (db, spam), ==, 4);
  g_assert_cmpint (copies (db, thanks), ==, 1);
  g_assert_cmpint (groups (db, NULL), ==, 12);
}

static void
test_short (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, short_ones);
}

/* How many copies the text has that has most. */
static gint64
largest (SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 n = 0;

  g_assert_true (sotong_db_get_int (db, &n, &error, "SELECT max(n) FROM (SELECT count(*) AS n FROM mention WHERE duplicate_of IS NOT NULL GROUP BY duplicate_of)", ""));
  return n;
}

/* Ninety short texts of fifty authors, and the thanks of a hundred people in the same hour. */
static void
short_flood (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 hour = NOW - NOW % 3600;

  for (guint part = 0; part < 4; part++)
    {
      g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);

      for (guint i = 0; i < 1000; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u %u", part, i);
          g_autofree char *key = g_strconcat ("id:", id, NULL);
          g_autofree char *text = part == 3 ? g_strdup ("감사합니다") : g_strdup_printf ("버스 대출 %u OK", i % 90);
          g_autofree char *author = part == 0 ? g_strdup_printf ("돈%u", i % 50) : part == 3 ? g_strdup_printf ("사람%u", i) : g_strdup ("");
          SotongMentionInput input = { .external_id = id, .canonical_key = key, .author = author, .published_at = hour + i, .first_seen = NOW, .text = text,
                                       .copy_id = SOTONG_NONE };
          gboolean is_new;

          if (part == 3 && i == 100)
            break;
          g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, NULL, &error));
        }
      g_assert_true (sotong_mention_writer_finish (writer, &error));
      g_clear_pointer (&db->likeness, sotong_likeness_cache_free); /* as another day, from the file alone */
    }
  g_assert_cmpint (groups (db, "감사합니다"), ==, 100);
  g_assert_cmpint (groups (db, "대출"), ==, 50); /* behind the first two hundred they are one, whoever they say they are */
  g_assert_cmpint (largest (db), >, 2700);
}

static void
test_short_flood (Fixture       *f,
                  gconstpointer  data)
{
  fixture_write (f, short_flood);
}

/* Where the first is taken away the next takes its place; what comes later is still known. */
static void
first_gone (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 first = add (f, db, "1", ARTICLE, NOW - 5000);
  gint64 second = add (f, db, "2", ARTICLE " 김기자", NOW - 3000);

  add (f, db, "3", ARTICLE " 이기자", NOW - 2000);
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM sighting WHERE mention_id = $1", "i", first));
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM mention WHERE id = $1", "i", first));
  g_assert_true (sotong_likeness_heal (db, &error));
  g_assert_cmpint (copies (db, second), ==, 2);
  add (f, db, "4", ARTICLE " 박기자", NOW - 1000);
  g_assert_cmpint (copies (db, second), ==, 3);
}

static void
test_gone (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, first_gone);
}

/* Mentions from before are compared in slices, each once. */
static void
old_ones (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;
  guint n_slices = 0;

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (f, db, id, ARTICLE, NOW - 5000 + i);
    }
  g_assert_true (sotong_db_exec (db, &error, "UPDATE mention SET duplicate_of = NULL", ""));
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM likeness", ""));
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM likeness_band", ""));
  g_assert_true (sotong_db_exec (db, &error, "UPDATE likeness_state SET done = -1, last = (SELECT max(id) FROM mention)", ""));
  while (more)
    {
      g_assert_true (sotong_likeness_some (db, 3, &more, &error));
      n_slices++;
    }
  g_assert_cmpuint (n_slices, ==, 3);
  g_assert_cmpint (groups (db, NULL), ==, 1);
}

static void
test_old (Fixture       *f,
          gconstpointer  data)
{
  fixture_write (f, old_ones);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/likeness/article", Fixture, NULL, fixture_set_up, test_article, fixture_tear_down);
  g_test_add ("/store/likeness/not", Fixture, NULL, fixture_set_up, test_not, fixture_tear_down);
  g_test_add ("/store/likeness/flood", Fixture, NULL, fixture_set_up, test_flood, fixture_tear_down);
  g_test_add ("/store/likeness/short", Fixture, NULL, fixture_set_up, test_short, fixture_tear_down);
  g_test_add ("/store/likeness/tails", Fixture, NULL, fixture_set_up, test_tails, fixture_tear_down);
  g_test_add ("/store/likeness/hangul-tails", Fixture, NULL, fixture_set_up, test_hangul_tails, fixture_tear_down);
  g_test_add ("/store/likeness/others-write", Fixture, NULL, fixture_set_up, test_others_write, fixture_tear_down);
  g_test_add ("/store/likeness/same-beginning", Fixture, NULL, fixture_set_up, test_same_beginning, fixture_tear_down);
  g_test_add ("/store/likeness/short-flood", Fixture, NULL, fixture_set_up, test_short_flood, fixture_tear_down);
  g_test_add ("/store/likeness/gone", Fixture, NULL, fixture_set_up, test_gone, fixture_tear_down);
  g_test_add ("/store/likeness/old", Fixture, NULL, fixture_set_up, test_old, fixture_tear_down);
  return g_test_run ();
}

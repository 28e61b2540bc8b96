/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "demo/sotong-demo-mentions.h"
#include "util/sotong-time.h"

GResource *sotong_demo_get_resource (void);

#define HOUR 3600
#define DAY 86400
#define SEOUL (9 * HOUR)  /* no summer time in the year shown */
#define N_COPIES 2400
#define N_PENS 12000
#define FIVE_MINUTES 300

typedef enum {
  SOURCE_BLOG,
  SOURCE_SHORT,
  SOURCE_CAFE,
  SOURCE_COMMENT,
  SOURCE_BOARD,
  SOURCE_QUESTION,
  SOURCE_PRESS,
  SOURCE_SEARCH,
  N_SOURCES,
} SourceId;

static const SotongDemoSource sources[N_SOURCES] = {
  [SOURCE_BLOG] = { "블로그", "https://blog.example.org/feed", "blog.example.org", SOTONG_DEMO_FORM_BLOG },
  [SOURCE_SHORT] = { "트위터", "https://tweets.example.net/search.rss", "tweets.example.net", SOTONG_DEMO_FORM_SHORT },
  [SOURCE_CAFE] = { "카페", "https://cafe.example.org/feed", "cafe.example.org", SOTONG_DEMO_FORM_FORUM },
  [SOURCE_COMMENT] = { "뉴스 댓글", "https://news.example.com/comments.rss", "news.example.com",
                       SOTONG_DEMO_FORM_COMMENT },
  [SOURCE_BOARD] = { "시민 게시판", "https://board.example.org/rss", "board.example.org", SOTONG_DEMO_FORM_BOARD },
  [SOURCE_QUESTION] = { "지식 문답", "https://qna.example.org/feed", "qna.example.org", SOTONG_DEMO_FORM_QUESTION },
  [SOURCE_PRESS] = { "뉴스", "https://press.example.com/rss", "press.example.com", SOTONG_DEMO_FORM_ARTICLE },
  [SOURCE_SEARCH] = { "통합검색", "https://search.example.net/feed", "search.example.net", SOTONG_DEMO_FORM_BLOG },
};

/* The onsets are invented. They are kept for tests in tests/fixtures/demo-crises.json too. */
static const SotongDemoEvent events[SOTONG_DEMO_N_EVENTS] = {
  { "snow", "출근길 기습 폭설과 늦은 제설", "눈·제설", TRUE,
    G_GINT64_CONSTANT (1452634930), G_GINT64_CONSTANT (1452634930) + 60 * HOUR, 1250 },   /* 2016-01-13 06:42:10 */
  { "water", "한들구 수돗물 흙탕물", "수돗물", TRUE,
    G_GINT64_CONSTANT (1464081455), G_GINT64_CONSTANT (1464081455) + 60 * HOUR, 1400 },   /* 2016-05-24 18:17:35 */
  { "sinkhole", "다올대로 도로 함몰", "도로 함몰", TRUE,
    G_GINT64_CONSTANT (1472511860), G_GINT64_CONSTANT (1472511860) + 60 * HOUR, 1300 },   /* 2016-08-30 08:04:20 */
  { "fireworks", "한강 불꽃축제", "한강 불꽃축제", FALSE,
    G_GINT64_CONSTANT (1475922000), G_GINT64_CONSTANT (1475922000) + 60 * HOUR, 1500 },   /* 2016-10-08 19:20:00 */
};
/* What people say in the first hour and a half, and later. */
static const char *const event_sections[SOTONG_DEMO_N_EVENTS][2] = {
  { "crisis-snow-early", "crisis-snow" },
  { "crisis-water-early", "crisis-water" },
  { "crisis-sink-early", "crisis-sink" },
  { "festival", "festival" },
};
#define EARLY (90 * 60)

static const SotongDemoGap gaps[] = {
  { SOURCE_CAFE, G_GINT64_CONSTANT (1457715600), G_GINT64_CONSTANT (1457742600) },      /* 2016-03-12 02:00–09:30 */
  { SOURCE_QUESTION, G_GINT64_CONSTANT (1466899200), G_GINT64_CONSTANT (1466985600) },  /* 2016-06-26 09:00, a day */
  { SOURCE_BLOG, G_GINT64_CONSTANT (1474898400), G_GINT64_CONSTANT (1474909200) },      /* 2016-09-26 23:00–02:00 */
};

/* How much is written in each hour of a day in Seoul. */
static const guint32 weekday_hours[24] = { 30, 17, 10, 7, 7, 14, 34, 66, 84, 78, 74, 76,
                                           92, 80, 72, 70, 72, 76, 86, 82, 80, 82, 76, 54 };
static const guint32 weekend_hours[24] = { 42, 26, 16, 10, 8, 9, 16, 28, 42, 56, 66, 70,
                                           76, 76, 74, 74, 76, 76, 74, 76, 80, 82, 74, 56 };
static const guint32 weekdays[7] = { 108, 104, 103, 102, 100, 78, 72 }; /* Monday first */

/* One mention in the making. */
typedef struct {
  gint64 time;
  int    event;
} Slot;

typedef struct {
  SotongDemoMentions *set;
  SotongDemoWriter   *writer;
  SotongRandom        random;
  guint32            *topic_weights;             /* (owned): 12 for each everyday topic */
  gsize               event_sections[SOTONG_DEMO_N_EVENTS][2];
  const char        **pens;                      /* in the set's strings */
  GHashTable         *texts;                     /* (owned): texts written so far */
  guint               serials[N_SOURCES];
  GString            *title;                     /* (owned) */
  GString            *text;                      /* (owned) */
} Maker;

static int
hour_of_day (gint64 time)
{
  return (int) ((time + SEOUL) % DAY / HOUR);
}

static gint64
day_of (gint64 time)
{
  return (time + SEOUL) / DAY;
}

static int
month_of (gint64 time)
{
  int year, month, day;

  sotong_time_civil_from_days (day_of (time), &year, &month, &day);
  return month;
}

static guint32
hour_weight (gint64 time)
{
  gboolean weekend = sotong_time_weekday (day_of (time)) >= 5;

  return (weekend ? weekend_hours : weekday_hours)[hour_of_day (time)];
}

/* How much is said on a day, in thousandths: a little more every month. */
static guint32
make_mood (Maker *maker,
           gsize  day)
{
  gint64 mood = sotong_random_normal (&maker->random, 1000 + (gint64) day * 2 / 5, 70);

  return (guint32) CLAMP (mood, 800, 1400);
}

/* Draws @n times from hours weighted by the day's and the hour's habits; each day is a little different. */
static void
draw_everyday (Maker  *maker,
               GArray *slots,
               gsize   n)
{
  gsize n_hours = (gsize) ((SOTONG_DEMO_NOW - SOTONG_DEMO_START) / HOUR);
  g_autofree guint32 *ends = g_new (guint32, n_hours);
  guint32 total = 0;
  guint32 mood = 1000;

  for (gsize i = 0; i < n_hours; i++)
    {
      gint64 time = SOTONG_DEMO_START + (gint64) i * HOUR;

      if (i % 24 == 0)
        mood = make_mood (maker, i / 24);
      total += hour_weight (time) * weekdays[sotong_time_weekday (day_of (time))] * mood / 1000;
      ends[i] = total;
    }
  while (n-- > 0)
    {
      guint32 draw = sotong_random_below (&maker->random, total);
      gsize low = 0, high = n_hours - 1;
      Slot slot = { .event = -1 };

      while (low < high)
        {
          gsize middle = (low + high) / 2;

          if (ends[middle] > draw)
            high = middle;
          else
            low = middle + 1;
        }
      slot.time = SOTONG_DEMO_START + (gint64) low * HOUR + sotong_random_below (&maker->random, HOUR);
      g_array_append_val (slots, slot);
    }
}

/* News spreads within half an hour, is the talk of a few hours and fades over two days. */
static void
draw_event (Maker  *maker,
            GArray *slots,
            int     event)
{
  const SotongDemoEvent *e = &events[event];
  gsize n_bins = (gsize) ((e->end - e->onset) / FIVE_MINUTES);
  g_autofree guint32 *weights = g_new (guint32, n_bins);
  guint64 fast = 1000000, slow = 1000000;

  for (gsize i = 0; i < n_bins; i++)
    {
      guint64 spread = MIN (i + 1, 6);
      gint64 time = e->onset + (gint64) i * FIVE_MINUTES;

      weights[i] = (guint32) (spread * (4 * fast + slow) / 1000 * (hour_weight (time) + 40) / 1000);
      fast = fast * (e->crisis ? 984 : 978) / 1000;
      slow = slow * 996 / 1000;
    }
  for (guint i = 0; i < e->n_mentions; i++)
    {
      gsize bin = sotong_random_weighted (&maker->random, weights, n_bins);
      Slot slot = { e->onset + (gint64) bin * FIVE_MINUTES, event };

      slot.time += i == 0 ? 0 : sotong_random_below (&maker->random, FIVE_MINUTES);
      if (i == 0) /* somebody is first */
        slot.time = e->onset + 20 + sotong_random_below (&maker->random, 40);
      g_array_append_val (slots, slot);
    }
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const Slot *first = a, *second = b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->event - second->event;
}

static SourceId
pick_source (Maker *maker,
             int    event,
             gint64 time)
{
  static const guint32 everyday[N_SOURCES] = { 170, 345, 165, 155, 75, 45, 30, 15 };
  static const guint32 burst[N_SOURCES] = { 45, 560, 130, 215, 35, 15, 0, 0 };
  SourceId source = (SourceId) sotong_random_weighted (&maker->random, event >= 0 ? burst : everyday, N_SOURCES);

  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++)
    if (gaps[i].source == (guint) source && time >= gaps[i].from && time < gaps[i].until)
      return SOURCE_SHORT;
  return source;
}

static gsize
pick_section (Maker      *maker,
              const Slot *slot)
{
  gsize n = sotong_demo_writer_get_n_topics (maker->writer);
  const guint32 *weights = maker->topic_weights + (gsize) (month_of (slot->time) - 1) * n;

  if (slot->event >= 0)
    return maker->event_sections[slot->event][slot->time >= events[slot->event].onset + EARLY];
  return sotong_demo_writer_get_topic (maker->writer, sotong_random_weighted (&maker->random, weights, n));
}

/* Negative, neutral, positive, uncertain, by kind of place. */
static SotongSentiment
pick_sentiment (Maker    *maker,
                SourceId  source,
                int       event)
{
  static const guint32 everyday[N_SOURCES][4] = {
    [SOURCE_BLOG] = { 18, 30, 42, 10 }, [SOURCE_SHORT] = { 33, 27, 30, 10 }, [SOURCE_CAFE] = { 26, 37, 27, 10 },
    [SOURCE_COMMENT] = { 50, 14, 24, 12 }, [SOURCE_BOARD] = { 56, 18, 18, 8 }, [SOURCE_QUESTION] = { 0, 100, 0, 0 },
    [SOURCE_PRESS] = { 0, 100, 0, 0 }, [SOURCE_SEARCH] = { 18, 40, 32, 10 },
  };
  static const guint32 crisis[4] = { 84, 16, 0, 0 };
  static const guint32 festival[4] = { 12, 14, 66, 8 };
  gsize first = SOTONG_SENTIMENT_NEGATIVE;

  if (source == SOURCE_QUESTION)
    return SOTONG_SENTIMENT_NEUTRAL;
  if (event >= 0)
    first += sotong_random_weighted (&maker->random, events[event].crisis ? crisis : festival, 4);
  else
    first += sotong_random_weighted (&maker->random, everyday[source], 4);
  return (SotongSentiment) first;
}

/* A writer keeps one style; which one depends on where he writes. */
static SotongDemoStyle
style_of (guint    pen,
          SourceId source)
{
  static const guint32 styles[N_SOURCES][8] = {
    [SOURCE_BLOG] = { 66, 16, 3, 10, 0, 2, 1, 2 }, [SOURCE_SHORT] = { 33, 7, 21, 14, 21, 2, 1, 1 },
    [SOURCE_CAFE] = { 72, 12, 3, 1, 8, 2, 1, 1 }, [SOURCE_COMMENT] = { 34, 16, 17, 18, 11, 2, 1, 1 },
    [SOURCE_BOARD] = { 20, 79, 0, 0, 0, 1, 0, 0 }, [SOURCE_QUESTION] = { 72, 22, 0, 0, 6, 0, 0, 0 },
    [SOURCE_PRESS] = { 0, 0, 0, 1, 0, 0, 0, 0 }, [SOURCE_SEARCH] = { 66, 16, 3, 10, 0, 2, 1, 2 },
  };
  SotongRandom random;

  sotong_random_init (&random, pen);
  return (SotongDemoStyle) sotong_random_weighted (&random, styles[source], 8);
}

static const char *
pick_author (Maker           *maker,
             SourceId         source,
             SotongDemoStyle *out_style)
{
  static const char *const papers[] = { "한들일보", "가온뉴스", "새솔신문", "누리방송", "다온경제", "온누리타임스" };
  /* The smaller of two draws: some write often, most once. */
  guint32 pen = sotong_random_below (&maker->random, 1 + sotong_random_below (&maker->random, N_PENS));

  *out_style = style_of (pen, source);
  if (source == SOURCE_PRESS)
    return papers[pen % G_N_ELEMENTS (papers)];
  return maker->pens[pen];
}

static gboolean
write_unlike (Maker               *maker,
              gsize                section,
              SotongDemoForm       form,
              SotongSentiment      sentiment,
              SotongDemoStyle      style)
{
  for (int tries = 0; tries < 40; tries++)
    {
      sotong_demo_writer_write (maker->writer, section, form, sentiment, style, &maker->random, maker->title,
                                maker->text);
      if (!g_hash_table_contains (maker->texts, maker->text->str))
        return TRUE;
    }
  return FALSE;
}

static void
set_address (Maker             *maker,
             SotongDemoMention *mention)
{
  char buffer[160];
  guint serial = ++maker->serials[mention->source];

  g_snprintf (buffer, sizeof buffer, "%u", 100000 + serial * 7);
  mention->external_id = g_string_chunk_insert (maker->set->strings, buffer);
  g_snprintf (buffer, sizeof buffer, "https://%s/%d/%u", sources[mention->source].host,
              2015 + (mention->published_at >= G_GINT64_CONSTANT (1451574000)), 100000 + serial * 7);
  mention->url = g_string_chunk_insert (maker->set->strings, buffer);
}

/* A source is asked every ten minutes. */
static gint64
next_fetch (Maker  *maker,
            gint64  time)
{
  gint64 next = (time / 600 + 1) * 600 + 2 + sotong_random_below (&maker->random, 9);

  return MIN (next, SOTONG_DEMO_NOW);
}

static void
make_mention (Maker             *maker,
              const Slot        *slot,
              SotongDemoMention *mention)
{
  SourceId source = pick_source (maker, slot->event, slot->time);
  gsize section = pick_section (maker, slot);
  SotongDemoStyle style;

  mention->published_at = slot->time;
  mention->event = slot->event;
  mention->copy_of = -1;
  mention->second_source = -1;
  mention->source = source;
  mention->sentiment = pick_sentiment (maker, source, slot->event);
  mention->author = pick_author (maker, source, &style);
  mention->seen_at = next_fetch (maker, slot->time);
  write_unlike (maker, section, sources[source].form, mention->sentiment, style);
  mention->title = g_string_chunk_insert_const (maker->set->strings, maker->title->str);
  mention->text = g_string_chunk_insert (maker->set->strings, maker->text->str);
  g_hash_table_add (maker->texts, (char *) mention->text);
  if ((source == SOURCE_BLOG || source == SOURCE_CAFE || source == SOURCE_PRESS)
      && sotong_random_chance (&maker->random, 90))
    {
      mention->second_source = SOURCE_SEARCH;
      mention->second_seen_at = mention->seen_at + 600 * sotong_random_between (&maker->random, 1, 30);
      mention->second_seen_at = MIN (mention->second_seen_at, SOTONG_DEMO_NOW);
    }
}

/* Articles are taken over by other papers, and messages are passed on as they are. */
static gboolean
make_copy (Maker                   *maker,
           const SotongDemoMention *original,
           int                      index,
           SotongDemoMention       *copy)
{
  gboolean article = original->source == SOURCE_PRESS;
  SotongDemoStyle style;

  if (!article && original->source != SOURCE_SHORT)
    return FALSE;
  *copy = *original;
  copy->copy_of = index;
  copy->second_source = -1;
  copy->second_seen_at = 0;
  copy->published_at += sotong_random_between (&maker->random, 90, article ? 3 * HOUR : HOUR);
  if (copy->published_at >= SOTONG_DEMO_NOW)
    return FALSE;
  copy->author = pick_author (maker, (SourceId) copy->source, &style);
  copy->seen_at = next_fetch (maker, copy->published_at);
  return TRUE;
}

static int
compare_mentions (gconstpointer a,
                  gconstpointer b)
{
  const SotongDemoMention *first = a, *second = b;

  if (first->published_at != second->published_at)
    return first->published_at < second->published_at ? -1 : 1;
  return first->copy_of != second->copy_of ? (first->copy_of < second->copy_of ? -1 : 1)
                                           : strcmp (first->text, second->text);
}

/* Follows the originals of copies to where the sorting put them; @copy_of is an index before it. */
static void
sort_mentions (SotongDemoMentions *set,
               gsize               n_originals)
{
  g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree const char **texts = g_new (const char *, n_originals);

  for (gsize i = 0; i < n_originals; i++)
    texts[i] = set->mentions[i].text;
  qsort (set->mentions, set->n_mentions, sizeof *set->mentions, compare_mentions);
  for (gsize i = 0; i < set->n_mentions; i++)
    if (set->mentions[i].copy_of < 0)
      g_hash_table_insert (places, (gpointer) set->mentions[i].text, GSIZE_TO_POINTER (i));
  for (gsize i = 0; i < set->n_mentions; i++)
    if (set->mentions[i].copy_of >= 0)
      set->mentions[i].copy_of = (int) GPOINTER_TO_SIZE (g_hash_table_lookup (places,
                                                                              texts[set->mentions[i].copy_of]));
}

static void
make_mentions (Maker *maker)
{
  SotongDemoMentions *set = maker->set;
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  gsize n_originals = SOTONG_DEMO_N_MENTIONS - N_COPIES;
  gsize n = 0;

  for (int event = 0; event < SOTONG_DEMO_N_EVENTS; event++)
    draw_event (maker, slots, event);
  draw_everyday (maker, slots, n_originals - slots->len);
  g_array_sort (slots, compare_slots);
  set->mentions = g_new0 (SotongDemoMention, SOTONG_DEMO_N_MENTIONS);
  for (; n < n_originals; n++)
    make_mention (maker, &g_array_index (slots, Slot, n), &set->mentions[n]);
  while (n < SOTONG_DEMO_N_MENTIONS)
    {
      int index = (int) sotong_random_below (&maker->random, (guint32) n_originals);
      gboolean article = set->mentions[index].source == SOURCE_PRESS;

      for (guint copies = article ? 1 + sotong_random_poisson (&maker->random, 1500) : 1;
           copies > 0 && n < SOTONG_DEMO_N_MENTIONS; copies--)
        n += make_copy (maker, &set->mentions[index], index, &set->mentions[n]);
    }
  set->n_mentions = n;
  sort_mentions (set, n_originals);
  for (gsize i = 0; i < n; i++)
    set_address (maker, &set->mentions[i]);
}

static void
make_topics (Maker *maker)
{
  SotongDemoMentions *set = maker->set;
  gsize n_sections = sotong_demo_grammar_get_n_sections (set->grammar);

  set->topics = g_new0 (SotongDemoTopic, n_sections);
  for (gsize i = 0; i < n_sections; i++)
    {
      const char *any = sotong_demo_grammar_get_field (set->grammar, i, 5);

      for (int event = 0; event < SOTONG_DEMO_N_EVENTS; event++)
        for (int late = 0; late < 2; late++)
          if (strcmp (event_sections[event][late], sotong_demo_grammar_get_section (set->grammar, i)) == 0)
            maker->event_sections[event][late] = i;
      if (*any == '\0')
        continue;
      set->topics[set->n_topics] = (SotongDemoTopic) { sotong_demo_grammar_get_section (set->grammar, i),
                                                       sotong_demo_grammar_get_field (set->grammar, i, 1), any };
      set->n_topics++;
    }
}

/* Weights of the everyday topics in each month: the topic's own times the month's, 10 being its average. */
static void
make_topic_weights (Maker *maker)
{
  gsize n = sotong_demo_writer_get_n_topics (maker->writer);

  maker->topic_weights = g_new0 (guint32, 12 * n);
  for (gsize i = 0; i < n; i++)
    {
      gsize section = sotong_demo_writer_get_topic (maker->writer, i);
      guint32 weight = (guint32) atoi (sotong_demo_grammar_get_field (maker->set->grammar, section, 3));
      g_auto(GStrv) months = g_strsplit (sotong_demo_grammar_get_field (maker->set->grammar, section, 4), ",", -1);

      for (gsize month = 0; month < 12 && months[month] != NULL; month++)
        maker->topic_weights[month * n + i] = weight * (guint32) atoi (months[month]);
    }
}

static void
make_pens (Maker *maker)
{
  SotongDemoGrammar *grammar = maker->set->grammar;
  const SotongDemoList *first = sotong_demo_grammar_find (grammar, "common", "penfirst");
  const SotongDemoList *second = sotong_demo_grammar_find (grammar, "common", "pensecond");
  const SotongDemoList *latin = sotong_demo_grammar_find (grammar, "common", "penlatin");
  g_autoptr(GString) pen = g_string_new (NULL);
  SotongDemoVoice voice;

  maker->pens = g_new (const char *, N_PENS);
  sotong_demo_voice_init (&voice, &maker->random, SOTONG_DEMO_STYLE_POLITE);
  for (guint i = 0; i < N_PENS; i++)
    {
      gboolean western = sotong_random_chance (&maker->random, 350);

      g_string_truncate (pen, 0);
      sotong_demo_list_append (western ? latin : first, &voice, pen);
      if (!western)
        sotong_demo_list_append (second, &voice, pen);
      else if (sotong_random_chance (&maker->random, 500))
        g_string_append_c (pen, '_');
      if (western || sotong_random_chance (&maker->random, 550))
        g_string_append_printf (pen, "%u", 1 + sotong_random_below (&maker->random, 2000));
      maker->pens[i] = g_string_chunk_insert_const (maker->set->strings, pen->str);
    }
}

static SotongDemoGrammar *
load_grammar (void)
{
  g_autoptr(GBytes) bytes = g_resource_lookup_data (sotong_demo_get_resource (), "/org/sotong/Sotong/demo/mentions.txt",
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  SotongDemoGrammar *grammar;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  grammar = sotong_demo_grammar_new (text, length, &error);
  g_assert_no_error (error); /* the text is our own */
  return grammar;
}

/**
 * sotong_demo_mentions_new:
 * @seed: %SOTONG_DEMO_SEED for the demo workspace
 *
 * Makes the demo's mentions of twelve months: everyday talk with the rhythm of
 * days and weeks, three crises and a festival. The same @seed gives the same
 * bytes on every machine. Takes some tenths of a second; any thread.
 *
 * Returns: (transfer full): the mentions, their topics and sources
 */
SotongDemoMentions *
sotong_demo_mentions_new (guint64 seed)
{
  SotongDemoMentions *self = g_new0 (SotongDemoMentions, 1);
  Maker maker = { .set = self };

  self->grammar = load_grammar ();
  self->strings = g_string_chunk_new (1 << 16);
  self->sources = sources;
  self->n_sources = N_SOURCES;
  self->gaps = gaps;
  self->n_gaps = G_N_ELEMENTS (gaps);
  self->events = events;
  self->n_events = SOTONG_DEMO_N_EVENTS;
  sotong_random_init (&maker.random, seed);
  maker.writer = sotong_demo_writer_new (self->grammar);
  maker.texts = g_hash_table_new (g_str_hash, g_str_equal);
  maker.title = g_string_new (NULL);
  maker.text = g_string_new (NULL);
  make_topics (&maker);
  make_topic_weights (&maker);
  make_pens (&maker);
  make_mentions (&maker);
  sotong_demo_writer_free (maker.writer);
  g_hash_table_unref (maker.texts);
  g_string_free (maker.title, TRUE);
  g_string_free (maker.text, TRUE);
  g_free (maker.topic_weights);
  g_free (maker.pens);
  return self;
}

/**
 * sotong_demo_mentions_free:
 * @self: mentions
 *
 * Frees them with all their texts.
 */
void
sotong_demo_mentions_free (SotongDemoMentions *self)
{
  g_free (self->mentions);
  g_free (self->topics);
  g_string_chunk_free (self->strings);
  sotong_demo_grammar_free (self->grammar);
  g_free (self);
}

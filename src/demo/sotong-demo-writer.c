/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-writer.h"

typedef enum {
  LIST_NEG,
  LIST_NEG2,
  LIST_POS,
  LIST_POS2,
  LIST_ASK,
  LIST_INFO,
  LIST_MIX,
  N_LISTS,
} ListName;

typedef enum {
  COMMON_HELLO,
  COMMON_HELLO_ASK,
  COMMON_WOW,
  COMMON_BLOG_START,
  COMMON_BLOG_END,
  COMMON_CLOSE_NEG,
  COMMON_CLOSE_POS,
  COMMON_CLOSE_ASK,
  COMMON_TAIL_NEG,
  COMMON_TAIL_POS,
  COMMON_TAIL_ASK,
  N_COMMON,
} CommonName;

static const char *const list_names[N_LISTS] = { "neg", "neg2", "pos", "pos2", "ask", "info", "mix" };
static const char *const common_names[N_COMMON] = { "hello", "helloask", "wow", "blogstart", "blogend", "closeneg", "closepos",
                                                    "closeask", "tailneg", "tailpos", "tailask" };

typedef struct {
  const SotongDemoList *lists[N_LISTS]; /* (nullable) */
  const SotongDemoList *tags;           /* (nullable): words behind #; else the name */
  const char           *name;
} Topic;

struct _SotongDemoWriter
{
  Topic                *topics;  /* (owned): one for each section of the grammar */
  GArray               *ordinary; /* (owned) (element-type gsize): the sections of everyday topics */
  const SotongDemoList *common[N_COMMON];
  const SotongDemoList *article_head;
  const SotongDemoList *article_body;
};

/* One text being written. */
typedef struct {
  const SotongDemoWriter *writer;
  const Topic            *topic;
  SotongSentiment         sentiment;
  gboolean                asking;
  SotongDemoVoice         voice;
  GString                *text;
  gsize                   lead;          /* where the first sentence of substance begins */
  guint32                 used[N_LISTS]; /* bits of the entries that the text holds already */
  gboolean                dots;          /* whether the writer ends sentences with a full stop */
  const char             *join;          /* what stands between sentences otherwise */
} Draft;

/**
 * sotong_demo_writer_new:
 * @grammar: the phrases; must outlive the writer
 *
 * Returns: (transfer full): a writer of mentions
 */
SotongDemoWriter *
sotong_demo_writer_new (const SotongDemoGrammar *grammar)
{
  SotongDemoWriter *self = g_new0 (SotongDemoWriter, 1);
  gsize n = sotong_demo_grammar_get_n_sections (grammar);

  self->topics = g_new0 (Topic, n);
  self->ordinary = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (gsize i = 0; i < n; i++)
    {
      const char *section = sotong_demo_grammar_get_section (grammar, i);

      self->topics[i].name = sotong_demo_grammar_get_field (grammar, i, 1);
      for (int list = 0; list < N_LISTS; list++)
        self->topics[i].lists[list] = sotong_demo_grammar_find (grammar, section, list_names[list]);
      self->topics[i].tags = sotong_demo_grammar_find (grammar, section, "tag");
      if (strcmp (sotong_demo_grammar_get_field (grammar, i, 2), "topic") == 0)
        g_array_append_val (self->ordinary, i);
    }
  for (int i = 0; i < N_COMMON; i++)
    self->common[i] = sotong_demo_grammar_find (grammar, "common", common_names[i]);
  self->article_head = sotong_demo_grammar_find (grammar, "press", "head");
  self->article_body = sotong_demo_grammar_find (grammar, "press", "body");
  return self;
}

void
sotong_demo_writer_free (SotongDemoWriter *self)
{
  g_free (self->topics);
  g_array_unref (self->ordinary);
  g_free (self);
}

gsize
sotong_demo_writer_get_n_topics (const SotongDemoWriter *self)
{
  return self->ordinary->len;
}

/**
 * sotong_demo_writer_get_topic:
 * @self: a writer
 * @index: less than the number of everyday topics
 *
 * Returns: its section in the grammar
 */
gsize
sotong_demo_writer_get_topic (const SotongDemoWriter *self,
                              gsize                   index)
{
  return g_array_index (self->ordinary, gsize, index);
}

static gboolean
chance (Draft  *draft,
        guint32 percent)
{
  return sotong_random_chance (draft->voice.random, percent * 10);
}

static void
end_sentence (Draft *draft)
{
  GString *text = draft->text;
  char last = text->len > 0 ? text->str[text->len - 1] : '\0';

  if (last != '\0' && strchr ("?!.~", last) == NULL && draft->dots)
    g_string_append_c (text, '.');
}

static void
begin_sentence (Draft *draft)
{
  GString *text = draft->text;

  if (text->len > 0 && text->str[text->len - 1] != ' ')
    g_string_append (text, draft->dots || strchr ("?!.~", text->str[text->len - 1]) != NULL ? " " : draft->join);
}

/* Adds a sentence from @name that the text does not hold yet, if there is one. */
static void
add_from (Draft    *draft,
          ListName  name)
{
  const SotongDemoList *list = draft->topic->lists[name];
  guint n = list != NULL ? sotong_demo_list_get_length (list) : 0;
  guint entry = n > 0 ? sotong_random_below (draft->voice.random, n) : 0;

  for (guint tries = 0; tries < n; tries++, entry = (entry + 1) % n)
    if ((draft->used[name] & (1u << (entry % 32))) == 0)
      {
        draft->used[name] |= 1u << (entry % 32);
        begin_sentence (draft);
        sotong_demo_list_append_entry (list, entry, &draft->voice, draft->text);
        end_sentence (draft);
        return;
      }
}

static void
add_common (Draft      *draft,
            CommonName  name)
{
  begin_sentence (draft);
  sotong_demo_list_append (draft->writer->common[name], &draft->voice, draft->text);
  end_sentence (draft);
}

static void
add_lead (Draft *draft)
{
  static const char *const turns[] = { "근데", "그런데", "다만", "하지만", "아쉬운 건" };

  switch (draft->sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      add_from (draft, LIST_NEG);
      return;
    case SOTONG_SENTIMENT_POSITIVE:
      add_from (draft, LIST_POS);
      return;
    case SOTONG_SENTIMENT_NEUTRAL:
      add_from (draft, draft->asking ? LIST_ASK : LIST_INFO);
      return;
    case SOTONG_SENTIMENT_UNCERTAIN:
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_N_SENTIMENTS:
    default:
      if (draft->topic->lists[LIST_MIX] != NULL && (draft->topic->lists[LIST_POS] == NULL || chance (draft, 45)))
        {
          add_from (draft, LIST_MIX);
          return;
        }
      add_from (draft, draft->topic->lists[LIST_POS] != NULL ? LIST_POS : LIST_INFO);
      begin_sentence (draft);
      g_string_append (draft->text, turns[sotong_random_below (draft->voice.random, G_N_ELEMENTS (turns))]);
      g_string_append_c (draft->text, ' ');
      add_from (draft, LIST_NEG);
      return;
    }
}

/* A sentence that goes with the first one. */
static void
add_second (Draft *draft)
{
  switch (draft->sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      add_from (draft, LIST_NEG2);
      return;
    case SOTONG_SENTIMENT_POSITIVE:
      add_from (draft, LIST_POS2);
      return;
    case SOTONG_SENTIMENT_NEUTRAL:
      if (draft->asking)
        add_common (draft, COMMON_CLOSE_ASK);
      else
        add_from (draft, LIST_INFO);
      return;
    case SOTONG_SENTIMENT_UNCERTAIN:
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_N_SENTIMENTS:
    default:
      return;
    }
}

static void
add_close (Draft *draft)
{
  if (draft->sentiment == SOTONG_SENTIMENT_NEGATIVE)
    add_common (draft, COMMON_CLOSE_NEG);
  else if (draft->sentiment == SOTONG_SENTIMENT_POSITIVE)
    add_common (draft, COMMON_CLOSE_POS);
}

/* ㅠㅠ, ㅎㅎ and the like behind the last sentence, its full stop taken away. */
static void
add_tail (Draft *draft)
{
  GString *text = draft->text;
  CommonName name;
  gsize end;

  if (draft->sentiment == SOTONG_SENTIMENT_NEGATIVE)
    name = COMMON_TAIL_NEG;
  else if (draft->sentiment == SOTONG_SENTIMENT_POSITIVE)
    name = COMMON_TAIL_POS;
  else if (draft->asking)
    name = COMMON_TAIL_ASK;
  else
    return;
  if (g_str_has_suffix (text->str, "."))
    g_string_truncate (text, text->len - 1);
  end = text->len;
  sotong_demo_list_append (draft->writer->common[name], &draft->voice, text);
  if (g_unichar_isalpha (g_utf8_get_char (text->str + end)) && (guchar) text->str[end] >= 0xea)
    g_string_insert_c (text, (gssize) end, ' '); /* a word of its own, unlike ㅠㅠ */
  else if (chance (draft, 45) && text->str[end] != '.')
    g_string_insert_c (text, (gssize) end, ' ');
  if (g_str_has_suffix (text->str, "ㅋㅋ") || g_str_has_suffix (text->str, "ㅠㅠ"))
    for (guint32 more = sotong_random_below (draft->voice.random, 4); more > 0; more--)
      g_string_append (text, g_str_has_suffix (text->str, "ㅋ") ? "ㅋ" : "ㅠ");
}

static void
add_hashtag (Draft *draft)
{
  g_autofree char *word = g_strdup (draft->topic->name);
  char *p, *q;

  if (draft->topic->tags != NULL)
    {
      g_string_append (draft->text, " #");
      sotong_demo_list_append (draft->topic->tags, &draft->voice, draft->text);
      return;
    }
  for (p = q = word; *p != '\0'; p++)
    if (*p != ' ')
      *q++ = *p;
  *q = '\0';
  p = strstr (word, "·");
  g_string_append_printf (draft->text, " #%.*s", (int) (p != NULL ? (gsize) (p - word) : strlen (word)), word);
}

static void
write_short (Draft *draft)
{
  if (chance (draft, 12) && draft->sentiment != SOTONG_SENTIMENT_NEUTRAL)
    {
      sotong_demo_list_append (draft->writer->common[COMMON_WOW], &draft->voice, draft->text);
      g_string_append_c (draft->text, ' ');
    }
  add_lead (draft);
  if (chance (draft, draft->asking ? 15 : 38))
    add_second (draft);
  if (chance (draft, 34))
    add_tail (draft);
  if (chance (draft, 14))
    add_hashtag (draft);
}

static void
write_comment (Draft *draft)
{
  add_lead (draft);
  if (chance (draft, 40))
    add_second (draft);
  if (chance (draft, 35))
    add_close (draft);
  if (chance (draft, 22))
    add_tail (draft);
}

static void
write_forum (Draft *draft)
{
  if (chance (draft, 60))
    add_common (draft, draft->asking ? COMMON_HELLO_ASK : COMMON_HELLO);
  add_lead (draft);
  if (chance (draft, 80))
    add_second (draft);
  if (chance (draft, 35) && !draft->asking && draft->sentiment != SOTONG_SENTIMENT_UNCERTAIN)
    add_lead (draft);
  if (chance (draft, 40))
    add_close (draft);
  if (chance (draft, 35))
    add_tail (draft);
}

static void
write_board (Draft *draft)
{
  if (chance (draft, 50))
    add_common (draft, draft->asking ? COMMON_HELLO_ASK : COMMON_HELLO);
  add_lead (draft);
  add_second (draft);
  if (chance (draft, 65))
    add_close (draft);
}

static void
write_blog (Draft *draft)
{
  if (!draft->asking && chance (draft, 70))
    add_common (draft, COMMON_BLOG_START);
  draft->lead = draft->text->len + (draft->text->len > 0);
  add_lead (draft);
  add_second (draft);
  if (draft->sentiment != SOTONG_SENTIMENT_UNCERTAIN)
    add_lead (draft);
  if (chance (draft, 50) && !draft->asking)
    add_second (draft);
  if (chance (draft, 45))
    add_close (draft);
  if (chance (draft, 60))
    add_common (draft, COMMON_BLOG_END);
}

static void
write_question (Draft *draft)
{
  if (chance (draft, 40))
    add_common (draft, draft->asking ? COMMON_HELLO_ASK : COMMON_HELLO);
  add_lead (draft);
  if (chance (draft, 20))
    add_lead (draft);
  if (chance (draft, 70))
    add_common (draft, COMMON_CLOSE_ASK);
  if (chance (draft, 15))
    add_tail (draft);
}

static void
write_article (Draft   *draft,
               GString *title)
{
  const SotongDemoWriter *writer = draft->writer;
  guint n = sotong_demo_list_get_length (writer->article_body);
  guint n_sentences = 2 + sotong_random_below (draft->voice.random, 3);
  guint entry = sotong_random_below (draft->voice.random, 2);

  sotong_demo_list_append (writer->article_head, &draft->voice, title);
  for (guint i = 0; i < n_sentences; i++)
    {
      begin_sentence (draft);
      sotong_demo_list_append_entry (writer->article_body, entry, &draft->voice, draft->text);
      end_sentence (draft);
      entry = i == 0 ? 2 + sotong_random_below (draft->voice.random, n - 2)
                     : 2 + (entry - 1 + sotong_random_below (draft->voice.random, 2)) % (n - 2);
    }
}

static void
replace_once (GString    *text,
              const char *find,
              const char *with)
{
  char *at = strstr (text->str, find);

  if (at == NULL)
    return;
  g_string_erase (text, at - text->str, (gssize) strlen (find));
  g_string_insert (text, at - text->str, with);
}

/* The slips that people make on a telephone's keys. */
static void
misspell (Draft *draft)
{
  static const char *const slips[][2] = {
    { "됐", "됬" }, { "너무", "넘" }, { "정말", "증말" }, { "며칠", "몇일" }, { "오랜만", "오랫만" }, { "금방", "금새" },
    { "네요", "네여" }, { "해요", "해여" }, { "세요", "세여" }, { " 수 있", "수있" }, { "왜 이렇게", "왜이렇게" },
    { "안 ", "안" }, { "못 ", "못" }, { "하는 것", "하는거" }, { "같아요", "같애요" }, { "어떻게", "어떡게" },
    { "그런데", "근데" }, { "습니다", "슴니다" }, { "더라고요", "더라구요" }, { "때문에", "땜에" }, { "진짜", "진쨔" },
    { " 한 ", "한 " }, { "했는데", "햇는데" }, { "었는데", "엇는데" }, { "았는데", "앗는데" }, { "있", "잇" },
  };
  guint start = sotong_random_below (draft->voice.random, G_N_ELEMENTS (slips));

  for (guint i = 0; i < 9; i++)
    {
      const char *const *slip = slips[(start + i) % G_N_ELEMENTS (slips)];

      replace_once (draft->text, slip[0], slip[1]);
    }
}

static void
drop_spaces (Draft *draft)
{
  GString *text = draft->text;

  for (gsize i = 1; i + 1 < text->len; i++)
    if (text->str[i] == ' ' && (guchar) text->str[i - 1] >= 0x80 && chance (draft, 40))
      g_string_erase (text, (gssize) i, 1);
}

static void
write_title (Draft   *draft,
             GString *title)
{
  static const char *const after[] = { " 이야기", " 생각", " 일기", " 기록", ", 요즘" };
  gsize length = 0;

  if (draft->topic->tags == NULL && chance (draft, 50))
    {
      g_string_append_printf (title, "%s%s", draft->topic->name,
                              after[sotong_random_below (draft->voice.random, G_N_ELEMENTS (after))]);
      return;
    }
  /* else the beginning of the text, cut at a word */
  for (const char *p = draft->text->str + draft->lead; *p != '\0' && length < 26; p = g_utf8_next_char (p), length++)
    if ((length >= 14 && *p == ' ') || *p == '.')
      break;
    else
      g_string_append_unichar (title, g_utf8_get_char (p));
}

/**
 * sotong_demo_writer_write:
 * @self: a writer
 * @section: the section of the grammar to write about
 * @form: where the text stands
 * @sentiment: what it says
 * @style: how the writer ends sentences
 * @random: the source of all choices
 * @title: emptied, then the title of a blog post or article
 * @text: emptied, then the text
 *
 * Writes one text as a citizen might.
 */
void
sotong_demo_writer_write (const SotongDemoWriter *self,
                          gsize                   section,
                          SotongDemoForm          form,
                          SotongSentiment     sentiment,
                          SotongDemoStyle         style,
                          SotongRandom           *random,
                          GString                *title,
                          GString                *text)
{
  static const char *const joins[] = { " ", " ", "\n", "\n", ".. ", "! ", "~ " };
  Draft draft = { .writer = self, .topic = &self->topics[section], .sentiment = sentiment, .text = text };

  g_string_truncate (title, 0);
  g_string_truncate (text, 0);
  sotong_demo_voice_init (&draft.voice, random, style);
  draft.asking = sentiment == SOTONG_SENTIMENT_NEUTRAL
                 && (form == SOTONG_DEMO_FORM_QUESTION || chance (&draft, form == SOTONG_DEMO_FORM_FORUM ? 65 : 42));
  draft.dots = style == SOTONG_DEMO_STYLE_FORMAL || form == SOTONG_DEMO_FORM_BLOG || form == SOTONG_DEMO_FORM_ARTICLE
               || chance (&draft, style == SOTONG_DEMO_STYLE_POLITE ? 60 : 35);
  draft.join = joins[sotong_random_below (random, sentiment == SOTONG_SENTIMENT_POSITIVE ? 7 : 5)];
  switch (form)
    {
    case SOTONG_DEMO_FORM_SHORT:
      write_short (&draft);
      break;
    case SOTONG_DEMO_FORM_COMMENT:
      write_comment (&draft);
      break;
    case SOTONG_DEMO_FORM_FORUM:
      write_forum (&draft);
      break;
    case SOTONG_DEMO_FORM_BOARD:
      write_board (&draft);
      break;
    case SOTONG_DEMO_FORM_BLOG:
      write_blog (&draft);
      write_title (&draft, title);
      return;
    case SOTONG_DEMO_FORM_QUESTION:
      write_question (&draft);
      break;
    case SOTONG_DEMO_FORM_ARTICLE:
      write_article (&draft, title);
      return;
    default:
      g_return_if_reached ();
    }
  if (form != SOTONG_DEMO_FORM_BOARD && chance (&draft, 14))
    misspell (&draft);
  if (form != SOTONG_DEMO_FORM_BOARD && chance (&draft, 6))
    drop_spaces (&draft);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-nouns-private.h"

#define LONGEST_ENDING 6
#define LONGEST_COMPOUND 16
#define N_FINALS 28
#define FINAL_L 8       /* ㄹ among the final consonants */
#define LONGEST_BEFORE 4 /* syllables before the noun of a phrase */
#define LONGEST_AFTER 2  /* of the noun behind one of one syllable: 한부모가정 is a word */
#define HAL 0xd560      /* 할: 할일 */
#define EU 0xc73c       /* 으 */
#define RO 0xb85c       /* 로 */
#define N_CHAINS 128    /* of endings, by their first and last syllables and their length */
#define NO_ENDING (-1)
#define FINAL_SS 20     /* ㅆ: of the past, which nouns do not have */

/* What may stand behind a noun. "+": only behind a final consonant, "-": only behind a vowel (or ㄹ, for 로),
 * "=": behind either; a "!" more: only nouns have it, so that it shows a noun that the list does not know. */
static const char endings[] =
  "+은! -는 +이 -가 +을! -를! =의! =에 =에서! =에게! =께 =께서 =한테! =에게서! =한테서! +으로! -로 +으로서! -로서! +으로써! -로써! "
  "+으로부터! -로부터! =부터 =까지 =까지도 -와! +과! -랑 +이랑 =하고 =도 =만 =만의 =만을 =만이 =만은 =마다 =마저 =조차 =밖에 =뿐 =뿐만 "
  "=처럼 =같이 =만큼 =보다 =보다는 =에는 =에도 =에만 =에서는! =에서도! =에서의! =에서만! =에게는! =에게도! =에게만! +으로는! -로는 "
  "+으로도! -로도 +으로만! -로만 +과의! -와의! +과는! -와는! +과도 -와도 =에의 +이나 -나 +이라도 -라도 +이든 -든 +이든지 -든지 +이며 -며 +이고 "
  "-고 +이란! -란 +이라는! -라는 +이라고! -라고 +이라 -라 =인 =인가 =인가요 =인데 =인데요 =인지 +이다 =입니다 =입니까 +이었다 -였다 +이었습니다 -였습니다 "
  "+이에요 -예요 +이네요 -네요 +이죠 -죠 +이지만 =임 +으로인한 -로인한 +으로인해 -로인해 =에대한 =에대해 =에관한 +이여 =들 =들이 =들을 "
  "=들의 =들은 =들에게 =들도 =들과 =들이나 =등 =등의 =등을 =등이 =때문 =때문에 =위한 =중 =내 =적인 =적으로 =적 =님 =님이 =님은 =님께 =님을 =님의 =님들 =님도 =님께서 "
  "=님께서는 =님께서도 =님께는 =님에게 =께서는! =께서도! =께서만! =조차도 =마저도 =까지는 =까지만 =부터는 =부터도 =한테는! =한테도! =보다도 =밖에는 "
  "=에까지 =에까지도 =에조차 =에조차도 =에서조차! =에서조차도! =에서마저! =에서마저도! =에서부터! =에서까지! =에서까지도! =에게까지! =만으로 =만으로는 =만으로도 "
  "=들에 =들에게는 =들에게도 =들에게서 =들까지 =들까지도 =들부터 =들만 =들마저 =들조차 =들처럼 =들보다 =들끼리";

/* Verbs made of a noun: it is followed by one of these, and whatever follows that. */
static const char verbs[] = "하 한 할 함 합 해 했 혀 되 된 될 됨 됩 돼 됐 시키 시켜 시킨 시킬 시킴 당하 당한 당할 당함 당해 당했 당합";

/* Parts of compounds of one syllable; those that are endings too are left out. */
static const char last_parts[] = "동구시군역길장비자원소실률율권법죄층형용관청서국점품물료세금제론학회단팀값글책집땅터병약방댁액량력";
static const char first_parts[] = "부남여신구총전대소무비재초고최본타";

/* A noun of one syllable is one only before an ending that fits, and if it is none of these. */
static const char never_alone[] = "것수등때더안못좀한두세내네제말중전후나너그이저거게뭐왜참막듯별온각매새헌첫옛하다가서면도만은는을를의에로와과오아입살보타쓰쉬";

/* Adjectives and verbs that end so before 은 or 을: no unknown nouns. */
static const char verb_finals[] = "찮많같맞젊짧깊높늙얇붉밝굳받없있낮작좁넓싫옳않앉잃잊읽찾믿입먹죽묻얻짙꺾겪놓닫닿덮맺묶벗섞쌓씻엎웃익잡접쫓찍좋";

typedef struct {
  guint32  chars[LONGEST_ENDING];
  guint    n;
  char     behind;
  gboolean strong;
} Ending;

static GArray *ending_list;  /* (element-type Ending) */
static gint16  ending_first[N_CHAINS]; /* index of the first ending of a chain, or NO_ENDING */
static gint16 *ending_next;            /* (array): of each ending the next of its chain, in the order of the list */
static GArray *verb_list;    /* (element-type Ending) */

static GArray *
parse_list (const char *text,
            gboolean    marked)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GArray *list = g_array_new (FALSE, TRUE, sizeof (Ending));

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *p = words[i];
      Ending one = { .behind = marked ? *p++ : '=' };

      if (words[i][0] == '\0')
        continue;
      for (; *p != '\0' && *p != '!' && one.n < LONGEST_ENDING; p = g_utf8_next_char (p))
        one.chars[one.n++] = g_utf8_get_char (p);
      one.strong = *p == '!';
      g_array_append_val (list, one);
    }
  return list;
}

static guint
chain_of (const guint32 *chars,
          guint          n)
{
  return (chars[0] * 31 + chars[n - 1] * 7 + n) % N_CHAINS;
}

static void
chain_endings (void)
{
  for (guint i = 0; i < N_CHAINS; i++)
    ending_first[i] = NO_ENDING;
  ending_next = g_new (gint16, ending_list->len);
  for (guint i = ending_list->len; i > 0; i--)
    {
      const Ending *one = &g_array_index (ending_list, Ending, i - 1);
      gint16 *first = &ending_first[chain_of (one->chars, one->n)];

      ending_next[i - 1] = *first;
      *first = (gint16) (i - 1);
    }
}

static void
prepare (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      ending_list = parse_list (endings, TRUE);
      chain_endings ();
      verb_list = parse_list (verbs, FALSE);
      g_once_init_leave (&once, 1);
    }
}

static gboolean
holds (const char *set,
       guint32     c)
{
  return g_utf8_strchr (set, -1, c) != NULL;
}

static guint
final_of (guint32 syllable)
{
  return (syllable - 0xac00) % N_FINALS;
}

static gboolean
fits_behind (const Ending *ending,
             guint32       last)
{
  guint final = final_of (last);

  switch (ending->behind)
    {
    case '+':
      return final != 0;
    case '-':
      return final == 0 || (final == FINAL_L && ending->chars[0] == RO);
    default:
      return TRUE;
    }
}

/* The ending that the rest of the word is; %NULL if it is none. */
static const Ending *
ending_at (const guint32 *chars,
           guint          n,
           guint          at)
{
  if (n <= at || n - at > LONGEST_ENDING)
    return NULL;
  for (int i = ending_first[chain_of (chars + at, n - at)]; i != NO_ENDING; i = ending_next[i])
    {
      const Ending *one = &g_array_index (ending_list, Ending, i);

      if (one->n == n - at && memcmp (one->chars, chars + at, one->n * sizeof (guint32)) == 0 && fits_behind (one, chars[at - 1]))
        return one;
    }
  return NULL;
}

static gboolean
is_verb_at (const guint32 *chars,
            guint          n,
            guint          at)
{
  for (guint i = 0; i < verb_list->len; i++)
    {
      const Ending *one = &g_array_index (verb_list, Ending, i);

      if (one->n <= n - at && memcmp (one->chars, chars + at, one->n * sizeof (guint32)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether syllables are nouns in a row, of two syllables at least but for a last or a first part. */
static gboolean
is_compound (const SotongNouns *nouns,
             const guint32     *chars,
             guint              n)
{
  gboolean reached[LONGEST_COMPOUND + 1] = { TRUE };

  if (n < 3 || n > LONGEST_COMPOUND)
    return FALSE;
  reached[1] = holds (first_parts, chars[0]);
  for (guint to = 2; to <= n; to++)
    {
      for (guint from = 0; from + 2 <= to && !reached[to]; from++)
        {
          SotongWordKind kind = reached[from] ? sotong_nouns_look_up (nouns, chars + from, to - from) : SOTONG_WORD_UNKNOWN;

          reached[to] = sotong_word_is_noun (kind) || (kind == SOTONG_WORD_ADJECTIVE && to < n); /* 강력처벌 */
        }
    }
  return reached[n] || (reached[n - 1] && n > 2 && holds (last_parts, chars[n - 1]));
}

/* 무분별한, 중요합니다: what they say of things is no thing. */
static gboolean
is_adjective (const SotongNouns *nouns,
              const guint32     *chars,
              guint              n)
{
  for (guint k = n - 1; k >= 2; k--)
    {
      if (sotong_word_is_root (sotong_nouns_look_up (nouns, chars, k)) && (is_verb_at (chars, n, k) || chars[k] == 0xd788))
        return TRUE;
    }
  return FALSE;
}

/* A compound before an ending that only nouns have: 피해자의 is 피해자, though 자의 is a noun as well. */
static guint
marked_compound (const SotongNouns *nouns,
                 const guint32     *chars,
                 guint              n)
{
  for (guint k = n - 1; k >= 3; k--)
    {
      const Ending *ending = ending_at (chars, n, k);

      if (ending != NULL && ending->strong && is_compound (nouns, chars, k))
        return k;
    }
  return 0;
}

/* A noun of the list or a compound, the longest that the rest of the word fits behind. */
static guint
known_noun (const SotongNouns *nouns,
            const guint32     *chars,
            guint              n,
            gboolean           compound)
{
  for (guint k = n; k >= 2; k--)
    {
      gboolean noun = compound ? is_compound (nouns, chars, k) : sotong_word_is_noun (sotong_nouns_look_up (nouns, chars, k));

      if (noun && (k == n || ending_at (chars, n, k) != NULL || is_verb_at (chars, n, k)))
        return k;
    }
  return 0;
}

/* A word that nobody knows, before an ending that only nouns have. */
static guint
unknown_noun (const guint32  *chars,
              guint           n,
              const Ending  **out_ending)
{
  for (guint k = n - 1; k >= 2; k--)
    {
      const Ending *ending = ending_at (chars, n, k);
      guint32 last = chars[k - 1];

      if (last == EU && ending != NULL && ending->chars[0] == RO) /* 가장으로서 is 가장 */
        continue;
      if (ending != NULL && ending->strong && final_of (last) != FINAL_SS && !holds (verb_finals, last))
        {
          *out_ending = ending;
          return k;
        }
    }
  return 0;
}

static gboolean
begins_with (const Ending *ending,
             const char   *two)
{
  return ending->n >= 2 && ending->chars[0] == g_utf8_get_char (two) && ending->chars[1] == g_utf8_get_char (g_utf8_next_char (two));
}

/* 대림동, 중랑구: places are named so. */
static gboolean
is_place (const guint32 *chars,
          guint          n)
{
  return n == 3 && holds ("동구역", chars[2]);
}

/* What the list says of a word of two syllables and more; %FALSE if it says nothing. */
static gboolean
settle_known (const SotongNouns *nouns,
              const guint32     *chars,
              guint              n,
              guint             *out_n)
{
  guint k = 0;

  *out_n = 0;
  if (sotong_word_is_noun (sotong_nouns_look_up (nouns, chars, n)))
    k = n;
  else if (n > 2 && is_adjective (nouns, chars, n))
    return TRUE;
  if (k == 0)
    k = known_noun (nouns, chars, n, FALSE);
  if (k == 0)
    k = marked_compound (nouns, chars, n);
  if (k == 0)
    k = known_noun (nouns, chars, n, TRUE);
  if (k == 0 && !holds (never_alone, chars[0]) && sotong_word_is_noun (sotong_nouns_look_up (nouns, chars, 1))
      && ending_at (chars, n, 1) != NULL)
    k = 1;
  *out_n = k;
  return k > 0;
}

guint
sotong_stem_word (const SotongNouns *nouns,
                  const guint32     *chars,
                  guint              n)
{
  const Ending *ending;
  guint k;

  prepare ();
  if (n == 0 || sotong_nouns_look_up (nouns, chars, n) == SOTONG_WORD_NONE)
    return 0;
  if (n == 1)
    return sotong_word_is_noun (sotong_nouns_look_up (nouns, chars, 1)) && !holds (never_alone, chars[0]) ? 1 : 0;
  if (settle_known (nouns, chars, n, &k))
    return k;
  k = unknown_noun (chars, n, &ending);
  if (k == 0 && is_place (chars, n))
    k = n;
  return k;
}

/* What of a phrase stands before its noun: 이글, 두사람, 우리집, 다른곳. */
static const char before_nouns[] = "이 그 저 내 제 네 한 두 세 몇 온 것 이런 그런 저런 다른 여러 우리 저희 모든 어느 어떤 무슨 현 각 매 더 할";

/* Or a verb ends so before it: 있는곳, 좋은환경. */
static const char before_by_verb[] = "는은던한운픈린된진른싼";

/* And behind it: 정문앞, 상황속; or it says who is meant: 판사님. */
static const char behind_nouns[] = "앞안속밖뒤곁곳쪽때님들씩임";

/* 수십억원, 몇번, 두가지: numbers and what is counted. */
static const char of_numbers[] = "수몇두세네한십백천만억조원년월일간개번명분장건가지회차대여";

static gboolean
is_known_at (const SotongNouns *nouns,
             const guint32     *chars,
             guint              from,
             guint              to)
{
  return sotong_nouns_look_up (nouns, chars + from, to - from) != SOTONG_WORD_UNKNOWN || is_compound (nouns, chars + from, to - from);
}

static gboolean
is_number (const guint32 *chars,
           guint          n)
{
  for (guint i = 0; i < n; i++)
    if (!holds (of_numbers, chars[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_determiner (const guint32 *chars,
               guint          n)
{
  g_auto(GStrv) words = g_strsplit (before_nouns, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *p = words[i];
      guint k = 0;

      for (; *p != '\0' && k < n && chars[k] == g_utf8_get_char (p); k++)
        p = g_utf8_next_char (p);
      if (*p == '\0' && k == n)
        return TRUE;
    }
  return FALSE;
}

gboolean
sotong_stem_is_phrase (const SotongNouns *nouns,
                       const guint32     *chars,
                       guint              n)
{
  prepare ();
  if (n < 2 || is_number (chars, n) || (holds (behind_nouns, chars[n - 1]) && is_known_at (nouns, chars, 0, n - 1)))
    return TRUE;
  for (guint k = 1; k <= MIN (n - 1, LONGEST_BEFORE); k++)
    {
      gboolean determiner = is_determiner (chars, k), verb = k > 1 && holds (before_by_verb, chars[k - 1]);
      gboolean known = is_known_at (nouns, chars, k, n), one = n - k == 1;

      if (one && (known || holds (behind_nouns, chars[k])) && (determiner || (verb && !holds (last_parts, chars[k]))))
        return TRUE;
      if (one ? determiner && (k > 1 || chars[0] == HAL) : known && (determiner || verb) && (n - k <= LONGEST_AFTER || k > 1))
        return TRUE;
    }
  return FALSE;
}

SotongStemmed
sotong_stem_unknown (const SotongNouns *nouns,
                     const guint32     *chars,
                     guint              n,
                     SotongUnknown     *out)
{
  const Ending *ending;

  prepare ();
  memset (out, 0, sizeof *out);
  if (n < 2 || sotong_nouns_look_up (nouns, chars, n) == SOTONG_WORD_NONE || settle_known (nouns, chars, n, &out->n))
    return SOTONG_STEMMED_KNOWN;
  out->n = unknown_noun (chars, n, &ending);
  if (out->n == 0)
    return SOTONG_STEMMED_OPEN;
  /* 은 and 을 are what verbs have as well: 어리석은, 어리석을 */
  out->ending = ending->n == 1 && (ending->chars[0] == 0xc740 || ending->chars[0] == 0xc744) ? 0 : (guint) (ending - (const Ending *) (void *) ending_list->data) + 1;
  out->living = begins_with (ending, "에게") || begins_with (ending, "한테");
  out->place = begins_with (ending, "에서");
  return SOTONG_STEMMED_MARKED;
}

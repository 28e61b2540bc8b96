/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-sketch.h"
#include "util/sotong-syllable.h"

/*
 * Copies of one article are known by a sketch of the text: of all its pieces of six letters the sixteen whose digests are
 * smallest. The share of digests that two sketches have in common estimates the share of pieces that the texts have in
 * common (bottom-k sketches: Broder, "On the resemblance and containment of documents", 1997). The four smallest are the
 * way to the candidates, within two weeks before and after; what only the digits, blanks, marks and addresses of a text
 * make different, as in a flood of advertising, makes no difference.
 *
 * A flood writes something else behind each of its short texts, "무료 상담 환영합니다 xkqjz12": what stands behind the last Hangul letter
 * says nothing where nobody can read it. Words there are what a text says, "제 생각은 very good", unless it stands in a flood.
 *
 * Or syllables that nobody says, "무료 상담 환영합니다 쾋뿓졃". Where a made-up word has common syllables nothing tells it from a word, but the number does:
 * texts of an hour that say the same but for their last word, which is less than half of them, are a flood where they are very many.
 *
 * Below fourteen letters that would call the thanks of different people copies. There the whole text counts, and it is a copy where
 * its author wrote it before, or where very many wrote it within an hour.
 */
#define PIECE        SOTONG_SKETCH_PIECE
#define SHARED       10     /* of sixteen: about two thirds of the pieces */
#define SHARED_FEW   14     /* the same of a text with fewer pieces, where its last word is another one: two sentences that begin alike are not one */
#define BARE         4      /* letters; in a text with fewer, figures and marks are what it says */
#define HOUR_S       3600
#define MOST_TAIL    48     /* bytes behind the last Hangul letter, without addresses; more are a part of the text */
#define WORD         4      /* Latin letters; with fewer, nothing tells what was made up */
#define MOST_BACK    400    /* bytes that are looked through for it */
#define LEAST_BODY   8      /* letters before a last word that a flood may have made up */
#define MOST_BODY    30     /* behind more of them the pieces tell */
#define LEAST_WORD   2      /* syllables of it */
#define MOST_WORD    6
#define LEAST_SAID   2      /* syllables before it in one word: a made-up one may begin with a common syllable */

static void
add_digest (SotongSketch *sketch,
            guint32       digest)
{
  guint at = sketch->n;

  if (at == SOTONG_SKETCH_DIGESTS && digest >= sketch->digests[SOTONG_SKETCH_DIGESTS - 1])
    return;
  while (at > 0 && sketch->digests[at - 1] > digest)
    at--;
  if (at > 0 && sketch->digests[at - 1] == digest)
    return;
  if (sketch->n < SOTONG_SKETCH_DIGESTS)
    sketch->n++;
  for (guint i = sketch->n - 1; i > at; i--)
    sketch->digests[i] = sketch->digests[i - 1];
  sketch->digests[at] = digest;
}

static guint32
mix (guint64 piece)
{
  piece ^= piece >> 31;
  piece *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  piece ^= piece >> 29;
  piece *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint32) (piece >> 32);
}

/* Behind an address, or @p itself if none begins there. */
static const char *
skip_address (const char *p)
{
  if (strncmp (p, "http://", 7) != 0 && strncmp (p, "https://", 8) != 0)
    return p;
  while (*p != '\0' && (guchar) *p < 0x80 && !g_ascii_isspace (*p))
    p++;
  return p;
}

static gboolean
is_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha ((char) c) : (c >= 0xac00 && c <= 0xd7a3) || g_unichar_isalpha (c);
}

/* FNV-1a, by characters. */
static guint64
hash_on (guint64  hash,
         gunichar c)
{
  return (hash ^ c) * G_GUINT64_CONSTANT (0x100000001b3);
}

/* Names that say of nobody who it is: what two of them wrote was not written by one author. */
static gboolean
is_somebody (const char *author)
{
  static const char * const nobody[] = { "익명", "비공개", "무명", "손님", "방문자", "시민", "ㅇㅇ", "unknown", "anonymous", "guest", NULL };
  g_autofree char *lower = NULL;

  if (author == NULL || *author == '\0' || strchr (author, '*') != NULL || strstr (author, "○") != NULL)
    return FALSE;
  lower = g_utf8_strdown (author, -1);
  return !g_strv_contains (nobody, lower);
}

static gboolean
is_syllable (gunichar c)
{
  return c >= 0xac00 && c <= 0xd7a3;
}

/* From a to z: the letters that stand behind it in English words and in Korean names in Latin letters. Of two made-up letters every second pair is none. */
static const char * const followers[] = {
  "bcdefghijklmnopqrstuvwxyz", "aceijlmorsuvwy", "acehiklorstuyz", "abdefgijlmnoprstuvwy", "abcdefghijlmnopqrstuvwxy",
  "aefilorstuy", "abcdefghijlmnoprstuwy", "aeimorstuwy", "abcdefgklmnopqrstuvxyz", "aeijosu", "adefginopsy",
  "abcdefgijkloprstuvwy", "abceilmnopsuy", "abcdefgijklmnopstuvy", "abcdefgijklmnoprstuvwx", "adeghilmoprstuy", "ltu",
  "abcdefghiklmnoprstuvwy", "acdefghiklmnoprstuwy", "acefhiklmoprstuwy", "abcdefgijlmnoprstxz", "aeio", "aefhilnors",
  "aceilmoptuy", "aceilmnoprstuw", "aeioyz",
};

/* Whether what stands behind a text's last Hangul letter was made up: none of its longer words can be read, as in "xkqjz12" and "3a81k". */
static gboolean
is_made_up (const char *p)
{
  gboolean some = FALSE;
  gsize length = 0;

  while (*p != '\0')
    {
      gboolean is_odd = FALSE, is_mixed = FALSE;
      guint n = 0, n_figures = 0;
      char last = 'a';

      for (p = skip_address (p); *p != '\0' && !g_ascii_isspace (*p); p++, length++)
        {
          char c = g_ascii_tolower (*p);

          n_figures += g_ascii_isdigit (c);
          if (!g_ascii_isalpha (c))
            continue;
          is_odd = is_odd || (n > 0 && strchr (followers[last - 'a'], c) == NULL);
          is_mixed = n_figures > 0;
          last = c;
          n++;
        }
      if (n >= WORD && !is_odd)
        return FALSE;
      some = some || n >= WORD || (is_mixed && n + n_figures > WORD);
      p += *p != '\0';
    }
  return some && length <= MOST_TAIL;
}

/* What stands behind a text's last Hangul letter: Latin letters, figures, marks and parts of syllables; "" if it is long, or most of what there is. */
static const char *
find_tail (const char *text)
{
  const char *end = text + strlen (text), *p = end;
  guint n = 0;

  while (p > text && end - p <= MOST_BACK)
    {
      const char *before = g_utf8_prev_char (p);
      gunichar c = g_utf8_get_char (before);

      if (is_syllable (c) || (c >= 0x80 && (c < 0x3131 || c > 0x318e) && g_unichar_isalpha (c)))
        break;
      p = before;
    }
  if (end - p > MOST_BACK)
    return end;
  for (const char *q = p; q > text && n < BARE;)
    {
      q = g_utf8_prev_char (q);
      n += is_syllable (g_utf8_get_char (q));
    }
  return n < BARE ? end : p;
}

/* What may be made up at the end of a text. */
typedef struct {
  const char *start;
  guint       n;       /* syllables; 0: there is nothing, or it has other letters too */
  guint       n_rare;  /* of them, such as are hardly ever said, each once: "껌껌해요" and "쨍쨍" are words */
} LastWord;

static const char *
find_word (const char *text,
           const char *end)
{
  const char *start = end;
  gboolean some = FALSE;

  while (start > text && end - start <= MOST_BACK)
    {
      const char *before = g_utf8_prev_char (start);
      gunichar c = g_utf8_get_char (before);

      if (some && g_unichar_isspace (c))
        break;
      some = some || is_letter (c);
      start = before;
    }
  return start;
}

/* The last word without addresses; of one that begins with what is said, as "환영합니다쾋뿓졃", what stands from its first rare syllable on. */
static LastWord
find_last_word (const char *text)
{
  const char *end = text + strlen (text), *start = find_word (text, end);
  LastWord word = { end, 0, 0 }, rest = { NULL, 0, 0 };

  while (start > text && skip_address (start) != start)
    {
      end = start;
      start = find_word (text, end);
    }
  word.start = start;
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_rare = is_syllable (c) && !sotong_syllable_is_common (c);

      if (!is_syllable (c) && is_letter (c))
        return (LastWord) { end, 0, 0 };
      if (is_rare && rest.start == NULL)
        rest.start = p;
      word.n += is_syllable (c);
      word.n_rare += is_rare && g_utf8_strchr (start, p - start, c) == NULL;
      rest.n += rest.start != NULL && is_syllable (c);
    }
  rest.n_rare = word.n_rare;
  return rest.n_rare >= LEAST_WORD && 2 * rest.n_rare >= rest.n && word.n - rest.n >= LEAST_SAID ? rest : word;
}

/* As many letters as there are between two places, but no more than tell. */
static guint
count_letters (const char *from,
               const char *to)
{
  guint n = 0;

  for (const char *p = skip_address (from); p < to && n <= MOST_BODY; p = skip_address (g_utf8_next_char (p)))
    n += is_letter (g_utf8_get_char (p));
  return n;
}

/* Whether the last word is made up for certain; of a short text one rare syllable of it will do, as it is a flood only where very many say the rest. */
static gboolean
is_unsaid (const LastWord *word,
           guint           n_body)
{
  return n_body >= BARE && ((word->n_rare >= LEAST_WORD && 2 * word->n_rare >= word->n)
                            || (word->n_rare == 1 && word->n <= LEAST_WORD + 1 && n_body < SOTONG_SKETCH_SHORT));
}

/* Of all that a text says up to @end but for addresses; of a @bare one with its figures and marks. %FALSE of nothing. */
static gboolean
hash_all (const char *text,
          const char *end,
          gboolean    bare,
          guint64    *out_hash)
{
  gboolean some = FALSE;

  *out_hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  for (const char *p = skip_address (text); p < end; p = skip_address (g_utf8_next_char (p)))
    {
      gunichar c = g_utf8_get_char (p);

      if (bare ? g_unichar_isspace (c) : !is_letter (c))
        continue;
      *out_hash = hash_on (*out_hash, g_unichar_tolower (c));
      some = TRUE;
    }
  return some;
}

static guint32
hour_of (guint64 hash,
         gint64  published_at)
{
  return MAX (mix (hash ^ (guint64) (published_at / HOUR_S) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd)), 1);
}

static void
make_short (SotongSketch *sketch,
            const char   *text,
            const char   *end,
            const char   *author,
            gint64        published_at)
{
  guint64 hash, whole;

  sketch->n = 0;
  if (!hash_all (text, end, sketch->n_letters < BARE, &hash))
    return;
  sketch->hour = hour_of (hash, published_at);
  add_digest (sketch, sketch->hour);
  if (!is_somebody (author))
    return;
  whole = hash_on (hash, 0);
  for (const char *p = author; *p != '\0'; p = g_utf8_next_char (p))
    whole = hash_on (whole, g_utf8_get_char (p));
  add_digest (sketch, mix (whole));
  add_digest (sketch, mix (hash_on (whole, 1)));
}

/* The letters of the piece that ends at @end. */
static void
set_stem (SotongSketch *sketch,
          const char   *text,
          const char   *end,
          guint32       digest)
{
  guint at = PIECE;

  sketch->stem = digest;
  for (const char *p = end; at > 0 && p > text;)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (is_letter (c))
        sketch->stem_letters[--at] = g_unichar_tolower (c);
    }
}

/* %TRUE where the last word is made up. */
static gboolean
look_at_last_word (SotongSketch   *sketch,
                   const char     *text,
                   gint64          published_at,
                   const LastWord *word)
{
  guint n_body;
  guint64 hash;

  if (word->n < LEAST_WORD || word->n > MOST_WORD)
    return FALSE;
  n_body = count_letters (text, word->start);
  if (n_body > MOST_BODY || n_body <= word->n)
    return FALSE;
  if (is_unsaid (word, n_body))
    return TRUE;
  if (n_body >= LEAST_BODY && hash_all (text, word->start, FALSE, &hash))
    sketch->body = hour_of (hash, published_at);
  return FALSE;
}

/**
 * sotong_sketch_make:
 * @sketch: (out): what is made
 * @text: a text
 * @author: (nullable): who wrote it
 * @published_at: when
 *
 * Letters alone count, small ones; the digest of a piece is that of its last six letters, of 10 bits each. Author and time count
 * with a short text only. From any thread.
 */
void
sotong_sketch_make (SotongSketch *sketch,
                    const char   *text,
                    const char   *author,
                    gint64        published_at)
{
  const char *tail = find_tail (text), *end = tail + strlen (tail);
  LastWord last = { end, 0, 0 };
  gboolean made_up = is_made_up (tail);
  guint64 piece = 0, hash;
  guint n_before = 0;

  sketch->n = sketch->n_letters = sketch->hour = sketch->flood = sketch->body = sketch->stem = 0;
  if (!made_up)
    {
      last = find_last_word (text);
      made_up = look_at_last_word (sketch, text, published_at, &last);
      tail = made_up ? last.start : tail;
    }
  if (made_up)
    end = tail;
  for (const char *p = text; p < end;)
    {
      gunichar c;

      if (*p == 'h' && skip_address (p) != p)
        {
          p = skip_address (p);
          continue;
        }
      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      if (c < 0x80 ? !g_ascii_isalpha ((char) c) : c < 0xac00 && !g_unichar_isalpha (c))
        continue;
      if (c > 0xd7a3 && !g_unichar_isalpha (c))
        continue;
      if (c < 0x80)
        c = (gunichar) g_ascii_tolower ((char) c);
      piece = (piece << 10 ^ (c & 0x3ff) ^ (guint64) (c >> 10) << 3) & G_GUINT64_CONSTANT (0x0fffffffffffffff);
      n_before += p <= tail;
      if (++sketch->n_letters < PIECE)
        continue;
      add_digest (sketch, mix (piece));
      if (sketch->stem == 0 && p > last.start)
        set_stem (sketch, text, p, mix (piece));
    }
  if (sketch->n_letters < SOTONG_SKETCH_SHORT)
    make_short (sketch, text, end, author, published_at);
  if (!made_up && n_before < sketch->n_letters && n_before < SOTONG_SKETCH_SHORT && hash_all (text, tail, FALSE, &hash))
    sketch->flood = hour_of (hash, published_at);
}

/**
 * sotong_sketch_mark:
 * @sketch: a sketch
 *
 * Returns: a bit for each digest, of 64
 */
guint64
sotong_sketch_mark (const SotongSketch *sketch)
{
  guint64 mark = 0;

  for (guint i = 0; i < sketch->n; i++)
    mark |= G_GUINT64_CONSTANT (1) << (sketch->digests[i] & 63);
  return sketch->n == SOTONG_SKETCH_DIGESTS ? mark : ~G_GUINT64_CONSTANT (0); /* of short texts it says nothing */
}

static gboolean
has (const SotongSketch *sketch,
     guint32             digest)
{
  for (guint i = 0; i < sketch->n; i++)
    if (sketch->digests[i] == digest)
      return TRUE;
  return FALSE;
}

static guint
count_shared (const SotongSketch *a,
              const SotongSketch *b)
{
  guint shared = 0;

  for (guint i = 0, j = 0; i < a->n && j < b->n;)
    {
      guint32 mine = a->digests[i], theirs = b->digests[j];

      shared += mine == theirs;
      i += mine <= theirs;
      j += theirs <= mine;
    }
  return shared;
}

/* Of texts whose pieces are all known, and whose last words begin otherwise. */
static gboolean
are_few_alike (const SotongSketch *a,
               const SotongSketch *b)
{
  guint shared = count_shared (a, b);

  return shared > 0 && shared * SOTONG_SKETCH_DIGESTS >= SHARED_FEW * (a->n + b->n - shared);
}

/**
 * sotong_sketch_is_open:
 * @a: the sketch of a text, as it was made
 * @b: another that is alike
 *
 * Digests of pieces that end in different letters may be the same, about once in a thousand.
 *
 * Returns: whether they are alike for nothing but that @b seems to say how the last word of @a begins, which sotong_sketch_is_said() knows
 */
gboolean
sotong_sketch_is_open (const SotongSketch *a,
                       const SotongSketch *b)
{
  return MAX (a->n, b->n) < SOTONG_SKETCH_DIGESTS && !are_few_alike (a, b);
}

/**
 * sotong_sketch_is_said:
 * @a: the sketch of a text, as it was made
 * @text: another text
 *
 * Returns: whether @text says the beginning of the last word of the first behind the same letters
 */
gboolean
sotong_sketch_is_said (const SotongSketch *a,
                       const char         *text)
{
  gunichar letters[PIECE] = { 0 };

  for (const char *p = skip_address (text); *p != '\0'; p = skip_address (g_utf8_next_char (p)))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_letter (c))
        continue;
      memmove (letters, letters + 1, sizeof letters - sizeof letters[0]);
      letters[PIECE - 1] = g_unichar_tolower (c);
      if (memcmp (letters, a->stem_letters, sizeof letters) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_sketch_is_alike:
 * @a: the sketch of a text, as it was made
 * @b: another; its digests will do
 *
 * Returns: %TRUE if about two thirds of the pieces of both texts are the same; seven eighths of texts of twenty letters where the last words begin otherwise
 */
gboolean
sotong_sketch_is_alike (const SotongSketch *a,
                        const SotongSketch *b)
{
  guint i = 0, j = 0, shared = 0, met = 0, limit = MIN (SOTONG_SKETCH_DIGESTS, MAX (a->n, b->n));
  guint needed = (SHARED * limit + SOTONG_SKETCH_DIGESTS - 1) / SOTONG_SKETCH_DIGESTS;

  if (limit < SOTONG_SKETCH_DIGESTS && !has (b, a->stem))
    return are_few_alike (a, b);
  /* Only the smallest of both together say something of both; most differ in so many that the rest need not be looked at. */
  while (limit > 0 && shared < needed && i < a->n && j < b->n && met < limit && shared + (limit - met) >= needed)
    {
      guint32 mine = a->digests[i], theirs = b->digests[j];

      shared += mine == theirs;
      i += mine <= theirs;
      j += theirs <= mine;
      met++;
    }
  return limit > 0 && shared >= needed;
}

/**
 * sotong_sketch_is_same:
 * @a: the sketch of a short text
 * @b: another, of any
 *
 * Returns: %TRUE if one author wrote both, and both say the same
 */
gboolean
sotong_sketch_is_same (const SotongSketch *a,
                       const SotongSketch *b)
{
  return count_shared (a, b) >= 2; /* with the hour alone they share one */
}

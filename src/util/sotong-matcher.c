/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-matcher.h"

#include <string.h>

#include "util/sotong-text.h"

#define SYLLABLES   0xac00
#define N_SYLLABLES 11172
#define N_VOWELS    21
#define N_FINALS    28

/* Letters by their index in a syllable, as a keyboard writes them alone. */
static const gunichar initials[] = { 0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145,
                                     0x3146, 0x3147, 0x3148, 0x3149, 0x314a, 0x314b, 0x314c, 0x314d, 0x314e };
/* What a final leaves behind, and what of it the next syllable takes as its initial. */
static const struct {
  guint8   rest;
  gunichar next;
} finals[N_FINALS] = {
  { 0, 0 },      { 0, 0x3131 }, { 0, 0x3132 }, { 1, 0x3145 }, { 0, 0x3134 }, { 4, 0x3148 }, { 4, 0x314e },
  { 0, 0x3137 }, { 0, 0x3139 }, { 8, 0x3131 }, { 8, 0x3141 }, { 8, 0x3142 }, { 8, 0x3145 }, { 8, 0x314c },
  { 8, 0x314d }, { 8, 0x314e }, { 0, 0x3141 }, { 0, 0x3142 }, { 17, 0x3145 }, { 0, 0x3145 }, { 0, 0x3146 },
  { 0, 0x3147 }, { 0, 0x3148 }, { 0, 0x314a }, { 0, 0x314b }, { 0, 0x314c }, { 0, 0x314d }, { 0, 0x314e },
};
/* Two consonants that an input method may have joined. */
static const gunichar pairs[][3] = {
  { 0x3133, 0x3131, 0x3145 }, { 0x3135, 0x3134, 0x3148 }, { 0x3136, 0x3134, 0x314e }, { 0x313a, 0x3139, 0x3131 },
  { 0x313b, 0x3139, 0x3141 }, { 0x313c, 0x3139, 0x3142 }, { 0x313d, 0x3139, 0x3145 }, { 0x313e, 0x3139, 0x314c },
  { 0x313f, 0x3139, 0x314d }, { 0x3140, 0x3139, 0x314e }, { 0x3144, 0x3142, 0x3145 },
};

/* A typed word, in up to two readings: as it stands, and with its last final as the next syllable's beginning. */
typedef struct {
  GArray *letters;  /* (owned) (element-type gunichar) */
  GArray *moved;    /* (owned) (nullable) (element-type gunichar) */
} Word;

struct _SotongMatcher
{
  GArray *words;  /* (owned) (element-type Word) */
};

static gboolean
is_syllable (gunichar c)
{
  return c >= SYLLABLES && c < SYLLABLES + N_SYLLABLES;
}

static void
word_clear (Word *word)
{
  g_array_unref (word->letters);
  g_clear_pointer (&word->moved, g_array_unref);
}

static void
add_letter (GArray   *letters,
            gunichar  c)
{
  if (c >= 0x1100 && c < 0x1100 + G_N_ELEMENTS (initials)) /* as a Mac writes a lone consonant */
    c = initials[c - 0x1100];
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == c)
      {
        g_array_append_vals (letters, &pairs[i][1], 2);
        return;
      }
  g_array_append_val (letters, c);
}

/* “울” on the way to “우리”: the final may become the next syllable's initial. */
static GArray *
move_final (GArray *letters)
{
  gunichar last = g_array_index (letters, gunichar, letters->len - 1);
  guint final = is_syllable (last) ? (last - SYLLABLES) % N_FINALS : 0;
  GArray *moved;

  if (final == 0)
    return NULL;
  moved = g_array_copy (letters);
  g_array_index (moved, gunichar, moved->len - 1) = last - final + finals[final].rest;
  g_array_append_val (moved, finals[final].next);
  return moved;
}

/**
 * sotong_matcher_new:
 * @typed: what a person typed, valid UTF-8
 *
 * Returns: (transfer full): what finds names with all words of @typed. A lone consonant stands for any syllable that
 *   begins with it, so that “ㅅㅇㅂㄲ” and “서ㅇ불ㄲ” find “서울 불꽃축제”; the syllable that is still being written
 *   stands for all that it may become. Case of letters, and blanks and signs in the names, make no difference.
 */
SotongMatcher *
sotong_matcher_new (const char *typed)
{
  SotongMatcher *self = g_new0 (SotongMatcher, 1);
  g_autofree char *folded = sotong_text_fold (typed);
  Word word = { NULL, NULL };

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, (GDestroyNotify) word_clear);
  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && !g_unichar_isspace (c))
        {
          if (word.letters == NULL)
            word.letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
          add_letter (word.letters, c);
        }
      else if (word.letters != NULL)
        {
          word.moved = c == 0 ? move_final (word.letters) : NULL;
          g_array_append_val (self->words, word);
          word = (Word) { NULL, NULL };
        }
      if (c == 0)
        break;
    }
  return self;
}

void
sotong_matcher_free (SotongMatcher *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->words);
  g_free (self);
}

/* Whether a typed letter stands for @c; @open: it is the last one, and may still get a final. */
static gboolean
fits (gunichar typed,
      gunichar c,
      gboolean open)
{
  if (typed == c)
    return TRUE;
  if (!is_syllable (c))
    return FALSE;
  if (typed >= 0x3131 && typed <= 0x314e)
    return initials[(c - SYLLABLES) / (N_VOWELS * N_FINALS)] == typed;
  return open && is_syllable (typed) && (typed - SYLLABLES) % N_FINALS == 0 && c - typed < N_FINALS;
}

/* Whether @letters stand at @text; blanks and signs of the text may stand between them. */
static gboolean
stands_at (const GArray *letters,
           const char   *text)
{
  for (guint i = 0; i < letters->len; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == 0)
        return FALSE;
      if (fits (g_array_index (letters, gunichar, i), c, i + 1 == letters->len))
        i++;
      else if (i == 0 || g_unichar_isalnum (c))
        return FALSE;
    }
  return TRUE;
}

static SotongMatch
find_word (const Word *word,
           const char *text)
{
  SotongMatch best = SOTONG_MATCH_NONE;
  gboolean starts = TRUE; /* a word of the text */

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((starts || best == SOTONG_MATCH_NONE) && (stands_at (word->letters, p) || (word->moved != NULL && stands_at (word->moved, p))))
        {
          if (starts)
            return p == text ? SOTONG_MATCH_START : SOTONG_MATCH_WORD;
          best = SOTONG_MATCH_INSIDE;
        }
      starts = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return best;
}

/**
 * sotong_matcher_match:
 * @self: a matcher
 * @text: a folded name (sotong_text_fold())
 *
 * For any thread.
 *
 * Returns: how well @text fits; where several words were typed, the best of them
 */
SotongMatch
sotong_matcher_match (const SotongMatcher *self,
                      const char          *text)
{
  SotongMatch best = self->words->len == 0 ? SOTONG_MATCH_START : SOTONG_MATCH_NONE;

  for (guint i = 0; i < self->words->len; i++)
    {
      SotongMatch match = find_word (&g_array_index (self->words, Word, i), text);

      if (match == SOTONG_MATCH_NONE)
        return SOTONG_MATCH_NONE;
      best = MIN (best, match);
    }
  return best;
}

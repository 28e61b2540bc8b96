/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "util/sotong-finder.h"

#include <string.h>

#include "util/sotong-text.h"

/* How a word is looked for, from the cheapest on. Hangul has no case: a byte is a byte. */
typedef enum {
  COMPARE_BYTES,
  COMPARE_LATIN,  /* in either case of A to Z */
  COMPARE_FOLDED, /* other letters with a case */
} Compare;

typedef struct {
  char    *text;    /* (owned): folded */
  gsize    length;  /* bytes */
  Compare  compare;
} Word;

struct _SotongFinder
{
  Word  *words;   /* (owned) (array length=n_words) */
  guint  n_words;
};

static Compare
compare_of (const char *folded)
{
  Compare compare = COMPARE_BYTES;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalpha ((char) c))
        compare = MAX (compare, COMPARE_LATIN);
      else if (c >= 0x80 && g_unichar_toupper (c) != c)
        return COMPARE_FOLDED;
    }
  return compare;
}

/**
 * sotong_finder_new:
 * @words: what a person typed, valid UTF-8
 *
 * Returns: (transfer full): what finds texts with all of these words
 */
SotongFinder *
sotong_finder_new (const char *words)
{
  SotongFinder *self = g_new0 (SotongFinder, 1);
  g_autofree char *folded = sotong_text_fold (words);
  g_auto(GStrv) parts = NULL;

  /* Blanks of any kind stand between words. */
  for (char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isspace (g_utf8_get_char (p)))
        memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
    }
  parts = g_strsplit (folded, " ", -1);
  self->words = g_new0 (Word, MAX (g_strv_length (parts), 1));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      self->words[self->n_words].length = strlen (parts[i]);
      self->words[self->n_words].compare = compare_of (parts[i]);
      self->words[self->n_words++].text = g_strdup (parts[i]);
    }
  return self;
}

void
sotong_finder_free (SotongFinder *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_words; i++)
    g_free (self->words[i].text);
  g_free (self->words);
  g_free (self);
}

static gboolean
has_latin (const char *text,
           const Word *word)
{
  for (; *text != '\0'; text++)
    {
      gsize i = 0;

      while (i < word->length && g_ascii_tolower (text[i]) == word->text[i])
        i++;
      if (i == word->length)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has (const char *text,
     const Word *word)
{
  g_autofree char *folded = NULL;

  switch (word->compare)
    {
    case COMPARE_BYTES:
      return memmem (text, strlen (text), word->text, word->length) != NULL;
    case COMPARE_LATIN:
      return has_latin (text, word);
    case COMPARE_FOLDED:
    default:
      folded = sotong_text_fold (text);
      return strstr (folded, word->text) != NULL;
    }
}

/**
 * sotong_finder_matches:
 * @self: words
 * @texts: (array length=n_texts): texts as the workspace keeps them, composed; some may be %NULL
 * @n_texts: how many
 *
 * Letter case makes no difference, and a word is found inside of others: particles cling to Korean words.
 *
 * Returns: whether each of the words stands in one of the texts
 */
gboolean
sotong_finder_matches (const SotongFinder *self,
                       const char *const  *texts,
                       gsize               n_texts)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      gboolean found = FALSE;

      for (gsize j = 0; j < n_texts && !found; j++)
        found = texts[j] != NULL && has (texts[j], &self->words[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-similar.h"

#include <stdlib.h>
#include <string.h>

/*
 * How much two posts say the same. A text is the set of its pairs of neighbouring letters, with
 * case, blanks, signs, emoji and web addresses left out: in Korean, where endings and particles
 * cling to the words and blanks are a matter of taste, pairs of syllables hold together what
 * belongs together without a dictionary.
 *
 * Two measures of the sets A and B: Jaccard's |A ∩ B| / |A ∪ B|, and how much of the smaller is
 * contained in the greater, |A ∩ B| / min (|A|, |B|), for a notice that comes back inside a
 * longer one. Two texts are near-duplicates when the first is 0.6 or more, or the second is 0.85
 * or more and the smaller has at least 40 pairs. Texts of fewer than 8 pairs (“수고하셨습니다”) are
 * alike only when they are equal.
 */

#define MIN_JACCARD 0.6
#define MIN_CONTAINED 0.85
#define MIN_PAIRS_CONTAINED 40
#define MIN_PAIRS 8
/* What comes after so many letters is not compared: the cost stays bounded. */
#define MAX_LETTERS 4000

struct _SotongShape
{
  guint   n;       /* pairs, each once, ascending */
  guint64 pairs[];
};

static int
compare (gconstpointer a,
         gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* The end of the address that begins at @p, or @p when none does. */
static const char *
skip_address (const char *p)
{
  if (!g_str_has_prefix (p, "http://") && !g_str_has_prefix (p, "https://"))
    return p;
  while (*p != '\0' && !g_ascii_isspace (*p))
    p++;
  return p;
}

/* Loose jamo, marks that combine, wide letters: what other systems write, and we seldom do. Finding
 * the composed form costs more than all the rest. */
static gboolean
needs_composing (const char *text,
                 const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x0300 && c <= 0x036f) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f) || (c >= 0xff00 && c <= 0xffef))
        return TRUE;
    }
  return FALSE;
}

/* The letters that count, in their composed form and in one case. */
static gunichar *
letters_of (const char *text,
            guint      *out_n)
{
  /* A letter is at most twelve bytes, three jamo of a Mac's Hangul; with as many signs in between. */
  gsize length = strnlen (text, MAX_LETTERS * 24);
  const char *end = text[length] == '\0' ? text + length : g_utf8_find_prev_char (text, text + length);
  gssize n_bytes = end != NULL ? end - text : 0;
  g_autofree char *composed = needs_composing (text, text + n_bytes) ? g_utf8_normalize (text, n_bytes, G_NORMALIZE_NFKC)
                              : g_strndup (text, (gsize) n_bytes);
  gunichar *letters = g_new (gunichar, MAX_LETTERS);
  guint n = 0;

  for (const char *p = composed != NULL ? composed : ""; *p != '\0' && n < MAX_LETTERS; p = g_utf8_next_char (p))
    {
      gunichar c;

      p = skip_address (p);
      if (*p == '\0')
        break;
      c = g_utf8_get_char (p);
      if (g_unichar_isalnum (c))
        letters[n++] = g_unichar_tolower (c);
    }
  *out_n = n;
  return letters;
}

/**
 * sotong_shape_new:
 * @text: a text, UTF-8
 *
 * Returns: (transfer full): what of it is compared
 */
SotongShape *
sotong_shape_new (const char *text)
{
  guint n_letters = 0, n = 0;
  g_autofree gunichar *letters = letters_of (text, &n_letters);
  SotongShape *shape = g_malloc0 (sizeof (SotongShape) + sizeof (guint64) * MAX (n_letters, 1));

  for (guint i = 0; i + 1 < n_letters; i++)
    shape->pairs[n++] = (guint64) letters[i] << 32 | letters[i + 1];
  if (n_letters == 1)
    shape->pairs[n++] = letters[0];
  qsort (shape->pairs, n, sizeof (guint64), compare);
  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || shape->pairs[i] != shape->pairs[i - 1])
        shape->pairs[shape->n++] = shape->pairs[i];
    }
  return shape;
}

void
sotong_shape_free (SotongShape *shape)
{
  g_free (shape);
}

/**
 * sotong_shape_get_pairs:
 * @self: a text's shape
 * @out_n: (out): how many
 *
 * Returns: (transfer none) (array length=out_n): its pairs of letters, each once, ascending
 */
const guint64 *
sotong_shape_get_pairs (const SotongShape *self,
                        guint             *out_n)
{
  *out_n = self->n;
  return self->pairs;
}

static guint
n_common (const SotongShape *a,
          const SotongShape *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->n && j < b->n;)
    {
      if (a->pairs[i] == b->pairs[j])
        n++, i++, j++;
      else if (a->pairs[i] < b->pairs[j])
        i++;
      else
        j++;
    }
  return n;
}

/**
 * sotong_shape_likeness:
 * @a: a text's shape
 * @b: another's
 *
 * Returns: Jaccard's measure, 0 (nothing in common) to 1 (the same); 0 when either says nothing
 */
double
sotong_shape_likeness (const SotongShape *a,
                       const SotongShape *b)
{
  guint common = n_common (a, b);

  return common > 0 ? common / (double) (a->n + b->n - common) : 0;
}

/**
 * sotong_shape_is_similar:
 * @a: a text's shape
 * @b: another's
 * @out_likeness: (out) (optional): the greater of the two measures that count, 0 to 1
 *
 * Returns: whether one of the texts is a near-duplicate of the other
 */
gboolean
sotong_shape_is_similar (const SotongShape *a,
                         const SotongShape *b,
                         double            *out_likeness)
{
  guint smaller = MIN (a->n, b->n);
  double jaccard = sotong_shape_likeness (a, b);
  double contained = smaller >= MIN_PAIRS_CONTAINED ? n_common (a, b) / (double) smaller : 0;

  if (out_likeness != NULL)
    *out_likeness = contained >= MIN_CONTAINED ? MAX (contained, jaccard) : jaccard;
  if (smaller < MIN_PAIRS)
    return smaller > 0 && jaccard >= 1;
  return jaccard >= MIN_JACCARD || contained >= MIN_CONTAINED;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-grams.h"

/*
 * The hash is multilinear: each character times a fixed odd number of its place counted from the end, summed, and of
 * that the top 32 bits, which are universal (Lemire and Kaser, "Strongly universal string hashing is fast", 2014).
 * So a longer n-gram is the shorter one plus a product, and each costs one multiplication.
 */
#define M0 G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define M1 G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)
#define M2 G_GUINT64_CONSTANT (0x165667b19e3779f9)
#define M3 G_GUINT64_CONSTANT (0xd6e8feb86659fd93)

/* Added to the sum: tells apart the lengths, and what is not an n-gram of the text as it stands. */
#define ONE   G_GUINT64_CONSTANT (0xe7037ed1a0b428db)
#define TWO   G_GUINT64_CONSTANT (0x8ebc6af09c88c6e3)
#define THREE G_GUINT64_CONSTANT (0x589965cc75374cc3)
#define FOUR  G_GUINT64_CONSTANT (0x1d8e4e27c47d124f)
#define OPEN  G_GUINT64_CONSTANT (0xeb44accab455d165)
#define LAST  G_GUINT64_CONSTANT (0x8bb84b93962eacc9)

#define MOST_A_CHAR 8 /* n-grams that end with one character */
#define MOST_AT_END 4

void
sotong_grams_init (SotongGrams *grams)
{
  memset (grams, 0, sizeof *grams);
}

void
sotong_grams_clear (SotongGrams *grams)
{
  g_clear_pointer (&grams->hashes, g_free);
  g_clear_pointer (&grams->first, g_free);
  grams->n = grams->room = 0;
}

static void
make_room (SotongGrams *grams,
           guint        n_chars)
{
  if (grams->room >= n_chars)
    return;
  grams->room = n_chars + n_chars / 2 + 256;
  g_free (grams->hashes);
  g_free (grams->first);
  grams->hashes = g_new (guint32, (gsize) grams->room * MOST_A_CHAR + MOST_AT_END);
  grams->first = g_new (guint32, grams->room + 1);
}

/**
 * sotong_grams_fetch:
 * @grams: n-grams
 * @table: (nullable): a table much larger than the processor's caches, whose places sotong_grams_place() names; must live as long
 * @places: how many
 * @stride: bytes from one to the next
 *
 * From now on the hashes' places are fetched while the next hashes are made, so that nobody waits for them afterwards.
 */
void
sotong_grams_fetch (SotongGrams *grams,
                    const gint8 *table,
                    guint32      places,
                    guint        stride)
{
  grams->table = table;
  grams->places = places;
  grams->stride = stride;
}

static inline void
fetch (const SotongGrams *grams,
       const guint32     *from,
       const guint32     *to)
{
  if (grams->table == NULL)
    return;
  for (; from < to; from++)
    __builtin_prefetch (grams->table + (gsize) sotong_grams_place (*from, grams->places) * grams->stride);
}

/* A syllable without its final consonant: 재밋다 and 재밌다 are alike then. */
static inline guint32
open_syllable (guint32 c)
{
  return c >= 0xac00 && c < 0xd7a4 ? c - (c - 0xac00) % 28 : c;
}

static inline gboolean
is_sign (guint32 c)
{
  return c < 0x80 && !g_ascii_isalnum ((char) c);
}

/* How a text ends says whether it asks, tells or complains: its last two to four characters before the full stop. */
static guint32 *
add_last (guint32          *out,
          const SotongNorm *norm)
{
  const guint32 *c = norm->chars;
  guint e = norm->n - 1;
  guint64 sum;

  while (e > 0 && is_sign (c[e]))
    e--;
  if (e < 1)
    return out;
  sum = c[e] * M0 + c[e - 1] * M1;
  *out++ = (guint32) ((sum + LAST) >> 32);
  if (e < 2)
    return out;
  sum += c[e - 2] * M2;
  *out++ = (guint32) ((sum + LAST) >> 32);
  if (e < 3)
    return out;
  sum += c[e - 3] * M3;
  *out++ = (guint32) ((sum + LAST) >> 32);
  return out;
}

/**
 * sotong_grams_set:
 * @grams: where to; what it held is gone
 * @norm: a normalised text
 *
 * One to four characters in a row, blanks counted as characters; two and three in a row across blanks as if these were not
 * there, since people put them where they like; three open syllables; the end of the text. What comes twice stands
 * there twice.
 */
void
sotong_grams_set (SotongGrams      *grams,
                  const SotongNorm *norm)
{
  const guint32 *c = norm->chars;
  guint32 *out, *first, *begun;
  guint32 b1 = 0, b2 = 0;             /* the last and the last but one that are no blanks */
  gboolean gap = FALSE, gap1 = FALSE; /* whether there is a blank between b1 and this one, and between b2 and b1 */
  guint32 o1 = ' ', o2 = ' ';

  make_room (grams, norm->n);
  out = grams->hashes;
  first = grams->first;
  first[0] = 0;
  begun = out;
  for (guint i = 1; i < norm->n; i++)
    {
      guint32 x = c[i], o = open_syllable (x);
      guint64 sum = x * M0;

      fetch (grams, begun, out);
      begun = out;
      first[i] = (guint32) (out - grams->hashes);
      if (x != ' ')
        {
          *out++ = (guint32) ((sum + ONE) >> 32);
          if (i >= 2)
            *out++ = (guint32) ((o * M0 + o1 * M1 + o2 * M2 + OPEN) >> 32);
          if (b1 != 0 && (gap || gap1))
            {
              guint64 across = sum + b1 * M1;

              if (gap)
                *out++ = (guint32) ((across + TWO) >> 32);
              if (b2 != 0)
                *out++ = (guint32) ((across + b2 * M2 + THREE) >> 32);
            }
          gap1 = gap;
          gap = FALSE;
          b2 = b1;
          b1 = x;
        }
      else
        gap = TRUE;
      o2 = o1;
      o1 = o;
      sum += c[i - 1] * M1;
      *out++ = (guint32) ((sum + TWO) >> 32);
      if (i < 2)
        continue;
      sum += c[i - 2] * M2;
      *out++ = (guint32) ((sum + THREE) >> 32);
      if (i < 3)
        continue;
      sum += c[i - 3] * M3;
      *out++ = (guint32) ((sum + FOUR) >> 32);
    }
  if (norm->n > 2)
    out = add_last (out, norm);
  grams->n = (guint32) (out - grams->hashes);
  first[norm->n] = grams->n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-sketch.h"

/*
 * Copies of one article are known by a sketch of the text: of all its pieces of six letters the sixteen whose digests are
 * smallest. The share of digests that two sketches have in common estimates the share of pieces that the texts have in
 * common (bottom-k sketches: Broder, "On the resemblance and containment of documents", 1997). The four smallest are the
 * way to the candidates, within two weeks before and after; what only the digits, blanks, marks and addresses of a text
 * make different, as in a flood of advertising, makes no difference.
 */
#define PIECE        6
#define SHARED       10     /* of sixteen: about two thirds of the pieces */

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

/**
 * sotong_sketch_make:
 * @sketch: (out): what is made
 * @text: a text
 *
 * Letters alone count, small ones; the digest of a piece is that of its last six letters, of 10 bits each. From any thread.
 */
void
sotong_sketch_make (SotongSketch *sketch,
                    const char   *text)
{
  guint64 piece = 0;

  sketch->n = sketch->n_letters = 0;
  for (const char *p = text; *p != '\0';)
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
      if (++sketch->n_letters >= PIECE)
        add_digest (sketch, mix (piece));
    }
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

/**
 * sotong_sketch_is_alike:
 * @a: a sketch
 * @b: another
 *
 * Returns: %TRUE if about two thirds of the pieces of both texts are the same
 */
gboolean
sotong_sketch_is_alike (const SotongSketch *a,
                        const SotongSketch *b)
{
  guint i = 0, j = 0, shared = 0, met = 0, limit = MIN (SOTONG_SKETCH_DIGESTS, MAX (a->n, b->n));
  guint needed = (SHARED * limit + SOTONG_SKETCH_DIGESTS - 1) / SOTONG_SKETCH_DIGESTS;

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

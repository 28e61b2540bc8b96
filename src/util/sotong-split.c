/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-split.h"

/* Where a text that is too long for one post is cut into several. */

/* Ends of sentences, as they stand before a blank. */
static const gunichar ends[] = { '.', '!', '?', 0x2026, 0x3002, 0xff01, 0xff0e, 0xff1f };

/* What may close a sentence behind its end. */
static const gunichar closers[] = { ')', ']', '"', '\'', 0x2019, 0x201d, 0x300d, 0x300f };

static gboolean
is_among (gunichar        c,
          const gunichar *list,
          gsize           n)
{
  for (gsize i = 0; i < n; i++)
    if (list[i] == c)
      return TRUE;
  return FALSE;
}

/* Whether a sentence ends just before @at, where a blank stands. */
static gboolean
ends_sentence (const char *start,
               const char *at)
{
  while (at > start)
    {
      gunichar c;

      at = g_utf8_prev_char (at);
      c = g_utf8_get_char (at);
      if (!is_among (c, closers, G_N_ELEMENTS (closers)))
        return is_among (c, ends, G_N_ELEMENTS (ends));
    }
  return FALSE;
}

/* Borders within a stretch of text, each the last one of its sort; %NULL if there is none. */
typedef struct {
  const char *paragraph;
  const char *sentence;  /* or a line */
  const char *word;
} Borders;

static void
find_borders (const char *start,
              const char *end,
              Borders    *borders)
{
  *borders = (Borders) { NULL };
  for (const char *p = g_utf8_next_char (start); p <= end && *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        continue;
      borders->word = p;
      if (*p == '\n' && p[1] == '\n')
        borders->paragraph = p;
      if (*p == '\n' || ends_sentence (start, p))
        borders->sentence = p;
    }
}

/* The best place to cut at or before @end: a border that leaves the post at least half full, the larger the better. */
static const char *
choose (const char *start,
        const char *end)
{
  const char *half = start + (end - start) / 2;
  Borders borders;

  find_borders (start, end, &borders);
  if (borders.paragraph != NULL && borders.paragraph >= half)
    return borders.paragraph;
  if (borders.sentence != NULL && borders.sentence >= half)
    return borders.sentence;
  if (borders.word != NULL)
    return borders.word;
  return end; /* one word as long as a post */
}

static char *
dup_trimmed (const char *start,
             const char *end)
{
  return g_strstrip (g_strndup (start, (gsize) (end - start)));
}

static gboolean
fits (SotongCountKind  kind,
      const char      *text,
      gsize            limit)
{
  SotongCount count;

  sotong_count (kind, text, limit, &count);
  return count.overflow_at < 0;
}

/* The first part of @text, which is too long as a whole; @out_next is where the rest begins. */
static char *
take_part (SotongCountKind   kind,
           const char       *text,
           gsize             limit,
           const char      **out_next)
{
  SotongCount count;
  const char *cut;

  sotong_count (kind, text, limit, &count);
  cut = text + count.overflow_at;
  if (cut == text) /* a single letter heavier than the limit: it is refused by whoever sends it */
    cut = g_utf8_next_char (text);
  for (;;)
    {
      const char *at = choose (text, cut);
      char *part = dup_trimmed (text, at);

      /* What was cut off may have been what made the rest lighter: a link, a mention. */
      if (fits (kind, part, limit) || at <= g_utf8_next_char (text))
        {
          *out_next = at;
          return part;
        }
      g_free (part);
      cut = g_utf8_prev_char (at);
    }
}

/**
 * sotong_split:
 * @kind: a platform's rule
 * @text: valid UTF-8, as it would be sent in one post
 * @limit: what a post takes, in the units of @kind; above 0
 *
 * Cuts @text into parts that each fit, at the ends of paragraphs, sentences and words, in this order. A link, an emoji
 * or a decomposed syllable is never cut. Blanks at the borders are left out.
 *
 * Returns: (transfer full) (array zero-terminated=1): the parts, one at least
 */
char **
sotong_split (SotongCountKind  kind,
              const char      *text,
              gsize            limit)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  const char *p = text;

  g_return_val_if_fail (text != NULL && limit > 0, NULL);

  while (!fits (kind, p, limit))
    {
      g_autofree char *part = take_part (kind, p, limit, &p);

      if (part[0] != '\0')
        g_strv_builder_add (parts, part);
      while (g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  if (p == text)
    g_strv_builder_add (parts, text);
  else if (*p != '\0')
    {
      g_autofree char *last = dup_trimmed (p, p + strlen (p));

      g_strv_builder_add (parts, last);
    }
  return g_strv_builder_end (parts);
}

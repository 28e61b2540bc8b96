/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "store/sotong-rollup.h"
#include "store/sotong-word-code-private.h"

/*
 * Rows of numbers as bytes: seven bits each, the lowest first, the highest bit set where more follow.
 *
 * The words of a mention are the distances between their rising ids. Counts are the number of mentions, then for each word
 * its distance and either the sentiment of the one mention that holds it (0 to 4), or 3 more than their number and how many
 * of them are negative, neutral and positive. Most words of a day stand in one mention: they take two or three bytes.
 */

#define DENSE_PART 16 /* of the words: when more than one in so many is used, walking all is faster than sorting */

static void
append (GByteArray *out,
        guint32     value)
{
  guint8 bytes[5];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    bytes[n++] = (guint8) (value | 0x80);
  bytes[n++] = (guint8) value;
  g_byte_array_append (out, bytes, n);
}

/* Reads a number and moves on; %FALSE at the end, or where the bytes are damaged. */
gboolean
sotong_word_code_next (const guint8 **at,
                       const guint8  *end,
                       guint32       *out)
{
  const guint8 *p = *at;
  guint32 value = 0;

  for (guint shift = 0; p < end && shift < 35; shift += 7)
    {
      guint8 byte = *p++;

      value |= (guint32) (byte & 0x7f) << shift;
      if (byte < 0x80)
        {
          *at = p;
          *out = value;
          return TRUE;
        }
    }
  return FALSE;
}

static int
compare_ids (const void *a,
             const void *b)
{
  const guint32 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Sorts @ids and writes each once. */
void
sotong_word_code_ids (guint32    *ids,
                      guint       n,
                      GByteArray *out)
{
  guint32 last = 0;

  qsort (ids, n, sizeof *ids, compare_ids);
  for (guint i = 0; i < n; i++)
    {
      if (ids[i] == last)
        continue;
      append (out, ids[i] - last);
      last = ids[i];
    }
}

/* ---- counts ---- */

void
sotong_word_tally_init (SotongWordTally *self,
                        guint32          n_cells)
{
  *self = (SotongWordTally) { g_new0 (SotongWordCell, (gsize) n_cells + 1), n_cells + 1, NULL, 0, 0, 0 };
}

void
sotong_word_tally_clear (SotongWordTally *self)
{
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->used, g_free);
}

void
sotong_word_tally_empty (SotongWordTally *self)
{
  for (guint32 i = 0; i < self->n_used; i++)
    self->cells[self->used[i]] = (SotongWordCell) { 0, 0, 0, 0 };
  self->n_used = 0;
  self->n_texts = 0;
}

static inline SotongWordCell *
cell_of (SotongWordTally *self,
         guint32          id)
{
  SotongWordCell *cell = &self->cells[id];

  if (cell->n == 0)
    {
      if (self->n_used == self->room)
        {
          self->room = MAX (1024, self->room * 2);
          self->used = g_renew (guint32, self->used, self->room);
        }
      self->used[self->n_used++] = id;
    }
  return cell;
}

static inline void
add_tone (SotongWordCell *cell,
          guint32         sentiment)
{
  cell->n++;
  cell->negative += sentiment == SOTONG_SENTIMENT_NEGATIVE;
  cell->neutral += sentiment == SOTONG_SENTIMENT_NEUTRAL;
  cell->positive += sentiment == SOTONG_SENTIMENT_POSITIVE;
}

/* Counts a mention. A word that the tally has no room for came after it was made and is passed over. */
gboolean
sotong_word_tally_text (SotongWordTally *self,
                        const guint8    *words,
                        gsize            length,
                        int              sentiment)
{
  const guint8 *end = words + length;
  guint32 id = 0, step;

  self->n_texts++;
  while (words < end)
    {
      if (!sotong_word_code_next (&words, end, &step))
        return FALSE;
      id += step;
      if (id < self->n_cells)
        add_tone (cell_of (self, id), (guint32) sentiment);
    }
  return TRUE;
}

/* Adds what sotong_word_tally_encode() wrote; %FALSE if it is damaged. */
gboolean
sotong_word_tally_add (SotongWordTally *self,
                       const guint8    *counts,
                       gsize            length)
{
  const guint8 *at = counts, *end = counts + length;
  guint32 id = 0, step, n;

  if (!sotong_word_code_next (&at, end, &n))
    return length == 0;
  self->n_texts += n;
  while (at < end)
    {
      guint32 tones[3] = { 0, 0, 0 };
      SotongWordCell *cell;

      if (!sotong_word_code_next (&at, end, &step) || !sotong_word_code_next (&at, end, &n))
        return FALSE;
      id += step;
      if (id >= self->n_cells)
        return FALSE;
      cell = cell_of (self, id);
      if (n < SOTONG_N_SENTIMENTS)
        {
          add_tone (cell, n);
          continue;
        }
      for (guint i = 0; i < 3; i++)
        {
          if (!sotong_word_code_next (&at, end, &tones[i]))
            return FALSE;
        }
      cell->n += n - 3;
      cell->negative += tones[0];
      cell->neutral += tones[1];
      cell->positive += tones[2];
    }
  return TRUE;
}

/* Takes away what @other counted. Nothing may be added after that: words of no text are still among those in use. */
void
sotong_word_tally_take (SotongWordTally       *self,
                        const SotongWordTally *other)
{
  self->n_texts -= MIN (other->n_texts, self->n_texts);
  for (guint32 i = 0; i < other->n_used; i++)
    {
      const SotongWordCell *gone = &other->cells[other->used[i]];
      SotongWordCell *cell = other->used[i] < self->n_cells ? &self->cells[other->used[i]] : NULL;

      if (cell == NULL)
        continue;
      cell->n -= MIN (gone->n, cell->n);
      cell->negative -= MIN (gone->negative, cell->negative);
      cell->neutral -= MIN (gone->neutral, cell->neutral);
      cell->positive -= MIN (gone->positive, cell->positive);
    }
}

static guint32
single_tone (const SotongWordCell *cell)
{
  if (cell->negative > 0)
    return SOTONG_SENTIMENT_NEGATIVE;
  if (cell->neutral > 0)
    return SOTONG_SENTIMENT_NEUTRAL;
  return cell->positive > 0 ? SOTONG_SENTIMENT_POSITIVE : SOTONG_SENTIMENT_NONE;
}

static void
encode_cell (const SotongWordCell *cell,
             guint32               id,
             guint32              *last,
             GByteArray           *out)
{
  append (out, id - *last);
  *last = id;
  if (cell->n == 1)
    {
      append (out, single_tone (cell));
      return;
    }
  append (out, cell->n + 3);
  append (out, cell->negative);
  append (out, cell->neutral);
  append (out, cell->positive);
}

void
sotong_word_tally_encode (SotongWordTally *self,
                          GByteArray      *out)
{
  guint32 last = 0;

  g_byte_array_set_size (out, 0);
  append (out, (guint32) self->n_texts);
  if (self->n_used > self->n_cells / DENSE_PART)
    {
      for (guint32 id = 0; id < self->n_cells; id++)
        {
          if (self->cells[id].n > 0)
            encode_cell (&self->cells[id], id, &last, out);
        }
      return;
    }
  if (self->n_used > 1)
    qsort (self->used, self->n_used, sizeof *self->used, compare_ids);
  for (guint32 i = 0; i < self->n_used; i++)
    encode_cell (&self->cells[self->used[i]], self->used[i], &last, out);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-similar-index.h"

#include <stdlib.h>

/*
 * Two texts that are near-duplicates share at least six tenths of the pairs of the smaller one of them, or of
 * either: whatever measure made them so (sotong-similar.c). So one of any four tenths and one more of its pairs stands
 * in the other text, and the rarest may be chosen: few texts have those. Whoever looks for the texts like A takes A's
 * rarest pairs and gets the texts that have one of them; B, when it is much longer and contains A, is found by A.
 * A pair is known by a bucket: two that fall into the same one cost a comparison too many, and never miss a text.
 */

#define N_BUCKETS (1 << 16)
#define PROBED(n) ((n) * 2 / 5 + 1)

struct _SotongSimilarIndex
{
  GPtrArray *shapes;   /* (owned) (element-type SotongShape) */
  guint     *starts;   /* (owned) (array length=N_BUCKETS + 1): where the texts of a bucket begin in @texts */
  guint     *texts;    /* (owned): numbers of texts, ascending in each bucket */
};

typedef struct {
  guint bucket;
  guint n_texts;
} Probe;

static guint
bucket_of (guint64 pair)
{
  return (guint) ((pair * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 48);
}

/**
 * sotong_similar_index_new:
 * @shapes: (element-type SotongShape): the shapes of texts, which are known by their places
 *
 * Takes about a quarter of a microsecond for each pair of letters.
 *
 * Returns: (transfer full): the index
 */
SotongSimilarIndex *
sotong_similar_index_new (GPtrArray *shapes)
{
  SotongSimilarIndex *self = g_new0 (SotongSimilarIndex, 1);
  g_autofree guint *next = g_new (guint, N_BUCKETS);

  self->shapes = g_ptr_array_ref (shapes);
  self->starts = g_new0 (guint, N_BUCKETS + 1);
  for (guint i = 0; i < shapes->len; i++)
    {
      guint n;
      const guint64 *pairs = sotong_shape_get_pairs (g_ptr_array_index (shapes, i), &n);

      for (guint j = 0; j < n; j++)
        self->starts[bucket_of (pairs[j]) + 1]++;
    }
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      self->starts[i + 1] += self->starts[i];
      next[i] = self->starts[i];
    }
  self->texts = g_new (guint, MAX (self->starts[N_BUCKETS], 1));
  for (guint i = 0; i < shapes->len; i++)
    {
      guint n;
      const guint64 *pairs = sotong_shape_get_pairs (g_ptr_array_index (shapes, i), &n);

      for (guint j = 0; j < n; j++)
        self->texts[next[bucket_of (pairs[j])]++] = i;
    }
  return self;
}

void
sotong_similar_index_free (SotongSimilarIndex *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->shapes);
  g_free (self->starts);
  g_free (self->texts);
  g_free (self);
}

static int
compare_probes (gconstpointer a,
                gconstpointer b)
{
  const Probe *x = a, *y = b;

  return x->n_texts < y->n_texts ? -1 : x->n_texts > y->n_texts;
}

/* The first place from @low to @high whose text is @text or a later one. */
static guint
find_place (const guint *texts,
            guint        low,
            guint        high,
            guint        text)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (texts[middle] < text)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * sotong_similar_index_find:
 * @self: the index
 * @index: a text
 * @first: from which text on others are looked for
 * @end: up to which, exclusive
 * @found: (element-type guint): gets the texts that may be like it, ascending, without itself
 *
 * Of two near-duplicates at least one finds the other; those that are found are to be compared.
 */
void
sotong_similar_index_find (const SotongSimilarIndex *self,
                           guint                     index,
                           guint                     first,
                           guint                     end,
                           GArray                   *found)
{
  guint n;
  const guint64 *pairs = sotong_shape_get_pairs (g_ptr_array_index (self->shapes, index), &n);
  g_autofree Probe *probes = g_new (Probe, MAX (n, 1));
  g_autofree guint8 *seen = g_malloc0 (MAX (end - first, 1));

  g_array_set_size (found, 0);
  for (guint i = 0; i < n; i++)
    {
      probes[i].bucket = bucket_of (pairs[i]);
      probes[i].n_texts = self->starts[probes[i].bucket + 1] - self->starts[probes[i].bucket];
    }
  qsort (probes, n, sizeof (Probe), compare_probes);
  for (guint i = 0; n > 0 && i < PROBED (n) && i < n; i++)
    {
      guint stop = self->starts[probes[i].bucket + 1];

      for (guint place = find_place (self->texts, self->starts[probes[i].bucket], stop, first);
           place < stop && self->texts[place] < end; place++)
        seen[self->texts[place] - first] = 1;
    }
  for (guint i = first; i < end; i++)
    {
      if (i != index && seen[i - first] != 0)
        g_array_append_val (found, i);
    }
}

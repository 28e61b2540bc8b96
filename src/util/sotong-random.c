/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-random.h"

/* Everything here is whole numbers, so that a seed gives the same sequence on every machine and compiler. */

static guint64
split_mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 value,
             int     bits)
{
  return (value << bits) | (value >> (64 - bits));
}

/**
 * sotong_random_init:
 * @self: a generator
 * @seed: any number
 *
 * Starts the sequence that belongs to @seed.
 */
void
sotong_random_init (SotongRandom *self,
                    guint64       seed)
{
  g_return_if_fail (self != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = split_mix (&seed);
}

/**
 * sotong_random_next:
 * @self: a generator
 *
 * The generator is xoshiro256** of Blackman and Vigna.
 *
 * Returns: 64 evenly distributed bits
 */
guint64
sotong_random_next (SotongRandom *self)
{
  guint64 *s = self->state;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

/**
 * sotong_random_below:
 * @self: a generator
 * @bound: at least 1
 *
 * Returns: a number from 0 to @bound - 1, each as likely as the others
 */
guint32
sotong_random_below (SotongRandom *self,
                     guint32       bound)
{
  guint32 threshold;
  guint64 product;

  g_return_val_if_fail (bound > 0, 0);

  product = (sotong_random_next (self) >> 32) * bound;
  if ((guint32) product >= bound)
    return (guint32) (product >> 32);
  threshold = -bound % bound; /* the few values that would favour some results are drawn again */
  while ((guint32) product < threshold)
    product = (sotong_random_next (self) >> 32) * bound;
  return (guint32) (product >> 32);
}

/**
 * sotong_random_between:
 * @self: a generator
 * @low: the smallest result
 * @high: the largest result, less than 2³² above @low
 *
 * Returns: a number from @low to @high
 */
gint64
sotong_random_between (SotongRandom *self,
                       gint64        low,
                       gint64        high)
{
  g_return_val_if_fail (low <= high && high - low < G_MAXUINT32, low);

  return low + sotong_random_below (self, (guint32) (high - low + 1));
}

/**
 * sotong_random_chance:
 * @self: a generator
 * @permille: how often in a thousand draws
 *
 * Returns: %TRUE in @permille of 1,000 cases
 */
gboolean
sotong_random_chance (SotongRandom *self,
                      guint32       permille)
{
  return sotong_random_below (self, 1000) < permille;
}

/**
 * sotong_random_normal:
 * @self: a generator
 * @mean: the mean
 * @deviation: the standard deviation, 0 to 2³¹
 *
 * Adds twelve even draws, whose variance is 1: near enough to the normal curve
 * for made data, and never further than six deviations from the mean.
 *
 * Returns: a whole number
 */
gint64
sotong_random_normal (SotongRandom *self,
                      gint64        mean,
                      gint64        deviation)
{
  gint64 sum = 0;

  for (int i = 0; i < 12; i++)
    sum += (gint64) (sotong_random_next (self) >> 40); /* 24 bits */
  sum -= G_GINT64_CONSTANT (6) << 24;
  return mean + sum * deviation / (1 << 24);
}

static guint
poisson_one (SotongRandom *self)
{
  /* Cumulative probabilities of a mean of 1, times 2³². */
  static const guint32 steps[] = {
    1580030168, 3160060337, 3950075421, 4213413783, 4279248373, 4292415291,
    4294609777, 4294923276, 4294962463, 4294966817, 4294967252,
  };
  guint32 draw = (guint32) (sotong_random_next (self) >> 32);
  guint n = 0;

  while (n < G_N_ELEMENTS (steps) && draw >= steps[n])
    n++;
  return n;
}

/**
 * sotong_random_poisson:
 * @self: a generator
 * @mean_permille: the mean in thousandths: 2500 is 2.5
 *
 * Counts as many draws of mean 1 as the mean has whole parts, and of one more
 * keeps each event as often as the rest says.
 *
 * Returns: a number of events
 */
guint
sotong_random_poisson (SotongRandom *self,
                       guint32       mean_permille)
{
  guint whole = mean_permille / 1000;
  guint rest = mean_permille % 1000;
  guint events = 0;

  for (guint i = 0; i < whole; i++)
    events += poisson_one (self);
  if (rest > 0)
    for (guint n = poisson_one (self); n > 0; n--)
      events += sotong_random_chance (self, rest);
  return events;
}

/**
 * sotong_random_weighted:
 * @self: a generator
 * @weights: (array length=n_weights): how often each, in any unit
 * @n_weights: how many; the weights add to 1 to 2³² - 1
 *
 * Returns: an index into @weights
 */
gsize
sotong_random_weighted (SotongRandom  *self,
                        const guint32 *weights,
                        gsize          n_weights)
{
  guint32 total = 0;
  guint32 draw;

  for (gsize i = 0; i < n_weights; i++)
    total += weights[i];
  g_return_val_if_fail (total > 0, 0);
  draw = sotong_random_below (self, total);
  for (gsize i = 0; i < n_weights; i++)
    {
      if (draw < weights[i])
        return i;
      draw -= weights[i];
    }
  return n_weights - 1;
}

/**
 * sotong_random_shuffle:
 * @self: a generator
 * @items: (array length=n_items): numbers, put in random order
 * @n_items: how many
 */
void
sotong_random_shuffle (SotongRandom *self,
                       guint32      *items,
                       gsize         n_items)
{
  for (gsize i = n_items; i > 1; i--)
    {
      guint32 other = sotong_random_below (self, (guint32) i);
      guint32 item = items[i - 1];

      items[i - 1] = items[other];
      items[other] = item;
    }
}

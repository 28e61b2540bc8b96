/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <string.h>

G_BEGIN_DECLS
/*
 * Exponential and logarithm from sums and products alone. Those of the C library differ in the last bit from one version
 * to the next; the trainer's file has to come out the same bit for bit.
 */
#define SOTONG_EXACT_LN2 0.693147180559945309417

static inline double
sotong_exact_exp (double x)
{
  double r, sum = 1.0;
  gint64 k;
  guint64 bits;
  double power;

  x = CLAMP (x, -700.0, 700.0);
  k = (gint64) (x / SOTONG_EXACT_LN2 + (x < 0 ? -0.5 : 0.5));
  r = x - (double) k * SOTONG_EXACT_LN2;
  for (int i = 14; i > 0; i--)
    sum = 1.0 + sum * r / i;
  bits = (guint64) (k + 1023) << 52;
  memcpy (&power, &bits, sizeof power);
  return sum * power;
}

/* Of a positive number that is not denormal. */
static inline double
sotong_exact_log (double x)
{
  guint64 bits;
  gint64 k;
  double m, t, square, sum = 0.0;

  memcpy (&bits, &x, sizeof bits);
  k = (gint64) (bits >> 52) - 1023;
  bits = (bits & G_GUINT64_CONSTANT (0x000fffffffffffff)) | G_GUINT64_CONSTANT (0x3ff0000000000000);
  memcpy (&m, &bits, sizeof m);
  t = (m - 1.0) / (m + 1.0);
  square = t * t;
  for (int i = 41; i > 0; i -= 2)
    sum = 1.0 / i + sum * square;
  return (double) k * SOTONG_EXACT_LN2 + 2.0 * t * sum;
}

static inline double
sotong_exact_logistic (double x)
{
  return 1.0 / (1.0 + sotong_exact_exp (-x));
}
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* A seeded generator for made data and tests; not for secrets. A plain value: copy it to branch a sequence. */
typedef struct {
  guint64 state[4];
} SotongRandom;

void    sotong_random_init     (SotongRandom  *self,
                                guint64        seed);
guint64 sotong_random_next     (SotongRandom  *self);
guint32 sotong_random_below    (SotongRandom  *self,
                                guint32        bound);
gint64  sotong_random_between  (SotongRandom  *self,
                                gint64         low,
                                gint64         high);
gboolean sotong_random_chance  (SotongRandom  *self,
                                guint32        permille);
gint64  sotong_random_normal   (SotongRandom  *self,
                                gint64         mean,
                                gint64         deviation);
guint   sotong_random_poisson  (SotongRandom  *self,
                                guint32        mean_permille);
gsize   sotong_random_weighted (SotongRandom  *self,
                                const guint32 *weights,
                                gsize          n_weights);
void    sotong_random_shuffle  (SotongRandom  *self,
                                guint32       *items,
                                gsize          n_items);
G_END_DECLS

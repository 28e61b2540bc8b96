/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-theme.h"

G_BEGIN_DECLS
/* What a bullet bar is made of, each told by its pattern as well as its colour. */
typedef enum {
  SOTONG_BULLET_DONE,      /* plain */
  SOTONG_BULLET_SCHEDULED, /* hatched */
  SOTONG_BULLET_DRAFT,     /* framed, empty */
  SOTONG_N_BULLET_PARTS,
} SotongBulletPart;

/**
 * SotongBullet:
 * @parts: how much there is of each part, 0 or more
 * @target: what they shall reach
 * @pace: where the first part should be by now; less than 0: no mark
 *
 * Numbers against a target, on one line.
 */
typedef struct {
  double parts[SOTONG_N_BULLET_PARTS];
  double target;
  double pace;
} SotongBullet;

void   sotong_bullet_draw      (const SotongBullet     *self,
                                cairo_t                *cr,
                                double                  width,
                                double                  height,
                                const SotongChartTheme *theme);
void   sotong_bullet_draw_part (SotongBulletPart        part,
                                cairo_t                *cr,
                                double                  x,
                                double                  y,
                                double                  width,
                                double                  height,
                                const SotongChartTheme *theme);
void   sotong_bullet_draw_pace (cairo_t                *cr,
                                double                  x,
                                double                  height,
                                const SotongChartTheme *theme);
double sotong_bullet_place     (const SotongBullet     *self,
                                double                  value,
                                double                  width);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_BULLET_LAYER (sotong_bullet_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongBulletLayer, sotong_bullet_layer, SOTONG, BULLET_LAYER, SotongLayer)

/* The order of its series. */
typedef enum {
  SOTONG_BULLET_SERIES_DONE,
  SOTONG_BULLET_SERIES_TARGET,
  SOTONG_BULLET_SERIES_PACE,       /* NAN: no mark */
  SOTONG_BULLET_SERIES_SCHEDULED,
  SOTONG_BULLET_SERIES_DRAFT,
} SotongBulletSeries;

SotongLayer *sotong_bullet_layer_new (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

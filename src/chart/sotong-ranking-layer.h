/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_RANKING_LAYER (sotong_ranking_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongRankingLayer, sotong_ranking_layer, SOTONG, RANKING_LAYER, SotongLayer)

SotongLayer *sotong_ranking_layer_new (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

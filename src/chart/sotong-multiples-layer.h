/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MULTIPLES_LAYER (sotong_multiples_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongMultiplesLayer, sotong_multiples_layer, SOTONG, MULTIPLES_LAYER, SotongLayer)

SotongLayer *sotong_multiples_layer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_multiples_layer_add (SotongMultiplesLayer *self,
                                         SotongSeries         *series);
void         sotong_multiples_layer_add_beside (SotongMultiplesLayer *self,
                                                SotongSeries         *series);
void         sotong_multiples_layer_add_slots (SotongMultiplesLayer *self,
                                               SotongSlots          *slots);
void         sotong_multiples_layer_set_apart (SotongMultiplesLayer *self);
void         sotong_multiples_layer_set_marks (SotongMultiplesLayer *self,
                                               SotongLayer          *marks);
G_END_DECLS

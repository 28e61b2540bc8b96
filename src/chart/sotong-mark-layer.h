/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MARK_LAYER (sotong_mark_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongMarkLayer, sotong_mark_layer, SOTONG, MARK_LAYER, SotongLayer)

/* Events (a moment) and campaigns (a stretch of time) over the values. */
SotongLayer *sotong_mark_layer_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_mark_layer_add_event (SotongMarkLayer *self,
                                          double           at,
                                          const char      *label);
void         sotong_mark_layer_add_note  (SotongMarkLayer *self,
                                          double           at,
                                          const char      *label);
void         sotong_mark_layer_add_alarm (SotongMarkLayer *self,
                                          double           at,
                                          guint            stage,
                                          const char      *label);
void         sotong_mark_layer_add_band  (SotongMarkLayer *self,
                                          double           start,
                                          double           end,
                                          const char      *label);
void         sotong_mark_layer_add_post  (SotongMarkLayer *self,
                                          double           at);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-mentions.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
typedef struct _SotongDemoReady SotongDemoReady;

SotongDemoReady          *sotong_demo_ready_start        (guint64          seed) G_GNUC_WARN_UNUSED_RESULT;
void                      sotong_demo_ready_free         (SotongDemoReady *self);
const SotongDemoMentions *sotong_demo_ready_get_mentions (SotongDemoReady *self);
const SotongSketch       *sotong_demo_ready_get_sketch   (SotongDemoReady *self,
                                                          gsize            index,
                                                          const char     **out_words);
void                      sotong_demo_mention_get_text   (const SotongDemoMention *mention,
                                                          GString                 *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoReady, sotong_demo_ready_free)
G_END_DECLS

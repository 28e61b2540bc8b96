/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_KEPT_TOPIC (sotong_kept_topic_get_type ())
G_DECLARE_FINAL_TYPE (SotongKeptTopic, sotong_kept_topic, SOTONG, KEPT_TOPIC, GObject)

SotongKeptTopic *sotong_kept_topic_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_kept_topic_set_context (SotongKeptTopic *self,
                                                SotongContext   *context);
gint64           sotong_kept_topic_get         (SotongKeptTopic *self);
void             sotong_kept_topic_set         (SotongKeptTopic *self,
                                                gint64           id);
void             sotong_kept_topic_load        (SotongKeptTopic *self,
                                                GVariantDict    *layout);
void             sotong_kept_topic_save        (SotongKeptTopic *self,
                                                GVariantDict    *layout);
G_END_DECLS

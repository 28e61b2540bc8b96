/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-mention-row.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MENTION_MODEL (sotong_mention_model_get_type ())
G_DECLARE_FINAL_TYPE (SotongMentionModel, sotong_mention_model, SOTONG, MENTION_MODEL, GObject)

SotongMentionModel       *sotong_mention_model_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void                      sotong_mention_model_set_store (SotongMentionModel       *self,
                                                          SotongStore              *store);
void                      sotong_mention_model_set_query (SotongMentionModel       *self,
                                                          const SotongMentionQuery *query,
                                                          guint                     anchor);
const SotongMentionQuery *sotong_mention_model_get_query (SotongMentionModel       *self);
void                      sotong_mention_model_refresh   (SotongMentionModel       *self,
                                                          guint                     anchor);
void                      sotong_mention_model_find_async       (SotongMentionModel  *self,
                                                                 gint64               id,
                                                                 GAsyncReadyCallback  callback,
                                                                 gpointer             user_data);
void                      sotong_mention_model_find_open_async  (SotongMentionModel  *self,
                                                                 guint                after,
                                                                 GAsyncReadyCallback  callback,
                                                                 gpointer             user_data);
G_END_DECLS

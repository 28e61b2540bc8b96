/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "app/sotong-period.h"
#include "app/sotong-task.h"
#include "platforms/sotong-secrets.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-saved-search.h"
#include "store/sotong-store.h"
#include "util/sotong-clock.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CONTEXT (sotong_context_get_type ())
G_DECLARE_FINAL_TYPE (SotongContext, sotong_context, SOTONG, CONTEXT, GObject)

SotongContext *sotong_context_new            (SotongStore       *store,
                                              SotongClock       *clock,
                                              GTimeZone         *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongStore   *sotong_context_get_store      (SotongContext     *self);
SotongClock   *sotong_context_get_clock      (SotongContext     *self);
GTimeZone     *sotong_context_get_zone       (SotongContext     *self);
gint64         sotong_context_now            (SotongContext     *self);

SotongSecrets   *sotong_context_get_secrets  (SotongContext     *self);
void           sotong_context_set_secrets    (SotongContext     *self,
                                              SotongSecrets     *secrets);
SotongPublisher *sotong_context_get_publisher (SotongContext    *self);

GListModel    *sotong_context_get_tasks      (SotongContext     *self);
void           sotong_context_add_task       (SotongContext     *self,
                                              SotongTask        *task);
void           sotong_context_clear_tasks    (SotongContext     *self);
void           sotong_context_cancel_tasks   (SotongContext     *self);

gint64         sotong_context_get_content    (SotongContext     *self);
void           sotong_context_set_content    (SotongContext     *self,
                                              gint64             content);
void           sotong_context_new_content    (SotongContext     *self,
                                              gint64             planned_at);
gint64         sotong_context_get_mention    (SotongContext     *self);
void           sotong_context_set_mention    (SotongContext     *self,
                                              gint64             mention);
void           sotong_context_open_content   (SotongContext     *self,
                                              gint64             content);
void           sotong_context_open_copy      (SotongContext     *self,
                                              gint64             content,
                                              gint64             channel);
gint64         sotong_context_get_topic      (SotongContext     *self);
void           sotong_context_set_topic      (SotongContext     *self,
                                              gint64             topic);
gint64         sotong_context_get_campaign   (SotongContext     *self);
void           sotong_context_set_campaign   (SotongContext     *self,
                                              gint64             campaign);
gint64         sotong_context_get_channel    (SotongContext     *self);
void           sotong_context_set_channel    (SotongContext     *self,
                                              gint64             channel);
SotongPeriod  *sotong_context_get_period     (SotongContext     *self);
void           sotong_context_use_period     (SotongContext     *self,
                                              int                users);
gboolean       sotong_context_get_range      (SotongContext     *self,
                                              SotongRange       *out_range);
void           sotong_context_set_range      (SotongContext     *self,
                                              const SotongRange *range);
gboolean       sotong_context_get_shown      (SotongContext     *self,
                                              SotongRange       *out_range);
void           sotong_context_show_mentions  (SotongContext     *self,
                                              const SotongRange *range);
const SotongSavedSearch *sotong_context_get_search (SotongContext             *self,
                                                    const SotongMentionQuery **out_query);
void           sotong_context_show_search    (SotongContext      *self,
                                              SotongSavedSearch  *search,
                                              SotongMentionQuery *query);
const char    *sotong_context_get_shown_words (SotongContext    *self,
                                              gboolean          *out_once);
void           sotong_context_show_words     (SotongContext     *self,
                                              const char        *words,
                                              gboolean           once,
                                              const SotongRange *range);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

G_BEGIN_DECLS
/* What made citizens say on the practice platform: a list that only grows. Not thread-safe. */
typedef struct _SotongPracticeMentions SotongPracticeMentions;

SotongPracticeMentions *sotong_practice_mentions_new       (guint64                 seed,
                                                            gint64                  now,
                                                            gboolean                set_clock) G_GNUC_WARN_UNUSED_RESULT;
void                    sotong_practice_mentions_free      (SotongPracticeMentions *self);
void                    sotong_practice_mentions_add_post  (SotongPracticeMentions *self,
                                                            const char             *post_id,
                                                            const char             *title,
                                                            gint64                  now);
guint                   sotong_practice_mentions_advance   (SotongPracticeMentions *self,
                                                            gint64                  now);
gboolean                sotong_practice_mentions_add_page  (SotongPracticeMentions *self,
                                                            JsonBuilder            *builder,
                                                            const char             *base,
                                                            guint                   first,
                                                            guint                   limit);
const char             *sotong_practice_mentions_find_text (SotongPracticeMentions *self,
                                                            const char             *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPracticeMentions, sotong_practice_mentions_free)
G_END_DECLS

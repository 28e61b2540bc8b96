/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "platforms/sotong-practice-server.h"

G_BEGIN_DECLS
/* What the practice platform holds: posts, media, mentions and counts. Not thread-safe. */
typedef struct _SotongPracticeBox SotongPracticeBox;

/* An answer on its way out. */
typedef struct {
  guint       status;
  const char *media_type;  /* (unowned) */
  GBytes     *body;        /* (owned) */
} SotongPracticeAnswer;

SotongPracticeBox    *sotong_practice_box_new               (SotongClock          *clock) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_practice_box_free              (SotongPracticeBox    *self);
void                  sotong_practice_box_set_allow_doubles (SotongPracticeBox    *self,
                                                             gboolean              allow);
SotongPracticeCounts *sotong_practice_box_get_counts        (SotongPracticeBox    *self);
guint                 sotong_practice_box_count_key         (SotongPracticeBox    *self,
                                                             const char           *client_key);
SotongPracticeAnswer  sotong_practice_answer_error          (guint                 status,
                                                             const char           *code,
                                                             const char           *message);
SotongPracticeAnswer  sotong_practice_box_me                (SotongPracticeBox    *self);
SotongPracticeAnswer  sotong_practice_box_add_post          (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             GBytes               *body,
                                                             gboolean              allow_double);
SotongPracticeAnswer  sotong_practice_box_find_posts        (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *client_key);
SotongPracticeAnswer  sotong_practice_box_get_post          (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *id);
SotongPracticeAnswer  sotong_practice_box_update_post       (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *id,
                                                             GBytes               *body);
SotongPracticeAnswer  sotong_practice_box_remove_post       (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *id);
SotongPracticeAnswer  sotong_practice_box_add_media         (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *media_type,
                                                             GBytes               *body);
SotongPracticeAnswer  sotong_practice_box_list_mentions     (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *cursor,
                                                             const char           *limit);
gint64                sotong_practice_box_get_now           (SotongPracticeBox    *self);
const char           *sotong_practice_box_get_published     (SotongPracticeBox    *self,
                                                             const char           *id,
                                                             gint64               *out_since);
SotongPracticeAnswer  sotong_practice_box_get_metrics       (SotongPracticeBox    *self,
                                                             const char           *ids);
SotongPracticeAnswer  sotong_practice_box_get_stats         (SotongPracticeBox    *self);
SotongPracticeAnswer  sotong_practice_box_show_post         (SotongPracticeBox    *self,
                                                             const char           *base,
                                                             const char           *id);
SotongPracticeAnswer  sotong_practice_box_show_mention      (SotongPracticeBox    *self,
                                                             const char           *id);
SotongPracticeAnswer  sotong_practice_box_show_media        (SotongPracticeBox    *self,
                                                             const char           *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPracticeBox, sotong_practice_box_free)
G_END_DECLS

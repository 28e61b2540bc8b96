/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-outbox-hand.h"

G_BEGIN_DECLS
GPtrArray *sotong_publish_hand_list  (SotongDb              *db,
                                      gint64                 until,
                                      GError               **error);
gboolean   sotong_publish_hand_note  (SotongDb              *db,
                                      gint64                 copy_id,
                                      const char            *url,
                                      GError               **error);
gboolean   sotong_publish_hand_settle (SotongDb             *db,
                                      gint64                 copy_id,
                                      gboolean               published,
                                      const char            *url,
                                      GError               **error);
char      *sotong_publish_hand_text  (const SotongHandPost  *post) G_GNUC_WARN_UNUSED_RESULT;
gboolean   sotong_publish_hand_titled (const SotongHandPost *post);
char      *sotong_publish_hand_page  (const SotongHandPost  *post) G_GNUC_WARN_UNUSED_RESULT;
int        sotong_publish_hand_save  (SotongDb              *db,
                                      gint64                 copy_id,
                                      const char            *folder,
                                      GError               **error);
G_END_DECLS

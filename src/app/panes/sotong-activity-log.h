/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_ACTIVITY_GOOD,
  SOTONG_ACTIVITY_OPEN,   /* under way, or to be tried again */
  SOTONG_ACTIVITY_BAD,
} SotongActivityMood;

#define SOTONG_TYPE_ACTIVITY_ITEM (sotong_activity_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongActivityItem, sotong_activity_item, SOTONG, ACTIVITY_ITEM, GObject)

gint64              sotong_activity_item_get_time    (SotongActivityItem *self);
gint64              sotong_activity_item_get_content (SotongActivityItem *self);
const char         *sotong_activity_item_get_kind    (SotongActivityItem *self);
const char         *sotong_activity_item_get_subject (SotongActivityItem *self);
const char         *sotong_activity_item_get_outcome (SotongActivityItem *self);
const char         *sotong_activity_item_get_message (SotongActivityItem *self);
SotongActivityMood  sotong_activity_item_get_mood    (SotongActivityItem *self);
gboolean            sotong_activity_item_same        (gconstpointer       a,
                                                      gconstpointer       b);

gpointer            sotong_activity_log_job          (SotongDb           *db,
                                                      gpointer            data,
                                                      GCancellable       *cancellable,
                                                      GError            **error);
G_END_DECLS

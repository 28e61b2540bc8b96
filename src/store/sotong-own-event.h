/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* An event that the office typed itself, in a layer of its own. */
typedef struct {
  gint64    id;
  gint64    layer_id;  /* filled when read */
  char     *layer;     /* its layer's name; "" or %NULL for the usual one */
  char     *title;
  char     *place;
  char     *from;      /* a day, or a day and a time */
  char     *to;        /* the last day, which counts whole, or the time of its end; "" for the same day, or an hour later */
} SotongOwnEvent;

void            sotong_own_event_free   (SotongOwnEvent        *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongOwnEvent, sotong_own_event_free)

gint64          sotong_own_event_add    (SotongDb              *db,
                                         const SotongOwnEvent  *event,
                                         GError               **error);
gboolean        sotong_own_event_edit   (SotongDb              *db,
                                         const SotongOwnEvent  *event,
                                         GError               **error);
gboolean        sotong_own_event_remove (SotongDb              *db,
                                         gint64                 id,
                                         GError               **error);
SotongOwnEvent *sotong_own_event_get    (SotongDb              *db,
                                         gint64                 id,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *sotong_own_event_list   (SotongDb              *db,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

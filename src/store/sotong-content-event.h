/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* An event with citizens that a content invites to or tells of. */
typedef struct {
  gint64  content_id;
  char   *place;
  char   *starts_on;     /* (nullable): YYYY-MM-DD */
  char   *ends_on;       /* (nullable): the last day */
  gint64  participants;  /* people, or SOTONG_NONE */
} SotongContentEvent;

void                sotong_content_event_free (SotongContentEvent        *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongContentEvent, sotong_content_event_free)

SotongContentEvent *sotong_content_event_get  (SotongDb                  *db,
                                               gint64                     content_id,
                                               GError                   **error);
gboolean            sotong_content_event_set  (SotongDb                  *db,
                                               const SotongContentEvent  *event,
                                               GError                   **error);
G_END_DECLS

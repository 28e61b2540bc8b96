/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-outbox-act.h"

G_BEGIN_DECLS
/* When a post that is held could go out. */
typedef struct {
  gint64    copy_id;
  char     *title;
  char     *channel;
  gint64    publish_at;  /* as it was planned, or SOTONG_NONE */
  gint64    time;        /* as it is suggested; the same where that is still to come */
  gboolean  sealed;      /* approved for @publish_at: another time must be approved again */
} SotongHoldTime;

void       sotong_hold_time_free (SotongHoldTime *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHoldTime, sotong_hold_time_free)

GPtrArray *sotong_hold_times     (SotongDb       *db,
                                  GError        **error);
GPtrArray *sotong_hold_waiting   (SotongDb       *db,
                                  gboolean        release,
                                  GError        **error);
G_END_DECLS

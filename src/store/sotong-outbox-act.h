/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A copy that waits for a person to say what becomes of it, because it was missed or is held. */
typedef struct {
  gint64    copy_id;
  gint64    content_id;
  gint64    channel_id;
  char     *title;
  char     *channel;
  char     *state;       /* missed, held, ... */
  gint64    publish_at;  /* or SOTONG_NONE */
  gboolean  sealed;      /* it was approved with this time */
  gboolean  bound;       /* and with another it would have to be approved again: approval is on */
} SotongStanding;

void            sotong_standing_free       (SotongStanding       *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongStanding, sotong_standing_free)

/* A copy, its content and its channel, that waits for its time on its platform: $1 is now. */
#define SOTONG_SQL_WAITS_THERE \
  "state = 'scheduled' AND coalesce (copy.remote_id, '') <> '' AND publish_at > $1" \
  " AND copy.removed_at IS NULL AND content.removed_at IS NULL AND channel.removed_at IS NULL"

GPtrArray      *sotong_outbox_list_there   (SotongDb             *db,
                                            GError              **error);
GPtrArray      *sotong_outbox_list_state   (SotongDb             *db,
                                            const char           *state,
                                            GError              **error);

/* Parts of a change that is open. */
gboolean        sotong_outbox_arm          (SotongDb             *db,
                                            const SotongStanding *standing,
                                            GError              **error);
gboolean        sotong_outbox_put_off      (SotongDb             *db,
                                            const SotongStanding *standing,
                                            gint64                time,
                                            GError              **error);
gboolean        sotong_outbox_drop         (SotongDb             *db,
                                            const SotongStanding *standing,
                                            GError              **error);
gboolean        sotong_outbox_give_up      (SotongDb             *db,
                                            const SotongStanding *standing,
                                            GError              **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Days of the week, bit 0 Monday to bit 6 Sunday. */
#define SOTONG_SLOT_EVERY_DAY 0x7f

/* A time at which a channel usually posts, on some days of the week. */
typedef struct {
  gint64    id;
  gint64    channel_id;
  char     *channel;        /* its name; filled when read */
  int       days;
  int       minute;         /* of the office's day, 0 to 1439 */
  gboolean  skip_holidays;
} SotongSlot;

void       sotong_slot_free            (SotongSlot        *slot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSlot, sotong_slot_free)

gint64     sotong_channel_slot_add     (SotongDb          *db,
                                        const SotongSlot  *slot,
                                        GError           **error);
gboolean   sotong_channel_slot_remove  (SotongDb          *db,
                                        gint64             id,
                                        GError           **error);
GPtrArray *sotong_channel_slot_list    (SotongDb          *db,
                                        gint64             channel_id,
                                        GError           **error);
GArray    *sotong_channel_times        (SotongDb          *db,
                                        gint64             channel_id,
                                        gint64             from,
                                        gint64             to,
                                        gint64             but_copy,
                                        GError           **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-channel-slot.h"

G_BEGIN_DECLS
/* Posts of one channel that are nearer to one another are in each other's way. */
#define SOTONG_CLASH_SECONDS (30 * 60)

gboolean sotong_slot_parse_days    (const char  *text,
                                    int         *out_days);
char    *sotong_slot_format_days   (int          days) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_slot_describe_days (int          days) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_slot_parse_minute  (const char  *text,
                                    int         *out_minute);
char    *sotong_slot_format_minute (int          minute) G_GNUC_WARN_UNUSED_RESULT;

gint64   sotong_slot_find          (GPtrArray   *slots,
                                    GArray      *times,
                                    GArray      *holidays,
                                    gint64       after,
                                    int          n_days,
                                    GTimeZone   *zone);
gint64   sotong_slot_suggest       (SotongDb    *db,
                                    gint64       channel_id,
                                    GArray      *times,
                                    gint64       after,
                                    GError     **error);
gint64   sotong_slot_next          (SotongDb    *db,
                                    gint64       channel_id,
                                    gint64       after,
                                    gint64       but_copy,
                                    GError     **error);
G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "platforms/sotong-item.h"

G_BEGIN_DECLS
gboolean            sotong_feed_date_parse  (const char          *text,
                                             GTimeZone           *zone,
                                             gint64              *out_time,
                                             SotongItemPrecision *out_precision);
SotongItemPrecision sotong_feed_date_settle (const char          *text,
                                             GTimeZone           *zone,
                                             gint64               now,
                                             gint64              *out_time);
gboolean            sotong_feed_date_is_odd (const char          *text,
                                             GTimeZone           *zone,
                                             gint64               now);
char               *sotong_feed_date_tell_odd (const GPtrArray   *items) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

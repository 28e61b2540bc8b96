/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char     *sotong_time_office_to_iso (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_time_typed_to_iso  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_time_has_short_year (const char *text);
gboolean  sotong_time_parse_clock   (const char *text,
                                     int        *out_second);
gboolean  sotong_time_parse_past    (const char *text,
                                     GTimeZone  *zone,
                                     gint64      now,
                                     gint64     *out_time,
                                     GError    **error);
G_END_DECLS

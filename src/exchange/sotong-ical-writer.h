/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* Lines of iCalendar (RFC 5545): ended by CR LF, folded at 75 octets and never within a
 * character. @name may hold parameters. */
void sotong_ical_add_raw   (GString    *out,
                            const char *name,
                            const char *value);
void sotong_ical_add_text  (GString    *out,
                            const char *name,
                            const char *text);
void sotong_ical_add_texts (GString            *out,
                            const char         *name,
                            const char * const *texts);
void sotong_ical_add_utc   (GString    *out,
                            const char *name,
                            gint64      time);
void sotong_ical_add_time  (GString    *out,
                            const char *name,
                            gint64      time,
                            GTimeZone  *zone);
void sotong_ical_add_day   (GString    *out,
                            const char *name,
                            gint64      time,
                            GTimeZone  *zone);
void sotong_ical_begin     (GString    *out,
                            const char *calendar_name,
                            GTimeZone  *zone);
void sotong_ical_end       (GString    *out);
G_END_DECLS

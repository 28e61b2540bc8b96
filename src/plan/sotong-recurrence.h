/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A series has at most so many occurrences. */
#define SOTONG_RECURRENCE_MAX 366

typedef enum {
  SOTONG_REPEAT_DAILY,
  SOTONG_REPEAT_WEEKLY,
  SOTONG_REPEAT_MONTHLY_DAY,
  SOTONG_REPEAT_MONTHLY_WEEKDAY,
} SotongRepeat;

/* How something comes back. */
typedef struct {
  SotongRepeat kind;
  int          days;     /* weekly: days of the week, bit 0 Monday */
  int          day;      /* monthly by day: 1 to 31; a shorter month's last day stands for what it lacks */
  int          nth;      /* monthly by weekday: 1 to 5, or -1 for the last; a month without a fifth is left out */
  int          weekday;  /* monthly by weekday: 0 for Monday to 6 */
} SotongRecurrence;

gboolean  sotong_recurrence_parse    (const char              *text,
                                      SotongRecurrence        *out_rule);
char     *sotong_recurrence_format   (const SotongRecurrence  *rule) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_recurrence_describe (const SotongRecurrence  *rule) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_recurrence_describe_day (gint64               day) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_recurrence_describe_first (const SotongRecurrence *rule,
                                      gint64                   asked,
                                      gint64                   first) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_recurrence_has_day  (const SotongRecurrence  *rule,
                                      gint64                   day);
GArray   *sotong_recurrence_times    (const SotongRecurrence  *rule,
                                      gint64                   first,
                                      gint64                   until_day,
                                      int                      times,
                                      GTimeZone               *zone) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_recurrence_is_cut   (const SotongRecurrence  *rule,
                                      const GArray            *list,
                                      gint64                   until_day,
                                      GTimeZone               *zone);
G_END_DECLS

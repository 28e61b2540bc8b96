/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_TIME_ERROR (sotong_time_error_quark ())
typedef enum {
  SOTONG_TIME_ERROR_INVALID,       /* not a date or time that the program reads */
  SOTONG_TIME_ERROR_OUT_OF_RANGE,  /* of a year that the program does not take */
} SotongTimeError;
GQuark sotong_time_error_quark (void);

/* The lengths of time that counts are summed over. A week begins on Monday. */
typedef enum {
  SOTONG_BUCKET_HOUR,
  SOTONG_BUCKET_DAY,
  SOTONG_BUCKET_WEEK,
  SOTONG_BUCKET_MONTH,
  SOTONG_BUCKET_QUARTER,
  SOTONG_BUCKET_YEAR,    /* the fiscal year is the calendar's */
} SotongBucket;

/* A stretch of time: seconds since 1970 UTC, @end exclusive. */
typedef struct {
  gint64 start;
  gint64 end;
} SotongRange;

GTimeZone *sotong_time_zone_new      (const char    *identifier,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   sotong_time_parse         (const char    *text,
                                      GTimeZone     *zone,
                                      gint64        *out_time,
                                      GError       **error);
gboolean   sotong_time_parse_range   (const char    *from,
                                      const char    *to,
                                      GTimeZone     *zone,
                                      SotongRange   *out_range,
                                      GError       **error);
gboolean   sotong_time_parse_period  (const char    *text,
                                      GTimeZone     *zone,
                                      SotongRange   *out_range,
                                      GError       **error);
gboolean   sotong_time_check_plan    (gint64         time,
                                      GTimeZone     *zone,
                                      GError       **error);
char      *sotong_time_format_iso    (gint64         time,
                                      GTimeZone     *zone) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_time_format_minute (gint64         time,
                                      GTimeZone     *zone) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_time_format_date   (gint64         time,
                                      GTimeZone     *zone) G_GNUC_WARN_UNUSED_RESULT;
gint64     sotong_time_bucket_start  (gint64         time,
                                      SotongBucket   bucket,
                                      GTimeZone     *zone);
gint64     sotong_time_bucket_next   (gint64         start,
                                      SotongBucket   bucket,
                                      GTimeZone     *zone);
gint64     sotong_time_from_civil    (int            year,
                                      int            month,
                                      int            day,
                                      int            hour,
                                      int            minute,
                                      int            second,
                                      GTimeZone     *zone);
void       sotong_time_to_civil      (gint64         time,
                                      GTimeZone     *zone,
                                      int           *year,
                                      int           *month,
                                      int           *day,
                                      int           *hour,
                                      int           *minute,
                                      int           *second);
gint64     sotong_time_days_from_civil (int year,
                                        int month,
                                        int day);
void       sotong_time_civil_from_days (gint64 days,
                                        int   *year,
                                        int   *month,
                                        int   *day);
int        sotong_time_weekday       (gint64 days);
int        sotong_time_week_hour     (gint64     time,
                                      GTimeZone *zone);
int        sotong_time_days_in_month (int year,
                                      int month);
gboolean   sotong_bucket_from_name   (const char    *name,
                                      SotongBucket  *out_bucket);
G_END_DECLS

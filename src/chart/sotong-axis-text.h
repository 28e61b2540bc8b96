/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* How numbers and dates are written. The words themselves come from gettext. */
typedef enum {
  SOTONG_LANGUAGE_AUTO,     /* as the program's texts are translated */
  SOTONG_LANGUAGE_ENGLISH,
  SOTONG_LANGUAGE_KOREAN,
} SotongLanguage;

SotongLanguage sotong_language_resolve        (SotongLanguage  language);
char          *sotong_axis_text_value         (double          value,
                                               double          step,
                                               double          largest,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_short         (double          value,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_last          (double          value,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_number        (double          value) G_GNUC_WARN_UNUSED_RESULT;
double         sotong_axis_text_round_mean    (double          value);
char          *sotong_axis_text_slot          (gint64          start,
                                               SotongBucket    bucket,
                                               GTimeZone      *zone,
                                               gboolean        with_year,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_slot_short    (gint64          start,
                                               SotongBucket    bucket,
                                               GTimeZone      *zone,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_day           (gint64          time,
                                               GTimeZone      *zone,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_quarter       (int             quarter,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_month         (int             month,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
const char    *sotong_axis_text_weekday       (int             weekday,
                                               SotongLanguage  language);
char          *sotong_axis_text_year          (int             year,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_axis_text_hour          (int             hour,
                                               SotongLanguage  language) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS

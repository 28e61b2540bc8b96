/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-lunar.h"

#include <unicode/ucal.h>

#define DANGI_ERA 2333  /* years of the Dangi before the common era */
#define DAY_MS 86400000.0

typedef UCalendar Calendar;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Calendar, ucal_close)

/**
 * sotong_lunar_to_day:
 * @year: the solar year in which the lunar year begins
 * @month: 1 to 12; never a leap month
 * @day: 1 to 30
 * @out_day: (out): the day, counted from 1970-01-01
 *
 * Converts a date of the Korean lunar calendar by ICU's Dangi calendar. Of 2010 to 2050 its feasts
 * are those of the table of the Korea Astronomy and Space Science Institute, which a test holds.
 *
 * Returns: %FALSE when ICU has no such calendar
 */
gboolean
sotong_lunar_to_day (int     year,
                     int     month,
                     int     day,
                     gint64 *out_day)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  UErrorCode code = U_ZERO_ERROR;
  g_autoptr(Calendar) calendar = NULL;
  UDate ms;

  g_return_val_if_fail (month >= 1 && month <= 12, FALSE);
  g_return_val_if_fail (day >= 1 && day <= 30, FALSE);

  calendar = ucal_open (utc, -1, "ko@calendar=dangi", UCAL_DEFAULT, &code);
  if (U_FAILURE (code))
    return FALSE;
  ucal_clear (calendar);
  ucal_set (calendar, UCAL_EXTENDED_YEAR, year + DANGI_ERA);
  ucal_set (calendar, UCAL_MONTH, month - 1);
  ucal_set (calendar, UCAL_IS_LEAP_MONTH, 0);
  ucal_set (calendar, UCAL_DATE, day);
  ms = ucal_getMillis (calendar, &code);
  if (U_FAILURE (code))
    return FALSE;
  *out_day = (gint64) (ms / DAY_MS);
  return TRUE;
}

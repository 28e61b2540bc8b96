/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-http-date.h"

/**
 * sotong_http_date_parse:
 * @text: (nullable): the value of a header such as Date
 * @out_time: (out): seconds since 1970 UTC; untouched on %FALSE
 *
 * Reads a date in each of the forms of RFC 9110, 5.6.7, of any year of four digits: libsoup reads the year 9999, by which some
 * servers mean "never", in some of its versions only.
 *
 * Returns: %FALSE if there is no date with a time in it
 */
gboolean
sotong_http_date_parse (const char *text,
                        gint64     *out_time)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  SotongItemPrecision precision;
  gint64 time;

  if (text == NULL || !sotong_feed_date_parse (text, utc, &time, &precision) || precision == SOTONG_ITEM_DAY_ONLY)
    return FALSE;
  *out_time = time;
  return TRUE;
}

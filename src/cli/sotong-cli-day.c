/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli/sotong-cli-day.h"
#include "plan/sotong-day-shift.h"
#include "plan/sotong-month.h"
#include "util/sotong-time.h"

/**
 * sotong_cli_is_day:
 * @text: what sotong_time_parse() reads
 *
 * Returns: whether it names a day alone: nobody who says so means midnight
 */
gboolean
sotong_cli_is_day (const char *text)
{
  return strpbrk (text, ":Tt") == NULL;
}

/**
 * sotong_cli_parse_plan_time:
 * @cli: the invocation, with an open workspace
 * @text: of --at
 * @out_time: (out): seconds since 1970 UTC
 * @error: return location; of sotong_time_parse()
 *
 * When something is to go out: of a day alone, at the hour that the calendar takes too.
 *
 * Returns: %TRUE if it is a time
 */
gboolean
sotong_cli_parse_plan_time (SotongCli   *cli,
                            const char  *text,
                            gint64      *out_time,
                            GError     **error)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  if (!sotong_time_parse (text, zone, out_time, error))
    return FALSE;
  if (sotong_cli_is_day (text))
    *out_time = sotong_day_shift_default (sotong_month_day_of_time (*out_time, zone), sotong_clock_now (sotong_store_get_clock (cli->store)), zone);
  return TRUE;
}

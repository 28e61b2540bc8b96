/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-repeat.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-warning.h"
#include "plan/sotong-month.h"
#include "store/sotong-content-series.h"

void
sotong_cli_repeat_clear (SotongCliRepeat *repeat)
{
  g_free (repeat->rule_text);
  g_free (repeat->until);
  g_free (repeat->times_text);
  g_clear_pointer (&repeat->times, g_array_unref);
  g_clear_pointer (&repeat->ids, g_array_unref);
}

/* Those that are past are not made. */
static void
drop_past (GArray *times,
           gint64  now)
{
  while (times->len > 0 && g_array_index (times, gint64, 0) < now)
    g_array_remove_index (times, 0);
}

/**
 * sotong_cli_repeat_check:
 * @cli: the invocation
 * @repeat: what was asked for
 * @time: (inout): the time of --at; the first date of the rule that is still to come
 * @next_slot: whether --at says next-slot
 *
 * Returns: (nullable): what is wrong with the words
 */
const char *
sotong_cli_repeat_check (SotongCli       *cli,
                         SotongCliRepeat *repeat,
                         gint64          *time,
                         gboolean         next_slot)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 until = SOTONG_NONE, times = 0;

  if (repeat->rule_text == NULL)
    return repeat->until == NULL && repeat->times_text == NULL ? NULL : _("--until and --times go with --repeat.");
  if (!sotong_recurrence_parse (repeat->rule_text, &repeat->rule))
    return _("--repeat takes daily, weekly:mon,thu, monthly:15, monthly:last, monthly:2-tue or monthly:last-fri.");
  if ((repeat->until == NULL) == (repeat->times_text == NULL))
    return _("What repeats needs an end: --until with its last day, or --times.");
  if (repeat->until != NULL && !sotong_month_parse_day (repeat->until, &until))
    return _("--until takes a day, as 2016-12-31.");
  if (repeat->times_text != NULL && !g_ascii_string_to_signed (repeat->times_text, 10, 2, SOTONG_RECURRENCE_MAX, &times, NULL))
    return _("--times takes a number from 2 to 366.");
  if (*time == SOTONG_NONE || next_slot)
    return _("What repeats needs the time of its first date with --at.");
  repeat->asked = *time;
  repeat->times = sotong_recurrence_times (&repeat->rule, *time, until, (int) times, zone);
  if (until != SOTONG_NONE && sotong_recurrence_is_cut (&repeat->rule, repeat->times, until, zone))
    return _("It would come more than 366 times, and a series holds no more. Choose an earlier last day.");
  drop_past (repeat->times, sotong_clock_now (sotong_store_get_clock (cli->store)));
  if (repeat->times->len < 2)
    return _("It would come only once. Choose a later last day, or more times.");
  *time = g_array_index (repeat->times, gint64, 0);
  return NULL;
}

/* Makes the later ones of a content that was just added. */
gboolean
sotong_cli_repeat_make (SotongDb         *db,
                        gint64            content_id,
                        SotongCliRepeat  *repeat,
                        GError          **error)
{
  g_autofree char *rule = NULL;

  if (repeat->rule_text == NULL)
    return TRUE;
  rule = sotong_recurrence_format (&repeat->rule);
  repeat->ids = sotong_content_series_make (db, content_id, rule, repeat->times, repeat->until, error);
  return repeat->ids != NULL;
}

/* Where the first date is not the one of --at. */
static void
note_first (SotongCli             *cli,
            const SotongCliRepeat *repeat)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *text = sotong_recurrence_describe_first (&repeat->rule, sotong_month_day_of_time (repeat->asked, zone),
                                                            sotong_month_day_of_time (g_array_index (repeat->times, gint64, 0), zone));

  if (text != NULL)
    sotong_cli_note (cli, text);
}

/* All their numbers, and which day is the first where another was asked for. Returns the exit code. */
int
sotong_cli_repeat_report (SotongCli             *cli,
                          const SotongCliRepeat *repeat,
                          GPtrArray             *warnings)
{
  g_autoptr(JsonBuilder) builder = NULL;

  note_first (cli, repeat);
  sotong_cli_note_warnings (cli, NULL, warnings);
  for (guint i = 0; !cli->json && i < repeat->ids->len; i++)
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", g_array_index (repeat->ids, gint64, i));
  if (!cli->json)
    return cli->status;
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "id", g_array_index (repeat->ids, gint64, 0));
  json_builder_set_member_name (builder, "ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < repeat->ids->len; i++)
    json_builder_add_int_value (builder, g_array_index (repeat->ids, gint64, i));
  json_builder_end_array (builder);
  sotong_cli_json_time (builder, "first_at", g_array_index (repeat->times, gint64, 0), sotong_store_get_zone (cli->store));
  sotong_cli_json_warnings (cli, builder, warnings);
  sotong_cli_json_print (builder);
  return cli->status;
}

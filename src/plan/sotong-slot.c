/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-slot.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"
#include "store/sotong-channel.h"

/* How far ahead a free slot is looked for. */
#define MAX_DAYS 366
#define QUARTER_S (15 * 60)

static const char *const day_names[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
static const char *const day_names_ko[7] = { "월", "화", "수", "목", "금", "토", "일" };
static const char *const day_labels[7] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };

/* ---- words ---- */

static int
day_from_name (const char *name)
{
  for (int i = 0; i < 7; i++)
    {
      if (g_ascii_strcasecmp (name, day_names[i]) == 0 || g_str_equal (name, day_names_ko[i]))
        return i;
    }
  return -1;
}

/**
 * sotong_slot_parse_days:
 * @text: days of the week as “mon-fri”, “mon,wed,fri”, “daily”, or “월-금”
 * @out_days: (out): bit 0 Monday to bit 6 Sunday
 *
 * A span may go over Sunday, as “sat-mon”.
 *
 * Returns: %FALSE when @text names no days
 */
gboolean
sotong_slot_parse_days (const char *text,
                        int        *out_days)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);
  int days = 0;

  if (g_ascii_strcasecmp (text, "daily") == 0 || g_str_equal (text, "매일"))
    {
      *out_days = SOTONG_SLOT_EVERY_DAY;
      return TRUE;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) ends = g_strsplit (g_strstrip (parts[i]), "-", 3);
      guint n = g_strv_length (ends);
      int first = n == 1 || n == 2 ? day_from_name (ends[0]) : -1;
      int last = n == 2 ? day_from_name (ends[1]) : first;

      if (first < 0 || last < 0)
        return FALSE;
      days |= 1 << last;
      for (int day = first; day != last; day = (day + 1) % 7)
        days |= 1 << day;
    }
  *out_days = days;
  return days != 0;
}

/* Days one after the other as a span, when they are three or more. */
static char *
format_days (int                days,
             const char *const *names,
             const char        *between,
             const char        *span)
{
  GString *text = g_string_new (NULL);

  for (int day = 0; day < 7; day++)
    {
      int last = day;

      if ((days & (1 << day)) == 0)
        continue;
      while (last < 6 && (days & (1 << (last + 1))) != 0)
        last++;
      if (text->len > 0)
        g_string_append (text, between);
      g_string_append (text, names[day]);
      if (last >= day + 2)
        {
          g_string_append (text, span);
          g_string_append (text, names[last]);
          day = last;
        }
    }
  return g_string_free (text, FALSE);
}

/**
 * sotong_slot_format_days:
 * @days: days of the week
 *
 * Returns: (transfer full): as sotong_slot_parse_days() reads it, as “mon-fri”
 */
char *
sotong_slot_format_days (int days)
{
  return format_days (days, day_names, ",", "-");
}

/**
 * sotong_slot_describe_days:
 * @days: days of the week
 *
 * Returns: (transfer full): in the user's language, as “Mon–Fri” or “every day”
 */
char *
sotong_slot_describe_days (int days)
{
  const char *names[7];

  if (days == SOTONG_SLOT_EVERY_DAY)
    return g_strdup (_("every day"));
  for (int i = 0; i < 7; i++)
    names[i] = _(day_labels[i]);
  /* Translators: between days of the week that are named one by one, and between the ends of a span of them. */
  return format_days (days, names, _(", "), _("–"));
}

/**
 * sotong_slot_parse_minute:
 * @text: a time of day, as 9:30 or 09:30
 * @out_minute: (out): of the day
 *
 * Returns: %FALSE when @text is no time of day
 */
gboolean
sotong_slot_parse_minute (const char *text,
                          int        *out_minute)
{
  const char *colon = strchr (text, ':');
  guint64 hour, minute;
  g_autofree char *head = NULL;

  if (colon == NULL || strlen (colon) != 3)
    return FALSE;
  head = g_strndup (text, (gsize) (colon - text));
  if (!g_ascii_string_to_unsigned (head, 10, 0, 23, &hour, NULL) || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 59, &minute, NULL))
    return FALSE;
  *out_minute = (int) (hour * 60 + minute);
  return TRUE;
}

/**
 * sotong_slot_format_minute:
 * @minute: of the day
 *
 * Returns: (transfer full): as 09:30
 */
char *
sotong_slot_format_minute (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

/* ---- the next free one ---- */

static gboolean
holds (GArray *values,
       gint64  value)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      if (g_array_index (values, gint64, i) == value)
        return TRUE;
    }
  return FALSE;
}

/* @times ascend: the nearest one before or after tells. */
static gboolean
is_taken (GArray *times,
          gint64  time)
{
  guint low = 0, high = times->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (times, gint64, middle) <= time - SOTONG_CLASH_SECONDS)
        low = middle + 1;
      else
        high = middle;
    }
  return low < times->len && g_array_index (times, gint64, low) < time + SOTONG_CLASH_SECONDS;
}

static gint64
time_of_slot (const SotongSlot *slot,
              gint64            day,
              GTimeZone        *zone)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return sotong_time_from_civil (year, month, day_of_month, slot->minute / 60, slot->minute % 60, 0, zone);
}

/**
 * sotong_slot_find:
 * @slots: (element-type SotongSlot): of one channel
 * @times: (element-type gint64): when it posts already, ascending
 * @holidays: (element-type gint64) (nullable): days counted from 1970-01-01
 * @after: seconds since 1970 UTC
 * @n_days: how many days are looked at
 * @zone: the office's time zone
 *
 * A slot is free when nothing of the channel lies within half an hour of it.
 *
 * Returns: the first free slot after @after, or `SOTONG_NONE`
 */
gint64
sotong_slot_find (GPtrArray *slots,
                  GArray    *times,
                  GArray    *holidays,
                  gint64     after,
                  int        n_days,
                  GTimeZone *zone)
{
  gint64 first = sotong_month_day_of_time (after, zone);

  for (gint64 day = first; day < first + n_days; day++)
    {
      gboolean holiday = holds (holidays, day);
      gint64 best = SOTONG_NONE;

      for (guint i = 0; i < slots->len; i++)
        {
          const SotongSlot *slot = g_ptr_array_index (slots, i);
          gint64 time;

          if ((slot->days & (1 << sotong_time_weekday (day))) == 0 || (slot->skip_holidays && holiday))
            continue;
          time = time_of_slot (slot, day, zone);
          if (time > after && !is_taken (times, time) && (best == SOTONG_NONE || time < best))
            best = time;
        }
      if (best != SOTONG_NONE)
        return best;
    }
  return SOTONG_NONE;
}

static GArray *
holidays_of (SotongDb  *db,
             gint64     first,
             GError   **error)
{
  g_autoptr(GPtrArray) list = sotong_holiday_list (db, first, first + MAX_DAYS, error);
  GArray *days;

  if (list == NULL)
    return NULL;
  days = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < list->len; i++)
    g_array_append_val (days, ((SotongHoliday *) g_ptr_array_index (list, i))->day);
  return days;
}

static void
say_nothing_free (SotongDb  *db,
                  gint64     channel_id,
                  gboolean   has_slots,
                  GError   **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, channel_id, error);

  if (channel == NULL)
    return;
  if (has_slots)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("All slots of “%s” are taken for a year. Add a slot, or choose a time yourself."), channel->name);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("“%s” has no slots yet. Add the times at which it usually posts, or choose a time yourself."), channel->name);
}

/**
 * sotong_slot_next:
 * @db: a connection
 * @channel_id: a channel
 * @after: seconds since 1970 UTC; what is past is never given
 * @but_copy: a copy that is not in the way, because it is what moves; or 0
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the channel has no slots, or none
 *   is free within a year
 *
 * Returns: the channel's next free slot, or `SOTONG_NONE` with @error set
 */
gint64
sotong_slot_next (SotongDb  *db,
                  gint64     channel_id,
                  gint64     after,
                  gint64     but_copy,
                  GError   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(GPtrArray) slots = sotong_channel_slot_list (db, channel_id, error);
  g_autoptr(GArray) times = NULL, holidays = NULL;
  gint64 time;

  if (slots == NULL)
    return SOTONG_NONE;
  after = MAX (after, sotong_db_now (db));
  times = sotong_channel_times (db, channel_id, after - 86400, after + (MAX_DAYS + 1) * (gint64) 86400, but_copy, error);
  holidays = times != NULL ? holidays_of (db, sotong_month_day_of_time (after, zone), error) : NULL;
  if (holidays == NULL)
    return SOTONG_NONE;
  time = sotong_slot_find (slots, times, holidays, after, MAX_DAYS, zone);
  if (time == SOTONG_NONE)
    say_nothing_free (db, channel_id, slots->len > 0, error);
  return time;
}

/**
 * sotong_slot_suggest:
 * @db: a connection
 * @channel_id: a channel
 * @times: (element-type gint64): when it posts, ascending; what is suggested is put among them
 * @after: seconds since 1970 UTC
 * @error: return location
 *
 * The channel's next free slot; where it has none, the next quarter of an hour that nothing of the channel is near to.
 *
 * Returns: a time after @after, or `SOTONG_NONE` with @error set
 */
gint64
sotong_slot_suggest (SotongDb  *db,
                     gint64     channel_id,
                     GArray    *times,
                     gint64     after,
                     GError   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(GPtrArray) slots = sotong_channel_slot_list (db, channel_id, error);
  g_autoptr(GArray) holidays = slots != NULL ? holidays_of (db, sotong_month_day_of_time (after, zone), error) : NULL;
  gint64 time;
  guint at;

  if (holidays == NULL)
    return SOTONG_NONE;
  time = sotong_slot_find (slots, times, holidays, after, MAX_DAYS, zone);
  if (time == SOTONG_NONE)
    for (time = (after / QUARTER_S + 1) * QUARTER_S; is_taken (times, time);)
      time += QUARTER_S;
  for (at = times->len; at > 0 && g_array_index (times, gint64, at - 1) > time;)
    at--;
  g_array_insert_val (times, at, time);
  return time;
}

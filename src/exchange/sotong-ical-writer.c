/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ical-writer.h"
#include "util/sotong-time.h"

/*
 * libical needs two seconds for 20,000 posts, most of them for copying; a dozen properties
 * that are known beforehand are written here, and read back with libical in the tests.
 */

#define MAX_OCTETS 75
#define SEOUL      "Asia/Seoul"

/* Ends the line that begins at @start, folding it. */
static void
fold_line (GString *out,
           gsize    start)
{
  gsize at = start;

  while (out->len - at > MAX_OCTETS)
    {
      gsize cut = at + MAX_OCTETS;

      while (((guchar) out->str[cut] & 0xc0) == 0x80)
        cut--;
      g_string_insert_len (out, (gssize) cut, "\r\n ", 3);
      at = cut + 2; /* the blank counts */
    }
  g_string_append (out, "\r\n");
}

void
sotong_ical_add_raw (GString    *out,
                     const char *name,
                     const char *value)
{
  gsize start = out->len;

  g_string_append (out, name);
  g_string_append_c (out, ':');
  g_string_append (out, value);
  fold_line (out, start);
}

/* What cannot stand in a line is left out. */
static void
append_escaped (GString    *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\\' || *p == ';' || *p == ',')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      else if ((guchar) *p >= 0x20 || *p == '\t')
        g_string_append_c (out, *p);
    }
}

void
sotong_ical_add_text (GString    *out,
                      const char *name,
                      const char *text)
{
  const char *texts[] = { text, NULL };

  sotong_ical_add_texts (out, name, texts);
}

/* A list, as CATEGORIES has it. */
void
sotong_ical_add_texts (GString            *out,
                       const char         *name,
                       const char * const *texts)
{
  gsize start = out->len;

  g_string_append (out, name);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_string_append_c (out, i == 0 ? ':' : ',');
      append_escaped (out, texts[i]);
    }
  fold_line (out, start);
}

static void
add_civil (GString    *out,
           const char *name,
           gint64      time,
           GTimeZone  *zone,
           gboolean    clock,
           const char *suffix)
{
  int year, month, day, hour, minute, second;
  gsize start = out->len;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  g_string_append_printf (out, "%s:%04d%02d%02d", name, year, month, day);
  if (clock)
    g_string_append_printf (out, "T%02d%02d%02d%s", hour, minute, second, suffix);
  fold_line (out, start);
}

void
sotong_ical_add_utc (GString    *out,
                     const char *name,
                     gint64      time)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc (); /* GLib keeps it */

  add_civil (out, name, time, utc, TRUE, "Z");
}

/* In Seoul's own time, of which the file tells the zone; of other offices in UTC, which needs none. */
void
sotong_ical_add_time (GString    *out,
                      const char *name,
                      gint64      time,
                      GTimeZone  *zone)
{
  g_autofree char *with_zone = NULL;

  if (!g_str_equal (g_time_zone_get_identifier (zone), SEOUL))
    {
      sotong_ical_add_utc (out, name, time);
      return;
    }
  with_zone = g_strconcat (name, ";TZID=" SEOUL, NULL);
  add_civil (out, with_zone, time, zone, TRUE, "");
}

/* The day of @time in @zone. */
void
sotong_ical_add_day (GString    *out,
                     const char *name,
                     gint64      time,
                     GTimeZone  *zone)
{
  g_autofree char *with_kind = g_strconcat (name, ";VALUE=DATE", NULL);

  add_civil (out, with_kind, time, zone, FALSE, "");
}

/* Korea's last summer time ended in 1988: one rule holds for all that a city plans. */
static void
add_seoul (GString *out)
{
  g_string_append (out, "BEGIN:VTIMEZONE\r\nTZID:" SEOUL "\r\nBEGIN:STANDARD\r\nDTSTART:19881009T030000\r\n"
                   "TZOFFSETFROM:+1000\r\nTZOFFSETTO:+0900\r\nTZNAME:KST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
}

/**
 * sotong_ical_begin:
 * @out: where to
 * @calendar_name: (nullable): what programs may call the calendar; %NULL within a
 *   collection, which has a name of its own
 * @zone: the office's
 *
 * Begins a calendar.
 */
void
sotong_ical_begin (GString    *out,
                   const char *calendar_name,
                   GTimeZone  *zone)
{
  const char *identifier = g_time_zone_get_identifier (zone);

  g_string_append (out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sotong//Sotong " SOTONG_VERSION "//KO\r\nCALSCALE:GREGORIAN\r\n");
  if (calendar_name != NULL)
    {
      g_string_append (out, "METHOD:PUBLISH\r\n");
      sotong_ical_add_text (out, "X-WR-CALNAME", calendar_name);
      sotong_ical_add_text (out, "X-WR-TIMEZONE", identifier);
    }
  if (g_str_equal (identifier, SEOUL))
    add_seoul (out);
}

void
sotong_ical_end (GString *out)
{
  g_string_append (out, "END:VCALENDAR\r\n");
}

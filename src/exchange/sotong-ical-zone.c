/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ical-private.h"

/* The time zones that a calendar brings with it (VTIMEZONE), as identifiers that GTimeZone knows. */

/* One of the times of a year: since when, and how far from UTC. */
typedef struct {
  struct icaltimetype start;    /* local time */
  int                 offset;   /* seconds east of UTC */
  gboolean            repeats;  /* every year, for ever, on the weekday of a month: */
  int                 month;    /* 1 to 12 */
  int                 nth;      /* 1 to 4; 5 is the last */
  int                 weekday;  /* 0 is Sunday */
  gboolean            odd;      /* it repeats in a way that is not known here */
} Observance;

/* "/freeassociation.sourceforge.net/Asia/Seoul" ends with a name that this machine knows. */
static char *
known_zone (const char *tzid)
{
  for (const char *p = tzid; p != NULL; p = strchr (p, '/'))
    {
      g_autoptr(GTimeZone) zone = NULL;

      p += *p == '/';
      zone = g_ascii_isalpha (*p) ? g_time_zone_new_identifier (p) : NULL;
      if (zone != NULL)
        return g_strdup (p);
    }
  return NULL;
}

static void
read_rule (icalcomponent *component,
           Observance    *observance)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype rule;

  if (property == NULL)
    return;
  rule = icalproperty_get_rrule (property);
  if (!icaltime_is_null_time (rule.until) || rule.count > 0) /* it was so, once */
    return;
  observance->month = rule.by_month[0];
  observance->nth = icalrecurrencetype_day_position (rule.by_day[0]);
  observance->nth = observance->nth == -1 ? 5 : observance->nth;
  observance->weekday = (int) icalrecurrencetype_day_day_of_week (rule.by_day[0]) - 1;
  observance->repeats = rule.freq == ICAL_YEARLY_RECURRENCE && rule.interval <= 1
                        && rule.by_month[0] != ICAL_RECURRENCE_ARRAY_MAX && rule.by_month[1] == ICAL_RECURRENCE_ARRAY_MAX
                        && rule.by_day[0] != ICAL_RECURRENCE_ARRAY_MAX && rule.by_day[1] == ICAL_RECURRENCE_ARRAY_MAX
                        && rule.by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX
                        && observance->month >= 1 && observance->month <= 12 && observance->nth >= 1 && observance->nth <= 5
                        && observance->weekday >= 0 && observance->weekday <= 6;
  observance->odd = !observance->repeats;
}

/* Whether there is one of the kind; the latest of them is what is in force. */
static gboolean
find_latest (icalcomponent      *zone,
             icalcomponent_kind  kind,
             Observance         *latest)
{
  gboolean found = FALSE;

  for (icalcomponent *c = icalcomponent_get_first_component (zone, kind); c != NULL; c = icalcomponent_get_next_component (zone, kind))
    {
      icalproperty *offset = icalcomponent_get_first_property (c, ICAL_TZOFFSETTO_PROPERTY);
      Observance one = { .start = icalcomponent_get_dtstart (c) };

      if (offset == NULL)
        continue;
      one.offset = icalproperty_get_tzoffsetto (offset);
      if (ABS (one.offset) > 24 * 3600 || (found && icaltime_compare (one.start, latest->start) < 0))
        continue;
      read_rule (c, &one);
      *latest = one;
      found = TRUE;
    }
  return found;
}

/* As POSIX has it: hours west of UTC. */
static void
append_offset (GString *text,
               int      east)
{
  int seconds = ABS (east);

  g_string_append_printf (text, "%c%02d:%02d:%02d", east > 0 ? '-' : '+', seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void
append_change (GString          *text,
               const Observance *observance)
{
  g_string_append_printf (text, ",M%d.%d.%d/%02d:%02d:%02d", observance->month, observance->nth, observance->weekday, observance->start.hour,
                          observance->start.minute, observance->start.second);
}

static char *
fixed_zone (int east)
{
  int minutes = ABS (east) / 60;

  return g_strdup_printf ("%c%02d:%02d", east < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* The rules of a year that has a summer time, as POSIX TZ: "STD-01:00:00DST-02:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00". */
static char *
ruled_zone (const Observance *standard,
            const Observance *daylight)
{
  GString *text = g_string_new ("STD");
  g_autoptr(GTimeZone) zone = NULL;

  append_offset (text, standard->offset);
  g_string_append (text, "DST");
  append_offset (text, daylight->offset);
  append_change (text, daylight);
  append_change (text, standard);
  zone = g_time_zone_new_identifier (text->str);
  return g_string_free (text, zone == NULL);
}

static char *
told_zone (icalcomponent *zone,
           gboolean      *out_partly)
{
  Observance standard = { 0 }, daylight = { 0 };
  gboolean has_standard = find_latest (zone, ICAL_XSTANDARD_COMPONENT, &standard);
  gboolean has_daylight = find_latest (zone, ICAL_XDAYLIGHT_COMPONENT, &daylight);
  char *rules = has_standard && has_daylight && standard.repeats && daylight.repeats ? ruled_zone (&standard, &daylight) : NULL;

  if (rules != NULL || (!has_standard && !has_daylight))
    return rules;
  *out_partly = standard.odd || daylight.odd || standard.repeats || daylight.repeats;
  if (!has_standard || (has_daylight && !*out_partly && icaltime_compare (daylight.start, standard.start) > 0))
    return fixed_zone (daylight.offset);
  return fixed_zone (standard.offset);
}

/**
 * sotong_ical_zone_told:
 * @text: a VTIMEZONE, unfolded
 * @out_tzid: (out) (transfer full) (nullable): what the calendar calls it
 * @out_partly: (out): whether it has changes in a year that are not known here: the zone is then that of its winter all year
 *
 * A name that this machine knows counts; else what the calendar itself says of the zone, with its summer time.
 *
 * Returns: (transfer full) (nullable): an identifier for g_time_zone_new_identifier(); %NULL when it says nothing of use
 */
char *
sotong_ical_zone_told (const char  *text,
                       char       **out_tzid,
                       gboolean    *out_partly)
{
  icalcomponent *component = icalparser_parse_string (text);
  icalproperty *property = component != NULL ? icalcomponent_get_first_property (component, ICAL_TZID_PROPERTY) : NULL;
  char *zone = NULL;

  *out_partly = FALSE;
  *out_tzid = property != NULL ? g_strdup (icalproperty_get_tzid (property)) : NULL;
  if (*out_tzid != NULL)
    zone = known_zone (*out_tzid);
  if (*out_tzid != NULL && zone == NULL)
    zone = told_zone (component, out_partly);
  if (component != NULL)
    icalcomponent_free (component);
  return zone;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ical-private.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define MAX_SUMMARY 300        /* characters */
#define MAX_TEXT    (64 * 1024) /* bytes */

/* A local time, or a day, as the workspace keeps it: "20161020T093000". */
char *
sotong_ical_local_text (struct icaltimetype time)
{
  if (time.is_date)
    return g_strdup_printf ("%04d%02d%02d", time.year, time.month, time.day);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", time.year, time.month, time.day, time.hour, time.minute, time.second);
}

/* (transfer full): the zone in which an event recurs. */
GTimeZone *
sotong_ical_zone_of (const SotongLayerEvent *event,
                     GTimeZone              *office)
{
  GTimeZone *zone = event->zone[0] != '\0' ? g_time_zone_new_identifier (event->zone) : NULL;

  return zone != NULL ? zone : g_time_zone_ref (office);
}

gint64
sotong_ical_to_utc (struct icaltimetype time,
                    GTimeZone          *zone)
{
  return sotong_time_from_civil (time.year, time.month, time.day, time.is_date ? 0 : time.hour, time.is_date ? 0 : time.minute,
                                 time.is_date ? 0 : time.second, zone);
}

struct icaltimetype
sotong_ical_from_utc (gint64     time,
                      gboolean   all_day,
                      GTimeZone *zone)
{
  struct icaltimetype local = icaltime_null_time ();

  sotong_time_to_civil (time, zone, &local.year, &local.month, &local.day, &local.hour, &local.minute, &local.second);
  local.is_date = all_day;
  if (all_day)
    local.hour = local.minute = local.second = 0;
  return local;
}

static gboolean
is_good_time (struct icaltimetype time)
{
  return !icaltime_is_null_time (time) && time.year >= 1 && time.year <= 9998 && time.month >= 1 && time.month <= 12 && time.day >= 1
         && time.day <= sotong_time_days_in_month (time.year, time.month)
         && (time.is_date || (time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60));
}

static char *
text_of (const char *value,
         gsize       max_bytes)
{
  g_autofree char *clean = sotong_text_clean (value, -1, max_bytes);

  return g_strdup (g_strstrip (clean));
}

static const char *
tzid_of (icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);

  return parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
}

/* An event that begins in a zone of which nothing is known, as zone_name_of() found. */
static void
count_unknown (icalproperty           *start,
               struct icaltimetype     time,
               const SotongIcalZones  *zones)
{
  const char *tzid = tzid_of (start);

  if (tzid != NULL && !time.is_date && !icaltime_is_utc (time) && !g_hash_table_contains (zones->zones, tzid))
    g_hash_table_replace (zones->unknown, g_strdup (tzid), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (zones->unknown, tzid)) + 1));
}

/* The zone of a property, as the workspace keeps it: "" for the office's own. */
static char *
zone_name_of (icalproperty           *property,
              struct icaltimetype     time,
              const SotongIcalZones  *zones)
{
  const char *tzid = tzid_of (property);
  const char *known = tzid != NULL ? g_hash_table_lookup (zones->zones, tzid) : NULL;
  g_autoptr(GTimeZone) zone = NULL;

  if (time.is_date)
    return g_strdup ("");
  if (icaltime_is_utc (time))
    return g_strdup ("UTC");
  if (known == NULL && tzid != NULL && !g_hash_table_contains (zones->unknown, tzid))
    {
      zone = g_time_zone_new_identifier (tzid);
      known = zone != NULL ? tzid : NULL;
      if (known != NULL)
        g_hash_table_insert (zones->zones, g_strdup (tzid), g_strdup (tzid));
    }
  if (known == NULL || g_str_equal (known, g_time_zone_get_identifier (zones->office)))
    return g_strdup ("");
  return g_strdup (known);
}

/* A time of another property in the zone of the event's own. */
static struct icaltimetype
in_zone (icalproperty           *property,
         struct icaltimetype     time,
         const SotongIcalZones  *zones,
         GTimeZone              *zone)
{
  g_autofree char *name = NULL;
  g_autoptr(GTimeZone) own = NULL;

  if (time.is_date || !is_good_time (time))
    return time;
  name = zone_name_of (property, time, zones);
  own = *name != '\0' ? g_time_zone_new_identifier (name) : g_time_zone_ref (zones->office);
  if (own == NULL || strcmp (g_time_zone_get_identifier (own), g_time_zone_get_identifier (zone)) == 0)
    return time;
  return sotong_ical_from_utc (sotong_ical_to_utc (time, own), FALSE, zone);
}

static void
read_end (icalcomponent          *component,
          SotongLayerEvent       *event,
          struct icaltimetype     start,
          const SotongIcalZones  *zones,
          GTimeZone              *zone)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_DTEND_PROPERTY);
  struct icaltimetype end = property != NULL ? icalproperty_get_dtend (property) : icaltime_null_time ();
  icalproperty *duration = icalcomponent_get_first_property (component, ICAL_DURATION_PROPERTY);

  if (property != NULL && is_good_time (end))
    event->ends_at = sotong_ical_to_utc (in_zone (property, end, zones, zone), zone);
  else if (duration != NULL)
    event->ends_at = event->starts_at + CLAMP (icaldurationtype_as_int (icalproperty_get_duration (duration)), 0, 366 * 86400);
  if (event->ends_at < event->starts_at || (event->all_day && event->ends_at <= event->starts_at))
    event->ends_at = event->starts_at;
  if (event->all_day && event->ends_at == event->starts_at)
    event->ends_at = sotong_time_bucket_next (event->starts_at, SOTONG_BUCKET_DAY, zone);
}

/* EXDATE and RDATE, as local times of the event's zone. */
static char *
read_exceptions (icalcomponent          *component,
                 const SotongIcalZones  *zones,
                 GTimeZone              *zone)
{
  GString *out = g_string_new (NULL);
  icalproperty *p;

  for (p = icalcomponent_get_first_property (component, ICAL_EXDATE_PROPERTY); p != NULL && out->len < MAX_TEXT;
       p = icalcomponent_get_next_property (component, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype time = in_zone (p, icalproperty_get_exdate (p), zones, zone);
      g_autofree char *text = sotong_ical_local_text (time);

      if (is_good_time (time))
        g_string_append_printf (out, "%s-%s", out->len > 0 ? " " : "", text);
    }
  for (p = icalcomponent_get_first_property (component, ICAL_RDATE_PROPERTY); p != NULL && out->len < MAX_TEXT;
       p = icalcomponent_get_next_property (component, ICAL_RDATE_PROPERTY))
    {
      struct icaltimetype time = in_zone (p, icalproperty_get_rdate (p).time, zones, zone);
      g_autofree char *text = sotong_ical_local_text (time);

      if (is_good_time (time))
        g_string_append_printf (out, "%s+%s", out->len > 0 ? " " : "", text);
    }
  return g_string_free (out, FALSE);
}

/* Takes the rule, if it is one that a calendar of days can show. */
static void
read_rule (icalcomponent     *component,
           SotongLayerEvent  *event,
           GTimeZone         *zone,
           char             **out_problem)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype rule;

  event->rule = g_strdup ("");
  if (property == NULL)
    return;
  rule = icalproperty_get_rrule (property);
  if (rule.freq == ICAL_NO_RECURRENCE || rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE
      || rule.freq == ICAL_HOURLY_RECURRENCE)
    {
      *out_problem = g_strdup_printf (_("“%s” repeats by a rule that a calendar of days cannot show; it is shown once."), event->summary);
      return;
    }
  if (!icaltime_is_null_time (rule.until))
    event->repeats_until = sotong_ical_to_utc (rule.until, zone) + 2 * 86400; /* whatever zone it is in */
  g_free (event->rule);
  event->rule = g_strdup (icalrecurrencetype_as_string (&rule));
}

static void
read_texts (icalcomponent    *component,
            SotongLayerEvent *event)
{
  g_autofree char *summary = text_of (icalcomponent_get_summary (component), 4096);

  event->summary = sotong_text_single_line (*summary != '\0' ? summary : _("(no title)"), MAX_SUMMARY);
  event->location = text_of (icalcomponent_get_location (component), 4096);
  event->description = text_of (icalcomponent_get_description (component), MAX_TEXT);
}

static void
read_version (icalcomponent    *component,
              SotongLayerEvent *event)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_LASTMODIFIED_PROPERTY);

  event->sequence = icalcomponent_get_sequence (component);
  if (property != NULL && is_good_time (icalproperty_get_lastmodified (property)))
    event->modified_at = icaltime_as_timet (icalproperty_get_lastmodified (property));
}

/* An event without a UID is known by what it says. */
static char *
read_uid (icalcomponent    *component,
          SotongLayerEvent *event)
{
  g_autofree char *uid = text_of (icalcomponent_get_uid (component), 1000);
  g_autofree char *words = NULL;

  if (*uid != '\0')
    return g_steal_pointer (&uid);
  words = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, event->summary, event->starts_at);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);
}

/* (transfer full) (nullable): the event. @out_problem says why there is none, or what of it was
 * passed over. One that is cancelled is none, and no problem. */
SotongLayerEvent *
sotong_ical_event_from (icalcomponent          *component,
                        const SotongIcalZones  *zones,
                        char                  **out_problem)
{
  g_autoptr(SotongLayerEvent) event = sotong_layer_event_new ();
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_DTSTART_PROPERTY);
  struct icaltimetype start = property != NULL ? icalproperty_get_dtstart (property) : icaltime_null_time ();
  icalproperty *moved = icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY);
  g_autoptr(GTimeZone) zone = NULL;

  read_texts (component, event);
  if (!is_good_time (start))
    {
      *out_problem = g_strdup_printf (_("“%s” stands on no day that exists and was left out."), event->summary);
      return NULL;
    }
  if (icalcomponent_get_status (component) == ICAL_STATUS_CANCELLED && moved == NULL)
    return NULL;
  event->all_day = start.is_date;
  event->zone = zone_name_of (property, start, zones);
  count_unknown (property, start, zones);
  zone = sotong_ical_zone_of (event, zones->office);
  event->starts_at = event->ends_at = sotong_ical_to_utc (start, zone);
  read_end (component, event, start, zones, zone);
  read_version (component, event);
  event->uid = read_uid (component, event);
  event->exceptions = read_exceptions (component, zones, zone);
  event->recurrence_id = moved != NULL ? sotong_ical_local_text (in_zone (moved, icalproperty_get_recurrenceid (moved), zones, zone)) : g_strdup ("");
  if (moved != NULL)
    event->rule = g_strdup ("");
  else
    read_rule (component, event, zone, out_problem);
  /* One of a row that was called off takes its place and shows nothing. */
  if (icalcomponent_get_status (component) == ICAL_STATUS_CANCELLED)
    event->summary[0] = '\0';
  return g_steal_pointer (&event);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-ical-event.h"
#include "exchange/sotong-ical-writer.h"
#include "util/sotong-url.h"

#define EXCERPT_CHARS 300

static const char *
status_of (SotongCalendarStatus status)
{
  switch (status)
    {
    case SOTONG_CALENDAR_CONFIRMED:
      return "CONFIRMED";
    case SOTONG_CALENDAR_CANCELLED:
      return "CANCELLED";
    case SOTONG_CALENDAR_TENTATIVE:
    default:
      return "TENTATIVE";
    }
}

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: a label and its value in the description of an event, as in: State: Draft */
  g_string_append_printf (text, _("%s: %s"), label, value);
}

static char *
describe_post (const SotongContentRow *row)
{
  GString *text = g_string_new (NULL);
  const char *end = row->body;

  for (int i = 0; i < EXCERPT_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  g_string_append_len (text, row->body, end - row->body);
  if (*end != '\0')
    g_string_append (text, "…");
  if (row->officer[0] != '\0')
    append_line (text, _("Person in charge"), row->officer);
  append_line (text, _("State"), sotong_state_get_label (row->state));
  if (row->made)
    g_string_append_printf (text, "\n%s", _("Data made for the demonstration"));
  return g_string_free (text, FALSE);
}

static void
add_categories (GString                *out,
                const SotongContentRow *row)
{
  const char *texts[3] = { NULL };
  int n = 0;

  if (row->channel[0] != '\0')
    texts[n++] = row->channel;
  if (row->campaign[0] != '\0')
    texts[n++] = row->campaign;
  if (n > 0)
    sotong_ical_add_texts (out, "CATEGORIES", texts);
}

static void
add_post (GString                   *out,
          const SotongCalendarEvent *event)
{
  const SotongContentRow *row = event->row;
  g_autofree char *description = describe_post (row);

  sotong_ical_add_text (out, "DESCRIPTION", description);
  add_categories (out, row);
  if (row->remote_url[0] != '\0' && sotong_url_is_web (row->remote_url))
    sotong_ical_add_raw (out, "URL", row->remote_url);
  sotong_ical_add_utc (out, "CREATED", row->created_at);
  if (sotong_state_is_out (row->state) || row->state == SOTONG_STATE_WITHDRAWN)
    return;
  g_string_append (out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
  sotong_ical_add_text (out, "DESCRIPTION", event->summary);
  g_string_append (out, "TRIGGER:-PT10M\r\nEND:VALARM\r\n");
}

static void
add_campaign (GString              *out,
              const SotongCampaign *campaign)
{
  const char *texts[] = { campaign->name, NULL };

  if (campaign->goal != NULL && campaign->goal[0] != '\0')
    sotong_ical_add_text (out, "DESCRIPTION", campaign->goal);
  sotong_ical_add_texts (out, "CATEGORIES", texts);
}

/**
 * sotong_ical_add_event:
 * @out: where to
 * @event: an event
 * @zone: the office's
 * @now: when it is told, or `SOTONG_NONE` to leave that out, so that what is told can be
 *   compared with what was told before
 *
 * Adds a VEVENT.
 */
void
sotong_ical_add_event (GString                   *out,
                       const SotongCalendarEvent *event,
                       GTimeZone                 *zone,
                       gint64                     now)
{
  g_autofree char *sequence = g_strdup_printf ("%d", event->sequence);

  g_string_append (out, "BEGIN:VEVENT\r\n");
  sotong_ical_add_raw (out, "UID", event->uid);
  if (now != SOTONG_NONE)
    {
      sotong_ical_add_utc (out, "DTSTAMP", now);
      sotong_ical_add_utc (out, "LAST-MODIFIED", now);
    }
  if (event->all_day)
    {
      sotong_ical_add_day (out, "DTSTART", event->start, zone);
      sotong_ical_add_day (out, "DTEND", event->end, zone);
    }
  else
    {
      sotong_ical_add_time (out, "DTSTART", event->start, zone);
      sotong_ical_add_time (out, "DTEND", event->end, zone);
    }
  sotong_ical_add_text (out, "SUMMARY", event->summary);
  sotong_ical_add_raw (out, "SEQUENCE", sequence);
  sotong_ical_add_raw (out, "STATUS", status_of (event->status));
  g_string_append (out, "TRANSP:TRANSPARENT\r\n");
  if (event->row != NULL)
    add_post (out, event);
  else if (event->campaign != NULL)
    add_campaign (out, event->campaign);
  g_string_append (out, "END:VEVENT\r\n");
}

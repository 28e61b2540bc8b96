/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "exchange/sotong-ical-private.h"
#include "util/sotong-charset.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"

#define MAX_NOTES 20
#define MAX_EVENT (1024 * 1024) /* bytes of one event: more is a picture that nobody looks at here */

G_DEFINE_QUARK (sotong-ical-error-quark, sotong_ical_error)

/*
 * A calendar is taken apart here, event by event, and each event is read by libical: so that
 * one that is broken costs no other, is told with its line, and memory stays small.
 */
typedef struct {
  SotongIcal     *ical;
  SotongIcalZones zones;
  GHashTable     *known;      /* uid and recurrence id -> SotongLayerEvent */
  GString        *line;       /* unfolded */
  GString        *component;  /* the event or time zone that is being collected */
  GString        *doubts;     /* notes about time zones */
  char            kind;       /* 'e' event, 'z' time zone, 0 none */
  char            wanted;     /* likewise, of which alone is read; 0: all */
  int             depth;      /* of components inside it */
  gboolean        began;      /* there was a calendar */
  gboolean        ended;
  guint           number;     /* of the line at hand, from 1 */
  guint           began_at;   /* the line in which @component begins */
  guint           n_doubles;
  guint           n_problems;
  guint           n_broken;     /* lines that were passed over */
  guint           first_broken; /* the line of the first event that has one */
} Reader;

void
sotong_ical_free (SotongIcal *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->notes);
  g_free (self->doubts);
  g_free (self);
}

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->ical, sotong_ical_free);
  g_clear_pointer (&reader->zones.zones, g_hash_table_unref);
  g_clear_pointer (&reader->zones.unknown, g_hash_table_unref);
  g_clear_pointer (&reader->known, g_hash_table_unref);
  g_string_free (reader->line, TRUE);
  g_string_free (reader->component, TRUE);
  g_string_free (reader->doubts, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Takes @text: (transfer full). */
static void
add_note (Reader *reader,
          char   *text)
{
  if (reader->ical->notes->len < MAX_NOTES)
    g_ptr_array_add (reader->ical->notes, text);
  else
    g_free (text);
}

static void
add_problem (Reader     *reader,
             const char *problem)
{
  reader->n_problems++;
  add_note (reader, g_strdup_printf (_("Line %u: %s"), reader->began_at, problem));
}

/* ---- time zones ---- */

/* Takes @text: (transfer full): of events that may stand at a wrong time. */
static void
add_doubt (Reader *reader,
           char   *text)
{
  g_string_append_printf (reader->doubts, "%s%s", reader->doubts->len > 0 ? " " : "", text);
  add_note (reader, text);
}

static void
end_zone (Reader *reader)
{
  g_autofree char *tzid = NULL;
  gboolean partly;
  g_autofree char *zone = sotong_ical_zone_told (reader->component->str, &tzid, &partly);

  if (zone == NULL)
    return;
  if (partly)
    add_doubt (reader, g_strdup_printf (_("The calendar’s time zone “%s” changes in the year in a way that is not known here: its events were taken at "
                                          "its winter time all year. Check those of the summer."), tzid));
  g_hash_table_replace (reader->zones.zones, g_steal_pointer (&tzid), g_steal_pointer (&zone));
}

/* Zones of which neither this machine nor the calendar says what they are. */
static void
note_unknown_zones (Reader *reader)
{
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (reader->zones.unknown), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (reader->zones.unknown, l->data));
      g_autofree char *clean = sotong_text_clean (l->data, -1, 400), *name = sotong_text_single_line (clean, 60);

      add_doubt (reader, g_strdup_printf (ngettext ("The time zone “%s” is not known: %u event was taken at the office’s time. Check its time; "
                                                    "whoever made the calendar can save it with a zone such as Asia/Seoul, or in UTC.",
                                                    "The time zone “%s” is not known: %u events were taken at the office’s time. Check their times; "
                                                    "whoever made the calendar can save it with a zone such as Asia/Seoul, or in UTC.", n), name, n));
    }
}

/* ---- events ---- */

static gboolean
is_newer (const SotongLayerEvent *a,
          const SotongLayerEvent *b)
{
  return a->sequence != b->sequence ? a->sequence > b->sequence : a->modified_at >= b->modified_at;
}

/* Of two with one name the newer counts. */
static void
take_event (Reader           *reader,
            SotongLayerEvent *event)
{
  g_autofree char *key = g_strconcat (event->uid, "\n", event->recurrence_id, NULL);
  SotongLayerEvent *other = g_hash_table_lookup (reader->known, key);

  if (other == NULL)
    {
      g_ptr_array_add (reader->ical->events, event);
      g_hash_table_insert (reader->known, g_steal_pointer (&key), event);
      return;
    }
  reader->n_doubles++;
  if (is_newer (event, other))
    {
      SotongLayerEvent swap = *other;

      *other = *event;
      *event = swap;
    }
  sotong_layer_event_free (event);
}

static void
end_event (Reader *reader)
{
  icalcomponent *component;
  SotongLayerEvent *event;
  g_autofree char *problem = NULL;

  if (reader->component->len > MAX_EVENT)
    {
      add_problem (reader, _("This event is larger than 1 MB and was left out."));
      return;
    }
  component = icalparser_parse_string (reader->component->str);
  event = component != NULL ? sotong_ical_event_from (component, &reader->zones, &problem) : NULL;
  if (event != NULL)
    take_event (reader, event);
  if (component == NULL || problem != NULL)
    add_problem (reader, problem != NULL ? problem : _("This event cannot be read and was left out."));
  if (component != NULL && event != NULL && icalcomponent_count_errors (component) > 0)
    {
      reader->first_broken = reader->n_broken == 0 ? reader->began_at : reader->first_broken;
      reader->n_broken += (guint) icalcomponent_count_errors (component);
    }
  if (component != NULL)
    icalcomponent_free (component);
}

/* ---- lines ---- */

static void
begin_component (Reader *reader,
                 char    kind)
{
  reader->kind = kind;
  reader->depth = 0;
  reader->began_at = reader->number;
  g_string_assign (reader->component, reader->line->str);
  g_string_append (reader->component, "\r\n");
}

static void
add_line (Reader *reader)
{
  if (reader->component->len > MAX_EVENT)
    return;
  g_string_append_len (reader->component, reader->line->str, (gssize) reader->line->len);
  g_string_append (reader->component, "\r\n");
}

static gboolean
is_word (const char *line,
         const char *word)
{
  return g_ascii_strcasecmp (line, word) == 0;
}

static void
inside_component (Reader *reader)
{
  const char *line = reader->line->str;

  add_line (reader);
  if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
    reader->depth++;
  else if (g_ascii_strncasecmp (line, "END:", 4) != 0)
    return;
  else if (reader->depth > 0)
    reader->depth--;
  else
    {
      if (reader->kind == 'e')
        end_event (reader);
      else
        end_zone (reader);
      reader->kind = 0;
    }
}

static void
take_line (Reader *reader)
{
  const char *line = reader->line->str;

  if (reader->line->len == 0)
    return;
  if (reader->kind != 0)
    inside_component (reader);
  else if (reader->wanted != 'z' && is_word (line, "BEGIN:VEVENT"))
    begin_component (reader, 'e');
  else if (reader->wanted != 'e' && is_word (line, "BEGIN:VTIMEZONE"))
    begin_component (reader, 'z');
  else if (is_word (line, "BEGIN:VCALENDAR"))
    reader->began = TRUE;
  else if (is_word (line, "END:VCALENDAR"))
    reader->ended = TRUE;
  else if (g_ascii_strncasecmp (line, "X-WR-CALNAME:", 13) == 0 && reader->ical->name == NULL)
    {
      g_autofree char *clean = sotong_text_clean (line + 13, -1, 400);

      reader->ical->name = sotong_text_single_line (clean, 100);
    }
}

static gsize
line_length (const char *line,
             const char *end)
{
  const char *p = line;

  while (p < end && *p != '\r' && *p != '\n')
    p++;
  return (gsize) (p - line);
}

/* Unfolds the lines and takes them one by one. */
static gboolean
read_text (Reader        *reader,
           const char    *text,
           gsize          text_length,
           const char    *shown,
           GCancellable  *cancellable,
           GError       **error)
{
  const char *end = text + text_length;
  guint number = 0;

  for (const char *p = text; p < end;)
    {
      gsize length = line_length (p, end);
      gboolean folded = number > 0 && (*p == ' ' || *p == '\t');

      if (!folded)
        {
          take_line (reader);
          g_string_truncate (reader->line, 0);
          reader->number = number + 1;
        }
      if (reader->line->len <= MAX_EVENT)
        g_string_append_len (reader->line, p + folded, (gssize) (length - folded));
      p += length;
      p += end - p > 1 && *p == '\r' && p[1] == '\n' ? 2 : p < end;
      if ((++number & 0xfff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (reader->ical->events->len > SOTONG_ICAL_MAX_EVENTS)
        {
          g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_TOO_LARGE,
                       _("“%s” has more than %d events. Nothing of it was taken. Choose a calendar of fewer years."), shown, SOTONG_ICAL_MAX_EVENTS);
          return FALSE;
        }
    }
  take_line (reader);
  return TRUE;
}

/* Where @word stands in @text, or %NULL. */
static const char *
find_word (const char *text,
           const char *end,
           const char *word)
{
  return text != NULL ? memmem (text, (gsize) (end - text), word, strlen (word)) : NULL;
}

/* A time zone may stand behind the events that are in it: then the zones are read first, by themselves. */
static gboolean
read_zones_behind (Reader        *reader,
                   const char    *text,
                   gsize          length,
                   const char    *shown,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const char *first = find_word (text, text + length, "BEGIN:VEVENT");

  if (find_word (first, text + length, "BEGIN:VTIMEZONE") == NULL)
    return TRUE;
  reader->wanted = 'z';
  if (!read_text (reader, text, length, shown, cancellable, error))
    return FALSE;
  reader->wanted = 'e';
  reader->kind = 0;
  reader->began = reader->ended = FALSE;
  g_string_truncate (reader->line, 0);
  return TRUE;
}

static void
add_summary (Reader *reader)
{
  if (reader->kind == 'e' || !reader->ended)
    {
      reader->began_at = reader->number;
      add_problem (reader, _("The calendar ends in the middle. What comes before was taken; get the file again if something is missing."));
    }
  note_unknown_zones (reader);
  if (reader->n_doubles > 0)
    add_note (reader, g_strdup_printf (ngettext ("%u event has the same UID as another; the newer of the two counts.",
                                                 "%u events have the same UID as another; the newest of them counts.", reader->n_doubles),
                                       reader->n_doubles));
  if (reader->n_broken > 0)
    add_note (reader, g_strdup_printf (ngettext ("%u line cannot be read and was passed over, in the event of line %u.",
                                                 "%u lines cannot be read and were passed over, the first in the event of line %u.", reader->n_broken),
                                       reader->n_broken, reader->first_broken));
  if (reader->n_problems > MAX_NOTES)
    g_ptr_array_add (reader->ical->notes, g_strdup_printf (_("%u events could not be taken, of which the first are named above."), reader->n_problems));
}

/* Some programs fold after so many bytes, in the middle of a letter, as RFC 5545 3.1 warns. In what comes back, each such fold stands
 * behind its letter, and lines count as before. */
static char *
move_folds (const char *data,
            gsize       length)
{
  char *text = g_memdup2 (data, length);

  for (gsize i = 1; i + 2 < length; i++)
    {
      gsize fold = i - (text[i - 1] == '\r'), n = 0;

      if (text[i] != '\n' || (text[i + 1] != ' ' && text[i + 1] != '\t') || fold == 0 || (guchar) text[fold - 1] < 0x80)
        continue;
      while (n < 3 && i + 2 + n < length && ((guchar) text[i + 2 + n] & 0xc0) == 0x80)
        n++;
      memmove (text + fold + n, text + fold, i + 2 - fold);
      memcpy (text + fold, data + i + 2, n);
    }
  return text;
}

/* RFC 5545 has UTF-8 alone; what is that is read where it lies, for it may be large. Else: what is to be read instead. */
static char *
decode (const char *data,
        gsize       length)
{
  g_autofree char *moved = NULL;

  if (length > 0 && data[0] != (char) 0xef && g_utf8_validate_len (data, length, NULL))
    return NULL;
  moved = length > 0 ? move_folds (data, length) : NULL;
  if (moved != NULL && g_utf8_validate_len (moved, length, NULL))
    data = moved;
  return sotong_charset_decode_any (data != NULL ? data : "", length, NULL, NULL);
}

/**
 * sotong_ical_read_bytes:
 * @bytes: an iCalendar file, RFC 5545
 * @shown: what a person calls it, for sentences
 * @zone: the office's, of times without one
 * @cancellable: (nullable): stops it
 * @error: return location; a `SOTONG_ICAL_ERROR`
 *
 * Reads the events of a calendar. What cannot be read is passed over and told.
 *
 * Returns: (transfer full) (nullable): the calendar
 */
SotongIcal *
sotong_ical_read_bytes (GBytes        *bytes,
                        const char    *shown,
                        GTimeZone     *zone,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_auto(Reader) reader = { .zones.office = zone };
  g_autofree char *text = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  reader.ical = g_new0 (SotongIcal, 1);
  reader.ical->events = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_layer_event_free);
  reader.ical->notes = g_ptr_array_new_with_free_func (g_free);
  reader.zones.zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.zones.unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.line = g_string_new (NULL);
  reader.component = g_string_new (NULL);
  reader.doubts = g_string_new (NULL);
  if (length > SOTONG_ICAL_MAX_BYTES)
    {
      g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_TOO_LARGE,
                   _("“%s” is larger than %d MB. Nothing of it was taken. Choose a calendar of fewer years, or one without pictures."), shown,
                   SOTONG_ICAL_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  icalerror_set_errors_are_fatal (FALSE);
  text = decode (data, length);
  if (text != NULL)
    {
      data = text;
      length = strlen (text);
    }
  if (!read_zones_behind (&reader, data, length, shown, cancellable, error) || !read_text (&reader, data, length, shown, cancellable, error))
    return NULL;
  if (!reader.began)
    {
      g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_NO_CALENDAR,
                   _("“%s” is no calendar: it has no line BEGIN:VCALENDAR. Nothing of it was taken. Check that it is the right file or address."), shown);
      return NULL;
    }
  add_summary (&reader);
  reader.ical->doubts = g_strdup (reader.doubts->str);
  if (reader.ical->name == NULL)
    reader.ical->name = g_strdup ("");
  return g_steal_pointer (&reader.ical);
}

/* As sotong_ical_read_bytes(), for a file. Blocks. */
SotongIcal *
sotong_ical_read_file (const char    *path,
                       GTimeZone     *zone,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *data = g_malloc (SOTONG_ICAL_MAX_BYTES + 1);
  gsize length = 0;
  g_autoptr(GError) local = NULL;

  /* One byte more than is taken tells that it is too large; a device never ends. */
  stream = g_file_read (file, cancellable, &local);
  if (stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), data, SOTONG_ICAL_MAX_BYTES + 1, &length, cancellable, &local))
    bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  if (local != NULL)
    {
      g_autofree char *why = sotong_file_why (local);

      g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE, _("“%s” cannot be read: %s. Check the file and try again."), shown, why);
      return NULL;
    }
  return sotong_ical_read_bytes (bytes, shown, zone, cancellable, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ical-private.h"
#include "exchange/sotong-layer-occurrence.h"

#define MAX_OF_ONE 1000    /* occurrences of one event in the stretch of time */
#define MAX_STEPS  20000   /* that are counted from an event's beginning, where the rule has to be */

typedef struct {
  SotongDb   *db;
  SotongRange range;
  GHashTable *layers;   /* id -> SotongEventLayer */
  GHashTable *moved;    /* uid and time of what stands elsewhere */
  GPtrArray  *list;
} Expansion;

void
sotong_layer_occurrence_free (SotongLayerOccurrence *occurrence)
{
  if (occurrence == NULL)
    return;
  g_free (occurrence->layer);
  g_free (occurrence->summary);
  g_free (occurrence->location);
  g_free (occurrence->description);
  g_free (occurrence);
}

static gboolean
is_inside (const Expansion *self,
           gint64           start,
           gint64           end)
{
  return start < self->range.end && (end > self->range.start || start >= self->range.start);
}

static void
add_occurrence (Expansion              *self,
                const SotongLayerEvent *event,
                gint64                  start)
{
  gint64 end = start + (event->ends_at - event->starts_at);
  const SotongEventLayer *layer = g_hash_table_lookup (self->layers, &event->layer_id);
  SotongLayerOccurrence *occurrence;

  if (layer == NULL || event->summary[0] == '\0' || !is_inside (self, start, end) || self->list->len >= SOTONG_LAYER_MAX_OCCURRENCES)
    return;
  occurrence = g_new0 (SotongLayerOccurrence, 1);
  occurrence->layer_id = event->layer_id;
  occurrence->layer = g_strdup (layer->name);
  occurrence->colour = layer->colour;
  occurrence->summary = g_strdup (event->summary);
  occurrence->location = g_strdup (event->location);
  occurrence->description = g_strdup (event->description);
  occurrence->all_day = event->all_day;
  occurrence->start = start;
  occurrence->end = end;
  g_ptr_array_add (self->list, occurrence);
}

/* By the time itself: what was moved may have been written in another zone than the row it comes from. */
static char *
moved_key (const SotongLayerEvent *event,
           gint64                  time)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%" G_GINT64_FORMAT, event->layer_id, event->uid, time);
}

/* Whether the event does not stand here after all: taken out of its row, or moved. */
static gboolean
is_excepted (Expansion              *self,
             const SotongLayerEvent *event,
             struct icaltimetype     local,
             gint64                  time)
{
  g_autofree char *text = sotong_ical_local_text (local);
  g_autofree char *key = moved_key (event, time);
  g_autofree char *out = g_strconcat ("-", text, NULL);
  g_autofree char *day = g_strndup (out, strlen ("-20161020"));
  const char *found = event->exceptions;

  if (g_hash_table_contains (self->moved, key))
    return TRUE;
  while ((found = strstr (found, day)) != NULL)
    {
      gsize length = strcspn (found, " ");

      if (length == strlen (day) || (length == strlen (out) && strncmp (found, out, length) == 0))
        return TRUE;
      found += length;
    }
  return FALSE;
}

static void
add_extra (Expansion              *self,
           const SotongLayerEvent *event,
           GTimeZone              *zone)
{
  g_auto(GStrv) words = g_strsplit (event->exceptions, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '+')
        add_occurrence (self, event, sotong_ical_to_utc (icaltime_from_string (words[i] + 1), zone));
    }
}

/* UNTIL as the clock of the event's zone: libical compares it letter by letter with times of that clock, and it is written in UTC,
 * or as a day that the last of the row may be on. */
static void
settle_until (struct icalrecurrencetype *rule,
              gboolean                   all_day,
              GTimeZone                 *zone)
{
  if (icaltime_is_null_time (rule->until))
    return;
  if (all_day && !rule->until.is_date && rule->until.hour == 23 && rule->until.minute == 59)
    rule->until = icaltime_from_day_of_year (icaltime_day_of_year (rule->until), rule->until.year); /* the end of a day is that day in any zone */
  else if (icaltime_is_utc (rule->until) && !rule->until.is_date)
    {
      g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

      rule->until = sotong_ical_from_utc (sotong_ical_to_utc (rule->until, utc), all_day, zone);
    }
  else if (rule->until.is_date && !all_day)
    {
      rule->until.is_date = FALSE;
      rule->until.hour = 23;
      rule->until.minute = rule->until.second = 59;
    }
}

/* A rule without a count may begin to be followed where it matters; with one it is counted from
 * its beginning, but not for ever. */
static void
follow_rule (Expansion              *self,
             const SotongLayerEvent *event,
             GTimeZone              *zone)
{
  struct icaltimetype start = sotong_ical_from_utc (event->starts_at, event->all_day, zone);
  struct icalrecurrencetype rule = icalrecurrencetype_from_string (event->rule);
  gint64 from = self->range.start - (event->ends_at - event->starts_at) - 86400;
  icalrecur_iterator *iterator;
  struct icaltimetype at;
  int n = 0;

  settle_until (&rule, event->all_day, zone);
  iterator = icalrecur_iterator_new (rule, start);
  if (iterator == NULL)
    {
      add_occurrence (self, event, event->starts_at);
      return;
    }
  if (rule.count == 0 && from > event->starts_at)
    icalrecur_iterator_set_start (iterator, sotong_ical_from_utc (from, event->all_day, zone));
  for (int step = 0; step < MAX_STEPS && n < MAX_OF_ONE; step++)
    {
      gint64 time;

      at = icalrecur_iterator_next (iterator);
      if (icaltime_is_null_time (at) || at.year > 9998)
        break;
      time = sotong_ical_to_utc (at, zone);
      if (time >= self->range.end)
        break;
      if (!is_inside (self, time, time + (event->ends_at - event->starts_at)) || is_excepted (self, event, at, time))
        continue;
      add_occurrence (self, event, time);
      n++;
    }
  icalrecur_iterator_free (iterator);
}

static void
expand (Expansion              *self,
        const SotongLayerEvent *event)
{
  g_autoptr(GTimeZone) zone = sotong_ical_zone_of (event, sotong_db_get_zone (self->db));

  if (event->rule[0] != '\0')
    follow_rule (self, event, zone);
  else if (event->recurrence_id[0] != '\0'
           || !is_excepted (self, event, sotong_ical_from_utc (event->starts_at, event->all_day, zone), event->starts_at))
    add_occurrence (self, event, event->starts_at);
  if (event->exceptions[0] != '\0')
    add_extra (self, event, zone);
}

static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  const SotongLayerOccurrence *x = *(const SotongLayerOccurrence * const *) a;
  const SotongLayerOccurrence *y = *(const SotongLayerOccurrence * const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->all_day != y->all_day)
    return x->all_day ? -1 : 1;
  return strcmp (x->summary, y->summary);
}

/**
 * sotong_layer_occurrences:
 * @db: a connection
 * @range: a stretch of time
 * @error: return location
 *
 * The events of all layers that touch @range, those that recur on each of their days. A rule
 * without end is followed as far as @range, and never for more than a thousand occurrences.
 *
 * Returns: (transfer full) (nullable) (element-type SotongLayerOccurrence): in the order of time
 */
GPtrArray *
sotong_layer_occurrences (SotongDb     *db,
                          SotongRange   range,
                          GError      **error)
{
  g_autoptr(GPtrArray) layers = sotong_event_layer_list (db, error);
  g_autoptr(GPtrArray) events = layers != NULL ? sotong_layer_event_list (db, range, error) : NULL;
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Expansion self = { db, range, by_id, moved, NULL };

  if (events == NULL)
    return NULL;
  icalerror_set_errors_are_fatal (FALSE);
  for (guint i = 0; i < layers->len; i++)
    {
      SotongEventLayer *layer = g_ptr_array_index (layers, i);

      g_hash_table_insert (by_id, &layer->id, layer);
    }
  for (guint i = 0; i < events->len; i++)
    {
      const SotongLayerEvent *event = g_ptr_array_index (events, i);

      if (event->recurrence_id[0] != '\0')
        {
          g_autoptr(GTimeZone) zone = sotong_ical_zone_of (event, sotong_db_get_zone (db));

          g_hash_table_add (moved, moved_key (event, sotong_ical_to_utc (icaltime_from_string (event->recurrence_id), zone)));
        }
    }
  self.list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_layer_occurrence_free);
  for (guint i = 0; i < events->len && self.list->len < SOTONG_LAYER_MAX_OCCURRENCES; i++)
    expand (&self, g_ptr_array_index (events, i));
  g_ptr_array_sort (self.list, compare_occurrences);
  return self.list;
}

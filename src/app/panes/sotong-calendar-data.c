/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-data.h"

#include "app/panes/sotong-calendar-item.h"
#include "exchange/sotong-layer-occurrence.h"
#include "plan/sotong-holiday.h"
#include "store/sotong-entry-groups.h"

/**
 * sotong_calendar_span_init:
 * @self: (out caller-allocates): a span
 * @kind: how days are shown
 * @day: a day, counted from 1970-01-01
 *
 * Finds the days that are shown together with @day.
 */
void
sotong_calendar_span_init (SotongCalendarSpan *self,
                           SotongCalendarKind  kind,
                           gint64              day)
{
  SotongMonth month;
  int year, month_of_year, day_of_month;

  self->kind = kind;
  self->first = day;
  self->n_days = 1;
  sotong_time_civil_from_days (day, &year, &month_of_year, &day_of_month);
  switch (kind)
    {
    case SOTONG_CALENDAR_KIND_MONTH:
      sotong_month_init (&month, year, month_of_year);
      self->first = month.first;
      self->n_days = SOTONG_MONTH_CELLS;
      break;
    case SOTONG_CALENDAR_KIND_WEEK:
      self->first = day - sotong_time_weekday (day);
      self->n_days = 7;
      break;
    case SOTONG_CALENDAR_KIND_AGENDA:
      self->first = day - (day_of_month - 1);
      self->n_days = sotong_time_days_in_month (year, month_of_year);
      break;
    case SOTONG_CALENDAR_KIND_YEAR:
      self->first = sotong_time_days_from_civil (year, 1, 1);
      self->n_days = (int) (sotong_time_days_from_civil (year, 12, 31) - self->first) + 1;
      break;
    case SOTONG_CALENDAR_KIND_DAY:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      break;
    }
}

gboolean
sotong_calendar_span_has_day (const SotongCalendarSpan *self,
                              gint64                    day)
{
  return day >= self->first && day < self->first + self->n_days;
}

gboolean
sotong_calendar_span_is_same (const SotongCalendarSpan *self,
                              const SotongCalendarSpan *other)
{
  return self->kind == other->kind && self->first == other->first && self->n_days == other->n_days;
}

/**
 * sotong_calendar_span_step:
 * @kind: how days are shown
 * @day: a day, counted from 1970-01-01
 * @steps: how many spans to go on, or back when negative
 *
 * Returns: the day to go to from @day
 */
gint64
sotong_calendar_span_step (SotongCalendarKind kind,
                           gint64             day,
                           int                steps)
{
  switch (kind)
    {
    case SOTONG_CALENDAR_KIND_WEEK:
      return day + 7 * steps;
    case SOTONG_CALENDAR_KIND_DAY:
      return day + steps;
    case SOTONG_CALENDAR_KIND_YEAR:
      return sotong_month_step_day (day, 12 * steps);
    case SOTONG_CALENDAR_KIND_MONTH:
    case SOTONG_CALENDAR_KIND_AGENDA:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      return sotong_month_step_day (day, steps);
    }
}

/**
 * sotong_calendar_data_get_day:
 * @data: what was read
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer none) (nullable) (element-type SotongCalendarItem): its contents, by time
 */
GPtrArray *
sotong_calendar_data_get_day (SotongCalendarData *data,
                              gint64              day)
{
  return sotong_calendar_span_has_day (&data->span, day) ? data->days[day - data->span.first] : NULL;
}

void
sotong_calendar_data_free (SotongCalendarData *data)
{
  if (data == NULL)
    return;
  for (int i = 0; i < data->span.n_days; i++)
    g_ptr_array_unref (data->days[i]);
  g_free (data->days);
  g_free (data->counts);
  g_clear_pointer (&data->undated, g_ptr_array_unref);
  g_clear_pointer (&data->texts, sotong_entry_texts_unref);
  g_clear_pointer (&data->undated_texts, sotong_entry_texts_unref);
  g_clear_pointer (&data->types, g_ptr_array_unref);
  g_clear_pointer (&data->campaigns, g_ptr_array_unref);
  g_clear_pointer (&data->channels, g_ptr_array_unref);
  g_clear_pointer (&data->people, g_ptr_array_unref);
  g_clear_pointer (&data->holidays, g_ptr_array_unref);
  g_clear_pointer (&data->events, g_ptr_array_unref);
  g_clear_pointer (&data->rules, sotong_restriction_rules_free);
  g_free (data);
}

static SotongCalendarQuery *
query_copy (const SotongCalendarQuery *query)
{
  SotongCalendarQuery *copy = g_memdup2 (query, sizeof *query);

  copy->type = g_strdup (query->type);
  copy->words = g_strdup (query->words);
  copy->texts = query->texts != NULL ? sotong_entry_texts_ref (query->texts) : NULL;
  copy->undated = query->undated != NULL ? sotong_entry_texts_ref (query->undated) : NULL;
  return copy;
}

static void
query_free (SotongCalendarQuery *query)
{
  g_free (query->type);
  g_free (query->words);
  sotong_entry_texts_unref (query->texts);
  sotong_entry_texts_unref (query->undated);
  g_free (query);
}

/* Copies of a content that a person sees as one are one item. */
static void
add_entry (GPtrArray         *items,
           SotongEntryGroups *groups,
           const SotongEntry *entry,
           gint64             cell)
{
  gpointer *item = sotong_entry_groups_find (groups, entry, cell);

  if (*item != NULL)
    {
      sotong_calendar_item_take (*item, entry);
      return;
    }
  *item = sotong_calendar_item_new (entry);
  g_ptr_array_add (items, *item);
}

/* How many of a year there are is all that is shown of it. */
static void
count_entry (SotongCalendarData *data,
             SotongEntryGroups  *groups,
             SotongEntry        *entry,
             gint64              cell)
{
  gpointer *counted = sotong_entry_groups_find (groups, entry, cell);

  if (*counted == NULL)
    data->counts[cell]++;
  *counted = entry;
}

/* While a person types, what was read for one letter answers for the next ones. Where the texts are too long to be kept,
 * the workspace is asked each time. */
static GPtrArray *
list_entries (SotongDb                *db,
              const SotongEntryQuery  *entries,
              gboolean                 keep,
              SotongEntryTexts        *known,
              SotongEntryTexts       **out_texts,
              GError                 **error)
{
  GError *local = NULL;

  if (known != NULL && sotong_entry_texts_fits (known, entries))
    *out_texts = sotong_entry_texts_ref (known);
  else if (keep)
    *out_texts = sotong_entry_texts_read (db, entries, &local);
  if (*out_texts != NULL)
    return sotong_entry_texts_find (*out_texts, entries->words, entries->limit);
  if (local != NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  return sotong_content_entries (db, entries, error);
}

static gboolean
read_days (SotongDb                   *db,
           const SotongCalendarQuery  *query,
           SotongEntryQuery            entries,
           SotongCalendarData         *data,
           GError                    **error)
{
  g_autoptr(SotongEntryGroups) groups = sotong_entry_groups_new ();
  g_autoptr(GPtrArray) list = NULL;
  const SotongCalendarSpan *span = &query->span;
  GTimeZone *zone = sotong_db_get_zone (db);

  entries.range.start = sotong_month_day_start (span->first, zone);
  entries.range.end = sotong_month_day_start (span->first + span->n_days, zone);
  list = list_entries (db, &entries, query->keep_texts, query->texts, &data->texts, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      SotongEntry *entry = g_ptr_array_index (list, i);
      gint64 cell = sotong_month_day_of_time (entry->at, zone) - span->first;

      if (cell < 0 || cell >= span->n_days)
        continue;
      if (span->kind != SOTONG_CALENDAR_KIND_YEAR)
        add_entry (data->days[cell], groups, entry, cell);
      else
        count_entry (data, groups, entry, cell);
    }
  for (int i = 0; i < span->n_days; i++)
    {
      if (span->kind != SOTONG_CALENDAR_KIND_YEAR)
        data->counts[i] = data->days[i]->len;
      data->n_items += data->counts[i];
    }
  return TRUE;
}

static void
flag_restricted (SotongCalendarData *data)
{
  for (int i = 0; i < data->span.n_days; i++)
    for (guint j = 0; j < data->days[i]->len; j++)
      {
        SotongCalendarItem *item = g_ptr_array_index (data->days[i], j);
        g_autoptr(GPtrArray) found = sotong_restriction_find (data->rules, item->content_id, item->type, item->publicity, item->at);

        if (found->len > 0)
          item->restricted = sotong_restriction_describe (found);
      }
}

static gboolean
read_undated (SotongDb                   *db,
              const SotongCalendarQuery  *query,
              SotongEntryQuery            entries,
              SotongCalendarData         *data,
              GError                    **error)
{
  g_autoptr(SotongEntryGroups) groups = sotong_entry_groups_new ();
  g_autoptr(GPtrArray) list = NULL;

  entries.undated = TRUE;
  entries.limit = SOTONG_CALENDAR_MAX_UNDATED;
  list = list_entries (db, &entries, query->keep_texts, query->undated, &data->undated_texts, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    add_entry (data->undated, groups, g_ptr_array_index (list, i), 0);
  return TRUE;
}

/* The events of others; a year, which shows numbers alone, needs none. */
static gboolean
read_events (SotongDb            *db,
             SotongCalendarData  *data,
             GError             **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange range = { sotong_month_day_start (data->span.first, zone), sotong_month_day_start (data->span.first + data->span.n_days, zone) };

  data->events = data->span.kind == SOTONG_CALENDAR_KIND_YEAR ? g_ptr_array_new () : sotong_layer_occurrences (db, range, error);
  return data->events != NULL;
}

static gpointer
read_job (SotongDb      *db,
          gpointer       user_data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongCalendarQuery *query = user_data;
  SotongEntryQuery entries = { .state = query->state, .channel_id = query->channel_id,
                               .campaign_id = query->campaign_id, .person_id = query->person_id, .type = query->type,
                               .words = query->words };
  g_autoptr(SotongCalendarData) data = g_new0 (SotongCalendarData, 1);

  data->span = query->span;
  data->days = g_new0 (GPtrArray *, (gsize) data->span.n_days);
  data->counts = g_new0 (guint, (gsize) data->span.n_days);
  for (int i = 0; i < data->span.n_days; i++)
    data->days[i] = g_ptr_array_new_with_free_func (g_object_unref);
  data->undated = g_ptr_array_new_with_free_func (g_object_unref);
  data->types = sotong_type_list (db, FALSE, error);
  data->campaigns = data->types != NULL ? sotong_campaign_list (db, error) : NULL;
  if (data->campaigns == NULL)
    return NULL;
  data->channels = sotong_channel_list (db, error);
  if (data->channels == NULL)
    return NULL;
  data->people = sotong_person_list (db, error);
  if (data->people == NULL)
    return NULL;
  data->holidays = sotong_holiday_list (db, query->span.first, query->span.first + query->span.n_days - 1, error);
  if (data->holidays == NULL)
    return NULL;
  data->rules = sotong_restriction_rules_load (db, error);
  if (data->rules == NULL || !read_days (db, query, entries, data, error) || !read_undated (db, query, entries, data, error)
      || !read_events (db, data, error))
    return NULL;
  flag_restricted (data);
  return g_steal_pointer (&data);
}

/**
 * sotong_calendar_data_read_async:
 * @store: the workspace
 * @query: the days and what narrows them
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Reads a span in a thread of the store, sorted into days.
 */
void
sotong_calendar_data_read_async (SotongStore               *store,
                                 const SotongCalendarQuery *query,
                                 GCancellable              *cancellable,
                                 GAsyncReadyCallback        callback,
                                 gpointer                   user_data)
{
  sotong_store_read_async (store, read_job, query_copy (query), (GDestroyNotify) query_free,
                           (GDestroyNotify) sotong_calendar_data_free, cancellable, callback, user_data);
}

/**
 * sotong_calendar_data_read_finish:
 * @store: the workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what to show
 */
SotongCalendarData *
sotong_calendar_data_read_finish (SotongStore   *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return sotong_store_read_finish (store, result, error);
}

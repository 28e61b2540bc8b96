/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-data.h"

#include "app/panes/sotong-calendar-item.h"
#include "plan/sotong-holiday.h"

void
sotong_calendar_data_free (SotongCalendarData *data)
{
  if (data == NULL)
    return;
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    g_ptr_array_unref (data->days[i]);
  g_clear_pointer (&data->undated, g_ptr_array_unref);
  g_clear_pointer (&data->campaigns, g_ptr_array_unref);
  g_clear_pointer (&data->channels, g_ptr_array_unref);
  g_clear_pointer (&data->holidays, g_ptr_array_unref);
  g_free (data);
}

static SotongCalendarQuery *
query_copy (const SotongCalendarQuery *query)
{
  SotongCalendarQuery *copy = g_memdup2 (query, sizeof *query);

  copy->type = g_strdup (query->type);
  copy->words = g_strdup (query->words);
  return copy;
}

static void
query_free (SotongCalendarQuery *query)
{
  g_free (query->type);
  g_free (query->words);
  g_free (query);
}

/* Copies of a content that stand at the same time in the same state are one item. The store
 * gives them one after another, by time and content. */
static void
add_entry (GPtrArray         *items,
           const SotongEntry *entry)
{
  for (guint i = items->len; i > 0; i--)
    {
      SotongCalendarItem *item = g_ptr_array_index (items, i - 1);

      if (item->content_id != entry->content_id || item->at != entry->at)
        break;
      if (sotong_calendar_item_take (item, entry))
        return;
    }
  g_ptr_array_add (items, sotong_calendar_item_new (entry));
}

static gboolean
read_days (SotongDb                   *db,
           const SotongCalendarQuery  *query,
           SotongEntryQuery            entries,
           SotongCalendarData         *data,
           GError                    **error)
{
  g_autoptr(GPtrArray) list = NULL;
  GTimeZone *zone = sotong_db_get_zone (db);

  sotong_month_get_range (&query->month, zone, &entries.range);
  list = sotong_content_entries (db, &entries, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongEntry *entry = g_ptr_array_index (list, i);
      int cell = sotong_month_cell_of_day (&query->month, sotong_month_day_of_time (entry->at, zone));

      if (cell >= 0)
        add_entry (data->days[cell], entry);
    }
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    data->n_items += data->days[i]->len;
  return TRUE;
}

static gboolean
read_undated (SotongDb            *db,
              SotongEntryQuery     entries,
              SotongCalendarData  *data,
              GError             **error)
{
  g_autoptr(GPtrArray) list = NULL;

  entries.undated = TRUE;
  entries.limit = SOTONG_CALENDAR_MAX_UNDATED;
  list = sotong_content_entries (db, &entries, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    add_entry (data->undated, g_ptr_array_index (list, i));
  return TRUE;
}

static gpointer
read_job (SotongDb      *db,
          gpointer       user_data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongCalendarQuery *query = user_data;
  SotongEntryQuery entries = { .state = query->state, .channel_id = query->channel_id,
                               .campaign_id = query->campaign_id, .type = query->type,
                               .words = query->words };
  g_autoptr(SotongCalendarData) data = g_new0 (SotongCalendarData, 1);

  data->month = query->month;
  for (int i = 0; i < SOTONG_MONTH_CELLS; i++)
    data->days[i] = g_ptr_array_new_with_free_func (g_object_unref);
  data->undated = g_ptr_array_new_with_free_func (g_object_unref);
  data->campaigns = sotong_campaign_list (db, error);
  if (data->campaigns == NULL)
    return NULL;
  data->channels = sotong_channel_list (db, error);
  if (data->channels == NULL)
    return NULL;
  data->holidays = sotong_holiday_list (db, query->month.first, query->month.first + SOTONG_MONTH_CELLS - 1, error);
  if (data->holidays == NULL || !read_days (db, query, entries, data, error)
      || !read_undated (db, entries, data, error))
    return NULL;
  return g_steal_pointer (&data);
}

/**
 * sotong_calendar_data_read_async:
 * @store: the workspace
 * @query: the month and what narrows it
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Reads six weeks in a thread of the store, sorted into days.
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-data.h"

#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"
#include "store/sotong-campaign.h"
#include "store/sotong-entry-groups.h"
#include "store/sotong-workspace.h"
#include "util/sotong-text.h"

static void
item_free (SotongSheetItem *item)
{
  g_free (item->title);
  g_string_free (item->channels, TRUE);
  g_free (item->channel);
  g_free (item->campaign);
  g_free (item);
}

void
sotong_sheet_data_free (SotongSheetData *data)
{
  if (data == NULL)
    return;
  for (int i = 0; i < data->n_days; i++)
    g_ptr_array_unref (data->days[i]);
  g_free (data->days);
  g_clear_pointer (&data->campaigns, g_ptr_array_unref);
  g_clear_pointer (&data->holidays, g_ptr_array_unref);
  g_clear_pointer (&data->zone, g_time_zone_unref);
  g_free (data->narrowed);
  g_free (data);
}

static void
add_entry (GPtrArray         *items,
           SotongEntryGroups *groups,
           const SotongEntry *entry,
           gint64             day)
{
  gpointer *known = sotong_entry_groups_find (groups, entry, day);
  SotongSheetItem *item = *known;

  if (item == NULL)
    {
      item = g_new0 (SotongSheetItem, 1);
      item->content_id = entry->content_id;
      item->at = entry->at;
      item->state = entry->state;
      item->title = g_strdup (entry->title);
      item->channels = g_string_new (NULL);
      item->campaign = g_strdup (entry->campaign);
      g_ptr_array_add (items, item);
      *known = item;
    }
  if (*entry->channel == '\0')
    return;
  g_string_append_printf (item->channels, "%s%s", item->channels->len > 0 ? ", " : "", entry->channel);
  if (item->n_channels++ == 0)
    item->channel = sotong_text_short_name (entry->channel);
}

static void
find_days (SotongSheetData *data,
           gint64           day)
{
  int year, month, day_of_month;

  if (data->kind == SOTONG_SHEET_WEEK)
    {
      data->first = day - sotong_time_weekday (day);
      data->n_days = 7;
      return;
    }
  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  data->first = sotong_time_days_from_civil (year, month, 1);
  data->n_days = sotong_time_days_in_month (year, month);
}

/**
 * sotong_sheet_data_load:
 * @db: a connection
 * @kind: what is to be printed
 * @day: a day of the month or the week, counted from 1970-01-01
 * @query: what narrows it; its range is not looked at
 * @narrowed: (nullable): the same in words, for the head of the pages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the pages show
 */
SotongSheetData *
sotong_sheet_data_load (SotongDb                *db,
                        SotongSheetKind          kind,
                        gint64                   day,
                        const SotongEntryQuery  *query,
                        const char              *narrowed,
                        GError                 **error)
{
  g_autoptr(SotongSheetData) data = g_new0 (SotongSheetData, 1);
  g_autoptr(SotongEntryGroups) groups = sotong_entry_groups_new ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *demo = NULL;
  SotongEntryQuery ranged = *query;
  GError *local = NULL;

  demo = sotong_workspace_get (db, "demo", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  data->made = demo != NULL;
  data->kind = kind;
  find_days (data, day);
  data->days = g_new0 (GPtrArray *, (gsize) data->n_days);
  for (int i = 0; i < data->n_days; i++)
    data->days[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  data->zone = g_time_zone_ref (sotong_db_get_zone (db));
  data->now = sotong_db_now (db);
  data->narrowed = g_strdup (narrowed);
  ranged.undated = FALSE;
  ranged.range.start = sotong_month_day_start (data->first, data->zone);
  ranged.range.end = sotong_month_day_start (data->first + data->n_days, data->zone);
  entries = sotong_content_entries (db, &ranged, error);
  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongEntry *entry = g_ptr_array_index (entries, i);
      gint64 index = sotong_month_day_of_time (entry->at, data->zone) - data->first;

      if (index >= 0 && index < data->n_days)
        add_entry (data->days[index], groups, entry, index);
    }
  data->campaigns = sotong_campaign_list (db, error);
  if (data->campaigns == NULL)
    return NULL;
  data->holidays = sotong_holiday_list (db, data->first, data->first + data->n_days - 1, error);
  return data->holidays != NULL ? g_steal_pointer (&data) : NULL;
}

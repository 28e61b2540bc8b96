/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-private.h"
#include "store/sotong-content-row.h"
#include "store/sotong-db-private.h"

void
sotong_content_row_free (SotongContentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->uuid);
  g_free (row->key);
  g_free (row->title);
  g_free (row->body);
  g_free (row->type);
  g_free (row->type_name);
  g_free (row->channel);
  g_free (row->platform);
  g_free (row->campaign);
  g_free (row->tags);
  g_free (row->officer);
  g_free (row->remote_url);
  g_free (row);
}

#define ROW_SQL \
  "SELECT t.uuid, CASE WHEN t.import_key = '' THEN t.uuid ELSE t.import_key END, coalesce(y.title, t.title), coalesce(y.body, t.body)," \
  " t.type_id, coalesce(content_type.name, ''), coalesce(channel.name, ''), coalesce(channel.platform, ''), coalesce(campaign.name, '')," \
  " t.tags, coalesce(person.name, ''), coalesce(y.remote_url, ''), " SOTONG_SQL_SHOWN_STATE "," \
  " coalesce(y.published_at, y.publish_at, t.planned_at), t.cost_planned, t.cost_final, t.created_at, t.made" \
  " FROM content AS t LEFT JOIN copy AS y ON y.id = $2 LEFT JOIN channel ON channel.id = y.channel_id" \
  " LEFT JOIN campaign ON campaign.id = t.campaign_id LEFT JOIN person ON person.id = t.owner_id" \
  " LEFT JOIN content_type ON content_type.id = t.type_id WHERE t.id = $1"

static SotongContentRow *
row_from (SotongStmt        *stmt,
          const SotongEntry *entry)
{
  SotongContentRow *row = g_new0 (SotongContentRow, 1);

  row->content_id = entry->content_id;
  row->copy_id = entry->copy_id;
  row->uuid = sotong_stmt_dup (stmt, 0);
  row->key = sotong_stmt_dup (stmt, 1);
  row->title = sotong_stmt_dup (stmt, 2);
  row->body = sotong_stmt_dup (stmt, 3);
  row->type = sotong_stmt_dup (stmt, 4);
  row->type_name = sotong_stmt_dup (stmt, 5);
  row->channel = sotong_stmt_dup (stmt, 6);
  row->platform = sotong_stmt_dup (stmt, 7);
  row->campaign = sotong_stmt_dup (stmt, 8);
  row->tags = sotong_stmt_dup (stmt, 9);
  row->officer = sotong_stmt_dup (stmt, 10);
  row->remote_url = sotong_stmt_dup (stmt, 11);
  sotong_state_from_name (sotong_stmt_text (stmt, 12), &row->state);
  row->at = sotong_stmt_int (stmt, 13);
  row->cost_planned = sotong_stmt_int (stmt, 14);
  row->cost_final = sotong_stmt_int (stmt, 15);
  row->created_at = sotong_stmt_int (stmt, 16);
  row->made = sotong_stmt_int (stmt, 17) == 1;
  return row;
}

/**
 * sotong_content_rows:
 * @db: a connection
 * @query: which, as for sotong_content_entries()
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongContentRow): in the order of
 *   time; those without a time come first
 */
GPtrArray *
sotong_content_rows (SotongDb                *db,
                     const SotongEntryQuery  *query,
                     GError                 **error)
{
  g_autoptr(GPtrArray) entries = sotong_content_entries (db, query, error);
  g_autoptr(GPtrArray) rows = NULL;

  if (entries == NULL)
    return NULL;
  rows = g_ptr_array_new_full (entries->len, (GDestroyNotify) sotong_content_row_free);
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, ROW_SQL, "ii", entry->content_id, entry->copy_id);
      GError *local = NULL;

      if (stmt == NULL)
        return NULL;
      if (sotong_stmt_next (stmt, &local))
        g_ptr_array_add (rows, row_from (stmt, entry));
      else if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-private.h"
#include "store/sotong-content-sheet.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

/* The number that a query finds, or 0. */
static gint64
first_int (SotongStmt  *stmt,
           GError     **error)
{
  GError *local = NULL;

  if (sotong_stmt_next (stmt, &local))
    return sotong_stmt_int (stmt, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return 0;
}

/**
 * sotong_content_find_key:
 * @db: a connection
 * @key: by which a sheet knows a content: what an earlier sheet called it, or its uuid
 * @error: return location
 *
 * Returns: the content, or 0; without @error set there is none
 */
gint64
sotong_content_find_key (SotongDb    *db,
                         const char  *key,
                         GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id FROM content WHERE removed_at IS NULL AND import_key = $1"
                                                " AND import_key <> '' UNION ALL"
                                                " SELECT id FROM content WHERE removed_at IS NULL AND uuid = $1 LIMIT 1", "t", key);

  return stmt != NULL ? first_int (stmt, error) : 0;
}

/* The time of a copy as the calendar shows it; each of the two has an index. The plus keeps SQLite from the channel's, which
 * would be walked whole for each row of a sheet. */
#define ALIKE_COPY \
  "SELECT t.id FROM copy AS y JOIN content AS t ON t.id = y.content_id WHERE y.channel_id = $1 AND y.publish_at >= $2 AND y.publish_at < $3" \
  " AND y.removed_at IS NULL AND t.removed_at IS NULL AND t.title = $4" \
  " UNION ALL SELECT t.id FROM copy AS y JOIN content AS t ON t.id = y.content_id WHERE y.published_at >= $2 AND y.published_at < $3" \
  " AND +y.channel_id = $1 AND y.removed_at IS NULL AND t.removed_at IS NULL AND t.title = $4 LIMIT 1"
#define ALIKE_COPY_UNDATED \
  "SELECT t.id FROM content AS t JOIN copy AS y ON y.content_id = t.id WHERE t.title = $2 AND t.removed_at IS NULL AND t.planned_at IS NULL" \
  " AND y.channel_id = $1 AND y.removed_at IS NULL AND y.publish_at IS NULL AND y.published_at IS NULL LIMIT 1"
#define NO_COPY " AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.content_id = t.id AND copy.removed_at IS NULL) LIMIT 1"

/**
 * sotong_content_find_alike:
 * @db: a connection
 * @title: a title
 * @channel_id: a channel, or 0 for a content without copies
 * @day: the office's day; both ends 0 for contents that stand on no day
 * @error: return location
 *
 * Returns: a content of this title that stands on the channel on the day, or 0
 */
gint64
sotong_content_find_alike (SotongDb    *db,
                           const char  *title,
                           gint64       channel_id,
                           SotongRange  day,
                           GError     **error)
{
  gboolean undated = day.start == day.end;
  g_autoptr(SotongStmt) stmt = NULL;

  if (channel_id != 0 && undated)
    stmt = sotong_db_query (db, error, ALIKE_COPY_UNDATED, "it", channel_id, title);
  else if (channel_id != 0)
    stmt = sotong_db_query (db, error, ALIKE_COPY, "iiit", channel_id, day.start, day.end, title);
  else if (undated)
    stmt = sotong_db_query (db, error, "SELECT id FROM content AS t WHERE title = $1 AND planned_at IS NULL AND removed_at IS NULL" NO_COPY,
                            "t", title);
  else
    stmt = sotong_db_query (db, error, "SELECT id FROM content AS t WHERE planned_at >= $1 AND planned_at < $2 AND removed_at IS NULL AND title = $3"
                            NO_COPY, "iit", day.start, day.end, title);
  return stmt != NULL ? first_int (stmt, error) : 0;
}

void
sotong_sheet_brought_free (SotongSheetBrought *brought)
{
  g_free (brought->title);
  g_free (brought->body);
  g_free (brought);
}

/* Made by an import, and not by one that was undone. */
#define BROUGHT \
  "SELECT t.id, y.channel_id, y.publish_at, t.title, coalesce (y.body, t.body), m.change_id FROM copy AS y JOIN content AS t ON t.id = y.content_id" \
  " JOIN (SELECT json_extract (row_key, '$.id') AS id, change_id FROM change JOIN change_row ON change_id = change.id" \
  " WHERE action = 'content.import' AND undo_state = 'done' AND table_name = 'content' AND row_before IS NULL) AS m ON m.id = t.id" \
  " WHERE y.publish_at >= $1 AND y.publish_at < $2 AND y.removed_at IS NULL AND t.removed_at IS NULL AND t.import_key = '' AND y.remote_id IS NULL" \
  " AND y.state IN ('draft', 'in_review', 'returned', 'approved', 'scheduled') ORDER BY y.id"

/**
 * sotong_content_list_brought:
 * @db: a connection
 * @span: of time
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSheetBrought): what earlier sheets brought into the span without a key,
 *   as far as it has not gone out
 */
GPtrArray *
sotong_content_list_brought (SotongDb     *db,
                             SotongRange   span,
                             GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, BROUGHT, "ii", span.start, span.end);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_sheet_brought_free);
  GError *local = NULL;

  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      SotongSheetBrought *brought = g_new0 (SotongSheetBrought, 1);

      brought->content_id = sotong_stmt_int (stmt, 0);
      brought->channel_id = sotong_stmt_int (stmt, 1);
      brought->at = sotong_stmt_int (stmt, 2);
      brought->title = sotong_stmt_dup (stmt, 3);
      brought->body = sotong_stmt_dup (stmt, 4);
      brought->import_id = sotong_stmt_int (stmt, 5);
      g_ptr_array_add (list, brought);
    }
  if (stmt == NULL)
    return NULL;
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_content_get_details:
 * @db: a connection
 * @id: a content
 * @out_owner: (out): who is in charge, or `SOTONG_NONE`
 * @out_key: (out): by which a sheet knows it, or ""
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its tags
 */
char *
sotong_content_get_details (SotongDb  *db,
                            gint64     id,
                            gint64    *out_owner,
                            char     **out_key,
                            GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT tags, owner_id, import_key FROM content WHERE id = $1", "i", id);

  *out_owner = SOTONG_NONE;
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return NULL;
  *out_owner = sotong_stmt_int (stmt, 1);
  *out_key = sotong_stmt_dup (stmt, 2);
  return sotong_stmt_dup (stmt, 0);
}

/* Part of the open change. What is %NULL or `SOTONG_NONE` stays as it is. */
gboolean
sotong_content_set_details (SotongDb    *db,
                            gint64       id,
                            const char  *tags,
                            gint64       owner_id,
                            const char  *key,
                            GError     **error)
{
  return sotong_change_touch (db, "content", id, error)
         && sotong_db_exec (db, error, "UPDATE content SET tags = coalesce($1, tags), owner_id = coalesce($2, owner_id),"
                            " import_key = coalesce($3, import_key) WHERE id = $4", "titi", tags, owner_id, key, id);
}

static GHashTable *
names_of (SotongDb    *db,
          const char  *sql,
          GError     **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_hash_table_replace (names, sotong_text_fold (sotong_stmt_text (stmt, 0)), sotong_stmt_dup (stmt, 1));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, local);
  return NULL;
}

/* (transfer full) (nullable): the people's folded names and their ids, as text. */
GHashTable *
sotong_content_person_names (SotongDb  *db,
                             GError   **error)
{
  return names_of (db, "SELECT name, CAST(id AS TEXT) FROM person WHERE removed_at IS NULL ORDER BY id DESC", error);
}

/* (transfer full) (nullable): the folded names of the office's own content types, and their ids. */
GHashTable *
sotong_content_type_names (SotongDb  *db,
                           GError   **error)
{
  return names_of (db, "SELECT name, id FROM content_type WHERE removed_at IS NULL AND name <> ''"
                   " UNION ALL SELECT id, id FROM content_type WHERE removed_at IS NULL", error);
}

/**
 * sotong_content_recall_mapping:
 * @db: a connection
 * @headings: a digest of a sheet's headings
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the columns of such a sheet were the last time;
 *   %NULL without @error set if there was none
 */
char *
sotong_content_recall_mapping (SotongDb    *db,
                             const char  *headings,
                             GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT mapping FROM sheet_mapping WHERE headings = $1", "t", headings);

  return stmt != NULL && sotong_stmt_next (stmt, error) ? sotong_stmt_dup (stmt, 0) : NULL;
}

/* Remembers it for the next sheet with the same headings; needs a write job. */
gboolean
sotong_content_keep_mapping (SotongDb    *db,
                           const char  *headings,
                           const char  *mapping,
                           GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO sheet_mapping (headings, mapping, used_at) VALUES ($1, $2, $3)"
                         " ON CONFLICT (headings) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at", "tti",
                         headings, mapping, sotong_db_now (db));
}

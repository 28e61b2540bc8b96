/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-copy.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/*
 * The columns are taken from the workspace itself, so that what a later version adds to a
 * content is copied with it. Named are those that belong to one content alone: what it is
 * called outside, its time, what was paid for it, what was decided about it.
 */
#define NOT_OF_CONTENT "'id', 'uuid', 'cost_final', 'planned_at', 'created_at', 'updated_at', 'revision', 'made', 'removed_at'," \
                       " 'restriction_ground', 'import_key', 'proof_url', 'series_id', 'series_at', 'proof_url'"
#define NOT_OF_COPY "'id', 'content_id', 'state', 'publish_at', 'zone', 'client_key', 'seal', 'claim_id', 'remote_id', 'remote_url'," \
                    " 'published_at', 'withdrawn_at', 'made', 'removed_at'"
#define NOT_OF_ATTACHMENT "'id', 'content_id', 'removed_at'"

#define COLUMNS(table, others) "SELECT group_concat (name, ', ') FROM pragma_table_info ('" table "') WHERE name NOT IN (" others ")"

static char *
columns_of (SotongDb    *db,
            const char  *sql,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");

  return stmt != NULL && sotong_stmt_next (stmt, error) ? sotong_stmt_dup (stmt, 0) : NULL;
}

static gint64
add_content (SotongDb  *db,
             gint64     id,
             gint64     at,
             GError   **error)
{
  g_autofree char *columns = columns_of (db, COLUMNS ("content", NOT_OF_CONTENT), error);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *sql = NULL;
  gint64 copy;

  if (columns == NULL)
    return 0;
  sql = g_strdup_printf ("INSERT INTO content (%1$s, uuid, planned_at, created_at, updated_at) SELECT %1$s, $1, $2, $3, $3 FROM content WHERE id = $4",
                         columns);
  copy = sotong_db_insert (db, error, sql, "tiii", uuid, at, sotong_db_now (db), id);
  return copy != 0 && sotong_change_added (db, "content", copy, error) ? copy : 0;
}

/* What was only being written is so again, unless @drafts go out too; what had been put on the
 * schedule is put there. */
static SotongState
state_of (const SotongCopy *copy,
          gint64            time,
          gboolean          drafts)
{
  if (time == SOTONG_NONE)
    return SOTONG_STATE_DRAFT;
  return drafts || (copy->state != SOTONG_STATE_DRAFT && copy->state != SOTONG_STATE_IN_REVIEW && copy->state != SOTONG_STATE_RETURNED)
         ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_DRAFT;
}

static gboolean
check_empty (const SotongContent  *content,
             gint64                at,
             GError              **error)
{
  for (guint i = 0; at != SOTONG_NONE && content->attachments->len == 0 && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!sotong_text_is_blank (copy->body != NULL ? copy->body : content->body))
        continue;
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” has no text for “%s” yet, and an empty post would go out at that time. Nothing was copied. Write the text first, or copy "
                     "it without a time."), content->title, copy->channel);
      return FALSE;
    }
  return TRUE;
}

static gint64
time_of_copy (const SotongCopy *copy)
{
  return copy->published_at != SOTONG_NONE ? copy->published_at : copy->publish_at;
}

/* The first copy goes out at @at, the others as long after it as they did. */
static gint64
time_at (const SotongContent *content,
         const SotongCopy    *copy,
         gint64               at)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < content->copies->len; i++)
    {
      gint64 time = time_of_copy (g_ptr_array_index (content->copies, i));

      if (time != SOTONG_NONE)
        first = MIN (first, time);
    }
  if (at == SOTONG_NONE || first == G_MAXINT64 || time_of_copy (copy) == SOTONG_NONE)
    return at;
  return at + (time_of_copy (copy) - first);
}

static gboolean
add_copies (SotongDb             *db,
            const SotongContent  *content,
            gint64                id,
            gint64                at,
            gboolean              drafts,
            GError              **error)
{
  g_autofree char *columns = columns_of (db, COLUMNS ("copy", NOT_OF_COPY), error);
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;
  sql = g_strdup_printf ("INSERT INTO copy (%1$s, content_id, state, publish_at, zone, client_key) SELECT %1$s, $1, $2, $3, $4, $5 FROM copy"
                         " WHERE id = $6", columns);
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      gint64 time = time_at (content, copy, at);
      g_autofree char *key = sotong_copy_make_client_key (db, time);
      SotongState state = state_of (copy, time, drafts);
      gint64 added;

      if (state == SOTONG_STATE_SCHEDULED && !sotong_restriction_check_id (db, id, time, error))
        return FALSE;
      added = sotong_db_insert (db, error, sql, "ititti", id, sotong_state_get_name (state), time,
                                g_time_zone_get_identifier (sotong_db_get_zone (db)), key, copy->id);
      if (added == 0 || !sotong_change_added (db, "copy", added, error))
        return FALSE;
    }
  return TRUE;
}

/* The rows only: the files themselves stand once, by their contents. */
static gboolean
add_attachments (SotongDb             *db,
                 const SotongContent  *content,
                 gint64                id,
                 GError              **error)
{
  g_autofree char *columns = columns_of (db, COLUMNS ("attachment", NOT_OF_ATTACHMENT), error);
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;
  sql = g_strdup_printf ("INSERT INTO attachment (%1$s, content_id) SELECT %1$s, $1 FROM attachment WHERE id = $2", columns);
  for (guint i = 0; i < content->attachments->len; i++)
    {
      gint64 added = sotong_db_insert (db, error, sql, "ii", id, ((SotongAttachment *) g_ptr_array_index (content->attachments, i))->id);

      if (added == 0 || !sotong_change_added (db, "attachment", added, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
duplicate (SotongDb             *db,
           const SotongContent  *content,
           gint64                at,
           gboolean              drafts,
           GError              **error)
{
  gint64 added;

  if (at != SOTONG_NONE && at < sotong_db_now (db))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("That time is past. Choose one that is still to come, or publish now."));
      return 0;
    }
  if (at != SOTONG_NONE && !sotong_time_check_plan (at, sotong_db_get_zone (db), error))
    return 0;
  added = add_content (db, content->id, at, error);
  return added != 0 && add_copies (db, content, added, at, drafts, error) && add_attachments (db, content, added, error) ? added : 0;
}

/**
 * sotong_content_duplicate:
 * @db: the connection of a write job
 * @id: a content
 * @at: when its first copy goes out, seconds since 1970 UTC, or `SOTONG_NONE`
 * @error: return location; as for sotong_content_copy()
 *
 * As sotong_content_copy(), as part of the change that is open. What was a draft, in review or
 * returned is a draft, at its time; all else is scheduled.
 *
 * Returns: the new content's id, or 0 with @error set
 */
gint64
sotong_content_duplicate (SotongDb  *db,
                          gint64     id,
                          gint64     at,
                          GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);

  return content != NULL ? duplicate (db, content, at, FALSE, error) : 0;
}

/**
 * sotong_content_copy:
 * @db: the connection of a write job
 * @id: a content; it may be out
 * @at: when its first copy goes out, seconds since 1970 UTC; the copies for other channels
 *   follow after as long as in the original. With `SOTONG_NONE` they are drafts without a time
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when @at is past or there is no text to
 *   go out then, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Makes a new content with the text, the plan and the files of another, which platforms do
 * not know yet: nothing of what became of the original is copied. With a time it is scheduled, as
 * one that is added with a time is. One step of undo.
 *
 * Returns: the new content's id, or 0 with @error set
 */
gint64
sotong_content_copy (SotongDb  *db,
                     gint64     id,
                     gint64     at,
                     GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);
  gint64 added;

  if (content == NULL || !check_empty (content, at, error)
      || !sotong_change_begin (db, "content.copy", "content", 0, content->title, error))
    return 0;
  added = duplicate (db, content, at, TRUE, error);
  if (added != 0)
    sotong_change_set_subject (db, added, NULL);
  return added;
}

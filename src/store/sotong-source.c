/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-source-private.h"
#include "util/sotong-text.h"

#define DEFAULT_INTERVAL_S 3600

/**
 * sotong_source_new:
 *
 * Returns: (transfer full): a source that is enabled and read every hour, without a name
 */
SotongSource *
sotong_source_new (void)
{
  SotongSource *source = g_new0 (SotongSource, 1);

  source->channel_id = SOTONG_NONE;
  source->interval_s = DEFAULT_INTERVAL_S;
  source->retention_days = SOTONG_NONE;
  source->enabled = TRUE;
  source->next_due = SOTONG_NONE;
  source->last_run_at = SOTONG_NONE;
  source->last_good_at = SOTONG_NONE;
  return source;
}

void
sotong_source_free (SotongSource *source)
{
  if (source == NULL)
    return;
  g_free (source->name);
  g_free (source->kind);
  g_free (source->url);
  g_free (source->settings);
  g_free (source->cursor);
  g_free (source->etag);
  g_free (source->last_modified);
  g_free (source->last_outcome);
  g_free (source->last_message);
  g_free (source);
}

static gboolean
check_source (SotongDb            *db,
              const SotongSource  *source,
              GError             **error)
{
  gint64 other = 0;
  GError *local = NULL;

  if (source->name == NULL || sotong_text_is_blank (source->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A source needs a name."));
      return FALSE;
    }
  if (sotong_db_get_int (db, &other, &local, "SELECT id FROM source WHERE name = $1 AND removed_at IS NULL", "t", source->name))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
                   _("There is a source “%s” already. Choose another name."), source->name);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * sotong_source_add:
 * @db: the connection of a write job
 * @source: name, kind, address and settings; what a run tells is not looked at
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_INVALID`
 *
 * Adds a source. One step of undo, to which a topic may be added with
 * sotong_topic_add_source().
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_source_add (SotongDb            *db,
                   const SotongSource  *source,
                   GError             **error)
{
  g_autofree char *name = sotong_text_name (source->name);
  SotongSource named = *source;
  gint64 id;

  named.name = name;
  source = &named;
  g_return_val_if_fail (source->kind != NULL, 0);

  if (!check_source (db, source, error)
      || !sotong_change_begin (db, "source.add", "source", 0, source->name, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO source (name, kind, url, settings, channel_id, interval_s, retention_days, enabled, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "ttttiiiii",
                         source->name, source->kind, or_empty (source->url), or_empty (source->settings), source->channel_id,
                         source->interval_s, source->retention_days, (gint64) source->enabled, (gint64) source->made);
  if (id == 0 || !sotong_change_added (db, "source", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_source_remove:
 * @db: the connection of a write job
 * @id: a source
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Removes a source; what it brought stays. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_remove (SotongDb  *db,
                      gint64     id,
                      GError   **error)
{
  g_autoptr(SotongSource) source = sotong_source_get (db, id, error);

  return source != NULL
         && sotong_change_begin (db, "source.remove", "source", id, source->name, error)
         && sotong_change_touch (db, "source", id, error)
         && sotong_db_exec (db, error, "UPDATE source SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_source_edit:
 * @db: the connection of a write job
 * @source: with its id; name, address, settings, channel, interval, retention and whether it is read
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Changes a source; it is due at once, and where the address or the settings are others, what was kept of the old
 * ones' state is forgotten. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_edit (SotongDb            *db,
                    const SotongSource  *source,
                    GError             **error)
{
  g_autofree char *name = sotong_text_name (source->name);
  g_autoptr(SotongSource) before = sotong_source_get (db, source->id, error);
  SotongSource named = *source;
  gboolean same;

  named.name = name;
  if (before == NULL || (!g_str_equal (before->name, name) && !check_source (db, &named, error)))
    return FALSE;
  same = g_str_equal (before->url, or_empty (source->url)) && g_str_equal (before->settings, or_empty (source->settings));
  return sotong_change_begin (db, "source.edit", "source", source->id, name, error)
         && sotong_change_touch (db, "source", source->id, error)
         && sotong_db_exec (db, error, "UPDATE source SET name = $1, url = $2, settings = $3, channel_id = $4, interval_s = $5,"
                            " retention_days = $6, enabled = $7 WHERE id = $8", "tttiiiii", name, or_empty (source->url),
                            or_empty (source->settings), source->channel_id, source->interval_s, source->retention_days,
                            (gint64) source->enabled, source->id)
         && (same ? sotong_source_wake (db, source->id, error)
                  : sotong_db_exec (db, error, "DELETE FROM source_state WHERE source_id = $1", "i", source->id));
}

/**
 * sotong_source_set_address:
 * @db: the connection of a write job
 * @id: a source
 * @url: where it is from now on
 * @channel_id: whose account it reads with, or `SOTONG_NONE`
 * @error: return location
 *
 * Another address is another place to read from: what was kept of the old one's state is
 * forgotten. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_set_address (SotongDb    *db,
                           gint64       id,
                           const char  *url,
                           gint64       channel_id,
                           GError     **error)
{
  g_autoptr(SotongSource) source = sotong_source_get (db, id, error);

  return source != NULL
         && sotong_change_begin (db, "source.edit", "source", id, source->name, error)
         && sotong_change_touch (db, "source", id, error)
         && sotong_db_exec (db, error, "UPDATE source SET url = $1, channel_id = $2 WHERE id = $3", "tii", url, channel_id, id)
         && sotong_db_exec (db, error, "DELETE FROM source_state WHERE source_id = $1", "i", id);
}

/**
 * sotong_source_wake:
 * @db: the connection of a write job
 * @id: a source
 * @error: return location
 *
 * What kept it from being read is mended, as its key: it is due at once, also after a fetch that is under way, which began
 * without that. The program's own note, no step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_wake (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE source_state SET next_due = NULL, failures = 0 WHERE source_id = $1", "i", id)
         && sotong_db_exec (db, error, "UPDATE fetch_run SET http_status = -1 WHERE source_id = $1 AND kind = 'fetch' AND finished_at IS NULL", "i", id);
}

/**
 * sotong_source_was_woken:
 * @db: a connection
 * @run_id: a fetch that is under way
 * @out_woken: (out): whether its source was woken since it began
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_source_was_woken (SotongDb  *db,
                         gint64     run_id,
                         gboolean  *out_woken,
                         GError   **error)
{
  gint64 status = 0;

  if (!sotong_db_get_int (db, &status, error, "SELECT http_status FROM fetch_run WHERE id = $1", "i", run_id))
    return FALSE;
  *out_woken = status < 0;
  return TRUE;
}

/**
 * sotong_source_last_change:
 * @db: a connection
 * @id: a source
 * @error: return location
 *
 * Returns: the number of the last act of a person that concerned the source, 0 if there was none; -1 with @error set
 */
gint64
sotong_source_last_change (SotongDb  *db,
                           gint64     id,
                           GError   **error)
{
  gint64 last = 0;

  return sotong_db_get_int (db, &last, error, "SELECT coalesce(max(id), 0) FROM change WHERE subject_kind = 'source' AND subject_id = $1", "i", id) ? last : -1;
}

#define SELECT_SOURCE "SELECT s.id, s.name, s.kind, s.url, s.settings, s.channel_id, s.interval_s, s.retention_days, s.enabled, s.made," \
                      " coalesce(t.cursor, ''), coalesce(t.etag, ''), coalesce(t.last_modified, ''), t.next_due, coalesce(t.failures, 0)," \
                      " r.started_at, coalesce(r.outcome, ''), coalesce(r.n_new, 0), coalesce(r.message, '')," \
                      " (SELECT max(g.finished_at) FROM fetch_run AS g WHERE g.source_id = s.id AND g.covered_to IS NOT NULL)," \
                      " (SELECT coalesce(sum(h.n), 0) FROM rollup_total AS h WHERE h.topic_id = 0 AND h.source_id = s.id)" \
                      " FROM source AS s LEFT JOIN source_state AS t ON t.source_id = s.id" \
                      " LEFT JOIN fetch_run AS r ON r.id = (SELECT l.id FROM fetch_run AS l WHERE l.source_id = s.id ORDER BY l.started_at DESC, l.id DESC LIMIT 1)"

static SotongSource *
source_from (SotongStmt *stmt)
{
  SotongSource *source = sotong_source_new ();

  source->id = sotong_stmt_int (stmt, 0);
  source->name = sotong_stmt_dup (stmt, 1);
  source->kind = sotong_stmt_dup (stmt, 2);
  source->url = sotong_stmt_dup (stmt, 3);
  source->settings = sotong_stmt_dup (stmt, 4);
  source->channel_id = sotong_stmt_int (stmt, 5);
  source->interval_s = sotong_stmt_int (stmt, 6);
  source->retention_days = sotong_stmt_int (stmt, 7);
  source->enabled = sotong_stmt_int (stmt, 8) != 0;
  source->made = sotong_stmt_int (stmt, 9) != 0;
  source->cursor = sotong_stmt_dup (stmt, 10);
  source->etag = sotong_stmt_dup (stmt, 11);
  source->last_modified = sotong_stmt_dup (stmt, 12);
  source->next_due = sotong_stmt_int (stmt, 13);
  source->failures = (int) sotong_stmt_int (stmt, 14);
  source->last_run_at = sotong_stmt_int (stmt, 15);
  source->last_outcome = sotong_stmt_dup (stmt, 16);
  source->last_new = sotong_stmt_int (stmt, 17);
  source->last_message = sotong_attempt_tell (sotong_stmt_text (stmt, 18));
  source->last_good_at = sotong_stmt_int (stmt, 19);
  source->n_mentions = sotong_stmt_int (stmt, 20);
  return source;
}

/**
 * sotong_source_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSource): the sources in the order in which they were added
 */
GPtrArray *
sotong_source_list (SotongDb  *db,
                    GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_source_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_SOURCE " WHERE s.removed_at IS NULL ORDER BY s.id", "");
  GError *local = NULL;
  gint64 every = 0;

  if (stmt == NULL || !sotong_source_hasten_interval (db, &every, error))
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, source_from (stmt));
  for (guint i = 0; local == NULL && i < list->len; i++)
    {
      SotongSource *source = g_ptr_array_index (list, i);

      sotong_source_hasten (source, every);
      sotong_source_run_is_under_way (db, source->id, &source->under_way, &local);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_source_get:
 * @db: a connection
 * @id: a source
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, also when it was removed
 *
 * Returns: (transfer full) (nullable): the source
 */
SotongSource *
sotong_source_get (SotongDb  *db,
                   gint64     id,
                   GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_SOURCE " WHERE s.id = $1 AND s.removed_at IS NULL", "i", id);
  g_autoptr(SotongSource) source = NULL;
  GError *local = NULL;
  gint64 every = 0;

  if (stmt == NULL || !sotong_source_hasten_interval (db, &every, error))
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    source = source_from (stmt);
  if (source != NULL)
    sotong_source_hasten (source, every);
  if (source != NULL && sotong_source_run_is_under_way (db, id, &source->under_way, error))
    return g_steal_pointer (&source);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (source == NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no source %" PRId64 "."), id);
  return NULL;
}

/**
 * sotong_source_find:
 * @db: a connection
 * @name: a source's name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_source_find (SotongDb    *db,
                    const char  *name,
                    GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM source WHERE name = $1 AND removed_at IS NULL", "t", clean))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("There is no source “%s”. Check the name in the list of sources."), name);
  return 0;
}

/**
 * sotong_source_is_due:
 * @source: a source
 * @now: seconds since 1970 UTC
 *
 * Returns: %TRUE if it is time to read it; imports never are
 */
gboolean
sotong_source_is_due (const SotongSource *source,
                      gint64              now)
{
  return source->enabled && !g_str_equal (source->kind, "import") && !source->under_way
         && (source->next_due == SOTONG_NONE || source->next_due <= now);
}

/**
 * sotong_source_brings_mentions:
 * @source: a source
 *
 * Returns: %FALSE for a search trend, of which there is nothing to count
 */
gboolean
sotong_source_brings_mentions (const SotongSource *source)
{
  return !g_str_equal (source->kind, "naver-trend");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-report-note.h"
#include "util/sotong-text.h"

#define MAX_BYTES 20000

#define WHERE " FROM report_note WHERE kind = $1 AND starts_at = $2 AND ends_at = $3 AND topic_id = $4 AND removed_at IS NULL ORDER BY id DESC LIMIT 1"

/**
 * sotong_report_note_get:
 * @db: a connection
 * @kind: a kind of report, "opinion"
 * @period: the report's period
 * @topic_id: its topic, or 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the office wrote into it, a paragraph a line, "" if nothing; %NULL with @error set
 */
char *
sotong_report_note_get (SotongDb     *db,
                        const char   *kind,
                        SotongRange   period,
                        gint64        topic_id,
                        GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT body" WHERE, "tiii", kind, period.start, period.end, topic_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return g_strdup ("");
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_report_note_set:
 * @db: the connection of a write job
 * @kind: a kind of report
 * @period: the report's period
 * @topic_id: its topic, or 0
 * @body: what is to stand in it, a paragraph a line
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_note_set (SotongDb     *db,
                        const char   *kind,
                        SotongRange   period,
                        gint64        topic_id,
                        const char   *body,
                        GError      **error)
{
  g_autofree char *clean = sotong_text_clean (body, -1, MAX_BYTES);
  gint64 id = 0;
  GError *local = NULL;

  if (!sotong_change_begin (db, "report.note", "report_note", 0, kind, error))
    return FALSE;
  if (sotong_db_get_int (db, &id, &local, "SELECT id" WHERE, "tiii", kind, period.start, period.end, topic_id))
    return sotong_change_touch (db, "report_note", id, error)
           && sotong_db_exec (db, error, "UPDATE report_note SET body = $1 WHERE id = $2", "ti", clean, id);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  id = sotong_db_insert (db, error, "INSERT INTO report_note (kind, starts_at, ends_at, topic_id, body) VALUES ($1, $2, $3, $4, $5)", "tiiit", kind,
                         period.start, period.end, topic_id, clean);
  return id != 0 && sotong_change_added (db, "report_note", id, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

#define MAX_TITLE 200 /* characters */

void
sotong_chart_note_free (SotongChartNote *note)
{
  if (note == NULL)
    return;
  g_free (note->title);
  g_free (note);
}

/**
 * sotong_chart_note_add:
 * @db: the connection of a write job
 * @note: what was noted; its id is not looked at
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a text, or when it ends before it begins
 *
 * One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_chart_note_add (SotongDb               *db,
                       const SotongChartNote  *note,
                       GError                **error)
{
  g_autofree char *title = sotong_text_single_line (note->title != NULL ? note->title : "", MAX_TITLE);
  gint64 id;

  g_strstrip (title);
  if (sotong_text_is_blank (title))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A note needs a few words."));
      return 0;
    }
  if (note->ends_at != SOTONG_NONE && note->ends_at <= note->at)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The note ends before it begins. Check its days."));
      return 0;
    }
  if (!sotong_change_begin (db, "note.add", "note", 0, title, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO chart_mark (at, ends_at, title, kind, topic_id) VALUES"
                         " ($1, nullif ($2, $3), $4, 'note', nullif ($5, 0))", "iiiti", note->at, note->ends_at, (gint64) SOTONG_NONE, title, note->topic_id);
  if (id == 0 || !sotong_change_added (db, "chart_mark", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

static char *
title_of (SotongDb  *db,
          gint64     id,
          GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT title FROM chart_mark WHERE id = $1 AND removed_at IS NULL", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return sotong_stmt_dup (stmt, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("There is no note %d. “sotongctl note list” lists them."),
                             _("There is no note %d any more. The chart shows those there are.")), (int) id);
  return NULL;
}

/**
 * sotong_chart_note_remove:
 * @db: the connection of a write job
 * @id: a note
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_chart_note_remove (SotongDb  *db,
                          gint64     id,
                          GError   **error)
{
  g_autofree char *title = title_of (db, id, error);

  return title != NULL
         && sotong_change_begin (db, "note.remove", "note", id, title, error)
         && sotong_change_touch (db, "chart_mark", id, error)
         && sotong_db_exec (db, error, "UPDATE chart_mark SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_chart_note_list:
 * @db: a connection
 * @range: (nullable): those that lie in it in part; %NULL for all
 * @topic_id: those of this topic and those of all; 0: every note
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChartNote): notes by time
 */
GPtrArray *
sotong_chart_note_list (SotongDb           *db,
                        const SotongRange  *range,
                        gint64              topic_id,
                        GError            **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_chart_note_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, at, ifnull (ends_at, $1), ifnull (topic_id, 0), title FROM chart_mark WHERE removed_at IS NULL"
                          " AND at < $2 AND ifnull (ends_at, at + 1) > $3 AND ($4 = 0 OR topic_id IS NULL OR topic_id = $4) ORDER BY at, id",
                          "iiii", (gint64) SOTONG_NONE, range != NULL ? range->end : G_MAXINT64, range != NULL ? range->start : -G_MAXINT64, topic_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongChartNote *note = g_new0 (SotongChartNote, 1);

      note->id = sotong_stmt_int (stmt, 0);
      note->at = sotong_stmt_int (stmt, 1);
      note->ends_at = sotong_stmt_int (stmt, 2);
      note->topic_id = sotong_stmt_int (stmt, 3);
      note->title = sotong_stmt_dup (stmt, 4);
      g_ptr_array_add (list, note);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

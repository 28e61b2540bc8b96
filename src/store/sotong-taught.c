/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-private.h"
#include "store/sotong-taught.h"

#define MOST 50000 /* of the newest judgements: what was said years ago teaches less */

static void
taught_free (gpointer data)
{
  SotongTaught *taught = data;

  g_free (taught->text);
  g_free (taught);
}

void
sotong_taught_lesson_free (SotongTaughtLesson *lesson)
{
  if (lesson == NULL)
    return;
  g_clear_pointer (&lesson->weights, g_bytes_unref);
  g_free (lesson);
}

/**
 * sotong_taught_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongTaught): what persons said, in the order of the mentions
 */
GPtrArray *
sotong_taught_list (SotongDb  *db,
                    GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (taught_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "WITH drawn AS (SELECT coalesce(d.duplicate_of, d.id) AS first, d.text FROM sentiment_sample AS l"
                                                " JOIN mention AS d ON d.id = l.mention_id) SELECT id, text, value, first IN (SELECT first FROM drawn)"
                                                " OR text IN (SELECT text FROM drawn) FROM (SELECT m.id, m.text, s.value,"
                                                " coalesce(m.duplicate_of, m.id) AS first FROM mention_sentiment AS s"
                                                " CROSS JOIN mention AS m ON m.id = s.mention_id WHERE s.source = 'person' AND s.value IN (1, 2, 3)"
                                                " AND m.text <> '' ORDER BY s.at DESC, m.id DESC LIMIT $1) ORDER BY id", "i", (gint64) MOST);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongTaught *taught = g_new0 (SotongTaught, 1);

      taught->id = sotong_stmt_int (stmt, 0);
      taught->text = sotong_stmt_dup (stmt, 1);
      taught->sentiment = (SotongSentiment) sotong_stmt_int (stmt, 2);
      taught->drawn = sotong_stmt_int (stmt, 3) != 0;
      g_ptr_array_add (list, taught);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_taught_use:
 * @db: the connection of a write job
 * @lesson_id: a lesson, or `SOTONG_NONE` for the model alone
 * @error: return location
 *
 * One step of undo. What was judged already is judged anew by sotong_opinion_apply().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_taught_use (SotongDb  *db,
                   gint64     lesson_id,
                   GError   **error)
{
  return (db->change != NULL || sotong_change_begin (db, lesson_id != SOTONG_NONE ? "lesson.use" : "lesson.drop", "lesson", 0, "", error))
         && sotong_change_touch (db, "lesson_choice", 1, error)
         && sotong_db_exec (db, error, "UPDATE lesson_choice SET lesson_id = $1 WHERE id = 1", "i", lesson_id);
}

/**
 * sotong_taught_add:
 * @db: the connection of a write job
 * @lesson: what was learnt
 * @use: whether it is used from now on
 * @error: return location
 *
 * Keeps the lesson; using it is one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_taught_add (SotongDb                  *db,
                   const SotongTaughtLesson  *lesson,
                   gboolean                   use,
                   GError                   **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (lesson->weights, &size);
  gint64 id = sotong_db_insert (db, error, "INSERT INTO lesson (made_at, n_learnt, n_held, n_before, n_after, weights) VALUES ($1, $2, $3, $4, $5, $6)",
                                "iiiiib", lesson->made_at, lesson->n_learnt, lesson->n_held, lesson->n_before, lesson->n_after, data, size);

  return id != 0 && (!use || sotong_taught_use (db, id, error)) ? id : 0;
}

/**
 * sotong_taught_get:
 * @db: a connection
 * @newest: the newest lesson, whether or not it is in use; else the one in use
 * @out_lesson: (out) (nullable): the lesson
 * @error: return location
 *
 * Returns: %TRUE on success, also when there is none
 */
gboolean
sotong_taught_get (SotongDb            *db,
                   gboolean             newest,
                   SotongTaughtLesson **out_lesson,
                   GError             **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, made_at, n_learnt, n_held, n_before, n_after, weights FROM lesson"
                                                " WHERE id = CASE WHEN $1 <> 0 THEN (SELECT max(id) FROM lesson) ELSE"
                                                " (SELECT lesson_id FROM lesson_choice WHERE id = 1) END", "i", (gint64) newest);
  GError *local = NULL;

  *out_lesson = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      SotongTaughtLesson *lesson = g_new0 (SotongTaughtLesson, 1);

      lesson->id = sotong_stmt_int (stmt, 0);
      lesson->made_at = sotong_stmt_int (stmt, 1);
      lesson->n_learnt = sotong_stmt_int (stmt, 2);
      lesson->n_held = sotong_stmt_int (stmt, 3);
      lesson->n_before = sotong_stmt_int (stmt, 4);
      lesson->n_after = sotong_stmt_int (stmt, 5);
      lesson->weights = g_bytes_new (sqlite3_column_blob (stmt->stmt, 6), (gsize) sqlite3_column_bytes (stmt->stmt, 6));
      *out_lesson = lesson;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

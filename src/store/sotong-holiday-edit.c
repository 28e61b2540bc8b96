/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-holiday-edit.h"

#define HIDDEN "hidden"

void
sotong_holiday_edit_free (SotongHolidayEdit *edit)
{
  if (edit == NULL)
    return;
  g_free (edit->day);
  g_free (edit->name);
  g_free (edit->kind);
  g_free (edit);
}

/**
 * sotong_holiday_edit_list:
 * @db: a connection
 * @first: a day, YYYY-MM-DD
 * @last: the last day, inclusive
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongHolidayEdit): by day
 */
GPtrArray *
sotong_holiday_edit_list (SotongDb    *db,
                          const char  *first,
                          const char  *last,
                          GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_holiday_edit_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, day, name, kind FROM holiday_edit"
                          " WHERE day >= $1 AND day <= $2 AND removed_at IS NULL ORDER BY day, id", "tt", first, last);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongHolidayEdit *edit = g_new0 (SotongHolidayEdit, 1);

      edit->id = sotong_stmt_int (stmt, 0);
      edit->day = sotong_stmt_dup (stmt, 1);
      edit->name = sotong_stmt_dup (stmt, 2);
      edit->hidden = g_str_equal (sotong_stmt_text (stmt, 3), HIDDEN);
      edit->kind = edit->hidden ? g_strdup ("") : sotong_stmt_dup (stmt, 3);
      g_ptr_array_add (list, edit);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static gint64
insert (SotongDb    *db,
        const char  *action,
        const char  *day,
        const char  *name,
        const char  *kind,
        GError     **error)
{
  g_autofree char *subject = g_strdup_printf ("%s %s", day, name);
  gint64 id;

  if (!sotong_change_begin (db, action, "holiday", 0, subject, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO holiday_edit (day, name, kind) VALUES ($1, $2, $3)", "ttt", day, name, kind);
  if (id == 0 || !sotong_change_added (db, "holiday_edit", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_holiday_edit_add:
 * @db: the connection of a write job
 * @day: YYYY-MM-DD
 * @name: what people call it
 * @kind: own, temporary, election, ...
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: the row's id, or 0 with @error set
 */
gint64
sotong_holiday_edit_add (SotongDb    *db,
                         const char  *day,
                         const char  *name,
                         const char  *kind,
                         GError     **error)
{
  return insert (db, "holiday.add", day, name, kind, error);
}

/**
 * sotong_holiday_edit_hide:
 * @db: the connection of a write job
 * @day: YYYY-MM-DD
 * @name: the name of what does not hold, for the history
 * @error: return location
 *
 * Says that the holidays the program knows of a day do not hold here. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_holiday_edit_hide (SotongDb    *db,
                          const char  *day,
                          const char  *name,
                          GError     **error)
{
  return insert (db, "holiday.remove", day, name, HIDDEN, error) != 0;
}

/**
 * sotong_holiday_edit_remove:
 * @db: the connection of a write job
 * @day: YYYY-MM-DD
 * @name: for the history
 * @hidden: whether what hides the known holidays goes, else the workspace's own of that day
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_holiday_edit_remove (SotongDb    *db,
                            const char  *day,
                            const char  *name,
                            gboolean     hidden,
                            GError     **error)
{
  g_autoptr(GPtrArray) list = sotong_holiday_edit_list (db, day, day, error);
  g_autofree char *subject = g_strdup_printf ("%s %s", day, name);

  if (list == NULL || !sotong_change_begin (db, hidden ? "holiday.restore" : "holiday.remove", "holiday", 0, subject, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (list, i);

      if (edit->hidden == hidden
          && (!sotong_change_touch (db, "holiday_edit", edit->id, error)
              || !sotong_db_exec (db, error, "UPDATE holiday_edit SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), edit->id)))
        return FALSE;
    }
  return TRUE;
}

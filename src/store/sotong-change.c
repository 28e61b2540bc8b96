/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-change-parts-private.h"
#include "store/sotong-hold.h"

void
sotong_touched_free (SotongTouched *row)
{
  g_free (row->second_text);
  g_free (row->before);
  g_free (row);
}

static guint
touched_hash (gconstpointer data)
{
  const SotongTouched *row = data;
  guint hash = g_direct_hash (row->tracked) * 31 + g_int64_hash (&row->key);

  hash = hash * 31 + g_int64_hash (&row->second);
  return row->second_text != NULL ? hash * 31 + g_str_hash (row->second_text) : hash;
}

static gboolean
touched_equal (gconstpointer a,
               gconstpointer b)
{
  const SotongTouched *x = a;
  const SotongTouched *y = b;

  return x->tracked == y->tracked && x->key == y->key && x->second == y->second
         && g_strcmp0 (x->second_text, y->second_text) == 0;
}

void
sotong_change_info_free (SotongChangeInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->actor);
  g_free (info->action);
  g_free (info->subject_kind);
  g_free (info->subject);
  g_free (info->reason);
  g_free (info->undo_state);
  g_free (info->remark);
  g_free (info);
}

static void
append_json_string (GString    *out,
                    const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

static char *
row_to_json (SotongStmt *stmt)
{
  GString *out = g_string_new ("{");
  int n = sqlite3_column_count (stmt->stmt);

  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_json_string (out, sqlite3_column_name (stmt->stmt, i));
      g_string_append_c (out, ':');
      switch (sqlite3_column_type (stmt->stmt, i))
        {
        case SQLITE_NULL:
          g_string_append (out, "null");
          break;
        case SQLITE_INTEGER:
          g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (stmt->stmt, i));
          break;
        case SQLITE_FLOAT:
          {
            char buffer[G_ASCII_DTOSTR_BUF_SIZE];

            g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, sqlite3_column_double (stmt->stmt, i)));
          }
          break;
        default:
          append_json_string (out, sotong_stmt_text (stmt, i));
          break;
        }
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
key_to_json (const SotongTouched *row)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"%s\":%" G_GINT64_FORMAT, row->tracked->keys[0], row->key);
  if (row->tracked->keys[1] != NULL)
    {
      g_string_append_printf (out, ",\"%s\":", row->tracked->keys[1]);
      if (row->tracked->second_text)
        append_json_string (out, row->second_text);
      else
        g_string_append_printf (out, "%" G_GINT64_FORMAT, row->second);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* The row's picture; %NULL with @error unset when there is no such row. */
gboolean
sotong_touched_picture (SotongDb       *db,
                        const SotongTouched  *row,
                        char          **out_json,
                        GError        **error)
{
  const SotongTracked *t = row->tracked;
  g_autofree char *sql = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  *out_json = NULL;
  sql = g_strdup_printf (t->keys[1] != NULL ? "SELECT * FROM %s WHERE %s = $1 AND %s = $2" : "SELECT * FROM %s WHERE %s = $1",
                         t->table, t->keys[0], t->keys[1]);
  if (t->keys[1] == NULL)
    stmt = sotong_db_query (db, error, sql, "i", row->key);
  else if (t->second_text)
    stmt = sotong_db_query (db, error, sql, "it", row->key, row->second_text);
  else
    stmt = sotong_db_query (db, error, sql, "ii", row->key, row->second);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_json = row_to_json (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
sotong_change_begin_full (SotongDb    *db,
                          const char  *action,
                          const char  *subject_kind,
                          gint64       subject_id,
                          const char  *subject,
                          gboolean     final,
                          gint64       undo_of,
                          GError     **error)
{
  SotongChange *change;

  if (db->change != NULL && !sotong_change_end (db, error))
    return FALSE;
  change = g_new0 (SotongChange, 1);
  change->action = g_strdup (action);
  change->subject_kind = g_strdup (subject_kind);
  change->subject_id = subject_id;
  change->subject = g_strdup (subject);
  change->final = final;
  change->undo_of = undo_of;
  change->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_touched_free);
  change->known = g_hash_table_new (touched_hash, touched_equal);
  db->change = change;
  return TRUE;
}

/**
 * sotong_change_begin:
 * @db: the connection of a write job
 * @action: what a person does, as "content.move"; see sotong_change_describe()
 * @subject_kind: what kind of thing it concerns, as "content"
 * @subject_id: which one, or 0
 * @subject: what a person calls it
 * @error: return location
 *
 * From here on, what the job writes belongs to one step of undo. The change ends
 * with the job, or with the next begin.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_begin (SotongDb    *db,
                     const char  *action,
                     const char  *subject_kind,
                     gint64       subject_id,
                     const char  *subject,
                     GError     **error)
{
  return sotong_change_begin_full (db, action, subject_kind, subject_id, subject, FALSE, SOTONG_NONE, error);
}

/**
 * sotong_change_begin_together:
 * @db: the connection of a write job
 *
 * The changes that are begun from here on, until sotong_change_end_together() or the end of the job, are one act of
 * a person: each has its own record in the history, and all are one step of undo.
 */
void
sotong_change_begin_together (SotongDb *db)
{
  db->together = TRUE;
  db->together_id = SOTONG_NONE;
}

void
sotong_change_end_together (SotongDb *db)
{
  db->together = FALSE;
}

/* The record of the open change belongs to the act that is made of several. */
static gboolean
join_act (SotongDb  *db,
          gint64     id,
          GError   **error)
{
  if (!db->together || db->change->final || db->change->undo_of != SOTONG_NONE)
    return TRUE;
  if (db->together_id == SOTONG_NONE)
    db->together_id = id;
  return sotong_db_exec (db, error, "UPDATE change SET act_id = $1 WHERE id = $2", "ii", db->together_id, id);
}

/**
 * sotong_change_is_open:
 * @db: the connection of a write job
 *
 * Returns: whether what is written now belongs to a step of undo that was begun
 */
gboolean
sotong_change_is_open (SotongDb *db)
{
  return db->change != NULL;
}

/**
 * sotong_change_begin_final:
 * @db: the connection of a write job
 * @action: as for sotong_change_begin()
 * @subject_kind: as for sotong_change_begin()
 * @subject_id: as for sotong_change_begin()
 * @subject: as for sotong_change_begin()
 * @error: return location
 *
 * For what leaves the house or is purged: it stands in the history and cannot be
 * undone, which the person was told before.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_begin_final (SotongDb    *db,
                           const char  *action,
                           const char  *subject_kind,
                           gint64       subject_id,
                           const char  *subject,
                           GError     **error)
{
  return sotong_change_begin_full (db, action, subject_kind, subject_id, subject, TRUE, SOTONG_NONE, error);
}

/**
 * sotong_change_begin_run:
 * @db: the connection of a write job
 * @action: as for sotong_change_begin()
 * @run_id: the import that brought what the act adds
 * @subject: as for sotong_change_begin()
 * @error: return location
 *
 * For an act that adds more rows than pictures can be kept of: they carry the number of
 * their run. sotong_store_undo() takes them back; to redo it, the person does it again.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_begin_run (SotongDb    *db,
                         const char  *action,
                         gint64       run_id,
                         const char  *subject,
                         GError     **error)
{
  if (!sotong_change_begin_full (db, action, SUBJECT_RUN, run_id, subject, FALSE, SOTONG_NONE, error))
    return FALSE;
  db->change->kept = TRUE;
  return TRUE;
}

/* Whether the act is one of sotong_change_begin_run(). */
gboolean
sotong_change_info_is_run (const SotongChangeInfo *info)
{
  return g_str_equal (info->subject_kind, SUBJECT_RUN) && info->undo_of == SOTONG_NONE;
}

/* For an act that adds something, whose id is known only afterwards. */
void
sotong_change_set_subject (SotongDb   *db,
                           gint64      subject_id,
                           const char *subject)
{
  if (db->change == NULL)
    return;
  db->change->subject_id = subject_id;
  if (subject != NULL)
    {
      g_free (db->change->subject);
      db->change->subject = g_strdup (subject);
    }
}

/* Why the person did it, for the history. */
void
sotong_change_set_reason (SotongDb   *db,
                          const char *reason)
{
  if (db->change == NULL)
    return;
  g_free (db->change->reason);
  db->change->reason = g_strdup (reason);
}

/**
 * sotong_change_set_session:
 * @db: the connection of a write job, with a change that is open
 * @session: (nullable): a name that no other session has
 *
 * The open change is part of a session of writing, whose text is stored every few seconds:
 * when the last act in the history is of the same session, of the same kind and of the same
 * thing, both become one step of undo.
 */
void
sotong_change_set_session (SotongDb   *db,
                           const char *session)
{
  if (db->change == NULL)
    return;
  g_free (db->change->session);
  db->change->session = g_strdup (session);
}

gboolean
sotong_change_touch_row (SotongDb    *db,
                         const char  *table,
                         gint64       key,
                         gint64       second,
                         const char  *second_text,
                         gboolean     added,
                         GError     **error)
{
  SotongTouched *row;

  if (db->change == NULL || db->change->final)
    return TRUE;
  row = g_new0 (SotongTouched, 1);
  row->tracked = sotong_tracked_find (table);
  row->key = key;
  row->second = second;
  row->second_text = g_strdup (second_text);
  if (g_hash_table_contains (db->change->known, row)) /* its picture was taken before its first change */
    {
      sotong_touched_free (row);
      return TRUE;
    }
  g_hash_table_add (db->change->known, row);
  g_ptr_array_add (db->change->rows, row);
  return added || sotong_touched_picture (db, row, &row->before, error);
}

gboolean
sotong_change_touch (SotongDb    *db,
                     const char  *table,
                     gint64       key,
                     GError     **error)
{
  return sotong_change_touch_row (db, table, key, 0, NULL, FALSE, error);
}

gboolean
sotong_change_touch_pair (SotongDb    *db,
                          const char  *table,
                          gint64       key,
                          gint64       second,
                          GError     **error)
{
  return sotong_change_touch_row (db, table, key, second, NULL, FALSE, error);
}

gboolean
sotong_change_touch_text (SotongDb    *db,
                          const char  *table,
                          gint64       key,
                          const char  *second,
                          GError     **error)
{
  return sotong_change_touch_row (db, table, key, 0, second, FALSE, error);
}

gboolean
sotong_change_added (SotongDb    *db,
                     const char  *table,
                     gint64       key,
                     GError     **error)
{
  return sotong_change_touch_row (db, table, key, 0, NULL, TRUE, error);
}

void
sotong_change_drop (SotongDb *db)
{
  SotongChange *change = g_steal_pointer (&db->change);

  if (change == NULL)
    return;
  g_free (change->action);
  g_free (change->subject_kind);
  g_free (change->subject);
  g_free (change->reason);
  g_free (change->session);
  g_hash_table_unref (change->known);
  g_ptr_array_unref (change->rows);
  g_free (change);
}

static gboolean
write_row (SotongDb       *db,
           gint64          id,
           gint64          seq,
           const SotongTouched  *row,
           GError        **error)
{
  g_autofree char *key = key_to_json (row);
  g_autofree char *after = NULL;

  return sotong_touched_picture (db, row, &after, error)
         && sotong_db_exec (db, error, "INSERT INTO change_row (change_id, seq, table_name, row_key, row_before, row_after)"
                            " VALUES ($1, $2, $3, $4, $5, $6)", "iitttt", id, seq, row->tracked->table, key, row->before, after);
}

/* What was approved or stands in review and is changed goes back to its planner, as part of the
 * same step of undo. */
static gboolean
settle_approval (SotongDb  *db,
                 GError   **error)
{
  g_autoptr(SotongApprovalTouched) touched = sotong_approval_touched_new (db);

  for (guint i = 0; i < db->change->rows->len; i++)
    {
      const SotongTouched *row = g_ptr_array_index (db->change->rows, i);

      if (!sotong_approval_touched_add (touched, row->tracked->table, row->key, row->before == NULL, error))
        return FALSE;
    }
  return sotong_approval_touched_settle (touched, error);
}

/* What was put onto the schedule while all is on hold is held, as part of the same step of undo. */
static gboolean
settle_hold (SotongDb  *db,
             GError   **error)
{
  for (guint i = 0; i < db->change->rows->len; i++)
    {
      const SotongTouched *row = g_ptr_array_index (db->change->rows, i);

      if (g_str_equal (row->tracked->table, "copy") && !sotong_hold_take (db, row->key, error))
        return FALSE;
    }
  return TRUE;
}

/* The last act of all, if it is of the same session and kind; 0 if it is not, -1 with @error set. */
static gint64
find_session (SotongDb  *db,
              GError   **error)
{
  const SotongChange *change = db->change;
  GError *local = NULL;
  gint64 id = 0;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM change WHERE id = (SELECT max (id) FROM change) AND session = $1 AND action = $2"
                         " AND subject_kind = $3 AND subject_id = $4 AND actor = $5 AND undo_state = 'done'", "tttit", change->session,
                         change->action, change->subject_kind, change->subject_id, db->actor))
    return id;
  if (local == NULL)
    return 0;
  g_propagate_error (error, local);
  return -1;
}

/* A row that the session touched before keeps its first picture and gets a new last one. */
static gboolean
continue_row (SotongDb       *db,
              gint64          id,
              const SotongTouched  *row,
              GError        **error)
{
  g_autofree char *key = key_to_json (row);
  g_autofree char *after = NULL;
  gint64 n = 0;

  if (!sotong_touched_picture (db, row, &after, error)
      || !sotong_db_exec (db, error, "UPDATE change_row SET row_after = $1 WHERE change_id = $2 AND table_name = $3 AND row_key = $4", "titt",
                          after, id, row->tracked->table, key))
    return FALSE;
  if (sotong_db_n_changes (db) > 0)
    return TRUE;
  return sotong_db_get_int (db, &n, error, "SELECT count(*) FROM change_row WHERE change_id = $1", "i", id)
         && write_row (db, id, n, row, error);
}

/* Adds to the session's last act what was done now; says in @out_done whether there was one. */
static gboolean
continue_session (SotongDb  *db,
                  gboolean  *out_done,
                  GError   **error)
{
  SotongChange *change = db->change;
  gint64 id = find_session (db, error);

  *out_done = id > 0;
  for (guint i = 0; id > 0 && i < change->rows->len; i++)
    {
      if (!continue_row (db, id, g_ptr_array_index (change->rows, i), error))
        return FALSE;
    }
  return id == 0 || (id > 0 && sotong_db_exec (db, error, "UPDATE change SET at = $1, subject = $2 WHERE id = $3", "iti", sotong_db_now (db),
                                               change->subject != NULL ? change->subject : "", id));
}

gboolean
sotong_change_end (SotongDb  *db,
                   GError   **error)
{
  SotongChange *change = db->change;
  gboolean undoable = !change->final && change->undo_of == SOTONG_NONE;
  gboolean done = TRUE, continued = FALSE;
  gint64 id;

  if (undoable && change->rows->len == 0 && !change->kept) /* nothing changed: no step to undo */
    {
      sotong_change_drop (db);
      return TRUE;
    }
  done = settle_approval (db, error) && settle_hold (db, error) && sotong_change_raise_revisions (db, change->rows, error);
  if (done && undoable && change->session != NULL)
    done = continue_session (db, &continued, error);
  if (!done || continued)
    {
      sotong_change_drop (db);
      return done;
    }
  if (undoable)
    done = sotong_db_exec (db, error, "UPDATE change SET undo_state = 'dropped' WHERE undo_state = 'undone'", "");
  id = !done ? 0
       : sotong_db_insert (db, error, "INSERT INTO change (at, actor, action, subject_kind, subject_id, subject, reason, undo_state, undo_of, session)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", "itttitttit", sotong_db_now (db), db->actor,
                           change->action, change->subject_kind, change->subject_id, change->subject != NULL ? change->subject : "",
                           change->reason != NULL ? change->reason : "", undoable ? "done" : "none", change->undo_of,
                           change->session != NULL ? change->session : "");
  done = id != 0 && join_act (db, id, error);
  for (guint i = 0; done && i < change->rows->len; i++)
    done = write_row (db, id, i, g_ptr_array_index (change->rows, i), error);
  sotong_change_drop (db);
  return done;
}

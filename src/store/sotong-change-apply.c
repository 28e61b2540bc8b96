/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-parts-private.h"
#include "store/sotong-source-private.h"

/* Undoing and redoing: puts pictures of rows back. */

static JsonObject *
object_of (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL ? json_node_dup_object (node) : NULL;
}

static char *
text_of (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static gboolean
set_removed (SotongDb       *db,
             const SotongTouched  *row,
             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET removed_at = $1 WHERE %s = $2", row->tracked->table, row->tracked->keys[0]);

  return sotong_db_exec (db, error, sql, "ii", sotong_db_now (db), row->key);
}

static gboolean
delete_row (SotongDb       *db,
            const SotongTouched  *row,
            GError        **error)
{
  const SotongTracked *t = row->tracked;
  g_autofree char *sql = g_strdup_printf (t->keys[1] != NULL ? "DELETE FROM %s WHERE %s = $1 AND %s = $2" : "DELETE FROM %s WHERE %s = $1",
                                          t->table, t->keys[0], t->keys[1]);

  if (t->keys[1] == NULL)
    return sotong_db_exec (db, error, sql, "i", row->key);
  if (t->second_text)
    return sotong_db_exec (db, error, sql, "it", row->key, row->second_text);
  return sotong_db_exec (db, error, sql, "ii", row->key, row->second);
}

static void
bind_member (sqlite3_stmt *stmt,
             int           index,
             JsonNode     *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    sqlite3_bind_null (stmt, index);
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    sqlite3_bind_int64 (stmt, index, json_node_get_int (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    sqlite3_bind_double (stmt, index, json_node_get_double (node));
  else
    sqlite3_bind_text (stmt, index, json_node_get_string (node), -1, SQLITE_TRANSIENT);
}

/* Adds the row or, where it stands, sets every column of it: never a REPLACE, which would
 * delete it for a moment and with it what refers to it. */
static gboolean
put_row (SotongDb       *db,
         const SotongTouched  *row,
         JsonObject     *object,
         gboolean        exists,
         GError        **error)
{
  g_autoptr(GList) names = json_object_get_members (object);
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GString) marks = g_string_new (NULL);
  g_autoptr(sqlite3_stmt) stmt = NULL;
  int index = 1, rc;

  g_string_printf (sql, exists ? "UPDATE %s SET " : "INSERT INTO %s (", row->tracked->table);
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (exists)
        g_string_append_printf (sql, "%s%s = ?", index > 1 ? ", " : "", (const char *) l->data);
      else
        g_string_append_printf (sql, "%s%s", index > 1 ? ", " : "", (const char *) l->data);
      g_string_append (marks, index > 1 ? ", ?" : "?");
      index++;
    }
  if (exists)
    {
      g_string_append_printf (sql, " WHERE %s = ?", row->tracked->keys[0]);
      if (row->tracked->keys[1] != NULL)
        g_string_append_printf (sql, " AND %s = ?", row->tracked->keys[1]);
    }
  else
    g_string_append_printf (sql, ") VALUES (%s)", marks->str);
  rc = sqlite3_prepare_v2 (db->handle, sql->str, -1, &stmt, NULL);
  if (rc != SQLITE_OK)
    return sotong_db_set_error (db, rc, error);
  index = 1;
  for (GList *l = names; l != NULL; l = l->next)
    bind_member (stmt, index++, json_object_get_member (object, l->data));
  if (exists)
    {
      sqlite3_bind_int64 (stmt, index++, row->key);
      if (row->tracked->second_text)
        sqlite3_bind_text (stmt, index, row->second_text, -1, SQLITE_STATIC);
      else if (row->tracked->keys[1] != NULL)
        sqlite3_bind_int64 (stmt, index, row->second);
    }
  rc = sqlite3_step (stmt);
  return rc == SQLITE_DONE || sotong_db_set_error (db, rc, error);
}

static gboolean
is_removed (const char *json)
{
  g_autoptr(JsonObject) object = object_of (json);

  return object == NULL || sotong_change_member_int (object, "removed_at") != 0;
}

/* A content's revision grows with every save, an undone one too: it says that somebody wrote,
 * not what. */
static char *
without_revision (const char *json)
{
  static const char member[] = "\"revision\":";
  const char *at = json != NULL ? strstr (json, member) : NULL;
  const char *end;

  if (at == NULL)
    return g_strdup (json);
  end = at + strlen (member);
  while (g_ascii_isdigit (*end))
    end++;
  return g_strdup_printf ("%.*s%s", (int) (at - json), json, end);
}

/* Whether the row holds all of an earlier picture. A column that a later version of the workspace
 * brought is not in it, and putting the picture back does not touch it. */
static gboolean
holds_picture (const char *now,
               const char *expected)
{
  g_autoptr(JsonObject) row = object_of (now);
  g_autoptr(JsonObject) old = object_of (expected);
  g_autoptr(GList) names = row != NULL && old != NULL ? json_object_get_members (old) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (row, l->data);

      if (!g_str_equal (l->data, "revision") && (node == NULL || !json_node_equal (node, json_object_get_member (old, l->data))))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
same_picture (const char *now,
              const char *expected)
{
  g_autofree char *x = without_revision (now);
  g_autofree char *y = without_revision (expected);

  return g_strcmp0 (x, y) == 0 || holds_picture (now, expected);
}

/* What came of trying to send a copy, where nothing went out, is the program's own note: it
 * keeps nobody from taking back the plan. */
static gboolean
same_but_for_failure (const SotongTouched *row,
                      const char    *now,
                      const char    *expected)
{
  static const char * const noted[] = { "state", "publish_at", "scheduled_at", "claim_id" };
  g_autoptr(JsonObject) a = object_of (now);
  g_autoptr(JsonObject) b = object_of (expected);
  g_autofree char *x = NULL, *y = NULL;
  const char *state = sotong_change_member_text (a, "state");

  if (!g_str_equal (row->tracked->table, "copy") || a == NULL || b == NULL || sotong_change_member_text (a, "remote_id") != NULL
      || (g_strcmp0 (state, "failed") != 0 && g_strcmp0 (state, "missed") != 0))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (noted); i++)
    {
      json_object_remove_member (a, noted[i]);
      json_object_remove_member (b, noted[i]);
    }
  x = text_of (a);
  y = text_of (b);
  return g_str_equal (x, y);
}

/* Whether they differ only in what the program notes there of itself. */
static gboolean
same_but_for_notes (const SotongTouched *row,
                    const char          *now,
                    const char          *expected)
{
  g_autoptr(JsonObject) a = object_of (now);
  g_autoptr(JsonObject) b = object_of (expected);
  g_autofree char *x = NULL, *y = NULL;

  if (row->tracked->noted[0] == NULL || a == NULL || b == NULL)
    return FALSE;
  for (gsize i = 0; row->tracked->noted[i] != NULL; i++)
    {
      json_object_remove_member (a, row->tracked->noted[i]);
      json_object_remove_member (b, row->tracked->noted[i]);
    }
  x = text_of (a);
  y = text_of (b);
  return holds_picture (x, y);
}

/* Whether the row still is what the change left: the person would otherwise undo
 * somebody else's work. */
static gboolean
check_unchanged (const SotongTouched  *row,
                 const char     *now,
                 const char     *expected,
                 GError        **error)
{
  if (same_picture (now, expected) || same_but_for_failure (row, now, expected) || same_but_for_notes (row, now, expected))
    return TRUE;
  if (expected == NULL && row->tracked->keeps_rows && is_removed (now))
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                       _("This cannot be undone or redone: what it concerns was changed again since, by you or by the program. Nothing was changed."));
  return FALSE;
}

static gboolean
apply_row (SotongDb       *db,
           gint64          change_id,
           SotongTouched  *row,
           const char     *expected,
           const char     *target,
           GError        **error)
{
  const SotongTracked *t = row->tracked;
  g_autofree char *now = NULL;
  g_autoptr(JsonObject) object = object_of (target);
  g_autoptr(JsonObject) previous = NULL;
  gboolean done;

  if (!sotong_change_touch_row (db, t->table, row->key, row->second, row->second_text, FALSE, error) /* the undo itself stands in the history */
      || !sotong_touched_picture (db, row, &now, error))
    return FALSE;
  previous = object_of (now);
  if ((t->guard != NULL && !t->guard (db, change_id, row->key, previous, object, error))
      || !check_unchanged (row, now, expected, error))
    return FALSE;
  if (object != NULL)
    done = put_row (db, row, object, now != NULL, error);
  else if (t->keeps_rows)
    done = set_removed (db, row, error);
  else
    done = delete_row (db, row, error);
  if (done && object != NULL && previous != NULL && json_object_has_member (previous, "revision"))
    done = sotong_db_exec (db, error, "UPDATE content SET revision = $1 WHERE id = $2", "ii", sotong_change_member_int (previous, "revision") + 1, row->key);
  return done && (t->applied == NULL || t->applied (db, row->key, previous, object, error));
}

static SotongTouched *
touched_from (const char *table,
              const char *key_json)
{
  SotongTouched *row = g_new0 (SotongTouched, 1);
  g_autoptr(JsonObject) key = object_of (key_json);

  row->tracked = sotong_tracked_find (table);
  row->key = sotong_change_member_int (key, row->tracked->keys[0]);
  if (row->tracked->second_text)
    row->second_text = g_strdup (json_object_get_string_member (key, row->tracked->keys[1]));
  else if (row->tracked->keys[1] != NULL)
    row->second = sotong_change_member_int (key, row->tracked->keys[1]);
  return row;
}

static gboolean
apply (SotongDb                *db,
       const SotongChangeInfo  *info,
       gboolean                 redo,
       GError                 **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_touched_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  stmt = sotong_db_query (db, error, redo ? "SELECT table_name, row_key, row_before, row_after FROM change_row WHERE change_id = $1 ORDER BY seq"
                          : "SELECT table_name, row_key, row_after, row_before FROM change_row WHERE change_id = $1 ORDER BY seq DESC",
                          "i", info->id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      g_ptr_array_add (rows, touched_from (sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1)));
      g_ptr_array_add (texts, sotong_stmt_dup (stmt, 2));
      g_ptr_array_add (texts, sotong_stmt_dup (stmt, 3));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      if (!apply_row (db, info->id, g_ptr_array_index (rows, i), g_ptr_array_index (texts, 2 * i), g_ptr_array_index (texts, 2 * i + 1), error))
        return FALSE;
    }
  return TRUE;
}

/* Puts back what one record holds. */
static gboolean
undo_record (SotongDb                *db,
             const SotongChangeInfo  *info,
             gboolean                 redo,
             GError                 **error)
{
  return sotong_change_begin_full (db, redo ? "redo" : "undo", info->subject_kind, info->subject_id, info->subject, FALSE, info->id, error)
         && (!sotong_change_info_is_run (info) || sotong_source_run_reopen (db, info->subject_id, error))
         && apply (db, info, redo, error)
         && sotong_db_exec (db, error, "UPDATE change SET undo_state = $1 WHERE id = $2", "ti",
                            redo ? "done" : sotong_change_info_is_run (info) ? "dropped" : "undone", info->id);
}

/* Takes back what was done last, or does it again, and with it the other records of the same act. Where one of them
 * cannot be, nothing is, and @out_refused says which; its account of why is in @error. */
SotongChangeInfo *
sotong_change_try_undo (SotongDb  *db,
                        gboolean   redo,
                        gint64    *out_refused,
                        GError   **error)
{
  g_autoptr(SotongChangeInfo) first = redo ? sotong_change_peek_redo (db, error) : sotong_change_peek_undo (db, error);

  if (first == NULL)
    return NULL;
  for (int i = 0; i <= first->n_more; i++)
    {
      g_autoptr(SotongChangeInfo) next = i == 0 ? NULL : redo ? sotong_change_peek_redo (db, error) : sotong_change_peek_undo (db, error);
      const SotongChangeInfo *info = i == 0 ? first : next;

      *out_refused = info != NULL ? info->id : first->id;
      if (info == NULL || !undo_record (db, info, redo, error))
        return NULL;
    }
  return g_steal_pointer (&first);
}

/**
 * sotong_change_undo:
 * @db: the connection of a write job
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`, `SOTONG_STORE_ERROR_LEFT_HOUSE` when a
 *   post has gone out, `SOTONG_STORE_ERROR_CONFLICT` when the rows were changed since
 *
 * Takes back the last act that was not taken back yet, whole or not at all. Of an import this
 * only begins it: sotong_store_undo() goes on.
 *
 * Returns: (transfer full) (nullable): what was undone
 */
SotongChangeInfo *
sotong_change_undo (SotongDb  *db,
                    GError   **error)
{
  gint64 refused;

  return sotong_change_try_undo (db, FALSE, &refused, error);
}

/**
 * sotong_change_redo:
 * @db: the connection of a write job
 * @error: return location; as for sotong_change_undo()
 *
 * Does again what was undone last.
 *
 * Returns: (transfer full) (nullable): what was redone
 */
SotongChangeInfo *
sotong_change_redo (SotongDb  *db,
                    GError   **error)
{
  gint64 refused;

  return sotong_change_try_undo (db, TRUE, &refused, error);
}

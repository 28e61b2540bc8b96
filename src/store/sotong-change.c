/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "store/sotong-approval-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-source-private.h"
#include "store/sotong-topic-private.h"

/*
 * Undo is kept as pictures of rows: what each row that a person's act touched was
 * before and is after. To undo puts the earlier pictures back, provided the rows
 * are still as the act left them.
 */

typedef struct _Tracked Tracked;

struct _Tracked
{
  const char *table;
  const char *keys[2];      /* columns of the primary key */
  gboolean    second_text;  /* the second key is text */
  gboolean    keeps_rows;   /* has removed_at: undoing an addition marks, it does not delete */
  gboolean  (*guard) (SotongDb *db, gint64 key, JsonObject *now, JsonObject *target, GError **error);
  gboolean  (*applied) (SotongDb *db, gint64 key, JsonObject *before, JsonObject *after, GError **error);
};

typedef struct {
  const Tracked *tracked;
  gint64         key;
  gint64         second;
  char          *second_text; /* (owned) (nullable) */
  char          *before;      /* (owned) (nullable): JSON */
} Touched;

/* What concerns a run of an import rather than a row. */
#define SUBJECT_RUN "run"

struct _SotongChange
{
  char      *action;
  char      *subject_kind;
  gint64     subject_id;
  char      *subject;
  char      *reason;          /* (nullable) */
  char      *session;         /* (nullable): see sotong_change_set_session() */
  gboolean   final;           /* cannot be undone */
  gboolean   kept;            /* can be undone though it touches no row: its run tells what it added */
  gint64     undo_of;
  GPtrArray *rows;            /* (element-type Touched) */
  GHashTable *known;          /* (element-type Touched): the same rows, to find them again */
};

static gint64
member_int (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static const char *
member_text (JsonObject *object,
             const char *name)
{
  return object != NULL ? json_object_get_string_member_with_default (object, name, NULL) : NULL;
}

/* Refuses if what @where names, of copies and their channels, has gone out or may have. */
static gboolean
refuse_out (SotongDb    *db,
            const char  *where,
            gint64       key,
            GError     **error)
{
  g_autofree char *sql = g_strconcat ("SELECT channel.name FROM copy JOIN channel ON channel.id = copy.channel_id"
                                      " WHERE copy.state IN ('published', 'publishing', 'unknown') AND ", where, " LIMIT 1", NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", key);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
               _("This cannot be undone: the post has gone out on “%s”, or may have. Correct or delete it there."), sotong_stmt_text (stmt, 0));
  return FALSE;
}

static gboolean
guard_copy (SotongDb    *db,
            gint64       key,
            JsonObject  *now,
            JsonObject  *target,
            GError     **error)
{
  return refuse_out (db, "copy.id = $1", key, error);
}

/* What was sent of a content stands as it was sent; its plan, notes and cost are the office's own. */
static gboolean
guard_content (SotongDb    *db,
               gint64       key,
               JsonObject  *now,
               JsonObject  *target,
               GError     **error)
{
  static const char * const sent[] = { "title", "body", "type_id" };
  gboolean same = target != NULL && member_int (target, "removed_at") == member_int (now, "removed_at");

  for (gsize i = 0; same && i < G_N_ELEMENTS (sent); i++)
    same = g_strcmp0 (member_text (now, sent[i]), member_text (target, sent[i])) == 0;
  return same || refuse_out (db, "copy.content_id = $1", key, error);
}

static gboolean
guard_attachment (SotongDb    *db,
                  gint64       key,
                  JsonObject  *now,
                  JsonObject  *target,
                  GError     **error)
{
  return refuse_out (db, "copy.content_id = $1", member_int (now != NULL ? now : target, "content_id"), error);
}

/* A channel on which something is out was added for good; it can be removed as any other. */
static gboolean
guard_channel (SotongDb    *db,
               gint64       key,
               JsonObject  *now,
               JsonObject  *target,
               GError     **error)
{
  return target != NULL || refuse_out (db, "copy.channel_id = $1", key, error);
}

static gboolean
mention_applied (SotongDb    *db,
                 gint64       key,
                 JsonObject  *before,
                 JsonObject  *after,
                 GError     **error)
{
  return sotong_rollup_relabel (db, key, (int) member_int (before, "sentiment"), (int) member_int (after, "sentiment"), error);
}

static gboolean
topic_hit_applied (SotongDb    *db,
                   gint64       key,
                   JsonObject  *before,
                   JsonObject  *after,
                   GError     **error)
{
  gboolean was = before != NULL && member_int (before, "removed") == 0;
  gboolean is = after != NULL && member_int (after, "removed") == 0;
  JsonObject *row = after != NULL ? after : before;

  if (was == is)
    return TRUE;
  return sotong_rollup_add_mention (db, key, member_int (row, "mention_id"), is ? 1 : -1, error);
}

static gboolean
topic_applied (SotongDb    *db,
               gint64       key,
               JsonObject  *before,
               JsonObject  *after,
               GError     **error)
{
  return sotong_topic_rebuild (db, key, error);
}

static const Tracked tracked_tables[] = {
  { "content", { "id" }, FALSE, TRUE, guard_content },
  { "copy", { "id" }, FALSE, TRUE, guard_copy },
  { "attachment", { "id" }, FALSE, TRUE, guard_attachment },
  { "advertisement", { "content_id" }, FALSE, FALSE },
  { "content_event", { "content_id" }, FALSE, FALSE },
  { "checklist_item", { "id" }, FALSE, TRUE },
  { "link_rule", { "id" }, FALSE, TRUE },
  { "contributor", { "id" }, FALSE, TRUE },
  { "campaign", { "id" }, FALSE, TRUE },
  { "content_type", { "position" }, FALSE, TRUE },
  { "campaign_line", { "campaign_id", "line_id" }, FALSE, FALSE },
  { "campaign_stage", { "id" }, FALSE, FALSE },
  { "deliverable_target", { "id" }, FALSE, TRUE },
  { "approval_line", { "id" }, FALSE, TRUE },
  { "approval_round", { "id" }, FALSE, FALSE },
  { "approval_copy", { "id" }, FALSE, FALSE },
  { "approval_step", { "id" }, FALSE, FALSE },
  { "channel", { "id" }, FALSE, TRUE, guard_channel },
  { "channel_slot", { "id" }, FALSE, TRUE },
  { "content_series", { "id" }, FALSE, TRUE },
  { "channel_group", { "id" }, FALSE, TRUE },
  { "event_layer", { "id" }, FALSE, TRUE },
  { "channel_group_member", { "group_id", "channel_id" }, FALSE, FALSE },
  { "source", { "id" }, FALSE, TRUE },
  { "topic", { "id" }, FALSE, TRUE, NULL, topic_applied },
  { "topic_source", { "topic_id", "source_id" }, FALSE, FALSE, NULL, topic_applied },
  { "topic_hit", { "topic_id", "mention_id" }, FALSE, FALSE, NULL, topic_hit_applied },
  { "mention", { "id" }, FALSE, FALSE, NULL, mention_applied },
  { "mention_sentiment", { "mention_id", "source" }, TRUE, FALSE },
  { "chart_mark", { "id" }, FALSE, TRUE },
  { "person", { "id" }, FALSE, TRUE },
  { "agency", { "id" }, FALSE, TRUE },
  { "programme", { "id" }, FALSE, TRUE },
  { "budget_account", { "id" }, FALSE, TRUE },
  { "budget_line", { "id" }, FALSE, TRUE },
  { "budget_change", { "id" }, FALSE, TRUE },
  { "commitment", { "id" }, FALSE, TRUE },
  { "payment", { "id" }, FALSE, TRUE },
  { "carry_over", { "id" }, FALSE, TRUE },
  { "holiday_edit", { "id" }, FALSE, TRUE },
  { "restricted_period", { "id" }, FALSE, TRUE },
};

static const Tracked *
find_tracked (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tracked_tables); i++)
    {
      if (g_str_equal (tracked_tables[i].table, table))
        return &tracked_tables[i];
    }
  g_assert_not_reached ();
}

static void
touched_free (Touched *row)
{
  g_free (row->second_text);
  g_free (row->before);
  g_free (row);
}

static guint
touched_hash (gconstpointer data)
{
  const Touched *row = data;
  guint hash = g_direct_hash (row->tracked) * 31 + g_int64_hash (&row->key);

  hash = hash * 31 + g_int64_hash (&row->second);
  return row->second_text != NULL ? hash * 31 + g_str_hash (row->second_text) : hash;
}

static gboolean
touched_equal (gconstpointer a,
               gconstpointer b)
{
  const Touched *x = a;
  const Touched *y = b;

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
key_to_json (const Touched *row)
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
static gboolean
picture (SotongDb       *db,
         const Touched  *row,
         char          **out_json,
         GError        **error)
{
  const Tracked *t = row->tracked;
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

static gboolean
begin (SotongDb    *db,
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
  change->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) touched_free);
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
  return begin (db, action, subject_kind, subject_id, subject, FALSE, SOTONG_NONE, error);
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
  return begin (db, action, subject_kind, subject_id, subject, TRUE, SOTONG_NONE, error);
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
  if (!begin (db, action, SUBJECT_RUN, run_id, subject, FALSE, SOTONG_NONE, error))
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

static gboolean
touch (SotongDb    *db,
       const char  *table,
       gint64       key,
       gint64       second,
       const char  *second_text,
       gboolean     added,
       GError     **error)
{
  Touched *row;

  if (db->change == NULL || db->change->final)
    return TRUE;
  row = g_new0 (Touched, 1);
  row->tracked = find_tracked (table);
  row->key = key;
  row->second = second;
  row->second_text = g_strdup (second_text);
  if (g_hash_table_contains (db->change->known, row)) /* its picture was taken before its first change */
    {
      touched_free (row);
      return TRUE;
    }
  g_hash_table_add (db->change->known, row);
  g_ptr_array_add (db->change->rows, row);
  return added || picture (db, row, &row->before, error);
}

gboolean
sotong_change_touch (SotongDb    *db,
                     const char  *table,
                     gint64       key,
                     GError     **error)
{
  return touch (db, table, key, 0, NULL, FALSE, error);
}

gboolean
sotong_change_touch_pair (SotongDb    *db,
                          const char  *table,
                          gint64       key,
                          gint64       second,
                          GError     **error)
{
  return touch (db, table, key, second, NULL, FALSE, error);
}

gboolean
sotong_change_touch_text (SotongDb    *db,
                          const char  *table,
                          gint64       key,
                          const char  *second,
                          GError     **error)
{
  return touch (db, table, key, 0, second, FALSE, error);
}

gboolean
sotong_change_added (SotongDb    *db,
                     const char  *table,
                     gint64       key,
                     GError     **error)
{
  return touch (db, table, key, 0, NULL, TRUE, error);
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
           const Touched  *row,
           GError        **error)
{
  g_autofree char *key = key_to_json (row);
  g_autofree char *after = NULL;

  return picture (db, row, &after, error)
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
      const Touched *row = g_ptr_array_index (db->change->rows, i);

      if (!sotong_approval_touched_add (touched, row->tracked->table, row->key, error))
        return FALSE;
    }
  return sotong_approval_touched_settle (touched, error);
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
              const Touched  *row,
              GError        **error)
{
  g_autofree char *key = key_to_json (row);
  g_autofree char *after = NULL;
  gint64 n = 0;

  if (!picture (db, row, &after, error)
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
  done = settle_approval (db, error);
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
  done = id != 0;
  for (guint i = 0; done && i < change->rows->len; i++)
    done = write_row (db, id, i, g_ptr_array_index (change->rows, i), error);
  sotong_change_drop (db);
  return done;
}

static SotongChangeInfo *
info_from (SotongStmt *stmt)
{
  SotongChangeInfo *info = g_new0 (SotongChangeInfo, 1);

  info->id = sotong_stmt_int (stmt, 0);
  info->at = sotong_stmt_int (stmt, 1);
  info->actor = sotong_stmt_dup (stmt, 2);
  info->action = sotong_stmt_dup (stmt, 3);
  info->subject_kind = sotong_stmt_dup (stmt, 4);
  info->subject_id = sotong_stmt_int (stmt, 5);
  info->subject = sotong_stmt_dup (stmt, 6);
  info->reason = sotong_stmt_dup (stmt, 7);
  info->undo_state = sotong_stmt_dup (stmt, 8);
  info->undo_of = sotong_stmt_int (stmt, 9);
  info->n_rows = (int) sotong_stmt_int (stmt, 10);
  return info;
}

#define SELECT_INFO "SELECT id, at, actor, action, subject_kind, subject_id, subject, reason, undo_state, undo_of," \
                    " (SELECT count(*) FROM change_row WHERE change_id = change.id) FROM change "

/* A decision in an approval is taken back by the account that made it, and by no other. */
#define OF_ONE_S_OWN " AND (action NOT LIKE 'approval.%' OR actor = $1) "

static SotongChangeInfo *
peek (SotongDb    *db,
      const char  *sql,
      const char  *nothing,
      GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "t", db->actor);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return info_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOTHING, nothing);
  return NULL;
}

/**
 * sotong_change_peek_undo:
 * @db: a connection
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`
 *
 * Returns: (transfer full) (nullable): the act that would be undone next
 */
SotongChangeInfo *
sotong_change_peek_undo (SotongDb  *db,
                         GError   **error)
{
  return peek (db, SELECT_INFO "WHERE undo_state = 'done'" OF_ONE_S_OWN "ORDER BY id DESC LIMIT 1", _("There is nothing to undo."), error);
}

/**
 * sotong_change_peek_redo:
 * @db: a connection
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`
 *
 * Returns: (transfer full) (nullable): the act that would be redone next
 */
SotongChangeInfo *
sotong_change_peek_redo (SotongDb  *db,
                         GError   **error)
{
  return peek (db, SELECT_INFO "WHERE undo_state = 'undone'" OF_ONE_S_OWN "ORDER BY id LIMIT 1", _("There is nothing to redo."), error);
}

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
             const Touched  *row,
             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET removed_at = $1 WHERE %s = $2", row->tracked->table, row->tracked->keys[0]);

  return sotong_db_exec (db, error, sql, "ii", sotong_db_now (db), row->key);
}

static gboolean
delete_row (SotongDb       *db,
            const Touched  *row,
            GError        **error)
{
  const Tracked *t = row->tracked;
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
         const Touched  *row,
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

  return object == NULL || member_int (object, "removed_at") != 0;
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
same_but_for_failure (const Touched *row,
                      const char    *now,
                      const char    *expected)
{
  static const char * const noted[] = { "state", "publish_at", "claim_id" };
  g_autoptr(JsonObject) a = object_of (now);
  g_autoptr(JsonObject) b = object_of (expected);
  g_autofree char *x = NULL, *y = NULL;
  const char *state = member_text (a, "state");

  if (!g_str_equal (row->tracked->table, "copy") || a == NULL || b == NULL || member_text (a, "remote_id") != NULL
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

/* Whether the row still is what the change left: the person would otherwise undo
 * somebody else's work. */
static gboolean
check_unchanged (const Touched  *row,
                 const char     *now,
                 const char     *expected,
                 GError        **error)
{
  if (same_picture (now, expected) || same_but_for_failure (row, now, expected))
    return TRUE;
  if (expected == NULL && row->tracked->keeps_rows && is_removed (now))
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                       _("This cannot be undone or redone: what it concerns was changed again since, by you or by the program. Nothing was changed."));
  return FALSE;
}

static gboolean
apply_row (SotongDb    *db,
           Touched     *row,
           const char  *expected,
           const char  *target,
           GError     **error)
{
  const Tracked *t = row->tracked;
  g_autofree char *now = NULL;
  g_autoptr(JsonObject) object = object_of (target);
  g_autoptr(JsonObject) previous = NULL;
  gboolean done;

  if (!touch (db, t->table, row->key, row->second, row->second_text, FALSE, error) /* the undo itself stands in the history */
      || !picture (db, row, &now, error))
    return FALSE;
  previous = object_of (now);
  if ((t->guard != NULL && !t->guard (db, row->key, previous, object, error))
      || !check_unchanged (row, now, expected, error))
    return FALSE;
  if (object != NULL)
    done = put_row (db, row, object, now != NULL, error);
  else if (t->keeps_rows)
    done = set_removed (db, row, error);
  else
    done = delete_row (db, row, error);
  if (done && object != NULL && previous != NULL && json_object_has_member (previous, "revision"))
    done = sotong_db_exec (db, error, "UPDATE content SET revision = $1 WHERE id = $2", "ii", member_int (previous, "revision") + 1, row->key);
  return done && (t->applied == NULL || t->applied (db, row->key, previous, object, error));
}

static Touched *
touched_from (const char *table,
              const char *key_json)
{
  Touched *row = g_new0 (Touched, 1);
  g_autoptr(JsonObject) key = object_of (key_json);

  row->tracked = find_tracked (table);
  row->key = member_int (key, row->tracked->keys[0]);
  if (row->tracked->second_text)
    row->second_text = g_strdup (json_object_get_string_member (key, row->tracked->keys[1]));
  else if (row->tracked->keys[1] != NULL)
    row->second = member_int (key, row->tracked->keys[1]);
  return row;
}

static gboolean
apply (SotongDb          *db,
       SotongChangeInfo  *info,
       gboolean           redo,
       GError           **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) touched_free);
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
      if (!apply_row (db, g_ptr_array_index (rows, i), g_ptr_array_index (texts, 2 * i), g_ptr_array_index (texts, 2 * i + 1), error))
        return FALSE;
    }
  return TRUE;
}

static SotongChangeInfo *
undo_or_redo (SotongDb          *db,
              SotongChangeInfo  *found,
              gboolean           redo,
              GError           **error)
{
  g_autoptr(SotongChangeInfo) info = found;

  if (info == NULL
      || !begin (db, redo ? "redo" : "undo", info->subject_kind, info->subject_id, info->subject, FALSE, info->id, error)
      || (sotong_change_info_is_run (info) && !sotong_source_run_reopen (db, info->subject_id, error))
      || !apply (db, info, redo, error)
      || !sotong_db_exec (db, error, "UPDATE change SET undo_state = $1 WHERE id = $2", "ti",
                          redo ? "done" : sotong_change_info_is_run (info) ? "dropped" : "undone", info->id))
    return NULL;
  return g_steal_pointer (&info);
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
  return undo_or_redo (db, sotong_change_peek_undo (db, error), FALSE, error);
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
  return undo_or_redo (db, sotong_change_peek_redo (db, error), TRUE, error);
}

/**
 * sotong_change_pass_over:
 * @db: the connection of a write job
 * @redo: whether the next to be redone is meant, else the next to be undone
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`
 *
 * Leaves a change as it is for good: it stays in the history and is not offered again.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_pass_over (SotongDb  *db,
                         gboolean   redo,
                         GError   **error)
{
  g_autoptr(SotongChangeInfo) info = redo ? sotong_change_peek_redo (db, error) : sotong_change_peek_undo (db, error);

  return info != NULL
         && sotong_db_exec (db, error, "UPDATE change SET undo_state = $1 WHERE id = $2", "ti", redo ? "dropped" : "none", info->id);
}

/**
 * sotong_change_list:
 * @db: a connection
 * @subject_kind: (nullable): only what concerns one thing
 * @subject_id: which one
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChangeInfo): the history, newest first
 */
GPtrArray *
sotong_change_list (SotongDb    *db,
                    const char  *subject_kind,
                    gint64       subject_id,
                    int          limit,
                    GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_change_info_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (subject_kind != NULL)
    stmt = sotong_db_query (db, error, SELECT_INFO "WHERE subject_kind = $1 AND subject_id = $2 ORDER BY id DESC LIMIT $3",
                            "tii", subject_kind, subject_id, (gint64) limit);
  else
    stmt = sotong_db_query (db, error, SELECT_INFO "ORDER BY id DESC LIMIT $1", "i", (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, info_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&list);
}

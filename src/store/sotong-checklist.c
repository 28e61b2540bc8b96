/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-change-private.h"
#include "store/sotong-checklist.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"

void
sotong_checklist_item_free (SotongChecklistItem *item)
{
  if (item == NULL)
    return;
  g_free (item->text);
  g_free (item->done_by);
  g_free (item);
}

/**
 * sotong_checklist_list:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChecklistItem): in their order
 */
GPtrArray *
sotong_checklist_list (SotongDb  *db,
                       gint64     content_id,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_checklist_item_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, content_id, text, done_at, done_by FROM checklist_item"
                          " WHERE content_id = $1 AND removed_at IS NULL ORDER BY position, id", "i", content_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongChecklistItem *item = g_new0 (SotongChecklistItem, 1);

      item->id = sotong_stmt_int (stmt, 0);
      item->content_id = sotong_stmt_int (stmt, 1);
      item->text = sotong_stmt_dup (stmt, 2);
      item->done_at = sotong_stmt_int (stmt, 3);
      item->done_by = sotong_stmt_dup (stmt, 4);
      g_ptr_array_add (list, item);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* How many of the items are ticked off. */
guint
sotong_checklist_n_done (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((const SotongChecklistItem *) g_ptr_array_index (items, i))->done_at != SOTONG_NONE;
  return n;
}

static gint64
insert (SotongDb    *db,
        gint64       content_id,
        const char  *text,
        GError     **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO checklist_item (content_id, position, text)"
                                " VALUES ($1, (SELECT count(*) FROM checklist_item WHERE content_id = $1), $2)", "it", content_id, text);

  return id != 0 && sotong_change_added (db, "checklist_item", id, error) ? id : 0;
}

static gboolean
check_content (SotongDb  *db,
               gint64     content_id,
               GError   **error)
{
  gint64 found = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &found, &local, "SELECT id FROM content WHERE id = $1 AND removed_at IS NULL", "i", content_id))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no content %" PRId64 ". Check the number in the list of contents."), content_id);
  return FALSE;
}

static char *
clean_item (const char  *text,
            GError     **error)
{
  g_autofree char *line = sotong_text_single_line (text, SOTONG_CHECKLIST_MAX_CHARS);

  if (!sotong_text_is_blank (line))
    return g_steal_pointer (&line);
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An item of the checklist needs a text."));
  return NULL;
}

/**
 * sotong_checklist_add:
 * @db: the connection of a write job
 * @content_id: a content
 * @text: what is to be seen to; one line
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a text
 *
 * One step of undo.
 *
 * Returns: the item's id, or 0 with @error set
 */
gint64
sotong_checklist_add (SotongDb    *db,
                      gint64       content_id,
                      const char  *text,
                      GError     **error)
{
  g_autofree char *line = clean_item (text, error);

  if (line == NULL || !check_content (db, content_id, error)
      || !sotong_change_begin (db, "checklist.add", "content", content_id, line, error))
    return 0;
  return insert (db, content_id, line, error);
}

static gboolean
has_item (GPtrArray  *items,
          const char *text)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((const SotongChecklistItem *) g_ptr_array_index (items, i))->text, text))
      return TRUE;
  return FALSE;
}

/**
 * sotong_checklist_add_usual:
 * @db: the connection of a write job
 * @content_id: a content
 * @error: return location
 *
 * Adds what is looked after in every content and is not on the list yet, in the user's language.
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_checklist_add_usual (SotongDb  *db,
                            gint64     content_id,
                            GError   **error)
{
  static const char * const usual[] = {
    N_("Dates, places, names and numbers checked with the department"),
    N_("Spelling and wording checked"),
    N_("Rights to pictures, music and fonts cleared"),
    N_("Faces and personal data: consent in hand"),
    N_("Every picture has an alternative text"),
    N_("Links tried"),
  };
  g_autoptr(GPtrArray) items = NULL;

  if (!check_content (db, content_id, error))
    return FALSE;
  items = sotong_checklist_list (db, content_id, error);
  if (items == NULL || !sotong_change_begin (db, "checklist.add", "content", content_id, NULL, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (!has_item (items, _(usual[i])) && insert (db, content_id, _(usual[i]), error) == 0)
      return FALSE;
  return TRUE;
}

/* Begins a change of one item, which must be there. */
static gboolean
begin (SotongDb    *db,
       const char  *action,
       gint64       id,
       GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT content_id, text FROM checklist_item WHERE id = $1 AND removed_at IS NULL", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    return sotong_change_begin (db, action, "content", sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), error)
           && sotong_change_touch (db, "checklist_item", id, error);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The checklist has no such item any more."));
  return FALSE;
}

/* Ticks an item off, or takes the tick away. One step of undo. */
gboolean
sotong_checklist_set_done (SotongDb  *db,
                           gint64     id,
                           gboolean   done,
                           GError   **error)
{
  return begin (db, done ? "checklist.check" : "checklist.uncheck", id, error)
         && sotong_db_exec (db, error, "UPDATE checklist_item SET done_at = $1, done_by = $2 WHERE id = $3", "iti",
                            done ? sotong_db_now (db) : SOTONG_NONE, done ? db->actor : "", id);
}

/* Words an item anew. One step of undo. */
gboolean
sotong_checklist_set_text (SotongDb    *db,
                           gint64       id,
                           const char  *text,
                           GError     **error)
{
  g_autofree char *line = clean_item (text, error);

  return line != NULL && begin (db, "checklist.edit", id, error)
         && sotong_db_exec (db, error, "UPDATE checklist_item SET text = $1 WHERE id = $2", "ti", line, id);
}

/* Takes an item off the list. One step of undo. */
gboolean
sotong_checklist_remove (SotongDb  *db,
                         gint64     id,
                         GError   **error)
{
  return begin (db, "checklist.remove", id, error)
         && sotong_db_exec (db, error, "UPDATE checklist_item SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

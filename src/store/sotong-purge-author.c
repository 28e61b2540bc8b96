/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-purge-private.h"
#include "util/sotong-text.h"

/* Where else than in mentions an author's name stands: in kept searches, and among the authors whom topics leave out. */

#define SEARCHES "r.table_name = 'saved_search' AND (r.row_before ->> '$.author' = $1 OR r.row_after ->> '$.author' = $1)"

/* A kept search for what an author wrote is of no use any more, and holds the name. */
static gboolean
forget_searches (SotongDb    *db,
                 const char  *author,
                 GError     **error)
{
  return sotong_db_exec (db, error, "UPDATE change SET subject = '', undo_state = CASE WHEN undo_state IN ('done', 'undone') THEN 'dropped' ELSE undo_state END"
                         " WHERE id IN (SELECT r.change_id FROM change_row AS r WHERE " SEARCHES ")", "t", author)
         && sotong_db_exec (db, error, "DELETE FROM change_row AS r WHERE " SEARCHES, "t", author)
         && sotong_db_exec (db, error, "DELETE FROM saved_search WHERE author = $1", "t", author);
}

/* Where topics keep the names, each with what writes them anew: $1 the names, $2 and $3 where. */
static const struct {
  const char *read;
  const char *write;
} places[] = {
  { "SELECT id, 0, excluded_authors FROM topic WHERE excluded_authors <> ''", "UPDATE topic SET excluded_authors = $1 WHERE id = $2 AND $3 = 0" },
  { "SELECT change_id, seq, row_before ->> '$.excluded_authors' FROM change_row WHERE table_name = 'topic' AND row_before ->> '$.excluded_authors' <> ''",
    "UPDATE change_row SET row_before = json_set(row_before, '$.excluded_authors', $1) WHERE change_id = $2 AND seq = $3" },
  { "SELECT change_id, seq, row_after ->> '$.excluded_authors' FROM change_row WHERE table_name = 'topic' AND row_after ->> '$.excluded_authors' <> ''",
    "UPDATE change_row SET row_after = json_set(row_after, '$.excluded_authors', $1) WHERE change_id = $2 AND seq = $3" },
};

typedef struct {
  gint64  first;
  gint64  second;
  char   *names;
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->names);
}

/* (nullable): the names without that one, whatever its capitals; %NULL if it is not among them. */
static char *
without (const char *names,
         const char *folded)
{
  g_auto(GStrv) all = g_strsplit (names, "\n", -1);
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;
  gboolean found = FALSE;

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = sotong_text_fold (all[i]);

      if (g_str_equal (name, folded))
        found = TRUE;
      else
        g_strv_builder_add (kept, all[i]);
    }
  left = g_strv_builder_end (kept);
  return found ? g_strjoinv ("\n", left) : NULL;
}

static gboolean
clean_place (SotongDb    *db,
             guint        place,
             const char  *folded,
             GError     **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, places[place].read, "");
  GError *local = NULL;

  g_array_set_clear_func (list, line_clear);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Line line = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), without (sotong_stmt_text (stmt, 2), folded) };

      if (line.names != NULL)
        g_array_append_val (list, line);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const Line *line = &g_array_index (list, Line, i);

      if (!sotong_db_exec (db, error, places[place].write, "tii", line->names, line->first, line->second))
        return FALSE;
    }
  return TRUE;
}

/*
 * sotong_purge_author:
 * @db: the connection of a write job that has purged mentions
 * @author: whose
 * @error: return location
 *
 * Takes the name out of kept searches, with these, out of the authors whom topics leave out, and out of the history of both. What
 * the author writes from now on may come into such a topic.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_purge_author (SotongDb    *db,
                     const char  *author,
                     GError     **error)
{
  g_autofree char *folded = sotong_text_fold (author);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!clean_place (db, i, folded, error))
      return FALSE;
  return forget_searches (db, author, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-author.h"
#include "store/sotong-db-private.h"
#include "store/sotong-purge-private.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"

/* Where else than in mentions an author's name stands: in kept searches, and among the authors whom topics leave out. */

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

/* A name as people type it: whatever its capitals, how many blanks stand in it, how it is composed, and with or without an "@". Without a blank it may be another's. */
static char *
make_key (const char *name)
{
  g_autofree char *clean = sotong_name_clean (name);
  g_autofree char *folded = sotong_text_fold (clean + (*clean == '@' && clean[1] != '\0'));
  g_autoptr(GString) key = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          blank = key->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (key, ' ');
      blank = FALSE;
      g_string_append_unichar (key, g_utf8_get_char (p));
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* (nullable): the names without that one; %NULL if it is not among them. */
static char *
without (const char *names,
         const char *key)
{
  g_auto(GStrv) all = g_strsplit (names, "\n", -1);
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;
  gboolean found = FALSE;

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = make_key (all[i]);

      if (g_str_equal (name, key))
        found = TRUE;
      else
        g_strv_builder_add (kept, all[i]);
    }
  left = g_strv_builder_end (kept);
  return found ? g_strjoinv ("\n", left) : NULL;
}

/* Where the name stands among what @sql reads: two numbers and names, a line each. */
static GArray *
find_lines (SotongDb    *db,
            const char  *sql,
            const char  *key,
            GError     **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "");
  GError *local = NULL;

  g_array_set_clear_func (list, line_clear);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Line line = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), without (sotong_stmt_text (stmt, 2), key) };

      if (line.names != NULL)
        g_array_append_val (list, line);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
clean_place (SotongDb    *db,
             guint        place,
             const char  *key,
             GError     **error)
{
  g_autoptr(GArray) list = find_lines (db, places[place].read, key, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Line *line = &g_array_index (list, Line, i);

      if (!sotong_db_exec (db, error, places[place].write, "tii", line->names, line->first, line->second))
        return FALSE;
    }
  return list != NULL;
}

/* A kept search for what an author wrote is of no use any more, and holds the name; so does its history. */
static gboolean
forget_searches (SotongDb    *db,
                 const char  *key,
                 GError     **error)
{
  g_autoptr(GArray) kept = find_lines (db, "SELECT id, 0, author FROM saved_search WHERE author <> ''", key, error);
  g_autoptr(GArray) rows = kept == NULL ? NULL
                           : find_lines (db, "SELECT change_id, seq, coalesce (row_before ->> '$.author', '') || char (10) || coalesce (row_after ->> '$.author', '')"
                                         " FROM change_row WHERE table_name = 'saved_search'", key, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Line *line = &g_array_index (rows, Line, i);

      if (!sotong_db_exec (db, error, "UPDATE change SET subject = '', undo_state = CASE WHEN undo_state IN ('done', 'undone') THEN 'dropped' ELSE undo_state END"
                           " WHERE id = $1", "i", line->first)
          || !sotong_db_exec (db, error, "DELETE FROM change_row WHERE change_id = $1 AND seq = $2", "ii", line->first, line->second))
        return FALSE;
    }
  for (guint i = 0; rows != NULL && i < kept->len; i++)
    if (!sotong_db_exec (db, error, "DELETE FROM saved_search WHERE id = $1", "i", g_array_index (kept, Line, i).first))
      return FALSE;
  return rows != NULL;
}

static gboolean
forget_name (SotongDb    *db,
             const char  *name,
             GError     **error)
{
  g_autofree char *key = make_key (name);

  if (*key == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!clean_place (db, i, key, error))
      return FALSE;
  return forget_searches (db, key, error);
}

/*
 * sotong_purge_author:
 * @db: the connection of a write job that has purged mentions
 * @author: whose
 * @error: return location
 *
 * Takes the name, however it is typed there, and the handle in it out of kept searches, with these, out of the authors whom topics leave out, and out of the history of both. What
 * the author writes from now on may come into such a topic.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_purge_author (SotongDb    *db,
                     const char  *author,
                     GError     **error)
{
  g_autofree char *handle = sotong_author_dup_handle (author);

  return forget_name (db, author, error) && (handle == NULL || forget_name (db, handle, error));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-word-private.h"

/* A mention whose nouns nobody has looked for. */
typedef struct {
  gint64  id;
  gint64  published_at;
  char   *text;         /* (owned) */
} Lacking;

static void
lacking_clear (gpointer data)
{
  g_free (((Lacking *) data)->text);
}

/* The next mentions downwards from @below, which becomes the last that was looked at. */
static GArray *
read_some (SotongDb  *db,
           int        limit,
           gint64    *below,
           gboolean  *out_more,
           GError   **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Lacking));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  int n = 0;

  g_array_set_clear_func (list, lacking_clear);
  stmt = sotong_db_query (db, error, "SELECT m.id, w.mention_id, CASE WHEN w.mention_id IS NULL THEN m.text END, m.published_at FROM mention AS m"
                          " LEFT JOIN mention_word AS w ON w.mention_id = m.id WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2", "ii", *below,
                          (gint64) limit);
  if (stmt == NULL)
    return NULL;
  for (; sotong_stmt_next (stmt, &local); n++)
    {
      *below = sotong_stmt_int (stmt, 0);
      if (sotong_stmt_int (stmt, 1) == SOTONG_NONE)
        {
          Lacking one = { *below, sotong_stmt_int (stmt, 3), sotong_stmt_dup (stmt, 2) };

          g_array_append_val (list, one);
        }
    }
  *out_more = n == limit;
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* The day of a mention is to be counted anew in all that it belongs to. */
static gboolean
mark_day (SotongDb       *db,
          const Lacking  *one,
          GError        **error)
{
  gint64 day = sotong_word_day (one->published_at);

  return sotong_word_mark_stale (db, 0, day, error)
         && sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day) SELECT topic_id, $2 FROM topic_hit WHERE mention_id = $1 AND removed = 0"
                            " ON CONFLICT (topic_id, day) DO NOTHING", "ii", one->id, day);
}

/**
 * sotong_word_fill_some:
 * @db: the connection of a write job
 * @limit: look at so many mentions at most
 * @func: finds the nouns of a text
 * @user_data: for @func
 * @out_more: (out): whether there are more
 * @error: return location
 *
 * Finds the nouns of the newest mentions that came without them: those of a workspace from before there were words, and those that
 * hold a word of the office's own list that is new.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_fill_some (SotongDb        *db,
                       int              limit,
                       SotongWordFunc   func,
                       gpointer         user_data,
                       gboolean        *out_more,
                       GError         **error)
{
  g_autoptr(GArray) list = NULL;
  gint64 below = 0;

  *out_more = FALSE;
  if (!sotong_word_is_behind (db, &below, NULL, error))
    return FALSE;
  if (below == 0)
    return TRUE;
  list = read_some (db, limit, &below, out_more, error);
  if (list == NULL || !sotong_word_begin (db, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const Lacking *one = &g_array_index (list, Lacking, i);

      if (!sotong_word_write (db, one->id, func (one->text, user_data), error) || !mark_day (db, one, error))
        return FALSE;
    }
  return sotong_db_exec (db, error, "INSERT INTO word_state (name, value) VALUES ('below', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         "i", *out_more ? below : 0);
}

/**
 * sotong_word_is_behind:
 * @db: a connection
 * @out_below: (out) (optional): mentions with ids below it may lack their nouns; 0 if none does
 * @out_stale: (out) (optional): days of topics that wait to be counted
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_word_is_behind (SotongDb  *db,
                       gint64    *out_below,
                       gint64    *out_stale,
                       GError   **error)
{
  return (out_below == NULL || sotong_db_get_int (db, out_below, error, "SELECT CASE WHEN EXISTS (SELECT 1 FROM mention)"
                                                  " THEN coalesce((SELECT value FROM word_state WHERE name = 'below'), $1) ELSE 0 END", "i", G_MAXINT64))
         && (out_stale == NULL || sotong_db_get_int (db, out_stale, error, "SELECT count(*) FROM word_stale", ""));
}

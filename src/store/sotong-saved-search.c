/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-saved-search.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"

void
sotong_saved_search_free (SotongSavedSearch *search)
{
  if (search == NULL)
    return;
  g_free (search->name);
  g_free (search->words);
  g_free (search->topic);
  g_free (search->source);
  g_free (search->sentiment);
  g_free (search->author);
  g_free (search->from);
  g_free (search->to);
  g_free (search);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * sotong_saved_search_add:
 * @db: the connection of a write job
 * @search: what to keep
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Keeps a search; one of the same name takes its place. One step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_saved_search_add (SotongDb                 *db,
                         const SotongSavedSearch  *search,
                         GError                  **error)
{
  g_autofree char *name = sotong_text_name (or_empty (search->name)), *author = sotong_name_clean (search->author);
  GError *local = NULL;
  gint64 id = 0;

  if (name[0] == '\0')
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A search is kept by a name. Give it one."));
      return 0;
    }
  if (!sotong_change_begin (db, "search.save", "search", 0, name, error))
    return 0;
  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM saved_search WHERE name = $1 AND removed_at IS NULL", "t", name)
      && (!sotong_change_touch (db, "saved_search", id, error)
          || !sotong_db_exec (db, error, "UPDATE saved_search SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id)))
    return 0;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  id = sotong_db_insert (db, error, "INSERT INTO saved_search (name, words, topic, source, sentiment, author, first_day, last_day)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "tttttttt", name, or_empty (search->words), or_empty (search->topic),
                         or_empty (search->source), or_empty (search->sentiment), or_empty (author), or_empty (search->from), or_empty (search->to));
  if (id == 0 || !sotong_change_added (db, "saved_search", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_saved_search_remove:
 * @db: the connection of a write job
 * @id: a kept search
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_saved_search_remove (SotongDb  *db,
                            gint64     id,
                            GError   **error)
{
  return sotong_change_begin (db, "search.remove", "search", id, NULL, error)
         && sotong_change_touch (db, "saved_search", id, error)
         && sotong_db_exec (db, error, "UPDATE saved_search SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

#define COLUMNS "SELECT id, name, words, topic, source, sentiment, author, first_day, last_day FROM saved_search WHERE removed_at IS NULL"

static SotongSavedSearch *
search_from (SotongStmt *stmt)
{
  SotongSavedSearch *search = g_new0 (SotongSavedSearch, 1);

  search->id = sotong_stmt_int (stmt, 0);
  search->name = sotong_stmt_dup (stmt, 1);
  search->words = sotong_stmt_dup (stmt, 2);
  search->topic = sotong_stmt_dup (stmt, 3);
  search->source = sotong_stmt_dup (stmt, 4);
  search->sentiment = sotong_stmt_dup (stmt, 5);
  search->author = sotong_stmt_dup (stmt, 6);
  search->from = sotong_stmt_dup (stmt, 7);
  search->to = sotong_stmt_dup (stmt, 8);
  return search;
}

/**
 * sotong_saved_search_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongSavedSearch): the kept searches by name
 */
GPtrArray *
sotong_saved_search_list (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_saved_search_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, COLUMNS " ORDER BY name", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, search_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_saved_search_find:
 * @db: a connection
 * @name: its name
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the kept search
 */
SotongSavedSearch *
sotong_saved_search_find (SotongDb    *db,
                          const char  *name,
                          GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, COLUMNS " AND name = $1", "t", clean);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return search_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("There is no kept search “%s”. “sotongctl mentions saved” lists them."),
                             _("There is no kept search “%s” any more. The list of mentions shows those there are.")), name);
  return NULL;
}

/**
 * sotong_saved_search_get:
 * @db: a connection
 * @id: its id
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the kept search
 */
SotongSavedSearch *
sotong_saved_search_get (SotongDb  *db,
                         gint64     id,
                         GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, COLUMNS " AND id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return search_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("This kept search was removed meanwhile. Choose another one."));
  return NULL;
}

/**
 * sotong_saved_search_make_query:
 * @db: a connection
 * @search: a kept search
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when its topic or source is no more, or what was kept cannot
 *   be read
 *
 * Returns: (transfer full) (nullable): which mentions @search is for
 */
SotongMentionQuery *
sotong_saved_search_make_query (SotongDb                 *db,
                                const SotongSavedSearch  *search,
                                GError                  **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  const char *from = search->from[0] != '\0' ? search->from : NULL;
  const char *to = search->to[0] != '\0' ? search->to : NULL;
  SotongSentiment sentiment;

  if (search->topic[0] != '\0' && (query->topic_id = sotong_topic_find (db, search->topic, error)) == 0)
    return NULL;
  if (search->source[0] != '\0' && (query->source_id = sotong_source_find (db, search->source, error)) == 0)
    return NULL;
  if ((from != NULL || to != NULL) && !sotong_time_parse_range (from, to, sotong_db_get_zone (db), &query->range, error))
    return NULL;
  if (search->words[0] != '\0')
    query->words = g_strdup (search->words);
  if (search->author[0] != '\0')
    query->author = g_strdup (search->author);
  if (sotong_sentiment_from_name (search->sentiment, &sentiment))
    query->sentiment = (int) sentiment;
  return g_steal_pointer (&query);
}

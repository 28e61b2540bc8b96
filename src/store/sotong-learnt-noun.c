/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-learnt-noun.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-time.h"

/* The nouns that the office's mentions taught: names that neither the program's list nor the office's dictionary has. They
 * are reckoned anew each day, so that nobody has to undo them. What a person drops of them stays dropped: its fingerprint is
 * kept, not the word, which may be a name that a purge takes out. */

#define WORDS "learnt-nouns"   /* one a line */
#define DAY "learnt-nouns-day" /* on which they were reckoned */
#define TEXTS 20000            /* the newest; copies of one article teach once */
#define LEAST 1000             /* mentions, before which nothing is sure */

static char *
fingerprint (const char *word)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, word, -1);
}

/* (element-type utf8): the fingerprints of what was dropped. */
static GHashTable *
list_dropped (SotongDb  *db,
              GError   **error)
{
  g_autoptr(GHashTable) dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT text FROM office_word WHERE kind = 'dropped' AND removed_at IS NULL", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_hash_table_add (dropped, sotong_stmt_dup (stmt, 0));
  if (local == NULL)
    return g_steal_pointer (&dropped);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
is_dropped (GHashTable *dropped,
            const char *word)
{
  g_autofree char *print = g_hash_table_size (dropped) > 0 ? fingerprint (word) : NULL;

  return print != NULL && g_hash_table_contains (dropped, print);
}

/**
 * sotong_learnt_noun_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the words but those that a person dropped, the surest first
 */
GPtrArray *
sotong_learnt_noun_list (SotongDb  *db,
                         GError   **error)
{
  g_autoptr(GHashTable) dropped = list_dropped (db, error);
  GPtrArray *list;
  g_autofree char *value = NULL;
  g_auto(GStrv) words = NULL;

  if (dropped == NULL || !sotong_workspace_read (db, WORDS, &value, error))
    return NULL;
  list = g_ptr_array_new_with_free_func (g_free);
  words = g_strsplit (value != NULL ? value : "", "\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !is_dropped (dropped, words[i]))
      g_ptr_array_add (list, g_strdup (words[i]));
  return list;
}

/**
 * sotong_learnt_noun_drop:
 * @db: the connection of a write job
 * @word: a word that was learnt
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * It is no noun, or a name that is nobody's keyword: it is not learnt again. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_learnt_noun_drop (SotongDb    *db,
                         const char  *word,
                         GError     **error)
{
  g_autoptr(GPtrArray) list = sotong_learnt_noun_list (db, error);
  g_autofree char *print = fingerprint (word);
  gint64 id;

  if (list == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (list, word, g_str_equal, NULL))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("“%s” is not in the list."), word);
      return FALSE;
    }
  if (!sotong_change_begin (db, "word.drop", "word", 0, "", error))
    return FALSE;
  id = sotong_db_insert (db, error, "INSERT INTO office_word (kind, text) VALUES ('dropped', $1)", "t", print);
  return id != 0 && sotong_change_added (db, "office_word", id, error);
}

static char *
today (SotongDb *db)
{
  return sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
}

/**
 * sotong_learnt_noun_is_due:
 * @db: a connection
 * @out_due: (out): whether today nothing was learnt yet, and there are mentions enough
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_learnt_noun_is_due (SotongDb  *db,
                           gboolean  *out_due,
                           GError   **error)
{
  g_autofree char *day = NULL, *now = today (db);
  gint64 n = 0;

  if (!sotong_workspace_read (db, DAY, &day, error)
      || !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM (SELECT 1 FROM mention LIMIT $1)", "i", (gint64) LEAST))
    return FALSE;
  *out_due = n == LEAST && g_strcmp0 (day, now) != 0;
  return TRUE;
}

/**
 * sotong_learnt_noun_read_texts:
 * @db: a connection
 * @func: told each text
 * @user_data: for @func
 * @error: return location
 *
 * Reads what is learnt from: the newest mentions.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_learnt_noun_read_texts (SotongDb        *db,
                               SotongTextFunc   func,
                               gpointer         user_data,
                               GError         **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT text FROM mention WHERE duplicate_of IS NULL AND text <> '' ORDER BY id DESC LIMIT $1",
                                                "i", (gint64) TEXTS);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local) && func (sotong_stmt_text (stmt, 0), user_data))
    ;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
write_words (SotongDb    *db,
             GPtrArray   *words,
             const char  *day,
             GError     **error)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; words != NULL && i < words->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (words, i));
  return sotong_workspace_set (db, WORDS, all->str, error) && sotong_workspace_set (db, DAY, day, error);
}

/**
 * sotong_learnt_noun_set:
 * @db: the connection of a write job
 * @words: (element-type utf8): what was learnt today
 * @error: return location
 *
 * Takes the place of what was learnt before. Mentions that hold a word which came or went are looked through anew by
 * sotong_words_settle().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_learnt_noun_set (SotongDb   *db,
                        GPtrArray  *words,
                        GError    **error)
{
  g_autofree char *day = today (db);

  return write_words (db, words, day, error);
}

/**
 * sotong_learnt_noun_forget:
 * @db: the connection of a write job
 * @error: return location
 *
 * Forgets all of them; sotong_own_noun_forget_learnt() does it where texts were taken out.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_learnt_noun_forget (SotongDb  *db,
                           GError   **error)
{
  return write_words (db, NULL, "", error);
}

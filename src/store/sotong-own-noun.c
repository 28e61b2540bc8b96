/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-own-noun.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-learnt-noun.h"
#include "store/sotong-search-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-text.h"

/* The office's dictionary: names of its policies and places that the program's list of nouns does not have. */

#define LONGEST 30                  /* characters */
#define MARK "noun:"                /* before a word of the dictionary, which may stand among the overrides as well; older ones have none */
#define BARE "CASE WHEN substr (text, 1, 5) = '" MARK "' THEN substr (text, 6) ELSE text END"
#define SETTLED "own-nouns-settled" /* the words that mentions have been looked through for, one a line */

/**
 * sotong_own_noun_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the words of the dictionary, in order
 */
GPtrArray *
sotong_own_noun_list (SotongDb  *db,
                      GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT " BARE " AS word FROM office_word WHERE kind = 'noun' AND removed_at IS NULL"
                                                " ORDER BY word", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, sotong_stmt_dup (stmt, 0));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* Syllables, behind Latin letters if it has some: what a word of a text may be. */
static gboolean
is_word (const char *text)
{
  gboolean syllables = FALSE;
  glong n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xac00 && c < 0xd7a4)
        syllables = TRUE;
      else if (c >= 0x80 || !g_ascii_isalpha ((char) c) || syllables)
        return FALSE;
    }
  return n >= 2 && n <= LONGEST;
}

/* 0 if there is none, -1 on failure. */
static gint64
find_word (SotongDb    *db,
           const char  *text,
           GError     **error)
{
  gint64 id = 0;

  return sotong_db_get_int (db, &id, error, "SELECT coalesce(max(id), 0) FROM office_word WHERE " BARE " = $1 AND kind = 'noun'"
                            " AND removed_at IS NULL", "t", text) ? id : -1;
}

/**
 * sotong_own_noun_add:
 * @db: the connection of a write job
 * @text: a word
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`
 *
 * One step of undo. Mentions that hold the word are looked through anew by sotong_words_settle().
 *
 * Returns: the word's id, or 0 with @error set
 */
gint64
sotong_own_noun_add (SotongDb    *db,
                     const char  *text,
                     GError     **error)
{
  g_autofree char *clean = g_strstrip (sotong_text_clean (text, -1, 4 * LONGEST));
  gint64 id;

  if (!is_word (clean))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” cannot be a word of the dictionary. Write 2 to 30 syllables without blanks; Latin letters may stand before them."), clean);
      return 0;
    }
  id = find_word (db, clean, error);
  if (id > 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("“%s” is in the dictionary already."), clean);
  if (id != 0 || (db->change == NULL && !sotong_change_begin (db, "word.noun", "word", 0, clean, error)))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO office_word (kind, text) VALUES ('noun', '" MARK "' || $1)", "t", clean);
  if (id == 0 || !sotong_change_added (db, "office_word", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_own_noun_remove:
 * @db: the connection of a write job
 * @text: a word of the dictionary
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_noun_remove (SotongDb    *db,
                        const char  *text,
                        GError     **error)
{
  gint64 id = find_word (db, text, error);

  if (id == 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("“%s” is not in the list."), text);
  return id > 0 && (db->change != NULL || sotong_change_begin (db, "word.remove", "word", id, text, error))
         && sotong_change_touch (db, "office_word", id, error)
         && sotong_db_exec (db, error, "UPDATE office_word SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/*
 * sotong_own_noun_make_room:
 * @db: the connection of a write job, with a change that is open
 * @text: a word that becomes an override
 * @error: return location
 *
 * Marks the dictionary's word from an older workspace that stands where the override shall.
 */
gboolean
sotong_own_noun_make_room (SotongDb    *db,
                           const char  *text,
                           GError     **error)
{
  gint64 id = 0;

  if (!sotong_db_get_int (db, &id, error, "SELECT coalesce(max(id), 0) FROM office_word WHERE text = $1 AND kind = 'noun' AND removed_at IS NULL", "t", text))
    return FALSE;
  return id == 0 || (sotong_change_touch (db, "office_word", id, error)
                     && sotong_db_exec (db, error, "UPDATE office_word SET text = '" MARK "' || text WHERE id = $1", "i", id));
}

/* ---- mentions from before ---- */

/* The dictionary's words, and those that were learnt. */
static GPtrArray *
list_all (SotongDb  *db,
          GError   **error)
{
  GPtrArray *words = sotong_own_noun_list (db, error);
  g_autoptr(GPtrArray) learnt = words != NULL ? sotong_learnt_noun_list (db, error) : NULL;

  if (learnt == NULL)
    {
      g_clear_pointer (&words, g_ptr_array_unref);
      return NULL;
    }
  for (guint i = 0; i < learnt->len; i++)
    if (!g_ptr_array_find_with_equal_func (words, g_ptr_array_index (learnt, i), g_str_equal, NULL))
      g_ptr_array_add (words, g_strdup (g_ptr_array_index (learnt, i)));
  return words;
}

/* The words as one text; whatever changed them, undo or another program, it is seen by this. */
static gboolean
read_both (SotongDb   *db,
           GPtrArray **out_now,
           char      **out_settled,
           GError    **error)
{
  GError *local = NULL;

  *out_now = NULL;
  *out_settled = sotong_workspace_get (db, SETTLED, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (*out_settled == NULL)
    *out_settled = g_strdup ("");
  *out_now = list_all (db, error);
  return *out_now != NULL;
}

static char *
join (GPtrArray *words)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (words, i));
  return g_string_free (all, FALSE);
}

/**
 * sotong_own_noun_is_behind:
 * @db: a connection
 * @out_behind: (out): whether the dictionary changed since mentions were last looked through for it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_noun_is_behind (SotongDb  *db,
                           gboolean  *out_behind,
                           GError   **error)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autofree char *settled = NULL;
  g_autofree char *now = NULL;

  if (!read_both (db, &words, &settled, error))
    return FALSE;
  now = join (words);
  *out_behind = !g_str_equal (now, settled);
  return TRUE;
}

/* The mentions that hold @word lose their nouns and their days' counts: the next filling finds them anew. */
static gboolean
forget_word (SotongDb    *db,
             const char  *word,
             GError     **error)
{
  const char * const any[] = { word, NULL }, * const none[] = { NULL };
  g_autofree char *match = sotong_search_match_words ((char * const *) any, (char * const *) none);

  return match == NULL
         || (sotong_db_exec (db, error, "INSERT INTO word_stale (topic_id, day) SELECT DISTINCT t.topic_id, (m.published_at + 32400 -"
                             " ((m.published_at + 32400) % 86400 + 86400) % 86400) / 86400 FROM mention_search AS s CROSS JOIN mention AS m ON m.id = s.rowid"
                             " CROSS JOIN (SELECT 0 AS topic_id UNION ALL SELECT id FROM topic) AS t WHERE mention_search MATCH $1 AND (t.topic_id = 0"
                             " OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = t.topic_id AND h.mention_id = m.id))"
                             " ON CONFLICT (topic_id, day) DO NOTHING", "t", match)
             && sotong_db_exec (db, error, "INSERT INTO word_state (name, value) SELECT 'below', max(rowid) + 1 FROM mention_search"
                                " WHERE mention_search MATCH $1 HAVING max(rowid) IS NOT NULL"
                                " ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > word_state.value", "t", match)
             && sotong_db_exec (db, error, "DELETE FROM mention_word WHERE mention_id IN (SELECT rowid FROM mention_search WHERE mention_search MATCH $1)",
                                "t", match));
}

/**
 * sotong_own_noun_settle:
 * @db: the connection of a write job
 * @error: return location
 *
 * Has the mentions that hold a word which came into the dictionary or left it looked through anew.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_noun_settle (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autofree char *settled = NULL;
  g_autofree char *now = NULL;
  g_auto(GStrv) before = NULL;

  if (!read_both (db, &words, &settled, error))
    return FALSE;
  now = join (words);
  before = g_strsplit (settled, "\n", -1);
  for (guint i = 0; i < words->len; i++)
    if (!g_strv_contains ((const char * const *) before, g_ptr_array_index (words, i)) && !forget_word (db, g_ptr_array_index (words, i), error))
      return FALSE;
  for (guint i = 0; before[i] != NULL; i++)
    if (before[i][0] != '\0' && !g_ptr_array_find_with_equal_func (words, before[i], g_str_equal, NULL) && !forget_word (db, before[i], error))
      return FALSE;
  return sotong_workspace_set (db, SETTLED, now, error);
}

/* Whether the office ever had the word in its dictionary. */
static gboolean
was_own (SotongDb    *db,
         const char  *word,
         gboolean    *out_was,
         GError     **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM office_word WHERE kind = 'noun' AND " BARE " = $1", "t", word))
    return FALSE;
  *out_was = n > 0;
  return TRUE;
}

/**
 * sotong_own_noun_forget_learnt:
 * @db: the connection of a write job
 * @error: return location
 *
 * Forgets what mentions taught: some were taken out for good, and a word may have been a name that only they had. What is
 * left teaches anew.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_own_noun_forget_learnt (SotongDb  *db,
                               GError   **error)
{
  g_autoptr(GPtrArray) words = NULL, own = g_ptr_array_new ();
  g_autofree char *settled = NULL, *kept = NULL;
  g_auto(GStrv) before = NULL;

  if (!sotong_learnt_noun_forget (db, error) || !read_both (db, &words, &settled, error))
    return FALSE;
  before = g_strsplit (settled, "\n", -1);
  for (guint i = 0; before[i] != NULL; i++)
    {
      gboolean was = FALSE;

      if (!was_own (db, before[i], &was, error))
        return FALSE;
      if (was)
        g_ptr_array_add (own, before[i]);
    }
  kept = join (own);
  return sotong_workspace_set (db, SETTLED, kept, error);
}

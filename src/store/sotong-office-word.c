/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-office-word.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-own-noun.h"
#include "util/sotong-text.h"

#define STOP "stop"
#define LONGEST 200 /* bytes */

void
sotong_office_word_free (SotongOfficeWord *word)
{
  if (word == NULL)
    return;
  g_free (word->text);
  g_free (word);
}

static const char *
kind_of (SotongSentiment sentiment)
{
  return sentiment == SOTONG_SENTIMENT_NONE ? STOP : sotong_sentiment_get_name (sentiment);
}

/**
 * sotong_office_word_list:
 * @db: a connection
 * @stops: the stop words of keywords, or else the overrides of the classifier
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongOfficeWord): the words; of overrides the longest first
 */
GPtrArray *
sotong_office_word_list (SotongDb  *db,
                         gboolean   stops,
                         GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_office_word_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, text, kind FROM office_word WHERE removed_at IS NULL AND kind NOT IN ('noun', 'dropped') AND (kind = 'stop') = $1"
                                                " ORDER BY CASE WHEN kind = 'stop' THEN 0 ELSE -length (text) END, text", "i", (gint64) stops);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongOfficeWord *word = g_new0 (SotongOfficeWord, 1);

      word->id = sotong_stmt_int (stmt, 0);
      word->text = sotong_stmt_dup (stmt, 1);
      if (!stops)
        sotong_sentiment_from_name (sotong_stmt_text (stmt, 2), &word->sentiment);
      g_ptr_array_add (list, word);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* 0 if there is none. */
static gint64
find_word (SotongDb    *db,
           const char  *text,
           gboolean     stop,
           GError     **error)
{
  gint64 id = 0;

  return sotong_db_get_int (db, &id, error, "SELECT coalesce(max(id), 0) FROM office_word WHERE text = $1 AND kind NOT IN ('noun', 'dropped') AND (kind = 'stop') = $2"
                            " AND removed_at IS NULL", "ti", text, (gint64) stop) ? id : -1;
}

/**
 * sotong_office_word_add:
 * @db: the connection of a write job
 * @text: a word or several
 * @sentiment: what a text that holds it says: negative, neutral or positive; none makes it a stop word
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`
 *
 * One step of undo. An override that is there takes the new sentiment. Stop words count at once; overrides for mentions that
 * are judged from now on.
 *
 * Returns: the word's id, or 0 with @error set
 */
gint64
sotong_office_word_add (SotongDb         *db,
                        const char       *text,
                        SotongSentiment   sentiment,
                        GError          **error)
{
  g_autofree char *clean = g_strstrip (sotong_text_clean (text, -1, LONGEST));
  gboolean stop = sentiment == SOTONG_SENTIMENT_NONE;
  gint64 id;

  if (clean[0] == '\0' || strchr (clean, '\n') != NULL || sentiment > SOTONG_SENTIMENT_POSITIVE)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Write a word, on one line."));
      return 0;
    }
  id = find_word (db, clean, stop, error);
  if (id > 0 && stop)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("“%s” is a stop word already."), clean);
  if (id < 0 || (id > 0 && stop)
      || (db->change == NULL && !sotong_change_begin (db, stop ? "word.stop" : "word.override", "word", id, clean, error)))
    return 0;
  if (id > 0)
    return sotong_change_touch (db, "office_word", id, error)
           && sotong_db_exec (db, error, "UPDATE office_word SET kind = $1 WHERE id = $2", "ti", kind_of (sentiment), id) ? id : 0;
  if (!stop && !sotong_own_noun_make_room (db, clean, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO office_word (kind, text) VALUES ($1, $2)", "tt", kind_of (sentiment), clean);
  if (id == 0 || !sotong_change_added (db, "office_word", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_office_word_remove:
 * @db: the connection of a write job
 * @text: a word of the list
 * @stop: of the stop words, or else of the overrides
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_office_word_remove (SotongDb    *db,
                           const char  *text,
                           gboolean     stop,
                           GError     **error)
{
  gint64 id = find_word (db, text, stop, error);

  if (id == 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("“%s” is not in the list."), text);
  return id > 0 && (db->change != NULL || sotong_change_begin (db, "word.remove", "word", id, text, error))
         && sotong_change_touch (db, "office_word", id, error)
         && sotong_db_exec (db, error, "UPDATE office_word SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

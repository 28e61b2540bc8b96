/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-search-private.h"
#include "util/sotong-text.h"

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/*
 * sotong_search_is_exact:
 * @word: what is looked for
 *
 * Returns: %TRUE if the index alone finds exactly the texts that hold @word; else
 *   its answer has to be compared with the texts
 */
gboolean
sotong_search_is_exact (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_word_char (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

static void
append_run (GString    *out,
            const char *run,
            gsize       length)
{
  g_string_append_printf (out, "%s\"%.*s\"", out->len > 0 ? " AND " : "", (int) length, run);
  if (g_utf8_strlen (run, (gssize) length) == 1)
    g_string_append (out, " *");
}

/* One word's expression: each of its runs of letters, joined by AND; %NULL if it has none. */
static char *
match_word (const char *word)
{
  GString *out = g_string_new (NULL);
  const char *run = NULL;

  for (const char *p = word;; p = g_utf8_next_char (p))
    {
      gboolean in = *p != '\0' && is_word_char (g_utf8_get_char (p));

      if (in && run == NULL)
        run = p;
      if (!in && run != NULL)
        {
          append_run (out, run, (gsize) (p - run));
          run = NULL;
        }
      if (*p == '\0')
        break;
    }
  return g_string_free (out, out->len == 0);
}

/*
 * sotong_search_match_words:
 * @any: words of which one must stand in the text; may be empty
 * @all: words that must all stand in it; may be empty
 *
 * Returns: (transfer full) (nullable): an expression for the index that no wanted text
 *   escapes; %NULL if the index cannot narrow them down
 */
char *
sotong_search_match_words (char * const *any,
                           char * const *all)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GString) choice = g_string_new (NULL);
  gboolean open_choice = FALSE;

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *expression = match_word (all[i]);

      if (expression != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " AND " : "", expression);
    }
  for (guint i = 0; any[i] != NULL; i++)
    {
      g_autofree char *expression = match_word (any[i]);

      if (expression == NULL)
        open_choice = TRUE; /* a word without letters may stand anywhere */
      else
        g_string_append_printf (choice, "%s(%s)", choice->len > 0 ? " OR " : "", expression);
    }
  if (choice->len > 0 && !open_choice)
    g_string_append_printf (out, "%s(%s)", out->len > 0 ? " AND " : "", choice->str);
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

gboolean
sotong_search_add (SotongDb    *db,
                   gint64       mention_id,
                   const char  *text,
                   GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO mention_search (rowid, text) VALUES ($1, $2)", "it", mention_id, text);
}

/* @text must be what was added. */
gboolean
sotong_search_remove (SotongDb    *db,
                      gint64       mention_id,
                      const char  *text,
                      GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO mention_search (mention_search, rowid, text) VALUES ('delete', $1, $2)",
                         "it", mention_id, text);
}

/* How much of the index gathers in memory before it is written as a part of its own, and how many such parts there may be before
 * they are merged. For few it is as SQLite has it. */
gboolean
sotong_search_expect_many (SotongDb  *db,
                           gboolean   many,
                           GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO mention_search (mention_search, rank) VALUES ('hashsize', $1)", "i",
                         many ? (gint64) 16 * 1024 * 1024 : (gint64) 1024 * 1024)
         && sotong_db_exec (db, error, "INSERT INTO mention_search (mention_search, rank) VALUES ('automerge', $1)", "i",
                            many ? (gint64) 8 : (gint64) 4);
}

gboolean
sotong_search_check (SotongDb   *db,
                     GPtrArray  *findings,
                     GError    **error)
{
  if (!sotong_db_script (db, "INSERT INTO mention_search (mention_search, rank) VALUES ('integrity-check', 1)", NULL))
    g_ptr_array_add (findings, g_strdup (_("The search index does not agree with the mentions.")));
  return TRUE;
}

/* Whether a needle of Hangul syllables alone may be looked for in the text as it stands: syllables have no case, and only conjoining
 * jamo, all of which begin with this byte, could become one. */
static gboolean
needs_no_fold (const char *text,
               const char *needle)
{
  for (const char *p = needle; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0xac00 || c > 0xd7a3)
        return FALSE;
    }
  return strchr (text, 0xe1) == NULL;
}

/* sotong_contains (text, folded): whether the folded needle stands in the text. */
static void
contains_cb (sqlite3_context  *context,
             int               n_args,
             sqlite3_value   **args)
{
  const char *text = (const char *) sqlite3_value_text (args[0]);
  const char *needle = (const char *) sqlite3_value_text (args[1]);
  g_autofree char *folded = NULL;

  if (text == NULL || needle == NULL)
    return;
  if (needs_no_fold (text, needle))
    {
      sqlite3_result_int (context, strstr (text, needle) != NULL);
      return;
    }
  folded = sotong_text_fold (text);
  sqlite3_result_int (context, strstr (folded, needle) != NULL);
}

gboolean
sotong_search_register (sqlite3  *handle,
                        GError  **error)
{
  return sqlite3_create_function_v2 (handle, "sotong_contains", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                     contains_cb, NULL, NULL, NULL) == SQLITE_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-db-private.h"

/*
 * The tokenizer of the search index: a run of letters and digits gives its
 * overlapping pairs of characters, and when indexing also its last character
 * alone. A phrase of pairs is then found exactly where the substring stands, of
 * two characters or more; one character is found as a prefix, since every
 * character begins a pair or ends a run.
 */

static gboolean
is_word_char (gunichar c)
{
  if (c >= 0xac00 && c <= 0xd7a3)
    return TRUE;
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gunichar
fold (gunichar c)
{
  if (c < 0x80)
    return (gunichar) (guchar) g_ascii_tolower ((char) c);
  if (c >= 0xac00 && c <= 0xd7a3)
    return c;
  return g_unichar_tolower (c);
}

static int
create_cb (void        *context,
           const char **args,
           int          n_args,
           Fts5Tokenizer **out)
{
  *out = (Fts5Tokenizer *) context;
  return SQLITE_OK;
}

static void
delete_cb (Fts5Tokenizer *tokenizer)
{
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer,
             void          *context,
             int            flags,
             const char    *text,
             int            length,
             int          (*emit) (void *, int, const char *, int, int, int))
{
  const char *p = text;
  const char *end = text + length;
  char token[12];          /* two characters of at most six bytes */
  int first_length = 0;    /* bytes of the run's previous character, folded, at token[0] */
  int n_in_run = 0;
  int previous_start = 0;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK)
    {
      gunichar c = p < end ? g_utf8_get_char_validated (p, end - p) : 0;
      const char *next = p < end ? g_utf8_next_char (p) : p;
      int start = (int) (p - text);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          c = 0;
          next = p + 1;
        }
      if (p < end && is_word_char (c))
        {
          int n = g_unichar_to_utf8 (fold (c), token + first_length);

          if (n_in_run > 0)
            rc = emit (context, 0, token, first_length + n, previous_start, (int) (next - text));
          memmove (token, token + first_length, (size_t) n);
          first_length = n;
          previous_start = start;
          n_in_run++;
        }
      else
        {
          if (n_in_run > 0 && (n_in_run == 1 || (flags & FTS5_TOKENIZE_QUERY) == 0))
            rc = emit (context, 0, token, first_length, previous_start, start);
          n_in_run = 0;
          first_length = 0;
          if (p >= end)
            break;
        }
      p = next;
    }
  return rc;
}

static fts5_api *
fts5_api_of (sqlite3 *handle)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &stmt, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_pointer (stmt, 1, (void *) &api, "fts5_api_ptr", NULL);
  sqlite3_step (stmt);
  return api;
}

/*
 * sotong_tokenizer_register:
 * @handle: a connection
 * @error: return location
 *
 * Makes the tokenizer "sotong" known to the connection's FTS5.
 */
gboolean
sotong_tokenizer_register (sqlite3  *handle,
                           GError  **error)
{
  static fts5_tokenizer tokenizer = { create_cb, delete_cb, tokenize_cb };
  fts5_api *api = fts5_api_of (handle);

  if (api != NULL && api->xCreateTokenizer (api, "sotong", handle, &tokenizer, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FAILED,
               _("SQLite %s of this machine has no full-text search (FTS5). Install a newer libsqlite3."), sqlite3_libversion ());
  return FALSE;
}

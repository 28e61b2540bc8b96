/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-db-private.h"
#include "store/sotong-named.h"
#include "util/sotong-text.h"

/**
 * sotong_named_find:
 * @db: a connection
 * @select: SQL that gives number and name of those whose name is $1 or whose number $1 says
 * @name: what a person typed: a name, or a number as the lists print it
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID` when it is the name of one and
 *   the number of another
 * @none: the sentence when there is none, as a format
 * @...: what it says
 *
 * Finds whom a person means in a list in which a name stands once.
 *
 * Returns: the number, or 0 with @error set
 */
gint64
sotong_named_find (SotongDb    *db,
                   const char  *select,
                   const char  *name,
                   GError     **error,
                   const char  *none,
                   ...)
{
  g_autofree char *clean = sotong_text_name (name);
  g_autofree char *other = NULL;
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, select, "t", clean);
  gint64 by_name = 0, by_number = 0;
  GError *local = NULL;

  if (stmt == NULL)
    return 0;
  while (sotong_stmt_next (stmt, &local))
    {
      if (g_str_equal (sotong_stmt_text (stmt, 1), clean))
        by_name = sotong_stmt_int (stmt, 0);
      else
        {
          by_number = sotong_stmt_int (stmt, 0);
          g_free (other);
          other = sotong_stmt_dup (stmt, 1);
        }
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else if (by_name != 0 && by_number != 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("“%s” is the name of number %" PRId64 " and the number of “%s”. Say %" PRId64 " for the one, “%s” for the other."),
                 clean, by_name, other, by_name, other);
  else if (by_name == 0 && by_number == 0)
    {
      g_autofree char *message = NULL;
      va_list words;

      va_start (words, none);
      message = g_strdup_vprintf (none, words);
      va_end (words);
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, message);
    }
  else
    return MAX (by_name, by_number);
  return 0;
}

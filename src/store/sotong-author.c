/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-author.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "util/sotong-name-mask.h"

/* Who wrote a mention stands there as the site tells it, with a name and a handle as "김시민 (@kim)": people know one of the two. */

/**
 * sotong_author_dup_handle:
 * @name: an author as mentions have it
 *
 * Returns: (transfer full) (nullable): "@kim" of "김시민 (@kim)"; %NULL if there is none
 */
char *
sotong_author_dup_handle (const char *name)
{
  const char *open = g_strrstr (name, " (@");
  gsize n = open != NULL ? strlen (open) : 0;

  return n > strlen (" (@)") && open[n - 1] == ')' ? g_strndup (open + 2, n - 3) : NULL;
}

/**
 * sotong_author_has_handle:
 * @name: an author as mentions have it
 * @text: a handle as somebody typed it, with "@" or without
 *
 * Returns: whether that is the author's handle, which a site gives to nobody else
 */
gboolean
sotong_author_has_handle (const char *name,
                          const char *text)
{
  g_autofree char *handle = sotong_author_dup_handle (name);
  g_autofree char *clean = sotong_name_clean (text);

  return handle != NULL && g_ascii_strcasecmp (handle + 1, clean + (*clean == '@')) == 0;
}

/**
 * sotong_author_find:
 * @db: a connection
 * @text: an author as somebody typed it
 * @error: return location
 *
 * Looks through all mentions, unless one is by an author of just that name.
 *
 * Returns: (transfer full) (nullable): @text alone where an author is called so; else the whole names of those of whom it is the name or the handle, one
 *   more than %SOTONG_AUTHOR_MOST_ALIKE at most; %NULL on error
 */
GStrv
sotong_author_find (SotongDb    *db,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *clean = sotong_name_clean (text);
  g_autofree char *start = g_strconcat (clean, " (@", NULL);
  g_autofree char *end = g_strconcat (" (@", clean + (*clean == '@'), ")", NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gint64 known = 0;

  if (!sotong_db_get_int (db, &known, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE author = $1)", "t", clean))
    return NULL;
  if (known != 0 || *clean == '\0')
    g_strv_builder_add (names, clean);
  else
    stmt = sotong_db_query (db, &local, "SELECT DISTINCT author FROM mention WHERE (substr(author, 1, length($1)) = $1 AND author LIKE '%)')"
                            " OR lower(substr(author, -length($2))) = lower($2) LIMIT $3", "tti", start, end, (gint64) SOTONG_AUTHOR_MOST_ALIKE + 1);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    g_strv_builder_add (names, sotong_stmt_text (stmt, 0));
  if (local == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, local);
  return NULL;
}

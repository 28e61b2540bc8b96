/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-budget.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

/* Which line of the budget a name means. Money must not go to one of two that have it. */

#define N_NAMED 6 /* lines of one name that are told in a sentence */

/* A line of the name that is asked for, and how well it fits. */
typedef struct {
  gint64    id;
  gint64    year;
  gboolean  by_number;
  gboolean  of_account;
  gboolean  is_heading;
  char     *place;    /* (owned): the heading that it stands under, or its account */
  char     *account;  /* (owned): with its code */
} Named;

static void
named_clear (gpointer data)
{
  Named *named = data;

  g_free (named->place);
  g_free (named->account);
}

/* (element-type Named) the best first */
static GArray *
list_named (SotongDb    *db,
            const char  *name,
            const char  *account,
            const char  *code,
            int          year,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT l.id, p.year, cast(l.id AS TEXT) = $1 AS by_number,"
                                                " ((a.name = $3 AND ($4 = '' OR a.code = '' OR a.code = $4)) OR (a.code = $4 AND $4 <> '')) AS of_account,"
                                                " EXISTS (SELECT 1 FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL) AS is_heading,"
                                                " coalesce(h.name, a.name), trim(a.name || ' ' || a.code) FROM budget_line AS l JOIN programme AS p ON p.id = l.programme_id"
                                                " JOIN budget_account AS a ON a.id = l.account_id LEFT JOIN budget_line AS h ON h.id = l.parent_id"
                                                " WHERE (l.name = $1 OR cast(l.id AS TEXT) = $1) AND l.removed_at IS NULL AND p.removed_at IS NULL"
                                                " ORDER BY by_number DESC, p.year = $2 DESC, p.year DESC, of_account DESC, is_heading, l.position, l.id LIMIT $5",
                                                "titti", name, (gint64) year, account, code, (gint64) N_NAMED);
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Named));
  GError *local = NULL;

  g_array_set_clear_func (list, named_clear);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      Named named = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) == 1, sotong_stmt_int (stmt, 3) == 1,
                      sotong_stmt_int (stmt, 4) == 1, sotong_stmt_dup (stmt, 5), sotong_stmt_dup (stmt, 6) };

      g_array_append_val (list, named);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&list) : NULL;
}

/* How many of them fit as well as the first. */
static guint
count_best (GArray *list)
{
  const Named *best = &g_array_index (list, Named, 0);
  guint n = 1;

  for (; n < list->len; n++)
    {
      const Named *named = &g_array_index (list, Named, n);

      if (best->by_number || named->year != best->year || named->of_account != best->of_account || named->is_heading != best->is_heading)
        break;
    }
  return n;
}

static void
refuse_many (const char  *name,
             GArray      *list,
             guint        n,
             GError     **error)
{
  g_autoptr(GString) places = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const Named *named = &g_array_index (list, Named, i);

      g_string_append_printf (places, "%s%" G_GINT64_FORMAT " (%s)", i > 0 ? ", " : "", named->id, named->place);
    }
  if (n == N_NAMED)
    g_string_append (places, " …");
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               /* Translators: 1 a name; 2 the fiscal year; 3 numbers of lines, each with the heading that it stands under */
               _("“%1$s” is the name of more than one line of the budget of %2$d: %3$s. Write the number of the one that is meant instead of the name."), name,
               (int) g_array_index (list, Named, 0).year, places->str);
}

/* The account that is said is not overruled by the only line of that name. */
static void
refuse_account (const Named  *best,
                const char   *name,
                const char   *account,
                const char   *code,
                GError      **error)
{
  g_autofree char *said = g_strdup_printf ("%s%s%s", account, *account != '\0' && *code != '\0' ? " " : "", code);

  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
               /* Translators: 1 a budget line; 2 the fiscal year; 3 the account that it stands in; 4 the account that was said */
               _("“%1$s” stands in the account “%3$s” in the budget of %2$d, and not in “%4$s”. Correct the account, or name a line of that account."),
               name, (int) best->year, best->account, said);
}

/**
 * sotong_budget_line_find_of:
 * @db: a connection
 * @name: a line's number, or its name
 * @account: (nullable): the name of its account
 * @code: (nullable): the account's code, "201-01"
 * @year: the fiscal year that is meant, or 0
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`; `SOTONG_STORE_ERROR_INVALID` when several fit as well, which it names;
 *   `SOTONG_STORE_ERROR_CONFLICT` when none of them is of the account, both of which it names
 *
 * Of lines of one name that of @year is meant, if it has one, else that of the newest year; of these one of the account, where one is
 * said by its name or its code; and a line before a heading.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_find_of (SotongDb    *db,
                            const char  *name,
                            const char  *account,
                            const char  *code,
                            int          year,
                            GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  g_autoptr(GArray) list = list_named (db, clean, account != NULL ? account : "", code != NULL ? code : "", year, error);
  guint n;

  if (list == NULL)
    return 0;
  if (list->len == 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                   SOTONG_SAY (_("There is no budget line “%s”. “sotongctl budget show” lists them."),
                               _("There is no budget line “%s”. Choose one in the ledger.")), name);
      return 0;
    }
  if ((!sotong_text_is_blank (account) || !sotong_text_is_blank (code)) && !g_array_index (list, Named, 0).of_account)
    {
      refuse_account (&g_array_index (list, Named, 0), clean, account != NULL ? account : "", code != NULL ? code : "", error);
      return 0;
    }
  n = count_best (list);
  if (n == 1)
    return g_array_index (list, Named, 0).id;
  refuse_many (clean, list, n, error);
  return 0;
}

/**
 * sotong_budget_line_find_in:
 * @db: a connection
 * @name: a line's number, or its name
 * @year: the fiscal year that is meant, or 0
 * @error: return location; as for sotong_budget_line_find_of()
 *
 * As sotong_budget_line_find_of(), whatever its account.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_find_in (SotongDb    *db,
                            const char  *name,
                            int          year,
                            GError     **error)
{
  return sotong_budget_line_find_of (db, name, NULL, NULL, year, error);
}

/**
 * sotong_budget_line_find:
 * @db: a connection
 * @name: a line's number, or its name
 * @error: return location; as for sotong_budget_line_find_of()
 *
 * As sotong_budget_line_find_of(), of the newest year that has such a line.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_find (SotongDb    *db,
                         const char  *name,
                         GError     **error)
{
  return sotong_budget_line_find_in (db, name, 0, error);
}

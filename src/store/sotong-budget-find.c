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
  gboolean  account_said; /* its year has an account that is meant */
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

/* ---- the account that is said ---- */

/* An account as somebody writes it, for comparing: "사무 관리비", "201-01-사무관리비", "일반운영비/사무관리비", "201-01". */
typedef struct {
  char *whole;  /* (owned): the name as it stands, without blanks */
  char *name;   /* (owned): without its code; of a path the last name */
  char *code;   /* (owned): figures alone; of a group of accounts three of them */
} Account;

static void
account_clear (Account *account)
{
  g_free (account->whole);
  g_free (account->name);
  g_free (account->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, account_clear)

static char *
figures_of (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (kept, *p);
  return g_string_free (kept, FALSE);
}

static void
account_read (Account    *self,
              const char *name,
              const char *code)
{
  static GRegex *pattern; /* compiled once: each row of an extract asks */
  static gsize once;
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *clean = sotong_text_name (name), *before = NULL, *after = NULL, *rest = NULL;
  const char *last;

  if (g_once_init_enter (&once))
    {
      pattern = g_regex_new ("^(?:(\\d{3}(?:-?\\d{2})?)(?!\\d)[-.):]*(.*)|(.*?)[-(:]?(\\d{3}-?\\d{2})\\)?)$", 0, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  self->whole = sotong_text_close_up (clean);
  self->code = figures_of (code);
  if (g_regex_match (pattern, self->whole, 0, &match))
    {
      before = g_match_info_fetch (match, 1);
      after = g_match_info_fetch (match, 4);
      rest = g_match_info_fetch (match, *before != '\0' ? 2 : 3);
      if (*self->code == '\0')
        {
          g_free (self->code);
          self->code = figures_of (*before != '\0' ? before : after);
        }
    }
  last = rest != NULL ? rest : self->whole;
  for (const char *p = last; *p != '\0'; p++)
    if ((*p == '/' || *p == '>') && p[1] != '\0')
      last = p + 1;
  self->name = g_strdup (last);
}

static gboolean
has_name (const Account *account,
          const Account *said)
{
  return *said->whole != '\0' && (g_str_equal (account->whole, said->whole) || (*said->name != '\0' && g_str_equal (account->name, said->name)));
}

enum { NOT_MEANT, BY_NAME_ALONE, BY_GROUP, MEANT };

/* How well an account fits: the same code, the same name and no other code, one of a group, or the name with another code. */
static int
fit (const Account *account,
     const Account *said)
{
  gboolean named = has_name (account, said), coded = *said->code != '\0' && g_str_equal (account->code, said->code);
  gboolean grouped = strlen (said->code) == 3 && g_str_has_prefix (account->code, said->code);

  if (coded || (named && (grouped || *said->code == '\0' || *account->code == '\0')))
    return MEANT;
  return grouped ? BY_GROUP : named ? BY_NAME_ALONE : NOT_MEANT;
}

/* The accounts of every year that are meant, ",3,7,"; none of a year that has no such account. */
static char *
list_meant (SotongDb    *db,
            const char  *name,
            const char  *code,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT a.id, a.programme_id, a.name, a.code FROM budget_account AS a WHERE a.removed_at IS NULL"
                                                " ORDER BY a.programme_id, a.id", "");
  g_autoptr(GString) ids = g_string_new (",");
  g_auto(Account) said = { 0 };
  gint64 programme = 0;
  gsize begins = ids->len;
  int best = NOT_MEANT;
  GError *local = NULL;

  account_read (&said, name, code);
  while (stmt != NULL && (*said.whole != '\0' || *said.code != '\0') && sotong_stmt_next (stmt, &local))
    {
      g_auto(Account) account = { 0 };
      int fits;

      if (sotong_stmt_int (stmt, 1) != programme)
        {
          programme = sotong_stmt_int (stmt, 1);
          begins = ids->len;
          best = NOT_MEANT;
        }
      account_read (&account, sotong_stmt_text (stmt, 2), sotong_stmt_text (stmt, 3));
      fits = fit (&account, &said);
      if (fits > best)
        g_string_truncate (ids, begins);
      best = MAX (best, fits);
      if (fits != NOT_MEANT && fits == best)
        g_string_append_printf (ids, "%" G_GINT64_FORMAT ",", sotong_stmt_int (stmt, 0));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_strdup (ids->str) : NULL;
}

/* ---- the lines ---- */

/* (element-type Named) the best first; @accounts are those that are meant. */
static GArray *
list_named (SotongDb    *db,
            const char  *name,
            const char  *accounts,
            int          year,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT l.id, p.year, cast(l.id AS TEXT) = $1 AS by_number, instr($3, ',' || a.id || ',') > 0 AS of_account,"
                                                " EXISTS (SELECT 1 FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL) AS is_heading,"
                                                " coalesce(h.name, a.name), trim(a.name || ' ' || a.code),"
                                                " EXISTS (SELECT 1 FROM budget_account AS o WHERE o.programme_id = p.id AND instr($3, ',' || o.id || ',') > 0)"
                                                " FROM budget_line AS l JOIN programme AS p ON p.id = l.programme_id"
                                                " JOIN budget_account AS a ON a.id = l.account_id LEFT JOIN budget_line AS h ON h.id = l.parent_id"
                                                " WHERE (l.name = $1 OR cast(l.id AS TEXT) = $1) AND l.removed_at IS NULL AND p.removed_at IS NULL"
                                                " ORDER BY by_number DESC, p.year = $2 DESC, p.year DESC, of_account DESC, is_heading, l.position, l.id LIMIT $4",
                                                "titi", name, (gint64) year, accounts, (gint64) N_NAMED);
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Named));
  GError *local = NULL;

  g_array_set_clear_func (list, named_clear);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      Named named = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) == 1, sotong_stmt_int (stmt, 3) == 1,
                      sotong_stmt_int (stmt, 7) == 1, sotong_stmt_int (stmt, 4) == 1, sotong_stmt_dup (stmt, 5), sotong_stmt_dup (stmt, 6) };

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

/* ---- an account, or the programme, where a line is meant ---- */

/* Whether a name is that of the programme of @year. */
static gboolean
is_programme (SotongDb    *db,
              const char  *name,
              int          year,
              gboolean    *out_is,
              GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name FROM programme WHERE removed_at IS NULL AND ($1 = 0 OR year = $1)", "i", (gint64) year);
  g_autofree char *wanted = sotong_text_close_up (name);
  GError *local = NULL;

  *out_is = FALSE;
  while (stmt != NULL && !*out_is && sotong_stmt_next (stmt, &local))
    {
      g_autofree char *closed = sotong_text_close_up (sotong_stmt_text (stmt, 0));

      *out_is = *closed != '\0' && g_str_equal (closed, wanted);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

/* The accounts in which a line could be meant by a name that is none of a line: that of an account, or of the programme, of which the
 * account that is said counts, if one is; "," if the name is neither, and %NULL with @error set. */
static char *
list_wide (SotongDb    *db,
           const char  *name,
           const char  *code,
           const char  *said,
           int          year,
           gboolean    *out_all,
           GError     **error)
{
  g_autofree char *meant = list_meant (db, name, code, error);

  *out_all = FALSE;
  if (meant == NULL || !g_str_equal (meant, ","))
    return g_steal_pointer (&meant);
  if (!is_programme (db, name, year, out_all, error))
    return NULL;
  if (*out_all && !g_str_equal (said, ","))
    {
      *out_all = FALSE;
      return g_strdup (said);
    }
  return g_strdup (",");
}

/* (element-type Named) the lines of accounts, or of @all, in @year, or in the newest year that has some, each with its own name as its place. */
static GArray *
list_lines_of (SotongDb    *db,
               const char  *accounts,
               gboolean     all,
               int          year,
               GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT l.id, p.year, l.name, a.name || CASE a.code WHEN '' THEN '' ELSE ' ' || a.code END"
                                                " FROM budget_line AS l JOIN programme AS p ON p.id = l.programme_id JOIN budget_account AS a ON a.id = l.account_id"
                                                " WHERE l.removed_at IS NULL AND p.removed_at IS NULL AND ($3 OR instr($1, ',' || a.id || ',') > 0) AND ($2 = 0 OR p.year = $2)"
                                                " AND NOT EXISTS (SELECT 1 FROM budget_line AS b WHERE b.parent_id = l.id AND b.removed_at IS NULL)"
                                                " ORDER BY p.year DESC, l.position, l.id", "tii", accounts, (gint64) year, (gint64) all);
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Named));
  GError *local = NULL;

  g_array_set_clear_func (list, named_clear);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      Named named = { .id = sotong_stmt_int (stmt, 0), .year = sotong_stmt_int (stmt, 1), .place = sotong_stmt_dup (stmt, 2), .account = sotong_stmt_dup (stmt, 3) };

      if (list->len > 0 && named.year != g_array_index (list, Named, 0).year)
        {
          named_clear (&named);
          break;
        }
      g_array_append_val (list, named);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&list) : NULL;
}

/* Says which lines an account has, or the programme, since none of them is meant by its name alone. */
static void
refuse_wide (const char  *name,
             GArray      *list,
             gboolean     all,
             GError     **error)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  int year = (int) g_array_index (list, Named, 0).year;

  for (guint i = 0; i < MIN (list->len, N_NAMED); i++)
    {
      const Named *named = &g_array_index (list, Named, i);

      g_string_append_printf (lines, "%s%" G_GINT64_FORMAT " (%s)", i > 0 ? ", " : "", named->id, named->place);
    }
  if (list->len > N_NAMED)
    g_string_append (lines, " …");
  if (all)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 /* Translators: 1 a programme; 2 the fiscal year; 3 how many lines; 4 numbers of lines, each with its name */
                 ngettext ("“%1$s” is the budget of %2$d itself, which has %3$u line: %4$s. Write its number or its name instead.",
                           "“%1$s” is the budget of %2$d itself, which has %3$u lines: %4$s. Write the number or the name of the one that is meant instead.", list->len),
                 name, year, list->len, lines->str);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 /* Translators: 1 an account, or what a file names beside it; 2 the fiscal year; 3 how many lines; 4 numbers of lines, each with its name; 5 the account */
                 ngettext ("“%1$s” names no line, but the account “%5$s” of the budget of %2$d, which has %3$u line: %4$s. Write its number or its name instead.",
                           "“%1$s” names no line, but the account “%5$s” of the budget of %2$d, which has %3$u lines: %4$s. Write the number or the name of the one that is meant instead.", list->len),
                 name, year, list->len, lines->str, g_array_index (list, Named, 0).account);
}

/* Refuses a name that no line has, or with @only takes the one line that its account has. */
static gint64
settle_wide (SotongDb    *db,
             const char  *name,
             const char  *code,
             const char  *said,
             int          year,
             gboolean     only,
             GError     **error)
{
  gboolean all;
  g_autofree char *accounts = list_wide (db, name, code, said, year, &all, error);
  g_autoptr(GArray) list = accounts != NULL ? list_lines_of (db, accounts, all, year, error) : NULL;

  if (list == NULL)
    return 0;
  if (only && list->len == 1)
    return g_array_index (list, Named, 0).id;
  if (list->len > 0)
    refuse_wide (name, list, all, error);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("There is no budget line “%s”. “sotongctl budget show” lists them."),
                             _("There is no budget line “%s”. Choose one in the ledger.")), name);
  return 0;
}

static gint64
find (SotongDb    *db,
      const char  *name,
      const char  *account,
      const char  *code,
      int          year,
      gboolean     only,
      GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);
  g_autofree char *accounts = list_meant (db, account != NULL ? account : "", code != NULL ? code : "", error);
  g_autoptr(GArray) list = accounts != NULL ? list_named (db, clean, accounts, year, error) : NULL;
  const Named *best;
  guint n;

  if (list == NULL)
    return 0;
  if (list->len == 0)
    return settle_wide (db, clean, code != NULL ? code : "", accounts, year, only, error);
  best = &g_array_index (list, Named, 0);
  if (best->account_said && !best->of_account)
    {
      gboolean programme;

      if (only && !is_programme (db, clean, (int) best->year, &programme, error))
        return 0;
      if (only && programme) /* the name of the programme is a line's too: in this account it is the programme's */
        return settle_wide (db, clean, "", accounts, (int) best->year, only, error);
      refuse_account (best, clean, account != NULL ? account : "", code != NULL ? code : "", error);
      return 0;
    }
  n = count_best (list);
  if (n == 1)
    return best->id;
  refuse_many (clean, list, n, error);
  return 0;
}

/**
 * sotong_budget_line_find_of:
 * @db: a connection
 * @name: a line's number, or its name
 * @account: (nullable): its account, as people write it: "사무관리비", "사무 관리비", "201-01-사무관리비", "일반운영비/사무관리비", "201-01"
 * @code: (nullable): the account's code, "201-01" or "20101"; "201" for all accounts of that group
 * @year: the fiscal year that is meant, or 0
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`; `SOTONG_STORE_ERROR_INVALID` when several fit as well, which it names, or when it is the name of an account;
 *   `SOTONG_STORE_ERROR_CONFLICT` when none of them is of the account that is said, and the
 *   year has that account; it names both
 *
 * A name that is of no line but of an account, or of the programme, is refused with the lines that it has.
 *
 * An account that the year has not says nothing of the line. Of lines of one name that of @year is meant, if it has one, else that of the newest year; of these one of the account, where one is
 * said; and a line before a heading.
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
  return find (db, name, account, code, year, FALSE, error);
}

/**
 * sotong_budget_line_find_paid:
 * @db: a connection
 * @name: as sotong_budget_line_find_of() takes it, or the name of an account, or of the programme beside that of an account
 * @account: (nullable): likewise
 * @code: (nullable): likewise
 * @year: the fiscal year that is meant, or 0
 * @error: return location; as for sotong_budget_line_find_of()
 *
 * Of money that moved, which finance systems know by its account: where that has one line alone, it is the one.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_find_paid (SotongDb    *db,
                              const char  *name,
                              const char  *account,
                              const char  *code,
                              int          year,
                              GError     **error)
{
  return find (db, name, account, code, year, TRUE, error);
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

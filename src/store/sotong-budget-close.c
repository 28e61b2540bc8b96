/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget-close.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* Closing a fiscal year: its figures are kept as they are, what is carried over goes to the next year once. */

/**
 * sotong_budget_closed_at:
 * @db: a connection
 * @year: a fiscal year
 * @error: return location
 *
 * Returns: when it was closed, seconds since 1970 UTC; 0 if it is open; -1 with @error set
 */
gint64
sotong_budget_closed_at (SotongDb  *db,
                         int        year,
                         GError   **error)
{
  gint64 at = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &at, &local, "SELECT coalesce(closed_at, 0) FROM fiscal_year WHERE year = $1", "i", (gint64) year) || local == NULL)
    return at;
  g_propagate_error (error, local);
  return -1;
}

SotongCarryTarget *
sotong_carry_target_new (gint64      from,
                         gint64      to,
                         const char *name,
                         const char *place)
{
  SotongCarryTarget *self = g_new0 (SotongCarryTarget, 1);

  self->from = from;
  self->to = to;
  self->name = g_strdup (name);
  self->place = g_strdup (place);
  return self;
}

void
sotong_carry_target_free (SotongCarryTarget *self)
{
  g_free (self->name);
  g_free (self->place);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCarryTarget, sotong_carry_target_free)

/* Keeps the figures of the year's lines; headings have none of their own. */
static gboolean
freeze_lines (SotongDb   *db,
              GPtrArray  *lines,
              GError    **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);
      gint64 available, remaining;

      if (line->is_heading)
        continue;
      if (!sotong_won_add (line->amount, line->carried_in, &available) || !sotong_won_add (available, line->changed, &available)
          || !sotong_won_subtract (available, line->executed, &remaining) || !sotong_won_subtract (remaining, line->carried_out, &remaining)
          || remaining < 0)
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       SOTONG_SAY (_("The year was not closed: the figures of “%s” do not balance. “sotongctl budget check” says where."),
                                   _("The year was not closed: the figures of “%s” do not balance. Compare its budget, payments and carry-over in the ledger and correct them, then close the year again.")), line->name);
          return FALSE;
        }
      if (!sotong_db_exec (db, error, "INSERT INTO closed_line (line_id, original, carried_in, changed, available, committed, executed, carried_out, remaining)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiiiiiiii", line->id, line->amount, line->carried_in, line->changed, available,
                           line->committed, line->executed, line->carried_out, remaining)
          || !sotong_change_added (db, "closed_line", line->id, error))
        return FALSE;
    }
  return TRUE;
}

/* The next year's programme: the one there is, or one of the same name and people. */
static gint64
next_programme (SotongDb               *db,
                const SotongProgramme  *old,
                GError                **error)
{
  g_autoptr(SotongProgramme) next = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) known = sotong_programme_get (db, old->year + 1, &local);

  if (known != NULL)
    return known->id;
  if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  next = sotong_programme_new ();
  next->year = old->year + 1;
  next->name = g_strdup (old->name);
  next->body = g_strdup (old->body);
  next->bureau = g_strdup (old->bureau);
  next->department = g_strdup (old->department);
  next->kind = g_strdup (old->kind);
  next->starts_on = g_strdup_printf ("%04d-01-01", next->year);
  next->ends_on = g_strdup_printf ("%04d-12-31", next->year);
  next->made = old->made;
  return sotong_programme_insert (db, next, error);
}

/* The code of @line's account. */
static char *
code_of (SotongDb                *db,
         const SotongBudgetLine  *line,
         GError                 **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT code FROM budget_account WHERE id = $1", "i", line->account_id);
  GError *local = NULL;
  char *code;

  if (stmt == NULL)
    return NULL;
  code = sotong_stmt_next (stmt, &local) ? sotong_stmt_dup (stmt, 0) : NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return code != NULL || local != NULL ? code : g_strdup ("");
}

/* The next year's accounts of @line's name: that of its code; else those where either has no code; else, renumbered, the others.
 * One that is the same as another of this year's is that one's. */
static GArray *
list_accounts (SotongDb                *db,
               gint64                   programme_id,
               const SotongBudgetLine  *line,
               const char              *code,
               GError                 **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, CASE WHEN code = $3 THEN 0 WHEN code = '' OR $3 = '' THEN 1 ELSE 2 END AS far"
                                                " FROM budget_account AS a WHERE programme_id = $1 AND name = $2 AND removed_at IS NULL AND (code = $3 OR NOT EXISTS"
                                                " (SELECT 1 FROM budget_account AS o WHERE o.programme_id = $4 AND o.name = a.name AND o.code = a.code AND o.removed_at IS NULL))"
                                                " ORDER BY far, id", "itti", programme_id, line->account, code, line->programme_id);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 nearest = -1;
  GError *local = NULL;

  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      if (nearest >= 0 && sotong_stmt_int (stmt, 1) != nearest)
        break;
      nearest = sotong_stmt_int (stmt, 1);
      g_array_append_val (ids, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&ids) : NULL;
}

/* The one account that a new line of the next year belongs to: one of @accounts, or, of several or none, a new one of @line's own code.
 * Without a code a new one beside several would be told from them by nothing. */
static gint64
next_account (SotongDb                *db,
              gint64                   programme_id,
              GArray                  *accounts,
              const SotongBudgetLine  *line,
              const char              *code,
              int                      year,
              GError                 **error)
{
  if (accounts->len == 1)
    return g_array_index (accounts, gint64, 0);
  if (accounts->len == 0 || *code != '\0')
    return sotong_budget_account_insert (db, programme_id, code, line->account, error);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               /* Translators: 1 a line of the budget; 2 the fiscal year after the one that is closed; 3 the name of several accounts */
               _("The year was not closed: “%1$s” carries money over, and the budget of %2$d has more than one account “%3$s” and no such line in any of them. "
                 "Enter the line in the account that is meant and close the year again."), line->name, year, line->account);
  return 0;
}

/* The name of the heading that a line stands below; "" where it stands below none. */
static const char *
heading_of (GPtrArray              *lines,
            const SotongBudgetLine *line)
{
  for (guint i = 0; line->parent_id != SOTONG_NONE && i < lines->len; i++)
    {
      const SotongBudgetLine *heading = g_ptr_array_index (lines, i);

      if (heading->id == line->parent_id)
        return heading->name;
    }
  return "";
}

/* Whether the account has another line of that name, which stands elsewhere. */
static gboolean
has_namesake (GPtrArray              *lines,
              const SotongBudgetLine *line)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *other = g_ptr_array_index (lines, i);

      if (other != line && !other->is_heading && other->account_id == line->account_id && g_str_equal (other->name, line->name))
        return TRUE;
    }
  return FALSE;
}

#define HAS_LINES "EXISTS (SELECT 1 FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL)"

/* Where what is carried over goes. */
typedef struct {
  gint64     programme_id;  /* the next year's */
  int        year;          /* which that is */
  GPtrArray *lines;         /* (unowned) (element-type SotongBudgetLine) of the year that is closed */
  GPtrArray *chosen;        /* (unowned) (nullable) (element-type SotongCarryTarget): as somebody said of those that are not clear */
  GPtrArray *fitting;       /* (unowned) (nullable) (element-type SotongCarryTarget): out: those of a line that is not clear */
  GPtrArray *used;          /* (unowned) (element-type SotongCarryTarget): of @chosen, what was followed */
} Next;

/* Says which lines could be meant, so that one of them can be chosen. */
static char *
tell_fitting (const Next              *next,
              const SotongBudgetLine  *line,
              GPtrArray               *fitting)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < fitting->len; i++)
    {
      const SotongCarryTarget *target = g_ptr_array_index (fitting, i);

      g_string_append_printf (places, "%s%" G_GINT64_FORMAT " (%s)", i > 0 ? ", " : "", target->to, target->place);
      if (next->fitting != NULL)
        g_ptr_array_add (next->fitting, sotong_carry_target_new (target->from, target->to, line->name, target->place));
    }
  return g_string_free (places, FALSE);
}

static void
refuse_many (const Next              *next,
             const SotongBudgetLine  *line,
             GPtrArray               *fitting,
             GError                 **error)
{
  g_autofree char *places = tell_fitting (next, line, fitting);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);

  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
               /* Translators: 1 a line of the budget; 2 the fiscal year after the one that is closed; 3 numbers of lines, each with where it stands;
                * 4 the line's number */
               SOTONG_SAY (_("The year was not closed: “%1$s” carries money over, and more than one line of the budget of %2$d could be meant: %3$s. "
                             "Say which with --into %4$s=NUMBER and close the year again."),
                           _("The year was not closed: “%1$s” carries money over, and more than one line of the budget of %2$d could be meant: %3$s. "
                             "Choose the one that gets it and close the year again.")),
               line->name, next->year, places, number);
}

/* What was chosen is no line that could get it: which ones could is said, that one of them can be chosen. */
static void
refuse_choice (const Next               *next,
               const SotongBudgetLine   *line,
               const SotongCarryTarget  *chosen,
               GPtrArray                *fitting,
               GError                  **error)
{
  g_autofree char *places = tell_fitting (next, line, fitting);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, chosen->from), *to = g_strdup_printf ("%" G_GINT64_FORMAT, chosen->to);

  if (fitting->len == 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                 /* Translators: 1 a line of the budget; 2 its number; 3 the number of the line that was chosen; 4 the fiscal year after the one that is closed */
                 _("The year was not closed: what “%1$s” (%2$s) carries over cannot go to line %3$s. No line of the budget of %4$d is the same, and it gets a new one: "
                   "close the year without choosing a line for it."), line->name, from, to, next->year);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT,
                 /* Translators: 1 a line of the budget; 2 its number; 3 the number of the line that was chosen; 4 the fiscal year after the one that is
                  * closed; 5 numbers of lines, each with where it stands */
                 _("The year was not closed: what “%1$s” (%2$s) carries over cannot go to line %3$s. The lines of the budget of %4$d that could be meant: %5$s."),
                 line->name, from, to, next->year, places);
}

/* The lines of the next year of @line's name in one of @accounts: those below a heading of the same name, or else, where the name says
 * enough, those that stand anywhere. */
static GPtrArray *
list_fitting (SotongDb                *db,
              const Next              *next,
              GArray                  *accounts,
              const SotongBudgetLine  *line,
              GError                 **error)
{
  gint64 anywhere = !has_namesake (next->lines, line);
  g_autoptr(GString) ids = g_string_new (",");
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_carry_target_free);
  gboolean of_heading = FALSE;
  GError *local = NULL;

  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (ids, "%" G_GINT64_FORMAT ",", g_array_index (accounts, gint64, i));
  stmt = sotong_db_query (db, error, "SELECT l.id, coalesce(h.name, '') = $4 AS of_heading,"
                          " CASE WHEN $6 = 0 THEN coalesce(h.name, a.name) ELSE trim(a.name || ' ' || a.code) || coalesce(', ' || h.name, '') END"
                          " FROM budget_line AS l JOIN budget_account AS a ON a.id = l.account_id LEFT JOIN budget_line AS h ON h.id = l.parent_id"
                          " WHERE l.programme_id = $1 AND instr($2, ',' || l.account_id || ',') > 0 AND l.name = $3 AND l.removed_at IS NULL AND NOT " HAS_LINES
                          " AND ($5 = 1 OR coalesce(h.name, '') = $4) ORDER BY of_heading DESC, l.position, l.id", "itttii",
                          next->programme_id, ids->str, line->name, heading_of (next->lines, line), anywhere, (gint64) (accounts->len > 1));
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      g_autofree char *place = sotong_stmt_dup (stmt, 2);

      if (list->len > 0 && (sotong_stmt_int (stmt, 1) == 1) != of_heading)
        break;
      of_heading = sotong_stmt_int (stmt, 1) == 1;
      g_ptr_array_add (list, sotong_carry_target_new (line->id, sotong_stmt_int (stmt, 0), NULL, place));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&list) : NULL;
}

/* What was chosen for a line; %NULL if nothing was. */
static SotongCarryTarget *
find_chosen (const Next *next,
             gint64      from)
{
  for (guint i = 0; next->chosen != NULL && i < next->chosen->len; i++)
    if (((const SotongCarryTarget *) g_ptr_array_index (next->chosen, i))->from == from)
      return g_ptr_array_index (next->chosen, i);
  return NULL;
}

/* Each choice is one for a line that carries something over, and no line has two. */
static gboolean
check_used (const Next  *next,
            int          year,
            GError     **error)
{
  for (guint i = 0; next->chosen != NULL && i < next->chosen->len; i++)
    {
      const SotongCarryTarget *chosen = g_ptr_array_index (next->chosen, i), *first = find_chosen (next, chosen->from);
      g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, chosen->from), *to = g_strdup_printf ("%" G_GINT64_FORMAT, chosen->to);
      g_autofree char *other = g_strdup_printf ("%" G_GINT64_FORMAT, first->to);

      if (g_ptr_array_find (next->used, chosen, NULL))
        continue;
      if (first != chosen)
        g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                     /* Translators: numbers of budget lines: 1 one of the year that is closed; 2, 3 of the next year */
                     _("The year was not closed: what line %1$s carries over cannot go to line %2$s and to line %3$s. Choose one of them."), from, other, to);
      else
        g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                     /* Translators: numbers of budget lines: 1 as it was chosen for the year that is closed; 2 of the next year; 3 the year that is closed */
                     _("The year was not closed: line %1$s is none of the budget of %3$d that carries money over, so nothing can go from it to line %2$s. "
                       "Look at the numbers and close the year again."), from, to, year);
      return FALSE;
    }
  return TRUE;
}

/* The next year's line for @line, 0 if there is none; -1 with @error set, also where several fit as well and none is chosen, or one that
 * does not fit is: money does not go to one of two by chance, nor elsewhere than was said. */
static gint64
find_next_line (SotongDb                *db,
                const Next              *next,
                GArray                  *accounts,
                const SotongBudgetLine  *line,
                GError                 **error)
{
  g_autoptr(GPtrArray) fitting = list_fitting (db, next, accounts, line, error);
  SotongCarryTarget *chosen = find_chosen (next, line->id);

  if (fitting == NULL)
    return -1;
  for (guint i = 0; chosen != NULL && i < fitting->len; i++)
    if (((const SotongCarryTarget *) g_ptr_array_index (fitting, i))->to == chosen->to)
      {
        g_ptr_array_add (next->used, chosen);
        return chosen->to;
      }
  if (chosen == NULL && fitting->len <= 1)
    return fitting->len == 1 ? ((const SotongCarryTarget *) g_ptr_array_index (fitting, 0))->to : 0;
  if (chosen != NULL)
    refuse_choice (next, line, chosen, fitting, error);
  else
    refuse_many (next, line, fitting, error);
  return -1;
}

/* A heading of the next year for a line that nothing but its heading tells from another: the one there is, or a new one. */
static gint64
next_heading (SotongDb                *db,
              gint64                   programme_id,
              gint64                   account,
              const SotongBudgetLine  *line,
              const char              *name,
              GError                 **error)
{
  g_autoptr(SotongBudgetLine) fresh = NULL;
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT l.id FROM budget_line AS l WHERE l.programme_id = $1 AND l.account_id = $2 AND l.name = $3"
                         " AND l.removed_at IS NULL AND " HAS_LINES " ORDER BY l.id LIMIT 1", "iit", programme_id, account, name))
    return id;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  fresh = sotong_budget_line_new ();
  fresh->programme_id = programme_id;
  fresh->account_id = account;
  fresh->name = g_strdup (name);
  fresh->made = line->made;
  return sotong_budget_line_insert (db, fresh, error);
}

/* The line of the next year that gets what @line carries over: the one that is the same, or a new one. */
static gint64
next_line (SotongDb                *db,
           const Next              *next,
           const SotongBudgetLine  *line,
           gint64                   amount,
           GError                 **error)
{
  g_autoptr(SotongBudgetLine) fresh = NULL;
  g_autofree char *code = code_of (db, line, error);
  g_autoptr(GArray) accounts = code != NULL ? list_accounts (db, next->programme_id, line, code, error) : NULL;
  gint64 id = accounts != NULL ? find_next_line (db, next, accounts, line, error) : -1, account;
  const char *heading = heading_of (next->lines, line);

  if (id < 0)
    return 0;
  if (id > 0)
    return sotong_change_touch (db, "budget_line", id, error)
           && sotong_db_exec (db, error, "UPDATE budget_line SET carried_in = carried_in + $1 WHERE id = $2", "ii", amount, id) ? id : 0;
  account = next_account (db, next->programme_id, accounts, line, code, next->year, error);
  if (account == 0)
    return 0;
  fresh = sotong_budget_line_new ();
  if (*heading != '\0' && has_namesake (next->lines, line)
      && (fresh->parent_id = next_heading (db, next->programme_id, account, line, heading, error)) == 0)
    return 0;
  fresh->programme_id = next->programme_id;
  fresh->account_id = account;
  fresh->name = g_strdup (line->name);
  fresh->carried_in = amount;
  fresh->made = line->made;
  return sotong_budget_line_insert (db, fresh, error);
}

#define UNPAID_N_TEXTS 5

typedef struct {
  gint64  amount;
  char   *texts[UNPAID_N_TEXTS];  /* (owned): day, counterparty, what for, document, what the counterparty is */
  gint64  made;
} Unpaid;

static void
unpaid_free (Unpaid *unpaid)
{
  for (int i = 0; i < UNPAID_N_TEXTS; i++)
    g_free (unpaid->texts[i]);
  g_free (unpaid);
}

/* What contracts still bind of a line. */
static GPtrArray *
list_unpaid (SotongDb  *db,
             gint64     line_id,
             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT c.amount"
                                                " + coalesce((SELECT sum(k.amount) FROM commitment AS k WHERE k.cancels_id = c.id AND k.removed_at IS NULL), 0)"
                                                " - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0)"
                                                " AS unpaid, c.committed_on, c.counterparty, c.description, c.document_number, c.payee_kind, c.made FROM commitment AS c"
                                                " WHERE c.line_id = $1 AND c.removed_at IS NULL AND c.cancels_id IS NULL AND unpaid > 0"
                                                " ORDER BY c.committed_on, c.id", "i", line_id);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) unpaid_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Unpaid *unpaid = g_new0 (Unpaid, 1);

      unpaid->amount = sotong_stmt_int (stmt, 0);
      for (int i = 0; i < UNPAID_N_TEXTS; i++)
        unpaid->texts[i] = sotong_stmt_dup (stmt, i + 1);
      unpaid->made = sotong_stmt_int (stmt, UNPAID_N_TEXTS + 1);
      g_ptr_array_add (list, unpaid);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* What is carried over and bound by a contract stays bound by it, with the contract's own day: nobody can bind it twice. */
static gboolean
carry_commitments (SotongDb  *db,
                   gint64     from_id,
                   gint64     to_id,
                   gint64     carried,
                   GError   **error)
{
  g_autoptr(GPtrArray) list = list_unpaid (db, from_id, error);

  for (guint i = 0; list != NULL && i < list->len && carried > 0; i++)
    {
      const Unpaid *unpaid = g_ptr_array_index (list, i);
      gint64 amount = MIN (unpaid->amount, carried);
      gint64 id = sotong_db_insert (db, error, "INSERT INTO commitment (line_id, amount, committed_on, counterparty, description, document_number, payee_kind, made)"
                                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "iittttti", to_id, amount, unpaid->texts[0], unpaid->texts[1], unpaid->texts[2],
                                    unpaid->texts[3], unpaid->texts[4], unpaid->made);

      if (id == 0 || !sotong_change_added (db, "commitment", id, error))
        return FALSE;
      carried -= amount;
    }
  return list != NULL;
}

/* Once: what the next year has got is marked with the line that got it. */
static gboolean
carry_forward (SotongDb               *db,
               const SotongProgramme  *old,
               Next                   *next,
               SotongClosing          *closing,
               GError                **error)
{
  for (guint i = 0; i < next->lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (next->lines, i);
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(SotongStmt) stmt = NULL;
      gint64 sum = 0, to;
      GError *local = NULL;

      if (line->is_heading)
        continue;
      stmt = sotong_db_query (db, error, "SELECT id, amount FROM carry_over WHERE line_id = $1 AND removed_at IS NULL AND carried_to IS NULL", "i", line->id);
      if (stmt == NULL)
        return FALSE;
      while (sotong_stmt_next (stmt, &local))
        {
          gint64 id = sotong_stmt_int (stmt, 0);

          sum += sotong_stmt_int (stmt, 1);
          g_array_append_val (ids, id);
        }
      g_clear_pointer (&stmt, sotong_stmt_reset);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (sum == 0)
        continue;
      if (next->programme_id == 0 && (next->programme_id = next_programme (db, old, error)) == 0)
        return FALSE;
      to = next_line (db, next, line, sum, error);
      if (to == 0 || !carry_commitments (db, line->id, to, sum, error))
        return FALSE;
      for (guint k = 0; k < ids->len; k++)
        if (!sotong_change_touch (db, "carry_over", g_array_index (ids, gint64, k), error)
            || !sotong_db_exec (db, error, "UPDATE carry_over SET carried_to = $1 WHERE id = $2", "ii", to, g_array_index (ids, gint64, k)))
          return FALSE;
      closing->n_carried++;
      closing->carried += sum;
    }
  return check_used (next, old->year, error);
}

/* The year's settlement stands with the other years', for the statements to come. */
static gboolean
add_settlement (SotongDb               *db,
                const SotongProgramme  *programme,
                GPtrArray              *lines,
                GError                **error)
{
  SotongSettlement s = { .year = programme->year };
  gint64 id = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (line->is_heading)
        continue;
      if (!sotong_won_add (s.original, line->amount, &s.original) || !sotong_won_add (s.carried_in, line->carried_in, &s.carried_in)
          || !sotong_won_add (s.changed, line->changed, &s.changed) || !sotong_won_add (s.executed, line->executed, &s.executed)
          || !sotong_won_add (s.carried_out, line->carried_out, &s.carried_out))
        {
          g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The year was not closed: its sums are more than a ledger can hold."));
          return FALSE;
        }
    }
  if (!sotong_won_add (s.original, s.carried_in, &s.available) || !sotong_won_add (s.available, s.changed, &s.available)
      || !sotong_won_subtract (s.available, s.executed, &s.remaining) || !sotong_won_subtract (s.remaining, s.carried_out, &s.remaining))
    s.available = s.remaining = 0;
  for (guint i = 0; i < programme->settlements->len; i++)
    if (g_array_index (programme->settlements, SotongSettlement, i).year == programme->year)
      return TRUE; /* as it was printed */
  return sotong_settlement_insert (db, programme->id, &s, error)
         && sotong_db_get_int (db, &id, error, "SELECT id FROM settlement WHERE programme_id = $1 AND year = $2", "ii", programme->id, (gint64) programme->year)
         && sotong_change_added (db, "settlement", id, error);
}

/**
 * sotong_budget_oldest_open:
 * @db: a connection
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when there is none
 *
 * Returns: the first year with a budget that is not closed, the only one that can be; 0 with @error set
 */
int
sotong_budget_oldest_open (SotongDb  *db,
                           GError   **error)
{
  gint64 year = 0;

  if (!sotong_db_get_int (db, &year, error, "SELECT coalesce(min(y.year), 0) FROM fiscal_year AS y WHERE y.closed_at IS NULL"
                          " AND EXISTS (SELECT 1 FROM programme AS p WHERE p.year = y.year AND p.removed_at IS NULL)", ""))
    return 0;
  if (year == 0)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("No year with a budget is open: there is nothing to close."));
  return (int) year;
}

/* The books of a year are closed when it is over; in its last days that is early, before it begins it is a mistake. */
static gboolean
check_over (SotongDb    *db,
            int          year,
            gboolean     early,
            const char  *reason,
            GError     **error)
{
  g_autofree char *today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT starts_on, ends_on FROM fiscal_year WHERE year = $1", "i", (gint64) year);
  g_autofree char *starts_on = NULL, *ends_on = NULL;

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  starts_on = sotong_stmt_dup (stmt, 0);
  ends_on = sotong_stmt_dup (stmt, 1);
  if (strcmp (today, ends_on) > 0)
    return TRUE;
  if (strcmp (today, starts_on) < 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("The year %d begins on %s: it cannot be closed before. Look at which year you mean."), year, starts_on);
  else if (!early)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 SOTONG_SAY (_("The year %d ends on %s, and nothing could be entered in it any more. Close it then, or now with --early and a --reason."),
                             _("The year %d ends on %s, and nothing could be entered in it any more. Close it then, or choose to close it early and say why.")), year, ends_on);
  else if (sotong_text_is_blank (reason))
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("Say why the year %d is closed before it ends on %s: the reason stays in the history."), year, ends_on);
  else
    return TRUE;
  return FALSE;
}

/**
 * sotong_budget_check_close:
 * @db: a connection
 * @year: a fiscal year
 * @early: it may be closed before its last day is over, by the office's days
 * @reason: (nullable): why now; needed for closing it early
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when it is closed, is not over or has not begun, or an earlier year is
 *   open; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Asks whether sotong_budget_close() may begin, so that no copy is made for nothing.
 *
 * Returns: %TRUE if it may
 */
gboolean
sotong_budget_check_close (SotongDb    *db,
                           int          year,
                           gboolean     early,
                           const char  *reason,
                           GError     **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, error);
  gint64 closed = programme != NULL ? sotong_budget_closed_at (db, year, error) : -1;
  int oldest;

  if (closed < 0)
    return FALSE;
  if (closed > 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The year %d is closed already. What is found out later is entered as a correction."), year);
      return FALSE;
    }
  oldest = sotong_budget_oldest_open (db, error);
  if (oldest == 0)
    return FALSE;
  if (oldest < year)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The year %d is still open, and what it carries over belongs to the years after it. Close it before %d."), oldest, year);
      return FALSE;
    }
  return check_over (db, year, early, reason, error);
}

/* Nothing goes over by accident whose contract was taken back since. */
static gboolean
check_accidents (SotongDb   *db,
                 GPtrArray  *lines,
                 GError    **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (!line->is_heading && line->carried_out != 0 && !sotong_carry_over_check_accident (db, line->id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_budget_close:
 * @db: the connection of a write job
 * @year: an open fiscal year with a budget; no earlier one is open
 * @early: it may be closed before its last day is over, with a reason
 * @reason: (nullable): why now
 * @chosen: (nullable) (element-type SotongCarryTarget): which line gets what is carried over, where several could
 * @out_fitting: (nullable) (element-type SotongCarryTarget): gets the lines of the next year that could be meant, where it fails because of them
 * @out_closing: (out): what was carried over
 * @error: return location; as for sotong_budget_check_close(); `SOTONG_STORE_ERROR_INVALID` too when it does not balance, or what
 *   goes over by accident is not committed; `SOTONG_STORE_ERROR_CONFLICT` when several lines of the next year could get what one carries over, or
 *   another is chosen; a choice that is for no such line, or a second for one, is `SOTONG_STORE_ERROR_INVALID`
 *
 * Keeps the figures of the year's lines, gives the next year once what was carried over, with what contracts bind of
 * it, and makes the year read-only. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_close (SotongDb       *db,
                     int             year,
                     gboolean        early,
                     const char     *reason,
                     GPtrArray      *chosen,
                     GPtrArray      *out_fitting,
                     SotongClosing  *out_closing,
                     GError        **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, error);
  g_autoptr(GPtrArray) lines = NULL, used = g_ptr_array_new ();
  g_autofree char *name = NULL;
  SotongRange any = { 0, 0 };
  Next next = { 0, year + 1, NULL, chosen, out_fitting, used };

  if (programme == NULL || !sotong_budget_check_close (db, programme->year, early, reason, error))
    return FALSE;
  next.lines = lines = sotong_budget_lines (db, programme->id, any, error);
  name = g_strdup_printf ("%d", programme->year);
  *out_closing = (SotongClosing) { .year = programme->year, .next_year = programme->year + 1 };
  if (lines == NULL || !check_accidents (db, lines, error) || !sotong_change_begin (db, "budget.close", "fiscal_year", programme->year, name, error))
    return FALSE;
  if (!sotong_text_is_blank (reason))
    sotong_change_set_reason (db, reason);
  return freeze_lines (db, lines, error) && add_settlement (db, programme, lines, error)
         && carry_forward (db, programme, &next, out_closing, error) && sotong_change_touch (db, "fiscal_year", programme->year, error)
         && sotong_db_exec (db, error, "UPDATE fiscal_year SET closed_at = $1 WHERE year = $2", "ii", sotong_db_now (db), (gint64) programme->year);
}

/**
 * sotong_closed_lines:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongClosedLine): the figures as they were when the year was
 *   closed; none if it is open
 */
GArray *
sotong_closed_lines (SotongDb  *db,
                     gint64     programme_id,
                     GError   **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (SotongClosedLine));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT c.line_id, c.original, c.carried_in, c.changed, c.available, c.committed, c.executed,"
                                                " c.carried_out, c.remaining FROM closed_line AS c JOIN budget_line AS l ON l.id = c.line_id"
                                                " WHERE l.programme_id = $1 ORDER BY l.position", "i", programme_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongClosedLine line = {
        sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3), sotong_stmt_int (stmt, 4),
        sotong_stmt_int (stmt, 5), sotong_stmt_int (stmt, 6), sotong_stmt_int (stmt, 7), sotong_stmt_int (stmt, 8)
      };

      g_array_append_val (list, line);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
